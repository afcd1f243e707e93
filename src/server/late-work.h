/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/late-work.h"
#include "server/judge.h"

/* Facts that came after their assignment had ended: kept for a coordinator to settle, not applied
 * (PROTOCOL 3.7). Coordinators see what was said, and may read the files that came with it; the
 * sender sees that it is kept and what becomes of it, no more. */

/* What it was entered for. */
typedef struct
{
  gint64 number;      /* of the case or request */
  gint64 ended_at;    /* the assignment */
  gboolean cancelled; /* it was the request that ended */
} EdLatePlace;

/* FILES: EdFile. RESULT: kept; or refused and nothing done, as there is one of this id: somebody
 * else's, as an id is good once for each account. */
gboolean ed_late_work_keep (EdBatch *batch,
                            const EdSender *sender,
                            const EdEnvelope *envelope,
                            const EdLatePlace *place,
                            const GPtrArray *files,
                            gint64 at,
                            EdResult *result,
                            GError **error);
/* The same without files, of what was answered before and cannot be refused: where there is one of
 * this id, it is kept under another. */
gboolean ed_late_work_keep_anyhow (EdBatch *batch,
                                   const EdSender *sender,
                                   const EdEnvelope *envelope,
                                   const EdLatePlace *place,
                                   gint64 at,
                                   GError **error);
/* NULL without ERROR: there is none. */
EdLateWork *ed_late_work_load (EdBatch *batch, const char *id, gint64 *rev, GError **error);
/* Writes it and what each side sees of it. */
gboolean ed_late_work_write (EdBatch *batch, const EdLateWork *late, gint64 rev, GError **error);
