/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Closed cases leave what coordinators hold and stay in the archive: when, with what, what holds
 * them back, and that nothing but re-opening or the setting brings them back. */

#include <string.h>

#include "domain/days.h"
#include "files.h"
#include "privacy-story.h"
#include "server/api-state.h"
#include "server/document-table.h"
#include "wire/archive.h"
#include "wire/record-json.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

/* It is DATE, everybody signs in, and the clock does its work. */
static void
wait_until (House *house, const char *date)
{
  gint64 at = ed_date_from_text (date) * DAY_MS + DAY_MS / 2;

  ed_manual_clock_set (&house->office->clock, at);
  for (guint i = 0; i < house->office->people->len; i++)
    person_sign_in (house->office->people->pdata[i]);
  office_run_chores (house->office);
}

static void
set (House *house, Person *administrator, const char *args)
{
  house_set (house, administrator, args);
  office_run_chores (house->office);
}

static char *
find_message (House *house, const Story *story)
{
  g_autoptr (EdStatement) row = ed_db_query (house->office->api->writer,
                                             NULL,
                                             "SELECT id FROM message WHERE case_id = $1",
                                             "t",
                                             story->case_id);

  g_assert_true (ed_statement_step (row, NULL));
  return g_strdup (ed_statement_text (row, 0));
}

/* A case that was approved on 18 March 2020 and paid. */
static void
close_and_pay (House *house, Story *story)
{
  house_agree_pay (house, 100);
  story_tell (story, house);
  story_close (story, house);
  house_step_statement (house, house->coordinator, "statement.send");
  house_step_statement (house, house->expert, "statement.accept");
  house_step_statement (house, house->coordinator, "statement.pay");
}

static gboolean
has (const Pull *pull, const char *kind, const char *id, const char *why)
{
  g_autofree char *line = why != NULL ? g_strdup_printf ("forget %s %s %s", kind, id, why)
                                      : g_strdup_printf ("put %s %s", kind, id);

  return pull_has (pull, line);
}

static gboolean
is_pulled_anew (Person *person, const char *id)
{
  Person *again = person_on_other_device (person);
  g_autoptr (Pull) pull = person_pull (again, 500);

  return pull_body (pull, id) != NULL;
}

static gboolean
is_in_archive (Person *person)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (EdArchiveAnswer) answer = NULL;

  g_assert_cmpuint (
      person_call (person, "POST", "/v1/cases/search", NULL, "{\"text\":\"Eva\"}", &response),
      ==,
      200);
  text = response_text (&response);
  answer = ed_record_from_json (&ed_archive_answer_type, text, -1, ED_WIRE_STRICT, NULL);
  g_assert_nonnull (answer);
  return answer->cases->len > 0;
}

static guint
read_file (Person *person, const Story *story)
{
  g_auto (EdApiResponse) response = { 0 };

  return person_read (person, story->document, NULL, &response);
}

static char *
report (Person *person)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;

  g_assert_cmpuint (person_call (person,
                                 "POST",
                                 "/v1/reports/summary",
                                 NULL,
                                 "{\"from\":\"2020-01-01\",\"to\":\"2020-12-31\"}",
                                 &response),
                    ==,
                    200);
  text = response_text (&response);
  return g_strdup (strstr (text, "\"cases\""));
}

/* The case goes on the day, with its messages and files, from coordinators alone, once; the archive
 * and the reports have it. */
static void
test_leaves_after_two_years (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *message = NULL;
  g_autoptr (Pull) before = NULL, gone = NULL, nothing = NULL, own = NULL;

  for (guint i = 0; i < 5; i++)
    g_free (person_create_case (house->coordinator, "legal"));
  close_and_pay (house, &story);
  message = find_message (house, &story);
  pull_free (person_pull (house->coordinator, 500));
  wait_until (house, "2022-03-17");
  before = person_pull (house->coordinator, 500);
  g_assert_false (has (before, "case", story.case_id, "archived"));
  g_assert_false (is_in_archive (house->coordinator));
  g_assert_cmpuint (read_file (house->coordinator, &story), ==, 200);
  {
    g_autofree char *was = report (house->coordinator);
    g_autofree char *is = NULL;

    wait_until (house, "2022-03-18");
    is = report (house->coordinator);
    g_assert_nonnull (was);
    g_assert_cmpstr (strstr (was, "\"groups\""), ==, strstr (is, "\"groups\""));
  }
  gone = person_pull (house->coordinator, 500);
  g_assert_true (has (gone, "case", story.case_id, "archived"));
  g_assert_true (has (gone, "message", message, "archived"));
  g_assert_true (is_in_archive (house->coordinator));
  g_assert_cmpuint (read_file (house->coordinator, &story), ==, 404);
  g_assert_cmpuint (read_file (house->expert, &story), ==, 200);
  own = person_pull (house->expert, 500);
  g_assert_nonnull (pull_body (own, story.case_id));
  office_run_chores (house->office);
  nothing = person_pull (house->coordinator, 500);
  g_assert_cmpuint (nothing->lines->len, ==, 0);
}

/* What is not paid stays with those who have to see to it, day after day. */
static void
test_unpaid_stays (House *house, gconstpointer unused)
{
  static const char *const dates[] = { "2023-01-02", "2023-01-03", "2023-01-04" };
  g_auto (Story) story = { 0 };

  house_agree_pay (house, 100);
  story_tell (&story, house);
  story_close (&story, house);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      wait_until (house, dates[i]);
      g_assert_true (is_pulled_anew (house->coordinator, story.case_id));
      if (i == 0)
        house_step_statement (house, house->coordinator, "statement.send");
      if (i == 1)
        house_step_statement (house, house->expert, "statement.accept");
    }
  house_step_statement (house, house->coordinator, "statement.pay");
  wait_until (house, "2023-01-05");
  g_assert_false (is_pulled_anew (house->coordinator, story.case_id));
}

/* But not for ever: a year later it goes, whatever became of the statement, and is found there. */
static void
test_unpaid_goes_in_the_end (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };

  house_agree_pay (house, 100);
  story_tell (&story, house);
  story_close (&story, house);
  wait_until (house, "2023-03-17");
  g_assert_true (is_pulled_anew (house->coordinator, story.case_id));
  wait_until (house, "2023-03-18");
  g_assert_false (is_pulled_anew (house->coordinator, story.case_id));
  g_assert_true (is_in_archive (house->coordinator));
}

/* An open case stays, however old it is. */
static void
test_open_stays (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };

  story_tell (&story, house);
  wait_until (house, "2030-01-01");
  g_assert_true (is_pulled_anew (house->coordinator, story.case_id));
}

/* Neither a new computer, nor roles taken and given, nor another server process. */
static void
test_nothing_brings_it_back (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_auto (Story) story = { 0 };
  static const char *const roles[] = { "\"expert\"", "\"coordinator\"" };

  close_and_pay (house, &story);
  wait_until (house, "2023-01-01");
  g_assert_false (is_pulled_anew (house->coordinator, story.case_id));
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *args =
          g_strdup_printf ("{\"roles\":{\"from\":[%s],\"to\":[%s]}}", roles[1 - i], roles[i]);

      person_must (administrator, NULL, "account.edit", house->coordinator->account, NULL, args);
      g_assert_false (is_pulled_anew (house->coordinator, story.case_id));
    }
  office_close (house->office);
  office_open (house->office);
  wait_until (house, "2023-01-02");
  g_assert_false (is_pulled_anew (house->coordinator, story.case_id));
  g_assert_true (is_in_archive (house->coordinator));
}

/* What the clock erases of it is written without bringing it back. */
static void
test_erasing_leaves_it_there (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_auto (Story) story = { 0 };

  close_and_pay (house, &story);
  wait_until (house, "2023-01-01");
  set (house,
       administrator,
       "{\"retention_on\":{\"to\":true},\"keep_documents_months\":{\"to\":36},"
       "\"keep_messages_months\":{\"to\":24}}");
  wait_until (house, "2023-06-01");
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM file_chunk"), ==, 0);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM message"), ==, 0);
  g_assert_false (is_pulled_anew (house->coordinator, story.case_id));
  g_assert_true (is_in_archive (house->coordinator));
  wait_until (house, "2031-01-01");
  g_assert_false (is_in_archive (house->coordinator));
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM due WHERE kind = 'archive'"), ==, 0);
}

/* Who holds it still, or what was typed about it, hears that it is erased, not that it is
 * elsewhere.
 */
static void
test_erased_is_said_to_be (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autoptr (Pull) archived = NULL, again = NULL, late = NULL;
  Person *away;

  close_and_pay (house, &story);
  away = person_on_other_device (house->coordinator);
  pull_free (person_pull (house->coordinator, 500));
  pull_free (person_pull (away, 500));
  wait_until (house, "2023-01-01");
  archived = person_pull (house->coordinator, 500);
  g_assert_true (has (archived, "case", story.case_id, "archived"));
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  again = person_pull (house->coordinator, 500);
  g_assert_true (has (again, "case", story.case_id, "erased"));
  person_sign_in (away);
  late = person_pull (away, 500);
  g_assert_true (has (late, "case", story.case_id, "erased"));
  g_assert_false (has (late, "case", story.case_id, "archived"));
}

/* With the case come its messages and files; closed again, it stays for the months anew. */
static void
test_reopened_comes_back (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *message = NULL;
  g_autoptr (Pull) pull = NULL;

  close_and_pay (house, &story);
  message = find_message (house, &story);
  pull_free (person_pull (house->coordinator, 500));
  wait_until (house, "2023-01-01");
  pull_free (person_pull (house->coordinator, 500));
  person_must (house->coordinator,
               NULL,
               "case.reopen",
               story.case_id,
               NULL,
               "{\"reason\":\"A third one\"}");
  pull = person_pull (house->coordinator, 500);
  g_assert_true (has (pull, "case", story.case_id, NULL));
  g_assert_true (has (pull, "message", message, NULL));
  g_assert_cmpuint (read_file (house->coordinator, &story), ==, 200);
  g_assert_false (is_in_archive (house->coordinator));
  wait_until (house, "2026-01-01");
  g_assert_true (is_pulled_anew (house->coordinator, story.case_id));
}

/* Fewer months, and it goes at once; more, and it is back. */
static void
test_setting_decides (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_auto (Story) story = { 0 };
  g_autofree char *message = NULL;
  g_autoptr (Pull) gone = NULL, back = NULL;

  close_and_pay (house, &story);
  message = find_message (house, &story);
  pull_free (person_pull (house->coordinator, 500));
  wait_until (house, "2020-12-01");
  set (house, administrator, "{\"archive_months\":{\"to\":6}}");
  gone = person_pull (house->coordinator, 500);
  g_assert_true (has (gone, "case", story.case_id, "archived"));
  set (house, administrator, "{\"archive_months\":{\"from\":6,\"to\":12}}");
  back = person_pull (house->coordinator, 500);
  g_assert_true (has (back, "case", story.case_id, NULL));
  g_assert_true (has (back, "message", message, NULL));
  g_assert_cmpuint (read_file (house->coordinator, &story), ==, 200);
  wait_until (house, "2021-03-18");
  g_assert_false (is_pulled_anew (house->coordinator, story.case_id));
}

/* A case that cannot be brought back whole stays away, and keeps no other from coming. */
static void
test_broken_one_is_left (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_auto (Story) broken = { 0 }, whole = { 0 };
  GLogLevelFlags fatal;

  house_agree_pay (house, 100);
  story_tell (&broken, house);
  story_close (&broken, house);
  story_tell (&whole, house);
  story_close (&whole, house);
  wait_until (house, "2024-01-01");
  g_assert_false (is_pulled_anew (house->coordinator, whole.case_id));
  {
    g_autofree char *message = find_message (house, &broken);
    g_autofree char *sql = g_strdup_printf ("DELETE FROM document WHERE id = '%s'", message);

    g_assert_true (ed_db_exec (house->office->api->writer, sql, NULL));
  }
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK); /* it is said */
  set (house, administrator, "{\"archive_months\":{\"to\":120}}");
  g_log_set_always_fatal (fatal);
  g_assert_false (is_pulled_anew (house->coordinator, broken.case_id));
  g_assert_true (is_pulled_anew (house->coordinator, whole.case_id));
}

/* Who coordinates and counselled it keeps what experts see of their closed cases. */
static void
test_expert_keeps_their_view (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_auto (Story) story = { 0 };
  g_autoptr (Pull) pull = NULL;

  close_and_pay (house, &story);
  person_must (administrator,
               NULL,
               "account.edit",
               house->expert->account,
               NULL,
               "{\"roles\":{\"from\":[\"expert\"],\"to\":[\"expert\",\"coordinator\"]}}");
  house->expert->cursor = NULL;
  pull_free (person_pull (house->expert, 500));
  wait_until (house, "2023-01-01");
  pull = person_pull (house->expert, 500);
  g_assert_nonnull (pull_body (pull, story.case_id));
  g_assert_null (strstr (pull_body (pull, story.case_id), "\"assignments\""));
  g_assert_cmpuint (read_file (house->expert, &story), ==, 200);
}

/* A coordinator who has not yet heard that it is gone may still write to its expert. */
static void
test_message_waits_in_the_archive (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"Thank you\"}", id);
  g_autoptr (Pull) none = NULL, back = NULL, own = NULL;

  close_and_pay (house, &story);
  wait_until (house, "2023-01-01");
  person_must (house->coordinator, NULL, "message.send", story.case_id, story.assignment, text);
  none = person_pull (house->coordinator, 500);
  g_assert_false (has (none, "message", id, NULL));
  own = person_pull (house->expert, 500);
  g_assert_true (has (own, "message", id, NULL));
  person_must (house->coordinator,
               NULL,
               "case.reopen",
               story.case_id,
               NULL,
               "{\"reason\":\"A third one\"}");
  back = person_pull (house->coordinator, 500);
  g_assert_true (has (back, "message", id, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/archiving/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("leaves-after-two-years", test_leaves_after_two_years);
  ADD ("unpaid-stays", test_unpaid_stays);
  ADD ("unpaid-goes-in-the-end", test_unpaid_goes_in_the_end);
  ADD ("open-stays", test_open_stays);
  ADD ("nothing-brings-it-back", test_nothing_brings_it_back);
  ADD ("erasing-leaves-it-there", test_erasing_leaves_it_there);
  ADD ("erased-is-said-to-be", test_erased_is_said_to_be);
  ADD ("reopened-comes-back", test_reopened_comes_back);
  ADD ("setting-decides", test_setting_decides);
  ADD ("broken-one-is-left", test_broken_one_is_left);
  ADD ("expert-keeps-their-view", test_expert_keeps_their_view);
  ADD ("message-waits", test_message_waits_in_the_archive);
  return g_test_run ();
}
