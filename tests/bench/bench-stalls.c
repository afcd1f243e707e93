/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the window may leave somebody waiting: it is opened, synced, scrolled, searched, a case
 * is opened and left, SECONDS each (1). The table of a coordinator is also sorted and narrowed, and
 * sorted amid a scroll in ROUNDS (1).
 *
 *   bench-stalls SERVER USER PASSWORD DATA_DIR [SECONDS [ROUNDS]]
 *
 * Prints for each step the longest turn of the main loop (bench-turn.h), and where it was if it was
 * too long. */

#include "bench-turn.h"

#include "base/platform.h"
#include "client/shell/graphics.h"
#include "client/shell/window.h"
#include "store/vault.h"

#include <locale.h>
#include <stdlib.h>

static char **arguments;
static guint step_ms = 1000;
static guint rounds = 1;   /* of the step that finds most */
static gboolean has_table; /* it is a coordinator's window */
static GtkWidget *window;

/* --- steps ----------------------------------------------------------------------------------- */

/* The first mapped widget of TYPE in WIDGET. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static GtkWidget *
find_view (void)
{
  GtkWidget *view = find (window, GTK_TYPE_GRID_VIEW);

  return view != NULL ? view : find (window, GTK_TYPE_COLUMN_VIEW);
}

/* A screen's height further with each frame, for as long as the step lasts. */
static gboolean
on_frame (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_set_value (down,
                            gtk_adjustment_get_value (down)
                                + gtk_adjustment_get_page_increment (down));
  return g_get_monotonic_time () < *(gint64 *) data ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
scroll (void)
{
  gint64 *end = g_new (gint64, 1);

  *end = g_get_monotonic_time () + (gint64) step_ms * 900;
  gtk_widget_add_tick_callback (find_view (), on_frame, end, g_free);
}

static void
jump_to_the_end (void)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (find_view (), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_set_value (down, gtk_adjustment_get_upper (down));
}

static void
open_profile (void)
{
  GtkWidget *view = find_view ();

  g_signal_emit_by_name (view, "activate", 0u);
}

static void
go_back (void)
{
  gtk_widget_activate_action (window, "win.back", NULL);
}

static void
type_text (const char *text)
{
  gtk_widget_activate_action (window, "win.search", NULL);
  gtk_editable_set_text (GTK_EDITABLE (find (window, GTK_TYPE_SEARCH_ENTRY)), text);
}

static void
search_one_letter (void)
{
  type_text ("b");
}

static void
search_more (void)
{
  type_text ("budapest");
}

static void
clear_search (void)
{
  type_text ("");
}

/* The chip that says LABEL. */
static void
press_chip (GtkWidget *widget, const char *label)
{
  if (GTK_IS_TOGGLE_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    press_chip (child, label);
}

static void
narrow (void)
{
  press_chip (window, "Legal");
}

static void
narrow_to_overdue (void)
{
  press_chip (window, "Overdue");
}

static void
widen (void)
{
  press_chip (window, "Overdue");
  press_chip (window, "Legal");
}

static void
sort_by (guint column, GtkSortType order)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_view ());
  g_autoptr (GtkColumnViewColumn) by =
      g_list_model_get_item (gtk_column_view_get_columns (view), column);

  gtk_column_view_sort_by_column (view, by, order);
}

static void
sort_by_company (void)
{
  sort_by (2, GTK_SORT_ASCENDING);
}

static void
sort_by_number (void)
{
  sort_by (0, GTK_SORT_DESCENDING);
}

/* The answer comes amid the scrolling. */
static void
sort_and_scroll (void)
{
  static guint round;

  sort_by (round % 2 == 0 ? 2 : 0, round % 4 < 2 ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
  round++;
  scroll ();
}

static void
sync_now (void)
{
  gtk_widget_activate_action (window, "win.sync", NULL);
}

static const struct
{
  const char *name;
  void (*begin) (void);
  gboolean is_of_table;
} steps[] = {
  { "opened", NULL }, /* and what is new synced */
  { "synced", sync_now },
  { "scrolled", scroll },
  { "at the end", jump_to_the_end },
  { "sorted by company", sort_by_company, TRUE },
  { "scrolled", scroll, TRUE },
  { "at the end", jump_to_the_end, TRUE },
  { "narrowed", narrow, TRUE },
  { "to what is overdue", narrow_to_overdue, TRUE },
  { "all again", widen, TRUE },
  { "sorted amid a scroll", sort_and_scroll, TRUE },
  { "sorted by number", sort_by_number, TRUE },
  { "profile opened", open_profile },
  { "left", go_back },
  { "one letter searched", search_one_letter },
  { "a word", search_more },
  { "search cleared", clear_search },
};

static gboolean
next_step (gpointer data)
{
  static guint step, round;

  bench_turn_print (steps[step].name);
  if (steps[step].begin == sort_and_scroll && ++round < rounds)
    step--;
  do
    step++;
  while (step < G_N_ELEMENTS (steps) && steps[step].is_of_table && !has_table);
  if (step == G_N_ELEMENTS (steps))
    {
      g_print ("  memory %.1f MiB, at most %.1f MiB\n",
               (double) ed_platform_memory () / 1048576,
               (double) ed_platform_peak_memory () / 1048576);
      gtk_window_destroy (GTK_WINDOW (window));
      return G_SOURCE_REMOVE;
    }
  bench_turn_reset ();
  steps[step].begin ();
  return G_SOURCE_CONTINUE;
}

/* --- the window ------------------------------------------------------------------------------ */

static void
on_desk (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  EdDesk *desk = ed_desk_open_finish (result, &error);

  if (desk == NULL)
    g_error ("%s", error->message);
  bench_turn_reset ();
  ed_window_enter (ED_WINDOW (window), desk);
  g_timeout_add (step_ms, next_step, NULL);
}

static void
on_activate (GtkApplication *application, gpointer data)
{
  EdDeskOptions options = { .server = arguments[1],
                            .user = arguments[2],
                            .password = arguments[3],
                            .data_dir = arguments[4],
                            .cost = { 1, 8 * 1024 * 1024 } };

  ed_desk_open_async (&options, NULL, on_desk, NULL);
  window = ed_window_new (application);
  if (has_table)
    ed_window_set_first_place (ED_WINDOW (window), "all-cases");
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  setlocale (LC_ALL, "");
  if (argc < 5 || argc > 7)
    return 2;
  arguments = argv;
  has_table = g_str_has_prefix (argv[2], "coordinator");
  if (argc > 5)
    step_ms = 1000 * (guint) atoi (argv[5]);
  if (argc > 6)
    rounds = (guint) atoi (argv[6]);
  ed_platform_save_memory ();
  ed_graphics_prepare (FALSE);
  ed_graphics_start ();
  bench_turn_watch ();
  application = adw_application_new (ED_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
