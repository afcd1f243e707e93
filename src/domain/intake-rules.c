/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Recording a case, editing what was recorded, and the number of sessions that it may have. */

#include "domain/ruling.h"

/* The guide asks for 'unknown' and 'none' where there is nothing to say: that is absence. */
static void
clear_typed_absence (EdCase *intake)
{
  char **texts[] = { &intake->city,      &intake->heard_from,   &intake->problem_details,
                     &intake->phone,     &intake->email,        &intake->other_comment,
                     &intake->chat_text, &intake->operator_name };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (*texts[i] != NULL ? *texts[i] : ""));

      if (g_ascii_strcasecmp (text, "unknown") == 0 || g_ascii_strcasecmp (text, "none") == 0)
        g_clear_pointer (texts[i], g_free);
    }
}

/* Whether INTAKE makes sense as a whole, beyond what its table says of each field. */
static gboolean
check_intake (EdRuling *ruling, const EdCase *intake)
{
  gboolean is_coaching = intake->type == ED_CASE_HEALTH_COACHING;

  if (is_coaching != (intake->coaching_kind != ED_ABSENT))
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "coaching_kind");
  if (intake->recorded_at == ED_ABSENT || intake->recorded_at > ruling->circumstances->at)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "recorded_at");
  if (intake->sessions_available == ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "sessions_available");
  if (intake->session_minutes == ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "session_minutes");
  return TRUE;
}

gboolean
ed_rule_case_create (EdRuling *ruling)
{
  const EdCircumstances *circumstances = ruling->circumstances;
  g_autoptr (EdCase) case_ = ed_case_new ();

  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    ed_field_copy (&ed_case_intake_type.fields[i], case_, ruling->command->args);
  clear_typed_absence (case_);
  if (case_->recorded_at == ED_ABSENT)
    case_->recorded_at = circumstances->at;
  if (case_->sessions_available == ED_ABSENT)
    case_->sessions_available = ED_CASE_SESSIONS_AVAILABLE;
  if (case_->session_minutes == ED_ABSENT)
    case_->session_minutes = ED_CASE_SESSION_MINUTES;
  if (!check_intake (ruling, case_))
    return FALSE;

  case_->id = g_strdup (ruling->command->target_id);
  case_->number = circumstances->number;
  case_->state = ED_CASE_RECORDED;
  ruling->case_ = g_steal_pointer (&case_);
  return ed_ruling_record (ruling, ED_EVENT_RECORDED);
}

/* Nothing of a case may lie before its recording. */
static gboolean
check_recorded_at (EdRuling *ruling, gint64 recorded_at)
{
  const EdCase *case_ = ruling->case_;
  const EdAssignment *first = case_->assignments->len > 0 ? case_->assignments->pdata[0] : NULL;
  gint64 assigned_at = first != NULL ? first->from : case_->assigned_at;
  gint64 date = ed_zone_date (ruling->circumstances->zone, recorded_at);

  if (assigned_at != ED_ABSENT && recorded_at > assigned_at)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "recorded_at");
  for (guint i = 0; i < case_->sessions->len; i++)
    {
      const EdSession *session = case_->sessions->pdata[i];

      if (session->deleted != 1 && session->date < date)
        return ed_ruling_refuse (ruling, ED_REFUSAL_SESSION_BEFORE_RECORDED, "recorded_at");
    }
  return TRUE;
}

gboolean
ed_rule_case_edit (EdRuling *ruling)
{
  EdCase *next = ed_ruling_edit (ruling, ruling->case_);
  gboolean is_applied;

  clear_typed_absence (next);
  is_applied = check_intake (ruling, next)
               && (next->recorded_at == ruling->case_->recorded_at
                   || check_recorded_at (ruling, next->recorded_at))
               && ed_ruling_settle (ruling, ruling->case_, next);
  ed_record_free (&ed_case_intake_type, next);
  return is_applied && ed_ruling_record (ruling, ED_EVENT_EDITED);
}

static gboolean
check_raised (EdRuling *ruling)
{
  if (ruling->case_->sessions_available != ED_ABSENT
      && ruling->args->number <= ruling->case_->sessions_available)
    return ed_ruling_refuse (ruling, ED_REFUSAL_LIMIT_NOT_RAISED, "number");
  return TRUE;
}

static void
clear_asking (EdCase *case_)
{
  case_->sessions_asked = ED_ABSENT;
  g_clear_pointer (&case_->sessions_asked_why, g_free);
  g_clear_pointer (&case_->sessions_refused_why, g_free);
}

/* NUMBER is how many the case is to have in all. */
gboolean
ed_rule_sessions_ask_more (EdRuling *ruling)
{
  if (!check_raised (ruling))
    return FALSE;
  if (ruling->args->why == NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "why");

  clear_asking (ruling->case_);
  ruling->case_->sessions_asked = ruling->args->number;
  ruling->case_->sessions_asked_why = g_strdup (ruling->args->why);
  return ed_ruling_record (ruling, ED_EVENT_SESSIONS_ASKED);
}

gboolean
ed_rule_sessions_authorise (EdRuling *ruling)
{
  if (!check_raised (ruling))
    return FALSE;

  clear_asking (ruling->case_);
  ruling->case_->sessions_available = ruling->args->number;
  return ed_ruling_record (ruling, ED_EVENT_SESSIONS_AUTHORISED);
}

gboolean
ed_rule_sessions_refuse (EdRuling *ruling)
{
  if (ruling->case_->sessions_asked == ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
  if (ruling->args->note == NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "note");

  clear_asking (ruling->case_);
  ruling->case_->sessions_refused_why = g_strdup (ruling->args->note);
  return ed_ruling_record (ruling, ED_EVENT_SESSIONS_REFUSED);
}
