/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sql/transcript.h"

#include <string.h>

#include "sql/engine.h"

/* Rows that are read at once: an engine may keep all that it was asked for in memory, and one row
 * may hold a quarter of a MiB. */
#define ROWS 32
#define VERSION_TABLE "schema_version" /* has its row already */

typedef struct
{
  char *name;
  GPtrArray *columns; /* char *, quoted */
  GArray *kinds;      /* char by column: the first letter of its type, T(EXT), I(NTEGER), B(LOB) */
  GArray *keys;       /* guint: columns of the primary key in its order, counted from 0 */
} Table;

static void
free_table (gpointer data)
{
  Table *table = data;

  g_free (table->name);
  g_ptr_array_unref (table->columns);
  g_array_unref (table->kinds);
  g_array_unref (table->keys);
  g_free (table);
}

static char *
quote (const char *name)
{
  return g_strdup_printf ("\"%s\"", name);
}

/* What the file knows of its table. */
static Table *
read_table (EdDb *file, const char *name, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_db_query (file,
                   error,
                   "SELECT name, type, pk FROM pragma_table_info ($1) ORDER BY cid",
                   "t",
                   name);
  Table *table;
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  table = g_new0 (Table, 1);
  table->name = g_strdup (name);
  table->columns = g_ptr_array_new_with_free_func (g_free);
  table->kinds = g_array_new (FALSE, FALSE, sizeof (char));
  table->keys = g_array_new (FALSE, TRUE, sizeof (guint));
  while (ed_statement_step (row, &local))
    {
      gint64 place = ed_statement_int (row, 2);
      guint column = table->columns->len;

      g_ptr_array_add (table->columns, quote (ed_statement_text (row, 0)));
      g_array_append_vals (table->kinds, ed_statement_text (row, 1), 1);
      if (place > (gint64) table->keys->len)
        g_array_set_size (table->keys, (guint) place);
      if (place > 0)
        g_array_index (table->keys, guint, place - 1) = column;
    }
  if (local == NULL && table->keys->len == 0)
    g_set_error (&local, ED_DB_ERROR, ED_DB_ERROR_FAILED, "table %s has no key", name);
  if (local == NULL)
    return table;
  free_table (table);
  g_propagate_error (error, local);
  return NULL;
}

static GPtrArray *
list_tables (EdDb *file, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (free_table);
  g_autoptr (EdStatement) row = ed_db_query (file,
                                             error,
                                             "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                             " AND name NOT LIKE 'sqlite_%' AND name <> $1"
                                             " ORDER BY name",
                                             "t",
                                             VERSION_TABLE);
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  while (ed_statement_step (row, &local))
    g_ptr_array_add (names, g_strdup (ed_statement_text (row, 0)));
  for (guint i = 0; i < names->len && local == NULL; i++)
    {
      Table *table = read_table (file, names->pdata[i], &local);

      if (table != NULL)
        g_ptr_array_add (tables, table);
    }
  if (local == NULL)
    return g_steal_pointer (&tables);
  g_propagate_error (error, local);
  return NULL;
}

/* "a", "b", "c" */
static void
append_columns (GString *sql, const Table *table, const GArray *which)
{
  guint n = which != NULL ? which->len : table->columns->len;

  for (guint i = 0; i < n; i++)
    {
      guint column = which != NULL ? g_array_index (which, guint, i) : i;

      g_string_append_printf (sql,
                              "%s%s",
                              i > 0 ? ", " : "",
                              (char *) table->columns->pdata[column]);
    }
}

static void
append_parameters (GString *sql, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, "%s$%u", i > 0 ? ", " : "", i + 1);
}

/* The next rows, from the beginning or BEHIND a key. */
static char *
write_reading (const Table *table, gboolean behind)
{
  GString *sql = g_string_new ("SELECT ");

  append_columns (sql, table, NULL);
  g_string_append_printf (sql, " FROM \"%s\"", table->name);
  if (behind)
    {
      g_string_append (sql, " WHERE (");
      append_columns (sql, table, table->keys);
      g_string_append (sql, ") > (");
      append_parameters (sql, table->keys->len);
      g_string_append (sql, ")");
    }
  g_string_append (sql, " ORDER BY ");
  append_columns (sql, table, table->keys);
  g_string_append_printf (sql, " LIMIT %d", ROWS);
  return g_string_free (sql, FALSE);
}

static char *
write_inserting (const Table *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO \"%s\" (", table->name);
  append_columns (sql, table, NULL);
  g_string_append (sql, ") VALUES (");
  append_parameters (sql, table->columns->len);
  g_string_append (sql, ")");
  return g_string_free (sql, FALSE);
}

/* Binds COLUMN of the row that FROM is at to parameter INDEX of TO. */
static void
hand_over (const Table *table, guint column, EdStatement *from, EdStatement *to, int index)
{
  char kind = g_array_index (table->kinds, char, column);
  int at = (int) column;
  gconstpointer bytes;
  gsize length;

  if (ed_statement_is_null (from, at))
    ed_statement_bind_null (to, index);
  else if (kind == 'I')
    ed_statement_bind_int (to, index, ed_statement_int (from, at));
  else if (kind == 'B')
    {
      bytes = ed_statement_blob (from, at, &length);
      ed_statement_bind_blob (to, index, bytes, length);
    }
  else
    ed_statement_bind_text_n (to,
                              index,
                              ed_statement_text (from, at),
                              ed_statement_length (from, at));
}

/* Writes the rows that READING has, and binds the last one's key in NEXT. Their number, or -1. */
static int
write_rows (const Table *table, EdStatement *reading, EdDb *to, EdStatement *next, GError **error)
{
  g_autofree char *sql = write_inserting (table);
  GError *local = NULL;
  int n = 0;

  for (; local == NULL && ed_statement_step (reading, &local); n++)
    {
      EdStatement *writing = ed_db_prepare (to, sql, &local);

      for (guint i = 0; writing != NULL && i < table->columns->len; i++)
        hand_over (table, i, reading, writing, (int) i + 1);
      if (writing != NULL && ed_statement_run (writing, &local) && n == ROWS - 1)
        for (guint i = 0; i < table->keys->len; i++)
          hand_over (table, g_array_index (table->keys, guint, i), reading, next, (int) i + 1);
      ed_statement_done (writing);
    }
  if (local == NULL)
    return n;
  g_propagate_error (error, local);
  return -1;
}

/* Where the engine counts up by itself, it goes on behind what was written. */
static gboolean
continue_count (const Table *table, EdDb *to, GError **error)
{
  guint column = g_array_index (table->keys, guint, 0);
  const char *key = table->columns->pdata[column];
  char kind = g_array_index (table->kinds, char, column);
  g_autofree char *name = g_strndup (key + 1, strlen (key) - 2);
  g_autofree char *sql =
      g_strdup_printf ("SELECT 1/*pg , setval (pg_get_serial_sequence ('\"%s\"', '%s'),"
                       " (SELECT COALESCE (MAX (%s), 0) + 1 FROM \"%s\"), false)*/",
                       table->name,
                       name,
                       key,
                       table->name);

  return table->keys->len > 1 || kind != 'I' || ed_db_exec (to, sql, error);
}

static gboolean
transcribe_table (const Table *table, EdDb *from, EdDb *to, GError **error)
{
  g_autofree char *first = write_reading (table, FALSE);
  g_autofree char *behind = write_reading (table, TRUE);
  EdStatement *reading = ed_db_prepare (from, first, error);
  int n = ROWS;

  while (reading != NULL && n == ROWS)
    {
      EdStatement *next = ed_db_prepare (from, behind, error);

      n = next != NULL ? write_rows (table, reading, to, next, error) : -1;
      ed_statement_done (reading);
      reading = next;
    }
  ed_statement_done (reading);
  if (n >= 0 && reading != NULL && continue_count (table, to, error))
    return TRUE;
  g_prefix_error (error, "table %s: ", table->name);
  return FALSE;
}

gboolean
ed_db_transcribe (EdDb *from, EdDb *to, EdDb *file, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (file, error);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    if (!transcribe_table (tables->pdata[i], from, to, error))
      return FALSE;
  return tables != NULL;
}
