/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/address.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* Where the links in mails begin to say what they open (server/pages.c). */
#define OPENS "/open/"

char *
ed_address_complete (const char *typed)
{
  g_autofree char *address = g_strstrip (g_strdup (typed));
  char *opens = strstr (address, OPENS);

  if (opens != NULL)
    *opens = '\0';
  if (*address == '\0' || strstr (address, "://") != NULL)
    return g_steal_pointer (&address);
  return g_strconcat ("https://", address, NULL);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

char *
ed_address_fault (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri == NULL ? "" : g_uri_get_scheme (uri);
  const char *host = uri == NULL ? NULL : g_uri_get_host (uri);

  if (host == NULL || *host == '\0' || strpbrk (host, " \t<>\"\\^`{|}") != NULL
      || (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    return g_strdup (_ ("This is not the address of a server, such as https://server.example."));
  if (g_str_equal (scheme, "http") && !is_loopback (host))
    return g_strdup (_ ("The address of a server has to begin with https://."));
  return NULL;
}
