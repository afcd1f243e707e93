/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* An organisation's data go from PostgreSQL into a database file and back, so that a backup is the
 * same file for both, and so is the way from one to the other. */

/* Writes what DB holds at this moment into the new file PATH, while others go on writing. Of a
 * file: the engine's own copy. */
gboolean ed_crossing_to_file (EdDb *db, const char *path, GError **error);
/* Writes the file at PATH, which has come to this program's migrations, into DB, a PostgreSQL
 * database without an organisation, all or nothing. Refused while a server is connected. */
gboolean ed_crossing_from_file (const char *path, EdDb *db, GError **error);

/* Instead of the organisation that DB holds, which stays in a schema of its own: from the first
 * call on DB is an empty database beside it; by the second, in one transaction, what was written
 * there becomes the database, and *NAME, free it, the name of what it was. Refused while a server
 * is connected. The last call is for when something failed between. HOME: from the first, free it.
 */
gboolean ed_crossing_step_aside (EdDb *db, char **home, GError **error);
gboolean ed_crossing_take_place (EdDb *db, const char *home, char **name, GError **error);
void ed_crossing_step_back (EdDb *db, const char *home);
