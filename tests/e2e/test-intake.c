/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases that come as a table: imported in the coordinator's window, the refused ones mended and
 * imported again, all assigned at once, and found in the experts' windows. */

#include <string.h>

#include "e2e/desks.h"
#include "support/desktop-chooser.h"

#define COORDINATOR "coordinator@intake.example"
#define LAWYER "lawyer@intake.example"
#define PSYCHOLOGIST "psychologist@intake.example"

static void
set_up (EdDesks *desks, gconstpointer data)
{
  ed_desks_init (desks, "Intake EAP", COORDINATOR, "Szabó Júlia");
  ed_desks_add (desks, LAWYER, "Dr. Tóth Béla", "expert", "legal");
  ed_desks_add (desks, PSYCHOLOGIST, "Dr. Kovács Anna", "expert", "psychological");
  ed_desks_start_server (desks);
}

/* A table as a spreadsheet program of the old days has saved it: the second row has no type. */
static void
write_table (EdDesks *desks, const char *name, const char *type)
{
  g_autofree char *text = g_strdup_printf ("Cég neve;Kliens neve;A probléma típusa;Életkor\r\n"
                                           "Győri Gyár;Fűzfa;Jogi;42\r\n"
                                           "Győri Gyár;Tölgy;%s;51\r\n"
                                           "Győri Gyár;Gyöngyvirág;Pszichológiai;33\r\n",
                                           type);
  g_autofree char *path = g_build_filename (desks->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, "CP1250", "UTF-8", NULL, &length, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
open_table (EdDesks *desks, EdDriver *driver, const char *name)
{
  g_autofree char *path = g_build_filename (desks->folder, name, NULL);

  ed_driver_press (driver, "New case");
  ed_driver_press (driver, "Import cases…");
  ed_driver_choose_file (driver, "Import cases", path, "Open");
  ed_desks_read (driver, "Gyöngyvirág");
}

/* What was chosen is in no list that other programs show. */
static void
assert_no_traces (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
  g_autofree char *recent = NULL;

  if (g_file_get_contents (path, &recent, NULL, NULL))
    g_assert_null (strstr (recent, ".csv"));
}

static void
import_and_assign (EdDesks *desks)
{
  EdDriver *driver = ed_desks_open_invited (desks, COORDINATOR, NULL);

  ed_desks_read (driver, "Nothing needs a decision");
  write_table (desks, "table.csv", "");
  open_table (desks, driver, "table.csv");
  ed_desks_read (driver, "“Type of problem” is needed to save the case.");
  ed_driver_press (driver, "Record 2 cases");
  ed_desks_read (driver, "2 cases are recorded");
  ed_desks_read (driver, "1 row was refused.");
  ed_driver_press (driver, "Done");

  /* Mended in place: what was imported before is noticed. */
  write_table (desks, "mended.csv", "Jogi");
  open_table (desks, driver, "mended.csv");
  ed_desks_read (driver, "Already imported");
  ed_driver_press (driver, "Record 1 case");
  ed_desks_read (driver, "3 cases are recorded");
  ed_driver_press (driver, "Done");

  ed_driver_press (driver, "All cases");
  ed_desks_read (driver, "Fűzfa");
  ed_driver_press (driver, "Today");
  ed_driver_press (driver, "Assign several…");
  ed_desks_read (driver, "Dr. Kovács Anna 1 · Dr. Tóth Béla 2");
  ed_driver_press (driver, "Assign");
  ed_desks_read (driver, "Nothing needs a decision");
  ed_driver_press (driver, "Outbox");
  ed_desks_wait_sent (driver);
  ed_desks_leave (driver);
  assert_no_traces ();
}

static void
see (EdDesks *desks, const char *user, const char *client, const char *other)
{
  EdDriver *driver = ed_desks_open_invited (desks, user, NULL);

  ed_desks_read (driver, client);
  g_assert_cmpint (ed_driver_shows_part (driver, "Tölgy"), ==, strcmp (client, "Fűzfa") == 0);
  g_assert_false (ed_driver_shows_part (driver, other));
  ed_desks_leave (driver);
}

static void
test_table_reaches_the_experts (EdDesks *desks, gconstpointer data)
{
  import_and_assign (desks);
  see (desks, LAWYER, "Fűzfa", "Gyöngyvirág");
  see (desks, PSYCHOLOGIST, "Gyöngyvirág", "Fűzfa");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/e2e/intake/table-reaches-the-experts",
              EdDesks,
              NULL,
              set_up,
              test_table_reaches_the_experts,
              ed_desks_clear);
  return g_test_run ();
}
