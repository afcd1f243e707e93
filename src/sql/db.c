/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The room's edge: what is the same for every engine. It keeps the statements, and knows what
 * transaction the caller believes to be in: an engine may end one on its own (disk full, I/O
 * error), and what follows would then be written outside of it. After that everything but a
 * rollback is refused with the error that ended it. */

#include "sql/db.h"
#include "sql/engine.h"

#include <string.h>

#define SAVEPOINT_NAME "nested"

G_DEFINE_QUARK (ed_db_error, ed_db_error)

static void
free_statements (EdStatement *statement)
{
  while (statement != NULL)
    {
      EdStatement *next = statement->next;

      g_free (statement->sql);
      statement->db->engine->finalize (statement);
      statement = next;
    }
}

static gboolean
check_usable (EdDb *db, GError **error)
{
  if (db->lost != NULL && error != NULL)
    *error = g_error_copy (db->lost);
  return db->lost == NULL;
}

/* Notes, after a failure with ERROR, whether the engine gave the transaction up. */
static void
note_failure (EdDb *db, const GError *error)
{
  if (db->in_transaction && db->lost == NULL && !db->engine->is_open (db))
    db->lost = g_error_copy (error);
}

static gboolean
run (EdDb *db, const char *sql, GError **error)
{
  GError *local = NULL;

  if (db->engine->exec (db, sql, &local))
    return TRUE;
  note_failure (db, local);
  g_propagate_error (error, local);
  return FALSE;
}

static void
leave_transaction (EdDb *db)
{
  db->in_transaction = FALSE;
  db->savepoints = 0;
  g_clear_error (&db->lost);
}

/* Prepares SQL and keeps the statement, behind FIRST if there is one of this SQL already. */
static EdStatement *
add_statement (EdDb *db, EdStatement *first, const char *sql, GError **error)
{
  GError *local = NULL;
  EdStatement *statement = db->engine->prepare (db, sql, &local);

  if (statement == NULL)
    {
      note_failure (db, local);
      g_propagate_error (error, local);
      return NULL;
    }
  statement->db = db;
  statement->sql = g_strdup (sql);
  if (first != NULL)
    {
      statement->next = first->next;
      first->next = statement;
    }
  else
    g_hash_table_insert (db->statements, statement->sql, statement);
  return statement;
}

EdDb *
ed_db_adopt (EdDb *db)
{
  db->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) free_statements);
  return db;
}

EdDb *
ed_db_open (const EdDbOptions *options, GError **error)
{
  EdDb *db;

  g_return_val_if_fail (options != NULL && options->path != NULL, NULL);

  db = ed_sqlite_open (options, error);
  return db != NULL ? ed_db_adopt (db) : NULL;
}

void
ed_db_close (EdDb *db)
{
  if (db == NULL)
    return;
  g_clear_pointer (&db->statements, g_hash_table_unref);
  g_clear_error (&db->lost);
  db->engine->close (db);
}

gboolean
ed_db_exec (EdDb *db, const char *sql, GError **error)
{
  return check_usable (db, error) && run (db, sql, error);
}

gboolean
ed_db_has_table (EdDb *db, const char *name, gboolean *has, GError **error)
{
  return check_usable (db, error) && db->engine->has_table (db, name, has, error);
}

EdStatement *
ed_db_prepare (EdDb *db, const char *sql, GError **error)
{
  EdStatement *first = g_hash_table_lookup (db->statements, sql);
  EdStatement *statement = first;

  if (!check_usable (db, error))
    return NULL;
  while (statement != NULL && statement->borrowed)
    statement = statement->next;
  if (statement == NULL)
    statement = add_statement (db, first, sql, error);
  if (statement != NULL)
    {
      statement->borrowed = TRUE;
      statement->finished = FALSE;
    }
  return statement;
}

void
ed_statement_done (EdStatement *statement)
{
  if (statement == NULL || !statement->borrowed)
    return;
  statement->borrowed = FALSE;
  statement->db->engine->reset (statement);
}

EdStatement *
ed_db_query (EdDb *db, GError **error, const char *sql, const char *types, ...)
{
  EdStatement *statement = ed_db_prepare (db, sql, error);
  va_list values;

  if (statement == NULL)
    return NULL;
  va_start (values, types);
  for (int i = 0; types[i] != '\0'; i++)
    if (types[i] == 't')
      ed_statement_bind_text (statement, i + 1, va_arg (values, const char *));
    else
      ed_statement_bind_int (statement, i + 1, va_arg (values, gint64));
  va_end (values);
  return statement;
}

void
ed_statement_bind_text (EdStatement *statement, int index, const char *text)
{
  if (text == NULL)
    ed_statement_bind_null (statement, index);
  else
    ed_statement_bind_text_n (statement, index, text, strlen (text));
}

void
ed_statement_bind_text_n (EdStatement *statement, int index, const char *text, gsize length)
{
  if (text == NULL)
    ed_statement_bind_null (statement, index);
  else
    statement->db->engine->bind_text (statement, index, text, length);
}

void
ed_statement_bind_int (EdStatement *statement, int index, gint64 value)
{
  statement->db->engine->bind_int (statement, index, value);
}

void
ed_statement_bind_blob (EdStatement *statement, int index, gconstpointer bytes, gsize length)
{
  statement->db->engine->bind_blob (statement, index, bytes, length);
}

void
ed_statement_bind_null (EdStatement *statement, int index)
{
  statement->db->engine->bind_null (statement, index);
}

gboolean
ed_statement_step (EdStatement *statement, GError **error)
{
  EdDb *db = statement->db;
  GError *local = NULL;

  g_return_val_if_fail (statement->borrowed, FALSE);

  if (!check_usable (db, error) || statement->finished)
    return FALSE;
  if (db->engine->step (statement, &local))
    return TRUE;
  statement->finished = TRUE;
  if (local != NULL)
    {
      note_failure (db, local);
      g_propagate_error (error, local);
    }
  return FALSE;
}

gboolean
ed_statement_run (EdStatement *statement, GError **error)
{
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  while (ed_statement_step (statement, &local))
    ;
  ed_statement_done (statement);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

const char *
ed_statement_text (EdStatement *statement, int column)
{
  return statement->db->engine->text (statement, column);
}

gsize
ed_statement_length (EdStatement *statement, int column)
{
  return statement->db->engine->length (statement, column);
}

gint64
ed_statement_int (EdStatement *statement, int column)
{
  return statement->db->engine->integer (statement, column);
}

gconstpointer
ed_statement_blob (EdStatement *statement, int column, gsize *length)
{
  return statement->db->engine->blob (statement, column, length);
}

gboolean
ed_statement_is_null (EdStatement *statement, int column)
{
  return statement->db->engine->is_null (statement, column);
}

gint64
ed_db_changes (EdDb *db)
{
  return db->engine->changes (db);
}

gint64
ed_db_last_rowid (EdDb *db)
{
  return db->engine->last_rowid (db);
}

gboolean
ed_db_begin (EdDb *db, gboolean write, GError **error)
{
  g_return_val_if_fail (!db->in_transaction, FALSE);

  if (!check_usable (db, error) || !db->engine->begin (db, write, error))
    return FALSE;
  db->in_transaction = TRUE;
  return TRUE;
}

gboolean
ed_db_commit (EdDb *db, GError **error)
{
  g_return_val_if_fail (db->in_transaction, FALSE);

  if (!ed_db_exec (db, "COMMIT", error))
    {
      ed_db_rollback (db);
      return FALSE;
    }
  leave_transaction (db);
  return TRUE;
}

void
ed_db_rollback (EdDb *db)
{
  if (!db->in_transaction)
    return;
  /* SQLite's ROLLBACK cannot fail while a transaction is open: at worst the connection's next read
   * recovers from the log. */
  if (db->engine->is_open (db))
    db->engine->exec (db, "ROLLBACK", NULL);
  leave_transaction (db);
}

gboolean
ed_db_savepoint (EdDb *db, GError **error)
{
  g_return_val_if_fail (db->in_transaction, FALSE);

  if (!ed_db_exec (db, "SAVEPOINT " SAVEPOINT_NAME, error))
    return FALSE;
  db->savepoints++;
  return TRUE;
}

gboolean
ed_db_release (EdDb *db, GError **error)
{
  g_return_val_if_fail (db->savepoints > 0, FALSE);

  if (!ed_db_exec (db, "RELEASE SAVEPOINT " SAVEPOINT_NAME, error))
    return FALSE;
  db->savepoints--;
  return TRUE;
}

void
ed_db_rollback_savepoint (EdDb *db)
{
  GError *error = NULL;

  g_return_if_fail (db->savepoints > 0);

  db->savepoints--;
  if (db->lost != NULL
      || db->engine->exec (db,
                           "ROLLBACK TO SAVEPOINT " SAVEPOINT_NAME
                           "; RELEASE SAVEPOINT " SAVEPOINT_NAME,
                           &error))
    return;
  /* What was to be undone may still be there: nothing of the transaction may be kept. */
  if (db->engine->is_open (db))
    db->engine->exec (db, "ROLLBACK", NULL);
  db->lost = error;
}

gboolean
ed_db_read_moment (EdDb *db, EdDbMoment *moment, GError **error)
{
  g_return_val_if_fail (db->in_transaction, FALSE);

  *moment = (EdDbMoment){ .horizon = G_MAXINT64, .now = -1 };
  return db->engine->moment == NULL || db->engine->moment (db, moment, error);
}

gboolean
ed_db_read_horizon (EdDb *db, gint64 *horizon, GError **error)
{
  g_return_val_if_fail (db->in_transaction, FALSE);

  *horizon = G_MAXINT64;
  return db->engine->horizon == NULL || db->engine->horizon (db, horizon, error);
}

gboolean
ed_db_checkpoint (EdDb *db, GError **error)
{
  return check_usable (db, error) && db->engine->checkpoint (db, error);
}

gboolean
ed_db_blank (EdDb *db, GError **error)
{
  g_return_val_if_fail (!db->in_transaction, FALSE);

  return check_usable (db, error) && (db->engine->blank == NULL || db->engine->blank (db, error));
}

gboolean
ed_db_relax (EdDb *db, gboolean relaxed, GError **error)
{
  g_return_val_if_fail (!db->in_transaction, FALSE);

  return check_usable (db, error) && db->engine->relax (db, relaxed, error);
}

gboolean
ed_db_copy (EdDb *db, const char *path, GError **error)
{
  g_return_val_if_fail (!db->in_transaction, FALSE);

  if (db->engine->copy != NULL)
    return db->engine->copy (db, path, error);
  g_set_error_literal (error,
                       ED_DB_ERROR,
                       ED_DB_ERROR_UNFIT,
                       "this database is copied with its own tools");
  return FALSE;
}

gboolean
ed_db_check (EdDb *db, GError **error)
{
  return db->engine->check == NULL || db->engine->check (db, error);
}

gboolean
ed_db_rekey (EdDb *db, const guint8 *key, GError **error)
{
  g_return_val_if_fail (!db->in_transaction, FALSE);

  if (!check_usable (db, error))
    return FALSE;
  if (db->engine->rekey (db, key, &db->lost))
    return TRUE;
  return check_usable (db, error);
}
