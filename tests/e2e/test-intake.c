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

typedef struct
{
  EdDesks desks;
  char *coordinator_password;
  char *lawyer_password;
  char *psychologist_password;
} Story;

/* The password that the server's command printed. */
static char *
read_password (const char *said)
{
  const char *at = strstr (said, "password: ");

  g_assert_nonnull (at);
  at += strlen ("password: ");
  return g_strndup (at, strcspn (at, "\n"));
}

static char *
add_expert (Story *story, const char *user, const char *name, const char *type)
{
  g_autofree char *added = ed_server_command (ed_desks_program ("ED_SERVER_PROGRAM"),
                                              "account",
                                              "add",
                                              "--data",
                                              story->desks.server_data,
                                              "--user",
                                              user,
                                              "--name",
                                              name,
                                              "--role",
                                              "expert",
                                              "--case-type",
                                              type,
                                              NULL);

  return read_password (added);
}

static void
set_up (Story *story, gconstpointer data)
{
  g_autofree char *founded = NULL;

  ed_desks_init (&story->desks);
  founded = ed_server_command (ed_desks_program ("ED_SERVER_PROGRAM"),
                               "init",
                               "--data",
                               story->desks.server_data,
                               "--organisation",
                               "Intake EAP",
                               "--zone",
                               "Europe/Budapest",
                               "--user",
                               COORDINATOR,
                               "--name",
                               "Szabó Júlia",
                               NULL);
  story->coordinator_password = read_password (founded);
  story->lawyer_password = add_expert (story, LAWYER, "Dr. Tóth Béla", "legal");
  story->psychologist_password =
      add_expert (story, PSYCHOLOGIST, "Dr. Kovács Anna", "psychological");
  ed_desks_start_server (&story->desks);
}

static void
tear_down (Story *story, gconstpointer data)
{
  ed_desks_clear (&story->desks);
  g_free (story->coordinator_password);
  g_free (story->lawyer_password);
  g_free (story->psychologist_password);
}

/* A table as a spreadsheet program of the old days has saved it: the second row has no type. */
static void
write_table (Story *story, const char *name, const char *type)
{
  g_autofree char *text = g_strdup_printf ("Cég neve;Kliens neve;A probléma típusa;Életkor\r\n"
                                           "Győri Gyár;Fűzfa;Jogi;42\r\n"
                                           "Győri Gyár;Tölgy;%s;51\r\n"
                                           "Győri Gyár;Gyöngyvirág;Pszichológiai;33\r\n",
                                           type);
  g_autofree char *path = g_build_filename (story->desks.folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, "CP1250", "UTF-8", NULL, &length, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
open_table (Story *story, EdDriver *driver, const char *name)
{
  g_autofree char *path = g_build_filename (story->desks.folder, name, NULL);

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
import_and_assign (Story *story)
{
  EdDriver *driver =
      ed_desks_open_invited (&story->desks, COORDINATOR, story->coordinator_password, NULL);

  ed_desks_read (driver, "Nothing needs a decision");
  write_table (story, "table.csv", "");
  open_table (story, driver, "table.csv");
  ed_desks_read (driver, "“Type of problem” is needed to save the case.");
  ed_driver_press (driver, "Record 2 cases");
  ed_desks_read (driver, "2 cases are recorded");
  ed_desks_read (driver, "1 row was refused.");
  ed_driver_press (driver, "Done");

  /* Mended in place: what was imported before is noticed. */
  write_table (story, "mended.csv", "Jogi");
  open_table (story, driver, "mended.csv");
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
see (Story *story, const char *user, const char *password, const char *client, const char *other)
{
  EdDriver *driver = ed_desks_open_invited (&story->desks, user, password, NULL);

  ed_desks_read (driver, client);
  g_assert_cmpint (ed_driver_shows_part (driver, "Tölgy"), ==, strcmp (client, "Fűzfa") == 0);
  g_assert_false (ed_driver_shows_part (driver, other));
  ed_desks_leave (driver);
}

static void
test_table_reaches_the_experts (Story *story, gconstpointer data)
{
  import_and_assign (story);
  see (story, LAWYER, story->lawyer_password, "Fűzfa", "Gyöngyvirág");
  see (story, PSYCHOLOGIST, story->psychologist_password, "Gyöngyvirág", "Fűzfa");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/e2e/intake/table-reaches-the-experts",
              Story,
              NULL,
              set_up,
              test_table_reaches_the_experts,
              tear_down);
  return g_test_run ();
}
