/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Chapter 4 of the guide: appointments, and the client who stays away. */

#include "e2e/guide/reader.h"

static void
add_session (EdDriver *driver, const char *date)
{
  ed_driver_press (driver, "Add session");
  ed_driver_type (driver, "Date of session", date);
  ed_driver_press (driver, "Save");
}

/* Guide 4.1.1 "After you have arranged an appointment with the client, it has to be registered in
 * the case profile."
 * Guide 4.1.2 "To do that, click „Add session”, then click „Date of session” in the pop-up field."
 * Guide 4.1.4 "After this, click „Save”."
 * Guide 4.1.5 "Appointments can be added one by one, so you have to click „Add session” again to
 * register every single session."
 * Guide 4.1.8 "Date and time of session 1: 2020-03-22" */
static void
test_sessions_are_registered (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);

  ed_driver_press (driver, "Client has been contacted");
  add_session (driver, "2020-03-22");
  ed_desks_read (driver, "Date and time of session 1: 2020-03-22");
  add_session (driver, "2020-03-29");
  ed_desks_read (driver, "Date and time of session 2: 2020-03-29");
  ed_driver_wait_row (driver, "Number of sessions", "2");
  ed_desks_leave (driver);
}

/* Guide 4.1.6 "After an appointment has been added, you can edit or delete it if necessary."
 * Guide 4.1.7 "You can edit the time of an appointment by clicking on the pencil icon."
 * Guide 4.1.9 "You can delete an appointment by clicking on the trash can icon." */
static void
test_session_is_edited_and_deleted (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);

  ed_driver_press (driver, "Client has been contacted");
  add_session (driver, "2020-03-22");
  ed_desks_read (driver, "Date and time of session 1: 2020-03-22");
  ed_driver_press (driver, "Edit session");
  ed_driver_type (driver, "Date of session", "2020-03-23");
  ed_driver_type (driver, "Time (optional)", "16:30");
  ed_driver_press (driver, "Save");
  ed_desks_read (driver, "Date and time of session 1: 2020-03-23 16:30");
  ed_driver_press (driver, "Delete session");
  ed_driver_press (driver, "Entered by mistake");
  ed_driver_press (driver, "Delete");
  ed_desks_read (driver, "No session has been registered yet.");
  ed_desks_leave (driver);
}

/* Three calls and a text, as the guide wants them. */
static void
try_to_reach (EdDriver *driver)
{
  static const char *const kinds[] = { "Phone call", "Phone call", "Phone call", "Text message" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      ed_driver_press (driver, kinds[i]);
      ed_driver_press (driver, "Save");
      ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, "Save");
    }
}

/* Guide 3.3.1 "When the client cannot be reached after three phone calls attempted at different
 * times of the day and one text message, the client officially qualifies as unreachable, and the
 * counselling cannot be started."
 * Guide 3.3.2 "In this case, click „Client unreachable” to simultaneously notify the agent about
 * this and close the case." Guide 3.3.3 "CGP Europe personnel will approve and close the case
 * profile shortly after this, no further action is required on your part." Guide 5.2.7 "Client
 * unreachable: Please close the case, as the client could not be reached." */
static void
test_client_is_unreachable (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);

  try_to_reach (driver);
  ed_driver_press (driver, "Client unreachable");
  ed_desks_read (driver, "The agent is told and the case is closed.");
  ed_driver_press (driver, "Client unreachable");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);

  driver = reader_open_case (desks, READER_COORDINATOR);
  ed_desks_read (driver, "Client unreachable");
  ed_driver_press (driver, "Approve");
  ed_desks_read (driver, "The case is closed and approved");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);

  driver = ed_desks_open (desks, READER_EXPERT, NULL);
  ed_driver_press (driver, "Closed cases");
  ed_desks_read (driver, READER_TITLE);
  ed_desks_leave (driver);
}

/* Guide 4.3.1 "Sometimes the counselling starts, but the client doesn't show up for the first
 * appointment and becomes unreachable."
 * Guide 4.3.2 "In such cases, the case can be closed by clicking „Client unreachable” after three
 * unsuccessful phone calls and one text message."
 * Guide 4.3.3 "Make sure you delete the previously registered appointment from the case profile, as
 * it has not happened." */
static void
test_client_stays_away_from_the_first (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);

  ed_driver_press (driver, "Client has been contacted");
  add_session (driver, "2020-03-22");
  ed_desks_read (driver, "Date and time of session 1: 2020-03-22");
  try_to_reach (driver);
  ed_driver_press (driver, "Client unreachable");
  ed_driver_press (driver,
                   "The first appointment did not take place: remove it and report unreachable");
  ed_driver_press (driver, "Continue");
  ed_desks_read (driver, "The case is closed, approval is pending");
  ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, "Date and time of session 1: 2020-03-22");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/guide/administration/sessions-are-registered", test_sessions_are_registered);
  reader_add ("/guide/administration/session-is-edited-and-deleted",
              test_session_is_edited_and_deleted);
  reader_add ("/guide/administration/client-is-unreachable", test_client_is_unreachable);
  reader_add ("/guide/administration/client-stays-away-from-the-first",
              test_client_stays_away_from_the_first);
  return g_test_run ();
}
