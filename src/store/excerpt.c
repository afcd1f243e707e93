/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/excerpt.h"

#include "domain/case.h"

#include <string.h>

/* What is needed to find the first session. */
typedef struct
{
  EdSpan assignment_id, sessions;
} Sessions;

static void
read_closing (EdExcerpt *excerpt, const EdSpan *closing)
{
  EdSpan name, value;
  EdJsonWalk walk;

  if (*closing->text != '{')
    return;
  ed_json_walk_init (&walk, closing->text, closing->text + closing->length, ED_SPAN_DEPTH);
  while (ed_json_walk_next (&walk, &name, &value) == ED_WALK_MEMBER)
    if (ed_span_is_named (&name, "at"))
      excerpt->closing_at = ed_span_instant (&value);
    else if (ed_span_is_named (&name, "outcome"))
      excerpt->closing_outcome = ed_span_choice (&value, ed_outcome_choices);
}

static void
read_member (EdExcerpt *excerpt, Sessions *sessions, const EdSpan *name, const EdSpan *value)
{
  if (ed_span_is_named (name, "number"))
    excerpt->number = ed_span_number (value);
  else if (ed_span_is_named (name, "state"))
    excerpt->state = ed_span_choice (value, ed_case_state_choices);
  else if (ed_span_is_named (name, "type"))
    excerpt->type = ed_span_choice (value, ed_case_type_choices);
  else if (ed_span_is_named (name, "crisis_call"))
    excerpt->crisis_call = ed_span_is_true (value);
  else if (ed_span_is_named (name, "returned"))
    excerpt->returned = *value->text == '{';
  else if (ed_span_is_named (name, "closing"))
    read_closing (excerpt, value);
  else if (ed_span_is_named (name, "declined"))
    excerpt->declined_at = ed_span_last_at (value);
  else if (ed_span_is_named (name, "sessions_asked"))
    excerpt->sessions_asked = ed_span_number (value);
  else if (ed_span_is_named (name, "recorded_at"))
    excerpt->recorded_at = ed_span_instant (value);
  else if (ed_span_is_named (name, "assigned_at"))
    excerpt->assigned_at = ed_span_instant (value);
  else if (ed_span_is_named (name, "contacted_at"))
    excerpt->contacted_at = ed_span_instant (value);
  else if (ed_span_is_named (name, "expert_id"))
    excerpt->expert_id = *value;
  else if (ed_span_is_named (name, "company_name"))
    excerpt->company_name = *value;
  else if (ed_span_is_named (name, "client_alias"))
    excerpt->client_alias = *value;
  else if (ed_span_is_named (name, "city"))
    excerpt->city = *value;
  else if (ed_span_is_named (name, "expert_name"))
    excerpt->expert_name = *value;
  else if (ed_span_is_named (name, "assignment_id"))
    sessions->assignment_id = *value;
  else if (ed_span_is_named (name, "sessions"))
    sessions->sessions = *value;
}

/* The date of the session at WALK if it is of ASSIGNMENT and counts. */
static gint64
read_session (EdJsonWalk *walk, const EdSpan *assignment)
{
  EdSpan name, value;
  gint64 date = ED_ABSENT;
  gboolean counts = FALSE;
  gboolean deleted = FALSE;

  while (ed_json_walk_next (walk, &name, &value) == ED_WALK_MEMBER)
    if (ed_span_is_named (&name, "date"))
      date = ed_span_date (&value);
    else if (ed_span_is_named (&name, "assignment_id"))
      counts = ed_span_is_same (&value, assignment);
    else if (ed_span_is_named (&name, "deleted"))
      deleted = ed_span_is_true (&value);
  return counts && !deleted ? date : ED_ABSENT;
}

static gint64
find_first_session (const Sessions *sessions)
{
  const char *at = sessions->sessions.text;
  const char *end = at + sessions->sessions.length;
  gint64 first = ED_ABSENT;
  EdJsonWalk walk;

  while (ed_span_next_object (&walk, &at, end))
    {
      gint64 date = read_session (&walk, &sessions->assignment_id);

      if (date != ED_ABSENT && (first == ED_ABSENT || date < first))
        first = date;
      at = MAX (walk.at, at + 1);
    }
  return first;
}

gboolean
ed_excerpt_read (EdExcerpt *excerpt, const char *body, gsize length)
{
  Sessions sessions = { 0 };
  EdJsonWalk walk;
  EdSpan name, value;
  EdWalkStep step;

  memset (excerpt, 0, sizeof *excerpt);
  excerpt->number = excerpt->state = excerpt->type = ED_ABSENT;
  excerpt->recorded_at = excerpt->assigned_at = excerpt->contacted_at = ED_ABSENT;
  excerpt->declined_at = excerpt->closing_at = ED_ABSENT;
  excerpt->closing_outcome = excerpt->sessions_asked = ED_ABSENT;
  ed_json_walk_init (&walk, body, body + length, ED_SPAN_DEPTH);
  while ((step = ed_json_walk_next (&walk, &name, &value)) == ED_WALK_MEMBER)
    read_member (excerpt, &sessions, &name, &value);
  excerpt->first_session =
      sessions.sessions.length > 0 ? find_first_session (&sessions) : ED_ABSENT;
  return step == ED_WALK_DONE;
}
