/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A client who wants to be erased: found and erased by the coordinator, forgotten by the expert's
 * computer. */

#include "e2e/desks.h"
#include "e2e/guide/reader.h"

static void
set_up (EdDesks *desks, gconstpointer data)
{
  ed_desks_init_demonstration (desks);
}

static void
tear_down (EdDesks *desks, gconstpointer data)
{
  ed_desks_clear (desks);
}

static void
test_client_is_erased (EdDesks *desks, gconstpointer data)
{
  EdDriver *expert = ed_desks_open_demonstration (desks, READER_EXPERT, READER_LINK);
  EdDriver *coordinator;

  ed_driver_wait_row (expert, "Client name", "XY");
  ed_desks_leave (expert);

  coordinator = ed_desks_open_demonstration (desks, READER_COORDINATOR, NULL);
  ed_driver_press (coordinator, "Privacy");
  ed_desks_read (coordinator, "Case records");
  ed_driver_type (coordinator, "Phone", "+36 30 111 1111");
  ed_driver_press (coordinator, "Search");
  ed_desks_read (coordinator, "same phone number");
  ed_driver_press (coordinator, "Case 261");
  ed_driver_press (coordinator, "Erase…");
  ed_driver_press (coordinator, "The client asks for it");
  ed_driver_type (coordinator, "Number of “Case 261”", "261");
  ed_driver_press (coordinator, "Erase");
  ed_desks_read (coordinator, "Client erased");
  ed_driver_wait_gone (coordinator, ATSPI_ROLE_INVALID, "Case 261");
  ed_desks_leave (coordinator);

  expert = ed_desks_open_demonstration (desks, READER_EXPERT, NULL);
  ed_driver_press (expert, "Cases in progress");
  ed_desks_wait_sent (expert);
  g_assert_false (ed_driver_shows_part (expert, "- XY"));
  ed_desks_leave (expert);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/e2e/privacy/client-is-erased",
              EdDesks,
              NULL,
              set_up,
              test_client_is_erased,
              tear_down);
  return g_test_run ();
}
