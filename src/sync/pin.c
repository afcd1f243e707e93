/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/pin.h"

#include "sync/transport.h"

#include <string.h>

#define FILE_NAME "servers"
#define KEY "authority"
#define HTTPS_PORT 443

/* One form of an address, however it was typed. */
static char *
name_group (const char *server)
{
  g_autoptr (GUri) uri = g_uri_parse (server, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = NULL;
  int port;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (server);
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  port = g_uri_get_port (uri);
  return g_strdup_printf ("%s %d", host, port > 0 ? port : HTTPS_PORT);
}

char *
ed_pin_of_certificate (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *digest = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (const char *pair = digest; *pair != '\0'; pair += 2)
    g_string_append_printf (text,
                            pair == digest ? "%c%c" : ":%c%c",
                            g_ascii_toupper (pair[0]),
                            g_ascii_toupper (pair[1]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
ed_pin_of_error (const GError *error)
{
  const char *last;

  if (!g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_STRANGER))
    return NULL;
  last = strrchr (error->message, ' ');
  return last != NULL ? g_strdup (last + 1) : NULL;
}

char *
ed_pin_load (const char *data_dir, const char *server)
{
  g_autofree char *path = g_build_filename (data_dir, FILE_NAME, NULL);
  g_autofree char *group = name_group (server);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  return g_key_file_get_string (file, group, KEY, NULL);
}

gboolean
ed_pin_store (const char *data_dir, const char *server, const char *pin, GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, FILE_NAME, NULL);
  g_autofree char *group = name_group (server);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  g_key_file_set_string (file, group, KEY, pin);
  text = g_key_file_to_data (file, NULL, NULL);
  if (g_mkdir_with_parents (data_dir, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES, "%s cannot be made", data_dir);
      return FALSE;
    }
  return g_file_set_contents_full (path,
                                   text,
                                   -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600,
                                   error);
}
