/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/secrets.h"
#include "sql/db.h"

/* The key that is not in the database: a file beside it, or one that several servers of a database
 * share. Who has only the database, or a backup of its own tools, opens nothing that is sealed with
 * it: the secrets of authenticator apps. The database knows by a hash which key is its own. */

/* The file: NAMED, or "secret" in FOLDER. Free it. */
char *ed_secret_file_locate (const char *folder, const char *named);
/* Fills KEY with the one that a file says which holds TEXT, of LENGTH; space at its end is taken
 * off.
 */
gboolean ed_secret_file_parse (char *text, gsize length, guint8 *key);
/* FALSE with ERROR set: G_FILE_ERROR_NOENT where there is no file, else it is no such key. */
gboolean ed_secret_file_read (const char *path, guint8 *key, GError **error);
/* Writes KEY there, readable for the owner alone; another one that is there is put aside
 * (PATH.before-…). It is on the disk when this returns. */
gboolean ed_secret_file_write (const char *path, const guint8 *key, GError **error);

/* Fills KEY with the one of DB: where that knows of none yet, the file is made, unless there is
 * one, and the secrets of before are sealed anew, from FORMER. FALSE with ERROR set: the file is
 * missing, or another's. */
gboolean ed_secret_file_settle (EdDb *db,
                                const char *path,
                                const guint8 *former,
                                guint8 *key,
                                GError **error);
/* *FILE, to be freed, holds the key of DB: PATH, or where a renewal broke off the one that waits
 * beside it, which stays there. NULL: there is none, and DB knows of none. FALSE with ERROR set, as
 * above. */
gboolean ed_secret_file_find (EdDb *db, const char *path, char **file, GError **error);
/* A new key, in place of one that is lost: what was sealed with that is given up. Where it breaks
 * off the next settling ends it, or the former key holds on. */
gboolean ed_secret_file_renew (EdDb *db, const char *path, gint64 now, GError **error);
