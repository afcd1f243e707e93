/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "wire/json-text.h"

#include <string.h>

#include "domain/record.h"
#include "wire/json-scan.h"
#include "wire/samples.h"

/* Texts that are one JSON object, by RFC 8259 and PROTOCOL 1.2. */
static const char *const objects[] = {
  "{}",
  " \t\r\n{ } \n",
  "{\"a\":1}",
  "{\"a\":-0}",
  "{\"a\":0.5}",
  "{\"a\":1e3}",
  "{\"a\":1E+3}",
  "{\"a\":12.5e-3}",
  "{\"a\":9007199254740991}",
  "{\"a\":-9007199254740991}",
  "{\"a\":true,\"b\":false,\"c\":null}",
  "{\"a\":[]}",
  "{\"a\":[ 1 , [2] , {\"b\":[]} ]}",
  "{\"\":\"\"}",
  "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
  "{\"a\":\"\\u00e9\\uD83D\\uDE00\"}",
  "{\"a\":\"é😀\x7f\"}",
  "{\"a\":{\"a\":{\"a\":1}}}",
  "{\"a\":\"}]{[,:\"}",
};

/* Texts that are not. */
static const char *const others[] = {
  "",
  " ",
  "1",
  "\"a\"",
  "null",
  "[]",
  "[{}]",
  "{",
  "}",
  "{}}",
  "{}{}",
  "{} x",
  "{}/**/",
  "/**/{}",
  "{/**/}",
  "// a\n{}",
  "{,}",
  "{\"a\"}",
  "{\"a\":}",
  "{\"a\":1,}",
  "{,\"a\":1}",
  "{\"a\":1 \"b\":2}",
  "{\"a\":1;\"b\":2}",
  "{a:1}",
  "{'a':1}",
  "{\"a\":'b'}",
  "{\"a\"=1}",
  "{\"a\"::1}",
  "{\"a\":1",
  "{\"a\":\"b}",
  "{\"a\":\"b\\\"}",
  "{\"a\":[1}",
  "{\"a\":[1}]",
  "{\"a\":[1,]}",
  "{\"a\":[,1]}",
  "{\"a\":[1 2]}",
  "{\"a\":[",
  "{\"a\":tru}",
  "{\"a\":True}",
  "{\"a\":truex}",
  "{\"a\":nul",
  "{\"a\":undefined}",
  "{\"a\":NaN}",
  "{\"a\":Infinity}",
  "{\"a\":01}",
  "{\"a\":-}",
  "{\"a\":- 1}",
  "{\"a\":+1}",
  "{\"a\":.5}",
  "{\"a\":5.}",
  "{\"a\":1e}",
  "{\"a\":1e+}",
  "{\"a\":0x10}",
  "{\"a\":1_000}",
  "{\"a\":9007199254740992}",
  "{\"a\":-9007199254740992}",
  "{\"a\":9223372036854775808}",
  "{\"a\":123456789012345678901234567890}",
  "{\"a\":\"\t\"}",
  "{\"a\":\"\n\"}",
  "{\"a\":\"\x01\"}",
  "{\"a\":\"\x1f\"}",
  "{\"a\":\"\\x41\"}",
  "{\"a\":\"\\'\"}",
  "{\"a\":\"\\u12\"}",
  "{\"a\":\"\\u12g4\"}",
  "{\"a\":\"\\u0000\"}",
  "{\"a\":\"\\ud83d\"}",
  "{\"a\":\"\\ud83dx\"}",
  "{\"a\":\"\\ud83d\\u0041\"}",
  "{\"a\":\"\\ude00\"}",
  "{\"a\":\"\xff\"}",
  "{\"a\":\"\xc3\"}",
  "{\"a\":\"\xed\xa0\x80\"}",
  "{\"a\":\"\xc0\x80\"}",
  "{\"\xff\":1}",
  "\xef\xbb\xbf{}",
  "\x0b{}",
  "{\"a\":1,\"a\":1}",
  "{\"a\":1,\"\\u0061\":2}",
  "{\"b\":{\"a\":1,\"a\":2}}",
  "{\"b\":[1,{\"a\":1,\"a\":2}]}",
};

static JsonNode *
parse_bytes (const char *text, gsize length)
{
  g_autofree char *bytes = sample_bytes (text, length);
  g_autoptr (GError) error = NULL;
  JsonNode *node = ed_json_parse_object (bytes, (gssize) length, &error);

  if (node == NULL)
    g_assert_error (error, ED_WIRE_ERROR, ED_WIRE_ERROR_MALFORMED);
  else
    g_assert_no_error (error);
  return node;
}

static void
test_text_takes_objects (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_autoptr (JsonNode) node = parse_bytes (objects[i], strlen (objects[i]));
      g_autoptr (JsonNode) same = ed_json_parse_object (objects[i], -1, NULL);

      g_test_message ("%s", objects[i]);
      g_assert_nonnull (node);
      g_assert_nonnull (same);
      g_assert_true (json_node_equal (node, same));
    }
}

static void
test_text_refuses_others (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (JsonNode) node = parse_bytes (others[i], strlen (others[i]));
      g_autofree char *shown = g_strescape (others[i], NULL);

      g_test_message ("%s", shown);
      g_assert_null (node);
    }
}

static void
test_text_refuses_zero_bytes (void)
{
  static const char inside[] = "{\"a\":\"b\0c\"}";
  static const char behind[] = "{}\0";

  g_assert_null (parse_bytes (inside, sizeof inside - 1));
  g_assert_null (parse_bytes (behind, sizeof behind - 1));
}

/* No beginning of an object is one. */
static void
test_text_refuses_every_beginning (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (objects[i]));

      for (gsize length = 0; length < strlen (text); length++)
        g_assert_null (parse_bytes (text, length));
    }
}

static char *
nest (guint depth, const char *open, const char *inner, const char *close)
{
  GString *text = g_string_new ("{\"a\":");

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, inner);
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
test_text_bounds_depth (void)
{
  static const struct
  {
    const char *open, *close;
  } rows[] = { { "[", "]" }, { "{\"a\":", "}" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *most = nest (ED_JSON_DEPTH_MAX - 1, rows[i].open, "1", rows[i].close);
      g_autofree char *more = nest (ED_JSON_DEPTH_MAX, rows[i].open, "1", rows[i].close);
      g_autofree char *endless = nest (1000000, rows[i].open, "1", "");
      g_autoptr (JsonNode) node = parse_bytes (most, strlen (most));

      g_assert_nonnull (node);
      g_assert_null (parse_bytes (more, strlen (more)));
      g_assert_null (parse_bytes (endless, strlen (endless)));
    }
}

static void
test_text_bounds_length (void)
{
  g_autofree char *text = g_malloc (ED_JSON_LENGTH_MAX + 1);
  g_autoptr (JsonNode) node = NULL;

  memset (text, ' ', ED_JSON_LENGTH_MAX + 1);
  memcpy (text, "{}", 2);
  node = ed_json_parse_object (text, ED_JSON_LENGTH_MAX, NULL);
  g_assert_nonnull (node);
  g_assert_null (ed_json_parse_object (text, ED_JSON_LENGTH_MAX + 1, NULL));
}

static const struct
{
  const char *text, *json;
} strings[] = {
  { "", "\"\"" },
  { "plain", "\"plain\"" },
  { "\"", "\"\\\"\"" },
  { "a\\b", "\"a\\\\b\"" },
  { "a/b", "\"a/b\"" },
  { "\n\r\t", "\"\\n\\r\\t\"" },
  { "\x01\x1f\b", "\"\\u0001\\u001f\\u0008\"" },
  { "\x7f", "\"\x7f\"" },
  { "é😀", "\"é😀\"" },
  { "a\xff"
    "b",
    "\"a\xef\xbf\xbd"
    "b\"" },
  { "\xc3", "\"\xef\xbf\xbd\"" },
};

static void
test_text_escapes_strings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      ed_json_append_string (text, strings[i].text);
      g_assert_cmpstr (text->str, ==, strings[i].json);
    }
}

static void
test_text_reads_back_every_character (void)
{
  for (gunichar c = 1; c < 0x11000; c++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (GString) text = g_string_new ("{\"a\":");
      g_autoptr (JsonNode) node = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_string_append_unichar (string, c);
      ed_json_append_string (text, string->str);
      g_string_append_c (text, '}');
      node = ed_json_parse_object (text->str, (gssize) text->len, NULL);
      g_assert_nonnull (node);
      g_assert_cmpstr (ed_json_get_text (json_node_get_object (node), "a"), ==, string->str);
    }
}

static void
test_text_gets_members_by_kind (void)
{
  static const char *const keys[] = { "text",   "number", "fraction", "yes",
                                      "object", "array",  "null",     "none" };
  g_autoptr (JsonNode) node = ed_json_parse_object (
      "{\"text\":\"a\",\"number\":7,\"fraction\":7.0,\"yes\":true,\"object\":{},\"array\":[],"
      "\"null\":null}",
      -1,
      NULL);
  JsonObject *object = json_node_get_object (node);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *key = keys[i];
      gint64 number = -1;
      gboolean flag = FALSE;

      g_assert_cmpstr (ed_json_get_text (object, key), ==, g_str_equal (key, "text") ? "a" : NULL);
      g_assert_cmpint (ed_json_get_number (object, key, &number), ==, g_str_equal (key, "number"));
      g_assert_cmpint (number, ==, g_str_equal (key, "number") ? 7 : -1);
      g_assert_cmpint (ed_json_get_boolean (object, key, &flag), ==, g_str_equal (key, "yes"));
      g_assert_cmpint (flag, ==, g_str_equal (key, "yes"));
      g_assert_cmpint (ed_json_get_object (object, key) != NULL, ==, g_str_equal (key, "object"));
      g_assert_cmpint (ed_json_get_array (object, key) != NULL, ==, g_str_equal (key, "array"));
    }
}

static void
test_text_knows_ids (void)
{
  g_assert_true (ed_json_is_id ("0a01c3d4-0000-4000-8000-0123456789ab"));
  g_assert_false (ed_json_is_id (""));
  g_assert_false (ed_json_is_id ("0A01c3d4-0000-4000-8000-0123456789ab"));
  g_assert_false (ed_json_is_id ("0a01c3d4-0000-4000-8000-0123456789a"));
  g_assert_false (ed_json_is_id ("0a01c3d4-0000-4000-8000-0123456789abc"));
  g_assert_false (ed_json_is_id ("0a01c3d4-0000-4000-8000+0123456789ab"));
  g_assert_false (ed_json_is_id ("0a01c3d4-0000-4000-8000-0123456789ag"));
}

static const struct
{
  const char *text;
  gboolean taken;
} instants[] = {
  { "2020-03-18T19:44:00.000Z", TRUE },
  { "1900-01-01T00:00:00.000Z", TRUE },
  { "2999-12-31T23:59:59.999Z", TRUE },
  { "1899-12-31T23:59:59.999Z", FALSE },
  { "3000-01-01T00:00:00.000Z", FALSE },
  { "2020-03-18T19:44:00Z", FALSE },
  { "2020-03-18T19:44:00.00Z", FALSE },
  { "2020-03-18T19:44:00.0000Z", FALSE },
  { "2020-03-18T19:44:00.000z", FALSE },
  { "2020-03-18 19:44:00.000Z", FALSE },
  { "2020-02-30T19:44:00.000Z", FALSE },
  { "2020-03-18T24:00:00.000Z", FALSE },
  { "2020-03-18T19:44:60.000Z", FALSE },
  { "2020-03-18T19:44:00.000+00:00", FALSE },
  { "", FALSE },
  { "2", FALSE },
};

static void
test_text_reads_one_form_of_instant (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_test_message ("%s", instants[i].text);
      g_assert_cmpint (ed_json_read_instant (instants[i].text) != ED_ABSENT, ==, instants[i].taken);
    }
  g_assert_cmpint (ed_json_read_instant ("1970-01-02T00:00:00.001Z"), ==, 86400001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/text/takes-objects", test_text_takes_objects);
  g_test_add_func ("/wire/text/refuses-others", test_text_refuses_others);
  g_test_add_func ("/wire/text/refuses-zero-bytes", test_text_refuses_zero_bytes);
  g_test_add_func ("/wire/text/refuses-every-beginning", test_text_refuses_every_beginning);
  g_test_add_func ("/wire/text/bounds-depth", test_text_bounds_depth);
  g_test_add_func ("/wire/text/bounds-length", test_text_bounds_length);
  g_test_add_func ("/wire/text/escapes-strings", test_text_escapes_strings);
  g_test_add_func ("/wire/text/reads-back-every-character", test_text_reads_back_every_character);
  g_test_add_func ("/wire/text/gets-members-by-kind", test_text_gets_members_by_kind);
  g_test_add_func ("/wire/text/knows-ids", test_text_knows_ids);
  g_test_add_func ("/wire/text/reads-one-form-of-instant", test_text_reads_one_form_of_instant);
  return g_test_run ();
}
