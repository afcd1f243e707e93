/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/spreadsheet.h"

/* What differs between the kinds of spreadsheet. A writer embeds this as its first member. */
typedef struct _EdSpreadsheetWriter EdSpreadsheetWriter;
struct _EdSpreadsheetWriter
{
  void (*begin) (EdSpreadsheetWriter *self, const char *name, const EdCellColumn *columns, guint n);
  /* The cell of COLUMN (index I of N) in row ROW, from 0; both values absent: an empty one. */
  void (*add) (EdSpreadsheetWriter *self,
               guint row,
               guint i,
               guint n,
               const EdCellColumn *column,
               const char *text,
               gint64 number);
  /* Frees SELF; with WRITE, completes the file first. */
  gboolean (*end) (EdSpreadsheetWriter *self, gboolean write, GError **error);
};

/* Into the existing, empty file PATH. */
EdSpreadsheetWriter *ed_csv_writer_new (const char *path, GError **error);
EdSpreadsheetWriter *ed_xlsx_writer_new (const char *path, GError **error);
