/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Spreadsheets as text: RFC 4180, UTF-8 with a mark. Numbers and dates are the same in every
 * language. */

#include <string.h>

#include "domain/days.h"
#include "domain/record.h"
#include "forms/spreadsheet-writer.h"

#define MARK "\xef\xbb\xbf"
#define FLUSH_BYTES (64 * 1024)

typedef struct
{
  EdSpreadsheetWriter parent;
  GOutputStream *stream;
  GString *text; /* not yet written */
  GError *error; /* the first */
  guint tables;
} Writer;

/* What spreadsheets take for the beginning of a formula, full-width forms included. */
static gboolean
begins_formula (const char *text)
{
  gunichar first = g_utf8_get_char_validated (text, -1);

  return first != 0 && first < 0x110000
         && g_utf8_strchr ("=+-@\t\r\n\xef\xbc\x9d\xef\xbc\x8b\xef\xbc\x8d\xef\xbc\xa0", -1, first)
                != NULL;
}

static void
append_quoted (GString *csv, const char *text, const char *before)
{
  g_string_append_c (csv, '"');
  g_string_append (csv, before);
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

void
ed_csv_append_text (GString *csv, const char *text)
{
  const char *before;

  if (text == NULL)
    return;
  before = begins_formula (text) ? "'" : "";
  if (strpbrk (text, "\",;\t\r\n") != NULL)
    append_quoted (csv, text, before);
  else
    g_string_append_printf (csv, "%s%s", before, text);
}

const char *
ed_csv_unguarded (const char *text)
{
  return *text == '\'' && begins_formula (text + 1) ? text + 1 : text;
}

static void
append_amount (GString *csv, gint64 amount, guint digits)
{
  guint64 units = amount < 0 ? 0 - (guint64) amount : (guint64) amount;
  guint64 unit = 1;

  for (guint i = 0; i < digits; i++)
    unit *= 10;
  g_string_append_printf (csv, "%s%" G_GUINT64_FORMAT, amount < 0 ? "-" : "", units / unit);
  if (digits > 0)
    g_string_append_printf (csv, ".%0*" G_GUINT64_FORMAT, (int) digits, units % unit);
}

/* "2020-03-18 19:44" */
static void
append_moment (GString *csv, gint64 moment)
{
  g_autofree char *text = ed_instant_to_text (moment);

  text[strlen ("2020-03-18")] = ' ';
  g_string_append_len (csv, text, (gssize) strlen ("2020-03-18 19:44"));
}

static void
append_number (GString *csv, const EdCellColumn *column, gint64 number)
{
  g_autofree char *date = NULL;

  switch (column->kind)
    {
    case ED_CELL_AMOUNT:
      append_amount (csv, number, column->digits);
      break;
    case ED_CELL_DATE:
      date = ed_date_to_text (number);
      g_string_append (csv, date);
      break;
    case ED_CELL_MOMENT:
      append_moment (csv, number);
      break;
    default:
      g_string_append_printf (csv, "%" G_GINT64_FORMAT, number);
    }
}

static void
flush (Writer *self, gsize least)
{
  if (self->text->len < least)
    return;
  if (self->error == NULL)
    g_output_stream_write_all (self->stream,
                               self->text->str,
                               self->text->len,
                               NULL,
                               NULL,
                               &self->error);
  g_string_truncate (self->text, 0);
}

static void
begin (EdSpreadsheetWriter *writer, const char *name, const EdCellColumn *columns, guint n)
{
  Writer *self = (Writer *) writer;

  if (self->tables++ > 0)
    {
      g_string_append (self->text, "\r\n");
      ed_csv_append_text (self->text, name);
      g_string_append (self->text, "\r\n");
    }
  for (guint i = 0; i < n; i++)
    {
      ed_csv_append_text (self->text, columns[i].title);
      g_string_append (self->text, i + 1 < n ? "," : "\r\n");
    }
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

  if (text != NULL)
    ed_csv_append_text (self->text, text);
  else if (number != ED_ABSENT)
    append_number (self->text, column, number);
  g_string_append (self->text, i + 1 < n ? "," : "\r\n");
  flush (self, FLUSH_BYTES);
}

static gboolean
end (EdSpreadsheetWriter *writer, gboolean write, GError **error)
{
  Writer *self = (Writer *) writer;
  GError *failure = NULL;

  if (write)
    flush (self, 1);
  g_output_stream_close (self->stream, NULL, self->error == NULL ? &self->error : NULL);
  failure = g_steal_pointer (&self->error);
  g_object_unref (self->stream);
  g_string_free (self->text, TRUE);
  g_free (self);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

EdSpreadsheetWriter *
ed_csv_writer_new (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileOutputStream *stream = g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, error);
  Writer *self;

  if (stream == NULL)
    return NULL;
  self = g_new0 (Writer, 1);
  self->parent = (EdSpreadsheetWriter){ begin, add, end };
  self->stream = G_OUTPUT_STREAM (stream);
  self->text = g_string_new (MARK);
  return &self->parent;
}
