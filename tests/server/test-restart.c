/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program told to end, and started again, in the midst of its work: people write, files arrive,
 * programs wait for news. Who waits is told to come again, and nothing is lost or there twice. */

#include <gio/gio.h>
#include <string.h>

#include "files.h"
#include "support/server-process.h"
#include "support/test-database.h"

#define RESTARTS 3
#define N_WRITERS 6
#define N_COMMANDS 32 /* of each */
#define N_UPLOADS 3
#define FILE_BYTES (1024 * 1024)
#define PIECE_BYTES (16 * 1024)
#define N_WAITING 20
#define WATCHDOG_S 120

typedef struct
{
  House house;
  EdServerProcess *server;
  guint port;
  GMutex mutex; /* of what follows */
  GCond changed;
  guint done;       /* commands and pieces that were answered */
  guint generation; /* of servers, that listen */
  gboolean ending;
  guint told;    /* who waited, and heard that the server is not available */
  guint dropped; /* who waited, and heard nothing or something else */
} Site;

typedef struct
{
  Site *site;
  Person *person;
  Sample *sample;
  GThread *thread;
} Client;

static void
start (Site *site)
{
  Office *office = site->house.office;
  g_autofree char *database = ed_test_database_option (office->database);
  g_autofree char *options =
      g_strdup_printf ("--admin 127.0.0.1:0 %s", database != NULL ? database : "");

  site->server =
      ed_server_process_start_with (g_getenv ("ED_SERVER"), office->folder, site->port, options);
  site->port = ed_server_process_port (site->server);
  g_mutex_lock (&site->mutex);
  site->generation++;
  g_cond_broadcast (&site->changed);
  g_mutex_unlock (&site->mutex);
}

/* One request on a connection of its own; the whole reply, or NULL where there is none. */
static char *
ask (guint port, const char *head, gconstpointer body, gsize length)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) reply = g_string_new (NULL);
  GOutputStream *out;
  char buffer[4096];
  gssize n;

  g_socket_client_set_timeout (client, WATCHDOG_S);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) port, NULL, NULL);
  if (connection == NULL)
    return NULL;
  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  if (!g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL)
      || !g_output_stream_write_all (out, body, length, NULL, NULL, NULL))
    return NULL;
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                   buffer,
                                   sizeof buffer,
                                   NULL,
                                   NULL))
         > 0)
    g_string_append_len (reply, buffer, n);
  return n == 0 && reply->len > 0 ? g_string_free (g_steal_pointer (&reply), FALSE) : NULL;
}

static char *
write_head (const Person *person, const char *what, const char *more, gsize length)
{
  return g_strdup_printf (
      "%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\nX-Device: %s\r\n"
      "Content-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n",
      what,
      person->token,
      person->device,
      length,
      more);
}

#define JSON "Content-Type: application/json\r\n"

/* Asks until the server is there to answer. */
static char *
must_ask (Client *self, const char *what, const char *more, gconstpointer body, gsize length)
{
  g_autofree char *head = write_head (self->person, what, more, length);
  char *reply;

  while ((reply = ask (self->site->port, head, body, length)) == NULL
         || g_str_has_prefix (reply, "HTTP/1.1 503 "))
    {
      g_free (reply);
      g_thread_yield ();
    }
  return reply;
}

static void
note_done (Site *site)
{
  g_mutex_lock (&site->mutex);
  site->done++;
  g_cond_broadcast (&site->changed);
  g_mutex_unlock (&site->mutex);
}

static void
push (Client *self, const char *type, const char *case_id, const char *assignment, const char *args)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *envelope = person_envelope (self->person, id, type, case_id, assignment, args);
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", self->person->device, envelope);
  g_autofree char *reply = must_ask (self, "POST /v1/commands", JSON, body, strlen (body));

  self->person->seq++;
  if (strstr (reply, "\"status\":\"applied\"") == NULL)
    g_error ("%s: %s", type, reply);
  note_done (self->site);
}

static gpointer
write_cases (gpointer data)
{
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      g_autofree char *case_id = g_uuid_string_random ();

      push (data,
            "case.create",
            case_id,
            NULL,
            "{\"company_name\":\"S\",\"type\":\"legal\",\"client_alias\":\"X\"}");
    }
  return NULL;
}

static gsize
read_offset (const char *reply)
{
  const char *line = strstr (reply, "Upload-Offset: ");

  g_assert_nonnull (line);
  return (gsize) g_ascii_strtoull (line + strlen ("Upload-Offset: "), NULL, 10);
}

/* Piece after piece; a piece that was repeated is answered by where the file goes on. */
static gpointer
upload_file (gpointer data)
{
  Client *self = data;
  const char *bytes = g_bytes_get_data (self->sample->bytes, NULL);
  g_autofree char *announcement = sample_to_json (self->sample, -1);
  g_autofree char *what = g_strconcat ("PATCH /v1/uploads/", self->sample->id, NULL);
  g_autofree char *args =
      g_strdup_printf ("{\"upload\":\"%s\",\"kind\":\"other\"}", self->sample->id);
  gsize at = 0;

  g_free (must_ask (self, "POST /v1/uploads", JSON, announcement, strlen (announcement)));
  while (at < FILE_BYTES)
    {
      g_autofree char *more = g_strdup_printf ("Content-Type: application/octet-stream\r\n"
                                               "Upload-Offset: %" G_GSIZE_FORMAT "\r\n",
                                               at);
      g_autofree char *reply = must_ask (self, what, more, bytes + at, PIECE_BYTES);

      at = read_offset (reply);
      note_done (self->site);
    }
  push (self, "document.attach", self->sample->case_id, self->sample->assignment, args);
  return NULL;
}

/* One pull that waits; FALSE when it has brought something, or nothing for as long as it may take,
 * and is to be followed by another. */
static gboolean
wait_once (Client *self, char **reply)
{
  g_autofree char *what = g_strdup_printf ("GET /v1/feed?wait=25&after=%s", self->person->cursor);
  g_autofree char *head = write_head (self->person, what, "", 0);
  const char *to;

  g_free (*reply);
  *reply = ask (self->site->port, head, NULL, 0);
  if (*reply == NULL || !g_str_has_prefix (*reply, "HTTP/1.1 200 "))
    return TRUE;
  to = strstr (*reply, "\"to\":\"");
  g_assert_nonnull (to);
  to += strlen ("\"to\":\"");
  g_free (self->person->cursor);
  self->person->cursor = g_strndup (to, strcspn (to, "\""));
  return FALSE;
}

/* Waits, and waits again at each server that follows. Little happens that this person would hear
 * of. */
static gpointer
wait_for_news (gpointer data)
{
  Client *self = data;
  Site *site = self->site;
  gboolean ending = FALSE;

  while (!ending)
    {
      g_autofree char *reply = NULL;
      guint generation;

      g_mutex_lock (&site->mutex);
      generation = site->generation;
      g_mutex_unlock (&site->mutex);
      while (!wait_once (self, &reply))
        ;
      g_mutex_lock (&site->mutex);
      if (reply != NULL && g_str_has_prefix (reply, "HTTP/1.1 503 ")
          && strstr (reply, "\r\nRetry-After: ") != NULL)
        site->told++;
      else
        site->dropped++;
      g_cond_broadcast (&site->changed);
      while (site->generation == generation && !site->ending)
        g_cond_wait (&site->changed, &site->mutex);
      ending = site->ending;
      g_mutex_unlock (&site->mutex);
    }
  return NULL;
}

static void
await_waiting (Site *site)
{
  static const char head[] = "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  g_autofree char *wanted = g_strdup_printf ("\nexperts_dashboard_parked %d\n", N_WAITING);
  gint64 end = g_get_monotonic_time () + WATCHDOG_S * G_USEC_PER_SEC;
  gboolean all = FALSE;

  while (!all)
    {
      g_autofree char *reply = ask (ed_server_process_admin_port (site->server), head, NULL, 0);

      all = reply != NULL && strstr (reply, wanted) != NULL;
      g_assert_cmpint (g_get_monotonic_time (), <, end);
    }
}

static void
await_done (Site *site, guint n)
{
  g_mutex_lock (&site->mutex);
  while (site->done < n)
    g_cond_wait (&site->changed, &site->mutex);
  g_mutex_unlock (&site->mutex);
}

/* Ends the server; all who waited have been answered when it has ended. */
static void
stop (Site *site, guint told)
{
  await_waiting (site);
  g_clear_pointer (&site->server, ed_server_process_stop);
  g_mutex_lock (&site->mutex);
  while (site->told + site->dropped < told)
    g_cond_wait (&site->changed, &site->mutex);
  g_assert_cmpuint (site->dropped, ==, 0);
  g_mutex_unlock (&site->mutex);
}

static void
set_up (Site *site, gconstpointer unused)
{
  g_mutex_init (&site->mutex);
  g_cond_init (&site->changed);
  house_set_up_with_case (&site->house, NULL);
  /* The program goes by the machine's clock. */
  ed_manual_clock_set (&site->house.office->clock, ed_clock_now (ed_clock_system ()));
  person_sign_in (site->house.coordinator);
  person_sign_in (site->house.other);
}

static void
tear_down (Site *site, gconstpointer unused)
{
  house_tear_down (&site->house, NULL);
  g_mutex_clear (&site->mutex);
  g_cond_clear (&site->changed);
}

static void
begin (Client *clients, guint n, Site *site, Person *person, GThreadFunc live)
{
  for (guint i = 0; i < n; i++)
    {
      House *house = &site->house;

      clients[i].site = site;
      clients[i].person = person_on_other_device (person);
      if (live == wait_for_news)
        pull_free (person_pull (clients[i].person, 500));
      if (live != upload_file)
        continue;
      clients[i].sample = sample_new (house->office, "other", house->case_id, house->assignment);
      sample_set_bytes (clients[i].sample, sample_pdf (FILE_BYTES));
    }
}

static void
set_going (Client *clients, guint n, GThreadFunc live)
{
  for (guint i = 0; i < n; i++)
    clients[i].thread = g_thread_new ("client", live, &clients[i]);
}

static void
join (Client *clients, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_thread_join (clients[i].thread);
      g_clear_pointer (&clients[i].sample, sample_free);
    }
}

static void
test_restarts_lose_nothing (Site *site, gconstpointer unused)
{
  House *house = &site->house;
  Client writers[N_WRITERS] = { 0 }, uploads[N_UPLOADS] = { 0 }, waiting[N_WAITING] = { 0 };
  guint all = N_WRITERS * N_COMMANDS + N_UPLOADS * (FILE_BYTES / PIECE_BYTES + 1);
  gint64 cases = house_count (house, "SELECT count(*) FROM case_number");
  gint64 commands = house_count (house, "SELECT count(*) FROM command");

  begin (writers, N_WRITERS, site, house->coordinator, write_cases);
  begin (uploads, N_UPLOADS, site, house->expert, upload_file);
  begin (waiting, N_WAITING, site, house->other, wait_for_news);
  office_close (house->office);
  start (site);
  set_going (waiting, N_WAITING, wait_for_news);
  set_going (writers, N_WRITERS, write_cases);
  set_going (uploads, N_UPLOADS, upload_file);
  for (guint i = 1; i <= RESTARTS; i++)
    {
      await_done (site, all * i / (RESTARTS + 2));
      stop (site, N_WAITING * i);
      start (site);
    }
  join (writers, N_WRITERS);
  join (uploads, N_UPLOADS);
  g_mutex_lock (&site->mutex);
  site->ending = TRUE;
  g_mutex_unlock (&site->mutex);
  stop (site, N_WAITING * (RESTARTS + 1));
  join (waiting, N_WAITING);
  g_assert_cmpuint (site->told, ==, N_WAITING * (RESTARTS + 1));

  office_open (house->office);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM case_number"),
                   ==,
                   cases + N_WRITERS * N_COMMANDS);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM command"),
                   ==,
                   commands + N_WRITERS * N_COMMANDS + N_UPLOADS);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM upload WHERE state = 'bound'"),
                   ==,
                   N_UPLOADS);
  g_assert_cmpint (house_count_bytes (house), ==, N_UPLOADS * FILE_BYTES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/server/restart/restarts-lose-nothing",
              Site,
              NULL,
              set_up,
              test_restarts_lose_nothing,
              tear_down);
  return g_test_run ();
}
