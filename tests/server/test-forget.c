/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What readers lose: forgets, receipts, and views that hide one another (PROTOCOL 5.4, 5.9, 6). */

#include <string.h>

#include "house.h"
#include "server/api-state.h"

#define GONE "SELECT count(*) FROM view WHERE gone = 1 AND type = 'case'"

static gboolean
has_line (const Pull *pull, const char *kind, const char *type, const char *id, const char *why)
{
  g_autofree char *line = g_strjoin (" ", kind, type, id, why, NULL);

  return pull_has (pull, line);
}

/* Whether the person's next pull brings the line. */
static gboolean
pulls (Person *person, const char *kind, const char *type, const char *id, const char *why)
{
  g_autoptr (Pull) pull = person_pull (person, 500);

  return has_line (pull, kind, type, id, why);
}

/* Whether it brings the case in pages of one item. */
static gboolean
pulls_page_by_page (Person *person, const char *id)
{
  g_autoptr (Pull) pull = person_pull (person, 1);

  return has_line (pull, "put", "case", id, NULL);
}

/* Sends the receipt of a case at the person's cursor. */
static void
send_receipt (Person *person, const char *case_id)
{
  g_autofree char *body =
      g_strdup_printf ("{\"t\":\"case\",\"id\":\"%s\",\"cursor\":\"%s\"}", case_id, person->cursor);
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (person_call (person, "POST", "/v1/receipts", NULL, body, &response), ==, 204);
}

static void
close_and_approve (House *house, const char *id, const char *assignment)
{
  g_autofree char *closing = office_make_id (house->office);
  g_autofree char *args =
      g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", closing);
  g_autofree char *approval = g_strdup_printf ("{\"closing\":\"%s\"}", closing);

  person_must (house->expert, NULL, "case.contact", id, assignment, NULL);
  person_must (house->expert,
               NULL,
               "session.add",
               id,
               assignment,
               "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"date\":\"2020-03-18\"}");
  person_must (house->expert, NULL, "satisfaction.score", id, assignment, "{\"score\":9}");
  person_must (house->expert, NULL, "case.close", id, assignment, args);
  person_must (house->coordinator, NULL, "case.approve", id, NULL, approval);
}

static void
test_forget_is_offered_until_receipt (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);
  Person *laptop = house->expert;
  Person *tower = person_on_other_device (laptop);
  Person *late;
  g_autoptr (Pull) one = person_pull (laptop, 500);
  g_autoptr (Pull) two = person_pull (tower, 500);
  g_autoptr (Pull) gone = NULL;
  g_autoptr (Pull) again = NULL;

  g_assert_true (has_line (one, "put", "case", id, NULL));
  g_assert_true (has_line (two, "put", "case", id, NULL));
  g_assert_true (has_line (two, "put", "account", house->coordinator->account, NULL));
  g_free (person_assign (house->coordinator, id, house->other));
  late = person_on_other_device (laptop);
  g_assert_cmpint (house_count (house, GONE), ==, 1);

  gone = person_pull (laptop, 500);
  g_assert_true (has_line (gone, "forget", "case", id, "reassigned"));
  g_assert_true (has_line (gone, "del", "account", house->coordinator->account, NULL));
  send_receipt (laptop, id);
  send_receipt (laptop, id);
  g_assert_cmpint (house_count (house, GONE), ==, 1);
  /* A device that came later never had it: its full pull has nothing of it, and nobody waits for
   * it. */
  g_assert_false (pulls (late, "put", "case", id, NULL));

  again = person_pull (tower, 500);
  g_assert_true (has_line (again, "forget", "case", id, "reassigned"));
  send_receipt (tower, id);
  g_assert_cmpint (house_count (house, GONE), ==, 0);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM receipt"), ==, 0);
}

/* The status of a pull from CURSOR, and of a problem its code. */
static char *
try_cursor (Person *person, const char *cursor)
{
  g_autofree char *query = g_strdup_printf ("after=%s", cursor);
  g_auto (EdApiResponse) response = { 0 };
  guint status = person_call (person, "GET", "/v1/feed", query, NULL, &response);
  g_autofree char *text = response_text (&response);
  g_autoptr (JsonNode) node = status >= 400 ? json_from_string (text, NULL) : NULL;

  if (node == NULL)
    return g_strdup_printf ("%u", status);
  return g_strdup_printf ("%u %s",
                          status,
                          json_object_get_string_member (json_node_get_object (node), "code"));
}

static void
assert_cursor (Person *person, const char *cursor, const char *expected)
{
  g_autofree char *is = try_cursor (person, cursor);

  g_assert_cmpstr (is, ==, expected);
}

/* What all devices have wiped nobody is told of any more, so who comes from before it begins anew:
 * a device that was put back from a copy, or one that took a new id since. */
static void
test_cursor_before_what_is_wiped_expires (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);
  Person *laptop = house->expert;
  Person *tower = person_on_other_device (laptop);
  Person *late;
  g_autoptr (Pull) one = person_pull (laptop, 500);
  g_autoptr (Pull) two = person_pull (tower, 500);
  g_autofree char *copied = g_strdup (laptop->cursor);

  g_free (person_assign (house->coordinator, id, house->other));
  g_assert_true (pulls (laptop, "forget", "case", id, "reassigned"));
  g_assert_true (pulls (tower, "forget", "case", id, "reassigned"));
  late = person_on_other_device (laptop);
  g_assert_false (pulls (late, "put", "case", id, NULL));
  send_receipt (laptop, id);
  assert_cursor (laptop, copied, "200");
  send_receipt (tower, id);
  assert_cursor (laptop, copied, "410 cursor_expired");
  assert_cursor (late, copied, "410 cursor_expired");
  assert_cursor (laptop, laptop->cursor, "200");
  assert_cursor (tower, tower->cursor, "200");
  assert_cursor (late, late->cursor, "200");
  /* Pages of a full pull begin before everything, and lack nothing. */
  g_clear_pointer (&tower->cursor, g_free);
  g_assert_false (pulls_page_by_page (tower, id));
}

static void
test_receipt_before_forget_has_no_effect (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);
  g_autoptr (Pull) pull = person_pull (house->expert, 500);

  g_free (person_assign (house->coordinator, id, house->other));
  send_receipt (house->expert, id);
  g_assert_cmpint (house_count (house, GONE), ==, 1);
}

static void
test_regained_case_is_put_again (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autoptr (Pull) gone = NULL;
  g_autoptr (Pull) back = NULL;

  g_free (person_assign (house->coordinator, id, house->expert));
  g_free (person_assign (house->coordinator, id, house->other));
  gone = person_pull (house->expert, 500);
  send_receipt (house->expert, id);
  g_free (person_assign (house->coordinator, id, house->expert));
  back = person_pull (house->expert, 500);
  g_assert_true (has_line (back, "put", "case", id, NULL));
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM receipt"), ==, 0);
}

static void
test_decline_forgets (House *house, gconstpointer unused)
{
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  g_autoptr (Pull) after = NULL;

  person_must (house->expert, NULL, "case.decline", id, assignment, NULL);
  after = person_pull (house->expert, 500);
  g_assert_true (has_line (after, "forget", "case", id, "declined"));
}

/* Who is coordinator and expert in one sees each thing once, and whole. */
static void
test_strongest_view_counts (House *house, gconstpointer unused)
{
  Person *both = office_add (house->office, "both", "coordinator,expert,administrator");
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *before = person_assign (house->coordinator, id, house->expert);
  g_autoptr (Pull) pull = NULL;
  guint cases = 0, own = 0;

  person_sign_in (both);
  g_free (person_assign (house->coordinator, id, both));
  pull = person_pull (both, 2);
  for (guint i = 0; i < pull->lines->len; i++)
    {
      cases += g_str_has_prefix (pull->lines->pdata[i], "put case ");
      own += g_str_has_suffix (pull->lines->pdata[i], both->account);
    }
  g_assert_cmpuint (cases, ==, 1);
  g_assert_cmpuint (own, ==, 1);
  g_assert_nonnull (strstr (pull_body (pull, id), "\"assignments\":["));
  g_assert_cmpint (json_object_get_int_member (pull->end, "count"), ==, pull->lines->len);
  /* And a loss of the narrower view is no loss. */
  g_free (person_assign (house->coordinator, id, house->expert));
  g_assert_false (pulls (both, "forget", "case", id, "reassigned"));
}

static void
test_loss_during_full_pull_is_told (House *house, gconstpointer unused)
{
  Person *person = house->expert;
  g_autofree char *kept = person_create_case (house->coordinator, "legal");
  g_autofree char *lost = person_create_case (house->coordinator, "legal");
  g_autofree char *one = person_assign (house->coordinator, lost, person);
  g_autofree char *two = person_assign (house->coordinator, kept, person);
  g_autoptr (JsonObject) end = NULL;
  g_autoptr (Pull) rest = NULL;
  guint items = person_pull_page (person, 4, &end);

  g_assert_true (json_object_get_boolean_member (end, "more"));
  g_free (person_assign (house->coordinator, lost, house->other));
  rest = person_pull (person, 1);
  g_assert_true (has_line (rest, "forget", "case", lost, "reassigned"));
  g_assert_cmpint (json_object_get_int_member (rest->end, "count"), ==, items + rest->lines->len);
}

static void
test_contact_data_leaves_after_thirty_days (House *house, gconstpointer unused)
{
  const gint64 days = G_GINT64_CONSTANT (86400000);
  g_autofree char *id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, id, house->expert);
  g_autoptr (Pull) whole = NULL;

  close_and_approve (house, id, assignment);
  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (Pull) pull = NULL;

      ed_manual_clock_advance (&house->office->clock, pass == 0 ? 30 * days - 1 : 1);
      office_run_chores (house->office);
      person_sign_in (house->expert);
      pull = person_pull (house->expert, 500);
      g_assert_nonnull (pull_body (pull, id));
      g_assert_cmpint (strstr (pull_body (pull, id), "06 30 111 1111") == NULL, ==, pass == 1);
    }
  /* Staff keep it. */
  person_sign_in (house->coordinator);
  whole = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (whole, id), "06 30 111 1111"));
}

/* A case that no program can read keeps no other's data where it should not be. */
static void
test_spoilt_case_holds_up_no_other (House *house, gconstpointer unused)
{
  g_autofree char *spoil = NULL;
  g_autoptr (Pull) pull = NULL;
  char *ids[2];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *assignment = NULL;

      ids[i] = person_create_case (house->coordinator, "legal");
      assignment = person_assign (house->coordinator, ids[i], house->expert);
      close_and_approve (house, ids[i], assignment);
      ed_manual_clock_advance (&house->office->clock, 1000);
    }
  spoil = g_strdup_printf ("UPDATE document SET body = '{' WHERE id = '%s'", ids[0]);
  g_assert_true (ed_db_exec (house->office->api->writer, spoil, NULL));
  ed_manual_clock_advance (&house->office->clock, G_GINT64_CONSTANT (30) * 86400000);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "contact_data of * has to wait: *");
  office_run_chores (house->office);
  g_test_assert_expected_messages ();
  person_sign_in (house->expert);
  pull = person_pull (house->expert, 500);
  g_assert_null (strstr (pull_body (pull, ids[1]), "06 30 111 1111"));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/forget/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("forget-is-offered-until-receipt", test_forget_is_offered_until_receipt);
  ADD ("cursor-before-what-is-wiped-expires", test_cursor_before_what_is_wiped_expires);
  ADD ("receipt-before-forget-has-no-effect", test_receipt_before_forget_has_no_effect);
  ADD ("regained-case-is-put-again", test_regained_case_is_put_again);
  ADD ("decline-forgets", test_decline_forgets);
  ADD ("strongest-view-counts", test_strongest_view_counts);
  ADD ("loss-during-full-pull-is-told", test_loss_during_full_pull_is_told);
  ADD ("contact-data-leaves-after-thirty-days", test_contact_data_leaves_after_thirty_days);
  ADD ("spoilt-case-holds-up-no-other", test_spoilt_case_holds_up_no_other);
  return g_test_run ();
}
