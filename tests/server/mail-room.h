/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "house.h"
#include "letters.h"
#include "server/mail.h"
#include "server/mailer.h"

/* An office with a case that an expert has, whose mails go into a Maildir, where they can be read.
 */
typedef struct
{
  House house;
  char *folder; /* the Maildir */
  char *parent; /* of it */
  EdMailer *mailer;
} MailRoom;

#define TO_EXPERT "Name of expert <expert@office.example>: "
#define TO_OTHER "Name of other <other@office.example>: "
#define TO_COORDINATOR "Name of coordinator <coordinator@office.example>: "

void mail_room_set_up (MailRoom *room, gconstpointer unused);
void mail_room_tear_down (MailRoom *room, gconstpointer unused);

/* Another that sends, for the same Maildir. */
EdMailer *mail_room_make_mailer (MailRoom *room);
void mail_room_queue (MailRoom *room, const EdMail *mail, Person *to);
/* PERSON does it to the case. */
void mail_room_do (MailRoom *room, Person *person, const char *type, const char *args);

/* Sends all that is due and answers what arrived since the last time; Letter. */
GPtrArray *mail_room_receive (MailRoom *room);
/* "Name <address>: subject", one a line. */
void mail_room_assert_received (MailRoom *room, const char *expected);
