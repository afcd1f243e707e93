/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Icons that a thread lets go of, as GTK's threads do that load them ahead. */

#include "client/stage.h"
#include "client/widgets/icon-thread.h"

#include <adwaita.h>

static GtkIconPaintable *
make_icon (void)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("resource:///org/gtk/libgtk/icons/none.svg");

  return gtk_icon_paintable_new_for_file (file, 16, 1);
}

static void
on_disposed (gpointer where, GObject *icon)
{
  g_atomic_pointer_set ((GThread **) where, g_thread_self ());
}

static gpointer
let_go (gpointer icon)
{
  g_object_unref (icon);
  return NULL;
}

static gboolean
is_disposed (gpointer where)
{
  return g_atomic_pointer_get ((GThread **) where) != NULL;
}

static void
test_thread_ends_no_icon (void)
{
  GtkIconPaintable *icon = make_icon ();
  GThread *where = NULL;

  g_object_weak_ref (G_OBJECT (icon), on_disposed, &where);
  g_thread_join (g_thread_new ("loader", let_go, icon));
  g_assert_false (is_disposed (&where));
  ed_stage_wait (is_disposed, &where);
  g_assert_true (where == g_thread_self ());
}

static void
test_icon_ends_at_once_where_windows_are (void)
{
  GtkIconPaintable *icon = make_icon ();

  g_assert_finalize_object (icon);
}

/* What was handed over and is wanted again in the meantime stays. */
static void
test_icon_is_taken_again (void)
{
  GtkIconPaintable *icon = make_icon ();
  GThread *where = NULL;

  g_object_weak_ref (G_OBJECT (icon), on_disposed, &where);
  g_thread_join (g_thread_new ("loader", let_go, icon));
  g_object_ref (icon);
  ed_stage_settle ();
  g_assert_false (is_disposed (&where));
  g_assert_finalize_object (icon);
  g_assert_true (where == g_thread_self ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ed_icon_thread_keep ();
  ed_icon_thread_keep ();
  g_test_add_func ("/client/icon-thread/thread-ends-no-icon", test_thread_ends_no_icon);
  g_test_add_func ("/client/icon-thread/ends-at-once", test_icon_ends_at_once_where_windows_are);
  g_test_add_func ("/client/icon-thread/taken-again", test_icon_is_taken_again);
  return g_test_run ();
}
