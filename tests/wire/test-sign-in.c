/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/sign-in.h"

#include <string.h>

#include "wire/samples.h"

#define ID "d0010000-0000-4000-8000-000000000001"
#define DEVICE "\"device\":{\"id\":\"" ID "\",\"name\":\"Anna's laptop\"}"
#define USER "\"user\":\"expert@demo.example\""
#define PASSWORD "\"password\":\" two\\nlines \""

static EdSignIn *
read_sign_in (const char *text, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *bytes = sample_bytes (text, length);

  return ed_sign_in_from_json (bytes, (gssize) length, error);
}

static void
test_sign_in_goes_there_and_back (void)
{
  static const char *const texts[] = {
    "{" USER "," PASSWORD "," DEVICE "}",
    "{" USER "," PASSWORD ",\"totp\":\"012345\"," DEVICE "}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EdSignIn) sign_in = read_sign_in (texts[i], &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (sign_in->user, ==, "expert@demo.example");
      g_assert_cmpstr (sign_in->password, ==, " two\nlines ");
      g_assert_cmpstr (sign_in->totp, ==, i == 1 ? "012345" : NULL);
      g_assert_cmpstr (sign_in->device_id, ==, ID);
      g_assert_cmpstr (sign_in->device_name, ==, "Anna's laptop");
      again = ed_sign_in_to_json (sign_in);
      g_assert_cmpstr (again, ==, texts[i]);
    }
}

static const struct
{
  const char *text;
  const char *field; /* NULL: malformed; "" right */
} rows[] = {
  { "{" DEVICE "," PASSWORD "," USER ",\"new\":[1]}", "" },
  { "{" USER "," PASSWORD ",\"device\":{\"id\":\"" ID "\",\"name\":\"x\",\"new\":1}}", "" },
  { "", NULL },
  { "[]", NULL },
  { "{" USER "," PASSWORD "," DEVICE, NULL },
  { "{" USER "," USER "," PASSWORD "," DEVICE "}", NULL },
  { "{}", "user" },
  { "{" PASSWORD "," DEVICE "}", "user" },
  { "{\"user\":\"\"," PASSWORD "," DEVICE "}", "user" },
  { "{\"user\":7," PASSWORD "," DEVICE "}", "user" },
  { "{\"user\":\"a\\nb\"," PASSWORD "," DEVICE "}", "user" },
  { "{" USER "," DEVICE "}", "password" },
  { "{" USER ",\"password\":\"\"," DEVICE "}", "password" },
  { "{" USER ",\"password\":7," DEVICE "}", "password" },
  { "{" USER ",\"password\":null," DEVICE "}", "password" },
  { "{" USER "," PASSWORD ",\"totp\":7," DEVICE "}", "totp" },
  { "{" USER "," PASSWORD "}", "device" },
  { "{" USER "," PASSWORD ",\"device\":\"" ID "\"}", "device" },
  { "{" USER "," PASSWORD ",\"device\":{}}", "id" },
  { "{" USER "," PASSWORD ",\"device\":{\"id\":\"x\",\"name\":\"x\"}}", "id" },
  { "{" USER "," PASSWORD ",\"device\":{\"id\":\"" ID "\"}}", "name" },
  { "{" USER "," PASSWORD ",\"device\":{\"id\":\"" ID "\",\"name\":\"\"}}", "name" },
};

static void
test_sign_in_names_what_is_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EdSignIn) sign_in = read_sign_in (rows[i].text, &error);

      g_test_message ("%s", rows[i].text);
      if (rows[i].field == NULL)
        g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED);
      else if (*rows[i].field == '\0')
        g_assert_no_error (error);
      else
        g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD);
      if (rows[i].field != NULL && *rows[i].field != '\0')
        g_assert_cmpstr (error->message, ==, rows[i].field);
      g_assert_cmpint (sign_in != NULL, ==, error == NULL);
    }
}

static void
test_sign_in_bounds_lengths (void)
{
  static const struct
  {
    const char *format;
    guint most;
    const char *unit;
  } limits[] = {
    { "{\"user\":\"%s\"," PASSWORD "," DEVICE "}", 254, "é" },
    { "{" USER ",\"password\":\"%s\"," DEVICE "}", 500, "é" },
    { "{" USER "," PASSWORD ",\"device\":{\"id\":\"" ID "\",\"name\":\"%s\"}}", 100, "é" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    for (guint n = limits[i].most; n <= limits[i].most + 1; n++)
      {
        g_autoptr (GString) value = g_string_new (NULL);
        g_autoptr (GString) text = g_string_new (limits[i].format);
        g_autoptr (EdSignIn) sign_in = NULL;

        while (g_utf8_strlen (value->str, -1) < n)
          g_string_append (value, limits[i].unit);
        g_string_replace (text, "%s", value->str, 1);
        sign_in = read_sign_in (text->str, NULL);
        g_assert_cmpint (sign_in != NULL, ==, n == limits[i].most);
      }
}

static void
test_sign_in_answer_goes_there_and_back (void)
{
  static const char text[] =
      "{\"token\":\"q1Zs\",\"refresh_token\":\"Jk0w\",\"expires_in\":3600,"
      "\"account\":{\"id\":\"" ID "\",\"user\":\"expert@demo.example\",\"name\":\"Anna Kiss\","
      "\"roles\":[\"expert\"],\"state\":\"active\"},\"suggest_password_change\":false,"
      "\"vault_half\":\"mTq0=\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (EdSignInAnswer) answer =
      ed_record_from_json (&ed_sign_in_answer_type, text, -1, ED_WIRE_LENIENT, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (answer->token, ==, "q1Zs");
  g_assert_cmpstr (answer->refresh_token, ==, "Jk0w");
  g_assert_cmpint (answer->expires_in, ==, 3600);
  g_assert_cmpstr (answer->account->name, ==, "Anna Kiss");
  g_assert_cmpint (answer->suggest_password_change, ==, 0);
  g_assert_cmpstr (answer->vault_half, ==, "mTq0=");
  again = ed_record_to_json (&ed_sign_in_answer_type, answer, NULL);
  g_assert_cmpstr (again, ==, text);
}

#define HELLO                                                                                   \
  "\"product\":\"experts-dashboard\",\"version\":\"0.1.0\","                                    \
  "\"server_time\":\"2020-03-19T08:16:41.500Z\",\"epoch\":\"" ID "\",\"organisation_id\":\"" ID \
  "\",\"organisation\":\"Demo\",\"retry_spread_s\":30"
#define VERSIONS ",\"protocol\":[1,1],\"schema\":[1,2]"

static void
test_hello_goes_there_and_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdHello) hello = ed_hello_from_json ("{" HELLO VERSIONS "}", -1, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (hello->product, ==, "experts-dashboard");
  g_assert_cmpint (hello->retry_spread_s, ==, 30);
  g_assert_cmpint (hello->protocol[0], ==, 1);
  g_assert_cmpint (hello->schema[1], ==, 2);
  again = ed_hello_to_json (hello);
  g_assert_cmpstr (again, ==, "{" HELLO VERSIONS "}");
}

static void
test_hello_refuses_what_it_cannot_tell (void)
{
  static const char *const texts[] = {
    "",
    "{}",
    "{" VERSIONS "}",
    "{\"product\":\"x\"" VERSIONS "}",
    "{\"product\":\"x\",\"epoch\":\"" ID "\"" VERSIONS "}",
    "{\"product\":7,\"epoch\":\"" ID "\",\"organisation_id\":\"" ID "\"" VERSIONS "}",
    "{\"product\":\"x\",\"epoch\":\"y\",\"organisation_id\":\"" ID "\"" VERSIONS "}",
    "{" HELLO "}",
    "{" HELLO ",\"protocol\":[1,1]}",
    "{" HELLO ",\"protocol\":1,\"schema\":1}",
    "{" HELLO ",\"protocol\":[1],\"schema\":[1,2]}",
    "{" HELLO ",\"protocol\":[1,1,1],\"schema\":[1,2]}",
    "{" HELLO ",\"protocol\":[1,\"1\"],\"schema\":[1,2]}",
    "{" HELLO ",\"protocol\":[1,null],\"schema\":[1,2]}",
    "{" HELLO ",\"protocol\":[1,1],\"schema\":[2,1]}",
    "{" HELLO ",\"protocol\":[1,1.5],\"schema\":[1,2]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (ed_hello_from_json (texts[i], -1, &error));
      g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/sign-in/goes-there-and-back", test_sign_in_goes_there_and_back);
  g_test_add_func ("/wire/sign-in/names-what-is-wrong", test_sign_in_names_what_is_wrong);
  g_test_add_func ("/wire/sign-in/bounds-lengths", test_sign_in_bounds_lengths);
  g_test_add_func ("/wire/sign-in/answer-goes-there-and-back",
                   test_sign_in_answer_goes_there_and_back);
  g_test_add_func ("/wire/hello/goes-there-and-back", test_hello_goes_there_and_back);
  g_test_add_func ("/wire/hello/refuses-what-it-cannot-tell",
                   test_hello_refuses_what_it_cannot_tell);
  return g_test_run ();
}
