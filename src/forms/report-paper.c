/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/report-paper.h"

#include "forms/facts.h"
#include "forms/sheet.h"

#include <math.h>

#define FORM "report"
#define PADDING 4.0
#define NAME_WIDTH 190.0
#define COUNT_WIDTH 48.0
#define SHARE_WIDTH 44.0
#define BAR_HEIGHT 9.0
#define SECTION_GAP 20.0
#define FIGURES 3 /* in a line */

/* --- figures ---------------------------------------------------------------------------------- */

static double
draw_figure (EdSheet *sheet, const EdReportFigure *figure, double x, double y, double width)
{
  double top = y;

  y += ed_sheet_write (sheet, ED_STYLE_STRONG_LABEL, figure->title, x, y, width) + 2;
  y += ed_sheet_write (sheet, ED_STYLE_TITLE, figure->value, x, y, width) + 2;
  if (figure->note != NULL)
    y += ed_sheet_write (sheet, ED_STYLE_LABEL, figure->note, x, y, width);
  return y - top;
}

static void
draw_figures (EdSheet *sheet, const GArray *figures)
{
  double width = ED_SHEET_WIDTH / FIGURES;

  for (guint i = 0; i < figures->len; i += FIGURES)
    {
      double height = 0;

      ed_sheet_need (sheet, 64);
      for (guint j = i; j < MIN (i + FIGURES, figures->len); j++)
        height = fmax (height,
                       draw_figure (sheet,
                                    &g_array_index (figures, EdReportFigure, j),
                                    ED_SHEET_LEFT + width * (j - i),
                                    ed_sheet_y (sheet),
                                    width - 12));
      ed_sheet_move (sheet, height + 12);
    }
}

/* --- groups ----------------------------------------------------------------------------------- */

/* What is not told has stripes in place of a length. */
static void
draw_stripes (cairo_t *cairo, double x, double y)
{
  cairo_save (cairo);
  cairo_rectangle (cairo, x, y, 40, BAR_HEIGHT);
  cairo_clip (cairo);
  cairo_set_source_rgb (cairo, 0.6, 0.6, 0.6);
  cairo_set_line_width (cairo, 0.6);
  for (int i = 0; i * 4 < 40 + BAR_HEIGHT; i++)
    {
      double at = x - BAR_HEIGHT + i * 4;

      cairo_move_to (cairo, at, y + BAR_HEIGHT);
      cairo_line_to (cairo, at + BAR_HEIGHT, y);
    }
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

static void
draw_bar (EdSheet *sheet, const EdReportRow *row, double x, double y, double room)
{
  cairo_t *cairo = ed_sheet_cairo (sheet);

  if (row->part < 0)
    {
      draw_stripes (cairo, x, y);
      return;
    }
  if (row->is_rest)
    cairo_set_source_rgb (cairo, 0.72, 0.72, 0.74);
  else
    cairo_set_source_rgb (cairo, 0.21, 0.52, 0.89);
  cairo_rectangle (cairo, x, y, fmax (row->part * room, row->part > 0 ? 1 : 0), BAR_HEIGHT);
  cairo_fill (cairo);
}

static void
show_right (EdSheet *sheet, EdStyle style, const char *text, double x, double y, double width)
{
  g_autoptr (PangoLayout) layout = ed_sheet_set (sheet, style, text, width);

  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  ed_sheet_show (sheet, layout, x, y);
}

static void
draw_row (EdSheet *sheet, const EdReportRow *row)
{
  g_autoptr (PangoLayout) name =
      ed_sheet_set (sheet, ED_STYLE_ANSWER, row->name, NAME_WIDTH - PADDING);
  double height = ed_layout_height (name), numbers = ED_SHEET_LEFT + NAME_WIDTH;
  double bars = numbers + COUNT_WIDTH + SHARE_WIDTH + 14, y;

  ed_sheet_need (sheet, height + 2 * PADDING);
  y = ed_sheet_y (sheet) + PADDING;
  ed_sheet_show (sheet, name, ED_SHEET_LEFT, y);
  show_right (sheet, ED_STYLE_ANSWER, row->count, numbers, y, COUNT_WIDTH);
  show_right (sheet, ED_STYLE_LABEL, row->share, numbers + COUNT_WIDTH, y + 2, SHARE_WIDTH);
  draw_bar (sheet, row, bars, y + (height - BAR_HEIGHT) / 2, ED_SHEET_LEFT + ED_SHEET_WIDTH - bars);
  ed_sheet_move (sheet, height + 2 * PADDING);
  ed_sheet_rule (sheet, ED_RULE_DIVIDER, ED_SHEET_LEFT, ed_sheet_y (sheet), ED_SHEET_WIDTH);
}

/* A heading stays with two rows at least. */
static void
draw_section (EdSheet *sheet, const EdReportSection *section)
{
  double y;

  ed_sheet_move (sheet, SECTION_GAP);
  ed_sheet_need (sheet, 96);
  y = ed_sheet_y (sheet);
  y += ed_sheet_write (sheet, ED_STYLE_QUESTION, section->title, ED_SHEET_LEFT, y, ED_SHEET_WIDTH);
  if (section->note != NULL)
    y += ed_sheet_write (sheet, ED_STYLE_LABEL, section->note, ED_SHEET_LEFT, y, ED_SHEET_WIDTH);
  ed_sheet_move (sheet, y - ed_sheet_y (sheet) + PADDING);
  ed_sheet_rule (sheet, ED_RULE_DIVIDER, ED_SHEET_LEFT, ed_sheet_y (sheet), ED_SHEET_WIDTH);
  for (guint i = 0; i < section->rows->len; i++)
    draw_row (sheet, &g_array_index (section->rows, EdReportRow, i));
}

/* --- the paper -------------------------------------------------------------------------------- */

static void
draw_note (EdSheet *sheet, const char *note)
{
  ed_sheet_move (sheet, SECTION_GAP);
  ed_sheet_need (sheet, 40);
  ed_sheet_move (sheet,
                 ed_sheet_write (sheet,
                                 ED_STYLE_LABEL,
                                 note,
                                 ED_SHEET_LEFT,
                                 ed_sheet_y (sheet),
                                 ED_SHEET_WIDTH));
}

static GBytes *
draw (EdSheetFrame *frame, const EdReportContent *content, GError **error)
{
  g_autoptr (EdSheet) sheet = ed_sheet_new (frame);
  const EdFact facts[] = {
    { ed_texts_say (frame->texts, FORM, "company"), content->company },
    { ed_texts_say (frame->texts, FORM, "period"), content->period },
  };
  GBytes *pdf;

  ed_facts_draw (sheet, facts, G_N_ELEMENTS (facts), 2);
  draw_figures (sheet, content->figures);
  for (guint i = 0; i < content->sections->len; i++)
    draw_section (sheet, content->sections->pdata[i]);
  if (content->hidden != NULL)
    draw_note (sheet, content->hidden);
  if (content->promise != NULL)
    draw_note (sheet, content->promise);
  pdf = ed_sheet_finish (sheet, error);
  frame->pages = ed_sheet_page (sheet);
  return pdf;
}

GBytes *
ed_report_paper_write (const EdReportContent *content, const char *language, GError **error)
{
  EdSheetFrame frame = { ed_texts_get (language), FORM, content->organisation };
  g_autoptr (GBytes) counted = NULL;

  frame.number = content->period;
  frame.number_label = ed_texts_say (frame.texts, FORM, "period");
  frame.code = "experts-dashboard:report/1";
  frame.version = 1;
  counted = draw (&frame, content, error);
  return counted != NULL ? draw (&frame, content, error) : NULL;
}
