/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* One database connection, used by one thread at a time, behind which an engine does the work
 * (sql/sqlite.c; SQLCipher, with or without a key; sql/postgres.c). One SQL text for every engine:
 * $1… for parameters; a comment that begins with "pg " and holds no other is text to PostgreSQL and
 * nothing to SQLite (FOR UPDATE). Everything blocks. */
typedef struct _EdDb EdDb;
typedef struct _EdStatement EdStatement;

#define ED_DB_ERROR (ed_db_error_quark ())
typedef enum
{
  ED_DB_ERROR_FAILED,     /* anything else; the message is the engine's */
  ED_DB_ERROR_BUSY,       /* another connection holds the lock longer than busy_timeout_ms */
  ED_DB_ERROR_CONSTRAINT, /* unique or check; nothing changed */
  ED_DB_ERROR_FULL,       /* disk full */
  ED_DB_ERROR_IO,         /* the disk failed, or is read-only */
  ED_DB_ERROR_KEY,        /* wrong key, or no database at all */
  ED_DB_ERROR_UNFIT,      /* the library lacks the cipher or what FTS5 needs */
  ED_DB_ERROR_NEWER,      /* written by a newer program */
  ED_DB_ERROR_CONFLICT,   /* another transaction was in the way: the same again may succeed */
  ED_DB_ERROR_AWAY,       /* the database's server is not there, or the connection broke */
} EdDbError;
GQuark ed_db_error_quark (void);

typedef struct
{
  const char *path;
  const guint8 *key; /* 32 bytes, or NULL: not encrypted */
  gboolean read_only;
  gint64 cache_bytes;    /* page cache, 0: the engine's default */
  guint busy_timeout_ms; /* 0: 5,000 */
  const char *vfs;       /* NULL: the system's; tests bring one that fails */
  gboolean blank; /* without a key: no bytes of deleted rows in the file; see ed_db_blank() */
} EdDbOptions;

/* Opens or creates: WAL, synchronous=FULL, foreign keys, secure_delete, no memory-mapped I/O,
 * temporary tables in memory. With a key, refuses (UNFIT) unless `PRAGMA cipher_version` answers
 * and FTS5 takes 'secure-delete', and afterwards unless the file does not begin with SQLite's plain
 * header. */
EdDb *ed_db_open (const EdDbOptions *options, GError **error);
void ed_db_close (EdDb *db);

/* Runs SQL (several statements allowed), no parameters, no rows. */
gboolean ed_db_exec (EdDb *db, const char *sql, GError **error);

/* The statement for SQL, prepared once per connection and kept; reset and without values. SQL must
 * be one of few: a literal, or put together from few literals. Borrowed: give back with
 * ed_statement_done(), where a second time does no harm; asked for again meanwhile, another comes.
 */
EdStatement *ed_db_prepare (EdDb *db, const char *sql, GError **error);
void ed_statement_done (EdStatement *statement);

/* The same with values: of each letter in TYPES the next parameter, `t` const char * (NULL: SQL
 * NULL), `i` gint64. NULL with ERROR when it cannot be prepared. */
EdStatement *ed_db_query (EdDb *db, GError **error, const char *sql, const char *types, ...);

/* INDEX from 1. Text and blobs are copied. NULL text binds SQL NULL. */
void ed_statement_bind_text (EdStatement *statement, int index, const char *text);
void ed_statement_bind_text_n (EdStatement *statement, int index, const char *text, gsize length);
void ed_statement_bind_int (EdStatement *statement, int index, gint64 value);
void ed_statement_bind_blob (EdStatement *statement, int index, gconstpointer bytes, gsize length);
void ed_statement_bind_null (EdStatement *statement, int index);

/* TRUE: a row is there. FALSE without ERROR: no more rows. */
gboolean ed_statement_step (EdStatement *statement, GError **error);
/* Steps a statement that yields no rows, and gives it back. Of NULL: FALSE, ERROR is set already.
 */
gboolean ed_statement_run (EdStatement *statement, GError **error);

/* COLUMN from 0; valid until the next step. Text of SQL NULL is NULL, its number 0. */
const char *ed_statement_text (EdStatement *statement, int column);
gsize ed_statement_length (EdStatement *statement, int column);
gint64 ed_statement_int (EdStatement *statement, int column);
gconstpointer ed_statement_blob (EdStatement *statement, int column, gsize *length);
gboolean ed_statement_is_null (EdStatement *statement, int column);

gint64 ed_db_changes (EdDb *db); /* rows changed by the last statement */
gint64 ed_db_last_rowid (EdDb *db);

/* Transactions do not nest; savepoints do. WRITE takes the write lock at once. */
gboolean ed_db_begin (EdDb *db, gboolean write, GError **error);
gboolean ed_db_commit (EdDb *db, GError **error); /* rolls back when it fails */
void ed_db_rollback (EdDb *db);                   /* no-op outside a transaction */
gboolean ed_db_savepoint (EdDb *db, GError **error);
gboolean ed_db_release (EdDb *db, GError **error);
void ed_db_rollback_savepoint (EdDb *db);

/* Where transactions run side by side, each that writes has a stamp, which grows, though they need
 * not commit in its order; 0: they take turns. Below the horizon of this transaction's moment all
 * are over, and what they wrote can be seen; without stamps G_MAXINT64. */
typedef struct
{
  gint64 stamp;
  gint64 horizon;
  gint64
      now; /* ms since 1970 by the clock of the engine's machine; -1: it has no other than ours */
} EdDbMoment;

/* Of a writing transaction. */
gboolean ed_db_read_moment (EdDb *db, EdDbMoment *moment, GError **error);
/* Of any. */
gboolean ed_db_read_horizon (EdDb *db, gint64 *horizon, GError **error);

/* Copies the WAL into the file and empties it, so that deleted content is in neither. FALSE and
 * BUSY when a reader is in the way. */
gboolean ed_db_checkpoint (EdDb *db, GError **error);

/* Once for each file: overwrites copies of deleted rows that lie in its pages where SQLite itself
 * leaves them. From then on a connection opened with `blank` lets none get there; with
 * ed_db_checkpoint() after a deletion the file has no byte of what was deleted. BUSY when somebody
 * is in the way: the next time does it. Reads the whole file the first time. Outside of
 * transactions. */
gboolean ed_db_blank (EdDb *db, GError **error);

/* RELAXED, a commit no longer waits for the disk: a power cut may undo it. For data that can be
 * made anew. */
gboolean ed_db_relax (EdDb *db, gboolean relaxed, GError **error);
/* Writes the database as it is at this moment into a new file PATH, while others go on writing.
 * UNFIT where the engine has tools of its own for that. Outside of transactions. */
gboolean ed_db_copy (EdDb *db, const char *path, GError **error);
/* Whether what the engine keeps is whole; else FAILED, with what it says first. Takes its time. */
gboolean ed_db_check (EdDb *db, GError **error);

/* Replaces the key of an encrypted database (32 bytes), by writing every page anew. When it fails
 * the file opens with the one key or the other, and the connection takes nothing more: close it. */
gboolean ed_db_rekey (EdDb *db, const guint8 *key, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdDb, ed_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdStatement, ed_statement_done)
