/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* What a database that was put back from a backup must be told before it is used (PROTOCOL 8), and
 * how it is noticed when nobody said so. */

/* New running numbers skip 1,000; mails that waited when the backup was taken, and may have left
 * since, never leave; with NEW_EPOCH every client begins anew. One transaction, at NOW or, where it
 * has a clock of its own, by the database's; refused while another server is connected, which would
 * not know. */
gboolean ed_restoration_apply (EdDb *db, gboolean new_epoch, gint64 now, GError **error);
/* FALSE with ERROR set: another server is connected. */
gboolean ed_restoration_check_alone (EdDb *db, GError **error);
/* *DONE: that was the last thing that happened to it; nobody has worked with it since. */
gboolean ed_restoration_is_done (EdDb *db, gboolean *done, GError **error);

/* Notes in FOLDER, outside of the database, how far it has come. Best effort: what was not noted
 * is noticed by clients. */
void ed_restoration_note_head (const char *folder, gint64 xid, gint64 mark);
/* *DUE: the database lacks what was noted: somebody has put an older file in its place. */
gboolean ed_restoration_is_due (const char *folder, EdDb *db, gboolean *due, GError **error);
