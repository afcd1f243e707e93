/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pushes: every rule on ids, sequence numbers, assignments and repeats (PROTOCOL 3). */

#include <string.h>

#include "office.h"

static void
test_case_takes_its_course (void)
{
  g_autoptr (Office) office = office_new ();
  Person *coordinator = office_add (office, "coordinator@x.example", "coordinator");
  Person *expert = office_add (office, "expert@x.example", "expert");
  g_autofree char *case_id = NULL, *assignment = NULL, *put = NULL;
  g_autoptr (Pull) pull = NULL;
  const char *body;

  person_sign_in (coordinator);
  person_sign_in (expert);
  case_id = person_create_case (coordinator, "psychological");
  assignment = person_assign (coordinator, case_id, expert);
  ed_manual_clock_advance (&office->clock, 60000);
  person_must (expert, NULL, "case.contact", case_id, assignment, NULL);
  person_must (expert,
               NULL,
               "session.add",
               case_id,
               assignment,
               "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"date\":\"2020-03-22\","
               "\"time\":\"17:00\"}");

  pull = person_pull (expert, 500);
  put = g_strconcat ("put case ", case_id, NULL);
  g_assert_true (pull_has (pull, put));
  body = pull_body (pull, case_id);
  g_assert_nonnull (strstr (body, "\"number\":1,"));
  g_assert_nonnull (strstr (body, "\"rev\":4,"));
  g_assert_nonnull (strstr (body, "\"state\":\"assigned\""));
  g_assert_nonnull (strstr (body, "\"contacted_at\":\"2020-03-18T20:45:00.000Z\""));
  g_assert_nonnull (strstr (body, "\"date\":\"2020-03-22\",\"time\":\"17:00\""));
  g_assert_cmpint (json_object_get_int_member (pull->end, "acked"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/commands/case-takes-its-course", test_case_takes_its_course);
  return g_test_run ();
}
