/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/story.h"

#include "forms/flow.h"

#include <math.h>

#define BELOW_LABEL 4.0
#define BELOW 18.0
#define LINE_OF_TEXT 15.0

static void
draw_lines (EdSheet *sheet, guint lines)
{
  for (guint i = 0; i < lines; i++)
    {
      ed_sheet_move (sheet, ED_SHEET_LINE);
      ed_sheet_rule (sheet, ED_RULE_WRITING, ED_SHEET_LEFT, ed_sheet_y (sheet), ED_SHEET_WIDTH);
    }
}

void
ed_story_draw (EdSheet *sheet, const char *label, const char *text, guint lines)
{
  g_autoptr (PangoLayout) question = ed_sheet_set (sheet, ED_STYLE_QUESTION, label, ED_SHEET_WIDTH);
  g_autoptr (EdFlow) flow = ed_flow_new (sheet, ED_STYLE_ANSWER, text, ED_SHEET_WIDTH);
  double height = ed_layout_height (question) + BELOW_LABEL;

  ed_sheet_need (sheet,
                 height
                     + (text != NULL ? fmin (ed_flow_height (flow), 3 * LINE_OF_TEXT)
                                     : lines * ED_SHEET_LINE));
  ed_sheet_show (sheet, question, ED_SHEET_LEFT, ed_sheet_y (sheet));
  ed_sheet_move (sheet, height);
  if (text == NULL)
    draw_lines (sheet, lines);
  while (!ed_flow_is_done (flow))
    {
      ed_sheet_need (sheet, LINE_OF_TEXT);
      ed_sheet_move (sheet,
                     ed_flow_draw (flow, ED_SHEET_LEFT, ed_sheet_y (sheet), ed_sheet_room (sheet)));
      if (!ed_flow_is_done (flow))
        ed_sheet_turn (sheet);
    }
  ed_sheet_move (sheet, BELOW);
}
