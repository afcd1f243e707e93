/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts from their invitation to the first sign-in, and passwords that were lost. */

#include "house.h"

#include <string.h>

#include "server/api-state.h"
#include "server/batch.h"
#include "server/invitation.h"

#define DAY G_GINT64_CONSTANT (86400000)
#define NEWCOMER "a0000000-0000-4000-8000-0000000000aa"
#define CREATE                                                                       \
  "{\"user\":\"New@Demo.example\",\"name\":\"Dr. Új Éva\",\"roles\":[\"expert\"]," \
  "\"case_types\":[\"legal\"],\"cities\":[\"Vác\"],\"language\":\"hu\"}"

/* The mails that wait, as "kind to user", in order, and takes them away. */
static char *
take_mails (House *house)
{
  g_autoptr (GString) mails = g_string_new (NULL);
  g_autoptr (EdStatement) row =
      ed_db_prepare (house->office->api->writer,
                     "SELECT kind || ' to ' || \"user\" FROM mail_outbox"
                     " JOIN credential ON recipient = account ORDER BY kind, \"user\"",
                     NULL);

  while (ed_statement_step (row, NULL))
    g_string_append_printf (mails, "%s%s", mails->len > 0 ? ", " : "", ed_statement_text (row, 0));
  ed_statement_done (row);
  g_assert_true (ed_db_exec (house->office->api->writer, "DELETE FROM mail_outbox", NULL));
  return g_string_free (g_steal_pointer (&mails), FALSE);
}

#define assert_mails(house, expected)             \
  G_STMT_START                                    \
  {                                               \
    g_autofree char *taken_ = take_mails (house); \
    g_assert_cmpstr (taken_, ==, expected);       \
  }                                               \
  G_STMT_END

/* What sending a mail of KIND to ACCOUNT does; its password, or NULL when it is out of date. */
static char *
send_mail (House *house, EdMailKind kind, const char *account)
{
  EdApi *api = house->office->api;
  g_auto (EdMailSecrets) secrets = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean wanted = FALSE;
  EdBatch batch;

  g_assert_true (api->mail_secrets->make (api, kind, account, &secrets, &error));
  g_assert_true (ed_batch_begin (&batch, api, &error));
  g_assert_true (api->mail_secrets->store (&batch, kind, account, &secrets, &wanted, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  g_assert_no_error (error);
  g_assert_cmpint (secrets.token != NULL, ==, kind == ED_MAIL_ACCOUNT_CREATED);
  return wanted ? g_strdup (secrets.password) : NULL;
}

/* Tries to sign PERSON in with PASSWORD, on a new device where it has none. */
static guint
try_password (Person *person, const char *password)
{
  g_autofree char *body = NULL;
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (JsonObject) object = NULL;

  if (person->device == NULL)
    {
      person->device = office_make_id (person->office);
      person->seq = 1;
    }
  body = g_strdup_printf ("{\"user\":\"%s\",\"password\":\"%s\","
                          "\"device\":{\"id\":\"%s\",\"name\":\"laptop\"}}",
                          person->user,
                          password,
                          person->device);
  if (person_call (person, "POST", "/v1/sessions", NULL, body, &response) != 201)
    return response.status;
  object = response_object (&response);
  g_free (person->token);
  person->token = g_strdup (json_object_get_string_member (object, "token"));
  return json_object_get_boolean_member (object, "suggest_password_change") ? 2010 : 201;
}

#define KEPT 201
#define SUGGESTED 2010 /* 201, and a change of the password is suggested */

/* Somebody whose account exists, with a device of its own. */
static Person *
meet (House *house, const char *account, const char *user)
{
  Person *person = g_new0 (Person, 1);

  person->office = house->office;
  person->account = g_strdup (account);
  person->user = g_strdup (user);
  g_ptr_array_add (house->office->people, person);
  return person;
}

static Person *
invite (House *house)
{
  person_must (house->coordinator, NULL, "account.create", NEWCOMER, NULL, CREATE);
  return meet (house, NEWCOMER, "new@demo.example");
}

static void
test_invited_comes_in (House *house, gconstpointer unused)
{
  Person *person = invite (house);
  g_autofree char *password = NULL;
  g_autoptr (Pull) before = person_pull (house->coordinator, 500);
  g_autoptr (Pull) after = NULL;
  g_autoptr (Pull) own = NULL;

  assert_mails (house, "account_created to new@demo.example");
  g_assert_nonnull (strstr (pull_body (before, NEWCOMER), "\"state\":\"invited\""));
  g_assert_cmpuint (try_password (person, "aaaaa-aaaaa-aaaaa-aaaaa"), ==, 401);
  password = send_mail (house, ED_MAIL_ACCOUNT_CREATED, NEWCOMER);
  g_assert_cmpuint (strlen (password), ==, 23);
  g_assert_cmpuint (try_password (person, password), ==, SUGGESTED);
  assert_mails (house, "account_activated to new@demo.example");
  after = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (after, NEWCOMER), "\"state\":\"active\""));
  g_assert_nonnull (strstr (pull_body (after, NEWCOMER), "\"seen_on\":\"2020-03-18\""));
  own = person_pull (person, 500);
  g_assert_nonnull (strstr (pull_body (own, NEWCOMER), "\"language\":\"hu\""));
  /* From now on it is the account's password, however long the mail is. */
  ed_manual_clock_advance (&house->office->clock, 30 * DAY);
  g_assert_cmpuint (try_password (person, password), ==, SUGGESTED);
  assert_mails (house, "");
}

static void
test_invitation_ends (House *house, gconstpointer unused)
{
  Person *person = invite (house);
  g_autofree char *password = send_mail (house, ED_MAIL_ACCOUNT_CREATED, NEWCOMER);
  g_autofree char *again = NULL;

  ed_manual_clock_advance (&house->office->clock, ED_INVITATION_DAYS * DAY);
  g_assert_cmpuint (try_password (person, password), ==, 401);
  person_sign_in (house->coordinator);
  person_must (house->coordinator, NULL, "account.invite", NEWCOMER, NULL, NULL);
  again = send_mail (house, ED_MAIL_ACCOUNT_CREATED, NEWCOMER);
  g_assert_cmpuint (try_password (person, again), ==, SUGGESTED);
  g_assert_cmpuint (try_password (person, password), ==, 401);
}

/* The newest mail counts: a mail sent twice has two passwords, the second is right. */
static void
test_newest_password_counts (House *house, gconstpointer unused)
{
  Person *person = invite (house);
  g_autofree char *first = send_mail (house, ED_MAIL_ACCOUNT_CREATED, NEWCOMER);
  g_autofree char *second = send_mail (house, ED_MAIL_ACCOUNT_CREATED, NEWCOMER);

  g_assert_cmpuint (try_password (person, first), ==, 401);
  g_assert_cmpuint (try_password (person, second), ==, SUGGESTED);
}

static void
test_mail_out_of_date_is_not_sent (House *house, gconstpointer unused)
{
  static const EdMailKind kinds[] = { ED_MAIL_ACCOUNT_CREATED, ED_MAIL_PASSWORD_RESET };

  g_assert_null (send_mail (house, ED_MAIL_ACCOUNT_CREATED, house->expert->account));
  person_must (house->coordinator, NULL, "account.suspend", house->expert->account, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_null (send_mail (house, kinds[i], house->expert->account));
}

static void
test_coordinators_are_alerted (House *house, gconstpointer unused)
{
  static const char invitation[] =
      "{\"user\":\"c@x.example\",\"name\":\"C\",\"roles\":[\"coordinator\"]}";
  /* The last: to another address a new password can be asked for by whoever reads there. */
  const char *alert = "coordinator_changed to c@x.example, coordinator_changed to coordinator, "
                      "coordinator_changed to expert";
  g_autofree char *alert_and_note = g_strconcat ("address_changed to expert, ", alert, NULL);
  const char *const edits[][2] = {
    { "{\"roles\":{\"from\":[\"expert\"],\"to\":[\"expert\",\"coordinator\"]}}", alert },
    { "{\"reply_to\":{\"from\":\"expert@office.example\",\"to\":\"x@x.example\"}}",
      alert_and_note },
  };
  const char *account = house->expert->account;
  Person *administrator = office_add (house->office, "boss", "administrator");
  g_autofree char *refused =
      person_push (house->coordinator, NULL, "account.create", NEWCOMER, NULL, invitation);

  g_assert_cmpstr (refused, ==, "forbidden");
  person_sign_in (administrator);
  g_free (take_mails (house));
  person_must (administrator, NULL, "account.create", NEWCOMER, NULL, invitation);
  assert_mails (house,
                "account_created to c@x.example, coordinator_changed to c@x.example, "
                "coordinator_changed to coordinator");
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      person_must (administrator, NULL, "account.edit", account, NULL, edits[i][0]);
      assert_mails (house, edits[i][1]);
    }
}

static guint
ask_reset (House *house, const char *user, const char *peer, char **text)
{
  g_autofree char *body = g_strdup_printf ("{\"user\":\"%s\"}", user);
  EdApiRequest request = { .method = "POST",
                           .path = "/v1/password/reset",
                           .peer = peer,
                           .body = body,
                           .body_length = strlen (body) };
  g_auto (EdApiResponse) response = { 0 };

  ed_api_call_now (house->office->api, &request, &response);
  *text = response_text (&response);
  return response.status;
}

/* Nobody learns from the answer who has an account, or in which state it is. */
static void
test_reset_tells_nothing (House *house, gconstpointer unused)
{
  static const char *const users[] = { "EXPERT", "nobody", "new@demo.example", "other", "x" };
  gint64 audits = house_count (house, "SELECT count(*) FROM audit");

  invite (house);
  person_must (house->coordinator, NULL, "account.suspend", house->other->account, NULL, NULL);
  g_free (take_mails (house));
  audits = house_count (house, "SELECT count(*) FROM audit");
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    for (guint times = 0; times < 4; times++)
      {
        g_autofree char *peer = g_strdup_printf ("192.0.2.%u", times);
        g_autofree char *text = NULL;
        guint status = ask_reset (house, users[i], peer, &text);

        g_assert_cmpuint (status, ==, times < 3 ? 202 : 429);
        if (status == 202)
          g_assert_cmpstr (text, ==, "");
      }
  /* The same is written for each, too. */
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM audit"), ==, audits + 5 * 3);
  g_assert_cmpint (
      house_count (house, "SELECT count(*) FROM mail_outbox WHERE kind = 'password_reset'"),
      ==,
      3);
  g_assert_cmpint (
      house_count (house, "SELECT count(*) FROM mail_outbox WHERE kind = 'account_created'"),
      ==,
      3);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox"), ==, 6);
}

static void
test_reset_is_throttled_by_address (House *house, gconstpointer unused)
{
  for (guint i = 0; i <= 20; i++)
    {
      g_autofree char *user = g_strdup_printf ("user%u", i);
      g_autofree char *text = NULL;

      g_assert_cmpuint (ask_reset (house, user, "192.0.2.9", &text), ==, i < 20 ? 202 : 429);
    }
}

/* The new password takes over when it is used: until then the old one works, and so do the other
 * devices; somebody else's wish for a reset locks nobody out. */
static void
test_reset_takes_over_when_used (House *house, gconstpointer unused)
{
  Person *forgetful = meet (house, house->expert->account, "expert");
  g_autofree char *text = NULL;
  g_autofree char *password = NULL;

  g_assert_cmpuint (ask_reset (house, "expert", "a", &text), ==, 202);
  password = send_mail (house, ED_MAIL_PASSWORD_RESET, house->expert->account);
  pull_free (person_pull (house->expert, 500));
  g_assert_cmpuint (try_password (house->expert, PASSWORD), ==, SUGGESTED);
  g_assert_cmpuint (try_password (forgetful, password), ==, SUGGESTED);
  g_assert_cmpuint (try_password (house->expert, PASSWORD), ==, 401);
  {
    g_auto (EdApiResponse) response = { 0 };

    g_assert_cmpuint (person_call (house->expert, "GET", "/v1/feed", NULL, NULL, &response),
                      ==,
                      401);
  }
  g_assert_cmpuint (try_password (house->expert, password), ==, SUGGESTED);
}

static void
test_reset_ends (House *house, gconstpointer unused)
{
  g_autofree char *password = send_mail (house, ED_MAIL_PASSWORD_RESET, house->expert->account);

  ed_manual_clock_advance (&house->office->clock, ED_RESET_DAYS * DAY);
  g_assert_cmpuint (try_password (house->expert, password), ==, 401);
  g_assert_cmpuint (try_password (house->expert, PASSWORD), ==, SUGGESTED);
}

/* A device that was withdrawn does not come back by a reset, nor does it use the password up. */
static void
test_reset_does_not_free_a_device (House *house, gconstpointer unused)
{
  Person *other = meet (house, house->expert->account, "expert");
  g_autofree char *path = g_strconcat ("/v1/devices/", house->expert->device, NULL);
  g_autofree char *password = send_mail (house, ED_MAIL_PASSWORD_RESET, house->expert->account);
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (person_call (house->coordinator, "DELETE", path, NULL, NULL, &response),
                    ==,
                    204);
  g_assert_cmpuint (try_password (house->expert, password), ==, 403);
  g_assert_cmpuint (try_password (other, password), ==, SUGGESTED);
}

static void
test_coordinators_reset_is_told (House *house, gconstpointer unused)
{
  Person *boss = office_add (house->office, "boss", "administrator");
  g_autofree char *password = NULL;
  g_autofree char *nowhere = NULL;

  person_sign_in (boss);
  person_must (house->coordinator,
               NULL,
               "account.edit",
               house->coordinator->account,
               NULL,
               "{\"reply_to\":{\"from\":\"coordinator@office.example\"}}");
  nowhere = person_push (boss, NULL, "account.invite", house->coordinator->account, NULL, NULL);
  g_assert_cmpstr (nowhere, ==, "invalid:reply_to");
  person_must (house->coordinator,
               NULL,
               "account.edit",
               house->coordinator->account,
               NULL,
               "{\"reply_to\":{\"to\":\"coordinator@demo.example\"}}");
  g_free (take_mails (house));
  person_must (boss, NULL, "account.invite", house->coordinator->account, NULL, NULL);
  assert_mails (house, "coordinator_changed to coordinator, password_reset to coordinator");
  password = send_mail (house, ED_MAIL_PASSWORD_RESET, house->coordinator->account);
  g_assert_cmpuint (try_password (house->coordinator, password), ==, SUGGESTED);
  assert_mails (house, "coordinator_changed to coordinator");
}

/* --- changing a password ---------------------------------------------------------------------- */

static guint
change (Person *person, const char *body, char **code)
{
  g_auto (EdApiResponse) response = { 0 };
  guint status = person_call (person, "POST", "/v1/password", NULL, body, &response);

  *code = response_code (&response);
  return status;
}

#define CHANGE(old, new) "{\"old\":\"" old "\",\"new\":\"" new "\"}"

static void
test_password_is_changed (House *house, gconstpointer unused)
{
  Person *elsewhere = person_on_other_device (house->expert);
  g_autofree char *code = NULL;
  g_autofree char *mailed = send_mail (house, ED_MAIL_PASSWORD_RESET, house->expert->account);
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (change (house->expert, CHANGE (PASSWORD, "sieben Zwerge im Wald"), &code),
                    ==,
                    204);
  /* This device goes on, the other is out, and the mailed password is void. */
  pull_free (person_pull (house->expert, 500));
  g_assert_cmpuint (person_call (elsewhere, "GET", "/v1/feed", NULL, NULL, &response), ==, 401);
  g_assert_cmpuint (try_password (elsewhere, mailed), ==, 401);
  g_assert_cmpuint (try_password (elsewhere, PASSWORD), ==, 401);
  g_assert_cmpuint (try_password (elsewhere, "sieben Zwerge im Wald"), ==, KEPT);
}

static void
test_password_is_kept (House *house, gconstpointer unused)
{
  g_autofree char *code = NULL;

  g_assert_cmpuint (try_password (house->expert, PASSWORD), ==, SUGGESTED);
  g_assert_cmpuint (change (house->expert, "{\"keep\":true}", &code), ==, 204);
  g_assert_cmpuint (try_password (house->expert, PASSWORD), ==, KEPT);
}

static void
test_bad_changes_change_nothing (House *house, gconstpointer unused)
{
  static const struct
  {
    const char *body;
    guint status;
    const char *code;
  } rows[] = {
    { CHANGE ("wrong", "sieben Zwerge im Wald"), 401, "password_wrong" },
    { CHANGE (PASSWORD, "short"), 422, "password_weak" },
    { CHANGE (PASSWORD, "Segítő Kör 2020"), 422, "password_weak" },
    { CHANGE (PASSWORD, "password1234"), 422, "password_weak" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *code = NULL;

      g_assert_cmpuint (change (house->expert, rows[i].body, &code), ==, rows[i].status);
      g_assert_cmpstr (code, ==, rows[i].code);
    }
  g_assert_cmpuint (try_password (house->expert, PASSWORD), ==, SUGGESTED);
}

static void
test_guesses_are_throttled (House *house, gconstpointer unused)
{
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *code = NULL;

      change (house->expert, CHANGE ("guess", "sieben Zwerge im Wald"), &code);
      g_assert_cmpstr (code, ==, i < 5 ? "password_wrong" : "rate_limited");
    }
}

/* A change that was checked against a password which has been changed since fails. */
static void
test_two_changes_race (House *house, gconstpointer unused)
{
  const char *bodies[] = { CHANGE (PASSWORD, "sieben Zwerge im Wald"),
                           CHANGE (PASSWORD, "acht Riesen am See") };
  EdApi *api = house->office->api;
  g_autofree char *authorization = g_strconcat ("Bearer ", house->expert->token, NULL);
  EdApiJob *jobs[2] = { NULL, NULL };
  EdApiResponse responses[2];
  gint64 until;

  for (guint i = 0; i < 2; i++)
    {
      EdApiRequest request = { .method = "POST",
                               .path = "/v1/password",
                               .authorization = authorization,
                               .device = house->expert->device,
                               .body = bodies[i],
                               .body_length = strlen (bodies[i]) };
      gboolean is_slow = FALSE;

      while (!is_slow)
        {
          g_assert_cmpint (ed_api_call (api, &request, &responses[i], &jobs[i], &until),
                           ==,
                           ED_API_WRITE);
          is_slow = ed_api_job_is_slow (jobs[i]);
          if (!is_slow)
            ed_api_write (api, &jobs[i], 1, &responses[i], NULL); /* the first use of the token */
        }
      ed_api_job_prepare (api, jobs[i]);
    }
  ed_api_write (api, jobs, 2, responses, NULL);
  g_assert_cmpuint (responses[0].status, ==, 204);
  g_assert_cmpuint (responses[1].status, ==, 401);
  ed_api_response_clear (&responses[0]);
  ed_api_response_clear (&responses[1]);
  g_assert_cmpuint (try_password (house->expert, "sieben Zwerge im Wald"), ==, KEPT);
}

/* --- devices ---------------------------------------------------------------------------------- */

static char *
list_devices (Person *person, const char *query, guint *status)
{
  g_auto (EdApiResponse) response = { 0 };

  *status = person_call (person, "GET", "/v1/devices", query, NULL, &response);
  return response_text (&response);
}

static void
test_devices_are_listed (House *house, gconstpointer unused)
{
  Person *second = NULL;
  g_autofree char *own = NULL;
  g_autofree char *query = g_strconcat ("account=", house->expert->account, NULL);
  g_autofree char *staff = NULL;
  g_autofree char *foreign = NULL;
  g_autofree char *first_position = NULL;
  guint status;

  ed_manual_clock_advance (&house->office->clock, DAY);
  second = person_on_other_device (house->expert);
  own = list_devices (second, NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  /* The last seen is first, and it is the one that asks. */
  first_position =
      g_strdup_printf ("{\"devices\":[{\"id\":\"%s\",\"name\":\"laptop\"", second->device);
  g_assert_true (g_str_has_prefix (own, first_position));
  g_assert_nonnull (strstr (own, house->expert->device));
  g_assert_nonnull (strstr (own, "\"last_seen_at\":\"2020-03-19T20:44:00.000Z\",\"current\":true"));
  person_sign_in (house->coordinator);
  staff = list_devices (house->coordinator, query, &status);
  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (staff, second->device));
  person_sign_in (house->other);
  foreign = list_devices (house->other, query, &status);
  g_assert_cmpuint (status, ==, 404);
}

/* Rows: who asks; columns: whose devices. */
static void
test_devices_are_withdrawn_by_rights (House *house, gconstpointer unused)
{
  Person *boss = office_add (house->office, "boss", "administrator");
  Person *manager = office_add (house->office, "manager", "case_manager");
  Person *people[] = { house->expert, house->coordinator, boss, manager };
  static const gboolean may[4][4] = {
    { TRUE, FALSE, FALSE, FALSE },
    { TRUE, TRUE, FALSE, TRUE },
    { TRUE, TRUE, TRUE, TRUE },
    { FALSE, FALSE, FALSE, TRUE },
  };

  person_sign_in (boss);
  person_sign_in (manager);
  for (guint i = 0; i < 4; i++)
    for (guint j = 0; j < 4; j++)
      {
        Person *victim = person_on_other_device (people[j]);
        g_autofree char *path = g_strconcat ("/v1/devices/", victim->device, NULL);
        g_auto (EdApiResponse) response = { 0 };
        g_auto (EdApiResponse) feed = { 0 };
        guint status = person_call (people[i], "DELETE", path, NULL, NULL, &response);

        g_assert_cmpuint (status, ==, may[i][j] ? 204 : 404);
        g_assert_cmpuint (person_call (victim, "GET", "/v1/feed", NULL, NULL, &feed),
                          ==,
                          may[i][j] ? 403 : 200);
      }
}

static void
test_refresh_is_seen (House *house, gconstpointer unused)
{
  g_autofree char *body = g_strdup_printf ("{\"refresh_token\":\"%s\"}", house->expert->refresh);
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (Pull) pull = NULL;

  ed_manual_clock_advance (&house->office->clock, DAY);
  g_assert_cmpuint (
      person_call (house->expert, "POST", "/v1/sessions/refresh", NULL, body, &response),
      ==,
      200);
  person_sign_in (house->coordinator);
  pull = person_pull (house->coordinator, 500);
  g_assert_nonnull (
      strstr (pull_body (pull, house->expert->account), "\"seen_on\":\"2020-03-19\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/server/invitations/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("invited-comes-in", test_invited_comes_in);
  ADD ("invitation-ends", test_invitation_ends);
  ADD ("newest-password-counts", test_newest_password_counts);
  ADD ("mail-out-of-date-is-not-sent", test_mail_out_of_date_is_not_sent);
  ADD ("coordinators-are-alerted", test_coordinators_are_alerted);
  ADD ("reset-tells-nothing", test_reset_tells_nothing);
  ADD ("reset-is-throttled-by-address", test_reset_is_throttled_by_address);
  ADD ("reset-takes-over-when-used", test_reset_takes_over_when_used);
  ADD ("reset-ends", test_reset_ends);
  ADD ("reset-does-not-free-a-device", test_reset_does_not_free_a_device);
  ADD ("coordinators-reset-is-told", test_coordinators_reset_is_told);
  ADD ("password-is-changed", test_password_is_changed);
  ADD ("password-is-kept", test_password_is_kept);
  ADD ("bad-changes-change-nothing", test_bad_changes_change_nothing);
  ADD ("guesses-are-throttled", test_guesses_are_throttled);
  ADD ("two-changes-race", test_two_changes_race);
  ADD ("devices-are-listed", test_devices_are_listed);
  ADD ("devices-are-withdrawn-by-rights", test_devices_are_withdrawn_by_rights);
  ADD ("refresh-is-seen", test_refresh_is_seen);
  return g_test_run ();
}
