/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing a case to an expert, their contact with the client, and handing it back. */

#include "domain/ruling.h"

/* Moves the open assignment to those that have ended. Its sessions, attempts, documents and
 * events stay where they are, marked with its id. */
static void
end_assignment (EdCase *case_, EdAssignmentEnd ended, gint64 to)
{
  static const char *const of_assignment[] = {
    "assignment_id",
    "expert_id",
    "expert_name",
    "assigned_at",
    "assigned_by",
    "assigned_by_name",
    "contacted_at",
    "contacted_received_at",
    "satisfaction_score",
    "satisfaction_not_possible",
    "sessions_asked",
    "sessions_asked_why",
    "sessions_refused_why",
    "closing",
    "approval",
    "returned",
  };
  EdAssignment *assignment = ed_record_new (&ed_assignment_type);

  assignment->id = g_strdup (case_->assignment_id);
  assignment->expert_id = g_strdup (case_->expert_id);
  assignment->expert_name = g_strdup (case_->expert_name);
  assignment->from = case_->assigned_at;
  assignment->to = to;
  assignment->ended = ended;
  assignment->contacted_at = case_->contacted_at;
  g_ptr_array_add (case_->assignments, assignment);
  for (guint i = 0; i < G_N_ELEMENTS (of_assignment); i++)
    ed_field_clear (ed_record_type_find (&ed_case_type, of_assignment[i]), case_);
}

/* Who takes a case from an expert names the assignment that they mean to end, so that of two
 * coordinators the later one does not overrun the earlier. */
static gboolean
check_former (EdRuling *ruling)
{
  const char *open = ruling->case_->assignment_id;
  const char *former = ruling->command->assignment_id;

  if (g_strcmp0 (open, former) == 0)
    return TRUE;
  return ed_ruling_refuse (ruling,
                           open != NULL ? ED_REFUSAL_ALREADY_ASSIGNED : ED_REFUSAL_WRONG_STATE,
                           NULL);
}

gboolean
ed_rule_case_assign (EdRuling *ruling)
{
  const EdCircumstances *circumstances = ruling->circumstances;
  const EdAccount *expert = circumstances->expert;
  EdCase *case_ = ruling->case_;

  if (!check_former (ruling))
    return FALSE;
  if (expert == NULL || g_strcmp0 (expert->id, ruling->args->expert) != 0
      || !ed_account_takes (expert, case_->type))
    return ed_ruling_refuse (ruling, ED_REFUSAL_EXPERT_NOT_SUITABLE, "expert");

  if (case_->assignment_id != NULL)
    end_assignment (case_, ED_END_REASSIGNED, circumstances->received_at);
  case_->state = ED_CASE_ASSIGNED;
  case_->assignment_id = g_strdup (ruling->command->id);
  case_->expert_id = g_strdup (expert->id);
  case_->expert_name = g_strdup (expert->name);
  /* The expert's hours run from when they could know of it. */
  case_->assigned_at = circumstances->received_at;
  case_->assigned_by = g_strdup (circumstances->account_id);
  case_->assigned_by_name = g_strdup (circumstances->account_name);
  return ed_ruling_record (ruling, ED_EVENT_ASSIGNED);
}

/* A time that was typed lies between the assignment and now. */
static gboolean
check_contact_at (EdRuling *ruling)
{
  gint64 at = ruling->args->at;

  if (at < ruling->case_->assigned_at || at > ruling->circumstances->received_at)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "at");
  return TRUE;
}

static gboolean
set_contact (EdRuling *ruling, gint64 at, EdEventKind what)
{
  ruling->case_->contacted_at = at;
  ruling->case_->contacted_received_at = ruling->circumstances->received_at;
  return ed_ruling_record (ruling, what);
}

gboolean
ed_rule_case_contact (EdRuling *ruling)
{
  gint64 at = ruling->args->at;

  if (ruling->case_->contacted_at != ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_ALREADY_CONTACTED, NULL);
  if (at != ED_ABSENT && !check_contact_at (ruling))
    return FALSE;
  /* One click is never refused for a desk's clock that is behind. */
  if (at == ED_ABSENT)
    at = MAX (ruling->circumstances->at, ruling->case_->assigned_at);
  return set_contact (ruling, at, ED_EVENT_CONTACTED);
}

gboolean
ed_rule_contact_correct (EdRuling *ruling)
{
  if (ruling->case_->contacted_at == ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_CONTACTED, NULL);
  if (!check_contact_at (ruling))
    return FALSE;
  return set_contact (ruling, ruling->args->at, ED_EVENT_CONTACT_CORRECTED);
}

gboolean
ed_rule_case_decline (EdRuling *ruling)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (ruling->case_);
  EdCase *case_ = ruling->case_;
  EdDecline *decline;

  if (case_->contacted_at != ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_ALREADY_CONTACTED, NULL);
  if (sessions->len > 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_HAS_SESSIONS, NULL);

  decline = ed_record_new (&ed_decline_type);
  decline->at = ruling->circumstances->at;
  decline->by = g_strdup (case_->expert_id);
  decline->by_name = g_strdup (case_->expert_name);
  decline->reason = ruling->args->reason;
  g_ptr_array_add (case_->declined, decline);
  ed_ruling_record (ruling, ED_EVENT_DECLINED);
  end_assignment (case_, ED_END_DECLINED, ruling->circumstances->at);
  case_->state = ED_CASE_DECLINED;
  return TRUE;
}
