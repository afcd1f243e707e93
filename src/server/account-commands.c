/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* account list, suspend, resume, reset-password, reset-second-factor, revoke-devices: what an
 * operator does when nobody else can. */

#include <string.h>

#include "domain/account.h"
#include "server/commands.h"
#include "server/database.h"
#include "server/document-table.h"
#include "server/secrets.h"
#include "server/upkeep.h"
#include "wire/record-json.h"

/* One account a line: user, state, roles, name. */
static gboolean
list (const char *data, const char *database, GError **error)
{
  g_autofree char *location = ed_database_locate (data, database);
  g_autoptr (EdDb) db = ed_database_open (location, TRUE, NULL, error);
  g_auto (GStrv) ids = NULL;

  if (db == NULL)
    return FALSE;
  ids = ed_documents_list (db, "account", error);
  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      gint64 rev;
      gsize length;
      g_autofree char *text = ed_documents_load (db, "account", *id, &rev, &length, error);
      g_autoptr (EdAccount) account = text != NULL ? ed_record_from_json (&ed_account_type,
                                                                          text,
                                                                          (gssize) length,
                                                                          ED_WIRE_LENIENT,
                                                                          error)
                                                   : NULL;
      g_autofree char *roles = NULL;

      if (account == NULL)
        return FALSE;
      roles = account->roles != NULL ? g_strjoinv (",", account->roles) : g_strdup ("");
      g_print ("%s\t%s\t%s\t%s\n",
               account->user != NULL ? account->user : "",
               account->state == ED_ACCOUNT_SUSPENDED ? "suspended"
               : account->state == ED_ACCOUNT_ACTIVE  ? "active"
                                                      : "invited",
               roles,
               account->name);
    }
  return ids != NULL;
}

static gboolean
reset_password (EdApi *api, const char *user, GError **error)
{
  char *password = ed_secrets_make_password ();
  gboolean done = ed_upkeep_set_password (api, user, password, error);

  if (done)
    g_print ("user: %s\npassword: %s\n", user, password);
  ed_secrets_free_text (password);
  return done;
}

static gboolean
revoke_devices (EdApi *api, const char *user, GError **error)
{
  gint64 n = ed_upkeep_revoke_devices (api, user, error);

  if (n >= 0)
    g_print ("%" G_GINT64_FORMAT " devices were withdrawn\n", n);
  return n >= 0;
}

static gboolean
reset_totp (EdApi *api, const char *user, GError **error)
{
  if (!ed_upkeep_reset_totp (api, user, error))
    return FALSE;
  g_print ("%s signs in with the password alone until a second factor is set up again\n", user);
  return TRUE;
}

static gboolean
suspend (EdApi *api, const char *user, GError **error)
{
  return ed_upkeep_suspend (api, user, TRUE, error);
}

static gboolean
resume (EdApi *api, const char *user, GError **error)
{
  return ed_upkeep_suspend (api, user, FALSE, error);
}

static const struct
{
  const char *word;
  gboolean (*run) (EdApi *api, const char *user, GError **error); /* NULL: list */
} deeds[] = {
  { "list", NULL },
  { "suspend", suspend },
  { "resume", resume },
  { "reset-password", reset_password },
  { "reset-second-factor", reset_totp },
  { "revoke-devices", revoke_devices },
};

static int
do_deed (guint deed, int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL, *user = NULL;
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder of the database", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, ED_COMMAND_DATABASE, "URL" },
    { "user", 'u', 0, G_OPTION_ARG_STRING, &user, "Whose account", "E-MAIL" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdApi) api = NULL;
  EdApiOptions open = { 0 };

  if (!ed_command_parse (&argc, &argv, options, "What an operator does to accounts."))
    return ED_EXIT_USAGE;
  if (data == NULL || (deeds[deed].run != NULL && user == NULL))
    return ed_command_misuse ("account %s needs --data%s",
                              deeds[deed].word,
                              deeds[deed].run != NULL ? " and --user" : "");
  if (deeds[deed].run == NULL)
    return list (data, database, &error) ? 0 : ed_command_fail (error);
  open.data_dir = data;
  open.database = database;
  open.spares_secret = TRUE;
  api = ed_api_open (&open, &error);
  return api != NULL && deeds[deed].run (api, user, &error) ? 0 : ed_command_fail (error);
}

int
ed_command_account (int argc, char **argv)
{
  for (guint i = 0; argc >= 2 && i < G_N_ELEMENTS (deeds); i++)
    {
      if (strcmp (argv[1], deeds[i].word) == 0)
        return do_deed (i, argc - 1, argv + 1);
    }
  if (argc >= 2 && strcmp (argv[1], "add") == 0)
    return ed_command_account_add (argc - 1, argv + 1);
  return ed_command_misuse (
      "account needs one of the words add, list, suspend, resume, reset-password, "
      "reset-second-factor, revoke-devices");
}
