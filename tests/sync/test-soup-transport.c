/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/soup-transport.h"

#include "server/founding.h"
#include "server/http.h"
#include "support/certificates.h"
#include "support/scripted-server.h"
#include "support/server-process.h"
#include "sync/pin.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zstd.h>

/* --- plain, against scripted answers ------------------------------------------------------------
 */

static EdTransport *
make_transport (const char *server, const char *ca_file)
{
  g_autoptr (GError) error = NULL;
  EdTransport *transport = ed_soup_transport_new (server, ca_file, &error);

  g_assert_no_error (error);
  return transport;
}

static void
assert_line (const char *request, const char *line)
{
  g_autofree char *ended = g_strconcat (line, "\r\n", NULL);

  if (strstr (request, ended) == NULL)
    g_error ("“%s” is not in:\n%s", line, request);
}

static void
test_call_carries_what_it_should (void)
{
  g_autoptr (EdScriptedServer) server = ed_scripted_server_new ();
  g_autoptr (EdTransport) transport = make_transport (ed_scripted_server_address (server), NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  const EdCall call = { .method = "POST",
                        .path = "/v1/commands?x=a%2Fb",
                        .token = "TOKEN",
                        .device = "DEVICE",
                        .body = body,
                        .timeout_s = 10 };
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;

  ed_scripted_server_set_text (server,
                               "HTTP/1.1 429 Slow\r\nContent-Type: application/problem+json\r\n"
                               "Retry-After: 7\r\nContent-Length: 2\r\n\r\n{}");
  ed_transport_send (transport, &call, &answer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.status, ==, 429);
  g_assert_cmpint (answer.retry_after_s, ==, 7);
  g_assert_cmpstr (answer.content_type, ==, "application/problem+json");
  g_assert_cmpmem (g_bytes_get_data (answer.body, NULL), g_bytes_get_size (answer.body), "{}", 2);
  request = ed_scripted_server_request (server);
  g_assert_true (g_str_has_prefix (request, "POST /v1/commands?x=a%2Fb HTTP/1.1\r\n"));
  assert_line (request, "Authorization: Bearer TOKEN");
  assert_line (request, "X-Device: DEVICE");
  assert_line (request, "X-Schema: 1");
  assert_line (request, "Accept-Encoding: zstd, gzip");
  assert_line (request, "Content-Type: application/json");
  g_assert_true (g_str_has_suffix (request, "\r\n\r\n{\"a\":1}"));
}

static void
test_call_follows_and_keeps_nothing (void)
{
  g_autoptr (EdScriptedServer) server = ed_scripted_server_new ();
  g_autoptr (EdTransport) transport = make_transport (ed_scripted_server_address (server), NULL);
  const EdCall call = { .method = "GET", .path = "/v1/hello", .timeout_s = 10 };
  g_autofree char *request = NULL;

  ed_scripted_server_set_text (server,
                               "HTTP/1.1 302 Found\r\nLocation: /v1/other\r\n"
                               "Set-Cookie: a=b\r\nCache-Control: max-age=3600\r\n"
                               "Content-Length: 0\r\n\r\n");
  for (guint i = 1; i <= 2; i++)
    {
      g_auto (EdAnswer) answer = { 0 };
      g_autoptr (GError) error = NULL;

      ed_transport_send (transport, &call, &answer, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (answer.status, ==, 302);
      ed_scripted_server_wait (server, i);
    }
  request = ed_scripted_server_request (server);
  g_assert_true (g_str_has_prefix (request, "GET /v1/hello "));
  g_assert_null (strstr (request, "Cookie"));
  g_assert_null (strstr (request, "Authorization"));
}

static const struct
{
  const char *answer;
  EdSyncError error;
} broken[] = {
  { "", ED_SYNC_ERROR_UNREACHABLE },
  { "SSH-2.0-OpenSSH_9.2\r\n", ED_SYNC_ERROR_UNREACHABLE },
  { "HTTP/1.1 200 OK\r\nContent-Len", ED_SYNC_ERROR_UNREACHABLE },
  { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":", ED_SYNC_ERROR_UNREACHABLE },
  { "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 3\r\n\r\n{}\n",
    ED_SYNC_ERROR_PROTOCOL },
  { "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\n{}\n",
    ED_SYNC_ERROR_PROTOCOL },
};

static void
test_call_refuses_broken_answers (void)
{
  g_autoptr (EdScriptedServer) server = ed_scripted_server_new ();
  const EdCall call = { .method = "GET", .path = "/v1/hello", .timeout_s = 10 };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (EdTransport) transport =
          make_transport (ed_scripted_server_address (server), NULL);
      g_auto (EdAnswer) answer = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", broken[i].answer);
      ed_scripted_server_set_text (server, broken[i].answer);
      g_assert_false (ed_transport_send (transport, &call, &answer, NULL, &error));
      g_assert_error (error, ED_SYNC_ERROR, (gint) broken[i].error);
      g_assert_null (answer.body);
    }
}

static void
test_call_unpacks (void)
{
  g_autoptr (EdScriptedServer) server = ed_scripted_server_new ();
  g_autoptr (EdTransport) transport = make_transport (ed_scripted_server_address (server), NULL);
  const EdCall call = { .method = "GET", .path = "/v1/feed", .timeout_s = 10 };
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  char packed[200];
  gsize length = ZSTD_compress (packed, sizeof packed, "line\n", 5, 1);
  g_autoptr (GByteArray) reply = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n"
                                           "Content-Length: %u\r\n\r\n",
                                           (guint) length);
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (reply, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (reply, (const guint8 *) packed, (guint) length);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&reply));
  ed_scripted_server_set (server, bytes);
  ed_transport_send (transport, &call, &answer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (answer.body, NULL),
                   g_bytes_get_size (answer.body),
                   "line\n",
                   5);
}

static void
test_call_reports_nobody (void)
{
  EdScriptedServer *server = ed_scripted_server_new ();
  g_autofree char *address = g_strdup (ed_scripted_server_address (server));
  g_autoptr (EdTransport) transport = make_transport (address, NULL);
  const EdCall call = { .method = "GET", .path = "/v1/hello", .timeout_s = 10 };
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  ed_scripted_server_free (server);
  g_assert_false (ed_transport_send (transport, &call, &answer, NULL, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
}

static void
test_call_gives_up_in_time (void)
{
  g_autoptr (EdScriptedServer) server = ed_scripted_server_new ();
  g_autoptr (EdTransport) transport = make_transport (ed_scripted_server_address (server), NULL);
  const EdCall call = { .method = "GET", .path = "/v1/hello", .timeout_s = 1 };
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (ed_transport_send (transport, &call, &answer, NULL, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
}

typedef struct
{
  EdScriptedServer *server;
  GCancellable *cancellable;
} Canceller;

static gpointer
cancel_when_asked (gpointer data)
{
  Canceller *canceller = data;

  ed_scripted_server_wait (canceller->server, 1);
  g_cancellable_cancel (canceller->cancellable);
  return NULL;
}

static void
test_call_can_be_cancelled (void)
{
  g_autoptr (EdScriptedServer) server = ed_scripted_server_new ();
  g_autoptr (EdTransport) transport = make_transport (ed_scripted_server_address (server), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const EdCall call = { .method = "GET", .path = "/v1/feed?wait=25", .timeout_s = 600 };
  Canceller canceller = { server, cancellable };
  GThread *thread = g_thread_new ("canceller", cancel_when_asked, &canceller);
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (ed_transport_send (transport, &call, &answer, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  /* And works on afterwards. */
  g_clear_error (&error);
  ed_scripted_server_set_text (server, "HTTP/1.1 204 No Content\r\n\r\n");
  ed_transport_send (transport, &call, &answer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.status, ==, 204);
}

static const struct
{
  const char *address;
  gboolean is_good;
} addresses[] = {
  { "https://server.example", TRUE },
  { "https://server.example/", TRUE },
  { "https://server.example:8443", TRUE },
  { "https://[2001:db8::1]:8443", TRUE },
  { "http://127.0.0.1:8080", TRUE },
  { "http://localhost", TRUE },
  { "http://[::1]:8080", TRUE },
  { "http://server.example", FALSE },
  { "http://127.0.0.1.server.example", FALSE },
  { "http://localhost.server.example", FALSE },
  { "http://10.0.0.1", FALSE },
  { "https://server.example/path", FALSE },
  { "https://user@server.example", FALSE },
  { "https://server.example?query", FALSE },
  { "ftp://server.example", FALSE },
  { "server.example", FALSE },
  { "https://", FALSE },
  { "", FALSE },
};

static void
test_address_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EdTransport) transport =
          ed_soup_transport_new (addresses[i].address, NULL, &error);

      g_test_message ("%s", addresses[i].address);
      g_assert_true ((transport != NULL) == addresses[i].is_good);
      if (!addresses[i].is_good)
        g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
    }
}

/* --- https, against the server ------------------------------------------------------------------
 */

#define YEAR_S (365 * 24 * 60 * 60)

/* One exchange with a server that shows the certificate made for ADDRESS and those times; the
 * client trusts it (TRUSTS) or knows only the system's authorities. */
static guint
call_over_tls (const char *address, long from_s, long to_s, gboolean trusts, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("ed-soup-XXXXXX", NULL);
  g_autofree char *ca_file = g_build_filename (folder, "ca.pem", NULL);
  const EdFounding founding = { .data_dir = folder, .organisation = "EAP" };
  const EdApiOptions options = { .data_dir = folder };
  const EdCall call = { .method = "GET", .path = "/v1/hello", .timeout_s = 10 };
  g_auto (EdTestCertificate) certificate = { 0 };
  g_auto (EdAnswer) answer = { 0 };
  EdHttpOptions http_options = { .address = "127.0.0.1" };
  g_autofree char *key_file = g_build_filename (folder, "key.pem", NULL);
  g_autoptr (EdShownCertificate) shown = NULL;
  g_autofree char *server = NULL;

  ed_test_certificate_make (&certificate, address, from_s, to_s);
  g_assert_true (g_file_set_contents (ca_file, certificate.certificate, -1, NULL));
  g_assert_true (g_file_set_contents (key_file, certificate.key, -1, NULL));
  shown = ed_shown_certificate_new (ca_file, key_file, NULL);
  http_options.certificate = shown;
  g_assert_true (ed_api_init (&founding, NULL));
  {
    g_autoptr (EdApi) api = ed_api_open (&options, NULL);
    g_autoptr (EdHttp) http = ed_http_start (api, &http_options, NULL);
    g_autoptr (EdTransport) transport = NULL;

    server = g_strdup_printf ("https://127.0.0.1:%u", ed_http_get_port (http));
    transport = make_transport (server, trusts ? ca_file : NULL);
    ed_transport_send (transport, &call, &answer, NULL, error);
  }
  ed_remove_tree (folder);
  return answer.status;
}

static void
test_certificate_trusted (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (call_over_tls ("127.0.0.1", -3600, YEAR_S, TRUE, &error), ==, 200);
  g_assert_no_error (error);
}

static const struct
{
  const char *address;
  long from_s, to_s;
  gboolean trusts;
  const char *says;
} flawed[] = {
  { "127.0.0.1", -3600, YEAR_S, FALSE, "nobody this computer trusts has signed it" },
  { "127.0.0.2", -3600, YEAR_S, TRUE, "it was made for another server" },
  { "127.0.0.1", -YEAR_S, -3600, TRUE, "it has expired" },
  { "127.0.0.1", 3600, YEAR_S, TRUE, "it is not valid yet" },
};

static void
test_certificate_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (flawed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (call_over_tls (flawed[i].address,
                                       flawed[i].from_s,
                                       flawed[i].to_s,
                                       flawed[i].trusts,
                                       &error),
                        ==,
                        0);
      g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_CERTIFICATE);
      g_assert_nonnull (strstr (error->message, flawed[i].says));
    }
}

/* The real program with a certificate of its own, and what a client that was told PIN hears. */
static void
call_own (EdServerProcess *process, const char *pin, EdAnswer *answer, GError **error)
{
  const EdCall call = { .method = "GET", .path = "/v1/hello", .timeout_s = 10 };
  g_autoptr (EdTransport) transport = make_transport (ed_server_process_url (process), NULL);

  ed_soup_transport_pin (transport, pin);
  ed_transport_send (transport, &call, answer, NULL, error);
}

static char *
meet_stranger (EdServerProcess *process)
{
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  call_own (process, NULL, &answer, &error);
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_STRANGER);
  return ed_pin_of_error (error);
}

static void
assert_trusted (EdServerProcess *process, const char *pin)
{
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  call_own (process, pin, &answer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.status, ==, 200);
}

/* A server makes its own certificate. A client that was told its fingerprint trusts it, also when
 * the server has started anew or has a new certificate by the same authority; another authority is
 * refused. */
static void
test_own_certificate_is_known_by_its_pin (void)
{
  const char *program = g_getenv ("ED_SERVER_PROGRAM");
  g_autofree char *folder = g_dir_make_tmp ("ed-soup-XXXXXX", NULL);
  const EdFounding founding = { .data_dir = folder, .organisation = "EAP" };
  g_autofree char *chain_file = g_build_filename (folder, "tls", "server.pem", NULL);
  g_autofree char *authority_file = g_build_filename (folder, "tls", "ca.pem", NULL);
  g_autofree char *first = NULL, *second = NULL, *said = NULL, *expected = NULL;
  g_auto (EdAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  EdServerProcess *process;

  g_assert_true (ed_api_init (&founding, NULL));
  process = ed_server_process_start_with (program, folder, 0, "--tls");
  g_assert_true (g_str_has_prefix (ed_server_process_url (process), "https://"));
  first = meet_stranger (process);
  said = ed_server_command (program, "certificate", "--data", folder, NULL);
  expected = g_strdup_printf ("fingerprint: %s\n", first);
  g_assert_true (g_str_has_prefix (said, expected));
  assert_trusted (process, first);
  ed_server_process_stop (process);

  g_assert_cmpint (g_unlink (chain_file), ==, 0);
  process = ed_server_process_start_with (program, folder, 0, "--tls");
  assert_trusted (process, first);
  ed_server_process_stop (process);

  g_assert_cmpint (g_unlink (authority_file), ==, 0);
  process = ed_server_process_start_with (program, folder, 0, "--tls");
  second = meet_stranger (process);
  g_assert_cmpstr (first, !=, second);
  call_own (process, first, &answer, &error);
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_CHANGED);
  assert_trusted (process, second);
  ed_server_process_stop (process);
  ed_remove_tree (folder);
}

static void
test_pins_are_kept_by_server (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ed-pins-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *one = NULL, *two = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_pin_load (data, "https://one.example"));
  ed_pin_store (data, "https://one.example", "AA:01", &error);
  g_assert_no_error (error);
  ed_pin_store (data, "https://one.example:8443/", "BB:02", &error);
  g_assert_no_error (error);
  one = ed_pin_load (data, "https://ONE.example:443/");
  two = ed_pin_load (data, "https://one.example:8443");
  g_assert_cmpstr (one, ==, "AA:01");
  g_assert_cmpstr (two, ==, "BB:02");
  g_assert_null (ed_pin_load (data, "https://two.example"));
  ed_remove_tree (folder);
}

static void
test_certificate_file_unusable (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_soup_transport_new ("https://server.example", "/no/such/file", &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_CERTIFICATE);
}

int
main (int argc, char **argv)
{
  /* A proxy that is not there: nothing on loopback may go to it. */
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("https_proxy", "http://127.0.0.1:1", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/soup-transport/carries-what-it-should", test_call_carries_what_it_should);
  g_test_add_func ("/sync/soup-transport/follows-and-keeps-nothing",
                   test_call_follows_and_keeps_nothing);
  g_test_add_func ("/sync/soup-transport/refuses-broken-answers", test_call_refuses_broken_answers);
  g_test_add_func ("/sync/soup-transport/unpacks", test_call_unpacks);
  g_test_add_func ("/sync/soup-transport/reports-nobody", test_call_reports_nobody);
  g_test_add_func ("/sync/soup-transport/gives-up-in-time", test_call_gives_up_in_time);
  g_test_add_func ("/sync/soup-transport/can-be-cancelled", test_call_can_be_cancelled);
  g_test_add_func ("/sync/soup-transport/address-table", test_address_table);
  g_test_add_func ("/sync/soup-transport/certificate-trusted", test_certificate_trusted);
  g_test_add_func ("/sync/soup-transport/certificate-refused", test_certificate_refused);
  g_test_add_func ("/sync/soup-transport/own-certificate-is-known-by-its-pin",
                   test_own_certificate_is_known_by_its_pin);
  g_test_add_func ("/sync/soup-transport/pins-are-kept-by-server", test_pins_are_kept_by_server);
  g_test_add_func ("/sync/soup-transport/certificate-file-unusable",
                   test_certificate_file_unusable);
  return g_test_run ();
}
