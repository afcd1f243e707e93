/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What has been changed in a text, as people read it. */

#include "domain/word-diff.h"

#include <string.h>

/* [-removed-], {+added+}. */
static char *
describe (const GArray *runs)
{
  static const char *const begin[] = { "", "[-", "{+" };
  static const char *const end[] = { "", "-]", "+}" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const EdWords *run = &g_array_index (runs, EdWords, i);

      g_string_append (text, begin[run->kind]);
      g_string_append_len (text, run->text, (gssize) run->length);
      g_string_append (text, end[run->kind]);
    }
  return g_string_free (text, FALSE);
}

/* Both texts can be read from the runs, and no two neighbours are of one kind. */
static void
check_runs (const GArray *runs, const char *from, const char *to)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const EdWords *run = &g_array_index (runs, EdWords, i);

      g_assert_cmpuint (run->length, >, 0);
      g_assert_true (i == 0 || run[-1].kind != run->kind);
      g_assert_false (i > 0 && run[-1].kind == ED_WORDS_ADDED && run->kind == ED_WORDS_REMOVED);
      if (run->kind != ED_WORDS_ADDED)
        g_string_append_len (before, run->text, (gssize) run->length);
      if (run->kind != ED_WORDS_REMOVED)
        g_string_append_len (after, run->text, (gssize) run->length);
    }
  g_assert_cmpstr (before->str, ==, from);
  g_assert_cmpstr (after->str, ==, to);
}

static void
test_changes_are_words (void)
{
  static const struct
  {
    const char *from, *to, *told;
  } rows[] = {
    { "", "", "" },
    { "", "New.", "{+New.+}" },
    { "Old.", "", "[-Old.-]" },
    { "The same.", "The same.", "The same." },
    { "is possible from", "is advisable from", "is [-possible-]{+advisable+} from" },
    { "from January", "from 12 January", "from {+12 +}January" },
    { "after three weeks.",
      "after three weeks, provided that it continues.",
      "after three weeks{+, provided that it continues+}." },
    /* one change, not two with a space between them */
    { "a gradual return is", "a full comeback is", "a [-gradual return-]{+full comeback+} is" },
    /* a word changes whole, letters and marks of one letter included */
    { "work", "works", "[-work-]{+works+}" },
    { "Kovács úr", "Kovacs úr", "[-Kovács-]{+Kovacs+} úr" },
    { "e\xcc\x81t\xc3\xa9", "et\xc3\xa9", "[-e\xcc\x81t\xc3\xa9-]{+et\xc3\xa9+}" },
    /* spaces and lines */
    { "one two", "one  two", "one[- -]{+  +}two" },
    { "First.\nSecond.", "First.\n\nSecond.", "First.\n{+\n+}Second." },
    { "a\nb", "c\nd", "[-a-]{+c+}\n[-b-]{+d+}" },
    { "60 %", "40 %", "[-60-]{+40+} %" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) runs = ed_word_diff (rows[i].from, rows[i].to);
      g_autofree char *told = describe (runs);

      check_runs (runs, rows[i].from, rows[i].to);
      g_assert_cmpstr (told, ==, rows[i].told);
    }
}

/* The longest common subsequence, the slow and sure way. */
static guint
count_common (const char *from, const char *to)
{
  guint common[17][17] = { { 0 } };
  gsize n = strlen (from), m = strlen (to);

  for (gsize i = n; i-- > 0;)
    for (gsize j = m; j-- > 0;)
      common[i][j] =
          from[i] == to[j] ? common[i + 1][j + 1] + 1 : MAX (common[i + 1][j], common[i][j + 1]);
  return common[0][0];
}

static char *
make_marks (GRand *rand)
{
  static const char marks[] = "!?.,;";
  guint n = (guint) g_rand_int_range (rand, 0, 17);
  char *text = g_malloc0 (n + 1);

  for (guint i = 0; i < n; i++)
    text[i] = marks[g_rand_int_range (rand, 0, 1 + (gint) (n % 5))];
  return text;
}

static void
test_script_is_shortest (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *from = make_marks (rand);
      g_autofree char *to = make_marks (rand);
      g_autoptr (GArray) runs = ed_word_diff (from, to);
      gsize kept = 0;

      check_runs (runs, from, to);
      for (guint i = 0; i < runs->len; i++)
        if (g_array_index (runs, EdWords, i).kind == ED_WORDS_KEPT)
          kept += g_array_index (runs, EdWords, i).length;
      g_assert_cmpuint (kept, ==, count_common (from, to));
    }
}

/* N words, and every STEPth another one than with other SALT. */
static char *
make_text (guint n, guint step, guint salt)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, i % step == 0 ? "x%u.%u " : "word%u ", i % 97, salt);
  return g_string_free (text, FALSE);
}

static void
test_long_texts_end (void)
{
  static const struct
  {
    guint words, step;
  } rows[] = { { 50000, 5000 }, { 20000, 10 }, { 20000, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *from = make_text (rows[i].words, rows[i].step, 1);
      g_autofree char *to = make_text (rows[i].words, rows[i].step, 2);
      g_autoptr (GArray) runs = ed_word_diff (from, to);

      check_runs (runs, from, to);
      if (rows[i].step == 5000) /* "x0.", then ten times a removed, an added, a kept one */
        g_assert_cmpuint (runs->len, ==, 31);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/word-diff/changes-are-words", test_changes_are_words);
  g_test_add_func ("/domain/word-diff/script-is-shortest", test_script_is_shortest);
  g_test_add_func ("/domain/word-diff/long-texts-end", test_long_texts_end);
  return g_test_run ();
}
