/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-documents.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static cairo_status_t
take_bytes (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
ed_sample_pdf (void)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_rectangle (cr, 0, 0, 100, 100);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_select_font_face (cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, 40);
  cairo_move_to (cr, 20, 300);
  cairo_show_text (cr, ED_SAMPLE_WORDS);
  cairo_show_page (cr);

  cairo_pdf_surface_set_size (surface, 842, 595);
  cairo_set_source_rgb (cr, 0, 0, 1);
  cairo_paint (cr);
  cairo_show_page (cr);

  cairo_pdf_surface_set_size (surface, 200, 100);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
ed_sample_raw_pdf (const char *objects)
{
  char *text = g_strconcat ("%PDF-1.4\n", objects, "trailer<</Root 1 0 R>>\n%%EOF\n", NULL);

  return g_bytes_new_take (text, strlen (text));
}

GBytes *
ed_sample_page (const char *box, int rotate, const char *content)
{
  g_autofree char *objects =
      g_strdup_printf ("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                       "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                       "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[%s]/Rotate %d/Contents 4 0 R"
                       "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
                       "4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
                       "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
                       box,
                       rotate,
                       (int) strlen (content),
                       content);

  return ed_sample_raw_pdf (objects);
}

GBytes *
ed_sample_image (const char *format, int width, int height, gboolean transparent)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, transparent, 8, width, height);
  g_autoptr (GdkPixbuf) below = NULL;
  g_autoptr (GdkPixbuf) right = NULL;
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize length;

  g_assert_nonnull (pixbuf);
  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  below = gdk_pixbuf_new_subpixbuf (pixbuf, 0, height / 2, width, height - height / 2);
  gdk_pixbuf_fill (below, 0x00ff00ff);
  right = gdk_pixbuf_new_subpixbuf (below, width / 2, 0, width - width / 2, height - height / 2);
  gdk_pixbuf_fill (right, transparent ? 0x00000000 : 0x0000ffff);
  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &length, format, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, length);
}

GBytes *
ed_sample_deflate (GBytes *bytes)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);
  g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (packed, G_CONVERTER (zlib));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream,
                             g_bytes_get_data (bytes, NULL),
                             g_bytes_get_size (bytes),
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (packed));
}

GBytes *
ed_sample_locked_pdf (void)
{
  static const char locked[] =
      "%PDF-1.4\n"
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
      "6 0 obj<</Filter/Standard/V 1/R 2/P -4/O(12345678901234567890123456789012)"
      "/U(12345678901234567890123456789012)>>endobj\n"
      "trailer<</Root 1 0 R/Encrypt 6 0 R/ID[(1234567890123456)(1234567890123456)]>>\n"
      "%%EOF\n";

  return g_bytes_new_static (locked, strlen (locked));
}
