/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/engine.h"

#include <libpq-fe.h>

/* What the files of the PostgreSQL engine share. */
typedef struct
{
  EdDb parent;
  PGconn *connection;
  char *settings;        /* SQL that each new connection begins with */
  guint generation;      /* how often the connection was made: statements are prepared on one */
  guint n_names;         /* of prepared statements, so far */
  gint64 changes;        /* rows changed by the last statement */
  gboolean is_misplaced; /* the other side takes no writes: look for the one that does */
} EdPostgres;

/* Fills ERROR with what RESULT, or where it is NULL the connection, says. */
void ed_postgres_set_error (EdPostgres *self, const PGresult *result, GError **error);
/* Whether RESULT is that of a statement that did what it should; notes how many rows changed. */
gboolean ed_postgres_check (EdPostgres *self, const PGresult *result, GError **error);
/* SQL with what the comments that begin with pg hold, as sql/db.h has it; free it. */
char *ed_postgres_reveal (const char *sql);

/* The members of EdEngine for statements. */
EdStatement *ed_postgres_prepare (EdDb *db, const char *sql, GError **error);
void ed_postgres_finalize (EdStatement *statement);
void ed_postgres_reset (EdStatement *statement);
void ed_postgres_bind_text (EdStatement *statement, int index, const char *text, gsize length);
void ed_postgres_bind_int (EdStatement *statement, int index, gint64 value);
void ed_postgres_bind_blob (EdStatement *statement, int index, gconstpointer bytes, gsize length);
void ed_postgres_bind_null (EdStatement *statement, int index);
gboolean ed_postgres_step (EdStatement *statement, GError **error);
const char *ed_postgres_text (EdStatement *statement, int column);
gsize ed_postgres_length (EdStatement *statement, int column);
gint64 ed_postgres_integer (EdStatement *statement, int column);
gconstpointer ed_postgres_blob (EdStatement *statement, int column, gsize *length);
gboolean ed_postgres_is_null (EdStatement *statement, int column);
