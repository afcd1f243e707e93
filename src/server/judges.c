/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which judge sees to a command. */

#include "server/judge.h"

#include "server/erased-table.h"

static const EdJudgeFunc judges[ED_N_TARGETS] = {
  [ED_TARGET_CASE] = ed_judge_case,           [ED_TARGET_ACCOUNT] = ed_judge_account,
  [ED_TARGET_STATEMENT] = ed_judge_statement, [ED_TARGET_SETTINGS] = ed_judge_settings,
  [ED_TARGET_REQUEST] = ed_judge_request,     [ED_TARGET_COMPANY] = ed_judge_company,
  [ED_TARGET_LATE_WORK] = ed_judge_late_work,
};

G_DEFINE_QUARK (ed_judge_error, ed_judge_error)

gboolean
ed_judge_reject (EdResult *result, const EdRefusal *refusal)
{
  result->status = ED_RESULT_REJECTED;
  result->code = refusal->code;
  result->field = g_strdup (refusal->field);
  return TRUE;
}

gboolean
ed_judge_is_erased (EdBatch *batch, const EdCommand *command, gboolean *erased, GError **error)
{
  EdTargetKind kind = ed_command_form (command->type)->target_kind;
  GError *local = NULL;

  *erased = (kind == ED_TARGET_CASE || kind == ED_TARGET_REQUEST)
            && ed_erased_has (batch->db, ed_target (kind)->word, command->target_id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_judge (EdBatch *batch,
          const EdSender *sender,
          EdEnvelope *envelope,
          EdResult *result,
          gint64 *at,
          GError **error)
{
  const EdCommand *command = envelope->command;
  gboolean erased;

  result->rev = 0;
  result->number = ED_ABSENT;
  *at = MIN (command->done_at + sender->clock_offset, batch->now);
  if (envelope->invalid != NULL)
    return ed_judge_reject (result, &(EdRefusal){ ED_REFUSAL_INVALID, envelope->invalid });
  if (!ed_judge_is_erased (batch, command, &erased, error))
    return FALSE;
  if (erased)
    return ed_judge_reject (result, &(EdRefusal){ ED_REFUSAL_ERASED, NULL });
  return judges[ed_command_form (command->type)->target_kind](batch,
                                                              sender,
                                                              envelope,
                                                              result,
                                                              at,
                                                              error);
}
