/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Chapter 2 of the guide: assigned cases and their profile. */

#include "e2e/guide/reader.h"

/* Guide 2.2.1 "2020-03-18 - Suzuki - XXXXX YYYYY - Psychological - Táplószentmárton - XY"
 * Guide 2.2.2 "ID: 261 | The date the case was recorded: 2020-03-18 20:44 | Company name: Suzuki |
 * Was it a crisis call?: No"
 * Guide 2.2.3 "Client name: XY | City of consultation: Táplószentmárton | Place of receipt: Online
 * | Type of problem: Psychological" Guide 2.2.4 "Call length: 0 | Employee / Family Member:
 * Employee | Male / Female: Male | Age: Unknown" Guide 2.2.5 "Where did you hear about the
 * program?: Unknown | Was it a backup call?: No | Problem details: Other family problems"
 * Guide 2.2.6 "Phone number of Client (if not provided, put 'unknown'): 06 30 111 1111"
 * Guide 2.2.7 "Email address of Client (if not provided, put 'unknown'): none | Other comment (if
 * none, put 'none'): none"
 * Guide 2.2.8 "Chat or Email text (if none, put 'none'): none | Number of available consultations:
 * 5 | Duration of consultation in minutes: 50"
 * Guide 2.2.9 "Operator name: XY | Type of consultation requested: E-mail | Expert outsourced:
 * XXXXX YYYYY | Number of sessions: 0" Guide 2.3.1 "You find all relevant information about a given
 * case in its case profile." */
static void
test_profile_says_all (EdDesks *desks, gconstpointer data)
{
  static const struct
  {
    const char *label;
    const char *value;
  } facts[] = {
    { "The date the case was recorded", "18 March 2020, 20:44" },
    { "Company name", "Suzuki" },
    { "Was it a crisis call?", "No" },
    { "Client name", "XY" },
    { "City of consultation", "Táplószentmárton" },
    { "Place of receipt", "Online" },
    { "Type of problem", "Psychological" },
    { "Call length", "0" },
    { "Employee / Family Member", "Employee" },
    { "Male / Female", "Male" },
    { "Age", "unknown" },
    { "Where did you hear about the program?", "unknown" },
    { "Was it a backup call?", "No" },
    { "Problem details", "Other family problems" },
    { "Phone number of Client", "06 30 111 1111" },
    { "Email address of Client", "unknown" },
    { "Other comment", "none" },
    { "Chat or Email text", "none" },
    { "Number of available consultations", "5" },
    { "Duration of consultation in minutes", "50" },
    { "Operator name", "XY" },
    { "Type of consultation requested", "E-mail" },
    { "Expert outsourced", "Dr. Kovács Anna" },
    { "Number of sessions", "0" },
  };
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);

  ed_desks_read (driver, "Case 261");
  ed_desks_read (driver,
                 "2020-03-18 - Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - XY");
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    ed_driver_wait_row (driver, facts[i].label, facts[i].value);
  ed_desks_leave (driver);
}

/* Guide 2.2.10 "Add session | Upload satisfaction feedback form | Submission of client satisfaction
 * feedback form not possible | Upload treatment log"
 * Guide 2.2.11 "CLIENT HAS BEEN CONTACTED | CLIENT UNREACHABLE | DECLINE CASE | EMAILING THE AGENT
 * | CLOSE CASE | BACK TO LIST" */
static void
test_profile_offers_all (EdDesks *desks, gconstpointer data)
{
  static const char *const buttons[] = { "Add session",
                                         "Upload satisfaction feedback form",
                                         "Submission of client satisfaction feedback form not "
                                         "possible",
                                         "Upload treatment log",
                                         "Client has been contacted",
                                         "Client unreachable",
                                         "Decline case",
                                         "Emailing the agent",
                                         "Close case",
                                         "Back to list" };
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_object_unref (ed_driver_wait (driver, ATSPI_ROLE_INVALID, buttons[i]));
  ed_desks_leave (driver);
}

/* Guide 2.3.2 "You can access the case profile anytime from the „Cases in progress” menu as long as
 * the case has not been closed." */
static void
test_profile_opens_from_the_list (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = ed_desks_open (desks, READER_EXPERT, NULL);

  ed_driver_press (driver, "Cases in progress");
  reader_select (driver, "Suzuki - Dr. Kovács Anna - Psychological - Táplószentmárton - XY");
  ed_desks_read (driver, "Case 261");
  reader_go_back (driver);
  ed_desks_read (driver, READER_TITLE);
  ed_desks_leave (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/guide/assigning/profile-says-all", test_profile_says_all);
  reader_add ("/guide/assigning/profile-offers-all", test_profile_offers_all);
  reader_add ("/guide/assigning/profile-opens-from-the-list", test_profile_opens_from_the_list);
  return g_test_run ();
}
