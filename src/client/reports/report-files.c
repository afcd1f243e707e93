/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/reports/report-files.h"

#include "client/reports/report-texts.h"
#include "forms/report-paper.h"

#include <glib/gi18n.h>

char *
ed_report_stem (const EdReport *report)
{
  g_autofree char *period = ed_report_period_text (report->from, report->to);
  char *stem = g_strdup_printf ("%s %s %s", _ ("Report"), ed_report_company_text (report), period);

  return g_strdelimit (stem, "/\\:*?\"<>|", ' ');
}

/* --- spreadsheets ----------------------------------------------------------------------------- */

static void
add_facts (const EdReport *report, EdSpreadsheet *sheet)
{
  const EdCellColumn columns[] = { { _ ("Figure"), ED_CELL_TEXT, 32, 0 },
                                   { _ ("Value"), ED_CELL_TEXT, 28, 0 },
                                   { _ ("Note"), ED_CELL_TEXT, 50, 0 } };
  g_autoptr (GPtrArray) facts = ed_report_facts (report);
  g_autofree char *period = ed_report_period_text (report->from, report->to);

  ed_spreadsheet_begin_table (sheet, _ ("Figures"), columns, G_N_ELEMENTS (columns));
  ed_spreadsheet_add_text (sheet, _ ("Company name"));
  ed_spreadsheet_add_text (sheet, ed_report_company_text (report));
  ed_spreadsheet_add_text (sheet, NULL);
  ed_spreadsheet_add_text (sheet, _ ("Period"));
  ed_spreadsheet_add_text (sheet, period);
  ed_spreadsheet_add_text (sheet,
                           _ ("The cases that were recorded in the period, as they stand "
                              "today."));
  ed_spreadsheet_add_text (sheet, _ ("Other reports"));
  ed_spreadsheet_add_text (sheet, NULL);
  ed_spreadsheet_add_text (sheet, ed_report_promise_text ());
  for (guint i = 0; i < facts->len; i++)
    {
      const EdReportFact *fact = facts->pdata[i];

      ed_spreadsheet_add_text (sheet, fact->title);
      ed_spreadsheet_add_text (sheet, fact->value);
      ed_spreadsheet_add_text (sheet, fact->note);
    }
}

static void
add_group (const EdReport *report, const EdReportGroup *group, EdSpreadsheet *sheet)
{
  const char *title = ed_report_group_title ((EdReportKind) group->kind);
  const EdCellColumn columns[] = { { title, ED_CELL_TEXT, 40, 0 },
                                   { _ ("Cases"), ED_CELL_NUMBER, 12, 0 },
                                   { _ ("Note"), ED_CELL_TEXT, 50, 0 } };

  ed_spreadsheet_begin_table (sheet, title, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < group->cells->len; i++)
    {
      const EdReportCell *cell = group->cells->pdata[i];
      g_autofree char *name = ed_report_key_text (report, (EdReportKind) group->kind, cell->key);

      ed_spreadsheet_add_text (sheet, name);
      ed_spreadsheet_add_number (sheet, cell->count);
      ed_spreadsheet_add_text (sheet, cell->count == ED_ABSENT ? ed_report_hidden_text () : NULL);
    }
}

void
ed_report_add_tables (const EdReport *report, EdSpreadsheet *sheet)
{
  add_facts (report, sheet);
  for (guint i = 0; i < report->groups->len; i++)
    add_group (report, report->groups->pdata[i], sheet);
}

/* --- paper ------------------------------------------------------------------------------------ */

static void
free_section (gpointer data)
{
  EdReportSection *section = data;

  g_free (section->note);
  g_array_unref (section->rows);
  g_free (section);
}

static void
clear_row (gpointer data)
{
  EdReportRow *row = data;

  g_free (row->name);
  g_free (row->count);
  g_free (row->share);
}

static EdReportSection *
make_section (const EdReport *report, const EdReportGroup *group)
{
  EdReportSection *section = g_new0 (EdReportSection, 1);

  section->title = ed_report_group_title ((EdReportKind) group->kind);
  section->note = ed_report_group_note (report, (EdReportKind) group->kind);
  section->rows = g_array_new (FALSE, FALSE, sizeof (EdReportRow));
  g_array_set_clear_func (section->rows, clear_row);
  for (guint i = 0; i < group->cells->len; i++)
    {
      const EdReportCell *cell = group->cells->pdata[i];
      EdReportRow row = { .part = -1 };

      row.name = ed_report_key_text (report, (EdReportKind) group->kind, cell->key);
      row.count = ed_report_count_text (cell->count);
      row.share = ed_report_share_text (cell->count, report->cases);
      row.is_rest = ed_report_key_is_rest (cell->key);
      if (cell->count != ED_ABSENT)
        row.part = report->cases > 0 ? (double) cell->count / (double) report->cases : 0;
      g_array_append_val (section->rows, row);
    }
  return section;
}

GBytes *
ed_report_write_pdf (const EdReport *report, const char *organisation, GError **error)
{
  g_autoptr (GPtrArray) facts = ed_report_facts (report);
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (free_section);
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (EdReportFigure));
  g_autofree char *period = ed_report_period_text (report->from, report->to);
  EdReportContent content = { .organisation = organisation,
                              .company = ed_report_company_text (report),
                              .period = period,
                              .figures = figures,
                              .sections = sections,
                              .promise = ed_report_promise_text () };

  for (guint i = 0; i < facts->len; i++)
    {
      const EdReportFact *fact = facts->pdata[i];
      EdReportFigure figure = { fact->title, fact->value, fact->note };

      g_array_append_val (figures, figure);
    }
  for (guint i = 0; i < report->groups->len; i++)
    {
      if (ed_report_group_hides (report->groups->pdata[i]))
        content.hidden = ed_report_hidden_text ();
      g_ptr_array_add (sections, make_section (report, report->groups->pdata[i]));
    }
  return ed_report_paper_write (&content, g_get_language_names ()[0], error);
}
