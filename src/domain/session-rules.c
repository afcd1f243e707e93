/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Appointments and attempts at contact. What happened is not refused for being too much: sessions
 * beyond the available number are saved and shown as such, up to what a document can hold. An
 * expert's command reaches only what belongs to the open assignment. */

#include "domain/bounds.h"
#include "domain/ruling.h"

#include <string.h>

static gboolean
check_date (EdRuling *ruling, gint64 date)
{
  if (date < ed_zone_date (ruling->circumstances->zone, ruling->case_->recorded_at))
    return ed_ruling_refuse (ruling, ED_REFUSAL_SESSION_BEFORE_RECORDED, "date");
  return TRUE;
}

static gboolean
is_repeat (const EdCase *case_, const EdSession *session, const EdArgs *args)
{
  return g_strcmp0 (session->assignment_id, case_->assignment_id) == 0 && session->deleted != 1
         && session->date == args->date && session->time == args->time
         && session->minutes == args->minutes;
}

gboolean
ed_rule_session_add (EdRuling *ruling)
{
  const EdArgs *args = ruling->args;
  EdSession *session = ed_case_find_session (ruling->case_, args->id);

  if (session != NULL && is_repeat (ruling->case_, session, args))
    return TRUE;
  if (session != NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "id");
  if (!check_date (ruling, args->date)
      || !ed_ruling_has_room (ruling, ruling->case_->sessions, ED_CASE_SESSIONS_MAX, "sessions"))
    return FALSE;

  session = ed_record_new (&ed_session_type);
  session->id = g_strdup (args->id);
  session->assignment_id = g_strdup (ruling->case_->assignment_id);
  session->date = args->date;
  session->time = args->time;
  session->minutes = args->minutes;
  session->added_at = ruling->circumstances->at;
  session->added_received_at = ruling->circumstances->received_at;
  g_ptr_array_add (ruling->case_->sessions, session);
  return ed_ruling_record (ruling, ED_EVENT_SESSION_ADDED);
}

/* The session that the command means, deleted or not, of the open assignment. */
static EdSession *
find_session (const EdRuling *ruling)
{
  EdSession *session = ed_case_find_session (ruling->case_, ruling->args->id);

  if (session == NULL || g_strcmp0 (session->assignment_id, ruling->case_->assignment_id) != 0)
    return NULL;
  return session;
}

gboolean
ed_rule_session_edit (EdRuling *ruling)
{
  const EdRecordType *type = ed_command_form (ED_COMMAND_SESSION_EDIT)->edited;
  EdSession *session = find_session (ruling);
  EdSession *next;
  gboolean is_applied;

  if (session == NULL || session->deleted == 1)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_FOUND, "id");

  next = ed_ruling_edit (ruling, session);
  is_applied = (next->date == session->date || check_date (ruling, next->date))
               && ed_ruling_settle (ruling, session, next);
  ed_record_free (type, next);
  return is_applied && ed_ruling_record (ruling, ED_EVENT_SESSION_EDITED);
}

/* To delete what is deleted says nothing new: it ends nothing. */
static gboolean
check_again (EdRuling *ruling)
{
  return ed_ruling_has_room (ruling, ruling->case_->events, ED_CASE_EVENTS_MAX, "events");
}

gboolean
ed_rule_session_delete (EdRuling *ruling)
{
  EdSession *session = find_session (ruling);

  if (session == NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_FOUND, "id");
  if (ruling->args->reason == ED_ABSENT)
    return ed_ruling_refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "reason");
  if (session->deleted == 1 && session->reason != ruling->args->reason)
    return ed_ruling_refuse (ruling, ED_REFUSAL_CONFLICT, "reason");
  if (session->deleted == 1 && !check_again (ruling))
    return FALSE;

  session->deleted = 1;
  session->reason = ruling->args->reason;
  return ed_ruling_record (ruling, ED_EVENT_SESSION_DELETED);
}

/* Attempts are made between the assignment and now. */
static gboolean
check_attempt_at (EdRuling *ruling, gint64 at)
{
  if (at < ruling->case_->assigned_at || at > ruling->circumstances->received_at)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "at");
  return TRUE;
}

static EdAttempt *
find_any_attempt (const EdRuling *ruling)
{
  for (guint i = 0; i < ruling->case_->attempts->len; i++)
    {
      EdAttempt *attempt = ruling->case_->attempts->pdata[i];

      if (strcmp (attempt->id, ruling->args->id) == 0)
        return attempt;
    }
  return NULL;
}

static EdAttempt *
find_attempt (const EdRuling *ruling)
{
  EdAttempt *attempt = find_any_attempt (ruling);

  if (attempt == NULL || g_strcmp0 (attempt->assignment_id, ruling->case_->assignment_id) != 0)
    return NULL;
  return attempt;
}

gboolean
ed_rule_attempt_add (EdRuling *ruling)
{
  const EdArgs *args = ruling->args;
  EdAttempt *attempt = find_any_attempt (ruling);

  if (attempt != NULL)
    {
      gboolean is_same = find_attempt (ruling) != NULL && attempt->deleted != 1
                         && attempt->kind == args->kind && attempt->at == args->at
                         && attempt->result == args->result;

      return is_same || ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "id");
    }
  if (!check_attempt_at (ruling, args->at)
      || !ed_ruling_has_room (ruling, ruling->case_->attempts, ED_CASE_ATTEMPTS_MAX, "attempts"))
    return FALSE;

  attempt = ed_record_new (&ed_attempt_type);
  attempt->id = g_strdup (args->id);
  attempt->assignment_id = g_strdup (ruling->case_->assignment_id);
  attempt->kind = args->kind;
  attempt->at = args->at;
  attempt->result = args->result;
  attempt->at_received_at = ruling->circumstances->received_at;
  g_ptr_array_add (ruling->case_->attempts, attempt);
  return ed_ruling_record (ruling, ED_EVENT_ATTEMPT_ADDED);
}

gboolean
ed_rule_attempt_edit (EdRuling *ruling)
{
  const EdRecordType *type = ed_command_form (ED_COMMAND_ATTEMPT_EDIT)->edited;
  EdAttempt *attempt = find_attempt (ruling);
  EdAttempt *next;
  gboolean is_applied;

  if (attempt == NULL || attempt->deleted == 1)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_FOUND, "id");

  next = ed_ruling_edit (ruling, attempt);
  is_applied = (next->at == attempt->at || check_attempt_at (ruling, next->at))
               && ed_ruling_settle (ruling, attempt, next);
  ed_record_free (type, next);
  return is_applied && ed_ruling_record (ruling, ED_EVENT_ATTEMPT_EDITED);
}

gboolean
ed_rule_attempt_delete (EdRuling *ruling)
{
  EdAttempt *attempt = find_attempt (ruling);

  if (attempt == NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_FOUND, "id");
  if (attempt->deleted == 1 && !check_again (ruling))
    return FALSE;

  attempt->deleted = 1;
  return ed_ruling_record (ruling, ED_EVENT_ATTEMPT_DELETED);
}
