/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on an expert's statement. */

#include "server/judge.h"

#include <string.h>

#include "domain/statement-rules.h"
#include "server/case-store.h"
#include "server/projection.h"
#include "server/returning.h"
#include "server/statement-mail.h"

/* The target as far as the sender may know of it; NULL without ERROR: not at all. */
static EdFeeStatement *
load_target (EdBatch *batch, const EdSender *sender, const char *id, GError **error)
{
  g_autoptr (EdFeeStatement) statement = ed_case_store_load_statement (batch, id, error);

  if (statement == NULL
      || ((ed_account_roles (sender->account) & ED_ROLE_COORDINATOR) == 0
          && strcmp (statement->expert_id, sender->account->id) != 0))
    return NULL;
  return g_steal_pointer (&statement);
}

gboolean
ed_judge_statement (EdBatch *batch,
                    const EdSender *sender,
                    EdEnvelope *envelope,
                    EdResult *result,
                    gint64 *at,
                    GError **error)
{
  const EdCommand *command = envelope->command;
  const EdStatementCircumstances circumstances = {
    .account_id = sender->account->id,
    .account_name = sender->account->name,
    .roles = ed_account_roles (sender->account),
    .at = *at,
  };
  g_autoptr (EdFeeStatement) statement = NULL;
  GError *local = NULL;
  EdRefusal refusal;

  statement = load_target (batch, sender, command->target_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!ed_fee_statement_apply (statement, command, &circumstances, &refusal))
    return ed_judge_reject (result, &refusal);
  result->status = ED_RESULT_APPLIED;
  result->rev = statement->statement_rev;
  return ed_projection_write_statement (batch, statement, error)
         && (ed_returning_is (batch, sender, envelope)
             || ed_statement_mail_tell (batch,
                                        statement,
                                        command->type,
                                        sender->account->id,
                                        error));
}
