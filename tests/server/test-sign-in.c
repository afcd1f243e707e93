/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in, refreshing, signing out (PROTOCOL 2). */

#include <string.h>

#include "office.h"
#include "server/api-state.h"
#include "server/credential-table.h"
#include "server/device-table.h"

#define MINUTE (60 * 1000)

/* Tries to sign in; answers the status, and the code of the problem where there is one. */
static guint
try_sign_in (Office *office,
             const char *user,
             const char *password,
             const char *device,
             const char *peer,
             gint64 *retry_after)
{
  g_autofree char *body = g_strdup_printf ("{\"user\":\"%s\",\"password\":\"%s\","
                                           "\"device\":{\"id\":\"%s\",\"name\":\"laptop\"}}",
                                           user,
                                           password,
                                           device);
  EdApiRequest request = { .method = "POST",
                           .path = "/v1/sessions",
                           .peer = peer,
                           .body = body,
                           .body_length = strlen (body) };
  g_auto (EdApiResponse) response = { 0 };

  ed_api_call_now (office->api, &request, &response);
  if (retry_after != NULL)
    *retry_after = response.retry_after_s;
  return response.status;
}

static guint
feed_status (Person *person)
{
  g_auto (EdApiResponse) response = { 0 };

  return person_call (person, "GET", "/v1/feed", NULL, NULL, &response);
}

/* Refreshes with TOKEN; the new pair into *ACCESS and *REFRESH where it worked. */
static guint
refresh (Person *person, const char *token, char **access, char **next)
{
  g_autofree char *body = g_strdup_printf ("{\"refresh_token\":\"%s\"}", token);
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) object = NULL;
  guint status = person_call (person, "POST", "/v1/sessions/refresh", NULL, body, &response);

  if (status != 200)
    return status;
  object = response_object (&response);
  g_assert_false (json_object_has_member (object, "vault_half"));
  *access = g_strdup (json_object_get_string_member (object, "token"));
  *next = g_strdup (json_object_get_string_member (object, "refresh_token"));
  return status;
}

static void
use (Person *person, const char *token)
{
  g_free (person->token);
  person->token = g_strdup (token);
}

static void
test_user_is_folded_and_becomes_active (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "Person@X.example", "expert");
  g_autoptr (Pull) pull = NULL;

  g_assert_cmpuint (try_sign_in (office,
                                 "pERSON@x.EXAMPLE",
                                 PASSWORD,
                                 "00000000-0000-4000-8000-0000000000aa",
                                 "a",
                                 NULL),
                    ==,
                    201);
  person_sign_in (person);
  pull = person_pull (person, 500);
  g_assert_nonnull (strstr (pull_body (pull, person->account), "\"state\":\"active\""));
}

static void
test_password_is_normalised (void)
{
  g_autoptr (Office) office = office_new ();
  EdAccount *account = ed_record_new (&ed_account_type);
  g_autoptr (GError) error = NULL;

  account->id = office_make_id (office);
  account->user = g_strdup ("p");
  account->name = g_strdup ("P");
  account->roles = g_strsplit ("expert", ",", -1);
  ed_api_add_account (office->api, account, "Szekrény", &error);
  g_assert_no_error (error);
  ed_account_free (account);
  /* The same letters, the accent as a character of its own. */
  g_assert_cmpuint (try_sign_in (office,
                                 "p",
                                 "Szekre\xcc\x81ny",
                                 "00000000-0000-4000-8000-0000000000aa",
                                 "a",
                                 NULL),
                    ==,
                    201);
}

static void
test_wrong_passwords_are_counted (void)
{
  g_autoptr (Office) office = office_new ();
  const char *device = "00000000-0000-4000-8000-0000000000aa";
  gint64 wait;

  office_add (office, "p", "expert");
  for (int i = 0; i < 5; i++)
    {
      g_assert_cmpuint (try_sign_in (office, "p", "wrong", device, "a", NULL), ==, 401);
      ed_manual_clock_advance (&office->clock, MINUTE);
    }
  g_assert_cmpuint (try_sign_in (office, "p", PASSWORD, device, "b", &wait), ==, 429);
  g_assert_cmpint (wait, ==, 10 * 60);
  ed_manual_clock_advance (&office->clock, 10 * MINUTE - 1);
  g_assert_cmpuint (try_sign_in (office, "p", PASSWORD, device, "b", &wait), ==, 429);
  ed_manual_clock_advance (&office->clock, 1);
  g_assert_cmpuint (try_sign_in (office, "p", PASSWORD, device, "b", NULL), ==, 201);
}

static void
test_addresses_are_counted (void)
{
  g_autoptr (Office) office = office_new ();
  const char *device = "00000000-0000-4000-8000-0000000000aa";

  office_add (office, "p", "expert");
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *user = g_strdup_printf ("nobody%d", i);

      g_assert_cmpuint (try_sign_in (office, user, "wrong", device, "a", NULL), ==, 401);
    }
  g_assert_cmpuint (try_sign_in (office, "p", PASSWORD, device, "a", NULL), ==, 429);
  g_assert_cmpuint (try_sign_in (office, "p", PASSWORD, device, "b", NULL), ==, 201);
}

static void
test_right_passwords_are_not_counted (void)
{
  g_autoptr (Office) office = office_new ();

  office_add (office, "p", "expert");
  for (int i = 0; i < 40; i++)
    g_assert_cmpuint (
        try_sign_in (office, "p", PASSWORD, "00000000-0000-4000-8000-0000000000aa", "a", NULL),
        ==,
        201);
}

/* Both are checked against a hash of the same cost. */
static void
test_unknown_user_costs_the_same (void)
{
  g_autoptr (Office) office = office_new ();
  g_autoptr (EdCredential) known = NULL;
  g_auto (GStrv) one = NULL;
  g_auto (GStrv) other = NULL;

  office_add (office, "p", "expert");
  known = ed_credentials_find (office->api->writer, "p", NULL);
  one = g_strsplit (known->hash, "$", -1);
  other = g_strsplit (office->api->nobody_hash, "$", -1);
  g_assert_cmpstr (one[3], ==, other[3]); /* memory, passes, lanes */
}

static void
test_access_token_expires (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");

  person_sign_in (person);
  ed_manual_clock_advance (&office->clock, 60 * MINUTE - 1);
  g_assert_cmpuint (feed_status (person), ==, 200);
  ed_manual_clock_advance (&office->clock, 1);
  g_assert_cmpuint (feed_status (person), ==, 401);
}

static void
test_refresh_rotates (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  g_autofree char *access = NULL, *next = NULL;
  g_autofree char *first = NULL;

  person_sign_in (person);
  first = g_strdup (person->token);
  g_assert_cmpuint (refresh (person, person->refresh, &access, &next), ==, 200);
  g_assert_cmpstr (access, !=, first);
  /* The old pair is good until the new one is used. */
  g_assert_cmpuint (feed_status (person), ==, 200);
  use (person, access);
  g_assert_cmpuint (feed_status (person), ==, 200);
  use (person, first);
  g_assert_cmpuint (feed_status (person), ==, 401);
}

static void
test_lost_refresh_answer_is_repaired (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  g_autofree char *lost = NULL, *lost_next = NULL, *access = NULL, *next = NULL;

  person_sign_in (person);
  g_assert_cmpuint (refresh (person, person->refresh, &lost, &lost_next), ==, 200);
  g_assert_cmpuint (refresh (person, person->refresh, &access, &next), ==, 200);
  use (person, lost);
  g_assert_cmpuint (feed_status (person), ==, 401);
  use (person, access);
  g_assert_cmpuint (feed_status (person), ==, 200);
}

static void
test_reused_refresh_ends_family (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  g_autofree char *access = NULL, *next = NULL, *more = NULL, *last = NULL;

  person_sign_in (person);
  g_assert_cmpuint (refresh (person, person->refresh, &access, &next), ==, 200);
  use (person, access);
  g_assert_cmpuint (feed_status (person), ==, 200);
  g_assert_cmpuint (refresh (person, person->refresh, &more, &last), ==, 401);
  g_assert_cmpuint (feed_status (person), ==, 401);
  g_assert_cmpuint (refresh (person, next, &more, &last), ==, 401);
}

/* Using the new refresh token is a first use of the new pair as well. */
static void
test_grandparent_token_ends_family (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  g_autofree char *access = NULL, *next = NULL, *access2 = NULL, *next2 = NULL;
  char *none = NULL;

  person_sign_in (person);
  g_assert_cmpuint (refresh (person, person->refresh, &access, &next), ==, 200);
  g_assert_cmpuint (refresh (person, next, &access2, &next2), ==, 200);
  g_assert_cmpuint (refresh (person, person->refresh, &none, &none), ==, 401);
  use (person, access2);
  g_assert_cmpuint (feed_status (person), ==, 401);
}

static void
test_refresh_expires_and_is_of_one_device (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  Person *other;
  char *none = NULL;

  person_sign_in (person);
  other = person_on_other_device (person);
  g_assert_cmpuint (refresh (other, person->refresh, &none, &none), ==, 403);
  g_assert_cmpuint (refresh (person, person->token, &none, &none), ==, 401);
  ed_manual_clock_advance (&office->clock, G_GINT64_CONSTANT (30) * 24 * 60 * MINUTE);
  g_assert_cmpuint (refresh (person, person->refresh, &none, &none), ==, 401);
}

static void
test_sign_out_ends_both_tokens (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  g_auto (EdApiResponse) response = { 0 };
  char *none = NULL;

  person_sign_in (person);
  g_assert_cmpuint (person_call (person, "DELETE", "/v1/sessions/current", NULL, NULL, &response),
                    ==,
                    204);
  g_assert_null (response.body);
  g_assert_cmpuint (feed_status (person), ==, 401);
  g_assert_cmpuint (refresh (person, person->refresh, &none, &none), ==, 401);
}

static void
test_device_has_one_sign_in (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  g_autofree char *former = NULL;
  Person *other;

  person_sign_in (person);
  other = person_on_other_device (person);
  former = g_strdup (person->token);
  person_sign_in (person);
  g_assert_cmpuint (feed_status (person), ==, 200);
  g_assert_cmpuint (feed_status (other), ==, 200);
  use (person, former);
  g_assert_cmpuint (feed_status (person), ==, 401);
}

/* The answer to signing in on DEVICE. */
static char *
get_vault_half (Office *office, const char *user, const char *device)
{
  g_autofree char *body = g_strdup_printf ("{\"user\":\"%s\",\"password\":\"" PASSWORD "\","
                                           "\"device\":{\"id\":\"%s\",\"name\":\"laptop\"}}",
                                           user,
                                           device);
  EdApiRequest request = { .method = "POST",
                           .path = "/v1/sessions",
                           .body = body,
                           .body_length = strlen (body) };
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) object = NULL;

  ed_api_call_now (office->api, &request, &response);
  object = response_object (&response);
  return g_strdup (json_object_get_string_member (object, "vault_half"));
}

static void
test_vault_half_is_the_device_s (void)
{
  g_autoptr (Office) office = office_new ();
  const char *one = "00000000-0000-4000-8000-0000000000aa";
  const char *two = "00000000-0000-4000-8000-0000000000bb";
  g_autofree char *first = NULL, *again = NULL, *other = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length;

  office_add (office, "p", "expert");
  first = get_vault_half (office, "p", one);
  again = get_vault_half (office, "p", one);
  other = get_vault_half (office, "p", two);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  bytes = g_base64_decode (first, &length);
  g_assert_cmpuint (length, ==, 32);
}

static void
test_device_of_another_is_foreign (void)
{
  g_autoptr (Office) office = office_new ();
  const char *device = "00000000-0000-4000-8000-0000000000aa";

  office_add (office, "p", "expert");
  office_add (office, "q", "expert");
  g_assert_cmpuint (try_sign_in (office, "p", PASSWORD, device, "a", NULL), ==, 201);
  g_assert_cmpuint (try_sign_in (office, "q", PASSWORD, device, "a", NULL), ==, 403);
}

static void
revoke_device (Office *office, const char *device)
{
  g_assert_true (ed_db_begin (office->api->writer, TRUE, NULL));
  g_assert_true (
      ed_devices_revoke (office->api->writer, device, ed_clock_now (&office->clock.parent), NULL));
  g_assert_true (ed_db_commit (office->api->writer, NULL));
}

static void
test_revoked_device_is_out (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  char *none = NULL;

  person_sign_in (person);
  revoke_device (office, person->device);
  g_assert_cmpuint (feed_status (person), ==, 403);
  g_assert_cmpuint (refresh (person, person->refresh, &none, &none), ==, 403);
  g_assert_cmpuint (try_sign_in (office, "p", PASSWORD, person->device, "a", NULL), ==, 403);
}

static void
test_suspended_account_is_out (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  char *none = NULL;

  person_sign_in (person);
  g_assert_true (ed_db_begin (office->api->writer, TRUE, NULL));
  g_assert_true (
      ed_credentials_set_state (office->api->writer, person->account, ED_ACCOUNT_SUSPENDED, NULL));
  g_assert_true (ed_db_commit (office->api->writer, NULL));
  g_assert_cmpuint (feed_status (person), ==, 403);
  g_assert_cmpuint (refresh (person, person->refresh, &none, &none), ==, 403);
  g_assert_cmpuint (try_sign_in (office, "p", PASSWORD, person->device, "a", NULL), ==, 403);
  /* Who does not know the password does not learn that it is suspended. */
  g_assert_cmpuint (try_sign_in (office, "p", "wrong", person->device, "a", NULL), ==, 401);
}

static gboolean
holds (const char *bytes, gsize length, const char *text)
{
  gsize size = strlen (text);

  for (gsize i = 0; i + size <= length; i++)
    {
      if (memcmp (bytes + i, text, size) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_tokens_are_not_in_the_database (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  g_autofree char *path = g_build_filename (office->folder, "organisation.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  if (office->database != NULL)
    {
      g_test_skip ("what a file holds");
      return;
    }
  person_sign_in (person);
  g_assert_true (ed_db_checkpoint (office->api->writer, NULL));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (holds (bytes, length, "Name of p"));
  g_assert_false (holds (bytes, length, person->token));
  g_assert_false (holds (bytes, length, person->refresh));
  g_assert_false (holds (bytes, length, PASSWORD));
}

static void
test_expired_tokens_are_forgotten (void)
{
  g_autoptr (Office) office = office_new ();
  Person *person = office_add (office, "p", "expert");
  g_autoptr (EdStatement) count = NULL;

  person_sign_in (person);
  ed_manual_clock_advance (&office->clock, G_GINT64_CONSTANT (31) * 24 * 60 * MINUTE);
  office_run_chores (office);
  count = ed_db_prepare (office->api->writer, "SELECT count(*) FROM token", NULL);
  g_assert_true (ed_statement_step (count, NULL));
  g_assert_cmpint (ed_statement_int (count, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/server/sign-in/" path, function)
  ADD ("user-is-folded-and-becomes-active", test_user_is_folded_and_becomes_active);
  ADD ("password-is-normalised", test_password_is_normalised);
  ADD ("wrong-passwords-are-counted", test_wrong_passwords_are_counted);
  ADD ("addresses-are-counted", test_addresses_are_counted);
  ADD ("right-passwords-are-not-counted", test_right_passwords_are_not_counted);
  ADD ("unknown-user-costs-the-same", test_unknown_user_costs_the_same);
  ADD ("access-token-expires", test_access_token_expires);
  ADD ("refresh-rotates", test_refresh_rotates);
  ADD ("lost-refresh-answer-is-repaired", test_lost_refresh_answer_is_repaired);
  ADD ("reused-refresh-ends-family", test_reused_refresh_ends_family);
  ADD ("grandparent-token-ends-family", test_grandparent_token_ends_family);
  ADD ("refresh-expires-and-is-of-one-device", test_refresh_expires_and_is_of_one_device);
  ADD ("sign-out-ends-both-tokens", test_sign_out_ends_both_tokens);
  ADD ("device-has-one-sign-in", test_device_has_one_sign_in);
  ADD ("vault-half-is-the-device-s", test_vault_half_is_the_device_s);
  ADD ("device-of-another-is-foreign", test_device_of_another_is_foreign);
  ADD ("revoked-device-is-out", test_revoked_device_is_out);
  ADD ("suspended-account-is-out", test_suspended_account_is_out);
  ADD ("tokens-are-not-in-the-database", test_tokens_are_not_in_the_database);
  ADD ("expired-tokens-are-forgotten", test_expired_tokens_are_forgotten);
  return g_test_run ();
}
