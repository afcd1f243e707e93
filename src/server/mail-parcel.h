/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/account.h"
#include "server/letter.h"
#include "server/mail-secrets.h"
#include "server/mail-table.h"

/* A claimed mail with all that its letter needs, read when it was claimed. */
typedef struct
{
  EdQueuedMail *queued;
  EdAccount *reader; /* has an address */
  char *language;    /* reader's, or the organisation's; NULL: none is set */
  char *sender;      /* name that the mail comes from; NULL: the organisation's */
  char *who;         /* name of whose message or account it is, or NULL */
  char *reply_to;    /* their address, or NULL */
  gint64 number;     /* of the case or request */
  gint64 month;      /* of the statement: date of its first day */
  gboolean is_urgent;
  gboolean may_be_old; /* an alert of what may have been told of before a restore */
  gint64 count;        /* of reminders: days or months since; */
  gint64 limit;        /* and within how many the case has to be closed */
} EdParcel;

void ed_parcel_free (EdParcel *self);

/* Claims the first mail that is due, for as long as UNTIL. Mails that are out of date, or whose
 * reader may not know of them any more, are ended on the way. *PARCEL NULL: nothing is due. */
gboolean ed_parcel_claim (EdBatch *batch, gint64 until, EdParcel **parcel, GError **error);

/* Who sends it. */
typedef struct
{
  const char *organisation;
  const char *from;    /* address */
  const char *address; /* what links begin with: "https://experts.example.org" */
  const char *name;    /* that mails come from; NULL: the organisation's */
} EdSenderCard;

/* Writes it in the reader's language. SECRETS may be empty. Clear LETTER. */
void ed_parcel_write (const EdParcel *self,
                      const EdSenderCard *sender,
                      const EdMailSecrets *secrets,
                      EdLetter *letter);
/* A letter that shows that letters arrive. */
void ed_letter_write_test (EdLetter *letter, const EdSenderCard *sender, const char *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdParcel, ed_parcel_free)
