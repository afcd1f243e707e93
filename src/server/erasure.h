/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/request.h"
#include "server/batch.h"

/* Erases what is known of clients: documents, views, files, messages, late work, what commands said
 * and mails, in the caller's transaction; every desktop is told to forget. Of a case a shell stays
 * (domain/shell.h). What was erased is noted beside the database before (server/outside.h), so that
 * neither a backup nor a desktop brings it back; from then on it is meant for good, and is done at
 * the next start if the transaction fails. */

/* Who has it erased, and why. */
typedef struct
{
  const char *why;     /* of the forgets: "erased" (on demand) or "retention" (by the clock) */
  const char *account; /* NULL: the server by itself */
  const char *device;  /* of theirs */
  const char *code;    /* in the audit log: the reason */
} EdErasure;

/* Without effect where it has been erased; of what this database does not know it is noted. */
gboolean ed_erasure_of_case (EdBatch *batch, const char *id, const EdErasure *by, GError **error);
/* The same of a case that should not have been recorded and that nobody has touched
 * (domain/take-back.h, which the caller has asked): no shell of it stays. */
gboolean
ed_erasure_of_mistake (EdBatch *batch, const char *id, const EdErasure *by, GError **error);
gboolean
ed_erasure_of_request (EdBatch *batch, const char *id, const EdErasure *by, GError **error);

/* The documents of CASE_ (not kept as long as its record), whose revision is REV. */
gboolean ed_erasure_of_documents (EdBatch *batch,
                                  EdCase *case_,
                                  gint64 rev,
                                  const EdErasure *by,
                                  GError **error);
/* Its messages. */
gboolean
ed_erasure_of_messages (EdBatch *batch, const EdCase *case_, const EdErasure *by, GError **error);

/* After opening: erases what was noted outside and is here, since this database is older; and sees
 * to it that what an earlier process erased is not in the log of the database either. */
gboolean ed_erasure_catch_up (EdApi *api, GError **error);
/* After a commit: empties the log of the database, in which what was erased stands still. */
void ed_erasure_finish (EdApi *api);
