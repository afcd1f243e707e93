/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Puts MESSAGE into the Maildir FOLDER, made when it is not there, as a new mail: written whole in
 * tmp/, then moved to new/. The name comes from AT (ms) and ID, so the same mail replaces itself.
 */
gboolean
ed_maildir_add (const char *folder, GBytes *message, gint64 at, const char *id, GError **error);
/* Removes the message that was added as ID, read or not, if it is there. */
void ed_maildir_remove (const char *folder, const char *id);
