/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files through the real program and its socket: large ones, broken connections, killed servers. */

#include <gio/gio.h>
#include <string.h>

#include "domain/file.h"
#include "files.h"
#include "support/server-process.h"
#include "support/test-database.h"

#define MIB (1024 * 1024)
#define WATCHDOG_S 120
/* Beyond what a small file needs; the sanitizer keeps what was freed. */
#ifdef __SANITIZE_ADDRESS__
#  define MEMORY_MAX (512 * MIB)
#else
#  define MEMORY_MAX (8 * MIB)
#endif

typedef struct
{
  House house;
  EdServerProcess *server;
  Sample *sample; /* a file of the house's expert, announced */
} Site;

/* An answer as it came; what the head says lies in TEXT, ended by a zero byte. */
typedef struct
{
  GByteArray *bytes;
  guint status;
  const guint8 *body;
  gsize length;
} Reply;

static void
reply_clear (Reply *reply)
{
  g_clear_pointer (&reply->bytes, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reply, reply_clear)

static void
start (Site *site)
{
  Office *office = site->house.office;
  g_autofree char *options = ed_test_database_option (office->database);

  site->server = ed_server_process_start_with (g_getenv ("ED_SERVER"), office->folder, 0, options);
}

static GSocketConnection *
connect_to (Site *site)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, WATCHDOG_S);
  connection = g_socket_client_connect_to_host (client,
                                                "127.0.0.1",
                                                (guint16) ed_server_process_port (site->server),
                                                NULL,
                                                &error);
  g_assert_no_error (error);
  return connection;
}

/* The other side may be gone already. */
static void
send_bytes (GSocketConnection *connection, gconstpointer bytes, gsize length)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             bytes,
                             length,
                             NULL,
                             NULL,
                             NULL);
}

/* The head of a request of the expert that is the connection's last; MORE: further headers. */
static void
send_head (Site *site,
           GSocketConnection *connection,
           const char *method,
           const char *path,
           gsize length,
           const char *more)
{
  const Person *expert = site->house.expert;
  g_autofree char *head =
      g_strdup_printf ("%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                       "Authorization: Bearer %s\r\nX-Device: %s\r\nAccept-Encoding: zstd, gzip\r\n"
                       "Content-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n",
                       method,
                       path,
                       expert->token,
                       expert->device,
                       length,
                       more);

  send_bytes (connection, head, strlen (head));
}

static void
receive (GSocketConnection *connection, Reply *reply)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  static guint8 buffer[65536];
  const char *end;
  gssize n;

  reply->bytes = g_byte_array_new ();
  while ((n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (reply->bytes, buffer, (guint) n);
  g_byte_array_append (reply->bytes, (const guint8 *) "", 1);
  reply->status = 0;
  end = strstr ((const char *) reply->bytes->data, "\r\n\r\n");
  if (end == NULL || !g_str_has_prefix ((const char *) reply->bytes->data, "HTTP/1.1 "))
    return;
  reply->status = (guint) g_ascii_strtoull ((const char *) reply->bytes->data + 9, NULL, 10);
  reply->body = (const guint8 *) end + 4;
  reply->length = reply->bytes->len - 1 - (gsize) (reply->body - reply->bytes->data);
}

static guint
exchange (Site *site,
          const char *method,
          const char *path,
          gconstpointer body,
          gsize length,
          const char *more,
          Reply *reply)
{
  g_autoptr (GSocketConnection) connection = connect_to (site);

  send_head (site, connection, method, path, length, more);
  send_bytes (connection, body, length);
  receive (connection, reply);
  return reply->status;
}

/* The value of a header of the reply, -1 when it is not there. */
static gint64
get_number (const Reply *reply, const char *header)
{
  g_autofree char *begin = g_strconcat ("\r\n", header, ": ", NULL);
  const char *at = strstr ((const char *) reply->bytes->data, begin);

  return at != NULL && (const guint8 *) at < reply->body
             ? g_ascii_strtoll (at + strlen (begin), NULL, 10)
             : -1;
}

static char *
make_path (const Sample *sample)
{
  return g_strconcat ("/v1/uploads/", sample->id, NULL);
}

static void
announce (Site *site)
{
  g_autofree char *body = sample_to_json (site->sample, -1);
  g_auto (Reply) reply = { 0 };

  exchange (site,
            "POST",
            "/v1/uploads",
            body,
            strlen (body),
            "Content-Type: application/json\r\n",
            &reply);
  g_assert_cmpuint (reply.status, ==, 201);
}

static char *
make_piece_headers (gint64 offset)
{
  return g_strdup_printf ("Content-Type: application/octet-stream\r\nUpload-Offset: "
                          "%" G_GINT64_FORMAT "\r\n",
                          offset);
}

static guint
send_piece (Site *site, gint64 offset, gsize length, Reply *reply)
{
  const guint8 *bytes = g_bytes_get_data (site->sample->bytes, NULL);
  g_autofree char *path = make_path (site->sample);
  g_autofree char *headers = make_piece_headers (offset);

  return exchange (site, "PATCH", path, bytes + offset, length, headers, reply);
}

static gint64
ask (Site *site)
{
  g_autofree char *path = make_path (site->sample);
  g_auto (Reply) reply = { 0 };

  g_assert_cmpuint (exchange (site, "HEAD", path, NULL, 0, "", &reply), ==, 204);
  g_assert_cmpuint (reply.length, ==, 0);
  g_assert_cmpint (get_number (&reply, "Upload-Length"),
                   ==,
                   g_bytes_get_size (site->sample->bytes));
  return get_number (&reply, "Upload-Offset");
}

/* Sends what is missing. */
static void
send_rest (Site *site, gsize piece)
{
  gint64 length = (gint64) g_bytes_get_size (site->sample->bytes);

  for (gint64 at = ask (site); at < length; at += (gint64) piece)
    {
      g_auto (Reply) reply = { 0 };

      g_assert_cmpuint (send_piece (site, at, MIN (piece, (gsize) (length - at)), &reply), ==, 204);
    }
}

static void
push (Site *site, const char *type, const char *args)
{
  House *house = &site->house;
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope =
      person_envelope (house->expert, id, type, house->case_id, house->assignment, args);
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", house->expert->device, envelope);
  g_auto (Reply) reply = { 0 };

  exchange (site,
            "POST",
            "/v1/commands",
            body,
            strlen (body),
            "Content-Type: application/json\r\n",
            &reply);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_nonnull (strstr ((const char *) reply.body, "\"applied\""));
  house->expert->seq++;
}

static void
attach (Site *site)
{
  g_autofree char *args =
      g_strdup_printf ("{\"upload\":\"%s\",\"kind\":\"other\"}", site->sample->id);

  push (site, "document.attach", args);
}

static char *
make_content_path (const Sample *sample)
{
  return g_strconcat ("/v1/documents/", sample->id, "/content", NULL);
}

/* The content of FROM to the end is that of the sample. */
static void
check_content (Site *site, gsize from)
{
  g_autofree char *path = make_content_path (site->sample);
  g_autofree char *range =
      from > 0 ? g_strdup_printf ("Range: bytes=%" G_GSIZE_FORMAT "-\r\n", from) : g_strdup ("");
  gsize length;
  const guint8 *bytes = g_bytes_get_data (site->sample->bytes, &length);
  g_auto (Reply) reply = { 0 };

  exchange (site, "GET", path, NULL, 0, range, &reply);
  g_assert_cmpuint (reply.status, ==, from > 0 ? 206 : 200);
  g_assert_cmpuint (reply.length, ==, length - from);
  g_assert_cmpint (get_number (&reply, "Content-Length"), ==, length - from);
  g_assert_true (memcmp (reply.body, bytes + from, reply.length) == 0);
  g_assert_null (strstr ((const char *) reply.bytes->data, "Content-Encoding"));
}

static void
new_sample (Site *site, gsize length)
{
  House *house = &site->house;

  g_clear_pointer (&site->sample, sample_free);
  site->sample = sample_new (house->office, "other", house->case_id, house->assignment);
  sample_set_bytes (site->sample, sample_pdf (length));
  announce (site);
}

static void
set_up (Site *site, gconstpointer unused)
{
  house_set_up_with_case (&site->house, NULL);
  /* The program goes by the machine's clock. */
  ed_manual_clock_set (&site->house.office->clock, ed_clock_now (ed_clock_system ()));
  person_sign_in (site->house.expert);
  office_close (site->house.office);
  start (site);
}

static void
tear_down (Site *site, gconstpointer unused)
{
  ed_server_process_stop (site->server);
  g_clear_pointer (&site->sample, sample_free);
  house_tear_down (&site->house, NULL);
}

static void
test_largest_file_needs_little_memory (Site *site, gconstpointer unused)
{
  gint64 before, with_small, with_large;

  /* What hashing passwords took when it started does not count. */
  before = ed_server_process_take_peak (site->server);
  new_sample (site, MIB);
  send_rest (site, MIB);
  attach (site);
  check_content (site, 0);
  with_small = ed_server_process_take_peak (site->server);

  new_sample (site, ED_FILE_BYTES_MAX);
  send_rest (site, MIB);
  attach (site);
  check_content (site, 0);
  check_content (site, ED_FILE_BYTES_MAX - 1);
  check_content (site, 1000001);
  with_large = ed_server_process_take_peak (site->server);
  g_test_message ("%d KiB, %d KiB, %d KiB",
                  (int) (before / 1024),
                  (int) (with_small / 1024),
                  (int) (with_large / 1024));
  if (with_large < 0)
    g_test_skip ("the system does not tell how much memory a process has");
  else
    g_assert_cmpint (with_large - with_small, <, MEMORY_MAX);
}

static void
test_connection_breaks_in_a_piece (Site *site, gconstpointer unused)
{
  g_autofree char *path = NULL, *headers = make_piece_headers (1000);
  g_autoptr (GSocketConnection) connection = NULL;
  g_auto (Reply) first = { 0 };

  new_sample (site, MIB);
  path = make_path (site->sample);
  g_assert_cmpuint (send_piece (site, 0, 1000, &first), ==, 204);
  connection = connect_to (site);
  send_head (site, connection, "PATCH", path, 500000, headers);
  send_bytes (connection, g_bytes_get_data (site->sample->bytes, NULL), 400000);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_assert_cmpint (ask (site), ==, 1000);
  send_rest (site, 300000);
  attach (site);
  check_content (site, 0);
}

static void
test_too_long_a_piece_is_refused (Site *site, gconstpointer unused)
{
  g_auto (Reply) reply = { 0 };

  new_sample (site, 3 * MIB);
  g_assert_cmpuint (send_piece (site, 0, MIB + 1, &reply), ==, 413);
  g_assert_cmpint (ask (site), ==, 0);
}

static void
test_pieces_are_plain_bytes (Site *site, gconstpointer unused)
{
  g_autofree char *path = NULL;
  static const struct
  {
    const char *headers;
    guint status;
  } rows[] = {
    { "Upload-Offset: 0\r\n", 415 },
    { "Upload-Offset: 0\r\nContent-Type: application/json\r\n", 415 },
    { "Upload-Offset: 0\r\nContent-Type: application/octet-stream\r\nContent-Encoding: gzip\r\n",
      415 },
    { "Content-Type: application/octet-stream\r\n", 400 },
    { "Upload-Offset: 0\r\nContent-Type: Application/Octet-Stream; x=y\r\n", 204 },
  };

  new_sample (site, 1000);
  path = make_path (site->sample);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Reply) reply = { 0 };

      exchange (site,
                "PATCH",
                path,
                g_bytes_get_data (site->sample->bytes, NULL),
                100,
                rows[i].headers,
                &reply);
      g_assert_cmpuint (reply.status, ==, rows[i].status);
    }
}

/* Killed again and again while a file arrives: what was answered is there, and nothing else. */
static void
test_killed_in_mid_upload (Site *site, gconstpointer unused)
{
  static const gsize pieces[] = { 100000, 262144, 7, 300000, 524288 };
  gint64 answered = 0;

  new_sample (site, 2 * MIB);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_auto (Reply) reply = { 0 };
      g_autofree char *path = make_path (site->sample);
      g_autofree char *headers = NULL;
      g_autoptr (GSocketConnection) open = NULL;
      gint64 arrived;

      g_assert_cmpuint (send_piece (site, answered, pieces[i], &reply), ==, 204);
      answered += (gint64) pieces[i];
      g_assert_cmpint (get_number (&reply, "Upload-Offset"), ==, answered);
      /* One more on its way. */
      headers = make_piece_headers (answered);
      open = connect_to (site);
      send_head (site, open, "PATCH", path, 50000, headers);
      send_bytes (open,
                  (const guint8 *) g_bytes_get_data (site->sample->bytes, NULL) + answered,
                  i % 2 == 0 ? 50000 : 40000);
      ed_server_process_kill (site->server);
      start (site);
      arrived = ask (site);
      g_assert_true (arrived == answered || (i % 2 == 0 && arrived == answered + 50000));
      answered = arrived;
    }
  send_rest (site, MIB);
  ed_server_process_kill (site->server);
  start (site);
  attach (site);
  ed_server_process_kill (site->server);
  start (site);
  check_content (site, 0);
}

/* Whoever loses the right in the middle of an answer does not get the rest of it. */
static void
test_answer_breaks_off (Site *site, gconstpointer unused)
{
  g_autofree char *path = NULL, *args = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_auto (Reply) reply = { 0 };
  guint8 first;

  new_sample (site, ED_FILE_BYTES_MAX);
  send_rest (site, MIB);
  attach (site);
  path = make_content_path (site->sample);
  args = g_strdup_printf ("{\"id\":\"%s\"}", site->sample->id);
  connection = connect_to (site);
  g_socket_set_option (g_socket_connection_get_socket (connection),
                       1 /* SOL_SOCKET */,
                       8 /* SO_RCVBUF */,
                       65536,
                       NULL);
  send_head (site, connection, "GET", path, 0, "");
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                        &first,
                                        1,
                                        NULL,
                                        NULL),
                   ==,
                   1);
  push (site, "document.detach", args);
  receive (connection, &reply);
  g_assert_cmpuint (reply.bytes->len, <, ED_FILE_BYTES_MAX);
}

static void
add (const char *name, void (*test) (Site *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/server/transfer/", name, NULL);

  g_test_add (path, Site, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("ED_SERVER"));

  add ("largest-file-needs-little-memory", test_largest_file_needs_little_memory);
  add ("connection-breaks-in-a-piece", test_connection_breaks_in_a_piece);
  add ("too-long-a-piece-is-refused", test_too_long_a_piece_is_refused);
  add ("pieces-are-plain-bytes", test_pieces_are_plain_bytes);
  add ("killed-in-mid-upload", test_killed_in_mid_upload);
  add ("answer-breaks-off", test_answer_breaks_off);
  return g_test_run ();
}
