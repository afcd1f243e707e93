/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Chapters 2 and 4 of the guide: what is written by e-mail. */

#include "e2e/guide/reader.h"

#include <string.h>

#define TEXT "The client asks for the next appointment by phone."

/* Assigns the case of CLIENT, which waits for somebody, to the reader; its number. */
static char *
assign (EdDesks *desks, const char *client)
{
  EdDriver *driver = ed_desks_open (desks, READER_COORDINATOR, NULL);
  char *number;

  ed_driver_press (driver, "All cases");
  ed_driver_press (driver, "Recorded");
  number = ed_driver_read_row (driver, client, "Richter Gedeon");
  ed_driver_press (driver, "Today");
  ed_driver_press_in_row (driver, client, "Assign…");
  ed_driver_press (driver, "Dr. Kovács Anna");
  ed_driver_press (driver, "Assign");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
  return number;
}

/* Guide 2.1.1 "Cases are assigned via email, but the email will not include the case details."
 * Guide 2.1.2 "You can view those by clicking a link found in the assignment email, leading to
 * Experts' Dashboard."
 * Guide 2.1.3 "The profile of the assigned case will be automatically displayed after you log in."
 */
static void
test_assignment_comes_by_mail (EdDesks *desks, gconstpointer data)
{
  g_autofree char *number = assign (desks, "Szikla");
  g_autofree char *page = g_strconcat ("/open/case/", number, NULL);
  g_autofree char *link = g_strconcat ("experts-dashboard://case/", number, NULL);
  g_autofree char *mail = reader_wait_mail (desks, READER_EXPERT, page);
  EdDriver *driver;

  for (guint i = 0; i < 4; i++)
    g_assert_null (strstr (mail, ((const char *[]){ "Szikla", "Richter", "Dorog", "shifts" })[i]));
  /* The page behind the link hands it over so. */
  driver = ed_desks_open (desks, READER_EXPERT, link);
  ed_driver_wait_row (driver, "Client name", "Szikla");
  ed_desks_leave (driver);
}

/* Guide 4.2.1 "Click „Emailing the agent” if you have any requests, questions or comments about the
 * case or you want to share information relevant to the case with the agent that has assigned the
 * case to you."
 * Guide 4.2.2 "As you click this button, a window will pop up."
 * Guide 4.2.3 "Click in the text field, and start typing your message."
 * Guide 4.2.4 "When you have finished writing, click „Send”."
 * Guide 4.2.5 "The operator will receive your email right away and will send their reply to the
 * email address submitted by you previously."
 * Guide 4.2.6 "The dashboard will also automatically send an email summary to this email address,
 * stating the exact copy of the message sent to the agent." */
static void
test_agent_is_written_to (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);
  g_autofree char *mail = NULL, *copy = NULL;
  const char *reply;

  ed_driver_press (driver, "Emailing the agent");
  ed_driver_type (driver, "Write here the text of the email", TEXT);
  ed_driver_press (driver, "Send");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);

  mail = reader_wait_mail (desks, READER_COORDINATOR, TEXT);
  reply = strstr (mail, "Reply-To:");
  g_assert_nonnull (reply);
  g_assert_nonnull (strstr (reply, READER_EXPERT));
  copy = reader_wait_mail (desks, READER_EXPERT, TEXT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/guide/correspondence/assignment-comes-by-mail", test_assignment_comes_by_mail);
  reader_add ("/guide/correspondence/agent-is-written-to", test_agent_is_written_to);
  return g_test_run ();
}
