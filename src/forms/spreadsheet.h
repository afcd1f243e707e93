/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* A file for other programs, CSV (RFC 4180, UTF-8 with a mark) or XLSX, written row by row in
 * little memory. Only its user may read it, and it has its name only once it is complete. No text
 * in it is ever a formula. Used by one thread; blocking. What fails is told by closing. */
typedef struct _EdSpreadsheet EdSpreadsheet;

typedef enum
{
  ED_SPREADSHEET_CSV,
  ED_SPREADSHEET_XLSX
} EdSpreadsheetKind;

typedef enum
{
  ED_CELL_TEXT,
  ED_CELL_NUMBER,
  ED_CELL_AMOUNT, /* a number in units of 10^-digits */
  ED_CELL_DATE,   /* days since 1970-01-01 */
  ED_CELL_MOMENT, /* ms since 1970-01-01T00:00 by the wall clock that is meant */
} EdCellKind;

typedef struct
{
  const char *title; /* translated */
  EdCellKind kind;
  guint width;  /* characters, for programs that show columns; 0: as many as a word has */
  guint digits; /* of ED_CELL_AMOUNT */
} EdCellColumn;

/* Writes to PATH when it is closed. */
EdSpreadsheet *ed_spreadsheet_new (EdSpreadsheetKind kind, const char *path, GError **error);

/* A table of N columns, called NAME: a sheet of its own in XLSX; in CSV a line with the name and
 * one without anything stand between two. COLUMNS are copied. */
void ed_spreadsheet_begin_table (EdSpreadsheet *self,
                                 const char *name,
                                 const EdCellColumn *columns,
                                 guint n);
/* The next cell; after the last column comes the next row. TEXT may be NULL, NUMBER absent
 * (G_MININT64): nothing stands there. */
void ed_spreadsheet_add_text (EdSpreadsheet *self, const char *text);
void ed_spreadsheet_add_number (EdSpreadsheet *self, gint64 number);

/* Completes the file; FALSE and nothing there when anything failed. Frees SELF. */
gboolean ed_spreadsheet_close (EdSpreadsheet *self, GError **error);
/* Leaves nothing. */
void ed_spreadsheet_discard (EdSpreadsheet *self);

/* TEXT as a cell of a CSV, appended to CSV: quoted where needed; what would begin a formula has an
 * apostrophe in front. */
void ed_csv_append_text (GString *csv, const char *text);
/* A cell that was read, without the apostrophe that ed_csv_append_text() has put in front. */
const char *ed_csv_unguarded (const char *text);
