/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every menu and popover that a page's buttons open, used by keys alone: it has the focus, Tab goes
 * round in it, Escape closes it, and then the focus is on its button again. */

#include "client/sample-cases.h"
#include "client/sample-requests.h"
#include "client/shell/place.h"
#include "client/stage.h"
#include "client/walk-stage.h"
#include "client/walk.h"

/* Turns of the main loop in which a popover opens or closes, or never does. */
#define PATIENCE 60

#define CASE(number) "'00000000-0000-4000-8000-000000000" number "'"
#define REQUEST "'" ED_SAMPLE_REQUEST "'"

static const EdWalkPage details[] = {
  { ED_ROLE_EXPERT, "profile", NULL, "win.open-case", CASE ("261") },
  { ED_ROLE_EXPERT, "profile-begun", NULL, "win.open-case", CASE ("240") },
  { ED_ROLE_EXPERT, "profile-messages", NULL, "win.open-case", CASE ("266") },
  { ED_ROLE_EXPERT, "form", NULL, "win.fill-form", "(" CASE ("240") ", 'treatment-log')" },
  { ED_ROLE_EXPERT, "request", NULL, "win.open-request", REQUEST },
  { ED_ROLE_COORDINATOR, "profile", NULL, "win.open-case", "'" ED_SAMPLE_CLOSING "'" },
  { ED_ROLE_COORDINATOR, "request", NULL, "win.open-request", REQUEST },
  { ED_ROLE_CASE_MANAGER, "request", NULL, "win.open-request", REQUEST },
};

/* What has been looked at on another page already. */
static GHashTable *known;

/* A calendar lies open beside its field, which keeps the keys: tested with it. */
static gboolean
is_menu (GtkWidget *widget)
{
  GtkPopover *popover;

  if (!GTK_IS_MENU_BUTTON (widget))
    return FALSE;
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget));
  return popover != NULL && gtk_popover_get_autohide (popover);
}

static void
list_menus (GtkWidget *widget, GPtrArray *buttons)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;
  if (is_menu (widget))
    {
      g_autofree char *what = ed_walk_describe (widget);

      if (g_hash_table_add (known, g_steal_pointer (&what)))
        g_ptr_array_add (buttons, widget);
      return;
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    list_menus (child, buttons);
}

static gboolean
becomes (EdWalkStage *stage, GtkWidget *popover, gboolean mapped)
{
  for (int i = 0; i < PATIENCE; i++)
    {
      ed_stage_settle ();
      if (gtk_widget_get_mapped (popover) == mapped)
        return TRUE;
      ed_walk_wait_drawn (stage->window);
    }
  return FALSE;
}

static void
add_complaint (GPtrArray *complaints, GtkWidget *button, const char *what)
{
  g_autofree char *where = ed_walk_describe (button);

  g_ptr_array_add (complaints, g_strdup_printf ("%s: %s", where, what));
}

static void
judge_menu (EdWalkStage *stage, GtkWidget *button, GPtrArray *complaints)
{
  GtkWindow *window = GTK_WINDOW (stage->window);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_autoptr (GPtrArray) inside = NULL;
  GtkWidget *focus;

  gtk_widget_grab_focus (button);
  ed_walk_wait_drawn (stage->window);
  ed_walk_stage_press (window, "space");
  if (!becomes (stage, popover, TRUE))
    {
      add_complaint (complaints, button, "the space bar does not open it");
      return;
    }
  ed_walk_wait_drawn (popover);
  inside = ed_walk_around_popover (GTK_POPOVER (popover));
  g_ptr_array_extend_and_steal (complaints, g_steal_pointer (&inside));
  ed_walk_stage_press (window, "Escape");
  if (!becomes (stage, popover, FALSE))
    {
      add_complaint (complaints, button, "Escape does not close it");
      gtk_popover_popdown (GTK_POPOVER (popover));
      becomes (stage, popover, FALSE);
    }
  focus = gtk_window_get_focus (window);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, button))
    add_complaint (complaints, button, "the focus is elsewhere afterwards");
}

static void
test_popovers_are_used_by_keyboard (EdWalkStage *stage, gconstpointer data)
{
  const EdWalkPage *page = data;
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  ed_walk_stage_show (stage, page);
  list_menus (stage->window, buttons);
  for (guint i = 0; i < buttons->len; i++)
    judge_menu (stage, buttons->pdata[i], complaints);
  ed_walk_stage_complain (page, complaints);
}

static void
add (const EdWalkPage *page)
{
  g_autofree char *name = g_strdup_printf ("%u/%s", page->roles, page->name);

  ed_walk_stage_add ("keyboard-popovers", name, page, test_popovers_are_used_by_keyboard);
}

int
main (int argc, char **argv)
{
  static const EdWalkPage sign_in = { 0, "sign-in" };
  int result;

  ed_walk_stage_init (&argc, &argv);
  known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add (&sign_in);
  ed_walk_add_places (ED_ROLE_EXPERT, ed_expert_places, add);
  ed_walk_add_places (ED_ROLE_COORDINATOR, ed_coordinator_places, add);
  ed_walk_add_places (ED_ROLE_CASE_MANAGER, ed_case_manager_places, add);
  ed_walk_add_places (ED_ROLE_ADMINISTRATOR, ed_administrator_places, add);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    add (&details[i]);
  result = g_test_run ();
  g_hash_table_unref (known);
  return result;
}
