/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Writes every row of every table of FROM into the empty tables of TO: how data move from one
 * engine to another. One of the two is a FILE (of the SQLite engine), which says what tables and
 * columns there are; both have come to the same migration. Each is in a transaction of the
 * caller's; what FROM shows in it is one moment. A few rows at a time are in memory. On failure TO
 * is of no use. */
gboolean ed_db_transcribe (EdDb *from, EdDb *to, EdDb *file, GError **error);
