/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/questions.h"

#include <math.h>

#define BOX 11.0
#define BESIDE_BOX 7.0
#define BETWEEN_CHOICES 24.0
#define CHOICE_HEIGHT 20.0
#define MOST_BOXES 21
#define SCALE_HEIGHT 26.0
#define COLUMN 49.0
#define BELOW_LABEL 6.0
#define BELOW 18.0

static const char *
say (EdSheet *sheet, const char *key)
{
  return ed_texts_say (ed_sheet_texts (sheet), ed_sheet_form (sheet), key);
}

static const char *
say_word (EdSheet *sheet, const char *key, const char *word)
{
  return ed_texts_say_word (ed_sheet_texts (sheet), ed_sheet_form (sheet), key, word);
}

/* The question, which stays on one page with ROOM below it. */
static void
draw_question (EdSheet *sheet, const char *label, double room)
{
  g_autoptr (PangoLayout) layout =
      ed_sheet_set (sheet, ED_STYLE_QUESTION, say (sheet, label), ED_SHEET_WIDTH);
  double height = ed_layout_height (layout) + BELOW_LABEL;

  ed_sheet_need (sheet, height + room);
  ed_sheet_show (sheet, layout, ED_SHEET_LEFT, ed_sheet_y (sheet));
  ed_sheet_move (sheet, height);
}

static void
draw_score_box (EdSheet *sheet, gint64 score, double x, double width, gboolean is_chosen)
{
  cairo_t *cairo = ed_sheet_cairo (sheet);
  double y = ed_sheet_y (sheet);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, score);
  g_autoptr (PangoLayout) layout =
      ed_sheet_set (sheet, is_chosen ? ED_STYLE_INVERSE : ED_STYLE_ANSWER, number, width);

  cairo_rectangle (cairo, x, y, width, SCALE_HEIGHT);
  cairo_set_line_width (cairo, 0.8);
  if (is_chosen)
    cairo_set_source_rgb (cairo, 0.10, 0.20, 0.36);
  else
    cairo_set_source_rgb (cairo, 0.50, 0.52, 0.56);
  if (is_chosen)
    cairo_fill_preserve (cairo);
  cairo_stroke (cairo);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  ed_sheet_show (sheet, layout, x, y + (SCALE_HEIGHT - ed_layout_height (layout)) / 2);
}

static void
draw_scale_end (EdSheet *sheet, const char *key, gint64 score, PangoAlignment alignment)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, score);
  g_autofree char *text =
      ed_texts_fill (ed_sheet_texts (sheet), ed_sheet_form (sheet), key, "score", number, NULL);
  g_autoptr (PangoLayout) layout = ed_sheet_set (sheet, ED_STYLE_LABEL, text, ED_SHEET_WIDTH);

  pango_layout_set_alignment (layout, alignment);
  ed_sheet_show (sheet, layout, ED_SHEET_LEFT, ed_sheet_y (sheet));
}

/* A scale with too many steps for a row of boxes. */
static void
draw_score_entry (EdSheet *sheet, const char *label, gint64 least, gint64 best, gint64 score)
{
  g_autofree char *key = g_strconcat (label, ".range", NULL);
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, least);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, best);
  g_autofree char *text = ed_texts_fill (ed_sheet_texts (sheet),
                                         ed_sheet_form (sheet),
                                         key,
                                         "least",
                                         from,
                                         "best",
                                         to,
                                         NULL);
  double y = ed_sheet_y (sheet);

  ed_sheet_write (sheet, ED_STYLE_LEAD, text, ED_SHEET_LEFT, y + 6, ED_SHEET_WIDTH - 100);
  if (score != ED_ABSENT)
    draw_score_box (sheet, score, ED_SHEET_LEFT + ED_SHEET_WIDTH - 80, 80, TRUE);
  else
    ed_sheet_rule (sheet,
                   ED_RULE_WRITING,
                   ED_SHEET_LEFT + ED_SHEET_WIDTH - 80,
                   y + SCALE_HEIGHT - 4,
                   80);
}

void
ed_scale_draw (EdSheet *sheet, const char *label, gint64 least, gint64 best, gint64 score)
{
  guint n = (guint) CLAMP (best - least + 1, 1, 1000);
  double gap = n > 11 ? 3 : 6;
  double width = (ED_SHEET_WIDTH + gap) / n - gap;
  g_autofree char *least_key = g_strconcat (label, ".least", NULL);
  g_autofree char *best_key = g_strconcat (label, ".best", NULL);

  draw_question (sheet, label, SCALE_HEIGHT + 20);
  if (n > MOST_BOXES)
    draw_score_entry (sheet, label, least, best, score);
  for (guint i = 0; n <= MOST_BOXES && i < n; i++)
    draw_score_box (sheet, least + i, ED_SHEET_LEFT + i * (width + gap), width, least + i == score);
  ed_sheet_move (sheet, SCALE_HEIGHT + 4);
  draw_scale_end (sheet, least_key, least, PANGO_ALIGN_LEFT);
  draw_scale_end (sheet, best_key, best, PANGO_ALIGN_RIGHT);
  ed_sheet_move (sheet, 10 + BELOW);
}

static guint
count_choices (const EdChoice *choices)
{
  guint n = 0;

  while (choices[n].word != NULL)
    n++;
  return n;
}

/* The words above the columns, their last lines level. */
static void
draw_columns (EdSheet *sheet, const char *words, const EdChoice *choices, double left)
{
  guint n = count_choices (choices);
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func (g_object_unref);
  double height = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *text = say_word (sheet, words, choices[i].word);
      PangoLayout *layout = ed_sheet_set (sheet, ED_STYLE_LABEL, text, COLUMN - 3);

      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      g_ptr_array_add (layouts, layout);
      height = fmax (height, ed_layout_height (layout));
    }
  for (guint i = 0; i < n; i++)
    {
      double lower = height - ed_layout_height (layouts->pdata[i]);

      ed_sheet_show (sheet, layouts->pdata[i], left + i * COLUMN + 1.5, ed_sheet_y (sheet) + lower);
    }
  ed_sheet_move (sheet, height + 5);
}

void
ed_statements_draw (EdSheet *sheet,
                    const char *label,
                    const char *words,
                    const EdField *first,
                    guint n,
                    gconstpointer record)
{
  guint n_choices = count_choices (first->choices);
  double left = ED_SHEET_LEFT + ED_SHEET_WIDTH - n_choices * COLUMN;
  double width = left - ED_SHEET_LEFT - 10;

  draw_question (sheet, label, 120);
  draw_columns (sheet, words, first->choices, left);
  for (guint i = 0; i < n; i++)
    {
      const char *text = say (sheet, first[i].name);
      gint64 chosen = ed_field_get_number (&first[i], record);
      g_autoptr (PangoLayout) layout = ed_sheet_set (sheet, ED_STYLE_ANSWER, text, width);
      double height = fmax (ed_layout_height (layout) + 10, 25);
      double y;

      ed_sheet_need (sheet, height);
      y = ed_sheet_y (sheet);
      ed_sheet_rule (sheet, ED_RULE_DIVIDER, ED_SHEET_LEFT, y, ED_SHEET_WIDTH);
      ed_sheet_show (sheet, layout, ED_SHEET_LEFT, y + (height - ed_layout_height (layout)) / 2);
      for (guint j = 0; j < n_choices; j++)
        ed_sheet_box (sheet,
                      left + j * COLUMN + (COLUMN - BOX) / 2,
                      y + (height - BOX) / 2,
                      BOX,
                      chosen == j);
      ed_sheet_move (sheet, height);
    }
  ed_sheet_rule (sheet, ED_RULE_DIVIDER, ED_SHEET_LEFT, ed_sheet_y (sheet), ED_SHEET_WIDTH);
  ed_sheet_move (sheet, BELOW);
}

/* A choice with its box and its words. */
static PangoLayout *
set_choice (EdSheet *sheet, const EdField *field, guint i, gboolean is_chosen)
{
  return ed_sheet_set (sheet,
                       is_chosen ? ED_STYLE_CHOSEN : ED_STYLE_ANSWER,
                       say_word (sheet, field->name, field->choices[i].word),
                       ED_SHEET_WIDTH - BOX - BESIDE_BOX);
}

/* Where the next choice goes, WIDTH wide, after one that ended at X: on a new line when it does not
 * fit this one. */
static double
place_choice (double x, double width, double *y)
{
  if (x == 0 || x + BETWEEN_CHOICES + width <= ED_SHEET_WIDTH)
    return x == 0 ? 0 : x + BETWEEN_CHOICES;
  *y += CHOICE_HEIGHT;
  return 0;
}

void
ed_choice_draw (EdSheet *sheet, const EdField *field, gconstpointer record)
{
  gint64 chosen = ed_field_get_number (field, record);
  guint n = count_choices (field->choices);
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func (g_object_unref);
  double x = 0, height = 0, y = 0;

  for (guint i = 0; i < n; i++)
    {
      PangoLayout *layout = set_choice (sheet, field, i, chosen == i);
      double width = BOX + BESIDE_BOX + ed_layout_width (layout);

      x = place_choice (x, width, &height) + width;
      g_ptr_array_add (layouts, layout);
    }
  draw_question (sheet, field->name, height + CHOICE_HEIGHT);
  x = 0;
  for (guint i = 0; i < n; i++)
    {
      PangoLayout *layout = layouts->pdata[i];
      double width = BOX + BESIDE_BOX + ed_layout_width (layout);
      double left = place_choice (x, width, &y);

      ed_sheet_box (sheet, ED_SHEET_LEFT + left, ed_sheet_y (sheet) + y + 1, BOX, chosen == i);
      ed_sheet_show (sheet,
                     layout,
                     ED_SHEET_LEFT + left + BOX + BESIDE_BOX,
                     ed_sheet_y (sheet) + y);
      x = left + width;
    }
  ed_sheet_move (sheet, y + 14 + BELOW);
}
