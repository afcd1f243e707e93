/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching for cases that coordinators' machines do not hold: what is found, by whom, how much at
 * a time, and what is written down of it. */

#include "house.h"
#include "server/api-state.h"
#include "server/document-table.h"
#include "server/view-table.h"
#include "wire/archive.h"
#include "wire/record-json.h"

#include <string.h>

#define CANARY "Zyxwvutsr"

static guint
call (Person *person, const char *body, EdApiResponse *response)
{
  return person_call (person, "POST", "/v1/cases/search", NULL, body, response);
}

static EdArchiveAnswer *
ask (Person *person, const char *body)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  EdArchiveAnswer *answer;

  g_assert_cmpuint (call (person, body, &response), ==, 200);
  text = response_text (&response);
  answer = ed_record_from_json (&ed_archive_answer_type, text, -1, ED_WIRE_STRICT, &error);
  g_assert_no_error (error);
  return answer;
}

static EdArchiveAnswer *
search (Person *person, const char *text)
{
  const EdArchiveInquiry inquiry = { .text = (char *) text,
                                     .before = ED_ABSENT,
                                     .limit = ED_ABSENT };
  g_autofree char *body = ed_record_to_json (&ed_archive_inquiry_type, &inquiry, NULL);

  return ask (person, body);
}

/* As the clock does with a case that was closed long ago: it leaves the coordinators' feed. */
static void
archive (House *house, const char *case_id)
{
  const EdPosition at = { 1, 1 };
  gboolean changed = FALSE;

  g_assert_true (ed_views_take (house->office->api->writer,
                                "staff",
                                "case",
                                case_id,
                                "archived",
                                &at,
                                &changed,
                                NULL));
  g_assert_true (changed);
}

static char *
add_archived (House *house, const char *alias, const char *company, const char *city)
{
  char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *edit = g_strdup_printf ("{\"client_alias\":{\"from\":\"XY\",\"to\":\"%s\"},"
                                           "\"company_name\":{\"from\":\"Suzuki\",\"to\":\"%s\"},"
                                           "\"city\":{\"to\":\"%s\"}}",
                                           alias,
                                           company,
                                           city);

  person_must (house->coordinator, NULL, "case.edit", id, NULL, edit);
  archive (house, id);
  return id;
}

/* --- what is found ---------------------------------------------------------------------------- */

/* The same that the list of the cases held would find, by alias; the latest first. */
static void
test_finds_what_fits (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "Nap", "Nap " },        { "árvíztűrő", "Hold " }, { "ARVIZTURO", "Hold " },
    { "bosch", "Kék Nap " },  { "osc", "Kék Nap " },    { "bosch györ", "Kék " },
    { "györ bosch", "Kék " }, { "nobody", "" },         { "%", "" },
    { "legal", "" },          { "06 30", "" },          { "e", "Kék Hold " },
  };
  g_autofree char *nap = add_archived (house, "Nap", "Bosch", "Tata");
  g_autofree char *hold = add_archived (house, "Hold", "Audi", "Árvíztűrő Eger");
  g_autofree char *blue = add_archived (house, "Kék", "Bosch", "Győr");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EdArchiveAnswer) answer = search (house->coordinator, cases[i].text);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < answer->cases->len; j++)
        g_string_append_printf (found,
                                "%s ",
                                ((const EdCase *) answer->cases->pdata[j])->client_alias);
      g_assert_cmpstr (found->str, ==, cases[i].expected);
      g_assert_cmpint (answer->before, ==, ED_ABSENT);
    }
}

/* By its number, and by the expert's name; in short: no contact data, no story. */
static void
test_finds_in_short (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *number = NULL;
  g_autoptr (EdArchiveAnswer) answer = NULL;
  g_autoptr (EdArchiveAnswer) by_number = NULL;
  const EdCase *case_;

  g_free (person_assign (house->coordinator, id, house->expert));
  archive (house, id);
  answer = search (house->coordinator, "suzuki xy");
  g_assert_cmpuint (answer->cases->len, ==, 1);
  case_ = answer->cases->pdata[0];
  g_assert_cmpstr (case_->id, ==, id);
  g_assert_cmpint (case_->state, ==, ED_CASE_ASSIGNED);
  g_assert_nonnull (case_->expert_name);
  g_assert_null (case_->phone);
  g_assert_null (case_->expert_id);
  g_assert_cmpuint (case_->events->len, ==, 0);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, case_->number);
  by_number = search (house->coordinator, number);
  g_assert_cmpuint (by_number->cases->len, ==, 1);
}

/* What the feed brings is no archive. */
static void
test_finds_what_is_not_held (House *house, gconstpointer unused)
{
  g_autofree char *held = person_create_case (house->coordinator, "legal");
  g_autofree char *archived = person_create_case (house->coordinator, "legal");
  g_autoptr (EdArchiveAnswer) none = search (house->coordinator, "XY");
  g_autoptr (EdArchiveAnswer) one = NULL;

  g_assert_cmpuint (none->cases->len, ==, 0);
  archive (house, archived);
  one = search (house->coordinator, "XY");
  g_assert_cmpuint (one->cases->len, ==, 1);
  g_assert_cmpstr (((const EdCase *) one->cases->pdata[0])->id, ==, archived);
}

/* --- how much at a time ----------------------------------------------------------------------- */

static void
add_many (House *house, gint64 first, guint n)
{
  EdDb *db = house->office->api->writer;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = office_make_id (house->office);
      gint64 number = first + i;
      g_autofree char *body =
          g_strdup_printf ("{\"id\":\"%s\",\"number\":%" G_GINT64_FORMAT ",\"state\":\"closed\","
                           "\"company_name\":\"Old\",\"type\":\"legal\",\"client_alias\":\"%s\","
                           "\"recorded_at\":\"2010-03-18T19:44:00.000Z\"}",
                           id,
                           number,
                           i % 2 == 0 ? "even" : "odd");
      g_autofree char *numbered = g_strdup_printf (
          "INSERT INTO case_number (number, case_id) VALUES (%" G_GINT64_FORMAT ", '%s')",
          number,
          id);

      g_assert_true (ed_documents_store (db, "case", id, 1, body, strlen (body), NULL));
      g_assert_true (ed_db_exec (db, numbered, NULL));
    }
}

/* Page after page, each case once, the latest first, over gaps in the numbers too. */
static void
test_comes_by_pages (House *house, gconstpointer unused)
{
  EdArchiveInquiry inquiry = { .text = (char *) "odd", .before = ED_ABSENT, .limit = 40 };
  gint64 last = G_MAXINT64;
  guint found = 0;
  guint pages = 0;

  add_many (house, 5000, 1300);
  add_many (house, 400000, 30);
  do
    {
      g_autofree char *body = ed_record_to_json (&ed_archive_inquiry_type, &inquiry, NULL);
      g_autoptr (EdArchiveAnswer) page = ask (house->coordinator, body);

      g_assert_cmpuint (page->cases->len, <=, 40);
      for (guint i = 0; i < page->cases->len; i++, found++)
        {
          const EdCase *case_ = page->cases->pdata[i];

          g_assert_cmpint (case_->number, <, last);
          last = case_->number;
        }
      g_assert_true (page->before == ED_ABSENT || page->before < inquiry.before
                     || inquiry.before == ED_ABSENT);
      inquiry.before = page->before;
      g_assert_cmpuint (++pages, <, 40);
    }
  while (inquiry.before != ED_ABSENT);
  g_assert_cmpuint (found, ==, (1300 + 30) / 2);
}

static void
test_is_asked_so_often (House *house, gconstpointer unused)
{
  g_auto (EdApiResponse) refused = { 0 };
  g_auto (EdApiResponse) again = { 0 };
  g_autofree char *code = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (EdArchiveAnswer) answer = search (house->coordinator, "a");

      g_assert_cmpuint (answer->cases->len, ==, 0);
    }
  g_assert_cmpuint (call (house->coordinator, "{\"text\":\"a\"}", &refused), ==, 429);
  code = response_code (&refused);
  g_assert_cmpstr (code, ==, "rate_limited");
  g_assert_cmpint (refused.retry_after_s, >, 0);
  ed_manual_clock_advance (&house->office->clock, (refused.retry_after_s + 1) * 1000);
  g_assert_cmpuint (call (house->coordinator, "{\"text\":\"a\"}", &again), ==, 200);
}

static void
test_refuses_what_is_malformed (House *house, gconstpointer unused)
{
  g_autofree char *longest = g_strnfill (ED_ARCHIVE_TEXT_MAX, 'x');
  g_autofree char *longer = g_strdup_printf ("{\"text\":\"%sx\"}", longest);
  const char *const bodies[] = {
    "{}",
    "[]",
    "{\"text\":\"\"}",
    "{\"text\":\"  \"}",
    "{\"text\":5}",
    "{\"text\":\"a\",\"id\":\"00000000-0000-4000-8000-000000000001\"}",
    "{\"id\":\"1\"}",
    "{\"text\":\"a\",\"limit\":0}",
    "{\"text\":\"a\",\"limit\":51}",
    "{\"text\":\"a\",\"before\":0}",
    "{\"text\":\"a\",\"all\":true}",
    longer,
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_auto (EdApiResponse) response = { 0 };

      g_assert_cmpuint (call (house->coordinator, bodies[i], &response), ==, 400);
    }
}

/* --- one case --------------------------------------------------------------------------------- */

static void
test_reads_one_in_full (House *house, gconstpointer unused)
{
  g_autofree char *id = add_archived (house, "Nap", "Bosch", "Tata");
  g_autofree char *unknown = office_make_id (house->office);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"}", id);
  g_autofree char *other = g_strdup_printf ("{\"id\":\"%s\"}", unknown);
  g_autoptr (EdArchiveAnswer) answer = ask (house->coordinator, body);
  g_autoptr (EdArchiveAnswer) none = ask (house->coordinator, other);
  const EdCase *case_;

  g_assert_cmpuint (answer->cases->len, ==, 1);
  case_ = answer->cases->pdata[0];
  g_assert_cmpstr (case_->client_alias, ==, "Nap");
  g_assert_cmpstr (case_->phone, ==, "06 30 111 1111");
  g_assert_cmpuint (case_->events->len, >, 0);
  g_assert_cmpuint (none->cases->len, ==, 0);
}

/* --- by whom, and what is written down ---------------------------------------------------------
 */

/* Nobody but coordinators, not of their own cases either; and what is refused tells nothing. */
static void
test_is_for_coordinators (House *house, gconstpointer unused)
{
  static const char *const roles[] = { "expert", "case_manager", "administrator" };
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"}", id);
  const char *const bodies[] = { "{\"text\":\"XY\"}", body, "{\"text\":\"nobody\"}", "nonsense" };

  g_free (person_assign (house->coordinator, id, house->expert));
  archive (house, id);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *user = g_strconcat ("another-", roles[i], NULL);
      Person *person = office_add (house->office, user, roles[i]);

      person_sign_in (person);
      for (guint j = 0; j < G_N_ELEMENTS (bodies); j++)
        {
          g_auto (EdApiResponse) response = { 0 };
          g_autofree char *code = NULL;
          g_autofree char *text = NULL;

          g_assert_cmpuint (call (person, bodies[j], &response), ==, 403);
          code = response_code (&response);
          text = response_text (&response);
          g_assert_cmpstr (code, ==, "forbidden");
          g_assert_null (strstr (text, "XY"));
          g_assert_null (strstr (text, id));
        }
    }
  {
    g_auto (EdApiResponse) response = { 0 };

    g_assert_cmpuint (call (house->expert, body, &response), ==, 403);
  }
  g_assert_cmpint (
      house_count (house,
                   "SELECT count(*) FROM audit WHERE what IN ('cases.search', 'cases.read')"),
      ==,
      0);
}

/* A search is one row, however many pages; a case that is read is one with its id. */
static void
test_is_written_down (House *house, gconstpointer unused)
{
  g_autofree char *id = add_archived (house, "Nap", "Bosch", "Tata");
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"}", id);
  g_autofree char *reads =
      g_strdup_printf ("SELECT count(*) FROM audit WHERE what = 'cases.read' AND target = '%s'"
                       " AND account = '%s'",
                       id,
                       house->coordinator->account);

  ed_archive_answer_free (search (house->coordinator, "nap"));
  ed_archive_answer_free (ask (house->coordinator, "{\"text\":\"nap\",\"before\":5}"));
  ed_archive_answer_free (ask (house->coordinator, body));
  g_assert_cmpint (house_count (house,
                                "SELECT count(*) FROM audit WHERE what = 'cases.search'"
                                " AND target IS NULL"),
                   ==,
                   1);
  g_assert_cmpint (house_count (house, reads), ==, 1);
}

static gint64
count_searches (House *house)
{
  return house_count (house, "SELECT count(*) FROM audit WHERE what = 'cases.search'");
}

/* Nobody looks without a trace by saying that they go on with what they never began. */
static void
test_goes_on_with_what_is_written (House *house, gconstpointer unused)
{
  ed_archive_answer_free (ask (house->coordinator, "{\"text\":\"nap\",\"before\":999}"));
  g_assert_cmpint (count_searches (house), ==, 1);
  ed_archive_answer_free (ask (house->coordinator, "{\"text\":\"nap\",\"before\":99}"));
  g_assert_cmpint (count_searches (house), ==, 1);
  ed_archive_answer_free (ask (house->coordinator, "{\"text\":\"hold\",\"before\":999}"));
  g_assert_cmpint (count_searches (house), ==, 2);
  /* Two that are turned at the same time are two. */
  ed_archive_answer_free (ask (house->coordinator, "{\"text\":\"nap\",\"before\":9}"));
  g_assert_cmpint (count_searches (house), ==, 2);
  ed_archive_answer_free (search (house->coordinator, "nap"));
  g_assert_cmpint (count_searches (house), ==, 3);
}

/* What the server had no time for is not written, and so neither is it gone on with. */
static void
test_unanswered_is_not_begun (House *house, gconstpointer unused)
{
  static const char body[] = "{\"text\":\"nap\",\"before\":999}";
  g_autofree char *authorization = g_strconcat ("Bearer ", house->coordinator->token, NULL);
  const EdApiRequest request = {
    .method = "POST",
    .path = "/v1/cases/search",
    .authorization = authorization,
    .device = house->coordinator->device,
    .peer = "192.0.2.1",
    .body = body,
    .body_length = strlen (body),
  };
  g_auto (EdApiResponse) response = { 0 };
  EdApiJob *job = NULL;
  gint64 until;

  ed_archive_answer_free (search (house->coordinator, "hold")); /* the first call of the sign-in */
  g_assert_cmpint (ed_api_call (house->office->api, &request, &response, &job, &until),
                   ==,
                   ED_API_WRITE);
  ed_api_job_free (job);
  g_assert_cmpint (count_searches (house), ==, 1);
  ed_archive_answer_free (ask (house->coordinator, body));
  g_assert_cmpint (count_searches (house), ==, 2);
}

static gboolean
has_canary (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return FALSE;
  for (gsize at = 0; at + strlen (CANARY) <= length; at++)
    if (strncmp (bytes + at, CANARY, strlen (CANARY)) == 0)
      return TRUE;
  return FALSE;
}

static GString *said;

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      g_string_append (said, fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

/* What was searched for stays nowhere: not in the database, not in what the server says. */
static void
test_keeps_no_text (House *house, gconstpointer unused)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  said = g_string_new (NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  ed_archive_answer_free (search (house->coordinator, CANARY));
  {
    g_auto (EdApiResponse) refused = { 0 };

    g_assert_cmpuint (call (house->expert, "{\"text\":\"" CANARY "\"}", &refused), ==, 403);
  }
  g_assert_null (strstr (said->str, CANARY));
  g_string_free (said, TRUE);
  folder = g_dir_open (house->office->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (house->office->folder, name, NULL);

      g_assert_false (has_canary (path));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, House, NULL, house_set_up, test, house_tear_down)
  ADD ("/server/archive/what-fits", test_finds_what_fits);
  ADD ("/server/archive/in-short", test_finds_in_short);
  ADD ("/server/archive/not-held", test_finds_what_is_not_held);
  ADD ("/server/archive/pages", test_comes_by_pages);
  ADD ("/server/archive/so-often", test_is_asked_so_often);
  ADD ("/server/archive/malformed", test_refuses_what_is_malformed);
  ADD ("/server/archive/one-in-full", test_reads_one_in_full);
  ADD ("/server/archive/coordinators", test_is_for_coordinators);
  ADD ("/server/archive/written-down", test_is_written_down);
  ADD ("/server/archive/goes-on", test_goes_on_with_what_is_written);
  ADD ("/server/archive/unanswered", test_unanswered_is_not_begun);
  ADD ("/server/archive/no-text", test_keeps_no_text);
  return g_test_run ();
}
