/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "server/batch.h"

/* Mails that tell of what happened. They are queued in the transaction in which it happens and
 * written when they are sent, in the reader's language, if the reader may then still know of it.
 * They carry no content, only a number and a link, but for a person's own message. */
typedef enum
{
  /* To the account that it is about. The first and the third are sent with secrets
   * (server/mail-secrets.h). */
  ED_MAIL_ACCOUNT_CREATED,
  ED_MAIL_ACCOUNT_ACTIVATED,
  ED_MAIL_PASSWORD_RESET,
  ED_MAIL_ADDRESS_CHANGED, /* to the address that it had, which is its text */
  /* Their second factor begins to count, or no longer does. */
  ED_MAIL_TOTP_ON,
  ED_MAIL_TOTP_OFF,
  /* To every coordinator: an account that may coordinate was made, or its password or its second
   * factor reset. */
  ED_MAIL_COORDINATOR_CHANGED,
  /* To the expert who has the case. */
  ED_MAIL_ASSIGNED,
  ED_MAIL_RETURNED,
  ED_MAIL_APPROVED,
  ED_MAIL_ANSWERED, /* a coordinator wrote in the case's thread; without the words */
  /* To the coordinator who assigned it, or to all where that one is no longer there. */
  ED_MAIL_DECLINED,
  ED_MAIL_CONTACTED,
  ED_MAIL_UNREACHABLE,
  ED_MAIL_CLOSED,
  ED_MAIL_MESSAGE,      /* the expert's words; replies go to the expert */
  ED_MAIL_HANDOVER,     /* the same with which they ask to hand the case over */
  ED_MAIL_MESSAGE_COPY, /* the same words, to the expert */
  /* Reminders to the expert, when the badge of the same name begins to show. */
  ED_MAIL_CONTACT_FIRST,
  ED_MAIL_CONTACT_DUE,
  ED_MAIL_SESSION_DUE,
  ED_MAIL_CLOSING_WARN,
  ED_MAIL_CLOSING_DUE,
  /* To the coordinator: the time for contacting the client is over. */
  ED_MAIL_CONTACT_OVERDUE,
  /* Of requests (server/request-mail.h). To the coordinator who assigned it, or to all: */
  ED_MAIL_REQUEST_ARRIVED,
  ED_MAIL_REQUEST_HANDED_BACK,
  ED_MAIL_REQUEST_UNDER_REVIEW,
  /* to the expert who has it, */
  ED_MAIL_REQUEST_ASSIGNED,
  ED_MAIL_REQUEST_RETURNED,
  /* to both, but not to whom it comes from, */
  ED_MAIL_REQUEST_ASKED_AGAIN,
  ED_MAIL_REQUEST_CANCELLED,
  ED_MAIL_REQUEST_CHAT, /* somebody wrote in the internal chat; without the words */
  ED_MAIL_REQUEST_DUE,
  ED_MAIL_REQUEST_OVERDUE,
  /* and to its sender. */
  ED_MAIL_REQUEST_ANSWERED,
  /* Of statements (server/statement-mail.h). To its expert: */
  ED_MAIL_STATEMENT_SENT,
  ED_MAIL_STATEMENT_ACCEPTED, /* by a coordinator, for them */
  ED_MAIL_STATEMENT_PAID,
  /* to every coordinator. */
  ED_MAIL_STATEMENT_DISPUTED,
  ED_N_MAILS,
} EdMailKind;

/* Borrowed by the call. Of each kind, EVENT and recipient there is one mail, however often it is
 * queued. */
typedef struct
{
  EdMailKind kind;
  const char *event;        /* id of what happened: a message, a reset, a command; ≤ 200 bytes */
  const char *case_id;      /* what it tells of: a case, */
  const char *request_id;   /* a request, */
  const char *statement_id; /* a statement, */
  const char *account_id;   /* or, beside that too, an account that coordinators are told of */
  const char
      *assignment_id;   /* of case or request, which must be the open one when the mail is sent */
  const char *reply_to; /* account that answers go to, or NULL */
  const char *text; /* of messages: a person's words; deleted after delivery, as is an address */
  gint64 due;       /* of reminders: since when, ms; else unused */
} EdMail;

/* Queues MAIL to the account RECIPIENT, unless that one may not know of it. */
gboolean ed_mail_queue (EdBatch *batch, const EdMail *mail, const char *recipient, GError **error);
/* To COORDINATOR if they may still coordinate, else (or with NULL) to all who may. */
gboolean ed_mail_queue_to_coordinator (EdBatch *batch,
                                       const EdMail *mail,
                                       const char *coordinator,
                                       GError **error);

/* Queues what the events of CASE_ from FIRST_EVENT on have to be told, after a change to revision
 * REV by the account BY. COORDINATOR: who has, or had, assigned it. */
gboolean ed_mail_tell_of_case (EdBatch *batch,
                               const EdCase *case_,
                               guint first_event,
                               const char *coordinator,
                               gint64 rev,
                               const char *by,
                               GError **error);

/* "account_created" and back; ED_N_MAILS for an unknown word. */
const char *ed_mail_word (EdMailKind kind);
EdMailKind ed_mail_find (const char *word);
