/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"

/* A store in a folder of its own, with an expert's account, and the server's side of the feed. The
 * clock stands at DESK_NOW unless moved; the disk is that of support/fault-vfs.h. */
#define DESK_NOW G_GINT64_CONSTANT (1584648000000) /* 2020-03-19T20:00Z */
#define DESK_HOUR G_GINT64_CONSTANT (3600000)
#define DESK_DAY (24 * DESK_HOUR)
#define DESK_TODAY 18340 /* 2020-03-19 */

#define DESK_EXPERT "e0000000-0000-4000-8000-000000000001"
#define DESK_COORDINATOR "e0000000-0000-4000-8000-000000000002"
#define DESK_ORGANISATION "f0000000-0000-4000-8000-000000000001"

typedef struct
{
  char *folder;
  char *path;
  EdManualClock clock;
  gint64 ahead; /* ms that the server's clock is */
  EdStore *store;
  gboolean plain;
  guint cursor;    /* counts up with each catch-up */
  GPtrArray *page; /* lines of the catch-up being made */
} Desk;

/* An open store with nothing in it; PLAIN: not encrypted, for tests that read the file. VFS or
 * NULL. */
void desk_open (Desk *desk, gboolean plain);
/* Closes, deletes everything. */
void desk_close (Desk *desk);
/* Closes and opens again. */
void desk_reopen (Desk *desk);
/* Whether TEXT stands in a byte of its files, of a desk that is PLAIN. */
gboolean desk_disk_holds (Desk *desk, const char *text);
/* Another connection to the same file. */
EdStore *desk_connect (Desk *desk);
/* As desk_open(), with the accounts and settings of an expert (or, with COORDINATOR, of one)
 * synced. */
void desk_set_up (Desk *desk, gboolean coordinator);
/* Only that. */
void desk_greet (Desk *desk, gboolean coordinator);

/* Ids by number: of cases, assignments, sessions, commands. */
const char *desk_case_id (guint n);
const char *desk_assignment_id (guint n);
const char *desk_session_id (guint n);
const char *desk_command_id (guint n);
const char *desk_message_id (guint n);

/* Case N assigned to the expert an hour ago, not contacted, "Suzuki", "Budapest", number 200 + N.
 */
EdCase *desk_make_case (guint n);
/* The same with another state; CLOSED has been approved. */
EdCase *desk_make_case_in (guint n, EdCaseState state);

/* Adds a line to the catch-up being made. CASE_ is taken. */
void desk_put (Desk *desk, EdCase *case_);
void desk_put_text (Desk *desk, const char *type, const char *id, const char *body);
void desk_del (Desk *desk, const char *type, const char *id);
void desk_forget (Desk *desk, const char *id);
void desk_forget_of (Desk *desk, const char *type, const char *id);
/* Message N about case CASE_N: TEXT by AUTHOR, written and received AFTER ms from DESK_NOW. */
void desk_put_message (Desk *desk,
                       guint n,
                       guint case_n,
                       EdAuthor author,
                       const char *text,
                       gint64 after);

/* Stages the lines, in pages of two. */
void desk_stage (Desk *desk);
/* The end line that fits. */
void desk_make_end (Desk *desk, gint64 acked, gboolean full, EdItem *end);
/* Begins, stages, exposes, finishes wipes. */
void desk_catch_up (Desk *desk, gint64 acked);
void desk_pull_all (Desk *desk, gint64 acked);

/* Commands by number. */
EdCommand *desk_contact (guint n, guint case_n);
EdCommand *desk_make_message (guint n, guint case_n, const char *text); /* its id is N's too */
EdCommand *desk_add_session (guint n, guint case_n, gint64 date);
/* Queues COMMAND (taken) and expects that it is applied. */
void desk_do (Desk *desk, EdCommand *command);

/* A push: its batch as "41:7 42:8", number and command each. */
char *desk_take (Desk *desk, guint max, gsize max_bytes);
void desk_assert_batch (Desk *desk, const char *expected);
/* The answer to it, of one command. */
void
desk_settle (Desk *desk, guint command, EdResultStatus status, EdRefusalCode code, gint64 durable);
void desk_accept (Desk *desk, guint command);

/* The outbox as "1w 2s 3a 4r 5k", with "?" behind one that may be refused. */
void desk_assert_outbox (Desk *desk, const char *expected);
/* Case N as shown: whether contacted, its sessions, its commands without an answer. */
void desk_assert_case (Desk *desk, guint n, gboolean contacted, guint sessions, guint pending);
/* Adds case N to the catch-up as the server has it after the contact and, if not 0, SESSION. */
void desk_put_contacted (Desk *desk, guint n, guint session);

/* The case as shown, or NULL. */
EdCaseRow *desk_load (Desk *desk, guint n);
/* "7 9 8": cases in the order of the list, by n. */
char *desk_list (Desk *desk, const EdCaseQuery *query);
EdCaseQuery desk_query (EdScope scope, EdSort sort);
