/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The short way from text to a record: it is taken for what the program writes, and where it is
 * taken it comes to the same as the long one. */

#include "wire/record-scan.h"

#include <string.h>

#include "domain/account.h"
#include "domain/case.h"
#include "domain/fee-statement.h"
#include "domain/request.h"
#include "domain/settings.h"
#include "wire/record-json.h"
#include "wire/samples.h"

static const EdRecordType *const types[] = {
  &ed_case_type, &ed_account_type, &ed_settings_type, &ed_fee_statement_type, &ed_request_type,
};

static gpointer
scan_bytes (const EdRecordType *type, const char *text, gsize length)
{
  g_autofree char *bytes = sample_bytes (text, length);

  return ed_record_scan (type, bytes, length);
}

static gpointer
read_long_way (const EdRecordType *type, const char *text, gsize length)
{
  g_autoptr (JsonNode) node = ed_json_parse_object (text, (gssize) length, NULL);

  return node != NULL
             ? ed_record_from_object (type, json_node_get_object (node), ED_WIRE_LENIENT, NULL)
             : NULL;
}

/* Answers whether the short way was taken. */
static gboolean
check_same (const EdRecordType *type, const char *text, gsize length)
{
  gpointer scanned = scan_bytes (type, text, length);
  gpointer read = read_long_way (type, text, length);
  gboolean taken = scanned != NULL;

  if (taken)
    {
      g_assert_nonnull (read);
      g_assert_true (ed_record_equal (type, scanned, read));
    }
  ed_record_free (type, scanned);
  ed_record_free (type, read);
  return taken;
}

static void
test_record_scan_takes_what_is_written (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 50 * G_N_ELEMENTS (types); i++)
    {
      const EdRecordType *type = types[i % G_N_ELEMENTS (types)];
      gpointer record = sample_record (type, rand);
      g_autofree char *text = ed_record_to_json (type, record, NULL);

      g_assert_true (check_same (type, text, strlen (text)));
      ed_record_free (type, record);
    }
}

/* Any byte another, any end: what is still taken is the same. */
static void
test_record_scan_agrees_on_damage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  static const char bytes[] = "\"\\,:{}[]0-9.eEtfn u\x01\x80";
  guint taken = 0, left = 0;

  for (guint i = 0; i < 20 * G_N_ELEMENTS (types); i++)
    {
      const EdRecordType *type = types[i % G_N_ELEMENTS (types)];
      gpointer record = sample_record (type, rand);
      g_autofree char *text = ed_record_to_json (type, record, NULL);
      gsize length = strlen (text);

      for (guint j = 0; j < 100; j++)
        {
          gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) length);
          char before = text[at];

          text[at] = bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];
          *(check_same (type, text, length) ? &taken : &left) += 1;
          text[at] = before;
          g_assert_false (check_same (type, text, at));
        }
      ed_record_free (type, record);
    }
  g_assert_cmpuint (taken, >, 0);
  g_assert_cmpuint (left, >, 0);
}

#define ID "0a01c3d4-0000-4000-8000-0123456789ab"

/* Of other writers, and of nobody's: left to the long way. */
static void
test_record_scan_leaves_what_is_other (void)
{
  static const char *const others[] = {
    "",
    "{",
    "{}",
    "[]",
    "null",
    "{\"id\":\"" ID "\"",
    "{\"id\":\"" ID "\"} ",
    "{\"id\":\"" ID "\"}{}",
    "{ \"id\":\"" ID "\"}",
    "{\"id\" :\"" ID "\"}",
    "{\"id\":\"" ID "\",}",
    "{\"id\":\"" ID "\",\"id\":\"" ID "\"}",
    "{\"number\":1,\"id\":\"" ID "\"}",
    "{\"id\":\"" ID "\",\"strange\":1}",
    "{\"id\":\"0A01C3D4-0000-4000-8000-0123456789AB\"}",
    "{\"id\":1}",
    "{\"id\":null}",
    "{\"id\":\"\"}",
    "{\"id\":\"" ID "\",\"number\":01}",
    "{\"id\":\"" ID "\",\"number\":1.0}",
    "{\"id\":\"" ID "\",\"number\":1e3}",
    "{\"id\":\"" ID "\",\"number\":-}",
    "{\"id\":\"" ID "\",\"number\":9007199254740993}",
    "{\"id\":\"" ID "\",\"company_name\":\"a\\u0041\"}",
    "{\"id\":\"" ID "\",\"company_name\":\"a\\\"}",
    "{\"id\":\"" ID "\",\"company_name\":\"a\nb\"}",
    "{\"id\":\"" ID "\",\"company_name\":\"\xff\"}",
    "{\"id\":\"" ID "\",\"sessions\":[]}",
    "{\"id\":\"" ID "\",\"sessions\":[{\"id\":\"" ID "\"},]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      gpointer record = scan_bytes (&ed_case_type, others[i], strlen (others[i]));

      if (record != NULL)
        g_error ("taken: %s", others[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/record-scan/takes-what-is-written",
                   test_record_scan_takes_what_is_written);
  g_test_add_func ("/wire/record-scan/agrees-on-damage", test_record_scan_agrees_on_damage);
  g_test_add_func ("/wire/record-scan/leaves-what-is-other", test_record_scan_leaves_what_is_other);
  return g_test_run ();
}
