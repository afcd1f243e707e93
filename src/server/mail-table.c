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
      " reply_to, due, text, queued_at, state, next_at, claimed, attempts)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $11, 0, 0)"
      " ON CONFLICT (kind, event, recipient) DO NOTHING",
      "ttttttttttt",
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
      at);
}
