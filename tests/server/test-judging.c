/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How commands are judged: roles, sight, assignments, times, edits (PROTOCOL 3.7 to 3.10). */

#include <string.h>

#include "domain/days.h"
#include "house.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define SESSION "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"date\":\"2020-03-22\"}"

static void
assert_outcome (Person *person,
                const char *type,
                const char *case_id,
                const char *assignment,
                const char *args,
                const char *expected)
{
  g_autofree char *outcome = person_push (person, NULL, type, case_id, assignment, args);

  g_assert_cmpstr (outcome, ==, expected);
}

static void
test_invalid_args_use_up_the_number (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *type, *args, *outcome;
  } rows[] = {
    { "session.add", "{}", "invalid:id" },
    { "session.add", "{\"id\":\"x\",\"date\":\"2020-03-22\"}", "invalid:id" },
    { "session.add", "{\"id\":\"11111111-1111-4111-8111-111111111111\"}", "invalid:date" },
    { "session.add",
      "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"date\":null}",
      "invalid:date" },
    { "session.add",
      "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"date\":\"2020-02-30\"}",
      "invalid:date" },
    { "session.add",
      "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"date\":\"2020-03-22\",\"minutes\":0}",
      "invalid:minutes" },
    { "session.delete",
      "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"reason\":\"bored\"}",
      "invalid:reason" },
    { "case.contact", "[]", "invalid:args" },
    { "satisfaction.score", "{\"score\":\"9\"}", "invalid:score" },
    { "satisfaction.score", "{\"score\":11}", "score_out_of_range:score" },
    { "satisfaction.not_possible", "{\"not_possible\":1}", "invalid:not_possible" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_outcome (house->expert,
                      rows[i].type,
                      house->case_id,
                      house->assignment,
                      rows[i].args,
                      rows[i].outcome);
      g_assert_cmpint (house->expert->seq, ==, i + 2);
    }
}

static void
test_roles_and_sight_decide (House *house, gconstpointer unused)
{
  Person *manager = office_add (house->office, "manager", "case_manager");
  Person *administrator = office_add (house->office, "administrator", "administrator");
  g_autofree char *edit = g_strdup ("{\"city\":{\"to\":\"Vác\"}}");
  g_autofree char *own = person_create_case (house->coordinator, "legal");
  g_autofree char *nothing = office_make_id (house->office);

  person_sign_in (manager);
  person_sign_in (administrator);
  assert_outcome (manager, "case.edit", house->case_id, NULL, edit, "forbidden");
  assert_outcome (administrator, "case.edit", house->case_id, NULL, edit, "forbidden");
  assert_outcome (house->expert, "case.edit", house->case_id, NULL, edit, "forbidden");
  assert_outcome (house->coordinator,
                  "case.contact",
                  house->case_id,
                  house->assignment,
                  NULL,
                  "forbidden");
  assert_outcome (house->coordinator, "case.edit", nothing, NULL, edit, "not_found");
  /* Whether a case is there is nobody's business who never held it. */
  assert_outcome (house->other,
                  "case.contact",
                  house->case_id,
                  house->assignment,
                  NULL,
                  "not_found");
  assert_outcome (house->expert, "case.contact", own, house->assignment, NULL, "not_found");
}

static void
test_wrong_assignment_is_refused (House *house, gconstpointer unused)
{
  g_autofree char *nonsense = office_make_id (house->office);

  assert_outcome (house->expert, "case.contact", house->case_id, nonsense, NULL, "not_assigned");
  assert_outcome (house->expert, "case.contact", house->case_id, NULL, NULL, "invalid:assignment");
}

static void
test_late_fact_is_kept (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *outcome = NULL, *again = NULL, *body = NULL;
  g_autoptr (Pull) own = NULL;
  g_autoptr (Pull) staff = NULL;

  g_free (person_assign (house->coordinator, house->case_id, house->other));
  body = house_load_case (house);
  outcome =
      person_push (house->expert, id, "session.add", house->case_id, house->assignment, SESSION);
  g_assert_cmpstr (outcome, ==, "kept");
  house->expert->seq = 1;
  again =
      person_push (house->expert, id, "session.add", house->case_id, house->assignment, SESSION);
  g_assert_cmpstr (again, ==, "kept");
  /* Coordinators see what was said, the sender that it is kept; the case is as it was. */
  staff = person_pull (house->coordinator, 500);
  own = person_pull (house->expert, 500);
  g_assert_nonnull (strstr (pull_body (staff, id), "2020-03-22"));
  g_assert_null (strstr (pull_body (own, id), "2020-03-22"));
  g_assert_nonnull (strstr (pull_body (own, id), "\"state\":\"waiting\""));
  g_assert_null (pull_body (staff, house->case_id));
}

static void
test_late_decision_is_refused (House *house, gconstpointer unused)
{
  g_free (person_assign (house->coordinator, house->case_id, house->other));
  assert_outcome (house->expert,
                  "case.decline",
                  house->case_id,
                  house->assignment,
                  NULL,
                  "not_assigned");
  assert_outcome (house->expert,
                  "session.add",
                  house->case_id,
                  house->assignment,
                  "{}",
                  "invalid:id");
  /* Of another's assignment it is no late work, but nobody's. */
  assert_outcome (house->other,
                  "session.add",
                  house->case_id,
                  house->assignment,
                  SESSION,
                  "not_assigned");
}

static void
test_too_late_is_too_late (House *house, gconstpointer unused)
{
  g_free (person_assign (house->coordinator, house->case_id, house->other));
  ed_manual_clock_advance (&house->office->clock, 30 * DAY);
  person_sign_in (house->expert);
  assert_outcome (house->expert, "session.add", house->case_id, house->assignment, SESSION, "kept");
  ed_manual_clock_advance (&house->office->clock, 1000);
  assert_outcome (house->expert,
                  "session.delete",
                  house->case_id,
                  house->assignment,
                  "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"reason\":\"mistake\"}",
                  "not_assigned");
}

static void
test_edit_conflicts_are_found (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *args, *outcome;
  } rows[] = {
    { "{\"city\":{\"to\":\"Vác\"}}", "applied" },
    { "{\"city\":{\"from\":\"Vác\",\"to\":\"Pécs\"}}", "applied" },
    { "{\"city\":{\"from\":\"Vác\",\"to\":\"Pécs\"}}", "applied" }, /* it is so already */
    { "{\"city\":{\"from\":\"Vác\",\"to\":\"Győr\"}}", "conflict:city" },
    { "{\"age\":{\"to\":40},\"city\":{\"from\":\"Vác\",\"to\":\"Győr\"}}", "conflict:city" },
    { "{\"age\":{\"to\":41}}", "applied" }, /* the former left nothing */
    { "{\"city\":{\"from\":\"Pécs\"}}", "applied" },
    { "{\"city\":{\"from\":\"Pécs\",\"to\":\"Vác\"}}", "conflict:city" },
    { "{\"city\":{}}", "invalid:city" },
    { "{}", "invalid" },
    { "{\"number\":{\"to\":7}}", "invalid" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *outcome =
          person_push (house->coordinator, NULL, "case.edit", house->case_id, NULL, rows[i].args);

      g_test_message ("%s", rows[i].args);
      g_assert_true (g_str_has_prefix (outcome, rows[i].outcome));
    }
}

static void
test_expert_must_suit (House *house, gconstpointer unused)
{
  g_autofree char *nobody = office_make_id (house->office);
  g_autofree char *to_nobody = g_strdup_printf ("{\"expert\":\"%s\"}", nobody);
  g_autofree char *to_coordinator =
      g_strdup_printf ("{\"expert\":\"%s\"}", house->coordinator->account);
  g_autofree char *fresh = person_create_case (house->coordinator, "legal");
  g_autofree char *one =
      person_push (house->coordinator, NULL, "case.assign", fresh, NULL, to_nobody);
  g_autofree char *two =
      person_push (house->coordinator, NULL, "case.assign", fresh, NULL, to_coordinator);

  g_assert_cmpstr (one, ==, "expert_not_suitable:expert");
  g_assert_cmpstr (two, ==, "expert_not_suitable:expert");
}

/* Of two coordinators who give the case to somebody else, the second is told. */
static void
test_reassignment_names_what_it_ends (House *house, gconstpointer unused)
{
  g_autofree char *to_other = g_strdup_printf ("{\"expert\":\"%s\"}", house->other->account);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *body = NULL;
  Person *coordinator = house->coordinator;

  assert_outcome (coordinator, "case.assign", house->case_id, NULL, to_other, "already_assigned");
  assert_outcome (coordinator, "case.assign", house->case_id, id, to_other, "already_assigned");
  person_must (coordinator, id, "case.assign", house->case_id, house->assignment, to_other);
  assert_outcome (coordinator,
                  "case.assign",
                  house->case_id,
                  house->assignment,
                  to_other,
                  "already_assigned");
  person_must (house->other, NULL, "case.decline", house->case_id, id, NULL);
  assert_outcome (coordinator, "case.assign", house->case_id, id, to_other, "wrong_state");
  body = house_load_case (house);
  g_assert_nonnull (strstr (body, "\"state\":\"declined\""));
}

/* Assigned anew to the same expert the hours begin again, and the case stays in their sight. */
static void
test_same_expert_begins_anew (House *house, gconstpointer unused)
{
  g_autofree char *assignment = NULL;
  g_autofree char *named = NULL;
  g_autoptr (Pull) pull = NULL;
  const char *body;

  person_must (house->expert, NULL, "case.contact", house->case_id, house->assignment, NULL);
  pull_free (person_pull (house->expert, 500));
  ed_manual_clock_advance (&house->office->clock, 60000);
  assignment = person_assign (house->coordinator, house->case_id, house->expert);
  pull = person_pull (house->expert, 500);
  body = pull_body (pull, house->case_id);
  named = g_strdup_printf ("\"assignment_id\":\"%s\"", assignment);
  g_assert_true (g_str_has_prefix (body, "{\"k\":\"put\""));
  g_assert_nonnull (strstr (body, named));
  g_assert_nonnull (strstr (body, "\"assigned_at\":\"2020-03-18T20:45:00.000Z\""));
  g_assert_null (strstr (body, "contacted_at"));
  person_must (house->expert, NULL, "case.contact", house->case_id, assignment, NULL);
}

static void
test_taken_id_is_refused (House *house, gconstpointer unused)
{
  g_autofree char *before = house_load_case (house);
  g_autofree char *after = NULL;

  assert_outcome (house->coordinator,
                  "case.create",
                  house->case_id,
                  NULL,
                  "{\"company_name\":\"Fiat\",\"client_alias\":\"Z\",\"type\":\"legal\"}",
                  "wrong_state");
  after = house_load_case (house);
  g_assert_cmpstr (after, ==, before);
}

/* An envelope of the expert's contact, done OFFSET_S before now by a clock that is BEHIND_MS
 * behind. */
static char *
contact_at (House *house, gint64 done_at, gint64 behind_ms)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *text = ed_instant_to_text (done_at);
  g_autofree char *body = g_strdup_printf (
      "{\"device\":\"%s\",\"clock_offset_ms\":%" G_GINT64_FORMAT
      ",\"commands\":[{\"id\":\"%s\",\"seq\":1,"
      "\"type\":\"case.contact\",\"v\":1,\"target\":{\"case\":\"%s\",\"assignment\":\"%s\"},"
      "\"done_at\":\"%s\"}]}",
      house->expert->device,
      behind_ms,
      id,
      house->case_id,
      house->assignment,
      text);
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (person_call (house->expert, "POST", "/v1/commands", NULL, body, &response),
                    ==,
                    200);
  return response_text (&response);
}

static void
test_times_are_brought_into_bounds (void)
{
  static const struct
  {
    gint64 done_ms, behind_ms; /* after the assignment */
    const char *contacted_at;
    gboolean moved;
  } rows[] = {
    { 60000, 0, "2020-03-18T20:45:00.000Z", FALSE },
    { 30000, 30000, "2020-03-18T20:45:00.000Z", FALSE },
    { 7200000, -3600000, "2020-03-18T21:44:00.000Z", FALSE },
    { -60000, 0, "2020-03-18T20:44:00.000Z", TRUE },
    { -1000, 0, "2020-03-18T20:44:00.000Z", FALSE },
    { 3 * 3600000, 0, "2020-03-18T22:44:00.000Z", TRUE }, /* receipt is two hours after */
    { -86400000, 60000, "2020-03-18T20:44:00.000Z", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      House house = { 0 };
      g_autofree char *answer = NULL, *body = NULL, *member = NULL;
      gint64 assigned_at;

      house_set_up_with_case (&house, NULL);
      assigned_at = ed_clock_now (&house.office->clock.parent);
      ed_manual_clock_advance (&house.office->clock, 2 * 3600000);
      person_sign_in (house.expert);
      answer = contact_at (&house, assigned_at + rows[i].done_ms, rows[i].behind_ms);
      g_assert_nonnull (strstr (answer, "\"applied\""));
      g_assert_cmpint (strstr (answer, "\"moved\":true") != NULL, ==, rows[i].moved);
      person_sign_in (house.coordinator);
      body = house_load_case (&house);
      member = g_strdup_printf ("\"contacted_at\":\"%s\",\"contacted_received_at\":"
                                "\"2020-03-18T22:44:00.000Z\"",
                                rows[i].contacted_at);
      g_assert_nonnull (strstr (body, member));
      house_tear_down (&house, NULL);
    }
}

static void
test_stated_time_is_bounded_without_offset (House *house, gconstpointer unused)
{
  g_autofree char *outcome = NULL, *body = NULL;

  ed_manual_clock_advance (&house->office->clock, 1800000);
  outcome = person_push (house->expert,
                         NULL,
                         "case.contact",
                         house->case_id,
                         house->assignment,
                         "{\"at\":\"2020-03-01T10:00:00.000Z\"}");
  g_assert_cmpstr (outcome, ==, "applied");
  person_sign_in (house->coordinator);
  body = house_load_case (house);
  g_assert_nonnull (strstr (body, "\"contacted_at\":\"2020-03-18T20:44:00.000Z\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)            \
  g_test_add ("/server/judging/" path, \
              House,                   \
              NULL,                    \
              house_set_up_with_case,  \
              function,                \
              house_tear_down)
  ADD ("invalid-args-use-up-the-number", test_invalid_args_use_up_the_number);
  ADD ("roles-and-sight-decide", test_roles_and_sight_decide);
  ADD ("wrong-assignment-is-refused", test_wrong_assignment_is_refused);
  ADD ("late-fact-is-kept", test_late_fact_is_kept);
  ADD ("late-decision-is-refused", test_late_decision_is_refused);
  ADD ("too-late-is-too-late", test_too_late_is_too_late);
  ADD ("edit-conflicts-are-found", test_edit_conflicts_are_found);
  ADD ("expert-must-suit", test_expert_must_suit);
  ADD ("reassignment-names-what-it-ends", test_reassignment_names_what_it_ends);
  ADD ("same-expert-begins-anew", test_same_expert_begins_anew);
  ADD ("taken-id-is-refused", test_taken_id_is_refused);
  g_test_add_func ("/server/judging/times-are-brought-into-bounds",
                   test_times_are_brought_into_bounds);
  ADD ("stated-time-is-bounded-without-offset", test_stated_time_is_bounded_without_offset);
  return g_test_run ();
}
