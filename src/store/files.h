/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "store/drafts.h"

/* Documents of cases and requests: their bytes on this machine, encrypted like all else, and how
 * far each has come on its way to the server (PROTOCOL 12). Blocking; errors are ED_DB_ERROR. */

/* --- what the user does ----------------------------------------------------------------------- */

/* Stores CONTENT and queues COMMAND, a document.attach that names it, in one step, with which the
 * draft ENDS (or NULL) ends. What it is is told by its bytes; NAME is made safe. FALSE without
 * ERROR: refused, REFUSAL says why, nothing is stored. */
gboolean ed_store_attach (EdStore *store,
                          const EdCommand *command,
                          const char *name,
                          GBytes *content,
                          const EdDraftEnd *ends,
                          EdRefusal *refusal,
                          GError **error);
/* A file that a command on a request names among its documents. */
typedef struct
{
  const char *id;   /* a new one, in the command's args too */
  gint64 kind;      /* EdFileKind */
  const char *name; /* as people call it; made safe */
  GBytes *content;
} EdNewFile;

/* Stores the N_FILES files and queues COMMAND in one step, with which the draft ENDS (or NULL)
 * ends: all or nothing. FALSE without ERROR: refused. */
gboolean ed_store_enqueue_files (EdStore *store,
                                 const EdCommand *command,
                                 const EdNewFile *files,
                                 guint n_files,
                                 const EdDraftEnd *ends,
                                 EdRefusal *refusal,
                                 GError **error);
/* Takes back what is not sent, or was refused, and wipes its bytes. FALSE without ERROR: too late,
 * or unknown. */
gboolean ed_store_cancel_file (EdStore *store, const char *document_id, GError **error);
/* The same for one that was written as the draft KIND of OBJECT, which is BODY again: in one step.
 */
gboolean ed_store_cancel_written (EdStore *store,
                                  const char *document_id,
                                  const char *kind,
                                  const char *object,
                                  const char *body,
                                  GError **error);

typedef enum
{
  ED_FILE_WAITING, /* nothing sent yet */
  ED_FILE_SENDING, /* the server has some of it */
  ED_FILE_SENT,    /* all of it; the command that attaches it has no answer yet */
  ED_FILE_REFUSED, /* the server refuses it; the bytes are kept until the user has seen to it */
  ED_FILE_HELD,    /* at the server, and here */
  ED_FILE_AWAY,    /* at the server, to be fetched */
} EdFileState;

typedef struct
{
  char *document_id;
  char *command_id; /* that attaches it, where it waits, is sent or refused; else NULL */
  gint64 kind;      /* EdDocumentKind */
  char *name;
  char *type; /* media type */
  gint64 size, sent;
  EdFileState state;
  EdRefusalCode code; /* refused: why */
} EdFileProgress;

void ed_file_progress_free (EdFileProgress *progress);

/* The documents of a case or request as it is shown, in its order, then those that wait or were
 * refused and that it does not show. Elements EdFileProgress; unref the array. */
GPtrArray *ed_store_list_files (EdStore *store, const char *target_id, GError **error);

/* --- on the way to the server ----------------------------------------------------------------- */

typedef struct
{
  EdFile *file; /* NULL: none is to be sent */
  gint64 sent;  /* bytes that the server said it has */
  gboolean begun;
} EdUpload;

void ed_upload_clear (EdUpload *upload);

/* The first file that a command waits for, in the order of the commands. */
gboolean ed_store_next_upload (EdStore *store, EdUpload *upload, GError **error);
/* Before the server first hears of it. */
gboolean ed_store_begin_upload (EdStore *store, const char *id, GError **error);
/* Up to LENGTH bytes from OFFSET on; NULL without ERROR: it was taken back. */
GBytes *
ed_store_read_upload (EdStore *store, const char *id, gint64 offset, gint64 length, GError **error);
/* The server has the first SENT bytes. */
gboolean ed_store_note_upload (EdStore *store, const char *id, gint64 sent, GError **error);
/* It found other bytes than announced, and begins anew; *TIMES so far. */
gboolean ed_store_note_damage (EdStore *store, const char *id, gint64 *times, GError **error);
/* No server takes it: its command is refused with CODE, the bytes are kept. */
gboolean
ed_store_refuse_upload (EdStore *store, const char *id, EdRefusalCode code, GError **error);
/* The server lacks bytes of a file that a sent command names (409 upload_needed): the first that
 * does waits again, and with it all that were sent behind it, none of which the server has taken.
 * FALSE without ERROR: the bytes are not here. */
gboolean ed_store_await_upload (EdStore *store, const char *id, GError **error);
/* Uploads taken back, that the server is to forget; free with g_strfreev(). */
char **ed_store_list_withdrawn (EdStore *store, GError **error);
gboolean ed_store_withdrawal_done (EdStore *store, const char *id, GError **error);

/* --- at their end ----------------------------------------------------------------------------- */

/* Deletes the bytes of what was shared for a time that is over, without waiting for a server to say
 * so; what is deleted leaves the disk by ed_store_finish_wipes(). *ANY: there were some. *NEXT:
 * when the next of those held here ends, or ED_ABSENT. */
gboolean ed_store_expire_files (EdStore *store, gboolean *any, gint64 *next, GError **error);

/* --- from the server -------------------------------------------------------------------------- */

/* What a document shown by the case or request is, and its bytes where all of them are here. *FILE
 * and *CONTENT are NULL without ERROR when they are not. */
gboolean ed_store_load_file (EdStore *store,
                             const char *target_id,
                             const char *document_id,
                             EdFile **file,
                             GBytes **content,
                             GError **error);
/* Readies FILE to be fetched; *HELD: so many bytes are here. */
gboolean ed_store_begin_fetch (EdStore *store, const EdFile *file, gint64 *held, GError **error);
/* Adds what was fetched from the byte *HELD on, as far as it can be kept (whole chunks, or up to
 * the end), and moves *HELD. FALSE without ERROR: it is forgotten meanwhile. */
gboolean
ed_store_add_fetched (EdStore *store, const char *id, GBytes *bytes, gint64 *held, GError **error);
/* What is held of it is of no use, but where it waits to be sent itself. */
gboolean ed_store_drop_file (EdStore *store, const char *id, GError **error);
/* Removes the files longest not looked at until at most LIMIT bytes are here of those that the
 * server has for good. What is unsent, refused, or not yet in a backup of the server stays. */
gboolean ed_store_trim_files (EdStore *store, gint64 limit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdFileProgress, ed_file_progress_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdUpload, ed_upload_clear)
