/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/database.h"

#include "server/schema.h"
#include "sql/postgres.h"

char *
ed_database_locate (const char *folder, const char *url)
{
  return url != NULL ? g_strdup (url) : g_build_filename (folder, "organisation.db", NULL);
}

gboolean
ed_database_is_shared (const char *location)
{
  return ed_postgres_is_url (location);
}

char *
ed_database_describe (const char *location)
{
  return ed_postgres_is_url (location) ? ed_postgres_describe (location)
                                       : g_path_get_dirname (location);
}

EdDb *
ed_database_open (const char *location, gboolean read_only, const char *vfs, GError **error)
{
  EdDbOptions options = { .path = location, .read_only = read_only, .vfs = vfs, .blank = TRUE };

  return ed_postgres_is_url (location) ? ed_postgres_open (&options, error)
                                       : ed_db_open (&options, error);
}

gboolean
ed_database_update (EdDb *db, GError **error)
{
  return ed_db_migrate (db, ed_server_migrations, ed_server_n_migrations, error);
}

/* Where somebody reads a file of before meanwhile, the next start does it. */
static gboolean
blank (EdDb *db, GError **error)
{
  GError *local = NULL;

  if (ed_db_blank (db, &local))
    return TRUE;
  if (!g_error_matches (local, ED_DB_ERROR, ED_DB_ERROR_BUSY))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_error_free (local);
  return TRUE;
}

EdDb *
ed_database_open_current (const char *location, const char *vfs, GError **error)
{
  g_autoptr (EdDb) db = ed_database_open (location, FALSE, vfs, error);

  if (db == NULL || !ed_database_update (db, error) || !blank (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

gboolean
ed_database_explain (const char *location, GError **error)
{
  g_autofree char *name = ed_database_describe (location);
  const GError *failure = error != NULL ? *error : NULL;

  if (g_error_matches (failure, ED_DB_ERROR, ED_DB_ERROR_NEWER))
    g_prefix_error (error, "%s was written by a newer experts-dashboard-server: ", name);
  else if (g_error_matches (failure, ED_DB_ERROR, ED_DB_ERROR_FULL))
    g_prefix_error (error, "the disk that holds %s is full: ", name);
  else
    g_prefix_error (error, "%s cannot be used: ", name);
  return FALSE;
}
