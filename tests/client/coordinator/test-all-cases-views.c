/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The views of the table of all cases: chosen, saved, renamed, deleted and taken back. */

#include "client/coordinator/all-cases-page.h"
#include "client/coordinator/filter-bar.h"
#include "client/coordinator/view-dialog.h"
#include "client/coordinator/view-row.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

#include <adwaita.h>

typedef struct
{
  GtkWindow *window;
  GtkWidget *overlay;
  GtkWidget *page;
  EdDesk *desk;
} Fixture;

static void
present (Fixture *fixture)
{
  fixture->overlay = adw_toast_overlay_new ();
  fixture->page = ed_all_cases_page_new (fixture->desk);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->overlay), fixture->page);
  fixture->window = ed_stage_show (fixture->overlay, 1500, 900);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_sample_cases_add (fixture->desk);
  present (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static void
come_again (Fixture *fixture)
{
  ed_stage_close (fixture->window);
  present (fixture);
}

static EdFilterBar *
get_bar (Fixture *fixture)
{
  return ed_stage_find_type (fixture->page, ED_TYPE_FILTER_BAR);
}

/* The row of the view TITLE in the menu, or NULL. */
static EdViewRow *
find_row (GtkWidget *widget, const char *title)
{
  EdViewRow *found = NULL;

  if (ED_IS_VIEW_ROW (widget))
    {
      GtkLabel *label = ed_stage_find_type (widget, GTK_TYPE_LABEL);

      return g_str_equal (gtk_label_get_label (label), title) ? ED_VIEW_ROW (widget) : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static EdViewRow *
wait_for_row (Fixture *fixture, const char *title)
{
  GtkWidget *menu = GTK_WIDGET (ed_filter_bar_menu (get_bar (fixture)));

  while (find_row (menu, title) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return find_row (menu, title);
}

static void
wait_for_no_row (Fixture *fixture, const char *title)
{
  while (find_row (GTK_WIDGET (ed_filter_bar_menu (get_bar (fixture))), title) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
choose (Fixture *fixture, const char *title)
{
  EdViewRow *row = wait_for_row (fixture, title);

  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (row)), "row-activated", row);
}

static const char *
get_title (Fixture *fixture)
{
  GtkWidget *button = ed_stage_find_type (GTK_WIDGET (get_bar (fixture)), GTK_TYPE_MENU_BUTTON);

  return gtk_label_get_label (ed_stage_find_type (button, GTK_TYPE_LABEL));
}

static guint
count_rows (Fixture *fixture)
{
  GtkColumnView *view = ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW);

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view)));
}

static void
wait_for_rows (Fixture *fixture, guint n)
{
  while (count_rows (fixture) != n)
    g_main_context_iteration (NULL, TRUE);
}

/* How many of the sample cases are in STATE, or in OTHER. */
static guint
count_cases (Fixture *fixture, gint64 state, gint64 other)
{
  guint n = 0;

  for (guint number = 100; number < 400; number++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
      const EdCase *case_ = ed_fake_desk_find (fixture->desk, id);

      n += case_ != NULL && (case_->state == state || case_->state == other);
    }
  return n;
}

static EdViewDialog *
wait_for_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (;;)
    {
      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

          if (ED_IS_VIEW_DIALOG (window))
            return ED_VIEW_DIALOG (window);
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Types NAME into the dialog that is open, and presses BUTTON. */
static void
answer (const char *name, const char *button)
{
  GtkWidget *dialog = GTK_WIDGET (wait_for_dialog ());

  gtk_editable_set_text (ed_stage_find_type (dialog, ADW_TYPE_ENTRY_ROW), name);
  ed_stage_click (dialog, button);
  ed_stage_settle ();
}

static void
save (Fixture *fixture, const char *name)
{
  gtk_widget_activate_action (fixture->page, "all-cases.save-view", NULL);
  answer (name, "_Save");
  wait_for_row (fixture, name);
}

static void
press (Fixture *fixture, const char *chip)
{
  GtkWidget *found = ed_stage_find (GTK_WIDGET (get_bar (fixture)), GTK_TYPE_TOGGLE_BUTTON, chip);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (found),
                                !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (found)));
}

/* The presets narrow the table as the chips of their names do. */
static void
test_presets_narrow (Fixture *fixture, gconstpointer data)
{
  guint all = count_cases (fixture, 0, 0);
  guint unassigned = count_cases (fixture, ED_CASE_RECORDED, ED_CASE_DECLINED);
  guint closing = count_cases (fixture, ED_CASE_CLOSING, ED_CASE_CLOSING);

  for (gint64 state = 1; state <= ED_CASE_CLOSED; state++)
    all += count_cases (fixture, state, state);
  g_assert_cmpuint (closing, >, 0);
  wait_for_rows (fixture, all);
  g_assert_cmpstr (get_title (fixture), ==, "All");
  choose (fixture, "Waiting for approval");
  wait_for_rows (fixture, closing);
  g_assert_cmpstr (get_title (fixture), ==, "Waiting for approval");
  choose (fixture, "Unassigned");
  wait_for_rows (fixture, unassigned);
  choose (fixture, "Overdue");
  while (count_rows (fixture) == unassigned || count_rows (fixture) == all)
    g_main_context_iteration (NULL, TRUE);
  choose (fixture, "All");
  wait_for_rows (fixture, all);
  press (fixture, "Approval pending");
  wait_for_rows (fixture, closing);
  g_assert_cmpstr (get_title (fixture), ==, "Waiting for approval");
  press (fixture, "Legal");
  g_assert_cmpstr (get_title (fixture), ==, "Waiting for approval, changed");
}

/* What is saved is found again, with its order and its columns, and begun with where that was
 * chosen. */
static void
test_view_is_saved (Fixture *fixture, gconstpointer data)
{
  GtkWidget *star;

  press (fixture, "Legal");
  save (fixture, "Law");
  g_assert_cmpstr (get_title (fixture), ==, "Law");
  press (fixture, "Legal");
  g_assert_cmpstr (get_title (fixture), ==, "Law, changed");
  come_again (fixture);
  wait_for_row (fixture, "Law");
  g_assert_cmpstr (get_title (fixture), ==, "All");
  choose (fixture, "Law");
  g_assert_cmpint (ed_filter_bar_filter (get_bar (fixture)).type, ==, ED_CASE_LEGAL);
  star = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (
           gtk_widget_get_first_child (GTK_WIDGET (wait_for_row (fixture, "Law"))));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TOGGLE_BUTTON (child))
      star = child;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (star), TRUE);
  ed_stage_settle ();
  come_again (fixture);
  while (!g_str_equal (get_title (fixture), "Law"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ed_filter_bar_filter (get_bar (fixture)).type, ==, ED_CASE_LEGAL);
}

static void
test_view_is_renamed (Fixture *fixture, gconstpointer data)
{
  press (fixture, "Legal");
  save (fixture, "Law");
  g_signal_emit_by_name (wait_for_row (fixture, "Law"), "rename");
  answer ("Courts", "_Save");
  wait_for_row (fixture, "Courts");
  wait_for_no_row (fixture, "Law");
  g_assert_cmpstr (get_title (fixture), ==, "Courts");
  g_signal_emit_by_name (wait_for_row (fixture, "Courts"), "rename");
  answer ("Never", "_Cancel");
  wait_for_row (fixture, "Courts");
  come_again (fixture);
  wait_for_row (fixture, "Courts");
}

/* A name that does not do cannot be saved, and says why. */
static void
test_view_needs_a_name (Fixture *fixture, gconstpointer data)
{
  EdViewDialog *dialog;
  GtkEditable *name;

  gtk_widget_activate_action (fixture->page, "all-cases.save-view", NULL);
  dialog = wait_for_dialog ();
  name = ed_stage_find_type (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save"));
  gtk_editable_set_text (name, "overdue");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save"));
  ed_stage_wait_for (GTK_WIDGET (dialog), "This is the name of a view that is always there");
  gtk_editable_set_text (name, "Mine");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "save"));
  ed_stage_click (GTK_WIDGET (dialog), "_Cancel");
  ed_stage_settle ();
}

static void
test_view_is_deleted_and_taken_back (Fixture *fixture, gconstpointer data)
{
  press (fixture, "Legal");
  save (fixture, "Law");
  g_signal_emit_by_name (wait_for_row (fixture, "Law"), "remove");
  wait_for_no_row (fixture, "Law");
  g_assert_cmpstr (get_title (fixture), ==, "All, changed");
  ed_stage_wait_for (fixture->overlay, "View “Law” deleted");
  ed_stage_click (fixture->overlay, "Undo");
  wait_for_row (fixture, "Law");
  come_again (fixture);
  choose (fixture, "Law");
  g_assert_cmpint (ed_filter_bar_filter (get_bar (fixture)).type, ==, ED_CASE_LEGAL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/coordinator/all-cases-views/presets", test_presets_narrow);
  ADD ("/coordinator/all-cases-views/saved", test_view_is_saved);
  ADD ("/coordinator/all-cases-views/renamed", test_view_is_renamed);
  ADD ("/coordinator/all-cases-views/named", test_view_needs_a_name);
  ADD ("/coordinator/all-cases-views/deleted", test_view_is_deleted_and_taken_back);
  return g_test_run ();
}
