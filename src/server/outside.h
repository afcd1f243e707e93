/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* What must hold even when an older database is put back: a device that was withdrawn stays so.
 * Kept in the file "outside" of the data folder, a line each, and applied before the server
 * listens. */

/* Notes, for good, that DEVICE was withdrawn. */
gboolean ed_outside_note_device (const char *folder, const char *device, GError **error);
/* Withdraws what is noted and, in this database, is not. One transaction. */
gboolean ed_outside_apply (const char *folder, EdDb *db, gint64 now, GError **error);
