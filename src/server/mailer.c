/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/mailer.h"

#include "server/answer.h"
#include "server/api-state.h"
#include "server/audit-table.h"
#include "server/case-store.h"
#include "server/job.h"
#include "server/mail-parcel.h"
#include "server/mail-rights.h"
#include "server/projection.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define LEASE_MS (3 * MINUTE_MS) /* longer than any handover takes (smtp.c) */
#define LATER_MAX_MS (240 * MINUTE_MS)
#define GIVEN_UP_MS (5 * 24 * 60 * MINUTE_MS)
#define PAUSE_MIN_MS G_GINT64_CONSTANT (5000)
#define PAUSE_MAX_MS (5 * MINUTE_MS)
#define LOOK_US G_USEC_PER_SEC
#define GRACE_US (G_USEC_PER_SEC / 2)

struct _EdMailer
{
  EdApi *api;
  EdPost *post;
  char *from;
  char *address;
  EdParcel *unrecorded; /* was handed over, which the database has not taken down yet */
  gint64 pause_until;   /* by the api's clock: nobody takes mails */
  gint64 pause;         /* ms; 0: all is well */
  GCancellable *cancellable;
  GThread *thread;
  GMutex mutex; /* of what follows */
  GCond changed;
  gboolean stopping, ended;
};

/* A step in the database, run by the writer. */
typedef struct _Step Step;
struct _Step
{
  EdApiJob parent;
  gboolean (*take) (Step *step, EdBatch *batch, GError **error);
  EdParcel *parcel;
  EdParcel **claimed;
  EdPostOutcome outcome;
  const char *why;
  const EdMailSecrets *secrets;
  gboolean *wanted;
};

static gboolean
run_step (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  Step *step = (Step *) job;

  ed_answer_empty (response, 204);
  return step->take (step, batch, error);
}

/* FALSE: the database took nothing. */
static gboolean
take_step (EdMailer *self, const Step *step)
{
  Step *copy = g_memdup2 (step, sizeof *step);
  EdApiJob *job = &copy->parent;
  g_auto (EdApiResponse) response = { 0 };

  job->run = run_step;
  job->free = (void (*) (EdApiJob *)) g_free;
  ed_api_write (self->api, &job, 1, &response, NULL);
  return response.status == 204;
}

/* Whether anything is due, asked without the writer. */
static gboolean
is_anything_due (EdMailer *self)
{
  EdDb *db = ed_readers_take (self->api->readers, NULL);
  gboolean due = db != NULL && ed_mails_are_due (db, ed_api_now (self->api), NULL);

  if (db != NULL)
    ed_readers_give_back (self->api->readers, db);
  return due;
}

static gboolean
take_claim (Step *step, EdBatch *batch, GError **error)
{
  g_clear_pointer (step->claimed, ed_parcel_free);
  return ed_parcel_claim (batch, batch->now + LEASE_MS, step->claimed, error);
}

static EdParcel *
claim (EdMailer *self)
{
  g_autoptr (EdParcel) parcel = NULL;
  Step step = { .take = take_claim, .claimed = &parcel };

  /* When it was not stored it was not claimed. */
  return take_step (self, &step) ? g_steal_pointer (&parcel) : NULL;
}

/* Whether the mail still goes where it went when it was claimed. */
static gboolean
check_address (Step *step, EdBatch *batch, gboolean *same, GError **error)
{
  g_autoptr (EdAccount) now = NULL;
  GError *local = NULL;

  now = ed_case_store_load_account (batch, step->parcel->queued->recipient, NULL, &local);
  *same = now != NULL
          && g_strcmp0 (ed_account_address (now), ed_account_address (step->parcel->reader)) == 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
take_secrets (Step *step, EdBatch *batch, GError **error)
{
  const EdQueuedMail *queued = step->parcel->queued;
  gboolean same;

  if (!check_address (step, batch, &same, error))
    return FALSE;
  if (!same)
    return ed_mails_put_back (batch->db, queued, batch->now, "readdressed", error);
  if (!batch->api->mail_secrets->store (batch,
                                        queued->mail.kind,
                                        queued->recipient,
                                        step->secrets,
                                        step->wanted,
                                        error))
    return FALSE;
  return *step->wanted || ed_mails_end (batch->db, queued, "dropped", "not_wanted", error);
}

/* Makes and stores what the mail carries; FALSE when it is not to be sent. */
static gboolean
make_secrets (EdMailer *self, EdParcel *parcel, EdMailSecrets *secrets)
{
  const EdQueuedMail *queued = parcel->queued;
  gboolean wanted = FALSE;
  Step step = { .take = take_secrets, .parcel = parcel, .secrets = secrets, .wanted = &wanted };
  g_autoptr (GError) error = NULL;

  if (!ed_mail_has_secrets (queued->mail.kind))
    return TRUE;
  if (!self->api->mail_secrets
           ->make (self->api, queued->mail.kind, queued->recipient, secrets, &error))
    {
      g_warning ("mail %s waits: %s", queued->id, error->message);
      return FALSE;
    }
  return take_step (self, &step) && wanted;
}

/* 1, 2, 4 … minutes, up to four hours. */
static gint64
choose_delay (gint64 attempt)
{
  return MIN (MINUTE_MS << MIN (attempt - 1, 8), LATER_MAX_MS);
}

/* Whether mails reach the account: seen by itself and by staff, who can mend its address. */
static gboolean
note_reach (EdBatch *batch, const EdQueuedMail *queued, gboolean reached, GError **error)
{
  g_autoptr (EdAccount) account = NULL;
  GError *local = NULL;
  gint64 rev;

  if (queued->mail.kind == ED_MAIL_ADDRESS_CHANGED)
    return TRUE;
  account = ed_case_store_load_account (batch, queued->recipient, &rev, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (account == NULL || reached == (account->mail_failed_at == ED_ABSENT))
    return TRUE;
  account->mail_failed_at = reached ? ED_ABSENT : batch->now;
  return ed_projection_write_account (batch, account, rev + 1, error);
}

static gboolean
give_up (Step *step, EdBatch *batch, GError **error)
{
  const EdQueuedMail *queued = step->parcel->queued;

  return ed_mails_end (batch->db, queued, "failed", step->why, error)
         && note_reach (batch, queued, FALSE, error)
         && ed_audit_add (batch->db,
                          batch->now,
                          NULL,
                          NULL,
                          "mail_failed",
                          queued->recipient,
                          step->why,
                          error);
}

/* What becomes of the mail after OUTCOME. */
static gboolean
take_outcome (Step *step, EdBatch *batch, GError **error)
{
  const EdQueuedMail *queued = step->parcel->queued;

  switch (step->outcome)
    {
    case ED_POST_SENT:
      return ed_mails_end (batch->db, queued, "sent", NULL, error)
             && (step->parcel->reader->mail_failed_at == ED_ABSENT
                 || note_reach (batch, queued, TRUE, error));
    case ED_POST_AWAY:
      return ed_mails_put_back (batch->db, queued, batch->now, step->why, error);
    case ED_POST_LATER:
      return ed_mails_put_back (batch->db,
                                queued,
                                batch->now + choose_delay (queued->attempt),
                                step->why,
                                error);
    case ED_POST_REFUSED:
    default:
      return give_up (step, batch, error);
    }
}

static EdPostOutcome
hand_over (EdMailer *self, const EdParcel *parcel, const EdMailSecrets *secrets, char **why)
{
  EdSenderCard sender = { ed_organisation_name (self->api->organisation),
                          self->from,
                          self->address,
                          parcel->sender };
  g_auto (EdLetter) letter = { 0 };
  g_autoptr (GBytes) message = NULL;
  EdPostOutcome outcome;

  ed_parcel_write (parcel, &sender, secrets, &letter);
  message = ed_letter_build (&letter);
  outcome = ed_post_deliver (self->post, message, letter.id, letter.at, letter.to, why);
  if (outcome == ED_POST_LATER && ed_api_now (self->api) >= letter.at + GIVEN_UP_MS)
    return ED_POST_REFUSED;
  return outcome;
}

/* All mails wait as long as there is nobody to give them to; it is said once. */
static void
pause_all (EdMailer *self, const char *why)
{
  if (self->pause == 0 && !g_cancellable_is_cancelled (self->cancellable))
    g_warning ("no mail can be sent now: %s", why);
  self->pause = CLAMP (self->pause * 2, PAUSE_MIN_MS, PAUSE_MAX_MS);
  self->pause_until = ed_api_now (self->api) + self->pause;
}

static void
note_outcome (EdMailer *self, const EdParcel *parcel, EdPostOutcome outcome, const char *why)
{
  if (outcome == ED_POST_AWAY)
    {
      pause_all (self, why);
      return;
    }
  if (self->pause > 0)
    g_message ("mails can be sent again");
  self->pause = 0;
  if (outcome == ED_POST_REFUSED)
    g_warning ("mail %s (%s) was given up: %s",
               parcel->queued->id,
               ed_mail_word (parcel->queued->mail.kind),
               why);
}

/* Notes in the database that the mail was taken over; until that is done nothing else is sent, or
 * it would go out a second time. */
static gboolean
record_sent (EdMailer *self)
{
  Step step = { .take = take_outcome, .parcel = self->unrecorded, .outcome = ED_POST_SENT };

  if (self->unrecorded == NULL)
    return TRUE;
  if (!take_step (self, &step))
    return FALSE;
  g_clear_pointer (&self->unrecorded, ed_parcel_free);
  return TRUE;
}

/* Sends the next mail; FALSE when there is none, or none can be sent now. */
static gboolean
send_next (EdMailer *self, guint *sent)
{
  g_autoptr (EdParcel) parcel = is_anything_due (self) ? claim (self) : NULL;
  g_auto (EdMailSecrets) secrets = { 0 };
  g_autofree char *why = NULL;
  EdPostOutcome outcome;
  Step step = { .take = take_outcome, .parcel = parcel };

  if (parcel == NULL)
    return FALSE;
  if (!make_secrets (self, parcel, &secrets))
    return TRUE; /* dropped, or its lease runs out */
  outcome = hand_over (self, parcel, &secrets, &why);
  note_outcome (self, parcel, outcome, why);
  if (outcome == ED_POST_SENT)
    {
      (*sent)++;
      self->unrecorded = g_steal_pointer (&parcel);
      return record_sent (self);
    }
  step.outcome = outcome;
  step.why = why;
  return take_step (self, &step) && outcome != ED_POST_AWAY;
}

guint
ed_mailer_send_due (EdMailer *self)
{
  guint sent = 0;

  if (ed_api_now (self->api) < self->pause_until || !record_sent (self))
    return 0;
  while (!g_cancellable_is_cancelled (self->cancellable) && send_next (self, &sent))
    ;
  ed_post_rest (self->post);
  return sent;
}

static gpointer
send_until_stopped (gpointer data)
{
  EdMailer *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->stopping)
    {
      g_mutex_unlock (&self->mutex);
      ed_mailer_send_due (self);
      g_mutex_lock (&self->mutex);
      if (!self->stopping)
        g_cond_wait_until (&self->changed, &self->mutex, g_get_monotonic_time () + LOOK_US);
    }
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

EdMailer *
ed_mailer_new (EdApi *api, const EdPostOptions *post, const char *address)
{
  EdMailer *self = g_new0 (EdMailer, 1);

  self->api = api;
  self->from = g_strdup (post->from);
  self->address = g_strdup (address);
  self->cancellable = g_cancellable_new ();
  self->post = ed_post_new (post, self->cancellable);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  return self;
}

void
ed_mailer_free (EdMailer *self)
{
  if (self == NULL)
    return;
  ed_mailer_stop (self);
  ed_post_free (self->post);
  ed_parcel_free (self->unrecorded);
  g_free (self->from);
  g_free (self->address);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

static gboolean
take_release (Step *step, EdBatch *batch, GError **error)
{
  return ed_mails_release (batch->db, batch->now, error);
}

gboolean
ed_mailer_take_over (EdMailer *self)
{
  Step step = { .take = take_release };

  return take_step (self, &step);
}

void
ed_mailer_start (EdMailer *self)
{
  g_return_if_fail (self->thread == NULL);

  self->thread = g_thread_new ("mailer", send_until_stopped, self);
}

void
ed_mailer_stop (EdMailer *self)
{
  gint64 grace = g_get_monotonic_time () + GRACE_US;

  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_broadcast (&self->changed);
  while (!self->ended && g_cond_wait_until (&self->changed, &self->mutex, grace))
    ;
  g_mutex_unlock (&self->mutex);
  /* What is still on its way is broken off. */
  g_cancellable_cancel (self->cancellable);
  g_thread_join (g_steal_pointer (&self->thread));
}
