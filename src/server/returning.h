/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/judge.h"

/* Commands that the server had applied before it was put back from a backup, and that clients hand
 * back (PROTOCOL 8). They come in any order, device by device; each waits until those before it on
 * its target are there, 72 hours at most, and is judged as of when it was done. Its sender is
 * answered at once what was answered the first time. */

/* Whether they still come NOW, to a server that was put back at RESTORED_AT (or absent: it was
 * not).
 */
gboolean ed_returning_is_open (gint64 restored_at, gint64 now);
/* Whether ENVELOPE is one: what its sender says of it means nothing else. */
gboolean ed_returning_is (const EdBatch *batch, const EdSender *sender, const EdEnvelope *envelope);

/* The same as ed_judge() for one that is. One that has to wait is answered as it was; the file that
 * it brings cannot: ED_JUDGE_ERROR_NOT_YET. */
gboolean ed_returning_judge (EdBatch *batch,
                             const EdSender *sender,
                             EdEnvelope *envelope,
                             EdResult *result,
                             gint64 *at,
                             GError **error);

/* After a command on TARGET of KIND was applied: those that waited for it. What is refused now is
 * late work. FALSE only when the whole transaction has no hope. */
gboolean
ed_returning_take_up (EdBatch *batch, EdTargetKind kind, const char *target, GError **error);
/* Those that have waited too long, a few at a time. */
gboolean ed_returning_take_up_old (EdBatch *batch, GError **error);
