/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/account-texts.h"

#include "client/dates.h"
#include "client/numbers.h"

#include <glib/gi18n.h>

static gboolean
is_same_word (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

/* The choice's word that TYPED stands for, or TYPED itself. */
static const char *
find_word (const char *typed, const EdChoice *choices)
{
  for (; choices != NULL && choices->word != NULL; choices++)
    if (is_same_word (typed, choices->word) || is_same_word (typed, choices->label)
        || is_same_word (typed, _ (choices->label)))
      return choices->word;
  return typed;
}

char **
ed_words_from_typed (const char *typed, const EdChoice *choices)
{
  g_auto (GStrv) parts = g_strsplit_set (typed, ",;\n", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (char **part = parts; *part != NULL; part++)
    {
      const char *word = find_word (g_strstrip (*part), choices);

      if (*word != '\0' && !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
        g_ptr_array_add (words, g_strdup (word));
    }
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

char *
ed_words_to_typed (char **words, const EdChoice *choices)
{
  GString *typed = g_string_new (NULL);

  for (; words != NULL && *words != NULL; words++)
    {
      gint64 i = choices == NULL ? ED_ABSENT : ed_choice_find (choices, *words);

      g_string_append_printf (typed,
                              "%s%s",
                              typed->len > 0 ? ", " : "",
                              i == ED_ABSENT ? *words : _ (choices[i].label));
    }
  return g_string_free (typed, FALSE);
}

char *
ed_account_bare_name (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) bare = NULL;

  for (char **word = words; *word != NULL; word++)
    if (!g_str_has_suffix (*word, "."))
      g_strv_builder_add (kept, *word);
  bare = g_strv_builder_end (kept);
  return g_strjoinv (" ", bare[0] != NULL ? bare : words);
}

char *
ed_account_mail_trouble (const EdAccount *account, const EdZone *zone)
{
  const char *address = account->reply_to != NULL ? account->reply_to : account->user;
  g_autofree char *date = NULL;

  if (account->mail_failed_at == ED_ABSENT)
    return g_strdup ("");
  date = ed_date_text (ed_zone_date (zone, account->mail_failed_at));
  /* Translators: an e-mail address, then a date */
  return g_strdup_printf (_ ("E-mails to %s have not arrived since %s. New cases and answers are "
                             "not announced there: correct the address, or call."),
                          address != NULL ? address : "",
                          date);
}

char *
ed_suspending_text (const EdAccount *account, gint64 open)
{
  const char *what = _ ("They are signed out everywhere and get no more cases.");
  g_autofree char *cases = NULL;

  if ((ed_account_roles (account) & ED_ROLE_EXPERT) == 0)
    return g_strdup ((ed_account_roles (account) & ED_ROLE_CASE_MANAGER) != 0
                         ? _ ("They are signed out everywhere. Requests that they have sent go on.")
                         : _ ("They are signed out everywhere."));
  if (open == 0)
    return g_strdup (what);
  if (open == ED_ABSENT)
    cases = g_strdup (_ ("Cases that they have stay with them until you give them to somebody "
                         "else."));
  else
    cases = ed_number_in (ngettext ("They have %s case in progress: it stays with them until you "
                                    "give it to somebody else.",
                                    "They have %s cases in progress: these stay with them until "
                                    "you give them to somebody else.",
                                    (gulong) open),
                          open);
  return g_strjoin (" ", what, cases, NULL);
}
