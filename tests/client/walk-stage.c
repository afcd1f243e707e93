/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/walk-stage.h"

#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/sample-messages.h"
#include "client/sample-office.h"
#include "client/sample-requests.h"
#include "client/stage.h"
#include "client/walk.h"

#define MESSAGES "00000000-0000-4000-8000-000000000266"

static int
read_number (const char *variable, int otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static gboolean
is_inside (gpointer window)
{
  gboolean inside;

  g_object_get (window, "inside", &inside, NULL);
  return inside;
}

void
ed_walk_stage_set_up (EdWalkStage *stage, gconstpointer data)
{
  const EdWalkPage *page = data;
  EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);

  stage->desk = desk;
  ed_fake_desk_set_roles (desk, page->roles);
  ed_sample_cases_add (desk);
  ed_sample_experts_add (desk);
  ed_sample_outbox_add (desk);
  ed_sample_conflict_add (desk);
  ed_sample_messages_add (desk, MESSAGES);
  ed_sample_requests_add (desk);
  ed_sample_office_add (desk);
  if ((page->roles & ED_ROLE_COORDINATOR) != 0)
    ed_sample_closings_add (desk);
  ed_sample_office_answer ();
  if (g_strcmp0 (page->place, "audit") == 0)
    ed_sample_office_queue_audit ();
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi",
                1024 * 96 * read_number ("ED_WALK_TEXT", 100) / 100,
                NULL);
  stage->window = ed_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (stage->window),
                               read_number ("ED_WALK_WIDTH", 1160),
                               780);
  ed_window_enter (ED_WINDOW (stage->window), g_object_ref (desk));
  gtk_window_present (GTK_WINDOW (stage->window));
  ed_stage_wait (is_inside, stage->window);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
ed_walk_stage_tear_down (EdWalkStage *stage, gconstpointer data)
{
  gpointer window = stage->window;

  g_object_add_weak_pointer (G_OBJECT (stage->window), &window);
  /* Nothing to wait for before it closes. */
  ed_fake_desk_set_connection (stage->desk, ED_CONNECTION_OFFLINE, 0, 0);
  gtk_window_close (GTK_WINDOW (stage->window));
  ed_stage_wait (is_null, &window);
  ed_stage_settle ();
  g_assert_finalize_object (stage->desk);
}

static gboolean
is_busy (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  while (child != NULL && !is_busy (child))
    child = gtk_widget_get_next_sibling (child);
  return child != NULL || GTK_IS_SPINNER (widget);
}

/* Nothing that would change under the reader's fingers is still being fetched or drawn. */
static gboolean
is_ready (gpointer window)
{
  return !is_busy (window);
}

GtkWidget *
ed_walk_stage_show (EdWalkStage *stage, const EdWalkPage *page)
{
  g_autoptr (GError) error = NULL;

  ed_walk_wait_drawn (stage->window);
  if (page->place != NULL)
    ed_window_show (ED_WINDOW (stage->window), page->place);
  if (page->action != NULL)
    {
      g_autoptr (GVariant) target =
          page->target != NULL ? g_variant_parse (NULL, page->target, NULL, NULL, &error) : NULL;

      g_assert_no_error (error);
      gtk_widget_activate_action_variant (stage->window, page->action, target);
    }
  ed_stage_settle ();
  ed_walk_wait_drawn (stage->window);
  ed_stage_wait (is_ready, stage->window);
  return ed_window_detail (ED_WINDOW (stage->window));
}

/* --- doing ------------------------------------------------------------------------------------ */

static gboolean
activate_in (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && activate_in (child, name, target))
      return TRUE;
  return gtk_widget_activate_action_variant (widget, name, target);
}

gboolean
ed_walk_stage_do (EdWalkStage *stage, const EdWalkPage *page)
{
  GtkWidget *detail = ed_window_detail (ED_WINDOW (stage->window));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_action_parse_detailed_name (page->deed, &name, &target, &error));
  return activate_in (detail != NULL ? detail : stage->window, name, target);
}

GtkWindow *
ed_walk_stage_dialog (EdWalkStage *stage)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_WIDGET (window) != stage->window && gtk_widget_get_mapped (GTK_WIDGET (window)))
        found = window;
    }
  return found;
}

void
ed_walk_stage_complain (const EdWalkPage *page, const GPtrArray *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    g_printerr ("# %s: %s\n", page->name, (const char *) sentences->pdata[i]);
  if (sentences->len > 0)
    g_test_fail ();
}
