/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The second factor: setting it up, signing in with it, losing it (PROTOCOL 2.2, 2.10). */

#include <string.h>

#include "domain/totp.h"
#include "house.h"
#include "server/api-state.h"
#include "server/mail.h"
#include "server/secrets.h"
#include "server/totp-proof.h"
#include "server/upkeep.h"
#include "support/authenticator.h"

#define MINUTE (60 * 1000)
#define PHONE "00000000-0000-4000-8000-0000000000aa" /* another device */

/* A call of PERSON: "STATUS" or "STATUS code", the answer's object into *OBJECT where wanted. */
static char *
call (Person *person, const char *method, const char *path, const char *body, JsonObject **object)
{
  g_auto (EdApiResponse) response = { 0 };
  guint status = person_call (person, method, path, NULL, body, &response);
  g_autofree char *code = status >= 400 ? response_code (&response) : NULL;

  if (object != NULL)
    {
      g_assert_cmpuint (status, <, 300);
      *object = response_object (&response);
    }
  return code != NULL ? g_strdup_printf ("%u %s", status, code) : g_strdup_printf ("%u", status);
}

#define assert_call(person, method, path, body, expected)                       \
  G_STMT_START                                                                  \
  {                                                                             \
    g_autofree char *called_ = call ((person), (method), (path), (body), NULL); \
    g_assert_cmpstr (called_, ==, (expected));                                  \
  }                                                                             \
  G_STMT_END

/* Signs in on the device PHONE; TOTP may be NULL. "201", or as call(). */
static char *
try_sign_in (Office *office, const char *user, const char *password, const char *totp)
{
  g_autofree char *more = totp != NULL ? g_strdup_printf (",\"totp\":\"%s\"", totp) : g_strdup ("");
  g_autofree char *body = g_strdup_printf ("{\"user\":\"%s\",\"password\":\"%s\"%s,"
                                           "\"device\":{\"id\":\"" PHONE "\",\"name\":\"phone\"}}",
                                           user,
                                           password,
                                           more);
  EdApiRequest request = { .method = "POST",
                           .path = "/v1/sessions",
                           .peer = "a",
                           .body = body,
                           .body_length = strlen (body) };
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *code = NULL;

  ed_api_call_now (office->api, &request, &response);
  code = response.status >= 400 ? response_code (&response) : NULL;
  return code != NULL ? g_strdup_printf ("%u %s", response.status, code)
                      : g_strdup_printf ("%u", response.status);
}

#define assert_sign_in(office, user, password, totp, expected)                    \
  G_STMT_START                                                                    \
  {                                                                               \
    g_autofree char *tried_ = try_sign_in ((office), (user), (password), (totp)); \
    g_assert_cmpstr (tried_, ==, (expected));                                     \
  }                                                                               \
  G_STMT_END

static gint64
now (Office *office)
{
  return ed_clock_now (&office->clock.parent);
}

/* The body with the code that the app shows now. */
static char *
with_code (Office *office, const char *password, const char *secret)
{
  g_autofree char *code = authenticator_code (secret, now (office));

  return g_strdup_printf ("{\"password\":\"%s\",\"code\":\"%s\"}", password, code);
}

/* Begins; the secret, base32. */
static char *
begin (Person *person)
{
  g_autoptr (JsonObject) object = NULL;

  g_free (call (person, "POST", "/v1/totp", "{\"password\":\"" PASSWORD "\"}", &object));
  return g_strdup (json_object_get_string_member (object, "secret"));
}

/* Sets it up; the secret, and the first recovery code into *RECOVERY where wanted. The next code is
 * a new one. */
static char *
set_up (Person *person, char **recovery)
{
  char *secret = begin (person);
  g_autofree char *code = authenticator_code (secret, now (person->office));
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", code);
  g_autoptr (JsonObject) object = NULL;
  JsonArray *codes;

  g_free (call (person, "POST", "/v1/totp/confirm", body, &object));
  codes = json_object_get_array_member (object, "recovery_codes");
  g_assert_cmpuint (json_array_get_length (codes), ==, ED_RECOVERY_CODES);
  if (recovery != NULL)
    *recovery = g_strdup (json_array_get_string_element (codes, 0));
  ed_manual_clock_advance (&person->office->clock, ED_TOTP_STEP_MS);
  return secret;
}

static void
test_begun_does_not_count (House *house, gconstpointer unused)
{
  g_autofree char *first = begin (house->expert);
  g_autofree char *second = begin (house->expert);
  g_autofree char *stale = authenticator_code (first, now (house->office));
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", stale);

  g_assert_cmpstr (first, !=, second);
  assert_sign_in (house->office, "expert", PASSWORD, NULL, "201");
  assert_call (house->expert, "POST", "/v1/totp/confirm", body, "401 totp_wrong");
  assert_sign_in (house->office, "expert", PASSWORD, NULL, "201");
  assert_call (house->other, "POST", "/v1/totp/confirm", body, "409 totp_off");
}

static void
test_code_is_asked_for (House *house, gconstpointer unused)
{
  g_autofree char *secret = set_up (house->expert, NULL);
  g_autofree char *code = authenticator_code (secret, now (house->office));
  g_autofree char *wrong = authenticator_wrong_code (secret, now (house->office));
  g_autoptr (Pull) pull = NULL;

  assert_sign_in (house->office, "expert", PASSWORD, NULL, "401 totp_needed");
  assert_sign_in (house->office, "expert", PASSWORD, wrong, "401 totp_wrong");
  assert_sign_in (house->office, "expert", PASSWORD, "rubbish", "401 totp_wrong");
  assert_sign_in (house->office, "expert", PASSWORD, code, "201");
  /* Others sign in as ever, and may send a code that nobody asked for. */
  assert_sign_in (house->office, "other", PASSWORD, NULL, "403 device_foreign");
  assert_sign_in (house->office, "other", PASSWORD, code, "403 device_foreign");
  /* Who may see the account sees it. */
  pull = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (pull, house->expert->account), "\"totp_since\":"));
}

/* Without the right password nobody learns that a code would be asked for. */
static void
test_wrong_password_tells_nothing (House *house, gconstpointer unused)
{
  g_autofree char *secret = set_up (house->expert, NULL);
  g_autofree char *code = authenticator_code (secret, now (house->office));

  assert_sign_in (house->office, "expert", "wrong", NULL, "401 password_wrong");
  assert_sign_in (house->office, "expert", "wrong", code, "401 password_wrong");
  assert_sign_in (house->office, "nobody", "wrong", code, "401 password_wrong");
  /* And the code is not used up by it. */
  assert_sign_in (house->office, "expert", PASSWORD, code, "201");
}

static void
test_code_is_good_once (House *house, gconstpointer unused)
{
  g_autofree char *secret = set_up (house->expert, NULL);
  g_autofree char *before = authenticator_code (secret, now (house->office) - ED_TOTP_STEP_MS);
  g_autofree char *code = authenticator_code (secret, now (house->office));
  g_autofree char *next = authenticator_code (secret, now (house->office) + ED_TOTP_STEP_MS);
  g_autofree char *later = authenticator_code (secret, now (house->office) + 2 * ED_TOTP_STEP_MS);

  /* The one that confirmed is used up. */
  assert_sign_in (house->office, "expert", PASSWORD, before, "401 totp_wrong");
  assert_sign_in (house->office, "expert", PASSWORD, later, "401 totp_wrong");
  assert_sign_in (house->office, "expert", PASSWORD, next, "201");
  assert_sign_in (house->office, "expert", PASSWORD, next, "401 totp_wrong");
  /* What is older than a used one is spent with it. */
  assert_sign_in (house->office, "expert", PASSWORD, code, "401 totp_wrong");
}

static void
test_recovery_code_is_good_once (House *house, gconstpointer unused)
{
  g_autofree char *recovery = NULL;
  g_autofree char *secret = set_up (house->expert, &recovery);
  g_autofree char *loud = g_ascii_strup (recovery, -1);
  g_autoptr (JsonObject) object = NULL;

  assert_sign_in (house->office, "expert", PASSWORD, "aaaa-bbbb-cccc-dddd", "401 totp_wrong");
  assert_sign_in (house->office, "expert", PASSWORD, loud, "201");
  assert_sign_in (house->office, "expert", PASSWORD, recovery, "401 totp_wrong");
  g_free (call (house->expert, "GET", "/v1/totp", NULL, &object));
  g_assert_cmpint (json_object_get_int_member (object, "codes_left"), ==, ED_RECOVERY_CODES - 1);
  g_assert_cmpint (
      house_count (house, "SELECT count(*) FROM audit WHERE what = 'recovery_code_used'"),
      ==,
      1);
  /* Another's is not one's own. */
  g_clear_pointer (&recovery, g_free);
  g_free (set_up (house->other, &recovery));
  assert_sign_in (house->office, "expert", PASSWORD, recovery, "401 totp_wrong");
}

static void
test_wrong_codes_are_counted (House *house, gconstpointer unused)
{
  g_autofree char *secret = set_up (house->expert, NULL);
  g_autofree char *code = NULL;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *wrong = authenticator_wrong_code (secret, now (house->office));

      assert_sign_in (house->office, "expert", PASSWORD, wrong, "401 totp_wrong");
    }
  code = authenticator_code (secret, now (house->office));
  assert_sign_in (house->office, "expert", PASSWORD, code, "429 rate_limited");
  ed_manual_clock_advance (&house->office->clock, 15 * MINUTE);
  g_free (code);
  code = authenticator_code (secret, now (house->office));
  assert_sign_in (house->office, "expert", PASSWORD, code, "201");
}

/* A device id that turns out to be somebody else's is given up, and the same code goes again. */
static void
test_refused_device_spends_no_code (House *house, gconstpointer unused)
{
  g_autofree char *secret = set_up (house->expert, NULL);
  g_autofree char *code = authenticator_code (secret, now (house->office));
  g_autofree char *body =
      g_strdup_printf ("{\"user\":\"expert\",\"password\":\"" PASSWORD "\",\"totp\":\"%s\","
                       "\"device\":{\"id\":\"%s\",\"name\":\"laptop\"}}",
                       code,
                       house->other->device);

  assert_call (house->expert, "POST", "/v1/sessions", body, "403 device_foreign");
  assert_sign_in (house->office, "expert", PASSWORD, code, "201");
}

/* A password of one's own, or one from a mail, is still the first factor only. */
static void
test_other_passwords_ask_for_it_too (House *house, gconstpointer unused)
{
  static const char change[] = "{\"old\":\"" PASSWORD "\",\"new\":\"another long enough phrase\"}";
  g_autofree char *secret = set_up (house->expert, NULL);
  g_autofree char *code = NULL;
  g_auto (EdMailSecrets) mailed = { 0 };
  gboolean wanted = FALSE;
  EdApi *api = house->office->api;
  EdBatch batch;

  assert_call (house->expert, "POST", "/v1/password", change, "204");
  assert_sign_in (house->office, "expert", "another long enough phrase", NULL, "401 totp_needed");
  assert_call (house->expert, "POST", "/v1/password/reset", "{\"user\":\"expert\"}", "202");
  g_assert_true (
      api->mail_secrets->make (api, ED_MAIL_PASSWORD_RESET, house->expert->account, &mailed, NULL));
  g_assert_true (ed_batch_begin (&batch, api, NULL));
  g_assert_true (
      api->mail_secrets
          ->store (&batch, ED_MAIL_PASSWORD_RESET, house->expert->account, &mailed, &wanted, NULL));
  g_assert_true (ed_batch_finish (&batch, NULL));
  g_assert_true (wanted);
  assert_sign_in (house->office, "expert", mailed.password, NULL, "401 totp_needed");
  /* Not adopted by half a sign-in: the former one is still good, and nobody was thrown out. */
  assert_sign_in (house->office, "expert", "another long enough phrase", NULL, "401 totp_needed");
  assert_call (house->expert, "GET", "/v1/totp", NULL, "200");
  code = authenticator_code (secret, now (house->office));
  assert_sign_in (house->office, "expert", mailed.password, code, "201");
}

static void
test_password_and_code_end_it (House *house, gconstpointer unused)
{
  g_autofree char *secret = set_up (house->expert, NULL);
  g_autofree char *wrong = with_code (house->office, "wrong", secret);
  g_autofree char *right = with_code (house->office, PASSWORD, secret);

  assert_call (house->expert,
               "POST",
               "/v1/totp/off",
               "{\"password\":\"" PASSWORD "\",\"code\":\"000000\"}",
               "401 totp_wrong");
  assert_call (house->expert,
               "POST",
               "/v1/totp/off",
               "{\"password\":\"" PASSWORD "\"}",
               "400 bad_request");
  assert_call (house->expert, "POST", "/v1/totp/off", wrong, "401 password_wrong");
  assert_call (house->expert, "POST", "/v1/totp", "{\"password\":\"" PASSWORD "\"}", "409 totp_on");
  assert_call (house->expert, "POST", "/v1/totp/off", right, "204");
  assert_call (house->expert, "POST", "/v1/totp/off", right, "409 totp_off");
  assert_sign_in (house->office, "expert", PASSWORD, NULL, "201");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM recovery_code"), ==, 0);
  g_assert_cmpint (
      house_count (house, "SELECT count(*) FROM mail_outbox WHERE kind IN ('totp_on', 'totp_off')"),
      ==,
      2);
}

static void
test_new_recovery_codes_replace_the_old (House *house, gconstpointer unused)
{
  g_autofree char *old = NULL;
  g_autofree char *secret = set_up (house->expert, &old);
  g_autofree char *body = with_code (house->office, PASSWORD, secret);
  g_autoptr (JsonObject) object = NULL;
  JsonArray *codes;

  g_free (call (house->expert, "POST", "/v1/totp/codes", body, &object));
  codes = json_object_get_array_member (object, "recovery_codes");
  g_assert_cmpuint (json_array_get_length (codes), ==, ED_RECOVERY_CODES);
  assert_sign_in (house->office, "expert", PASSWORD, old, "401 totp_wrong");
  assert_sign_in (house->office,
                  "expert",
                  PASSWORD,
                  json_array_get_string_element (codes, 9),
                  "201");
}

static void
test_coordinator_resets_it (House *house, gconstpointer unused)
{
  const char *expert = house->expert->account;
  g_autofree char *none = NULL, *own = NULL, *forbidden = NULL;
  g_autoptr (Pull) pull = NULL;

  none = person_push (house->coordinator, NULL, "account.reset_totp", expert, NULL, NULL);
  g_assert_cmpstr (none, ==, "wrong_state");
  g_free (set_up (house->expert, NULL));
  g_free (set_up (house->coordinator, NULL));
  own = person_push (house->coordinator,
                     NULL,
                     "account.reset_totp",
                     house->coordinator->account,
                     NULL,
                     NULL);
  g_assert_cmpstr (own, ==, "forbidden"); /* coordinators see to experts and case managers */
  forbidden = person_push (house->other, NULL, "account.reset_totp", expert, NULL, NULL);
  g_assert_cmpstr (forbidden, ==, "forbidden");
  person_must (house->coordinator, NULL, "account.reset_totp", expert, NULL, NULL);
  assert_call (house->expert, "GET", "/v1/feed", NULL, "401 token_invalid");
  assert_sign_in (house->office, "expert", PASSWORD, NULL, "201");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE kind = 'totp_off'"),
                   ==,
                   1);
  g_assert_cmpint (house_count (house,
                                "SELECT count(*) FROM audit WHERE what = 'account.reset_totp'"
                                " AND code = 'applied'"),
                   ==,
                   1);
  pull = person_pull (house->coordinator, 500);
  g_assert_null (strstr (pull_body (pull, expert), "totp_since"));
}

/* Nobody takes their own away without a code; and of one who coordinates, all are told. */
static void
test_administrator_resets_a_coordinator (House *house, gconstpointer unused)
{
  Person *boss = office_add (house->office, "boss", "administrator,coordinator");
  g_autofree char *own = NULL;

  person_sign_in (boss);
  g_free (set_up (boss, NULL));
  g_free (set_up (house->coordinator, NULL));
  own = person_push (boss, NULL, "account.reset_totp", boss->account, NULL, NULL);
  g_assert_cmpstr (own, ==, "own_account");
  person_must (boss, NULL, "account.reset_totp", house->coordinator->account, NULL, NULL);
  g_assert_cmpint (
      house_count (house, "SELECT count(*) FROM mail_outbox WHERE kind = 'coordinator_changed'"),
      ==,
      2);
}

static void
test_operator_resets_it (House *house, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ed_upkeep_reset_totp (house->office->api, "coordinator", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_free (set_up (house->coordinator, NULL));
  assert_sign_in (house->office, "coordinator", PASSWORD, NULL, "401 totp_needed");
  g_assert_true (ed_upkeep_reset_totp (house->office->api, "Coordinator", &error));
  g_assert_no_error (error);
  assert_call (house->coordinator, "GET", "/v1/feed", NULL, "401 token_invalid");
  assert_sign_in (house->office, "coordinator", PASSWORD, NULL, "201");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE kind = 'totp_off'"),
                   ==,
                   1);
}

static void
test_coordinators_must (House *house, gconstpointer unused)
{
  Person *boss = office_add (house->office, "boss", "administrator");
  g_autofree char *secret = NULL, *off = NULL, *settings = NULL;

  person_sign_in (boss);
  settings = g_strdup (house->office->api->organisation->id);
  person_must (boss, NULL, "settings.set", settings, NULL, "{\"coordinators_totp\":{\"to\":true}}");
  /* Those whom it is asked of can do nothing but set it up, choose a password and leave. */
  assert_call (house->coordinator, "GET", "/v1/feed", NULL, "403 totp_required");
  assert_call (house->coordinator, "GET", "/v1/devices", NULL, "403 totp_required");
  assert_call (boss, "GET", "/v1/feed", NULL, "403 totp_required");
  assert_call (house->expert, "GET", "/v1/feed", NULL, "200");
  assert_call (house->coordinator, "POST", "/v1/password", "{\"keep\":true}", "204");
  secret = set_up (house->coordinator, NULL);
  assert_call (house->coordinator, "GET", "/v1/feed", NULL, "200");
  off = with_code (house->office, PASSWORD, secret);
  assert_call (house->coordinator, "POST", "/v1/totp/off", off, "403 totp_required");
  assert_call (boss, "DELETE", "/v1/sessions/current", NULL, "204");
}

#define FORM                                        \
  "{\"user\":\"%s\",\"password\":\"" PASSWORD "\"," \
  "\"device\":{\"id\":\"%s\",\"name\":\"laptop\"}}"

static void
test_sign_in_says_what_is_asked (House *house, gconstpointer unused)
{
  Person *boss = office_add (house->office, "boss", "administrator");
  g_autoptr (JsonObject) before = NULL, after = NULL, expert = NULL;
  g_autofree char *body = NULL, *other = NULL;

  person_sign_in (boss);
  body = g_strdup_printf (FORM, "boss", boss->device);
  other = g_strdup_printf (FORM, "expert", house->expert->device);
  g_free (call (boss, "POST", "/v1/sessions", body, &before));
  g_assert_false (json_object_has_member (before, "totp_required"));
  person_sign_in (boss);
  person_must (boss,
               NULL,
               "settings.set",
               house->office->api->organisation->id,
               NULL,
               "{\"coordinators_totp\":{\"to\":true}}");
  g_free (call (boss, "POST", "/v1/sessions", body, &after));
  g_assert_true (json_object_get_boolean_member (after, "totp_required"));
  g_free (call (house->expert, "POST", "/v1/sessions", other, &expert));
  g_assert_false (json_object_has_member (expert, "totp_required"));
}

/* What stands in the database opens for its account only, and is nobody's to read. */
static void
test_secret_is_sealed (House *house, gconstpointer unused)
{
  EdApi *api = house->office->api;
  guint8 secret[ED_TOTP_SECRET_BYTES], opened[ED_TOTP_SECRET_BYTES], key[ED_SECRET_BYTES];
  g_autoptr (GBytes) sealed = NULL, again = NULL, foreign = NULL, broken = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize length;

  ed_secrets_random (secret, sizeof secret);
  ed_secrets_random (key, sizeof key);
  sealed = ed_secrets_seal (key, "one", secret, sizeof secret);
  again = ed_secrets_seal (key, "one", secret, sizeof secret);
  foreign = ed_totp_proof_seal (api, house->expert->account, secret);
  g_assert_false (g_bytes_equal (sealed, again));
  g_assert_true (ed_secrets_unseal (key, "one", sealed, opened, sizeof opened));
  g_assert_cmpmem (opened, sizeof opened, secret, sizeof secret);
  g_assert_false (ed_secrets_unseal (key, "two", sealed, opened, sizeof opened));
  g_assert_false (ed_secrets_unseal (key, house->expert->account, foreign, opened, sizeof opened));
  bytes = g_memdup2 (g_bytes_get_data (sealed, &length), g_bytes_get_size (sealed));
  bytes[length - 1] ^= 1;
  broken = g_bytes_new (bytes, length);
  g_assert_false (ed_secrets_unseal (key, "one", broken, opened, sizeof opened));
}

static gboolean
file_holds (const char *path, const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize at = 0; at + strlen (text) <= length; at++)
    {
      if (memcmp (bytes + at, text, strlen (text)) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_codes_are_not_in_the_database (House *house, gconstpointer unused)
{
  Office *office = house->office;
  g_autofree char *path = g_build_filename (office->folder, "organisation.db", NULL);
  g_autofree char *recovery = NULL, *normal = NULL, *secret = NULL;

  if (office->database != NULL)
    {
      g_test_skip ("what a file holds");
      return;
    }
  secret = set_up (house->expert, &recovery);
  normal = ed_totp_normalise (recovery);
  g_assert_true (ed_db_checkpoint (office->api->writer, NULL));
  g_assert_true (file_holds (path, "totp_since"));
  g_assert_false (file_holds (path, secret));
  g_assert_false (file_holds (path, recovery));
  g_assert_false (file_holds (path, normal));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (House *house, gconstpointer unused);
  } tests[] = {
    { "/server/totp/begun-does-not-count", test_begun_does_not_count },
    { "/server/totp/code-is-asked-for", test_code_is_asked_for },
    { "/server/totp/wrong-password-tells-nothing", test_wrong_password_tells_nothing },
    { "/server/totp/code-is-good-once", test_code_is_good_once },
    { "/server/totp/recovery-code-is-good-once", test_recovery_code_is_good_once },
    { "/server/totp/wrong-codes-are-counted", test_wrong_codes_are_counted },
    { "/server/totp/refused-device-spends-no-code", test_refused_device_spends_no_code },
    { "/server/totp/other-passwords-ask-for-it-too", test_other_passwords_ask_for_it_too },
    { "/server/totp/password-and-code-end-it", test_password_and_code_end_it },
    { "/server/totp/new-recovery-codes-replace-the-old", test_new_recovery_codes_replace_the_old },
    { "/server/totp/coordinator-resets-it", test_coordinator_resets_it },
    { "/server/totp/administrator-resets-a-coordinator", test_administrator_resets_a_coordinator },
    { "/server/totp/operator-resets-it", test_operator_resets_it },
    { "/server/totp/coordinators-must", test_coordinators_must },
    { "/server/totp/sign-in-says-what-is-asked", test_sign_in_says_what_is_asked },
    { "/server/totp/secret-is-sealed", test_secret_is_sealed },
    { "/server/totp/codes-are-not-in-the-database", test_codes_are_not_in_the_database },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, House, NULL, house_set_up, tests[i].run, house_tear_down);
  return g_test_run ();
}
