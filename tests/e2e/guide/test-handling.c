/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Chapter 3 of the guide: accepting, declining, unreachable. */

#include "e2e/guide/reader.h"

/* Guide 3.1.2 "The client has to be contacted within 48 hours after a case has been assigned!" */
static void
test_hours_are_counted (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);

  /* Assigned 26 hours ago. */
  ed_desks_read (driver, "in 21 hours");
  ed_desks_read (driver, "24 hours");
  ed_desks_leave (driver);
}

/* Guide 3.1.1 "Open the case profile of the assigned case after you have contacted the client and
 * click „Client has been contacted”: This will notify the agent that you have accepted the case and
 * that you have already contacted the client." */
static void
test_contact_is_told (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);

  ed_driver_press (driver, "Client has been contacted");
  ed_desks_read (driver, "1/3");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);

  driver = reader_open_case (desks, READER_COORDINATOR);
  ed_desks_read (driver, "1/3");
  ed_desks_read (driver, "Client has been contacted");
  ed_desks_leave (driver);
}

/* Guide 3.2.1 "If you don't wish to accept a particular case, click „Decline case”: This will
 * notify the agent that you are unable to accept it, allowing them to promptly reassign the case to
 * another expert." Guide 3.2.2 "Following this, the relevant case profile will be automatically
 * removed from your case profiles." Guide 5.2.6 "Case declined: I’m unable to accept the case,
 * please reassign it to another expert."
 */
static void
test_declined_case_goes_back (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);

  ed_driver_press (driver, "Decline case");
  ed_desks_read (driver, "Decline this case?");
  ed_driver_press (driver, "Decline case");
  ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, READER_TITLE);
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);

  driver = reader_open_case (desks, READER_COORDINATOR);
  ed_desks_read (driver, "Case declined");
  ed_driver_press (driver, "All cases");
  ed_driver_press (driver, "Case declined"); /* in sight only among few */
  ed_driver_wait_row (driver, "XY", "Case declined");
  ed_desks_leave (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/guide/handling/hours-are-counted", test_hours_are_counted);
  reader_add ("/guide/handling/contact-is-told", test_contact_is_told);
  reader_add ("/guide/handling/declined-case-goes-back", test_declined_case_goes_back);
  return g_test_run ();
}
