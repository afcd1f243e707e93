/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/spreadsheet.h"

#include <gtk/gtk.h>

/* One file being saved for other programs: asks where, then asks its source for rows, some at a
 * time, and shows how far it is; the reader can cancel it, and then nothing is saved. Ends with a
 * toast. Main thread. */
#define ED_TYPE_EXPORT (ed_export_get_type ())
G_DECLARE_FINAL_TYPE (EdExport, ed_export, ED, EXPORT, GObject)

typedef struct
{
  const char *stem;  /* of the file's name, without ending */
  const char *table; /* what the rows are; NULL: ASK begins tables itself */
  const EdCellColumn *columns;
  guint n;
  /* Adds rows to ed_export_sheet(), now or later, and then calls one of ed_export_go_on(),
   * ed_export_complete() and ed_export_fail(). */
  void (*ask) (EdExport *self, gpointer owner);
  gpointer owner; /* has to cancel the export before it goes */
} EdExportPlan;

/* Toasts and dialogs are shown where FROM is. */
EdExport *ed_export_new (GtkWidget *from, EdSpreadsheetKind kind, const EdExportPlan *plan);
/* Asks where, and begins. */
void ed_export_begin (EdExport *self);
/* Begins with PATH. */
void ed_export_begin_at (EdExport *self, const char *path);
/* No more is asked, nothing is said, nothing is left; of one that is over: nothing. */
void ed_export_cancel (EdExport *self);
gboolean ed_export_is_over (EdExport *self);

EdSpreadsheet *ed_export_sheet (EdExport *self);
/* DONE rows of TOTAL (0: not known) are there; asks again. */
void ed_export_go_on (EdExport *self, guint64 done, guint64 total);
void ed_export_complete (EdExport *self);
void ed_export_fail (EdExport *self, const GError *error);
