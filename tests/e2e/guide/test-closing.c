/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Chapter 4 of the guide: the documents, and the end of a case. */

#include "e2e/guide/reader.h"

#include "sample-documents.h"
#include "support/desktop-chooser.h"

#define MAIN "Experts' Dashboard"

/* Puts a PDF called NAME into the reader's folder; its path. */
static char *
scan (EdDesks *desks, const char *name)
{
  g_autoptr (GBytes) bytes = ed_sample_pdf ();
  char *path = g_build_filename (desks->folder, name, NULL);
  gsize length;
  const char *start = g_bytes_get_data (bytes, &length);

  g_assert_true (g_file_set_contents (path, start, (gssize) length, NULL));
  return path;
}

/* Presses BUTTON, chooses the file called NAME by its path, looks at it and attaches it. */
static void
upload (EdDesks *desks, EdDriver *driver, const char *button, const char *name)
{
  g_autofree char *path = scan (desks, name);

  ed_driver_press_for_window (driver, MAIN, button);
  ed_driver_choose_file (driver, button, path, "Choose");
  ed_desks_read (driver, name);
  ed_desks_read (driver, "Page 1 of 3");
  ed_driver_press (driver, "Attach");
  ed_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Attach");
}

/* Guide 2.3.3 "When you close it, it will be transferred to „Closed cases” as soon as it has been
 * approved by CGP Europe."
 * Guide 3.4.1 "Normally, cases are closed after the counselling has concluded, every counselling
 * appointment has been registered in the case profile, and the client satisfaction survey and
 * treatment log have been uploaded."
 * Guide 4.4.1 "Cases may be closed after: The „Contact client” button has been pressed;"
 * Guide 4.4.2 "At least one appointment has been registered in the case profile;"
 * Guide 4.4.3 "The treatment log / case file has been uploaded;"
 * Guide 4.4.4 "The client satisfaction feedback form has been uploaded, or the client satisfaction
 * score has been submitted (there is no feedback form for legal and financial cases, but a score
 * has to be entered);"
 * Guide 4.4.6 "Provided that these requirements are fulfilled, you can close cases by clicking
 * „Close case”."
 * Guide 5.3.4 "With a 3/3 status bar, CGP is notified of the closed case and approves it so that
 * the case can be invoiced."
 * Guide 5.3.6 "Following approval, the case profile is automatically transferred to the „Closed
 * cases” menu."
 * Guide 5.3.3 "3/3 status bar: The client satisfaction survey and treatment log / case file have
 * been uploaded, or the client satisfaction score has been submitted. The case may be closed." */
static void
test_documents_close_a_case (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);
  g_autofree char *today = reader_date (0);

  ed_driver_press (driver, "Client has been contacted");
  ed_desks_read (driver, "Next: register the first session");
  ed_driver_press (driver, "Add session");
  ed_driver_type (driver, "Date of session", today);
  ed_driver_press (driver, "Save");
  ed_desks_read (driver, "Next: the treatment log, then the case can be closed");

  /* All of it without the server. */
  ed_desks_kill_server (desks);
  ed_desks_read (driver, "Offline");
  upload (desks, driver, "Upload treatment log", "log.pdf");
  upload (desks, driver, "Upload satisfaction feedback form", "feedback.pdf");
  ed_desks_read (driver, "All conditions are fulfilled");
  ed_desks_read (driver, "3/3");
  ed_desks_read (driver, "2 files wait for the connection; the closing is sent after them.");
  ed_driver_press (driver, "Close case");
  ed_desks_read (driver, "The case is closed, approval is pending");

  ed_desks_start_server (desks);
  ed_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Waits for the connection");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);

  driver = reader_open_case (desks, READER_COORDINATOR);
  ed_desks_read (driver, "Approval pending");
  /* Toasts, of the sign-in and of what is new, lie where the row is clicked. Nobody may be quick
   * enough to see them come: they are only waited out. */
  ed_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Sign in to open case 261.");
  ed_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "2 new requests");
  ed_driver_press (driver, "Treatment log");
  ed_desks_read (driver, "log.pdf");
  ed_desks_read (driver, "Page 1 of 3");
  ed_driver_key (driver, "Escape");
  ed_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Page 1 of 3");
  ed_driver_press (driver, "Approve");
  ed_desks_read (driver, "The case is closed and approved");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);

  driver = ed_desks_open (desks, READER_EXPERT, NULL);
  ed_driver_press (driver, "Closed cases");
  ed_desks_read (driver, READER_TITLE);
  ed_desks_leave (driver);
}

/* Guide 4.3.4 "If the client has become unreachable after having attended a few sessions, you can
 * close the case after uploading the treatment log."
 * Guide 4.3.5 "The client satisfaction survey cannot be filled out in such cases, so you have to
 * check the „Submission of client satisfaction feedback form not possible” box to be able to close
 * the case."
 * Guide 4.4.5 "In the absence of the client satisfaction survey, the „Submission of client
 * satisfaction feedback form is not possible” box has been checked." */
static void
test_client_stays_away_later (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = reader_open_case (desks, READER_EXPERT);
  g_autofree char *today = reader_date (0);

  ed_driver_press (driver, "Client has been contacted");
  ed_desks_read (driver, "Next: register the first session");
  ed_driver_press (driver, "Add session");
  ed_driver_type (driver, "Date of session", today);
  ed_driver_press (driver, "Save");
  ed_desks_read (driver, "Date and time of session 1");
  upload (desks, driver, "Upload treatment log", "log.pdf");
  ed_driver_press (driver, "Submission of client satisfaction feedback form not possible");
  ed_desks_read (driver, "All conditions are fulfilled");
  ed_driver_press (driver, "Close case");
  ed_driver_press (driver, "The client became unreachable");
  ed_driver_press (driver, "Close case");
  ed_desks_read (driver, "The case is closed, approval is pending");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
}

/* Guide 4.4.7 "You can download the client satisfaction feedback form in PDF format from the
 * „Satisfaction Feedback form” menu of Experts’ Dashboard."
 * Guide 4.5.2 "The treatment log can be downloaded in PDF format from the „Treatment log” menu of
 * Experts’ Dashboard."
 * Guide 4.5.3 "The case file can be downloaded in PDF format from the „Case file” menu of Experts’
 * Dashboard." */
static void
test_forms_are_downloaded (EdDesks *desks, gconstpointer data)
{
  static const char *const menus[] = { "Satisfaction Feedback form", "Treatment log", "Case file" };
  EdDriver *driver = ed_desks_open (desks, READER_EXPERT, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (menus); i++)
    {
      g_autofree char *name = g_strdup_printf ("form-%u.pdf", i);
      g_autofree char *path = g_build_filename (desks->folder, name, NULL);
      g_autofree char *bytes = NULL;

      ed_driver_press (driver, menus[i]);
      ed_driver_press_for_window (driver, MAIN, "Save as…");
      ed_driver_choose_file (driver, "Save as…", path, "Save");
      /* Not read off the toast, which may have gone before it is looked for. */
      while (!g_file_get_contents (path, &bytes, NULL, NULL) || !g_str_has_prefix (bytes, "%PDF-"))
        {
          g_clear_pointer (&bytes, g_free);
          ed_driver_turn ();
        }
    }
  ed_desks_leave (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/guide/closing/documents-close-a-case", test_documents_close_a_case);
  reader_add ("/guide/closing/client-stays-away-later", test_client_stays_away_later);
  reader_add ("/guide/closing/forms-are-downloaded", test_forms_are_downloaded);
  return g_test_run ();
}
