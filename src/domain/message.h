/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case-rules.h"

/* One message between the expert of an assignment and the coordinators ("Emailing the agent"): a
 * document of its own, made by message.send, never changed. It belongs to the assignment: staff and
 * that assignment's expert see it, as long as the expert holds the case by it. */

typedef enum
{
  ED_AUTHOR_EXPERT,
  ED_AUTHOR_COORDINATOR,
} EdAuthor;

typedef struct
{
  char *id;
  char *case_id, *assignment_id;
  gint64 author; /* EdAuthor: as what they wrote */
  char *by, *by_name;
  gint64 at, at_received_at;
  char *text;
  gint64 handover; /* boolean: the expert asks to hand the case over */
} EdMessage;

/* The greatest length of a text, in characters. */
#define ED_MESSAGE_LENGTH 20000

extern const EdRecordType ed_message_type;
extern const EdChoice ed_author_choices[];

/* As what the account of CIRCUMSTANCES writes about the open assignment: its expert, or a
 * coordinator. */
EdAuthor ed_message_author (const EdCase *case_, const EdCircumstances *circumstances);
/* The message that COMMAND (message.send, taken by ed_case_apply()) makes. */
EdMessage *ed_message_new (const EdCase *case_,
                           const EdCommand *command,
                           const EdCircumstances *circumstances);
void ed_message_free (EdMessage *self);
/* Whether both are the same words of the same author to the same assignment, whenever said. */
gboolean ed_message_says_the_same (const EdMessage *self, const EdMessage *other);

/* Whether LAST, the latest message of an assignment of CASE_ (or NULL), is one that a coordinator
 * has still to answer: the expert wrote it, and the assignment is open. */
gboolean ed_message_needs_answer (const EdCase *case_, const EdMessage *last);

/* What a thread asks of who looks at it. */
typedef enum
{
  ED_THREAD_QUIET,
  ED_THREAD_UNREAD,     /* of the expert: a coordinator wrote what they have not read yet */
  ED_THREAD_UNANSWERED, /* of a coordinator: the expert has the last word */
} EdThreadMark;

/* The mark of the thread of CASE_ for ACCOUNT, who has read what was received by READ_AT (ms, or
 * ED_ABSENT) on this device. */
EdThreadMark ed_message_mark (const EdCase *case_,
                              const EdMessage *last,
                              gint64 read_at,
                              const char *account_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdMessage, ed_message_free)
