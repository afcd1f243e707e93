/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/fold.h"

#include <string.h>

char *
ed_fold (const char *text)
{
  g_autofree char *split = NULL;
  g_autofree char *folded = NULL;
  GString *plain;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  split = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (split == NULL)
    return g_strdup ("");
  folded = g_utf8_casefold (split, -1);
  plain = g_string_sized_new (strlen (folded));
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (plain, g_utf8_get_char (at));
  return g_string_free (plain, FALSE);
}
