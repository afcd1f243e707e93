/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was decided about accounts since the backup holds after a restore, and only until somebody
 * has decided anew. */

#include <string.h>

#include "house.h"
#include "privacy-story.h"
#include "put-back.h"

#define NEWCOMER "0aa00000-0000-4000-8000-0000000000aa"
#define TO_EXPERT "{\"roles\":{\"from\":[\"coordinator\"],\"to\":[\"expert\"]}}"

/* Pushes ENVELOPE as what was applied before the restore: "applied" or not. */
static void
hand_back (Person *person, const char *envelope, int rev)
{
  g_autofree char *was =
      g_strdup_printf ("{\"was\":{\"status\":\"applied\",\"rev\":%d},%s", rev, envelope + 1);
  g_autofree char *said = NULL;
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (person_push_text (person, was, &response), ==, 200);
  said = response_text (&response);
  g_assert_nonnull (strstr (said, "\"applied\""));
}

static void
assert_account (House *house, const char *account, const char *says)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM document WHERE type = 'account'"
                                          " AND id = '%s' AND body LIKE '%%%s%%'",
                                          account,
                                          says);

  g_assert_cmpint (house_count (house, sql), ==, 1);
}

/* Before whoever took the role has been there again, to hand that back. */
static void
test_taken_role_stays_taken (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_autofree char *case_id = person_create_case (house->coordinator, "legal");
  g_autofree char *line = g_strconcat ("put case ", case_id, NULL);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope = NULL;
  g_autoptr (Pull) before = person_pull (house->coordinator, 500);
  g_autoptr (Pull) after = NULL;
  g_auto (EdApiResponse) response = { 0 };

  g_assert_true (pull_has (before, line));
  office_back_up (house->office);
  envelope = person_envelope (administrator,
                              id,
                              "account.edit",
                              house->coordinator->account,
                              NULL,
                              TO_EXPERT);
  g_assert_cmpuint (person_push_text (administrator, envelope, &response), ==, 200);
  house_put_back (house);
  g_clear_pointer (&house->coordinator->cursor, g_free);
  after = person_pull (house->coordinator, 500);
  g_assert_false (pull_has (after, line));
  assert_account (house, house->coordinator->account, "\"roles\":[\"expert\"]");
  hand_back (administrator, envelope, 2);
  assert_account (house, house->coordinator->account, "\"roles\":[\"expert\"]");
}

static void
test_last_roles_hold (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);

  office_back_up (house->office);
  person_must (administrator,
               NULL,
               "account.edit",
               house->expert->account,
               NULL,
               "{\"roles\":{\"from\":[\"expert\"],\"to\":[\"case_manager\"]}}");
  person_must (administrator,
               NULL,
               "account.edit",
               house->expert->account,
               NULL,
               "{\"roles\":{\"from\":[\"case_manager\"],\"to\":[\"case_manager\",\"expert\"]}}");
  house_put_back (house);
  assert_account (house, house->expert->account, "\"roles\":[\"case_manager\",\"expert\"]");
  /* Noted once, it is not held against what comes after. */
  administrator->seq = 1;
  person_must (administrator,
               NULL,
               "account.edit",
               house->expert->account,
               NULL,
               "{\"roles\":{\"from\":[\"case_manager\",\"expert\"],\"to\":[\"expert\"]}}");
  office_close (house->office);
  office_open (house->office);
  assert_account (house, house->expert->account, "\"roles\":[\"expert\"]");
}

/* An account that was made since the backup was not there when the server began. */
static void
test_later_decision_is_known (House *house, gconstpointer unused)
{
  static const char args[] =
      "{\"user\":\"new@demo.example\",\"name\":\"New\",\"roles\":[\"expert\"],"
      "\"reply_to\":\"new@demo.example\"}";
  Person *administrator = house_add_administrator (house);
  g_autofree char *first = office_make_id (house->office);
  g_autofree char *second = office_make_id (house->office);
  g_autofree char *made = NULL, *suspended = NULL;
  g_auto (EdApiResponse) one = { 0 };
  g_auto (EdApiResponse) two = { 0 };

  office_back_up (house->office);
  made = person_envelope (administrator, first, "account.create", NEWCOMER, NULL, args);
  g_assert_cmpuint (person_push_text (administrator, made, &one), ==, 200);
  administrator->seq++;
  suspended = person_envelope (administrator, second, "account.suspend", NEWCOMER, NULL, NULL);
  g_assert_cmpuint (person_push_text (administrator, suspended, &two), ==, 200);
  administrator->seq++;
  house_put_back (house);
  hand_back (administrator, made, 1);
  hand_back (administrator, suspended, 2);
  person_must (administrator, NULL, "account.resume", NEWCOMER, NULL, NULL);
  assert_account (house, NEWCOMER, "\"state\":\"invited\"");
  office_close (house->office);
  office_open (house->office);
  assert_account (house, NEWCOMER, "\"state\":\"invited\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/noted-accounts/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("taken-role-stays-taken", test_taken_role_stays_taken);
  ADD ("last-roles-hold", test_last_roles_hold);
  ADD ("later-decision-is-known", test_later_decision_is_known);
  return g_test_run ();
}
