/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/restoration.h"

#include "domain/days.h"
#include "server/audit-table.h"
#include "server/batch-table.h"
#include "server/query.h"
#include "server/secrets.h"
#include "sql/postgres.h"

#define NUMBERS 1000
#define RESTORED "restored"
#define HEAD_FILE "head"

static gboolean
write (EdDb *db, gboolean new_epoch, gint64 now, GError **error)
{
  g_autofree char *epoch = ed_secrets_make_uuid ();
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE organisation SET next_number = next_number + $1,"
                       " next_request = next_request + $1, restored_at = $2",
                       "it",
                       (gint64) NUMBERS,
                       at)
         && (!new_epoch
             || ed_query_run (db, error, "UPDATE organisation SET epoch = $1", "t", epoch))
         && ed_query_run (db,
                          error,
                          "UPDATE mail_outbox SET state = 'dropped', code = 'restored', text = NULL"
                          " WHERE state = 'waiting'",
                          "")
         && ed_audit_add (db, now, NULL, NULL, RESTORED, NULL, NULL, error);
}

gboolean
ed_restoration_check_alone (EdDb *db, GError **error)
{
  gboolean alone;

  if (!ed_postgres_is_alone (db, &alone, error))
    return FALSE;
  if (!alone)
    g_set_error_literal (error,
                         G_FILE_ERROR,
                         G_FILE_ERROR_EXIST,
                         "another experts-dashboard-server is using the database: stop it first");
  return alone;
}

gboolean
ed_restoration_is_done (EdDb *db, gboolean *done, GError **error)
{
  return ed_audit_ends_with (db, RESTORED, done, error);
}

gboolean
ed_restoration_apply (EdDb *db, gboolean new_epoch, gint64 now, GError **error)
{
  EdDbMoment moment;

  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  /* Who connects after the row of the organisation is written waits for it, and reads it then. */
  if (ed_db_read_moment (db, &moment, error)
      && write (db, new_epoch, moment.now >= 0 ? moment.now : now, error)
      && ed_restoration_check_alone (db, error) && ed_db_commit (db, error))
    return TRUE;
  ed_db_rollback (db);
  return FALSE;
}

void
ed_restoration_note_head (const char *folder, gint64 xid, gint64 mark)
{
  g_autofree char *path = g_build_filename (folder, HEAD_FILE, NULL);
  g_autofree char *text =
      g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", xid, mark);
  g_autoptr (GError) error = NULL;

  if (xid > 0
      && !g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_warning ("%s", error->message);
}

gboolean
ed_restoration_is_due (const char *folder, EdDb *db, gboolean *due, GError **error)
{
  g_autofree char *path = g_build_filename (folder, HEAD_FILE, NULL);
  g_autofree char *text = NULL;
  gint64 xid, mark, present;
  char *end;

  *due = FALSE;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return TRUE;
  xid = g_ascii_strtoll (text, &end, 10);
  mark = g_ascii_strtoll (end, NULL, 10);
  if (xid <= 0)
    return TRUE;
  if (!ed_batches_mark (db, xid, &present, error))
    return FALSE;
  *due = present != mark;
  return TRUE;
}
