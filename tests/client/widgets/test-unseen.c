/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Windows that live on out of sight for a while: a screen reader that counts the windows meanwhile
 * must not end the program. */

#include "client/stage.h"
#include "client/widgets/chooser.h"
#include "client/widgets/unseen.h"

#include <adwaita.h>
#include <unistd.h>

#define ROOT "/org/a11y/atspi/accessible/root"

typedef struct
{
  GtkWindow *window;
  GDBusConnection *bus; /* of screen readers */
  char *name;           /* this program's, there */
  GVariant *answer;
  gboolean has_answer;
} Fixture;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  fixture->has_answer = TRUE;
}

static gboolean
has_answer (gpointer data)
{
  return ((Fixture *) data)->has_answer;
}

/* Calls METHOD with PARAMETERS (floating or NULL); the answer, free with g_variant_unref(), or NULL
 * where it fails. */
static GVariant *
call (Fixture *fixture,
      GDBusConnection *bus,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  fixture->has_answer = FALSE;
  g_dbus_connection_call (bus,
                          name,
                          path,
                          interface,
                          method,
                          parameters,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          on_answer,
                          fixture);
  ed_stage_wait (has_answer, fixture);
  return g_steal_pointer (&fixture->answer);
}

static GVariant *
ask_bus (Fixture *fixture, const char *method, GVariant *parameters)
{
  return call (fixture,
               fixture->bus,
               "org.freedesktop.DBus",
               "/org/freedesktop/DBus",
               "org.freedesktop.DBus",
               method,
               parameters);
}

/* Whether NAME is a connection of this program, other than the one that asks. */
static gboolean
is_ours (Fixture *fixture, const char *name)
{
  g_autoptr (GVariant) answer = NULL;
  guint32 pid = 0;

  if (*name != ':' || g_str_equal (name, g_dbus_connection_get_unique_name (fixture->bus)))
    return FALSE;
  answer = ask_bus (fixture, "GetConnectionUnixProcessID", g_variant_new ("(s)", name));
  if (answer != NULL)
    g_variant_get (answer, "(u)", &pid);
  return pid == (guint32) getpid ();
}

static char *
find_name (Fixture *fixture)
{
  g_autoptr (GVariant) answer = ask_bus (fixture, "ListNames", NULL);
  g_autofree const char **names = NULL;

  g_variant_get (answer, "(^a&s)", &names);
  for (guint i = 0; names[i] != NULL; i++)
    if (is_ours (fixture, names[i]))
      return g_strdup (names[i]);
  return NULL;
}

/* Whether GTK, which takes its time over it, has begun to know its windows. */
static gboolean
is_registered (Fixture *fixture)
{
  g_autoptr (GVariant) answer = call (fixture,
                                      fixture->bus,
                                      fixture->name,
                                      "/org/a11y/atspi/cache",
                                      "org.a11y.atspi.Cache",
                                      "GetItems",
                                      NULL);

  return answer != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  const char *address;

  fixture->window = ed_stage_show (gtk_label_new ("below"), 600, 400);
  answer =
      call (fixture, session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL);
  g_assert_nonnull (answer);
  g_variant_get (answer, "(&s)", &address);
  fixture->bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL,
                                              NULL,
                                              NULL);
  g_assert_nonnull (fixture->bus);
  while ((fixture->name = find_name (fixture)) == NULL)
    ed_stage_settle ();
  while (!is_registered (fixture))
    ed_stage_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  g_object_unref (fixture->bus);
  g_free (fixture->name);
}

/* Asks for the one that it counted last, and that has gone. */
static void
ask_for_second_window (Fixture *fixture)
{
  g_autoptr (GVariant) answer = call (fixture,
                                      fixture->bus,
                                      fixture->name,
                                      ROOT,
                                      "org.a11y.atspi.Accessible",
                                      "GetChildAtIndex",
                                      g_variant_new ("(i)", 1));

  g_assert_nonnull (answer);
}

static void
test_window_can_be_asked_for (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (window));
  ed_stage_settle ();
  ed_unseen_prepare (window);
  gtk_widget_set_visible (window, FALSE);
  ask_for_second_window (fixture);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_chooser_can_be_asked_for (Fixture *fixture, gconstpointer data)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new ("Open",
                                                               fixture->window,
                                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               "_Open",
                                                               "_Cancel");
  gpointer left = chooser;

  g_object_add_weak_pointer (G_OBJECT (chooser), &left);
  ed_chooser_show (chooser);
  ed_stage_settle ();
  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  ask_for_second_window (fixture);
  g_assert_nonnull (left); /* it was there */
  g_object_remove_weak_pointer (left, &left);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static GtkFileChooserNative *
make_chooser (Fixture *fixture)
{
  return gtk_file_chooser_native_new ("Open",
                                      fixture->window,
                                      GTK_FILE_CHOOSER_ACTION_OPEN,
                                      "_Open",
                                      "_Cancel");
}

static guint
count_choosers (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      n += GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_visible (window);
    }
  return n;
}

static void
note_response (GtkNativeDialog *chooser, int response, int *noted)
{
  *noted = response;
}

/* A button that is pressed twice: the second chooser is left before anybody sees it. */
static void
test_one_chooser_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkFileChooserNative) first = make_chooser (fixture);
  g_autoptr (GtkFileChooserNative) second = make_chooser (fixture);
  g_autoptr (GtkFileChooserNative) third = make_chooser (fixture);
  int answers[3] = { 0, 0, 0 };

  g_signal_connect (first, "response", G_CALLBACK (note_response), &answers[0]);
  g_signal_connect (second, "response", G_CALLBACK (note_response), &answers[1]);
  g_signal_connect (third, "response", G_CALLBACK (note_response), &answers[2]);
  ed_chooser_show (first);
  g_assert_cmpuint (count_choosers (), ==, 1);
  ed_chooser_show (second);
  g_assert_cmpuint (count_choosers (), ==, 1);
  g_assert_cmpint (answers[0], ==, 0);
  g_assert_cmpint (answers[1], ==, GTK_RESPONSE_CANCEL);
  /* Once it has been left, there may be another. */
  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (first));
  ed_chooser_show (third);
  g_assert_cmpuint (count_choosers (), ==, 1);
  g_assert_cmpint (answers[2], ==, 0);
  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (third));
}

/* One that has been left is not asked again when its window goes; one that is open is left then. */
static void
test_window_leaves_what_is_open (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = ed_stage_show (gtk_label_new ("above"), 600, 400);
  g_autoptr (GtkFileChooserNative) first =
      gtk_file_chooser_native_new ("Open",
                                   window,
                                   GTK_FILE_CHOOSER_ACTION_OPEN,
                                   "_Open",
                                   "_Cancel");
  g_autoptr (GtkFileChooserNative) second =
      gtk_file_chooser_native_new ("Open",
                                   window,
                                   GTK_FILE_CHOOSER_ACTION_OPEN,
                                   "_Open",
                                   "_Cancel");
  int answers[2] = { 0, 0 };

  g_signal_connect (first, "response", G_CALLBACK (note_response), &answers[0]);
  g_signal_connect (second, "response", G_CALLBACK (note_response), &answers[1]);
  ed_chooser_show (first);
  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (first));
  ed_chooser_show (second);
  ed_stage_close (window);
  g_assert_cmpint (answers[0], ==, 0);
  g_assert_cmpint (answers[1], ==, GTK_RESPONSE_CANCEL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/client/unseen/window", test_window_can_be_asked_for);
  add ("/client/unseen/chooser", test_chooser_can_be_asked_for);
  add ("/client/unseen/one-chooser-at-a-time", test_one_chooser_at_a_time);
  add ("/client/unseen/window-leaves-what-is-open", test_window_leaves_what_is_open);
  return g_test_run ();
}
