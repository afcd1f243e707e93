/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The overview of requests: filtered and sorted from a narrow row of each; the requests themselves
 * are opened for the rows on screen only. */

#include "store/requests.h"

#include "domain/fold.h"
#include "store/request-list.h"

#include <string.h>

void
ed_request_found_free (EdRequestFound *found)
{
  if (found == NULL)
    return;
  g_array_unref (found->rows);
  g_free (found);
}

/* One row while a list is put in order: by what comes first in it. */
typedef struct
{
  gint64 group;
  gint64 keys[3]; /* within the group, absent last */
  gint64 row;
} Entry;

enum
{
  GROUP_UNASSIGNED,
  GROUP_NOT_COMPLETED,
  GROUP_COMPLETED,
};

enum
{
  LIST_ROW,
  LIST_STATE,
  LIST_URGENT,
  LIST_DUE,
  LIST_ASKED_AT,
  LIST_WORDS,
};

static gint64
get_number (EdStatement *row, int column)
{
  return ed_statement_is_null (row, column) ? ED_ABSENT : ed_statement_int (row, column);
}

/* The scopes, as bits, that show a request in STATE. */
static guint
find_scopes (gint64 state)
{
  static const EdRequestScope of_status[] = {
    [ED_REQUEST_STATUS_OPEN] = ED_REQUESTS_OPEN,
    [ED_REQUEST_STATUS_IN_PROGRESS] = ED_REQUESTS_IN_PROGRESS,
    [ED_REQUEST_STATUS_UNDER_REVIEW] = ED_REQUESTS_UNDER_REVIEW,
    [ED_REQUEST_STATUS_COMPLETED] = ED_REQUESTS_COMPLETED,
  };
  guint scopes = 1u << ED_REQUESTS_ALL;
  EdRequestStatus status;

  if (state == ED_ABSENT)
    return scopes;
  status = ed_request_status ((EdRequestState) state);
  scopes |= 1u << of_status[status];
  if (status != ED_REQUEST_STATUS_COMPLETED)
    scopes |= 1u << ED_REQUESTS_NOT_COMPLETED;
  else
    scopes |= 1u << (state == ED_REQUEST_CANCELLED ? ED_REQUESTS_CANCELLED : ED_REQUESTS_ANSWERED);
  return scopes;
}

static void
read_entry (Entry *entry, EdStatement *row, guint scopes)
{
  gint64 asked_at = get_number (row, LIST_ASKED_AT);

  entry->row = ed_statement_int (row, LIST_ROW);
  if ((scopes & 1u << ED_REQUESTS_NOT_COMPLETED) == 0)
    {
      entry->group = GROUP_COMPLETED;
      entry->keys[0] = asked_at == ED_ABSENT ? ED_ABSENT : -asked_at;
      entry->keys[1] = entry->keys[2] = 0;
      return;
    }
  entry->group = get_number (row, LIST_STATE) == ED_REQUEST_UNASSIGNED ? GROUP_UNASSIGNED
                                                                       : GROUP_NOT_COMPLETED;
  entry->keys[0] = !ed_statement_int (row, LIST_URGENT);
  entry->keys[1] = get_number (row, LIST_DUE);
  entry->keys[2] = asked_at;
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_entries (gconstpointer left, gconstpointer right)
{
  const Entry *a = left;
  const Entry *b = right;
  int result = compare_numbers (a->group, b->group);

  for (guint i = 0; result == 0 && i < G_N_ELEMENTS (a->keys); i++)
    {
      result = compare_numbers (a->keys[i] == ED_ABSENT, b->keys[i] == ED_ABSENT);
      if (result == 0)
        result = compare_numbers (a->keys[i], b->keys[i]);
    }
  return result != 0 ? result : compare_numbers (a->row, b->row);
}

static gboolean
has_all_words (const char *words, char **wanted)
{
  for (guint i = 0; wanted != NULL && wanted[i] != NULL; i++)
    if (strstr (words, wanted[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* The states that SCOPE shows, as JSON. */
static char *
list_states (EdRequestScope scope)
{
  GString *states = g_string_new ("[");

  for (gint64 state = 0; ed_request_state_choices[state].word != NULL; state++)
    if ((find_scopes (state) >> scope & 1) != 0)
      g_string_append_printf (states, "%s%" G_GINT64_FORMAT, states->len > 1 ? "," : "", state);
  g_string_append_c (states, ']');
  return g_string_free (states, FALSE);
}

/* All but the text and the scope; an account's key is never negative, as ED_ABSENT is. */
#define FITTING                                                       \
  " WHERE covered = 0 AND row <= $1 AND ($2 < 0 OR sender = $2)"      \
  " AND ($3 < 0 OR recipient = $3) AND (NOT $4 OR recipient IS NULL)" \
  " AND ($5 < 0 OR expert = $5)"
#define COUNTS \
  "SELECT state, count(*) FROM request_list" FITTING " AND $6 IS NOT NULL GROUP BY state"
/* The first looks rows up by their state; the other reads them as they lie, which is quicker for
 * all of them. */
#define COLUMNS "SELECT row, state, urgent, due, asked_at, words FROM request_list"
#define LIST_OF_SCOPE COLUMNS FITTING " AND state IN (SELECT value FROM json_each ($6))"
#define LIST_OF_ALL COLUMNS " NOT INDEXED" FITTING " AND $6 IS NOT NULL"

/* SQL with the parameters of FITTING, and the states of SCOPE. */
static EdStatement *
select_list (EdStore *store,
             const char *sql,
             const EdRequestQuery *query,
             EdRequestScope scope,
             GError **error)
{
  gboolean to_centre = g_strcmp0 (query->recipient_id, ED_REQUESTS_TO_CENTRE) == 0;
  g_autofree char *states = list_states (scope);
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return NULL;
  return ed_db_query (store->db,
                      error,
                      sql,
                      "iiiiit",
                      exposed,
                      ed_request_list_key (query->sender_id),
                      ed_request_list_key (to_centre ? NULL : query->recipient_id),
                      (gint64) to_centre,
                      ed_request_list_key (query->expert_id),
                      states);
}

static void
count (EdRequestFound *found, guint scopes, guint n)
{
  for (guint i = 0; i < ED_N_REQUEST_SCOPES; i++)
    if ((scopes >> i & 1) != 0)
      found->counts[i] += n;
}

/* Without a text the counts need no look at the rows. */
static gboolean
count_states (EdStore *store, const EdRequestQuery *query, EdRequestFound *found, GError **error)
{
  g_autoptr (EdStatement) select = select_list (store, COUNTS, query, ED_REQUESTS_ALL, error);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    count (found, find_scopes (get_number (select, 0)), (guint) ed_statement_int (select, 1));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_list (EdStore *store,
           const EdRequestQuery *query,
           EdRequestFound *found,
           GArray *entries,
           GError **error)
{
  g_autofree char *folded = query->text != NULL ? ed_fold (query->text) : NULL;
  g_auto (GStrv) wanted = folded != NULL ? g_strsplit_set (folded, " \t\n", -1) : NULL;
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;

  if (wanted == NULL && !count_states (store, query, found, error))
    return FALSE;
  select =
      select_list (store,
                   wanted != NULL || query->scope == ED_REQUESTS_ALL ? LIST_OF_ALL : LIST_OF_SCOPE,
                   query,
                   query->scope,
                   error);
  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    {
      guint scopes = find_scopes (get_number (select, LIST_STATE));
      Entry entry;

      if (!has_all_words (ed_statement_text (select, LIST_WORDS), wanted))
        continue;
      if (wanted != NULL)
        count (found, scopes, 1);
      if ((scopes >> query->scope & 1) == 0)
        continue;
      read_entry (&entry, select, scopes);
      g_array_append_val (entries, entry);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

EdRequestFound *
ed_store_query_requests (EdStore *store, const EdRequestQuery *query, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (EdRequestFound) found = g_new0 (EdRequestFound, 1);

  g_return_val_if_fail (query->scope < ED_N_REQUEST_SCOPES, NULL);

  found->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, read_list (store, query, found, entries, error), error))
    return NULL;
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    g_array_append_val (found->rows, g_array_index (entries, Entry, i).row);
  return g_steal_pointer (&found);
}

/* --- parties ---------------------------------------------------------------------------------- */

static void
free_party (gpointer data)
{
  EdRequestParty *party = data;

  g_free (party->id);
  g_free (party->name);
  g_free (party);
}

void
ed_request_parties_free (EdRequestParties *parties)
{
  if (parties == NULL)
    return;
  g_ptr_array_unref (parties->senders);
  g_ptr_array_unref (parties->recipients);
  g_free (parties);
}

static int
compare_parties (gconstpointer left, gconstpointer right)
{
  const EdRequestParty *a = *(const EdRequestParty *const *) left;
  const EdRequestParty *b = *(const EdRequestParty *const *) right;

  if (a->name == NULL || b->name == NULL)
    return (a->name != NULL) - (b->name != NULL);
  return g_utf8_collate (a->name, b->name);
}

/* One of those who sent, or get, requests, by one at ROW. */
static gboolean
add_party (EdStore *store, gint64 row, gboolean is_sender, GPtrArray *parties, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_request_row_free);
  const EdRequest *request;
  EdRequestParty *party;

  if (!ed_request_rows_load (store, &row, 1, rows, error))
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  request = ((EdRequestRow *) rows->pdata[0])->request;
  party = g_new0 (EdRequestParty, 1);
  party->id = g_strdup (is_sender ? request->sender_id : request->recipient_id);
  party->name = g_strdup (is_sender ? request->sender_name : request->recipient_name);
  if (party->id == NULL)
    party->id = g_strdup (ED_REQUESTS_TO_CENTRE);
  g_ptr_array_add (parties, party);
  return TRUE;
}

static gboolean
list_parties (EdStore *store, gboolean is_sender, GPtrArray *parties, GError **error)
{
  g_autoptr (EdStatement) select = NULL;
  GError *local = NULL;
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return FALSE;
  select = ed_db_query (store->db,
                        error,
                        is_sender ? "SELECT max (row) FROM request_list"
                                    " WHERE covered = 0 AND row <= $1 GROUP BY sender"
                                  : "SELECT max (row) FROM request_list"
                                    " WHERE covered = 0 AND row <= $1 GROUP BY recipient",
                        "i",
                        exposed);
  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    add_party (store, ed_statement_int (select, 0), is_sender, parties, &local);
  g_ptr_array_sort (parties, compare_parties);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

EdRequestParties *
ed_store_list_request_parties (EdStore *store, GError **error)
{
  g_autoptr (EdRequestParties) parties = g_new0 (EdRequestParties, 1);

  parties->senders = g_ptr_array_new_with_free_func (free_party);
  parties->recipients = g_ptr_array_new_with_free_func (free_party);
  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store,
                        list_parties (store, TRUE, parties->senders, error)
                            && list_parties (store, FALSE, parties->recipients, error),
                        error))
    return NULL;
  return g_steal_pointer (&parties);
}
