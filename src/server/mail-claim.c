/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The next mail to be sent, with what it is about. */

#include "domain/standing.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/mail-parcel.h"
#include "server/mail-rights.h"
#include "server/request-mail.h"
#include "server/request-projection.h"
#include "server/returning.h"
#include "server/statement-mail.h"

#define ENDED_MAX 100 /* on the way to the next that is to be sent */
#define WITHOUT_MAKER_MS (60 * 60 * 1000)

void
ed_parcel_free (EdParcel *self)
{
  if (self == NULL)
    return;
  ed_queued_mail_free (self->queued);
  ed_account_free (self->reader);
  g_free (self->language);
  g_free (self->sender);
  g_free (self->who);
  g_free (self->reply_to);
  g_free (self);
}

/* The name and address of the account that the mail speaks of. */
static gboolean
load_other (EdBatch *batch, EdParcel *parcel, GError **error)
{
  const EdMail *mail = &parcel->queued->mail;
  const char *id = mail->reply_to != NULL ? mail->reply_to : mail->account_id;
  g_autoptr (EdAccount) other = NULL;
  GError *local = NULL;

  if (id == NULL)
    return TRUE;
  other = ed_case_store_load_account (batch, id, NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (other == NULL)
    return TRUE;
  parcel->who = g_strdup (other->name);
  if (mail->reply_to != NULL)
    parcel->reply_to = g_strdup (ed_account_address (other));
  return TRUE;
}

static void
note_case (EdBatch *batch, EdParcel *parcel, const EdCase *case_)
{
  const EdSettings *settings = batch->api->settings;
  EdBadge badge;

  parcel->number = case_->number;
  if (!ed_mail_is_reminder (parcel->queued->mail.kind))
    return;
  badge = ed_case_badge (case_, batch->now, settings, batch->api->zone);
  parcel->count = badge.count;
  parcel->limit = settings->closing_due_months;
}

/* Whether MAIL was queued while clients handed back what was done before a restore. */
static gboolean
may_be_old (const EdBatch *batch, const EdQueuedMail *queued)
{
  gint64 restored_at = batch->api->organisation->restored_at;
  EdMailKind kind = queued->mail.kind;

  return (kind == ED_MAIL_COORDINATOR_CHANGED || kind == ED_MAIL_ADDRESS_CHANGED)
         && ed_returning_is_open (restored_at, queued->queued_at);
}

/* What a mail tells of: one of these. */
typedef struct
{
  EdCase *case_;
  EdRequest *request;
  EdFeeStatement *statement;
} Subject;

static void
clear_subject (Subject *subject)
{
  ed_case_free (subject->case_);
  ed_request_free (subject->request);
  ed_fee_statement_free (subject->statement);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, clear_subject)

static gboolean
load_subject (EdBatch *batch, const EdMail *mail, Subject *subject, GError **error)
{
  GError *local = NULL;
  gint64 rev;

  if (mail->case_id != NULL)
    subject->case_ = ed_case_store_load (batch, mail->case_id, &rev, &local);
  if (local == NULL && mail->request_id != NULL)
    subject->request = ed_requests_load (batch->db, mail->request_id, NULL, &local);
  if (local == NULL && mail->statement_id != NULL)
    subject->statement = ed_case_store_load_statement (batch, mail->statement_id, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
may_reach (EdBatch *batch, const EdParcel *parcel, const Subject *subject)
{
  const EdMail *mail = &parcel->queued->mail;

  if (mail->request_id != NULL)
    return ed_request_mail_may_reach (mail, parcel->reader, subject->request, batch);
  if (mail->statement_id != NULL)
    return ed_statement_mail_may_reach (mail, parcel->reader, subject->statement);
  return ed_mail_may_reach (mail, parcel->reader, subject->case_, batch);
}

static void
note_subject (EdBatch *batch, EdParcel *parcel, const Subject *subject)
{
  if (subject->case_ != NULL)
    note_case (batch, parcel, subject->case_);
  if (subject->request != NULL)
    {
      parcel->number = subject->request->number;
      parcel->is_urgent = subject->request->urgent == 1;
    }
  if (subject->statement != NULL)
    parcel->month = subject->statement->month;
}

/* Whether it is to be sent now; *WHY not, else. */
static gboolean
fill (EdBatch *batch, EdParcel *parcel, const char **why, GError **error)
{
  const EdQueuedMail *queued = parcel->queued;
  const EdMail *mail = &queued->mail;
  g_auto (Subject) subject = { 0 };
  GError *local = NULL;

  *why = NULL;
  parcel->reader = ed_case_store_load_account (batch, queued->recipient, NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!load_subject (batch, mail, &subject, error))
    return FALSE;
  if (mail->kind == ED_N_MAILS || parcel->reader == NULL || !may_reach (batch, parcel, &subject))
    *why = "not_wanted";
  else if (ed_account_address (parcel->reader) == NULL)
    *why = "no_address";
  if (*why != NULL)
    return TRUE;
  note_subject (batch, parcel, &subject);
  parcel->may_be_old = may_be_old (batch, queued);
  parcel->language = g_strdup (parcel->reader->language != NULL ? parcel->reader->language
                                                                : batch->api->settings->language);
  parcel->sender = g_strdup (batch->api->settings->mail_sender);
  return load_other (batch, parcel, error);
}

/* Mails with secrets wait as long as nobody makes those. */
static gboolean
has_maker (EdBatch *batch, const EdMail *mail)
{
  return !ed_mail_has_secrets (mail->kind) || batch->api->mail_secrets != NULL;
}

static gboolean
claim_one (EdBatch *batch, gint64 until, EdParcel **parcel, gboolean *ended, GError **error)
{
  g_autoptr (EdParcel) next = g_new0 (EdParcel, 1);
  GError *local = NULL;
  const char *why;
  gboolean is_filled;

  *ended = FALSE;
  if (!ed_mails_claim (batch->db, batch->now, until, &next->queued, error))
    return FALSE;
  if (next->queued == NULL)
    return TRUE;
  is_filled = fill (batch, next, &why, &local);
  if (local != NULL && local->domain == ED_DB_ERROR)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  /* A document that cannot be read holds up its own mails only. */
  if (!is_filled)
    why = "unreadable";
  g_clear_error (&local);
  *ended = why != NULL || !has_maker (batch, &next->queued->mail);
  if (why != NULL)
    return ed_mails_end (batch->db, next->queued, "dropped", why, error);
  if (*ended)
    return ed_mails_put_back (batch->db,
                              next->queued,
                              batch->now + WITHOUT_MAKER_MS,
                              "no_secrets",
                              error);
  *parcel = g_steal_pointer (&next);
  return TRUE;
}

gboolean
ed_parcel_claim (EdBatch *batch, gint64 until, EdParcel **parcel, GError **error)
{
  gboolean ended = TRUE;

  *parcel = NULL;
  for (guint i = 0; ended && i < ENDED_MAX; i++)
    {
      if (!claim_one (batch, until, parcel, &ended, error))
        return FALSE;
    }
  return TRUE;
}
