/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/excerpt.h"

#include "domain/case.h"
#include "wire/record-json.h"

#include <string.h>

#define A "\"assignment_id\":\"a1\""
#define B "\"assignment_id\":\"a2\""

static const struct
{
  const char *body;
  const char *first_session; /* or NULL */
} cases[] = {
  { "{}", NULL },
  { " { \"id\" : \"c1\" , \"number\" : 261 , \"state\" : \"assigned\" } ", NULL },
  { "{\"number\":261,\"state\":\"closing\",\"type\":\"health_coaching\",\"crisis_call\":true,"
    "\"recorded_at\":\"2020-03-18T19:44:00.000Z\",\"assigned_at\":\"2020-03-18T20:10:00.000Z\","
    "\"contacted_at\":\"2020-03-19T08:15:00.300Z\","
    "\"expert_id\":\"e0000000-0000-4000-8000-000000000001\",\"expert_name\":\"Anna\","
    "\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"city\":\"Táplószentmárton\"}",
    NULL },
  /* Unknown words and forms are absent, as in a parse. */
  { "{\"state\":\"paused\",\"type\":\"\",\"recorded_at\":\"yesterday\",\"crisis_call\":false}",
    NULL },
  { "{\"returned\":{\"at\":\"2020-03-18T19:44:00.000Z\",\"note\":\"date?\"},\"number\":1}", NULL },
  { "{\"returned\":null,\"number\":1}", NULL },
  { "{\"city\":\"\\u0150rs\\u00e9g \\\"x\\\" \\\\ {[\",\"company_name\":\"a,b:c}\"}", NULL },
  /* A text with a look of structure, and the same keys deeper down, mean nothing. */
  { "{\"problem_details\":\"\\\"number\\\":5,\","
    "\"closing\":{\"number\":7,\"city\":\"x\"},\"city\":\"y\"}",
    NULL },
  /* What coordinators decide on. */
  { "{\"closing\":{\"id\":\"c\",\"outcome\":\"unreachable\",\"at\":\"2020-03-18T19:44:00.000Z\"},"
    "\"sessions_asked\":8}",
    NULL },
  { "{\"closing\":{\"at\":\"2020-03-18T19:44:00.000Z\","
    "\"x\":{\"at\":\"2021-03-18T19:44:00.000Z\"}},"
    "\"number\":1}",
    NULL },
  { "{\"closing\":null,\"declined\":[],\"number\":1}", NULL },
  { "{\"declined\":[{\"at\":\"2020-03-18T19:44:00.000Z\",\"by\":\"a}\"}, "
    "{\"by_name\":\"Anna\",\"at\":\"2020-03-19T08:15:00.300Z\"}],\"number\":1}",
    NULL },
  { "{" A ",\"sessions\":[]}", NULL },
  { "{" A ",\"sessions\":[{\"date\":\"2020-03-22\"," A "}]}", "2020-03-22" },
  { "{\"sessions\":[{\"date\":\"2020-03-22\"," A "},{" A ",\"date\":\"2020-03-20\"}]," A "}",
    "2020-03-20" },
  { "{" A ",\"sessions\":[{\"date\":\"2020-03-01\"," B "},{\"date\":\"2020-03-22\"," A "}]}",
    "2020-03-22" },
  { "{" A ",\"sessions\":[{\"date\":\"2020-03-01\",\"deleted\":true," A "},"
    " {\"deleted\":false,\"date\":\"2020-04-02\"," A ",\"x\":{\"date\":\"1999-01-01\"}} ]}",
    "2020-04-02" },
  { "{\"sessions\":[{\"date\":\"2020-03-22\"}]}", NULL },
};

static void
assert_text (const EdSpan *span, const char *expected)
{
  g_autofree char *text = ed_span_text (span);

  g_assert_cmpstr (text, ==, expected);
}

static gint64
find_closing_at (const EdCase *case_)
{
  return case_->closing != NULL ? case_->closing->at : ED_ABSENT;
}

static gint64
find_outcome (const EdCase *case_)
{
  return case_->closing != NULL ? case_->closing->outcome : ED_ABSENT;
}

static gint64
find_declined_at (const EdCase *case_)
{
  const EdDecline *last =
      case_->declined->len > 0 ? case_->declined->pdata[case_->declined->len - 1] : NULL;

  return last != NULL ? last->at : ED_ABSENT;
}

/* The walk must take out what a parse reads. */
static void
test_excerpt_is_what_a_parse_reads (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EdCase) case_ =
          ed_record_from_json (&ed_case_type, cases[i].body, -1, ED_WIRE_LENIENT, &error);
      EdExcerpt excerpt;

      g_assert_no_error (error);
      g_assert_true (ed_excerpt_read (&excerpt, cases[i].body, strlen (cases[i].body)));
      g_assert_cmpint (excerpt.number, ==, case_->number);
      g_assert_cmpint (excerpt.state, ==, case_->state);
      g_assert_cmpint (excerpt.type, ==, case_->type);
      g_assert_cmpint (excerpt.crisis_call, ==, case_->crisis_call == 1);
      g_assert_cmpint (excerpt.returned, ==, case_->returned != NULL);
      g_assert_cmpint (excerpt.recorded_at, ==, case_->recorded_at);
      g_assert_cmpint (excerpt.assigned_at, ==, case_->assigned_at);
      g_assert_cmpint (excerpt.contacted_at, ==, case_->contacted_at);
      g_assert_cmpint (excerpt.closing_at, ==, find_closing_at (case_));
      g_assert_cmpint (excerpt.closing_outcome, ==, find_outcome (case_));
      g_assert_cmpint (excerpt.declined_at, ==, find_declined_at (case_));
      g_assert_cmpint (excerpt.sessions_asked, ==, case_->sessions_asked);
      assert_text (&excerpt.expert_id, case_->expert_id);
      assert_text (&excerpt.expert_name, case_->expert_name);
      assert_text (&excerpt.company_name, case_->company_name);
      assert_text (&excerpt.client_alias, case_->client_alias);
      assert_text (&excerpt.city, case_->city);
    }
}

static void
test_first_session_counts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 expected =
          cases[i].first_session != NULL ? ed_date_from_text (cases[i].first_session) : ED_ABSENT;
      EdExcerpt excerpt;

      g_assert_true (ed_excerpt_read (&excerpt, cases[i].body, strlen (cases[i].body)));
      g_assert_cmpint (excerpt.first_session, ==, expected);
    }
}

/* Without white space at the end. */
static gsize
get_length (const char *text)
{
  gsize length = strlen (text);

  while (text[length - 1] == ' ')
    length--;
  return length;
}

/* Cut off anywhere, a body is no object, and nothing beyond the cut is read. */
static void
test_cut_text_is_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize whole = get_length (cases[i].body);

      for (gsize length = 0; length < whole; length++)
        {
          g_autofree char *cut = g_memdup2 (cases[i].body, MAX (length, 1));
          EdExcerpt excerpt;

          g_assert_false (ed_excerpt_read (&excerpt, cut, length));
        }
    }
}

static void
test_other_values_are_refused (void)
{
  static const char *const bodies[] = { "[]", "1", "\"{}\"", "null", "{number:1}", "{\"a\":1,}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      EdExcerpt excerpt;

      g_assert_false (ed_excerpt_read (&excerpt, bodies[i], strlen (bodies[i])));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/excerpt/is-what-a-parse-reads", test_excerpt_is_what_a_parse_reads);
  g_test_add_func ("/store/excerpt/first-session-counts", test_first_session_counts);
  g_test_add_func ("/store/excerpt/cut-text-is-refused", test_cut_text_is_refused);
  g_test_add_func ("/store/excerpt/other-values-are-refused", test_other_values_are_refused);
  return g_test_run ();
}
