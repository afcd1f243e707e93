/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of a case: satisfaction, closing, approving, and the ways back. */

#include "domain/ruling.h"

#include "domain/own-money.h"
#include "domain/standing.h"

gboolean
ed_rule_satisfaction_score (EdRuling *ruling)
{
  const EdSettings *settings = ruling->circumstances->settings;

  if (ruling->args->score < settings->score_min || ruling->args->score > settings->score_max)
    return ed_ruling_refuse (ruling, ED_REFUSAL_SCORE_OUT_OF_RANGE, "score");

  ruling->case_->satisfaction_score = ruling->args->score;
  ruling->case_->satisfaction_not_possible = ED_ABSENT;
  return ed_ruling_record (ruling, ED_EVENT_SCORE_ENTERED);
}

/* The box stands in for form and score: ticking it takes a score back, and beside a form it has
 * nothing to say. */
gboolean
ed_rule_satisfaction_not_possible (EdRuling *ruling)
{
  EdCase *case_ = ruling->case_;

  if (ruling->args->not_possible == 0)
    {
      case_->satisfaction_not_possible = ED_ABSENT;
      return ed_ruling_record (ruling, ED_EVENT_NOT_POSSIBLE_TICKED);
    }
  if (ed_case_has_satisfaction_form (case_)
      && ed_case_has_document (case_, ED_DOCUMENT_SATISFACTION_FORM))
    return ed_ruling_refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);

  case_->satisfaction_not_possible = 1;
  case_->satisfaction_score = ED_ABSENT;
  return ed_ruling_record (ruling, ED_EVENT_NOT_POSSIBLE_TICKED);
}

static void
begin_closing (EdRuling *ruling, EdOutcome outcome)
{
  EdClosing *closing = ed_record_new (&ed_closing_type);

  closing->id = g_strdup (ruling->args->closing);
  closing->outcome = outcome;
  closing->at = ruling->circumstances->at;
  closing->at_received_at = ruling->circumstances->received_at;
  ruling->case_->closing = closing;
  ruling->case_->state = ED_CASE_CLOSING;
}

gboolean
ed_rule_case_unreachable (EdRuling *ruling)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (ruling->case_);
  EdAttemptsMissing missing = ed_case_attempts_missing (ruling->case_);

  if (sessions->len > 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_HAS_SESSIONS, NULL);
  if (missing.calls + missing.texts + missing.any > 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_ATTEMPTS_MISSING, NULL);

  begin_closing (ruling, ED_OUTCOME_UNREACHABLE);
  return ed_ruling_record (ruling, ED_EVENT_UNREACHABLE);
}

/* Source: guide, "Cases may be closed after". */
static gboolean
check_conditions (EdRuling *ruling, EdOutcome outcome)
{
  const EdCase *case_ = ruling->case_;
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (case_);
  guint checks = ed_case_checks (case_, ruling->circumstances->at, ruling->circumstances->zone);

  if ((checks & ED_CHECK_CONTACTED) == 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_CONTACTED, NULL);
  if (sessions->len == 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NO_SESSION, NULL);
  if ((checks & ED_CHECK_SESSION) == 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_SESSION_IN_FUTURE, NULL);
  if ((checks & ED_CHECK_DOCUMENT) == 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_DOCUMENT_MISSING, NULL);
  if ((checks & ED_CHECK_SATISFACTION) == 0
      || (outcome == ED_OUTCOME_DROPPED_OUT && case_->satisfaction_not_possible != 1))
    return ed_ruling_refuse (ruling, ED_REFUSAL_SATISFACTION_MISSING, NULL);
  return TRUE;
}

gboolean
ed_rule_case_close (EdRuling *ruling)
{
  if (ruling->args->outcome == ED_OUTCOME_UNREACHABLE)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "outcome");
  if (!check_conditions (ruling, (EdOutcome) ruling->args->outcome))
    return FALSE;

  begin_closing (ruling, (EdOutcome) ruling->args->outcome);
  return ed_ruling_record (ruling, ED_EVENT_CLOSING);
}

/* A decision names the closing that it is about: an older one has been overtaken. */
static gboolean
check_meant (EdRuling *ruling)
{
  if (g_strcmp0 (ruling->case_->closing->id, ruling->args->closing) != 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_WRONG_STATE, "closing");
  return TRUE;
}

static void
end_closing (EdCase *case_, EdCaseState state)
{
  ed_record_free (&ed_closing_type, case_->closing);
  case_->closing = NULL;
  case_->state = state;
}

gboolean
ed_rule_case_withdraw (EdRuling *ruling)
{
  if (!check_meant (ruling))
    return FALSE;

  end_closing (ruling->case_, ED_CASE_ASSIGNED);
  return ed_ruling_record (ruling, ED_EVENT_WITHDRAWN);
}

static void
set_returned (EdRuling *ruling, const char *note)
{
  EdReturn *returned = note != NULL ? ed_record_new (&ed_return_type) : NULL;

  if (returned != NULL)
    {
      returned->at = ruling->circumstances->at;
      returned->note = g_strdup (note);
    }
  ed_record_free (&ed_return_type, ruling->case_->returned);
  ruling->case_->returned = returned;
}

gboolean
ed_rule_case_approve (EdRuling *ruling)
{
  const EdCircumstances *circumstances = ruling->circumstances;
  EdCase *case_ = ruling->case_;

  if (!check_meant (ruling))
    return FALSE;
  if (ed_case_is_own_money (case_, circumstances->account_id, circumstances->roles))
    return ed_ruling_refuse (ruling, ED_REFUSAL_OWN_MONEY, NULL);
  /* The case may have been edited since: only what fulfils the conditions is approved and
   * invoiced. */
  if (case_->closing->outcome != ED_OUTCOME_UNREACHABLE
      && !check_conditions (ruling, (EdOutcome) case_->closing->outcome))
    return FALSE;

  case_->approval = ed_record_new (&ed_approval_type);
  case_->approval->at = circumstances->at;
  case_->approval->by = g_strdup (circumstances->account_id);
  case_->state = ED_CASE_CLOSED;
  set_returned (ruling, NULL);
  return ed_ruling_record (ruling, ED_EVENT_APPROVED);
}

gboolean
ed_rule_case_return (EdRuling *ruling)
{
  if (!check_meant (ruling))
    return FALSE;
  if (ruling->args->note == NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "note");

  end_closing (ruling->case_, ED_CASE_ASSIGNED);
  set_returned (ruling, ruling->args->note);
  return ed_ruling_record (ruling, ED_EVENT_RETURNED);
}

/* The expert reads the reason as they would that of a return. */
gboolean
ed_rule_case_reopen (EdRuling *ruling)
{
  if (ruling->args->why == NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "reason");

  end_closing (ruling->case_, ED_CASE_ASSIGNED);
  ed_record_free (&ed_approval_type, ruling->case_->approval);
  ruling->case_->approval = NULL;
  set_returned (ruling, ruling->args->why);
  return ed_ruling_record (ruling, ED_EVENT_REOPENED);
}
