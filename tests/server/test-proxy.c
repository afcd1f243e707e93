/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two server processes on one PostgreSQL database, and in front of them HAProxy as data/haproxy.cfg
 * has it, or Caddy as data/Caddyfile has it: one is killed in the midst of its work, the clients go
 * on with the other. */

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "house.h"
#include "support/server-process.h"
#include "support/test-database.h"

#define N_CLIENTS 8
#define N_COMMANDS 24 /* of each client */
#define WATCHDOG_S 120
#define SOON_S 10 /* far less than the 25 s after which a wait is over anyway */

typedef struct
{
  House house;
  EdServerProcess *servers[2];
  GSubprocess *proxy;
  char *folder; /* of the proxy's files */
  GSocketAddress *front;
  GMutex mutex; /* of what follows */
  GCond changed;
  guint done;
} Site;

/* What stands in front. */
typedef struct
{
  const char *program;
  const char *words; /* what it is told, FILE being its configuration */
  void (*fit) (GString *config, const char *front);
} Proxy;

typedef struct
{
  Site *site;
  Person *person;
  GThread *thread;
  guint repeats;
} Client;

static EdServerProcess *
start_server (Site *site)
{
  Office *office = site->house.office;
  g_autofree char *options = g_strdup_printf ("--behind-proxy --database %s", office->database);

  return ed_server_process_start_with (g_getenv ("ED_SERVER"), office->folder, 0, options);
}

static GSocketAddress *
get_address (EdServerProcess *server)
{
  return g_inet_socket_address_new_from_string ("127.0.0.1", ed_server_process_port (server));
}

static void
fit_haproxy (GString *config, const char *front)
{
  g_autoptr (GRegex) binding = g_regex_new ("bind :443 .*\n", 0, 0, NULL);
  g_autofree char *bind = g_strdup_printf ("bind %s\n", front);
  g_autofree char *bound = g_regex_replace_literal (binding, config->str, -1, 0, bind, 0, NULL);

  g_string_assign (config, bound);
  g_assert_cmpuint (g_string_replace (config, "maxconn 20000", "maxconn 200", 0), ==, 1);
}

/* No certificate, and nobody who asks for one. */
static void
fit_caddy (GString *config, const char *front)
{
  g_autofree char *bind = g_strdup_printf ("http:// {\n\tbind unix/%s\n", front);

  g_assert_cmpuint (g_string_replace (config, "EXPERTS.EXAMPLE.ORG {\n", bind, 0), ==, 1);
  g_string_prepend (config, "{\n\tadmin off\n}\n");
}

/* The example with this test's places in it. */
static char *
write_config (Site *site, const Proxy *proxy)
{
  g_autofree char *path = g_build_filename (site->folder, "config", NULL);
  g_autofree char *front = g_build_filename (site->folder, "front", NULL);
  g_autofree char *name = g_strdup_printf ("ED_%s_EXAMPLE", proxy->program);
  g_autofree char *variable = g_ascii_strup (name, -1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *example = NULL;
  g_autofree char *one =
      g_strdup_printf ("127.0.0.1:%u", ed_server_process_port (site->servers[0]));
  g_autofree char *two =
      g_strdup_printf ("127.0.0.1:%u", ed_server_process_port (site->servers[1]));

  g_assert_true (g_file_get_contents (g_getenv (variable), &example, NULL, NULL));
  g_string_assign (text, example);
  proxy->fit (text, front);
  g_assert_cmpuint (g_string_replace (text, "ONE.INTERNAL:8080", one, 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "TWO.INTERNAL:8080", two, 0), ==, 1);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  site->front = g_unix_socket_address_new (front);
  return g_steal_pointer (&path);
}

/* One request on a connection of its own; the whole reply, or NULL where there is none. */
static char *
ask (GSocketAddress *to, const char *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) reply = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  g_socket_client_set_timeout (client, WATCHDOG_S);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (to), NULL, NULL);
  if (connection == NULL
      || !g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                     request,
                                     strlen (request),
                                     NULL,
                                     NULL,
                                     NULL))
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
make_request (Person *person, const char *what, const char *body)
{
  return g_strdup_printf (
      "%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\nX-Device: %s\r\n"
      "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
      what,
      person->token,
      person->device,
      strlen (body),
      body);
}

static char *
make_push (Person *person)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *case_id = g_uuid_string_random ();
  g_autofree char *envelope =
      person_envelope (person,
                       id,
                       "case.create",
                       case_id,
                       NULL,
                       "{\"company_name\":\"S\",\"type\":\"legal\",\"client_alias\":\"X\"}");
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", person->device, envelope);

  person->seq++;
  return make_request (person, "POST /v1/commands", body);
}

static gboolean
is_accepted (const char *reply)
{
  return reply != NULL && g_str_has_prefix (reply, "HTTP/1.1 200")
         && strstr (reply, "\"status\":\"applied\"") != NULL;
}

/* Each command is repeated, as it is, until there is an answer to it. */
static gpointer
send_all (gpointer data)
{
  Client *self = data;

  for (guint i = 0; i < N_COMMANDS; i++)
    {
      g_autofree char *request = make_push (self->person);
      gboolean accepted = FALSE;

      while (!accepted)
        {
          g_autofree char *reply = ask (self->site->front, request);

          accepted = is_accepted (reply);
          /* Away, not unwilling. */
          g_assert_true (accepted || reply == NULL || g_str_has_prefix (reply, "HTTP/1.1 50"));
          self->repeats += accepted ? 0 : 1;
        }
      g_mutex_lock (&self->site->mutex);
      self->site->done++;
      g_cond_broadcast (&self->site->changed);
      g_mutex_unlock (&self->site->mutex);
    }
  return NULL;
}

static void
wait_until_done (Site *site, guint n)
{
  g_mutex_lock (&site->mutex);
  while (site->done < n)
    g_cond_wait (&site->changed, &site->mutex);
  g_mutex_unlock (&site->mutex);
}

/* Until the proxy listens and has found the servers well. */
static void
wait_for_proxy (Site *site)
{
  gboolean is_there = FALSE;

  while (!is_there)
    {
      g_autofree char *reply =
          ask (site->front, "GET /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      is_there = reply != NULL && g_str_has_prefix (reply, "HTTP/1.1 200");
    }
}

static void
start_proxy (Site *site, const Proxy *proxy)
{
  g_autofree char *path = write_config (site, proxy);
  g_autoptr (GString) words = g_string_new (proxy->words);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;

  g_string_replace (words, "FILE", path, 0);
  g_string_prepend (words, "setpriv --pdeathsig KILL -- ");
  argv = g_strsplit (words->str, " ", -1);
  g_subprocess_launcher_setenv (launcher, "HOME", site->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", site->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", site->folder, TRUE);
  site->proxy = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  wait_for_proxy (site);
}

static void
set_up (Site *site, gconstpointer proxy)
{
  g_mutex_init (&site->mutex);
  g_cond_init (&site->changed);
  house_set_up (&site->house, NULL);
  /* The program goes by the machine's clock. */
  ed_manual_clock_set (&site->house.office->clock, ed_clock_now (ed_clock_system ()));
  person_sign_in (site->house.coordinator);
  site->folder = g_dir_make_tmp ("ed-proxy-XXXXXX", NULL);
  for (guint i = 0; i < 2; i++)
    site->servers[i] = start_server (site);
  start_proxy (site, proxy);
}

static void
tear_down (Site *site, gconstpointer unused)
{
  g_subprocess_force_exit (site->proxy);
  g_subprocess_wait (site->proxy, NULL, NULL);
  g_object_unref (site->proxy);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&site->servers[i], ed_server_process_stop);
  g_object_unref (site->front);
  ed_remove_tree (site->folder);
  g_free (site->folder);
  house_tear_down (&site->house, NULL);
  g_mutex_clear (&site->mutex);
  g_cond_clear (&site->changed);
}

static void
test_killed_server_loses_nothing (Site *site, gconstpointer unused)
{
  Client clients[N_CLIENTS];
  House *house = &site->house;
  gint64 cases = house_count (house, "SELECT count(*) FROM document WHERE type = 'case'");
  gint64 commands = house_count (house, "SELECT count(*) FROM command");
  guint repeats = 0;

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      clients[i] = (Client){ .site = site };
      clients[i].person = person_on_other_device (house->coordinator);
    }
  for (guint i = 0; i < N_CLIENTS; i++)
    clients[i].thread = g_thread_new ("client", send_all, &clients[i]);
  wait_until_done (site, N_CLIENTS * N_COMMANDS / 3);
  g_clear_pointer (&site->servers[0], ed_server_process_kill);
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_thread_join (clients[i].thread);
      repeats += clients[i].repeats;
    }
  g_test_message ("%u repeats", repeats);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM document WHERE type = 'case'"),
                   ==,
                   cases + N_CLIENTS * N_COMMANDS);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM command"),
                   ==,
                   commands + N_CLIENTS * N_COMMANDS);
  g_assert_cmpint (house_count (house, "SELECT max(number) - min(number) + 1 FROM case_number"),
                   ==,
                   house_count (house, "SELECT count(*) FROM case_number"));
}

typedef struct
{
  GSocketAddress *to;
  char *request;
} Wait;

static gpointer
wait_for_news (gpointer data)
{
  Wait *self = data;

  return ask (self->to, self->request);
}

/* Who waits at one process hears of what another has committed. */
static void
test_wait_ends_across_processes (Site *site, gconstpointer unused)
{
  Person *person = site->house.coordinator;
  g_autoptr (GSocketAddress) first = get_address (site->servers[0]);
  g_autoptr (GSocketAddress) second = get_address (site->servers[1]);

  pull_free (person_pull (person, 500));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *what =
          g_strdup_printf ("GET /v1/feed?wait=25&acked=1000&after=%s", person->cursor);
      g_autofree char *request = make_request (person, what, "");
      g_autofree char *push = make_push (person);
      g_autofree char *pushed = NULL, *heard = NULL;
      Wait wait = { first, request };
      GThread *thread = g_thread_new ("wait", wait_for_news, &wait);
      gint64 begun = g_get_monotonic_time ();

      pushed = ask (second, push);
      g_assert_true (is_accepted (pushed));
      heard = g_thread_join (thread);
      g_assert_nonnull (heard);
      g_assert_nonnull (strstr (heard, "\"k\":\"put\",\"t\":\"case\""));
      g_test_message ("%.3f s", (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
      g_assert_cmpint (g_get_monotonic_time () - begun, <, SOON_S * G_USEC_PER_SEC);
      pull_free (person_pull (person, 500));
    }
}

static const Proxy haproxy = { "haproxy", "haproxy -db -f FILE", fit_haproxy };
static const Proxy caddy = { "caddy", "caddy run --adapter caddyfile --config FILE", fit_caddy };

static void
test_caddy_is_not_here (void)
{
  g_test_skip ("caddy is not here");
}

int
main (int argc, char **argv)
{
  g_autofree char *has_caddy = g_find_program_in_path (caddy.program);

  g_test_init (&argc, &argv, NULL);
#define ADD(path, proxy, function) \
  g_test_add ("/server/proxy/" path, Site, proxy, set_up, function, tear_down)
  ADD ("killed-server-loses-nothing", &haproxy, test_killed_server_loses_nothing);
  ADD ("wait-ends-across-processes", &haproxy, test_wait_ends_across_processes);
  if (has_caddy != NULL)
    ADD ("killed-server-loses-nothing-behind-caddy", &caddy, test_killed_server_loses_nothing);
  else
    g_test_add_func ("/server/proxy/killed-server-loses-nothing-behind-caddy",
                     test_caddy_is_not_here);
  return g_test_run ();
}
