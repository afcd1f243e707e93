/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the program's commands share, and those that only found things. */

#include "server/commands.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/wording.h"
#include "domain/case.h"
#include "server/demo.h"
#include "server/founding.h"
#include "server/own-certificate.h"
#include "server/secrets.h"

#define FIRST_NUMBER_MAX 999999999

gboolean
ed_command_parse (int *argc, char ***argv, const GOptionEntry *options, const char *summary)
{
  return ed_command_parse_with (argc, argv, options, NULL, summary);
}

gboolean
ed_command_parse_with (int *argc,
                       char ***argv,
                       const GOptionEntry *options,
                       GOptionGroup *group,
                       const char *summary)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, options, NULL);
  if (group != NULL)
    g_option_context_add_group (context, group);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      ed_command_misuse ("%s", error->message);
      return FALSE;
    }
  if (*argc <= 1)
    return TRUE;
  ed_command_misuse ("%s is one word too many", (*argv)[1]);
  return FALSE;
}

int
ed_command_fail (const GError *error)
{
  g_printerr ("experts-dashboard-server: %s\n", error->message);
  return ED_EXIT_FAILED;
}

int
ed_command_misuse (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list values;

  va_start (values, format);
  message = g_strdup_vprintf (format, values);
  va_end (values);
  g_printerr ("experts-dashboard-server: %s (see --help)\n", message);
  return ED_EXIT_USAGE;
}

static EdAccount *
make_account (const char *user, const char *name, const char *const *roles)
{
  EdAccount *account = ed_record_new (&ed_account_type);

  account->id = ed_secrets_make_uuid ();
  account->user = g_strdup (user);
  account->name = g_strdup (name);
  account->reply_to = g_strdup (user);
  account->roles = g_strdupv ((char **) roles);
  account->state = ED_ACCOUNT_INVITED;
  return account;
}

/* Adds the account with a password made for it, and prints that. */
static gboolean
add_and_print (const char *data,
               const char *database,
               const EdAccount *account,
               gboolean is_first,
               GError **error)
{
  EdApiOptions options = { .data_dir = data, .database = database, .spares_secret = !is_first };
  g_autoptr (EdApi) api = ed_api_open (&options, error);
  char *password;
  gboolean added;

  if (api == NULL)
    return FALSE;
  password = ed_secrets_make_password ();
  added = ed_api_add_account (api, account, password, error);
  if (added)
    g_print ("user: %s\npassword: %s\n", account->user, password);
  fflush (stdout);
  ed_secrets_free_text (password);
  return added;
}

static gboolean
is_currency (const char *text)
{
  return strlen (text) == 3 && strspn (text, G_CSET_A_2_Z) == 3;
}

int
ed_command_init (int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL, *organisation = NULL, *zone = NULL;
  g_autofree char *user = NULL, *name = NULL, *language = NULL;
  g_autofree char *currency = NULL;
  EdFounding founding = { .first_number = 1 };
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder of the database", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, ED_COMMAND_DATABASE, "URL" },
    { "organisation", 'o', 0, G_OPTION_ARG_STRING, &organisation, "Its name", "NAME" },
    { "zone", 'z', 0, G_OPTION_ARG_STRING, &zone, "Its time zone", "ZONE" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, "Of mails: en, hu, de (en)", "CODE" },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &currency, "Of fees: ISO 4217 (EUR)", "CODE" },
    { "user", 'u', 0, G_OPTION_ARG_STRING, &user, "First coordinator's e-mail", "E-MAIL" },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &name, "First coordinator's name", "NAME" },
    { "first-number",
      0,
      0,
      G_OPTION_ARG_INT64,
      &founding.first_number,
      "Of the first case (1); one above the last of a former system",
      "N" },
    G_OPTION_ENTRY_NULL,
  };
  const char *const roles[] = { "coordinator", "administrator", NULL };
  g_autoptr (EdAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (!ed_command_parse (&argc, &argv, options, "Founds an organisation."))
    return ED_EXIT_USAGE;
  if (data == NULL || organisation == NULL || user == NULL || name == NULL)
    return ed_command_misuse ("init needs --data, --organisation, --user and --name");
  if (founding.first_number < 1 || founding.first_number > FIRST_NUMBER_MAX)
    return ed_command_misuse ("the first number is 1 to %d", FIRST_NUMBER_MAX);
  if (language != NULL && !g_strv_contains (ed_wording_list_languages (), language))
    return ed_command_misuse ("mails are in en, hu or de, not in %s", language);
  if (currency != NULL && !is_currency (currency))
    return ed_command_misuse ("a currency has three capital letters, %s has not", currency);
  account = make_account (user, name, roles);
  founding.language = language;
  founding.currency = currency;
  founding.data_dir = data;
  founding.database = database;
  founding.organisation = organisation;
  founding.zone = zone;
  if (!ed_api_init (&founding, &error) || !add_and_print (data, database, account, TRUE, &error))
    return ed_command_fail (error);
  return 0;
}

static const char *const role_words[] = { "expert",
                                          "coordinator",
                                          "case_manager",
                                          "administrator",
                                          NULL };

/* The first of ROLES and CASE_TYPES that is none, said so; 0 when all are. */
static int
check_words (char **roles, char **case_types)
{
  for (char **role = roles; *role != NULL; role++)
    {
      if (!g_strv_contains (role_words, *role))
        return ed_command_misuse ("%s is no role", *role);
    }
  for (char **type = case_types; type != NULL && *type != NULL; type++)
    {
      if (ed_choice_find (ed_case_type_choices, *type) == ED_ABSENT)
        return ed_command_misuse ("%s is no type of case", *type);
    }
  return 0;
}

int
ed_command_account_add (int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL, *user = NULL, *name = NULL;
  g_auto (GStrv) roles = NULL;
  g_auto (GStrv) case_types = NULL;
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder of the database", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, ED_COMMAND_DATABASE, "URL" },
    { "user", 'u', 0, G_OPTION_ARG_STRING, &user, "E-mail to sign in with", "E-MAIL" },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &name, "Name as shown", "NAME" },
    { "role", 'r', 0, G_OPTION_ARG_STRING_ARRAY, &roles, "May be given several times", "ROLE" },
    { "case-type",
      't',
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &case_types,
      "Cases that an expert takes; may be given several times",
      "TYPE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (EdAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (!ed_command_parse (&argc, &argv, options, "Adds an account."))
    return ED_EXIT_USAGE;
  if (data == NULL || user == NULL || name == NULL || roles == NULL)
    return ed_command_misuse ("account add needs --data, --user, --name and --role");
  if (check_words (roles, case_types) != 0)
    return ED_EXIT_USAGE;
  account = make_account (user, name, (const char *const *) roles);
  account->case_types = g_strdupv (case_types);
  if (!add_and_print (data, database, account, FALSE, &error))
    return ed_command_fail (error);
  return 0;
}

int
ed_command_demo (int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL;
  int cases = 0, past = 0;
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder of the database", "DIR" },
    { "database", 0, 0, G_OPTION_ARG_STRING, &database, ED_COMMAND_DATABASE, "URL" },
    { "past", 0, 0, G_OPTION_ARG_INT, &past, "Closed cases of two years, for reports", "N" },
    { "cases", 0, 0, G_OPTION_ARG_INT, &cases, "As many more cases; may be repeated later", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!ed_command_parse (&argc, &argv, options, "Founds a demonstration organisation."))
    return ED_EXIT_USAGE;
  if (data == NULL || cases < 0 || cases > 10000000 || past < 0 || past > 3900)
    return ed_command_misuse ("demo needs --data, and a number of cases that makes sense");
  if (!ed_demo_make (data,
                     database,
                     ed_clock_now (ed_clock_system ()),
                     (guint) past,
                     (guint) cases,
                     &error))
    return ed_command_fail (error);
  return 0;
}

int
ed_command_certificate (int argc, char **argv)
{
  g_autofree char *data = NULL, *fingerprint = NULL, *authority = NULL;
  const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Folder of the database", "DIR" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!ed_command_parse (&argc, &argv, options, "Says what the own certificate is known by."))
    return ED_EXIT_USAGE;
  if (data == NULL)
    return ed_command_misuse ("certificate needs --data");
  authority = ed_own_certificate_authority_file (data);
  fingerprint = ed_own_certificate_fingerprint (data, &error);
  if (fingerprint == NULL)
    {
      if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_prefix_error (&error, "the server has no certificate of its own yet: ");
      return ed_command_fail (error);
    }
  g_print ("fingerprint: %s\nauthority: %s\n", fingerprint, authority);
  return 0;
}
