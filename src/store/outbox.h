/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/overlay.h"

/* Inside the store: the commands. */

/* So long what was accepted, or is about what was forgotten, stays, in ms. */
#define ED_OUTBOX_KEPT_MS (G_GINT64_CONSTANT (14) * 24 * 60 * 60 * 1000)

/* Calls FUNCTION with each command on TARGET that the replica does not cover, in order; NUMBER is
 * of the case that it has made on the server, or ED_ABSENT. FUNCTION says whether it still applies.
 */
typedef gboolean (*EdOutboxFunc) (const EdCommand *command,
                                  gint64 number,
                                  gboolean *applies,
                                  gpointer data,
                                  GError **error);
gboolean ed_outbox_replay (EdStore *store,
                           const char *target,
                           EdOutboxFunc function,
                           gpointer data,
                           GError **error);

/* What TARGET is, by its commands or its overlay; not *FOUND when it has neither. */
gboolean ed_outbox_find_kind (EdStore *store,
                              const char *target,
                              EdTargetKind *kind,
                              gboolean *found,
                              GError **error);

/* Calls FUNCTION with each entry on TARGET that the replica does not cover, and each refused or
 * kept one that the user has not seen to, in order; entries without number and title of the case.
 */
typedef void (*EdOutboxVisit) (const EdOutboxEntry *entry, gpointer data);
gboolean ed_outbox_visit (EdStore *store,
                          const char *target,
                          EdOutboxVisit function,
                          gpointer data,
                          GError **error);

/* The targets of commands that the replica does not cover. */
gboolean ed_outbox_list_targets (EdStore *store, GPtrArray *targets, GError **error);

/* The request TARGET is about to be forgotten: a response being written to it becomes a command, to
 * be sent as what was done before. */
gboolean ed_outbox_keep_response (EdStore *store, const char *target, GError **error);
/* Whether TARGET is made by a command that is handed back to a server which has lost it (PROTOCOL
 * 8): it exists by that, whatever the server knows of it. */
gboolean ed_outbox_makes (EdStore *store, const char *target, gboolean *makes, GError **error);
/* TARGET is forgotten at NOW, by the server's clock: what was accepted goes; the rest stays 14 days
 * at most. */
gboolean ed_outbox_orphan (EdStore *store, const char *target, gint64 now, GError **error);

/* The target of COMMAND_ID if it is in STATE, else *TARGET is NULL; *SEQ may be NULL. */
gboolean ed_outbox_find (EdStore *store,
                         const char *command_id,
                         EdOutboxState state,
                         char **target,
                         gint64 *seq,
                         GError **error);

/* Work on what is held again is no longer that of something forgotten. */
gboolean ed_outbox_adopt (EdStore *store, GError **error);

/* Sets what doing the refused ENTRY once more would be; RECORD, which may be NULL, is its target as
 * it is shown. *JUDGE, NULL at first, is made when one is needed. */
gboolean ed_outbox_find_redo (EdStore *store,
                              EdJudge **judge,
                              EdOutboxEntry *entry,
                              gconstpointer record,
                              GError **error);

/* AGAIN is taken back, which has not been sent: what it does once more is refused as before, with
 * its files. *WAS_REDONE: it was such a command. */
gboolean
ed_outbox_undo_redo (EdStore *store, const char *again, gboolean *was_redone, GError **error);
/* The command at POSITION is sent: of what it does once more nothing needs to be kept. */
gboolean ed_outbox_end_redo (EdStore *store, gint64 position, GError **error);

/* COMMAND_ID is about to be given up: no byte of it stays where no forget will come for it any
 * more, since its target has gone. */
gboolean ed_outbox_wipe_orphan (EdStore *store, const char *command_id, GError **error);

/* Whether a command of TYPE was a draft before it was done. */
gboolean ed_outbox_has_words (EdCommandType type);
/* What COMMAND_ID said about TARGET is a draft again, if it was one. */
gboolean
ed_outbox_keep_words (EdStore *store, const char *command_id, const char *target, GError **error);

/* Within a transaction: ed_store_undo(). */
gboolean ed_outbox_undo (EdStore *store, const char *command_id, GError **error);
/* Within a transaction: ed_store_discard(). */
gboolean ed_outbox_discard (EdStore *store, const char *command_id, GError **error);

/* Within a transaction: writes COMMAND, which TEXT is, down to wait. */
gboolean
ed_outbox_insert (EdStore *store, const EdCommand *command, const char *text, GError **error);
/* Within a transaction: ed_store_enqueue(). */
gboolean
ed_outbox_enqueue (EdStore *store, const EdCommand *command, EdRefusal *refusal, GError **error);

/* The waiting COMMAND_ID can be sent to no server: refused with CODE, input kept. No error when it
 * does not wait. */
gboolean ed_outbox_refuse_waiting (EdStore *store,
                                   const char *command_id,
                                   EdRefusalCode code,
                                   GError **error);
/* The server has taken neither COMMAND_ID nor any command sent behind it: they wait again. FALSE
 * without ERROR: it is not sent and unanswered. */
gboolean ed_outbox_unsend (EdStore *store, const char *command_id, GError **error);

/* Deletes what no longer serves anything, by the server's clock; NOW absent: nothing that waits. */
gboolean ed_outbox_prune (EdStore *store, gint64 now, GError **error);

/* Commands without an answer, and those refused or kept that the user has not seen to. */
gboolean ed_outbox_count (EdStore *store, gint64 *waiting, gint64 *refused, GError **error);
/* Commands on TARGET without an answer. */
gboolean ed_outbox_count_pending (EdStore *store, const char *target, guint *n, GError **error);
