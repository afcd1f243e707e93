/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A new key for second factors, in place of one that is lost for good. */

#include "base/clock.h"
#include "base/platform.h"
#include "server/api-state.h"
#include "server/commands.h"
#include "server/database.h"
#include "server/restoration.h"
#include "server/secret-file.h"

static gboolean
renew (const char *data, const char *database, const char *secret_file, GError **error)
{
  g_autofree char *location = ed_database_locate (data, database);
  g_autofree char *path = ed_secret_file_locate (data, secret_file);
  g_autoptr (EdLock) lock = NULL;
  g_autoptr (EdDb) db = NULL;

  if (!ed_database_is_shared (location))
    {
      lock = ed_api_lock (data, error);
      if (lock == NULL)
        return FALSE;
    }
  db = ed_database_open_current (location, NULL, error);
  if (db == NULL || !ed_organisation_is_there (db, error))
    return ed_database_explain (location, error);
  return ed_restoration_check_alone (db, error)
         && ed_secret_file_renew (db, path, ed_clock_now (ed_clock_system ()), error);
}

int
ed_command_renew_secret (int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL, *secret_file = NULL;
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder of the server", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, ED_COMMAND_DATABASE, "URL" },
    { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &secret_file, ED_COMMAND_SECRET, "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!ed_command_parse (&argc, &argv, options, "Makes the key of second factors anew."))
    return ED_EXIT_USAGE;
  if (data == NULL)
    return ed_command_misuse ("renew-secret needs --data");
  if (!ed_secrets_init () || !renew (data, database, secret_file, &error))
    return ed_command_fail (error);
  g_print ("renewed: codes of authenticator apps are no longer right. Whoever has them signs in\n"
           "with a recovery code and sets the second factor up again.\n");
  return 0;
}
