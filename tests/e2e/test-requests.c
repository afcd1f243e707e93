/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One request through the windows of all three who have to do with it. */

#include "e2e/desks.h"

#define COORDINATOR "coordinator@round.example"
#define EXPERT "expert@round.example"
#define MANAGER "manager@round.example"

static void
set_up (EdDesks *desks, gconstpointer data)
{
  ed_desks_init (desks, "Round EAP", COORDINATOR, "Szabó Júlia");
  ed_desks_add (desks, EXPERT, "Dr. Kovács Anna", "expert", NULL);
  ed_desks_add (desks, MANAGER, "Claudia Winter", "case_manager", NULL);
  ed_desks_start_server (desks);
}

static void
ask (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open_invited (desks, MANAGER, NULL);

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
assign (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open_invited (desks, COORDINATOR, NULL);

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
respond_offline (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open_invited (desks, EXPERT, NULL);

  ed_driver_press (driver, "Requests");
  ed_driver_press_in_row (driver, "Return to work after burnout", "Open");
  ed_desks_read (driver, "Can the employee resume work?");
  ed_desks_kill_server (desks);
  ed_driver_type (driver, "Response", "It is possible from January.");
  ed_desks_read (driver, "Draft saved");
  ed_driver_type (driver, "Internal message", "Nothing is said of night work.");
  ed_driver_press (driver, "Send internally");
  ed_desks_read (driver, "Nothing is said of night work.");
  ed_driver_press (driver, "Send response");
  ed_desks_read (driver, "Under review");
  ed_desks_read (driver, "Offline");
  ed_desks_start_server (desks);
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

static void
review (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open (desks, COORDINATOR, NULL);

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
ask_again (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open (desks, MANAGER, NULL);

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
test_request_goes_round (EdDesks *desks, gconstpointer data)
{
  ask (desks);
  assign (desks);
  respond_offline (desks);
  review (desks);
  ask_again (desks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/e2e/requests/request-goes-round",
              EdDesks,
              NULL,
              set_up,
              test_request_goes_round,
              ed_desks_clear);
  return g_test_run ();
}
