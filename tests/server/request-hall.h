/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/request-play.h"
#include "letters.h"
#include "office.h"
#include "server/mailer.h"

/* An office with everybody around a request signed in, and its mails in a Maildir. What they do is
 * the story of domain/request-play.h; a file that a command names is uploaded before it, and says
 * CANARY_FILE and its id. */
typedef struct
{
  Office *office;
  Person *people[PLAY_N_PEOPLE];
  guint requests; /* told so far */
  char tag[9];    /* of the latest */
  char *parent, *maildir;
  EdMailer *mailer;
} Hall;

#define CANARY_FILE "canary-file"

void hall_set_up (Hall *hall, gconstpointer unused);
void hall_tear_down (Hall *hall, gconstpointer unused);
/* The server is stopped, and started again. */
void hall_reopen (Hall *hall);

/* WHO does it: "applied", "kept" or the code of the refusal, with ":field". *SAID, where wanted:
 * the whole answer. */
char *hall_do (Hall *hall, PlayPerson who, const EdCommand *command, char **said);
/* A new request brought into STATE; its id, to be freed. */
char *hall_tell (Hall *hall, EdRequestState state);
/* The whole request as the server has it. */
EdRequest *hall_load (Hall *hall, const char *id);
/* A new id, static for the next few calls. */
const char *hall_make_id (Hall *hall);
/* WHO pushes the JSON args under a new id; asserts the outcome. */
void hall_push (Hall *hall,
                PlayPerson who,
                const char *type,
                const char *request,
                const char *assignment,
                const char *args,
                const char *expected);
void hall_upload (Hall *hall, PlayPerson who, const char *id, const char *request, EdFileKind kind);
/* The sender asks, ARGS being more members of the args: ",\"urgent\":true"; its id, to be freed. */
char *hall_ask (Hall *hall, const char *args);
/* WHO is assigned, after FORMER if there is one; the assignment, to be freed. */
char *hall_assign (Hall *hall, const char *id, PlayPerson who, const char *former);
/* The assigned expert sends VERSION. */
void hall_respond (Hall *hall, const char *id, const char *assignment, const char *version);
/* The status of reading the content of a file; *TEXT, where wanted: the bytes. */
guint hall_read (Hall *hall, PlayPerson who, const char *id, char **text);
/* The mails since the last time: "Name <address>: subject", one a line. */
char *hall_receive (Hall *hall);
