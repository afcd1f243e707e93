/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Several servers on one PostgreSQL database, 32 people who write through them at once, readers who
 * poll, connections that are cut and a database server that crashes and recovers: every command
 * takes effect once, and no reader misses a row, gets one twice or in the wrong order. */

#include <signal.h>
#include <string.h>

#include "office.h"
#include "server/api-state.h"
#include "server/batch-table.h"
#include "server/view-table.h"
#include "sql/postgres.h"
#include "support/test-database.h"

#define N_SERVERS 4
#define N_WRITERS 32
#define N_READERS 3
#define N_COMMANDS 12 /* of each writer */
#define N_SHARED 4    /* cases that all write on */

typedef struct
{
  Office *office;
  EdApi *servers[N_SERVERS];
  char *shared[N_SHARED], *assignments[N_SHARED];
  gint writing; /* writers still at work; atomic */
  GMutex mutex; /* of what follows */
  GCond changed;
  guint done; /* commands that were answered */
} Site;

typedef struct
{
  Site *site;
  Person *person;
  guint number;
  GThread *thread;
} Writer;

typedef struct
{
  Site *site;
  Person *person;
  GHashTable *held; /* "type id" → revision */
  guint pages;
  GThread *thread;
} Reader;

static EdApi *
open_server (Office *office)
{
  g_autoptr (GError) error = NULL;
  EdApiOptions options = { .data_dir = office->folder,
                           .database = office->database,
                           .clock = &office->clock.parent,
                           .password_opslimit = 1,
                           .password_memlimit = 8192 };
  EdApi *api = ed_api_open (&options, &error);

  g_assert_no_error (error);
  return api;
}

/* One call to one of the servers. */
static guint
call (EdApi *server,
      Person *person,
      const char *method,
      const char *path,
      const char *query,
      const char *body,
      EdApiResponse *response)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", person->token, NULL);
  EdApiRequest request = { .method = method,
                           .path = path,
                           .query = query,
                           .authorization = authorization,
                           .device = person->device,
                           .peer = "192.0.2.1",
                           .body = body,
                           .body_length = body != NULL ? strlen (body) : 0 };

  ed_api_call_now (server, &request, response);
  return response->status;
}

/* The command is sent until somebody answers it, to another server each time. */
static void
send_command (Writer *self, guint n, GRand *dice)
{
  Site *site = self->site;
  gboolean creates = n % 2 == 0;
  guint on = (self->number + n) % N_SHARED;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *own = g_uuid_string_random ();
  g_autofree char *said =
      g_strdup_printf ("{\"id\":\"%s\",\"text\":\"%u of %u\"}", own, n, self->number);
  g_autofree char *envelope =
      creates
          ? person_envelope (self->person,
                             id,
                             "case.create",
                             own,
                             NULL,
                             "{\"company_name\":\"S\",\"type\":\"legal\",\"client_alias\":\"X\"}")
          : person_envelope (self->person,
                             id,
                             "message.send",
                             site->shared[on],
                             site->assignments[on],
                             said);
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", self->person->device, envelope);
  guint status;

  do
    {
      g_auto (EdApiResponse) response = { 0 };
      EdApi *server = site->servers[g_rand_int_range (dice, 0, N_SERVERS)];

      status = call (server, self->person, "POST", "/v1/commands", NULL, body, &response);
      g_assert_true (status == 200 || status == 503);
      if (status == 200)
        {
          g_autofree char *text = response_text (&response);

          g_assert_nonnull (strstr (text, "\"status\":\"applied\""));
        }
    }
  while (status != 200);
  self->person->seq++;
}

static gpointer
write_all (gpointer data)
{
  Writer *self = data;
  g_autoptr (GRand) dice = g_rand_new_with_seed (self->number);

  for (guint n = 0; n < N_COMMANDS; n++)
    {
      send_command (self, n, dice);
      g_mutex_lock (&self->site->mutex);
      self->site->done++;
      g_cond_broadcast (&self->site->changed);
      g_mutex_unlock (&self->site->mutex);
    }
  g_atomic_int_add (&self->site->writing, -1);
  return NULL;
}

/* A thing that a reader holds comes again only changed, and never as it was before. */
static void
take_line (Reader *self, const char *line)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  JsonObject *item = json_node_get_object (node);
  g_autofree char *name = NULL;
  gint64 rev, held;

  if (strcmp (json_object_get_string_member (item, "k"), "end") == 0)
    {
      g_free (self->person->cursor);
      self->person->cursor = g_strdup (json_object_get_string_member (item, "to"));
      return;
    }
  g_assert_cmpstr (json_object_get_string_member (item, "k"), ==, "put");
  name = g_strdup_printf ("%s %s",
                          json_object_get_string_member (item, "t"),
                          json_object_get_string_member (item, "id"));
  rev = json_object_get_int_member (item, "rev");
  held = GPOINTER_TO_INT (g_hash_table_lookup (self->held, name));
  g_assert_cmpint (rev, >, held);
  g_hash_table_insert (self->held, g_steal_pointer (&name), GINT_TO_POINTER ((gint) rev));
}

/* One page from one of the servers; FALSE when nobody answered. */
static gboolean
read_page (Reader *self, GRand *dice)
{
  EdApi *server = self->site->servers[g_rand_int_range (dice, 0, N_SERVERS)];
  g_autofree char *query = self->person->cursor != NULL
                               ? g_strconcat ("limit=7&after=", self->person->cursor, NULL)
                               : g_strdup ("limit=7");
  g_auto (EdApiResponse) response = { 0 };
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  guint status = call (server, self->person, "GET", "/v1/feed", query, NULL, &response);

  g_assert_true (status == 200 || status == 503);
  if (status != 200)
    return FALSE;
  text = response_text (&response);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    take_line (self, *line);
  self->pages++;
  return strstr (lines[g_strv_length (lines) - 1], "\"more\":false") == NULL;
}

static gpointer
read_all (gpointer data)
{
  Reader *self = data;
  g_autoptr (GRand) dice = g_rand_new_with_seed ((guint32) (gsize) self->person->account);

  while (g_atomic_int_get (&self->site->writing) > 0)
    read_page (self, dice);
  return NULL;
}

/* PostgreSQL takes a back end that dies so as a crash: it ends all, and recovers from its log. */
static void
crash_database (Site *site)
{
  EdDbOptions options = { .path = site->office->database };
  g_autoptr (EdDb) db = ed_postgres_open (&options, NULL);
  g_autoptr (EdStatement) row =
      db != NULL ? ed_db_query (db, NULL, "SELECT pg_backend_pid ()", "") : NULL;

  if (row == NULL)
    return; /* it has not yet recovered from the last time */
  g_assert_true (ed_statement_step (row, NULL));
  g_assert_cmpint (kill ((pid_t) ed_statement_int (row, 0), SIGKILL), ==, 0);
}

/* Whenever some more commands were answered something breaks. */
static void
break_things (Site *site)
{
  guint n = 0;

  for (guint next = 20; next < N_WRITERS * N_COMMANDS; next += 30)
    {
      g_mutex_lock (&site->mutex);
      while (site->done < next)
        g_cond_wait (&site->changed, &site->mutex);
      g_mutex_unlock (&site->mutex);
      if (n++ % 4 == 2)
        crash_database (site);
      else
        ed_test_database_cut (site->office->database);
    }
}

static void
set_up (Site *site, gconstpointer unused)
{
  Person *coordinator, *expert;

  /* What is refused meanwhile is said as a warning. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL);
  g_mutex_init (&site->mutex);
  g_cond_init (&site->changed);
  site->office = office_new ();
  coordinator = office_add (site->office, "first", "coordinator");
  expert = office_add (site->office, "expert", "expert");
  person_sign_in (coordinator);
  person_sign_in (expert);
  for (guint i = 0; i < N_SHARED; i++)
    {
      site->shared[i] = person_create_case (coordinator, "legal");
      site->assignments[i] = person_assign (coordinator, site->shared[i], expert);
    }
  for (guint i = 0; i < N_SERVERS; i++)
    site->servers[i] = open_server (site->office);
}

static void
tear_down (Site *site, gconstpointer unused)
{
  for (guint i = 0; i < N_SERVERS; i++)
    ed_api_close (site->servers[i]);
  for (guint i = 0; i < N_SHARED; i++)
    {
      g_free (site->shared[i]);
      g_free (site->assignments[i]);
    }
  g_mutex_clear (&site->mutex);
  g_cond_clear (&site->changed);
  office_free (site->office);
}

static Person *
add_coordinator (Site *site, const char *kind, guint number)
{
  g_autofree char *user = g_strdup_printf ("%s%u", kind, number);
  Person *person = office_add (site->office, user, "coordinator");
  g_auto (EdApiResponse) response = { 0 };

  person_sign_in (person);
  /* The first use of a token is written down. */
  call (site->servers[0], person, "GET", "/v1/feed", NULL, NULL, &response);
  return person;
}

static gint64
count (Site *site, const char *sql)
{
  g_autoptr (EdDb) db = ed_test_database_open (site->office->database);
  g_autoptr (EdStatement) row = ed_db_query (db, NULL, sql, "");

  g_assert_true (ed_statement_step (row, NULL));
  return ed_statement_int (row, 0);
}

/* Each reader holds exactly the staff's living views, each as it is now. */
static void
check_reader (Reader *self)
{
  g_autoptr (EdDb) db = ed_test_database_open (self->site->office->database);
  g_autoptr (EdStatement) row = ed_db_query (db,
                                             NULL,
                                             "SELECT type, id, rev FROM view"
                                             " WHERE audience = 'staff' AND gone = 0",
                                             "");
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);
  guint n = 0;

  while (read_page (self, dice))
    ;
  while (ed_statement_step (row, NULL))
    {
      g_autofree char *name =
          g_strdup_printf ("%s %s", ed_statement_text (row, 0), ed_statement_text (row, 1));

      n++;
      if (strcmp (ed_statement_text (row, 0), "account") == 0)
        continue; /* theirs comes to them in another view */
      g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (self->held, name)),
                       ==,
                       ed_statement_int (row, 2));
    }
  g_assert_cmpuint (n, >, N_WRITERS * N_COMMANDS);
}

static void
test_nothing_is_missed_or_doubled (Site *site, gconstpointer unused)
{
  Writer writers[N_WRITERS];
  Reader readers[N_READERS];
  gint64 commands = count (site, "SELECT count(*) FROM command");

  for (guint i = 0; i < N_WRITERS; i++)
    writers[i] = (Writer){ site, add_coordinator (site, "writer", i), i, NULL };
  for (guint i = 0; i < N_READERS; i++)
    {
      readers[i] = (Reader){ .site = site, .person = add_coordinator (site, "reader", i) };
      readers[i].held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
  site->writing = N_WRITERS;
  for (guint i = 0; i < N_WRITERS; i++)
    writers[i].thread = g_thread_new ("writer", write_all, &writers[i]);
  for (guint i = 0; i < N_READERS; i++)
    readers[i].thread = g_thread_new ("reader", read_all, &readers[i]);
  break_things (site);
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (writers[i].thread);
  for (guint i = 0; i < N_READERS; i++)
    g_thread_join (readers[i].thread);

  g_assert_cmpint (count (site, "SELECT count(*) FROM command"),
                   ==,
                   commands + N_WRITERS * N_COMMANDS);
  g_assert_cmpint (count (site, "SELECT count(*) FROM document WHERE type = 'case'"),
                   ==,
                   N_SHARED + N_WRITERS * N_COMMANDS / 2);
  g_assert_cmpint (count (site, "SELECT count(*) FROM document WHERE type = 'message'"),
                   ==,
                   N_WRITERS * N_COMMANDS / 2);
  /* Numbers without a gap, and none twice. */
  g_assert_cmpint (count (site, "SELECT max(number) - min(number) + 1 FROM case_number"),
                   ==,
                   count (site, "SELECT count(*) FROM case_number"));
  for (guint i = 0; i < N_READERS; i++)
    {
      check_reader (&readers[i]);
      g_hash_table_unref (readers[i].held);
    }
}

/* --- the order of commits, step by step --------------------------------------------------------
 */

static guint
count_items (Person *person)
{
  g_autoptr (Pull) pull = person_pull (person, 500);

  return pull->lines->len;
}

/* What an older transaction is still to commit is waited for, by what came after it too. */
static void
test_younger_commit_waits_for_the_older (Site *site, gconstpointer unused)
{
  g_autoptr (EdDb) older = ed_test_database_open (site->office->database);
  Person *person = add_coordinator (site, "person", 0);
  g_autoptr (Pull) pull = NULL;
  EdDbMoment moment;
  gint64 sent;

  count_items (person);
  g_assert_true (ed_db_begin (older, TRUE, NULL));
  g_assert_true (ed_db_read_moment (older, &moment, NULL));
  sent = person->seq;
  g_free (person_create_case (person, "legal"));
  g_assert_cmpint (person->seq, ==, sent + 1);

  pull = person_pull (person, 500);
  g_assert_cmpuint (pull->lines->len, ==, 0);
  g_assert_cmpint (json_object_get_int_member (pull->end, "acked"), <, sent);
  g_assert_true (ed_db_commit (older, NULL));
  g_clear_pointer (&pull, pull_free);
  pull = person_pull (person, 500);
  g_assert_cmpuint (pull->lines->len, ==, 1);
  g_assert_cmpint (json_object_get_int_member (pull->end, "acked"), ==, sent);
}

/* Another database server counts its transactions from the beginning: positions go on. */
static void
test_moved_database_goes_on (Site *site, gconstpointer unused)
{
  Person *person = add_coordinator (site, "person", 0);
  Office *office = site->office;

  for (guint i = 0; i < N_SERVERS; i++)
    g_clear_pointer (&site->servers[i], ed_api_close);
  /* As if the server that it came from had counted further. */
  g_assert_true (ed_db_exec (office->api->writer,
                             "UPDATE batch SET xid = xid + 1000000000000;"
                             "UPDATE view SET xid = xid + 1000000000000;"
                             "UPDATE device SET since_xid = since_xid + 1000000000000",
                             NULL));
  office_close (office);
  office_open (office);
  g_clear_pointer (&person->cursor, g_free);
  g_assert_cmpuint (count_items (person), >, N_SHARED);
  g_free (person_create_case (person, "legal"));
  g_assert_cmpuint (count_items (person), ==, 1);
  g_assert_cmpuint (count_items (person), ==, 0);
}

#define MANY 5000
#define PAGE 20

/* A page costs what is on it, however much lies behind it. */
static void
test_page_reads_its_rows_alone (Site *site, gconstpointer unused)
{
  EdApi *api = site->servers[0];
  const char *const audiences[] = { "staff", "all", NULL };
  EdPosition beginning = { 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdStatement) row = NULL, read = NULL;
  guint rows = 0;
  EdDb *db;

  g_assert_true (
      ed_db_exec (api->writer,
                  "INSERT INTO view (audience, type, id, rev, body, gone, xid, seq)"
                  " SELECT 'staff', 'case', 'case ' || n, 1, repeat ('x', 1000), 0, n + 1000000, 1"
                  " FROM generate_series (1, " G_STRINGIFY (MANY) ") n",
                  NULL));
  db = ed_readers_take (api->readers, &error);
  g_assert_no_error (error);
  row = ed_views_read (db, audiences, &beginning, -1, G_MAXINT64, PAGE, &error);
  g_assert_no_error (error);
  while (ed_statement_step (row, &error))
    rows++;
  g_assert_no_error (error);
  g_assert_cmpuint (rows, ==, PAGE);
  read = ed_db_query (db,
                      &error,
                      "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables"
                      " WHERE relname = 'view'",
                      "");
  g_assert_true (ed_statement_step (read, &error));
  g_test_message ("%d rows", (int) ed_statement_int (read, 0));
  g_assert_cmpint (ed_statement_int (read, 0), >=, PAGE);
  g_assert_cmpint (ed_statement_int (read, 0), <=, 2 * PAGE);
  ed_statement_done (g_steal_pointer (&row));
  ed_statement_done (g_steal_pointer (&read));
  ed_readers_give_back (api->readers, db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/side-by-side/" path, Site, NULL, set_up, function, tear_down)
  ADD ("nothing-is-missed-or-doubled", test_nothing_is_missed_or_doubled);
  ADD ("younger-commit-waits-for-the-older", test_younger_commit_waits_for_the_older);
  ADD ("moved-database-goes-on", test_moved_database_goes_on);
  ADD ("page-reads-its-rows-alone", test_page_reads_its_rows_alone);
  return g_test_run ();
}
