/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program as its operator meets it: exit status, one sentence for each failure, a quiet end. */

#include <glib/gstdio.h>
#include <string.h>

#include "sql/db.h"
#include "support/certificates.h"
#include "support/plain-rights.h"
#include "support/server-process.h"

/* The program, from the environment. */
static const char *
program (void)
{
  const char *path = g_getenv ("ED_SERVER");

  g_assert_nonnull (path);
  return path;
}

typedef struct
{
  char *folder;
  char *data;
} Place;

static void
set_up (Place *place, gconstpointer unused)
{
  place->folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  place->data = g_build_filename (place->folder, "data", NULL);
}

static void
tear_down (Place *place, gconstpointer unused)
{
  ed_remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->data);
}

/* Runs the words of COMMAND, DIR standing for the data folder; answers the exit status. */
static int
run (Place *place, const char *command, char **output, char **errors)
{
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (gpointer) program ());
  for (char **word = words; *word != NULL; word++)
    g_ptr_array_add (argv, strcmp (*word, "DIR") == 0 ? place->data : *word);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output, errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

/* Runs it to a failure: STATUS, and one sentence that says SAID. */
static void
assert_fails (Place *place, const char *command, int status, const char *said)
{
  g_autofree char *output = NULL, *errors = NULL;

  g_assert_cmpint (run (place, command, &output, &errors), ==, status);
  g_test_message ("%s: %s", command, errors);
  g_assert_cmpstr (output, ==, "");
  g_assert_true (g_str_has_prefix (errors, "experts-dashboard-server: "));
  g_assert_true (strchr (errors, '\n') == errors + strlen (errors) - 1);
  g_assert_nonnull (strstr (errors, said));
}

static char *
assert_runs (Place *place, const char *command)
{
  g_autofree char *errors = NULL;
  char *output = NULL;

  g_assert_cmpint (run (place, command, &output, &errors), ==, 0);
  g_assert_cmpstr (errors, ==, "");
  return output;
}

#define INIT "init --data DIR --organisation O --zone Europe/Budapest --user u@x.example --name N"
#define SERVE "serve --data DIR --listen 127.0.0.1:0"

static void
test_wrong_calls_are_explained (Place *place, gconstpointer unused)
{
  static const struct
  {
    const char *command, *said;
  } rows[] = {
    { "dance", "there is no command dance" },
    { "init", "init needs" },
    { "init --data DIR --organisation O", "init needs" },
    { INIT " extra", "one word too many" },
    { "init --colour red", "--colour" },
    { INIT " --first-number 0", "the first number is 1 to" },
    { INIT " --first-number -3", "the first number is 1 to" },
    { INIT " --first-number 1000000000", "the first number is 1 to" },
    { INIT " --first-number many", "many" },
    { INIT " --language fr", "en, hu or de" },
    { "serve", "serve needs" },
    { "serve --data DIR", "serve needs" },
    { "serve --data DIR --listen 80", "80 is not ADDRESS:PORT" },
    { "serve --data DIR --listen example.org:80", "is not ADDRESS:PORT" },
    { "serve --data DIR --listen 127.0.0.1:65536", "is not ADDRESS:PORT" },
    { "serve --data DIR --listen 127.0.0.1:-1", "is not ADDRESS:PORT" },
    { SERVE " --certificate c.pem", "belong together" },
    { SERVE " --connections many", "many" },
    { SERVE " --mail-server mail.example --mail-from m@x.example", "need --url" },
    { "mail", "mail needs" },
    { "mail test", "needs --to" },
    { "mail test --to nobody", "needs --to" },
    { "mail test --to x@x.example", "needs a mail server" },
    { "account", "account needs" },
    { "account remove", "account needs" },
    { "account add --data DIR", "account add needs" },
    { "account list", "account list needs" },
    { "account suspend --data DIR", "account suspend needs" },
    { "config", "config needs" },
    { "backup", "backup needs" },
    { "backup-key", "backup-key needs" },
    { "restore --data DIR", "restore needs" },
    { "check", "check needs" },
    { "verify-audit", "verify-audit needs" },
    { "verify-audit --data DIR --noted 3:abc", "no seal of the form" },
    { "certificate", "certificate needs" },
    { "demo", "demo needs" },
    { "demo --data DIR --cases -1", "demo needs" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_fails (place, rows[i].command, 2, rows[i].said);
}

static void
test_help_and_version_are_given (Place *place, gconstpointer unused)
{
  g_autofree char *help = assert_runs (place, "--help");
  g_autofree char *version = assert_runs (place, "--version");
  g_autofree char *serve = assert_runs (place, "serve --help");

  g_assert_nonnull (strstr (help, "experts-dashboard-server init"));
  g_assert_nonnull (strstr (help, "experts-dashboard-server serve"));
  g_assert_true (g_str_has_prefix (version, "experts-dashboard-server "));
  g_assert_nonnull (strstr (serve, "--listen"));
}

static void
test_init_gives_a_password_once (Place *place, gconstpointer unused)
{
  g_autofree char *output = assert_runs (place, INIT);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  g_autofree char *path = g_build_filename (place->data, "organisation.db", NULL);
  g_autofree char *bytes = NULL;
  const char *password = lines[1] + strlen ("password: ");

  g_assert_cmpstr (lines[0], ==, "user: u@x.example");
  g_assert_true (g_str_has_prefix (lines[1], "password: "));
  g_assert_cmpuint (strlen (password), ==, 23);
  assert_fails (place, INIT, 1, "holds an organisation already");
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
}

/* The running numbers go on from a former system's. */
static void
test_init_begins_at_a_number (Place *place, gconstpointer unused)
{
  static const struct
  {
    const char *command;
    gint64 number;
  } rows[] = { { INIT, 1 },
               { INIT " --first-number 5001", 5001 },
               { INIT " --first-number 999999999", 999999999 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (place->data, "organisation.db", NULL);
      EdDbOptions options = { .path = path };
      g_autoptr (EdDb) db = NULL;
      g_autoptr (EdStatement) row = NULL;

      g_free (assert_runs (place, rows[i].command));
      db = ed_db_open (&options, NULL);
      row = ed_db_query (db, NULL, "SELECT next_number FROM organisation", "");
      g_assert_true (ed_statement_step (row, NULL));
      g_assert_cmpint (ed_statement_int (row, 0), ==, rows[i].number);
      g_clear_pointer (&row, ed_statement_done);
      g_clear_pointer (&db, ed_db_close);
      ed_remove_tree (place->data);
    }
}

static void
test_init_can_be_repeated_after_a_failure (Place *place, gconstpointer unused)
{
  assert_fails (place,
                "init --data DIR --organisation O --zone Europe/Nowhere --user u@x --name N",
                1,
                "Europe/Nowhere");
  assert_fails (place, SERVE, 1, "run init first");
  g_free (assert_runs (place, INIT));
}

static void
test_accounts_are_added (Place *place, gconstpointer unused)
{
  g_autofree char *output = NULL;

  g_free (assert_runs (place, INIT));
  output = assert_runs (place,
                        "account add --data DIR --user e@x.example --name E --role expert"
                        " --case-type legal --case-type financial");
  g_assert_nonnull (strstr (output, "password: "));
  assert_fails (place,
                "account add --data DIR --user E@x.example --name E --role expert",
                1,
                "there is an account e@x.example already");
  assert_fails (place,
                "account add --data DIR --user f@x.example --name E --role boss",
                2,
                "boss is no role");
  assert_fails (place,
                "account add --data DIR --user f@x.example --name E --role expert --case-type mad",
                2,
                "mad is no type of case");
}

static void
test_accounts_are_seen_to (Place *place, gconstpointer unused)
{
  g_autofree char *list = NULL, *password = NULL, *devices = NULL, *after = NULL;

  g_free (assert_runs (place, "demo --data DIR"));
  list = assert_runs (place, "account list --data DIR");
  g_assert_nonnull (strstr (list, "expert@demo.example\tactive\texpert\t"));
  g_free (assert_runs (place, "account suspend --data DIR --user EXPERT@demo.example"));
  after = assert_runs (place, "account list --data DIR");
  g_assert_nonnull (strstr (after, "expert@demo.example\tsuspended\texpert\t"));
  g_free (assert_runs (place, "account resume --data DIR --user expert@demo.example"));
  g_free (after);
  after = assert_runs (place, "account list --data DIR");
  g_assert_cmpstr (after, ==, list);
  password = assert_runs (place, "account reset-password --data DIR --user expert@demo.example");
  g_assert_true (g_str_has_prefix (password, "user: expert@demo.example\npassword: "));
  devices = assert_runs (place, "account revoke-devices --data DIR --user expert@demo.example");
  g_assert_nonnull (strstr (devices, " devices were withdrawn"));
  assert_fails (place, "account suspend --data DIR --user nobody@x.example", 1, "no account");
  g_free (assert_runs (place, "check --data DIR"));
}

static void
test_last_administrator_stays (Place *place, gconstpointer unused)
{
  g_free (assert_runs (place, INIT));
  assert_fails (place,
                "account suspend --data DIR --user u@x.example",
                1,
                "this is the last administrator");
}

static void
test_empty_folder_is_no_organisation (Place *place, gconstpointer unused)
{
  assert_fails (place, SERVE, 1, "run init first");
  g_assert_cmpint (g_mkdir (place->data, 0700), ==, 0);
  assert_fails (place, SERVE, 1, "run init first");
  assert_fails (place,
                "account add --data DIR --user e@x --name E --role expert",
                1,
                "run init first");
}

static void
test_file_is_no_folder (Place *place, gconstpointer unused)
{
  g_assert_true (g_file_set_contents (place->data, "x", 1, NULL));
  assert_fails (place, INIT, 1, "data");
  assert_fails (place, SERVE, 1, "run init first");
}

static void
test_nonsense_is_no_database (Place *place, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (place->data, "organisation.db", NULL);
  g_autofree char *nonsense = g_strnfill (8192, 'n');

  g_assert_cmpint (g_mkdir (place->data, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, nonsense, 8192, NULL));
  assert_fails (place, SERVE, 1, "organisation.db");
}

static void
test_newer_database_is_refused (Place *place, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (place->data, "organisation.db", NULL);
  EdDbOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  EdDb *db;

  g_free (assert_runs (place, INIT));
  db = ed_db_open (&options, &error);
  g_assert_no_error (error);
  ed_db_exec (db, "UPDATE schema_version SET version = 1000", &error);
  g_assert_no_error (error);
  ed_db_close (db);
  assert_fails (place, SERVE, 1, "newer");
}

static void
test_read_only_folder_is_said (Place *place, gconstpointer unused)
{
  if (!ed_test_with_plain_rights ())
    return;
  g_free (assert_runs (place, INIT));
  g_assert_cmpint (g_chmod (place->data, 0500), ==, 0);
  assert_fails (place, SERVE, 1, place->data);
  g_chmod (place->data, 0700);
}

/* What PATTERN's first group is in TEXT; free it. */
static char *
find_group (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* The running server seals by itself; what is read then is read beside it. */
static void
test_audit_is_sealed_and_verified (Place *place, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (place->data, "organisation.db", NULL);
  EdDbOptions options = { .path = path };
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  g_autofree char *head = NULL, *noted = NULL, *forged = NULL;
  g_autoptr (EdDb) db = NULL;
  EdServerProcess *server;

  assert_fails (place, "verify-audit --data DIR", 1, "holds no organisation");
  g_free (assert_runs (place, INIT));
  server = ed_server_process_start (program (), place->data, 0);
  while (head == NULL)
    {
      g_autofree char *output = assert_runs (place, "verify-audit --data DIR");

      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      head = find_group (output, "last seal: (1:[0-9a-f]{64})");
    }
  noted = g_strconcat ("verify-audit --data DIR --noted ", head, NULL);
  g_free (assert_runs (place, noted));
  ed_server_process_stop (server);
  head[2] = head[2] == '0' ? '1' : '0';
  forged = g_strconcat ("verify-audit --data DIR --noted ", head, NULL);
  assert_fails (place, forged, 1, "seal 1 is not the one that was noted");
  db = ed_db_open (&options, NULL);
  g_assert_true (ed_db_exec (db, "UPDATE audit SET what = 'nothing' WHERE id = 1", NULL));
  assert_fails (place, "verify-audit --data DIR", 1, "row 1 (seal 1) was changed");
}

static void
test_second_instance_is_refused (Place *place, gconstpointer unused)
{
  EdServerProcess *server;

  g_free (assert_runs (place, INIT));
  server = ed_server_process_start (program (), place->data, 0);
  assert_fails (place, SERVE, 1, "another experts-dashboard-server is using");
  assert_fails (place,
                "account add --data DIR --user e@x --name E --role expert",
                1,
                "another experts-dashboard-server is using");
  ed_server_process_stop (server);
}

static void
test_port_in_use_is_said (Place *place, gconstpointer unused)
{
  g_autofree char *second = g_build_filename (place->folder, "second", NULL);
  EdServerProcess *server;
  Place other = { place->folder, second };
  g_autofree char *command = NULL;

  g_free (assert_runs (place, INIT));
  g_free (assert_runs (&other, INIT));
  server = ed_server_process_start (program (), place->data, 0);
  command =
      g_strdup_printf ("serve --data DIR --listen 127.0.0.1:%u", ed_server_process_port (server));
  assert_fails (&other, command, 1, "in use");
  ed_server_process_stop (server);
}

static void
test_demonstration_stays_on_loopback (Place *place, gconstpointer unused)
{
  g_free (assert_runs (place, "demo --data DIR"));
  assert_fails (place, "serve --data DIR --listen 0.0.0.0:0", 1, "this machine only");
  assert_fails (place, "serve --data DIR --listen [::]:0", 1, "this machine only");
  assert_fails (place, "demo --data DIR", 1, "holds an organisation already");
}

/* Beyond this machine there is no plain http: without a certificate the server makes one, for this
 * user alone to read. */
static void
test_plain_http_stays_on_loopback (Place *place, gconstpointer unused)
{
  static const char *const files[] = { "ca.pem", "ca-key.pem", "server.pem", "server-key.pem" };
  EdServerProcess *server;

  g_free (assert_runs (place, INIT));
  assert_fails (place, "demo --data DIR --cases 5", 1, "holds a real organisation");
  assert_fails (place, "certificate --data DIR", 1, "no certificate of its own yet");
  server = ed_server_process_start_with (program (), place->data, 0, "--listen 0.0.0.0:0");
  g_assert_true (g_str_has_prefix (ed_server_process_url (server), "https://0.0.0.0:"));
  ed_server_process_stop (server);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (place->data, "tls", files[i], NULL);
      GStatBuf buffer;

      g_assert_cmpint (g_stat (path, &buffer), ==, 0);
      g_assert_cmpint (buffer.st_mode & 0777, ==, 0600);
    }
}

static gboolean
accept_any (void)
{
  return TRUE;
}

/* The certificate that a caller at PORT is shown. */
static char *
show_certificate (guint port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) plain = NULL;
  g_autoptr (GIOStream) secure = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  char *pem = NULL;

  plain = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) port, NULL, &error);
  g_assert_no_error (error);
  secure = g_tls_client_connection_new (G_IO_STREAM (plain), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (secure, "accept-certificate", G_CALLBACK (accept_any), NULL);
  g_tls_connection_handshake (G_TLS_CONNECTION (secure), NULL, &error);
  g_assert_no_error (error);
  certificate = g_object_ref (g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (secure)));
  g_object_get (certificate, "certificate-pem", &pem, NULL);
  return pem;
}

/* Files that change are shown from then on, on a server that goes on; files that make no sense are
 * not. */
static void
test_certificate_is_read_again (Place *place, gconstpointer unused)
{
  g_autofree char *chain = g_build_filename (place->folder, "chain.pem", NULL);
  g_autofree char *key = g_build_filename (place->folder, "key.pem", NULL);
  g_autofree char *options = g_strdup_printf ("--certificate %s --key %s", chain, key);
  g_auto (EdTestCertificate) first = { 0 }, second = { 0 };
  g_autofree char *shown = NULL;
  EdServerProcess *server;

  ed_test_certificate_make (&first, "127.0.0.1", -3600, 3600);
  ed_test_certificate_make (&second, "127.0.0.1", -3600, 3600);
  g_assert_true (g_file_set_contents (chain, first.certificate, -1, NULL));
  g_assert_true (g_file_set_contents (key, first.key, -1, NULL));
  g_free (assert_runs (place, INIT));
  server = ed_server_process_start_with (program (), place->data, 0, options);
  shown = show_certificate (ed_server_process_port (server));
  g_assert_cmpstr (shown, ==, first.certificate);

  /* Half of the change: the key is not that of the certificate. */
  g_assert_true (g_file_set_contents (chain, second.certificate, -1, NULL));
  ed_server_process_reload (server);
  g_free (shown);
  shown = show_certificate (ed_server_process_port (server));
  g_assert_cmpstr (shown, ==, first.certificate);

  g_assert_true (g_file_set_contents (key, second.key, -1, NULL));
  do
    {
      ed_server_process_reload (server);
      g_free (shown);
      shown = show_certificate (ed_server_process_port (server));
    }
  while (strcmp (shown, second.certificate) != 0);
  ed_server_process_stop (server);
}

static void
test_bad_certificate_is_said (Place *place, gconstpointer unused)
{
  g_autofree char *nonsense = g_build_filename (place->folder, "nonsense.pem", NULL);
  g_autofree char *missing =
      g_strdup_printf (SERVE " --certificate %s/none.pem --key %s", place->folder, nonsense);
  g_autofree char *bad = g_strdup_printf (SERVE " --certificate %s --key %s", nonsense, nonsense);

  g_free (assert_runs (place, INIT));
  g_assert_true (g_file_set_contents (nonsense, "no certificate", -1, NULL));
  assert_fails (place, missing, 1, "none.pem");
  assert_fails (place, bad, 1, "no certificate in PEM");
}

static void
test_config_file_is_read (Place *place, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (place->folder, "config", NULL);
  g_autofree char *text =
      g_strdup_printf ("[server]\ndata=%s\nlisten=0.0.0.0:0\ncertificate=%s/none.pem\nkey=none\n",
                       place->data,
                       place->folder);
  g_autofree char *command = g_strdup_printf ("serve --config %s", path);
  g_autofree char *missing = g_strdup_printf ("serve --config %s/none", place->folder);

  g_free (assert_runs (place, INIT));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  assert_fails (place, command, 1, "none.pem");
  assert_fails (place, missing, 1, "none");
}

/* SIGTERM ends it well, and what it had is there again; so it is after a kill. */
static void
test_server_ends_and_begins_again (Place *place, gconstpointer unused)
{
  g_free (assert_runs (place, "demo --data DIR"));
  ed_server_process_stop (ed_server_process_start (program (), place->data, 0));
  ed_server_process_kill (ed_server_process_start (program (), place->data, 0));
  ed_server_process_stop (ed_server_process_start (program (), place->data, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/program/" path, Place, NULL, set_up, function, tear_down)
  ADD ("wrong-calls-are-explained", test_wrong_calls_are_explained);
  ADD ("help-and-version-are-given", test_help_and_version_are_given);
  ADD ("init-gives-a-password-once", test_init_gives_a_password_once);
  ADD ("init-begins-at-a-number", test_init_begins_at_a_number);
  ADD ("init-can-be-repeated-after-a-failure", test_init_can_be_repeated_after_a_failure);
  ADD ("accounts-are-added", test_accounts_are_added);
  ADD ("accounts-are-seen-to", test_accounts_are_seen_to);
  ADD ("last-administrator-stays", test_last_administrator_stays);
  ADD ("empty-folder-is-no-organisation", test_empty_folder_is_no_organisation);
  ADD ("file-is-no-folder", test_file_is_no_folder);
  ADD ("nonsense-is-no-database", test_nonsense_is_no_database);
  ADD ("newer-database-is-refused", test_newer_database_is_refused);
  ADD ("read-only-folder-is-said", test_read_only_folder_is_said);
  ADD ("second-instance-is-refused", test_second_instance_is_refused);
  ADD ("audit-is-sealed-and-verified", test_audit_is_sealed_and_verified);
  ADD ("port-in-use-is-said", test_port_in_use_is_said);
  ADD ("demonstration-stays-on-loopback", test_demonstration_stays_on_loopback);
  ADD ("plain-http-stays-on-loopback", test_plain_http_stays_on_loopback);
  ADD ("certificate-is-read-again", test_certificate_is_read_again);
  ADD ("bad-certificate-is-said", test_bad_certificate_is_said);
  ADD ("config-file-is-read", test_config_file_is_read);
  ADD ("server-ends-and-begins-again", test_server_ends_and_begins_again);
  return g_test_run ();
}
