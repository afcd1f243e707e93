/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/typed.h"

#include "domain/record.h"

#include <glib/gi18n.h>

static gboolean
is_word (const char *folded, const char *word)
{
  g_autofree char *folded_word = g_utf8_casefold (word, -1);

  return g_str_equal (folded, folded_word);
}

/* Whether TEXT, not empty, is one of the ways to say "nothing". */
static gboolean
says_nothing (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return is_word (folded, "-") || is_word (folded, "–") || is_word (folded, "unknown")
         || is_word (folded, "none")
         /* Translators: what may be typed into a field to say that it is not known */
         || is_word (folded, C_ ("typed into a field", "unknown"))
         /* Translators: what may be typed into a field to say that there is none */
         || is_word (folded, C_ ("typed into a field", "none"));
}

char *
ed_typed_text (const char *typed, gboolean is_required)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));

  if (*text == '\0' || (!is_required && says_nothing (text)))
    return NULL;
  return g_steal_pointer (&text);
}

gboolean
ed_typed_integer (const char *typed, gint64 *value)
{
  g_autofree char *text = ed_typed_text (typed, FALSE);

  *value = ED_ABSENT;
  return text == NULL || g_ascii_string_to_signed (text, 10, -G_MAXINT64, G_MAXINT64, value, NULL);
}
