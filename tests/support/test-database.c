/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-database.h"

#include <string.h>

#include "server/schema.h"
#include "sql/postgres.h"

#define TEMPLATE "current"
#define LOCK "SELECT pg_advisory_lock (261)"
#define KILL                                                      \
  "SELECT pg_terminate_backend (pid, 5000) FROM pg_stat_activity" \
  " WHERE datname = '%s' AND pid <> pg_backend_pid ()"
#define UNLOCK "SELECT pg_advisory_unlock (261)"

/* Databases are made by the name of who makes them: several tests run at once. */
static char *
make_name (void)
{
  g_autofree char *id = g_uuid_string_random ();

  return g_strconcat ("t", id, NULL);
}

/* The URL of database NAME on the server. */
static char *
make_url (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (g_getenv ("ED_TEST_POSTGRES"), "/postgres?", 2);

  g_assert_nonnull (parts[1]);
  return g_strdup_printf ("%s/%s?%s", parts[0], name, parts[1]);
}

static char *
find_name (const char *url)
{
  const char *name = strstr (url, ":///");

  g_assert_nonnull (name);
  return g_strndup (name + 4, strcspn (name + 4, "?"));
}

static void
run (EdDb *db, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  va_list words;

  va_start (words, format);
  sql = g_strdup_vprintf (format, words);
  va_end (words);
  ed_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

EdDb *
ed_test_database_open (const char *url)
{
  EdDbOptions options = { .path = url };
  EdDb *db;

  do
    {
      g_autoptr (GError) error = NULL;

      db = ed_postgres_open (&options, &error);
      if (db == NULL)
        g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_AWAY);
    }
  while (db == NULL);
  return db;
}

static EdDb *
open_server (void)
{
  return ed_test_database_open (g_getenv ("ED_TEST_POSTGRES"));
}

char *
ed_test_database_new (void)
{
  g_autofree char *name = NULL;
  g_autoptr (EdDb) server = NULL;

  if (g_getenv ("ED_TEST_POSTGRES") == NULL)
    return NULL;
  server = open_server ();
  name = make_name ();
  run (server, "CREATE DATABASE \"%s\"", name);
  return make_url (name);
}

static gboolean
has_database (EdDb *server, const char *name)
{
  g_autoptr (EdStatement) row =
      ed_db_query (server, NULL, "SELECT 1 FROM pg_database WHERE datname = $1", "t", name);

  return ed_statement_step (row, NULL);
}

/* What the others are copies of; made by the first that needs it. */
static void
make_template (EdDb *server)
{
  g_autofree char *url = make_url (TEMPLATE "_draft");
  g_autoptr (GError) error = NULL;

  run (server, LOCK);
  if (!has_database (server, TEMPLATE))
    {
      g_autoptr (EdDb) db = NULL;

      run (server, "CREATE DATABASE " TEMPLATE "_draft");
      db = ed_test_database_open (url);
      ed_db_migrate (db, ed_server_migrations, ed_server_n_migrations, &error);
      g_assert_no_error (error);
      g_clear_pointer (&db, ed_db_close);
      run (server, "ALTER DATABASE " TEMPLATE "_draft RENAME TO " TEMPLATE);
    }
  run (server, UNLOCK);
}

/* Of one database only one copy can be made at a time. */
static char *
copy (EdDb *server, const char *from)
{
  g_autofree char *name = make_name ();

  run (server, LOCK);
  run (server, "CREATE DATABASE \"%s\" TEMPLATE \"%s\"", name, from);
  run (server, UNLOCK);
  return make_url (name);
}

char *
ed_test_database_new_current (void)
{
  g_autoptr (EdDb) server = NULL;

  if (g_getenv ("ED_TEST_POSTGRES") == NULL)
    return NULL;
  server = open_server ();
  make_template (server);
  return copy (server, TEMPLATE);
}

char *
ed_test_database_copy (const char *url)
{
  g_autoptr (EdDb) server = open_server ();
  g_autofree char *name = find_name (url);

  ed_test_database_kill_connections (url);
  return copy (server, name);
}

char *
ed_test_database_option (const char *url)
{
  return url != NULL ? g_strconcat ("--database ", url, NULL) : NULL;
}

void
ed_test_database_drop (char *url)
{
  g_autoptr (EdDb) server = NULL;
  g_autofree char *name = NULL;

  if (url == NULL)
    return;
  server = open_server ();
  name = find_name (url);
  run (server, "DROP DATABASE \"%s\" WITH (FORCE)", name);
  g_free (url);
}

void
ed_test_database_kill_connections (const char *url)
{
  g_autoptr (EdDb) server = open_server ();
  g_autofree char *name = find_name (url);

  run (server, KILL, name);
}

void
ed_test_database_cut (const char *url)
{
  EdDbOptions options = { .path = g_getenv ("ED_TEST_POSTGRES") };
  g_autoptr (EdDb) server = ed_postgres_open (&options, NULL);
  g_autofree char *name = find_name (url);
  g_autofree char *sql = g_strdup_printf (KILL, name);

  if (server != NULL)
    ed_db_exec (server, sql, NULL);
}
