/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures over cases: what is counted where, and what is too small to be told. */

#include "domain/report.h"

#include <string.h>

#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)

typedef struct
{
  EdZone *zone;
  EdReportInquiry inquiry;
  EdReportFrame frame;
  EdReportTally *tally;
} Desk;

/* A quarter of 2020; Budapest is an hour ahead of UTC in winter. */
static void
set_up (Desk *desk, gconstpointer unused)
{
  const gint64 at[] = { 0 };
  const gint32 offset[] = { 3600 };

  desk->zone = ed_zone_new (at, offset, 1);
  desk->inquiry.from = ed_date_from_text ("2020-01-01");
  desk->inquiry.to = ed_date_from_text ("2020-03-31");
  desk->frame = (EdReportFrame){ .inquiry = &desk->inquiry,
                                 .zone = desk->zone,
                                 .contact_due_h = 48,
                                 .score_min = 1,
                                 .score_max = 10,
                                 .covered = 1000,
                                 .now = ed_instant_from_text ("2020-06-01T10:00:00Z") };
  desk->tally = ed_report_tally_new (&desk->frame);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  ed_report_tally_free (desk->tally);
  ed_zone_free (desk->zone);
}

static EdCase *
make_case (const char *recorded_at)
{
  EdCase *case_ = ed_case_new ();

  case_->recorded_at = ed_instant_from_text (recorded_at);
  case_->company_name = g_strdup ("Suzuki");
  case_->type = ED_CASE_PSYCHOLOGICAL;
  case_->state = ED_CASE_ASSIGNED;
  return case_;
}

/* Takes CASE_. */
static void
add (Desk *desk, EdCase *case_)
{
  ed_report_tally_add (desk->tally, case_);
  ed_case_free (case_);
}

static void
add_many (Desk *desk, guint n, const char *recorded_at)
{
  while (n-- > 0)
    add (desk, make_case (recorded_at));
}

static gint64
find (const EdReport *report, EdReportKind kind, const char *key)
{
  const EdReportGroup *group = ed_report_find (report, kind);
  const EdReportCell *cell;

  g_assert_nonnull (group);
  cell = ed_report_group_find (group, key);
  g_assert_nonnull (cell);
  return cell->count;
}

static void
test_period_and_company_decide (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    const char *recorded_at, *company;
    gboolean counts;
  } rows[] = {
    { "2019-12-31T22:59:00Z", "Suzuki", FALSE }, /* 23:59 in Budapest */
    { "2019-12-31T23:00:00Z", "Suzuki", TRUE },  { "2020-03-31T21:59:00Z", "Suzuki", TRUE },
    { "2020-03-31T23:00:00Z", "Suzuki", FALSE }, { "2020-02-01T10:00:00Z", "Suzuki Kft.", FALSE },
    { "2020-02-01T10:00:00Z", " SUZUKI", TRUE }, { "2020-02-01T10:00:00Z", NULL, FALSE },
  };
  g_autoptr (EdReport) report = NULL;

  desk->inquiry.company_name = (char *) "Suzuki";
  add_many (desk, 5, "2020-02-15T10:00:00Z");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdCase *case_ = make_case (rows[i].recorded_at);

      g_free (case_->company_name);
      case_->company_name = g_strdup (rows[i].company);
      add (desk, case_);
    }
  report = ed_report_tally_finish (desk->tally);
  g_assert_cmpint (report->cases, ==, 8);
  g_assert_cmpint (report->covered, ==, 1000);
  g_assert_cmpstr (report->company_name, ==, "Suzuki");
}

static void
test_few_cases_tell_nothing (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdReport) none = ed_report_tally_finish (desk->tally);
  g_autoptr (EdReport) few = NULL;
  g_autoptr (EdReport) enough = NULL;

  g_assert_cmpint (none->cases, ==, 0);
  g_assert_cmpuint (none->groups->len, ==, 0);
  add_many (desk, 4, "2020-02-15T10:00:00Z");
  few = ed_report_tally_finish (desk->tally);
  g_assert_cmpint (few->cases, ==, ED_ABSENT);
  g_assert_cmpuint (few->groups->len, ==, 0);
  add_many (desk, 1, "2020-02-15T10:00:00Z");
  enough = ed_report_tally_finish (desk->tally);
  g_assert_cmpint (enough->cases, ==, 5);
  g_assert_cmpuint (enough->groups->len, ==, ED_N_REPORT_GROUPS);
}

static void
test_months_run_through (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdReport) report = NULL;
  const EdReportGroup *months;

  add_many (desk, 6, "2020-01-15T10:00:00Z");
  add_many (desk, 7, "2020-03-15T10:00:00Z");
  report = ed_report_tally_finish (desk->tally);
  months = ed_report_find (report, ED_REPORT_MONTH);
  g_assert_cmpuint (months->cells->len, ==, 3);
  g_assert_cmpint (find (report, ED_REPORT_MONTH, "2020-01"), ==, 6);
  g_assert_cmpint (find (report, ED_REPORT_MONTH, "2020-02"), ==, 0);
  g_assert_cmpint (find (report, ED_REPORT_MONTH, "2020-03"), ==, 7);
}

static void
test_months_to_come_are_left_out (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdReport) report = NULL;

  desk->inquiry.to = ed_date_from_text ("2020-12-31");
  add_many (desk, 6, "2020-01-15T10:00:00Z");
  report = ed_report_tally_finish (desk->tally);
  g_assert_cmpuint (ed_report_find (report, ED_REPORT_MONTH)->cells->len, ==, 6);
}

static void
test_ages_are_grouped (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    gint64 age;
    const char *key;
  } rows[] = {
    { 0, "0-17" },   { 17, "0-17" },  { 18, "18-29" }, { 29, "18-29" }, { 30, "30-39" },
    { 49, "40-49" }, { 50, "50-59" }, { 60, "60-" },   { 120, "60-" },  { ED_ABSENT, "unknown" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdReportTally) tally = ed_report_tally_new (&desk->frame);
      g_autoptr (EdReport) report = NULL;

      for (guint n = 0; n < 5; n++)
        {
          g_autoptr (EdCase) case_ = make_case ("2020-02-15T10:00:00Z");

          case_->age = rows[i].age;
          ed_report_tally_add (tally, case_);
        }
      report = ed_report_tally_finish (tally);
      g_assert_cmpint (find (report, ED_REPORT_AGE, rows[i].key), ==, 5);
    }
}

static void
test_small_parts_are_hidden (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdReport) report = NULL;

  for (guint i = 0; i < 40; i++)
    {
      EdCase *case_ = make_case ("2020-02-15T10:00:00Z");

      case_->sex = i < 2 ? 2 : i < 20 ? 1 : 0;
      add (desk, case_);
    }
  report = ed_report_tally_finish (desk->tally);
  g_assert_cmpint (find (report, ED_REPORT_SEX, "other"), ==, ED_ABSENT);
  g_assert_cmpint (find (report, ED_REPORT_SEX, "female"), ==, ED_ABSENT);
  g_assert_cmpint (find (report, ED_REPORT_SEX, "male"), ==, 20);
  g_assert_true (ed_report_group_hides (ed_report_find (report, ED_REPORT_SEX)));
  g_assert_false (ed_report_group_hides (ed_report_find (report, ED_REPORT_TYPE)));
}

static void
test_shared_problems_are_told (Desk *desk, gconstpointer unused)
{
  static const char *const problems[] = {
    "Burn-out",
    " burn-out ",
    "BURN-OUT",
    "Burn-out",
    "Burn-out",
    "Burn-out",
    "Somebody's own story",
    "other",
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    "One",
    "Two",
    "Three",
  };
  g_autoptr (EdReport) report = NULL;
  const EdReportGroup *group;

  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      EdCase *case_ = make_case ("2020-02-15T10:00:00Z");

      case_->problem_details = g_strdup (problems[i]);
      add (desk, case_);
    }
  report = ed_report_tally_finish (desk->tally);
  group = ed_report_find (report, ED_REPORT_PROBLEM);
  g_assert_cmpuint (group->cells->len, ==, 3);
  g_assert_cmpint (find (report, ED_REPORT_PROBLEM, "Burn-out"), ==, 6);
  g_assert_cmpint (find (report, ED_REPORT_PROBLEM, "other"), ==, 5);
  g_assert_cmpint (find (report, ED_REPORT_PROBLEM, "unknown"), ==, 5);
}

static void
add_course (Desk *desk, gint64 contact_h, gint64 close_days, gint64 score)
{
  EdCase *case_ = make_case ("2020-02-03T10:00:00Z");

  case_->assigned_at = case_->recorded_at + HOUR;
  if (contact_h != ED_ABSENT)
    case_->contacted_at = case_->assigned_at + contact_h * HOUR;
  case_->satisfaction_score = score;
  case_->sessions_available = 5;
  if (close_days != ED_ABSENT)
    {
      case_->state = ED_CASE_CLOSED;
      case_->closing = ed_record_new (&ed_closing_type);
      case_->closing->outcome = 0;
      case_->approval = ed_record_new (&ed_approval_type);
      case_->approval->at = case_->recorded_at + close_days * DAY;
    }
  add (desk, case_);
}

static void
test_times_and_scores (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    gint64 contact_h, close_days, score;
  } rows[] = {
    { 2, 20, 10 },
    { 4, 30, 9 },
    { 48, 40, 8 },
    { 49, 50, 7 },
    { 10, 60, 10 },
    { 6, 70, 3 },
    { 50, 80, 4 },
    { 60, 90, 2 },
    { 70, 100, 1 },
    { 80, 110, 1 },
    { ED_ABSENT, ED_ABSENT, ED_ABSENT },
    { ED_ABSENT, ED_ABSENT, ED_ABSENT },
    { ED_ABSENT, ED_ABSENT, ED_ABSENT },
    { ED_ABSENT, ED_ABSENT, ED_ABSENT },
    { ED_ABSENT, ED_ABSENT, ED_ABSENT },
  };
  g_autoptr (EdReport) report = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add_course (desk, rows[i].contact_h, rows[i].close_days, rows[i].score);
  report = ed_report_tally_finish (desk->tally);
  g_assert_cmpint (find (report, ED_REPORT_CONTACT, "within"), ==, 5);
  g_assert_cmpint (find (report, ED_REPORT_CONTACT, "later"), ==, 5);
  g_assert_cmpint (find (report, ED_REPORT_CONTACT, "open"), ==, 5);
  g_assert_cmpint (report->contact_minutes, ==, (48 * 60 + 49 * 60) / 2);
  g_assert_cmpint (report->closing_days, ==, 65);
  g_assert_cmpint (report->score_tenths, ==, 55);
  g_assert_cmpint (report->sessions_available, ==, 75);
  g_assert_cmpint (report->sessions_used, ==, 0);
  g_assert_cmpint (find (report, ED_REPORT_OUTCOME, "completed"), ==, 10);
  g_assert_cmpint (find (report, ED_REPORT_OUTCOME, "open"), ==, 5);
}

/* Fewer than five stand behind a median or a mean: it is not told. */
static void
test_few_times_are_not_told (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdReport) report = NULL;

  for (guint i = 0; i < 4; i++)
    add_course (desk, 5, 30, 10);
  add_many (desk, 10, "2020-02-15T10:00:00Z");
  report = ed_report_tally_finish (desk->tally);
  g_assert_cmpint (report->contact_minutes, ==, ED_ABSENT);
  g_assert_cmpint (report->closing_days, ==, ED_ABSENT);
  g_assert_cmpint (report->score_tenths, ==, ED_ABSENT);
  g_assert_cmpint (report->sessions_available, ==, ED_ABSENT);
}

static void
test_scores_by_thirds (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    gint64 max, score;
    const char *key;
  } rows[] = {
    { 10, 1, "low" },  { 10, 4, "low" },   { 10, 5, "middle" }, { 10, 7, "middle" },
    { 10, 8, "high" }, { 10, 10, "high" }, { 5, 1, "low" },     { 5, 3, "middle" },
    { 5, 5, "high" },  { 5, 7, "none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdReportFrame frame = desk->frame;
      g_autoptr (EdReportTally) tally = NULL;
      g_autoptr (EdReport) report = NULL;

      frame.score_max = rows[i].max;
      tally = ed_report_tally_new (&frame);
      for (guint n = 0; n < 5; n++)
        {
          g_autoptr (EdCase) case_ = make_case ("2020-02-15T10:00:00Z");

          case_->satisfaction_score = rows[i].score;
          ed_report_tally_add (tally, case_);
        }
      report = ed_report_tally_finish (tally);
      g_assert_cmpint (find (report, ED_REPORT_SATISFACTION, rows[i].key), ==, 5);
    }
}

/* Whatever is added, the parts of a group never tell more than the number of cases. */
static void
test_groups_share_one_total (Desk *desk, gconstpointer unused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (261);
  g_autoptr (EdReport) report = NULL;

  for (guint i = 0; i < 300; i++)
    {
      EdCase *case_ = make_case ("2020-02-15T10:00:00Z");

      case_->type = g_rand_int_range (random, 0, 4);
      case_->sex = g_rand_boolean (random) ? g_rand_int_range (random, 0, 3) : ED_ABSENT;
      case_->age = g_rand_int_range (random, 0, 90);
      case_->channel = g_rand_int_range (random, 0, 5);
      case_->satisfaction_score = g_rand_int_range (random, 0, 14);
      add (desk, case_);
    }
  report = ed_report_tally_finish (desk->tally);
  for (guint i = 0; i < report->groups->len; i++)
    {
      const EdReportGroup *group = report->groups->pdata[i];
      gint64 sum = 0;

      for (guint j = 0; j < group->cells->len; j++)
        sum += MAX (((const EdReportCell *) group->cells->pdata[j])->count, 0);
      if (ed_report_group_hides (group))
        g_assert_cmpint (sum, <=, 300 - 5);
      else
        g_assert_cmpint (sum, ==, 300);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, test) g_test_add ("/domain/report/" path, Desk, NULL, set_up, test, tear_down)
  TEST ("period-and-company-decide", test_period_and_company_decide);
  TEST ("few-cases-tell-nothing", test_few_cases_tell_nothing);
  TEST ("months-run-through", test_months_run_through);
  TEST ("months-to-come-are-left-out", test_months_to_come_are_left_out);
  TEST ("ages-are-grouped", test_ages_are_grouped);
  TEST ("small-parts-are-hidden", test_small_parts_are_hidden);
  TEST ("shared-problems-are-told", test_shared_problems_are_told);
  TEST ("times-and-scores", test_times_and_scores);
  TEST ("few-times-are-not-told", test_few_times_are_not_told);
  TEST ("scores-by-thirds", test_scores_by_thirds);
  TEST ("groups-share-one-total", test_groups_share_one_total);
  return g_test_run ();
}
