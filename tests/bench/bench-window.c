/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the signed-in window costs until it shows something. Unlocking is made cheap here (one pass
 * of Argon2id in 8 MiB): its cost is chosen, not measured.
 *
 *   bench-window hello                                  a bare window as large, with a label
 *   bench-window sync SERVER USER PASSWORD DATA_DIR     the signed-in window, until all is synced
 *   bench-window frame SERVER USER PASSWORD DATA_DIR    until its first frame
 *   bench-window PLACE SERVER USER PASSWORD DATA_DIR    the same, where it opens with that place
 *
 * Prints four numbers: milliseconds since main() began, milliseconds of CPU of the process by then,
 * MiB in memory then and at most so far.
 *
 * The first frame is the first one that was painted with the content of the window's page in it:
 * rows of its list, or fields of its form. It is presented when its inside is ready to be seen, as
 * it is where somebody signs in. An empty page is none, and neither is one that says that
 * something is being loaded. */

#include "base/platform.h"
#include "client/cases/case-bar.h"
#include "client/coordinator/case-cell.h"
#include "client/coordinator/today-row.h"
#include "client/shell/graphics.h"
#include "client/shell/window.h"
#include "store/vault.h"

#include <locale.h>

static gint64 started;
static char **arguments;
static GtkWidget *window;

static gboolean
end (gpointer data)
{
  g_print ("%.1f %.1f %.1f %.1f\n",
           (double) (g_get_monotonic_time () - started) / 1000,
           (double) ed_platform_cpu_time () / 1000,
           (double) ed_platform_memory () / 1048576,
           (double) ed_platform_peak_memory () / 1048576);
  gtk_window_destroy (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static gboolean
is_content (GtkWidget *widget)
{
  return ED_IS_CASE_BAR (widget) || ED_IS_TODAY_ROW (widget)
         || (ed_case_cell_is (widget) && !ed_case_cell_is_due (widget));
}

static gboolean
shows_content (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (is_content (widget))
    return gtk_widget_get_height (widget) > 0;
  while (child != NULL && !shows_content (child))
    child = gtk_widget_get_next_sibling (child);
  return child != NULL;
}

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  if (ED_IS_WINDOW (window) && !shows_content (window))
    return;
  g_signal_handlers_disconnect_by_func (clock, on_painted, data);
  end (NULL);
}

static void
present (void)
{
  if (gtk_widget_get_realized (window))
    return;
  gtk_widget_realize (window);
  g_signal_connect (gtk_widget_get_frame_clock (window),
                    "after-paint",
                    G_CALLBACK (on_painted),
                    NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_connection (EdDesk *desk, GParamSpec *property, gpointer data)
{
  if (ed_desk_connection (desk) != ED_CONNECTION_UP_TO_DATE)
    return;
  g_signal_handlers_disconnect_by_func (desk, on_connection, data);
  g_idle_add (end, NULL);
}

static void
on_desk (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  EdDesk *desk = ed_desk_open_finish (result, &error);

  if (desk == NULL)
    g_error ("%s", error->message);
  ed_window_enter (ED_WINDOW (window), desk);
  if (!g_str_equal (arguments[1], "sync"))
    {
      g_signal_connect (window, "notify::inside", G_CALLBACK (present), NULL);
      return;
    }
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (desk, "notify::connection", G_CALLBACK (on_connection), NULL);
  on_connection (desk, NULL, NULL);
}

static void
on_activate (GtkApplication *application, gpointer data)
{
  EdDeskOptions options = { .cost = { 1, 8 * 1024 * 1024 } };

  if (g_str_equal (arguments[1], "hello"))
    {
      window = gtk_application_window_new (application);
      gtk_window_set_default_size (GTK_WINDOW (window), 1120, 740);
      gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("Hello"));
      present ();
      return;
    }
  options.server = arguments[2];
  options.user = arguments[3];
  options.password = arguments[4];
  options.data_dir = arguments[5];
  ed_desk_open_async (&options, NULL, on_desk, NULL);
  window = ed_window_new (application);
  if (!g_str_equal (arguments[1], "frame") && !g_str_equal (arguments[1], "sync"))
    ed_window_set_first_place (ED_WINDOW (window), arguments[1]);
  g_application_hold (G_APPLICATION (application));
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (g_application_release), application);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  gboolean is_hello;

  started = g_get_monotonic_time ();
  setlocale (LC_ALL, "");
  is_hello = argc == 2 && g_str_equal (argv[1], "hello");
  if (!is_hello && argc != 6)
    return 2;
  arguments = argv;
  if (!is_hello)
    {
      ed_platform_save_memory ();
      ed_graphics_prepare (FALSE);
      ed_graphics_start ();
    }
  application = is_hello
                    ? gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE)
                    : GTK_APPLICATION (adw_application_new (ED_APP_ID, G_APPLICATION_NON_UNIQUE));
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
