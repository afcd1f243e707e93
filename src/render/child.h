/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "render/error.h"
#include "render/frame.h"

#include <gio/gio.h>

/* One running rendering program. Blocking; used by one thread. After any error but a refusal the
 * child has been ended and is of no further use. */
typedef struct _EdChild EdChild;

/* Starts PROGRAM and waits for its first word. */
EdChild *
ed_child_start (const char *program, gint64 patience_ms, GCancellable *cancellable, GError **error);
void ed_child_free (EdChild *child);

/* Sends QUESTION, and answers with the body of the frame of the kind ANSWER, which is no longer
 * than LONGEST. When PATIENCE_MS have passed or CANCELLABLE is cancelled, the program is ended. */
GBytes *ed_child_ask (EdChild *child,
                      EdFrameKind question,
                      GBytes *body,
                      EdFrameKind answer,
                      gsize longest,
                      gint64 patience_ms,
                      GCancellable *cancellable,
                      GError **error);

/* Whether the child can be asked again. */
gboolean ed_child_is_alive (EdChild *child);

/* Ends it at once, when it makes no sense. */
void ed_child_end (EdChild *child);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdChild, ed_child_free)
