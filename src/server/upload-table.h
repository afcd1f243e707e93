/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "sql/db.h"

/* Files by id: what was said about them, and how much of them has arrived. */

typedef enum
{
  ED_UPLOAD_WAITING,  /* for its bytes, or for a command that attaches it */
  ED_UPLOAD_BOUND,    /* a document of a case, or kept with late work */
  ED_UPLOAD_GIVEN_UP, /* nothing is known of it but its id */
} EdUploadState;

typedef struct
{
  char *account; /* whose */
  EdUploadState state;
  gint64 received; /* bytes */
  EdFile *file;    /* NULL: given up */
} EdUpload;

void ed_upload_free (EdUpload *self);
gboolean ed_upload_is_complete (const EdUpload *self);

/* NULL without ERROR where there is none. */
EdUpload *ed_uploads_load (EdDb *db, const char *id, GError **error);
gboolean
ed_uploads_add (EdDb *db, const char *account, const EdFile *file, gint64 now, GError **error);
gboolean ed_uploads_set_received (EdDb *db, const char *id, gint64 received, GError **error);
/* Forgets what the file is; makes the row where there is none. */
gboolean
ed_uploads_give_up (EdDb *db, const char *account, const char *id, gint64 now, GError **error);
gboolean ed_uploads_bind (EdDb *db, const char *id, GError **error);
/* Begins to wait again, unless a view still lists the file: to be called when the views are
 * written. */
gboolean ed_uploads_unbind (EdDb *db, const char *id, gint64 now, GError **error);
/* How many files of the account wait, and how many bytes were announced with them. */
gboolean ed_uploads_count_waiting (EdDb *db,
                                   const char *account,
                                   gint64 *files,
                                   gint64 *bytes,
                                   GError **error);
/* Bytes announced with the files of all accounts that wait. */
gboolean ed_uploads_sum_waiting (EdDb *db, gint64 *bytes, GError **error);
/* Ids of at most LIMIT files that are not bound since BEFORE. Free with g_strfreev(). */
char **ed_uploads_list_waiting_since (EdDb *db, gint64 before, gint64 limit, GError **error);
/* Ids of those that are not bound and were announced for the case or request TARGET; likewise. */
char **ed_uploads_list_waiting_for (EdDb *db, const char *target, GError **error);
/* Nothing is known of the file any more but its id and whose it was, if it is known at all. */
gboolean ed_uploads_erase (EdDb *db, const char *id, gint64 now, GError **error);
gboolean ed_uploads_delete (EdDb *db, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdUpload, ed_upload_free)
