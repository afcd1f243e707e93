/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Settings changed at the server: who is told what, and what follows. */

#include <string.h>

#include "domain/days.h"
#include "house.h"
#include "server/api-state.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

static Person *
add_administrator (House *house)
{
  Person *administrator = office_add (house->office, "administrator", "administrator");

  person_sign_in (administrator);
  return administrator;
}

static char *
set (House *house, Person *who, const char *args)
{
  return person_push (who, NULL, "settings.set", house->office->api->organisation->id, NULL, args);
}

static void
must_set (House *house, Person *who, const char *args)
{
  g_autofree char *outcome = set (house, who, args);

  g_assert_cmpstr (outcome, ==, "applied");
}

/* Everybody has the public part, staff and administrators the rest, each in one row. */
static void
test_change_reaches_everybody (House *house, gconstpointer unused)
{
  Person *administrator = add_administrator (house);
  Person *people[] = { house->expert, house->coordinator, administrator };
  const char *id = house->office->api->organisation->id;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    pull_free (person_pull (people[i], 500));
  must_set (house,
            administrator,
            "{\"contact_due_h\":{\"from\":48,\"to\":72},"
            "\"mail_sender\":{\"to\":\"Helping hand\"},"
            "\"holidays\":{\"to\":[{\"date\":\"2020-12-25\",\"name\":\"Christmas\"}]}}");
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (Pull) pull = person_pull (people[i], 500);
      const char *body = pull_body (pull, id);

      g_assert_nonnull (body);
      g_assert_nonnull (strstr (body, "\"contact_due_h\":72"));
      g_assert_nonnull (strstr (body, "Christmas"));
      g_assert_cmpint (strstr (body, "Helping hand") != NULL, ==, i > 0);
    }
}

static void
test_change_is_refused (House *house, gconstpointer unused)
{
  Person *administrator = add_administrator (house);
  static const struct
  {
    const char *args, *outcome;
  } rows[] = {
    { "{\"zone\":{\"from\":\"Europe/Budapest\",\"to\":\"Middle/Earth\"}}", "invalid:zone" },
    { "{\"contact_due_h\":{\"from\":48,\"to\":12}}", "invalid:contact_first_h" },
    { "{\"contact_due_h\":{\"from\":50,\"to\":60}}", "conflict:contact_due_h" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *outcome = set (house, administrator, rows[i].args);
      g_autofree char *forbidden = set (house, house->coordinator, rows[i].args);

      g_assert_cmpstr (outcome, ==, rows[i].outcome);
      g_assert_cmpstr (forbidden, ==, "forbidden");
    }
  g_assert_cmpint (house->office->api->settings->contact_due_h, ==, 48);
}

/* The zone goes to the desktops as its changes of offset; the server itself counts by it too, and
 * still does when it is started again. */
static void
test_zone_moves (House *house, gconstpointer unused)
{
  Person *administrator = add_administrator (house);
  g_autoptr (Pull) pull = NULL;
  const char *body;

  pull_free (person_pull (house->expert, 500));
  must_set (house,
            administrator,
            "{\"zone\":{\"from\":\"Europe/Budapest\",\"to\":\"Asia/Tokyo\"},"
            "\"organisation\":{\"from\":\"Segítő Kör\",\"to\":\"New name\"}}");
  pull = person_pull (house->expert, 500);
  body = pull_body (pull, house->office->api->organisation->id);
  g_assert_nonnull (strstr (body, "\"zone\":\"Asia/Tokyo\""));
  g_assert_null (strstr (body, "\"offset_s\":7200"));
  g_assert_nonnull (strstr (body, "\"offset_s\":32400"));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (
          ed_zone_offset (house->office->api->zone, ed_clock_now (&house->office->clock.parent)),
          ==,
          9 * 3600);
      g_assert_cmpstr (ed_organisation_name (house->office->api->organisation), ==, "New name");
      office_close (house->office);
      office_open (house->office);
    }
}

/* A limit counts for the cases that there are: what was due later is due now. */
static void
test_limit_counts_at_once (House *house, gconstpointer unused)
{
  Person *administrator = add_administrator (house);
  gint64 assigned = ed_clock_now (&house->office->clock.parent);

  ed_manual_clock_set (&house->office->clock, assigned + DAY / 2);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house,
                                "SELECT count (*) FROM mail_outbox"
                                " WHERE kind = 'contact_due'"),
                   ==,
                   0);
  person_sign_in (administrator);
  must_set (house,
            administrator,
            "{\"contact_first_h\":{\"from\":24,\"to\":6},"
            "\"contact_due_h\":{\"from\":48,\"to\":8}}");
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house,
                                "SELECT count (*) FROM mail_outbox"
                                " WHERE kind = 'contact_due'"),
                   ==,
                   1);
}

static void
test_reminders_can_be_off (House *house, gconstpointer unused)
{
  Person *administrator = add_administrator (house);
  gint64 assigned = ed_clock_now (&house->office->clock.parent);

  must_set (house, administrator, "{\"reminders_off\":{\"to\":true}}");
  ed_manual_clock_set (&house->office->clock, assigned + 3 * DAY);
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house,
                                "SELECT count (*) FROM mail_outbox"
                                " WHERE kind IN ('contact_first', 'contact_due')"),
                   ==,
                   0);
}

static void
test_password_is_not_kept (House *house, gconstpointer unused)
{
  Person *administrator = add_administrator (house);
  g_auto (EdApiResponse) kept = { 0 }, refused = { 0 };
  const char *keep = "{\"keep\":true}";

  g_assert_cmpuint (person_call (house->expert, "POST", "/v1/password", NULL, keep, &kept),
                    ==,
                    204);
  must_set (house, administrator, "{\"own_password\":{\"to\":true}}");
  g_assert_cmpuint (person_call (house->expert, "POST", "/v1/password", NULL, keep, &refused),
                    ==,
                    403);
}

#define ADD(name, function)             \
  g_test_add ("/server/settings/" name, \
              House,                    \
              NULL,                     \
              house_set_up_with_case,   \
              function,                 \
              house_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("change-reaches-everybody", test_change_reaches_everybody);
  ADD ("change-is-refused", test_change_is_refused);
  ADD ("zone-moves", test_zone_moves);
  ADD ("limit-counts-at-once", test_limit_counts_at_once);
  ADD ("reminders-can-be-off", test_reminders_can_be_off);
  ADD ("password-is-not-kept", test_password_is_not_kept);
  return g_test_run ();
}
