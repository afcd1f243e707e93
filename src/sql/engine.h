/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sql/db.h"

/* What an engine does for sql/db.c; nothing outside this room includes this. An engine embeds EdDb
 * and EdStatement as the first member of its own structs. */
typedef struct _EdEngine EdEngine;

struct _EdDb
{
  const EdEngine *engine;
  GHashTable *statements; /* SQL → EdStatement, kept until the connection is closed */
  gboolean in_transaction;
  guint savepoints;
  GError *lost; /* why the engine ended the transaction on its own; until the caller ends it too */
};

struct _EdStatement
{
  EdDb *db;
  char *sql;
  EdStatement *next; /* another of the same SQL, for when this one is borrowed */
  gboolean borrowed; /* between ed_db_prepare() and ed_statement_done() */
  gboolean finished; /* has no more rows */
};

struct _EdEngine
{
  void (*close) (EdDb *db);
  gboolean (*exec) (EdDb *db, const char *sql, GError **error);
  gboolean (*has_table) (EdDb *db, const char *name, gboolean *has, GError **error);
  gboolean (*begin) (EdDb *db, gboolean write, GError **error);
  gboolean (*is_open) (EdDb *db); /* does the engine itself still hold a transaction open? */
  gboolean (*checkpoint) (EdDb *db, GError **error);
  gboolean (*blank) (EdDb *db, GError **error); /* NULL: deletes in its own way */
  gboolean (*rekey) (EdDb *db, const guint8 *key, GError **error);
  gboolean (*relax) (EdDb *db, gboolean relaxed, GError **error);
  gboolean (*copy) (EdDb *db, const char *path, GError **error); /* NULL: has tools of its own */
  gboolean (*check) (EdDb *db, GError **error);                  /* NULL: sees to it by itself */
  gint64 (*changes) (EdDb *db);
  gint64 (*last_rowid) (EdDb *db);
  /* These four may be NULL: an engine whose writers take turns needs none. */
  gboolean (*lock_schema) (EdDb *db, gboolean lock, GError **error); /* one migrates at a time */
  char *(*translate) (const char *ddl); /* the types of migrations, in the engine's words */
  gboolean (*moment) (EdDb *db, EdDbMoment *moment, GError **error);
  gboolean (*horizon) (EdDb *db, gint64 *horizon, GError **error);

  EdStatement *(*prepare) (EdDb *db, const char *sql, GError **error);
  void (*finalize) (EdStatement *statement);
  void (*reset) (EdStatement *statement); /* and forgets the values */
  void (*bind_text) (EdStatement *statement, int index, const char *text, gsize length);
  void (*bind_int) (EdStatement *statement, int index, gint64 value);
  void (*bind_blob) (EdStatement *statement, int index, gconstpointer bytes, gsize length);
  void (*bind_null) (EdStatement *statement, int index);
  gboolean (*step) (EdStatement *statement, GError **error);
  const char *(*text) (EdStatement *statement, int column);
  gsize (*length) (EdStatement *statement, int column);
  gint64 (*integer) (EdStatement *statement, int column);
  gconstpointer (*blob) (EdStatement *statement, int column, gsize *length);
  gboolean (*is_null) (EdStatement *statement, int column);
};

/* The SQLite engine (SQLCipher's build of it). */
EdDb *ed_sqlite_open (const EdDbOptions *options, GError **error);

/* Completes what an engine has opened. */
EdDb *ed_db_adopt (EdDb *db);

/* Is there a table NAME? */
gboolean ed_db_has_table (EdDb *db, const char *name, gboolean *has, GError **error);
