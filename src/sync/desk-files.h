/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/files.h"
#include "sync/desk.h"

/* Documents of cases and requests for the windows: attaching, following the upload, taking back,
 * looking at one.
 *
 * Signal of EdDesk "file-progress" (const char *document_id, gint64 so_far, gint64 size): bytes on
 * their way to the server, or from it, on the main thread; at most once for all that came between
 * two turns of the main loop. "changed" as ever. */

/* A file that is to become a document; borrowed by the call. */
typedef struct
{
  const char *case_id, *assignment_id;
  gint64 kind;      /* EdDocumentKind */
  const char *name; /* as people call it: "log.pdf" */
  GBytes *content;
  const EdDraftEnd *ends; /* the draft that it was written as, or NULL */
} EdAttachment;

/* Checks what FILE holds (its type is told by its bytes, ≤ 25 MiB) and the rules, stores the bytes
 * and queues the command, all in one step: the case shows the document at once. FALSE and no error:
 * refused, nothing stored. */
void ed_desk_attach_file_async (EdDesk *desk,
                                const EdAttachment *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
/* The ids may be NULL; free them with g_free(). */
gboolean ed_desk_attach_file_finish (EdDesk *desk,
                                     GAsyncResult *result,
                                     char **document_id,
                                     char **command_id,
                                     EdRefusal *refusal,
                                     GError **error);

/* Does COMMAND (copied), which names the N files FILES (copied) among its documents and was written
 * as the draft ENDS (copied, or NULL), as ed_desk_do_written_async(): all in one step. FALSE and no
 * error: refused, nothing stored. */
void ed_desk_send_files_async (EdDesk *desk,
                               const EdCommand *command,
                               const EdNewFile *files,
                               guint n_files,
                               const EdDraftEnd *ends,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean
ed_desk_send_files_finish (EdDesk *desk, GAsyncResult *result, EdRefusal *refusal, GError **error);

/* The documents of a case or request as it is shown, in its order, then those whose command was
 * refused. Elements EdFileProgress (store/files.h); unref the array. */
void ed_desk_list_files_async (EdDesk *desk,
                               const char *case_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
GPtrArray *ed_desk_list_files_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* Takes back an attach whose command has not been sent, and wipes the bytes; also one that was
 * refused. FALSE and no error: too late, the server has it; what detaches it is a command
 * (document.detach). */
void ed_desk_cancel_file_async (EdDesk *desk,
                                const char *document_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
/* The same for one that was written as the draft KIND of OBJECT, which is BODY again: in one step.
 * Finished by ed_desk_cancel_file_finish(). */
void ed_desk_cancel_written_async (EdDesk *desk,
                                   const char *document_id,
                                   const char *kind,
                                   const char *object,
                                   const char *body,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
gboolean ed_desk_cancel_file_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* The document's bytes: those held here, or else fetched from the server, checked and kept. Errors
 * besides those of the sync (ED_SYNC_ERROR_UNREACHABLE: not held, and out of reach):
 * G_IO_ERROR_NOT_FOUND when the case or request CASE_ID shows no such document, or the server none;
 * cancelling stops a fetch, and what has come of it is kept. */
void ed_desk_load_file_async (EdDesk *desk,
                              const char *case_id,
                              const char *document_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
/* NAME ("log.pdf") and TYPE ("application/pdf") may be NULL; free them with g_free(). */
GBytes *ed_desk_load_file_finish (EdDesk *desk,
                                  GAsyncResult *result,
                                  char **name,
                                  char **type,
                                  GError **error);
