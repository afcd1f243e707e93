/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/mail.h"

/* A mail as it was claimed. */
typedef struct
{
  char *id;
  char *recipient;
  EdMail mail; /* its texts are owned, see below */
  gint64 queued_at;
  gint64 attempt; /* 1, 2, … */
  char *event, *case_id, *request_id, *statement_id, *account_id, *assignment_id, *reply_to, *text;
} EdQueuedMail;

void ed_queued_mail_free (EdQueuedMail *self);

/* Mails queued, being sent, and sent. A row stays: of each kind, event and recipient there is one.
 */

/* Adds it as waiting from NOW on, unless it is there. */
gboolean
ed_mails_add (EdDb *db, const EdMail *mail, const char *recipient, gint64 now, GError **error);

/* Whether a mail waits that is due by NOW; FALSE with ERROR set on failure. */
gboolean ed_mails_are_due (EdDb *db, gint64 now, GError **error);
/* Claims, until UNTIL, the one waiting mail that is the first due by NOW. *MAIL NULL: none is. */
gboolean ed_mails_claim (EdDb *db, gint64 now, gint64 until, EdQueuedMail **mail, GError **error);
/* What became of a claim; without effect when another has claimed it since. WHY is a code. Put
 * back it waits until NEXT_AT; ended it is "sent", "dropped" or "failed", and its words go. */
gboolean ed_mails_put_back (EdDb *db,
                            const EdQueuedMail *mail,
                            gint64 next_at,
                            const char *why,
                            GError **error);
gboolean ed_mails_end (EdDb *db,
                       const EdQueuedMail *mail,
                       const char *state,
                       const char *why,
                       GError **error);
/* The ids of all that tell, or told, of the case or request ABOUT; free with g_strfreev(). */
char **ed_mails_list_about (EdDb *db, const char *about, GError **error);
gboolean ed_mails_delete (EdDb *db, const char *id, GError **error);
/* Deletes the rows of those that ended and were queued before AT. Reminders stay with what they are
 * about: their rows tell that it was said. *N: how many. */
gboolean ed_mails_drop_ended (EdDb *db, gint64 at, gint64 *n, GError **error);
gboolean ed_mails_count_ended (EdDb *db, gint64 at, gint64 *n, gint64 *oldest, GError **error);
/* Claims of a process that is no more, the only one there was. */
gboolean ed_mails_release (EdDb *db, gint64 now, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdQueuedMail, ed_queued_mail_free)
