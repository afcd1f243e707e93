/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/audit/audit-export.h"

#include "client/audit/audit-texts.h"
#include "client/widgets/answer.h"
#include "sync/desk-audit.h"

#include <glib/gi18n.h>

struct _EdAuditExport
{
  EdDesk *desk;
  EdAuditInquiry *inquiry;
  GHashTable *names;
  EdExport *export;
  GCancellable *cancellable;
  guint64 done;
};

static void
add_entry (EdAuditExport *self, const EdAuditEntry *entry)
{
  EdSpreadsheet *sheet = ed_export_sheet (self->export);
  gint64 local = entry->at + ed_zone_offset (ed_desk_zone (self->desk), entry->at) * 1000;
  const char *who =
      entry->account != NULL ? g_hash_table_lookup (self->names, entry->account) : NULL;
  g_autofree char *title = ed_audit_title (entry);

  ed_spreadsheet_add_number (sheet, entry->id);
  ed_spreadsheet_add_number (sheet, local);
  ed_spreadsheet_add_text (sheet, who);
  ed_spreadsheet_add_text (sheet, entry->account);
  ed_spreadsheet_add_text (sheet, entry->device_name);
  ed_spreadsheet_add_text (sheet, title);
  ed_spreadsheet_add_text (sheet, entry->what);
  ed_spreadsheet_add_number (sheet, entry->number);
  ed_spreadsheet_add_text (sheet, entry->target);
  ed_spreadsheet_add_text (sheet, entry->code);
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer data)
{
  EdAuditExport *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAuditAnswer) page = ed_desk_search_audit_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result) || ed_export_is_over (self->export))
    return;
  if (page == NULL)
    {
      ed_export_fail (self->export, error);
      return;
    }
  for (guint i = 0; i < page->entries->len; i++)
    {
      add_entry (self, page->entries->pdata[i]);
      self->inquiry->before = ((const EdAuditEntry *) page->entries->pdata[i])->id;
    }
  self->done += page->entries->len;
  if (page->more == 1 && page->entries->len > 0)
    ed_export_go_on (self->export, self->done, 0);
  else
    {
      ed_desk_note_export (self->desk, "audit");
      ed_export_complete (self->export);
    }
}

static void
ask (EdExport *export, gpointer owner)
{
  EdAuditExport *self = owner;

  ed_desk_search_audit_async (self->desk, self->inquiry, self->cancellable, on_page, self);
}

EdAuditExport *
ed_audit_export_new (GtkWidget *from,
                     EdDesk *desk,
                     EdSpreadsheetKind kind,
                     const EdAuditInquiry *inquiry,
                     GHashTable *names)
{
  const EdCellColumn columns[] = {
    { C_ ("audit", "Number"), ED_CELL_NUMBER, 10, 0 },
    { C_ ("audit", "Time"), ED_CELL_MOMENT, 18, 0 },
    { _ ("Person"), ED_CELL_TEXT, 26, 0 },
    { _ ("Account"), ED_CELL_TEXT, 38, 0 },
    { _ ("Device"), ED_CELL_TEXT, 24, 0 },
    { _ ("Action"), ED_CELL_TEXT, 30, 0 },
    { _ ("Code of the action"), ED_CELL_TEXT, 22, 0 },
    { _ ("Case"), ED_CELL_NUMBER, 8, 0 },
    { _ ("Object"), ED_CELL_TEXT, 38, 0 },
    { _ ("Outcome"), ED_CELL_TEXT, 18, 0 },
  };
  EdAuditExport *self = g_new0 (EdAuditExport, 1);
  EdExportPlan plan = { .stem = _ ("Audit"),
                        .table = _ ("Audit"),
                        .columns = columns,
                        .n = G_N_ELEMENTS (columns),
                        .ask = ask,
                        .owner = self };

  self->desk = g_object_ref (desk);
  self->inquiry = ed_record_copy (&ed_audit_inquiry_type, inquiry);
  self->inquiry->before = ED_ABSENT;
  self->inquiry->limit = ED_AUDIT_ENTRIES_MAX;
  self->names = g_hash_table_ref (names);
  self->cancellable = g_cancellable_new ();
  self->export = ed_export_new (from, kind, &plan);
  return self;
}

EdExport *
ed_audit_export_export (EdAuditExport *self)
{
  return self->export;
}

void
ed_audit_export_free (EdAuditExport *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  ed_export_cancel (self->export);
  g_object_unref (self->export);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->names);
  ed_audit_inquiry_free (self->inquiry);
  g_object_unref (self->desk);
  g_free (self);
}
