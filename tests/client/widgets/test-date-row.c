/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/date-row.h"

#include "client/stage.h"
#include "domain/days.h"
#include "domain/record.h"

/* 2020-03-24 */
#define TODAY 18345

typedef struct
{
  GtkWidget *row;
  GtkWindow *window;
  guint changes;
} Fixture;

static void
on_date_changed (Fixture *fixture)
{
  fixture->changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->row = g_object_new (ED_TYPE_DATE_ROW, "title", "Date of session", NULL);
  ed_date_row_set_today (ED_DATE_ROW (fixture->row), TODAY);
  g_signal_connect_swapped (fixture->row, "notify::date", G_CALLBACK (on_date_changed), fixture);
  fixture->window = ed_stage_show (fixture->row, 400, 100);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
}

static GtkCalendar *
find_calendar (Fixture *fixture)
{
  GtkWidget *button = ed_stage_find (fixture->row, GTK_TYPE_MENU_BUTTON, NULL);
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));

  return GTK_CALENDAR (gtk_popover_get_child (popover));
}

static void
test_typing_moves_the_calendar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) day = NULL;

  gtk_editable_set_text (GTK_EDITABLE (fixture->row), "22.2.2020");
  day = gtk_calendar_get_date (find_calendar (fixture));
  g_assert_cmpint (ed_date_row_date (ED_DATE_ROW (fixture->row)), ==, ed_date_new (2020, 2, 22));
  g_assert_cmpint (g_date_time_get_month (day), ==, 2);
  g_assert_cmpint (g_date_time_get_day_of_month (day), ==, 22);
  g_assert_cmpuint (fixture->changes, ==, 1);
}

/* Guide 4.1.3 "This will open a calendar, where you can select the date." */
static void
test_picking_a_day_writes_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) day = g_date_time_new_local (2020, 3, 29, 0, 0, 0);

  gtk_calendar_select_day (find_calendar (fixture), day);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->row)), ==, "2020-03-29");
  g_assert_cmpint (ed_date_row_date (ED_DATE_ROW (fixture->row)), ==, ed_date_new (2020, 3, 29));
}

static void
test_what_is_no_date_is_absent (Fixture *fixture, gconstpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), "2020-03-22");
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), "2020-03-2x");
  g_assert_cmpint (ed_date_row_date (ED_DATE_ROW (fixture->row)), ==, ED_ABSENT);
  ed_date_row_set_date (ED_DATE_ROW (fixture->row), ed_date_new (2020, 3, 22));
  ed_date_row_set_date (ED_DATE_ROW (fixture->row), ED_ABSENT);
  g_assert_cmpint (ed_date_row_date (ED_DATE_ROW (fixture->row)), ==, ED_ABSENT);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->row)), ==, "");
}

static void
test_calendar_begins_today (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (find_calendar (fixture));

  g_assert_cmpint (g_date_time_get_year (day), ==, 2020);
  g_assert_cmpint (g_date_time_get_month (day), ==, 3);
  g_assert_cmpint (ed_date_row_date (ED_DATE_ROW (fixture->row)), ==, ED_ABSENT);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/client/date-row/typed",
              Fixture,
              NULL,
              set_up,
              test_typing_moves_the_calendar,
              tear_down);
  g_test_add ("/client/date-row/picked",
              Fixture,
              NULL,
              set_up,
              test_picking_a_day_writes_it,
              tear_down);
  g_test_add ("/client/date-row/absent",
              Fixture,
              NULL,
              set_up,
              test_what_is_no_date_is_absent,
              tear_down);
  g_test_add ("/client/date-row/today",
              Fixture,
              NULL,
              set_up,
              test_calendar_begins_today,
              tear_down);
  return g_test_run ();
}
