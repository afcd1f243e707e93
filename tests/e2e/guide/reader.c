/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

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

void
reader_add (const char *path, void (*test) (EdDesks *desks, gconstpointer data))
{
  g_test_add (path, EdDesks, NULL, set_up, test, tear_down);
}

EdDriver *
reader_open_case (EdDesks *desks, const char *user)
{
  EdDriver *driver = ed_desks_open_demonstration (desks, user, READER_LINK);

  ed_desks_read (driver, "Case 261");
  return driver;
}

void
reader_select (EdDriver *driver, const char *part)
{
  ed_driver_press_in_row (driver, part, "Select");
}

void
reader_go_back (EdDriver *driver)
{
  ed_driver_press (driver, "Back to list");
  ed_driver_wait_gone (driver, ATSPI_ROLE_INVALID, "Case 261");
}

char *
reader_date (int days)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Budapest");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%Y-%m-%d");
}
