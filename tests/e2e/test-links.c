/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A link out of a mail, as the desktop hands it over: a second start on the same session bus gives
 * it to the program that runs. */

#include "e2e/desks.h"

#include "e2e/guide/reader.h"

#define PASSWORD "demonstration-only"
#define IN_USE "This account is already open in another window on this computer."

/* The program as the desktop file starts it, with LINK or without. */
static EdDriver *
start (const char *link)
{
  const char *const argv[] = { ed_desks_program ("ED_CLIENT_PROGRAM"), link, NULL };

  return ed_driver_start (argv);
}

/* The program once more: it hands LINK over and ends well. */
static void
start_again (const char *link)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) second = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                                                     &error,
                                                     ed_desks_program ("ED_CLIENT_PROGRAM"),
                                                     link,
                                                     NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (second, NULL, &error));
  g_assert_no_error (error);
}

static void
sign_in (EdDesks *desks, EdDriver *driver)
{
  ed_driver_type (driver, "Server", ed_server_process_url (desks->server));
  ed_driver_type (driver, "User name", READER_EXPERT);
  ed_driver_type (driver, "Password", PASSWORD);
  ed_driver_press (driver, "Sign in");
}

/* The link waits for the password and for the first sync, then opens the profile. */
static void
test_link_waits_for_signing_in (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = start (NULL);

  ed_desks_read (driver, "Server");
  start_again (READER_LINK);
  ed_desks_read (driver, "Sign in to open case 261.");
  sign_in (desks, driver);
  ed_desks_read (driver, "Case 261");
  ed_driver_wait_row (driver, "Client name", "XY");
  ed_desks_leave (driver);
}

static void
test_link_reaches_the_program_that_runs (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = start (NULL);

  sign_in (desks, driver);
  ed_desks_read (driver, READER_TITLE);
  start_again (READER_LINK);
  ed_driver_wait_row (driver, "Client name", "XY");
  start_again ("experts-dashboard://case/4711");
  ed_desks_read (driver, "Case 4711 is not among your cases.");
  start_again ("experts-dashboard://invoice/261");
  ed_desks_read (driver, "This link names no case and no request.");
  ed_desks_leave (driver);
}

/* Two programs on one folder: the second is told who has it open. */
static void
test_second_program_says_who_has_the_account (EdDesks *desks, gconstpointer data)
{
  EdDriver *first = ed_desks_open (desks, READER_EXPERT, NULL);
  EdDriver *second;

  ed_desks_read (first, READER_TITLE);
  second = ed_desks_open (desks, READER_EXPERT, READER_LINK);
  ed_desks_read (second, IN_USE);
  ed_desks_leave (second);
  ed_desks_leave (first);
}

/* --- the session bus -------------------------------------------------------------------------- */

#define NAME "org.experts_dashboard.ExpertsDashboard"
#define PATH "/org/experts_dashboard/ExpertsDashboard"

/* As it is installed, but for the program's place. */
static void
install_service (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "dbus-1", "services", NULL);
  g_autofree char *path = g_build_filename (folder, NAME ".service", NULL);
  g_autofree char *text =
      g_strdup_printf ("[D-BUS Service]\nName=" NAME "\nExec=%s --gapplication-service\n",
                       ed_desks_program ("ED_CLIENT_PROGRAM"));

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* What the desktop calls; it starts the program where none runs. */
static void
call (GDBusConnection *bus, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (bus,
                                                             NAME,
                                                             PATH,
                                                             "org.freedesktop.Application",
                                                             method,
                                                             arguments,
                                                             NULL,
                                                             G_DBUS_CALL_FLAGS_NONE,
                                                             -1,
                                                             NULL,
                                                             &error);

  g_assert_no_error (error);
}

static guint32
find_program (GDBusConnection *bus)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (bus,
                                                             "org.freedesktop.DBus",
                                                             "/org/freedesktop/DBus",
                                                             "org.freedesktop.DBus",
                                                             "GetConnectionUnixProcessID",
                                                             g_variant_new ("(s)", NAME),
                                                             G_VARIANT_TYPE ("(u)"),
                                                             G_DBUS_CALL_FLAGS_NONE,
                                                             -1,
                                                             NULL,
                                                             NULL);
  guint32 pid = 0;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &pid);
  return pid;
}

/* A link with no program running: the bus starts it, and the link is not lost on the way. */
static void
test_bus_starts_the_program (EdDesks *desks, gconstpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  const char *const links[] = { READER_LINK, NULL };
  EdDriver *driver;

  install_service ();
  call (bus, "Open", g_variant_new ("(^asa{sv})", links, NULL));
  g_assert_cmpuint (find_program (bus), !=, 0);
  driver = ed_driver_join (find_program (bus));
  ed_desks_read (driver, "Sign in to open case 261.");
  sign_in (desks, driver);
  ed_driver_wait_row (driver, "Client name", "XY");
  g_free (driver);
  call (bus, "ActivateAction", g_variant_new ("(sava{sv})", "quit", NULL, NULL));
  while (find_program (bus) != 0)
    ed_driver_turn ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/e2e/links/waits-for-signing-in", test_link_waits_for_signing_in);
  reader_add ("/e2e/links/reaches-the-program-that-runs", test_link_reaches_the_program_that_runs);
  reader_add ("/e2e/links/second-program", test_second_program_says_who_has_the_account);
  reader_add ("/e2e/links/bus-starts-the-program", test_bus_starts_the_program);
  return g_test_run ();
}
