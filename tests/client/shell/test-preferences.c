/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/preferences.h"

#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/shell/auto-lock.h"
#include "client/shell/remembered.h"
#include "client/stage.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)

static const char *const keys[] = { "language",    "safe-graphics", "notifications",
                                    "quiet-hours", "quiet-from",    "quiet-to",
                                    "quiet-days",  "privacy-mode",  "auto-lock-minutes" };

static void
reset (void)
{
  g_assert_nonnull (ed_remembered ());
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (ed_remembered (), keys[i]);
}

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

static GtkWidget *
open_preferences (void)
{
  GtkWidget *preferences = ed_preferences_new ();

  gtk_window_present (GTK_WINDOW (preferences));
  ed_stage_wait (is_drawn, preferences);
  return preferences;
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
close_preferences (GtkWidget *preferences)
{
  gpointer seen = preferences;

  g_object_add_weak_pointer (G_OBJECT (preferences), &seen);
  gtk_window_destroy (GTK_WINDOW (preferences));
  ed_stage_wait (is_null, &seen);
}

/* The row called TITLE, on whatever page. */
static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_row (GtkWidget *preferences, const char *title)
{
  GtkWidget *row = find_row (preferences, title);

  g_test_message ("%s", title);
  g_assert_nonnull (row);
  return row;
}

static void
show_page_of (GtkWidget *preferences, const char *title)
{
  GtkWidget *row = get_row (preferences, title);
  GtkWidget *page = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_PAGE);

  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (preferences),
                                           ADW_PREFERENCES_PAGE (page));
  ed_stage_wait (is_drawn, row);
}

/* A press on the row is a press on its switch. */
static void
test_switches_are_kept (void)
{
  static const struct
  {
    const char *title;
    const char *key;
  } rows[] = {
    { "Safe graphics", "safe-graphics" },
    { "Notifications on the desktop", "notifications" },
    { "Do not disturb", "quiet-hours" },
    { "Hide names and contacts", "privacy-mode" },
  };
  GtkWidget *preferences;

  reset ();
  preferences = open_preferences ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean before = g_settings_get_boolean (ed_remembered (), rows[i].key);
      GtkWidget *row = get_row (preferences, rows[i].title);

      adw_action_row_activate (ADW_ACTION_ROW (row));
      g_assert_cmpint (g_settings_get_boolean (ed_remembered (), rows[i].key), ==, !before);
      if (!before)
        continue;
      adw_action_row_activate (ADW_ACTION_ROW (row));
    }
  close_preferences (preferences);
}

static void
test_choices_are_kept (void)
{
  GtkWidget *preferences;
  g_autofree char *language = NULL;

  reset ();
  g_settings_set_int (ed_remembered (), "auto-lock-minutes", 7);
  preferences = open_preferences ();
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (get_row (preferences, "Language"))),
                    ==,
                    0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (preferences, "Language")), 2);
  language = g_settings_get_string (ed_remembered (), "language");
  g_assert_cmpstr (language, ==, "hu");
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (preferences, "From")), 45);
  g_assert_cmpint (g_settings_get_int (ed_remembered (), "quiet-from"), ==, 22 * 60 + 30);
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (preferences, "To")), 0);
  g_assert_cmpint (g_settings_get_int (ed_remembered (), "quiet-to"), ==, 0);
  /* What no choice offers stays until something is chosen. */
  g_assert_cmpint (g_settings_get_int (ed_remembered (), "auto-lock-minutes"), ==, 7);
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (preferences, "Lock without input")), 4);
  g_assert_cmpint (g_settings_get_int (ed_remembered (), "auto-lock-minutes"), ==, 10);
  close_preferences (preferences);
}

static void
test_days_are_kept (void)
{
  GtkWidget *preferences;
  GtkWidget *saturday;

  reset ();
  g_settings_set_boolean (ed_remembered (), "quiet-hours", TRUE);
  preferences = open_preferences ();
  show_page_of (preferences, "Do not disturb");
  saturday = ed_stage_find (preferences, GTK_TYPE_TOGGLE_BUTTON, "Sat");
  g_assert_nonnull (saturday);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (saturday)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (saturday), FALSE);
  g_assert_cmpint (g_settings_get_int (ed_remembered (), "quiet-days"), ==, 0x7f & ~0x20);
  close_preferences (preferences);
}

/* Hours that are not kept cannot be chosen. */
static void
test_quiet_hours_depend_on_their_switch (void)
{
  GtkWidget *preferences;
  GtkWidget *from;

  reset ();
  preferences = open_preferences ();
  from = get_row (preferences, "From");
  g_assert_false (gtk_widget_is_sensitive (from));
  g_settings_set_boolean (ed_remembered (), "quiet-hours", TRUE);
  g_assert_true (gtk_widget_is_sensitive (from));
  g_settings_set_boolean (ed_remembered (), "notifications", FALSE);
  g_assert_false (gtk_widget_is_sensitive (from));
  close_preferences (preferences);
}

/* --- auto-lock ------------------------------------------------------------------------------- */

typedef struct
{
  EdManualClock clock;
  GtkWidget *window;
  EdDesk *desk;
} Seat;

static void
sit_down (Seat *seat)
{
  reset ();
  ed_manual_clock_init (&seat->clock, ED_SAMPLE_NOW);
  seat->window = ed_window_new (NULL);
  gtk_window_present (GTK_WINDOW (seat->window));
  ed_stage_wait (is_drawn, seat->window);
  ed_auto_lock_attach (ED_WINDOW (seat->window), &seat->clock.parent);
  seat->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (seat->desk, ED_ROLE_EXPERT);
  ed_sample_cases_add (seat->desk);
  ed_window_enter (ED_WINDOW (seat->window), g_object_ref (seat->desk));
  ed_stage_settle ();
}

static void
stand_up (Seat *seat)
{
  gpointer window = seat->window;

  g_object_add_weak_pointer (G_OBJECT (seat->window), &window);
  gtk_window_destroy (GTK_WINDOW (seat->window));
  ed_stage_wait (is_null, &window);
  ed_stage_settle ();
  g_assert_finalize_object (seat->desk);
}

/* Its change makes the lock look at the clock. */
static void
set_minutes (int minutes)
{
  g_settings_set_int (ed_remembered (), "auto-lock-minutes", minutes);
  ed_stage_settle ();
}

static gboolean
is_locked (Seat *seat)
{
  return ed_window_desk (ED_WINDOW (seat->window)) == NULL;
}

static void
test_locks_when_nobody_is_there (void)
{
  Seat seat;

  sit_down (&seat);
  ed_manual_clock_advance (&seat.clock, 5 * MINUTE_MS - 1);
  set_minutes (5);
  g_assert_false (is_locked (&seat));
  ed_manual_clock_advance (&seat.clock, 1);
  set_minutes (6);
  g_assert_false (is_locked (&seat));
  set_minutes (5);
  g_assert_true (is_locked (&seat));
  g_assert_true (
      ed_stage_says (seat.window, "Locked after 5 minutes without input. Drafts are kept."));
  stand_up (&seat);
}

static void
test_never_is_never (void)
{
  Seat seat;

  sit_down (&seat);
  set_minutes (5);
  ed_manual_clock_advance (&seat.clock, 10000 * MINUTE_MS);
  set_minutes (0);
  g_assert_false (is_locked (&seat));
  stand_up (&seat);
}

static gboolean
is_alone (gpointer data)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1;
}

/* Nothing of a case stays in a window above the locked one. */
static void
test_locking_closes_dialogs (void)
{
  Seat seat;
  GtkWidget *dialog;

  sit_down (&seat);
  dialog = ed_preferences_new ();
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (seat.window));
  gtk_window_present (GTK_WINDOW (dialog));
  ed_stage_wait (is_drawn, dialog);
  ed_manual_clock_advance (&seat.clock, 10 * MINUTE_MS);
  set_minutes (5);
  g_assert_true (is_locked (&seat));
  ed_stage_wait (is_alone, NULL);
  stand_up (&seat);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/client/preferences/switches", test_switches_are_kept);
  g_test_add_func ("/client/preferences/choices", test_choices_are_kept);
  g_test_add_func ("/client/preferences/days", test_days_are_kept);
  g_test_add_func ("/client/preferences/quiet-hours", test_quiet_hours_depend_on_their_switch);
  g_test_add_func ("/client/auto-lock/locks", test_locks_when_nobody_is_there);
  g_test_add_func ("/client/auto-lock/never", test_never_is_never);
  g_test_add_func ("/client/auto-lock/dialogs", test_locking_closes_dialogs);
  return g_test_run ();
}
