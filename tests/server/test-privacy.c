/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Retention and erasure: what was erased is nowhere any more, reports stay, and the clock does what
 * it said. */

#include <gio/gio.h>
#include <string.h>

#include "files.h"
#include "privacy-story.h"
#include "server/api-state.h"
#include "server/audit-chain.h"
#include "server/maildir.h"
#include "wire/privacy.h"
#include "wire/record-json.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)
#define YEAR_MS (366 * DAY_MS)

/* --- calls --------------------------------------------------------------------------------------
 */

static EdPrivacyFinds *
search (Person *person, const char *body)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  EdPrivacyFinds *finds;

  g_assert_cmpuint (person_call (person, "POST", "/v1/privacy/search", NULL, body, &response),
                    ==,
                    200);
  text = response_text (&response);
  finds = ed_record_from_json (&ed_privacy_finds_type, text, -1, ED_WIRE_STRICT, NULL);
  g_assert_nonnull (finds);
  return finds;
}

static EdPrivacyPreview *
preview (Person *person)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  EdPrivacyPreview *found;

  g_assert_cmpuint (person_call (person, "POST", "/v1/privacy/preview", NULL, "{}", &response),
                    ==,
                    200);
  text = response_text (&response);
  found = ed_record_from_json (&ed_privacy_preview_type, text, -1, ED_WIRE_STRICT, NULL);
  g_assert_nonnull (found);
  return found;
}

static const EdPrivacyKind *
kind_of (const EdPrivacyPreview *found, EdRetentionKind kind)
{
  const EdPrivacyKind *sum = found->kinds->pdata[kind];

  g_assert_cmpint (sum->kind, ==, kind);
  return sum;
}

static char *
report (Person *person)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  char *made;

  g_assert_cmpuint (person_call (person,
                                 "POST",
                                 "/v1/reports/summary",
                                 NULL,
                                 "{\"from\":\"2020-01-01\",\"to\":\"2020-12-31\"}",
                                 &response),
                    ==,
                    200);
  text = response_text (&response);
  made = strstr (text, "\"groups\"");
  return g_strdup (made != NULL ? made : text);
}

/* --- erasing on demand --------------------------------------------------------------------------
 */

static void
test_erased_is_nowhere (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *late = NULL;
  g_autofree char *forget = NULL, *forget_message = NULL;
  g_autoptr (Pull) staff = NULL, former = NULL, own = NULL;
  g_auto (EdApiResponse) response = { 0 };

  story_tell (&story, house);
  late = story_enter_late (&story, house);
  pull_free (person_pull (house->coordinator, 500));
  pull_free (person_pull (house->expert, 500));
  pull_free (person_pull (house->other, 500));
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  house_assert_no_canary (house);
  staff = person_pull (house->coordinator, 500);
  own = person_pull (house->other, 500);
  former = person_pull (house->expert, 500);
  forget = g_strdup_printf ("forget case %s erased", story.case_id);
  g_assert_true (pull_has (staff, forget));
  g_assert_true (pull_has (own, forget));
  for (guint i = 0; i < former->lines->len; i++)
    g_assert_false (g_str_has_prefix (former->lines->pdata[i], "put case"));
  g_assert_cmpuint (person_read (house->coordinator, story.document, NULL, &response), ==, 404);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM document WHERE type = 'shell'"),
                   ==,
                   1);
  /* A second time it is not there. */
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 404);
}

/* What came late and no program can read goes with its case like the rest, its file too. */
static void
test_unreadable_goes_too (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *late = NULL;

  story_tell (&story, house);
  late = story_enter_late (&story, house);
  g_assert_true (ed_db_exec (house->office->api->writer,
                             "UPDATE document SET body = '{' || body WHERE type = 'late_work'",
                             NULL));
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  house_assert_no_canary (house);
}

static void
test_erasing_is_the_coordinators (House *house, gconstpointer unused)
{
  Person *administrator = office_add (house->office, "keeper", "administrator");
  g_auto (Story) story = { 0 };

  story_tell (&story, house);
  person_sign_in (administrator);
  g_assert_cmpuint (story_erase (&story, house->expert, story.number), ==, 403);
  g_assert_cmpuint (story_erase (&story, administrator, story.number), ==, 403);
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number + 1), ==, 404);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM erased"), ==, 0);
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
}

/* Nothing that anybody still sends is taken, and nothing of it kept. */
static void
test_nothing_is_taken_of_the_erased (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *type, *args;
  } rows[] = {
    { "message.send", "{\"id\":\"73333333-3333-4333-8333-333333333333\",\"text\":\"" CANARY "\"}" },
    { "sessions.ask_more", "{\"number\":9,\"why\":\"" CANARY "\"}" },
    { "case.contact", NULL },
  };
  g_auto (Story) story = { 0 };
  g_autoptr (Sample) sample = NULL;
  g_autofree char *announced = NULL;
  g_autofree char *body = NULL;
  g_autofree char *made = NULL;

  story_tell (&story, house);
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *outcome = person_push (house->expert,
                                              NULL,
                                              rows[i].type,
                                              story.case_id,
                                              story.assignment,
                                              rows[i].args);

      g_assert_cmpstr (outcome, ==, "erased");
    }
  made = person_push (house->coordinator,
                      NULL,
                      "case.create",
                      story.case_id,
                      NULL,
                      "{\"company_name\":\"" CANARY "\",\"client_alias\":\"" CANARY
                      "\",\"type\":\"legal\"}");
  g_assert_cmpstr (made, ==, "erased");
  sample = sample_new (house->office, "other", story.case_id, story.assignment);
  body = sample_to_json (sample, -1);
  announced = person_announce_text (house->expert, body);
  g_assert_cmpstr (announced, ==, "404 erased");
  house_assert_no_canary (house);
}

/* A command of before whose answer was lost gets that answer; of what it said nothing is known. */
static void
test_repeat_gets_its_answer (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *again = NULL;

  story_tell (&story, house);
  person_must (house->expert,
               id,
               "sessions.ask_more",
               story.case_id,
               story.assignment,
               "{\"number\":9,\"why\":\"" CANARY "\"}");
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  house->expert->seq--;
  again = person_push (house->expert,
                       id,
                       "sessions.ask_more",
                       story.case_id,
                       story.assignment,
                       "{\"number\":9,\"why\":\"" CANARY "\"}");
  g_assert_cmpstr (again, ==, "applied");
  house_assert_no_canary (house);
}

/* What stands in a Maildir since nobody sends mails goes too. */
static void
test_written_mails_are_erased (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *folder = g_build_filename (house->office->folder, "mail", NULL);
  g_autoptr (EdStatement) row = NULL;
  g_autoptr (GBytes) letter = g_bytes_new_static (CANARY, strlen (CANARY));
  g_autoptr (GError) error = NULL;
  guint n = 0;

  story_tell (&story, house);
  row = ed_db_prepare (house->office->api->writer, "SELECT id FROM mail_outbox", NULL);
  for (; ed_statement_step (row, &error); n++)
    g_assert_true (ed_maildir_add (folder, letter, 1000, ed_statement_text (row, 0), &error));
  g_assert_no_error (error);
  ed_statement_done (row);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  house_assert_no_canary (house);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM mail_outbox"), ==, 0);
}

static void
test_reports_stay (House *house, gconstpointer unused)
{
  Story stories[6] = { 0 };
  g_autofree char *before = NULL, *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      story_tell (&stories[i], house);
      story_close (&stories[i], house);
    }
  before = report (house->coordinator);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    g_assert_cmpuint (story_erase (&stories[i], house->coordinator, stories[i].number), ==, 204);
  after = report (house->coordinator);
  /* But for what was written freely. */
  *strstr (before, "{\"kind\":\"problem\"") = '\0';
  *strstr (after, "{\"kind\":\"problem\"") = '\0';
  g_assert_cmpstr (after, ==, before);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    story_clear (&stories[i]);
}

/* --- finding and giving away ---------------------------------------------------------------------
 */

static void
test_client_is_found (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *late = NULL;
  g_autoptr (EdPrivacyFinds) found = NULL, nobody = NULL;
  const EdPrivacyFind *find;
  g_auto (EdApiResponse) response = { 0 };

  story_tell (&story, house);
  late = story_enter_late (&story, house);
  g_free (person_create_case (house->coordinator, "legal"));
  found = search (house->coordinator, "{\"name\":\"kanari-4711\",\"phone\":\"+36304711471\"}");
  g_assert_cmpuint (found->finds->len, ==, 1);
  find = found->finds->pdata[0];
  g_assert_cmpstr (find->id, ==, story.case_id);
  g_assert_cmpint (find->by_name, ==, 1);
  g_assert_cmpint (find->by_phone, ==, 1);
  g_assert_cmpint (find->by_email, ==, 0);
  g_assert_cmpint (find->number, ==, story.number);
  g_assert_cmpint (find->documents, ==, 1);
  g_assert_cmpint (find->messages, ==, 1);
  g_assert_cmpint (find->late_work, ==, 1);
  g_assert_cmpint (find->mails, >, 0);
  g_assert_cmpint (find->is_open, ==, 1);
  nobody = search (house->coordinator, "{\"phone\":\"123\"}");
  g_assert_cmpuint (nobody->finds->len, ==, 0);
  g_assert_cmpuint (person_call (house->expert,
                                 "POST",
                                 "/v1/privacy/search",
                                 NULL,
                                 "{\"name\":\"x\"}",
                                 &response),
                    ==,
                    403);
}

static void
test_client_is_given_all (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *late = NULL;
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) object = NULL;

  story_tell (&story, house);
  late = story_enter_late (&story, house);
  g_free (person_create_case (house->coordinator, "legal"));
  body = g_strdup_printf ("{\"cases\":[\"%s\"]}", story.case_id);
  g_assert_cmpuint (
      person_call (house->coordinator, "POST", "/v1/privacy/export", NULL, body, &response),
      ==,
      200);
  object = response_object (&response);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "cases")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "messages")),
                    ==,
                    1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "late_work")),
                    ==,
                    1);
  text = response_text (&response);
  g_assert_nonnull (strstr (text, PHONE));
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM audit WHERE what = 'client.export'"),
                   ==,
                   1);
}

/* --- the clock -----------------------------------------------------------------------------------
 */

static void
advance (House *house, gint64 ms)
{
  ed_manual_clock_advance (&house->office->clock, ms);
  person_sign_in (house->coordinator);
  person_sign_in (house->expert);
}

/* What the preview says is what happens, and nothing before it is switched on. */
static void
test_retention_does_what_it_said (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_auto (Story) closed = { 0 }, open = { 0 };
  g_autoptr (EdPrivacyPreview) early = NULL, due = NULL, done = NULL;

  story_tell (&closed, house);
  story_tell (&open, house);
  story_close (&closed, house);
  early = preview (house->coordinator);
  g_assert_cmpint (early->on, ==, 0);
  g_assert_cmpint (kind_of (early, ED_RETENTION_CASES)->due, ==, 0);
  g_assert_cmpint (kind_of (early, ED_RETENTION_CASES)->later, ==, 1);
  g_assert_cmpint (kind_of (early, ED_RETENTION_CASES)->open, ==, 1);
  g_assert_cmpint (kind_of (early, ED_RETENTION_MESSAGES)->later, ==, 1);
  /* A fee was never agreed, so nothing is unpaid. */
  ed_db_exec (house->office->api->writer, "DELETE FROM document WHERE type = 'statement'", NULL);
  advance (house, 10 * YEAR_MS);
  person_sign_in (administrator);
  due = preview (administrator);
  g_assert_cmpint (kind_of (due, ED_RETENTION_CASES)->due, ==, 1);
  g_assert_cmpint (kind_of (due, ED_RETENTION_DOCUMENTS)->due, ==, 0);
  g_assert_cmpint (kind_of (due, ED_RETENTION_MESSAGES)->due, ==, 1);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM erased"), ==, 0);
  house_set (house, administrator, "{\"retention_on\":{\"to\":true}}");
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM erased"), ==, 1);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM document WHERE type = 'case'"), ==, 1);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM document WHERE type = 'message'"),
                   ==,
                   1);
  done = preview (administrator);
  g_assert_cmpint (done->on, ==, 1);
  g_assert_cmpint (kind_of (done, ED_RETENTION_CASES)->due, ==, 0);
}

static void
seal (House *house)
{
  EdApiJob *job = ed_api_make_seal (house->office->api);
  g_auto (EdApiResponse) response = { 0 };

  ed_api_write (house->office->api, &job, 1, &response, NULL);
  g_assert_cmpuint (response.status, ==, 204);
}

/* Once, however often and by whomever it is looked. */
static void
test_log_goes_by_the_clock (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_autoptr (EdPrivacyPreview) due = NULL, done = NULL;
  g_autoptr (EdAuditProof) proof = NULL;

  house_set (house,
             administrator,
             "{\"retention_on\":{\"to\":true},\"keep_audit_months\":{\"to\":24}}");
  seal (house);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM audit_anchor"), ==, 0);
  advance (house, 2 * YEAR_MS + 86400000);
  person_sign_in (administrator);
  seal (house);
  due = preview (administrator);
  g_assert_cmpint (kind_of (due, ED_RETENTION_AUDIT)->due,
                   ==,
                   house_count (house, "SELECT COUNT(*) FROM audit WHERE seal = 1"));
  office_run_chores (house->office);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM audit WHERE seal = 1"), ==, 0);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM audit WHERE what = 'retention.audit'"),
                   ==,
                   1);
  done = preview (administrator);
  g_assert_cmpint (kind_of (done, ED_RETENTION_AUDIT)->due, ==, 0);
  proof = ed_audit_verify (house->office->api->writer, 0, NULL, NULL);
  g_assert_cmpint (proof->fault, ==, ED_ABSENT);
  g_assert_cmpint (proof->gone, ==, 1);
}

/* What is kept for a shorter time goes alone. */
static void
test_parts_go_before_the_record (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_auto (Story) story = { 0 };
  g_autoptr (Pull) pull = NULL;
  g_autoptr (EdPrivacyPreview) found = NULL;

  story_tell (&story, house);
  story_close (&story, house);
  ed_db_exec (house->office->api->writer, "DELETE FROM document WHERE type = 'statement'", NULL);
  house_set (house,
             administrator,
             "{\"retention_on\":{\"to\":true},\"keep_documents_months\":{\"to\":12},"
             "\"keep_messages_months\":{\"to\":24}}");
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM file_chunk"), ==, 1);
  pull_free (person_pull (house->expert, 500));
  advance (house, YEAR_MS);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM file_chunk"), ==, 0);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM message"), ==, 1);
  pull = person_pull (house->expert, 500);
  g_assert_nonnull (pull_body (pull, story.case_id));
  g_assert_null (strstr (pull_body (pull, story.case_id), story.document));
  advance (house, YEAR_MS);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM message"), ==, 0);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM document WHERE type = 'case'"), ==, 1);
  person_sign_in (administrator);
  found = preview (administrator);
  g_assert_cmpint (kind_of (found, ED_RETENTION_DOCUMENTS)->due, ==, 0);
  g_assert_cmpint (kind_of (found, ED_RETENTION_CASES)->later, ==, 1);
}

static void
test_unpaid_is_held_back (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_auto (Story) story = { 0 };
  g_autoptr (EdPrivacyPreview) found = NULL;

  story_tell (&story, house);
  story_close (&story, house);
  house_set (house, administrator, "{\"retention_on\":{\"to\":true}}");
  advance (house, 10 * YEAR_MS);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM erased"), ==, 0);
  found = preview (house->coordinator);
  g_assert_cmpint (kind_of (found, ED_RETENTION_CASES)->unpaid, ==, 1);
  ed_db_exec (house->office->api->writer, "DELETE FROM document WHERE type = 'statement'", NULL);
  advance (house, DAY_MS);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM erased"), ==, 1);
}

/* A statement that nobody ever marks as paid does not keep what is known of a client. */
static void
test_unpaid_is_erased_in_the_end (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_auto (Story) story = { 0 };
  g_autoptr (EdPrivacyPreview) found = NULL;

  story_tell (&story, house);
  story_close (&story, house);
  house_set (house, administrator, "{\"retention_on\":{\"to\":true}}");
  advance (house, 11 * YEAR_MS);
  found = preview (house->coordinator);
  g_assert_cmpint (kind_of (found, ED_RETENTION_CASES)->unpaid, ==, 0);
  g_assert_cmpint (kind_of (found, ED_RETENTION_CASES)->due, ==, 1);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM erased"), ==, 1);
  /* What it was worth stays. */
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM document WHERE type = 'statement'"),
                   ==,
                   1);
  house_assert_no_canary (house);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/privacy/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("erased-is-nowhere", test_erased_is_nowhere);
  ADD ("unreadable-goes-too", test_unreadable_goes_too);
  ADD ("erasing-is-the-coordinators", test_erasing_is_the_coordinators);
  ADD ("nothing-is-taken-of-the-erased", test_nothing_is_taken_of_the_erased);
  ADD ("repeat-gets-its-answer", test_repeat_gets_its_answer);
  ADD ("written-mails-are-erased", test_written_mails_are_erased);
  ADD ("reports-stay", test_reports_stay);
  ADD ("client-is-found", test_client_is_found);
  ADD ("client-is-given-all", test_client_is_given_all);
  ADD ("retention-does-what-it-said", test_retention_does_what_it_said);
  ADD ("log-goes-by-the-clock", test_log_goes_by_the_clock);
  ADD ("parts-go-before-the-record", test_parts_go_before_the_record);
  ADD ("unpaid-is-held-back", test_unpaid_is_held_back);
  ADD ("unpaid-is-erased-in-the-end", test_unpaid_is_erased_in_the_end);
  return g_test_run ();
}
