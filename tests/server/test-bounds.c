/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A desktop that repeats itself for ever fills a case to its bound, and no more: everybody still
 * reads it, and it is closed like any other. */

#include <string.h>

#include "domain/bounds.h"
#include "domain/days.h"
#include "house.h"

#define BATCH 100

static char *
make_attempt (House *house, guint n)
{
  g_autofree char *at = ed_instant_to_text (ed_clock_now (&house->office->clock.parent));

  return g_strdup_printf ("{\"id\":\"00000000-0000-4000-9000-%012u\",\"kind\":\"%s\","
                          "\"at\":\"%s\",\"result\":\"no_answer\"}",
                          n,
                          n % 4 == 0 ? "text" : "call",
                          at);
}

static char *
try_attempt (House *house, guint n)
{
  g_autofree char *args = make_attempt (house, n);

  return person_push (house->expert, NULL, "attempt.add", house->case_id, house->assignment, args);
}

static void
push_attempts (House *house, guint first)
{
  g_autoptr (GString) envelopes = g_string_new (NULL);
  EdApiResponse response = { 0 };

  for (guint n = first; n < first + BATCH; n++)
    {
      g_autofree char *args = make_attempt (house, n);
      g_autofree char *id = office_make_id (house->office);
      g_autofree char *envelope = person_envelope (house->expert,
                                                   id,
                                                   "attempt.add",
                                                   house->case_id,
                                                   house->assignment,
                                                   args);

      g_string_append_printf (envelopes, "%s%s", n > first ? "," : "", envelope);
      house->expert->seq++;
    }
  g_assert_cmpuint (person_push_text (house->expert, envelopes->str, &response), ==, 200);
  ed_api_response_clear (&response);
}

static guint
count_attempts (const char *line)
{
  guint n = 0;

  for (const char *at = line; (at = strstr (at, "\"at_received_at\"")) != NULL; at++)
    n++;
  return n;
}

/* All that is said of it is read, by the coordinator too. */
static void
test_case_takes_no_more (House *house, gconstpointer unused)
{
  g_autofree char *line = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *closing = office_make_id (house->office);
  g_autofree char *args = g_strdup_printf ("{\"closing\":\"%s\"}", closing);

  for (guint n = 0; n < ED_CASE_ATTEMPTS_MAX; n += BATCH)
    push_attempts (house, n);
  outcome = try_attempt (house, ED_CASE_ATTEMPTS_MAX);
  g_assert_cmpstr (outcome, ==, "full:attempts");
  line = house_load_case (house);
  g_assert_cmpuint (count_attempts (line), ==, ED_CASE_ATTEMPTS_MAX);

  person_must (house->expert, closing, "case.unreachable", house->case_id, house->assignment, args);
  person_must (house->coordinator, NULL, "case.approve", house->case_id, NULL, args);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/server/bounds/case-takes-no-more",
              House,
              NULL,
              house_set_up_with_case,
              test_case_takes_no_more,
              house_tear_down);
  return g_test_run ();
}
