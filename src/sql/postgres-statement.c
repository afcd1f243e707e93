/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The statements of the PostgreSQL engine: prepared on the server, all rows of a result fetched at
 * once. Values travel as text, but for results with bytes in them. */

#include <string.h>

#include "sql/postgres-engine.h"

/* Of pg_type, fixed for ever. */
#define TYPE_BOOL 16
#define TYPE_BYTEA 17
#define TYPE_INT8 20
#define TYPE_INT2 21
#define TYPE_INT4 23

typedef struct
{
  EdStatement parent;
  char *name;       /* on the server */
  guint generation; /* the connection that it was prepared on */
  char *sql;
  int n_parameters;
  char **values;
  int *lengths;
  int *formats;
  int result_format; /* 0 text, 1 binary */
  PGresult *result;  /* NULL: not yet run */
  int row;
} Statement;

static EdPostgres *
get_connection (Statement *self)
{
  return (EdPostgres *) self->parent.db;
}

/* How many parameters there are, and whether bytes are among the results. */
static void
take_description (Statement *self, const PGresult *description)
{
  self->n_parameters = PQnparams (description);
  self->values = g_new0 (char *, self->n_parameters + 1);
  self->lengths = g_new0 (int, self->n_parameters + 1);
  self->formats = g_new0 (int, self->n_parameters + 1);
  for (int i = 0; i < PQnfields (description); i++)
    if (PQftype (description, i) == TYPE_BYTEA)
      self->result_format = 1;
}

static gboolean
prepare_on_server (EdPostgres *on, Statement *self, GError **error)
{
  PGresult *result;
  gboolean done;

  g_free (self->name);
  self->name = g_strdup_printf ("s%u", ++on->n_names);
  result = PQprepare (on->connection, self->name, self->sql, 0, NULL);
  done = ed_postgres_check (on, result, error);
  PQclear (result);
  if (!done)
    return FALSE;
  self->generation = on->generation;
  if (self->values != NULL)
    return TRUE;
  result = PQdescribePrepared (on->connection, self->name);
  done = ed_postgres_check (on, result, error);
  if (done)
    take_description (self, result);
  PQclear (result);
  return done;
}

static void
free_value (Statement *self, int at)
{
  g_clear_pointer (&self->values[at], g_free);
}

void
ed_postgres_finalize (EdStatement *statement)
{
  Statement *self = (Statement *) statement;

  for (int i = 0; i < self->n_parameters; i++)
    free_value (self, i);
  PQclear (self->result);
  g_free (self->values);
  g_free (self->lengths);
  g_free (self->formats);
  g_free (self->name);
  g_free (self->sql);
  g_free (self);
}

/* The server would prepare nothing at all, and say that it is well. */
EdStatement *
ed_postgres_prepare (EdDb *db, const char *sql, GError **error)
{
  Statement *self = g_new0 (Statement, 1);

  self->parent.db = db;
  self->sql = ed_postgres_reveal (sql);
  if (*sql == '\0')
    g_set_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED, "there is no statement");
  else if (prepare_on_server ((EdPostgres *) db, self, error))
    return &self->parent;
  ed_postgres_finalize (&self->parent);
  return NULL;
}

void
ed_postgres_reset (EdStatement *statement)
{
  Statement *self = (Statement *) statement;

  for (int i = 0; i < self->n_parameters; i++)
    free_value (self, i);
  g_clear_pointer (&self->result, PQclear);
}

/* Takes BYTES, zero-terminated. */
static void
bind (EdStatement *statement, int index, char *bytes, gsize length, int format)
{
  Statement *self = (Statement *) statement;

  if (index < 1 || index > self->n_parameters)
    g_free (bytes);
  g_return_if_fail (index >= 1 && index <= self->n_parameters);

  free_value (self, index - 1);
  self->values[index - 1] = bytes;
  self->lengths[index - 1] = (int) length;
  self->formats[index - 1] = format;
}

void
ed_postgres_bind_text (EdStatement *statement, int index, const char *text, gsize length)
{
  bind (statement, index, g_strndup (text, length), length, 0);
}

void
ed_postgres_bind_int (EdStatement *statement, int index, gint64 value)
{
  bind (statement, index, g_strdup_printf ("%" G_GINT64_FORMAT, value), 0, 0);
}

void
ed_postgres_bind_blob (EdStatement *statement, int index, gconstpointer bytes, gsize length)
{
  char *copy = g_malloc (length + 1);

  if (length > 0)
    memcpy (copy, bytes, length);
  copy[length] = '\0';
  bind (statement, index, copy, length, 1);
}

void
ed_postgres_bind_null (EdStatement *statement, int index)
{
  bind (statement, index, NULL, 0, 0);
}

static gboolean
run (Statement *self, GError **error)
{
  EdPostgres *on = get_connection (self);

  if (self->generation != on->generation && !prepare_on_server (on, self, error))
    return FALSE;
  self->result = PQexecPrepared (on->connection,
                                 self->name,
                                 self->n_parameters,
                                 (const char *const *) self->values,
                                 self->lengths,
                                 self->formats,
                                 self->result_format);
  self->row = -1;
  return ed_postgres_check (on, self->result, error);
}

gboolean
ed_postgres_step (EdStatement *statement, GError **error)
{
  Statement *self = (Statement *) statement;

  if (self->result == NULL && !run (self, error))
    return FALSE;
  return ++self->row < PQntuples (self->result);
}

gboolean
ed_postgres_is_null (EdStatement *statement, int column)
{
  Statement *self = (Statement *) statement;

  return PQgetisnull (self->result, self->row, column) != 0;
}

const char *
ed_postgres_text (EdStatement *statement, int column)
{
  Statement *self = (Statement *) statement;

  return ed_postgres_is_null (statement, column) ? NULL
                                                 : PQgetvalue (self->result, self->row, column);
}

gsize
ed_postgres_length (EdStatement *statement, int column)
{
  Statement *self = (Statement *) statement;

  return (gsize) PQgetlength (self->result, self->row, column);
}

/* A number in the network's order of bytes. */
static gint64
read_binary (const char *bytes, Oid type)
{
  gint64 eight;
  gint32 four;
  gint16 two;

  switch (type)
    {
    case TYPE_INT8:
      memcpy (&eight, bytes, sizeof eight);
      return GINT64_FROM_BE (eight);
    case TYPE_INT4:
      memcpy (&four, bytes, sizeof four);
      return GINT32_FROM_BE (four);
    case TYPE_INT2:
      memcpy (&two, bytes, sizeof two);
      return GINT16_FROM_BE (two);
    case TYPE_BOOL:
      return *bytes != 0;
    default:
      return g_ascii_strtoll (bytes, NULL, 10);
    }
}

gint64
ed_postgres_integer (EdStatement *statement, int column)
{
  Statement *self = (Statement *) statement;
  const char *text = ed_postgres_text (statement, column);

  if (text == NULL)
    return 0;
  if (self->result_format == 1)
    return read_binary (text, PQftype (self->result, column));
  if (PQftype (self->result, column) == TYPE_BOOL)
    return *text == 't';
  return g_ascii_strtoll (text, NULL, 10);
}

gconstpointer
ed_postgres_blob (EdStatement *statement, int column, gsize *length)
{
  *length = ed_postgres_length (statement, column);
  return ed_postgres_text (statement, column);
}
