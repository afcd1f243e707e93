/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/suppression.h"

#include "domain/record.h"

typedef struct
{
  guint n;        /* hidden ones */
  gint64 sum;     /* of them: what total and visible ones give away */
  gint64 highest; /* of them */
} Hidden;

static Hidden
sum_up (const gint64 *counts, const gboolean *is_hidden, guint n)
{
  Hidden hidden = { 0 };

  for (guint i = 0; i < n; i++)
    {
      if (!is_hidden[i])
        continue;
      hidden.n++;
      hidden.sum += counts[i];
      hidden.highest = MAX (hidden.highest, counts[i]);
    }
  return hidden;
}

/* Whether the sum of the hidden ones leaves them open: more than one, together no small number, and
 * neither all as small nor all as large as a number that had to be hidden can be. */
static gboolean
is_open (const Hidden *hidden)
{
  gint64 n = hidden->n;

  if (n == 0)
    return TRUE;
  return n > 1 && hidden->sum >= ED_LEAST_TOLD && hidden->sum > n
         && !(hidden->highest < ED_LEAST_TOLD && hidden->sum == n * (ED_LEAST_TOLD - 1));
}

/* The smallest visible one that is not 0; 0: there is none. */
static gint64
find_smallest (const gint64 *counts, const gboolean *is_hidden, guint n)
{
  gint64 smallest = 0;

  for (guint i = 0; i < n; i++)
    if (!is_hidden[i] && counts[i] > 0 && (smallest == 0 || counts[i] < smallest))
      smallest = counts[i];
  return smallest;
}

/* All that are alike go together: which of them went would tell something. */
static void
hide_all (const gint64 *counts, gboolean *is_hidden, guint n, gint64 count)
{
  for (guint i = 0; i < n; i++)
    is_hidden[i] = is_hidden[i] || counts[i] == count;
}

static gint64
find_total (const gint64 *counts, guint n)
{
  gint64 total = 0;

  for (guint i = 0; i < n; i++)
    total += counts[i];
  return total;
}

void
ed_suppress_counts (gint64 *counts, guint n)
{
  g_autofree gboolean *is_hidden = g_new0 (gboolean, n);
  gint64 total = find_total (counts, n);
  Hidden hidden;
  gint64 next = 0;

  for (guint i = 0; i < n; i++)
    is_hidden[i] = counts[i] > 0 && (counts[i] < ED_LEAST_TOLD || total < ED_LEAST_TOLD);
  hidden = sum_up (counts, is_hidden, n);
  while (!is_open (&hidden) && (next = find_smallest (counts, is_hidden, n)) > 0)
    {
      hide_all (counts, is_hidden, n, next);
      hidden = sum_up (counts, is_hidden, n);
    }
  if (hidden.n > 0 && find_smallest (counts, is_hidden, n) == 0)
    for (guint i = 0; i < n; i++)
      is_hidden[i] = TRUE;
  for (guint i = 0; i < n; i++)
    if (is_hidden[i])
      counts[i] = ED_ABSENT;
}
