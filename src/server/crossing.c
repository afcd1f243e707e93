/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/crossing.h"

#include <gio/gio.h>

#include "server/database.h"
#include "server/organisation-table.h"
#include "server/restoration.h"
#include "server/schema.h"
#include "sql/migrate.h"
#include "sql/postgres-place.h"
#include "sql/postgres.h"
#include "sql/transcript.h"

/* Tables in the file FILE as those that DB has, which may be older than this program's. */
static gboolean
make_tables (EdDb *file, EdDb *db, GError **error)
{
  gint64 version;

  if (!ed_db_read_version (db, &version, error))
    return FALSE;
  if (version > 0 && version <= ed_server_n_migrations)
    return ed_db_migrate (file, ed_server_migrations, (guint) version, error);
  g_set_error (error,
               ED_DB_ERROR,
               version == 0 ? ED_DB_ERROR_FAILED : ED_DB_ERROR_NEWER,
               version == 0 ? "it holds no organisation"
                            : "it was written by a newer experts-dashboard-server");
  return FALSE;
}

/* FROM's rows into TO, in a transaction of TO's. */
static gboolean
write_all (EdDb *from, EdDb *to, EdDb *file, GError **error)
{
  if (!ed_db_begin (to, TRUE, error))
    return FALSE;
  if (ed_db_transcribe (from, to, file, error)
      && (to == file || ed_restoration_check_alone (to, error)) && ed_db_commit (to, error))
    return TRUE;
  ed_db_rollback (to);
  return FALSE;
}

gboolean
ed_crossing_to_file (EdDb *db, const char *path, GError **error)
{
  g_autoptr (EdDb) file = NULL;
  gboolean done;

  if (!ed_postgres_is (db))
    return ed_db_copy (db, path, error);
  file = ed_database_open (path, FALSE, NULL, error);
  if (file == NULL || !ed_db_relax (file, TRUE, error) || !ed_db_begin (db, FALSE, error))
    return FALSE;
  done = make_tables (file, db, error) && write_all (db, file, file, error);
  ed_db_rollback (db);
  return done && ed_db_checkpoint (file, error);
}

static gboolean
check_empty (EdDb *db, GError **error)
{
  g_autoptr (EdOrganisation) there = NULL;
  GError *local = NULL;

  there = ed_organisation_load (db, &local);
  if (there != NULL)
    local = g_error_new (G_FILE_ERROR,
                         G_FILE_ERROR_EXIST,
                         "the database holds an organisation already: --replace puts it aside");
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_crossing_from_file (const char *path, EdDb *db, GError **error)
{
  g_autoptr (EdDb) file = ed_database_open (path, TRUE, NULL, error);
  gboolean done;

  if (file == NULL || !ed_restoration_check_alone (db, error) || !ed_database_update (db, error)
      || !check_empty (db, error) || !ed_db_begin (file, FALSE, error))
    return FALSE;
  done = write_all (file, db, file, error);
  ed_db_rollback (file);
  return done;
}

gboolean
ed_crossing_step_aside (EdDb *db, char **home, GError **error)
{
  return ed_restoration_check_alone (db, error) && ed_postgres_step_aside (db, home, error);
}

/* Who connects after the tables are locked sees the new ones; who did before is seen. */
static gboolean
exchange (EdDb *db, const char *home, const char *name, GError **error)
{
  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  if (ed_postgres_take_place (db, home, name, error) && ed_restoration_check_alone (db, error)
      && ed_db_commit (db, error))
    return TRUE;
  ed_db_rollback (db);
  return FALSE;
}

gboolean
ed_crossing_take_place (EdDb *db, const char *home, char **name, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  *name = g_date_time_format (now, "before_%Y%m%d_%H%M%S");
  if (exchange (db, home, *name, error))
    return TRUE;
  g_clear_pointer (name, g_free);
  return FALSE;
}

void
ed_crossing_step_back (EdDb *db, const char *home)
{
  ed_postgres_step_back (db, home);
}
