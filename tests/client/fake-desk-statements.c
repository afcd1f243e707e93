/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "domain/statement-rules.h"
#include "sync/desk-statements.h"

void
ed_earnings_free (EdEarnings *earnings)
{
  if (earnings == NULL)
    return;
  ed_account_free (earnings->account);
  g_ptr_array_unref (earnings->statements);
  g_ptr_array_unref (earnings->unbilled);
  g_free (earnings);
}

void
ed_fake_desk_add_statement (EdDesk *desk, EdFeeStatement *statement)
{
  g_ptr_array_insert (desk->statements, 0, statement);
  ed_fake_desk_tell (desk);
}

void
ed_fake_desk_agree_fee (EdDesk *desk, EdCaseKind type, gint64 amount)
{
  EdFee *fee = ed_record_new (&ed_fee_type);

  fee->type = type;
  fee->amount = amount;
  g_ptr_array_add (desk->account->fees, fee);
}

gboolean
ed_fake_desk_do_to_statement (EdDesk *desk, const EdCommand *command, EdRefusal *refusal)
{
  const EdStatementCircumstances circumstances = {
    .account_id = desk->account->id,
    .account_name = desk->account->name,
    .roles = ed_account_roles (desk->account),
    .at = desk->now,
  };
  EdFeeStatement *found = NULL;

  for (guint i = 0; i < desk->statements->len; i++)
    {
      EdFeeStatement *statement = desk->statements->pdata[i];

      if (g_str_equal (statement->id, command->target_id))
        found = statement;
    }
  if (!ed_fee_statement_apply (found, command, &circumstances, refusal))
    return FALSE;
  ed_fake_desk_note (desk, ed_command_copy (command), NULL);
  return TRUE;
}

static GPtrArray *
copy_statements (EdDesk *desk)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);

  for (guint i = 0; i < desk->statements->len; i++)
    g_ptr_array_add (list, ed_record_copy (&ed_fee_statement_type, desk->statements->pdata[i]));
  return list;
}

void
ed_desk_load_earnings_async (EdDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  EdEarnings *earnings = g_new0 (EdEarnings, 1);

  earnings->account = ed_record_copy (&ed_account_type, desk->account);
  earnings->statements = copy_statements (desk);
  earnings->unbilled = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_row_free);
  for (guint i = 0; i < desk->cases->len; i++)
    {
      const EdCase *case_ = desk->cases->pdata[i];
      EdCaseRow *row;

      if (g_strcmp0 (case_->expert_id, desk->account->id) != 0
          || (case_->state != ED_CASE_ASSIGNED && case_->state != ED_CASE_CLOSING))
        continue;
      row = g_new0 (EdCaseRow, 1);
      row->row = (gint64) i + 1;
      row->case_ = ed_case_copy (case_);
      g_ptr_array_add (earnings->unbilled, row);
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, earnings);
}

EdEarnings *
ed_desk_load_earnings_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_list_statements_async (EdDesk *desk,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  ed_fake_desk_answer (desk, cancellable, callback, data, copy_statements (desk));
}

GPtrArray *
ed_desk_list_statements_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_list_unbilled_async (EdDesk *desk,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_case_row_free);

  for (guint i = 0; i < desk->cases->len; i++)
    {
      const EdCase *case_ = desk->cases->pdata[i];
      EdCaseRow *row;

      if (case_->state != ED_CASE_ASSIGNED && case_->state != ED_CASE_CLOSING)
        continue;
      row = g_new0 (EdCaseRow, 1);
      row->row = (gint64) i + 1;
      row->case_ = ed_case_copy (case_);
      g_ptr_array_add (rows, row);
    }
  ed_fake_desk_answer (desk, cancellable, callback, data, rows);
}

GPtrArray *
ed_desk_list_unbilled_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_list_charges_async (EdDesk *desk,
                            gint64 month,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  ed_fake_desk_answer (desk,
                       cancellable,
                       callback,
                       data,
                       ed_charges_list (desk->statements, month, desk->companies));
}

GPtrArray *
ed_desk_list_charges_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}
