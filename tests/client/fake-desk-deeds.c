/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What commands do to the fake desk, by the domain's own rules. */

#include "client/fake-desk-insides.h"

#include "domain/account-rules.h"
#include "domain/settings-rules.h"
#include "store/drafts.h"

void
ed_fake_desk_note (EdDesk *desk, EdCommand *command, EdCase *before)
{
  EdOutboxEntry *entry = g_new0 (EdOutboxEntry, 1);
  const EdCase *case_ = ed_fake_desk_find (desk, command->target_id);

  entry->command = command;
  entry->case_number = case_ == NULL ? ED_ABSENT : case_->number;
  entry->answered_at = ED_ABSENT;
  entry->file_sent = entry->file_size = ED_ABSENT;
  if (case_ != NULL)
    entry->case_title_parts = g_strdup_printf ("%s - %s", case_->company_name, case_->client_alias);
  g_ptr_array_add (desk->outbox, entry);
  g_ptr_array_add (desk->before, before);
}

static EdAccount **
find_target (EdDesk *desk, const char *id)
{
  for (guint i = 0; i < desk->accounts->len; i++)
    if (g_strcmp0 (((EdAccount *) desk->accounts->pdata[i])->id, id) == 0)
      return (EdAccount **) &desk->accounts->pdata[i];
  return NULL;
}

static gboolean
do_to_account (EdDesk *desk, const EdCommand *command, EdRefusal *refusal)
{
  EdAccount **present = find_target (desk, command->target_id);
  EdAccount *next = present != NULL ? ed_record_copy (&ed_account_type, *present) : NULL;
  const char *user = ed_account_new_user (command);
  EdAccountCircumstances circumstances = { .account_id = desk->account->id,
                                           .roles = ed_account_roles (desk->account),
                                           .at = desk->now,
                                           .other_administrators = 1 };

  for (guint i = 0; user != NULL && i < desk->accounts->len; i++)
    if (g_strcmp0 (((EdAccount *) desk->accounts->pdata[i])->user, user) == 0)
      circumstances.user_taken = present == NULL || desk->accounts->pdata[i] != *present;
  if (!ed_account_apply (&next, command, &circumstances, refusal))
    {
      g_clear_pointer (&next, ed_account_free);
      return FALSE;
    }
  if (present == NULL)
    g_ptr_array_add (desk->accounts, next);
  else
    {
      ed_account_free (*present);
      *present = next;
    }
  ed_fake_desk_note (desk, ed_command_copy (command), NULL);
  return TRUE;
}

static gboolean
do_to_settings (EdDesk *desk, const EdCommand *command, EdRefusal *refusal)
{
  const EdSettingsCircumstances circumstances = { .roles = ed_account_roles (desk->account) };

  if (!ed_settings_apply (desk->settings, command, &circumstances, refusal))
    return FALSE;
  ed_fake_desk_note (desk, ed_command_copy (command), NULL);
  return TRUE;
}

static const EdAccount *
find_account (EdDesk *desk, const EdCommand *command)
{
  if (command->type != ED_COMMAND_CASE_ASSIGN)
    return NULL;
  for (guint i = 0; i < desk->accounts->len; i++)
    {
      const EdAccount *account = desk->accounts->pdata[i];

      if (g_strcmp0 (account->id, ((EdArgs *) command->args)->expert) == 0)
        return account;
    }
  return NULL;
}

gboolean
ed_fake_desk_do (EdDesk *desk, const EdCommand *command, const EdFile *file, EdRefusal *refusal)
{
  int index = ed_fake_desk_index (desk, command->target_id);
  EdCase *present = index < 0 ? NULL : desk->cases->pdata[index];
  EdCase *next = present == NULL ? NULL : ed_case_copy (present);
  EdCircumstances circumstances = {
    .account_id = desk->account->id,
    .account_name = desk->account->name,
    .roles = ed_account_roles (desk->account),
    .at = desk->now,
    .received_at = desk->now,
    .number = ED_ABSENT,
    .expert = find_account (desk, command),
    .file = file,
    .settings = desk->settings,
    .zone = desk->zone,
  };

  g_assert_false (desk->closed);
  if (ed_command_form (command->type)->target_kind == ED_TARGET_ACCOUNT)
    return do_to_account (desk, command, refusal);
  if (ed_command_form (command->type)->target_kind == ED_TARGET_COMPANY)
    return ed_fake_desk_do_to_company (desk, command, refusal);
  if (ed_command_form (command->type)->target_kind == ED_TARGET_SETTINGS)
    return do_to_settings (desk, command, refusal);
  if (ed_command_form (command->type)->target_kind == ED_TARGET_REQUEST)
    return ed_fake_desk_do_to_request (desk, command, refusal);
  if (ed_command_form (command->type)->target_kind == ED_TARGET_STATEMENT)
    return ed_fake_desk_do_to_statement (desk, command, refusal);
  if (ed_command_form (command->type)->target_kind == ED_TARGET_LATE_WORK)
    return ed_fake_desk_settle_late (desk, command, refusal);
  if (!ed_case_apply (&next, command, &circumstances, refusal))
    {
      g_clear_pointer (&next, ed_case_free);
      return FALSE;
    }
  if (index < 0)
    g_ptr_array_add (desk->cases, next);
  else
    desk->cases->pdata[index] = next;
  ed_fake_desk_note (desk, ed_command_copy (command), present);
  return TRUE;
}

/* Only the last entry, on a case, can be undone: that is enough here. */
gboolean
ed_fake_desk_undo (EdDesk *desk, const char *command_id)
{
  guint last = desk->outbox->len - 1;
  EdOutboxEntry *entry;
  EdCase *before;
  int index;

  if (desk->outbox->len == 0)
    return FALSE;
  entry = desk->outbox->pdata[last];
  if (g_strcmp0 (entry->command->id, command_id) != 0 || entry->state != ED_OUTBOX_WAITING)
    return FALSE;
  index = ed_fake_desk_index (desk, entry->command->target_id);
  if (index < 0)
    return FALSE;
  if (entry->command->type == ED_COMMAND_MESSAGE_SEND)
    ed_fake_desk_put_draft (desk,
                            ED_DRAFT_MESSAGE,
                            entry->command->target_id,
                            ((const EdArgs *) entry->command->args)->text);
  before = g_ptr_array_steal_index (desk->before, last);
  ed_case_free (desk->cases->pdata[index]);
  desk->cases->pdata[index] = before;
  ed_fake_desk_forget_file (desk, command_id);
  g_ptr_array_remove_index (desk->outbox, last);
  return TRUE;
}
