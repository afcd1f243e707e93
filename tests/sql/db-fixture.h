/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* A folder with a database of its own, and calls that must succeed. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

#define CANARY "Zitronenfalter-Kanarienvogel"

extern const guint8 ed_test_key[32], ed_test_other_key[32];

void ed_test_set_up (Fixture *fixture, gconstpointer unused);
void ed_test_tear_down (Fixture *fixture, gconstpointer unused);
EdDb *ed_test_open_db (Fixture *fixture, const guint8 *with_key);
void ed_test_assert_open_fails (const EdDbOptions *options, EdDbError code);
void ed_test_exec (EdDb *db, const char *sql);
EdStatement *ed_test_prepare (EdDb *db, const char *sql);
gboolean ed_test_step (EdStatement *statement);
void ed_test_run (EdStatement *statement);
void ed_test_begin (EdDb *db, gboolean write);
void ed_test_commit (EdDb *db);
void ed_test_savepoint (EdDb *db);
char *ed_test_query (EdDb *db, const char *sql);
void ed_test_assert_query (EdDb *db, const char *sql, const char *expected);
gboolean ed_test_file_holds (const char *path, const char *text);
