/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/drafts.h"
#include "sync/desk.h"

/* Drafts that save themselves (store/drafts.h): KIND says what it is to become, OBJECT is the id of
 * the case it is about, "" for a new case. Saved ones survive a crash, and are wiped with their
 * case. What was asked for before ed_desk_close() is done. */

void ed_desk_save_draft_async (EdDesk *desk,
                               const char *kind,
                               const char *object,
                               const char *body,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean ed_desk_save_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error);

void ed_desk_load_draft_async (EdDesk *desk,
                               const char *kind,
                               const char *object,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
/* NULL and no error when there is none. UPDATED_AT (ms) may be NULL. Free with g_free(). */
char *
ed_desk_load_draft_finish (EdDesk *desk, GAsyncResult *result, gint64 *updated_at, GError **error);

void ed_desk_discard_draft_async (EdDesk *desk,
                                  const char *kind,
                                  const char *object,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
gboolean ed_desk_discard_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* ed_desk_do_async() for what was written as the draft ENDS (copied, or NULL): in the step that
 * takes COMMAND it ends (store/drafts.h). Finished by ed_desk_do_finish(). */
void ed_desk_do_written_async (EdDesk *desk,
                               const EdCommand *command,
                               const EdDraftEnd *ends,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);

/* Keeps FILE (copied) with the draft, for a window that is opened later. */
void ed_desk_keep_draft_file_async (EdDesk *desk,
                                    const char *kind,
                                    const char *object,
                                    const EdDraftFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
gboolean ed_desk_keep_draft_file_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_load_draft_files_async (EdDesk *desk,
                                     const char *kind,
                                     const char *object,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
/* Elements EdDraftFile. */
GPtrArray *ed_desk_load_draft_files_finish (EdDesk *desk, GAsyncResult *result, GError **error);
/* It is not kept any more. */
void ed_desk_drop_draft_file (EdDesk *desk, const char *id);
