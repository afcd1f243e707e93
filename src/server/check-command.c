/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a database is whole, said for people. */

#include "server/checkup.h"
#include "server/commands.h"
#include "server/database.h"

static gboolean
say_faults (GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    g_printerr ("%s\n", (const char *) faults->pdata[i]);
  return faults->len > 0;
}

int
ed_command_check (int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL, *location = NULL;
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder of the database", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, ED_COMMAND_DATABASE, "URL" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) db = NULL;

  if (!ed_command_parse (&argc, &argv, options, "Looks whether all is whole, also while serving."))
    return ED_EXIT_USAGE;
  if (data == NULL && database == NULL)
    return ed_command_misuse ("check needs --data");
  location = ed_database_locate (data, database);
  if (!ed_database_is_shared (location) && !g_file_test (location, G_FILE_TEST_EXISTS))
    return ed_command_misuse ("%s holds no organisation", data);
  db = ed_database_open (location, TRUE, NULL, &error);
  if (db == NULL || !ed_checkup_run (db, faults, &error))
    return ed_command_fail (error);
  if (say_faults (faults))
    return ED_EXIT_FAILED;
  g_print ("all is whole\n");
  return 0;
}
