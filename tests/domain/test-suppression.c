/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small numbers that are not told, and cannot be worked out. */

#include <string.h>

#include "domain/record.h"
#include "domain/suppression.h"

#define N_MAX 5
#define H ED_ABSENT

static void
test_table (void)
{
  static const struct
  {
    guint n;
    gint64 counts[N_MAX], told[N_MAX];
  } rows[] = {
    { 3, { 10, 20, 30 }, { 10, 20, 30 } },
    { 3, { 0, 20, 30 }, { 0, 20, 30 } },
    { 3, { 5, 5, 5 }, { 5, 5, 5 } },
    { 3, { 1, 50, 60 }, { H, H, 60 } },
    { 3, { 60, 3, 50 }, { 60, H, H } },
    { 4, { 2, 50, 60, 0 }, { H, H, 60, 0 } },
    { 4, { 2, 4, 60, 0 }, { H, H, 60, 0 } },
    { 4, { 1, 1, 60, 70 }, { H, H, H, 70 } }, /* together they would be 2: one each */
    { 4, { 4, 4, 60, 70 }, { H, H, H, 70 } }, /* together 8: four each */
    { 3, { 1, 50, 0 }, { H, H, H } },         /* nothing else is left to tell */
    { 3, { 1, 2, 1 }, { H, H, H } },          /* four people in all */
    { 3, { 4, 0, 0 }, { H, H, H } },
    { 3, { 5, 0, 0 }, { 5, 0, 0 } },
    { 2, { 0, 0 }, { 0, 0 } },
    { 1, { 3 }, { H } },
    { 1, { 7 }, { 7 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 counts[N_MAX];

      memcpy (counts, rows[i].counts, sizeof counts);
      ed_suppress_counts (counts, rows[i].n);
      for (guint j = 0; j < rows[i].n; j++)
        g_assert_cmpint (counts[j], ==, rows[i].told[j]);
    }
}

/* What somebody who knows the total, what is told and the rule itself can find out of the hidden
 * numbers: the least and greatest that fit. */
typedef struct
{
  gint64 least[N_MAX], greatest[N_MAX];
} Insight;

static char *
write_key (gint64 total, const gint64 *told, guint n)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%" G_GINT64_FORMAT, total);
  for (guint i = 0; i < n; i++)
    {
      if (told[i] == ED_ABSENT)
        g_string_append (key, ",-");
      else
        g_string_append_printf (key, ",%" G_GINT64_FORMAT, told[i]);
    }
  return g_string_free (key, FALSE);
}

static void
learn (GHashTable *insights, const gint64 *counts, guint n)
{
  gint64 told[N_MAX];
  gint64 total = 0;
  g_autofree char *key = NULL;
  Insight *insight;

  memcpy (told, counts, n * sizeof *told);
  for (guint i = 0; i < n; i++)
    total += counts[i];
  ed_suppress_counts (told, n);
  key = write_key (total, told, n);
  insight = g_hash_table_lookup (insights, key);
  if (insight == NULL)
    {
      insight = g_new (Insight, 1);
      memcpy (insight->least, counts, n * sizeof *counts);
      memcpy (insight->greatest, counts, n * sizeof *counts);
      g_hash_table_insert (insights, g_strdup (key), insight);
    }
  for (guint i = 0; i < n; i++)
    {
      insight->least[i] = MIN (insight->least[i], counts[i]);
      insight->greatest[i] = MAX (insight->greatest[i], counts[i]);
    }
}

/* All ways to share TOTAL among N parts, from part I on. */
static void
learn_all (GHashTable *insights, gint64 *counts, guint i, guint n, gint64 total)
{
  if (i == n - 1)
    {
      counts[i] = total;
      learn (insights, counts, n);
      return;
    }
  for (counts[i] = 0; counts[i] <= total; counts[i]++)
    learn_all (insights, counts, i + 1, n, total - counts[i]);
}

static void
check_key (const char *key, const Insight *insight)
{
  g_auto (GStrv) parts = g_strsplit (key, ",", -1);

  for (guint i = 1; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], "-") && insight->least[i - 1] == insight->greatest[i - 1])
      g_error ("%s tells that part %u is %" G_GINT64_FORMAT, key, i, insight->least[i - 1]);
}

/* For every total up to a bound and every way to share it: no hidden number is certain, and none
 * that is told is small. */
static void
test_nothing_hidden_is_certain (void)
{
  static const struct
  {
    guint n;
    gint64 total;
  } rows[] = { { 2, 40 }, { 3, 36 }, { 4, 30 }, { 5, 24 } };

  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    for (gint64 total = 1; total <= rows[row].total; total++)
      {
        g_autoptr (GHashTable) insights =
            g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
        gint64 counts[N_MAX];
        GHashTableIter iter;
        gpointer key, insight;

        learn_all (insights, counts, 0, rows[row].n, total);
        g_hash_table_iter_init (&iter, insights);
        while (g_hash_table_iter_next (&iter, &key, &insight))
          check_key (key, insight);
      }
}

static void
test_no_small_number_is_told (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20200318);

  for (guint round = 0; round < 20000; round++)
    {
      gint64 counts[N_MAX], told[N_MAX];

      for (guint i = 0; i < N_MAX; i++)
        counts[i] = g_rand_int_range (random, 0, g_rand_boolean (random) ? 8 : 200);
      memcpy (told, counts, sizeof told);
      ed_suppress_counts (told, N_MAX);
      for (guint i = 0; i < N_MAX; i++)
        {
          g_assert_true (told[i] == ED_ABSENT || told[i] == counts[i]);
          g_assert_true (told[i] == ED_ABSENT || told[i] == 0 || told[i] >= ED_LEAST_TOLD);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/suppression/table", test_table);
  g_test_add_func ("/domain/suppression/nothing-hidden-is-certain", test_nothing_hidden_is_certain);
  g_test_add_func ("/domain/suppression/no-small-number-is-told", test_no_small_number_is_told);
  return g_test_run ();
}
