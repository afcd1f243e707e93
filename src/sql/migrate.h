/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Numbered migrations, each in a transaction of its own, never edited once released.
 *
 * One text for every engine. The words for types are tokens, in capitals: TEXT (compares by its
 * bytes), INTEGER (64 bits), BLOB, and INTEGER PRIMARY KEY for a number that counts up by itself.
 * PostgreSQL gets its own words for them, also in comments, where they do no harm. */
typedef struct
{
  int number; /* 1, 2, 3 … */
  const char *sql;
} EdMigration;

/* Brings DB to the last of the N migrations. A database beyond it is refused with
 * ED_DB_ERROR_NEWER, untouched. The version is kept in table schema_version. */
gboolean ed_db_migrate (EdDb *db, const EdMigration *migrations, guint n, GError **error);
/* The number of the last migration that DB has come to; 0: none. */
gboolean ed_db_read_version (EdDb *db, gint64 *version, GError **error);
