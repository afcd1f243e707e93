/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/problem.h"

#include <string.h>

#include "wire/samples.h"

#define ID "0a01c3d4-0000-4000-8000-0123456789ab"

static EdProblem *
read_problem (guint status, const char *text)
{
  gsize length = strlen (text);
  g_autofree char *bytes = sample_bytes (text, length);

  return ed_problem_from_json (status, bytes, (gssize) length);
}

/* Written and read back (PROTOCOL 1.7). */
static const struct
{
  guint status;
  const char *code, *detail, *param;
  const char *json;
} rows[] = {
  { 409,
    "sequence_gap",
    "The device's next sequence number is 41.",
    "41",
    "{\"type\":\"urn:experts-dashboard:sequence_gap\",\"title\":\"Sequence gap\",\"status\":409,"
    "\"detail\":\"The device's next sequence number is 41.\",\"code\":\"sequence_gap\","
    "\"params\":{\"expected\":41}}" },
  { 409,
    "sequence_forked",
    NULL,
    "1",
    "{\"type\":\"urn:experts-dashboard:sequence_forked\",\"title\":\"Sequence forked\","
    "\"status\":409,\"code\":\"sequence_forked\",\"params\":{\"expected\":1}}" },
  { 409,
    "client_too_old",
    NULL,
    "2",
    "{\"type\":\"urn:experts-dashboard:client_too_old\",\"title\":\"Client too old\","
    "\"status\":409,\"code\":\"client_too_old\",\"params\":{\"schema\":2}}" },
  { 413,
    "too_large",
    NULL,
    "1048576",
    "{\"type\":\"urn:experts-dashboard:too_large\",\"title\":\"Too large\",\"status\":413,"
    "\"code\":\"too_large\",\"params\":{\"limit\":1048576}}" },
  { 413,
    "too_large",
    NULL,
    ID,
    "{\"type\":\"urn:experts-dashboard:too_large\",\"title\":\"Too large\",\"status\":413,"
    "\"code\":\"too_large\",\"params\":{\"id\":\"" ID "\"}}" },
  { 422,
    "id_reused",
    NULL,
    ID,
    "{\"type\":\"urn:experts-dashboard:id_reused\",\"title\":\"Id reused\",\"status\":422,"
    "\"code\":\"id_reused\",\"params\":{\"id\":\"" ID "\"}}" },
  { 400,
    "bad_request",
    "\"quoted\"\n",
    "done_at",
    "{\"type\":\"urn:experts-dashboard:bad_request\",\"title\":\"Bad request\",\"status\":400,"
    "\"detail\":\"\\\"quoted\\\"\\n\",\"code\":\"bad_request\","
    "\"params\":{\"field\":\"done_at\"}}" },
  { 401,
    "password_wrong",
    NULL,
    NULL,
    "{\"type\":\"urn:experts-dashboard:password_wrong\",\"title\":\"Password wrong\","
    "\"status\":401,\"code\":\"password_wrong\"}" },
};

static void
test_problem_goes_there_and_back (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
          ed_problem_to_json (rows[i].status, rows[i].code, rows[i].detail, rows[i].param);
      g_autoptr (EdProblem) problem = read_problem (rows[i].status, text);

      g_assert_cmpstr (text, ==, rows[i].json);
      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->status, ==, rows[i].status);
      g_assert_cmpstr (problem->code, ==, rows[i].code);
      g_assert_cmpstr (problem->detail, ==, rows[i].detail);
      g_assert_cmpstr (problem->param, ==, rows[i].param);
    }
}

/* The status is the answer's own; what is unknown or of another kind is passed over. */
static void
test_problem_is_read_leniently (void)
{
  static const struct
  {
    const char *json, *code, *detail, *param;
  } others[] = {
    { "{\"code\":\"new_word\"}", "new_word", NULL, NULL },
    { "{\"code\":\"busy\",\"status\":200,\"detail\":7}", "busy", NULL, NULL },
    { "{\"code\":\"busy\",\"params\":[]}", "busy", NULL, NULL },
    { "{\"code\":\"busy\",\"params\":{\"expected\":3}}", "busy", NULL, NULL },
    { "{\"code\":\"sequence_gap\",\"params\":{\"expected\":\"3\"}}", "sequence_gap", NULL, NULL },
    { "{\"code\":\"bad_request\",\"params\":{\"field\":\"a\",\"id\":\"b\"}}",
      "bad_request",
      NULL,
      "b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (EdProblem) problem = read_problem (503, others[i].json);

      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->status, ==, 503);
      g_assert_cmpstr (problem->code, ==, others[i].code);
      g_assert_cmpstr (problem->detail, ==, others[i].detail);
      g_assert_cmpstr (problem->param, ==, others[i].param);
    }
}

static void
test_problem_is_none (void)
{
  static const char *const texts[] = {
    "",
    "<html>502 Bad Gateway</html>",
    "[]",
    "{}",
    "{\"code\":7}",
    "{\"code\":\"\"}",
    "{\"code\":null}",
    "{\"code\":\"busy\"",
    "{\"code\":\"busy\"} x",
    "busy",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (read_problem (502, texts[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/problem/goes-there-and-back", test_problem_goes_there_and_back);
  g_test_add_func ("/wire/problem/is-read-leniently", test_problem_is_read_leniently);
  g_test_add_func ("/wire/problem/is-none", test_problem_is_none);
  return g_test_run ();
}
