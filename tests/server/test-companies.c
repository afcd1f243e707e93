/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Companies: who keeps them, who sees them, and what they may not be called. */

#include <string.h>

#include "house.h"

#define SUZUKI "c0000000-0000-4000-8000-000000000001"
#define OTHER "c0000000-0000-4000-8000-000000000002"

/* Rows in order: each judges what those before it have left. */
static void
test_company_has_a_life (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *type, *id, *args, *outcome;
  } rows[] = {
    { "company.edit", SUZUKI, "{\"covered\":{\"to\":5}}", "not_found" },
    { "company.create", SUZUKI, "{\"covered\":5}", "invalid:name" },
    { "company.create",
      SUZUKI,
      "{\"name\":\"Suzuki\",\"session_minutes\":0}",
      "invalid:session_minutes" },
    { "company.create",
      SUZUKI,
      "{\"name\":\"Suzuki\",\"fees\":[{\"type\":\"legal\",\"amount\":5},"
      "{\"type\":\"legal\",\"amount\":6}]}",
      "invalid:fees" },
    { "company.create",
      SUZUKI,
      "{\"name\":\"Suzuki\",\"covered\":1200,\"sessions_available\":6,\"session_minutes\":45,"
      "\"languages\":[\"hu\",\"ja\"],\"fees\":[{\"type\":\"legal\",\"amount\":5000}]}",
      "applied" },
    { "company.create", SUZUKI, "{\"name\":\"Suzuki again\"}", "wrong_state" },
    { "company.create", OTHER, "{\"name\":\" SUZUKI \"}", "name_taken:name" },
    { "company.edit", SUZUKI, "{\"covered\":{\"from\":1000,\"to\":1300}}", "conflict:covered" },
    { "company.edit", SUZUKI, "{\"name\":{\"from\":\"Suzuki\"}}", "invalid:name" },
    { "company.edit", SUZUKI, "{\"covered\":{\"from\":1200,\"to\":1300}}", "applied" },
    { "company.retire", SUZUKI, "{}", "applied" },
    { "company.retire", SUZUKI, "{}", "wrong_state" },
    /* The name of a retired one is free, and then no longer its own. */
    { "company.create", OTHER, "{\"name\":\"Suzuki\"}", "applied" },
    { "company.edit", SUZUKI, "{\"retired\":{\"from\":true}}", "name_taken:name" },
    { "company.edit", OTHER, "{\"name\":{\"from\":\"Suzuki\",\"to\":\"Honda\"}}", "applied" },
    { "company.edit", SUZUKI, "{\"retired\":{\"from\":true}}", "applied" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *forbidden =
          person_push (house->expert, NULL, rows[i].type, rows[i].id, NULL, rows[i].args);
      g_autofree char *outcome =
          person_push (house->coordinator, NULL, rows[i].type, rows[i].id, NULL, rows[i].args);

      g_test_message ("%s %s", rows[i].type, rows[i].args);
      g_assert_cmpstr (outcome, ==, rows[i].outcome);
      if (strncmp (rows[i].outcome, "invalid", strlen ("invalid")) != 0)
        g_assert_cmpstr (forbidden, ==, "forbidden");
    }
}

static void
test_company_is_seen_by_staff (House *house, gconstpointer unused)
{
  g_autoptr (Pull) staff = NULL;
  g_autoptr (Pull) expert = NULL;

  person_must (house->coordinator,
               NULL,
               "company.create",
               SUZUKI,
               NULL,
               "{\"name\":\"Suzuki\",\"notes\":\"Ask for Ms Ito\"}");
  staff = person_pull (house->coordinator, 500);
  expert = person_pull (house->expert, 500);
  g_assert_nonnull (strstr (pull_body (staff, SUZUKI), "Ask for Ms Ito"));
  g_assert_null (pull_body (expert, SUZUKI));
}

/* The case keeps name and id as they were recorded. */
static void
test_case_names_its_company (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autoptr (Pull) staff = NULL;

  person_must (house->coordinator,
               NULL,
               "case.create",
               id,
               NULL,
               "{\"company_name\":\"Suzuki\",\"company_id\":\"" SUZUKI
               "\",\"client_alias\":\"XY\",\"type\":\"legal\"}");
  staff = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (staff, id), "\"company_id\":\"" SUZUKI "\""));
}

#define ADD(name, function) \
  g_test_add ("/server/companies/" name, House, NULL, house_set_up, function, house_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("have-a-life", test_company_has_a_life);
  ADD ("are-seen-by-staff", test_company_is_seen_by_staff);
  ADD ("are-named-by-cases", test_case_names_its_company);
  return g_test_run ();
}
