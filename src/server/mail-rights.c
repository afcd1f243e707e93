/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/mail-rights.h"

#include <string.h>

#include "domain/project.h"
#include "domain/standing.h"
#include "server/api-state.h"

typedef enum
{
  ITS_OWNER,    /* the account that it is about */
  COORDINATOR,  /* whoever coordinates */
  EXPERT,       /* who has the case, by the assignment that it is about */
  OF_REQUEST,   /* server/request-mail.c says who */
  OF_STATEMENT, /* server/statement-mail.c does */
} Reader;

/* Every kind of mail: its name, and who may read it. */
static const struct
{
  const char *word;
  Reader reader;
  EdBadgeKind badge; /* of reminders: it has to show still */
} kinds[ED_N_MAILS] = {
  [ED_MAIL_ACCOUNT_CREATED] = { "account_created", ITS_OWNER },
  [ED_MAIL_ACCOUNT_ACTIVATED] = { "account_activated", ITS_OWNER },
  [ED_MAIL_PASSWORD_RESET] = { "password_reset", ITS_OWNER },
  [ED_MAIL_TOTP_ON] = { "totp_on", ITS_OWNER },
  [ED_MAIL_TOTP_OFF] = { "totp_off", ITS_OWNER },
  [ED_MAIL_ADDRESS_CHANGED] = { "address_changed", ITS_OWNER },
  [ED_MAIL_COORDINATOR_CHANGED] = { "coordinator_changed", COORDINATOR },
  [ED_MAIL_ASSIGNED] = { "assigned", EXPERT },
  [ED_MAIL_RETURNED] = { "returned", EXPERT },
  [ED_MAIL_APPROVED] = { "approved", EXPERT },
  [ED_MAIL_ANSWERED] = { "answered", EXPERT },
  [ED_MAIL_DECLINED] = { "declined", COORDINATOR },
  [ED_MAIL_CONTACTED] = { "contacted", COORDINATOR },
  [ED_MAIL_UNREACHABLE] = { "unreachable", COORDINATOR },
  [ED_MAIL_CLOSED] = { "closed", COORDINATOR },
  [ED_MAIL_MESSAGE] = { "message", COORDINATOR },
  [ED_MAIL_HANDOVER] = { "handover", COORDINATOR },
  [ED_MAIL_MESSAGE_COPY] = { "message_copy", EXPERT },
  [ED_MAIL_CONTACT_FIRST] = { "contact_first", EXPERT, ED_BADGE_CONTACT_FIRST },
  [ED_MAIL_CONTACT_DUE] = { "contact_due", EXPERT, ED_BADGE_CONTACT_DUE },
  [ED_MAIL_SESSION_DUE] = { "session_due", EXPERT, ED_BADGE_SESSION_DUE },
  [ED_MAIL_CLOSING_WARN] = { "closing_warn", EXPERT, ED_BADGE_CLOSING_WARN },
  [ED_MAIL_CLOSING_DUE] = { "closing_due", EXPERT, ED_BADGE_CLOSING_DUE },
  [ED_MAIL_CONTACT_OVERDUE] = { "contact_overdue", COORDINATOR, ED_BADGE_CONTACT_DUE },
  [ED_MAIL_REQUEST_ARRIVED] = { "request_arrived", OF_REQUEST },
  [ED_MAIL_REQUEST_HANDED_BACK] = { "request_handed_back", OF_REQUEST },
  [ED_MAIL_REQUEST_UNDER_REVIEW] = { "request_under_review", OF_REQUEST },
  [ED_MAIL_REQUEST_ASSIGNED] = { "request_assigned", OF_REQUEST },
  [ED_MAIL_REQUEST_RETURNED] = { "request_returned", OF_REQUEST },
  [ED_MAIL_REQUEST_ASKED_AGAIN] = { "request_asked_again", OF_REQUEST },
  [ED_MAIL_REQUEST_CANCELLED] = { "request_cancelled", OF_REQUEST },
  [ED_MAIL_REQUEST_CHAT] = { "request_chat", OF_REQUEST },
  [ED_MAIL_REQUEST_DUE] = { "request_due", OF_REQUEST },
  [ED_MAIL_REQUEST_OVERDUE] = { "request_overdue", OF_REQUEST },
  [ED_MAIL_REQUEST_ANSWERED] = { "request_answered", OF_REQUEST },
  [ED_MAIL_STATEMENT_SENT] = { "statement_sent", OF_STATEMENT },
  [ED_MAIL_STATEMENT_ACCEPTED] = { "statement_accepted", OF_STATEMENT },
  [ED_MAIL_STATEMENT_PAID] = { "statement_paid", OF_STATEMENT },
  [ED_MAIL_STATEMENT_DISPUTED] = { "statement_disputed", OF_STATEMENT },
};

const char *
ed_mail_word (EdMailKind kind)
{
  return kinds[kind].word;
}

EdMailKind
ed_mail_find (const char *word)
{
  EdMailKind kind = 0;

  while (kind < ED_N_MAILS && strcmp (kinds[kind].word, word) != 0)
    kind++;
  return kind;
}

gboolean
ed_mail_is_for_expert (EdMailKind kind)
{
  return kinds[kind].reader == EXPERT;
}

gboolean
ed_mail_is_reminder (EdMailKind kind)
{
  return kinds[kind].badge != ED_BADGE_NONE;
}

gboolean
ed_mail_has_secrets (EdMailKind kind)
{
  return kind == ED_MAIL_ACCOUNT_CREATED || kind == ED_MAIL_PASSWORD_RESET;
}

static gboolean
may_own (EdMailKind kind, const EdAccount *owner)
{
  switch (kind)
    {
    case ED_MAIL_ACCOUNT_CREATED:
      return owner->state == ED_ACCOUNT_INVITED;
    case ED_MAIL_ACCOUNT_ACTIVATED:
    case ED_MAIL_ADDRESS_CHANGED:
      return owner->state == ED_ACCOUNT_ACTIVE;
    default:
      return TRUE;
    }
}

static gboolean
has_case (const EdMail *mail, const EdAccount *expert, const EdCase *case_)
{
  return case_ != NULL && (ed_account_roles (expert) & ED_ROLE_EXPERT) != 0
         && g_strcmp0 (ed_case_audience_expert (case_), expert->id) == 0
         && g_strcmp0 (case_->assignment_id, mail->assignment_id) == 0;
}

/* A reminder is for as long as its badge is there: not after contact, closing or reassignment, nor
 * after a later one. */
static gboolean
is_due (const EdMail *mail, const EdCase *case_, const EdBatch *batch)
{
  EdBadge badge;

  if (!ed_mail_is_reminder (mail->kind))
    return TRUE;
  if (case_ == NULL || g_strcmp0 (case_->assignment_id, mail->assignment_id) != 0)
    return FALSE;
  badge = ed_case_badge (case_, batch->now, batch->api->settings, batch->api->zone);
  return badge.kind == kinds[mail->kind].badge && badge.since == mail->due;
}

gboolean
ed_mail_may_reach (const EdMail *mail,
                   const EdAccount *reader,
                   const EdCase *case_,
                   const EdBatch *batch)
{
  if (reader->state == ED_ACCOUNT_SUSPENDED || (mail->case_id != NULL && case_ == NULL)
      || !is_due (mail, case_, batch))
    return FALSE;
  switch (kinds[mail->kind].reader)
    {
    case ITS_OWNER:
      return may_own (mail->kind, reader);
    case COORDINATOR:
      return (ed_account_roles (reader) & ED_ROLE_COORDINATOR) != 0;
    case EXPERT:
      return has_case (mail, reader, case_);
    default:
      return FALSE;
    }
}
