/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on accounts, and what they do to those who sign in with them. */

#include "house.h"
#include "server/api-state.h"
#include "server/issued-table.h"

static void
test_edit_reaches_everybody (House *house, gconstpointer unused)
{
  g_autoptr (Pull) own = person_pull (house->expert, 500);
  g_autoptr (Pull) staff = person_pull (house->coordinator, 500);
  g_autoptr (Pull) own_after = NULL;
  g_autoptr (Pull) staff_after = NULL;

  person_must (house->coordinator,
               NULL,
               "account.edit",
               house->expert->account,
               NULL,
               "{\"cities\":{\"to\":[\"Vác\",\"Eger\"]},"
               "\"name\":{\"from\":\"Name of expert\",\"to\":\"Dr. Kiss Anna\"}}");
  own_after = person_pull (house->expert, 500);
  staff_after = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (own_after, house->expert->account), "[\"Vác\",\"Eger\"]"));
  g_assert_nonnull (strstr (pull_body (staff_after, house->expert->account), "Dr. Kiss Anna"));
}

/* Who holds a case knows who gave it, as they are now called and reached. */
static void
test_edit_reaches_holders (House *house, gconstpointer unused)
{
  const char *coordinator = house->coordinator->account;
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  Person *boss = office_add (house->office, "boss", "administrator");
  g_autoptr (Pull) before = NULL;
  g_autoptr (Pull) after = NULL;
  g_autoptr (Pull) again = NULL;

  person_sign_in (boss);
  g_free (person_assign (house->coordinator, id, house->expert));
  before = person_pull (house->expert, 500);
  g_assert_nonnull (strstr (pull_body (before, coordinator), "Name of coordinator"));
  person_must (boss,
               NULL,
               "account.edit",
               coordinator,
               NULL,
               "{\"name\":{\"from\":\"Name of coordinator\",\"to\":\"Nagy Anna\"}}");
  after = person_pull (house->expert, 500);
  g_assert_nonnull (strstr (pull_body (after, coordinator), "Nagy Anna"));
  /* What they do not see is no news to them. */
  person_must (boss, NULL, "account.edit", coordinator, NULL, "{\"cities\":{\"to\":[\"Eger\"]}}");
  again = person_pull (house->expert, 500);
  g_assert_null (pull_body (again, coordinator));
}

/* Case managers see of an expert what addressing asks for; who is both sees all of their own. */
static void
test_own_account_is_whole (House *house, gconstpointer unused)
{
  Person *both = office_add (house->office, "both", "expert,case_manager");
  g_autoptr (Pull) pull = NULL;

  person_sign_in (both);
  person_must (house->coordinator,
               NULL,
               "account.edit",
               both->account,
               NULL,
               "{\"addressable\":{\"to\":true}}");
  pull = person_pull (both, 500);
  g_assert_nonnull (strstr (pull_body (pull, both->account), "\"user\":\"both\""));
}

/* Who gives a role of theirs away has it no more, in the same push already. */
static void
test_own_edit_holds_at_once (House *house, gconstpointer unused)
{
  static const char args[] = "{\"roles\":{\"from\":[\"coordinator\",\"administrator\"],"
                             "\"to\":[\"administrator\"]}}";
  Person *boss = office_add (house->office, "boss", "coordinator,administrator");
  g_autofree char *edit_id = office_make_id (house->office);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *case_id = office_make_id (house->office);
  g_autofree char *edit = NULL;
  g_autofree char *create = NULL;
  g_autofree char *both = NULL;
  g_autofree char *text = NULL;
  g_auto (EdApiResponse) response = { 0 };

  person_sign_in (boss);
  edit = person_envelope (boss, edit_id, "account.edit", boss->account, NULL, args);
  boss->seq++;
  create =
      person_envelope (boss,
                       id,
                       "case.create",
                       case_id,
                       NULL,
                       "{\"company_name\":\"Suzuki\",\"client_alias\":\"XY\",\"type\":\"legal\"}");
  both = g_strconcat (edit, ",", create, NULL);
  g_assert_cmpuint (person_push_text (boss, both, &response), ==, 200);
  text = response_text (&response);
  g_assert_nonnull (strstr (text, "\"status\":\"applied\""));
  g_assert_nonnull (strstr (text, "\"code\":\"forbidden\""));
}

static void
test_user_name_moves_until_used (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *args, *outcome;
  } rows[] = {
    { "{\"user\":{\"from\":\"newcomer\",\"to\":\"OTHER\"}}", "user_taken:user" },
    { "{\"user\":{\"from\":\"newcomer\",\"to\":\"Kiss.Anna\"}}", "applied" },
    { "{\"user\":{\"from\":\"Kiss.Anna\",\"to\":\"anna\"}}", "user_fixed:user" },
  };
  Person *newcomer = office_add (house->office, "newcomer", "expert");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *outcome = person_push (house->coordinator,
                                              NULL,
                                              "account.edit",
                                              newcomer->account,
                                              NULL,
                                              rows[i].args);

      g_assert_cmpstr (outcome, ==, rows[i].outcome);
      if (i != 1)
        continue;
      g_free (newcomer->user);
      newcomer->user = g_strdup ("kiss.anna");
      person_sign_in (newcomer);
    }
}

/* What was mailed may have reached somebody else: the address was wrong. */
static void
test_new_address_ends_what_was_mailed (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *args;
    gboolean ends;
  } rows[] = {
    { "{\"cities\":{\"to\":[\"Eger\"]}}", FALSE },
    { "{\"reply_to\":{\"from\":\"other@office.example\",\"to\":\"right@demo.example\"}}", TRUE },
  };
  EdDb *db = house->office->api->writer;
  const char *account = house->other->account;
  gint64 now = ed_clock_now (&house->office->clock.parent);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *hash = NULL, *owner = NULL;

      g_assert_true (ed_issued_set (db, account, "hash", "token", now + 1, NULL));
      person_must (house->coordinator, NULL, "account.edit", account, NULL, rows[i].args);
      hash = ed_issued_find (db, account, now, NULL);
      owner = ed_issued_find_account (db, "token", now, NULL);
      g_assert_cmpint (hash == NULL, ==, rows[i].ends);
      g_assert_cmpint (owner == NULL, ==, rows[i].ends);
    }
}

static void
test_suspended_is_shut_out (House *house, gconstpointer unused)
{
  g_auto (EdApiResponse) feed = { 0 };
  g_auto (EdApiResponse) back = { 0 };
  g_autofree char *code = NULL;
  g_autofree char *spent = NULL;

  person_must (house->coordinator, NULL, "account.suspend", house->expert->account, NULL, NULL);
  g_assert_cmpuint (person_call (house->expert, "GET", "/v1/feed", NULL, NULL, &feed), ==, 403);
  code = response_code (&feed);
  g_assert_cmpstr (code, ==, "account_suspended");

  /* Resumed, they sign in anew: the tokens from before stay spent. */
  person_must (house->coordinator, NULL, "account.resume", house->expert->account, NULL, NULL);
  g_assert_cmpuint (person_call (house->expert, "GET", "/v1/feed", NULL, NULL, &back), ==, 401);
  spent = response_code (&back);
  g_assert_cmpstr (spent, ==, "token_invalid");
  person_sign_in (house->expert);
  pull_free (person_pull (house->expert, 500));
}

static void
test_roles_change_the_feed (House *house, gconstpointer unused)
{
  g_autofree char *refused = NULL;
  g_autofree char *code = NULL;
  g_autofree char *query = NULL;
  g_auto (EdApiResponse) response = { 0 };
  Person *administrator = office_add (house->office, "administrator", "administrator");
  const char *args = "{\"roles\":{\"from\":[\"expert\"],\"to\":[\"expert\",\"coordinator\"]}}";

  person_sign_in (administrator);
  pull_free (person_pull (house->expert, 500));
  refused =
      person_push (house->coordinator, NULL, "account.edit", house->expert->account, NULL, args);
  g_assert_cmpstr (refused, ==, "forbidden");
  person_must (administrator, NULL, "account.edit", house->expert->account, NULL, args);
  query = g_strconcat ("after=", house->expert->cursor, NULL);
  g_assert_cmpuint (person_call (house->expert, "GET", "/v1/feed", query, NULL, &response),
                    ==,
                    409);
  code = response_code (&response);
  g_assert_cmpstr (code, ==, "rights_changed");
}

static void
test_others_do_not_exist_for_experts (House *house, gconstpointer unused)
{
  static const char *const types[] = { "account.suspend", "account.resume" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *outcome =
          person_push (house->expert, NULL, types[i], house->other->account, NULL, NULL);

      g_assert_cmpstr (outcome, ==, "forbidden");
    }
}

static void
test_last_administrator_stays (House *house, gconstpointer unused)
{
  Person *one = office_add (house->office, "one", "administrator");
  Person *two = office_add (house->office, "two", "administrator");
  g_autofree char *own = NULL;
  g_autofree char *last = NULL;

  person_sign_in (one);
  own = person_push (one, NULL, "account.suspend", one->account, NULL, NULL);
  g_assert_cmpstr (own, ==, "own_account");
  person_must (one, NULL, "account.suspend", two->account, NULL, NULL);
  last = person_push (one,
                      NULL,
                      "account.edit",
                      one->account,
                      NULL,
                      "{\"roles\":{\"from\":[\"administrator\"],\"to\":[\"expert\"]}}");
  g_assert_cmpstr (last, ==, "last_administrator");
}

/* The id of a command is unique for who sent it alone: with another's nobody keeps an alert back.
 */
static void
test_known_id_silences_nobody (House *house, gconstpointer unused)
{
  static const char rise[] =
      "{\"roles\":{\"from\":[\"expert\"],\"to\":[\"expert\",\"coordinator\"]}}";
  Person *one = office_add (house->office, "one", "administrator");
  Person *two = office_add (house->office, "two", "administrator");
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  person_sign_in (one);
  person_sign_in (two);
  g_free (house_take_mails (house));
  person_must (one, id, "account.edit", house->other->account, NULL, rise);
  first = house_take_mails (house);
  person_must (two, id, "account.edit", house->expert->account, NULL, rise);
  second = house_take_mails (house);
  g_assert_cmpstr (first, ==, "coordinator_changed to coordinator, coordinator_changed to other");
  g_assert_cmpstr (second,
                   ==,
                   "coordinator_changed to coordinator, coordinator_changed to expert, "
                   "coordinator_changed to other");
}

/* The envelope names the kind of its target; with another it cannot be read. */
static void
test_target_is_of_its_kind (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope =
      g_strdup_printf ("{\"id\":\"%s\",\"seq\":%d,\"type\":\"account.suspend\",\"v\":1,"
                       "\"target\":{\"case\":\"%s\"},\"done_at\":\"2020-03-18T20:44:00.000Z\"}",
                       id,
                       (int) house->coordinator->seq,
                       house->expert->account);
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (person_push_text (house->coordinator, envelope, &response), ==, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/server/accounts/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("edit-reaches-everybody", test_edit_reaches_everybody);
  ADD ("edit-reaches-holders", test_edit_reaches_holders);
  ADD ("own-account-is-whole", test_own_account_is_whole);
  ADD ("own-edit-holds-at-once", test_own_edit_holds_at_once);
  ADD ("user-name-moves-until-used", test_user_name_moves_until_used);
  ADD ("new-address-ends-what-was-mailed", test_new_address_ends_what_was_mailed);
  ADD ("suspended-is-shut-out", test_suspended_is_shut_out);
  ADD ("roles-change-the-feed", test_roles_change_the_feed);
  ADD ("others-do-not-exist-for-experts", test_others_do_not_exist_for_experts);
  ADD ("last-administrator-stays", test_last_administrator_stays);
  ADD ("known-id-silences-nobody", test_known_id_silences_nobody);
  ADD ("target-is-of-its-kind", test_target_is_of_its_kind);
  return g_test_run ();
}
