/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files for other programs: what stands in their cells, that none is a formula, and who may read
 * them. */

#include <glib/gstdio.h>
#include <string.h>

#include "domain/days.h"
#include "domain/record.h"
#include "forms/spreadsheet.h"

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place *place, gconstpointer unused)
{
  place->folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "export", NULL);
}

static guint
count_files (Place *place)
{
  g_autoptr (GDir) folder = g_dir_open (place->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
tear_down (Place *place, gconstpointer unused)
{
  g_unlink (place->path);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0); /* nothing was left beside it */
  g_free (place->path);
  g_free (place->folder);
}

static const EdCellColumn columns[] = {
  { "Name", ED_CELL_TEXT, 20, 0 },  { "Age", ED_CELL_NUMBER, 0, 0 },
  { "Fee", ED_CELL_AMOUNT, 0, 2 },  { "Day", ED_CELL_DATE, 0, 0 },
  { "When", ED_CELL_MOMENT, 0, 0 },
};

static EdSpreadsheet *
begin (Place *place, EdSpreadsheetKind kind)
{
  g_autoptr (GError) error = NULL;
  EdSpreadsheet *sheet = ed_spreadsheet_new (kind, place->path, &error);

  g_assert_no_error (error);
  ed_spreadsheet_begin_table (sheet, "People", columns, G_N_ELEMENTS (columns));
  return sheet;
}

static void
add_row (EdSpreadsheet *sheet, const char *name, gint64 age, gint64 fee, const char *day)
{
  ed_spreadsheet_add_text (sheet, name);
  ed_spreadsheet_add_number (sheet, age);
  ed_spreadsheet_add_number (sheet, fee);
  ed_spreadsheet_add_number (sheet, day != NULL ? ed_date_from_text (day) : ED_ABSENT);
  ed_spreadsheet_add_number (
      sheet,
      day != NULL ? ed_date_from_text (day) * 86400000 + (19 * 60 + 44) * 60000 : ED_ABSENT);
}

static void
close_well (EdSpreadsheet *sheet)
{
  g_autoptr (GError) error = NULL;

  ed_spreadsheet_close (sheet, &error);
  g_assert_no_error (error);
}

static void
test_csv_says_it_plainly (Place *place, gconstpointer unused)
{
  EdSpreadsheet *sheet = begin (place, ED_SPREADSHEET_CSV);
  static const EdCellColumn more[] = { { "Total", ED_CELL_AMOUNT, 0, 0 } };
  g_autofree char *text = NULL;

  add_row (sheet, "Kiss, \"Anna\"", 41, -5, "2020-03-18");
  add_row (sheet, NULL, ED_ABSENT, ED_ABSENT, NULL);
  ed_spreadsheet_begin_table (sheet, "Sum", more, 1);
  ed_spreadsheet_add_number (sheet, -12345);
  close_well (sheet);
  g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
  g_assert_cmpstr (text,
                   ==,
                   "\xef\xbb\xbf"
                   "Name,Age,Fee,Day,When\r\n"
                   "\"Kiss, \"\"Anna\"\"\",41,-0.05,2020-03-18,2020-03-18 19:44\r\n"
                   ",,,,\r\n"
                   "\r\nSum\r\nTotal\r\n-12345\r\n");
}

static const struct
{
  const char *text, *csv;
} texts[] = {
  { "Suzuki", "Suzuki" },
  { "=1+1", "'=1+1" },
  { "+36 30 111 1111", "'+36 30 111 1111" },
  { "-2", "'-2" },
  { "@SUM(A1)", "'@SUM(A1)" },
  { "\t=1", "\"'\t=1\"" },
  { "\r=1", "\"'\r=1\"" },
  { "=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"" },
  { "\xef\xbc\x9d"
    "1",
    "'\xef\xbc\x9d"
    "1" },
  { "a=b", "a=b" },
  { "1;2", "\"1;2\"" },
  { "two\nlines", "\"two\nlines\"" },
  { "", "" },
};

static void
test_csv_holds_no_formula (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) csv = g_string_new (NULL);

      ed_csv_append_text (csv, texts[i].text);
      g_assert_cmpstr (csv->str, ==, texts[i].csv);
    }
}

/* The part NAME of the XLSX; it is an archive of XML. */
static char *
read_part (Place *place, const char *name)
{
  const char *argv[] = {
    "python3",
    "-c",
    "import sys, zipfile\n"
    "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))",
    place->path,
    name,
    NULL,
  };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  g_spawn_sync (NULL,
                (char **) argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &output,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

static void
assert_holds (const char *xml, const char *part)
{
  if (strstr (xml, part) == NULL)
    g_error ("%s is not in %s", part, xml);
}

static void
test_xlsx_keeps_kinds (Place *place, gconstpointer unused)
{
  EdSpreadsheet *sheet = begin (place, ED_SPREADSHEET_XLSX);
  g_autofree char *xml = NULL, *book = NULL, *styles = NULL;

  add_row (sheet, "Kiss & Nagy", 41, 4050, "2020-03-18");
  add_row (sheet, NULL, ED_ABSENT, ED_ABSENT, NULL);
  close_well (sheet);
  xml = read_part (place, "xl/worksheets/sheet1.xml");
  book = read_part (place, "xl/workbook.xml");
  styles = read_part (place, "xl/styles.xml");
  assert_holds (book, "name=\"People\"");
  assert_holds (xml, "Kiss &amp; Nagy");
  assert_holds (xml, "<v>41</v>");
  assert_holds (xml, "<v>40.5</v>");
  assert_holds (xml, "<v>43908</v>");      /* 2020-03-18 */
  assert_holds (xml, "<v>43908.82222222"); /* 19:44 of it */
  assert_holds (styles, "yyyy-mm-dd hh:mm");
  assert_holds (styles, "#,##0.00");
  g_assert_null (strstr (xml, "r=\"A3\"")); /* nothing stands in the second row */
}

static void
test_xlsx_holds_no_formula (Place *place, gconstpointer unused)
{
  static const EdCellColumn one[] = { { "=1+1", ED_CELL_TEXT, 0, 0 } };
  g_autoptr (GError) error = NULL;
  EdSpreadsheet *sheet = ed_spreadsheet_new (ED_SPREADSHEET_XLSX, place->path, &error);
  g_autofree char *xml = NULL;

  g_assert_no_error (error);
  ed_spreadsheet_begin_table (sheet, "=1+1 [a/b]", one, 1);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    ed_spreadsheet_add_text (sheet, texts[i].text);
  close_well (sheet);
  xml = read_part (place, "xl/worksheets/sheet1.xml");
  assert_holds (xml, "=1+1");
  g_assert_null (strstr (xml, "<f>"));
  g_assert_null (strstr (xml, "hyperlink"));
}

/* A text over what a cell takes is cut, and two tables of one name get a sheet each. */
static void
test_xlsx_keeps_to_its_limits (Place *place, gconstpointer unused)
{
  static const EdCellColumn one[] = { { "Text", ED_CELL_TEXT, 0, 0 } };
  g_autoptr (GError) error = NULL;
  EdSpreadsheet *sheet = ed_spreadsheet_new (ED_SPREADSHEET_XLSX, place->path, &error);
  g_autofree char *most = g_strnfill (32767, 'x');
  g_autofree char *more = g_strconcat (most, "y", NULL);
  g_autofree char *xml = NULL, *second = NULL;

  g_assert_no_error (error);
  ed_spreadsheet_begin_table (sheet, "A name of more than thirty-one characters", one, 1);
  ed_spreadsheet_add_text (sheet, more);
  ed_spreadsheet_begin_table (sheet, "A name of more than thirty-one characters", one, 1);
  ed_spreadsheet_add_text (sheet, "second\x01");
  close_well (sheet);
  xml = read_part (place, "xl/worksheets/sheet1.xml");
  second = read_part (place, "xl/worksheets/sheet2.xml");
  assert_holds (xml, most);
  g_assert_null (strstr (xml, more));
  assert_holds (second, "second");
}

static void
test_xlsx_goes_on_in_another_sheet (Place *place, gconstpointer unused)
{
  static const EdCellColumn one[] = { { "Number", ED_CELL_NUMBER, 0, 0 } };
  g_autoptr (GError) error = NULL;
  EdSpreadsheet *sheet = ed_spreadsheet_new (ED_SPREADSHEET_XLSX, place->path, &error);
  g_autofree char *second = NULL, *book = NULL;

  g_assert_no_error (error);
  ed_spreadsheet_begin_table (sheet, "Many", one, 1);
  for (gint64 i = 1; i <= 1048576; i++)
    ed_spreadsheet_add_number (sheet, i);
  close_well (sheet);
  book = read_part (place, "xl/workbook.xml");
  second = read_part (place, "xl/worksheets/sheet2.xml");
  assert_holds (book, "name=\"Many 2\"");
  assert_holds (second, "<v>1048576</v>");
  g_assert_null (strstr (second, "<v>1048575</v>"));
}

static void
test_only_its_user_reads_it (Place *place, gconstpointer unused)
{
  for (int kind = ED_SPREADSHEET_CSV; kind <= ED_SPREADSHEET_XLSX; kind++)
    {
      EdSpreadsheet *sheet;
      GStatBuf mode;

      /* What is there already may be everybody's. */
      g_assert_true (g_file_set_contents (place->path, "old", 3, NULL));
      g_assert_cmpint (g_chmod (place->path, 0644), ==, 0);
      sheet = begin (place, (EdSpreadsheetKind) kind);
      add_row (sheet, "Kiss Anna", 41, 4050, "2020-03-18");
      close_well (sheet);
      g_assert_cmpint (g_stat (place->path, &mode), ==, 0);
      g_assert_cmpint (mode.st_mode & 0777, ==, 0600);
      g_assert_cmpint (mode.st_size, >, 10);
    }
}

static void
test_discarded_leaves_what_was (Place *place, gconstpointer unused)
{
  for (int kind = ED_SPREADSHEET_CSV; kind <= ED_SPREADSHEET_XLSX; kind++)
    {
      EdSpreadsheet *sheet;
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (place->path, "old", 3, NULL));
      sheet = begin (place, (EdSpreadsheetKind) kind);
      add_row (sheet, "Kiss Anna", 41, 4050, "2020-03-18");
      ed_spreadsheet_discard (sheet);
      g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_assert_cmpuint (count_files (place), ==, 1);
    }
}

static void
test_no_folder_is_said (Place *place, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (place->folder, "nowhere", "export.csv", NULL);

  for (int kind = ED_SPREADSHEET_CSV; kind <= ED_SPREADSHEET_XLSX; kind++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ed_spreadsheet_new ((EdSpreadsheetKind) kind, path, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, test) \
  g_test_add ("/forms/spreadsheet/" path, Place, NULL, set_up, test, tear_down)
  TEST ("csv-says-it-plainly", test_csv_says_it_plainly);
  g_test_add_func ("/forms/spreadsheet/csv-holds-no-formula", test_csv_holds_no_formula);
  TEST ("xlsx-keeps-kinds", test_xlsx_keeps_kinds);
  TEST ("xlsx-holds-no-formula", test_xlsx_holds_no_formula);
  TEST ("xlsx-keeps-to-its-limits", test_xlsx_keeps_to_its_limits);
  TEST ("xlsx-goes-on-in-another-sheet", test_xlsx_goes_on_in_another_sheet);
  TEST ("only-its-user-reads-it", test_only_its_user_reads_it);
  TEST ("discarded-leaves-what-was", test_discarded_leaves_what_was);
  TEST ("no-folder-is-said", test_no_folder_is_said);
  return g_test_run ();
}
