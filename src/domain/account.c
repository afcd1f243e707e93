/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/account.h"

#include "domain/case.h"
#include "domain/record-table.h"

#include <string.h>

const EdChoice ed_account_state_choices[] = {
  [ED_ACCOUNT_INVITED] = { "invited", N_ ("Invited") },
  [ED_ACCOUNT_ACTIVE] = { "active", N_ ("Active") },
  [ED_ACCOUNT_SUSPENDED] = { "suspended", N_ ("Suspended") },
  { NULL, NULL },
};

const EdChoice ed_role_choices[] = {
  { "expert", N_ ("Expert") },
  { "coordinator", N_ ("Coordinator") },
  { "case_manager", N_ ("Case manager") },
  { "administrator", N_ ("Administrator") },
  { NULL, NULL },
};

static const EdField fee_fields[] = {
  ED_CHOICE (EdFee, type, ED_FIELD_REQUIRED, N_ ("Type of problem"), ed_case_type_choices),
  ED_INTEGER (EdFee, amount, ED_FIELD_REQUIRED, N_ ("Fee"), 0, ED_AMOUNT_MAX),
};

const EdRecordType ed_fee_type = ED_RECORD_TYPE ("fee", EdFee, fee_fields);

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
  ED_TEXT (EdAccount, language, 0, N_ ("Language of e-mails"), 35),
  ED_INSTANT (EdAccount, invited_at, 0, N_ ("Invited")),
  ED_DATE (EdAccount, seen_on, 0, N_ ("Last seen")),
  ED_INSTANT (EdAccount, confirmed_at, 0, N_ ("Active since")),
  ED_INSTANT (EdAccount, mail_failed_at, 0, N_ ("E-mails have not arrived since")),
  ED_BOOLEAN (EdAccount, addressable, 0, N_ ("Case managers may address requests to them")),
  ED_RECORDS (EdAccount, fees, 0, &ed_fee_type),
  ED_TEXTS (EdAccount, coaching_kinds, 0, N_ ("Kinds of coaching"), 32),
  ED_DATE (EdAccount, absent_from, 0, N_ ("Away from")),
  ED_DATE (EdAccount, absent_to, 0, N_ ("Away until")),
  ED_ID (EdAccount, substitute, 0, N_ ("Substitute")),
  ED_INSTANT (EdAccount, totp_since, 0, N_ ("Two-step sign-in since")),
};

const EdRecordType ed_account_type = ED_RECORD_TYPE ("account", EdAccount, account_fields);

static const EdField entry_fields[] = {
  ED_TEXT (EdAccount, user, ED_FIELD_REQUIRED, N_ ("User name"), 254),
  ED_TEXT (EdAccount, name, ED_FIELD_REQUIRED, N_ ("Name"), 200),
  ED_TEXTS (EdAccount, roles, ED_FIELD_REQUIRED, N_ ("Roles"), 32),
  ED_TEXTS (EdAccount, case_types, 0, N_ ("Types of problem"), 32),
  ED_TEXTS (EdAccount, cities, 0, N_ ("Cities"), 100),
  ED_TEXTS (EdAccount, languages, 0, N_ ("Languages"), 35),
  ED_TEXT (EdAccount, reply_to, 0, N_ ("E-mail for replies"), 254),
  ED_TEXT (EdAccount, language, 0, N_ ("Language of e-mails"), 35),
  ED_BOOLEAN (EdAccount, addressable, 0, N_ ("Case managers may address requests to them")),
  ED_TEXTS (EdAccount, coaching_kinds, 0, N_ ("Kinds of coaching"), 32),
  ED_DATE (EdAccount, absent_from, 0, N_ ("Away from")),
  ED_DATE (EdAccount, absent_to, 0, N_ ("Away until")),
  ED_ID (EdAccount, substitute, 0, N_ ("Substitute")),
};

const EdRecordType ed_account_entry_type = ED_RECORD_TYPE ("account", EdAccount, entry_fields);

void
ed_account_free (EdAccount *account)
{
  ed_record_free (&ed_account_type, account);
}

const EdAccount *
ed_account_find (const GPtrArray *accounts, const char *id)
{
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    if (g_strcmp0 (((const EdAccount *) accounts->pdata[i])->id, id) == 0)
      return accounts->pdata[i];
  return NULL;
}

guint
ed_account_roles (const EdAccount *account)
{
  guint set = 0;

  for (char **word = account->roles; word != NULL && *word != NULL; word++)
    {
      gint64 role = ed_choice_find (ed_role_choices, *word);

      if (role != ED_ABSENT)
        set |= 1u << role;
    }
  return set;
}

/* Whether TEXT has the form of an e-mail address that a mail can be sent to as it stands. */
static gboolean
is_address (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && strchr (at + 1, '@') == NULL && at[1] != '.'
         && strchr (at, '.') != NULL && !g_str_has_suffix (text, ".")
         && strpbrk (text, " \t\r\n<>()[]\\,;:\"") == NULL;
}

const char *
ed_account_address (const EdAccount *account)
{
  if (account->reply_to != NULL)
    return is_address (account->reply_to) ? account->reply_to : NULL;
  return account->user != NULL && is_address (account->user) ? account->user : NULL;
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

gboolean
ed_account_is_addressable (const EdAccount *account)
{
  return account->addressable == 1 && (ed_account_roles (account) & ED_ROLE_EXPERT) != 0
         && account->state != ED_ACCOUNT_SUSPENDED;
}

gboolean
ed_account_is_away (const EdAccount *account, gint64 date)
{
  return account->absent_from != ED_ABSENT && account->absent_from <= date
         && (account->absent_to == ED_ABSENT || date <= account->absent_to);
}

gint64
ed_account_fee (const EdAccount *account, gint64 type)
{
  for (guint i = 0; account->fees != NULL && i < account->fees->len; i++)
    {
      const EdFee *fee = account->fees->pdata[i];

      if (fee->type == type)
        return fee->amount;
    }
  return ED_ABSENT;
}
