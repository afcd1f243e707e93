/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures that the server answers: of what it holds, to whom, and written down. */

#include "domain/report-release.h"
#include "house.h"
#include "server/api-state.h"
#include "server/document-table.h"
#include "wire/record-json.h"

static EdReport *
ask (Person *person, const char *body)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  EdReport *report;

  g_assert_cmpuint (person_call (person, "POST", "/v1/reports/summary", NULL, body, &response),
                    ==,
                    200);
  text = response_text (&response);
  report = ed_record_from_json (&ed_report_type, text, -1, ED_WIRE_STRICT, &error);
  g_assert_no_error (error);
  return report;
}

#define EVER "{\"from\":\"2000-01-01\",\"to\":\"2099-12-31\"}"

static gint64
find (const EdReport *report, EdReportKind kind, const char *key)
{
  return ed_report_group_find (ed_report_find (report, kind), key)->count;
}

static void
test_counts_what_is_there (House *house, gconstpointer unused)
{
  g_autoptr (EdReport) none = ask (house->coordinator, EVER);
  g_autoptr (EdReport) report = NULL;

  g_assert_cmpint (none->cases, ==, 0);
  for (guint i = 0; i < 6; i++)
    g_free (person_create_case (house->coordinator, "legal"));
  for (guint i = 0; i < 5; i++)
    g_free (person_create_case (house->coordinator, "psychological"));
  report = ask (house->coordinator, EVER);
  g_assert_cmpint (report->cases, ==, 11);
  g_assert_cmpint (find (report, ED_REPORT_TYPE, "legal"), ==, 6);
  g_assert_cmpint (find (report, ED_REPORT_TYPE, "psychological"), ==, 5);
  g_assert_cmpint (find (report, ED_REPORT_OUTCOME, "open"), ==, 11);
}

/* What is in a report is decided by the whole document; texts that are not counted stay unread. */
static void
test_counts_what_was_done (House *house, gconstpointer unused)
{
  g_autoptr (EdReport) report = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = person_create_case (house->coordinator, "legal");
      g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);

      ed_manual_clock_advance (&house->office->clock, 10 * 60000);
      person_must (house->expert, NULL, "case.contact", id, assignment, NULL);
      person_must (house->coordinator,
                   NULL,
                   "case.edit",
                   id,
                   NULL,
                   "{\"problem_details\":{\"to\":\"Contract of \\\"work\\\"\"},"
                   "\"chat_text\":{\"to\":\"{\\\"recorded_at\\\":1}\"}}");
    }
  report = ask (house->coordinator, EVER);
  g_assert_cmpint (report->contact_minutes, ==, 10);
  g_assert_cmpint (find (report, ED_REPORT_CONTACT, "within"), ==, 5);
  g_assert_cmpint (find (report, ED_REPORT_PROBLEM, "Contract of \"work\""), ==, 5);
}

static void
test_period_and_company_are_asked_for (House *house, gconstpointer unused)
{
  g_autoptr (EdReport) past = NULL;
  g_autoptr (EdReport) other = NULL;

  for (guint i = 0; i < 6; i++)
    g_free (person_create_case (house->coordinator, "legal"));
  past = ask (house->coordinator, "{\"from\":\"2000-01-01\",\"to\":\"2000-12-31\"}");
  g_assert_cmpint (past->cases, ==, 0);
  other = ask (house->coordinator,
               "{\"company_name\":\"Nobody\",\"from\":\"2000-01-01\",\"to\":\"2099-12-31\"}");
  g_assert_cmpint (other->cases, ==, 0);
  g_assert_cmpstr (other->company_name, ==, "Nobody");
}

/* More than are read at a time, none twice and none left out. */
static void
test_many_are_counted_once (House *house, gconstpointer unused)
{
  EdDb *db = house->office->api->writer;
  g_autoptr (EdReport) report = NULL;

  for (guint i = 0; i < 1501; i++)
    {
      g_autofree char *id = office_make_id (house->office);
      g_autofree char *body =
          g_strdup_printf ("{\"id\":\"%s\",\"state\":\"recorded\",\"type\":\"%s\","
                           "\"recorded_at\":\"2020-03-18T19:44:00.000Z\"}",
                           id,
                           i % 3 == 0 ? "legal" : "financial");

      g_assert_true (ed_documents_store (db, "case", id, 1, body, strlen (body), NULL));
    }
  report = ask (house->coordinator, EVER);
  g_assert_cmpint (report->cases, ==, 1501);
  g_assert_cmpint (find (report, ED_REPORT_TYPE, "legal"), ==, 501);
}

static void
add_company (House *house, const char *name, const char *rest)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\"%s}", id, name, rest);

  g_assert_true (
      ed_documents_store (house->office->api->writer, "company", id, 1, body, strlen (body), NULL));
}

/* Persons covered: of the company, or of all, unless one does not say. */
static void
test_covered_are_summed (House *house, gconstpointer unused)
{
  static const char of_suzuki[] =
      "{\"company_name\":\"Suzuki\",\"from\":\"2000-01-01\",\"to\":\"2099-12-31\"}";
  g_autoptr (EdReport) none = ask (house->coordinator, EVER);
  g_autoptr (EdReport) all = NULL;
  g_autoptr (EdReport) one = NULL;
  g_autoptr (EdReport) unknown = NULL;

  g_assert_cmpint (none->covered, ==, ED_ABSENT);
  add_company (house, " SUZUKI", ",\"covered\":1200");
  add_company (house, "Bosch", ",\"covered\":800");
  add_company (house, "Gone", ",\"covered\":7,\"retired\":true");
  all = ask (house->coordinator, EVER);
  one = ask (house->coordinator, of_suzuki);
  g_assert_cmpint (all->covered, ==, 2000);
  g_assert_cmpint (one->covered, ==, 1200);
  add_company (house, "Silent", "");
  unknown = ask (house->coordinator, EVER);
  g_assert_cmpint (unknown->covered, ==, ED_ABSENT);
}

static void
test_only_coordinators (House *house, gconstpointer unused)
{
  Person *administrator = office_add (house->office, "admin", "administrator");
  const struct
  {
    Person *person;
    const char *body;
    guint status;
  } rows[] = {
    { house->expert, EVER, 403 },
    { administrator, EVER, 403 },
    { house->coordinator, EVER, 200 },
    { house->coordinator, "{}", 400 },
    { house->coordinator, "{\"from\":\"2000-01-01\",\"to\":\"2000-02-30\"}", 400 },
    { house->coordinator, "{\"from\":\"2000-01-01\",\"to\":\"2000-02-20\",\"sql\":\"x\"}", 400 },
  };

  person_sign_in (administrator);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (EdApiResponse) response = { 0 };

      g_assert_cmpuint (person_call (rows[i].person,
                                     "POST",
                                     "/v1/reports/summary",
                                     NULL,
                                     rows[i].body,
                                     &response),
                        ==,
                        rows[i].status);
    }
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM audit WHERE what = 'report.read'"),
                   ==,
                   1);
}

/* "year", or "! other_length quarter". */
static char *
release (Person *person, const char *company, const char *from, const char *to)
{
  g_autofree char *body = g_strdup_printf ("{%s%s%s\"from\":\"%s\",\"to\":\"%s\"}",
                                           company != NULL ? "\"company_name\":\"" : "",
                                           company != NULL ? company : "",
                                           company != NULL ? "\"," : "",
                                           from,
                                           to);
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (EdReportRelease) answer = NULL;
  const char *length;

  g_assert_cmpuint (person_call (person, "POST", "/v1/reports/release", NULL, body, &response),
                    ==,
                    200);
  text = response_text (&response);
  answer = ed_record_from_json (&ed_report_release_type, text, -1, ED_WIRE_STRICT, NULL);
  g_assert_nonnull (answer);
  length = answer->length != ED_ABSENT ? ed_report_length_choices[answer->length].word : "";
  return answer->trouble == ED_ABSENT
             ? g_strdup (length)
             : g_strdup_printf ("! %s %s",
                                ed_release_trouble_choices[answer->trouble].word,
                                length);
}

/* In order: the first that goes decides for its company and year, whoever asks, and what may not go
 * decides nothing. The day is 18 March 2020. */
static void
test_first_given_away_decides (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *company, *from, *to, *expected;
  } rows[] = {
    { NULL, "2019-01-01", "2019-12-31", "! all_companies " },
    { "Suzuki", "2019-01-01", "2019-11-30", "! not_whole " },
    { "Suzuki", "2020-01-01", "2020-03-31", "! not_over " },
    { "Suzuki", "2019-01-01", "2019-03-31", "quarter" },
    { " SUZUKI", "2019-01-01", "2019-12-31", "! other_length quarter" },
    { "Suzuki", "2019-02-01", "2019-02-28", "! other_length quarter" },
    { "Suzuki", "2019-01-01", "2019-03-31", "quarter" },
    { "suzuki", "2019-10-01", "2019-12-31", "quarter" },
    { "Bosch", "2019-01-01", "2019-12-31", "year" },
    { "Suzuki", "2018-01-01", "2018-12-31", "year" },
    { "Suzuki", "2020-02-01", "2020-02-29", "month" },
  };
  Person *second = office_add (house->office, "second", "coordinator");
  Person *third = office_add (house->office, "third", "expert,administrator");
  g_auto (EdApiResponse) response = { 0 };

  person_sign_in (second);
  person_sign_in (third);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *answer = release (i % 2 == 0 ? house->coordinator : second,
                                         rows[i].company,
                                         rows[i].from,
                                         rows[i].to);

      g_assert_cmpstr (answer, ==, rows[i].expected);
    }
  g_assert_cmpuint (person_call (third, "POST", "/v1/reports/release", NULL, EVER, &response),
                    ==,
                    403);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM audit WHERE what = 'export.report'"),
                   ==,
                   6);
}

/* What goes of Suzuki's first quarter of 2020; NULL: nothing. */
static EdReport *
give (Person *person, EdReleaseTrouble *trouble)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (EdReportRelease) answer = NULL;

  g_assert_cmpuint (person_call (person,
                                 "POST",
                                 "/v1/reports/release",
                                 NULL,
                                 "{\"company_name\":\"Suzuki\",\"from\":\"2020-01-01\","
                                 "\"to\":\"2020-03-31\"}",
                                 &response),
                    ==,
                    200);
  text = response_text (&response);
  answer = ed_record_from_json (&ed_report_release_type, text, -1, ED_WIRE_STRICT, NULL);
  g_assert_nonnull (answer);
  g_assert_true ((answer->report == NULL) == (answer->trouble != ED_ABSENT));
  *trouble = (EdReleaseTrouble) answer->trouble;
  return g_steal_pointer (&answer->report);
}

#define PAST                                                                 \
  "{\"company_name\":\"Suzuki\",\"type\":\"legal\",\"client_alias\":\"XY\"," \
  "\"phone\":\"06 30 111 1111\",\"recorded_at\":\"2020-03-18T10:00:00.000Z\""

static void
record_past (House *house, guint n, const char *sex)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = office_make_id (house->office);
      g_autofree char *args = g_strdup_printf (PAST ",\"sex\":\"%s\"}", sex);

      person_must (house->coordinator, NULL, "case.create", id, NULL, args);
    }
}

/* The difference to what went before would be the one case that was written down late. So it goes
 * again as it went, after a restore too, where the server still knows it. */
static void
test_goes_again_as_it_went (House *house, gconstpointer unused)
{
  g_autoptr (EdReport) first = NULL, again = NULL, now = NULL, none = NULL;
  EdReleaseTrouble trouble;
  gint64 seq;

  record_past (house, 6, "male");
  ed_manual_clock_advance (&house->office->clock, G_GINT64_CONSTANT (20) * 86400000);
  person_sign_in (house->coordinator);
  office_back_up (house->office);
  seq = house->coordinator->seq;
  first = give (house->coordinator, &trouble);
  g_assert_cmpint (first->cases, ==, 6);
  record_past (house, 1, "female");
  again = give (house->coordinator, &trouble);
  g_assert_true (ed_record_equal (&ed_report_type, first, again));
  now = ask (house->coordinator,
             "{\"company_name\":\"Suzuki\",\"from\":\"2020-01-01\",\"to\":\"2020-03-31\"}");
  g_assert_cmpint (now->cases, ==, 7);
  for (guint i = 0; i < 2; i++)
    {
      /* Restored to before: the same figures are known by their hash. */
      g_clear_pointer (&again, ed_report_free);
      office_restore (house->office);
      person_sign_in (house->coordinator);
      if (i == 0)
        {
          again = give (house->coordinator, &trouble);
          g_assert_cmpint (again->cases, ==, 6);
        }
    }
  /* Others are not let go in their place. */
  house->coordinator->seq = seq;
  record_past (house, 1, "female");
  none = give (house->coordinator, &trouble);
  g_assert_null (none);
  g_assert_cmpint (trouble, ==, ED_RELEASE_CHANGED);
}

/* Too few to tell anything: nothing has gone. */
static void
test_nothing_told_is_not_kept (House *house, gconstpointer unused)
{
  g_autoptr (EdReport) few = NULL, more = NULL;
  EdReleaseTrouble trouble;

  record_past (house, 3, "male");
  ed_manual_clock_advance (&house->office->clock, G_GINT64_CONSTANT (20) * 86400000);
  person_sign_in (house->coordinator);
  few = give (house->coordinator, &trouble);
  g_assert_cmpint (few->cases, ==, ED_ABSENT);
  record_past (house, 3, "male");
  more = give (house->coordinator, &trouble);
  g_assert_cmpint (more->cases, ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, test) \
  g_test_add ("/server/reports/" path, House, NULL, house_set_up, test, house_tear_down)
  TEST ("counts-what-is-there", test_counts_what_is_there);
  TEST ("counts-what-was-done", test_counts_what_was_done);
  TEST ("first-given-away-decides", test_first_given_away_decides);
  TEST ("goes-again-as-it-went", test_goes_again_as_it_went);
  TEST ("nothing-told-is-not-kept", test_nothing_told_is_not_kept);
  TEST ("period-and-company-are-asked-for", test_period_and_company_are_asked_for);
  TEST ("many-are-counted-once", test_many_are_counted_once);
  TEST ("covered-are-summed", test_covered_are_summed);
  TEST ("only-coordinators", test_only_coordinators);
  return g_test_run ();
}
