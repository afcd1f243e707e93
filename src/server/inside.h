/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/file.h"
#include "server/api.h"

/* An account that commands from within the server's own program, without signing in: how
 * demonstration data is made. What it says goes the way of every push. One thread at a time, like
 * ed_api_write(). */
typedef struct _EdInside EdInside;

/* Registers a device for the account. */
EdInside *ed_inside_new (EdApi *api, const char *account, const char *device, GError **error);
/* Withdraws the device: nobody waits for its receipts. */
gboolean ed_inside_leave (EdInside *self, GError **error);
void ed_inside_free (EdInside *self);

/* Adds a command to what will be pushed next; TARGET is the id of what its type is about, ARGS is
 * JSON, ASSIGNMENT_ID may be NULL. At most 100.
 */
void ed_inside_say (EdInside *self,
                    const char *id,
                    const char *type,
                    const char *target,
                    const char *assignment_id,
                    gint64 done_at,
                    const char *args);
/* Pushes what the N people have said, in their order, as one transaction, each of which must be
 * applied. At most 32. */
gboolean ed_inside_push (EdInside *const *people, guint n, GError **error);

/* Uploads the file, for a command to attach that is said afterwards. */
gboolean ed_inside_upload (EdInside *self, const EdFile *file, GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdInside, ed_inside_free)
