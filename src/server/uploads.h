/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "server/batch.h"
#include "server/job.h"

/* Files on their way in (PROTOCOL 12): the calls as jobs, and what becomes of a file afterwards. */

#define ED_UPLOAD_PIECE_MAX (1024 * 1024) /* bytes of one PATCH */

/* Announces FILE, which the job takes. */
EdApiJob *ed_upload_announce_job_new (const char *account, EdFile *file);
/* Puts bytes, at most ED_UPLOAD_PIECE_MAX, behind the OFFSET that are there. */
EdApiJob *
ed_upload_piece_job_new (const char *account, const char *id, gint64 offset, GBytes *piece);

/* Where the piece is a file's last one, hashing the whole is work to be done before the writer's
 * turn: others would wait for it. */
gboolean ed_upload_piece_job_look (EdApiJob *job, EdDb *db, GError **error);

/* Whether one more file, of LENGTH bytes, may wait; the answer is filled when not. FALSE with ERROR
 * on failure. */
gboolean ed_upload_check_quota (EdBatch *batch,
                                const char *account,
                                gint64 length,
                                EdApiResponse *response,
                                GError **error);

/* The file that a command of ACCOUNT attaches. *FILE (free with ed_file_free()) is what it is said
 * to be, NULL when it was given up or is another's. *IS_MISSING: its bytes, or all that was to be
 * said about it, have not arrived. */
gboolean ed_upload_find (EdBatch *batch,
                         const char *account,
                         const char *id,
                         EdFile **file,
                         gboolean *is_missing,
                         GError **error);

/* Wipes what has waited too long for a command. Some of it: to be called again. */
gboolean ed_uploads_drop_expired (EdBatch *batch, GError **error);
