/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Backups that were made, checked and read back, and which commands are in them. */

/* Notes a backup of LENGTH bytes taken AT of which COPY is the content: what devices have sent up
 * to it is durable from now on. Inside a transaction of DB. */
gboolean ed_backups_add (EdDb *db, EdDb *copy, gint64 at, gint64 length, GError **error);

/* When the last one was taken, ED_ABSENT: none was. FALSE with ERROR. */
gboolean ed_backups_find_last (EdDb *db, gint64 *at, GError **error);
