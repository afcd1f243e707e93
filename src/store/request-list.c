/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/request-list.h"

#include "domain/fold.h"
#include "domain/request.h"
#include "store/case-list.h"
#include "store/span.h"

#include <string.h>

/* What the overview needs of a request's text. The spans point into it. */
typedef struct
{
  gint64 number, state, urgent, due, asked_at;
  gint64 turn, turn_at;
  EdSpan subject, case_reference, sender_id, recipient_id, expert_id;
} Excerpt;

/* The last of EVENTS that makes it another's turn. */
static void
read_turn (Excerpt *excerpt, const EdSpan *events)
{
  const char *at = events->text;
  const char *end = at + events->length;
  EdJsonWalk walk;

  while (ed_span_next_object (&walk, &at, end))
    {
      gint64 what = ED_ABSENT, when = ED_ABSENT;
      EdSpan name, value;

      while (ed_json_walk_next (&walk, &name, &value) == ED_WALK_MEMBER)
        if (ed_span_is_named (&name, "what"))
          what = ed_span_choice (&value, ed_request_event_choices);
        else if (ed_span_is_named (&name, "at"))
          when = ed_span_instant (&value);
      if (what != ED_ABSENT && ed_request_event_is_turn ((EdRequestEventKind) what))
        {
          excerpt->turn = what;
          excerpt->turn_at = when;
        }
      at = MAX (walk.at, at + 1);
    }
}

static void
read_member (Excerpt *excerpt, const EdSpan *name, const EdSpan *value)
{
  const struct
  {
    const char *name;
    EdSpan *place;
  } texts[] = {
    { "subject", &excerpt->subject },     { "case_reference", &excerpt->case_reference },
    { "sender_id", &excerpt->sender_id }, { "recipient_id", &excerpt->recipient_id },
    { "expert_id", &excerpt->expert_id },
  };

  if (ed_span_is_named (name, "number"))
    excerpt->number = ed_span_number (value);
  else if (ed_span_is_named (name, "state"))
    excerpt->state = ed_span_choice (value, ed_request_state_choices);
  else if (ed_span_is_named (name, "urgent"))
    excerpt->urgent = ed_span_is_true (value);
  else if (ed_span_is_named (name, "due"))
    excerpt->due = ed_span_date (value);
  else if (ed_span_is_named (name, "rounds"))
    excerpt->asked_at = ed_span_last_at (value);
  else if (ed_span_is_named (name, "events"))
    read_turn (excerpt, value);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (ed_span_is_named (name, texts[i].name))
      *texts[i].place = *value;
}

static gboolean
read_excerpt (Excerpt *excerpt, const char *body, gsize length)
{
  EdJsonWalk walk;
  EdSpan name, value;
  EdWalkStep step;

  memset (excerpt, 0, sizeof *excerpt);
  excerpt->number = excerpt->state = excerpt->due = excerpt->asked_at = ED_ABSENT;
  excerpt->turn = excerpt->turn_at = ED_ABSENT;
  ed_json_walk_init (&walk, body, body + length, ED_SPAN_DEPTH);
  while ((step = ed_json_walk_next (&walk, &name, &value)) == ED_WALK_MEMBER)
    read_member (excerpt, &name, &value);
  return step == ED_WALK_DONE;
}

static void
append_folded (GString *words, const EdSpan *span)
{
  g_autofree char *text = ed_span_text (span);
  g_autofree char *folded = text != NULL ? ed_fold (text) : NULL;

  if (folded != NULL)
    g_string_append (words, folded);
  g_string_append_c (words, '\n');
}

static void
bind_number (EdStatement *insert, int index, gint64 value)
{
  if (value == ED_ABSENT)
    ed_statement_bind_null (insert, index);
  else
    ed_statement_bind_int (insert, index, value);
}

gint64
ed_request_list_key (const char *id)
{
  guint64 key = G_GUINT64_CONSTANT (0xcbf29ce484222325); /* FNV-1a */

  if (id == NULL)
    return ED_ABSENT;
  for (; *id != '\0'; id++)
    key = (key ^ (guint8) *id) * G_GUINT64_CONSTANT (0x100000001b3);
  return (gint64) (key & G_MAXINT64);
}

static void
bind_row (EdStatement *insert, gint64 row, const Excerpt *excerpt)
{
  const EdSpan *const accounts[] = { &excerpt->sender_id,
                                     &excerpt->recipient_id,
                                     &excerpt->expert_id };
  g_autoptr (GString) words = g_string_new (NULL);

  append_folded (words, &excerpt->subject);
  append_folded (words, &excerpt->case_reference);
  if (excerpt->number != ED_ABSENT)
    g_string_append_printf (words, "%" G_GINT64_FORMAT, excerpt->number);
  ed_statement_bind_int (insert, 1, row);
  bind_number (insert, 2, excerpt->state);
  ed_statement_bind_int (insert, 3, excerpt->urgent);
  bind_number (insert, 4, excerpt->due);
  bind_number (insert, 5, excerpt->asked_at);
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *id = ed_span_text (accounts[i]);

      bind_number (insert, 6 + (int) i, ed_request_list_key (id));
    }
  ed_statement_bind_text_n (insert, 9, words->str, words->len);
  bind_number (insert, 10, excerpt->turn);
  bind_number (insert, 11, excerpt->turn_at);
}

gboolean
ed_request_list_put (EdStore *store, gint64 row, const char *body, gsize length, GError **error)
{
  EdStatement *insert;
  Excerpt excerpt;

  if (!read_excerpt (&excerpt, body, length))
    {
      g_set_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED, "a request is no JSON object");
      return FALSE;
    }
  insert = ed_db_prepare (store->db,
                          "INSERT INTO request_list (row, state, urgent, due, asked_at, sender,"
                          " recipient, expert, words, turn, turn_at)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                          error);
  if (insert == NULL)
    return FALSE;
  bind_row (insert, row, &excerpt);
  return ed_statement_run (insert, error);
}

gboolean
ed_request_list_remove (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM request_list WHERE row = $1", "i", row),
      error);
}

gboolean
ed_request_list_remove_up_to (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "DELETE FROM request_list WHERE row BETWEEN 1 AND $1",
                                        "i",
                                        row),
                           error);
}

gboolean
ed_request_list_remove_beyond (EdStore *store, gint64 row, GError **error)
{
  return ed_statement_run (
      ed_db_query (store->db, error, "DELETE FROM request_list WHERE row > $1", "i", row),
      error);
}

gboolean
ed_request_list_cover (EdStore *store, gint64 row, gboolean covered, GError **error)
{
  return ed_statement_run (ed_db_query (store->db,
                                        error,
                                        "UPDATE request_list SET covered = $2 WHERE row = $1",
                                        "ii",
                                        row,
                                        (gint64) covered),
                           error);
}

gboolean
ed_request_list_count (EdStore *store, gint64 *n, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        "SELECT count(*) FROM request_list WHERE row <= $1 AND covered = 0"
                        " AND state NOT IN ($2, $3, $4)",
                        "iiii",
                        exposed,
                        (gint64) ED_REQUEST_COMPLETED,
                        (gint64) ED_REQUEST_CANCELLED,
                        (gint64) ED_REQUEST_ANSWERED);
  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *n = ed_statement_int (select, 0);
  return TRUE;
}
