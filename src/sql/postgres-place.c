/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sql/postgres-place.h"

#define ASIDE "experts_dashboard_aside"

/* Runs what ROW, the first column of each, says: DDL takes no parameters, so PostgreSQL writes it,
 * with its own quotes. */
static gboolean
run_each (EdDb *db, EdStatement *row, GError **error)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  while (row != NULL && ed_statement_step (row, &local))
    g_ptr_array_add (commands, g_strdup (ed_statement_text (row, 0)));
  ed_statement_done (row);
  for (guint i = 0; local == NULL && i < commands->len; i++)
    ed_db_exec (db, commands->pdata[i], &local);
  if (local == NULL)
    return row != NULL;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
look_at (EdDb *db, const char *schema, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_db_query (db,
                   error,
                   "SELECT set_config ('search_path', quote_ident ($1), false)",
                   "t",
                   schema);

  return row != NULL && ed_statement_step (row, error);
}

gboolean
ed_postgres_is_used (EdDb *db, gboolean *used, GError **error)
{
  g_autoptr (EdStatement) row =
      ed_db_query (db, error, "SELECT to_regclass ('schema_version') IS NOT NULL", "");

  if (row == NULL || !ed_statement_step (row, error))
    return FALSE;
  *used = ed_statement_int (row, 0) != 0;
  return TRUE;
}

static char *
read_home (EdDb *db, GError **error)
{
  g_autoptr (EdStatement) row = ed_db_query (db, error, "SELECT current_schema ()", "");

  return row != NULL && ed_statement_step (row, error) ? g_strdup (ed_statement_text (row, 0))
                                                       : NULL;
}

gboolean
ed_postgres_step_aside (EdDb *db, char **home, GError **error)
{
  *home = read_home (db, error);
  if (*home != NULL && ed_db_exec (db, "DROP SCHEMA IF EXISTS " ASIDE " CASCADE", error)
      && ed_db_exec (db, "CREATE SCHEMA " ASIDE, error) && look_at (db, ASIDE, error))
    return TRUE;
  g_clear_pointer (home, g_free);
  return FALSE;
}

static gboolean
make_schema (EdDb *db, const char *name, GError **error)
{
  return run_each (
      db,
      ed_db_query (db, error, "SELECT format ('CREATE SCHEMA %I', CAST ($1 AS TEXT))", "t", name),
      error);
}

static gboolean
move_tables (EdDb *db, const char *from, const char *to, GError **error)
{
  return run_each (db,
                   ed_db_query (db,
                                error,
                                "SELECT format ('ALTER TABLE %I.%I SET SCHEMA %I',"
                                " schemaname, tablename, CAST ($2 AS TEXT)) FROM pg_tables"
                                " WHERE schemaname = $1 AND tableowner = current_user",
                                "tt",
                                from,
                                to),
                   error);
}

gboolean
ed_postgres_take_place (EdDb *db, const char *home, const char *name, GError **error)
{
  return make_schema (db, name, error) && move_tables (db, home, name, error)
         && move_tables (db, ASIDE, home, error) && ed_db_exec (db, "DROP SCHEMA " ASIDE, error)
         && look_at (db, home, error);
}

void
ed_postgres_step_back (EdDb *db, const char *home)
{
  ed_db_exec (db, "DROP SCHEMA IF EXISTS " ASIDE " CASCADE", NULL);
  look_at (db, home, NULL);
}
