/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of other programs: whatever the bytes, there are cells of right UTF-8 or an error; and
 * what is written of the cells reads the same again, and so do cases in it. */

#include <string.h>

#include "forms/csv-reader.h"
#include "forms/intake-table.h"
#include "forms/spreadsheet.h"
#include "fuzz.h"

static const char *
get_cell (const EdCsvTable *table, guint line, guint column)
{
  return line == 0 ? ed_csv_table_title (table, column)
                   : ed_csv_table_cell (table, line - 1, column);
}

static guint
count_cells (const EdCsvTable *table, guint line)
{
  return line == 0 ? ed_csv_table_columns (table) : ed_csv_table_cells (table, line - 1);
}

static void
check_again (const EdCsvTable *table)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCsvTable) again = NULL;

  for (guint line = 0; line <= ed_csv_table_rows (table); line++)
    {
      for (guint i = 0; i < count_cells (table, line); i++)
        {
          g_assert (g_utf8_validate (get_cell (table, line, i), -1, NULL));
          g_string_append (csv, i > 0 ? "," : "");
          ed_csv_append_text (csv, get_cell (table, line, i));
        }
      g_string_append (csv, "\r\n");
    }
  again = ed_csv_table_new (csv->str, ',', &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ed_csv_table_rows (again), ==, ed_csv_table_rows (table));
  for (guint line = 0; line <= ed_csv_table_rows (table); line++)
    for (guint i = 0; i < count_cells (table, line); i++)
      g_assert_cmpstr (ed_csv_unguarded (get_cell (again, line, i)),
                       ==,
                       ed_csv_unguarded (get_cell (table, line, i)));
}

/* Whatever a row says, it is a case that the rules take, or refused. */
static void
read_cases (const EdCsvTable *table)
{
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  const EdField *fields[ED_CSV_COLUMNS_MAX];
  EdIntakePlan plan = { .fields = fields, .now = G_GINT64_CONSTANT (1600000000000), .zone = zone };
  g_autoptr (GArray) rows = NULL;

  ed_intake_table_match (table, fields);
  plan.dates = ed_intake_table_guess_dates (table, 0).style;
  rows = ed_intake_table_read (table, &plan, NULL);
  g_assert_cmpuint (rows->len, ==, ed_csv_table_rows (table));
  for (guint i = 0; i < rows->len; i++)
    {
      const EdIntakeRow *row = &g_array_index (rows, EdIntakeRow, i);

      if (!ed_intake_row_is_refused (row))
        g_assert (ed_record_find_invalid (&ed_case_intake_type, row->intake) == NULL);
    }
}

static void
read_as (const guint8 *bytes, gsize length, EdCharset charset)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = ed_csv_decode (bytes, length, charset, &error);
  g_autoptr (EdCsvTable) table = NULL;

  if (text != NULL)
    table = ed_csv_table_new (text, ed_csv_guess_separator (text), &error);
  if (table == NULL)
    {
      g_assert (error != NULL);
      return;
    }
  check_again (table);
  read_cases (table);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  read_as (bytes, length, ed_csv_guess_charset (bytes, length));
  read_as (bytes, length, ED_CHARSET_WINDOWS_1250);
  return 0;
}
