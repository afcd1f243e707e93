/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one thing costs, the more cases there are: an office lives through a thousand of them, and
 * what that left in the database is copied under other ids, spread among the first, until there are
 * as many as asked for. Prints a row for each thing, and a column for each number of cases: µs of
 * the processor's time, the database's included.
 *
 * Usage: bench-growth [CASES…] */

#include <stdlib.h>
#include <string.h>

#include "caseload.h"
#include "files.h"
#include "server/api-state.h"
#include "server/database.h"
#include "toll.h"

#define FIRST 1024 /* cases that were lived through */
#define FRESH 256  /* that are measured */
#define PULLS 50
#define BATCH 32
#define SIZES_MAX 6

/* All ids of this program have it in the same place; copies have another number there. */
#define MARK "-0000-4000-8"

enum
{
  FULL_PAGE = N_DEEDS,
  NOTHING_NEW,
  ONE_CHANGE,
  FETCH,
  N_THINGS,
  N_FIGURES = N_THINGS + N_DEEDS, /* pages of the deeds */
};

/* What there is more of with each case, but for bytes of documents. In texts the ids are replaced.
 */
static const struct
{
  const char *table;
  const char *texts;   /* columns */
  const char *numbers; /* with what a copy adds, C its number */
  const char *which;
} grows[] = {
  { "document", "type,id,body", "rev", "type = 'case'" },
  { "view", "audience,type,id,body,why", "rev,gone,seq,xid + C * 1000000 AS xid", "type = 'case'" },
  { "view_file", "audience,type,id,file", "", "type = 'case'" },
  { "batch", "audiences", "mark,xid + C * 1000000 AS xid", "xid > 0" },
  { "case_number", "case_id", "number + C * 1000000 AS number", "number > 0" },
  { "holding", "case_id,expert,assigned_by", "", "case_id > ''" },
  { "due", "kind,object,at", "", "object > ''" },
  { "upload", "id,account,state,body,since", "length,received", "id > ''" },
  { "command",
    "account,id,device,type,target,assignment,done_at,at,received_at,status,code,result",
    "seq,version,moved,rev,hmac",
    "id > ''" },
  { "command_body", "account,id,target,body", "", "id > ''" },
  { "mail_outbox",
    "event,recipient,kind,case_id,account_id,assignment_id,reply_to,queued_at,state,next_at",
    "claimed,attempts,'C' || id AS id",
    "id > ''" },
};

static void
say (EdDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (!ed_db_exec (db, sql, &error))
    g_error ("%s: %s", sql, error->message);
}

/* "replace (id, '-0000-4000-8', '-0007-4000-8')" for each column. */
static char *
write_columns (const char *texts, const char *numbers, guint copy)
{
  GString *sql = g_string_new (NULL);
  g_auto (GStrv) columns = g_strsplit (texts, ",", -1);
  g_autofree char *number = g_strdup_printf ("%u", copy);

  for (char **column = columns; *column != NULL; column++)
    g_string_append_printf (sql,
                            "%sreplace (%s, '" MARK "', '-%04x-4000-8')",
                            sql->len > 0 ? ", " : "",
                            *column,
                            copy);
  if (*numbers != '\0')
    g_string_append_printf (sql, ", %s", numbers);
  g_string_replace (sql, " + C *", " + @ *", 0);
  g_string_replace (sql, "'C'", "'@'", 0);
  g_string_replace (sql, "@", number, 0);
  return g_string_free (sql, FALSE);
}

/* The names alone. */
static char *
list_names (const char *texts, const char *numbers)
{
  GString *names = g_string_new (texts);
  g_auto (GStrv) columns = g_strsplit (numbers, ",", -1);

  for (char **column = columns; *column != NULL; column++)
    {
      const char *space = strrchr (*column, ' ');

      if (**column != '\0')
        g_string_append_printf (names, ",%s", space != NULL ? space + 1 : *column);
    }
  return g_string_free (names, FALSE);
}

/* The rows as they are before there are copies. */
static void
keep_first (EdDb *db)
{
  for (guint i = 0; i < G_N_ELEMENTS (grows); i++)
    {
      g_autofree char *sql = g_strdup_printf ("CREATE TABLE first_%s AS SELECT * FROM %s WHERE %s",
                                              grows[i].table,
                                              grows[i].table,
                                              grows[i].which);

      say (db, sql);
    }
}

static void
add_copies (EdDb *db, guint from, guint to)
{
  for (guint copy = from; copy < to; copy++)
    {
      say (db, "BEGIN");
      for (guint i = 0; i < G_N_ELEMENTS (grows); i++)
        {
          g_autofree char *names = list_names (grows[i].texts, grows[i].numbers);
          g_autofree char *columns = write_columns (grows[i].texts, grows[i].numbers, copy);
          g_autofree char *sql = g_strdup_printf ("INSERT INTO %s (%s) SELECT %s FROM first_%s",
                                                  grows[i].table,
                                                  names,
                                                  columns,
                                                  grows[i].table);

          say (db, sql);
        }
      say (db, "COMMIT");
    }
  say (db, "UPDATE organisation SET next_number = (SELECT MAX(number) + 1 FROM case_number)");
}

/* As a database is that has long had what it has: nothing of the growing is left to do. */
static void
settle (EdDb *db)
{
  if (g_getenv ("ED_TEST_POSTGRES") == NULL)
    {
      say (db, "ANALYZE");
      g_assert_true (ed_db_checkpoint (db, NULL));
      return;
    }
  say (db, "VACUUM ANALYZE");
  say (db, "CHECKPOINT");
}

/* Grows the office from FROM copies to TO; it is stopped meanwhile. */
static void
grow (Caseload *load, guint from, guint to)
{
  Office *office = load->office;
  g_autofree char *location = ed_database_locate (office->folder, office->database);
  g_autoptr (GError) error = NULL;
  EdDb *db;

  if (to <= from)
    return;
  office_close (office);
  db = ed_database_open (location, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ed_db_relax (db, TRUE, NULL));
  if (from == 1)
    keep_first (db);
  add_copies (db, from, to);
  settle (db);
  ed_db_close (db);
  office_open (office);
  g_assert_true (ed_db_relax (office->api->writer, FALSE, NULL));
}

/* Pages of PostgreSQL's that the writer has looked at, each time; 0 on SQLite. */
static gint64
count_pages (Caseload *load)
{
  EdDb *db = load->office->api->writer;
  g_autoptr (EdStatement) row = NULL;

  if (g_getenv ("ED_TEST_POSTGRES") == NULL)
    return 0;
  say (db, "SELECT pg_stat_force_next_flush ()");
  row = ed_db_prepare (db,
                       "SELECT CAST (SUM (heap_blks_read + heap_blks_hit + idx_blks_read"
                       " + idx_blks_hit) AS BIGINT) FROM pg_statio_user_tables"
                       " WHERE idx_blks_hit IS NOT NULL",
                       NULL);
  return row != NULL && ed_statement_step (row, NULL) ? ed_statement_int (row, 0) : 0;
}

static void
push_batch (Caseload *load, Deed deed, guint from, Toll *toll)
{
  g_autofree char *body = caseload_body (load, deed, from, BATCH);
  g_auto (EdApiResponse) response = { 0 };

  toll_start (toll);
  caseload_push (caseload_doer (load, deed, from), body, &response);
  toll_stop (toll);
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const double *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

/* Of what the batches cost the middle: others work on the same processors. */
static void
measure_deed (Caseload *load, Deed deed, guint first, double *figures)
{
  double costs[FRESH / BATCH];
  gint64 pages = -count_pages (load);

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      Toll toll = { 0 };

      push_batch (load, deed, first + i * BATCH, &toll);
      costs[i] = (double) toll_processor (&toll) / BATCH;
    }
  pages += count_pages (load);
  qsort (costs, G_N_ELEMENTS (costs), sizeof costs[0], compare_numbers);
  figures[deed] = costs[G_N_ELEMENTS (costs) / 2];
  figures[N_THINGS + deed] = (double) pages / FRESH;
}

/* After one pull that is not counted: the statements are prepared then. */
static void
pull (Person *person, const char *query, guint times, Toll *toll)
{
  g_auto (EdApiResponse) first = { 0 };

  person_call (person, "GET", "/v1/feed", query, NULL, &first);
  toll_start (toll);
  for (guint i = 0; i < times; i++)
    {
      g_auto (EdApiResponse) response = { 0 };

      g_assert_cmpuint (person_call (person, "GET", "/v1/feed", query, NULL, &response), ==, 200);
    }
  toll_stop (toll);
}

/* Where the feed ends now: a full pull would be all of it, so the page's own cursor is moved on. */
static char *
find_end (Caseload *load)
{
  Person *person = load->experts[0];

  pull_free (person_pull (person, 1000));
  return g_strdup (person->cursor);
}

/* What is read while the cases from FIRST on are open. */
static void
measure_reading (Caseload *load, guint first, Toll *tolls)
{
  Person *expert = load->experts[first / CASELOAD_OF_EXPERT];
  g_autofree char *end = find_end (load);
  g_autofree char *nothing = g_strdup_printf ("limit=500&after=%s", end);
  g_autofree char *change = NULL, *document = NULL;

  pull (load->coordinator, "limit=500", PULLS, &tolls[FULL_PAGE]);
  pull (load->experts[0], nothing, PULLS, &tolls[NOTHING_NEW]);
  document =
      person_add_document (expert, "other", load->cases[first], load->assignments[first], 10000);
  pull_free (person_pull (expert, 1000));
  change = g_strdup_printf ("limit=500&after=%s", expert->cursor);
  person_must (load->coordinator,
               NULL,
               "case.edit",
               load->cases[first + 1],
               NULL,
               "{\"operator_name\":{\"from\":\"XY\",\"to\":\"YZ\"}}");
  pull (expert, change, PULLS, &tolls[ONE_CHANGE]);
  toll_start (&tolls[FETCH]);
  for (guint i = 0; i < PULLS; i++)
    {
      g_auto (EdApiResponse) response = { 0 };

      g_assert_cmpuint (person_read (expert, document, NULL, &response), ==, 200);
    }
  toll_stop (&tolls[FETCH]);
}

static void
measure_all (Caseload *load, guint round, double *figures)
{
  guint first = FIRST + round * (BATCH + FRESH);
  Toll tolls[N_THINGS] = { 0 }, unused = { 0 };
  static const guint times[N_THINGS] = {
    [FULL_PAGE] = PULLS * 500,
    [NOTHING_NEW] = PULLS,
    [ONE_CHANGE] = PULLS,
    [FETCH] = PULLS,
  };

  /* Whatever is done for the first time is not counted: statements are prepared then. */
  for (Deed deed = 0; deed < N_DEEDS; deed++)
    push_batch (load, deed, first, &unused);
  first += BATCH;
  for (Deed deed = 0; deed < N_DEEDS; deed++)
    {
      measure_deed (load, deed, first, figures);
      if (deed == DEED_CONTACT)
        measure_reading (load, first, tolls);
    }
  for (guint i = N_DEEDS; i < N_THINGS; i++)
    figures[i] = (double) toll_processor (&tolls[i]) / times[i];
}

static const char *
name_thing (guint i)
{
  static const char *const names[N_THINGS] = {
    [FULL_PAGE] = "feed, each document of a page of 500",
    [NOTHING_NEW] = "feed, nothing new",
    [ONE_CHANGE] = "feed, one change",
    [FETCH] = "a document of 10 kB (with its audit row)",
  };

  return i < N_DEEDS ? deed_word (i) : names[i];
}

static void
print_table (double figures[][N_FIGURES], guint n)
{
  guint n_things = g_getenv ("ED_TEST_POSTGRES") != NULL ? N_FIGURES : N_THINGS;

  for (guint thing = 0; thing < n_things; thing++)
    {
      if (thing < N_THINGS)
        g_print ("| %s | %s |", toll_engine (), name_thing (thing));
      else
        g_print ("| | pages looked at for %s |", deed_word (thing - N_THINGS));
      for (guint i = 0; i < n; i++)
        g_print (" %.0f |", figures[i][thing]);
      g_print ("\n");
    }
}

int
main (int argc, char **argv)
{
  static const guint usual[] = { 1000, 10000, 100000 };
  guint sizes[SIZES_MAX], n = 0;
  double figures[SIZES_MAX][N_FIGURES];
  Caseload *load;
  guint copies = 1;

  for (int i = 1; i < argc && n < SIZES_MAX; i++)
    sizes[n++] = (guint) atoi (argv[i]);
  for (guint i = 0; argc == 1 && i < G_N_ELEMENTS (usual); i++)
    sizes[n++] = usual[i];
  load = caseload_new (FIRST + n * (BATCH + FRESH));
  caseload_bring_to (load, DEED_CONTACT, 0, FIRST);
  for (guint i = 0; i < n; i++)
    {
      guint wanted = MAX (sizes[i] / 1000, 1);

      grow (load, copies, wanted);
      copies = wanted;
      measure_all (load, i, figures[i]);
    }
  print_table (figures, n);
  caseload_free (load);
  return 0;
}
