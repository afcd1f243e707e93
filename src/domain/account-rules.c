/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/account-rules.h"

#include "domain/case.h"
#include "domain/ruling.h"

#include <string.h>

#define MANAGED (ED_ROLE_EXPERT | ED_ROLE_CASE_MANAGER)

/* One command being judged. The ruling has no case: it carries command and refusal for what all
 * rules share. */
typedef struct
{
  EdRuling shared;
  EdAccount *account;
  const EdAccountCircumstances *circumstances;
} Ruling;

static gboolean
refuse (Ruling *ruling, EdRefusalCode code, const char *field)
{
  return ed_ruling_refuse (&ruling->shared, code, field);
}

gboolean
ed_roles_may_manage (guint roles, guint target)
{
  if ((roles & ED_ROLE_ADMINISTRATOR) != 0)
    return TRUE;
  return (roles & ED_ROLE_COORDINATOR) != 0 && (target & ~(guint) MANAGED) == 0;
}

static gboolean
may_manage (const Ruling *ruling, const EdAccount *account)
{
  return ed_roles_may_manage (ruling->circumstances->roles, ed_account_roles (account));
}

static gboolean
is_own (const Ruling *ruling)
{
  return g_strcmp0 (ruling->circumstances->account_id, ruling->account->id) == 0;
}

/* Whether everything edited is what people may change of their own account. */
static gboolean
is_own_matter (const EdCommand *command)
{
  const EdRecordType *type = &ed_account_entry_type;

  for (guint i = 0; i < type->n_fields; i++)
    {
      const char *name = type->fields[i].name;

      if ((command->edited >> i & 1) != 0 && strcmp (name, "reply_to") != 0
          && strcmp (name, "language") != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
are_words (char **texts, const EdChoice *choices)
{
  for (; texts != NULL && *texts != NULL; texts++)
    {
      if (ed_choice_find (choices, *texts) == ED_ABSENT)
        return FALSE;
    }
  return TRUE;
}

/* What the table of fields cannot say. */
static gboolean
check_entries (Ruling *ruling, const EdAccount *account)
{
  if (!are_words (account->roles, ed_role_choices))
    return refuse (ruling, ED_REFUSAL_INVALID, "roles");
  if (!are_words (account->case_types, ed_case_type_choices))
    return refuse (ruling, ED_REFUSAL_INVALID, "case_types");
  if (account->reply_to != NULL && ed_account_address (account) == NULL)
    return refuse (ruling, ED_REFUSAL_INVALID, "reply_to");
  if (!are_words (account->coaching_kinds, ed_coaching_kind_choices))
    return refuse (ruling, ED_REFUSAL_INVALID, "coaching_kinds");
  if (account->absent_to != ED_ABSENT
      && (account->absent_from == ED_ABSENT || account->absent_to < account->absent_from))
    return refuse (ruling, ED_REFUSAL_INVALID, "absent_to");
  if (account->substitute != NULL && g_strcmp0 (account->substitute, account->id) == 0)
    return refuse (ruling, ED_REFUSAL_INVALID, "substitute");
  return ruling->circumstances->user_taken ? refuse (ruling, ED_REFUSAL_USER_TAKEN, "user") : TRUE;
}

static gboolean
is_administrator (const EdAccount *account)
{
  return (ed_account_roles (account) & ED_ROLE_ADMINISTRATOR) != 0;
}

/* An invitation has to reach its owner. */
static gboolean
check_address (Ruling *ruling, const EdAccount *account)
{
  return ed_account_address (account) != NULL || refuse (ruling, ED_REFUSAL_INVALID, "reply_to");
}

static gboolean
create (Ruling *ruling)
{
  const EdCommand *command = ruling->shared.command;
  g_autoptr (EdAccount) next = ed_record_new (&ed_account_type);

  for (guint i = 0; i < ed_account_entry_type.n_fields; i++)
    ed_field_copy (&ed_account_entry_type.fields[i], next, command->args);
  next->id = g_strdup (command->target_id);
  next->state = ED_ACCOUNT_INVITED;
  next->invited_at = ruling->circumstances->at;
  if (!may_manage (ruling, next))
    return refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if (!check_entries (ruling, next) || !check_address (ruling, next))
    return FALSE;
  ruling->account = g_steal_pointer (&next);
  return TRUE;
}

/* An active account gets a new password instead. */
static gboolean
invite (Ruling *ruling)
{
  if (ruling->account->state == ED_ACCOUNT_SUSPENDED)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  if (!check_address (ruling, ruling->account))
    return FALSE;
  ruling->account->invited_at = ruling->circumstances->at;
  return TRUE;
}

/* What a computer keeps for an account, unsent work too, it finds by the user name: the name stays
 * once there may be such a computer. */
static gboolean
is_user_fixed (const EdAccount *account)
{
  return account->state == ED_ACCOUNT_ACTIVE || account->confirmed_at != ED_ABSENT;
}

static gboolean
edit (Ruling *ruling)
{
  g_autoptr (EdAccount) next = ed_record_copy (&ed_account_type, ruling->account);
  EdAccount *entries = ed_ruling_edit (&ruling->shared, ruling->account);
  g_autofree char *address = g_strdup (ed_account_address (ruling->account));

  for (guint i = 0; i < ed_account_entry_type.n_fields; i++)
    ed_field_copy (&ed_account_entry_type.fields[i], next, entries);
  ed_record_free (&ed_account_entry_type, entries);
  if (!may_manage (ruling, next) && !(is_own (ruling) && is_own_matter (ruling->shared.command)))
    return refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if (is_administrator (ruling->account) && !is_administrator (next)
      && ruling->circumstances->other_administrators == 0)
    return refuse (ruling, ED_REFUSAL_LAST_ADMINISTRATOR, NULL);
  if (is_user_fixed (ruling->account) && g_strcmp0 (ruling->account->user, next->user) != 0)
    return refuse (ruling, ED_REFUSAL_USER_FIXED, "user");
  if (!check_entries (ruling, next) || !ed_ruling_settle (&ruling->shared, ruling->account, next))
    return FALSE;
  /* Of another address nothing is known yet. */
  if (g_strcmp0 (address, ed_account_address (ruling->account)) != 0)
    ruling->account->mail_failed_at = ED_ABSENT;
  return TRUE;
}

static gboolean
suspend (Ruling *ruling)
{
  if (is_own (ruling))
    return refuse (ruling, ED_REFUSAL_OWN_ACCOUNT, NULL);
  if (is_administrator (ruling->account) && ruling->circumstances->other_administrators == 0)
    return refuse (ruling, ED_REFUSAL_LAST_ADMINISTRATOR, NULL);
  if (ruling->account->state == ED_ACCOUNT_SUSPENDED)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  if (ruling->account->state == ED_ACCOUNT_ACTIVE && ruling->account->confirmed_at == ED_ABSENT)
    ruling->account->confirmed_at = ruling->circumstances->at;
  ruling->account->state = ED_ACCOUNT_SUSPENDED;
  return TRUE;
}

static gboolean
resume (Ruling *ruling)
{
  if (ruling->account->state != ED_ACCOUNT_SUSPENDED)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  ruling->account->state =
      ruling->account->confirmed_at != ED_ABSENT ? ED_ACCOUNT_ACTIVE : ED_ACCOUNT_INVITED;
  return TRUE;
}

/* For who has lost the app and the recovery codes; nobody does it for themself, where a password
 * and a code are asked for. */
static gboolean
reset_totp (Ruling *ruling)
{
  if (is_own (ruling))
    return refuse (ruling, ED_REFUSAL_OWN_ACCOUNT, NULL);
  if (ruling->account->totp_since == ED_ABSENT)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  ruling->account->totp_since = ED_ABSENT;
  return TRUE;
}

/* No amount: none is agreed any more. The fees stay in the order of types. */
static gboolean
set_fee (Ruling *ruling)
{
  const EdArgs *args = ruling->shared.command->args;
  GPtrArray *fees = ruling->account->fees;
  EdFee *fee;
  guint i = 0;

  if ((ed_account_roles (ruling->account) & ED_ROLE_EXPERT) == 0)
    return refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  while (i < fees->len && ((EdFee *) fees->pdata[i])->type < args->type)
    i++;
  if (i < fees->len && ((EdFee *) fees->pdata[i])->type == args->type)
    g_ptr_array_remove_index (fees, i);
  if (args->amount == ED_ABSENT)
    return TRUE;
  fee = ed_record_new (&ed_fee_type);
  fee->type = args->type;
  fee->amount = args->amount;
  g_ptr_array_insert (fees, (gint) i, fee);
  return TRUE;
}

static gboolean
judge_new (Ruling *ruling)
{
  const char *invalid = ed_command_find_invalid (ruling->shared.command);

  return invalid == NULL ? create (ruling) : refuse (ruling, ED_REFUSAL_INVALID, invalid);
}

static gboolean
judge (Ruling *ruling)
{
  const EdCommand *command = ruling->shared.command;
  guint roles = ruling->circumstances->roles;
  gboolean is_own_edit = command->type == ED_COMMAND_ACCOUNT_EDIT
                         && g_strcmp0 (ruling->circumstances->account_id, command->target_id) == 0;
  const char *invalid;

  if ((roles & (ED_ROLE_ADMINISTRATOR | ED_ROLE_COORDINATOR)) == 0 && !is_own_edit)
    return refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if (command->type == ED_COMMAND_ACCOUNT_CREATE)
    return ruling->account != NULL ? refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL)
                                   : judge_new (ruling);
  if (ruling->account == NULL || g_strcmp0 (ruling->account->id, command->target_id) != 0)
    return refuse (ruling, ED_REFUSAL_NOT_FOUND, NULL);
  if (!may_manage (ruling, ruling->account) && !is_own_edit)
    return refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  invalid = ed_command_find_invalid (command);
  if (invalid != NULL)
    return refuse (ruling, ED_REFUSAL_INVALID, invalid);
  switch (command->type)
    {
    case ED_COMMAND_ACCOUNT_EDIT:
      return edit (ruling);
    case ED_COMMAND_ACCOUNT_INVITE:
      return invite (ruling);
    case ED_COMMAND_ACCOUNT_SUSPEND:
      return suspend (ruling);
    case ED_COMMAND_ACCOUNT_RESUME:
      return resume (ruling);
    case ED_COMMAND_ACCOUNT_RESET_TOTP:
      return reset_totp (ruling);
    case ED_COMMAND_FEE_SET:
      return set_fee (ruling);
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
ed_account_apply (EdAccount **account,
                  const EdCommand *command,
                  const EdAccountCircumstances *circumstances,
                  EdRefusal *refusal)
{
  EdRefusal unwanted;
  Ruling ruling = {
    .shared = { .command = command, .refusal = refusal != NULL ? refusal : &unwanted },
    .account = *account,
    .circumstances = circumstances,
  };

  *ruling.shared.refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  if (!judge (&ruling))
    return FALSE;
  *account = ruling.account;
  return TRUE;
}

const char *
ed_account_new_user (const EdCommand *command)
{
  if (command->type == ED_COMMAND_ACCOUNT_CREATE)
    return ((const EdAccount *) command->args)->user;
  if (command->type == ED_COMMAND_ACCOUNT_EDIT && command->to != NULL)
    return ((const EdAccount *) command->to)->user;
  return NULL;
}
