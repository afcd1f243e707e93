/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who has lost a right is let in no more; neither is what they asked before done or told after. */

#include <string.h>

#include "files.h"
#include "server/job.h"

#define PIECE 65536

/* A call that was let in, and waits for its turn. That the tokens came, an earlier one has shown.
 */
static EdApiJob *
let_in (Person *person, const char *method, const char *path, const char *body)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", person->token, NULL);
  EdApiRequest request = {
    .method = method,
    .path = path,
    .body = body,
    .body_length = body != NULL ? strlen (body) : 0,
    .authorization = authorization,
    .device = person->device,
  };
  g_auto (EdApiResponse) before = { 0 };
  EdApiResponse response;
  EdApiJob *job = NULL;
  gint64 until;

  g_assert_cmpuint (person_call (person, "GET", "/v1/devices", NULL, NULL, &before), ==, 200);
  g_assert_cmpint (ed_api_call (person->office->api, &request, &response, &job, &until),
                   ==,
                   ED_API_WRITE);
  return job;
}

static void
write_job (Person *person, EdApiJob *job, EdApiResponse *response)
{
  ed_api_write (person->office->api, &job, 1, response, NULL);
}

/* That it is the call's turn now, and the answer is STATUS CODE. */
static void
check_turn (Person *person, EdApiJob *job, guint status, const char *code)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *told = NULL;

  write_job (person, job, &response);
  told = response_code (&response);
  g_assert_cmpstr (told, ==, code);
  g_assert_cmpuint (response.status, ==, status);
}

static EdApiJob *
let_message_in (House *house)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope = person_envelope (house->expert,
                                               id,
                                               "message.send",
                                               house->case_id,
                                               house->assignment,
                                               "{\"text\":\"Hello\"}");
  g_autofree char *body =
      g_strdup_printf ("{\"device\":\"%s\",\"commands\":[%s]}", house->expert->device, envelope);

  return let_in (house->expert, "POST", "/v1/commands", body);
}

static void
check_nothing_was_said (House *house)
{
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM document WHERE type = 'message'"),
                   ==,
                   0);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM command WHERE type = 'message.send'"),
                   ==,
                   0);
}

static void
suspend (House *house)
{
  person_must (house->coordinator, NULL, "account.suspend", house->expert->account, NULL, NULL);
}

static void
withdraw (House *house)
{
  g_autofree char *path = g_strconcat ("/v1/devices/", house->expert->device, NULL);
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (person_call (house->coordinator, "DELETE", path, NULL, NULL, &response),
                    ==,
                    204);
}

static void
sign_out (House *house)
{
  g_auto (EdApiResponse) response = { 0 };

  g_assert_cmpuint (
      person_call (house->expert, "DELETE", "/v1/sessions/current", NULL, NULL, &response),
      ==,
      204);
}

/* The expert is none any more, but a case manager. */
static void
take_role (House *house)
{
  person_must (house->coordinator,
               NULL,
               "account.edit",
               house->expert->account,
               NULL,
               "{\"roles\":{\"from\":[\"expert\"],\"to\":[\"case_manager\"]}}");
}

static void
test_command_of_the_suspended (House *house, gconstpointer unused)
{
  EdApiJob *job = let_message_in (house);

  suspend (house);
  check_turn (house->expert, job, 403, "account_suspended");
  check_nothing_was_said (house);
}

static void
test_command_of_a_withdrawn_device (House *house, gconstpointer unused)
{
  EdApiJob *job = let_message_in (house);

  withdraw (house);
  check_turn (house->expert, job, 403, "device_revoked");
  check_nothing_was_said (house);
}

static void
test_command_after_signing_out (House *house, gconstpointer unused)
{
  EdApiJob *job = let_message_in (house);

  sign_out (house);
  check_turn (house->expert, job, 401, "token_invalid");
  check_nothing_was_said (house);
}

/* New tokens of the same sign-in take nothing from what the former ones asked for. */
static void
test_refreshed_tokens_do_no_harm (House *house, gconstpointer unused)
{
  EdApiJob *job = let_message_in (house);
  g_autofree char *body = g_strdup_printf ("{\"refresh_token\":\"%s\"}", house->expert->refresh);
  g_auto (EdApiResponse) refreshed = { 0 };

  g_assert_cmpuint (
      person_call (house->expert, "POST", "/v1/sessions/refresh", NULL, body, &refreshed),
      ==,
      200);
  check_turn (house->expert, job, 200, "");
}

/* What was looked up before its turn is not told: a client's whole file. */
static void
test_export_of_who_coordinates_no_more (House *house, gconstpointer unused)
{
  Person *keeper = office_add (house->office, "keeper", "administrator");
  g_autofree char *body = g_strdup_printf ("{\"cases\":[\"%s\"]}", house->case_id);
  EdApiJob *job = let_in (house->coordinator, "POST", "/v1/privacy/export", body);

  person_sign_in (keeper);
  ed_api_job_prepare (house->office->api, job);
  person_must (keeper,
               NULL,
               "account.edit",
               house->coordinator->account,
               NULL,
               "{\"roles\":{\"from\":[\"coordinator\"],\"to\":[\"expert\"]}}");
  check_turn (house->coordinator, job, 503, "unavailable");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM audit WHERE what = 'client.export'"),
                   ==,
                   0);
}

/* --- downloads ------------------------------------------------------------------------------- */

static char *
add_document (House *house)
{
  return person_add_document (house->expert, "other", house->case_id, house->assignment, 2 * PIECE);
}

static EdApiJob *
let_reading_in (House *house, const char *document)
{
  g_autofree char *path = g_strconcat ("/v1/documents/", document, "/content", NULL);

  return let_in (house->expert, "GET", path, NULL);
}

typedef struct
{
  const char *name;
  void (*lose) (House *house);
  guint status;
  const char *code;
} Loss;

static const Loss losses[] = {
  { "suspended", suspend, 403, "account_suspended" },
  { "withdrawn", withdraw, 403, "device_revoked" },
  { "signed-out", sign_out, 401, "token_invalid" },
  { "role-taken", take_role, 503, "unavailable" },
};

static void
test_reading_does_not_begin (House *house, gconstpointer data)
{
  const Loss *loss = data;
  g_autofree char *document = add_document (house);
  EdApiJob *job = let_reading_in (house, document);

  loss->lose (house);
  check_turn (house->expert, job, loss->status, loss->code);
}

/* However slowly somebody reads: what they lost the right to ends in the middle. */
static void
test_reading_breaks_off (House *house, gconstpointer data)
{
  const Loss *loss = data;
  g_autofree char *document = add_document (house);
  g_autofree guint8 *buffer = g_malloc (PIECE);
  EdApiResponse response;

  write_job (house->expert, let_reading_in (house, document), &response);
  g_assert_nonnull (response.source);
  g_assert_cmpint (response.source->read (response.source, 0, buffer, PIECE), ==, PIECE);
  loss->lose (house);
  g_assert_cmpint (response.source->read (response.source, PIECE, buffer, PIECE), ==, -1);
  ed_api_response_clear (&response);
}

static void
add (const char *name, void (*test) (House *, gconstpointer), gconstpointer data)
{
  g_autofree char *path = g_strconcat ("/server/meanwhile/", name, NULL);

  g_test_add (path, House, data, house_set_up_with_case, test, house_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("command-of-the-suspended", test_command_of_the_suspended, NULL);
  add ("command-of-a-withdrawn-device", test_command_of_a_withdrawn_device, NULL);
  add ("command-after-signing-out", test_command_after_signing_out, NULL);
  add ("refreshed-tokens-do-no-harm", test_refreshed_tokens_do_no_harm, NULL);
  add ("export-of-who-coordinates-no-more", test_export_of_who_coordinates_no_more, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autofree char *begin = g_strconcat ("reading-does-not-begin/", losses[i].name, NULL);
      g_autofree char *end = g_strconcat ("reading-breaks-off/", losses[i].name, NULL);

      add (begin, test_reading_does_not_begin, &losses[i]);
      add (end, test_reading_breaks_off, &losses[i]);
    }
  return g_test_run ();
}
