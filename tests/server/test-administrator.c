/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an administrator, who is nothing else, gets to see: accounts and settings, and of clients
 * nothing, by whatever way they ask. */

#include <string.h>

#include "files.h"
#include "privacy-story.h"

/* A client's words are everywhere, a case is closed, a statement and late work are there. */
static Person *
tell (House *house, Story *story)
{
  Person *administrator = office_add (house->office, "keeper", "administrator");
  g_auto (Story) second = { 0 };

  person_sign_in (administrator);
  story_tell (&second, house);
  g_free (story_enter_late (&second, house));
  story_tell (story, house);
  story_close (story, house);
  return administrator;
}

static void
test_feed_has_no_clients (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  Person *administrator = tell (house, &story);
  g_autoptr (Pull) staff = person_pull (house->coordinator, 500);
  g_autoptr (Pull) pull = person_pull (administrator, 500);
  guint accounts = 0;

  g_assert_nonnull (strstr (pull_body (staff, story.case_id), CANARY));
  for (guint i = 0; i < pull->lines->len; i++)
    {
      const char *line = pull->lines->pdata[i];

      g_assert_true (g_str_has_prefix (line, "put account ")
                     || g_str_has_prefix (line, "put settings "));
      g_assert_null (strstr (pull->bodies->pdata[i], CANARY));
      accounts += g_str_has_prefix (line, "put account ");
    }
  g_assert_cmpuint (accounts, ==, 4);
}

static void
test_calls_tell_nothing (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *path, *body;
    guint status;
  } rows[] = {
    { "/v1/cases/search", "{\"text\":\"Eva\"}", 403 },
    { "/v1/cases/take-back", "{\"cases\":[\"00000000-0000-4000-8000-000000000001\"]}", 403 },
    { "/v1/reports/summary", "{\"from\":\"2020-01-01\",\"to\":\"2020-12-31\"}", 403 },
    { "/v1/reports/release", "{\"from\":\"2020-01-01\",\"to\":\"2020-12-31\"}", 403 },
    { "/v1/privacy/search", "{\"name\":\"" CANARY "\"}", 403 },
    { "/v1/privacy/preview", "{}", 200 },
    { "/v1/audit/search", "{}", 200 },
    { "/v1/audit/verify", "{}", 200 },
  };
  g_auto (Story) story = { 0 };
  Person *administrator = tell (house, &story);
  g_auto (EdApiResponse) document = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (EdApiResponse) response = { 0 };
      g_autofree char *text = NULL;

      g_assert_cmpuint (
          person_call (administrator, "POST", rows[i].path, NULL, rows[i].body, &response),
          ==,
          rows[i].status);
      text = response_text (&response);
      g_assert_null (strstr (text, CANARY));
      g_assert_null (strstr (text, PHONE));
    }
  g_assert_cmpuint (person_read (administrator, story.document, NULL, &document), ==, 404);
}

static void
test_commands_on_cases_are_refused (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *type, *args;
  } rows[] = {
    { "case.edit", "{\"city\":{\"to\":\"Eger\"}}" },
    { "case.reopen", "{\"reason\":\"More\"}" },
    { "sessions.authorise", "{\"number\":9}" },
  };
  g_auto (Story) story = { 0 };
  Person *administrator = tell (house, &story);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *outcome =
          person_push (administrator, NULL, rows[i].type, story.case_id, NULL, rows[i].args);

      g_assert_cmpstr (outcome, ==, "forbidden");
    }
  person_must (administrator, NULL, "account.suspend", house->other->account, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/administrator/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("feed-has-no-clients", test_feed_has_no_clients);
  ADD ("calls-tell-nothing", test_calls_tell_nothing);
  ADD ("commands-on-cases-are-refused", test_commands_on_cases_are_refused);
  return g_test_run ();
}
