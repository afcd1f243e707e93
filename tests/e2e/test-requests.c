/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One request through the windows of all three who have to do with it. */

#include <string.h>

#include "e2e/desks.h"

#define COORDINATOR "coordinator@round.example"
#define EXPERT "expert@round.example"
#define MANAGER "manager@round.example"

typedef struct
{
  EdDesks desks;
  char *coordinator_password, *expert_password, *manager_password;
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

static char *
add_account (Story *story, const char *user, const char *name, const char *role)
{
  g_autofree char *said = ed_server_command (ed_desks_program ("ED_SERVER_PROGRAM"),
                                             "account",
                                             "add",
                                             "--data",
                                             story->desks.server_data,
                                             "--user",
                                             user,
                                             "--name",
                                             name,
                                             "--role",
                                             role,
                                             NULL);

  return read_password (said);
}

static void
set_up (Story *story, gconstpointer data)
{
  g_autofree char *founded = NULL;

  ed_desks_init (&story->desks);
  founded = ed_server_command (ed_desks_program ("ED_SERVER_PROGRAM"),
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
  story->expert_password = add_account (story, EXPERT, "Dr. Kovács Anna", "expert");
  story->manager_password = add_account (story, MANAGER, "Claudia Winter", "case_manager");
  ed_desks_start_server (&story->desks);
}

static void
tear_down (Story *story, gconstpointer data)
{
  ed_desks_clear (&story->desks);
  g_free (story->coordinator_password);
  g_free (story->expert_password);
  g_free (story->manager_password);
}

static void
ask (Story *story)
{
  EdDriver *driver = ed_desks_open_invited (&story->desks, MANAGER, story->manager_password, NULL);

  ed_desks_read (driver, "No requests yet");
  ed_driver_press (driver, "New request");
  ed_driver_type (driver, "Subject", "Return to work after burnout");
  ed_driver_type (driver, "Case", "HV-2231");
  ed_driver_type (driver, "Question", "Can the employee resume work?");
  ed_driver_press (driver, "Send");
  ed_driver_wait_row (driver, "Return to work after burnout", "Sent");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

/* Where it waits for a decision, as in the overview. */
static void
assign (Story *story)
{
  EdDriver *driver =
      ed_desks_open_invited (&story->desks, COORDINATOR, story->coordinator_password, NULL);

  ed_driver_press (driver, "Requests");
  ed_driver_wait_row (driver, "Return to work after burnout", "Unassigned");
  ed_driver_press (driver, "Today");
  ed_driver_press_in_row (driver, "Request 1 - Return to work after burnout", "Assign…");
  ed_desks_read (driver, "Dr. Kovács Anna");
  ed_driver_press (driver, "Assign");
  ed_desks_read (driver, "Nothing needs a decision");
  ed_driver_press (driver, "Requests");
  ed_driver_wait_row (driver, "Return to work after burnout", "Assigned");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

/* While the server is away; it goes out once it is back. */
static void
respond_offline (Story *story)
{
  EdDriver *driver = ed_desks_open_invited (&story->desks, EXPERT, story->expert_password, NULL);

  ed_driver_press (driver, "Requests");
  ed_driver_press_in_row (driver, "Return to work after burnout", "Open");
  ed_desks_read (driver, "Can the employee resume work?");
  ed_desks_kill_server (&story->desks);
  ed_driver_type (driver, "Response", "It is possible from January.");
  ed_desks_read (driver, "Draft saved");
  ed_driver_type (driver, "Internal message", "Nothing is said of night work.");
  ed_driver_press (driver, "Send internally");
  ed_desks_read (driver, "Nothing is said of night work.");
  ed_driver_press (driver, "Send response");
  ed_desks_read (driver, "Under review");
  ed_desks_read (driver, "Offline");
  ed_desks_start_server (&story->desks);
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

static void
review (Story *story)
{
  EdDriver *driver = ed_desks_open (&story->desks, COORDINATOR, story->coordinator_password, NULL);

  ed_driver_press (driver, "Requests");
  ed_driver_wait_row (driver, "Return to work after burnout", "Under review");
  ed_driver_press (driver, "Today");
  ed_driver_press_in_row (driver, "Request 1 - Return to work after burnout", "Review");
  ed_desks_read (driver, "It is possible from January.");
  ed_desks_read (driver, "Nothing is said of night work.");
  ed_driver_press (driver, "Adjust the response");
  ed_driver_type (driver, "Response", "It is advisable from January.");
  ed_driver_press (driver, "Save changes");
  ed_desks_read (driver, "1 change in the review");
  ed_driver_press (driver, "Approve response");
  ed_driver_press (driver, "Send it to the requester");
  ed_desks_read (driver, "Completed");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

/* The answer as it was approved, nothing of how it came about; and another question. */
static void
ask_again (Story *story)
{
  EdDriver *driver = ed_desks_open (&story->desks, MANAGER, story->manager_password, NULL);

  ed_driver_press (driver, "My requests");
  ed_driver_press (driver, "Answered");
  ed_driver_press_in_row (driver, "Return to work after burnout", "Open");
  ed_desks_read (driver, "It is advisable from January.");
  g_assert_false (ed_driver_shows_part (driver, "possible"));
  g_assert_false (ed_driver_shows_part (driver, "night work"));
  g_assert_false (ed_driver_shows_part (driver, "Internal chat"));
  ed_driver_press (driver, "Ask again");
  ed_driver_type (driver, "Question", "And full time?");
  ed_driver_press (driver, "Send");
  ed_desks_read (driver, "And full time?");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

/* Guide A2.2 "See incoming requests — New requests appear in the request overview with the status
 * "Unassigned""
 * Guide A2.3 "Assign expert — Assign the request to an expert on your team"
 * Guide A4.5 "Click Send response — The response goes for review"
 * Guide A5.4 "Approve response — The response is sent back to the requester" */
static void
test_request_goes_round (Story *story, gconstpointer data)
{
  ask (story);
  assign (story);
  respond_offline (story);
  review (story);
  ask_again (story);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/e2e/requests/request-goes-round",
              Story,
              NULL,
              set_up,
              test_request_goes_round,
              tear_down);
  return g_test_run ();
}
