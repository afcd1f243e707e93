/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/serving.h"

#include <gio/gio.h>
#include <string.h>

#include "server/shown-certificate.h"

/* FALSE when the key is there, and not of its kind. */
static gboolean
is_missing (GError *local, GError **error)
{
  if (g_error_matches (local, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND)
      || g_error_matches (local, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND))
    {
      g_error_free (local);
      return TRUE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_number (GKeyFile *file, const char *key, int *value, GError **error)
{
  GError *local = NULL;
  int number = g_key_file_get_integer (file, "server", key, &local);

  if (local != NULL)
    return is_missing (local, error);
  if (number < 0)
    {
      g_set_error (error,
                   G_KEY_FILE_ERROR,
                   G_KEY_FILE_ERROR_INVALID_VALUE,
                   "%s= is a number from 0 on",
                   key);
      return FALSE;
    }
  if (*value == 0)
    *value = number;
  return TRUE;
}

static gboolean
read_flag (GKeyFile *file, const char *key, gboolean *value, GError **error)
{
  GError *local = NULL;
  gboolean flag = g_key_file_get_boolean (file, "server", key, &local);

  if (local != NULL)
    return is_missing (local, error);
  *value = *value || flag;
  return TRUE;
}

static gboolean
read_text (GKeyFile *file, const char *key, char **value, GError **error)
{
  GError *local = NULL;
  g_autofree char *text = g_key_file_get_string (file, "server", key, &local);

  if (local != NULL)
    return is_missing (local, error);
  if (*value == NULL)
    *value = g_steal_pointer (&text);
  return TRUE;
}

/* What is misspelt must not be silently the usual. */
static gboolean
check_known (GKeyFile *file, GError **error)
{
  static const char *const server[] = {
    "data",  "database",     "listen",          "certificate", "key",
    "tls",   "tls-names",    "connections",     "per-address", "url",
    "admin", "behind-proxy", "asks-per-second", "secret-file", NULL,
  };
  static const char *const mail[] = {
    "server", "port", "security", "user", "password-file", "ca-file", "from", NULL,
  };
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);
      const char *const *known = strcmp (*group, "server") == 0 ? server
                                 : strcmp (*group, "mail") == 0 ? mail
                                                                : NULL;

      for (char **key = keys; *key != NULL; key++)
        {
          if (known != NULL && g_strv_contains (known, *key))
            continue;
          g_set_error (error,
                       G_KEY_FILE_ERROR,
                       G_KEY_FILE_ERROR_KEY_NOT_FOUND,
                       "[%s] %s= is no setting",
                       *group,
                       *key);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_values (EdServing *self, GKeyFile *file, GError **error)
{
  const struct
  {
    const char *key;
    char **value;
  } texts[] = {
    { "data", &self->data },     { "database", &self->database },
    { "listen", &self->listen }, { "certificate", &self->certificate },
    { "key", &self->key },       { "url", &self->url },
    { "admin", &self->admin },   { "secret-file", &self->secret_file },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!read_text (file, texts[i].key, texts[i].value, error))
      return FALSE;
  if (self->tls_names == NULL)
    self->tls_names = g_key_file_get_string_list (file, "server", "tls-names", NULL, NULL);
  return read_flag (file, "behind-proxy", &self->behind_proxy, error)
         && read_flag (file, "tls", &self->tls, error)
         && read_number (file, "connections", &self->connections, error)
         && read_number (file, "per-address", &self->per_address, error)
         && read_number (file, "asks-per-second", &self->asks_per_second, error)
         && ed_mail_options_read (&self->mail, file, error);
}

gboolean
ed_serving_parse_listen (const char *text, char **address, guint16 *port)
{
  const char *colon = strrchr (text, ':');
  g_autoptr (GInetAddress) parsed = NULL;
  guint64 number;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &number, NULL))
    return FALSE;
  if (text[0] == '[' && colon > text && colon[-1] == ']')
    *address = g_strndup (text + 1, (gsize) (colon - text - 2));
  else
    *address = g_strndup (text, (gsize) (colon - text));
  if (strcmp (*address, "localhost") == 0)
    {
      g_free (*address);
      *address = g_strdup ("127.0.0.1");
    }
  *port = (guint16) number;
  parsed = g_inet_address_new_from_string (*address);
  return parsed != NULL;
}

gboolean
ed_serving_read_text (EdServing *self,
                      const char *text,
                      gsize length,
                      const char *path,
                      GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, error)
      || !check_known (file, error) || !read_values (self, file, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  return TRUE;
}

gboolean
ed_serving_read (EdServing *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, error)
         && ed_serving_read_text (self, text, length, path, error);
}

gboolean
ed_serving_check (EdServing *self, GError **error)
{
  g_autofree char *address = NULL;
  g_autoptr (EdShownCertificate) certificate = NULL;
  EdPostOptions post;
  guint16 port;

  if (self->data == NULL || self->listen == NULL
      || !ed_serving_parse_listen (self->listen, &address, &port)
      || (self->certificate == NULL) != (self->key == NULL))
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_ARGUMENT,
                           "[server] needs data=, listen=ADDRESS:PORT, and certificate= and key="
                           " together or neither");
      return FALSE;
    }
  if (!ed_mail_options_settle (&self->mail, "mail", &post, error))
    return FALSE;
  if (post.server != NULL && self->url == NULL)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_INVALID_ARGUMENT,
                           "mails that leave need url=, which their links begin with");
      return FALSE;
    }
  if (self->certificate == NULL)
    return TRUE;
  certificate = ed_shown_certificate_new (self->certificate, self->key, error);
  return certificate != NULL;
}

void
ed_serving_clear (EdServing *self)
{
  g_free (self->data);
  g_free (self->database);
  g_free (self->listen);
  g_free (self->secret_file);
  g_free (self->certificate);
  g_free (self->key);
  g_strfreev (self->tls_names);
  g_free (self->url);
  g_free (self->admin);
  ed_mail_options_clear (&self->mail);
}
