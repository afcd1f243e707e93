/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/request-rules.h"
#include "domain/request-view.h"

/* A request brought into each of its states, the people around it, and who of them may do what
 * then: for tests that go through all of it. */

typedef enum
{
  PLAY_COORDINATOR,
  PLAY_ASSIGNED, /* the expert of the open assignment, if there is one */
  PLAY_FORMER,   /* an expert who handed the request back */
  PLAY_STRANGER, /* another expert */
  PLAY_SENDER,
  PLAY_OTHER_MANAGER,
  PLAY_ADMINISTRATOR,
  PLAY_N_PEOPLE,
} PlayPerson;

/* Each state of the server's document; ED_REQUEST_UNASSIGNED is after a hand-back. */
#define PLAY_N_STATES (ED_REQUEST_CANCELLED + 1)
#define PLAY_FIRST_COMMAND ED_COMMAND_REQUEST_CREATE
#define PLAY_LAST_COMMAND ED_COMMAND_INTERNAL_SEND

/* Words that stand where the sender must never find them, and one that they must. */
#define CANARY_INTERNAL "canary-internal"
#define CANARY_NOTE "canary-note"
#define CANARY_REASON "canary-reason"
#define CANARY_FORMER_DRAFT "canary-former-draft"
#define CANARY_DRAFT "canary-draft"
#define CANARY_SENT "canary-as-sent"
#define CANARY_REVIEWED "canary-reviewed"
#define CANARY_ANSWER "the-answer"

typedef struct
{
  PlayPerson who;
  EdCommand *command;
} PlayStep;

const char *play_person_word (PlayPerson who);
guint play_person_roles (PlayPerson who);
/* "00000000-0000-4000-9000-" and a number of the person; static. */
const char *play_person_id (PlayPerson who);
const EdAccount *play_person_account (PlayPerson who);

/* What brings a new request of ID into STATE, in order: PlayStep, owned by the array. Commands have
 * ids that begin with TAG (8 hexadecimal digits); the documents that they name are
 * play_file_id (). */
GPtrArray *play_steps_to (EdRequestState state, const char *id, const char *tag, gint64 at);
/* The id of a file of KIND that the steps with TAG bring; static for the next few calls. */
const char *play_file_id (const char *tag, EdFileKind kind, guint n);

/* A command of TYPE by WHO, with the args that REQUEST, whole and brought there by the steps with
 * TAG, asks for now; its own id is ID. Who held it once names that assignment. */
EdCommand *play_request_command (EdCommandType type,
                                 PlayPerson who,
                                 const EdRequest *request,
                                 const char *tag,
                                 const char *id,
                                 gint64 at);

/* Applies COMMAND of WHO to *REQUEST, with a file there for each document that it names. */
gboolean play_request_apply (EdRequest **request,
                             PlayPerson who,
                             const EdCommand *command,
                             EdRefusal *refusal);
/* The request of the steps to STATE. */
EdRequest *play_request (EdRequestState state, gint64 at);

/* What WHO is told who gives a command of TYPE to a request in STATE. ED_REFUSAL_NONE: applied.
 * *KEPT: it becomes late work on the server. */
EdRefusalCode
play_request_expect (PlayPerson who, EdRequestState state, EdCommandType type, gboolean *kept);
