/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sql/migrate.h"
#include "sql/engine.h"

static gboolean
read_version (EdDb *db, gint64 *version, GError **error)
{
  g_autoptr (EdStatement) statement = NULL;
  GError *local = NULL;
  gboolean has;

  *version = 0;
  if (!ed_db_has_table (db, "schema_version", &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  statement = ed_db_prepare (db, "SELECT version FROM schema_version", error);
  if (statement == NULL)
    return FALSE;
  if (ed_statement_step (statement, &local))
    *version = ed_statement_int (statement, 0);
  else if (local == NULL)
    local = g_error_new (ED_DB_ERROR, ED_DB_ERROR_FAILED, "schema_version has no row");
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
run_ddl (EdDb *db, const char *sql, GError **error)
{
  g_autofree char *translated =
      db->engine->translate != NULL ? db->engine->translate (sql) : g_strdup (sql);

  return ed_db_exec (db, translated, error);
}

static gboolean
write_version (EdDb *db, int version, GError **error)
{
  EdStatement *statement;

  if (version == 1
      && !run_ddl (db,
                   "CREATE TABLE schema_version ("
                   "  version INTEGER NOT NULL /* of the last migration; one row */"
                   ");"
                   "INSERT INTO schema_version VALUES (0)",
                   error))
    return FALSE;
  statement = ed_db_prepare (db, "UPDATE schema_version SET version = $1", error);
  if (statement == NULL)
    return FALSE;
  ed_statement_bind_int (statement, 1, version);
  return ed_statement_run (statement, error);
}

/* The version is read again under the write lock: another process may have been first. */
static gboolean
apply (EdDb *db, const EdMigration *migration, GError **error)
{
  gint64 version;

  if (!read_version (db, &version, error))
    return FALSE;
  if (version >= migration->number)
    return TRUE;
  return write_version (db, migration->number, error) && run_ddl (db, migration->sql, error);
}

static gboolean
lock_schema (EdDb *db, gboolean lock, GError **error)
{
  return db->engine->lock_schema == NULL || db->engine->lock_schema (db, lock, error);
}

static gboolean
migrate (EdDb *db, const EdMigration *migrations, guint n, GError **error)
{
  gint64 version;

  if (!read_version (db, &version, error))
    return FALSE;
  if (version > n)
    {
      g_set_error (error,
                   ED_DB_ERROR,
                   ED_DB_ERROR_NEWER,
                   "the database has version %" G_GINT64_FORMAT ", this program knows %u",
                   version,
                   n);
      return FALSE;
    }
  for (guint i = (guint) version; i < n; i++)
    {
      g_return_val_if_fail (migrations[i].number == (int) i + 1, FALSE);
      if (!ed_db_begin (db, TRUE, error))
        return FALSE;
      if (!apply (db, &migrations[i], error))
        {
          g_prefix_error (error, "migration %d: ", migrations[i].number);
          ed_db_rollback (db);
          return FALSE;
        }
      if (!ed_db_commit (db, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
ed_db_migrate (EdDb *db, const EdMigration *migrations, guint n, GError **error)
{
  gboolean done;

  if (!lock_schema (db, TRUE, error))
    return FALSE;
  done = migrate (db, migrations, n, error);
  return lock_schema (db, FALSE, done ? error : NULL) && done;
}

gboolean
ed_db_read_version (EdDb *db, gint64 *version, GError **error)
{
  return read_version (db, version, error);
}
