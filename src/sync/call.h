/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/pass.h"
#include "wire/problem.h"

/* The calls of one running pass: what they share, and how answers that are no success are met. */
typedef struct
{
  EdPass *pass;
  EdPassReport *report;
  GCancellable *cancellable;
  char *device;
  char *token;         /* NULL: none that could hold */
  gboolean restored;   /* the server has gone back, and the pass that mends it is not yet over */
  gboolean renumbered; /* in this pass */
  gboolean refilled;   /* likewise: from the number that the server expects */
  char *given_up;      /* the upload given up last, since its bytes are not here */
  char *upload;        /* whose offset the server has told in this pass, and not put in doubt */
  guint doubts;        /* in a row about uploads */
  guint broken;        /* answers in a row that brought nothing of a document */
} EdPassRun;

/* Sends CALL as this device; when the token no longer holds, refreshes it once and sends again.
 * TRUE: an answer of any status but that. CANCELLABLE: NULL for the run's. */
gboolean ed_call_send (EdPassRun *run,
                       EdCall *call,
                       EdAnswer *answer,
                       GCancellable *cancellable,
                       GError **error);

/* The problem document in ANSWER, its code noted in REPORT (may be NULL), or NULL. */
EdProblem *ed_call_problem (const EdAnswer *answer, EdPassReport *report);

/* Sets ERROR to what ANSWER, no success, means for any call (PROTOCOL 10). Answers FALSE. */
gboolean ed_call_fail (const EdAnswer *answer, EdPassReport *report, GError **error);

/* This device id is used up (forked, foreign): a new one, no token, ED_SYNC_ERROR_SIGN_IN. */
gboolean ed_call_renew_device (EdPassRun *run, GError **error);

/* The server was put back from a backup (PROTOCOL 8): what it may have lost is pushed again, and
 * the next pull is a full one. */
gboolean ed_call_meet_restored (EdStore *store, GError **error);

/* EPOCH is what the server says now; where it is another than before, *RESTORED is set and the
 * server met as restored. */
gboolean ed_call_meet_epoch (EdStore *store, const char *epoch, gboolean *restored, GError **error);

/* A fact of the store; FALSE when the store fails, TRUE and NULL when there is none. */
gboolean ed_call_read_fact (EdStore *store, const char *name, char **value, GError **error);

/* Notes how far the server's clock is from this one's, from an exchange that began at SENT (device
 * clock) and brought SERVER_TIME; an exchange of more than two seconds says too little. */
gboolean
ed_call_measure_clock (EdStore *store, gint64 sent, gint64 now, gint64 server_time, GError **error);

gboolean ed_pass_push (EdPassRun *run, GError **error);
/* *AGAIN: the server has gone back, push before the next pull. */
gboolean ed_pass_pull (EdPassRun *run, guint wait_s, gboolean *again, GError **error);
/* Finishes wipes and sends the receipts owed. */
gboolean ed_pass_send_receipts (EdPassRun *run, GError **error);

/* What may be here of documents that the server has for good. */
#define ED_PASS_CACHE_BYTES (256 * G_GINT64_CONSTANT (1024) * 1024)

/* Whether a piece of a file could be sent or fetched now. */
gboolean ed_pass_files_are_due (EdPassRun *run, gboolean *due, GError **error);
/* One call for the file that the next commands wait for, if there is one; *SENT: it has done
 * something, and the same again may do more. */
gboolean ed_pass_upload (EdPassRun *run, gboolean *sent, GError **error);
/* The calls that the window waits for, all of them. */
gboolean ed_pass_run_errands (EdPassRun *run, GError **error);
/* One call for the document that somebody waits for, if there is one; *FETCHED likewise. */
gboolean ed_pass_fetch (EdPassRun *run, gboolean *fetched, GError **error);
/* Sends CALL, which carries or brings a piece, and learns from the time it takes how large the next
 * one may be. */
gboolean ed_call_send_piece (EdPassRun *run, EdCall *call, EdAnswer *answer, GError **error);
/* As large as a piece may be now: whole chunks. */
gsize ed_call_piece (const EdPassRun *run);
