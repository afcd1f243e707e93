/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/refused-export.h"

#include "forms/intake-words.h"

#include <glib/gi18n.h>

#define STEP 500 /* rows at a time: some milliseconds */

struct _EdRefusedExport
{
  EdImportReading *reading;
  GPtrArray *items; /* EdImportItem */
  GArray *columns;  /* guint: those of the file that are saved */
  guint done;
  EdExport *export;
};

static void
add_row (EdRefusedExport *self, EdImportItem *item)
{
  EdSpreadsheet *sheet = ed_export_sheet (self->export);
  g_autofree char *note = ed_import_item_note (item, FALSE);

  ed_spreadsheet_add_text (sheet, note);
  for (guint i = 0; i < self->columns->len; i++)
    ed_spreadsheet_add_text (
        sheet,
        ed_csv_unguarded (ed_csv_table_cell (self->reading->table,
                                             ed_import_item_row (item),
                                             g_array_index (self->columns, guint, i))));
}

static void
ask (EdExport *export, gpointer owner)
{
  EdRefusedExport *self = owner;
  guint n = MIN (STEP, self->items->len - self->done);

  for (guint i = 0; i < n; i++)
    add_row (self, self->items->pdata[self->done + i]);
  self->done += n;
  if (n == 0)
    ed_export_complete (export);
  else
    ed_export_go_on (export, self->done, self->items->len);
}

/* All of the file, but for the reasons of the last time, which are others now. */
static void
choose_columns (EdRefusedExport *self)
{
  guint widest = ed_csv_table_columns (self->reading->table);

  for (guint i = 0; i < self->items->len; i++)
    widest =
        MAX (widest,
             ed_csv_table_cells (self->reading->table, ed_import_item_row (self->items->pdata[i])));
  for (guint i = 0; i < widest; i++)
    if (!ed_intake_words_is_reason (ed_csv_table_title (self->reading->table, i)))
      g_array_append_val (self->columns, i);
}

EdRefusedExport *
ed_refused_export_new (GtkWidget *from, EdCaseImport *import)
{
  EdRefusedExport *self = g_new0 (EdRefusedExport, 1);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (EdCellColumn));
  const EdCellColumn reason = { _ ("Reason"), ED_CELL_TEXT, 60, 0 };

  self->reading = ed_import_reading_ref ((EdImportReading *) ed_case_import_reading (import));
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < ed_case_import_count (import, ED_N_IMPORT_KINDS); i++)
    if (ed_import_item_kind (ed_case_import_item (import, i)) == ED_IMPORT_REFUSED)
      g_ptr_array_add (self->items, g_object_ref (ed_case_import_item (import, i)));
  choose_columns (self);
  /* In front, so that what stood behind the last title does so again. */
  g_array_append_val (columns, reason);
  for (guint i = 0; i < self->columns->len; i++)
    {
      EdCellColumn column = { ed_csv_table_title (self->reading->table,
                                                  g_array_index (self->columns, guint, i)),
                              ED_CELL_TEXT,
                              0,
                              0 };

      g_array_append_val (columns, column);
    }
  const EdExportPlan plan = { .stem = _ ("Refused rows"),
                              .table = _ ("Refused rows"),
                              .columns = (const EdCellColumn *) (gpointer) columns->data,
                              .n = columns->len,
                              .ask = ask,
                              .owner = self };

  self->export = ed_export_new (from, ED_SPREADSHEET_CSV, &plan);
  return self;
}

EdExport *
ed_refused_export_export (EdRefusedExport *self)
{
  return self->export;
}

void
ed_refused_export_free (EdRefusedExport *self)
{
  if (self == NULL)
    return;
  ed_export_cancel (self->export);
  g_object_unref (self->export);
  g_ptr_array_unref (self->items);
  g_array_unref (self->columns);
  ed_import_reading_unref (self->reading);
  g_free (self);
}
