/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody decides on a computer whose clock stands in 1990, as after a dead battery, and which is
 * right again before it sends: the offset that it sends tells nothing of that. What was decided is
 * no older for it than what it was decided on. */

#include <string.h>

#include "domain/days.h"
#include "privacy-story.h"
#include "server/api-state.h"
#include "server/document-table.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)
#define YEARS_AGO (G_GINT64_CONSTANT (30) * 365 * DAY_MS)

/* PERSON does it by the clock of 1990; whether the server said that it moved the time. */
static gboolean
do_long_ago (Person *person, const char *type, const char *target, const char *args)
{
  EdManualClock *clock = &person->office->clock;
  gint64 now = ed_clock_now (&clock->parent);
  g_autofree char *id = office_make_id (person->office);
  g_autofree char *envelope = NULL;
  g_autofree char *text = NULL;
  g_auto (EdApiResponse) response = { 0 };

  ed_manual_clock_set (clock, now - YEARS_AGO);
  envelope = person_envelope (person, id, type, target, NULL, args);
  ed_manual_clock_set (clock, now);
  g_assert_cmpuint (person_push_text (person, envelope, &response), ==, 200);
  person->seq++;
  text = response_text (&response);
  g_assert_nonnull (strstr (text, "\"applied\""));
  return strstr (text, "\"moved\":true") != NULL;
}

/* The client was called in vain; the args that name the closing. */
static char *
report_unreachable (House *house)
{
  static const char *const kinds[] = { "call", "call", "call", "text" };
  g_autofree char *closing = office_make_id (house->office);
  char *args = g_strdup_printf ("{\"closing\":\"%s\"}", closing);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = office_make_id (house->office);
      g_autofree char *attempt =
          g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"%s\",\"at\":\"2020-03-18T12:00:00.000Z\"}",
                           id,
                           kinds[i]);

      person_must (house->expert, NULL, "attempt.add", house->case_id, house->assignment, attempt);
    }
  person_must (house->expert, NULL, "case.unreachable", house->case_id, house->assignment, args);
  return args;
}

static gint64
count_cases (House *house)
{
  return house_count (house, "SELECT COUNT(*) FROM document WHERE type = 'case'");
}

static void
test_approved_is_not_old (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  g_autofree char *closing = report_unreachable (house);
  g_autofree char *shown = NULL;
  gboolean moved;

  house_set (house, administrator, "{\"retention_on\":{\"to\":true}}");
  moved = do_long_ago (house->coordinator, "case.approve", house->case_id, closing);
  office_run_chores (house->office);
  g_assert_cmpint (count_cases (house), ==, 1);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM erased"), ==, 0);
  /* It is not in the archive either. */
  shown = house_load_case (house);
  g_assert_nonnull (shown);
  g_assert_nonnull (strstr (shown, "\"approval\":{\"at\":\"2020-03-18"));
  g_assert_true (moved);
}

static void
test_reopened_is_billed_now (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autoptr (EdStatement) row = NULL;

  house_agree_pay (house, 100);
  story_tell (&story, house);
  story_close (&story, house);
  house_step_statement (house, house->coordinator, "statement.send");
  do_long_ago (house->coordinator, "case.reopen", story.case_id, "{\"reason\":\"One more\"}");
  row = ed_db_prepare (house->office->api->writer,
                       "SELECT month FROM statement ORDER BY month",
                       NULL);
  g_assert_true (ed_statement_step (row, NULL));
  g_assert_cmpstr (ed_statement_text (row, 0), ==, "2020-03-01");
  g_assert_true (ed_statement_step (row, NULL));
  g_assert_cmpstr (ed_statement_text (row, 0), ==, "2020-04-01");
  g_assert_false (ed_statement_step (row, NULL));
}

static void
test_cancelled_is_not_old (House *house, gconstpointer unused)
{
  Person *administrator = house_add_administrator (house);
  Person *sender = office_add (house->office, "sender", "case_manager");
  g_autofree char *id = office_make_id (house->office);
  gboolean moved;

  person_sign_in (sender);
  house_set (house, administrator, "{\"retention_on\":{\"to\":true}}");
  person_must (sender,
               NULL,
               "request.create",
               id,
               NULL,
               "{\"subject\":\"A\",\"case_reference\":\"B\",\"question\":\"C?\"}");
  moved = do_long_ago (sender, "request.cancel", id, "{}");
  office_run_chores (house->office);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM document WHERE type = 'request'"),
                   ==,
                   1);
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM erased"), ==, 0);
  g_assert_true (moved);
}

/* What is only written down needs no later time than the case has. */
static void
test_edited_is_taken (House *house, gconstpointer unused)
{
  g_autofree char *shown = NULL;

  do_long_ago (house->coordinator, "case.edit", house->case_id, "{\"city\":{\"to\":\"Eger\"}}");
  shown = house_load_case (house);
  g_assert_nonnull (strstr (shown, "\"city\":\"Eger\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, set_up, function) \
  g_test_add ("/server/wrong-clocks/" path, House, NULL, set_up, function, house_tear_down)
  ADD ("approved-is-not-old", house_set_up_with_case, test_approved_is_not_old);
  ADD ("reopened-is-billed-now", house_set_up, test_reopened_is_billed_now);
  ADD ("cancelled-is-not-old", house_set_up, test_cancelled_is_not_old);
  ADD ("edited-is-taken", house_set_up_with_case, test_edited_is_taken);
  return g_test_run ();
}
