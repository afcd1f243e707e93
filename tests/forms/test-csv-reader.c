/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables that other programs have saved: in what they are written, where their cells end, and what
 * is too much. */

#include <string.h>

#include "forms/csv-reader.h"
#include "forms/spreadsheet.h"

static void
test_charset_is_guessed (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    EdCharset charset;
    const char *text;
  } cases[] = {
    { "Age;42", 6, ED_CHARSET_UTF8, "Age;42" },
    { "", 0, ED_CHARSET_UTF8, "" },
    { "Gy\xc5\x91r", 5, ED_CHARSET_UTF8, "Győr" },
    { "\xef\xbb\xbfGy\xc5\x91r", 8, ED_CHARSET_UTF8, "Győr" },
    { "\xff\xfeG\0y\0Q\1r\0", 10, ED_CHARSET_UTF16_LE, "Győr" },
    { "\xfe\xff\0G\0y\1Q\0r", 10, ED_CHARSET_UTF16_BE, "Győr" },
    { "G\0y\0Q\1r\0", 8, ED_CHARSET_UTF16_LE, "Győr" },
    { "\0G\0y\1Q\0r", 8, ED_CHARSET_UTF16_BE, "Győr" },
    { "Gy\xf5r", 4, ED_CHARSET_WINDOWS_1250, "Győr" },
    { "T\xfbz\xf5", 4, ED_CHARSET_WINDOWS_1250, "Tűző" },
    { "K\xf6ln, Spa\xdf", 10, ED_CHARSET_WINDOWS_1252, "Köln, Spaß" },
    { "\x80 20", 4, ED_CHARSET_WINDOWS_1252, "€ 20" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint8 *bytes = (const guint8 *) cases[i].bytes;
      EdCharset charset = ed_csv_guess_charset (bytes, cases[i].length);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = ed_csv_decode (bytes, cases[i].length, charset, &error);

      g_assert_no_error (error);
      g_assert_cmpint (charset, ==, cases[i].charset);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_charset_does_not_fit (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    EdCharset charset;
  } cases[] = {
    { "Gy\xf5r", 4, ED_CHARSET_UTF8 },
    { "Age", 3, ED_CHARSET_UTF16_LE },
    { "\x81", 1, ED_CHARSET_WINDOWS_1252 },
    { "PK\3\4\0\0", 6, ED_CHARSET_UTF8 },
    { "PK\3\4\0\0\xff", 7, ED_CHARSET_WINDOWS_1250 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ed_csv_decode ((const guint8 *) cases[i].bytes,
                                    cases[i].length,
                                    cases[i].charset,
                                    &error));
      g_assert_error (error, ED_CSV_ERROR, ED_CSV_ERROR_NOT_TEXT);
    }
}

static void
test_separator_is_guessed (void)
{
  static const struct
  {
    const char *text;
    char separator;
  } cases[] = {
    { "a,b,c\n1;2;3;4;5\n", ',' },
    { "a;b;c\n1,5;2,5;3,5\n", ';' },
    { "a\tb, c\td\n", '\t' },
    { "one column\n1;2\n", ',' },
    { "\"a,b,c,d\";e;f\n", ';' },
    { "\"a\n,,,,\";e;f\n", ';' },
    { "\n\r\na;b\n", ';' },
    { "sep=;\r\na,b,c\r\n", ';' },
    { "SEP=\t\na,b,c\n", '\t' },
    { "sep=|\na,b,c\n", ',' },
    { "", ',' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ed_csv_guess_separator (cases[i].text), ==, cases[i].separator);
}

/* The table as one text: cells in [], rows in lines with the line of the file in front. */
static char *
describe (const EdCsvTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ed_csv_table_columns (table); i++)
    g_string_append_printf (text, "[%s]", ed_csv_table_title (table, i));
  for (guint row = 0; row < ed_csv_table_rows (table); row++)
    {
      g_string_append_printf (text, "\n%u:", ed_csv_table_line (table, row));
      for (guint i = 0; i < ed_csv_table_cells (table, row); i++)
        g_string_append_printf (text, "[%s]", ed_csv_table_cell (table, row, i));
      if (ed_csv_table_is_open (table, row))
        g_string_append (text, "!");
    }
  return g_string_free (text, FALSE);
}

static void
test_table_is_read (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "a,b\n1,2\n", "[a][b]\n2:[1][2]" },
    { "a,b\r\n1,2", "[a][b]\n2:[1][2]" },
    { "a,b\r1,2\r3,4\r", "[a][b]\n2:[1][2]\n3:[3][4]" },
    { "a,b\n\n , \n1,2\n,,\n", "[a][b]\n4:[1][2]" },
    { "a,b,,\n1,,,,\n", "[a][b]\n2:[1]" },
    { "a,b\n1,2,3\n", "[a][b]\n2:[1][2][3]" },
    { "a,b\n\"1,5\",\"say \"\"no\"\"\"\n", "[a][b]\n2:[1,5][say \"no\"]" },
    { "a,b\n\"one\r\ntwo\",2\n3,4\n", "[a][b]\n2:[one\r\ntwo][2]\n4:[3][4]" },
    { "a,b\n1,\"\n3,4\n", "[a][b]\n2:[1][\n3,4\n]!" },
    { "a,b\n5\" disk,\"x\" y\n", "[a][b]\n2:[5\" disk][x y]" },
    { "sep=,\na,b\n1,2\n", "[a][b]\n3:[1][2]" },
    { "a,b\n  1 , 2\n", "[a][b]\n2:[  1 ][ 2]" },
    { "a\n\"\"\n\"\"\"\"\n", "[a]\n3:[\"]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EdCsvTable) table = ed_csv_table_new (cases[i].text, ',', &error);
      g_autofree char *read = NULL;

      g_assert_no_error (error);
      read = describe (table);
      g_assert_cmpstr (read, ==, cases[i].expected);
      g_assert_cmpstr (ed_csv_table_cell (table, 0, 1000), ==, "");
    }
}

static void
assert_refused (const char *text, EdCsvError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_csv_table_new (text, ',', &error));
  g_assert_error (error, ED_CSV_ERROR, (int) code);
}

static char *
repeat (const char *text, guint n)
{
  GString *repeated = g_string_sized_new (strlen (text) * n);

  for (guint i = 0; i < n; i++)
    g_string_append (repeated, text);
  return g_string_free (repeated, FALSE);
}

static void
test_table_has_limits (void)
{
  g_autofree char *most = repeat ("1\n", ED_CSV_ROWS_MAX + 1);
  g_autofree char *more = repeat ("1\n", ED_CSV_ROWS_MAX + 2);
  g_autofree char *wide = repeat ("1,", ED_CSV_COLUMNS_MAX + 1);
  g_autofree char *empty = repeat (",", ED_CSV_COLUMNS_MAX * 4);
  g_autofree char *with_empty = g_strconcat ("a", empty, "\n1", empty, NULL);
  g_autofree char *nothing = repeat (",", 1000 * 1000);
  g_autofree guint8 *large = g_malloc0 (ED_CSV_BYTES_MAX + 1);
  g_autoptr (EdCsvTable) table = ed_csv_table_new (most, ',', NULL);
  g_autoptr (EdCsvTable) padded = ed_csv_table_new (with_empty, ',', NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (ed_csv_table_rows (table), ==, ED_CSV_ROWS_MAX);
  g_assert_cmpuint (ed_csv_table_columns (padded), ==, 1);
  assert_refused (more, ED_CSV_ERROR_TOO_MANY_ROWS);
  assert_refused (wide, ED_CSV_ERROR_TOO_MANY_COLUMNS);
  assert_refused (nothing, ED_CSV_ERROR_TOO_MANY_COLUMNS);
  assert_refused ("", ED_CSV_ERROR_EMPTY);
  assert_refused ("a,b,c\n", ED_CSV_ERROR_EMPTY);
  memset (large, 'a', ED_CSV_BYTES_MAX + 1);
  g_assert_null (ed_csv_decode (large, ED_CSV_BYTES_MAX + 1, ED_CHARSET_UTF8, &error));
  g_assert_error (error, ED_CSV_ERROR, ED_CSV_ERROR_TOO_LARGE);
}

/* What this program writes it reads again, phone numbers and all. */
static void
test_guard_is_taken_off (void)
{
  static const char *const texts[] = { "+36 30 123", "=1+1", "-",  "@x", "'quoted'", "'",
                                       "plain",      "",     "a;", "'x", "＝1",      "two\nlines" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) csv = g_string_new ("title\r\nx,");
      g_autoptr (EdCsvTable) table = NULL;

      ed_csv_append_text (csv, texts[i]);
      table = ed_csv_table_new (csv->str, ',', NULL);
      g_assert_cmpstr (ed_csv_unguarded (ed_csv_table_cell (table, 0, 1)), ==, texts[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/csv-reader/charset-is-guessed", test_charset_is_guessed);
  g_test_add_func ("/forms/csv-reader/charset-does-not-fit", test_charset_does_not_fit);
  g_test_add_func ("/forms/csv-reader/separator-is-guessed", test_separator_is_guessed);
  g_test_add_func ("/forms/csv-reader/table-is-read", test_table_is_read);
  g_test_add_func ("/forms/csv-reader/table-has-limits", test_table_has_limits);
  g_test_add_func ("/forms/csv-reader/guard-is-taken-off", test_guard_is_taken_off);
  return g_test_run ();
}
