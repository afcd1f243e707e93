/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is begun in a form or a new case is there again after the program has ended, with the server
 * away, and becomes a document that others see. */

#include "e2e/guide/reader.h"

static void
test_form_outlives_program (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = ed_desks_open (desks, READER_EXPERT, READER_LINK);

  ed_driver_press (driver, "Fill in the treatment log");
  ed_driver_type (driver, "Summary of the counselling", "Sleeps through again");
  ed_desks_leave (driver); /* at once */

  /* The same machine, out of reach of the server. */
  ed_desks_kill_server (desks);
  driver = ed_desks_open (desks, READER_EXPERT, READER_LINK);
  ed_driver_press (driver, "Fill in the treatment log");
  ed_desks_read (driver, "Draft saved");
  ed_driver_press (driver, "Goals reached");
  ed_driver_press (driver, "Finish and attach");
  ed_desks_read (driver, "Treatment log 261.pdf");
  ed_desks_start_server (desks);
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);

  driver = ed_desks_open (desks, READER_COORDINATOR, READER_LINK);
  ed_desks_read (driver, "Treatment log 261.pdf");
  ed_desks_leave (driver);
}

static void
test_new_case_outlives_program (EdDesks *desks, gconstpointer data)
{
  EdDriver *driver = ed_desks_open (desks, READER_COORDINATOR, NULL);

  ed_driver_press (driver, "New case");
  ed_driver_type (driver, "Company name", "Suzuki");
  ed_driver_type (driver, "Client name", "Felhő");
  ed_driver_choose (driver, "Type of problem", "Legal");
  ed_desks_leave (driver);

  driver = ed_desks_open (desks, READER_COORDINATOR, NULL);
  ed_driver_press (driver, "New case");
  ed_desks_read (driver, "Suzuki - Felhő, begun on");
  ed_driver_press (driver, "Restore draft");
  ed_driver_press (driver, "Save");
  ed_driver_press (driver, "All cases");
  ed_desks_read (driver, "Felhő");
  ed_desks_leave (driver);

  driver = ed_desks_open (desks, READER_COORDINATOR, NULL);
  ed_driver_press (driver, "New case");
  ed_desks_read (driver, "The date the case was recorded");
  g_assert_false (ed_driver_shows (driver, ATSPI_ROLE_PUSH_BUTTON, "Restore draft"));
  ed_desks_leave (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  reader_add ("/e2e/forms/form", test_form_outlives_program);
  reader_add ("/e2e/forms/new-case", test_new_case_outlives_program);
  return g_test_run ();
}
