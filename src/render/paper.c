/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/paper.h"

#include "render/frame.h"

#include <string.h>

/* A scale travels as 65536ths of a pixel per point. */
#define SCALE_ONE 65536.0
#define SCALE_MAX (256 * 65536)

/* A PDF may have other bytes before it, within its first kilobyte (ISO 32000-1, annex H.3.4.1). */
#define PDF_WITHIN 1024

gboolean
ed_paper_kind_from_content (GBytes *document, EdPaperKind *kind)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  gsize length;
  const char *bytes = g_bytes_get_data (document, &length);

  if (length >= sizeof jpeg && memcmp (bytes, jpeg, sizeof jpeg) == 0)
    *kind = ED_PAPER_JPEG;
  else if (length >= sizeof png && memcmp (bytes, png, sizeof png) == 0)
    *kind = ED_PAPER_PNG;
  else
    {
      for (gsize i = 0; i + 5 <= length && i < PDF_WITHIN; i++)
        if (memcmp (bytes + i, "%PDF-", 5) == 0)
          {
            *kind = ED_PAPER_PDF;
            return TRUE;
          }
      return FALSE;
    }
  return TRUE;
}

void
ed_paper_free (EdPaper *paper)
{
  if (paper == NULL)
    return;
  g_free (paper->pages);
  g_free (paper);
}

void
ed_pixels_free (EdPixels *pixels)
{
  if (pixels == NULL)
    return;
  g_clear_pointer (&pixels->rows, g_bytes_unref);
  g_free (pixels);
}

void
ed_page_text_free (EdPageText *text)
{
  if (text == NULL)
    return;
  g_free (text->text);
  g_free (text->boxes);
  g_free (text);
}

void
ed_paper_encode (const EdPaper *paper, GByteArray *body)
{
  ed_frame_put_u32 (body, paper->kind);
  ed_frame_put_u32 (body, paper->n_pages);
  for (guint i = 0; i < paper->n_pages; i++)
    {
      ed_frame_put_u32 (body, paper->pages[i].width);
      ed_frame_put_u32 (body, paper->pages[i].height);
    }
}

static gboolean
side_makes_sense (guint32 side)
{
  return side > 0 && side <= ED_PAPER_MAX_SIDE;
}

EdPaper *
ed_paper_decode (GBytes *body)
{
  g_autoptr (EdPaper) paper = g_new0 (EdPaper, 1);
  EdFrameReader reader;
  guint32 kind;

  ed_frame_reader_init (&reader, body);
  kind = ed_frame_take_u32 (&reader);
  paper->n_pages = ed_frame_take_u32 (&reader);
  if (kind < ED_PAPER_PDF || kind > ED_PAPER_PNG || paper->n_pages == 0
      || paper->n_pages > ED_PAPER_MAX_PAGES || reader.left != (gsize) paper->n_pages * 8)
    return NULL;

  paper->kind = (EdPaperKind) kind;
  paper->pages = g_new (EdPageSize, paper->n_pages);
  for (guint i = 0; i < paper->n_pages; i++)
    {
      EdPageSize *page = &paper->pages[i];

      page->width = ed_frame_take_u32 (&reader);
      page->height = ed_frame_take_u32 (&reader);
      if (!side_makes_sense (page->width) || !side_makes_sense (page->height))
        return NULL;
    }
  return ed_frame_reader_is_done (&reader) ? g_steal_pointer (&paper) : NULL;
}

EdPixels *
ed_pixels_decode (GBytes *body, guint max_pixels)
{
  EdFrameReader reader;
  EdPixels *pixels;
  guint32 width, height;

  ed_frame_reader_init (&reader, body);
  width = ed_frame_take_u32 (&reader);
  height = ed_frame_take_u32 (&reader);
  if (width == 0 || height == 0 || (guint64) width * height > max_pixels
      || reader.left != (guint64) width * height * 4)
    return NULL;

  pixels = g_new (EdPixels, 1);
  pixels->width = width;
  pixels->height = height;
  pixels->rows = g_bytes_new_from_bytes (body, 8, reader.left);
  return pixels;
}

void
ed_page_text_encode (const EdPageText *text, GByteArray *body)
{
  ed_frame_put_u32 (body, text->n_boxes);
  for (guint i = 0; i < text->n_boxes; i++)
    {
      ed_frame_put_i32 (body, text->boxes[i].left);
      ed_frame_put_i32 (body, text->boxes[i].top);
      ed_frame_put_i32 (body, text->boxes[i].right);
      ed_frame_put_i32 (body, text->boxes[i].bottom);
    }
  g_byte_array_append (body, (const guint8 *) text->text, (guint) strlen (text->text));
}

EdPageText *
ed_page_text_decode (GBytes *body)
{
  g_autoptr (EdPageText) text = g_new0 (EdPageText, 1);
  EdFrameReader reader;

  ed_frame_reader_init (&reader, body);
  text->n_boxes = ed_frame_take_u32 (&reader);
  if (reader.short_of || text->n_boxes > ED_PAPER_MAX_CHARACTERS
      || reader.left < (gsize) text->n_boxes * 16)
    return NULL;

  text->boxes = g_new (EdTextBox, MAX (text->n_boxes, 1));
  for (guint i = 0; i < text->n_boxes; i++)
    {
      EdTextBox *box = &text->boxes[i];

      box->left = ed_frame_take_i32 (&reader);
      box->top = ed_frame_take_i32 (&reader);
      box->right = ed_frame_take_i32 (&reader);
      box->bottom = ed_frame_take_i32 (&reader);
    }
  if (!g_utf8_validate_len ((const char *) reader.at, reader.left, NULL))
    return NULL;
  text->text = g_strndup ((const char *) reader.at, reader.left);
  if (g_utf8_strlen (text->text, -1) != (glong) text->n_boxes)
    return NULL;
  return g_steal_pointer (&text);
}

void
ed_drawing_encode (const EdDrawing *drawing, GByteArray *body)
{
  ed_frame_put_u32 (body, drawing->page);
  ed_frame_put_u32 (body, (guint32) CLAMP (drawing->scale * SCALE_ONE, 1, SCALE_MAX));
  ed_frame_put_u32 (body, drawing->quarter_turns % 4);
  ed_frame_put_u32 (body, CLAMP (drawing->max_pixels, 1, ED_PAPER_MAX_PIXELS));
}

gboolean
ed_drawing_decode (GBytes *body, EdDrawing *drawing)
{
  EdFrameReader reader;
  guint32 scale;

  ed_frame_reader_init (&reader, body);
  drawing->page = ed_frame_take_u32 (&reader);
  scale = ed_frame_take_u32 (&reader);
  drawing->scale = scale / SCALE_ONE;
  drawing->quarter_turns = ed_frame_take_u32 (&reader);
  drawing->max_pixels = ed_frame_take_u32 (&reader);
  return ed_frame_reader_is_done (&reader) && scale > 0 && scale <= SCALE_MAX
         && drawing->quarter_turns < 4 && drawing->max_pixels > 0
         && drawing->max_pixels <= ED_PAPER_MAX_PIXELS;
}
