/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-paint.h"

#include <glib/gi18n.h>

static void
mark_boxes (const EdPreviewScene *scene,
            GtkSnapshot *snapshot,
            guint page,
            const GArray *boxes,
            const GdkRGBA *colour)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      graphene_rect_t rect =
          ed_preview_layout_box (scene->layout, page, &g_array_index (boxes, EdTextBox, i));

      gtk_snapshot_append_color (snapshot, colour, &rect);
    }
}

static void
mark_matches (const EdPreviewScene *scene, GtkSnapshot *snapshot, guint page)
{
  const GdkRGBA yellow = { 0.97f, 0.83f, 0.18f, 0.45f };
  const GdkRGBA orange = { 1.0f, 0.47f, 0.0f, 0.6f };
  const EdPreviewMatch *current = ed_preview_search_current (scene->search);
  const EdPreviewMatch *first;
  guint n = ed_preview_search_on_page (scene->search, page, &first);

  for (guint i = 0; i < n; i++)
    mark_boxes (scene, snapshot, page, first[i].boxes, &first[i] == current ? &orange : &yellow);
}

/* On the paper, so dark on white whatever the theme. */
static void
write_trouble (const EdPreviewScene *scene, GtkSnapshot *snapshot, const GdkRectangle *page)
{
  const GdkRGBA grey = { 0.3f, 0.3f, 0.3f, 1.0f };
  g_autoptr (PangoLayout) text =
      gtk_widget_create_pango_layout (scene->widget, _ ("This page cannot be shown."));
  int width, height;

  pango_layout_set_width (text, MAX (page->width - 24, 1) * PANGO_SCALE);
  pango_layout_set_alignment (text, PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (text, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float) page->x + 12,
                            (float) page->y + (float) MAX (page->height - height, 0) / 2));
  gtk_snapshot_append_layout (snapshot, text, &grey);
  gtk_snapshot_restore (snapshot);
}

void
ed_preview_paint_page (const EdPreviewScene *scene, GtkSnapshot *snapshot, guint number)
{
  const GdkRGBA white = { 1.0f, 1.0f, 1.0f, 1.0f };
  const GdkRGBA line = { 0.0f, 0.0f, 0.0f, 0.25f };
  const GdkRGBA blue = { 0.21f, 0.52f, 0.89f, 0.35f };
  const GdkRectangle *page = &scene->layout->pages[number];
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) page->x,
                                             (float) page->y,
                                             (float) page->width,
                                             (float) page->height);
  GskRoundedRect edge;
  GdkTexture *picture = ed_preview_document_picture (scene->document, number);
  const GArray *selected = ed_preview_selection_boxes (scene->selection, number);

  gsk_rounded_rect_init_from_rect (&edge, &rect, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &edge, &line, 0, 1, 1, 3);
  gtk_snapshot_append_color (snapshot, &white, &rect);
  if (picture != NULL)
    gtk_snapshot_append_texture (snapshot, picture, &rect);
  else if (ed_preview_document_trouble (scene->document, number) != NULL)
    write_trouble (scene, snapshot, page);
  mark_matches (scene, snapshot, number);
  if (selected != NULL)
    mark_boxes (scene, snapshot, number, selected, &blue);
}
