/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/reader.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

/* The longest side of an image surface of cairo's. */
#define MAX_SIDE_PIXELS 32767

/* A page with a text in a font that it does not bring along. The table of objects is left out:
 * poppler makes one. */
static const char page_without_fonts[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 28>>stream\n"
    "BT /F 9 Tf 9 9 Td (Aa) Tj ET\n"
    "endstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R>>\n";

EdReadCode
ed_reader_new (GBytes *document, EdReader **reader)
{
  EdPaperKind kind;

  if (g_bytes_get_size (document) > ED_PAPER_MAX_BYTES)
    return ED_READ_TOO_LARGE;
  if (!ed_paper_kind_from_content (document, &kind))
    return ED_READ_DAMAGED;
  if (kind == ED_PAPER_PDF)
    return ed_pdf_reader_new (document, reader);
  return ed_image_reader_new (document, kind, reader);
}

void
ed_reader_free (EdReader *reader)
{
  if (reader == NULL)
    return;
  ed_paper_free (reader->paper);
  reader->free (reader);
}

void
ed_reader_warm_up (void)
{
  static const char *const formats[] = { "jpeg", "png" };
  const EdDrawing drawing = { 0, 1.0, 0, 72 * 72 };
  g_autoptr (GBytes) document =
      g_bytes_new_static (page_without_fonts, strlen (page_without_fonts));
  g_autoptr (EdReader) reader = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (formats[i], NULL);

      if (loader != NULL)
        gdk_pixbuf_loader_close (loader, NULL);
    }
  if (ed_reader_new (document, &reader) == ED_READ_DONE)
    {
      g_autoptr (EdPageText) text = ed_reader_text (reader, 0);

      g_clear_pointer (&text, ed_page_text_free);
      cairo_surface_destroy (ed_reader_draw (reader, &drawing));
    }
}

static void
turn (cairo_t *cr, guint quarter_turns, double width, double height)
{
  static const double sides[4][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
  gboolean lying = quarter_turns % 2 == 1;

  cairo_translate (cr,
                   sides[quarter_turns][0] * (lying ? height : width),
                   sides[quarter_turns][1] * (lying ? width : height));
  cairo_rotate (cr, quarter_turns * G_PI_2);
}

static int
count_pixels (double length)
{
  return (int) CLAMP (round (length), 1, MAX_SIDE_PIXELS);
}

cairo_surface_t *
ed_reader_draw (EdReader *reader, const EdDrawing *drawing)
{
  EdPageSize *size = &reader->paper->pages[drawing->page];
  double width = size->width / (double) ED_PAPER_POINT;
  double height = size->height / (double) ED_PAPER_POINT;
  gboolean lying = drawing->quarter_turns % 2 == 1;
  double scale = drawing->scale;
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean drawn;
  int across, down;

  /* Half a pixel more on each side is what rounding may add. */
  if ((width * scale + 0.5) * (height * scale + 0.5) > drawing->max_pixels)
    scale = sqrt (drawing->max_pixels / (width * height));
  scale = MIN (scale, MAX_SIDE_PIXELS / MAX (width, height));
  across = count_pixels ((lying ? height : width) * scale);
  down = count_pixels ((lying ? width : height) * scale);
  while ((gint64) across * down > drawing->max_pixels)
    {
      across = MAX (across - 1, 1);
      down = MAX (down - 1, 1);
    }

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, across, down);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, across / (lying ? height : width), down / (lying ? width : height));
  turn (cr, drawing->quarter_turns, width, height);
  drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS && reader->draw (reader, drawing->page, cr)
          && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (!drawn)
    g_clear_pointer (&surface, cairo_surface_destroy);
  return surface;
}

EdPageText *
ed_reader_text (EdReader *reader, guint page)
{
  return reader->text (reader, page);
}
