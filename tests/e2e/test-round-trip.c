/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One case through every room: recorded and assigned in the coordinator's window, found in the
 * expert's, worked on while the server is away, and back again. */

#include <glib/gstdio.h>
#include <string.h>

#include "support/desktop-driver.h"
#include "support/server-process.h"

#define COORDINATOR "coordinator@round.example"
#define EXPERT "expert@round.example"

typedef struct
{
  char *folder;
  char *server_data;
  char *coordinator_password;
  char *expert_password;
  EdServerProcess *server;
  guint port;
} Story;

static const char *
program (const char *variable)
{
  const char *path = g_getenv (variable);

  g_assert_nonnull (path);
  return path;
}

/* The password that the server's command printed. */
static char *
read_password (const char *said)
{
  const char *at = strstr (said, "password: ");

  g_assert_nonnull (at);
  at += strlen ("password: ");
  return g_strndup (at, strcspn (at, "\n"));
}

/* DATA: the type of case that the expert takes. */
static void
set_up (Story *story, gconstpointer data)
{
  const char *server = program ("ED_SERVER_PROGRAM");
  g_autofree char *founded = NULL;
  g_autofree char *added = NULL;

  story->folder = g_dir_make_tmp ("ed-round-trip-XXXXXX", NULL);
  g_assert_nonnull (story->folder);
  story->server_data = g_build_filename (story->folder, "server", NULL);
  founded = ed_server_command (server,
                               "init",
                               "--data",
                               story->server_data,
                               "--organisation",
                               "Round EAP",
                               "--zone",
                               "Europe/Budapest",
                               "--user",
                               COORDINATOR,
                               "--name",
                               "Szabó Júlia",
                               NULL);
  story->coordinator_password = read_password (founded);
  added = ed_server_command (server,
                             "account",
                             "add",
                             "--data",
                             story->server_data,
                             "--user",
                             EXPERT,
                             "--name",
                             "Dr. Kovács Anna",
                             "--role",
                             "expert",
                             "--case-type",
                             data,
                             NULL);
  story->expert_password = read_password (added);
  story->server = ed_server_process_start (server, story->server_data, 0);
  story->port = ed_server_process_port (story->server);
}

static void
tear_down (Story *story, gconstpointer data)
{
  if (story->server != NULL)
    ed_server_process_stop (story->server);
  ed_remove_tree (story->folder);
  g_free (story->folder);
  g_free (story->server_data);
  g_free (story->coordinator_password);
  g_free (story->expert_password);
}

/* Signs in, and goes to what LINK (or NULL) names. */
static EdDriver *
open_desk (Story *story, const char *user, const char *password, const char *link)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", story->port);
  g_autofree char *data = g_build_filename (story->folder, user, NULL);
  const char *const argv[] = { program ("ED_CLIENT_PROGRAM"), "--data-dir", data, link, NULL };
  EdDriver *driver = ed_driver_start (argv);

  ed_driver_type (driver, "Server", url);
  ed_driver_type (driver, "User name", user);
  ed_driver_type (driver, "Password", password);
  ed_driver_press (driver, "Sign in");
  return driver;
}

static void
close_desk (EdDriver *driver)
{
  g_assert_cmpint (ed_driver_quit (driver), ==, 0);
}

static void
wait_text (EdDriver *driver, const char *part)
{
  AtspiAccessible *found = ed_driver_wait_part (driver, ATSPI_ROLE_INVALID, part);

  g_object_unref (found);
}

static void
record_and_assign (Story *story, const char *type)
{
  EdDriver *driver = open_desk (story, COORDINATOR, story->coordinator_password, NULL);

  ed_driver_type (driver, "Company name", "Suzuki");
  ed_driver_type (driver, "Client name", "XY");
  ed_driver_type (driver, "City of consultation", "Táplószentmárton");
  ed_driver_choose (driver, "Type of problem", type);
  ed_driver_press (driver, "Save and assign");
  wait_text (driver, "Dr. Kovács Anna");
  ed_driver_press (driver, "Assign");
  ed_driver_press (driver, "Outbox");
  wait_text (driver, "New case");
  wait_text (driver, "Up to date");
  close_desk (driver);
}

static void
work_offline (Story *story)
{
  EdDriver *driver = open_desk (story, EXPERT, story->expert_password, NULL);

  ed_driver_press (driver, "Select");
  wait_text (driver, "Contact the client");
  ed_server_process_kill (story->server);
  story->server = NULL;

  ed_driver_press (driver, "Client has been contacted");
  ed_driver_press (driver, "Add session");
  ed_driver_type (driver, "Date of session", "2099-03-22");
  ed_driver_press (driver, "Save");
  wait_text (driver, "Date and time of session 1: 2099-03-22");
  wait_text (driver, "Offline, 2 actions waiting");

  story->server =
      ed_server_process_start (program ("ED_SERVER_PROGRAM"), story->server_data, story->port);
  wait_text (driver, "Up to date");
  close_desk (driver);
}

static void
see_both (Story *story)
{
  EdDriver *driver =
      open_desk (story, COORDINATOR, story->coordinator_password, "experts-dashboard://case/1");

  wait_text (driver, "Date and time of session 1: 2099-03-22");
  wait_text (driver, "Client has been contacted");
  close_desk (driver);
}

static void
test_case_goes_round (Story *story, gconstpointer data)
{
  record_and_assign (story, "Psychological");
  work_offline (story);
  see_both (story);
}

/* --- to the end ------------------------------------------------------------------------------ */

static void
close_case (Story *story)
{
  EdDriver *driver = open_desk (story, EXPERT, story->expert_password, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Budapest");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  ed_driver_press (driver, "Select");
  ed_driver_press (driver, "Client has been contacted");
  wait_text (driver, "Next: register the first session");
  ed_driver_press (driver, "Add session");
  ed_driver_type (driver, "Date of session", today);
  ed_driver_press (driver, "Save");
  wait_text (driver, "Date and time of session 1");
  ed_driver_press (driver, "Enter satisfaction score");
  ed_driver_press (driver, "9");
  ed_driver_press (driver, "Save");
  wait_text (driver, "All conditions are fulfilled");
  ed_driver_press (driver, "Close case");
  wait_text (driver, "Approval pending");
  ed_driver_press (driver, "Outbox");
  wait_text (driver, "Case closed");
  /* Neither a toast nor a line that waits offers it any more: everything has been sent. */
  ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, "Undo");
  wait_text (driver, "Up to date");
  close_desk (driver);
}

static void
approve_case (Story *story)
{
  EdDriver *driver =
      open_desk (story, COORDINATOR, story->coordinator_password, "experts-dashboard://case/1");

  ed_driver_press (driver, "Approve");
  wait_text (driver, "The case is closed and approved");
  ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, "Undo");
  wait_text (driver, "Up to date");
  close_desk (driver);
}

static void
see_closed (Story *story)
{
  EdDriver *driver = open_desk (story, EXPERT, story->expert_password, NULL);

  ed_driver_press (driver, "Closed cases");
  ed_driver_press (driver, "Select");
  wait_text (driver, "The case is closed and approved");
  close_desk (driver);
}

static void
test_case_is_closed_and_approved (Story *story, gconstpointer data)
{
  record_and_assign (story, "Legal");
  close_case (story);
  approve_case (story);
  see_closed (story);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/e2e/round-trip/case-goes-round",
              Story,
              "psychological",
              set_up,
              test_case_goes_round,
              tear_down);
  g_test_add ("/e2e/round-trip/case-is-closed-and-approved",
              Story,
              "legal",
              set_up,
              test_case_is_closed_and_approved,
              tear_down);
  return g_test_run ();
}
