/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases that were recorded by mistake are taken back: what nobody has touched goes, from
 * everywhere and for good, and what somebody has touched stays. */

#include <string.h>

#include "privacy-story.h"
#include "put-back.h"
#include "server/api-state.h"

#define INTAKE                                                                       \
  "{\"company_name\":\"Suzuki\",\"type\":\"legal\",\"client_alias\":\"" CANARY "\"," \
  "\"phone\":\"" PHONE "\",\"problem_details\":\"" CANARY "\"}"

static char *
record (House *house, Person *person)
{
  char *id = office_make_id (house->office);

  person_must (person, NULL, "case.create", id, NULL, INTAKE);
  return id;
}

static guint
take_back_text (Person *person, const char *body, EdApiResponse *response)
{
  return person_call (person, "POST", "/v1/cases/take-back", NULL, body, response);
}

/* What stays of ID when PERSON takes it back: "" for nothing, or why. */
static char *
take_back (Person *person, const char *id)
{
  g_autofree char *body = g_strdup_printf ("{\"cases\":[\"%s\"]}", id);
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) object = NULL;
  JsonArray *kept;
  JsonObject *stays;

  g_assert_cmpuint (take_back_text (person, body, &response), ==, 200);
  object = response_object (&response);
  if (!json_object_has_member (object, "kept"))
    return g_strdup ("");
  kept = json_object_get_array_member (object, "kept");
  if (json_array_get_length (kept) == 0)
    return g_strdup ("");
  stays = json_array_get_object_element (kept, 0);
  g_assert_cmpstr (json_object_get_string_member (stays, "id"), ==, id);
  return g_strdup (json_object_get_string_member (stays, "why"));
}

static void
assert_taken_back (Person *person, const char *id, const char *expected)
{
  g_autofree char *found = take_back (person, id);

  g_assert_cmpstr (found, ==, expected);
}

static gint64
count_cases (House *house)
{
  return house_count (house, "SELECT COUNT(*) FROM document WHERE type = 'case'");
}

static gint64
count_shells (House *house)
{
  return house_count (house, "SELECT COUNT(*) FROM document WHERE type = 'shell'");
}

static gint64
count_log (House *house)
{
  return house_count (house, "SELECT COUNT(*) FROM audit WHERE what = 'case.take_back'");
}

static void
test_untouched_go_everywhere (House *house, gconstpointer unused)
{
  Person *chief = house_add_administrator (house);
  g_autofree char *id = record (house, house->coordinator);
  g_autofree char *line = g_strdup_printf ("forget case %s erased", id);
  g_autofree char *again = NULL;
  g_autofree char *later = NULL;
  gint64 number = house_count (house, "SELECT MAX(number) FROM case_number");

  pull_free (person_pull (house->coordinator, 500));
  pull_free (person_pull (chief, 500));
  assert_taken_back (house->coordinator, id, "");
  {
    g_autoptr (Pull) own = person_pull (house->coordinator, 500);
    g_autoptr (Pull) other = person_pull (chief, 500);

    g_assert_true (pull_has (own, line));
    g_assert_true (pull_has (other, line));
  }
  g_assert_cmpint (count_cases (house), ==, 0);
  g_assert_cmpint (count_shells (house), ==, 0); /* no report counts it */
  g_assert_cmpint (count_log (house), ==, 1);
  house_assert_no_canary (house);

  /* The first answer may have been lost. */
  assert_taken_back (house->coordinator, id, "");
  g_assert_cmpint (count_log (house), ==, 1);
  /* Whatever comes later for it is refused, and nobody else gets its number. */
  later = person_push (chief, NULL, "case.edit", id, NULL, "{\"city\":{\"to\":\"Győr\"}}");
  g_assert_cmpstr (later, ==, "erased");
  g_free (later);
  later = person_push (house->coordinator, NULL, "case.create", id, NULL, INTAKE);
  g_assert_cmpstr (later, ==, "erased");
  again = record (house, house->coordinator);
  g_assert_cmpint (house_count (house, "SELECT MAX(number) FROM case_number"), ==, number + 1);
}

static void
test_touched_stay (House *house, gconstpointer unused)
{
  Person *chief = house_add_administrator (house);
  g_autofree char *untouched = record (house, house->coordinator);
  g_autofree char *foreign = record (house, chief);
  g_autofree char *assigned = record (house, house->coordinator);
  g_autofree char *edited = record (house, house->coordinator);
  g_autofree char *unknown = office_make_id (house->office);
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;
  g_auto (EdApiResponse) response = { 0 };
  gint64 number = house_count (house, "SELECT MIN(number) FROM case_number");

  g_free (person_assign (house->coordinator, assigned, house->expert));
  person_must (chief, NULL, "case.edit", edited, NULL, "{\"city\":{\"to\":\"Győr\"}}");
  body = g_strdup_printf ("{\"cases\":[\"%s\",\"%s\",\"%s\",\"%s\",\"%s\"]}",
                          foreign,
                          assigned,
                          untouched,
                          edited,
                          unknown);
  g_assert_cmpuint (take_back_text (house->coordinator, body, &response), ==, 200);
  text = response_text (&response);
  g_free (body);
  body = g_strdup_printf ("{\"kept\":["
                          "{\"id\":\"%s\",\"number\":%d,\"why\":\"foreign\"},"
                          "{\"id\":\"%s\",\"number\":%d,\"why\":\"assigned\"},"
                          "{\"id\":\"%s\",\"number\":%d,\"why\":\"changed\"},"
                          "{\"id\":\"%s\",\"why\":\"unknown\"}]}",
                          foreign,
                          (int) number + 1,
                          assigned,
                          (int) number + 2,
                          edited,
                          (int) number + 3,
                          unknown);
  g_assert_cmpstr (text, ==, body);
  g_assert_cmpint (count_cases (house), ==, 3);
  g_assert_cmpint (count_log (house), ==, 1);
  /* They are whole. */
  person_must (house->coordinator, NULL, "case.edit", assigned, NULL, "{\"age\":{\"to\":40}}");
}

static void
test_taking_back_is_the_coordinators (House *house, gconstpointer unused)
{
  static const char *const malformed[] = {
    "{}",
    "{\"cases\":[]}",
    "{\"cases\":[\"261\"]}",
    "{\"cases\":\"261\"}",
    "{\"cases\":[\"00000000-0000-4000-8000-000000000001\"],\"number\":1}",
  };
  g_autofree char *id = record (house, house->coordinator);
  g_autofree char *body = g_strdup_printf ("{\"cases\":[\"%s\"]}", id);
  g_autoptr (GString) many = g_string_new ("{\"cases\":[");
  g_auto (EdApiResponse) refused = { 0 };

  g_assert_cmpuint (take_back_text (house->expert, body, &refused), ==, 403);
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_auto (EdApiResponse) response = { 0 };

      g_assert_cmpuint (take_back_text (house->coordinator, malformed[i], &response), ==, 400);
    }
  for (guint i = 0; i <= 200; i++)
    g_string_append_printf (many, "%s\"%s\"", i > 0 ? "," : "", id);
  g_string_append (many, "]}");
  ed_api_response_clear (&refused);
  g_assert_cmpuint (take_back_text (house->coordinator, many->str, &refused), ==, 400);
  g_assert_cmpint (count_cases (house), ==, 1);
}

/* The backup has it still: it goes again, and no report counts it then either. */
static void
test_taken_back_stays_gone (House *house, gconstpointer unused)
{
  g_autofree char *id = record (house, house->coordinator);

  office_back_up (house->office);
  assert_taken_back (house->coordinator, id, "");
  house_put_back (house);
  house_assert_no_canary (house);
  g_assert_cmpint (count_cases (house), ==, 0);
  g_assert_cmpint (count_shells (house), ==, 0);
  g_assert_cmpint (count_log (house), ==, 1);
}

/* The backup is from before it was recorded: nothing records it. */
static void
test_taken_back_is_not_made_again (House *house, gconstpointer unused)
{
  g_autofree char *id = NULL;
  g_autofree char *made = NULL;

  office_back_up (house->office);
  id = record (house, house->coordinator);
  assert_taken_back (house->coordinator, id, "");
  house_put_back (house);
  person_sign_in (house->coordinator);
  house->coordinator->seq = 1;
  made = person_push (house->coordinator, NULL, "case.create", id, NULL, INTAKE);
  g_assert_cmpstr (made, ==, "erased");
  g_assert_cmpint (count_cases (house), ==, 0);
}

#define ADD(path, test) g_test_add (path, House, NULL, house_set_up, test, house_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/server/take-back/untouched-go-everywhere", test_untouched_go_everywhere);
  ADD ("/server/take-back/touched-stay", test_touched_stay);
  ADD ("/server/take-back/taking-back-is-the-coordinators", test_taking_back_is_the_coordinators);
  ADD ("/server/take-back/taken-back-stays-gone", test_taken_back_stays_gone);
  ADD ("/server/take-back/taken-back-is-not-made-again", test_taken_back_is_not_made_again);
  return g_test_run ();
}
