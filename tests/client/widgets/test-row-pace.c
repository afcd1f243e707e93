/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a row list gives a view its rows and takes them back: no frame makes or ends many widgets,
 * wherever the view is, and also while somebody scrolls. */

#include "client/widgets/row-list.h"

#include <adwaita.h>

#define MANY 20000
#define STEP 18
#define LIMIT 208
/* More than the few that come or go at once, far less than those that the view has. */
#define MOST (3 * STEP)
#define PATIENCE_S 60

/* What a frame's scrolling is: so many pages, or dragged to such a part of the whole. */
typedef struct
{
  double pages;
  gboolean is_dragged;
} Scroll;

typedef struct
{
  EdRowList *list;
  GtkWidget *window, *view;
  GtkAdjustment *place;
  guint made, ended; /* since the frame began */
  guint most;        /* of either, in any frame */
  gboolean is_scrolling;
  const Scroll *scroll;
  guint settled; /* frames that made and ended none */
  gboolean is_late;
} Fixture;

static gboolean is_moving; /* somebody, at this moment */

/* --- rows --------------------------------------------------------------------------------------
 */

static GPtrArray *
read_rows (gpointer source, const gint64 *rows, guint n, GError **error)
{
  GPtrArray *read = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (read, g_memdup2 (&rows[i], sizeof rows[i]));
  return read;
}

static GObject *
show_none (gpointer source, gint64 row)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, row);

  return G_OBJECT (gtk_string_object_new (text));
}

static GObject *
show_row (gpointer source, GObject *item, gpointer stored)
{
  g_autofree gint64 *row = stored;

  return item != NULL ? item : show_none (source, *row);
}

static const EdRowCalls calls = { read_rows, show_row, show_none };

/* From FIRST on, each one's successor NEXT after it. */
static void
show_rows (Fixture *fixture, gint64 first, gint64 next)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 row = first; rows->len < MANY; row += next)
    g_array_append_val (rows, row);
  ed_row_list_set_rows (fixture->list, rows);
}

/* --- the view ----------------------------------------------------------------------------------
 */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, Fixture *fixture)
{
  gtk_list_item_set_child (item, gtk_label_new ("A row"));
  fixture->made++;
}

static void
on_teardown (GtkSignalListItemFactory *factory, GtkListItem *item, Fixture *fixture)
{
  fixture->ended++;
}

static GtkColumnViewColumn *
make_column (Fixture *fixture)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), fixture);
  g_signal_connect (factory, "teardown", G_CALLBACK (on_teardown), fixture);
  return gtk_column_view_column_new ("Column", factory);
}

/* A view that was not laid out since its rows changed knows no place, and says so. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; is_moving && i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0
        && strstr (fields[i].value, "failed to scroll") != NULL)
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, data);
}

static void
set_up (Fixture *fixture, gconstpointer scroll)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSelectionModel *selection;
  GtkColumnViewColumn *column = make_column (fixture);

  fixture->scroll = scroll;
  fixture->list = ed_row_list_new (&calls, NULL);
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (fixture->list)));
  fixture->view = gtk_column_view_new (selection);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (fixture->view), column);
  g_object_unref (column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), fixture->view);
  fixture->place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  ed_row_list_pace (fixture->list, fixture->view, STEP, LIMIT);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_ref (fixture->list);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->list);
}

/* --- frames ------------------------------------------------------------------------------------
 */

/* As with each frame of what a wheel or a touchpad gives, or of a bar that is dragged. */
static void
move (Fixture *fixture)
{
  double upper = gtk_adjustment_get_upper (fixture->place);
  double page = gtk_adjustment_get_page_size (fixture->place);
  double value = gtk_adjustment_get_value (fixture->place);

  is_moving = TRUE;
  gtk_adjustment_set_value (fixture->place,
                            fixture->scroll->is_dragged ? fixture->scroll->pages * upper
                                                        : value + fixture->scroll->pages * page);
  is_moving = FALSE;
}

static gboolean
on_frame (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  Fixture *fixture = data;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));

  fixture->most = MAX (fixture->most, MAX (fixture->made, fixture->ended));
  fixture->settled =
      fixture->made + fixture->ended == 0 && n_rows == MANY ? fixture->settled + 1 : 0;
  fixture->made = fixture->ended = 0;
  if (fixture->is_scrolling)
    move (fixture);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_late (gpointer data)
{
  Fixture *fixture = data;

  fixture->is_late = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Until all rows are there and no widgets have come or gone for some frames. */
static void
run_until_settled (Fixture *fixture)
{
  guint tick = gtk_widget_add_tick_callback (fixture->view, on_frame, fixture, NULL);
  guint watchdog = g_timeout_add_seconds (PATIENCE_S, on_late, fixture);

  fixture->settled = fixture->made = fixture->ended = fixture->most = 0;
  while (fixture->settled < 10 && !fixture->is_late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
  gtk_widget_remove_tick_callback (fixture->view, tick);
  g_assert_false (fixture->is_late);
}

/* --- tests -------------------------------------------------------------------------------------
 */

static void
test_rows_come_little_by_little (Fixture *fixture, gconstpointer unused)
{
  show_rows (fixture, 1, 1);
  run_until_settled (fixture);
  g_assert_cmpuint (fixture->most, >, 0);
  g_assert_cmpuint (fixture->most, <=, MOST);
}

static void
test_rows_change_little_by_little (Fixture *fixture, gconstpointer unused)
{
  show_rows (fixture, 1, 1);
  run_until_settled (fixture);
  for (guint round = 0; round < 2; round++)
    {
      gtk_adjustment_set_value (fixture->place, gtk_adjustment_get_upper (fixture->place));
      run_until_settled (fixture);
      fixture->is_scrolling = TRUE;
      show_rows (fixture, MANY * (round + 2), round % 2 == 0 ? -1 : 1);
      run_until_settled (fixture);
      fixture->is_scrolling = FALSE;
      g_test_message ("round %u: at most %u in a frame", round, fixture->most);
      g_assert_cmpuint (fixture->most, <=, MOST);
    }
}

int
main (int argc, char **argv)
{
  static const Scroll none = { 0, FALSE }, down = { 0.9, FALSE }, up = { -0.9, FALSE };
  static const Scroll held = { 0.7, TRUE };

  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  adw_init ();
#define ADD(path, scroll, test) \
  g_test_add ("/client/row-pace/" path, Fixture, &scroll, set_up, test, tear_down)
  ADD ("come", none, test_rows_come_little_by_little);
  ADD ("change", none, test_rows_change_little_by_little);
  ADD ("change-amid-a-scroll", down, test_rows_change_little_by_little);
  ADD ("change-amid-a-scroll-upwards", up, test_rows_change_little_by_little);
  ADD ("change-amid-a-drag", held, test_rows_change_little_by_little);
  return g_test_run ();
}
