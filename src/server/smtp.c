/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/smtp.h"

#include <curl/curl.h>
#include <string.h>

#include "server/secrets.h"

#define CONNECT_S 20L
#define WHOLE_S 60L

/* How far a conversation came: whose fault a refusal is depends on it. */
typedef enum
{
  GREETING, /* connection, TLS, signing in */
  SENDER,
  RECIPIENT,
  CONTENT,
} Stage;

struct _EdSmtp
{
  CURL *curl; /* NULL: not connected */
  GCancellable *cancellable;
  gulong cancelled_id;
  GMutex mutex;        /* of SOCKETS */
  GHashTable *sockets; /* descriptor to GSocket: of the connection, or the attempts at one */
  char *url;
  char *from;
  char *user, *password;
  char *ca_file;
  EdPostSecurity security;
};

/* One mail being handed over. */
typedef struct
{
  const char *bytes;
  gsize left;
  Stage stage;
} Handover;

/* Whoever waits on the connection waits no longer, not even for an answer to the farewell. */
static void
break_off (EdSmtp *self)
{
  GHashTableIter iter;
  gpointer made;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->sockets);
  while (g_hash_table_iter_next (&iter, NULL, &made))
    g_socket_shutdown (made, TRUE, TRUE, NULL);
  g_mutex_unlock (&self->mutex);
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  break_off (data);
}

/* Connections are made by us, so that they can be broken off from outside. */
static curl_socket_t
open_socket (void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
  EdSmtp *self = data;
  GSocket *made = NULL;

  if (!g_cancellable_is_cancelled (self->cancellable))
    made = g_socket_new ((GSocketFamily) address->family,
                         G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP,
                         NULL);
  if (made == NULL)
    return CURL_SOCKET_BAD;
  g_mutex_lock (&self->mutex);
  g_hash_table_insert (self->sockets, GINT_TO_POINTER (g_socket_get_fd (made)), made);
  g_mutex_unlock (&self->mutex);
  return g_socket_get_fd (made);
}

static int
close_socket (void *data, curl_socket_t fd)
{
  EdSmtp *self = data;

  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->sockets, GINT_TO_POINTER (fd));
  g_mutex_unlock (&self->mutex);
  return 0;
}

EdSmtp *
ed_smtp_new (const EdPostOptions *options, GCancellable *cancellable)
{
  static gsize started;
  EdSmtp *self = g_new0 (EdSmtp, 1);
  const char *domain = strrchr (options->from, '@');
  const char *scheme = options->security == ED_POST_SECURITY_TLS ? "smtps" : "smtp";

  if (g_once_init_enter (&started))
    {
      curl_global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&started, 1);
    }
  /* The path is what we call ourselves: the sender's domain rather than this machine's name. */
  self->url =
      g_strdup_printf (strchr (options->server, ':') != NULL ? "%s://[%s]:%u/%s" : "%s://%s:%u/%s",
                       scheme,
                       options->server,
                       options->port,
                       domain != NULL ? domain + 1 : "localhost");
  self->from = g_strdup (options->from);
  self->user = g_strdup (options->user);
  self->password = g_strdup (options->password);
  self->ca_file = g_strdup (options->ca_file);
  self->security = options->security;
  g_mutex_init (&self->mutex);
  self->sockets = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->cancellable = g_object_ref (cancellable);
  self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL);
  return self;
}

void
ed_smtp_disconnect (EdSmtp *self)
{
  g_clear_pointer (&self->curl, curl_easy_cleanup);
}

void
ed_smtp_free (EdSmtp *self)
{
  if (self == NULL)
    return;
  ed_smtp_disconnect (self);
  g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->sockets);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self->from);
  g_free (self->user);
  g_clear_pointer (&self->password, ed_secrets_free_text);
  g_free (self->ca_file);
  g_free (self);
}

static gsize
give_content (char *buffer, gsize size, gsize n, void *data)
{
  Handover *handover = data;
  gsize length = MIN (size * n, handover->left);

  memcpy (buffer, handover->bytes, length);
  handover->bytes += length;
  handover->left -= length;
  return length;
}

static int
look_for_stop (void *data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
  const EdSmtp *self = data;

  return g_cancellable_is_cancelled (self->cancellable) ? 1 : 0;
}

/* Sees the commands that we send, and of them only the first word. */
static int
note_stage (CURL *curl, curl_infotype type, char *text, size_t length, void *data)
{
  static const struct
  {
    const char *word;
    Stage stage;
  } words[] = {
    { "MAIL ", SENDER },
    { "RCPT ", RECIPIENT },
    { "DATA", CONTENT },
  };
  Handover *handover = data;

  for (guint i = 0; type == CURLINFO_HEADER_OUT && i < G_N_ELEMENTS (words); i++)
    {
      if (length >= strlen (words[i].word)
          && strncmp (text, words[i].word, strlen (words[i].word)) == 0)
        handover->stage = words[i].stage;
    }
  return 0;
}

static void
set_up (EdSmtp *self, Handover *handover, struct curl_slist *recipients)
{
  CURL *curl = self->curl;

  curl_easy_setopt (curl, CURLOPT_URL, self->url);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt (curl, CURLOPT_OPENSOCKETDATA, self);
  curl_easy_setopt (curl, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
  curl_easy_setopt (curl, CURLOPT_CLOSESOCKETDATA, self);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_S);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, WHOLE_S);
  curl_easy_setopt (curl, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt (curl,
                    CURLOPT_USE_SSL,
                    self->security == ED_POST_SECURITY_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL);
  if (self->ca_file != NULL)
    curl_easy_setopt (curl, CURLOPT_CAINFO, self->ca_file);
  if (self->user != NULL)
    {
      curl_easy_setopt (curl, CURLOPT_USERNAME, self->user);
      curl_easy_setopt (curl, CURLOPT_PASSWORD, self->password);
    }
  curl_easy_setopt (curl, CURLOPT_MAIL_FROM, self->from);
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, give_content);
  curl_easy_setopt (curl, CURLOPT_READDATA, handover);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, look_for_stop);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, self);
  curl_easy_setopt (curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt (curl, CURLOPT_DEBUGFUNCTION, note_stage);
  curl_easy_setopt (curl, CURLOPT_DEBUGDATA, handover);
}

/* Why it failed, without a word of whose mail it was. */
static char *
name_failure (CURLcode result, Stage stage, long code)
{
  static const char *const stages[] = { "greeting", "sender", "smtp", "smtp" };

  switch (result)
    {
    case CURLE_LOGIN_DENIED:
      return g_strdup ("login");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return g_strdup ("certificate");
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
      return g_strdup ("tls");
    default:
      return code >= 400 ? g_strdup_printf ("%s %ld", stages[stage], code)
                         : g_strdup ("connection");
    }
}

/* What the answer CODE means. The curl code says little: a 451 is a "weird server reply". Only
 * what was said of this recipient or this content counts against the mail; 421 is the server
 * going away. */
static EdPostOutcome
judge_answer (Stage stage, long code)
{
  if (stage < RECIPIENT || code < 400 || code == 421)
    return ED_POST_AWAY;
  return code < 500 ? ED_POST_LATER : ED_POST_REFUSED;
}

EdPostOutcome
ed_smtp_deliver (EdSmtp *self, GBytes *message, const char *to, char **why)
{
  struct curl_slist *recipients = curl_slist_append (NULL, to);
  Handover handover = { 0 };
  CURLcode result;
  long code = 0;

  *why = NULL;
  handover.bytes = g_bytes_get_data (message, &handover.left);
  if (self->curl == NULL)
    self->curl = curl_easy_init ();
  set_up (self, &handover, recipients);
  result = curl_easy_perform (self->curl);
  curl_easy_getinfo (self->curl, CURLINFO_RESPONSE_CODE, &code);
  curl_slist_free_all (recipients);
  curl_easy_setopt (self->curl, CURLOPT_MAIL_RCPT, NULL);
  if (result == CURLE_OK)
    return ED_POST_SENT;

  *why = g_cancellable_is_cancelled (self->cancellable)
             ? g_strdup ("stopped")
             : name_failure (result, handover.stage, code);
  /* After a failure nobody knows what the connection is waiting for; who did not answer the one
   * will not answer the other. */
  if (code < 400)
    break_off (self);
  ed_smtp_disconnect (self);
  return judge_answer (handover.stage, code);
}
