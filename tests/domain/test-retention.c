/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long what is known of clients is kept, what holds it back, and what stays of a case. */

#include "domain/report.h"
#include "domain/retention.h"
#include "domain/shell.h"

#include "play.h"

#define CLOSED                                                                              \
  "c case.create company_name=Suzuki client_alias=Canary type=legal phone=06_30_111_1111; " \
  "c case.assign expert=a; a case.contact; a session.add id=11 date=2024-05-01; "           \
  "a satisfaction.score score=9; a case.close closing=50 outcome=completed; "               \
  "c case.approve closing=50"

static EdRetentionFrame
frame_of (const Play *play)
{
  return (EdRetentionFrame){ play->settings, play->zone };
}

static void
test_retention_has_usual_terms (void)
{
  static const struct
  {
    EdRetentionKind kind;
    gint64 months;
  } rows[] = {
    { ED_RETENTION_CASES, 120 },   { ED_RETENTION_DOCUMENTS, 120 }, { ED_RETENTION_MESSAGES, 36 },
    { ED_RETENTION_REQUESTS, 60 }, { ED_RETENTION_MAILS, 12 },      { ED_RETENTION_AUDIT, 120 },
  };
  g_autoptr (EdSettings) settings = ed_settings_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (ed_retention_months (rows[i].kind, settings), ==, rows[i].months);
  settings->keep_cases_months = 24;
  g_assert_cmpint (ed_retention_months (ED_RETENTION_CASES, settings), ==, 24);
  /* With the record goes what belongs to it. */
  g_assert_cmpint (ed_retention_months (ED_RETENTION_DOCUMENTS, settings), ==, 24);
  g_assert_cmpint (ed_retention_months (ED_RETENTION_MESSAGES, settings), ==, 24);
  g_assert_cmpint (ed_retention_months (ED_RETENTION_REQUESTS, settings), ==, 60);
}

static const struct
{
  const char *script;
  EdRetentionKind kind;
  EdCaseCompany company;
  const char *today;
  const char *on; /* NULL: absent */
  EdHold hold;
  gboolean due;
} case_rows[] = {
  { CLOSED, ED_RETENTION_CASES, { 0 }, "2034-04-30", "2034-05-01", ED_HOLD_NONE, FALSE },
  { CLOSED, ED_RETENTION_CASES, { 0 }, "2034-05-01", "2034-05-01", ED_HOLD_NONE, TRUE },
  { CLOSED, ED_RETENTION_CASES, { TRUE }, "2034-05-01", "2034-05-01", ED_HOLD_UNPAID, FALSE },
  /* A year longer, and no more. */
  { CLOSED, ED_RETENTION_CASES, { TRUE }, "2035-04-30", "2034-05-01", ED_HOLD_UNPAID, FALSE },
  { CLOSED, ED_RETENTION_CASES, { TRUE }, "2035-05-01", "2034-05-01", ED_HOLD_UNPAID, TRUE },
  /* What somebody may still have to settle stays. */
  { CLOSED,
    ED_RETENTION_CASES,
    { TRUE, TRUE },
    "2035-05-01",
    "2034-05-01",
    ED_HOLD_LATE_WORK,
    FALSE },
  { CLOSED,
    ED_RETENTION_CASES,
    { FALSE, TRUE },
    "2034-05-01",
    "2034-05-01",
    ED_HOLD_LATE_WORK,
    FALSE },
  { CLOSED, ED_RETENTION_MESSAGES, { 0 }, "2034-05-01", NULL, ED_HOLD_NONE, FALSE },
  { CLOSED,
    ED_RETENTION_MESSAGES,
    { FALSE, FALSE, 1 },
    "2027-05-01",
    "2027-05-01",
    ED_HOLD_NONE,
    TRUE },
  { CLOSED,
    ED_RETENTION_MESSAGES,
    { TRUE, FALSE, 1 },
    "2027-05-01",
    "2027-05-01",
    ED_HOLD_UNPAID,
    FALSE },
  { CLOSED, ED_RETENTION_DOCUMENTS, { 0 }, "2034-05-01", NULL, ED_HOLD_NONE, FALSE },
  { CLOSED "; c case.reopen reason=more",
    ED_RETENTION_CASES,
    { 0 },
    "2099-01-01",
    NULL,
    ED_HOLD_OPEN,
    FALSE },
  { "c case.create company_name=Suzuki client_alias=Canary type=legal",
    ED_RETENTION_CASES,
    { 0 },
    "2099-01-01",
    NULL,
    ED_HOLD_OPEN,
    FALSE },
};

/* Of a case that was approved on 1 May 2024. */
static void
test_retention_of_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (case_rows); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("budapest"), case_rows[i].script);
      const EdRetentionFrame frame = frame_of (play);
      EdRetention found =
          ed_retention_of_case (case_rows[i].kind, play->case_, &case_rows[i].company, &frame);
      gint64 on = case_rows[i].on != NULL ? ed_date_from_text (case_rows[i].on) : ED_ABSENT;

      g_test_message ("row %u", i);
      g_assert_cmpint (found.on, ==, on);
      g_assert_cmpint (found.hold, ==, case_rows[i].hold);
      g_assert_cmpint (ed_retention_is_due (&found, ed_date_from_text (case_rows[i].today)),
                       ==,
                       case_rows[i].due);
    }
}

static void
test_retention_of_requests (void)
{
  static const struct
  {
    EdRequestState state;
    const char *on;
    EdHold hold;
  } rows[] = {
    { ED_REQUEST_UNASSIGNED, NULL, ED_HOLD_OPEN },
    { ED_REQUEST_UNDER_REVIEW, NULL, ED_HOLD_OPEN },
    { ED_REQUEST_COMPLETED, "2029-05-31", ED_HOLD_NONE },
    { ED_REQUEST_CANCELLED, "2029-06-30", ED_HOLD_NONE },
  };
  g_autoptr (EdSettings) settings = ed_settings_new ();
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  const EdRetentionFrame frame = { settings, zone };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdRequest) request = ed_request_new ();
      gint64 on = rows[i].on != NULL ? ed_date_from_text (rows[i].on) : ED_ABSENT;
      EdRetention found;

      request->state = rows[i].state;
      if (request->state == ED_REQUEST_COMPLETED)
        request->completed_at = ed_instant_from_text ("2024-05-31T23:00:00Z");
      if (request->state == ED_REQUEST_CANCELLED)
        request->cancelled_at = ed_instant_from_text ("2024-06-30T00:00:00Z");
      found = ed_retention_of_request (request, &frame);
      g_assert_cmpint (found.on, ==, on);
      g_assert_cmpint (found.hold, ==, rows[i].hold);
    }
}

static void
test_retention_of_lists (void)
{
  g_autoptr (EdSettings) settings = ed_settings_new ();
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  const EdRetentionFrame frame = { settings, zone };
  gint64 today = ed_date_from_text ("2024-02-29");

  g_assert_cmpint (ed_retention_first_kept (ED_RETENTION_MAILS, today, &frame),
                   ==,
                   ed_date_from_text ("2023-02-28"));
}

/* --- shells ----------------------------------------------------------------------------------- */

/* A new field of a case is not in a shell until somebody has thought about it: this is all. */
static void
test_shell_names_nobody (void)
{
  static const char *const kept[] = {
    "id",    "company_id",        "company_name", "type",     "coaching_kind", "channel",
    "month", "consultation_mode", "outcome",      "sessions", "score",         NULL,
  };
  static const char *const counts[] = { "sessions_available",
                                        "contact_minutes",
                                        "closing_days",
                                        NULL };
  g_autoptr (Play) play = play_run (play_new ("budapest"), CLOSED);
  g_autoptr (EdShell) shell = ed_shell_new (play->case_, play_id (77), play->zone);

  for (guint i = 0; i < ed_shell_type.n_fields; i++)
    g_assert_true (g_strv_contains (kept, ed_shell_type.fields[i].name)
                   || g_strv_contains (counts, ed_shell_type.fields[i].name));
  g_assert_cmpstr (shell->id, ==, play_id (77));
  g_assert_cmpstr (shell->company_name, ==, "Suzuki");
  g_assert_cmpint (shell->type, ==, ED_CASE_LEGAL);
  g_assert_cmpint (shell->month, ==, ed_date_from_text ("2024-05-01"));
  g_assert_cmpint (shell->outcome, ==, ED_OUTCOME_COMPLETED);
  g_assert_cmpint (shell->sessions, ==, 1);
  g_assert_cmpint (shell->score, ==, 9);
  g_assert_null (ed_record_find_invalid (&ed_shell_type, shell));
}

static EdReport *
report_of (const EdCase *case_, guint n, const Play *play)
{
  EdReportInquiry inquiry = { .from = ed_date_from_text ("2024-05-01"),
                              .to = ed_date_from_text ("2024-05-31") };
  const EdReportFrame frame = { .inquiry = &inquiry,
                                .zone = play->zone,
                                .contact_due_h = 48,
                                .score_min = 1,
                                .score_max = 10,
                                .covered = ED_ABSENT,
                                .now = play->now };
  g_autoptr (EdReportTally) tally = ed_report_tally_new (&frame);

  while (n-- > 0)
    ed_report_tally_add (tally, case_);
  return ed_report_tally_finish (tally);
}

/* What a report told of the case it tells of the shell. */
static void
test_shell_counts_as_its_case (void)
{
  static const EdReportKind told[] = { ED_REPORT_MONTH,       ED_REPORT_TYPE,    ED_REPORT_CHANNEL,
                                       ED_REPORT_MODE,        ED_REPORT_CONTACT, ED_REPORT_OUTCOME,
                                       ED_REPORT_SATISFACTION };
  static const char *const scripts[] = {
    CLOSED,
    "c case.create company_name=Suzuki client_alias=Canary type=legal channel=phone "
    "consultation_mode=video sessions_available=5",
    "c case.create company_name=Suzuki client_alias=Canary type=legal sessions_available=5; "
    "c case.assign expert=a; wait 3d; a case.contact; a session.add id=11 date=2024-05-02; "
    "a session.add id=12 date=2024-05-03; wait 20d; a satisfaction.score score=2; "
    "a case.close closing=50 outcome=completed; wait 2d; c case.approve closing=50",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("budapest"), scripts[i]);
      g_autoptr (EdShell) shell = ed_shell_new (play->case_, play_id (77), play->zone);
      g_autoptr (EdCase) made = ed_shell_make_case (shell, play->zone);
      g_autoptr (EdReport) before = report_of (play->case_, 5, play);
      g_autoptr (EdReport) after = report_of (made, 5, play);

      for (guint k = 0; k < G_N_ELEMENTS (told); k++)
        g_assert_true (ed_record_equal (&ed_report_group_type,
                                        ed_report_find (before, told[k]),
                                        ed_report_find (after, told[k])));
      g_assert_cmpint (after->cases, ==, 5);
      g_assert_cmpint (after->sessions_used, ==, before->sessions_used);
      g_assert_cmpint (after->sessions_available, ==, before->sessions_available);
      g_assert_cmpint (after->contact_minutes, ==, before->contact_minutes);
      g_assert_cmpint (after->closing_days, ==, before->closing_days);
      g_assert_cmpint (after->score_tenths, ==, before->score_tenths);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/retention/usual-terms", test_retention_has_usual_terms);
  g_test_add_func ("/domain/retention/cases", test_retention_of_cases);
  g_test_add_func ("/domain/retention/requests", test_retention_of_requests);
  g_test_add_func ("/domain/retention/lists", test_retention_of_lists);
  g_test_add_func ("/domain/shell/names-nobody", test_shell_names_nobody);
  g_test_add_func ("/domain/shell/counts-as-its-case", test_shell_counts_as_its_case);
  return g_test_run ();
}
