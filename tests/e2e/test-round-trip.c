/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One case through every room: recorded and assigned in the coordinator's window, found in the
 * expert's, worked on while the server is away, and back again. */

#include "e2e/desks.h"

#define COORDINATOR "coordinator@round.example"
#define COLLEAGUE "colleague@round.example"
#define EXPERT "expert@round.example"

/* DATA: the type of case that the expert takes. */
static void
set_up (EdDesks *desks, gconstpointer data)
{
  ed_desks_init (desks, "Round EAP", COORDINATOR, "Szabó Júlia");
  ed_desks_add (desks, COLLEAGUE, "Nagy Pál", "coordinator", NULL);
  ed_desks_add (desks, EXPERT, "Dr. Kovács Anna", "expert", data);
  ed_desks_start_server (desks);
}

static void
record_and_assign (EdDesks *desks, const char *type)
{
  EdDriver *driver = ed_desks_open_invited (desks, COORDINATOR, NULL);

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
work_offline (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open_invited (desks, EXPERT, NULL);

  ed_driver_press (driver, "Select");
  ed_desks_read (driver, "Contact the client");
  ed_desks_kill_server (desks);

  ed_driver_press (driver, "Client has been contacted");
  ed_driver_press (driver, "Add session");
  ed_driver_type (driver, "Date of session", "2099-03-22");
  ed_driver_press (driver, "Save");
  ed_desks_read (driver, "Date and time of session 1: 2099-03-22");
  ed_desks_read (driver, "Offline, 2 actions waiting");

  ed_desks_start_server (desks);
  ed_desks_read (driver, "Up to date");
  ed_desks_leave (driver);
}

static void
see_both (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open (desks, COORDINATOR, "experts-dashboard://case/1");

  ed_desks_read (driver, "Date and time of session 1: 2099-03-22");
  ed_desks_read (driver, "Client has been contacted");
  ed_desks_leave (driver);
}

static void
test_case_goes_round (EdDesks *desks, gconstpointer data)
{
  record_and_assign (desks, "Psychological");
  work_offline (desks);
  see_both (desks);
}

/* --- to the end ------------------------------------------------------------------------------ */

/* IS_NEW: the expert has not signed in before. */
static void
close_case (EdDesks *desks, gboolean is_new)
{
  EdDriver *(*open) (EdDesks *, const char *, const char *) =
      is_new ? ed_desks_open_invited : ed_desks_open;
  EdDriver *driver = open (desks, EXPERT, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Budapest");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

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
approve_case (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open (desks, COORDINATOR, "experts-dashboard://case/1");

  ed_driver_press (driver, "Approve");
  ed_desks_read (driver, "The case is closed and approved");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

static void
see_closed (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open (desks, EXPERT, NULL);

  ed_driver_press (driver, "Closed cases");
  ed_driver_press (driver, "Select");
  ed_desks_read (driver, "The case is closed and approved");
  ed_desks_leave (driver);
}

static void
test_case_is_closed_and_approved (EdDesks *desks, gconstpointer data)
{
  record_and_assign (desks, "Legal");
  close_case (desks, TRUE);
  approve_case (desks);
  see_closed (desks);
}

/* --- to the money ----------------------------------------------------------------------------- */

static EdDriver *
open_as_coordinator (EdDesks *desks, const char *link)
{
  return ed_desks_open (desks, COORDINATOR, link);
}

static void
finish (EdDriver *driver)
{
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

static void
decline_case (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open_invited (desks, EXPERT, NULL);

  ed_driver_press (driver, "Select");
  ed_driver_press (driver, "Decline case");
  ed_desks_read (driver, "Decline this case?");
  ed_driver_press (driver, "Decline case");
  ed_driver_press (driver, "Back to list");
  ed_desks_read (driver, "No cases");
  finish (driver);
}

static void
assign_again (EdDesks *desks)
{
  EdDriver *driver = open_as_coordinator (desks, NULL);

  ed_driver_press_in_row (driver, "XY", "Assign…");
  ed_desks_read (driver, "Declined this case");
  ed_driver_press (driver, "Assign");
  ed_desks_read (driver, "Assign to Dr. Kovács Anna all the same?");
  ed_driver_press (driver, "Assign");
  ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, "Assign the case");
  finish (driver);
}

static void
return_case (EdDesks *desks)
{
  EdDriver *driver = open_as_coordinator (desks, NULL);

  ed_driver_press_in_row (driver, "XY", "Return…");
  ed_driver_type (driver, "Note to the expert", "Is the date right?");
  ed_driver_press (driver, "Return");
  ed_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Return…");
  finish (driver);
}

static void
close_again (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open (desks, EXPERT, NULL);

  ed_driver_press (driver, "Select");
  ed_desks_read (driver, "Is the date right?");
  ed_driver_press (driver, "Close case");
  ed_desks_read (driver, "Approval pending");
  finish (driver);
}

static void
send_statement (EdDesks *desks)
{
  EdDriver *driver = open_as_coordinator (desks, NULL);

  ed_driver_press (driver, "Invoicing");
  ed_desks_read (driver, "It can be sent once a fee is agreed for each line.");
  ed_driver_press (driver, "Legal");
  ed_desks_read (driver, "Fee per session (EUR)");
  ed_driver_key (driver, "ctrl+a");
  ed_driver_write (driver, "120");
  ed_driver_press (driver, "Save");
  ed_desks_read (driver, "120.00"); /* between it and the currency nothing breaks */
  ed_desks_wait_sent (driver);
  ed_driver_press (driver, "Send");
  ed_desks_read (driver, "The expert has not answered yet.");
  finish (driver);
}

static void
accept_statement (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open (desks, EXPERT, NULL);

  ed_driver_press (driver, "Statement");
  ed_driver_press (driver, "Accept");
  ed_desks_read (driver, "You have accepted this statement");
  finish (driver);
}

static void
pay_statement (EdDesks *desks)
{
  EdDriver *driver = open_as_coordinator (desks, NULL);

  ed_driver_press (driver, "Invoicing");
  ed_desks_read (driver, "The expert has accepted it: it can be paid.");
  ed_driver_press (driver, "Mark as paid");
  ed_desks_read (driver, "Paid");
  finish (driver);
}

/* Recorded, declined, assigned again, closed, returned, closed again, approved, sent, paid. */
static void
test_case_is_paid (EdDesks *desks, gconstpointer data)
{
  record_and_assign (desks, "Legal");
  decline_case (desks);
  assign_again (desks);
  close_case (desks, FALSE);
  return_case (desks);
  close_again (desks);
  approve_case (desks);
  send_statement (desks);
  accept_statement (desks);
  pay_statement (desks);
}

/* --- two at once ------------------------------------------------------------------------------ */

static void
move_client (EdDriver *driver, const char *city)
{
  ed_driver_press (driver, "Edit case…");
  ed_driver_type (driver, "City of consultation", city);
  ed_driver_press (driver, "Save");
  ed_desks_read (driver, city);
}

/* One works without the server; the other is faster. The first sees both values and decides. */
static void
test_two_coordinators_at_once (EdDesks *desks, gconstpointer data)
{
  static const char link[] = "experts-dashboard://case/1";
  EdDriver *driver;

  record_and_assign (desks, "Legal");
  driver = ed_desks_open_invited (desks, COLLEAGUE, link);
  ed_desks_read (driver, "Contact the client");
  ed_desks_kill_server (desks);
  ed_desks_read (driver, "Offline");
  move_client (driver, "Pecs");
  ed_desks_leave (driver);

  ed_desks_start_server (desks);
  driver = open_as_coordinator (desks, link);
  move_client (driver, "Eger");
  finish (driver);

  driver = ed_desks_open (desks, COLLEAGUE, NULL);
  ed_driver_press (driver, "Needs attention");
  ed_desks_read (driver, "Pecs");
  ed_desks_read (driver, "Eger");
  ed_driver_press (driver, "Keep mine");
  ed_desks_read (driver, "Nothing needs attention");
  finish (driver);

  driver = open_as_coordinator (desks, link);
  ed_desks_read (driver, "Pecs");
  ed_desks_leave (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/e2e/round-trip/case-goes-round",
              EdDesks,
              "psychological",
              set_up,
              test_case_goes_round,
              ed_desks_clear);
  g_test_add ("/e2e/round-trip/case-is-closed-and-approved",
              EdDesks,
              "legal",
              set_up,
              test_case_is_closed_and_approved,
              ed_desks_clear);
  g_test_add ("/e2e/round-trip/case-is-paid",
              EdDesks,
              "legal",
              set_up,
              test_case_is_paid,
              ed_desks_clear);
  g_test_add ("/e2e/round-trip/two-coordinators-at-once",
              EdDesks,
              "legal",
              set_up,
              test_two_coordinators_at_once,
              ed_desks_clear);
  return g_test_run ();
}
