/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The SQLite engine. The library is SQLCipher's build of SQLite, linked statically: a plain
 * libsqlite3 that took these calls instead would ignore the key and leave the file readable, so an
 * encrypted connection is refused unless the cipher answers and the file's beginning is not
 * SQLite's. */

#include "sql/sqlite.h"

#include "base/plant.h"
#include "sql/gap-vfs.h"

#include <string.h>

#define KEY_LENGTH 32
#define KEY_TEXT_LENGTH (2 * KEY_LENGTH + 3) /* x'…' */
#define PLAIN_HEADER "SQLite format 3"       /* 16 bytes with the zero at its end */
#define BUSY_TIMEOUT_MS 5000
/* The file's own number, which copies take along: its pages were swept. */
#define BLANK_VERSION 1

static int
map_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ED_DB_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return ED_DB_ERROR_CONSTRAINT;
    case SQLITE_FULL:
      return ED_DB_ERROR_FULL;
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return ED_DB_ERROR_IO;
    case SQLITE_NOTADB:
      return ED_DB_ERROR_KEY;
    default:
      return ED_DB_ERROR_FAILED;
    }
}

void
ed_sqlite_set_error (sqlite3 *sqlite, int result, GError **error)
{
  g_set_error (error,
               ED_DB_ERROR,
               map_code (result),
               "%s (SQLite %d)",
               sqlite3_errmsg (sqlite),
               result);
}

static sqlite3 *
get_sqlite (EdDb *db)
{
  return ((EdSqlite *) db)->sqlite;
}

static gboolean
run_sql (sqlite3 *sqlite, const char *sql, GError **error)
{
  int result = sqlite3_exec (sqlite, sql, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    return TRUE;
  ed_sqlite_set_error (sqlite, result, error);
  return FALSE;
}

/* The first value of SQL's first row as text; NULL without ERROR when there is none. */
static char *
query_text (sqlite3 *sqlite, const char *sql, GError **error)
{
  char *text = NULL;
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (sqlite, sql, -1, &statement, NULL);

  if (result == SQLITE_OK)
    {
      result = sqlite3_step (statement);
      if (result == SQLITE_ROW)
        text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
    }
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    ed_sqlite_set_error (sqlite, result, error);
  sqlite3_finalize (statement);
  return text;
}

/* Not to be left out by the compiler as a write that nobody reads. */
static void
wipe (char *text, gsize length)
{
  for (volatile char *at = text; length > 0; length--)
    *at++ = 0;
}

/* A key as it is, in the only form SQLCipher takes without stretching it. */
static void
write_key (const guint8 *key, char text[KEY_TEXT_LENGTH])
{
  static const char digits[] = "0123456789abcdef";

  text[0] = 'x';
  text[1] = '\'';
  for (int i = 0; i < KEY_LENGTH; i++)
    {
      text[2 + 2 * i] = digits[key[i] >> 4];
      text[3 + 2 * i] = digits[key[i] & 15];
    }
  text[KEY_TEXT_LENGTH - 1] = '\'';
}

static gboolean
set_key (sqlite3 *sqlite, const guint8 *key, GError **error)
{
  char text[KEY_TEXT_LENGTH];
  int result;

  write_key (key, text);
  result = sqlite3_key (sqlite, text, sizeof text);
  wipe (text, sizeof text);
  if (result != SQLITE_OK)
    ed_sqlite_set_error (sqlite, result, error);
  return result == SQLITE_OK;
}

/* Has this library a cipher, and a full-text index that does not keep deleted words? Asked in
 * memory: the file may not even be readable. A library that is fit remains so. */
static gboolean
check_fit (GError **error)
{
  static int is_fit;
  sqlite3 *sqlite = NULL;
  g_autofree char *version = NULL;
  gboolean keeps_no_words = FALSE;

  if (g_atomic_int_get (&is_fit))
    return TRUE;
  if (sqlite3_open_v2 (":memory:", &sqlite, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    {
      version = query_text (sqlite, "PRAGMA cipher_version", NULL);
      /* The process's; what fails comes back as an error and need not be on a terminal too. */
      run_sql (sqlite, "PRAGMA cipher_log_level = NONE", NULL);
      keeps_no_words = run_sql (sqlite,
                                "CREATE VIRTUAL TABLE fit USING fts5 (word);"
                                "INSERT INTO fit (fit, rank) VALUES ('secure-delete', 1)",
                                NULL);
    }
  sqlite3_close (sqlite);
  g_atomic_int_set (&is_fit, version != NULL && *version != '\0' && keeps_no_words);
  if (g_atomic_int_get (&is_fit))
    return TRUE;
  g_set_error (error,
               ED_DB_ERROR,
               ED_DB_ERROR_UNFIT,
               "the database library (SQLite %s) %s",
               sqlite3_libversion (),
               keeps_no_words ? "is not SQLCipher" : "lacks FTS5 with secure-delete");
  return FALSE;
}

/* Reads through the connection's own file: opening and closing the file another time would drop
 * this process's locks on it. */
static gboolean
check_not_plain (sqlite3 *sqlite, GError **error)
{
  sqlite3_file *file = NULL;
  char header[sizeof PLAIN_HEADER] = { 0 };
  int result = sqlite3_file_control (sqlite, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (result == SQLITE_OK)
    result = file->pMethods->xRead (file, header, sizeof header, 0);
  if (result != SQLITE_OK)
    {
      g_set_error (error, ED_DB_ERROR, map_code (result), "cannot read the file's beginning");
      return FALSE;
    }
  if (memcmp (header, PLAIN_HEADER, sizeof header) == 0)
    {
      g_set_error (error, ED_DB_ERROR, ED_DB_ERROR_UNFIT, "the file was not encrypted");
      return FALSE;
    }
  return TRUE;
}

static gboolean
set_pragmas (sqlite3 *sqlite, const EdDbOptions *options, GError **error)
{
  g_autofree char *cache = NULL;

  sqlite3_db_config (sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (sqlite, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (sqlite, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  if (options->cache_bytes > 0)
    cache = g_strdup_printf ("PRAGMA cache_size = -%" G_GINT64_FORMAT,
                             MAX (options->cache_bytes / 1024, 1));
  return run_sql (sqlite,
                  "PRAGMA temp_store = MEMORY;"
                  "PRAGMA mmap_size = 0;"
                  "PRAGMA trusted_schema = OFF;"
                  "PRAGMA foreign_keys = ON;"
                  "PRAGMA secure_delete = ON;"
                  "PRAGMA synchronous = FULL",
                  error)
         && (!ED_PLANT (disk_not_waited_for) || run_sql (sqlite, "PRAGMA synchronous = OFF", error))
         && (cache == NULL || run_sql (sqlite, cache, error));
}

/* The first read: a wrong key or a file that is no database shows here. */
static gboolean
check_readable (sqlite3 *sqlite, const EdDbOptions *options, GError **error)
{
  GError *local = NULL;
  g_autofree char *count = query_text (sqlite, "SELECT count(*) FROM sqlite_schema", &local);

  if (local == NULL)
    return TRUE;
  if (g_error_matches (local, ED_DB_ERROR, ED_DB_ERROR_KEY))
    g_prefix_error (&local,
                    options->key != NULL
                        ? "the key is wrong, or the file is no encrypted database: "
                        : "the file is encrypted, or no database: ");
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
turn_wal_on (sqlite3 *sqlite, GError **error)
{
  GError *local = NULL;
  g_autofree char *mode = query_text (sqlite, "PRAGMA journal_mode = WAL", &local);

  if (local == NULL && g_strcmp0 (mode, "wal") != 0)
    local = g_error_new (ED_DB_ERROR, ED_DB_ERROR_IO, "the database cannot have a log beside it");
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
set_up (sqlite3 *sqlite, const EdDbOptions *options, GError **error)
{
  sqlite3_busy_timeout (sqlite,
                        options->busy_timeout_ms > 0 ? (int) options->busy_timeout_ms
                                                     : BUSY_TIMEOUT_MS);
  if (options->key != NULL && (!check_fit (error) || !set_key (sqlite, options->key, error)))
    return FALSE;
  return set_pragmas (sqlite, options, error) && check_readable (sqlite, options, error)
         && (options->read_only || turn_wal_on (sqlite, error))
         && (options->key == NULL || check_not_plain (sqlite, error));
}

static sqlite3 *
open_connection (const EdDbOptions *options, GError **error)
{
  sqlite3 *sqlite = NULL;
  int flags =
      options->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  gboolean blank = options->blank && options->key == NULL;
  int result = sqlite3_open_v2 (options->path,
                                &sqlite,
                                flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                blank ? ed_gap_vfs_over (options->vfs) : options->vfs);

  if (result != SQLITE_OK)
    ed_sqlite_set_error (sqlite, result, error);
  if (result == SQLITE_OK && set_up (sqlite, options, error))
    return sqlite;
  g_prefix_error (error, "%s: ", options->path);
  sqlite3_close (sqlite);
  return NULL;
}

static void
sqlite_close (EdDb *db)
{
  int result = sqlite3_close (get_sqlite (db));

  g_assert (result == SQLITE_OK);
  g_free (((EdSqlite *) db)->vfs);
  g_free (db);
}

static gboolean
sqlite_exec (EdDb *db, const char *sql, GError **error)
{
  return run_sql (get_sqlite (db), sql, error);
}

static gboolean
sqlite_has_table (EdDb *db, const char *name, gboolean *has, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result =
      sqlite3_prepare_v2 (get_sqlite (db),
                          "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = $1",
                          -1,
                          &statement,
                          NULL);

  if (result == SQLITE_OK)
    result = sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  *has = result == SQLITE_ROW;
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    ed_sqlite_set_error (get_sqlite (db), result, error);
  sqlite3_finalize (statement);
  return result == SQLITE_ROW || result == SQLITE_DONE;
}

static gboolean
sqlite_begin (EdDb *db, gboolean write, GError **error)
{
  return run_sql (get_sqlite (db), write ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

static gboolean
sqlite_is_open (EdDb *db)
{
  return !sqlite3_get_autocommit (get_sqlite (db));
}

static gboolean
sqlite_copy (EdDb *db, const char *path, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (get_sqlite (db), "VACUUM INTO $1", -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_bind_text (statement, 1, path, -1, SQLITE_STATIC);
  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result != SQLITE_DONE)
    ed_sqlite_set_error (get_sqlite (db), result, error);
  sqlite3_finalize (statement);
  return result == SQLITE_DONE;
}

static gboolean
sqlite_check (EdDb *db, GError **error)
{
  GError *local = NULL;
  g_autofree char *said = query_text (get_sqlite (db), "PRAGMA integrity_check (1)", &local);

  if (local == NULL && g_strcmp0 (said, "ok") != 0)
    local = g_error_new (ED_DB_ERROR, ED_DB_ERROR_FAILED, "the database is damaged: %s", said);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Pages in memory may have in their gaps what those of the file have no more; written once more,
 * they would bring it back. */
static gboolean
sqlite_checkpoint (EdDb *db, GError **error)
{
  int result =
      sqlite3_wal_checkpoint_v2 (get_sqlite (db), "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_db_release_memory (get_sqlite (db));
  if (result == SQLITE_OK)
    return TRUE;
  ed_sqlite_set_error (get_sqlite (db), result, error);
  return FALSE;
}

/* The engine's file of OPERATION; its own, not another opening of it. */
static sqlite3_file *
get_file (sqlite3 *sqlite, int operation)
{
  sqlite3_file *file = NULL;

  sqlite3_file_control (sqlite, "main", operation, &file);
  return file;
}

/* With the log empty, and nobody able to write. */
static gboolean
sweep (sqlite3 *sqlite, GError **error)
{
  sqlite3_file *log = get_file (sqlite, SQLITE_FCNTL_JOURNAL_POINTER);
  sqlite3_int64 logged = 0;
  int result;

  if (log != NULL && log->pMethods != NULL)
    log->pMethods->xFileSize (log, &logged);
  if (logged > 0)
    {
      g_set_error_literal (error, ED_DB_ERROR, ED_DB_ERROR_BUSY, "somebody writes");
      return FALSE;
    }
  result = ed_gap_sweep (get_file (sqlite, SQLITE_FCNTL_FILE_POINTER));
  if (result == SQLITE_OK)
    return run_sql (sqlite, "PRAGMA user_version = " G_STRINGIFY (BLANK_VERSION), error);
  g_set_error (error,
               ED_DB_ERROR,
               map_code (result),
               "the pages of the database cannot be swept (SQLite %d)",
               result);
  return FALSE;
}

static gboolean
sqlite_blank (EdDb *db, GError **error)
{
  GError *local = NULL;
  g_autofree char *version = query_text (get_sqlite (db), "PRAGMA user_version", &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (g_strcmp0 (version, G_STRINGIFY (BLANK_VERSION)) == 0)
    return TRUE;
  if (!sqlite_checkpoint (db, error) || !sqlite_begin (db, TRUE, error))
    return FALSE;
  if (sweep (get_sqlite (db), error) && run_sql (get_sqlite (db), "COMMIT", error))
    return TRUE;
  run_sql (get_sqlite (db), "ROLLBACK", NULL);
  return FALSE;
}

/* Whether the file opens with KEY now: SQLCipher's rekey says OK whatever became of it. */
static gboolean
check_key (EdDb *db, const guint8 *key, GError **error)
{
  EdDbOptions options = {
    .path = sqlite3_db_filename (get_sqlite (db), "main"),
    .key = key,
    .read_only = TRUE,
    .vfs = ((EdSqlite *) db)->vfs,
  };
  sqlite3 *sqlite = open_connection (&options, NULL);

  if (sqlite == NULL)
    g_set_error (error, ED_DB_ERROR, ED_DB_ERROR_IO, "the key could not be replaced");
  sqlite3_close (sqlite);
  return sqlite != NULL;
}

static gboolean
sqlite_rekey (EdDb *db, const guint8 *key, GError **error)
{
  char text[KEY_TEXT_LENGTH];
  int result;

  write_key (key, text);
  result = sqlite3_rekey (get_sqlite (db), text, sizeof text);
  wipe (text, sizeof text);
  if (result == SQLITE_OK)
    return check_key (db, key, error);
  ed_sqlite_set_error (get_sqlite (db), result, error);
  return FALSE;
}

static gboolean
sqlite_relax (EdDb *db, gboolean relaxed, GError **error)
{
  return sqlite_exec (db,
                      relaxed ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = FULL",
                      error);
}

static gint64
sqlite_changes (EdDb *db)
{
  return sqlite3_changes64 (get_sqlite (db));
}

static gint64
sqlite_last_rowid (EdDb *db)
{
  return sqlite3_last_insert_rowid (get_sqlite (db));
}

static const EdEngine sqlite_engine = {
  .close = sqlite_close,
  .exec = sqlite_exec,
  .has_table = sqlite_has_table,
  .begin = sqlite_begin,
  .is_open = sqlite_is_open,
  .checkpoint = sqlite_checkpoint,
  .copy = sqlite_copy,
  .check = sqlite_check,
  .rekey = sqlite_rekey,
  .blank = sqlite_blank,
  .relax = sqlite_relax,
  .changes = sqlite_changes,
  .last_rowid = sqlite_last_rowid,
  .prepare = ed_sqlite_prepare,
  .finalize = ed_sqlite_finalize,
  .reset = ed_sqlite_reset,
  .bind_text = ed_sqlite_bind_text,
  .bind_int = ed_sqlite_bind_int,
  .bind_blob = ed_sqlite_bind_blob,
  .bind_null = ed_sqlite_bind_null,
  .step = ed_sqlite_step,
  .text = ed_sqlite_text,
  .length = ed_sqlite_length,
  .integer = ed_sqlite_integer,
  .blob = ed_sqlite_blob,
  .is_null = ed_sqlite_is_null,
};

EdDb *
ed_sqlite_open (const EdDbOptions *options, GError **error)
{
  sqlite3 *sqlite = open_connection (options, error);
  EdSqlite *connection;

  if (sqlite == NULL)
    return NULL;
  connection = g_new0 (EdSqlite, 1);
  connection->parent.engine = &sqlite_engine;
  connection->sqlite = sqlite;
  connection->vfs = g_strdup (options->vfs);
  return &connection->parent;
}
