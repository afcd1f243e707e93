/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/reader.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

/* A pixel of an image is 1/96 inch on paper, as on a screen at 100 %. */
#define HUNDREDTHS_PER_PIXEL (ED_PAPER_POINT * 72.0 / 96)

/* How much the decoder is given at a time. */
#define MOUTHFUL ((gsize) 64 * 1024)

typedef struct
{
  EdReader reader;
  cairo_surface_t *surface;
} ImageReader;

typedef struct
{
  gint64 pixels;
  gboolean too_large;
} Dimensions;

static gboolean
draw_image (EdReader *reader, guint page, cairo_t *cr)
{
  ImageReader *self = (ImageReader *) reader;
  EdPageSize *size = &reader->paper->pages[0];

  cairo_scale (
      cr,
      size->width / (double) ED_PAPER_POINT / cairo_image_surface_get_width (self->surface),
      size->height / (double) ED_PAPER_POINT / cairo_image_surface_get_height (self->surface));
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr,
                   0,
                   0,
                   cairo_image_surface_get_width (self->surface),
                   cairo_image_surface_get_height (self->surface));
  cairo_fill (cr);
  return TRUE;
}

static EdPageText *
read_image (EdReader *reader, guint page)
{
  EdPageText *text = g_new0 (EdPageText, 1);

  text->text = g_strdup ("");
  text->boxes = g_new0 (EdTextBox, 1);
  return text;
}

static void
free_reader (EdReader *reader)
{
  ImageReader *self = (ImageReader *) reader;

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

/* Called when the decoder has seen the dimensions, before it takes memory for them. */
static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Dimensions *dimensions = data;
  double factor;

  dimensions->pixels = (gint64) width * height;
  if (dimensions->pixels > ED_PAPER_MAX_IMAGE_PIXELS)
    {
      dimensions->too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0); /* it gives up */
    }
  else if (dimensions->pixels > ED_PAPER_MAX_PIXELS)
    {
      factor = sqrt (ED_PAPER_MAX_PIXELS / (double) dimensions->pixels);
      gdk_pixbuf_loader_set_size (loader,
                                  MAX ((int) (width * factor), 1),
                                  MAX ((int) (height * factor), 1));
    }
}

static GdkPixbuf *
decode (GBytes *document, EdPaperKind kind, Dimensions *dimensions)
{
  const char *format = kind == ED_PAPER_JPEG ? "jpeg" : "png";
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (format, NULL);
  gsize length, at = 0;
  const guint8 *bytes = g_bytes_get_data (document, &length);
  gboolean good = loader != NULL;
  GdkPixbuf *pixbuf;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), dimensions);
  while (good && at < length && !dimensions->too_large)
    {
      gsize next = MIN (MOUTHFUL, length - at);

      good = gdk_pixbuf_loader_write (loader, bytes + at, next, NULL);
      at += next;
    }
  good = gdk_pixbuf_loader_close (loader, NULL) && good && !dimensions->too_large;
  pixbuf = good ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

static guint32
premultiply (const guint8 *pixel, gboolean has_alpha)
{
  guint32 alpha = has_alpha ? pixel[3] : 0xff;
  guint32 red = (pixel[0] * alpha + 127) / 255;
  guint32 green = (pixel[1] * alpha + 127) / 255;
  guint32 blue = (pixel[2] * alpha + 127) / 255;

  return alpha << 24 | red << 16 | green << 8 | blue;
}

static cairo_surface_t *
copy_to_surface (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  gboolean has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *rows = cairo_image_surface_get_data (surface);
  gsize stride;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  for (int y = 0; y < height; y++)
    {
      const guint8 *from =
          gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (guint32 *) (gpointer) (rows + (gsize) y * stride);

      for (int x = 0; x < width; x++)
        to[x] = premultiply (from + (gsize) x * channels, has_alpha);
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

EdReadCode
ed_image_reader_new (GBytes *document, EdPaperKind kind, EdReader **reader)
{
  Dimensions dimensions = { 0, FALSE };
  g_autoptr (GdkPixbuf) pixbuf = decode (document, kind, &dimensions);
  cairo_surface_t *surface = pixbuf != NULL ? copy_to_surface (pixbuf) : NULL;
  ImageReader *self;
  double shrunk;

  if (surface == NULL)
    return dimensions.too_large ? ED_READ_TOO_LARGE : ED_READ_DAMAGED;

  shrunk = sqrt (dimensions.pixels
                 / ((double) gdk_pixbuf_get_width (pixbuf) * gdk_pixbuf_get_height (pixbuf)));
  self = g_new0 (ImageReader, 1);
  self->reader.draw = draw_image;
  self->reader.text = read_image;
  self->reader.free = free_reader;
  self->reader.paper = g_new0 (EdPaper, 1);
  self->reader.paper->kind = kind;
  self->reader.paper->n_pages = 1;
  self->reader.paper->pages = g_new (EdPageSize, 1);
  self->reader.paper->pages[0].width =
      (guint32) CLAMP (round (gdk_pixbuf_get_width (pixbuf) * shrunk) * HUNDREDTHS_PER_PIXEL,
                       1,
                       ED_PAPER_MAX_SIDE);
  self->reader.paper->pages[0].height =
      (guint32) CLAMP (round (gdk_pixbuf_get_height (pixbuf) * shrunk) * HUNDREDTHS_PER_PIXEL,
                       1,
                       ED_PAPER_MAX_SIDE);
  self->surface = surface;
  *reader = &self->reader;
  return ED_READ_DONE;
}
