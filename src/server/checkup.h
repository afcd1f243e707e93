/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Whether a database is whole: what the engine keeps, that what is named is there, that documents
 * can be read, that files have the bytes that were announced. Says ids and kinds, no content.
 *
 * Appends to FAULTS (char *) a sentence for each fault found, at most 100. FALSE with ERROR when it
 * could not be looked at. Reads all of it: takes minutes where there are many files. */
gboolean ed_checkup_run (EdDb *db, GPtrArray *faults, GError **error);
