/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One case through every room: recorded and assigned in the coordinator's window, found in the
 * expert's, worked on while the server is away, and back again. */

#include <string.h>

#include "e2e/desks.h"

#define COORDINATOR "coordinator@round.example"
#define EXPERT "expert@round.example"

typedef struct
{
  EdDesks desks;
  char *coordinator_password;
  char *expert_password;
} Story;

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
  const char *server = ed_desks_program ("ED_SERVER_PROGRAM");
  g_autofree char *founded = NULL;
  g_autofree char *added = NULL;

  ed_desks_init (&story->desks);
  founded = ed_server_command (server,
                               "init",
                               "--data",
                               story->desks.server_data,
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
                             story->desks.server_data,
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
  ed_desks_start_server (&story->desks);
}

static void
tear_down (Story *story, gconstpointer data)
{
  ed_desks_clear (&story->desks);
  g_free (story->coordinator_password);
  g_free (story->expert_password);
}

static void
record_and_assign (Story *story, const char *type)
{
  EdDriver *driver = ed_desks_open (&story->desks, COORDINATOR, story->coordinator_password, NULL);

  ed_driver_press (driver, "Keep the one from the e-mail");
  ed_desks_read (driver, "Nothing needs a decision");
  ed_driver_press (driver, "New case");
  ed_driver_type (driver, "Company name", "Suzuki");
  ed_driver_type (driver, "Client name", "XY");
  ed_driver_type (driver, "City of consultation", "Táplószentmárton");
  ed_driver_choose (driver, "Type of problem", type);
  ed_driver_press (driver, "Save and assign");
  ed_desks_read (driver, "Dr. Kovács Anna");
  ed_driver_press (driver, "Assign");
  ed_driver_press (driver, "Outbox");
  ed_desks_read (driver, "New case");
  ed_desks_read (driver, "Up to date");
  ed_desks_leave (driver);
}

static void
work_offline (Story *story)
{
  EdDriver *driver = ed_desks_open (&story->desks, EXPERT, story->expert_password, NULL);

  ed_driver_press (driver, "Keep the one from the e-mail");
  ed_driver_press (driver, "Select");
  ed_desks_read (driver, "Contact the client");
  ed_desks_kill_server (&story->desks);

  ed_driver_press (driver, "Client has been contacted");
  ed_driver_press (driver, "Add session");
  ed_driver_type (driver, "Date of session", "2099-03-22");
  ed_driver_press (driver, "Save");
  ed_desks_read (driver, "Date and time of session 1: 2099-03-22");
  ed_desks_read (driver, "Offline, 2 actions waiting");

  ed_desks_start_server (&story->desks);
  ed_desks_read (driver, "Up to date");
  ed_desks_leave (driver);
}

static void
see_both (Story *story)
{
  EdDriver *driver = ed_desks_open (&story->desks,
                                    COORDINATOR,
                                    story->coordinator_password,
                                    "experts-dashboard://case/1");

  ed_desks_read (driver, "Date and time of session 1: 2099-03-22");
  ed_desks_read (driver, "Client has been contacted");
  ed_desks_leave (driver);
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
  EdDriver *driver = ed_desks_open (&story->desks, EXPERT, story->expert_password, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Budapest");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  ed_driver_press (driver, "Keep the one from the e-mail");
  ed_driver_press (driver, "Select");
  ed_driver_press (driver, "Client has been contacted");
  ed_desks_read (driver, "Next: register the first session");
  ed_driver_press (driver, "Add session");
  ed_driver_type (driver, "Date of session", today);
  ed_driver_press (driver, "Save");
  ed_desks_read (driver, "Date and time of session 1");
  ed_driver_press (driver, "Enter satisfaction score");
  ed_driver_press (driver, "9");
  ed_driver_press (driver, "Save");
  ed_desks_read (driver, "All conditions are fulfilled");
  ed_driver_press (driver, "Close case");
  ed_desks_read (driver, "Approval pending");
  ed_driver_press (driver, "Outbox");
  ed_desks_read (driver, "Case closed");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

static void
approve_case (Story *story)
{
  EdDriver *driver = ed_desks_open (&story->desks,
                                    COORDINATOR,
                                    story->coordinator_password,
                                    "experts-dashboard://case/1");

  ed_driver_press (driver, "Approve");
  ed_desks_read (driver, "The case is closed and approved");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

static void
see_closed (Story *story)
{
  EdDriver *driver = ed_desks_open (&story->desks, EXPERT, story->expert_password, NULL);

  ed_driver_press (driver, "Closed cases");
  ed_driver_press (driver, "Select");
  ed_desks_read (driver, "The case is closed and approved");
  ed_desks_leave (driver);
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
