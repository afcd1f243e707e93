/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Good documents by the real rendering program: sizes, colours at points, words where the ink is.
 */

#include "render/renderer.h"
#include "sample-documents.h"

#include <math.h>
#include <string.h>

#define WHITE 0xffffffff
#define BLACK 0xff000000
#define RED 0xffff0000
#define GREEN 0xff00ff00
#define BLUE 0xff0000ff

static const char *program;

static EdRenderer *
open_document (GBytes *document, EdPaper **paper)
{
  EdRenderer *renderer = ed_renderer_new (program, document);
  g_autoptr (GError) error = NULL;

  *paper = ed_renderer_open (renderer, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (*paper);
  return renderer;
}

static EdPixels *
draw (EdRenderer *renderer, guint page, double scale, guint quarter_turns)
{
  const EdDrawing drawing = { page, scale, quarter_turns, ED_PAPER_MAX_PIXELS };
  g_autoptr (GError) error = NULL;
  EdPixels *pixels = ed_renderer_draw (renderer, &drawing, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pixels);
  return pixels;
}

/* 0xAARRGGBB. */
static guint32
colour_at (const EdPixels *pixels, guint x, guint y)
{
  const guint8 *rows = g_bytes_get_data (pixels->rows, NULL);
  const guint8 *pixel = rows + ((gsize) y * pixels->width + x) * 4;

  g_assert_cmpuint (x, <, pixels->width);
  g_assert_cmpuint (y, <, pixels->height);
  return (guint32) pixel[3] << 24 | (guint32) pixel[2] << 16 | (guint32) pixel[1] << 8 | pixel[0];
}

/* JPEG loses a little. */
static void
assert_nearly (guint32 colour, guint32 expected)
{
  for (guint shift = 0; shift < 32; shift += 8)
    g_assert_cmpint (ABS ((int) (colour >> shift & 0xff) - (int) (expected >> shift & 0xff)), <, 8);
}

static void
test_pdf_says_its_pages (void)
{
  static const EdPageSize expected[] = { { 59500, 84200 }, { 84200, 59500 }, { 20000, 10000 } };
  g_autoptr (GBytes) document = ed_sample_pdf ();
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);

  g_assert_cmpint (paper->kind, ==, ED_PAPER_PDF);
  g_assert_cmpuint (paper->n_pages, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpint (ABS ((int) paper->pages[i].width - (int) expected[i].width), <=, 100);
      g_assert_cmpint (ABS ((int) paper->pages[i].height - (int) expected[i].height), <=, 100);
    }
}

static void
test_pdf_is_drawn (void)
{
  g_autoptr (GBytes) document = ed_sample_pdf ();
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);
  g_autoptr (EdPixels) first = draw (renderer, 0, 1.0, 0);
  g_autoptr (EdPixels) second = draw (renderer, 1, 0.5, 0);
  g_autoptr (EdPixels) third = draw (renderer, 2, 2.0, 0);

  g_assert_cmpuint (first->width, ==, 595);
  g_assert_cmpuint (first->height, ==, 842);
  g_assert_cmphex (colour_at (first, 5, 5), ==, RED);
  g_assert_cmphex (colour_at (first, 95, 95), ==, RED);
  g_assert_cmphex (colour_at (first, 105, 5), ==, WHITE);
  g_assert_cmphex (colour_at (first, 5, 105), ==, WHITE);
  g_assert_cmpuint (second->width, ==, 421);
  g_assert_cmphex (colour_at (second, 210, 149), ==, BLUE);
  g_assert_cmpuint (third->width, ==, 400);
  g_assert_cmpuint (third->height, ==, 200);
  g_assert_cmphex (colour_at (third, 399, 199), ==, WHITE);
}

static void
test_page_turns_clockwise (void)
{
  /* Where the red corner of the first page is after each turn. */
  static const struct
  {
    guint width, height, red_x, red_y, white_x, white_y;
  } turns[] = {
    { 595, 842, 10, 10, 585, 832 },
    { 842, 595, 832, 10, 10, 585 },
    { 595, 842, 585, 832, 10, 10 },
    { 842, 595, 10, 585, 832, 10 },
  };
  g_autoptr (GBytes) document = ed_sample_pdf ();
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autoptr (EdPixels) pixels = draw (renderer, 0, 1.0, i);

      g_test_message ("%u quarter turns", i);
      g_assert_cmpuint (pixels->width, ==, turns[i].width);
      g_assert_cmpuint (pixels->height, ==, turns[i].height);
      g_assert_cmphex (colour_at (pixels, turns[i].red_x, turns[i].red_y), ==, RED);
      g_assert_cmphex (colour_at (pixels, turns[i].white_x, turns[i].white_y), ==, WHITE);
    }
}

static void
test_pixels_are_bounded (void)
{
  const EdDrawing drawing = { 0, 40.0, 0, 10000 };
  g_autoptr (GBytes) document = ed_sample_pdf ();
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdPixels) pixels = ed_renderer_draw (renderer, &drawing, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pixels->width * pixels->height, <=, 10000);
  g_assert_cmpuint (pixels->width * pixels->height, >, 9000);
  g_assert_cmpfloat_with_epsilon (pixels->width / (double) pixels->height, 595 / 842.0, 0.02);
  g_assert_cmphex (colour_at (pixels, 2, 2), ==, RED);
}

static void
test_thumbnail_fits (void)
{
  g_autoptr (GBytes) document = ed_sample_pdf ();
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);

  for (guint i = 0; i < paper->n_pages; i++)
    {
      EdDrawing drawing = ed_drawing_for_thumbnail (paper, i, 120);
      g_autoptr (EdPixels) pixels = ed_renderer_draw (renderer, &drawing, NULL, NULL);

      g_assert_nonnull (pixels);
      g_assert_cmpuint (MAX (pixels->width, pixels->height), ==, 120);
    }
}

/* Every word has ink in its boxes, and there is no ink elsewhere. */
static void
assert_ink_is_in_boxes (const EdPixels *pixels, const EdPageText *text, double scale)
{
  g_autofree gboolean *inked = g_new0 (gboolean, text->n_boxes);
  const char *at = text->text;

  for (guint y = 0; y < pixels->height; y++)
    for (guint x = 0; x < pixels->width; x++)
      {
        gboolean inside = colour_at (pixels, x, y) == WHITE;

        for (guint i = 0; i < text->n_boxes && colour_at (pixels, x, y) != WHITE; i++)
          {
            const EdTextBox *box = &text->boxes[i];
            double factor = scale / ED_PAPER_POINT;

            if (x + 4 > box->left * factor && x < box->right * factor + 4
                && y + 4 > box->top * factor && y < box->bottom * factor + 4)
              inside = inked[i] = TRUE;
          }
        g_assert_true (inside);
      }
  for (guint i = 0; i < text->n_boxes; i++, at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_assert_true (inked[i]);
}

static void
test_text_is_where_the_ink_is (gconstpointer data)
{
  int degrees = GPOINTER_TO_INT (data);
  /* The box does not begin at 0, and the font is the system's. */
  g_autoptr (GBytes) document =
      ed_sample_page ("50 20 350 220", degrees, "BT /F 36 Tf 70 80 Td (Hand in time) Tj ET");
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdPageText) text = ed_renderer_read (renderer, 0, NULL, &error);
  g_autoptr (EdPixels) pixels = draw (renderer, 0, 1.0, 0);
  gboolean lying = degrees % 180 != 0;

  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "Hand in time");
  g_assert_cmpuint (paper->pages[0].width, ==, lying ? 20000 : 30000);
  g_assert_cmpuint (paper->pages[0].height, ==, lying ? 30000 : 20000);
  assert_ink_is_in_boxes (pixels, text, 1.0);
}

static void
test_hungarian_text_is_read (void)
{
  g_autoptr (GBytes) document = ed_sample_pdf ();
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);
  g_autoptr (GError) error = NULL;
  g_autoptr (EdPageText) text = ed_renderer_read (renderer, 0, NULL, &error);
  g_autoptr (EdPageText) blank = ed_renderer_read (renderer, 2, NULL, NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, ED_SAMPLE_WORDS);
  g_assert_cmpint (text->boxes[0].left, >, 1900);
  g_assert_cmpint (text->boxes[0].right, <, 6000);
  g_assert_cmpint (text->boxes[0].top, >, 24000);
  g_assert_cmpint (text->boxes[0].bottom, <, 32000);
  g_assert_cmpint (text->boxes[1].left, >, text->boxes[0].left);
  g_assert_cmpstr (blank->text, ==, "");
}

static void
test_image_is_drawn (gconstpointer data)
{
  const char *format = data;
  g_autoptr (GBytes) document = ed_sample_image (format, 400, 200, FALSE);
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);
  g_autoptr (EdPixels) pixels = draw (renderer, 0, 96 / 72.0, 0);
  g_autoptr (EdPixels) turned = draw (renderer, 0, 48 / 72.0, 1);
  g_autoptr (EdPageText) text = ed_renderer_read (renderer, 0, NULL, NULL);

  g_assert_cmpint (paper->kind, ==, strcmp (format, "png") == 0 ? ED_PAPER_PNG : ED_PAPER_JPEG);
  g_assert_cmpuint (paper->n_pages, ==, 1);
  g_assert_cmpuint (paper->pages[0].width, ==, 30000);
  g_assert_cmpuint (paper->pages[0].height, ==, 15000);
  g_assert_cmpuint (pixels->width, ==, 400);
  g_assert_cmpuint (pixels->height, ==, 200);
  assert_nearly (colour_at (pixels, 10, 10), RED);
  assert_nearly (colour_at (pixels, 10, 190), GREEN);
  assert_nearly (colour_at (pixels, 390, 190), BLUE);
  g_assert_cmpuint (turned->width, ==, 100);
  assert_nearly (colour_at (turned, 90, 10), RED);
  assert_nearly (colour_at (turned, 10, 10), GREEN);
  assert_nearly (colour_at (turned, 10, 190), BLUE);
  g_assert_cmpstr (text->text, ==, "");
}

static void
test_transparent_image_is_on_white (void)
{
  g_autoptr (GBytes) document = ed_sample_image ("png", 40, 40, TRUE);
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);
  g_autoptr (EdPixels) pixels = draw (renderer, 0, 96 / 72.0, 0);

  g_assert_cmphex (colour_at (pixels, 10, 30), ==, GREEN);
  g_assert_cmphex (colour_at (pixels, 30, 30), ==, WHITE);
}

/* Larger than is kept of it, within what is taken: the paper has its full size. */
static void
test_large_image_is_shrunk (gconstpointer format)
{
  g_autoptr (GBytes) document = ed_sample_image (format, 4400, 4000, FALSE);
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);
  g_autoptr (EdPixels) pixels = draw (renderer, 0, 0.1, 0);

  g_assert_cmpint (ABS ((int) paper->pages[0].width - 4400 * 75), <=, 2 * 75);
  g_assert_cmpint (ABS ((int) paper->pages[0].height - 4000 * 75), <=, 2 * 75);
  assert_nearly (colour_at (pixels, 10, 10), RED);
  assert_nearly (colour_at (pixels, pixels->width - 10, pixels->height - 10), BLUE);
}

static void
test_refusals_say_why (void)
{
  g_autofree guint8 *long_zeros = g_malloc0 (ED_PAPER_MAX_BYTES + 1);
  g_autoptr (GBytes) sample = ed_sample_pdf ();
  struct
  {
    GBytes *document;
    int code;
  } cases[] = {
    { g_bytes_new_static ("", 0), ED_RENDER_ERROR_DAMAGED },
    { g_bytes_new_static ("Dear colleague", 14), ED_RENDER_ERROR_DAMAGED },
    { g_bytes_new_from_bytes (sample, 0, 40), ED_RENDER_ERROR_DAMAGED },
    { ed_sample_locked_pdf (), ED_RENDER_ERROR_PASSWORD },
    { g_bytes_new_static (long_zeros, ED_PAPER_MAX_BYTES + 1), ED_RENDER_ERROR_TOO_LARGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EdRenderer) renderer = ed_renderer_new (program, cases[i].document);
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_null (ed_renderer_open (renderer, NULL, &error));
      g_assert_error (error, ED_RENDER_ERROR, cases[i].code);
      g_bytes_unref (cases[i].document);
    }
}

static void
test_page_that_is_not_there_is_an_error (void)
{
  const EdDrawing drawing = { 3, 1.0, 0, 1000 };
  g_autoptr (GBytes) document = ed_sample_pdf ();
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdRenderer) renderer = open_document (document, &paper);
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_renderer_draw (renderer, &drawing, NULL, &error));
  g_assert_error (error, ED_RENDER_ERROR, ED_RENDER_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  program = g_getenv ("ED_RENDER");
  g_assert_nonnull (program);
  g_test_add_func ("/render/renderer/pdf-says-its-pages", test_pdf_says_its_pages);
  g_test_add_func ("/render/renderer/pdf-is-drawn", test_pdf_is_drawn);
  g_test_add_func ("/render/renderer/page-turns-clockwise", test_page_turns_clockwise);
  g_test_add_func ("/render/renderer/pixels-are-bounded", test_pixels_are_bounded);
  g_test_add_func ("/render/renderer/thumbnail-fits", test_thumbnail_fits);
  for (int degrees = 0; degrees < 360; degrees += 90)
    {
      g_autofree char *path =
          g_strdup_printf ("/render/renderer/text-is-where-the-ink-is/%d", degrees);

      g_test_add_data_func (path, GINT_TO_POINTER (degrees), test_text_is_where_the_ink_is);
    }
  g_test_add_func ("/render/renderer/hungarian-text-is-read", test_hungarian_text_is_read);
  g_test_add_data_func ("/render/renderer/jpeg-is-drawn", "jpeg", test_image_is_drawn);
  g_test_add_data_func ("/render/renderer/png-is-drawn", "png", test_image_is_drawn);
  g_test_add_func ("/render/renderer/transparent-image-is-on-white",
                   test_transparent_image_is_on_white);
  g_test_add_data_func ("/render/renderer/large-jpeg-is-shrunk",
                        "jpeg",
                        test_large_image_is_shrunk);
  g_test_add_data_func ("/render/renderer/large-png-is-shrunk", "png", test_large_image_is_shrunk);
  g_test_add_func ("/render/renderer/refusals-say-why", test_refusals_say_why);
  g_test_add_func ("/render/renderer/page-that-is-not-there-is-an-error",
                   test_page_that_is_not_there_is_an_error);
  return g_test_run ();
}
