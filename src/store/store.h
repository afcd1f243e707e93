/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/clock.h"
#include "domain/case-rules.h"
#include "domain/company.h"
#include "domain/message.h"
#include "sql/db.h"
#include "store/outbox-entry.h"
#include "wire/feed.h"
#include "wire/push.h"

/* The client's encrypted cache, one connection of it: the replica (views as the server last sent
 * them, and the cursor), the outbox, and for each document that has unsent commands its overlay:
 * the replica with those commands applied by domain/. What the screen shows is overlay, or else
 * replica.
 *
 * Blocking, one thread at a time. Several connections to one file may be open (the window's and the
 * sync's); write transactions are short. Every public function is all-or-nothing. Errors are
 * ED_DB_ERROR. */
typedef struct _EdStore EdStore;

EdStore *ed_store_open (const char *path, const guint8 *key, const EdClock *clock, GError **error);
void ed_store_close (EdStore *store);

/* --- identity and position ------------------------------------------------------------------ */

/* Small facts by name: "account_id", "account" (its JSON, for the time before a view of it),
 * "device", "token", "refresh_token", "epoch", "clock_offset_ms" …; "cursor" and "acked" are
 * written by ed_store_expose(). NULL when absent. ed_store_set() with NULL removes. */
char *ed_store_get (EdStore *store, const char *name, GError **error);
gboolean ed_store_set (EdStore *store, const char *name, const char *value, GError **error);

/* This device's id: the fact "device", made at the first call unless sign-in has set it before. */
char *ed_store_device (EdStore *store, GError **error);
/* A new device id; unsent and unanswered commands are numbered again from 1 (PROTOCOL, forked). */
gboolean ed_store_renew_device (EdStore *store, GError **error);

/* --- catching up (sync/) --------------------------------------------------------------------- */

/* Throws away what an unfinished catch-up staged. */
gboolean ed_store_begin_catch_up (EdStore *store, GError **error);
/* Stages one page of N items, unseen by every reader. */
gboolean ed_store_stage (EdStore *store, const EdItem *items, guint n, GError **error);
/* Makes everything staged visible at once, with the cursor END->to: puts, dels, forgets; after a
 * full pull whose count fits, what was not among it goes. Drops commands that the answer covers
 * (seq ≤ END->acked) from the overlay and recomputes those left. *FORGOTTEN, where wanted, lists
 * "type:id" to send receipts for (g_strfreev). A full pull whose count differs: FALSE and
 * ED_DB_ERROR_FAILED, nothing changed. */
gboolean ed_store_expose (EdStore *store, const EdItem *end, char ***forgotten, GError **error);
/* After feed_rewound, cursor_expired, rights_changed: the next pull is a full one. */
gboolean ed_store_forget_cursor (EdStore *store, GError **error);
/* FALSE while a wipe is still to be finished; sets the receipts still owed ("type:id"). */
gboolean ed_store_finish_wipes (EdStore *store, char ***receipts, GError **error);
gboolean ed_store_receipt_sent (EdStore *store, const char *type_and_id, GError **error);

/* --- outbox ---------------------------------------------------------------------------------- */

/* Applies COMMAND here and queues it. FALSE without ERROR: the rules refuse, REFUSAL says why,
 * nothing is stored. Whose roles and name: the account in the replica. */
gboolean
ed_store_enqueue (EdStore *store, const EdCommand *command, EdRefusal *refusal, GError **error);
/* The same for each of the N COMMANDS, in one transaction: REFUSALS[i] says why, or
 * ED_REFUSAL_NONE. Those refused keep nobody else back. FALSE: an error, nothing is stored. */
gboolean ed_store_enqueue_all (EdStore *store,
                               const EdCommand *const *commands,
                               guint n,
                               EdRefusal *refusals,
                               GError **error);
/* The same to a case that is not held, ARCHIVED, as the server has just shown it: the rules are
 * asked about that, which is not kept. Nothing is shown of it before the feed brings it. */
gboolean ed_store_enqueue_archived (EdStore *store,
                                    const EdCase *archived,
                                    const EdCommand *command,
                                    EdRefusal *refusal,
                                    GError **error);
/* Takes an unsent command back. FALSE without ERROR: it has been sent already, or is unknown. */
gboolean ed_store_undo (EdStore *store, const char *command_id, GError **error);
/* Every entry, oldest first; accepted ones stay 14 days. Elements EdOutboxEntry; unref the array.
 */
GPtrArray *ed_store_list_outbox (EdStore *store, GError **error);
/* A refused entry that the user has seen to: gone. */
gboolean ed_store_discard (EdStore *store, const char *command_id, GError **error);

/* A refused entry goes, and what was written for it is a draft again (store/drafts.h). FALSE
 * without ERROR: it is not refused (any more). */
gboolean ed_store_take_up (EdStore *store, const char *command_id, GError **error);
/* Does AGAIN, made of the refused COMMAND_ID, in its place: its files are AGAIN's. FALSE without
 * ERROR: it is not refused (any more), or the rules refuse AGAIN, as REFUSAL says; nothing is
 * changed. */
gboolean ed_store_redo (EdStore *store,
                        const char *command_id,
                        const EdCommand *again,
                        EdRefusal *refusal,
                        GError **error);

/* What was done less than MS ago is not taken yet, nor what comes after it on the same target: so
 * long it can be undone. 0 (as at first): all is taken. */
void ed_store_hold (EdStore *store, gint64 ms);
/* Up to MAX commands to push, as envelopes with their sequence numbers, marked sent in the same
 * transaction; those sent before without an answer come first, with the numbers they had. Elements
 * are char *; empty when there is nothing to push. */
GPtrArray *ed_store_take_batch (EdStore *store, guint max, gsize max_bytes, GError **error);
/* Takes the server's results in: accepted, refused with reason, kept. Unknown ids are passed over.
 */
gboolean ed_store_settle (EdStore *store, const EdPushAnswer *answer, GError **error);
/* The greatest number of this device whose answer is held; 0: none. */
gboolean ed_store_find_answered (EdStore *store, gint64 *seq, GError **error);
/* The greatest number that was given to a command here; 0: none. */
gboolean ed_store_find_given (EdStore *store, gint64 *seq, GError **error);
/* The sent command COMMAND_ID cannot be taken by any server (PROTOCOL 10: bad_request, too_large,
 * id_reused with its id): refused with CODE, input kept; commands sent behind it and unanswered
 * take numbers from its own on. FALSE without ERROR: no such command is sent and unanswered. */
gboolean
ed_store_refuse (EdStore *store, const char *command_id, EdRefusalCode code, GError **error);
/* The server has gone back (PROTOCOL 8): every command held with a number ≥ EXPECTED that has an
 * answer, refused ones too, is to be pushed again, with its number and, in its envelope, `was` as
 * it was answered. FALSE without ERROR: EXPECTED itself is not held, so the gap cannot be filled.
 * With EXPECTED 0: from the oldest that is held, always TRUE. */
gboolean ed_store_resend (EdStore *store, gint64 expected, GError **error);
/* Gives every command that is sent without an answer a number from FIRST on, in the order they
 * have. */
gboolean ed_store_renumber (EdStore *store, gint64 first, GError **error);

/* --- reading --------------------------------------------------------------------------------- */

typedef enum
{
  ED_SCOPE_IN_PROGRESS,
  ED_SCOPE_CLOSED,
  ED_SCOPE_ALL
} EdScope;

typedef enum
{
  ED_SORT_DUE, /* crisis first, then what is due next (domain/standing.h) */
  ED_SORT_NUMBER,
  ED_SORT_RECORDED_AT,
  ED_SORT_COMPANY,
  ED_SORT_ALIAS,
  ED_SORT_CITY,
  ED_SORT_TYPE,
  ED_SORT_EXPERT,
  ED_SORT_STATE,
  ED_SORT_ASSIGNED_AT,
  ED_SORT_CONTACTED_AT,
  ED_SORT_CLOSING_AT,
} EdSort;

typedef struct
{
  EdScope scope;
  EdSort sort;
  gboolean descending;
  gint64 type;           /* EdCaseKind, or ED_ABSENT: any */
  gint64 state;          /* EdCaseState, or ED_ABSENT: any */
  const char *text;      /* in company, alias, city, expert, number; NULL: any */
  const char *expert_id; /* NULL: any */
  gboolean marked;       /* only those whose thread asks something of the reader */
  gboolean unassigned;   /* only those that wait for an expert */
  gint64 overdue_at;     /* only those with a time limit that is over then; 0: any */
} EdCaseQuery;

/* One of several lists that are asked for together. */
typedef struct
{
  gint64 type;     /* EdCaseKind, or ED_ABSENT: any */
  gint64 state;    /* EdCaseState, or ED_ABSENT: any */
  gint64 due_at;   /* only what has a time limit near or over then; ED_ABSENT: any */
  gboolean marked; /* only those whose thread asks something of the reader */
} EdCasePick;
#define ED_CASE_PICKS_MAX 32

/* A case as it is shown. */
typedef struct
{
  gint64 row;
  EdCase *case_;
  guint pending;     /* its commands that the server has not answered */
  EdThreadMark mark; /* what its messages ask of the reader */
  guint late;        /* facts that came too late and wait for the reader to settle them */
} EdCaseRow;
void ed_case_row_free (EdCaseRow *row);

/* Row numbers (gint64) of the cases that fit, in order. Free with g_array_unref(). */
GArray *ed_store_query_cases (EdStore *store, const EdCaseQuery *query, GError **error);
/* The same for N_PICKS lists at once, at little more than the price of one: of the cases that fit
 * QUERY, those that each of PICKS takes. Elements GArray, in the order of PICKS. */
GPtrArray *ed_store_query_lists (EdStore *store,
                                 const EdCaseQuery *query,
                                 const EdCasePick *picks,
                                 guint n_picks,
                                 GError **error);
/* The N rows of ROWS that still exist (EdCaseRow), in order. */
GPtrArray *ed_store_load_rows (EdStore *store, const gint64 *rows, guint n, GError **error);
/* One case by id or by number; NULL without ERROR when it is not held. */
EdCaseRow *ed_store_load_case (EdStore *store, const char *id, GError **error);
EdCaseRow *ed_store_load_case_by_number (EdStore *store, gint64 number, GError **error);

/* Accounts held with ROLE (0: all), by name; elements EdAccount. */
GPtrArray *ed_store_list_accounts (EdStore *store, guint role, GError **error);
EdAccount *ed_store_load_own_account (EdStore *store, GError **error);
EdSettings *
ed_store_load_settings (EdStore *store, GError **error); /* defaults before the first sync */
/* The companies held, by name; elements EdCompany. */
GPtrArray *ed_store_list_company_records (EdStore *store, GError **error);
/* Company names seen in cases, for completion, most used first. */
char **ed_store_list_companies (EdStore *store, GError **error);

/* How many cases in progress each expert has: account id to GUINT_TO_POINTER(); unref the table. */
GHashTable *ed_store_count_open_cases (EdStore *store, GError **error);

typedef struct
{
  gint64 in_progress, closed, all, unassigned;
  gint64 requests;  /* neither completed nor cancelled */
  gint64 answers;   /* statements that wait for the account to accept or dispute them */
  gint64 disputes;  /* statements that wait for a coordinator to correct them */
  gint64 decisions; /* of a coordinator (store/decisions.h), filled by the desk */
  gint64 approvals; /* of those, ED_DECISION_APPROVALS */
  gint64 waiting;   /* commands without an answer */
  gint64 refused;   /* refused or kept, not yet seen to; hand-overs with late work */
} EdCounts;
gboolean ed_store_count (EdStore *store, EdCounts *counts, GError **error);
/* The two of them that need no look at the cases. */
gboolean ed_store_count_outbox (EdStore *store, gint64 *waiting, gint64 *refused, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdStore, ed_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdCaseRow, ed_case_row_free)
