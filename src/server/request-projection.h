/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/internal-message.h"
#include "domain/request-view.h"
#include "server/batch.h"

/* Writes requests and their internal messages, and with each the views that follow: what is not
 * written here is seen by nobody. A view whose text stays the same is not written anew, so nobody
 * learns from the feed how often others were at work. */

/* REQUEST, which was BEFORE (NULL: it is new), with what the clock has to look at later. */
gboolean ed_projection_write_request (EdBatch *batch,
                                      const EdRequest *before,
                                      const EdRequest *request,
                                      gint64 rev,
                                      GError **error);
/* Nobody sees REQUEST any more, nor its internal messages; WHY is "erased" or "retention". The
 * documents themselves are the caller's to delete. */
gboolean ed_projection_take_request (EdBatch *batch,
                                     const EdRequest *request,
                                     const char *const *messages,
                                     const char *why,
                                     GError **error);
/* What it comes to for the files: those that nothing of REQUEST has any more are uploads again. */
gboolean ed_request_settle_files (EdBatch *batch,
                                  const EdRequest *before,
                                  const EdRequest *request,
                                  GError **error);
/* Notes when the first of its shared documents is shared no more. */
gboolean ed_request_expiry_note (EdBatch *batch, const EdRequest *request, GError **error);
/* *IS_NEW is FALSE, and nothing written, when there is one with its id. */
gboolean ed_projection_write_internal_message (EdBatch *batch,
                                               const EdRequest *request,
                                               const EdInternalMessage *message,
                                               gboolean *is_new,
                                               GError **error);
/* The request; NULL without ERROR where there is none. */
EdRequest *ed_requests_load (EdDb *db, const char *id, gint64 *rev, GError **error);
