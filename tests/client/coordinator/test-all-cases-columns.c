/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of the table of all cases: chosen, moved, as wide as they were left. */

#include "client/coordinator/all-cases-page.h"
#include "client/coordinator/column-chooser.h"
#include "client/coordinator/column-row.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

#include <adwaita.h>

typedef struct
{
  GtkWindow *window;
  GtkWidget *page;
  EdDesk *desk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_sample_cases_add (fixture->desk);
  fixture->page = ed_all_cases_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 1500, 900);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

/* The page as it is when the account comes to it the next time. */
static void
come_again (Fixture *fixture)
{
  ed_stage_close (fixture->window);
  fixture->page = ed_all_cases_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 1500, 900);
}

static GtkColumnViewColumn *
find_column (Fixture *fixture, const char *title)
{
  GListModel *columns =
      gtk_column_view_get_columns (ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_title (column), title))
        return column;
    }
  g_error ("no column '%s'", title);
}

/* The titles of the columns shown, in order. */
static char *
list_columns (Fixture *fixture)
{
  GListModel *columns =
      gtk_column_view_get_columns (ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW));
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column))
        g_string_append_printf (titles, "%s|", gtk_column_view_column_get_title (column));
    }
  return g_string_free (titles, FALSE);
}

static void
wait_for_columns (Fixture *fixture, const char *expected)
{
  g_autofree char *titles = list_columns (fixture);

  while (!g_str_equal (titles, expected))
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (titles);
      titles = list_columns (fixture);
    }
}

static EdColumnRow *
find_column_row (GtkWidget *widget, EdColumn column)
{
  EdColumnRow *found = NULL;

  if (ED_IS_COLUMN_ROW (widget))
    return ed_column_row_column (ED_COLUMN_ROW (widget)) == column ? ED_COLUMN_ROW (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_column_row (child, column);
  return found;
}

static void
tick (Fixture *fixture, EdColumn column, gboolean is_shown)
{
  EdColumnRow *row =
      find_column_row (ed_stage_find_type (fixture->page, ED_TYPE_COLUMN_CHOOSER), column);

  gtk_check_button_set_active (ed_stage_find_type (GTK_WIDGET (row), GTK_TYPE_CHECK_BUTTON),
                               is_shown);
}

static void
move (Fixture *fixture, EdColumn column, int step)
{
  EdColumnRow *row =
      find_column_row (ed_stage_find_type (fixture->page, ED_TYPE_COLUMN_CHOOSER), column);

  gtk_widget_activate_action (GTK_WIDGET (row), "column.move", "i", step);
}

static GtkWidget *
find_reset (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Reset") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_reset (child);
  return found;
}

#define FIRST_COLUMNS \
  "Number|Date recorded|Company|Client name|Type|City|Expert|State|Progress|Badge|"
#define CHOSEN_COLUMNS \
  "Badge|Number|Date recorded|Company|Client name|Type|Expert|State|Progress|Sessions|Outcome|"

/* Columns are chosen and moved in the popover, at once in the table, and found again by the next
 * page of the same account. */
static void
test_page_chooses_columns (Fixture *fixture, gconstpointer data)
{
  wait_for_columns (fixture, FIRST_COLUMNS);
  gtk_widget_activate_action (fixture->page, "all-cases.columns", NULL);
  tick (fixture, ED_COLUMN_OUTCOME, TRUE);
  tick (fixture, ED_COLUMN_SESSIONS, TRUE);
  tick (fixture, ED_COLUMN_CITY, FALSE);
  move (fixture, ED_COLUMN_BADGE, -9);
  move (fixture, ED_COLUMN_BADGE, -1); /* there is no place */
  wait_for_columns (fixture, CHOSEN_COLUMNS);
  gtk_column_view_column_set_fixed_width (find_column (fixture, "Company"), 231);
  come_again (fixture);
  wait_for_columns (fixture, CHOSEN_COLUMNS);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (find_column (fixture, "Company")),
                   ==,
                   231);
  gtk_widget_activate_action (fixture->page, "all-cases.columns", NULL);
  g_signal_emit_by_name (find_reset (ed_stage_find_type (fixture->page, ED_TYPE_COLUMN_CHOOSER)),
                         "clicked");
  wait_for_columns (fixture, FIRST_COLUMNS);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (find_column (fixture, "Company")),
                   ==,
                   -1);
}

/* A header that is dragged elsewhere is a column moved. */
static void
test_page_remembers_dragged_columns (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *view = ed_stage_find_type (fixture->page, GTK_TYPE_COLUMN_VIEW);

  wait_for_columns (fixture, FIRST_COLUMNS);
  gtk_column_view_insert_column (view, 0, find_column (fixture, "Expert"));
  come_again (fixture);
  wait_for_columns (fixture,
                    "Expert|Number|Date recorded|Company|Client name|Type|City|State|Progress|"
                    "Badge|");
}

/* One column has to stay, and says so. */
static void
test_page_keeps_a_column (Fixture *fixture, gconstpointer data)
{
  EdColumnRow *row =
      find_column_row (ed_stage_find_type (fixture->page, ED_TYPE_COLUMN_CHOOSER), ED_COLUMN_BADGE);
  GtkWidget *check = ed_stage_find_type (GTK_WIDGET (row), GTK_TYPE_CHECK_BUTTON);

  wait_for_columns (fixture, FIRST_COLUMNS);
  for (int i = 0; i < ED_COLUMN_BADGE; i++)
    {
      g_assert_true (gtk_widget_get_sensitive (check));
      tick (fixture, (EdColumn) i, FALSE);
    }
  g_assert_false (gtk_widget_get_sensitive (check));
  g_assert_nonnull (gtk_widget_get_tooltip_text (GTK_WIDGET (row)));
  wait_for_columns (fixture, "Badge|");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/coordinator/all-cases-columns/chosen", test_page_chooses_columns);
  ADD ("/coordinator/all-cases-columns/dragged", test_page_remembers_dragged_columns);
  ADD ("/coordinator/all-cases-columns/one-stays", test_page_keeps_a_column);
  return g_test_run ();
}
