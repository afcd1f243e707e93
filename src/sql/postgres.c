/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The connections of the PostgreSQL engine. Messages are kept to the server's first line: the
 * others quote values. */

#include "sql/postgres.h"

#include <string.h>

#include "sql/postgres-engine.h"

#define OLDEST_SERVER 130000 /* xid8 */
#define BUSY_TIMEOUT_MS 5000
/* A process that stops in the middle of a transaction would keep the feed's horizon where it is,
 * and its locks, for everybody. */
#define STALLED_TIMEOUT_MS 20000
#define PROGRAM "experts-dashboard-server" /* how its connections call themselves */
#define MIGRATION_LOCK "1162101059"        /* of this program among a database's advisory locks */
/* What was committed is there after a crash, however the database is set up; it may be set up to
 * wait for more than its own disk. */
#define WAIT_FOR_THE_DISK                                 \
  "SELECT set_config ('synchronous_commit', 'on', false)" \
  " WHERE current_setting ('synchronous_commit') = 'off'"

static EdPostgres *
get_self (EdDb *db)
{
  return (EdPostgres *) db;
}

static int
map_state (const char *state)
{
  static const struct
  {
    const char *prefix;
    int code;
  } codes[] = {
    { "23", ED_DB_ERROR_CONSTRAINT },  { "40001", ED_DB_ERROR_CONFLICT },
    { "40P01", ED_DB_ERROR_CONFLICT }, { "55P03", ED_DB_ERROR_BUSY },
    { "57014", ED_DB_ERROR_BUSY },     { "53100", ED_DB_ERROR_FULL },
    { "58", ED_DB_ERROR_IO },          { "XX001", ED_DB_ERROR_IO },
    { "XX002", ED_DB_ERROR_IO },       { "08", ED_DB_ERROR_AWAY },
    { "25006", ED_DB_ERROR_AWAY }, /* became a replica */
    { "25P03", ED_DB_ERROR_AWAY },     { "53", ED_DB_ERROR_BUSY },
    { "57P", ED_DB_ERROR_AWAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_has_prefix (state, codes[i].prefix))
      return codes[i].code;
  return ED_DB_ERROR_FAILED;
}

void
ed_postgres_set_error (EdPostgres *self, const PGresult *result, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  const char *said = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  g_autofree char *text = g_strdup (said != NULL ? said : PQerrorMessage (self->connection));
  int code = state != NULL ? map_state (state) : ED_DB_ERROR_FAILED;

  if (PQstatus (self->connection) != CONNECTION_OK)
    code = ED_DB_ERROR_AWAY;
  self->is_misplaced = self->is_misplaced || g_strcmp0 (state, "25006") == 0;
  text[strcspn (text, "\n")] = '\0';
  g_set_error (error,
               ED_DB_ERROR,
               code,
               "%s (PostgreSQL %s)",
               text,
               state != NULL ? state : "connection");
}

gboolean
ed_postgres_check (EdPostgres *self, const PGresult *result, GError **error)
{
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
    {
      self->changes = g_ascii_strtoll (PQcmdTuples ((PGresult *) result), NULL, 10);
      return TRUE;
    }
  ed_postgres_set_error (self, result, error);
  return FALSE;
}

static gboolean
run_sql (EdPostgres *self, const char *sql, GError **error)
{
  PGresult *result = PQexec (self->connection, sql);
  gboolean done = ed_postgres_check (self, result, error);

  /* COMMIT of a transaction in which something failed says ROLLBACK, and no more. */
  if (done && strcmp (sql, "COMMIT") == 0 && strcmp (PQcmdStatus (result), "COMMIT") != 0)
    {
      g_set_error (error,
                   ED_DB_ERROR,
                   ED_DB_ERROR_FAILED,
                   "a statement of the transaction had failed");
      done = FALSE;
    }
  PQclear (result);
  return done;
}

char *
ed_postgres_reveal (const char *sql)
{
  GString *text = g_string_sized_new (strlen (sql));
  const char *mark;

  while ((mark = strstr (sql, "/*pg ")) != NULL)
    {
      const char *end = strstr (mark, "*/");

      g_assert (end != NULL);
      g_string_append_len (text, sql, mark - sql);
      g_string_append_len (text, mark + strlen ("/*pg"), end - mark - (gssize) strlen ("/*pg"));
      sql = end + strlen ("*/");
    }
  g_string_append (text, sql);
  return g_string_free (text, FALSE);
}

static void
ignore_notice (void *data, const char *message)
{
}

/* After a connection was made: what must be so, and what is set on it. */
static gboolean
set_up (EdPostgres *self, GError **error)
{
  const char *encoding;

  if (PQstatus (self->connection) != CONNECTION_OK)
    {
      ed_postgres_set_error (self, NULL, error);
      return FALSE;
    }
  self->generation++;
  self->is_misplaced = FALSE;
  PQsetNoticeProcessor (self->connection, ignore_notice, NULL);
  encoding = PQparameterStatus (self->connection, "server_encoding");
  if (PQserverVersion (self->connection) >= OLDEST_SERVER && g_strcmp0 (encoding, "UTF8") == 0)
    return run_sql (self, self->settings, error);
  g_set_error (error,
               ED_DB_ERROR,
               ED_DB_ERROR_UNFIT,
               "the database is in %s on a server of version %d: UTF8 on 13 or newer is needed",
               encoding,
               PQserverVersion (self->connection) / 10000);
  return FALSE;
}

static gboolean
is_usable (EdPostgres *self)
{
  return PQstatus (self->connection) == CONNECTION_OK && !self->is_misplaced;
}

/* Makes the connection anew where it has broken. */
static gboolean
mend (EdPostgres *self, GError **error)
{
  if (is_usable (self))
    return TRUE;
  PQreset (self->connection);
  return set_up (self, error);
}

static void
postgres_close (EdDb *db)
{
  EdPostgres *self = get_self (db);

  PQfinish (self->connection);
  g_free (self->settings);
  g_free (self);
}

static gboolean
postgres_exec (EdDb *db, const char *sql, GError **error)
{
  g_autofree char *revealed = ed_postgres_reveal (sql);

  return (db->in_transaction || mend (get_self (db), error))
         && run_sql (get_self (db), revealed, error);
}

static gboolean
postgres_has_table (EdDb *db, const char *name, gboolean *has, GError **error)
{
  EdPostgres *self = get_self (db);
  const char *const values[] = { name };
  PGresult *result;
  gboolean done;

  *has = FALSE;
  if (!db->in_transaction && !mend (self, error))
    return FALSE;
  result = PQexecParams (self->connection,
                         "SELECT to_regclass (quote_ident ($1)) IS NOT NULL",
                         1,
                         NULL,
                         values,
                         NULL,
                         NULL,
                         0);
  done = ed_postgres_check (self, result, error);
  *has = done && strcmp (PQgetvalue (result, 0, 0), "t") == 0;
  PQclear (result);
  return done;
}

static gboolean
postgres_begin (EdDb *db, gboolean write, GError **error)
{
  EdPostgres *self = get_self (db);
  const char *sql = write ? "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
                          : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

  if (!mend (self, error))
    return FALSE;
  if (run_sql (self, sql, NULL))
    return TRUE;
  /* That it had broken may show only now. */
  return mend (self, error) && run_sql (self, sql, error);
}

static gboolean
postgres_is_open (EdDb *db)
{
  PGTransactionStatusType status = PQtransactionStatus (get_self (db)->connection);

  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

/* What was deleted is the server's own to vacuum away. */
static gboolean
postgres_checkpoint (EdDb *db, GError **error)
{
  return TRUE;
}

static gboolean
postgres_rekey (EdDb *db, const guint8 *key, GError **error)
{
  g_set_error_literal (error, ED_DB_ERROR, ED_DB_ERROR_UNFIT, "PostgreSQL has no key");
  return FALSE;
}

static gboolean
postgres_relax (EdDb *db, gboolean relaxed, GError **error)
{
  return postgres_exec (db,
                        relaxed ? "SET synchronous_commit = off"
                                : "RESET synchronous_commit; " WAIT_FOR_THE_DISK,
                        error);
}

static gint64
postgres_changes (EdDb *db)
{
  return get_self (db)->changes;
}

static gint64
postgres_last_rowid (EdDb *db)
{
  g_return_val_if_reached (0);
}

static gboolean
postgres_lock_schema (EdDb *db, gboolean lock, GError **error)
{
  return postgres_exec (db,
                        lock ? "SELECT pg_advisory_lock (" MIGRATION_LOCK ")"
                             : "SELECT pg_advisory_unlock (" MIGRATION_LOCK ")",
                        error);
}

/* The types that the migrations are written in, in PostgreSQL's words: numbers have 64 bits, text
 * compares by its bytes. */
static char *
postgres_translate (const char *ddl)
{
  static const struct
  {
    const char *pattern;
    const char *word;
  } words[] = {
    { "\\bINTEGER PRIMARY KEY\\b", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY" },
    { "\\bINTEGER\\b", "BIGINT" },
    { "\\bBLOB\\b", "BYTEA" },
    { "\\bTEXT\\b", "TEXT COLLATE \"C\"" },
  };
  char *text = g_strdup (ddl);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (words[i].pattern, 0, 0, NULL);
      char *next = g_regex_replace_literal (regex, text, -1, 0, words[i].word, 0, NULL);

      g_free (text);
      text = next;
    }
  return text;
}

/* Both are asked for by one statement each, prepared once. */
static gboolean
read_first (EdDb *db, const char *sql, EdStatement **row, GError **error)
{
  *row = ed_db_prepare (db, sql, error);
  return *row != NULL && ed_statement_step (*row, error);
}

static gboolean
postgres_moment (EdDb *db, EdDbMoment *moment, GError **error)
{
  g_autoptr (EdStatement) row = NULL;

  if (!read_first (db,
                   "SELECT pg_current_xact_id (), pg_snapshot_xmin (pg_current_snapshot ()),"
                   " CAST (extract (epoch FROM clock_timestamp ()) * 1000 AS BIGINT)",
                   &row,
                   error))
    return FALSE;
  moment->stamp = ed_statement_int (row, 0);
  moment->horizon = ed_statement_int (row, 1);
  moment->now = ed_statement_int (row, 2);
  return TRUE;
}

static gboolean
postgres_horizon (EdDb *db, gint64 *horizon, GError **error)
{
  g_autoptr (EdStatement) row = NULL;

  if (!read_first (db, "SELECT pg_snapshot_xmin (pg_current_snapshot ())", &row, error))
    return FALSE;
  *horizon = ed_statement_int (row, 0);
  return TRUE;
}

static const EdEngine postgres_engine = {
  .close = postgres_close,
  .exec = postgres_exec,
  .has_table = postgres_has_table,
  .begin = postgres_begin,
  .is_open = postgres_is_open,
  .checkpoint = postgres_checkpoint,
  .rekey = postgres_rekey,
  .relax = postgres_relax,
  .changes = postgres_changes,
  .last_rowid = postgres_last_rowid,
  .lock_schema = postgres_lock_schema,
  .translate = postgres_translate,
  .moment = postgres_moment,
  .horizon = postgres_horizon,
  .prepare = ed_postgres_prepare,
  .finalize = ed_postgres_finalize,
  .reset = ed_postgres_reset,
  .bind_text = ed_postgres_bind_text,
  .bind_int = ed_postgres_bind_int,
  .bind_blob = ed_postgres_bind_blob,
  .bind_null = ed_postgres_bind_null,
  .step = ed_postgres_step,
  .text = ed_postgres_text,
  .length = ed_postgres_length,
  .integer = ed_postgres_integer,
  .blob = ed_postgres_blob,
  .is_null = ed_postgres_is_null,
};

gboolean
ed_postgres_is_url (const char *name)
{
  return g_str_has_prefix (name, "postgresql://") || g_str_has_prefix (name, "postgres://");
}

char *
ed_postgres_describe (const char *name)
{
  PQconninfoOption *parts = PQconninfoParse (name, NULL);
  GString *text = g_string_new ("the PostgreSQL database");

  for (PQconninfoOption *part = parts; part != NULL && part->keyword != NULL; part++)
    {
      if (part->val == NULL || *part->val == '\0')
        continue;
      if (strcmp (part->keyword, "dbname") == 0)
        g_string_append_printf (text, " %s", part->val);
      else if (strcmp (part->keyword, "host") == 0)
        g_string_append_printf (text, " at %s", part->val);
    }
  PQconninfoFree (parts);
  return g_string_free (text, FALSE);
}

/* Do all hosts of PARTS lie on this machine? */
static gboolean
stays_here (const PQconninfoOption *parts)
{
  for (; parts->keyword != NULL; parts++)
    {
      g_auto (GStrv) hosts = NULL;

      if (parts->val == NULL
          || (strcmp (parts->keyword, "host") != 0 && strcmp (parts->keyword, "hostaddr") != 0))
        continue;
      hosts = g_strsplit (parts->val, ",", -1);
      for (char **host = hosts; *host != NULL; host++)
        if (**host != '/' && **host != '@' && **host != '\0' && strcmp (*host, "localhost") != 0
            && strcmp (*host, "127.0.0.1") != 0 && strcmp (*host, "::1") != 0)
          return FALSE;
    }
  return TRUE;
}

/* The URL's own words come last and win. NULL when it cannot be read. */
static PGconn *
connect_to (const char *url, GError **error)
{
  char *why = NULL;
  PQconninfoOption *parts = PQconninfoParse (url, &why);
  gboolean is_far = parts != NULL && !stays_here (parts);
  const char *const keys[] = { "application_name", "connect_timeout", "keepalives_idle",
                               "tcp_user_timeout", "client_encoding", "target_session_attrs",
                               "sslmode",          "dbname",          NULL };
  const char *const values[] = {
    PROGRAM, "10", "15", "15000", "UTF8", "read-write", is_far ? "verify-full" : "prefer", url, NULL
  };

  if (parts == NULL)
    {
      g_set_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED, "the URL of the database is malformed");
      PQfreemem (why);
      return NULL;
    }
  PQconninfoFree (parts);
  return PQconnectdbParams (keys, values, 1);
}

EdDb *
ed_postgres_open (const EdDbOptions *options, GError **error)
{
  guint timeout = options->busy_timeout_ms > 0 ? options->busy_timeout_ms : BUSY_TIMEOUT_MS;
  PGconn *connection = connect_to (options->path, error);
  EdPostgres *self;

  if (connection == NULL)
    return NULL;
  self = g_new0 (EdPostgres, 1);
  self->parent.engine = &postgres_engine;
  self->connection = connection;
  self->settings = g_strdup_printf ("SET lock_timeout = %u;"
                                    "SET idle_in_transaction_session_timeout = %d;"
                                    /* What is read in an index's order is not collected and
                                     * sorted, however little the planner takes it to be. */
                                    "SET enable_bitmapscan = off;"
                                    /* Nor is a table that was small when a statement was planned
                                     * read as a whole once it has grown, and no other writer met
                                     * for having touched any of its rows. */
                                    "SET enable_seqscan = off;"
                                    /* What has no index to go by counts as dear from then on, and
                                     * would be compiled each time. */
                                    "SET jit = off;" WAIT_FOR_THE_DISK ";"
                                    "SET default_transaction_read_only = %s",
                                    timeout,
                                    STALLED_TIMEOUT_MS,
                                    options->read_only ? "on" : "off");
  if (set_up (self, error))
    return ed_db_adopt (&self->parent);
  postgres_close (&self->parent);
  return NULL;
}

gboolean
ed_postgres_is (EdDb *db)
{
  return db->engine == &postgres_engine;
}

/* Others go by their name, be it the usual one or another that the URL gives. */
gboolean
ed_postgres_is_alone (EdDb *db, gboolean *alone, GError **error)
{
  g_autoptr (EdStatement) row = NULL;

  *alone = TRUE;
  if (!ed_postgres_is (db))
    return TRUE;
  row = ed_db_query (db,
                     error,
                     "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database ()"
                     " AND pid <> pg_backend_pid ()"
                     " AND application_name IN ($1, current_setting ('application_name'))",
                     "t",
                     PROGRAM);
  if (row == NULL || !ed_statement_step (row, error))
    return FALSE;
  *alone = ed_statement_int (row, 0) == 0;
  return TRUE;
}
