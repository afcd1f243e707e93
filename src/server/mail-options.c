/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/mail-options.h"

#include <string.h>

#include "server/secrets.h"

/* The sender of mails that do not leave this machine. */
#define FROM_HERE "experts-dashboard@localhost"

static const struct
{
  const char *word;
  EdPostSecurity security;
  guint port;
} securities[] = {
  { "starttls", ED_POST_SECURITY_STARTTLS, 587 },
  { "tls", ED_POST_SECURITY_TLS, 465 },
  { "none", ED_POST_SECURITY_NONE, 25 },
};

GOptionGroup *
ed_mail_options_group (EdMailOptions *self)
{
  const GOptionEntry entries[] = {
    { "mail-server", 0, 0, G_OPTION_ARG_STRING, &self->server, "That takes our mails", "HOST" },
    { "mail-port", 0, 0, G_OPTION_ARG_INT, &self->port, "587; with tls 465", "PORT" },
    { "mail-security",
      0,
      0,
      G_OPTION_ARG_STRING,
      &self->security,
      "starttls (as long as nothing else is said), tls, or, on this machine, none",
      "WORD" },
    { "mail-user", 0, 0, G_OPTION_ARG_STRING, &self->user, "To sign in there with", "USER" },
    { "mail-password-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->password_file,
      "Holds the user's password",
      "FILE" },
    { "mail-ca-file",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &self->ca_file,
      "Who may certify it, PEM; else whom the system trusts",
      "FILE" },
    { "mail-from", 0, 0, G_OPTION_ARG_STRING, &self->from, "Sender of the mails", "E-MAIL" },
    G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group =
      g_option_group_new ("mail", "How mails leave:", "How mails leave the server", NULL, NULL);

  g_option_group_add_entries (group, entries);
  return group;
}

/* FALSE when the port is there, and is none. */
static gboolean
read_port (EdMailOptions *self, GKeyFile *file, GError **error)
{
  GError *local = NULL;
  int port = g_key_file_get_integer (file, "mail", "port", &local);

  if (local != NULL && local->code != G_KEY_FILE_ERROR_KEY_NOT_FOUND
      && local->code != G_KEY_FILE_ERROR_GROUP_NOT_FOUND)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  if (self->port == 0)
    self->port = port;
  return TRUE;
}

gboolean
ed_mail_options_read (EdMailOptions *self, GKeyFile *file, GError **error)
{
  const struct
  {
    const char *key;
    char **value;
  } texts[] = {
    { "server", &self->server },   { "security", &self->security },
    { "user", &self->user },       { "password-file", &self->password_file },
    { "ca-file", &self->ca_file }, { "from", &self->from },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (*texts[i].value == NULL)
        *texts[i].value = g_key_file_get_string (file, "mail", texts[i].key, NULL);
    }
  return read_port (self, file, error);
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, why);
  return FALSE;
}

static gboolean
is_this_machine (const char *server)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (server);

  return strcmp (server, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* The security meant, and the port that goes with it. */
static gboolean
settle_security (EdMailOptions *self, EdPostOptions *post, GError **error)
{
  const char *word = self->security != NULL ? self->security : "starttls";

  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    {
      if (strcmp (securities[i].word, word) != 0)
        continue;
      post->security = securities[i].security;
      post->port = self->port != 0 ? (guint) self->port : securities[i].port;
      if (post->security == ED_POST_SECURITY_NONE && !is_this_machine (self->server))
        return refuse (error, "without security mails go to a server on this machine only");
      return TRUE;
    }
  return refuse (error, "the security of mails is starttls, tls or none");
}

static gboolean
read_password (EdMailOptions *self, GError **error)
{
  if (self->password_file == NULL)
    return TRUE;
  if (!g_file_get_contents (self->password_file, &self->password, NULL, error))
    return FALSE;
  g_strchomp (self->password);
  return TRUE;
}

gboolean
ed_mail_options_settle (EdMailOptions *self,
                        const char *maildir,
                        EdPostOptions *post,
                        GError **error)
{
  const char *at = self->from != NULL ? strchr (self->from, '@') : NULL;

  *post = (EdPostOptions){ .maildir = maildir, .from = FROM_HERE };
  if (self->from != NULL
      && (at == NULL || at == self->from || at[1] == '\0' || strpbrk (self->from, " <>\r\n")))
    return refuse (error, "the sender of mails is an e-mail address, as in mails@example.org");
  if (self->from != NULL)
    post->from = self->from;
  if (self->server == NULL)
    return TRUE;
  if (self->from == NULL)
    return refuse (error, "with a mail server, mails need a sender: from= or --mail-from");
  if ((self->user != NULL) != (self->password_file != NULL))
    return refuse (error, "the user and the password file for mails belong together");
  if (self->port < 0 || self->port > 65535)
    return refuse (error, "the port of the mail server is 1 to 65535");
  if (!settle_security (self, post, error) || !read_password (self, error))
    return FALSE;
  post->server = self->server;
  post->user = self->user;
  post->password = self->password;
  post->ca_file = self->ca_file;
  return TRUE;
}

gboolean
ed_mail_options_stay_here (const EdMailOptions *self)
{
  return self->server == NULL || is_this_machine (self->server);
}

void
ed_mail_options_clear (EdMailOptions *self)
{
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->security, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->password_file, g_free);
  g_clear_pointer (&self->ca_file, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->password, ed_secrets_free_text);
}
