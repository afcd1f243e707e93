/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/import-item.h"
#include "sync/desk.h"

#include <gio/gio.h>

typedef enum
{
  ED_IMPORT_READING,
  ED_IMPORT_UNREADABLE, /* "trouble" says why */
  ED_IMPORT_ROWS,       /* they can be looked at, and recorded */
  ED_IMPORT_RECORDING,
  ED_IMPORT_RECORDED, /* all, or until it was cancelled; or "trouble" says why not all */
} EdImportState;

/* Cases of a file on their way into the outbox: reads it, in a thread, asks the desk which of them
 * are here already, lists what each row is going to be, and records those that are included, a
 * hundred at a time. Main thread.
 *
 * Properties (read-only, notify): "state" (uint, EdImportState), "trouble", "notice" (strings, or
 * NULL), "done", "total" (uint: cases recorded, of those to be). Signal "counted": rows are others,
 * or another number of them is included. */
#define ED_TYPE_CASE_IMPORT (ed_case_import_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseImport, ed_case_import, ED, CASE_IMPORT, GObject)

EdCaseImport *ed_case_import_new (EdDesk *desk);
/* Reads FILE; the one before is given up. */
void ed_case_import_open (EdCaseImport *self, GFile *file);
/* Ends it all; to be called by who made it. */
void ed_case_import_stop (EdCaseImport *self);

/* NULL until the file has been read. */
const EdImportReading *ed_case_import_reading (EdCaseImport *self);
/* Reads the file anew, in another way. */
void ed_case_import_choose_charset (EdCaseImport *self, EdCharset charset);
void ed_case_import_choose_separator (EdCaseImport *self, char separator);
void ed_case_import_choose_dates (EdCaseImport *self, EdDateStyle style);
/* The same: COLUMN holds FIELD (NULL: it is left out), also in later files. */
void ed_case_import_choose_field (EdCaseImport *self, guint column, const EdField *field);

/* Rows (EdImportItem): of KIND, or of all with ED_N_IMPORT_KINDS. */
GListModel *ed_case_import_rows (EdCaseImport *self);
void ed_case_import_show (EdCaseImport *self, EdImportKind kind);
guint ed_case_import_count (EdCaseImport *self, EdImportKind kind);
guint ed_case_import_count_included (EdCaseImport *self);
/* One of all rows, whatever is shown; borrowed. */
EdImportItem *ed_case_import_item (EdCaseImport *self, guint row);
/* Includes what has a note, or leaves it out. */
void ed_case_import_include_noted (EdCaseImport *self, gboolean included);

/* Records what is included, which can be cancelled: what has been recorded by then stays. */
void ed_case_import_record (EdCaseImport *self);
void ed_case_import_cancel (EdCaseImport *self);
