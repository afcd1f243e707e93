/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/request-mail.h"

#include "domain/request-view.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/credential-table.h"
#include "server/due-table.h"
#include "server/mail-table.h"
#include "server/request-projection.h"

#define REQUESTS_MAX 500 /* in one transaction */

typedef enum
{
  TO_COORDINATOR = 1 << 0, /* who assigned it, or all */
  TO_EXPERT = 1 << 1,      /* of the open assignment */
  TO_SENDER = 1 << 2,
  TO_ALL = TO_COORDINATOR | TO_EXPERT | TO_SENDER,
} Readers;

/* Which event is told by which mail. */
static const struct
{
  EdRequestEventKind event;
  EdMailKind kind;
} told[] = {
  { ED_REQUEST_EVENT_SENT, ED_MAIL_REQUEST_ARRIVED },
  { ED_REQUEST_EVENT_ASKED_AGAIN, ED_MAIL_REQUEST_ASKED_AGAIN },
  { ED_REQUEST_EVENT_CANCELLED, ED_MAIL_REQUEST_CANCELLED },
  { ED_REQUEST_EVENT_ASSIGNED, ED_MAIL_REQUEST_ASSIGNED },
  { ED_REQUEST_EVENT_HANDED_BACK, ED_MAIL_REQUEST_HANDED_BACK },
  { ED_REQUEST_EVENT_RESPONDED, ED_MAIL_REQUEST_UNDER_REVIEW },
  { ED_REQUEST_EVENT_RETURNED, ED_MAIL_REQUEST_RETURNED },
  { ED_REQUEST_EVENT_APPROVED, ED_MAIL_REQUEST_ANSWERED },
};

static guint
get_readers (EdMailKind kind)
{
  switch (kind)
    {
    case ED_MAIL_REQUEST_ARRIVED:
    case ED_MAIL_REQUEST_HANDED_BACK:
    case ED_MAIL_REQUEST_UNDER_REVIEW:
      return TO_COORDINATOR;
    case ED_MAIL_REQUEST_ASSIGNED:
    case ED_MAIL_REQUEST_RETURNED:
      return TO_EXPERT;
    case ED_MAIL_REQUEST_ASKED_AGAIN:
    case ED_MAIL_REQUEST_CANCELLED:
    case ED_MAIL_REQUEST_CHAT:
    case ED_MAIL_REQUEST_DUE:
    case ED_MAIL_REQUEST_OVERDUE:
      return TO_COORDINATOR | TO_EXPERT;
    case ED_MAIL_REQUEST_ANSWERED:
      return TO_SENDER;
    default:
      return 0;
    }
}

/* Which badge the mail is about, or none. */
static EdRequestBadgeKind
get_badge (EdMailKind kind)
{
  if (kind == ED_MAIL_REQUEST_DUE)
    return ED_REQUEST_BADGE_DUE_SOON;
  return kind == ED_MAIL_REQUEST_OVERDUE ? ED_REQUEST_BADGE_OVERDUE : ED_REQUEST_BADGE_NONE;
}

/* Whether what the mail reminds of is still so. */
static gboolean
is_due (const EdMail *mail, const EdRequest *request, const EdBatch *batch)
{
  EdRequestBadge badge;

  if (get_badge (mail->kind) == ED_REQUEST_BADGE_NONE)
    return TRUE;
  badge = ed_request_limit (request, batch->now, batch->api->zone);
  return badge.kind == get_badge (mail->kind) && badge.since == mail->due;
}

/* Whether READER may be told as one of READERS, who can be more than one of them. */
static gboolean
may_reach (const EdMail *mail,
           const EdAccount *reader,
           guint readers,
           const EdRequest *request,
           const EdBatch *batch)
{
  guint roles = ed_account_roles (reader);

  readers &= get_readers (mail->kind);
  if (request == NULL || reader->state == ED_ACCOUNT_SUSPENDED || !is_due (mail, request, batch))
    return FALSE;
  if ((readers & TO_COORDINATOR) != 0 && (roles & ED_ROLE_COORDINATOR) != 0)
    return TRUE;
  if ((readers & TO_EXPERT) != 0 && (roles & ED_ROLE_EXPERT) != 0 && request->assignment_id != NULL
      && g_strcmp0 (request->expert_id, reader->id) == 0
      && g_strcmp0 (request->assignment_id, mail->assignment_id) == 0)
    return TRUE;
  return (readers & TO_SENDER) != 0 && (roles & ED_ROLE_CASE_MANAGER) != 0
         && g_strcmp0 (request->sender_id, reader->id) == 0;
}

gboolean
ed_request_mail_may_reach (const EdMail *mail,
                           const EdAccount *reader,
                           const EdRequest *request,
                           const EdBatch *batch)
{
  return may_reach (mail, reader, TO_ALL, request, batch);
}

/* *QUEUED tells whether RECIPIENT, being the one of READERS, may be told, and is. */
static gboolean
queue (EdBatch *batch,
       const EdMail *mail,
       const EdRequest *request,
       const char *recipient,
       Readers readers,
       gboolean *queued,
       GError **error)
{
  g_autoptr (EdAccount) reader = NULL;
  GError *local = NULL;

  reader = ed_case_store_load_account (batch, recipient, NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *queued = reader != NULL && may_reach (mail, reader, readers, request, batch);
  return !*queued || ed_mails_add (batch->db, mail, recipient, batch->now, error);
}

/* To COORDINATOR if they may still coordinate, else to all who may; not to BY. */
static gboolean
queue_to_coordinator (EdBatch *batch,
                      const EdMail *mail,
                      const EdRequest *request,
                      const char *coordinator,
                      const char *by,
                      GError **error)
{
  g_auto (GStrv) all = NULL;
  gboolean queued = FALSE;

  if (coordinator != NULL && g_strcmp0 (coordinator, by) == 0)
    return TRUE;
  if (coordinator != NULL
      && !queue (batch, mail, request, coordinator, TO_COORDINATOR, &queued, error))
    return FALSE;
  if (queued)
    return TRUE;
  all = ed_credentials_list (batch->db, ED_ROLE_COORDINATOR, error);
  for (char **id = all; id != NULL && *id != NULL; id++)
    {
      if (g_strcmp0 (*id, by) != 0
          && !queue (batch, mail, request, *id, TO_COORDINATOR, &queued, error))
        return FALSE;
    }
  return all != NULL;
}

/* Queues MAIL to all its readers but BY, who did it. */
static gboolean
tell (EdBatch *batch,
      const EdMail *mail,
      const EdRequest *request,
      const char *coordinator,
      const char *by,
      GError **error)
{
  guint readers = get_readers (mail->kind);
  gboolean queued;

  if ((readers & TO_COORDINATOR) != 0
      && !queue_to_coordinator (batch, mail, request, coordinator, by, error))
    return FALSE;
  if ((readers & TO_EXPERT) != 0 && request->expert_id != NULL
      && g_strcmp0 (request->expert_id, by) != 0
      && !queue (batch, mail, request, request->expert_id, TO_EXPERT, &queued, error))
    return FALSE;
  return (readers & TO_SENDER) == 0 || g_strcmp0 (request->sender_id, by) == 0
         || queue (batch, mail, request, request->sender_id, TO_SENDER, &queued, error);
}

gboolean
ed_request_mail_tell (EdBatch *batch,
                      const EdRequest *before,
                      const EdRequest *request,
                      gint64 rev,
                      const char *by,
                      GError **error)
{
  const char *coordinator = request->assigned_by;
  g_autofree char *id = g_strdup_printf ("%s/%" G_GINT64_FORMAT, request->id, rev);

  if (coordinator == NULL && before != NULL)
    coordinator = before->assigned_by;
  for (guint i = before != NULL ? before->events->len : 0;
       i < request->events->len && !batch->api->is_quiet;
       i++)
    {
      const EdRequestEvent *event = request->events->pdata[i];

      for (guint j = 0; j < G_N_ELEMENTS (told); j++)
        {
          const EdMail mail = { .kind = told[j].kind,
                                .event = id,
                                .request_id = request->id,
                                .assignment_id = request->assignment_id };

          if (event->what == (gint64) told[j].event
              && !tell (batch, &mail, request, coordinator, by, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
ed_request_mail_tell_of_message (EdBatch *batch,
                                 const EdRequest *request,
                                 const EdInternalMessage *message,
                                 GError **error)
{
  const EdMail mail = { .kind = ED_MAIL_REQUEST_CHAT,
                        .event = message->id,
                        .request_id = request->id,
                        .assignment_id = message->assignment_id };
  gboolean queued;

  if (batch->api->is_quiet)
    return TRUE;
  if (message->author == ED_AUTHOR_EXPERT)
    return queue_to_coordinator (batch, &mail, request, request->assigned_by, message->by, error);
  return request->expert_id == NULL
         || queue (batch, &mail, request, request->expert_id, TO_EXPERT, &queued, error);
}

/* --- reminders ------------------------------------------------------------------------------- */

static EdMailKind
find_reminder (EdRequestBadgeKind kind)
{
  if (kind == ED_REQUEST_BADGE_DUE_SOON)
    return ED_MAIL_REQUEST_DUE;
  return kind == ED_REQUEST_BADGE_OVERDUE ? ED_MAIL_REQUEST_OVERDUE : ED_N_MAILS;
}

/* The next look, after now. */
static gboolean
look_later (EdBatch *batch, const EdRequest *request, GError **error)
{
  gint64 next = ed_request_next_change (request, batch->now, batch->api->zone);

  if (next == ED_ABSENT)
    return ed_dues_clear (batch->db, ED_DUE_REQUEST_REMINDER, request->id, error);
  return ed_dues_set (batch->db, ED_DUE_REQUEST_REMINDER, request->id, next, error);
}

gboolean
ed_request_reminders_note (EdBatch *batch, const EdRequest *request, GError **error)
{
  EdRequestBadge badge = ed_request_limit (request, batch->now, batch->api->zone);

  /* What shows already has been told, or is told at the next look, as once only. */
  if (!batch->api->is_quiet && find_reminder (badge.kind) != ED_N_MAILS)
    return ed_dues_set (batch->db, ED_DUE_REQUEST_REMINDER, request->id, badge.since, error);
  return look_later (batch, request, error);
}

/* Coordinators are told once of each limit, an expert once in each assignment. */
static gboolean
remind (EdBatch *batch, const EdRequest *request, GError **error)
{
  EdRequestBadge badge = ed_request_limit (request, batch->now, batch->api->zone);
  g_autofree char *of_request = g_strdup_printf ("%s/%" G_GINT64_FORMAT, request->id, badge.since);
  g_autofree char *of_assignment =
      g_strdup_printf ("%s/%" G_GINT64_FORMAT, request->assignment_id, badge.since);
  EdMail mail = { .kind = find_reminder (badge.kind),
                  .event = of_request,
                  .request_id = request->id,
                  .assignment_id = request->assignment_id,
                  .due = badge.since };
  gboolean works =
      request->state == ED_REQUEST_ASSIGNED || request->state == ED_REQUEST_IN_PROGRESS;
  gboolean queued;

  /* What began before a restore was told then, most likely; nobody is told twice. */
  if (mail.kind == ED_N_MAILS || badge.since <= batch->api->organisation->restored_at)
    return TRUE;
  if (!queue_to_coordinator (batch, &mail, request, request->assigned_by, NULL, error))
    return FALSE;
  mail.event = of_assignment;
  return !works || queue (batch, &mail, request, request->expert_id, TO_EXPERT, &queued, error);
}

static gboolean
remind_of (EdBatch *batch, const char *id, GError **error)
{
  GError *local = NULL;
  g_autoptr (EdRequest) request = ed_requests_load (batch->db, id, NULL, &local);

  if (request != NULL)
    return remind (batch, request, error) && look_later (batch, request, error);
  if (local == NULL)
    return ed_dues_clear (batch->db, ED_DUE_REQUEST_REMINDER, id, error);
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_request_reminders_queue (EdBatch *batch, GError **error)
{
  return ed_dues_work (batch->db,
                       ED_DUE_REQUEST_REMINDER,
                       batch->now,
                       REQUESTS_MAX,
                       (EdDueFunc) remind_of,
                       batch,
                       error);
}
