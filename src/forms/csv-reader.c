/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/csv-reader.h"

#include <string.h>

#define MARK "\xef\xbb\xbf"
#define EMPTY_COLUMNS_MAX 16384 /* as many as a spreadsheet has */

G_DEFINE_QUARK (ed_csv_error, ed_csv_error)

/* --- characters ------------------------------------------------------------------------------- */

static gboolean
begins_with (const guint8 *bytes, gsize length, const char *mark)
{
  return length >= strlen (mark) && memcmp (bytes, mark, strlen (mark)) == 0;
}

/* Zeros at odd places, or at even ones: text of Europe in UTF-16. */
static gsize
count_zeros (const guint8 *bytes, gsize length, gsize first)
{
  gsize n = 0;

  for (gsize i = first; i < length; i += 2)
    n += bytes[i] == 0;
  return n;
}

/* What is ő, Ő, ű or Ű in the one is õ, Õ, û or Û in the other, and ą, ł and ż are ¹, ³ and ¿; all
 * other letters of Hungarian and German are the same in both. */
static EdCharset
guess_old (const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (bytes[i] >= 0x80 && strchr ("\xf5\xd5\xfb\xdb\xb9\xb3\xbf", bytes[i]) != NULL)
      return ED_CHARSET_WINDOWS_1250;
  return ED_CHARSET_WINDOWS_1252;
}

EdCharset
ed_csv_guess_charset (const guint8 *bytes, gsize length)
{
  if (begins_with (bytes, length, MARK))
    return ED_CHARSET_UTF8;
  if (begins_with (bytes, length, "\xff\xfe"))
    return ED_CHARSET_UTF16_LE;
  if (begins_with (bytes, length, "\xfe\xff"))
    return ED_CHARSET_UTF16_BE;
  if (g_utf8_validate_len ((const char *) bytes, length, NULL))
    return ED_CHARSET_UTF8;
  if (length >= 4 && count_zeros (bytes, length, 1) > length / 8)
    return ED_CHARSET_UTF16_LE;
  if (length >= 4 && count_zeros (bytes, length, 0) > length / 8)
    return ED_CHARSET_UTF16_BE;
  return guess_old (bytes, length);
}

static const char *const charset_names[ED_N_CHARSETS] = {
  [ED_CHARSET_UTF8] = "UTF-8",          [ED_CHARSET_UTF16_LE] = "UTF-16LE",
  [ED_CHARSET_UTF16_BE] = "UTF-16BE",   [ED_CHARSET_WINDOWS_1250] = "CP1250",
  [ED_CHARSET_WINDOWS_1252] = "CP1252",
};

static char *
convert (const guint8 *bytes, gsize length, EdCharset charset, gsize *written)
{
  if (charset != ED_CHARSET_UTF8)
    return g_convert ((const char *) bytes,
                      (gssize) length,
                      "UTF-8",
                      charset_names[charset],
                      NULL,
                      written,
                      NULL);
  *written = length;
  return g_utf8_validate_len ((const char *) bytes, length, NULL)
             ? g_strndup ((const char *) bytes, length)
             : NULL;
}

char *
ed_csv_decode (const guint8 *bytes, gsize length, EdCharset charset, GError **error)
{
  g_autofree char *text = NULL;
  gsize written = 0;

  g_return_val_if_fail (charset < ED_N_CHARSETS, NULL);
  if (length > ED_CSV_BYTES_MAX)
    {
      g_set_error (error,
                   ED_CSV_ERROR,
                   ED_CSV_ERROR_TOO_LARGE,
                   "%" G_GSIZE_FORMAT " bytes",
                   length);
      return NULL;
    }
  text = convert (bytes, length, charset, &written);
  if (text == NULL || strlen (text) != written)
    {
      g_set_error (error,
                   ED_CSV_ERROR,
                   ED_CSV_ERROR_NOT_TEXT,
                   "no text in %s",
                   charset_names[charset]);
      return NULL;
    }
  if (g_str_has_prefix (text, MARK))
    memmove (text, text + strlen (MARK), written - strlen (MARK) + 1);
  return g_steal_pointer (&text);
}

/* --- the separator ---------------------------------------------------------------------------- */

/* The one that a line "sep=;" names, as spreadsheets write it, or 0; *REST is what follows. */
static char
read_named (const char *text, const char **rest)
{
  char separator;

  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || text[4] == '\0'
      || strchr (",;\t", text[4]) == NULL || strchr ("\r\n", text[5]) == NULL)
    return 0;
  separator = text[4];
  *rest = text + 5;
  if (**rest == '\r')
    (*rest)++;
  if (**rest == '\n')
    (*rest)++;
  return separator;
}

/* How often SEPARATOR stands in the first line of TEXT that has anything, outside of quotes. */
static guint
count_in_titles (const char *text, char separator)
{
  gboolean is_quoted = FALSE;
  guint n = 0;

  text += strspn (text, "\r\n");
  for (; *text != '\0' && (is_quoted || (*text != '\n' && *text != '\r')); text++)
    {
      if (*text == '"')
        is_quoted = !is_quoted;
      n += !is_quoted && *text == separator;
    }
  return n;
}

char
ed_csv_guess_separator (const char *text)
{
  const char *rest = text;
  char found = read_named (text, &rest);
  guint most = 0;

  if (found != 0)
    return found;
  found = ',';
  for (const char *separator = ",;\t"; *separator != '\0'; separator++)
    if (count_in_titles (text, *separator) > most)
      {
        most = count_in_titles (text, *separator);
        found = *separator;
      }
  return found;
}

/* --- cells ------------------------------------------------------------------------------------ */

typedef struct
{
  guint first; /* of "cells" */
  guint n;     /* up to the last that is not empty */
  guint line;
  gboolean is_open;
} Row;

struct _EdCsvTable
{
  GString *text; /* of all cells, a NUL behind each */
  GArray *cells; /* gsize: where each begins in "text" */
  GArray *rows;  /* Row; the first holds the titles */
};

typedef struct
{
  const char *at;
  char separator;
  guint line;
} Reader;

static gboolean
is_end (const Reader *reader)
{
  return *reader->at == '\0' || *reader->at == '\n' || *reader->at == '\r'
         || *reader->at == reader->separator;
}

/* Appends the character or line break at which READER is. */
static void
take (Reader *reader, GString *text)
{
  if (*reader->at == '\n' || (*reader->at == '\r' && reader->at[1] != '\n'))
    reader->line++;
  g_string_append_c (text, *reader->at++);
}

/* What stands between quotes, two of which are one; FALSE when nothing ends it. */
static gboolean
read_quoted (Reader *reader, GString *text)
{
  for (reader->at++; *reader->at != '\0'; take (reader, text))
    {
      if (*reader->at != '"')
        continue;
      reader->at++;
      if (*reader->at != '"')
        return TRUE;
    }
  return FALSE;
}

/* Reads a cell, up to what ends it. FALSE when its quotes are not closed. */
static gboolean
read_cell (Reader *reader, EdCsvTable *table)
{
  gsize begin = table->text->len;
  gboolean is_closed = TRUE;

  g_array_append_val (table->cells, begin);
  if (*reader->at == '"')
    is_closed = read_quoted (reader, table->text);
  while (!is_end (reader))
    g_string_append_c (table->text, *reader->at++);
  g_string_append_c (table->text, '\0');
  return is_closed;
}

static void
skip_line_break (Reader *reader)
{
  if (*reader->at == '\0')
    return;
  reader->line++;
  if (reader->at[0] == '\r' && reader->at[1] == '\n')
    reader->at++;
  reader->at++;
}

static const char *
get_cell (const EdCsvTable *self, guint i)
{
  return self->text->str + g_array_index (self->cells, gsize, i);
}

static gboolean
is_blank (const char *cell)
{
  return cell[strspn (cell, " \t\r\n")] == '\0';
}

/* Takes back the cells of ROW behind the last that has anything. */
static void
trim (EdCsvTable *self, Row *row)
{
  while (row->n > 0 && is_blank (get_cell (self, row->first + row->n - 1)))
    {
      row->n--;
      g_string_truncate (self->text, g_array_index (self->cells, gsize, row->first + row->n));
      g_array_set_size (self->cells, row->first + row->n);
    }
}

/* Spreadsheets end rows with columns that are empty all the way down; many of them do no harm. */
static gboolean
is_too_wide (const EdCsvTable *self, const Row *row)
{
  return row->n > ED_CSV_COLUMNS_MAX
         && (row->n > EMPTY_COLUMNS_MAX || !is_blank (get_cell (self, row->first + row->n - 1)));
}

static gboolean
read_row (Reader *reader, EdCsvTable *self, GError **error)
{
  Row row = { .first = self->cells->len, .line = reader->line };

  for (;; reader->at++)
    {
      row.is_open |= !read_cell (reader, self);
      row.n++;
      if (*reader->at != reader->separator || is_too_wide (self, &row))
        break;
    }
  if (is_too_wide (self, &row))
    {
      g_set_error (error,
                   ED_CSV_ERROR,
                   ED_CSV_ERROR_TOO_MANY_COLUMNS,
                   "more than %u columns in line %u",
                   row.n - 1,
                   row.line);
      return FALSE;
    }
  skip_line_break (reader);
  trim (self, &row);
  if (row.n > 0)
    g_array_append_val (self->rows, row);
  return TRUE;
}

EdCsvTable *
ed_csv_table_new (const char *text, char separator, GError **error)
{
  g_autoptr (EdCsvTable) self = g_new0 (EdCsvTable, 1);
  Reader reader = { text, separator, 1 };

  g_return_val_if_fail (separator != '\0' && strchr (",;\t", separator) != NULL, NULL);
  self->text = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  if (read_named (text, &reader.at) != 0)
    reader.line++;
  while (*reader.at != '\0')
    {
      if (!read_row (&reader, self, error))
        return NULL;
      if (self->rows->len <= ED_CSV_ROWS_MAX + 1)
        continue;
      g_set_error (error, ED_CSV_ERROR, ED_CSV_ERROR_TOO_MANY_ROWS, "too many rows");
      return NULL;
    }
  if (self->rows->len >= 2)
    return g_steal_pointer (&self);
  g_set_error (error, ED_CSV_ERROR, ED_CSV_ERROR_EMPTY, "%u rows", self->rows->len);
  return NULL;
}

void
ed_csv_table_free (EdCsvTable *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self);
}

static const Row *
get_row (const EdCsvTable *self, guint i)
{
  return &g_array_index (self->rows, Row, i);
}

guint
ed_csv_table_columns (const EdCsvTable *self)
{
  return get_row (self, 0)->n;
}

guint
ed_csv_table_rows (const EdCsvTable *self)
{
  return self->rows->len - 1;
}

static const char *
find_cell (const EdCsvTable *self, guint row, guint column)
{
  return column < get_row (self, row)->n ? get_cell (self, get_row (self, row)->first + column)
                                         : "";
}

const char *
ed_csv_table_title (const EdCsvTable *self, guint column)
{
  return find_cell (self, 0, column);
}

const char *
ed_csv_table_cell (const EdCsvTable *self, guint row, guint column)
{
  g_return_val_if_fail (row < ed_csv_table_rows (self), "");
  return find_cell (self, row + 1, column);
}

guint
ed_csv_table_cells (const EdCsvTable *self, guint row)
{
  g_return_val_if_fail (row < ed_csv_table_rows (self), 0);
  return get_row (self, row + 1)->n;
}

guint
ed_csv_table_line (const EdCsvTable *self, guint row)
{
  g_return_val_if_fail (row < ed_csv_table_rows (self), 0);
  return get_row (self, row + 1)->line;
}

gboolean
ed_csv_table_is_open (const EdCsvTable *self, guint row)
{
  g_return_val_if_fail (row < ed_csv_table_rows (self), FALSE);
  return get_row (self, row + 1)->is_open;
}
