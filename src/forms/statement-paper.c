/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/statement-paper.h"

#include "domain/case.h"
#include "domain/money.h"
#include "forms/facts.h"

#include <math.h>
#include <string.h>

#define FORM "statement"
#define COLUMNS 5
#define PADDING 6.0

/* Case, what for, date, minutes, amount. */
static const double widths[COLUMNS] = { 58, 190, 84, 56, 95 };
static const char *const heads[COLUMNS] = { "case", "what", "date", "minutes", "amount" };
static const gboolean is_number[COLUMNS] = { TRUE, FALSE, FALSE, TRUE, TRUE };

static const char *
say (EdSheet *sheet, const char *key)
{
  return ed_texts_say (ed_sheet_texts (sheet), FORM, key);
}

/* --- a row ------------------------------------------------------------------------------------ */

static double
draw_cells (EdSheet *sheet, EdStyle style, char **cells, gboolean is_shown)
{
  double y = ed_sheet_y (sheet) + PADDING;
  double x = ED_SHEET_LEFT;
  double height = 0;

  for (guint i = 0; i < COLUMNS; i++)
    {
      g_autoptr (PangoLayout) layout =
          ed_sheet_set (sheet, style, cells[i] != NULL ? cells[i] : "", widths[i] - 2 * PADDING);

      if (is_number[i])
        pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
      if (is_shown)
        ed_sheet_show (sheet, layout, x + PADDING, y);
      height = fmax (height, ed_layout_height (layout));
      x += widths[i];
    }
  return height + 2 * PADDING;
}

static void
draw_head (EdSheet *sheet, const char *currency)
{
  cairo_t *cairo = ed_sheet_cairo (sheet);
  g_autofree char *amount =
      ed_texts_fill (ed_sheet_texts (sheet), FORM, "amount", "currency", currency, NULL);
  char *cells[COLUMNS];
  double height;

  for (guint i = 0; i < COLUMNS; i++)
    cells[i] = (char *) say (sheet, heads[i]);
  cells[COLUMNS - 1] = amount;
  height = draw_cells (sheet, ED_STYLE_STRONG_LABEL, cells, FALSE);
  cairo_set_source_rgb (cairo, 0.94, 0.95, 0.97);
  cairo_rectangle (cairo, ED_SHEET_LEFT, ed_sheet_y (sheet), ED_SHEET_WIDTH, height);
  cairo_fill (cairo);
  draw_cells (sheet, ED_STYLE_STRONG_LABEL, cells, TRUE);
  ed_sheet_move (sheet, height);
}

static void
draw_row (EdSheet *sheet, EdStyle style, char **cells, const char *currency)
{
  double height = draw_cells (sheet, style, cells, FALSE);

  if (ed_sheet_need (sheet, height))
    draw_head (sheet, currency);
  draw_cells (sheet, style, cells, TRUE);
  ed_sheet_move (sheet, height);
  ed_sheet_rule (sheet, ED_RULE_DIVIDER, ED_SHEET_LEFT, ed_sheet_y (sheet), ED_SHEET_WIDTH);
}

/* --- texts ------------------------------------------------------------------------------------ */

static char *
write_amount (EdSheet *sheet, gint64 amount, const char *currency)
{
  const EdTexts *texts = ed_sheet_texts (sheet);
  const EdNumberSigns signs = { ed_texts_say (texts, "numbers", "group"),
                                ed_texts_say (texts, "numbers", "point"),
                                "\xe2\x88\x92" };

  return amount != ED_ABSENT ? ed_amount_to_text (amount, currency, &signs)
                             : g_strdup (say (sheet, "open"));
}

static char *
write_number (gint64 n)
{
  return n != ED_ABSENT ? g_strdup_printf ("%" G_GINT64_FORMAT, n) : NULL;
}

static char *
describe_kind (EdSheet *sheet, const EdStatementLine *line)
{
  g_autofree char *number = NULL;

  if (line->kind == ED_LINE_CORRECTION)
    return g_strdup_printf ("%s: %s",
                            say (sheet, "correction"),
                            line->note != NULL ? line->note : "");
  if (line->kind == ED_LINE_UNREACHABLE)
    return g_strdup (say (sheet, "unreachable"));
  number = write_number (line->session_number);
  return ed_texts_fill (ed_sheet_texts (sheet), FORM, "session", "number", number, NULL);
}

/* "Session 2 · Psychological", maybe taken back. */
static char *
describe (EdSheet *sheet, const EdStatementLine *line)
{
  GString *text = g_string_new (NULL);
  g_autofree char *kind = describe_kind (sheet, line);

  g_string_append (text, kind);
  if (line->type != ED_ABSENT)
    g_string_append_printf (
        text,
        " · %s",
        ed_texts_say (ed_sheet_texts (sheet), "case-types", ed_case_type_choices[line->type].word));
  if (line->taken_back == 1)
    g_string_append_printf (text, " (%s)", say (sheet, "taken_back"));
  return g_string_free (text, FALSE);
}

/* --- the paper -------------------------------------------------------------------------------- */

static void
draw_line (EdSheet *sheet, const EdStatementLine *line, const char *currency)
{
  g_auto (GStrv) cells = g_new0 (char *, COLUMNS + 1);

  cells[0] = line->number != ED_ABSENT ? write_number (line->number) : g_strdup ("");
  cells[1] = describe (sheet, line);
  cells[2] = line->date != ED_ABSENT ? ed_texts_short_date (ed_sheet_texts (sheet), line->date)
                                     : g_strdup ("");
  cells[3] = line->minutes != ED_ABSENT ? write_number (line->minutes) : g_strdup ("");
  cells[4] = write_amount (sheet, line->amount, currency);
  draw_row (sheet, ED_STYLE_ANSWER, cells, currency);
}

static GBytes *
draw (EdSheetFrame *frame, const EdFeeStatement *statement, GError **error)
{
  g_autoptr (EdSheet) sheet = ed_sheet_new (frame);
  const char *state = ed_statement_state_choices[statement->state].word;
  const EdFact facts[] = {
    { say (sheet, "expert"), statement->expert_name },
    { say (sheet, "state"), ed_texts_say_word (frame->texts, FORM, "state", state) },
  };
  g_autofree char *total =
      write_amount (sheet, ed_fee_statement_total (statement), statement->currency);
  char *sum[COLUMNS] = { NULL, (char *) say (sheet, "total"), NULL, NULL, total };
  GBytes *pdf;

  ed_facts_draw (sheet, facts, G_N_ELEMENTS (facts), 2);
  draw_head (sheet, statement->currency);
  for (guint i = 0; i < statement->lines->len; i++)
    draw_line (sheet, statement->lines->pdata[i], statement->currency);
  draw_row (sheet, ED_STYLE_CHOSEN, sum, statement->currency);
  pdf = ed_sheet_finish (sheet, error);
  frame->pages = ed_sheet_page (sheet);
  return pdf;
}

GBytes *
ed_statement_write_pdf (const EdFeeStatement *statement,
                        const char *organisation,
                        const char *language,
                        GError **error)
{
  g_autofree char *month = ed_date_to_text (statement->month);
  g_autofree char *code = NULL;
  g_autoptr (GBytes) counted = NULL;
  EdSheetFrame frame = { ed_texts_get (language), FORM, organisation };

  month[strlen ("2020-03")] = '\0';
  code = g_strconcat ("experts-dashboard:statement/1/", month, NULL);
  frame.number = month;
  frame.number_label = ed_texts_say (frame.texts, FORM, "month");
  frame.code = code;
  frame.version = 1;
  counted = draw (&frame, statement, error);
  return counted != NULL ? draw (&frame, statement, error) : NULL;
}
