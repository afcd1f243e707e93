/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The statements of the SQLite engine. */

#include "sql/sqlite.h"

#define MAX_PARAMETERS 999

typedef struct
{
  EdStatement parent;
  sqlite3_stmt *sqlite;
  int *positions; /* of $1, $2 …: SQLite numbers parameters as they first appear */
  int n_positions;
  int bind_result; /* the first that failed; told by the next step */
} Statement;

static sqlite3_stmt *
get_statement (EdStatement *statement)
{
  return ((Statement *) statement)->sqlite;
}

/* Where each $N is. FALSE when a parameter is named otherwise. */
static gboolean
find_positions (Statement *statement)
{
  int count = sqlite3_bind_parameter_count (statement->sqlite);
  gboolean good = TRUE;

  for (int i = 1; i <= count; i++)
    {
      const char *name = sqlite3_bind_parameter_name (statement->sqlite, i);
      guint64 number = 0;

      good = good && name != NULL && *name == '$'
             && g_ascii_string_to_unsigned (name + 1, 10, 1, MAX_PARAMETERS, &number, NULL);
      statement->n_positions = MAX (statement->n_positions, (int) number);
    }
  statement->positions = g_new0 (int, statement->n_positions + 1);
  for (int i = 1; good && i <= count; i++)
    {
      const char *name = sqlite3_bind_parameter_name (statement->sqlite, i);

      statement->positions[g_ascii_strtoll (name + 1, NULL, 10)] = i;
    }
  return good;
}

void
ed_sqlite_finalize (EdStatement *statement)
{
  Statement *self = (Statement *) statement;

  sqlite3_finalize (self->sqlite);
  g_free (self->positions);
  g_free (self);
}

EdStatement *
ed_sqlite_prepare (EdDb *db, const char *sql, GError **error)
{
  Statement *statement = g_new0 (Statement, 1);
  const char *tail = NULL;
  int result = sqlite3_prepare_v3 (((EdSqlite *) db)->sqlite,
                                   sql,
                                   -1,
                                   SQLITE_PREPARE_PERSISTENT,
                                   &statement->sqlite,
                                   &tail);

  if (result != SQLITE_OK)
    ed_sqlite_set_error (((EdSqlite *) db)->sqlite, result, error);
  else if (statement->sqlite == NULL || *tail != '\0' || !find_positions (statement))
    {
      g_set_error (error,
                   ED_DB_ERROR,
                   ED_DB_ERROR_FAILED,
                   "not one statement with parameters $1, $2 …: %s",
                   sql);
      result = SQLITE_ERROR;
    }
  if (result == SQLITE_OK)
    return &statement->parent;
  ed_sqlite_finalize (&statement->parent);
  return NULL;
}

void
ed_sqlite_reset (EdStatement *statement)
{
  sqlite3_reset (get_statement (statement));
  sqlite3_clear_bindings (get_statement (statement));
  ((Statement *) statement)->bind_result = SQLITE_OK;
}

static int
get_position (EdStatement *statement, int index)
{
  Statement *self = (Statement *) statement;

  g_return_val_if_fail (index >= 1 && index <= self->n_positions, 0);
  return self->positions[index];
}

static void
keep_result (EdStatement *statement, int result)
{
  Statement *self = (Statement *) statement;

  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

void
ed_sqlite_bind_text (EdStatement *statement, int index, const char *text, gsize length)
{
  keep_result (statement,
               sqlite3_bind_text64 (get_statement (statement),
                                    get_position (statement, index),
                                    text,
                                    length,
                                    SQLITE_TRANSIENT,
                                    SQLITE_UTF8));
}

void
ed_sqlite_bind_int (EdStatement *statement, int index, gint64 value)
{
  keep_result (
      statement,
      sqlite3_bind_int64 (get_statement (statement), get_position (statement, index), value));
}

void
ed_sqlite_bind_blob (EdStatement *statement, int index, gconstpointer bytes, gsize length)
{
  /* Without an address SQLite would bind NULL: an empty blob is not that. */
  keep_result (statement,
               sqlite3_bind_blob64 (get_statement (statement),
                                    get_position (statement, index),
                                    length > 0 ? bytes : "",
                                    length,
                                    SQLITE_TRANSIENT));
}

void
ed_sqlite_bind_null (EdStatement *statement, int index)
{
  keep_result (statement,
               sqlite3_bind_null (get_statement (statement), get_position (statement, index)));
}

gboolean
ed_sqlite_step (EdStatement *statement, GError **error)
{
  Statement *self = (Statement *) statement;
  int result = self->bind_result;

  if (result == SQLITE_OK)
    result = sqlite3_step (self->sqlite);
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    ed_sqlite_set_error (((EdSqlite *) statement->db)->sqlite, result, error);
  /* At once, not when given back: an unfinished statement would hold its locks. */
  sqlite3_reset (self->sqlite);
  return FALSE;
}

const char *
ed_sqlite_text (EdStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (get_statement (statement), column);
}

gsize
ed_sqlite_length (EdStatement *statement, int column)
{
  return (gsize) sqlite3_column_bytes (get_statement (statement), column);
}

gint64
ed_sqlite_integer (EdStatement *statement, int column)
{
  return sqlite3_column_int64 (get_statement (statement), column);
}

gconstpointer
ed_sqlite_blob (EdStatement *statement, int column, gsize *length)
{
  gconstpointer bytes = sqlite3_column_blob (get_statement (statement), column);

  *length = (gsize) sqlite3_column_bytes (get_statement (statement), column);
  return bytes;
}

gboolean
ed_sqlite_is_null (EdStatement *statement, int column)
{
  return sqlite3_column_type (get_statement (statement), column) == SQLITE_NULL;
}
