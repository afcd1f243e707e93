/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Chapter 5 of the guide: the list of cases in progress, its badges and status bars. The
 * demonstration organisation has a case for each, dated from today. */

#include "e2e/guide/reader.h"

/* Guide 5.1.1 "Under „Cases in progress“, you will find cases assigned to you that have not been
 * closed yet, i.e. the counselling is ongoing."
 * Guide 5.1.2 "These are listed in the menu in „case bars”—You can open the profile of any given
 * case by clicking „Select” next to it." */
static void
test_cases_are_listed (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = ed_desks_open (desks, READER_EXPERT, NULL);

  ed_desks_read (driver, READER_TITLE);
  /* Closed; another expert's. */
  g_assert_false (ed_driver_shows_part (driver, "Harang"));
  g_assert_false (ed_driver_shows_part (driver, "Kastanie"));
  reader_select (driver, "Moha");
  ed_driver_wait_row (driver, "Client name", "Moha");
  ed_desks_leave (driver);
}

/* Guide 5.1.3 "Notifications are also displayed next to the case bars, giving information on
 * relevant events that have happened since the assignment of the case."
 * Guide 5.2.1 "Approval pending: The case is closed, approval is pending."
 * Guide 5.2.2 "2 months: Two months have passed since the day of the first appointment, but the
 * case has not been closed yet." Guide 5.2.3 "Cases have to be closed within three months."
 * Guide 5.2.4 "5 days: The time of the first appointment has not yet been registered 5 days after
 * the client had been contacted." Guide 5.2.5 "24 hours: Out of the available 48, 24 hours have
 * passed, and the client has not been contacted yet." */
static void
test_badges_stand_beside_the_bars (EdDesks *desks, gconstpointer data)
{
  static const struct
  {
    const char *chip; /* so that the bar is in sight */
    const char *client;
    const char *badge;
  } bars[] = {
    { "Approval pending", "Nyár", "Approval pending" },
    { "Approval pending", "Felhő", "Client unreachable" },
    { "All", "Part", "2 months" },
    { "All", "Nap", "3 months" },
    { "All", "Kék", "5 days" },
    { "All", READER_TITLE, "24 hours" },
    { "All", "Rigó", "48 hours" },
  };
  EdDriver *driver = ed_desks_open (desks, READER_EXPERT, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      ed_driver_press (driver, bars[i].chip);
      ed_driver_wait_row (driver, bars[i].client, bars[i].badge);
    }
  ed_desks_leave (driver);
}

/* Guide 5.1.4 "Case bars have so-called „status bars”—these indicate the progress of a given case
 * regarding the counselling process."
 * Guide 5.3.1 "1/3 status bar: The client has been contacted."
 * Guide 5.3.2 "2/3 status bar: The counselling appointment(s) has/have been registered." */
static void
test_status_bars_grow (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);
  g_autofree char *today = reader_date (0);

  ed_desks_read (driver, "0/3");
  ed_driver_press (driver, "Client has been contacted");
  ed_desks_read (driver, "1/3");
  reader_go_back (driver);
  ed_driver_wait_row (driver, READER_TITLE, "1/3");
  reader_select (driver, READER_TITLE);
  ed_desks_read (driver, "Case 261");
  ed_driver_press (driver, "Add session");
  ed_driver_type (driver, "Date of session", today);
  ed_driver_press (driver, "Save");
  reader_go_back (driver);
  ed_driver_key (driver, "ctrl+f"); /* less urgent now, it may be out of sight */
  ed_driver_write (driver, "XY");
  ed_driver_wait_row (driver, READER_TITLE, "2/3");
  ed_desks_leave (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/guide/notifications/cases-are-listed", test_cases_are_listed);
  reader_add ("/guide/notifications/badges-stand-beside-the-bars",
              test_badges_stand_beside_the_bars);
  reader_add ("/guide/notifications/status-bars-grow", test_status_bars_grow);
  return g_test_run ();
}
