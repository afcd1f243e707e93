/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* A statement with its values bound in one line. FORMAT has a letter for each: t text (const char
 * *, NULL binds NULL), i number (gint64), b bytes (gconstpointer, gsize). */

/* The statement, ready to step; give back with ed_statement_done(). NULL on failure. */
EdStatement *ed_query (EdDb *db, GError **error, const char *sql, const char *format, ...);
/* Runs a statement that yields no rows. */
gboolean ed_query_run (EdDb *db, GError **error, const char *sql, const char *format, ...);
/* The texts in the first column of a STATEMENT's rows (taken; NULL where it could not be made).
 * NULL on failure. */
char **ed_query_list (EdStatement *statement, GError **error);
