/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Where the server's data are: organisation.db in its folder, which one process uses, or a
 * PostgreSQL database, which several do. */

/* What to open: URL, or without one the file in FOLDER. Free it. */
char *ed_database_locate (const char *folder, const char *url);
gboolean ed_database_is_shared (const char *location);
/* LOCATION for people to read, without a password; free it. */
char *ed_database_describe (const char *location);

/* Opens the database at LOCATION. VFS as EdDbOptions has it. */
EdDb *ed_database_open (const char *location, gboolean read_only, const char *vfs, GError **error);
/* Brings its tables up to date. */
gboolean ed_database_update (EdDb *db, GError **error);
/* Opens it and brings its tables up to date. */
EdDb *ed_database_open_current (const char *location, const char *vfs, GError **error);
/* Says in front of ERROR which database it is, and why it fails; answers FALSE, for returning. */
gboolean ed_database_explain (const char *location, GError **error);
