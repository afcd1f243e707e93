/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/changes.h"

#include "client/numbers.h"
#include "domain/word-diff.h"

#include <glib/gi18n.h>

char *
ed_changes_markup (const char *from, const char *to)
{
  static const struct
  {
    const char *begin, *end;
  } marks[] = {
    [ED_WORDS_KEPT] = { "", "" },
    [ED_WORDS_REMOVED] = { "<span strikethrough=\"true\" alpha=\"70%\">", "</span>" },
    [ED_WORDS_ADDED] = { "<span underline=\"single\" weight=\"600\">", "</span>" },
  };
  g_autoptr (GArray) runs = ed_word_diff (from, to);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const EdWords *run = &g_array_index (runs, EdWords, i);
      g_autofree char *text = g_markup_escape_text (run->text, (gssize) run->length);

      g_string_append_printf (markup, "%s%s%s", marks[run->kind].begin, text, marks[run->kind].end);
    }
  return g_string_free (markup, FALSE);
}

/* What is taken out and what comes instead are one change. */
char *
ed_changes_count_text (const char *from, const char *to)
{
  g_autoptr (GArray) runs = ed_word_diff (from, to);
  gboolean in_change = FALSE;
  guint n = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      gboolean changes = g_array_index (runs, EdWords, i).kind != ED_WORDS_KEPT;

      n += changes && !in_change;
      in_change = changes;
    }
  return n == 0 ? NULL : ed_number_in (ngettext ("%s change", "%s changes", n), n);
}
