/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* The archive: the cases that are there and that the feed does not bring to coordinators (any
 * more). By their numbers, the latest first. */

/* Those with numbers from LOW on and below BEFORE, LIMIT at most. Columns: number, body. */
EdStatement *ed_archive_read (EdDb *db, gint64 low, gint64 before, gint64 limit, GError **error);
/* One more than the highest number of a case; 0: there is none; -1 on failure. */
gint64 ed_archive_end (EdDb *db, GError **error);
