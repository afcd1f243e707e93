/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Spreadsheets as XLSX. Texts are written as texts, so none is a formula; rows leave memory as they
 * are written, to unnamed files beside the result. */

#include <string.h>
#include <xlsxwriter.h>

#include "domain/record.h"
#include "forms/spreadsheet-writer.h"

#define ROWS_MAX 1048576  /* of a sheet, its head included */
#define TEXT_LENGTH 32767 /* characters of a cell */
#define NAME_LENGTH 31    /* characters of a sheet's name */
#define WORD_WIDTH 14
#define EPOCH_DAYS 25569 /* from 1899-12-30 to 1970-01-01 */
#define DAY_MS 86400000.0
#define DIGITS_MAX 4

typedef struct
{
  EdSpreadsheetWriter parent;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *head, *date, *moment, *number;
  lxw_format *amounts[DIGITS_MAX + 1]; /* by digits */
  char *name;                          /* of the table */
  EdCellColumn *columns;               /* of the table; borrowed titles */
  guint n;
  guint sheets; /* that it takes so far */
  lxw_error failure;
} Writer;

static void
note (Writer *self, lxw_error result)
{
  if (self->failure == LXW_NO_ERROR)
    self->failure = result;
}

/* What a sheet of the table may be called; the second one and further ones are numbered. */
static char *
make_name (Writer *self)
{
  g_autofree char *clean = g_strdelimit (g_strdup (self->name), "[]:*?/\\'", ' ');
  g_autofree char *number =
      self->sheets > 1 ? g_strdup_printf (" %u", self->sheets) : g_strdup ("");
  glong room = NAME_LENGTH - (glong) strlen (number);
  g_autofree char *cut = g_utf8_substring (clean, 0, MIN (room, g_utf8_strlen (clean, -1)));

  return g_strconcat (cut, number, NULL);
}

/* One that no sheet has yet. */
static char *
choose_name (Writer *self)
{
  char *name = make_name (self);

  while (workbook_get_worksheet_by_name (self->book, name) != NULL)
    {
      self->sheets++;
      g_free (name);
      name = make_name (self);
    }
  return name;
}

static void
begin_sheet (Writer *self)
{
  g_autofree char *name = NULL;

  self->sheets++;
  name = choose_name (self);
  self->sheet = workbook_add_worksheet (self->book, name);
  for (guint i = 0; i < self->n; i++)
    {
      guint width = self->columns[i].width > 0 ? self->columns[i].width : WORD_WIDTH;

      note (self, worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i, width, NULL));
      note (self,
            worksheet_write_string (self->sheet,
                                    0,
                                    (lxw_col_t) i,
                                    self->columns[i].title,
                                    self->head));
    }
  worksheet_freeze_panes (self->sheet, 1, 0);
}

static void
begin (EdSpreadsheetWriter *writer, const char *name, const EdCellColumn *columns, guint n)
{
  Writer *self = (Writer *) writer;

  g_free (self->name);
  g_free (self->columns);
  self->name = g_strdup (name);
  self->columns = g_memdup2 (columns, n * sizeof *columns);
  self->n = n;
  self->sheets = 0;
  begin_sheet (self);
}

static void
write_text (Writer *self, lxw_row_t row, lxw_col_t column, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *cut =
      g_utf8_strlen (valid, -1) > TEXT_LENGTH ? g_utf8_substring (valid, 0, TEXT_LENGTH) : NULL;

  note (self, worksheet_write_string (self->sheet, row, column, cut != NULL ? cut : valid, NULL));
}

static lxw_format *
amount_format (Writer *self, guint digits)
{
  lxw_format **format = &self->amounts[MIN (digits, DIGITS_MAX)];
  g_autofree char *zeros = g_strnfill (digits, '0');
  g_autofree char *pattern = g_strconcat (digits > 0 ? "#,##0." : "#,##0", zeros, NULL);

  if (*format == NULL)
    {
      *format = workbook_add_format (self->book);
      format_set_num_format (*format, pattern);
    }
  return *format;
}

static void
write_number (Writer *self, lxw_row_t row, lxw_col_t i, const EdCellColumn *column, gint64 number)
{
  double value = (double) number;
  lxw_format *format = self->number;

  switch (column->kind)
    {
    case ED_CELL_AMOUNT:
      for (guint digit = 0; digit < column->digits; digit++)
        value /= 10;
      format = amount_format (self, column->digits);
      break;
    case ED_CELL_DATE:
      value += EPOCH_DAYS;
      format = self->date;
      break;
    case ED_CELL_MOMENT:
      value = value / DAY_MS + EPOCH_DAYS;
      format = self->moment;
      break;
    default:
      break;
    }
  note (self, worksheet_write_number (self->sheet, row, i, value, format));
}

static void
add (EdSpreadsheetWriter *writer,
     guint row,
     guint i,
     guint n,
     const EdCellColumn *column,
     const char *text,
     gint64 number)
{
  Writer *self = (Writer *) writer;
  guint at = row % (ROWS_MAX - 1);

  if (i == 0 && at == 0 && row > 0)
    begin_sheet (self);
  if (text != NULL)
    write_text (self, at + 1, (lxw_col_t) i, text);
  else if (number != ED_ABSENT)
    write_number (self, at + 1, (lxw_col_t) i, column, number);
}

static gboolean
end (EdSpreadsheetWriter *writer, gboolean write, GError **error)
{
  Writer *self = (Writer *) writer;
  lxw_error failure;

  note (self, workbook_close (self->book));
  failure = self->failure;
  g_free (self->name);
  g_free (self->columns);
  g_free (self);
  if (failure == LXW_NO_ERROR)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, lxw_strerror (failure));
  return FALSE;
}

static lxw_format *
add_format (lxw_workbook *book, const char *pattern)
{
  lxw_format *format = workbook_add_format (book);

  if (pattern != NULL)
    format_set_num_format (format, pattern);
  else
    format_set_bold (format);
  return format;
}

EdSpreadsheetWriter *
ed_xlsx_writer_new (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
  Writer *self = g_new0 (Writer, 1);

  self->parent = (EdSpreadsheetWriter){ begin, add, end };
  self->book = workbook_new_opt (path, &options);
  if (self->book == NULL)
    {
      g_free (self);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "XLSX cannot be written");
      return NULL;
    }
  self->head = add_format (self->book, NULL);
  self->date = add_format (self->book, "yyyy-mm-dd");
  self->moment = add_format (self->book, "yyyy-mm-dd hh:mm");
  self->number = add_format (self->book, "0");
  return &self->parent;
}
