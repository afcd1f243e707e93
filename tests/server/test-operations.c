/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What operators see of the real program: health, figures, logs, and what is wrong with settings.
 */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "server/log.h"
#include "support/server-process.h"

/* A name, a problem, an address: none of them may ever be in a log. */
#define CANARY "Kanarienvogel"

static const char *
program (void)
{
  return g_getenv ("ED_SERVER");
}

typedef struct
{
  char *folder, *data, *log;
  GSubprocess *process;
  GDataInputStream *output;
  guint port, admin;
} Place;

static guint
read_port (Place *place, const char *beginning)
{
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (place->output, NULL, NULL, NULL);

      g_assert_nonnull (line);
      if (g_str_has_prefix (line, beginning))
        return (guint) g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
    }
}

/* Serves demonstration data; a mail server that is not there gives it something to log. */
static void
set_up (Place *place, gconstpointer unused)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("ed-operations-XXXXXX", NULL);
  place->data = g_build_filename (place->folder, "data", NULL);
  place->log = g_build_filename (place->folder, "log", NULL);
  g_free (ed_server_command (program (), "demo", "--data", place->data, NULL));
  g_subprocess_launcher_set_stderr_file_path (launcher, place->log);
  place->process = g_subprocess_launcher_spawn (launcher,
                                                &error,
                                                "setpriv",
                                                "--pdeathsig",
                                                "KILL",
                                                "--",
                                                program (),
                                                "serve",
                                                "--data",
                                                place->data,
                                                "--listen",
                                                "127.0.0.1:0",
                                                "--admin",
                                                "127.0.0.1:0",
                                                "--mail-server",
                                                "127.0.0.1",
                                                "--mail-port",
                                                "1",
                                                "--mail-security",
                                                "none",
                                                "--mail-from",
                                                CANARY "@demo.example",
                                                "--url",
                                                "https://demo.example",
                                                NULL);
  g_assert_no_error (error);
  place->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (place->process));
  place->admin = read_port (place, "operators ask ");
  place->port = read_port (place, "listening on ");
}

static void
stop (Place *place)
{
  g_autoptr (GError) error = NULL;

  if (place->process == NULL)
    return;
  g_subprocess_send_signal (place->process, 15);
  g_subprocess_wait_check (place->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&place->output);
  g_clear_object (&place->process);
}

static void
tear_down (Place *place, gconstpointer unused)
{
  stop (place);
  ed_remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->data);
  g_free (place->log);
}

/* The whole answer. */
static char *
ask (guint port, const char *method, const char *path, const char *headers, const char *body)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) port, NULL, NULL);
  g_autofree char *request = g_strdup_printf (
      "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sContent-Length: %" G_GSIZE_FORMAT
      "\r\n\r\n%s",
      method,
      path,
      headers,
      strlen (body),
      body);
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  GInputStream *in;
  char buffer[4096];
  gssize n;

  g_assert_nonnull (connection);
  in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             request,
                             strlen (request),
                             NULL,
                             NULL,
                             NULL);
  while ((n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (answer, (const guint8 *) buffer, (guint) n);
  return g_strndup ((const char *) answer->data, answer->len);
}

static void
assert_says (guint port, const char *path, const char *status, const char *said)
{
  g_autofree char *answer = ask (port, "GET", path, "", "");

  g_assert_true (g_str_has_prefix (answer, status));
  g_assert_nonnull (strstr (answer, said));
}

#define JSON "Content-Type: application/json\r\n"
#define DEVICE "d0000000-0000-4000-8000-00000000d00d"

static char *
sign_in (Place *place)
{
  g_autofree char *answer =
      ask (place->port,
           "POST",
           "/v1/sessions",
           JSON,
           "{\"user\":\"coordinator@demo.example\",\"password\":\"demonstration-only\","
           "\"device\":{\"id\":\"" DEVICE "\",\"name\":\"" CANARY "\"}}");
  const char *token = strstr (answer, "\"token\":\"");

  g_assert_nonnull (token);
  token += strlen ("\"token\":\"");
  return g_strndup (token, strcspn (token, "\""));
}

static char *
push (Place *place, const char *token, const char *command)
{
  g_autofree char *headers =
      g_strdup_printf (JSON "Authorization: Bearer %s\r\nX-Device: " DEVICE "\r\n", token);
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"" DEVICE "\",\"commands\":[%s]}", command);

  return ask (place->port, "POST", "/v1/commands", headers, body);
}

#define CREATE(n, args)                                                                          \
  "{\"id\":\"c0000000-0000-4000-8000-00000000000" n "\",\"seq\":" n ",\"type\":\"case.create\"," \
  "\"v\":1,\"target\":{\"case\":\"a0000000-0000-4000-8000-00000000000" n "\"},"                  \
  "\"done_at\":\"2020-03-18T19:44:00.000Z\",\"args\":" args "}"

static void
test_operators_are_told (Place *place, gconstpointer unused)
{
  g_autofree char *token = sign_in (place);
  g_autofree char *answer = NULL, *refused = NULL;

  assert_says (place->admin, "/healthz", "HTTP/1.1 200 ", "ok");
  assert_says (place->admin, "/readyz", "HTTP/1.1 200 ", "ok");
  assert_says (place->admin, "/v1/hello", "HTTP/1.1 404 ", "problem+json");
  assert_says (place->port, "/readyz", "HTTP/1.1 200 ", "ok");
  assert_says (place->port, "/metrics", "HTTP/1.1 404 ", "problem+json");
  answer = push (place,
                 token,
                 CREATE ("1",
                         "{\"company_name\":\"S\",\"client_alias\":\"" CANARY "\",\"type\":"
                         "\"legal\",\"problem_details\":\"" CANARY "\"}"));
  g_assert_nonnull (strstr (answer, "\"applied\""));
  refused = push (place, token, CREATE ("2", "{\"client_alias\":\"" CANARY "\"}"));
  g_assert_nonnull (strstr (refused, "\"rejected\""));
  assert_says (place->admin,
               "/metrics",
               "HTTP/1.1 200 ",
               "\nexperts_dashboard_commands_total{status=\"applied\"} 1\n"
               "experts_dashboard_commands_total{status=\"rejected\"} 1\n");
  assert_says (place->admin,
               "/metrics",
               "HTTP/1.1 200 ",
               "\nexperts_dashboard_requests_total{call=\"/v1/commands\",status=\"2xx\"} 2\n");
  assert_says (place->admin, "/metrics", "HTTP/1.1 200 ", "\nexperts_dashboard_mails_waiting ");
  assert_says (place->admin,
               "/metrics",
               "HTTP/1.1 200 ",
               "\nexperts_dashboard_feed_behind_transactions 0\n");
}

/* Whatever comes in, right or wrong, what is logged of it has no content and nobody's name. */
static void
test_logs_name_nobody (Place *place, gconstpointer unused)
{
  static const struct
  {
    const char *method, *path, *headers, *body;
  } rows[] = {
    { "POST",
      "/v1/sessions",
      JSON,
      "{\"user\":\"" CANARY "\",\"password\":\"" CANARY "\",\"device\":"
      "{\"id\":\"" DEVICE "\",\"name\":\"n\"}}" },
    { "POST", "/v1/sessions", JSON, "{\"user\":\"" CANARY },
    { "POST", "/v1/password/reset", JSON, "{\"user\":\"expert@demo.example\"}" },
    { "POST", "/v1/password/reset", JSON, "{\"user\":\"" CANARY "@demo.example\"}" },
    { "GET", "/open/account/" CANARY, "", "" },
    { "GET", "/v1/feed?after=" CANARY, "Authorization: Bearer " CANARY "\r\n", "" },
    { "GET", "/" CANARY "?" CANARY "=" CANARY, "X-" CANARY ": " CANARY "\r\n", "" },
  };
  g_autofree char *token = sign_in (place);
  g_autofree char *log = NULL;
  gint64 end = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_free (ask (place->port, rows[i].method, rows[i].path, rows[i].headers, rows[i].body));
  g_free (push (place,
                token,
                CREATE ("1",
                        "{\"company_name\":\"" CANARY "\",\"client_alias\":\"" CANARY "\",\"type\":"
                        "\"legal\",\"problem_details\":\"" CANARY "\",\"email\":\"" CANARY
                        "@x.example\"}")));
  g_free (push (place, token, CREATE ("2", "{\"" CANARY "\":\"" CANARY "\"}")));
  g_free (push (place, token, "{\"" CANARY));
  /* The mail that was asked for cannot leave: that is logged. */
  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
      g_free (log);
      g_assert_true (g_file_get_contents (place->log, &log, NULL, NULL));
    }
  while (strstr (log, "level=warning message=\"") == NULL);
  stop (place);
  g_free (log);
  g_assert_true (g_file_get_contents (place->log, &log, NULL, NULL));
  g_test_message ("%s", log);
  g_assert_null (strstr (log, CANARY));
  g_assert_null (strstr (log, "expert@"));
  g_assert_null (strstr (log, token));
}

static void
test_log_lines_are_clean (void)
{
  static const struct
  {
    const char *message, *line;
  } rows[] = {
    { "a transaction does not commit: disk full", "a transaction does not commit: disk full" },
    { "550 <anna.kiss@example.org>: no such user", "550 <[address]>: no such user" },
    { "to=anna@x, b@y; c", "[address], [address]; c" },
    { "two\nlines\t\"quoted\" \\", "two lines \\\"quoted\\\" \\\\" },
    { "bad \xff byte", "bad \xef\xbf\xbd byte" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = ed_log_clean (rows[i].message);

      g_assert_cmpstr (line, ==, rows[i].line);
    }
}

static void
test_settings_are_checked (void)
{
  static const struct
  {
    const char *text, *said; /* NULL: good */
  } rows[] = {
    { "[server]\ndata=d\nlisten=127.0.0.1:8080\n", NULL },
    { "[server]\ndata=d\nlisten=0.0.0.0:443\nconnections=100\nadmin=127.0.0.1:9000\n", NULL },
    { "[server]\ndata=d\nlisten=127.0.0.1:8080\nconections=100\n", "[server] conections= is no" },
    { "[sever]\ndata=d\n", "[sever] data= is no setting" },
    { "[server]\ndata=d\nlisten=8080\n", "needs data=, listen=" },
    { "[server]\nlisten=127.0.0.1:8080\n", "needs data=, listen=" },
    { "[server]\ndata=d\nlisten=127.0.0.1:1\ncertificate=c\n", "certificate= and key=" },
    { "[server]\ndata=d\nlisten=127.0.0.1:1\ncertificate=/none/c\nkey=k\n", "/none/c" },
    { "[server]\ndata=d\nlisten=127.0.0.1:1\n[mail]\nserver=m.example\n", "need a sender" },
    { "[server]\ndata=d\nlisten=127.0.0.1:1\n[mail]\nserver=m.example\nfrom=a@b.example\n",
      "need url=" },
    { "nonsense", "nonsense" },
    /* What is no value of its key must not be the usual. */
    { "[server]\ndata=/d\nlisten=127.0.0.1:1\nbehind-proxy=yes\n", "behind-proxy" },
    { "[server]\ndata=/d\nlisten=127.0.0.1:1\ntls=on\n", "tls" },
    { "[server]\ndata=/d\nlisten=127.0.0.1:1\nconnections=many\n", "connections" },
    { "[server]\ndata=/d\nlisten=127.0.0.1:1\nper-address=-1\n", "per-address" },
    { "[server]\ndata=/d\nlisten=127.0.0.1:1\nasks-per-second=99999999999\n", "asks-per-second" },
    { "[server]\ndata=/d\nlisten=127.0.0.1:1\n[mail]\nport=smtp\n", "port" },
    { "[server]\ndata=\xff\nlisten=127.0.0.1:1\n", "UTF-8" },
  };
  g_autofree char *folder = g_dir_make_tmp ("ed-settings-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "server.conf", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *errors = NULL;
      g_autoptr (GSubprocess) process = NULL;

      g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
      process =
          g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                            NULL,
                            program (),
                            "config",
                            "check",
                            "--config",
                            path,
                            NULL);
      g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &errors, NULL);
      g_test_message ("%u: %s", i, errors);
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, rows[i].said != NULL);
      g_assert_true (rows[i].said == NULL || strstr (errors, rows[i].said) != NULL);
    }
  ed_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/operations/" path, Place, NULL, set_up, function, tear_down)
  ADD ("operators-are-told", test_operators_are_told);
  ADD ("logs-name-nobody", test_logs_name_nobody);
  g_test_add_func ("/server/operations/log-lines-are-clean", test_log_lines_are_clean);
  g_test_add_func ("/server/operations/settings-are-checked", test_settings_are_checked);
  return g_test_run ();
}
