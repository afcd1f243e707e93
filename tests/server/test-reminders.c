/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reminders: at the moment that the rules say, once, and not when they are no longer true. */

#include <string.h>

#include "domain/days.h"
#include "house.h"
#include "server/api-state.h"
#include "server/mail-table.h"
#include "server/schema.h"

#define MS 1
#define HOUR (G_GINT64_CONSTANT (60) * 60 * 1000)
#define DAY (24 * HOUR)

/* At AT the chores bring EXPECTED; asked twice, because once is enough. */
static void
assert_brings (House *house, gint64 at, const char *expected)
{
  g_autofree char *first = NULL, *second = NULL;

  ed_manual_clock_set (&house->office->clock, at);
  office_run_chores (house->office);
  first = house_take_mails (house);
  g_assert_cmpstr (first, ==, expected);
  office_run_chores (house->office);
  second = house_take_mails (house);
  g_assert_cmpstr (second, ==, "");
}

/* EXPECTED comes at the instant AT, and not a moment before. */
static void
assert_comes_at (House *house, gint64 at, const char *expected)
{
  assert_brings (house, at - MS, "");
  assert_brings (house, at, expected);
}

static gint64
instant (const char *text)
{
  gint64 at = ed_instant_from_text (text);

  g_assert_cmpint (at, !=, ED_ABSENT);
  return at;
}

/* A case assigned at TEXT. */
static void
assign_at (House *house, const char *text, const char *crisis)
{
  g_autofree char *args = g_strdup_printf ("{\"company_name\":\"Suzuki\",\"type\":\"legal\","
                                           "\"client_alias\":\"XY\"%s}",
                                           crisis);

  ed_manual_clock_set (&house->office->clock, instant (text));
  person_sign_in (house->coordinator);
  house->case_id = office_make_id (house->office);
  person_must (house->coordinator, NULL, "case.create", house->case_id, NULL, args);
  house->assignment = person_assign (house->coordinator, house->case_id, house->expert);
  g_free (house_take_mails (house));
}

static void
deed (House *house, const char *type, const char *args)
{
  person_sign_in (house->expert);
  person_must (house->expert, NULL, type, house->case_id, house->assignment, args);
}

static void
add_session (House *house, const char *date)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *args = g_strdup_printf ("{\"id\":\"%s\",\"date\":\"%s\"}", id, date);

  deed (house, "session.add", args);
  g_free (house_take_mails (house));
}

#define OVERDUE "contact_due to expert, contact_overdue to coordinator"

/* Hours are hours, also in the night in which one of them is left out or comes twice. */
static void
test_contact_is_reminded_of (gconstpointer data)
{
  const char *const *row = data;
  House house = { 0 };
  gint64 assigned;

  house_set_up (&house, NULL);
  assign_at (&house, row[0], row[1]);
  assigned = instant (row[0]);
  assert_comes_at (&house,
                   assigned + g_ascii_strtoll (row[2], NULL, 10) * HOUR,
                   "contact_first to expert");
  assert_comes_at (&house, assigned + g_ascii_strtoll (row[3], NULL, 10) * HOUR, OVERDUE);
  assert_brings (&house, assigned + 400 * DAY, "");
  house_tear_down (&house, NULL);
}

static const char *const contacts[][4] = {
  { "2020-06-10T10:00:00.000Z", "", "24", "48" },
  { "2021-03-27T12:00:00.000Z", "", "24", "48" }, /* summer time begins on the 28th */
  { "2020-10-24T12:00:00.000Z", "", "24", "48" }, /* and ends on the 25th */
  { "2020-12-31T23:30:00.000Z", "", "24", "48" },
  { "2020-06-10T10:00:00.000Z", ",\"crisis_call\":true", "2", "4" },
  { "2021-03-28T00:30:00.000Z", ",\"crisis_call\":true", "2", "4" },
};

/* Days are the organisation's (Budapest): over when the day begins on which they are complete. */
static void
test_first_session_is_reminded_of (gconstpointer data)
{
  const char *const *row = data;
  House house = { 0 };

  house_set_up (&house, NULL);
  assign_at (&house, row[0], "");
  deed (&house, "case.contact", NULL);
  g_free (house_take_mails (&house));
  assert_comes_at (&house, instant (row[1]), "session_due to expert");
  house_tear_down (&house, NULL);
}

static const char *const first_sessions[][2] = {
  { "2020-06-10T10:00:00.000Z", "2020-06-14T22:00:00.000Z" },
  { "2020-06-10T22:30:00.000Z", "2020-06-15T22:00:00.000Z" }, /* the 11th there */
  { "2021-03-26T10:00:00.000Z", "2021-03-30T22:00:00.000Z" }, /* 23 hours in between */
  { "2020-10-22T10:00:00.000Z", "2020-10-26T23:00:00.000Z" }, /* and 25 */
  { "2021-02-26T10:00:00.000Z", "2021-03-02T23:00:00.000Z" },
};

/* Months end with the last day of a shorter one. */
static void
test_closing_is_reminded_of (gconstpointer data)
{
  const char *const *row = data;
  g_autofree char *assigned = g_strconcat (row[0], "T10:00:00.000Z", NULL);
  House house = { 0 };

  house_set_up (&house, NULL);
  assign_at (&house, assigned, "");
  deed (&house, "case.contact", NULL);
  add_session (&house, row[0]);
  assert_comes_at (&house, instant (row[1]), "closing_warn to expert");
  assert_comes_at (&house, instant (row[2]), "closing_due to expert");
  assert_brings (&house, instant (row[2]) + 400 * DAY, "");
  house_tear_down (&house, NULL);
}

static const char *const closings[][3] = {
  { "2020-12-31", "2021-02-27T23:00:00.000Z", "2021-03-30T22:00:00.000Z" },
  { "2023-12-31", "2024-02-28T23:00:00.000Z", "2024-03-30T23:00:00.000Z" },
  { "2021-03-15", "2021-05-14T22:00:00.000Z", "2021-06-14T22:00:00.000Z" },
  { "2021-08-31", "2021-10-30T22:00:00.000Z", "2021-11-29T23:00:00.000Z" },
};

static void
set_up (House *house, gconstpointer unused)
{
  house_set_up (house, NULL);
  assign_at (house, "2020-06-10T10:00:00.000Z", "");
}

static void
test_contact_ends_reminders (House *house, gconstpointer unused)
{
  gint64 assigned = ed_clock_now (&house->office->clock.parent);

  assert_brings (house, assigned + 24 * HOUR, "contact_first to expert");
  deed (house, "case.contact", NULL);
  g_free (house_take_mails (house));
  assert_brings (house, assigned + 49 * HOUR, "");
}

static void
test_closing_ends_reminders (House *house, gconstpointer unused)
{
  deed (house, "case.contact", NULL);
  add_session (house, "2020-06-10");
  deed (house, "satisfaction.score", "{\"score\":9}");
  deed (house,
        "case.close",
        "{\"closing\":\"11111111-0000-4000-8000-000000000001\",\"outcome\":\"completed\"}");
  g_free (house_take_mails (house));
  assert_brings (house, instant ("2020-12-01T00:00:00.000Z"), "");
}

static void
test_reassignment_begins_anew (House *house, gconstpointer unused)
{
  gint64 assigned = ed_clock_now (&house->office->clock.parent);

  ed_manual_clock_advance (&house->office->clock, 20 * HOUR);
  person_sign_in (house->coordinator);
  g_free (person_assign (house->coordinator, house->case_id, house->other));
  g_free (house_take_mails (house));
  assert_brings (house, assigned + 24 * HOUR, "");
  assert_comes_at (house, assigned + 44 * HOUR, "contact_first to other");
}

static void
test_decline_ends_reminders (House *house, gconstpointer unused)
{
  deed (house, "case.decline", NULL);
  g_free (house_take_mails (house));
  assert_brings (house, instant ("2020-12-01T00:00:00.000Z"), "");
}

/* After a long night only what is true now is told. */
static void
test_late_look_tells_the_present (House *house, gconstpointer unused)
{
  gint64 assigned = ed_clock_now (&house->office->clock.parent);

  office_close (house->office);
  ed_manual_clock_set (&house->office->clock, assigned + 60 * HOUR);
  office_open (house->office);
  assert_brings (house, assigned + 60 * HOUR, OVERDUE);
}

static void
test_restart_forgets_and_repeats_nothing (House *house, gconstpointer unused)
{
  gint64 assigned = ed_clock_now (&house->office->clock.parent);

  office_close (house->office);
  office_open (house->office);
  assert_brings (house, assigned + 24 * HOUR, "contact_first to expert");
  office_close (house->office);
  office_open (house->office);
  assert_brings (house, assigned + 25 * HOUR, "");
  assert_brings (house, assigned + 48 * HOUR, OVERDUE);
}

/* Any change of a case has it looked at again, which repeats nothing. */
static void
test_change_repeats_nothing (House *house, gconstpointer unused)
{
  gint64 assigned = ed_clock_now (&house->office->clock.parent);

  assert_brings (house, assigned + 24 * HOUR, "contact_first to expert");
  deed (house,
        "attempt.add",
        "{\"id\":\"33333333-0000-4000-8000-000000000001\",\"kind\":\"call\","
        "\"at\":\"2020-06-11T09:00:00.000Z\",\"result\":\"no_answer\"}");
  assert_brings (house, assigned + 25 * HOUR, "");
}

/* The first session moved: its months begin anew, and that is another reminder. */
static void
test_moved_session_is_counted_from (House *house, gconstpointer unused)
{
  deed (house, "case.contact", NULL);
  add_session (house, "2020-06-20");
  deed (house,
        "session.add",
        "{\"id\":\"22222222-0000-4000-8000-000000000009\",\"date\":\"2020-06-15\"}");
  g_free (house_take_mails (house));
  assert_comes_at (house, instant ("2020-08-14T22:00:00.000Z"), "closing_warn to expert");
  deed (house,
        "session.delete",
        "{\"id\":\"22222222-0000-4000-8000-000000000009\",\"reason\":\"mistake\"}");
  assert_comes_at (house, instant ("2020-08-19T22:00:00.000Z"), "closing_warn to expert");
}

/* A database from before there were reminders. */
static void
test_older_database_is_looked_at (House *house, gconstpointer unused)
{
  gint64 assigned = ed_clock_now (&house->office->clock.parent);
  const EdMigration *migration = &ed_server_migrations[0];

  while (migration->number != 6)
    migration++;
  g_assert_true (ed_db_exec (house->office->api->writer, "DELETE FROM due", NULL));
  g_assert_true (ed_db_exec (house->office->api->writer, migration->sql, NULL));
  assert_brings (house, assigned + HOUR, "");
  assert_comes_at (house, assigned + 24 * HOUR, "contact_first to expert");
}

/* Several servers look at the same moment: each transaction sees what the former has done. */
static void
test_many_looks_remind_once (House *house, gconstpointer unused)
{
  EdApiResponse responses[4] = { 0 };
  EdApiJob *jobs[4];
  g_autofree char *taken = NULL;

  ed_manual_clock_advance (&house->office->clock, 24 * HOUR);
  for (guint i = 0; i < 4; i++)
    jobs[i] = ed_api_make_chores (house->office->api);
  ed_api_write (house->office->api, jobs, 4, responses, NULL);
  for (guint i = 0; i < 4; i++)
    ed_api_response_clear (&responses[i]);
  taken = house_take_mails (house);
  g_assert_cmpstr (taken, ==, "contact_first to expert");
}

#define ADD(path, test) \
  g_test_add ("/server/reminders/" path, House, NULL, set_up, test, house_tear_down)

static void
add_rows (const char *path, gconstpointer rows, gsize size, guint n, GTestDataFunc test)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("/server/reminders/%s/%u", path, i);

      g_test_add_data_func (name, (const char *) rows + i * size, test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_rows ("contact-is-reminded-of",
            contacts,
            sizeof contacts[0],
            G_N_ELEMENTS (contacts),
            test_contact_is_reminded_of);
  add_rows ("first-session-is-reminded-of",
            first_sessions,
            sizeof first_sessions[0],
            G_N_ELEMENTS (first_sessions),
            test_first_session_is_reminded_of);
  add_rows ("closing-is-reminded-of",
            closings,
            sizeof closings[0],
            G_N_ELEMENTS (closings),
            test_closing_is_reminded_of);
  ADD ("contact-ends-reminders", test_contact_ends_reminders);
  ADD ("closing-ends-reminders", test_closing_ends_reminders);
  ADD ("reassignment-begins-anew", test_reassignment_begins_anew);
  ADD ("decline-ends-reminders", test_decline_ends_reminders);
  ADD ("late-look-tells-the-present", test_late_look_tells_the_present);
  ADD ("restart-forgets-and-repeats-nothing", test_restart_forgets_and_repeats_nothing);
  ADD ("change-repeats-nothing", test_change_repeats_nothing);
  ADD ("moved-session-is-counted-from", test_moved_session_is_counted_from);
  ADD ("older-database-is-looked-at", test_older_database_is_looked_at);
  ADD ("many-looks-remind-once", test_many_looks_remind_once);
  return g_test_run ();
}
