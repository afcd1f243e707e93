/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* Databases for tests on the PostgreSQL server that tests/support/with-postgres started. Without
 * one (ED_TEST_POSTGRES is not set) tests run on SQLite. */

/* The URL of a new, empty database; NULL without a server. */
char *ed_test_database_new (void);
/* The same, with the server's tables in it. */
char *ed_test_database_new_current (void);
/* A new database like the one at URL, to which nobody is connected. */
char *ed_test_database_copy (const char *url);
/* What the server's program is told of it; NULL of NULL. Free it. */
char *ed_test_database_option (const char *url);
/* Drops the database, whoever is connected to it, and frees URL. NULL is ignored. */
void ed_test_database_drop (char *url);
/* Ends all connections to it, as an operator would. */
void ed_test_database_kill_connections (const char *url);
/* The same, if anybody answers; the server may be on its way down or up. */
void ed_test_database_cut (const char *url);
/* A connection to it, as soon as the server takes one. */
EdDb *ed_test_database_open (const char *url);
