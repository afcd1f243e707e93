/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every write path at every fault point: the n-th call to the disk fails, for n = 1, 2, 3 … until
 * none is left. What is then on the disk is the state before or the state after, whole; and after a
 * single failure that was told to the caller the state before. */

#include "sql/migrate.h"
#include "support/fault-vfs.h"

#include <glib/gstdio.h>

static const guint8 key[32] = "0123456789abcdef0123456789abcde";
static const guint8 other_key[32] = "fedcba9876543210fedcba987654321";

static const EdMigration migrations[] = {
  { 1, "CREATE TABLE t (n BIGINT PRIMARY KEY, a TEXT)" },
  { 2, "CREATE INDEX t_a ON t (a); INSERT INTO t VALUES (1, 'one'), (2, 'two')" },
  { 3, "CREATE TABLE u (n BIGINT); INSERT INTO u VALUES (7)" },
};

typedef enum
{
  UNDONE, /* a single failure that is told leaves the state before */
  EITHER, /* … or the state after */
  STEPS,  /* … or one between */
} Failure;

typedef struct
{
  const char *name;
  guint version; /* of the database at the start */
  gboolean (*run) (EdDb *db, GError **error);
  const char *before, *after; /* what read_state() says */
  Failure failure;
} Path;

static char *
read_value (EdDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdStatement) statement = ed_db_prepare (db, sql, NULL);

  if (statement == NULL)
    return g_strdup ("-");
  g_assert_true (ed_statement_step (statement, &error));
  return g_strdup (ed_statement_text (statement, 0));
}

/* "version/rows of t/rows of u", "new key" in front when it is the other one. */
static char *
read_state (const char *path)
{
  EdDbOptions options = { .path = path, .key = key, .vfs = ED_FAULT_VFS };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) db = ed_db_open (&options, &error);
  g_autofree char *version = NULL;
  g_autofree char *t = NULL;
  g_autofree char *u = NULL;
  g_autofree char *whole = NULL;
  const char *prefix = "";

  if (g_error_matches (error, ED_DB_ERROR, ED_DB_ERROR_KEY))
    {
      g_clear_error (&error);
      options.key = other_key;
      prefix = "new key ";
      db = ed_db_open (&options, &error);
    }
  g_assert_no_error (error);
  whole = read_value (db, "PRAGMA integrity_check");
  g_assert_cmpstr (whole, ==, "ok");
  version = read_value (db, "SELECT version FROM schema_version");
  t = read_value (db, "SELECT group_concat(a, ' ') FROM (SELECT a FROM t ORDER BY n)");
  u = read_value (db, "SELECT sum(n) FROM u");
  return g_strdup_printf ("%s%s/%s/%s", prefix, version, t, u);
}

static gboolean
insert_rows (EdDb *db, GError **error)
{
  for (int i = 3; i <= 4; i++)
    {
      EdStatement *insert = ed_db_prepare (db, "INSERT INTO t VALUES ($1, $2)", error);

      if (insert == NULL)
        return FALSE;
      ed_statement_bind_int (insert, 1, i);
      ed_statement_bind_text (insert, 2, i == 3 ? "three" : "four");
      if (!ed_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_transaction (EdDb *db, GError **error)
{
  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  if (insert_rows (db, error))
    return ed_db_commit (db, error);
  ed_db_rollback (db);
  return FALSE;
}

/* A savepoint that is undone between two that stay; one that fails is undone and the others kept.
 */
static gboolean
run_savepoints (EdDb *db, GError **error)
{
  gboolean done;

  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  done = ed_db_savepoint (db, error);
  if (done)
    {
      done = ed_db_exec (db, "INSERT INTO t VALUES (3, 'undone'), (9, 'undone')", error);
      ed_db_rollback_savepoint (db);
    }
  if (done)
    done = ed_db_savepoint (db, error) && insert_rows (db, error) && ed_db_release (db, error);
  if (done)
    return ed_db_commit (db, error);
  ed_db_rollback (db);
  return FALSE;
}

static gboolean
run_checkpoint (EdDb *db, GError **error)
{
  return run_transaction (db, error) && ed_db_checkpoint (db, error);
}

/* More than the page cache holds: pages go to the log before the commit. */
static gboolean
run_large (EdDb *db, GError **error)
{
  if (!ed_db_begin (db, TRUE, error))
    return FALSE;
  if (ed_db_exec (db,
                  "PRAGMA cache_size = 5;"
                  "CREATE TABLE bulk (b BLOB);"
                  "INSERT INTO bulk SELECT zeroblob (9000) FROM t, t AS s;"
                  "UPDATE t SET a = 'large'",
                  error))
    return ed_db_commit (db, error);
  ed_db_rollback (db);
  return FALSE;
}

static gboolean
run_migration (EdDb *db, GError **error)
{
  return ed_db_migrate (db, migrations, 3, error);
}

static gboolean
run_rekey (EdDb *db, GError **error)
{
  return ed_db_rekey (db, other_key, error);
}

static const Path paths[] = {
  { "transaction", 2, run_transaction, "2/one two/-", "2/one two three four/-" },
  { "savepoints", 2, run_savepoints, "2/one two/-", "2/one two three four/-" },
  { "checkpoint", 2, run_checkpoint, "2/one two/-", "2/one two three four/-", STEPS },
  { "large", 2, run_large, "2/one two/-", "2/large large/-" },
  { "one-migration", 2, run_migration, "2/one two/-", "3/one two/7" },
  { "first-migration", 0, run_migration, "-/-/-", "3/one two/7", STEPS },
  { "rekey", 3, run_rekey, "3/one two/7", "new key 3/one two/7", EITHER },
};

static void
remove_if_there (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);

  g_remove (name);
}

static void
make_template (const Path *write_path, const char *file)
{
  EdDbOptions options = { .path = file, .key = key, .vfs = ED_FAULT_VFS };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDb) db = ed_db_open (&options, &error);

  g_assert_no_error (error);
  g_assert_true (ed_db_migrate (db, migrations, write_path->version, &error));
  g_assert_no_error (error);
}

/* TRUE when the fault came. */
static gboolean
try_once (const Path *write_path,
          const char *template,
          const char *file,
          guint nth,
          EdFaultKind kind,
          gboolean lasts)
{
  EdDbOptions options = { .path = file, .key = key, .vfs = ED_FAULT_VFS };
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *state = NULL;
  gsize length = 0;
  gboolean failed;
  gboolean done = FALSE;
  EdDb *db;

  g_assert_true (g_file_get_contents (template, &content, &length, NULL));
  g_assert_true (g_file_set_contents_full (file,
                                           content,
                                           (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE,
                                           0600,
                                           NULL));
  remove_if_there (file, "-wal");
  remove_if_there (file, "-shm");

  ed_fault_vfs_arm (nth, kind, lasts);
  db = ed_db_open (&options, &error);
  if (db != NULL)
    {
      done = write_path->run (db, &error);
      g_assert_true (done == (error == NULL));
    }
  ed_db_close (db);
  failed = ed_fault_vfs_disarm ();

  if (!done)
    g_assert_true (g_error_matches (error, ED_DB_ERROR, ED_DB_ERROR_IO)
                   || g_error_matches (error, ED_DB_ERROR, ED_DB_ERROR_FULL));
  state = read_state (file);
  if (!failed)
    g_assert_true (done);
  if (done)
    g_assert_cmpstr (state, ==, write_path->after);
  else if (write_path->failure == UNDONE && !lasts)
    g_assert_cmpstr (state, ==, write_path->before);
  else if (write_path->failure != STEPS)
    g_assert_true (g_str_equal (state, write_path->before)
                   || g_str_equal (state, write_path->after));
  return failed;
}

static void
test_path_is_clean_at_every_fault (gconstpointer data)
{
  const Path *write_path = data;
  g_autofree char *folder = g_dir_make_tmp ("ed-faults-XXXXXX", NULL);
  g_autofree char *template = g_build_filename (folder, "template.db", NULL);
  g_autofree char *file = g_build_filename (folder, "test.db", NULL);

  make_template (write_path, template);
  for (int variant = 0; variant < 4; variant++)
    {
      EdFaultKind kind = variant % 2 == 0 ? ED_FAULT_IO : ED_FAULT_FULL;
      guint nth = 1;

      while (try_once (write_path, template, file, nth, kind, variant >= 2))
        nth++;
      g_assert_cmpuint (nth, >, 3);
      g_test_message ("%s: %u fault points", write_path->name, nth - 1);
    }
  g_remove (template);
  remove_if_there (file, "");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* After the engine has given up a transaction, nothing more is written outside of it. */
static void
test_lost_transaction_takes_no_more (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ed-faults-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "test.db", NULL);
  EdDbOptions options = { .path = file, .key = key, .vfs = ED_FAULT_VFS };
  g_autoptr (GError) error = NULL;
  EdDb *db = ed_db_open (&options, &error);
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  g_assert_true (ed_db_exec (db, "CREATE TABLE t (n BIGINT); PRAGMA cache_size = 5", NULL));
  g_assert_true (ed_db_begin (db, TRUE, NULL));
  g_assert_true (ed_db_exec (db, "INSERT INTO t VALUES (1)", NULL));
  ed_fault_vfs_arm (1, ED_FAULT_FULL, FALSE);
  g_assert_false (ed_db_exec (db,
                              "CREATE TABLE bulk (b BLOB);"
                              "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c"
                              " LIMIT 20) INSERT INTO bulk SELECT zeroblob (9000) FROM c",
                              &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FULL);
  g_clear_error (&error);
  g_assert_true (ed_fault_vfs_disarm ());

  g_assert_false (ed_db_exec (db, "INSERT INTO t VALUES (2)", &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (ed_db_savepoint (db, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FULL);
  g_clear_error (&error);
  g_assert_null (ed_db_prepare (db, "INSERT INTO t VALUES (3)", NULL));
  g_assert_false (ed_db_commit (db, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FULL);

  g_assert_true (ed_db_exec (db, "INSERT INTO t VALUES (4)", NULL));
  rows = read_value (db, "SELECT group_concat(n) FROM t");
  g_assert_cmpstr (rows, ==, "4");
  ed_db_close (db);
  g_remove (file);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ed_fault_vfs_register ();

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = g_strconcat ("/sql/faults/", paths[i].name, NULL);

      g_test_add_data_func (path, &paths[i], test_path_is_clean_at_every_fault);
    }
  g_test_add_func ("/sql/faults/lost-transaction-takes-no-more",
                   test_lost_transaction_takes_no_more);
  return g_test_run ();
}
