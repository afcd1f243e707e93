/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "store/store.h"
#include "store/vault.h"
#include "sync/transport.h"

/* The edge between windows and work: everything that client/ may ask for, asynchronously, on the
 * main thread. A desk is one signed-in account: its vault is open, its sync runs. Behind it are two
 * threads, one for the window's questions and commands, one for the sync, each with a connection of
 * its own. */
#define ED_TYPE_DESK (ed_desk_get_type ())
G_DECLARE_FINAL_TYPE (EdDesk, ed_desk, ED, DESK, GObject)

typedef enum
{
  ED_CONNECTION_OFFLINE, /* the server cannot be reached; tried again by itself */
  ED_CONNECTION_SYNCING,
  ED_CONNECTION_UP_TO_DATE,
  ED_CONNECTION_SIGN_IN,   /* the password is asked for again */
  ED_CONNECTION_SUSPENDED, /* account suspended or device revoked */
  ED_CONNECTION_TROUBLE,   /* something that does not go by itself; "trouble" says it */
} EdConnection;
GType ed_connection_get_type (void);
#define ED_TYPE_CONNECTION (ed_connection_get_type ())

typedef struct
{
  const char *data_dir;
  const char *server;
  const char *ca_file; /* or NULL */
  const char *user;
  const char *password;
  const char *totp; /* or NULL */
  EdVaultCost cost;
  const EdClock *clock;   /* NULL: the system's */
  EdTransport *transport; /* NULL: libsoup; tests bring their own; taken */
  guint hold_ms;          /* how long what was done can be undone before it is sent */
} EdDeskOptions;

/* Signs in, or unlocks offline where the server is out of reach, or not to be trusted, and this
 * machine knows the account. Errors: ED_SYNC_ERROR (after STRANGER the user is asked,
 * ed_pin_store() keeps the answer), ED_VAULT_ERROR, ED_DB_ERROR. The sync begins at once. */
void ed_desk_open_async (const EdDeskOptions *options,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
EdDesk *ed_desk_open_finish (GAsyncResult *result, GError **error);

/* Stops the sync, joins both threads, closes the stores, zeroes the key. Blocks shortly. After it
 * the desk answers nothing more. Called before the last reference goes, from the main thread. */
void ed_desk_close (EdDesk *desk);

/* Properties (read-only, notify): "connection" (EdConnection), "waiting" (gint64: commands without
 * an answer), "refused" (gint64), "progress-items", "progress-count" (gint64; 0: none running),
 * "synced-at" (gint64 ms), "trouble" (GError, or NULL: what stops the sync).
 * Signal "changed": something that a list or profile shows may differ; "file-progress"
 * (sync/desk-files.h). */
EdConnection ed_desk_connection (EdDesk *desk);
const EdAccount *ed_desk_account (EdDesk *desk);
/* The settings and zone in force; never NULL; replaced only just before "changed". */
const EdSettings *ed_desk_settings (EdDesk *desk);
const EdZone *ed_desk_zone (EdDesk *desk);
/* Now as the server would say it: device clock + offset. A command's done_at is by the device clock
 * alone. */
gint64 ed_desk_now (EdDesk *desk);

/* Look for news and try again at once; sends what is still held back, too. */
void ed_desk_sync_now (EdDesk *desk);

/* Does COMMAND (copied) here and queues it. FALSE and no error: refused by the rules. */
void ed_desk_do_async (EdDesk *desk,
                       const EdCommand *command,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data);
gboolean ed_desk_do_finish (EdDesk *desk, GAsyncResult *result, EdRefusal *refusal, GError **error);
/* FALSE and no error: too late, it has been sent. */
void ed_desk_undo_async (EdDesk *desk,
                         const char *command_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
gboolean ed_desk_undo_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_discard_async (EdDesk *desk,
                            const char *command_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean ed_desk_discard_finish (EdDesk *desk, GAsyncResult *result, GError **error);
/* What was written for the refused command is a draft again. Finished by
 * ed_desk_discard_finish(). */
void ed_desk_take_up_async (EdDesk *desk,
                            const char *refused_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
/* Does AGAIN, an entry's redo, in place of the refused command REFUSED_ID. Finished by
 * ed_desk_do_finish(). */
void ed_desk_redo_async (EdDesk *desk,
                         const char *refused_id,
                         const EdCommand *again,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);

void ed_desk_query_cases_async (EdDesk *desk,
                                const EdCaseQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
GArray *ed_desk_query_cases_finish (EdDesk *desk, GAsyncResult *result, GError **error);
/* Several lists of the same cases at once (ed_store_query_lists); PICKS are copied. */
void ed_desk_query_lists_async (EdDesk *desk,
                                const EdCaseQuery *query,
                                const EdCasePick *picks,
                                guint n_picks,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
GPtrArray *ed_desk_query_lists_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_load_case_async (EdDesk *desk,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
EdCaseRow *ed_desk_load_case_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_load_case_by_number_async (EdDesk *desk,
                                        gint64 number,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);
void ed_desk_list_outbox_async (EdDesk *desk,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
GPtrArray *ed_desk_list_outbox_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_list_accounts_async (EdDesk *desk,
                                  guint role,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GPtrArray *ed_desk_list_accounts_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_list_companies_async (EdDesk *desk,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
char **ed_desk_list_companies_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_count_async (EdDesk *desk,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
gboolean
ed_desk_count_finish (EdDesk *desk, GAsyncResult *result, EdCounts *counts, GError **error);

/* The N rows, read at once on the calling thread by a reading connection of the window's own: a
 * page of a list costs about a millisecond and never waits for a writer. Elements EdCaseRow. */
GPtrArray *ed_desk_load_rows (EdDesk *desk, const gint64 *rows, guint n, GError **error);
