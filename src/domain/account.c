/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/account.h"

#include "domain/case.h"
#include "domain/record-table.h"

const EdChoice ed_account_state_choices[] = {
  [ED_ACCOUNT_INVITED] = { "invited", N_ ("Invited") },
  [ED_ACCOUNT_ACTIVE] = { "active", N_ ("Active") },
  [ED_ACCOUNT_SUSPENDED] = { "suspended", N_ ("Suspended") },
  { NULL, NULL },
};

static const EdField account_fields[] = {
  ED_ID (EdAccount, id, ED_FIELD_REQUIRED, NULL),
  ED_TEXT (EdAccount, user, 0, N_ ("User name"), 254),
  ED_TEXT (EdAccount, name, ED_FIELD_REQUIRED, N_ ("Name"), 200),
  ED_TEXTS (EdAccount, roles, 0, N_ ("Roles"), 32),
  ED_CHOICE (EdAccount, state, 0, N_ ("State"), ed_account_state_choices),
  ED_TEXTS (EdAccount, case_types, 0, N_ ("Types of problem"), 32),
  ED_TEXTS (EdAccount, cities, 0, N_ ("Cities"), 100),
  ED_TEXTS (EdAccount, languages, 0, N_ ("Languages"), 35),
  ED_TEXT (EdAccount, reply_to, 0, N_ ("E-mail for replies"), 254),
};

const EdRecordType ed_account_type = ED_RECORD_TYPE ("account", EdAccount, account_fields);

void
ed_account_free (EdAccount *account)
{
  ed_record_free (&ed_account_type, account);
}

guint
ed_account_roles (const EdAccount *account)
{
  static const struct
  {
    const char *word;
    EdRoles role;
  } roles[] = {
    { "expert", ED_ROLE_EXPERT },
    { "coordinator", ED_ROLE_COORDINATOR },
    { "case_manager", ED_ROLE_CASE_MANAGER },
    { "administrator", ED_ROLE_ADMINISTRATOR },
  };
  guint set = 0;

  if (account->roles == NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_strv_contains ((const char *const *) account->roles, roles[i].word))
        set |= roles[i].role;
    }
  return set;
}

gboolean
ed_account_takes (const EdAccount *account, gint64 type)
{
  if ((ed_account_roles (account) & ED_ROLE_EXPERT) == 0 || account->state == ED_ACCOUNT_SUSPENDED)
    return FALSE;
  return account->case_types == NULL || account->case_types[0] == NULL
         || g_strv_contains ((const char *const *) account->case_types,
                             ed_case_type_choices[type].word);
}
