/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "store/connection.h"

/* Inside the store: files and their bytes. */

/* Of an outbox row and a file: the command names it, whichever brought it first. */
#define ED_FILE_IS_NAMED                                                                         \
  " outbox.target = file.target"                                                                 \
  " AND (nullif (outbox.command, '') ->> '$.args.upload' = file.id"                              \
  "  OR EXISTS (SELECT 1 FROM json_each (nullif (outbox.command, ''), '$.args.documents') AS at" \
  "   WHERE at.value = file.id))"

typedef struct
{
  gint64 row;
  EdFile *file;  /* NULL: there is none */
  char *command; /* that attaches it, or NULL */
  gint64 held, sent;
  gboolean begun;
} EdFileRow;

void ed_file_row_clear (EdFileRow *row);

/* Fills ROW; its file is NULL when there is none of this ID. */
gboolean ed_file_find (EdStore *store, const char *id, EdFileRow *row, GError **error);

/* Enters FILE without a byte. COMMAND attaches it, or is NULL. */
gboolean ed_file_insert (EdStore *store, const EdFile *file, const char *command, GError **error);
/* Adds BYTES at the end of what is held of the file, which is whole chunks. */
gboolean ed_file_append (EdStore *store, const EdFileRow *row, GBytes *bytes, GError **error);
/* Up to LENGTH bytes from OFFSET on, which is the beginning of a chunk; NULL on failure. */
GBytes *ed_file_read (EdStore *store, gint64 row, gint64 offset, gint64 length, GError **error);

/* COMMAND attaches it from now on. FALSE without ERROR: there is no such file. */
gboolean ed_file_link (EdStore *store, const char *id, const char *command, GError **error);

/* COMMAND, which names the documents IDS (or NULL), is what those of them wait with that FORMER (or
 * NULL) was to bring, or no command brings that is not refused; the others are left as they are. */
gboolean ed_file_claim (EdStore *store,
                        const char *const *ids,
                        const char *command,
                        const char *former,
                        GError **error);

/* What COMMAND was to attach is OTHER's. */
gboolean ed_file_pass_on (EdStore *store, const char *command, const char *other, GError **error);
/* Removes it, if it is there, and enters it in the journal of what must leave the disk. */
gboolean ed_file_remove (EdStore *store, const char *id, GError **error);
/* The same with what COMMAND was to attach; the server is to forget the upload too. */
gboolean ed_file_give_up (EdStore *store, const char *command, GError **error);

/* --- what becomes of them with all else ------------------------------------------------------- */

/* COMMAND has an answer: where its case is forgotten here, only late work's files are kept. */
gboolean ed_file_settle (EdStore *store, const char *command, GError **error);
/* The case or request TARGET is forgotten: only what is still to be sent stays, and what late work
 * names, as long as its words. */
gboolean ed_file_orphan (EdStore *store, const char *target, GError **error);
/* Removes what no command waits for, no late work has, and the case or request TARGET does not
 * show. */
gboolean ed_file_remove_unshown (EdStore *store, const char *target, GError **error);
/* The same of all TARGETS; of those that the catch-up has brought. */
gboolean ed_file_remove_unshown_of (EdStore *store, const GPtrArray *targets, GError **error);
gboolean ed_file_compare (EdStore *store, GError **error);
/* Cases and requests with files and with late work up to number LAST that was answered before
 * BEFORE, their ids; unref. */
GPtrArray *ed_file_list_kept (EdStore *store, gint64 last, gint64 before, GError **error);
/* The case or request TARGET was erased: nothing of it stays. */
gboolean ed_file_erase (EdStore *store, const char *target, GError **error);
/* Removes files whose case and command are both gone. */
gboolean ed_file_prune (EdStore *store, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EdFileRow, ed_file_row_clear)
