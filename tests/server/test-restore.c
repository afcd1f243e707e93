/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Cursors that no longer hold: of a restored database, of other rights, of others (PROTOCOL 5.5,
 * 8). */

#include <gio/gio.h>
#include <string.h>

#include "house.h"
#include "server/api-state.h"
#include "server/credential-table.h"

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

/* The status of a feed call, and its code into CODE. */
static guint
feed (Person *person, const char *query, char **code)
{
  g_auto (EdApiResponse) response = { 0 };
  guint status = person_call (person, "GET", "/v1/feed", query, NULL, &response);

  g_free (*code);
  *code = response_code (&response);
  return status;
}

static guint
feed_after (Person *person, char **code)
{
  g_autofree char *query = g_strconcat ("after=", person->cursor, NULL);

  return feed (person, query, code);
}

static void
test_restored_database_rewinds (House *house, gconstpointer unused)
{
  Person *person = house->coordinator;
  g_autofree char *code = NULL;
  g_autofree char *early = NULL;

  g_free (person_create_case (person, "legal"));
  g_clear_pointer (&early, g_free);
  pull_free (person_pull (person, 500));
  early = g_strdup (person->cursor);
  office_back_up (house->office);
  person->seq = 2;
  g_free (person_create_case (person, "legal"));
  pull_free (person_pull (person, 500));
  office_restore (house->office);

  /* Beyond the head. */
  g_assert_cmpuint (feed_after (person, &code), ==, 409);
  g_assert_cmpstr (code, ==, "feed_rewound");
  /* The same position again, in another history. */
  person->seq = 2;
  g_free (person_create_case (person, "legal"));
  g_assert_cmpuint (feed_after (person, &code), ==, 409);
  g_assert_cmpstr (code, ==, "feed_rewound");
  /* A cursor older than the backup still holds. */
  g_free (person->cursor);
  person->cursor = g_steal_pointer (&early);
  g_assert_cmpuint (feed_after (person, &code), ==, 200);
}

/* What had moved behind the pages read so far is before them again: nothing would bring it. */
static void
test_restored_amid_a_catch_up_rewinds (House *house, gconstpointer unused)
{
  Person *person = house->coordinator;
  g_autofree char *first = NULL;
  g_autofree char *code = NULL;
  g_autofree char *query = NULL;
  g_autofree char *page = NULL;
  g_auto (EdApiResponse) response = { 0 };
  g_auto (GStrv) parts = NULL;

  pull_free (person_pull (person, 500));
  first = person_create_case (person, "legal");
  g_free (person_create_case (person, "legal"));
  office_back_up (house->office);
  person_must (person, NULL, "case.edit", first, NULL, "{\"city\":{\"to\":\"Pécs\"}}");
  query = g_strconcat ("limit=1&after=", person->cursor, NULL);
  g_assert_cmpuint (person_call (person, "GET", "/v1/feed", query, NULL, &response), ==, 200);
  page = response_text (&response);
  g_assert_nonnull (strstr (page, "\"more\":true"));
  parts = g_regex_split_simple ("\"to\":\"([^\"]*)\"", page, 0, 0);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_free (person->cursor);
  person->cursor = g_strdup (parts[1]);
  office_restore (house->office);
  g_assert_cmpuint (feed_after (person, &code), ==, 409);
  g_assert_cmpstr (code, ==, "feed_rewound");
}

static void
test_other_epoch_rewinds (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  g_autofree char *code = NULL;

  g_assert_true (
      ed_db_exec (house->office->api->writer,
                  "UPDATE organisation SET epoch = '00000000-0000-4000-8000-00000000000e'",
                  NULL));
  office_close (house->office);
  office_open (house->office);
  g_assert_cmpuint (feed_after (house->expert, &code), ==, 409);
  g_assert_cmpstr (code, ==, "feed_rewound");
}

static void
test_number_is_honoured_after_restore (House *house, gconstpointer unused)
{
  Person *person = house->coordinator;
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *case_id = office_make_id (house->office);
  g_autofree char *plain =
      person_envelope (person,
                       id,
                       "case.create",
                       case_id,
                       NULL,
                       "{\"company_name\":\"S\",\"client_alias\":\"X\",\"type\":\"legal\"}");
  g_autoptr (GString) envelope = g_string_new (plain);
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (Pull) pull = NULL;

  g_string_insert (envelope, 1, "\"was\":{\"status\":\"applied\",\"rev\":1,\"number\":3},");
  g_assert_cmpuint (person_push_text (person, envelope->str, &response), ==, 200);
  text = response_text (&response);
  g_assert_nonnull (strstr (text, "\"number\":3"));
  person->seq = 2;
  /* Others count on, around the number that is taken. */
  for (int i = 0; i < 4; i++)
    g_free (person_create_case (person, "legal"));
  pull = person_pull (person, 500);
  for (int number = 1; number <= 5; number++)
    {
      g_autofree char *member = g_strdup_printf ("\"number\":%d,", number);
      guint n = 0;

      for (guint i = 0; i < pull->bodies->len; i++)
        n += strstr (pull->bodies->pdata[i], member) != NULL;
      g_assert_cmpuint (n, ==, 1);
    }
  /* What it was plays no part in the comparison. */
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_push_text (person, plain, &response), ==, 200);
}

static void
test_rights_change_restarts (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  g_autofree char *code = NULL;

  g_assert_true (ed_db_begin (house->office->api->writer, TRUE, NULL));
  g_assert_true (ed_credentials_set_roles (house->office->api->writer,
                                           house->expert->account,
                                           ED_ROLE_EXPERT | ED_ROLE_COORDINATOR,
                                           NULL));
  g_assert_true (ed_db_commit (house->office->api->writer, NULL));
  g_assert_cmpuint (feed_after (house->expert, &code), ==, 409);
  g_assert_cmpstr (code, ==, "rights_changed");
  g_clear_pointer (&house->expert->cursor, g_free);
  g_assert_true (pulls (house->expert, "put", "account", house->other->account, NULL));
}

static void
test_cursor_is_of_one_account (House *house, gconstpointer unused)
{
  g_autoptr (Pull) pull = person_pull (house->expert, 500);
  g_autofree char *code = NULL;
  g_autofree char *good = g_strdup (house->expert->cursor);
  Person *tower = person_on_other_device (house->expert);

  tower->cursor = g_strdup (good);
  g_assert_cmpuint (feed_after (tower, &code), ==, 200);
  house->other->cursor = g_strdup (good);
  g_assert_cmpuint (feed_after (house->other, &code), ==, 410);
  g_assert_cmpstr (code, ==, "cursor_expired");
  for (gsize i = 0; i < strlen (good); i++)
    {
      house->expert->cursor[i] = good[i] == 'A' ? 'B' : 'A';
      g_assert_cmpuint (feed_after (house->expert, &code), >=, 409);
      house->expert->cursor[i] = good[i];
    }
  g_assert_cmpuint (feed_after (house->expert, &code), ==, 200);
}

/* The "durable" of the next push of one command, and of the page behind it. */
static gint64
push_durable (House *house, Person *person)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *case_id = office_make_id (house->office);
  g_autofree char *envelope = NULL;
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (Pull) pull = NULL;
  gint64 durable;

  person_sign_in (person);
  envelope = person_envelope (person, id, "case.create", case_id, NULL, "{}");
  g_assert_cmpuint (person_push_text (person, envelope, &response), ==, 200);
  person->seq++;
  answer = response_object (&response);
  durable = json_object_get_int_member (answer, "durable");
  pull = person_pull (person, 500);
  g_assert_cmpint (json_object_get_int_member (pull->end, "durable"), ==, durable);
  return durable;
}

/* What was received more than 14 days ago, of the device that asks; refusals count too. */
static void
test_durable_follows_after_two_weeks (House *house, gconstpointer unused)
{
  const gint64 day = G_GINT64_CONSTANT (86400000);
  EdManualClock *clock = &house->office->clock;
  Person *tower;

  g_assert_cmpint (push_durable (house, house->coordinator), ==, 0);
  g_assert_cmpint (push_durable (house, house->coordinator), ==, 0);
  ed_manual_clock_advance (clock, day);
  g_assert_cmpint (push_durable (house, house->coordinator), ==, 0);
  ed_manual_clock_advance (clock, 13 * day);
  g_assert_cmpint (push_durable (house, house->coordinator), ==, 0);
  ed_manual_clock_advance (clock, 1);
  g_assert_cmpint (push_durable (house, house->coordinator), ==, 2);
  ed_manual_clock_advance (clock, day);
  g_assert_cmpint (push_durable (house, house->coordinator), ==, 3);
  /* Each device has numbers of its own, and so has each account. */
  tower = person_on_other_device (house->coordinator);
  g_assert_cmpint (push_durable (house, tower), ==, 0);
  g_assert_cmpint (push_durable (house, house->other), ==, 0);
  ed_manual_clock_advance (clock, 100 * day);
  g_assert_cmpint (push_durable (house, house->coordinator), ==, 6);
  g_assert_cmpint (push_durable (house, tower), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/restore/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("restored-database-rewinds", test_restored_database_rewinds);
  ADD ("restored-amid-a-catch-up-rewinds", test_restored_amid_a_catch_up_rewinds);
  ADD ("other-epoch-rewinds", test_other_epoch_rewinds);
  ADD ("number-is-honoured-after-restore", test_number_is_honoured_after_restore);
  ADD ("rights-change-restarts", test_rights_change_restarts);
  ADD ("durable-follows-after-two-weeks", test_durable_follows_after_two_weeks);
  ADD ("cursor-is-of-one-account", test_cursor_is_of_one_account);
  return g_test_run ();
}
