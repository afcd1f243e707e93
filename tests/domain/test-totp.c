/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/totp.h"

#include "domain/record.h"

#include <string.h>

/* The secret of the test vectors of both RFCs. */
static const guint8 secret[ED_TOTP_SECRET_BYTES] = "12345678901234567890";

/* RFC 4226, appendix D. */
static void
test_codes_by_count (void)
{
  static const guint codes[] = { 755224, 287082, 359152, 969429, 338314,
                                 254676, 287922, 162583, 399871, 520489 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpuint (ed_totp_code (secret, sizeof secret, i), ==, codes[i]);
}

/* RFC 6238, appendix B, SHA-1: the last six of its eight digits. */
static void
test_codes_by_time (void)
{
  static const struct
  {
    gint64 at_s;
    guint code;
  } rows[] = {
    { 59, 94287082 },         { 1111111109, 7081804 },
    { 1111111111, 14050471 }, { 1234567890, 89005924 },
    { 2000000000, 69279037 }, { G_GINT64_CONSTANT (20000000000), 65353130 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (
        ed_totp_code (secret, sizeof secret, ed_totp_step (rows[i].at_s * 1000 + 999)),
        ==,
        rows[i].code % 1000000);
}

#define AT G_GINT64_CONSTANT (1111111111000) /* in step 37037037 */

static void
test_step_is_near_and_new (void)
{
  static const struct
  {
    gint64 step; /* whose code is typed */
    gint64 last; /* used */
    gboolean is_good;
  } rows[] = {
    { 37037035, 0, FALSE },        { 37037036, 0, TRUE },         { 37037037, 0, TRUE },
    { 37037038, 0, TRUE },         { 37037039, 0, FALSE },        { 37037037, 37037036, TRUE },
    { 37037037, 37037037, FALSE }, { 37037036, 37037037, FALSE }, { 37037038, 37037037, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *code =
          g_strdup_printf ("%06u", ed_totp_code (secret, sizeof secret, rows[i].step));

      g_test_message ("row %u", i);
      g_assert_cmpint (ed_totp_find_step (secret, sizeof secret, code, AT, rows[i].last),
                       ==,
                       rows[i].is_good ? rows[i].step : ED_ABSENT);
    }
}

/* Five digits are no code, whatever number they are. */
static void
test_code_has_six_digits (void)
{
  g_assert_cmpint (ed_totp_find_step (secret, sizeof secret, "050471", AT, 0), ==, 37037037);
  g_assert_cmpint (ed_totp_find_step (secret, sizeof secret, "50471", AT, 0), ==, ED_ABSENT);
}

/* RFC 4648, section 10, without padding. */
static void
test_secret_as_text (void)
{
  static const char *const rows[][2] = {
    { "", "" },
    { "f", "MY" },
    { "fo", "MZXQ" },
    { "foo", "MZXW6" },
    { "foob", "MZXW6YQ" },
    { "fooba", "MZXW6YTB" },
    { "foobar", "MZXW6YTBOI" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
          ed_totp_secret_to_text ((const guint8 *) rows[i][0], strlen (rows[i][0]));

      g_assert_cmpstr (text, ==, rows[i][1]);
    }
}

static void
test_uri_escapes_names (void)
{
  g_autofree char *uri = ed_totp_make_uri ("Segítő & Kör", "kiss@x.example", "MZXW6");

  g_assert_cmpstr (uri,
                   ==,
                   "otpauth://totp/Seg%C3%ADt%C5%91%20%26%20K%C3%B6r:kiss%40x.example"
                   "?secret=MZXW6&issuer=Seg%C3%ADt%C5%91%20%26%20K%C3%B6r");
}

static void
test_typed_codes_are_normalised (void)
{
  static const struct
  {
    const char *typed;
    const char *normal;
    gboolean is_recovery;
  } rows[] = {
    { "123456", "123456", FALSE },
    { " 123 456 ", "123456", FALSE },
    { "12345", NULL, FALSE },
    { "1234567", NULL, FALSE },
    { "12345a", NULL, FALSE },
    { "", NULL, FALSE },
    { "ABCD-efgh-jkmn-2345", "abcdefghjkmn2345", TRUE },
    { "abcd efgh jkmn 2345", "abcdefghjkmn2345", TRUE },
    { "abcd-efgh-jkmn-234", NULL, FALSE },
    { "abcd_efgh_jkmn_2345", NULL, FALSE },
    { "１２３４５６", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal = ed_totp_normalise (rows[i].typed);

      g_test_message ("row %u", i);
      g_assert_cmpstr (normal, ==, rows[i].normal);
      if (normal != NULL)
        g_assert_cmpint (ed_totp_is_recovery_code (normal), ==, rows[i].is_recovery);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/totp/codes-by-count", test_codes_by_count);
  g_test_add_func ("/domain/totp/codes-by-time", test_codes_by_time);
  g_test_add_func ("/domain/totp/step-is-near-and-new", test_step_is_near_and_new);
  g_test_add_func ("/domain/totp/code-has-six-digits", test_code_has_six_digits);
  g_test_add_func ("/domain/totp/secret-as-text", test_secret_as_text);
  g_test_add_func ("/domain/totp/uri-escapes-names", test_uri_escapes_names);
  g_test_add_func ("/domain/totp/typed-codes-are-normalised", test_typed_codes_are_normalised);
  return g_test_run ();
}
