/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/cases-export.h"

#include "client/widgets/answer.h"
#include "sync/desk-audit.h"

#include <glib/gi18n.h>

#define STEP 100 /* cases at a time: some milliseconds */

struct _EdCasesExport
{
  EdDesk *desk;
  EdCaseQuery query;
  char *text, *expert_id; /* of the query */
  GArray *rows;           /* NULL until they are known */
  guint done;
  EdExport *export;
  GCancellable *cancellable;
};

/* --- a case ----------------------------------------------------------------------------------- */

static void
add_choice (EdSpreadsheet *sheet, const EdChoice *choices, gint64 choice)
{
  ed_spreadsheet_add_text (sheet, choice != ED_ABSENT ? _ (choices[choice].label) : NULL);
}

/* By the wall clock of the organisation. */
static void
add_instant (EdSpreadsheet *sheet, gint64 instant, const EdZone *zone)
{
  ed_spreadsheet_add_number (sheet,
                             instant != ED_ABSENT ? instant + ed_zone_offset (zone, instant) * 1000
                                                  : ED_ABSENT);
}

static void
add_course (EdSpreadsheet *sheet, const EdCase *case_, const EdZone *zone)
{
  ed_spreadsheet_add_text (sheet, case_->expert_name);
  add_instant (sheet, case_->assigned_at, zone);
  add_instant (sheet, case_->contacted_at, zone);
  ed_spreadsheet_add_number (sheet, ed_case_count_used (case_));
  ed_spreadsheet_add_number (sheet, case_->sessions_available);
  ed_spreadsheet_add_number (sheet, case_->satisfaction_score);
  add_choice (sheet,
              ed_outcome_choices,
              case_->closing != NULL ? case_->closing->outcome : ED_ABSENT);
  add_instant (sheet, case_->approval != NULL ? case_->approval->at : ED_ABSENT, zone);
}

static void
add_case (EdSpreadsheet *sheet, const EdCase *case_, const EdZone *zone)
{
  ed_spreadsheet_add_number (sheet, case_->number);
  add_choice (sheet, ed_case_state_choices, case_->state);
  add_instant (sheet, case_->recorded_at, zone);
  ed_spreadsheet_add_text (sheet, case_->company_name);
  ed_spreadsheet_add_text (sheet, case_->client_alias);
  add_choice (sheet, ed_case_type_choices, case_->type);
  add_choice (sheet, ed_coaching_kind_choices, case_->coaching_kind);
  ed_spreadsheet_add_text (sheet, case_->city);
  add_choice (sheet, ed_channel_choices, case_->channel);
  add_choice (sheet, ed_consultation_mode_choices, case_->consultation_mode);
  add_choice (sheet, ed_relation_choices, case_->relation);
  add_choice (sheet, ed_sex_choices, case_->sex);
  ed_spreadsheet_add_number (sheet, case_->age);
  ed_spreadsheet_add_text (sheet, case_->crisis_call == 1 ? _ ("Yes") : NULL);
  add_course (sheet, case_, zone);
}

/* --- all of them ------------------------------------------------------------------------------ */

static void
add_some (EdCasesExport *self)
{
  guint n = MIN (STEP, self->rows->len - self->done);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases =
      ed_desk_load_rows (self->desk, &g_array_index (self->rows, gint64, self->done), n, &error);

  if (cases == NULL)
    {
      ed_export_fail (self->export, error);
      return;
    }
  for (guint i = 0; i < cases->len; i++)
    add_case (ed_export_sheet (self->export),
              ((const EdCaseRow *) cases->pdata[i])->case_,
              ed_desk_zone (self->desk));
  self->done += n;
  ed_export_go_on (self->export, self->done, self->rows->len);
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  EdCasesExport *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = ed_desk_query_cases_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result) || ed_export_is_over (self->export))
    return;
  if (rows == NULL)
    {
      ed_export_fail (self->export, error);
      return;
    }
  self->rows = g_steal_pointer (&rows);
  ed_desk_note_export (self->desk, "cases");
  ed_export_go_on (self->export, 0, self->rows->len);
}

static void
ask (EdExport *export, gpointer owner)
{
  EdCasesExport *self = owner;

  if (self->rows == NULL)
    ed_desk_query_cases_async (self->desk, &self->query, self->cancellable, on_rows, self);
  else if (self->done < self->rows->len)
    add_some (self);
  else
    ed_export_complete (export);
}

EdCasesExport *
ed_cases_export_new (GtkWidget *from,
                     EdDesk *desk,
                     EdSpreadsheetKind kind,
                     const EdCaseQuery *query)
{
  const EdCellColumn columns[] = {
    { C_ ("case", "Number"), ED_CELL_NUMBER, 9, 0 },
    { _ ("State"), ED_CELL_TEXT, 14, 0 },
    { _ ("Recorded"), ED_CELL_MOMENT, 18, 0 },
    { _ ("Company name"), ED_CELL_TEXT, 24, 0 },
    { _ ("Client name"), ED_CELL_TEXT, 20, 0 },
    { _ ("Type of problem"), ED_CELL_TEXT, 18, 0 },
    { _ ("Kind of coaching"), ED_CELL_TEXT, 18, 0 },
    { _ ("City of consultation"), ED_CELL_TEXT, 20, 0 },
    { _ ("Place of receipt"), ED_CELL_TEXT, 14, 0 },
    { _ ("Type of consultation requested"), ED_CELL_TEXT, 14, 0 },
    { _ ("Employee / Family Member"), ED_CELL_TEXT, 16, 0 },
    { _ ("Male / Female"), ED_CELL_TEXT, 10, 0 },
    { _ ("Age"), ED_CELL_NUMBER, 6, 0 },
    { _ ("Crisis call"), ED_CELL_TEXT, 10, 0 },
    { _ ("Expert"), ED_CELL_TEXT, 24, 0 },
    { _ ("Assigned"), ED_CELL_MOMENT, 18, 0 },
    { _ ("Contacted"), ED_CELL_MOMENT, 18, 0 },
    { _ ("Sessions used"), ED_CELL_NUMBER, 10, 0 },
    { _ ("Sessions available"), ED_CELL_NUMBER, 10, 0 },
    { _ ("Satisfaction score"), ED_CELL_NUMBER, 10, 0 },
    { _ ("Outcome"), ED_CELL_TEXT, 14, 0 },
    { _ ("Approved"), ED_CELL_MOMENT, 18, 0 },
  };
  EdCasesExport *self = g_new0 (EdCasesExport, 1);
  const EdExportPlan plan = { .stem = _ ("Cases"),
                              .table = _ ("Cases"),
                              .columns = columns,
                              .n = G_N_ELEMENTS (columns),
                              .ask = ask,
                              .owner = self };

  self->desk = g_object_ref (desk);
  self->query = *query;
  self->query.text = self->text = g_strdup (query->text);
  self->query.expert_id = self->expert_id = g_strdup (query->expert_id);
  self->cancellable = g_cancellable_new ();
  self->export = ed_export_new (from, kind, &plan);
  return self;
}

EdExport *
ed_cases_export_export (EdCasesExport *self)
{
  return self->export;
}

void
ed_cases_export_free (EdCasesExport *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  ed_export_cancel (self->export);
  g_object_unref (self->export);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self->text);
  g_free (self->expert_id);
  g_object_unref (self->desk);
  g_free (self);
}
