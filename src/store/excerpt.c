/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/excerpt.h"

#include "domain/case.h"
#include "wire/json-text.h"

#include <string.h>

#define DEPTH 32

/* What is needed to find the first session. */
typedef struct
{
  EdSpan assignment_id, sessions;
} Sessions;

static gboolean
is_named (const EdSpan *name, const char *word)
{
  gsize length = strlen (word);

  return name->length == length + 2 && memcmp (name->text + 1, word, length) == 0;
}

static gboolean
is_same (const EdSpan *a, const EdSpan *b)
{
  return a->length > 0 && a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

/* The text within the quotes where it fits BUFFER and nothing is escaped, else "". */
static const char *
copy_short (const EdSpan *span, char *buffer, gsize size)
{
  gsize length = span->length >= 2 && *span->text == '"' ? span->length - 2 : 0;

  if (length >= size || memchr (span->text, '\\', span->length) != NULL)
    length = 0;
  memcpy (buffer, span->text + 1, length);
  buffer[length] = '\0';
  return buffer;
}

static gint64
read_choice (const EdSpan *span, const EdChoice *choices)
{
  char word[32];

  return ed_choice_find (choices, copy_short (span, word, sizeof word));
}

static gint64
read_instant (const EdSpan *span)
{
  char text[32];

  return ed_instant_from_text (copy_short (span, text, sizeof text));
}

static gint64
read_date (const EdSpan *span)
{
  char text[16];

  return ed_date_from_text (copy_short (span, text, sizeof text));
}

static gint64
read_number (const EdSpan *span)
{
  gint64 number = 0;
  gboolean negative = *span->text == '-';

  for (gsize i = negative ? 1 : 0; i < span->length; i++)
    {
      if (!g_ascii_isdigit (span->text[i]))
        return ED_ABSENT;
      number = number * 10 + (span->text[i] - '0');
    }
  return negative ? -number : number;
}

static gboolean
is_true (const EdSpan *span)
{
  return *span->text == 't';
}

static void
read_closing (EdExcerpt *excerpt, const EdSpan *closing)
{
  EdSpan name, value;
  EdJsonWalk walk;

  if (*closing->text != '{')
    return;
  ed_json_walk_init (&walk, closing->text, closing->text + closing->length, DEPTH);
  while (ed_json_walk_next (&walk, &name, &value) == ED_WALK_MEMBER)
    if (is_named (&name, "at"))
      excerpt->closing_at = read_instant (&value);
    else if (is_named (&name, "outcome"))
      excerpt->closing_outcome = read_choice (&value, ed_outcome_choices);
}

/* Begins a walk over the next object of an array that is well-formed: whatever lies between its
 * objects is passed over. FALSE when there is none. */
static gboolean
find_object (EdJsonWalk *walk, const char **at, const char *end)
{
  while (*at < end && *(*at) != '{' && *(*at) != '"')
    (*at)++;
  if (*at >= end || *(*at) != '{')
    return FALSE;
  ed_json_walk_init (walk, *at, end, DEPTH);
  return TRUE;
}

/* They stand in their order. */
static gint64
find_last_decline (const EdSpan *declined)
{
  const char *at = declined->text;
  const char *end = at + declined->length;
  gint64 last = ED_ABSENT;
  EdJsonWalk walk;

  while (find_object (&walk, &at, end))
    {
      EdSpan name, value;

      while (ed_json_walk_next (&walk, &name, &value) == ED_WALK_MEMBER)
        if (is_named (&name, "at"))
          last = read_instant (&value);
      at = MAX (walk.at, at + 1);
    }
  return last;
}

static void
read_member (EdExcerpt *excerpt, Sessions *sessions, const EdSpan *name, const EdSpan *value)
{
  if (is_named (name, "number"))
    excerpt->number = read_number (value);
  else if (is_named (name, "state"))
    excerpt->state = read_choice (value, ed_case_state_choices);
  else if (is_named (name, "type"))
    excerpt->type = read_choice (value, ed_case_type_choices);
  else if (is_named (name, "crisis_call"))
    excerpt->crisis_call = is_true (value);
  else if (is_named (name, "returned"))
    excerpt->returned = *value->text == '{';
  else if (is_named (name, "closing"))
    read_closing (excerpt, value);
  else if (is_named (name, "declined"))
    excerpt->declined_at = find_last_decline (value);
  else if (is_named (name, "sessions_asked"))
    excerpt->sessions_asked = read_number (value);
  else if (is_named (name, "recorded_at"))
    excerpt->recorded_at = read_instant (value);
  else if (is_named (name, "assigned_at"))
    excerpt->assigned_at = read_instant (value);
  else if (is_named (name, "contacted_at"))
    excerpt->contacted_at = read_instant (value);
  else if (is_named (name, "expert_id"))
    excerpt->expert_id = *value;
  else if (is_named (name, "company_name"))
    excerpt->company_name = *value;
  else if (is_named (name, "client_alias"))
    excerpt->client_alias = *value;
  else if (is_named (name, "city"))
    excerpt->city = *value;
  else if (is_named (name, "expert_name"))
    excerpt->expert_name = *value;
  else if (is_named (name, "assignment_id"))
    sessions->assignment_id = *value;
  else if (is_named (name, "sessions"))
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
    if (is_named (&name, "date"))
      date = read_date (&value);
    else if (is_named (&name, "assignment_id"))
      counts = is_same (&value, assignment);
    else if (is_named (&name, "deleted"))
      deleted = is_true (&value);
  return counts && !deleted ? date : ED_ABSENT;
}

static gint64
find_first_session (const Sessions *sessions)
{
  const char *at = sessions->sessions.text;
  const char *end = at + sessions->sessions.length;
  gint64 first = ED_ABSENT;
  EdJsonWalk walk;

  while (find_object (&walk, &at, end))
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
  ed_json_walk_init (&walk, body, body + length, DEPTH);
  while ((step = ed_json_walk_next (&walk, &name, &value)) == ED_WALK_MEMBER)
    read_member (excerpt, &sessions, &name, &value);
  excerpt->first_session =
      sessions.sessions.length > 0 ? find_first_session (&sessions) : ED_ABSENT;
  return step == ED_WALK_DONE;
}

char *
ed_excerpt_text (const EdSpan *span)
{
  g_autofree char *object = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (span->length < 2 || *span->text != '"')
    return NULL;
  if (memchr (span->text, '\\', span->length) == NULL)
    return g_strndup (span->text + 1, span->length - 2);
  object = g_strdup_printf ("{\"text\":%.*s}", (int) span->length, span->text);
  node = ed_json_parse_object (object, -1, NULL);
  return node != NULL ? g_strdup (ed_json_get_text (json_node_get_object (node), "text")) : NULL;
}
