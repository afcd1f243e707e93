/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The file with the key of second factors. */

#include <string.h>

#include "fuzz.h"
#include "server/secret-file.h"

#define HEAD "experts-dashboard secret: "

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  guint8 key[ED_SECRET_BYTES] = { 0 }, again[ED_SECRET_BYTES];
  g_autofree char *word = NULL;
  g_autofree char *written = NULL;

  if (!ed_secret_file_parse (text, length, key))
    return 0;
  /* There is one way to write a key, but for space behind it. */
  word = ed_secrets_to_text (key, sizeof key);
  written = g_strconcat (HEAD, word, NULL);
  g_assert (strcmp (text, written) == 0);
  g_assert (ed_secret_file_parse (written, strlen (written), again));
  g_assert (memcmp (key, again, sizeof key) == 0);
  return 0;
}
