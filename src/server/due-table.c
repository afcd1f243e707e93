/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/due-table.h"

#include "base/duration.h"
#include "domain/days.h"
#include "server/query.h"

gboolean
ed_dues_set (EdDb *db, const char *kind, const char *object, gint64 at, GError **error)
{
  g_autofree char *text = ed_instant_to_text (at);

  return ed_query_run (db,
                       error,
                       "INSERT INTO due (kind, object, at) VALUES ($1, $2, $3)"
                       " ON CONFLICT (kind, object) DO UPDATE SET at = excluded.at",
                       "ttt",
                       kind,
                       object,
                       text);
}

gboolean
ed_dues_clear (EdDb *db, const char *kind, const char *object, GError **error)
{
  return ed_query_run (db,
                       error,
                       "DELETE FROM due WHERE kind = $1 AND object = $2",
                       "tt",
                       kind,
                       object);
}

/* "WHERE 1 = 1" tells SQLite that ON is no part of a join. */
gboolean
ed_dues_remind_all (EdDb *db, gint64 at, GError **error)
{
  g_autofree char *text = ed_instant_to_text (at);

  return ed_query_run (db,
                       error,
                       "INSERT INTO due (kind, object, at)"
                       " SELECT 'reminder', case_id, $1 FROM holding WHERE 1 = 1"
                       " ON CONFLICT (kind, object) DO UPDATE SET at = excluded.at",
                       "t",
                       text);
}

gboolean
ed_dues_hasten (EdDb *db, const char *kind, gint64 at, GError **error)
{
  g_autofree char *text = ed_instant_to_text (at);

  return ed_query_run (db, error, "UPDATE due SET at = $2 WHERE kind = $1", "tt", kind, text);
}

char **
ed_dues_list (EdDb *db, const char *kind, gint64 now, gint64 limit, GError **error)
{
  g_autofree char *text = ed_instant_to_text (now);
  g_autoptr (GStrvBuilder) objects = g_strv_builder_new ();
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT object FROM due WHERE at <= $2 AND kind = $1 ORDER BY at LIMIT $3",
                "tti",
                kind,
                text,
                limit);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (ed_statement_step (statement, &local))
    g_strv_builder_add (objects, ed_statement_text (statement, 0));
  if (local == NULL)
    return g_strv_builder_end (objects);
  g_propagate_error (error, local);
  return NULL;
}

/* One of them, whole or not at all. */
static gboolean
work_in_savepoint (EdDb *db, const char *object, EdDueFunc work, gpointer data, GError **error)
{
  if (!ed_db_savepoint (db, error))
    return FALSE;
  if (work (data, object, error) && ed_db_release (db, error))
    return TRUE;
  ed_db_rollback_savepoint (db);
  return FALSE;
}

/* A day later, as it cannot be read or lacks a row. FALSE where LOCAL (taken) is the disk's. */
static gboolean
put_off (EdDb *db, const char *kind, const char *object, gint64 now, GError *local, GError **error)
{
  g_autoptr (GError) why = local;

  if (why != NULL && why->domain == ED_DB_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  g_warning ("%s of %s has to wait: %s",
             kind,
             object,
             why != NULL ? why->message : "a row is missing");
  return ed_dues_set (db, kind, object, now + ED_DAY_MS, error);
}

gboolean
ed_dues_work (EdDb *db,
              const char *kind,
              gint64 now,
              gint64 limit,
              EdDueFunc work,
              gpointer data,
              GError **error)
{
  g_auto (GStrv) objects = ed_dues_list (db, kind, now, limit, error);

  for (char **object = objects; object != NULL && *object != NULL; object++)
    {
      GError *local = NULL;

      if (!work_in_savepoint (db, *object, work, data, &local)
          && !put_off (db, kind, *object, now, local, error))
        return FALSE;
    }
  return objects != NULL;
}
