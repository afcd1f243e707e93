/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was handed back after a restore, waited in vain and became late work (PROTOCOL 8). */

#include "house.h"

#include <string.h>

#include "put-back.h"

#define HOUR_MS G_GINT64_CONSTANT (3600000)
#define SESSION "{\"id\":\"41111111-1111-4111-8111-111111111111\",\"date\":\"2020-06-01\"}"

/* A session of a case that the server has forgotten is handed back, and nobody hands the case
 * back. */
static void
hand_back_in_vain (House *house, const char *id)
{
  g_autofree char *case_id = NULL, *assignment = NULL, *envelope = NULL, *was = NULL;
  g_auto (EdApiResponse) applied = { 0 };
  g_auto (EdApiResponse) held = { 0 };

  office_back_up (house->office);
  case_id = person_create_case (house->coordinator, "legal");
  assignment = person_assign (house->coordinator, case_id, house->expert);
  envelope = person_envelope (house->expert, id, "session.add", case_id, assignment, SESSION);
  g_assert_cmpuint (person_push_text (house->expert, envelope, &applied), ==, 200);
  house_put_back (house);
  was = g_strdup_printf ("{\"was\":{\"status\":\"applied\",\"rev\":3},%s", envelope + 1);
  g_assert_cmpuint (person_push_text (house->expert, was, &held), ==, 200);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 1);
}

static void
wait_in_vain (House *house)
{
  ed_manual_clock_advance (&house->office->clock, 73 * HOUR_MS);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 0);
}

static gint64
count_late_work_of (House *house, const Person *person)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM document WHERE type = 'late_work'"
                                          " AND body LIKE '%%\"by\":\"%s\"%%'",
                                          person->account);

  return house_count (house, sql);
}

/* Meanwhile somebody else's late work got its id: neither takes the other's place. */
static void
test_takes_nobodys_place (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *ended = person_assign (house->coordinator, house->case_id, house->other);
  g_autofree char *open = person_assign (house->coordinator, house->case_id, house->expert);
  g_autofree char *outcome = NULL;

  hand_back_in_vain (house, id);
  outcome = person_push (house->other, id, "session.add", house->case_id, ended, SESSION);
  g_assert_cmpstr (outcome, ==, "kept");
  wait_in_vain (house);
  g_assert_cmpint (count_late_work_of (house, house->other), ==, 1);
  g_assert_cmpint (count_late_work_of (house, house->expert), ==, 1);
}

/* It had been answered as applied: the log says what became of it in the end. */
static void
test_is_in_the_log (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  const char *find = "SELECT count(*) FROM audit WHERE what = 'session.add' AND code = 'kept'";

  hand_back_in_vain (house, id);
  g_assert_cmpint (house_count (house, find), ==, 0);
  wait_in_vain (house);
  g_assert_cmpint (count_late_work_of (house, house->expert), ==, 1);
  g_assert_cmpint (house_count (house, find), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD_TEST(path, test)                  \
  g_test_add ("/server/late-returning/" path, \
              House,                          \
              NULL,                           \
              house_set_up_with_case,         \
              test,                           \
              house_tear_down)
  ADD_TEST ("nobodys-place", test_takes_nobodys_place);
  ADD_TEST ("logged", test_is_in_the_log);
#undef ADD_TEST
  return g_test_run ();
}
