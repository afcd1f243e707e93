/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/listening.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

GSocket *
ed_listen (const char *address_text, guint16 *port, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (address_text);
  g_autoptr (GSocketAddress) at = NULL, local = NULL;
  g_autoptr (GSocket) socket = NULL;

  if (address == NULL)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "%s is no address",
                   address_text);
      return NULL;
    }
  at = g_inet_socket_address_new (address, *port);
  socket = g_socket_new (g_inet_address_get_family (address),
                         G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP,
                         error);
  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, 511);
  g_socket_set_blocking (socket, FALSE);
  /* Its connections inherit it: the second half of a handshake does not wait for the first one's
   * receipt. */
  if (!g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, error))
    return NULL;
  if (!g_socket_bind (socket, at, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  local = g_socket_get_local_address (socket, error);
  if (local == NULL)
    return NULL;
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
  return g_steal_pointer (&socket);
}
