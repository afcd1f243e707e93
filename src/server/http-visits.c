/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/http-visits.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "server/answer.h"

#define COME_AGAIN_S 5

struct _EdHttpVisits
{
  EdHttpVisitsOptions options;
};

/* What the library keeps with a connection. */
typedef struct
{
  EdHttpVisits *visits;
  EdGuest *guest;
} Visit;

EdHttpVisits *
ed_http_visits_new (const EdHttpVisitsOptions *options)
{
  EdHttpVisits *self = g_new0 (EdHttpVisits, 1);

  self->options = *options;
  return self;
}

void
ed_http_visits_free (EdHttpVisits *self)
{
  g_free (self);
}

static Visit *
find_visit (struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *of =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  return of != NULL ? of->socket_context : NULL;
}

EdGuest *
ed_http_visits_guest (struct MHD_Connection *connection)
{
  return find_visit (connection)->guest;
}

char *
ed_http_visits_name (const struct sockaddr *address, gboolean *is_loopback)
{
  g_autoptr (GSocketAddress) at =
      address != NULL
          ? g_socket_address_new_from_native ((gpointer) address, sizeof (struct sockaddr_storage))
          : NULL;
  GInetAddress *inet;

  if (at == NULL || !G_IS_INET_SOCKET_ADDRESS (at))
    return g_strdup ("?");
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (at));
  if (is_loopback != NULL)
    *is_loopback = g_inet_address_get_is_loopback (inet);
  return g_inet_address_to_string (inet);
}

/* The address that a connection is counted by; NULL: it is not. */
static char *
find_address (EdHttpVisits *self, const struct sockaddr *address)
{
  gboolean is_loopback = FALSE;
  g_autofree char *text = ed_http_visits_name (address, &is_loopback);

  if (self->options.behind_proxy || (is_loopback && self->options.spares_loopback))
    return NULL;
  return g_steal_pointer (&text);
}

enum MHD_Result
ed_http_visits_on_caller (gpointer data, const struct sockaddr *address, socklen_t length)
{
  EdHttpVisits *self = data;
  g_autofree char *text = find_address (self, address);

  return text == NULL || ed_doorkeeper_admits (self->options.doorkeeper, text) ? MHD_YES : MHD_NO;
}

void
ed_http_visits_on_connection (gpointer data,
                              struct MHD_Connection *connection,
                              void **closure,
                              enum MHD_ConnectionNotificationCode code)
{
  EdHttpVisits *self = data;
  Visit *visit = *closure;

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    {
      const union MHD_ConnectionInfo *of =
          MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
      g_autofree char *address = find_address (self, of != NULL ? of->client_addr : NULL);

      of = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);
      visit = g_new0 (Visit, 1);
      visit->visits = self;
      visit->guest =
          ed_doorkeeper_enter (self->options.doorkeeper, address, GINT_TO_POINTER (of->connect_fd));
      *closure = visit;
      return;
    }
  if (visit == NULL)
    return;
  ed_doorkeeper_leave (self->options.doorkeeper, visit->guest);
  g_free (visit);
  *closure = NULL;
}

void
ed_http_visits_end (gpointer connection)
{
  shutdown (GPOINTER_TO_INT (connection), SHUT_RDWR);
}

/* The library knows the connection by the session. */
static struct MHD_Connection *
get_connection (gnutls_session_t session)
{
  return gnutls_session_get_ptr (session);
}

/* With TLS 1.3 the client has the last word of a handshake. If nothing answers it, its receipt
 * waits for an answer to go with, and the client, who may not send two small things unreceipted,
 * waits with its request: 40 ms. So the receipt goes at once. */
static int
on_handshake_finished (gnutls_session_t session,
                       unsigned int type,
                       unsigned int when,
                       unsigned int incoming,
                       const gnutls_datum_t *message)
{
#ifdef TCP_QUICKACK
  const union MHD_ConnectionInfo *of =
      MHD_get_connection_info (get_connection (session), MHD_CONNECTION_INFO_CONNECTION_FD);
  int on = 1;

  if (incoming != 0 && of != NULL)
    setsockopt (of->connect_fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#endif
  return 0;
}

int
ed_http_visits_on_handshake (gnutls_session_t session,
                             const gnutls_datum_t *authorities,
                             int n_authorities,
                             const gnutls_pk_algorithm_t *algorithms,
                             int n_algorithms,
                             gnutls_pcert_st **chain,
                             unsigned int *length,
                             gnutls_privkey_t *key)
{
  const Visit *visit = find_visit (get_connection (session));

  if (visit == NULL)
    return -1;
  gnutls_handshake_set_hook_function (session,
                                      GNUTLS_HANDSHAKE_FINISHED,
                                      GNUTLS_HOOK_POST,
                                      on_handshake_finished);
  ed_shown_certificate_get (visit->visits->options.certificate, chain, length, key);
  return 0;
}

static gboolean
is_loopback_text (const char *peer)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (peer);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

gboolean
ed_http_visits_admit (EdHttpVisits *self,
                      EdGuest *guest,
                      const char *peer,
                      const char *token,
                      EdApiResponse *response)
{
  gboolean is_counted = !self->options.spares_loopback || !is_loopback_text (peer);
  gint64 wait = COME_AGAIN_S;

  if (ed_guest_door (guest) == ED_DOOR_OPEN)
    wait = ed_doorkeeper_take_turn (self->options.doorkeeper,
                                    is_counted ? peer : NULL,
                                    is_counted ? token : NULL);
  if (wait == 0)
    return TRUE;
  if (ed_guest_door (guest) == ED_DOOR_FULL)
    ed_answer_unavailable (response);
  else
    ed_answer_problem (response,
                       429,
                       "rate_limited",
                       "There are too many requests from here.",
                       NULL);
  response->retry_after_s = wait;
  return FALSE;
}
