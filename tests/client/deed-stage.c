/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/deed-stage.h"

#include "client/cases/case-profile.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

#include <adwaita.h>

void
ed_deed_stage_open (EdDeedStage *fixture, const char *id)
{
  fixture->profile = ed_case_profile_new (fixture->desk, id);
  fixture->window = ed_stage_show (fixture->profile, 1160, 900);
  ed_stage_wait_for (fixture->profile, "Client name");
}

static void
show_number (EdDeedStage *fixture, gconstpointer data, guint roles)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012d", GPOINTER_TO_INT (data));

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, roles);
  ed_sample_cases_add (fixture->desk);
  ed_deed_stage_open (fixture, id);
}

void
ed_deed_stage_set_up (EdDeedStage *fixture, gconstpointer data)
{
  show_number (fixture, data, ED_ROLE_EXPERT);
}

void
ed_deed_stage_set_up_coordinator (EdDeedStage *fixture, gconstpointer data)
{
  show_number (fixture, data, ED_ROLE_COORDINATOR);
}

void
ed_deed_stage_tear_down (EdDeedStage *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  g_assert_finalize_object (fixture->desk);
}

/* --- looking and doing ----------------------------------------------------------------------- */

static GtkWidget *
find_dialog (EdDeedStage *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == fixture->window
          && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog (data) == NULL;
}

/* Presses the profile's button LABEL; the dialog that it opens. */
GtkWidget *
ed_deed_stage_ask (EdDeedStage *fixture, const char *label)
{
  ed_stage_wait (has_no_dialog, fixture);
  ed_stage_click (fixture->profile, label);
  ed_stage_wait (has_dialog, fixture);
  return find_dialog (fixture);
}

/* As its button does: answers, then closes without another answer. */
void
ed_deed_stage_respond (GtkWidget *dialog, const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

void
ed_deed_stage_confirm (GtkWidget *dialog)
{
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
  ed_deed_stage_respond (dialog, "confirm");
}

void
ed_deed_stage_choose (GtkWidget *dialog, const char *choice)
{
  GtkWidget *row = ed_stage_find (dialog, ADW_TYPE_ACTION_ROW, choice);

  g_assert_nonnull (row);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ed_stage_find (row, GTK_TYPE_CHECK_BUTTON, NULL)),
                               TRUE);
}

void
ed_deed_stage_write (GtkWidget *dialog, const char *text)
{
  GtkWidget *view = ed_stage_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

gboolean
ed_deed_stage_can_press (EdDeedStage *fixture, const char *label)
{
  GtkWidget *button = ed_stage_find (fixture->profile, GTK_TYPE_BUTTON, label);

  return button != NULL && gtk_widget_is_sensitive (button);
}

gboolean
ed_deed_stage_offers (EdDeedStage *fixture, const char *label)
{
  return ed_stage_find (fixture->profile, GTK_TYPE_BUTTON, label) != NULL;
}

typedef struct
{
  EdDesk *desk;
  guint n;
} Count;

static gboolean
has_commands (gpointer data)
{
  const Count *count = data;

  return ed_fake_desk_count_commands (count->desk) >= count->n;
}

/* The Nth command (from 1), once it is done; it must be the last and of TYPE. */
const EdArgs *
ed_deed_stage_wait_command (EdDeedStage *fixture, guint n, EdCommandType type)
{
  const EdCommand *command;

  ed_stage_wait (has_commands, &(Count){ fixture->desk, n });
  ed_stage_settle ();
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, n);
  command = ed_fake_desk_command (fixture->desk, n - 1);
  g_assert_cmpint (command->type, ==, type);
  g_assert_null (ed_command_find_invalid (command));
  return command->args;
}

GtkWidget *
ed_deed_stage_wait_dialog (EdDeedStage *stage)
{
  ed_stage_wait (has_dialog, stage);
  return find_dialog (stage);
}

void
ed_deed_stage_wait_no_dialog (EdDeedStage *stage)
{
  ed_stage_wait (has_no_dialog, stage);
}
