/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlcipher/sqlite3.h>

/* Inside the room: an access to files for databases without a key, in whose pages nothing is left
 * of what was deleted.
 *
 * SQLite's secure_delete overwrites a row where it lies when it is deleted. Where pages were full
 * before, rows have moved to other pages, and a page that is built anew keeps its old bytes in the
 * gap between its cells' places and its cells: copies that nobody overwrites. Here each page's gap
 * is zero when it is written to the database's file; nothing that SQLite reads changes. The log
 * still has what the pages had: it goes with a checkpoint. */

/* The name of such an access on top of the one named BELOW (NULL: the usual); made at its first
 * use, and kept. */
const char *ed_gap_vfs_over (const char *below);

/* Overwrites the gaps that are in FILE, of a database whose log is empty and stays so meanwhile,
 * which was written otherwise. Answers SQLITE_OK, or what went wrong. Reads the whole file. */
int ed_gap_sweep (sqlite3_file *file);

/* Where PAGE, of SIZE bytes, the first or another one of a file of PAGES, has its gap. FALSE: it
 * has none, or is no page of a b-tree. */
gboolean
ed_gap_find (const guint8 *page, guint size, gboolean is_first, guint64 pages, guint *at, guint *n);
