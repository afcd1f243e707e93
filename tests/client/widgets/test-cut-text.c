/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What has no room is shown to the pointer as a whole. */

#include "client/stage.h"
#include "client/walk.h"
#include "client/widgets/cut-text.h"

#include <adwaita.h>

#define LONG "Duration of consultation in minutes, and whatever else there is to say of it"

typedef struct
{
  GtkWidget *window;
  GtkWidget *row, *label;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  fixture->window = gtk_window_new ();
  fixture->row = adw_entry_row_new ();
  fixture->label = gtk_label_new ("Short");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fixture->row), LONG);
  gtk_label_set_ellipsize (GTK_LABEL (fixture->label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), fixture->row);
  gtk_box_append (GTK_BOX (box), fixture->label);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 300, 200);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ed_walk_wait_drawn (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* In the middle of WIDGET. */
static const char *
get_text (Fixture *fixture, GtkWidget *widget)
{
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (widget,
                                                   fixture->window,
                                                   gtk_widget_get_width (widget) / 2.0,
                                                   gtk_widget_get_height (widget) / 2.0,
                                                   &x,
                                                   &y));
  return ed_cut_text_at (fixture->window, x, y);
}

static void
test_title_is_told (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (get_text (fixture, fixture->row), ==, LONG);
}

static void
test_whole_text_is_not_repeated (Fixture *fixture, gconstpointer data)
{
  g_assert_null (get_text (fixture, fixture->label));
}

/* Windows of before and after. */
static void
test_every_window_asks (Fixture *fixture, gconstpointer data)
{
  GtkWidget *other = gtk_window_new ();

  g_assert_true (gtk_widget_get_has_tooltip (fixture->window));
  g_assert_true (gtk_widget_get_has_tooltip (other));
  gtk_window_destroy (GTK_WINDOW (other));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ed_cut_text_reveal ();
  ADD ("/client/cut-text/title-is-told", test_title_is_told);
  ADD ("/client/cut-text/whole-text-is-not-repeated", test_whole_text_is_not_repeated);
  ADD ("/client/cut-text/every-window-asks", test_every_window_asks);
  return g_test_run ();
}
