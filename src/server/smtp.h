/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/post.h"

/* A connection to a mail server by libcurl, made when a mail is handed over and kept for the next.
 */
typedef struct _EdSmtp EdSmtp;

/* Cancelled, it breaks off whatever is going on, and does nothing any more. */
EdSmtp *ed_smtp_new (const EdPostOptions *options, GCancellable *cancellable);
void ed_smtp_free (EdSmtp *self);
EdPostOutcome ed_smtp_deliver (EdSmtp *self, GBytes *message, const char *to, char **why);
void ed_smtp_disconnect (EdSmtp *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdSmtp, ed_smtp_free)
