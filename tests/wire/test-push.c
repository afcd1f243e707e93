/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/push.h"

#include <string.h>

#include "wire/samples.h"

#define ID "0a01c3d4-0000-4000-8000-0123456789ab"
#define EPOCH "ee010000-0000-4000-8000-000000000001"

static EdPushAnswer *
read_answer (const char *text, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *bytes = sample_bytes (text, length);

  return ed_push_answer_from_json (bytes, (gssize) length, error);
}

/* Results as they are sent. */
static const struct
{
  const char *json;
  EdResult result;
} results[] = {
  { "{\"id\":\"" ID "\",\"status\":\"applied\",\"rev\":3}",
    { (char *) ID, ED_RESULT_APPLIED, 3, ED_ABSENT, FALSE, ED_REFUSAL_NONE, NULL } },
  { "{\"id\":\"" ID "\",\"status\":\"applied\",\"rev\":1,\"number\":261,\"moved\":true}",
    { (char *) ID, ED_RESULT_APPLIED, 1, 261, TRUE, ED_REFUSAL_NONE, NULL } },
  { "{\"id\":\"" ID "\",\"status\":\"kept\"}",
    { (char *) ID, ED_RESULT_KEPT, 0, ED_ABSENT, FALSE, ED_REFUSAL_NONE, NULL } },
  { "{\"id\":\"" ID "\",\"status\":\"rejected\",\"problem\":{\"code\":\"case_closed\"}}",
    { (char *) ID, ED_RESULT_REJECTED, 0, ED_ABSENT, FALSE, ED_REFUSAL_CASE_CLOSED, NULL } },
  { "{\"id\":\"" ID "\",\"status\":\"rejected\",\"problem\":{\"code\":\"conflict\","
    "\"params\":{\"field\":\"city\"}}}",
    { (char *) ID,
      ED_RESULT_REJECTED,
      0,
      ED_ABSENT,
      FALSE,
      ED_REFUSAL_CONFLICT,
      (char *) "city" } },
};

static void
check_result (const EdResult *result, const EdResult *expected)
{
  g_assert_cmpstr (result->id, ==, expected->id);
  g_assert_cmpint (result->status, ==, expected->status);
  g_assert_cmpint (result->rev, ==, expected->rev);
  g_assert_cmpint (result->number, ==, expected->number);
  g_assert_cmpint (result->moved, ==, expected->moved);
  g_assert_cmpint (result->code, ==, expected->code);
  g_assert_cmpstr (result->field, ==, expected->field);
}

static void
test_push_writes_and_reads_results (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *body = g_strdup_printf (
          "{\"epoch\":\"" EPOCH "\",\"results\":[%s],\"next_seq\":42,\"durable\":40}",
          results[i].json);
      g_autofree char *again = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (EdPushAnswer) answer = NULL;

      ed_result_append_json (&results[i].result, text);
      g_assert_cmpstr (text->str, ==, results[i].json);

      answer = read_answer (body, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (answer->epoch, ==, EPOCH);
      g_assert_cmpint (answer->next_seq, ==, 42);
      g_assert_cmpint (answer->durable, ==, 40);
      g_assert_cmpuint (answer->results->len, ==, 1);
      check_result (answer->results->pdata[0], &results[i].result);
      again = ed_push_answer_to_json (answer);
      g_assert_cmpstr (again, ==, body);
    }
}

/* Every refusal goes there and back. */
static void
test_push_knows_every_refusal (void)
{
  for (int code = ED_REFUSAL_NONE + 1; code < ED_N_REFUSALS; code++)
    {
      EdResult result = { (char *) ID, ED_RESULT_REJECTED, 0, ED_ABSENT, FALSE, code, NULL };
      g_autoptr (GString) text = g_string_new ("{\"epoch\":\"" EPOCH "\",\"results\":[");
      g_autoptr (EdPushAnswer) answer = NULL;

      ed_result_append_json (&result, text);
      g_string_append (text, "],\"next_seq\":1,\"durable\":0}");
      answer = read_answer (text->str, NULL);
      g_assert_nonnull (answer);
      check_result (answer->results->pdata[0], &result);
    }
}

static void
test_push_passes_over_the_unknown (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdPushAnswer) answer = read_answer (
      "{\"new\":[{}],\"epoch\":\"" EPOCH "\",\"results\":[{\"id\":\"" ID
      "\",\"status\":\"rejected\","
      "\"new\":1,\"moved\":7,\"problem\":{\"code\":\"new_word\",\"title\":\"x\",\"params\":"
      "{\"field\":3,\"min\":1}}}],\"next_seq\":1,\"durable\":0}",
      &error);
  const EdResult *result;

  g_assert_no_error (error);
  result = answer->results->pdata[0];
  g_assert_cmpint (result->status, ==, ED_RESULT_REJECTED);
  g_assert_cmpint (result->code, ==, ED_REFUSAL_NONE);
  g_assert_cmpstr (result->field, ==, NULL);
  g_assert_false (result->moved);
}

#define RESULTS "\"results\":[]"
#define EPOCH_KEY "\"epoch\":\"" EPOCH "\""

static const char *const wrong_answers[] = {
  "",
  "[]",
  "{}",
  "{" EPOCH_KEY "," RESULTS ",\"next_seq\":1}",
  "{" EPOCH_KEY "," RESULTS ",\"durable\":0}",
  "{" EPOCH_KEY ",\"next_seq\":1,\"durable\":0}",
  "{" RESULTS ",\"next_seq\":1,\"durable\":0}",
  "{\"epoch\":\"1\"," RESULTS ",\"next_seq\":1,\"durable\":0}",
  "{\"epoch\":1," RESULTS ",\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY "," RESULTS ",\"next_seq\":0,\"durable\":0}",
  "{" EPOCH_KEY "," RESULTS ",\"next_seq\":1,\"durable\":-1}",
  "{" EPOCH_KEY "," RESULTS ",\"next_seq\":\"1\",\"durable\":0}",
  "{" EPOCH_KEY "," RESULTS ",\"next_seq\":1.5,\"durable\":0}",
  "{" EPOCH_KEY "," RESULTS ",\"next_seq\":1,\"durable\":0",
  "{" EPOCH_KEY "," RESULTS "," RESULTS ",\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":{},\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[1],\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[null],\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{}],\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{\"id\":\"" ID "\"}],\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{\"status\":\"kept\"}],\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{\"id\":\"x\",\"status\":\"kept\"}],\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{\"id\":\"" ID "\",\"status\":\"new_word\"}],"
  "\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{\"id\":\"" ID "\",\"status\":\"applied\"}],"
  "\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{\"id\":\"" ID "\",\"status\":\"applied\",\"rev\":0}],"
  "\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{\"id\":\"" ID "\",\"status\":\"rejected\"}],"
  "\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{\"id\":\"" ID "\",\"status\":\"rejected\",\"problem\":{}}],"
  "\"next_seq\":1,\"durable\":0}",
  "{" EPOCH_KEY ",\"results\":[{\"id\":\"" ID "\",\"status\":\"rejected\",\"problem\":\"x\"}],"
  "\"next_seq\":1,\"durable\":0}",
};

static void
test_push_refuses_wrong_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong_answers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", wrong_answers[i]);
      g_assert_null (read_answer (wrong_answers[i], &error));
      g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED);
    }
}

static void
test_push_makes_a_body (void)
{
  static const char *const envelopes[] = { "{\"id\":1}", "{\"id\":2}" };
  g_autofree char *none = ed_push_body (ID, 0, NULL, 0);
  g_autofree char *two = ed_push_body (ID, -1800, envelopes, 2);

  g_assert_cmpstr (none, ==, "{\"device\":\"" ID "\",\"clock_offset_ms\":0,\"commands\":[]}");
  g_assert_cmpstr (two,
                   ==,
                   "{\"device\":\"" ID "\",\"clock_offset_ms\":-1800,"
                   "\"commands\":[{\"id\":1},{\"id\":2}]}");
}

/* What a client packs, a server unpacks. */
static void
test_push_carries_commands (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  char *envelopes[ED_N_COMMANDS];
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  for (int i = 0; i < ED_N_COMMANDS; i++)
    {
      g_autoptr (EdCommand) command = sample_command (i, TRUE, rand);

      envelopes[i] = ed_command_to_json (command, 41 + i);
    }
  body = ed_push_body (ID, 0, (const char *const *) envelopes, ED_N_COMMANDS);
  node = ed_json_parse_object (body, -1, NULL);
  g_assert_nonnull (node);
  array = ed_json_get_array (json_node_get_object (node), "commands");
  g_assert_cmpuint (json_array_get_length (array), ==, ED_N_COMMANDS);

  for (guint i = 0; i < ED_N_COMMANDS; i++)
    {
      gint64 seq;
      const char *invalid;
      g_autoptr (EdCommand) command =
          ed_command_from_object (json_array_get_object_element (array, i), &seq, &invalid, NULL);
      g_autofree char *again = NULL;

      g_assert_nonnull (command);
      g_assert_null (invalid);
      g_assert_cmpint (seq, ==, 41 + i);
      again = ed_command_to_json (command, seq);
      g_assert_cmpstr (again, ==, envelopes[i]);
      g_free (envelopes[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/push/writes-and-reads-results", test_push_writes_and_reads_results);
  g_test_add_func ("/wire/push/knows-every-refusal", test_push_knows_every_refusal);
  g_test_add_func ("/wire/push/passes-over-the-unknown", test_push_passes_over_the_unknown);
  g_test_add_func ("/wire/push/refuses-wrong-answers", test_push_refuses_wrong_answers);
  g_test_add_func ("/wire/push/makes-a-body", test_push_makes_a_body);
  g_test_add_func ("/wire/push/carries-commands", test_push_carries_commands);
  return g_test_run ();
}
