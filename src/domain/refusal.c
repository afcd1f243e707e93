/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/refusal.h"

#include <glib.h>
#include <string.h>

static const char *const words[ED_N_REFUSALS] = {
  [ED_REFUSAL_NONE] = "none",
  [ED_REFUSAL_FORBIDDEN] = "forbidden",
  [ED_REFUSAL_NOT_FOUND] = "not_found",
  [ED_REFUSAL_NOT_ASSIGNED] = "not_assigned",
  [ED_REFUSAL_ALREADY_ASSIGNED] = "already_assigned",
  [ED_REFUSAL_EXPERT_NOT_SUITABLE] = "expert_not_suitable",
  [ED_REFUSAL_ALREADY_CONTACTED] = "already_contacted",
  [ED_REFUSAL_NOT_CONTACTED] = "not_contacted",
  [ED_REFUSAL_HAS_SESSIONS] = "has_sessions",
  [ED_REFUSAL_ATTEMPTS_MISSING] = "attempts_missing",
  [ED_REFUSAL_NO_SESSION] = "no_session",
  [ED_REFUSAL_SESSION_IN_FUTURE] = "session_in_future",
  [ED_REFUSAL_SESSION_BEFORE_RECORDED] = "session_before_recorded",
  [ED_REFUSAL_DOCUMENT_MISSING] = "document_missing",
  [ED_REFUSAL_SATISFACTION_MISSING] = "satisfaction_missing",
  [ED_REFUSAL_CASE_LOCKED] = "case_locked",
  [ED_REFUSAL_CASE_CLOSED] = "case_closed",
  [ED_REFUSAL_REASON_REQUIRED] = "reason_required",
  [ED_REFUSAL_SCORE_OUT_OF_RANGE] = "score_out_of_range",
  [ED_REFUSAL_LIMIT_NOT_RAISED] = "limit_not_raised",
  [ED_REFUSAL_UPLOAD_UNKNOWN] = "upload_unknown",
  [ED_REFUSAL_TYPE_NOT_ALLOWED] = "type_not_allowed",
  [ED_REFUSAL_TOO_LARGE] = "too_large",
  [ED_REFUSAL_WRONG_STATE] = "wrong_state",
  [ED_REFUSAL_STATEMENT_LOCKED] = "statement_locked",
  [ED_REFUSAL_CONFLICT] = "conflict",
  [ED_REFUSAL_INVALID] = "invalid",
  [ED_REFUSAL_ERASED] = "erased",
  [ED_REFUSAL_INTERNAL_ERROR] = "internal_error",
  [ED_REFUSAL_USER_TAKEN] = "user_taken",
  [ED_REFUSAL_USER_FIXED] = "user_fixed",
  [ED_REFUSAL_OWN_ACCOUNT] = "own_account",
  [ED_REFUSAL_LAST_ADMINISTRATOR] = "last_administrator",
  [ED_REFUSAL_FEE_MISSING] = "fee_missing",
  [ED_REFUSAL_NAME_TAKEN] = "name_taken",
  [ED_REFUSAL_FULL] = "full",
  [ED_REFUSAL_OWN_MONEY] = "own_money",
};

const char *
ed_refusal_word (EdRefusalCode code)
{
  g_return_val_if_fail (code < ED_N_REFUSALS, "internal_error");

  return words[code];
}

EdRefusalCode
ed_refusal_find (const char *word)
{
  for (int code = 0; code < ED_N_REFUSALS; code++)
    {
      if (strcmp (words[code], word) == 0)
        return (EdRefusalCode) code;
    }
  return ED_REFUSAL_NONE;
}
