/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/engine.h"

#include <sqlcipher/sqlite3.h>

/* What the two files of the SQLite engine share. */
typedef struct
{
  EdDb parent;
  sqlite3 *sqlite;
  char *vfs; /* or NULL */
} EdSqlite;

/* Fills ERROR with what SQLITE says of RESULT. */
void ed_sqlite_set_error (sqlite3 *sqlite, int result, GError **error);

/* The members of EdEngine for statements. */
EdStatement *ed_sqlite_prepare (EdDb *db, const char *sql, GError **error);
void ed_sqlite_finalize (EdStatement *statement);
void ed_sqlite_reset (EdStatement *statement);
void ed_sqlite_bind_text (EdStatement *statement, int index, const char *text, gsize length);
void ed_sqlite_bind_int (EdStatement *statement, int index, gint64 value);
void ed_sqlite_bind_blob (EdStatement *statement, int index, gconstpointer bytes, gsize length);
void ed_sqlite_bind_null (EdStatement *statement, int index);
gboolean ed_sqlite_step (EdStatement *statement, GError **error);
const char *ed_sqlite_text (EdStatement *statement, int column);
gsize ed_sqlite_length (EdStatement *statement, int column);
gint64 ed_sqlite_integer (EdStatement *statement, int column);
gconstpointer ed_sqlite_blob (EdStatement *statement, int column, gsize *length);
gboolean ed_sqlite_is_null (EdStatement *statement, int column);
