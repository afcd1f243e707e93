/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "render/paper.h"

#include <gtk/gtk.h>

/* Where pages lie that are shown one below the other, in pixels of the window. Pure. */

/* Pixels a point at 100 %: 96 to the inch. */
#define ED_PREVIEW_FULL_SIZE (96.0 / 72.0)
#define ED_PREVIEW_GAP 12

typedef struct
{
  const EdPaper *paper; /* not owned */
  double scale;         /* pixels per point */
  guint quarter_turns;
  int width;
  int height;
  GdkRectangle *pages;
} EdPreviewLayout;

/* A place on a page that stays the same at any scale: 0 to 1 across and down the page as it is
 * shown, and a little more in the gaps around it. */
typedef struct
{
  guint page;
  double x, y;
} EdPreviewPlace;

/* What stays at (X, Y) of the window when pages are laid out anew. */
typedef struct
{
  EdPreviewPlace place;
  double x, y;
} EdPreviewKept;

/* Pages narrower than VIEWPORT_WIDTH lie in its middle. */
EdPreviewLayout *
ed_preview_layout_new (const EdPaper *paper, double scale, guint quarter_turns, int viewport_width);
void ed_preview_layout_free (EdPreviewLayout *layout);

/* The scale at which the widest page just fits into VIEWPORT_WIDTH. */
double ed_preview_layout_fit (const EdPaper *paper, guint quarter_turns, int viewport_width);

/* The page at height Y, or the one after the gap that is there; the last one below all. */
guint ed_preview_layout_page_at (const EdPreviewLayout *layout, int y);

EdPreviewPlace ed_preview_layout_place_at (const EdPreviewLayout *layout, double x, double y);
graphene_point_t
ed_preview_layout_point_of (const EdPreviewLayout *layout, const EdPreviewPlace *place);
/* The beginning of page PAGE, from 0, at that of a window WIDTH wide. */
EdPreviewKept ed_preview_layout_keep_top (guint page, int width);

/* BOX of page PAGE as it is shown. */
graphene_rect_t
ed_preview_layout_box (const EdPreviewLayout *layout, guint page, const EdTextBox *box);

/* A point that is shown, on page PAGE's paper. */
void ed_preview_layout_on_paper (const EdPreviewLayout *layout,
                                 guint page,
                                 double x,
                                 double y,
                                 gint32 *paper_x,
                                 gint32 *paper_y);

/* The next of the usual steps of zoom (1.0 is 100 %) above or below ZOOM. */
double ed_preview_zoom_step (double zoom, gboolean closer);
#define ED_PREVIEW_ZOOM_MIN 0.25
#define ED_PREVIEW_ZOOM_MAX 4.0

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPreviewLayout, ed_preview_layout_free)
