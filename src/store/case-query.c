/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists are read whole and in order, filtered and sorted from a narrow row of each case: the
 * documents themselves, ten times as large, are opened for the rows on screen only. */

#include "store/case-list.h"

#include "domain/search.h"
#include "domain/standing.h"
#include "store/probe.h"
#include "store/thread.h"

#include <string.h>

/* The texts of a million cases, copied one by one and freed, are a million small blocks that the
 * allocator joins again when somebody next asks it for a larger one: as likely as not the thread
 * that paints, 30 to 230 ms. Blocks of this size go back to the system by themselves. */
#define TEXTS_BYTES (256 * 1024)

/* Lines of case_list.words */
enum
{
  WORDS_COMPANY,
  WORDS_ALIAS,
  WORDS_CITY,
  WORDS_EXPERT,
  WORDS_NUMBER
};

/* One row while a list is put in order. */
typedef struct
{
  gint64 row;
  gint64 key;    /* absent last */
  gint64 number; /* without one yet: last */
  gint64 first;  /* before all others */
  char *text;    /* when sorted by a text, the inquiry's; empty last */
  guint picks;   /* one bit for each pick that takes it */
} Entry;

static gint64
get_number (EdStatement *row, int column)
{
  gint64 number = ed_statement_int (row, column);

  /* NULL is read as 0. */
  return number == 0 && ed_statement_is_null (row, column) ? ED_ABSENT : number;
}

/* Columns of the list query. */
enum
{
  LIST_ROW,
  LIST_NUMBER,
  LIST_STATE,
  LIST_TYPE,
  LIST_CRISIS,
  LIST_RECORDED_AT,
  LIST_ASSIGNED_AT,
  LIST_CONTACTED_AT,
  LIST_FIRST_SESSION,
  LIST_RETURNED,
  LIST_DECLINED_AT,
  LIST_CLOSING_AT,
  LIST_CLOSING_OUTCOME,
  LIST_SESSIONS_ASKED,
  LIST_WORDS,
};

static char *
copy_line (GStringChunk *texts, const char *words, int line)
{
  for (; line > 0; line--)
    words = strchr (words, '\n') + 1;
  return g_string_chunk_insert_len (texts, words, (gssize) strcspn (words, "\n"));
}

/* What is asked for: the cases of a query in order, and the lists to pick from them. */
typedef struct
{
  const EdCaseQuery *query;
  const EdCasePick *picks;
  guint n_picks;
  EdProbe *probe;      /* where anything is judged by time */
  GHashTable *marked;  /* rows (gint64), where they are asked for */
  GStringChunk *texts; /* that are sorted by */
} Inquiry;

static gboolean
is_marked (const Inquiry *inquiry, gint64 row)
{
  return g_hash_table_contains (inquiry->marked, &row);
}

static guint
find_picks (const Inquiry *inquiry, EdStatement *row)
{
  gint64 type = get_number (row, LIST_TYPE);
  gint64 state = get_number (row, LIST_STATE);
  guint found = 0;

  for (guint i = 0; i < inquiry->n_picks; i++)
    {
      const EdCasePick *pick = &inquiry->picks[i];

      if ((pick->type == ED_ABSENT || pick->type == type)
          && (pick->state == ED_ABSENT || pick->state == state)
          && (!pick->marked || is_marked (inquiry, ed_statement_int (row, LIST_ROW)))
          && (pick->due_at == ED_ABSENT
              || ed_case_is_due (ed_probe_case (inquiry->probe),
                                 pick->due_at,
                                 ed_probe_settings (inquiry->probe),
                                 ed_probe_zone (inquiry->probe))))
        found |= 1U << i;
    }
  return found;
}

static void
read_entry (Entry *entry, EdStatement *row, const Inquiry *inquiry)
{
  const EdProbe *probe = inquiry->probe;
  const char *words = ed_statement_text (row, LIST_WORDS);

  entry->row = ed_statement_int (row, LIST_ROW);
  entry->number = get_number (row, LIST_NUMBER);
  if (entry->number == ED_ABSENT)
    entry->number = G_MAXINT64;
  switch (inquiry->query->sort)
    {
    case ED_SORT_DUE:
      entry->key =
          ed_case_due (ed_probe_case (probe), ed_probe_settings (probe), ed_probe_zone (probe));
      entry->first =
          ed_statement_int (row, LIST_CRISIS) && get_number (row, LIST_STATE) != ED_CASE_CLOSED;
      break;
    case ED_SORT_NUMBER:
      entry->key = entry->number;
      break;
    case ED_SORT_RECORDED_AT:
      entry->key = get_number (row, LIST_RECORDED_AT);
      break;
    case ED_SORT_ASSIGNED_AT:
      entry->key = get_number (row, LIST_ASSIGNED_AT);
      break;
    case ED_SORT_CONTACTED_AT:
      entry->key = get_number (row, LIST_CONTACTED_AT);
      break;
    case ED_SORT_CLOSING_AT:
      entry->key = get_number (row, LIST_CLOSING_AT);
      break;
    case ED_SORT_TYPE:
      entry->key = get_number (row, LIST_TYPE);
      break;
    case ED_SORT_STATE:
      entry->key = get_number (row, LIST_STATE);
      break;
    case ED_SORT_COMPANY:
      entry->text = copy_line (inquiry->texts, words, WORDS_COMPANY);
      break;
    case ED_SORT_ALIAS:
      entry->text = copy_line (inquiry->texts, words, WORDS_ALIAS);
      break;
    case ED_SORT_CITY:
      entry->text = copy_line (inquiry->texts, words, WORDS_CITY);
      break;
    case ED_SORT_EXPERT:
      entry->text = copy_line (inquiry->texts, words, WORDS_EXPERT);
      break;
    default:
      g_return_if_reached ();
    }
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_entries (gconstpointer left, gconstpointer right, gpointer descending)
{
  const Entry *a = left;
  const Entry *b = right;
  int sign = GPOINTER_TO_INT (descending) ? -1 : 1;
  int result = compare_numbers (b->first, a->first);

  if (result == 0)
    result = compare_numbers (a->key == ED_ABSENT, b->key == ED_ABSENT);
  if (result == 0)
    result = sign * compare_numbers (a->key, b->key);
  if (result == 0 && a->text != NULL)
    result = compare_numbers (*a->text == '\0', *b->text == '\0');
  if (result == 0 && a->text != NULL)
    result = sign * strcmp (a->text, b->text);
  if (result == 0)
    result = sign * compare_numbers (a->number, b->number);
  return result != 0 ? result : sign * compare_numbers (a->row, b->row);
}

static EdStatement *
select_list (EdStore *store, const EdCaseQuery *query, GError **error)
{
  gint64 exposed;

  if (!ed_facts_get_number (store, ED_FACT_EXPOSED_ROW, &exposed, error))
    return NULL;
  return ed_db_query (store->db,
                      error,
                      "SELECT row, number, " ED_PROBE_COLUMNS ", words FROM case_list"
                      " WHERE row <= $1 AND covered = 0"
                      " AND ($2 = $3 OR (state IS $4) = ($2 = $5))"
                      " AND ($6 < 0 OR type = $6) AND ($7 < 0 OR state = $7)"
                      " AND ($8 IS NULL OR expert_id = $8)",
                      "iiiiiiit",
                      exposed,
                      (gint64) query->scope,
                      (gint64) ED_SCOPE_ALL,
                      (gint64) ED_CASE_CLOSED,
                      (gint64) ED_SCOPE_CLOSED,
                      query->type == ED_ABSENT ? (gint64) -1 : query->type,
                      query->state == ED_ABSENT ? (gint64) -1 : query->state,
                      query->expert_id);
}

static gboolean
is_overdue (const EdProbe *probe, gint64 at)
{
  return ed_case_is_overdue (ed_probe_case (probe),
                             at,
                             ed_probe_settings (probe),
                             ed_probe_zone (probe));
}

/* Whether ROW is one of those asked for; the probe, if there is one, has taken it then. */
static gboolean
fits (const Inquiry *inquiry, EdStatement *row, char **wanted)
{
  const EdCaseQuery *query = inquiry->query;
  gint64 state = get_number (row, LIST_STATE);

  if (!ed_search_fits (ed_statement_text (row, LIST_WORDS), wanted)
      || (query->marked && !is_marked (inquiry, ed_statement_int (row, LIST_ROW)))
      || (query->unassigned && !ed_case_state_is_unassigned (state)))
    return FALSE;
  if (inquiry->probe != NULL)
    ed_probe_take (inquiry->probe, row, LIST_STATE);
  return query->overdue_at == 0 || is_overdue (inquiry->probe, query->overdue_at);
}

static GArray *
query_entries (EdStore *store, const Inquiry *inquiry, GError **error)
{
  const EdCaseQuery *query = inquiry->query;
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_auto (GStrv) wanted = ed_search_split (query->text);
  g_autoptr (EdStatement) select = select_list (store, query, error);
  GError *local = NULL;

  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    {
      Entry entry = { 0 };

      if (!fits (inquiry, select, wanted))
        continue;
      read_entry (&entry, select, inquiry);
      entry.picks = find_picks (inquiry, select);
      g_array_append_val (entries, entry);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_array_sort_with_data (entries, compare_entries, GINT_TO_POINTER (query->descending));
  return g_steal_pointer (&entries);
}

static gboolean
needs_due (const Inquiry *inquiry)
{
  gboolean needs = inquiry->query->sort == ED_SORT_DUE || inquiry->query->overdue_at != 0;

  for (guint i = 0; i < inquiry->n_picks; i++)
    needs = needs || inquiry->picks[i].due_at != ED_ABSENT;
  return needs;
}

static gboolean
needs_marks (const Inquiry *inquiry)
{
  gboolean needs = inquiry->query->marked;

  for (guint i = 0; i < inquiry->n_picks; i++)
    needs = needs || inquiry->picks[i].marked;
  return needs;
}

static gboolean
prepare_inquiry (EdStore *store, Inquiry *inquiry, GError **error)
{
  if (needs_marks (inquiry))
    inquiry->marked = ed_thread_list_marked (store, error);
  if (needs_marks (inquiry) && inquiry->marked == NULL)
    return FALSE;
  if (needs_due (inquiry))
    inquiry->probe = ed_probe_new (store, error);
  return inquiry->probe != NULL || !needs_due (inquiry);
}

/* Puts the inquiry in a transaction of its own. The entries are in order, their texts gone. */
static GArray *
run_inquiry (EdStore *store, Inquiry *inquiry, GError **error)
{
  g_autoptr (GArray) entries = NULL;

  if (!ed_store_begin (store, FALSE, error))
    return NULL;
  inquiry->texts = g_string_chunk_new (TEXTS_BYTES);
  if (prepare_inquiry (store, inquiry, error))
    entries = query_entries (store, inquiry, error);
  g_clear_pointer (&inquiry->probe, ed_probe_free);
  g_clear_pointer (&inquiry->marked, g_hash_table_unref);
  g_clear_pointer (&inquiry->texts, g_string_chunk_free);
  return ed_store_end (store, entries != NULL, error) ? g_steal_pointer (&entries) : NULL;
}

/* The rows of those ENTRIES that have one of the bits of PICKS. */
static GArray *
list_rows (const GArray *entries, guint picks)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if ((entry->picks & picks) != 0)
        g_array_append_val (rows, entry->row);
    }
  return rows;
}

GPtrArray *
ed_store_query_lists (EdStore *store,
                      const EdCaseQuery *query,
                      const EdCasePick *picks,
                      guint n_picks,
                      GError **error)
{
  Inquiry inquiry = { .query = query, .picks = picks, .n_picks = n_picks };
  g_autoptr (GArray) entries = NULL;
  GPtrArray *lists;

  g_return_val_if_fail (n_picks <= ED_CASE_PICKS_MAX, NULL);

  entries = run_inquiry (store, &inquiry, error);
  if (entries == NULL)
    return NULL;
  lists = g_ptr_array_new_full (n_picks, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < n_picks; i++)
    g_ptr_array_add (lists, list_rows (entries, 1U << i));
  return lists;
}

GArray *
ed_store_query_cases (EdStore *store, const EdCaseQuery *query, GError **error)
{
  const EdCasePick all = { ED_ABSENT, ED_ABSENT, ED_ABSENT };
  g_autoptr (GPtrArray) lists = ed_store_query_lists (store, query, &all, 1, error);

  return lists != NULL ? g_array_ref (lists->pdata[0]) : NULL;
}
