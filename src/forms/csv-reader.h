/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Tables that other programs have saved as text: RFC 4180 and what is written in its place. Pure:
 * bytes in, cells out; nothing that is read is ever run. Used by any thread. */

#define ED_CSV_BYTES_MAX (16 * 1024 * 1024)
#define ED_CSV_ROWS_MAX 20000 /* besides the titles */
#define ED_CSV_COLUMNS_MAX 200

typedef enum
{
  ED_CSV_ERROR_TOO_LARGE,
  ED_CSV_ERROR_TOO_MANY_ROWS,
  ED_CSV_ERROR_TOO_MANY_COLUMNS,
  ED_CSV_ERROR_NOT_TEXT, /* not in this charset, or no text at all */
  ED_CSV_ERROR_EMPTY,    /* no title, or no row below the titles */
} EdCsvError;
#define ED_CSV_ERROR (ed_csv_error_quark ())
GQuark ed_csv_error_quark (void);

typedef enum
{
  ED_CHARSET_UTF8,
  ED_CHARSET_UTF16_LE,
  ED_CHARSET_UTF16_BE,
  ED_CHARSET_WINDOWS_1250, /* of Central Europe */
  ED_CHARSET_WINDOWS_1252, /* of Western Europe */
  ED_N_CHARSETS
} EdCharset;

/* What the LENGTH bytes are most likely written in: by their mark, else UTF-8 where they are right
 * in it, else UTF-16 by its zeros, else one of the old ones by the letters that differ. */
EdCharset ed_csv_guess_charset (const guint8 *bytes, gsize length);
/* The bytes as UTF-8 without a mark. Free with g_free(). */
char *ed_csv_decode (const guint8 *bytes, gsize length, EdCharset charset, GError **error);

/* ',', ';' or tab: which TEXT names in a first line "sep=;", or which its titles are divided by. */
char ed_csv_guess_separator (const char *text);

/* Titles and the rows below them; immutable. Rows without anything in them are left out. */
typedef struct _EdCsvTable EdCsvTable;

EdCsvTable *ed_csv_table_new (const char *text, char separator, GError **error);
void ed_csv_table_free (EdCsvTable *self);

guint ed_csv_table_columns (const EdCsvTable *self); /* of the titles */
guint ed_csv_table_rows (const EdCsvTable *self);
const char *ed_csv_table_title (const EdCsvTable *self, guint column);
/* As written, outer space and line breaks included; "" behind the row's last. */
const char *ed_csv_table_cell (const EdCsvTable *self, guint row, guint column);
/* Cells of a row, up to the last that is not empty. */
guint ed_csv_table_cells (const EdCsvTable *self, guint row);
/* The line of the file in which the row begins, from 1. */
guint ed_csv_table_line (const EdCsvTable *self, guint row);
/* Whether the row has a quotation mark that nothing ends: the rest of the file is in it. */
gboolean ed_csv_table_is_open (const EdCsvTable *self, guint row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdCsvTable, ed_csv_table_free)
