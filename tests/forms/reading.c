/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/reading.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

/* Margins that no letter may leave; the printer's own are less. */
#define LEFT 55.0
#define RIGHT 540.5
#define TOP 34.0
#define BOTTOM (841.9 - 30.0)
/* Where the code is looked for: on the first page and on the others. */
static const struct
{
  double left, bottom;
} corners[] = { { 467, 125 }, { 481, 94 } };
/* Pixels a point. */
#define SCALE 8

static char *
collapse (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n\t\f", -1);
  g_autoptr (GString) collapsed = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (collapsed->len > 0)
        g_string_append_c (collapsed, ' ');
      g_string_append (collapsed, *word);
    }
  return g_string_free (g_steal_pointer (&collapsed), FALSE);
}

Reading *
reading_new (GBytes *pdf)
{
  Reading *self = g_new0 (Reading, 1);
  g_autoptr (GError) error = NULL;

  self->document = poppler_document_new_from_bytes (pdf, NULL, &error);
  g_assert_no_error (error);
  self->n_pages = (guint) poppler_document_get_n_pages (self->document);
  self->pages = g_new0 (char *, self->n_pages + 1);
  for (guint i = 0; i < self->n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (self->document, (int) i);
      g_autofree char *text = poppler_page_get_text (page);

      self->pages[i] = collapse (text);
      g_object_unref (page);
    }
  self->text = g_strjoinv (" ", self->pages);
  return self;
}

void
reading_free (Reading *self)
{
  g_object_unref (self->document);
  g_strfreev (self->pages);
  g_free (self->text);
  g_free (self);
}

void
reading_assert_a4 (Reading *self)
{
  for (guint i = 0; i < self->n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (self->document, (int) i);
      double width, height;

      poppler_page_get_size (page, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, 210 / 25.4 * 72, 0.5);
      g_assert_cmpfloat_with_epsilon (height, 297 / 25.4 * 72, 0.5);
      g_object_unref (page);
    }
}

/* The middle of a letter: glyph boxes are as high as the font and may touch those of other lines.
 */
static PopplerRectangle
take_core (const PopplerRectangle *box)
{
  double width = box->x2 - box->x1;
  double height = box->y2 - box->y1;

  return (PopplerRectangle){
    .x1 = box->x1 + width / 3,
    .x2 = box->x2 - width / 3,
    .y1 = box->y1 + height / 3,
    .y2 = box->y2 - height / 3,
  };
}

static void
check_letters (const PopplerRectangle *boxes, guint n, guint page)
{
  for (guint i = 0; i < n; i++)
    {
      PopplerRectangle a = take_core (&boxes[i]);

      if (boxes[i].x1 < LEFT || boxes[i].x2 > RIGHT || boxes[i].y1 < TOP || boxes[i].y2 > BOTTOM)
        g_error ("page %u: a letter at %.0f, %.0f is off the margins",
                 page + 1,
                 boxes[i].x1,
                 boxes[i].y1);
      for (guint j = i + 1; j < n; j++)
        {
          PopplerRectangle b = take_core (&boxes[j]);

          if (a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2)
            g_error ("page %u: letters on each other at %.0f, %.0f", page + 1, a.x1, a.y1);
        }
    }
}

static gboolean
is_same_box (const PopplerRectangle *a, const PopplerRectangle *b)
{
  return a->x1 == b->x1 && a->x2 == b->x2 && a->y1 == b->y1 && a->y2 == b->y2;
}

void
reading_assert_laid_out (Reading *self)
{
  for (guint i = 0; i < self->n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (self->document, (int) i);
      g_autofree char *text = poppler_page_get_text (page);
      g_autofree PopplerRectangle *all = NULL;
      g_autofree PopplerRectangle *boxes = NULL;
      const char *letter = text;
      guint n, n_boxes = 0;

      g_assert_true (poppler_page_get_text_layout (page, &all, &n));
      g_assert_cmpint (n, ==, g_utf8_strlen (text, -1));
      boxes = g_new (PopplerRectangle, n);
      for (guint j = 0; j < n; j++, letter = g_utf8_next_char (letter))
        {
          /* A ligature is one box for several letters. */
          if (!g_ascii_isspace (*letter)
              && (n_boxes == 0 || !is_same_box (&boxes[n_boxes - 1], &all[j])))
            boxes[n_boxes++] = all[j];
        }
      check_letters (boxes, n_boxes, i);
      g_object_unref (page);
    }
}

void
reading_assert_fonts_embedded (Reading *self)
{
  PopplerFontInfo *fonts = poppler_font_info_new (self->document);
  PopplerFontsIter *font = NULL;
  guint n = 0;

  g_assert_true (poppler_font_info_scan (fonts, (int) self->n_pages, &font));
  do
    {
      g_assert_true (poppler_fonts_iter_is_embedded (font));
      n++;
    }
  while (poppler_fonts_iter_next (font));
  g_assert_cmpuint (n, >=, 2); /* upright and bold at least */
  poppler_fonts_iter_free (font);
  poppler_font_info_free (fonts);
}

/* The upper right corner of the page. */
static cairo_surface_t *
paint_corner (PopplerPage *page, int *width, int *height)
{
  guint corner = poppler_page_get_index (page) > 0;
  double page_width;
  cairo_surface_t *picture;
  cairo_t *cairo;

  poppler_page_get_size (page, &page_width, NULL);
  *width = (int) ((page_width - corners[corner].left) * SCALE);
  *height = (int) (corners[corner].bottom * SCALE);
  picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, *width, *height);
  cairo = cairo_create (picture);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, SCALE, SCALE);
  cairo_translate (cairo, -corners[corner].left, 0);
  poppler_page_render (page, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (picture);
  return picture;
}

static gboolean
is_dark (cairo_surface_t *picture, int x, int y)
{
  const guint32 *row =
      (const guint32 *) (cairo_image_surface_get_data (picture)
                         + (gsize) y * (gsize) cairo_image_surface_get_stride (picture));

  return (row[x] & 0xff) < 0x80;
}

/* The smallest rectangle with all that is dark. */
static cairo_rectangle_int_t
bound_darkness (cairo_surface_t *picture, int width, int height)
{
  cairo_rectangle_int_t bounds = { width, height, 0, 0 };
  int right = 0, bottom = 0;

  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          if (!is_dark (picture, x, y))
            continue;
          bounds.x = MIN (bounds.x, x);
          bounds.y = MIN (bounds.y, y);
          right = MAX (right, x + 1);
          bottom = MAX (bottom, y + 1);
        }
    }
  bounds.width = right - bounds.x;
  bounds.height = bottom - bounds.y;
  return bounds;
}

void
reading_assert_code (Reading *self, guint number, const char *text)
{
  PopplerPage *page = poppler_document_get_page (self->document, (int) number);
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  int width, height;
  cairo_surface_t *picture = paint_corner (page, &width, &height);
  cairo_rectangle_int_t bounds = bound_darkness (picture, width, height);
  double module = (double) bounds.width / code->width;

  g_assert_cmpint (ABS (bounds.width - bounds.height), <=, 2);
  g_assert_cmpfloat (module, >=, 0.35 / 25.4 * 72 * SCALE); /* what a scanner of 200 dpi sees */
  /* Nothing else is dark in the corner, which is larger than code and quiet zone. */
  g_assert_cmpint (bounds.x, >, 4 * module);
  g_assert_cmpint (bounds.y, >, 4 * module);
  g_assert_cmpint (height - bounds.y - bounds.height, >, 4 * module);
  g_assert_cmpint (width - bounds.x - bounds.width, >, 4 * module);
  for (int row = 0; row < code->width; row++)
    {
      for (int column = 0; column < code->width; column++)
        g_assert_cmpint (is_dark (picture,
                                  bounds.x + (int) floor ((column + 0.5) * module),
                                  bounds.y + (int) floor ((row + 0.5) * module)),
                         ==,
                         code->data[row * code->width + column] & 1);
    }
  cairo_surface_destroy (picture);
  QRcode_free (code);
  g_object_unref (page);
}

void
reading_assert_says (Reading *self, const char *text)
{
  if (strstr (self->text, text) == NULL)
    g_error ("'%s' is not in: %s", text, self->text);
}

void
reading_assert_silent (Reading *self, const char *text)
{
  if (strstr (self->text, text) != NULL)
    g_error ("'%s' should not be in: %s", text, self->text);
}
