/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small things that come from outside: cursors, queries, announcements of files, their first bytes,
 * settings of the operator, log lines. The first byte says which. */

#include <string.h>

#include "domain/file.h"
#include "fuzz.h"
#include "server/cursor.h"
#include "server/log.h"
#include "server/mail-options.h"
#include "server/query-string.h"
#include "server/secrets.h"
#include "wire/upload.h"

static void
read_cursor (const char *text)
{
  static const guint8 key[ED_SECRET_BYTES] = "a key for tests, not for secrets";
  EdCursor cursor = { 0 };
  gsize length;
  g_autofree guint8 *bytes = ed_secrets_from_text (text, &length);
  g_autofree char *again = bytes != NULL ? ed_secrets_to_text (bytes, length) : NULL;

  g_assert (again == NULL || strcmp (again, text) == 0);
  /* Nobody can make one that is good without the key. */
  g_assert (ed_cursor_from_text (&cursor,
                                 text,
                                 "ee010000-0000-4000-8000-000000000001",
                                 "aa010000-0000-4000-8000-000000000001",
                                 key)
            != ED_CURSOR_GOOD);
}

static void
read_query (const char *text)
{
  g_autoptr (GHashTable) query = ed_query_string_parse (text);
  gint64 number;

  if (query != NULL && ed_query_string_get_number (query, "limit", 1, 1000, 500, &number))
    g_assert (number >= 1 && number <= 1000);
}

static void
read_upload (const char *text, gsize length)
{
  g_autoptr (EdFile) file = ed_upload_from_json (text, (gssize) length, NULL);
  g_autofree char *written = file != NULL ? ed_upload_to_json (file) : NULL;
  g_autoptr (EdFile) again = written != NULL ? ed_upload_from_json (written, -1, NULL) : NULL;

  ed_file_type_of ((const guint8 *) text, length);
  g_assert ((file == NULL) == (again == NULL));
}

static void
read_settings (const char *text, gsize length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  EdMailOptions options = { 0 };
  EdPostOptions post;

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    return;
  ed_mail_options_read (&options, file, NULL);
  g_clear_pointer (&options.password_file, g_free);
  ed_mail_options_settle (&options, NULL, &post, NULL);
  ed_mail_options_clear (&options);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autofree char *text = NULL, *clean = NULL;

  if (length == 0)
    return 0;
  text = g_strndup ((const char *) bytes + 1, length - 1);
  switch (bytes[0] % 5)
    {
    case 0:
      read_cursor (text);
      break;
    case 1:
      read_query (text);
      break;
    case 2:
      read_upload ((const char *) bytes + 1, length - 1);
      break;
    case 3:
      read_settings ((const char *) bytes + 1, length - 1);
      break;
    default:
      clean = ed_log_clean (text);
      g_assert (strpbrk (clean, "\r\n") == NULL && strchr (clean, '@') == NULL);
      break;
    }
  return 0;
}
