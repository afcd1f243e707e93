/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/facts.h"

#include <math.h>

#define GAP 20.0
#define DATE_WIDTH 150.0
#define LABEL_HEIGHT 12.0
#define VALUE_HEIGHT 16.0

static double
measure (EdSheet *sheet, const EdFact *fact, double width)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (fact->value == NULL)
    return VALUE_HEIGHT;
  layout = ed_sheet_set (sheet, ED_STYLE_ANSWER, fact->value, width);
  return fmax (VALUE_HEIGHT, ed_layout_height (layout) + 2);
}

void
ed_facts_draw (EdSheet *sheet, const EdFact *facts, guint n, guint columns)
{
  double width = (ED_SHEET_WIDTH + GAP) / columns - GAP;

  for (guint i = 0; i < n; i += columns)
    {
      double height = 0;
      double y;

      for (guint j = i; j < MIN (n, i + columns); j++)
        height = fmax (height, measure (sheet, &facts[j], width));
      ed_sheet_need (sheet, LABEL_HEIGHT + height);
      y = ed_sheet_y (sheet) + LABEL_HEIGHT;
      for (guint j = i; j < MIN (n, i + columns); j++)
        {
          double x = ED_SHEET_LEFT + (j - i) * (width + GAP);

          ed_sheet_write (sheet, ED_STYLE_LABEL, facts[j].label, x, y - LABEL_HEIGHT, width);
          if (facts[j].value != NULL)
            ed_sheet_write (sheet, ED_STYLE_ANSWER, facts[j].value, x, y, width);
          ed_sheet_rule (sheet, ED_RULE_WRITING, x, y + height, width);
        }
      ed_sheet_move (sheet, LABEL_HEIGHT + height + 10);
    }
  ed_sheet_move (sheet, 8);
}

void
ed_signature_draw (EdSheet *sheet, const EdFact *date, const char *signature)
{
  double x = ED_SHEET_LEFT + DATE_WIDTH + GAP;
  double width = ED_SHEET_WIDTH - DATE_WIDTH - GAP;
  g_autoptr (PangoLayout) label = ed_sheet_set (sheet, ED_STYLE_LABEL, signature, width);
  double height = 44 + ed_layout_height (label);
  double y;

  ed_sheet_need (sheet, height);
  y = ed_sheet_y (sheet) + 36;
  if (date->value != NULL)
    ed_sheet_write (sheet, ED_STYLE_ANSWER, date->value, ED_SHEET_LEFT, y - 17, DATE_WIDTH);
  ed_sheet_rule (sheet, ED_RULE_WRITING, ED_SHEET_LEFT, y, DATE_WIDTH);
  ed_sheet_write (sheet, ED_STYLE_LABEL, date->label, ED_SHEET_LEFT, y + 4, DATE_WIDTH);
  ed_sheet_rule (sheet, ED_RULE_WRITING, x, y, width);
  ed_sheet_show (sheet, label, x, y + 4);
  ed_sheet_move (sheet, height);
}
