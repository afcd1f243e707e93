/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* The PostgreSQL engine (13 or newer, database in UTF-8), for sql/db.h.
 *
 * A writing transaction is SERIALIZABLE: whatever two of them did at once, the outcome is that of
 * one after the other, or one of them fails with ED_DB_ERROR_CONFLICT and is to be run again. A
 * reading one sees one moment. A connection that broke is made anew by the next ed_db_begin(). */

/* Does NAME say postgresql://… or postgres://…? */
gboolean ed_postgres_is_url (const char *name);
/* NAME without its password, for people to read; free it. */
char *ed_postgres_describe (const char *name);

/* Opens the database that OPTIONS.path names by URL. Of the options, read_only and busy_timeout_ms
 * count. Beyond this machine the server's certificate must be good unless the URL says otherwise
 * (sslmode=). Of several hosts, the one that takes writes is used. */
EdDb *ed_postgres_open (const EdDbOptions *options, GError **error);
/* Is DB of this engine? */
gboolean ed_postgres_is (EdDb *db);
/* *ALONE: no other program of this kind is connected to the database of DB. Of another engine's:
 * always, since there the folder's lock tells. */
gboolean ed_postgres_is_alone (EdDb *db, gboolean *alone, GError **error);
