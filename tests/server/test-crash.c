/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program killed in the midst of its work, again and again: what it has answered is there, and
 * what it had not answered arrives by the repeat, once. */

#include <gio/gio.h>
#include <string.h>

#include "house.h"
#include "support/server-process.h"
#include "support/test-database.h"

#define ROUNDS 6
#define PUSHES 12
#define WATCHDOG_S 120

typedef struct
{
  House house;
  EdServerProcess *server;
  guint port;
} Site;

static const char *
program (void)
{
  const char *path = g_getenv ("ED_SERVER");

  g_assert_nonnull (path);
  return path;
}

static void
start (Site *site)
{
  Office *office = site->house.office;
  g_autofree char *options = ed_test_database_option (office->database);

  site->server = ed_server_process_start_with (program (), office->folder, 0, options);
  site->port = ed_server_process_port (site->server);
}

static GSocketConnection *
send_push (Site *site, const char *envelope)
{
  Person *person = site->house.expert;
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", person->device, envelope);
  g_autofree char *request = g_strdup_printf (
      "POST /v1/commands HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
      "X-Device: %s\r\nContent-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
      "\r\n\r\n%s",
      person->token,
      person->device,
      strlen (body),
      body);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, WATCHDOG_S);
  connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) site->port, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             request,
                             strlen (request),
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  return connection;
}

static void
assert_applied (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[2048];
  gssize n;

  while ((n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);
  g_assert_true (g_str_has_prefix (text->str, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (text->str, "\"status\":\"applied\""));
  g_object_unref (connection);
}

static char *
make_envelope (Site *site)
{
  House *house = &site->house;
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *session = office_make_id (house->office);
  g_autofree char *args = g_strdup_printf ("{\"id\":\"%s\",\"date\":\"2020-04-01\"}", session);
  char *envelope =
      person_envelope (house->expert, id, "session.add", house->case_id, house->assignment, args);

  house->expert->seq++;
  return envelope;
}

static void
test_nothing_answered_is_lost (void)
{
  Site site = { 0 };
  g_autofree char *open = NULL; /* sent, but not answered */

  house_set_up_with_case (&site.house, NULL);
  /* The program goes by the machine's clock. */
  ed_manual_clock_set (&site.house.office->clock, ed_clock_now (ed_clock_system ()));
  person_sign_in (site.house.expert);
  office_close (site.house.office);
  for (guint round = 0; round < ROUNDS; round++)
    {
      start (&site);
      if (open != NULL)
        assert_applied (send_push (&site, open));
      for (guint i = 0; i < PUSHES; i++)
        {
          g_free (open);
          open = make_envelope (&site);
          if (i < PUSHES - 1)
            assert_applied (send_push (&site, open));
          else
            g_object_unref (send_push (&site, open));
        }
      ed_server_process_kill (site.server);
    }
  start (&site);
  assert_applied (send_push (&site, open));
  ed_server_process_stop (site.server);

  office_open (site.house.office);
  g_assert_cmpint (
      house_count (&site.house, "SELECT count(*) FROM command WHERE type = 'session.add'"),
      ==,
      ROUNDS * PUSHES);
  g_assert_cmpint (house_count (&site.house, "SELECT max(last_seq) FROM device"),
                   ==,
                   ROUNDS * PUSHES);
  g_assert_cmpint (house_count (&site.house,
                                "SELECT (length(body) - length(replace(body,"
                                " '\"date\":\"2020-04-01\"', '')))"
                                " / length('\"date\":\"2020-04-01\"') FROM document"
                                " WHERE type = 'case'"),
                   ==,
                   ROUNDS * PUSHES);
  house_tear_down (&site.house, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/crash/nothing-answered-is-lost", test_nothing_answered_is_lost);
  return g_test_run ();
}
