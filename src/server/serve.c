/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The command that answers: settings from file and options, then until it is told to end. */

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "base/platform.h"
#include "server/certificate-keeper.h"
#include "server/commands.h"
#include "server/http-admin.h"
#include "server/http.h"
#include "server/log.h"
#include "server/mailer.h"
#include "server/own-certificate.h"
#include "server/passage.h"
#include "server/serving.h"

#define CONNECTIONS 12000
#define FILES 500 /* besides connections: the database's, for each reader */

static gboolean
is_loopback (const char *address)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);

  return g_inet_address_get_is_loopback (parsed);
}

/* Whether what was asked for is safe to serve. */
static gboolean
check_reach (EdApi *api, const EdServing *serving, const char *address, GError **error)
{
  if (!ed_api_is_demonstration (api))
    return TRUE;
  if (!ed_mail_options_stay_here (&serving->mail))
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_PERMISSION_DENIED,
                           "mails of a demonstration do not leave this machine");
      return FALSE;
    }
  if (is_loopback (address))
    return TRUE;
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_PERMISSION_DENIED,
                       "demonstration data is served on this machine only: listen on 127.0.0.1");
  return FALSE;
}

/* Plain http is for this machine alone, and for a proxy that does https in front. */
static gboolean
speaks_tls (const EdServing *serving, const char *address)
{
  return serving->tls || serving->certificate != NULL
         || (!serving->behind_proxy && !is_loopback (address));
}

static void
add_name (GPtrArray *names, const char *name)
{
  if (name != NULL && *name != '\0'
      && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/* What people may call the server by: the names that its own certificate is for. */
static char **
list_names (const EdServing *serving, const char *address)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);
  g_autoptr (GUri) url =
      serving->url != NULL ? g_uri_parse (serving->url, G_URI_FLAGS_NONE, NULL) : NULL;
  GPtrArray *names = g_ptr_array_new ();

  if (url != NULL)
    add_name (names, g_uri_get_host (url));
  for (char **name = serving->tls_names; name != NULL && *name != NULL; name++)
    add_name (names, *name);
  if (!g_inet_address_get_is_any (parsed))
    add_name (names, address);
  add_name (names, g_get_host_name ());
  add_name (names, "localhost");
  add_name (names, "127.0.0.1");
  add_name (names, "::1");
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/* *KEEPER: NULL with plain http. */
static gboolean
keep_certificate (const EdServing *serving,
                  const char *address,
                  EdCertificateKeeper **keeper,
                  GError **error)
{
  g_auto (GStrv) names = list_names (serving, address);
  EdCertificateKeeperOptions options = {
    .data_dir = serving->data,
    .certificate = serving->certificate,
    .key = serving->key,
    .names = (const char *const *) names,
  };
  g_autofree char *fingerprint = NULL;

  *keeper = NULL;
  if (!speaks_tls (serving, address))
    return TRUE;
  *keeper = ed_certificate_keeper_new (&options, error);
  if (*keeper == NULL)
    return FALSE;
  if (serving->certificate != NULL)
    return TRUE;
  fingerprint = ed_own_certificate_fingerprint (serving->data, error);
  if (fingerprint == NULL)
    return FALSE;
  g_print ("the server shows its own certificate, fingerprint %s\n", fingerprint);
  return TRUE;
}

static gboolean
on_stop (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* As many connections as were asked for, or as the system allows besides the files. */
static guint
count_connections (const EdServing *serving)
{
  guint wanted = serving->connections > 0 ? (guint) serving->connections : CONNECTIONS;
  guint allowed = ed_platform_allow_files (wanted + FILES);

  if (allowed >= wanted + FILES)
    return wanted;
  g_warning ("the system allows %u open files: %u connections at most", allowed, allowed / 2);
  return allowed / 2;
}

static EdHttp *
start (EdApi *api,
       const EdServing *serving,
       const char *address,
       guint16 port,
       EdCertificateKeeper *keeper,
       GError **error)
{
  EdHttpOptions options = {
    .address = address,
    .port = port,
    .connections = count_connections (serving),
    .per_address = (guint) MAX (serving->per_address, 0),
    .asks_per_second = (guint) MAX (serving->asks_per_second, 0),
    .behind_proxy = serving->behind_proxy,
    .certificate = keeper != NULL ? ed_certificate_keeper_get_shown (keeper) : NULL,
  };
  EdHttp *http = ed_http_start (api, &options, error);

  if (http == NULL)
    g_prefix_error (error, "%s port %u: ", address, port);
  return http;
}

/* What the server is called on this machine; free it. */
static char *
name_server (gboolean is_tls, const char *address, guint port)
{
  return g_strdup_printf (strchr (address, ':') != NULL ? "%s://[%s]:%u" : "%s://%s:%u",
                          is_tls ? "https" : "http",
                          address,
                          port);
}

/* URL: what links in mails begin with. */
static EdMailer *
start_mailer (EdApi *api, const EdPostOptions *post, const char *url)
{
  EdMailer *mailer = ed_mailer_new (api, post, url);

  if (post->server != NULL)
    g_print ("mails go to %s port %u\n", post->server, post->port);
  else
    g_print ("mails go into %s\n", post->maildir);
  /* What another process has claimed, in a database that it shares, it is sending. */
  if (!ed_api_is_shared (api))
    ed_mailer_take_over (mailer);
  ed_mailer_start (mailer);
  return mailer;
}

/* *ADMIN: NULL where nobody asked for one. It has no sign-in, so it stays on this machine. */
static gboolean
start_admin (const EdServing *serving,
             EdApi *api,
             EdHttp *http,
             EdHttpAdmin **admin,
             GError **error)
{
  g_autofree char *address = NULL;
  guint16 port;

  *admin = NULL;
  if (serving->admin == NULL)
    return TRUE;
  if (!ed_serving_parse_listen (serving->admin, &address, &port) || !is_loopback (address))
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "%s is no ADDRESS:PORT of this machine for operators",
                   serving->admin);
      return FALSE;
    }
  *admin = ed_http_admin_start (api, http, address, port, error);
  if (*admin == NULL)
    {
      g_prefix_error (error, "%s: ", serving->admin);
      return FALSE;
    }
  g_print ("operators ask http://%s:%u\n", address, ed_http_admin_get_port (*admin));
  return TRUE;
}

static int
serve_at (const EdServing *serving, const char *address, guint16 port, const EdPostOptions *post)
{
  EdApiOptions options = { .data_dir = serving->data,
                           .database = serving->database,
                           .secret_file = serving->secret_file };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *name = NULL;
  const char *reached; /* by people */
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCertificateKeeper) keeper = NULL;
  g_autoptr (EdApi) api = NULL;
  EdHttpAdmin *admin;
  EdMailer *mailer;
  EdHttp *http;

  ed_log_start ();
  api = ed_api_open (&options, &error);
  if (api == NULL || !check_reach (api, serving, address, &error)
      || !keep_certificate (serving, address, &keeper, &error))
    return ed_command_fail (error);
  ed_passage_sweep (serving->data);
  http = start (api, serving, address, port, keeper, &error);
  if (http == NULL)
    return ed_command_fail (error);
  if (!start_admin (serving, api, http, &admin, &error))
    {
      ed_http_stop (http);
      return ed_command_fail (error);
    }
  ed_platform_watch_stop (on_stop, loop);
  name = name_server (keeper != NULL, address, ed_http_get_port (http));
  g_print ("listening on %s\n", name);
  reached = serving->url != NULL ? serving->url : name;
  ed_api_set_address (api, reached);
  mailer = start_mailer (api, post, reached);
  fflush (stdout);
  g_main_loop_run (loop);
  ed_mailer_free (mailer);
  ed_http_admin_stop (admin);
  ed_http_stop (http);
  return 0;
}

static int
serve (EdServing *serving)
{
  g_autofree char *maildir = g_build_filename (serving->data, "mail", NULL);
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  EdPostOptions post;
  guint16 port;

  if (!ed_serving_parse_listen (serving->listen, &address, &port))
    return ed_command_misuse ("%s is not ADDRESS:PORT", serving->listen);
  if (!ed_mail_options_settle (&serving->mail, maildir, &post, &error))
    return ed_command_fail (error);
  if (post.server != NULL && serving->url == NULL)
    return ed_command_misuse ("mails that leave need --url, which their links begin with");
  if (serving->url != NULL && g_str_has_suffix (serving->url, "/"))
    serving->url[strlen (serving->url) - 1] = '\0';
  return serve_at (serving, address, port, &post);
}

#define OPTION(name, key, type, field, text, argument)                 \
  {                                                                    \
    name, key, 0, G_OPTION_ARG_##type, &serving->field, text, argument \
  }

static gboolean
read_options (EdServing *serving, char **config, int *argc, char ***argv)
{
  const GOptionEntry options[] = {
    OPTION ("data", 'd', FILENAME, data, "Folder of the database", "DIR"),
    OPTION ("database", 0, STRING, database, ED_COMMAND_DATABASE, "URL"),
    OPTION ("secret-file", 0, FILENAME, secret_file, ED_COMMAND_SECRET, "FILE"),
    OPTION ("listen",
            'l',
            STRING,
            listen,
            "Where to answer; port 0 takes a free one",
            "ADDRESS:PORT"),
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, config, "File with the same settings", "FILE" },
    OPTION ("certificate", 0, FILENAME, certificate, "For https, PEM", "FILE"),
    OPTION ("key", 0, FILENAME, key, "Of the certificate, PEM", "FILE"),
    OPTION ("tls", 0, NONE, tls, "https on this machine too", NULL),
    OPTION ("tls-name",
            0,
            STRING_ARRAY,
            tls_names,
            "That the own certificate is for too; may be given several times",
            "NAME"),
    OPTION ("behind-proxy",
            0,
            NONE,
            behind_proxy,
            "A proxy in front does https and says who calls",
            NULL),
    OPTION ("connections", 0, INT, connections, "At most (12000)", "N"),
    OPTION ("per-address",
            0,
            INT,
            per_address,
            "Connections of one address at most (256; this machine any number)",
            "N"),
    OPTION ("asks-per-second",
            0,
            INT,
            asks_per_second,
            "Requests of one address, ten times that at once (200; this machine any number)",
            "N"),
    OPTION ("admin", 0, STRING, admin, "Where operators ask", "ADDRESS:PORT"),
    OPTION ("url", 0, STRING, url, "How people reach it: for links", "URL"),
    G_OPTION_ENTRY_NULL,
  };

  return ed_command_parse_with (argc,
                                argv,
                                options,
                                ed_mail_options_group (&serving->mail),
                                "Answers the desktop programs, and sends mails.");
}

int
ed_command_serve (int argc, char **argv)
{
  EdServing serving = { 0 };
  g_autofree char *config = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!read_options (&serving, &config, &argc, &argv))
    status = ED_EXIT_USAGE;
  else if (config != NULL && !ed_serving_read (&serving, config, &error))
    status = ed_command_fail (error);
  else if (serving.data == NULL || serving.listen == NULL)
    status = ed_command_misuse ("serve needs --data and --listen");
  else if ((serving.certificate != NULL) != (serving.key != NULL))
    status = ed_command_misuse ("--certificate and --key belong together");
  else
    status = serve (&serving);
  ed_serving_clear (&serving);
  return status;
}

int
ed_command_config (int argc, char **argv)
{
  EdServing serving = { 0 };
  g_autofree char *config = NULL;
  const GOptionEntry options[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &config, "That serve is to read", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (argc < 2 || strcmp (argv[1], "check") != 0)
    return ed_command_misuse ("config needs the word check");
  argc--;
  argv++;
  if (!ed_command_parse (&argc, &argv, options, "Says what is wrong with a file of settings."))
    return ED_EXIT_USAGE;
  if (config == NULL)
    return ed_command_misuse ("config check needs --config");
  if (!ed_serving_read (&serving, config, &error) || !ed_serving_check (&serving, &error))
    status = ed_command_fail (error);
  else
    g_print ("the settings can be served\n");
  ed_serving_clear (&serving);
  return status;
}
