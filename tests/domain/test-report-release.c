/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which reports may be given away, and that whoever gathers all of them can subtract as they like:
 * no number below the least is to be had. */

#include <string.h>

#include "domain/report-release.h"
#include "domain/suppression.h"

#define TODAY "2026-02-10"

static void
test_lengths_are_of_the_calendar (void)
{
  static const struct
  {
    const char *from, *to;
    gint64 length;
  } rows[] = {
    { "2025-01-01", "2025-12-31", ED_LENGTH_YEAR },
    { "2025-07-01", "2025-12-31", ED_LENGTH_HALF_YEAR },
    { "2025-04-01", "2025-06-30", ED_LENGTH_QUARTER },
    { "2024-02-01", "2024-02-29", ED_LENGTH_MONTH },
    { "2025-02-01", "2025-02-27", ED_ABSENT },
    { "2025-02-01", "2025-04-30", ED_ABSENT },
    { "2025-04-01", "2025-09-30", ED_ABSENT },
    { "2025-01-02", "2026-01-01", ED_ABSENT },
    { "2025-02-01", "2026-01-31", ED_ABSENT },
    { "2025-01-01", "2026-12-31", ED_ABSENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (
        ed_report_length_of (ed_date_from_text (rows[i].from), ed_date_from_text (rows[i].to)),
        ==,
        rows[i].length);
}

static void
test_release_is_judged (void)
{
  static const struct
  {
    const char *company, *from, *to;
    gint64 taken, trouble, length;
  } rows[] = {
    { "Suzuki", "2025-01-01", "2025-12-31", ED_ABSENT, ED_ABSENT, ED_LENGTH_YEAR },
    { "Suzuki", "2025-01-01", "2025-12-31", ED_LENGTH_YEAR, ED_ABSENT, ED_LENGTH_YEAR },
    { "Suzuki",
      "2025-01-01",
      "2025-12-31",
      ED_LENGTH_QUARTER,
      ED_RELEASE_OTHER_LENGTH,
      ED_LENGTH_QUARTER },
    { "Suzuki", "2025-10-01", "2025-12-31", ED_LENGTH_QUARTER, ED_ABSENT, ED_LENGTH_QUARTER },
    { NULL, "2025-01-01", "2025-12-31", ED_ABSENT, ED_RELEASE_ALL_COMPANIES, ED_ABSENT },
    { "Suzuki", "2025-01-01", "2025-11-30", ED_ABSENT, ED_RELEASE_NOT_WHOLE, ED_ABSENT },
    { "Suzuki", "2026-01-01", "2026-12-31", ED_ABSENT, ED_RELEASE_NOT_OVER, ED_ABSENT },
    { "Suzuki", "2026-02-01", "2026-02-28", ED_ABSENT, ED_RELEASE_NOT_OVER, ED_ABSENT },
    { "Suzuki", "2026-01-01", "2026-01-31", ED_ABSENT, ED_ABSENT, ED_LENGTH_MONTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const EdReportInquiry inquiry = { .company_name = (char *) rows[i].company,
                                        .from = ed_date_from_text (rows[i].from),
                                        .to = ed_date_from_text (rows[i].to) };
      g_autoptr (EdReportRelease) release =
          ed_report_release_judge (&inquiry, rows[i].taken, ed_date_from_text (TODAY));

      g_test_message ("row %u", i);
      g_assert_cmpint (release->trouble, ==, rows[i].trouble);
      g_assert_cmpint (release->length, ==, rows[i].length);
    }
}

/* --- the attack --------------------------------------------------------------------------------
 */

#define N_COMPANIES 3
#define N_MONTHS 12
#define N_TYPES 4
#define N_UNKNOWN (N_COMPANIES * N_MONTHS * N_TYPES) /* how many cases of each */
#define N_PERIODS (12 + 4 + 2 + 1)
#define PRIME G_GINT64_CONSTANT (1000003)

static const char *const companies[N_COMPANIES] = { "Small", "Middle", "Large" };

/* What is true, and the equations that are known of it, reduced to rows that each lead with a
 * column of their own; arithmetic is modulo a prime. */
typedef struct
{
  gint64 truth[N_UNKNOWN];
  gint64 rows[N_UNKNOWN][N_UNKNOWN];
  gboolean leads[N_UNKNOWN];
} Attack;

static guint
column (guint company, guint month, guint type)
{
  return (company * N_MONTHS + month) * N_TYPES + type;
}

static gint64
invert (gint64 n)
{
  gint64 result = 1;

  for (gint64 power = PRIME - 2; power > 0; power >>= 1, n = n * n % PRIME)
    if ((power & 1) != 0)
      result = result * n % PRIME;
  return result;
}

/* Takes what is known already out of ROW; the first column that is left, or N_UNKNOWN. */
static guint
reduce (const Attack *self, gint64 *row)
{
  guint first = N_UNKNOWN;

  for (guint i = 0; i < N_UNKNOWN; i++)
    {
      gint64 factor = row[i];

      if (factor == 0)
        continue;
      if (!self->leads[i])
        {
          first = MIN (first, i);
          continue;
        }
      for (guint j = i; j < N_UNKNOWN; j++)
        row[j] = ((row[j] - factor * self->rows[i][j]) % PRIME + PRIME) % PRIME;
    }
  return first;
}

/* A sum over months FROM to TO; COMPANY and TYPE -1: over all. */
static void
write_sum (gint64 *row, int company, guint from, guint to, int type)
{
  memset (row, 0, N_UNKNOWN * sizeof *row);
  for (guint c = 0; c < N_COMPANIES; c++)
    for (guint m = from; m <= to; m++)
      for (guint t = 0; t < N_TYPES; t++)
        if ((company < 0 || c == (guint) company) && (type < 0 || t == (guint) type))
          row[column (c, m, t)] = 1;
}

static void
learn (Attack *self, int company, guint from, guint to, int type)
{
  gint64 row[N_UNKNOWN];
  guint first;
  gint64 scale;

  write_sum (row, company, from, to, type);
  first = reduce (self, row);
  if (first == N_UNKNOWN)
    return;
  scale = invert (row[first]);
  for (guint j = first; j < N_UNKNOWN; j++)
    self->rows[first][j] = row[j] * scale % PRIME;
  self->leads[first] = TRUE;
}

static gboolean
can_compute (const Attack *self, int company, guint from, guint to, int type)
{
  gint64 row[N_UNKNOWN];

  write_sum (row, company, from, to, type);
  return reduce (self, row) == N_UNKNOWN;
}

static gint64
find_truth (const Attack *self, int company, guint from, guint to, int type)
{
  gint64 row[N_UNKNOWN];
  gint64 sum = 0;

  write_sum (row, company, from, to, type);
  for (guint i = 0; i < N_UNKNOWN; i++)
    sum += row[i] * self->truth[i];
  return sum;
}

/* The report by the program's own counting. */
static EdReport *
make_report (const Attack *self, const EdReportInquiry *inquiry, const EdZone *zone)
{
  const EdReportFrame frame = { .inquiry = inquiry,
                                .zone = zone,
                                .contact_due_h = 48,
                                .score_min = 1,
                                .score_max = 10,
                                .covered = ED_ABSENT,
                                .now = ed_instant_from_text (TODAY "T12:00:00Z") };
  g_autoptr (EdReportTally) tally = ed_report_tally_new (&frame);

  for (guint i = 0; i < N_UNKNOWN; i++)
    {
      g_autoptr (EdCase) case_ = ed_case_new ();

      case_->company_name = g_strdup (companies[i / N_TYPES / N_MONTHS]);
      case_->type = i % N_TYPES;
      case_->recorded_at =
          ed_zone_instant (zone, ed_date_new (2025, 1 + (int) (i / N_TYPES % N_MONTHS), 15), 600);
      for (gint64 n = 0; n < self->truth[i]; n++)
        ed_report_tally_add (tally, case_);
    }
  return ed_report_tally_finish (tally);
}

/* Everything that REPORT tells, of COMPANY (-1: all) from month FROM to TO. */
static void
read_report (Attack *self, const EdReport *report, int company, guint from, guint to)
{
  const EdReportGroup *types = ed_report_find (report, ED_REPORT_TYPE);
  const EdReportGroup *by_month = ed_report_find (report, ED_REPORT_MONTH);

  if (report->cases != ED_ABSENT)
    learn (self, company, from, to, -1);
  for (guint t = 0; types != NULL && t < N_TYPES; t++)
    {
      const EdReportCell *cell = ed_report_group_find (types, ed_case_type_choices[t].word);

      if (cell->count != ED_ABSENT)
        learn (self, company, from, to, (int) t);
    }
  for (guint m = 0; by_month != NULL && m < by_month->cells->len; m++)
    if (((const EdReportCell *) by_month->cells->pdata[m])->count != ED_ABSENT)
      learn (self, company, from + m, from + m, -1);
}

/* The N-th period of the year: its months. */
static void
find_period (guint n, guint *from, guint *to)
{
  for (EdReportLength length = 0; length < ED_N_LENGTHS; length++)
    {
      guint months = (guint) ed_report_length_months (length);

      if (n < N_MONTHS / months)
        {
          *from = n * months;
          *to = *from + months - 1;
          return;
        }
      n -= N_MONTHS / months;
    }
  g_assert_not_reached ();
}

/* Small numbers that the reader of all reports, which were asked for in a random order, has. */
static guint
count_found (const Attack *self)
{
  guint found = 0;

  for (guint c = 0; c < N_COMPANIES; c++)
    for (guint n = 0; n < N_PERIODS; n++)
      for (int t = -1; t < N_TYPES; t++)
        {
          guint from, to;
          gint64 truth;

          find_period (n, &from, &to);
          truth = find_truth (self, (int) c, from, to, t);
          found += truth > 0 && truth < ED_LEAST_TOLD && can_compute (self, (int) c, from, to, t);
        }
  return found;
}

static Attack *
begin_attack (GRand *random)
{
  static const int greatest[N_COMPANIES] = { 2, 4, 16 };
  Attack *self = g_new0 (Attack, 1);

  for (guint i = 0; i < N_UNKNOWN; i++)
    self->truth[i] = g_rand_int_range (random, 0, greatest[i / N_TYPES / N_MONTHS]);
  return self;
}

static guint
attack (GRand *random, gboolean is_judged, guint *n_reports)
{
  g_autofree Attack *self = begin_attack (random);
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  gint64 taken[N_COMPANIES] = { ED_ABSENT, ED_ABSENT, ED_ABSENT };

  for (guint i = 0; i < 300; i++)
    {
      int company = g_rand_int_range (random, -1, N_COMPANIES);
      guint from, to;
      EdReportInquiry inquiry;
      g_autoptr (EdReportRelease) release = NULL;
      g_autoptr (EdReport) report = NULL;

      find_period ((guint) g_rand_int_range (random, 0, N_PERIODS), &from, &to);
      inquiry = (EdReportInquiry){
        .company_name = company >= 0 ? (char *) companies[company] : NULL,
        .from = ed_date_new (2025, (int) from + 1, 1),
        .to = ed_date_add_months (ed_date_new (2025, (int) to + 1, 1), 1) - 1,
      };
      release = ed_report_release_judge (&inquiry,
                                         company >= 0 ? taken[company] : ED_ABSENT,
                                         ed_date_from_text (TODAY));
      if (is_judged && release->trouble != ED_ABSENT)
        continue;
      if (company >= 0)
        taken[company] = release->length;
      report = make_report (self, &inquiry, zone);
      read_report (self, report, company, from, to);
      ++*n_reports;
    }
  return count_found (self);
}

/* All that may be given away of a year, in whatever order it was asked for, gives no small number
 * away; without the rule it would: so the attack is one. */
static void
test_reports_cannot_be_subtracted (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);
  guint given = 0, all = 0, without = 0;

  for (guint i = 0; i < 12; i++)
    {
      g_assert_cmpuint (attack (random, TRUE, &given), ==, 0);
      without += attack (random, FALSE, &all);
    }
  g_assert_cmpuint (given, >, 100);
  g_assert_cmpuint (without, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/domain/report-release/" path, function)
  ADD ("lengths-are-of-the-calendar", test_lengths_are_of_the_calendar);
  ADD ("release-is-judged", test_release_is_judged);
  ADD ("reports-cannot-be-subtracted", test_reports_cannot_be_subtracted);
  return g_test_run ();
}
