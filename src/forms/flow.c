/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/flow.h"

struct _EdFlow
{
  EdSheet *sheet;
  PangoLayout *layout;
  PangoLayoutIter *next; /* the first line that is not drawn; NULL when all are */
};

EdFlow *
ed_flow_new (EdSheet *sheet, EdStyle style, const char *text, double width)
{
  EdFlow *self = g_new0 (EdFlow, 1);

  self->sheet = sheet;
  self->layout = ed_sheet_set (sheet, style, text != NULL ? text : "", width);
  if (text != NULL)
    self->next = pango_layout_get_iter (self->layout);
  return self;
}

void
ed_flow_free (EdFlow *self)
{
  g_clear_pointer (&self->next, pango_layout_iter_free);
  g_object_unref (self->layout);
  g_free (self);
}

double
ed_flow_height (EdFlow *self)
{
  int top;

  if (self->next == NULL)
    return 0;
  pango_layout_iter_get_line_yrange (self->next, &top, NULL);
  return ed_layout_height (self->layout) - (double) top / PANGO_SCALE;
}

gboolean
ed_flow_is_done (EdFlow *self)
{
  return self->next == NULL;
}

double
ed_flow_draw (EdFlow *self, double x, double y, double room)
{
  int top, bottom;
  double height = 0;

  if (self->next == NULL)
    return 0;
  pango_layout_iter_get_line_yrange (self->next, &top, &bottom);
  while ((double) (bottom - top) / PANGO_SCALE <= room)
    {
      PangoRectangle logical;
      int baseline = pango_layout_iter_get_baseline (self->next);

      pango_layout_iter_get_line_extents (self->next, NULL, &logical);
      ed_sheet_show_line (self->sheet,
                          self->layout,
                          pango_layout_iter_get_line_readonly (self->next),
                          x + (double) logical.x / PANGO_SCALE,
                          y + (double) (baseline - top) / PANGO_SCALE);
      height = (double) (bottom - top) / PANGO_SCALE;
      if (!pango_layout_iter_next_line (self->next))
        {
          g_clear_pointer (&self->next, pango_layout_iter_free);
          break;
        }
      pango_layout_iter_get_line_yrange (self->next, NULL, &bottom);
    }
  return height;
}
