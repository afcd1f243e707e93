/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/statement-export.h"

#include "domain/case.h"
#include "domain/days.h"
#include "domain/money.h"

#include <glib/gi18n.h>
#include <string.h>

/* "2020-03" */
static char *
write_month (gint64 month)
{
  char *text = ed_date_to_text (month);

  text[strlen ("2020-03")] = '\0';
  return text;
}

char *
ed_statement_stem (gint64 month)
{
  g_autofree char *number = write_month (month);

  return g_strdup_printf ("%s %s", _ ("Statement"), number);
}

EdExport *
ed_statement_export_new (GtkWidget *from,
                         EdSpreadsheetKind kind,
                         const char *stem,
                         const char *currency,
                         void (*ask) (EdExport *export, gpointer owner),
                         gpointer owner)
{
  const EdCellColumn columns[] = {
    { _ ("Month"), ED_CELL_TEXT, 10, 0 },
    { _ ("Expert"), ED_CELL_TEXT, 26, 0 },
    { _ ("State"), ED_CELL_TEXT, 10, 0 },
    { _ ("Case"), ED_CELL_NUMBER, 8, 0 },
    { _ ("Kind"), ED_CELL_TEXT, 12, 0 },
    { _ ("Session"), ED_CELL_NUMBER, 9, 0 },
    { _ ("Date"), ED_CELL_DATE, 12, 0 },
    { _ ("Minutes"), ED_CELL_NUMBER, 9, 0 },
    { _ ("Type of problem"), ED_CELL_TEXT, 18, 0 },
    { _ ("Amount"), ED_CELL_AMOUNT, 14, ed_currency_digits (currency) },
    { _ ("Currency"), ED_CELL_TEXT, 10, 0 },
    { _ ("Note"), ED_CELL_TEXT, 40, 0 },
  };
  const EdExportPlan plan = { .stem = stem,
                              .table = _ ("Statement"),
                              .columns = columns,
                              .n = G_N_ELEMENTS (columns),
                              .ask = ask,
                              .owner = owner };

  return ed_export_new (from, kind, &plan);
}

static void
add_row (const EdFeeStatement *statement, const EdStatementLine *line, EdSpreadsheet *sheet)
{
  g_autofree char *month = write_month (statement->month);

  ed_spreadsheet_add_text (sheet, month);
  ed_spreadsheet_add_text (sheet, statement->expert_name);
  ed_spreadsheet_add_text (sheet, ed_statement_state_choices[statement->state].word);
  ed_spreadsheet_add_number (sheet, line->number);
  ed_spreadsheet_add_text (sheet, ed_line_kind_choices[line->kind].word);
  ed_spreadsheet_add_number (sheet, line->session_number);
  ed_spreadsheet_add_number (sheet, line->date);
  ed_spreadsheet_add_number (sheet, line->minutes);
  ed_spreadsheet_add_text (sheet,
                           line->type != ED_ABSENT ? ed_case_type_choices[line->type].word : NULL);
  ed_spreadsheet_add_number (sheet, line->amount);
  ed_spreadsheet_add_text (sheet, statement->currency);
  ed_spreadsheet_add_text (sheet, line->note);
}

void
ed_statement_add_rows (const EdFeeStatement *statement, EdSpreadsheet *sheet)
{
  for (guint i = 0; i < statement->lines->len; i++)
    add_row (statement, statement->lines->pdata[i], sheet);
}
