/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "server/judge.h"

/* Facts that came after their assignment had ended: kept for a coordinator to settle, not applied
 * (PROTOCOL 3.7). Coordinators see what was said, and may read the FILES (EdFile) that came with
 * it; the sender sees that it is kept, no more. */
gboolean ed_late_work_keep (EdBatch *batch,
                            const EdSender *sender,
                            const EdEnvelope *envelope,
                            const GPtrArray *files,
                            gint64 at,
                            GError **error);
