/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/reminders.h"

#include "domain/standing.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/due-table.h"
#include "server/mail.h"

#define CASES_MAX 500 /* in one transaction */

/* Which badge is told by which mails. Source: guide, "Notifications". */
static const struct
{
  EdBadgeKind badge;
  EdMailKind to_expert;
  EdMailKind to_coordinator; /* ED_N_MAILS: none */
} reminders[] = {
  { ED_BADGE_CONTACT_FIRST, ED_MAIL_CONTACT_FIRST, ED_N_MAILS },
  { ED_BADGE_CONTACT_DUE, ED_MAIL_CONTACT_DUE, ED_MAIL_CONTACT_OVERDUE },
  { ED_BADGE_SESSION_DUE, ED_MAIL_SESSION_DUE, ED_N_MAILS },
  { ED_BADGE_CLOSING_WARN, ED_MAIL_CLOSING_WARN, ED_N_MAILS },
  { ED_BADGE_CLOSING_DUE, ED_MAIL_CLOSING_DUE, ED_N_MAILS },
};

/* The row of REMINDERS for the badge that CASE_ shows now, -1 for none. */
static int
find_reminder (EdBatch *batch, const EdCase *case_, EdBadge *badge)
{
  *badge = ed_case_badge (case_, batch->now, batch->api->settings, batch->api->zone);
  for (guint i = 0; i < G_N_ELEMENTS (reminders); i++)
    {
      if (reminders[i].badge == badge->kind)
        return (int) i;
    }
  return -1;
}

/* The next look, after now. */
static gboolean
look_later (EdBatch *batch, const EdCase *case_, GError **error)
{
  gint64 next = ed_case_next_change (case_, batch->now, batch->api->settings, batch->api->zone);

  if (next == ED_ABSENT)
    return ed_dues_clear (batch->db, ED_DUE_REMINDER, case_->id, error);
  return ed_dues_set (batch->db, ED_DUE_REMINDER, case_->id, next, error);
}

gboolean
ed_reminders_note (EdBatch *batch, const EdCase *case_, GError **error)
{
  EdBadge badge;

  /* What shows already has been told, or is told at the next look, as once only. */
  if (!batch->api->is_quiet && find_reminder (batch, case_, &badge) >= 0)
    return ed_dues_set (batch->db, ED_DUE_REMINDER, case_->id, badge.since, error);
  return look_later (batch, case_, error);
}

static gboolean
queue_of_case (EdBatch *batch, const EdCase *case_, GError **error)
{
  EdBadge badge;
  int found = find_reminder (batch, case_, &badge);
  g_autofree char *event = NULL;
  EdMail mail;

  if (found < 0 || batch->api->settings->reminders_off == 1)
    return TRUE;
  /* Told before the restore, most likely; nobody is told twice. */
  if (badge.since <= batch->api->organisation->restored_at)
    return TRUE;
  event = g_strdup_printf ("%s/%" G_GINT64_FORMAT, case_->assignment_id, badge.since);
  mail = (EdMail){ .kind = reminders[found].to_expert,
                   .event = event,
                   .case_id = case_->id,
                   .assignment_id = case_->assignment_id,
                   .due = badge.since };
  if (!ed_mail_queue (batch, &mail, case_->expert_id, error))
    return FALSE;
  mail.kind = reminders[found].to_coordinator;
  return mail.kind == ED_N_MAILS
         || ed_mail_queue_to_coordinator (batch, &mail, case_->assigned_by, error);
}

static gboolean
remind_of (EdBatch *batch, const char *id, GError **error)
{
  GError *local = NULL;
  gint64 rev;
  g_autoptr (EdCase) case_ = ed_case_store_load (batch, id, &rev, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (case_ == NULL)
    return ed_dues_clear (batch->db, ED_DUE_REMINDER, id, error);
  return queue_of_case (batch, case_, error) && look_later (batch, case_, error);
}

gboolean
ed_reminders_queue (EdBatch *batch, GError **error)
{
  return ed_dues_work (batch->db,
                       ED_DUE_REMINDER,
                       batch->now,
                       CASES_MAX,
                       (EdDueFunc) remind_of,
                       batch,
                       error);
}
