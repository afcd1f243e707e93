/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/upload-table.h"

#include <string.h>

#include "domain/days.h"
#include "server/query.h"
#include "wire/record-json.h"

static const char *const states[] = {
  [ED_UPLOAD_WAITING] = "waiting",
  [ED_UPLOAD_BOUND] = "bound",
  [ED_UPLOAD_GIVEN_UP] = "given_up",
};

void
ed_upload_free (EdUpload *self)
{
  if (self == NULL)
    return;
  g_free (self->account);
  ed_file_free (self->file);
  g_free (self);
}

gboolean
ed_upload_is_complete (const EdUpload *self)
{
  return self->file != NULL && self->received == self->file->length;
}

static EdUploadState
find_state (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (strcmp (states[i], word) == 0)
        return (EdUploadState) i;
    }
  return ED_UPLOAD_GIVEN_UP;
}

EdUpload *
ed_uploads_load (EdDb *db, const char *id, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT account, state, received, body FROM upload WHERE id = $1",
                "t",
                id);
  g_autoptr (EdUpload) upload = NULL;

  if (statement == NULL || !ed_statement_step (statement, error))
    return NULL;
  upload = g_new0 (EdUpload, 1);
  upload->account = g_strdup (ed_statement_text (statement, 0));
  upload->state = find_state (ed_statement_text (statement, 1));
  upload->received = ed_statement_int (statement, 2);
  if (upload->state == ED_UPLOAD_GIVEN_UP)
    return g_steal_pointer (&upload);
  upload->file = ed_record_from_json (&ed_file_type,
                                      ed_statement_text (statement, 3),
                                      (gssize) ed_statement_length (statement, 3),
                                      ED_WIRE_STRICT,
                                      error);
  return upload->file != NULL ? g_steal_pointer (&upload) : NULL;
}

gboolean
ed_uploads_add (EdDb *db, const char *account, const EdFile *file, gint64 now, GError **error)
{
  g_autofree char *since = ed_instant_to_text (now);
  g_autofree char *body = ed_record_to_json (&ed_file_type, file, NULL);

  return ed_query_run (db,
                       error,
                       "INSERT INTO upload (id, account, state, body, length, received, since)"
                       " VALUES ($1, $2, $3, $4, $5, 0, $6)",
                       "ttttit",
                       file->id,
                       account,
                       states[ED_UPLOAD_WAITING],
                       body,
                       file->length,
                       since);
}

gboolean
ed_uploads_set_received (EdDb *db, const char *id, gint64 received, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE upload SET received = $2 WHERE id = $1",
                       "ti",
                       id,
                       received);
}

gboolean
ed_uploads_give_up (EdDb *db, const char *account, const char *id, gint64 now, GError **error)
{
  g_autofree char *since = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "INSERT INTO upload (id, account, state, body, length, received, since)"
                       " VALUES ($1, $2, $3, NULL, 0, 0, $4)"
                       " ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = NULL,"
                       " length = 0, received = 0, since = excluded.since",
                       "tttt",
                       id,
                       account,
                       states[ED_UPLOAD_GIVEN_UP],
                       since);
}

gboolean
ed_uploads_bind (EdDb *db, const char *id, GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE upload SET state = $2 WHERE id = $1",
                       "tt",
                       id,
                       states[ED_UPLOAD_BOUND]);
}

gboolean
ed_uploads_unbind (EdDb *db, const char *id, gint64 now, GError **error)
{
  g_autofree char *since = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE upload SET state = $2, since = $3 WHERE id = $1"
                       " AND NOT EXISTS (SELECT 1 FROM view_file WHERE file = $1)",
                       "ttt",
                       id,
                       states[ED_UPLOAD_WAITING],
                       since);
}

gboolean
ed_uploads_count_waiting (EdDb *db,
                          const char *account,
                          gint64 *files,
                          gint64 *bytes,
                          GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT count(*), coalesce(sum(length), 0) FROM upload"
                " WHERE account = $1 AND state <> 'bound'",
                "t",
                account);

  if (statement == NULL || !ed_statement_step (statement, error))
    return FALSE;
  *files = ed_statement_int (statement, 0);
  *bytes = ed_statement_int (statement, 1);
  return TRUE;
}

gboolean
ed_uploads_sum_waiting (EdDb *db, gint64 *bytes, GError **error)
{
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT coalesce(sum(length), 0) FROM upload WHERE state <> 'bound'",
                "");

  if (statement == NULL || !ed_statement_step (statement, error))
    return FALSE;
  *bytes = ed_statement_int (statement, 0);
  return TRUE;
}

char **
ed_uploads_list_waiting_since (EdDb *db, gint64 before, gint64 limit, GError **error)
{
  g_autofree char *at = ed_instant_to_text (before);

  return ed_query_list (ed_query (db,
                                  error,
                                  "SELECT id FROM upload WHERE state <> 'bound'"
                                  " AND since <= $1 ORDER BY since LIMIT $2",
                                  "ti",
                                  at,
                                  limit),
                        error);
}

gboolean
ed_uploads_delete (EdDb *db, const char *id, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM upload WHERE id = $1", "t", id);
}

static gboolean
is_for (EdStatement *row, const char *target)
{
  g_autoptr (EdFile) file = ed_record_from_json (&ed_file_type,
                                                 ed_statement_text (row, 1),
                                                 (gssize) ed_statement_length (row, 1),
                                                 ED_WIRE_LENIENT,
                                                 NULL);

  return file != NULL
         && (g_strcmp0 (file->case_id, target) == 0 || g_strcmp0 (file->request_id, target) == 0);
}

char **
ed_uploads_list_waiting_for (EdDb *db, const char *target, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (EdStatement) statement =
      ed_query (db,
                error,
                "SELECT id, body FROM upload WHERE state <> 'bound' AND body IS NOT NULL",
                "");
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (ed_statement_step (statement, &local))
    if (is_for (statement, target))
      g_strv_builder_add (ids, ed_statement_text (statement, 0));
  if (local == NULL)
    return g_strv_builder_end (ids);
  g_propagate_error (error, local);
  return NULL;
}

gboolean
ed_uploads_erase (EdDb *db, const char *id, gint64 now, GError **error)
{
  g_autofree char *since = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE upload SET state = $2, body = NULL, length = 0, received = 0,"
                       " since = $3 WHERE id = $1",
                       "ttt",
                       id,
                       states[ED_UPLOAD_GIVEN_UP],
                       since);
}
