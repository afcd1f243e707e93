/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-layout.h"

#include <math.h>

static const double steps[] = { 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0 };

static int
measure (guint32 length, double scale)
{
  return MAX (1, (int) round (length * scale / ED_PAPER_POINT));
}

static gboolean
is_lying (guint quarter_turns)
{
  return quarter_turns % 2 == 1;
}

EdPreviewLayout *
ed_preview_layout_new (const EdPaper *paper, double scale, guint quarter_turns, int viewport_width)
{
  EdPreviewLayout *layout = g_new0 (EdPreviewLayout, 1);
  gboolean lying = is_lying (quarter_turns);
  int y = ED_PREVIEW_GAP;

  layout->paper = paper;
  layout->scale = scale;
  layout->quarter_turns = quarter_turns % 4;
  layout->pages = g_new (GdkRectangle, paper->n_pages);
  layout->width = viewport_width;
  for (guint i = 0; i < paper->n_pages; i++)
    {
      GdkRectangle *page = &layout->pages[i];

      page->width = measure (lying ? paper->pages[i].height : paper->pages[i].width, scale);
      page->height = measure (lying ? paper->pages[i].width : paper->pages[i].height, scale);
      page->y = y;
      y += page->height + ED_PREVIEW_GAP;
      layout->width = MAX (layout->width, page->width + 2 * ED_PREVIEW_GAP);
    }
  layout->height = y;
  for (guint i = 0; i < paper->n_pages; i++)
    layout->pages[i].x = (layout->width - layout->pages[i].width) / 2;
  return layout;
}

void
ed_preview_layout_free (EdPreviewLayout *layout)
{
  if (layout == NULL)
    return;
  g_free (layout->pages);
  g_free (layout);
}

double
ed_preview_layout_fit (const EdPaper *paper, guint quarter_turns, int viewport_width)
{
  guint32 widest = 1;

  for (guint i = 0; i < paper->n_pages; i++)
    widest =
        MAX (widest, is_lying (quarter_turns) ? paper->pages[i].height : paper->pages[i].width);
  return MAX (viewport_width - 2 * ED_PREVIEW_GAP, 1) * (double) ED_PAPER_POINT / widest;
}

guint
ed_preview_layout_page_at (const EdPreviewLayout *layout, int y)
{
  guint from = 0, to = layout->paper->n_pages - 1;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (layout->pages[middle].y + layout->pages[middle].height > y)
        to = middle;
      else
        from = middle + 1;
    }
  return from;
}

EdPreviewPlace
ed_preview_layout_place_at (const EdPreviewLayout *layout, double x, double y)
{
  guint number = ed_preview_layout_page_at (layout, (int) y);
  const GdkRectangle *page = &layout->pages[number];

  return (EdPreviewPlace){ number, (x - page->x) / page->width, (y - page->y) / page->height };
}

graphene_point_t
ed_preview_layout_point_of (const EdPreviewLayout *layout, const EdPreviewPlace *place)
{
  const GdkRectangle *page = &layout->pages[place->page];

  return GRAPHENE_POINT_INIT ((float) (page->x + place->x * page->width),
                              (float) (page->y + place->y * page->height));
}

EdPreviewKept
ed_preview_layout_keep_top (guint page, int width)
{
  return (EdPreviewKept){ { page, 0.5, 0 }, width / 2.0, ED_PREVIEW_GAP };
}

/* From the paper, in pixels, to the page as it is turned; both from their top left corners. */
static void
turn_point (const EdPreviewLayout *layout, guint page, double *x, double *y)
{
  double width = layout->pages[page].width, height = layout->pages[page].height;
  double from_x = *x, from_y = *y;

  switch (layout->quarter_turns)
    {
    case 1:
      *x = width - from_y;
      *y = from_x;
      break;
    case 2:
      *x = width - from_x;
      *y = height - from_y;
      break;
    case 3:
      *x = from_y;
      *y = height - from_x;
      break;
    default:
      break;
    }
}

static void
turn_point_back (const EdPreviewLayout *layout, guint page, double *x, double *y)
{
  double width = layout->pages[page].width, height = layout->pages[page].height;
  double from_x = *x, from_y = *y;

  switch (layout->quarter_turns)
    {
    case 1:
      *x = from_y;
      *y = width - from_x;
      break;
    case 2:
      *x = width - from_x;
      *y = height - from_y;
      break;
    case 3:
      *x = height - from_y;
      *y = from_x;
      break;
    default:
      break;
    }
}

graphene_rect_t
ed_preview_layout_box (const EdPreviewLayout *layout, guint page, const EdTextBox *box)
{
  double factor = layout->scale / ED_PAPER_POINT;
  double left = box->left * factor, top = box->top * factor;
  double right = box->right * factor, bottom = box->bottom * factor;

  turn_point (layout, page, &left, &top);
  turn_point (layout, page, &right, &bottom);
  return GRAPHENE_RECT_INIT ((float) (layout->pages[page].x + MIN (left, right)),
                             (float) (layout->pages[page].y + MIN (top, bottom)),
                             (float) fabs (right - left),
                             (float) fabs (bottom - top));
}

void
ed_preview_layout_on_paper (const EdPreviewLayout *layout,
                            guint page,
                            double x,
                            double y,
                            gint32 *paper_x,
                            gint32 *paper_y)
{
  double factor = ED_PAPER_POINT / layout->scale;

  x -= layout->pages[page].x;
  y -= layout->pages[page].y;
  turn_point_back (layout, page, &x, &y);
  *paper_x = (gint32) CLAMP (round (x * factor), -1e9, 1e9);
  *paper_y = (gint32) CLAMP (round (y * factor), -1e9, 1e9);
}

double
ed_preview_zoom_step (double zoom, gboolean closer)
{
  const double hair = 0.005; /* what a percentage does not show */

  if (closer)
    {
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (steps[i] > zoom + hair)
          return steps[i];
      return ED_PREVIEW_ZOOM_MAX;
    }
  for (guint i = G_N_ELEMENTS (steps); i > 0; i--)
    if (steps[i - 1] < zoom - hair)
      return steps[i - 1];
  return ED_PREVIEW_ZOOM_MIN;
}
