/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which cases and requests ask something of a coordinator, judged by domain/decision.h from the
 * narrow rows of those that can have come to it, from the threads that an expert has the last word
 * in, and from late work. */

#include "store/decisions.h"

#include "store/late.h"
#include "store/probe.h"
#include "store/thread.h"

/* The number beside the sidebar's entry and the lists are asked for in one breath. */
#define KNOWN_MS 1000

/* Columns of the query. */
enum
{
  FOUND_ROW,
  FOUND_NUMBER,
  FOUND_PROBE,
};

/* Of that of requests, and what it selects. */
enum
{
  REQUEST_ROW,
  REQUEST_STATE,
  REQUEST_URGENT,
  REQUEST_DUE,
  REQUEST_TURN,
  REQUEST_TURN_AT,
};
#define REQUEST_COLUMNS "row, state, urgent, due, turn, turn_at"

typedef struct
{
  gint64 row;
  EdDecision decision;
  gint64 number; /* of a case; without one: last */
} Entry;

typedef struct
{
  EdStore *store;
  gint64 now;
  gint64 exposed;
  EdProbe *probe;
  GHashTable *marked; /* rows whose thread asks for something, to EdThreadMark */
  GHashTable *late;   /* rows with late work, of either, to how much */
} Search;

static void
clear_search (Search *search)
{
  g_clear_pointer (&search->probe, ed_probe_free);
  g_clear_pointer (&search->marked, g_hash_table_unref);
  g_clear_pointer (&search->late, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

/* Judges the case at ROW of the query. */
static void
judge_case (Search *search, EdStatement *row, GArray *entries)
{
  const EdCase *case_ = ed_probe_case (search->probe);
  gint64 key = ed_statement_int (row, FOUND_ROW);
  EdThreadMark mark = GPOINTER_TO_INT (g_hash_table_lookup (search->marked, &key));
  guint late = GPOINTER_TO_UINT (g_hash_table_lookup (search->late, &key));
  Entry entry = { .row = key, .number = G_MAXINT64 };

  ed_probe_take (search->probe, row, FOUND_PROBE);
  entry.decision = ed_case_decision (case_,
                                     mark,
                                     search->now,
                                     ed_probe_settings (search->probe),
                                     ed_probe_zone (search->probe));
  entry.decision = ed_decision_with_late (entry.decision, late);
  g_hash_table_remove (search->marked, &key);
  g_hash_table_remove (search->late, &key);
  if (entry.decision.kind == ED_DECISION_NONE)
    return;
  if (!ed_statement_is_null (row, FOUND_NUMBER))
    entry.number = ed_statement_int (row, FOUND_NUMBER);
  g_array_append_val (entries, entry);
}

static gint64
get_number (EdStatement *row, int column)
{
  return ed_statement_is_null (row, column) ? ED_ABSENT : ed_statement_int (row, column);
}

static void
judge_request (Search *search, EdStatement *row, GArray *entries)
{
  gint64 key = ed_statement_int (row, REQUEST_ROW);
  guint late = GPOINTER_TO_UINT (g_hash_table_lookup (search->late, &key));
  EdRequestStanding standing = {
    .state = get_number (row, REQUEST_STATE),
    .urgent = ed_statement_int (row, REQUEST_URGENT),
    .due = get_number (row, REQUEST_DUE),
    .turn = get_number (row, REQUEST_TURN),
    .turn_at = get_number (row, REQUEST_TURN_AT),
  };
  Entry entry = { .row = key, .number = G_MAXINT64 };

  entry.decision =
      ed_request_decision (&standing, late, search->now, ed_probe_zone (search->probe));
  g_hash_table_remove (search->late, &key);
  if (entry.decision.kind != ED_DECISION_NONE)
    g_array_append_val (entries, entry);
}

typedef void (*Judge) (Search *search, EdStatement *row, GArray *entries);

/* Takes SELECT. */
static gboolean
judge_rows (Search *search, Judge judge, EdStatement *taken, GArray *entries, GError **error)
{
  g_autoptr (EdStatement) select = taken;
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    judge (search, select, entries);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Those that wait for a coordinator, and those whose time may be over. */
static EdStatement *
select_cases (Search *search, GError **error)
{
  EdDecisionReach reach = ed_decision_reach (search->now,
                                             ed_probe_settings (search->probe),
                                             ed_probe_zone (search->probe));

  return ed_db_query (search->store->db,
                      error,
                      "SELECT row, number, " ED_PROBE_COLUMNS " FROM case_list"
                      " WHERE covered = 0 AND state IN ($1, $2, $3, $4) AND row <= $5"
                      " AND (state <> $4 OR sessions_asked IS NOT NULL"
                      " OR (contacted_at IS NULL AND assigned_at <= $6)"
                      " OR (first_session IS NULL AND contacted_at <= $7)"
                      " OR first_session <= $8)",
                      "iiiiiiii",
                      (gint64) ED_CASE_RECORDED,
                      (gint64) ED_CASE_DECLINED,
                      (gint64) ED_CASE_CLOSING,
                      (gint64) ED_CASE_ASSIGNED,
                      search->exposed,
                      reach.assigned_at,
                      reach.contacted_at,
                      reach.first_session);
}

static EdStatement *
select_requests (Search *search, GError **error)
{
  EdDecisionReach reach = ed_decision_reach (search->now,
                                             ed_probe_settings (search->probe),
                                             ed_probe_zone (search->probe));

  return ed_db_query (search->store->db,
                      error,
                      "SELECT " REQUEST_COLUMNS " FROM request_list"
                      " WHERE covered = 0 AND state IN ($1, $2, $3, $4) AND row <= $5"
                      " AND (state IN ($1, $2) OR due <= $6)",
                      "iiiiii",
                      (gint64) ED_REQUEST_UNASSIGNED,
                      (gint64) ED_REQUEST_UNDER_REVIEW,
                      (gint64) ED_REQUEST_ASSIGNED,
                      (gint64) ED_REQUEST_IN_PROGRESS,
                      search->exposed,
                      reach.request_due);
}

static EdStatement *
select_case (Search *search, gint64 row, GError **error)
{
  return ed_db_query (search->store->db,
                      error,
                      "SELECT row, number, " ED_PROBE_COLUMNS " FROM case_list WHERE row = $1",
                      "i",
                      row);
}

static EdStatement *
select_request (Search *search, gint64 row, GError **error)
{
  return ed_db_query (search->store->db,
                      error,
                      "SELECT " REQUEST_COLUMNS " FROM request_list WHERE row = $1",
                      "i",
                      row);
}

/* What is left of ASKING, threads or late work: cases and requests that go their way otherwise. */
static gboolean
judge_others (Search *search, GHashTable *asking, GArray *entries, GError **error)
{
  g_autofree gint64 *rows = NULL;
  guint n = 0;
  gpointer *keys = g_hash_table_get_keys_as_array (asking, &n);
  gboolean done = TRUE;

  rows = g_new (gint64, n + 1);
  for (guint i = 0; i < n; i++)
    rows[i] = *(gint64 *) keys[i];
  g_free (keys);
  for (guint i = 0; i < n && done; i++)
    done = judge_rows (search, judge_case, select_case (search, rows[i], error), entries, error)
           && judge_rows (search,
                          judge_request,
                          select_request (search, rows[i], error),
                          entries,
                          error);
  return done;
}

static int
compare_entries (gconstpointer left, gconstpointer right)
{
  const Entry *a = left;
  const Entry *b = right;
  int result = ed_decision_compare (&a->decision, &b->decision);

  if (result == 0)
    result = (a->number > b->number) - (a->number < b->number);
  return result != 0 ? result : (a->row > b->row) - (a->row < b->row);
}

static gboolean
find_entries (EdStore *store, gint64 now, GArray *entries, GError **error)
{
  g_auto (Search) search = { .store = store, .now = now };

  search.marked = ed_thread_list_marked (store, error);
  search.late = search.marked != NULL ? ed_late_list_waiting (store, error) : NULL;
  search.probe = search.late != NULL ? ed_probe_new (store, error) : NULL;
  return search.probe != NULL
         && ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &search.exposed, error)
         && judge_rows (&search, judge_case, select_cases (&search, error), entries, error)
         && judge_rows (&search, judge_request, select_requests (&search, error), entries, error)
         && judge_others (&search, search.marked, entries, error)
         && judge_others (&search, search.late, entries, error);
}

/* --- asked again -------------------------------------------------------------------------------
 */

/* What has been written by other connections and by this one: any other number is another state. */
static gboolean
find_version (EdStore *store, gint64 *others, gint64 *here, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT data_version, total_changes () FROM pragma_data_version",
                   "");

  if (select == NULL || !ed_statement_step (select, error))
    return FALSE;
  *others = ed_statement_int (select, 0);
  *here = ed_statement_int (select, 1);
  return TRUE;
}

/* *IS_KNOWN: nothing was written since they were found last, and no time has passed to speak of. */
static gboolean
search (EdStore *store, gint64 now, GArray *entries, gboolean *is_known, GError **error)
{
  gint64 others, here;

  if (!find_version (store, &others, &here, error))
    return FALSE;
  *is_known = store->decisions != NULL && others == store->decided_by_others
              && here == store->decided_here && ABS (now - store->decided_at) < KNOWN_MS;
  store->decided_by_others = others;
  store->decided_here = here;
  return *is_known || find_entries (store, now, entries, error);
}

static GArray *
list_rows (GArray *entries)
{
  GArray *rows;

  g_array_sort (entries, compare_entries);
  rows = g_array_sized_new (FALSE, FALSE, sizeof (EdDecisionRow), entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      EdDecisionRow row = { entry->row, entry->decision.kind };

      g_array_append_val (rows, row);
    }
  return rows;
}

GArray *
ed_store_query_decisions (EdStore *store, gint64 now, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  gboolean is_known = FALSE;

  if (!ed_store_begin (store, FALSE, error)
      || !ed_store_end (store, search (store, now, entries, &is_known, error), error))
    {
      g_clear_pointer (&store->decisions, g_array_unref);
      return NULL;
    }
  if (!is_known)
    {
      g_clear_pointer (&store->decisions, g_array_unref);
      store->decisions = list_rows (entries);
      store->decided_at = now;
    }
  return g_array_copy (store->decisions);
}
