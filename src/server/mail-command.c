/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The command that tries the configuration of mails. */

#include <string.h>

#include "base/clock.h"
#include "server/commands.h"
#include "server/mail-options.h"
#include "server/mail-parcel.h"
#include "server/secrets.h"

/* The sentence for a code of ed_post_deliver(). */
static const char *
explain (const char *why)
{
  static const struct
  {
    const char *why, *sentence;
  } rows[] = {
    { "login", "it does not accept the user and password" },
    { "certificate", "its certificate is not from an authority that is trusted here" },
    { "tls", "it offers no encryption of the kind that is set (security)" },
    { "connection", "there is no connection to it" },
    { "sender", "it does not accept the sender (from)" },
    { "greeting", "it does not take mails from here" },
    { "smtp", "it does not accept this mail or its recipient" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_str_has_prefix (why, rows[i].why))
        return rows[i].sentence;
    }
  return "it did not take the mail";
}

static int
send_test (const EdPostOptions *options, const char *to)
{
  EdSenderCard sender = { "Experts’ Dashboard", options->from, NULL, NULL };
  g_auto (EdLetter) letter = { 0 };
  g_autoptr (GCancellable) never = g_cancellable_new ();
  g_autoptr (EdPost) post = ed_post_new (options, never);
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;

  ed_secrets_init ();
  ed_letter_write_test (&letter, &sender, to);
  letter.id = ed_secrets_make_uuid ();
  letter.at = ed_clock_now (ed_clock_system ());
  message = ed_letter_build (&letter);
  if (ed_post_deliver (post, message, letter.id, letter.at, to, &why) == ED_POST_SENT)
    {
      g_print ("%s has taken a test mail for %s\n", options->server, to);
      return 0;
    }
  g_set_error (&error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               "%s took no mail: %s (%s)",
               options->server,
               explain (why),
               why);
  return ed_command_fail (error);
}

/* Reads the group of mails in the file PATH; NULL: there is none. */
static gboolean
read_config (EdMailOptions *mail, const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path == NULL)
    return TRUE;
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error)
      && ed_mail_options_read (mail, file, error))
    return TRUE;
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

static int
test (EdMailOptions *mail, const char *config, const char *to)
{
  g_autoptr (GError) error = NULL;
  EdPostOptions post;

  if (!read_config (mail, config, &error) || !ed_mail_options_settle (mail, NULL, &post, &error))
    return ed_command_fail (error);
  if (post.server == NULL)
    return ed_command_misuse ("mail test needs a mail server: in --config or by --mail-server");
  return send_test (&post, to);
}

int
ed_command_mail (int argc, char **argv)
{
  EdMailOptions mail = { 0 };
  g_autofree char *config = NULL, *to = NULL;
  const GOptionEntry options[] = {
    { "to", 't', 0, G_OPTION_ARG_STRING, &to, "Who gets the test mail", "E-MAIL" },
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &config, "The server's", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group;
  int status;

  if (argc < 2 || strcmp (argv[1], "test") != 0)
    return ed_command_misuse ("mail needs the word test");
  argc--;
  argv++;
  group = ed_mail_options_group (&mail);
  if (!ed_command_parse_with (&argc, &argv, options, group, "Tries how mails leave."))
    status = ED_EXIT_USAGE;
  else if (to == NULL || strchr (to, '@') == NULL || strpbrk (to, " <>\r\n") != NULL)
    status = ed_command_misuse ("mail test needs --to with an e-mail address");
  else
    status = test (&mail, config, to);
  ed_mail_options_clear (&mail);
  return status;
}
