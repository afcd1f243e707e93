/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/mail-table.h"

#include "domain/days.h"
#include "server/query.h"
#include "server/secrets.h"

gboolean
ed_mails_add (EdDb *db, const EdMail *mail, const char *recipient, gint64 now, GError **error)
{
  g_autofree char *id = ed_secrets_make_uuid ();
  g_autofree char *at = ed_instant_to_text (now);
  g_autofree char *due = mail->due > 0 ? ed_instant_to_text (mail->due) : NULL;

  return ed_query_run (
      db,
      error,
      "INSERT INTO mail_outbox (id, kind, event, recipient, case_id, account_id, assignment_id,"
      " reply_to, due, text, queued_at, state, next_at, claimed, attempts, request_id,"
      " statement_id)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $11, 0, 0, $12, $13)"
      " ON CONFLICT (kind, event, recipient) DO NOTHING",
      "ttttttttttttt",
      id,
      ed_mail_word (mail->kind),
      mail->event,
      recipient,
      mail->case_id,
      mail->account_id,
      mail->assignment_id,
      mail->reply_to,
      due,
      mail->text,
      at,
      mail->request_id,
      mail->statement_id);
}

void
ed_queued_mail_free (EdQueuedMail *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->recipient);
  g_free (self->event);
  g_free (self->case_id);
  g_free (self->request_id);
  g_free (self->statement_id);
  g_free (self->account_id);
  g_free (self->assignment_id);
  g_free (self->reply_to);
  g_clear_pointer (&self->text, ed_secrets_free_text);
  g_free (self);
}

static EdQueuedMail *
read_mail (EdStatement *row)
{
  EdQueuedMail *self = g_new0 (EdQueuedMail, 1);
  const char *due = ed_statement_text (row, 8);

  self->id = g_strdup (ed_statement_text (row, 0));
  self->event = g_strdup (ed_statement_text (row, 2));
  self->recipient = g_strdup (ed_statement_text (row, 3));
  self->case_id = g_strdup (ed_statement_text (row, 4));
  self->account_id = g_strdup (ed_statement_text (row, 5));
  self->assignment_id = g_strdup (ed_statement_text (row, 6));
  self->reply_to = g_strdup (ed_statement_text (row, 7));
  self->text = g_strdup (ed_statement_text (row, 9));
  self->queued_at = ed_instant_from_text (ed_statement_text (row, 10));
  self->attempt = ed_statement_int (row, 11);
  self->request_id = g_strdup (ed_statement_text (row, 12));
  self->statement_id = g_strdup (ed_statement_text (row, 13));
  self->mail = (EdMail){
    .kind = ed_mail_find (ed_statement_text (row, 1)),
    .event = self->event,
    .case_id = self->case_id,
    .request_id = self->request_id,
    .statement_id = self->statement_id,
    .account_id = self->account_id,
    .assignment_id = self->assignment_id,
    .reply_to = self->reply_to,
    .text = self->text,
    .due = due != NULL ? ed_instant_from_text (due) : 0,
  };
  return self;
}

gboolean
ed_mails_are_due (EdDb *db, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);
  g_autoptr (EdStatement) row = ed_query (db,
                                          error,
                                          "SELECT 1 FROM mail_outbox WHERE state = 'waiting'"
                                          " AND next_at <= $1 LIMIT 1",
                                          "t",
                                          at);

  return row != NULL && ed_statement_step (row, error);
}

gboolean
ed_mails_claim (EdDb *db, gint64 now, gint64 until, EdQueuedMail **mail, GError **error)
{
  g_autofree char *now_text = ed_instant_to_text (now);
  g_autofree char *until_text = ed_instant_to_text (until);
  g_autoptr (EdStatement) row =
      ed_query (db,
                error,
                "UPDATE mail_outbox SET claimed = 1, attempts = attempts + 1, next_at = $2"
                " WHERE id = (SELECT id FROM mail_outbox WHERE state = 'waiting'"
                " AND next_at <= $1 ORDER BY next_at, id LIMIT 1"
                " /*pg FOR UPDATE SKIP LOCKED*/)"
                " RETURNING id, kind, event, recipient, case_id, account_id, assignment_id,"
                " reply_to, due, text, queued_at, attempts, request_id, statement_id",
                "tt",
                now_text,
                until_text);
  GError *local = NULL;

  *mail = NULL;
  if (row == NULL)
    return FALSE;
  if (ed_statement_step (row, &local))
    {
      *mail = read_mail (row);
      if (ed_statement_run (row, error))
        return TRUE;
      g_clear_pointer (mail, ed_queued_mail_free);
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_mails_put_back (EdDb *db,
                   const EdQueuedMail *mail,
                   gint64 next_at,
                   const char *why,
                   GError **error)
{
  g_autofree char *at = ed_instant_to_text (next_at);

  return ed_query_run (db,
                       error,
                       "UPDATE mail_outbox SET claimed = 0, next_at = $3, code = $4"
                       " WHERE id = $1 AND attempts = $2 AND state = 'waiting'",
                       "titt",
                       mail->id,
                       mail->attempt,
                       at,
                       why);
}

gboolean
ed_mails_end (EdDb *db,
              const EdQueuedMail *mail,
              const char *state,
              const char *why,
              GError **error)
{
  return ed_query_run (db,
                       error,
                       "UPDATE mail_outbox SET claimed = 0, text = NULL, state = $3, code = $4"
                       " WHERE id = $1 AND attempts = $2 AND state = 'waiting'",
                       "titt",
                       mail->id,
                       mail->attempt,
                       state,
                       why);
}

gboolean
ed_mails_release (EdDb *db, gint64 now, GError **error)
{
  g_autofree char *at = ed_instant_to_text (now);

  return ed_query_run (db,
                       error,
                       "UPDATE mail_outbox SET claimed = 0, next_at = $1"
                       " WHERE state = 'waiting' AND claimed = 1",
                       "t",
                       at);
}

char **
ed_mails_list_about (EdDb *db, const char *about, GError **error)
{
  return ed_query_list (ed_query (db,
                                  error,
                                  "SELECT id FROM mail_outbox WHERE case_id = $1"
                                  " UNION "
                                  "SELECT id FROM mail_outbox WHERE request_id = $1",
                                  "t",
                                  about),
                        error);
}

gboolean
ed_mails_delete (EdDb *db, const char *id, GError **error)
{
  return ed_query_run (db, error, "DELETE FROM mail_outbox WHERE id = $1", "t", id);
}

/* What has left, or never will; of reminders the row itself is what keeps them from coming twice.
 */
#define ENDED "state <> 'waiting' AND due IS NULL"

gboolean
ed_mails_drop_ended (EdDb *db, gint64 at, gint64 *n, GError **error)
{
  g_autofree char *text = ed_instant_to_text (at);

  if (!ed_query_run (db,
                     error,
                     "DELETE FROM mail_outbox WHERE " ENDED " AND queued_at < $1",
                     "t",
                     text))
    return FALSE;
  *n = ed_db_changes (db);
  return TRUE;
}

gboolean
ed_mails_count_ended (EdDb *db, gint64 at, gint64 *n, gint64 *oldest, GError **error)
{
  g_autofree char *text = ed_instant_to_text (at);
  g_autoptr (EdStatement) statement = ed_query (db,
                                                error,
                                                "SELECT COUNT(CASE WHEN queued_at < $1 THEN 1 END),"
                                                " MIN(CASE WHEN queued_at >= $1 THEN queued_at END)"
                                                " FROM mail_outbox WHERE " ENDED,
                                                "t",
                                                text);

  if (statement == NULL || !ed_statement_step (statement, error))
    return FALSE;
  *n = ed_statement_int (statement, 0);
  *oldest = ed_statement_is_null (statement, 1)
                ? G_MININT64
                : ed_instant_from_text (ed_statement_text (statement, 1));
  return TRUE;
}
