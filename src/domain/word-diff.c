/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The shortest edit script in linear space (E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations", 1986, section 4b): the middle of the shortest path is found from both ends at once,
 * and the halves are settled by themselves. */

#include "domain/word-diff.h"

#include <string.h>

/* Beyond so many changes in a stretch, its middle is not looked for. */
#define EFFORT 1500

/* The text's words, spaces and marks, each a number that equal ones share. */
typedef struct
{
  GArray *numbers; /* guint */
  GArray *ends;    /* gsize: where in the text each ends */
} Words;

typedef struct
{
  const guint *from, *to;
  gint64 *forward, *backward; /* how far each diagonal has come, from either end; 0 in the middle */
  guint8 *removed, *added;    /* one for each word of either text, and a last one that is not */
} Search;

/* A stretch of both texts, its ends not included. */
typedef struct
{
  gint64 from, from_end, to, to_end;
} Stretch;

/* --- words ------------------------------------------------------------------------------------ */

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The end of the word, the space or the mark that begins at TEXT. */
static const char *
find_end (const char *text)
{
  gboolean of_word = is_of_word (g_utf8_get_char (text));
  gboolean space = g_unichar_isspace (g_utf8_get_char (text)) && *text != '\n';

  text = g_utf8_next_char (text);
  while (*text != '\0'
         && ((of_word && is_of_word (g_utf8_get_char (text)))
             || (space && *text != '\n' && g_unichar_isspace (g_utf8_get_char (text)))))
    text = g_utf8_next_char (text);
  return text;
}

static void
split (Words *words, const char *text, GHashTable *known)
{
  const char *at = text;

  words->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  words->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  while (*at != '\0')
    {
      const char *end = find_end (at);
      gsize offset = (gsize) (end - text);
      char *word = g_strndup (at, (gsize) (end - at));
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (known, word));

      if (number == 0)
        {
          number = g_hash_table_size (known) + 1;
          g_hash_table_insert (known, g_steal_pointer (&word), GUINT_TO_POINTER (number));
        }
      g_free (word);
      g_array_append_val (words->numbers, number);
      g_array_append_val (words->ends, offset);
      at = end;
    }
}

static void
clear_words (Words *words)
{
  g_clear_pointer (&words->numbers, g_array_unref);
  g_clear_pointer (&words->ends, g_array_unref);
}

/* --- the shortest script ---------------------------------------------------------------------- */

/* Whether the words that are X and Y words away from the beginning, or the end, are the same. */
static gboolean
is_same (const Search *search, const Stretch *at, gboolean back, gint64 x, gint64 y)
{
  return back ? search->from[at->from_end - 1 - x] == search->to[at->to_end - 1 - y]
              : search->from[at->from + x] == search->to[at->to + y];
}

/* One more change from one end; TRUE, with the place, where that meets what came from the other. */
static gboolean
step (Search *search, const Stretch *at, gint64 changes, gboolean back, gint64 *x, gint64 *y)
{
  gint64 n = at->from_end - at->from;
  gint64 m = at->to_end - at->to;
  gint64 *mine = back ? search->backward : search->forward;
  const gint64 *other = back ? search->forward : search->backward;
  gint64 other_changes = back ? changes : changes - 1;
  gboolean can_meet = ((n - m) % 2 == 0) == back;

  for (gint64 k = -changes; k <= changes; k += 2)
    {
      gboolean down = k == -changes || (k != changes && mine[k - 1] < mine[k + 1]);
      gint64 i = down ? mine[k + 1] : mine[k - 1] + 1;
      gint64 opposite = n - m - k;

      while (i < n && i - k < m && is_same (search, at, back, i, i - k))
        i++;
      mine[k] = i;
      if (can_meet && i <= n && i - k <= m && ABS (opposite) <= other_changes
          && i + other[opposite] >= n)
        {
          *x = back ? at->from_end - i : at->from + i;
          *y = back ? at->to_end - (i - k) : at->to + i - k;
          return TRUE;
        }
    }
  return FALSE;
}

/* A point in the middle of the shortest way through; FALSE when it is too long. */
static gboolean
find_middle (Search *search, const Stretch *at, gint64 *x, gint64 *y)
{
  search->forward[1] = search->backward[1] = 0;
  for (gint64 changes = 0; changes <= EFFORT; changes++)
    if (step (search, at, changes, FALSE, x, y) || step (search, at, changes, TRUE, x, y))
      return TRUE;
  return FALSE;
}

static void
trim (const Search *search, Stretch *at)
{
  while (at->from < at->from_end && at->to < at->to_end && is_same (search, at, FALSE, 0, 0))
    {
      at->from++;
      at->to++;
    }
  while (at->from < at->from_end && at->to < at->to_end && is_same (search, at, TRUE, 0, 0))
    {
      at->from_end--;
      at->to_end--;
    }
}

/* Marks what is removed and added; each half has half of the changes, so this does not go deep. */
static void
compare (Search *search, Stretch at)
{
  gint64 x = 0, y = 0;

  trim (search, &at);
  if (at.from == at.from_end || at.to == at.to_end || !find_middle (search, &at, &x, &y))
    {
      memset (search->removed + at.from, TRUE, (gsize) (at.from_end - at.from));
      memset (search->added + at.to, TRUE, (gsize) (at.to_end - at.to));
      return;
    }
  compare (search, (Stretch){ at.from, x, at.to, y });
  compare (search, (Stretch){ x, at.from_end, y, at.to_end });
}

static void
search_words (Search *search, const Words *from, const Words *to)
{
  gsize reach = EFFORT + 2;
  g_autofree gint64 *forward = g_new0 (gint64, 2 * reach + 1);
  g_autofree gint64 *backward = g_new0 (gint64, 2 * reach + 1);

  search->from = (const guint *) from->numbers->data;
  search->to = (const guint *) to->numbers->data;
  search->forward = forward + reach;
  search->backward = backward + reach;
  compare (search, (Stretch){ 0, from->numbers->len, 0, to->numbers->len });
}

/* --- what is read ----------------------------------------------------------------------------- */

static gsize
find_begin (const Words *words, guint i)
{
  return i == 0 ? 0 : g_array_index (words->ends, gsize, i - 1);
}

/* A space between two changes belongs to them: "gradual return" for "full come-back" is one change.
 */
static void
join_changes (Search *search, const Words *from, const char *text, const Words *to)
{
  guint i = 0, j = 0;

  while (i < from->numbers->len && j < to->numbers->len)
    {
      const char *word = text + find_begin (from, i);

      if (search->removed[i])
        i++;
      else if (search->added[j])
        j++;
      else
        {
          if (*word != '\n' && g_unichar_isspace (g_utf8_get_char (word))
              && ((i > 0 && search->removed[i - 1]) || (j > 0 && search->added[j - 1]))
              && (search->removed[i + 1] || search->added[j + 1]))
            search->removed[i] = search->added[j] = TRUE;
          i++;
          j++;
        }
    }
}

/* Appends the words FIRST to END, if there are any. */
static void
append (GArray *runs,
        EdWordsKind kind,
        const char *text,
        const Words *words,
        guint first,
        guint end)
{
  gsize begin = find_begin (words, first);
  EdWords run = { kind, text + begin, find_begin (words, end) - begin };

  if (end > first)
    g_array_append_val (runs, run);
}

static GArray *
list_runs (const Search *search, const char *from, const Words *f, const char *to, const Words *t)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (EdWords));
  guint i = 0, j = 0;

  while (i < f->numbers->len || j < t->numbers->len)
    {
      guint i0 = i, j0 = j;

      while (search->removed[i])
        i++;
      while (search->added[j])
        j++;
      append (runs, ED_WORDS_REMOVED, from, f, i0, i);
      append (runs, ED_WORDS_ADDED, to, t, j0, j);
      for (j0 = j; i < f->numbers->len && !search->removed[i] && !search->added[j]; i++)
        j++;
      append (runs, ED_WORDS_KEPT, to, t, j0, j);
    }
  return runs;
}

GArray *
ed_word_diff (const char *from, const char *to)
{
  g_autoptr (GHashTable) known = NULL;
  g_autofree guint8 *removed = NULL;
  g_autofree guint8 *added = NULL;
  Words f = { 0 }, t = { 0 };
  Search search = { 0 };
  GArray *runs;

  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  split (&f, from, known);
  split (&t, to, known);
  removed = search.removed = g_new0 (guint8, f.numbers->len + 1);
  added = search.added = g_new0 (guint8, t.numbers->len + 1);
  search_words (&search, &f, &t);
  join_changes (&search, &f, from, &t);
  runs = list_runs (&search, from, &f, to, &t);
  clear_words (&f);
  clear_words (&t);
  return runs;
}
