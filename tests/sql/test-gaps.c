/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is deleted leaves no byte in a database's file, also where rows had moved from page to page
 * before. */

#include "sql/db-fixture.h"
#include "sql/gap-vfs.h"
#include "support/fault-vfs.h"

#include <string.h>

#define ROWS 300
#define CHANGES 4000
#define MARK "Kanarienvogel-"
#define MARK_LENGTH (sizeof MARK - 1 + 4)

static EdDb *
open_db (Fixture *fixture, gboolean blank)
{
  g_autoptr (GError) error = NULL;
  EdDbOptions options = { .path = fixture->path,
                          .busy_timeout_ms = 1,
                          .vfs = ED_FAULT_VFS,
                          .blank = blank };
  EdDb *db = ed_db_open (&options, &error);

  g_assert_no_error (error);
  return db;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  ed_fault_vfs_register ();
  ed_test_set_up (fixture, NULL);
}

/* Ids are spread, as random ones are, and the same in each run. */
static void
write_row (EdDb *db, guint row, guint length)
{
  g_autofree char *padding = g_strnfill (length, 'x');
  g_autofree char *sql = g_strdup_printf ("INSERT INTO t VALUES ('%06u', '" MARK "%04u%s')"
                                          " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                                          row * 7919 % 100003,
                                          row,
                                          padding);

  ed_test_exec (db, sql);
}

static void
delete_rows (EdDb *db, const char *which)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM t WHERE %s", which);

  ed_test_exec (db, sql);
}

/* Rows grow, shrink, go and come again. */
static void
live (EdDb *db, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  ed_test_begin (db, TRUE);
  ed_test_exec (db, "CREATE TABLE t (id TEXT PRIMARY KEY, body TEXT); CREATE INDEX i ON t (body)");
  for (guint i = 0; i < CHANGES; i++)
    {
      guint longest = g_rand_int_range (rand, 0, 3) == 0 ? 3000 : 300;

      write_row (db,
                 (guint) g_rand_int_range (rand, 0, ROWS),
                 (guint) g_rand_int_range (rand, 0, (gint32) longest));
      if (g_rand_int_range (rand, 0, 5) == 0)
        {
          g_autofree char *id =
              g_strdup_printf ("id = '%06d'", g_rand_int_range (rand, 0, ROWS) * 7919 % 100003);

          delete_rows (db, id);
        }
    }
  ed_test_commit (db);
}

static void
empty_log (EdDb *db)
{
  g_autoptr (GError) error = NULL;

  ed_db_checkpoint (db, &error);
  g_assert_no_error (error);
}

/* Rows whose mark is in the file or its log, and which the table has not. */
static guint
count_left (Fixture *fixture, EdDb *db)
{
  static const char *const suffixes[] = { "", "-wal" };
  g_autofree char *live_rows =
      ed_test_query (db, "SELECT group_concat (substr (body, 1, 18)) FROM t");
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint s = 0; s < G_N_ELEMENTS (suffixes); s++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[s], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      for (gsize i = 0; i + MARK_LENGTH <= length; i++)
        if (bytes[i] == *MARK && memcmp (bytes + i, MARK, strlen (MARK)) == 0)
          {
            char *mark = g_strndup (bytes + i, MARK_LENGTH);

            if (live_rows != NULL && strstr (live_rows, mark) != NULL)
              g_free (mark);
            else
              g_hash_table_add (left, mark);
          }
    }
  return g_hash_table_size (left);
}

static void
assert_whole (EdDb *db)
{
  g_autoptr (GError) error = NULL;

  ed_db_check (db, &error);
  g_assert_no_error (error);
}

/* As SQLite leaves it: else the rest here would prove nothing. */
static void
test_copies_are_left_otherwise (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (EdDb) db = open_db (fixture, FALSE);

  live (db, 1);
  delete_rows (db, "substr (id, 6, 1) < '8'");
  empty_log (db);
  g_assert_cmpuint (count_left (fixture, db), >, 0);
}

static void
test_deleted_leave_nothing (Fixture *fixture, gconstpointer unused)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (EdDb) db = open_db (fixture, TRUE);
      g_autofree char *before = NULL, *after = NULL;

      live (db, seed);
      delete_rows (db, "substr (id, 6, 1) < '8'");
      empty_log (db);
      g_assert_cmpuint (count_left (fixture, db), ==, 0);
      assert_whole (db);
      before = ed_test_query (db, "SELECT group_concat (id || body) FROM t");
      ed_db_close (g_steal_pointer (&db));
      db = open_db (fixture, TRUE);
      after = ed_test_query (db, "SELECT group_concat (id || body) FROM t");
      g_assert_cmpstr (after, ==, before);
      ed_test_exec (db, "DROP TABLE t");
    }
}

/* Pages that were in memory have it in their gaps: what is written later puts none of it into the
 * log. */
static void
test_later_writes_bring_nothing_back (Fixture *fixture, gconstpointer unused)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (EdDb) db = open_db (fixture, TRUE);

      live (db, seed);
      delete_rows (db, "substr (id, 6, 1) < '8'");
      empty_log (db);
      ed_test_exec (db, "UPDATE t SET body = replace (body, 'x', 'y')");
      g_assert_cmpuint (count_left (fixture, db), ==, 0);
      ed_test_exec (db, "DROP TABLE t");
    }
}

/* Nor do copies of the database have it. */
static void
test_copy_has_nothing_either (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_strconcat (fixture->path, "-copy", NULL);
  Fixture copied = { .folder = fixture->folder, .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) db = open_db (fixture, TRUE);
  g_autoptr (EdDb) copy = NULL;

  live (db, 1);
  ed_db_copy (db, path, &error);
  g_assert_no_error (error);
  copy = open_db (&copied, TRUE);
  delete_rows (copy, "substr (id, 6, 1) < '8'");
  empty_log (copy);
  g_assert_cmpuint (count_left (&copied, copy), ==, 0);
}

/* --- files of before ----------------------------------------------------------------------------
 */

/* A file in which copies were left. */
static void
leave_copies (Fixture *fixture)
{
  g_autoptr (EdDb) db = open_db (fixture, FALSE);

  live (db, 1);
  delete_rows (db, "substr (id, 6, 1) < '8'");
  empty_log (db);
  g_assert_cmpuint (count_left (fixture, db), >, 0);
}

static void
test_file_of_before_is_swept (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) db = NULL;

  leave_copies (fixture);
  db = open_db (fixture, TRUE);
  ed_db_blank (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_left (fixture, db), ==, 0);
  assert_whole (db);
  /* What others had in memory before does not bring it back. */
  delete_rows (db, "substr (id, 6, 1) < '9'");
  empty_log (db);
  g_assert_cmpuint (count_left (fixture, db), ==, 0);
  ed_db_blank (db, &error);
  g_assert_no_error (error);
}

/* Who reads what the log still has is not disturbed, and it is done the next time. */
static void
test_reader_is_in_the_way (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) reader = NULL;
  g_autoptr (EdDb) db = NULL;

  leave_copies (fixture);
  db = open_db (fixture, TRUE);
  reader = open_db (fixture, TRUE);
  ed_test_exec (db, "CREATE TABLE other (a TEXT)");
  ed_test_begin (reader, FALSE);
  ed_test_assert_query (reader, "SELECT count(*) FROM other", "0");
  ed_test_exec (db, "INSERT INTO other VALUES ('a')");
  g_assert_false (ed_db_blank (db, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_BUSY);
  g_clear_error (&error);
  ed_db_rollback (reader);
  ed_db_blank (db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_left (fixture, db), ==, 0);
}

/* Wherever it stops, the rows are there, and another time ends it. */
static void
test_sweep_is_clean_at_every_fault (Fixture *fixture, gconstpointer unused)
{
  gboolean failed = TRUE;

  for (guint nth = 1; failed; nth++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL, *after = NULL;
      g_autoptr (EdDb) db = NULL;
      gboolean done;

      leave_copies (fixture);
      db = open_db (fixture, TRUE);
      before = ed_test_query (db, "SELECT group_concat (id || body) FROM t");
      ed_fault_vfs_arm (nth, ED_FAULT_IO, TRUE);
      done = ed_db_blank (db, NULL);
      failed = ed_fault_vfs_disarm ();
      g_assert_true (done || failed);
      ed_db_close (g_steal_pointer (&db));
      db = open_db (fixture, TRUE);
      assert_whole (db);
      after = ed_test_query (db, "SELECT group_concat (id || body) FROM t");
      g_assert_cmpstr (after, ==, before);
      ed_db_blank (db, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_left (fixture, db), ==, 0);
      ed_test_exec (db, "DROP TABLE t; PRAGMA user_version = 0");
    }
}

/* --- where the gap is ---------------------------------------------------------------------------
 */

static void
test_gap_is_found (void)
{
  static const struct
  {
    guint8 head[12];
    guint size;
    gboolean is_first;
    guint64 pages;
    guint at, n; /* 0: none */
  } rows[] = {
    /* a leaf of 2 cells from 1,000 on; an inner page of them */
    { { 13, 0, 0, 0, 2, 0x03, 0xe8 }, 4096, FALSE, 10, 12, 988 },
    { { 5, 0, 0, 0, 2, 0x03, 0xe8 }, 4096, FALSE, 10, 16, 984 },
    { { 10, 0, 0, 0, 0, 0x10, 0x00 }, 4096, FALSE, 10, 8, 4088 },
    { { 2, 0, 0, 0, 1, 0x10, 0x00 }, 4096, FALSE, 10, 14, 4082 },
    { { 13, 0, 0, 0, 2, 0x03, 0xe8 }, 4096, TRUE, 10, 112, 888 },
    /* 0 stands for 65,536 */
    { { 13, 0, 0, 0, 0, 0, 0 }, 65536, FALSE, 10, 8, 65528 },
    /* full, or none at all */
    { { 13, 0, 0, 0, 2, 0, 12 }, 4096, FALSE, 10, 0, 0 },
    { { 13, 0, 0, 0, 2, 0, 11 }, 4096, FALSE, 10, 0, 0 },
    { { 13, 0, 0, 0xff, 0xff, 0x03, 0xe8 }, 4096, FALSE, 10, 0, 0 },
    { { 13, 0, 0, 0, 2, 0x10, 0x01 }, 4096, FALSE, 10, 0, 0 },
    { { 0, 0, 0, 7, 2, 0x03, 0xe8 }, 4096, FALSE, 10, 0, 0 },
    { { 14, 0, 0, 0, 2, 0x03, 0xe8 }, 4096, FALSE, 10, 0, 0 },
    /* in a file so large it may be an overflow page that says which is the next */
    { { 13, 0, 0, 0, 2, 0x03, 0xe8 }, 4096, FALSE, 0x0cffffff, 12, 988 },
    { { 13, 0, 0, 0, 2, 0x03, 0xe8 }, 4096, FALSE, 0x0d000000, 0, 0 },
    { { 13, 0, 0, 0, 2, 0x03, 0xe8 }, 4096, TRUE, 0x0d000000, 112, 888 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree guint8 *page = g_malloc0 (rows[i].size);
      guint at = 0, n = 0;
      gboolean found;

      memcpy (page + (rows[i].is_first ? 100 : 0), rows[i].head, sizeof rows[i].head);
      found = ed_gap_find (page, rows[i].size, rows[i].is_first, rows[i].pages, &at, &n);
      g_test_message ("row %u", i);
      g_assert_cmpint (found, ==, rows[i].n > 0);
      g_assert_cmpuint (at, ==, rows[i].at);
      g_assert_cmpuint (n, ==, rows[i].n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/sql/gaps/" path, Fixture, NULL, set_up, function, ed_test_tear_down)
  ADD ("copies-are-left-otherwise", test_copies_are_left_otherwise);
  ADD ("deleted-leave-nothing", test_deleted_leave_nothing);
  ADD ("later-writes-bring-nothing-back", test_later_writes_bring_nothing_back);
  ADD ("copy-has-nothing-either", test_copy_has_nothing_either);
  ADD ("file-of-before-is-swept", test_file_of_before_is_swept);
  ADD ("reader-is-in-the-way", test_reader_is_in_the_way);
  ADD ("sweep-is-clean-at-every-fault", test_sweep_is_clean_at_every_fault);
  g_test_add_func ("/sql/gaps/gap-is-found", test_gap_is_found);
  return g_test_run ();
}
