/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/serve.h"

#include "render/frame.h"
#include "render/reader.h"

#define REFUSED_NO_SANDBOX 6

/* The longest body of a question that is not a document. */
#define SHORT_BODY 64

typedef struct
{
  FILE *in;
  FILE *out;
  EdReader *reader;
  gboolean lost; /* the other side has gone, or makes no sense */
} Service;

static void
say_head (Service *service, EdFrameKind kind, gsize length)
{
  guint8 head[ED_FRAME_HEAD];

  ed_frame_put_head (head, kind, length);
  if (fwrite (head, 1, sizeof head, service->out) != sizeof head)
    service->lost = TRUE;
}

static void
say (Service *service, EdFrameKind kind, const GByteArray *body)
{
  say_head (service, kind, body->len);
  if (fwrite (body->data, 1, body->len, service->out) != body->len || fflush (service->out) != 0)
    service->lost = TRUE;
}

static void
say_number (Service *service, EdFrameKind kind, guint32 number)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  ed_frame_put_u32 (body, number);
  say (service, kind, body);
}

static void
say_pixels (Service *service, cairo_surface_t *surface)
{
  guint width = (guint) cairo_image_surface_get_width (surface);
  guint height = (guint) cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  guint8 *rows = cairo_image_surface_get_data (surface);
  g_autoptr (GByteArray) size = g_byte_array_new ();

  ed_frame_put_u32 (size, width);
  ed_frame_put_u32 (size, height);
  say_head (service, ED_FRAME_PIXELS, size->len + (gsize) width * height * 4);
  if (fwrite (size->data, 1, size->len, service->out) != size->len)
    service->lost = TRUE;
  for (guint y = 0; y < height && !service->lost; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (rows + y * stride);

      /* Cairo's pixels are numbers in this machine's order. */
      for (guint x = 0; G_BYTE_ORDER == G_BIG_ENDIAN && x < width; x++)
        row[x] = GUINT32_TO_LE (row[x]);
      if (fwrite (row, 4, width, service->out) != width)
        service->lost = TRUE;
    }
  if (fflush (service->out) != 0)
    service->lost = TRUE;
}

static void
answer_open (Service *service, GBytes *document)
{
  EdReadCode code = ed_reader_new (document, &service->reader);
  g_autoptr (GByteArray) body = NULL;

  if (code != ED_READ_DONE)
    {
      say_number (service, ED_FRAME_REFUSED, code);
      return;
    }
  body = g_byte_array_new ();
  ed_paper_encode (service->reader->paper, body);
  say (service, ED_FRAME_PAPER, body);
}

static void
answer_draw (Service *service, GBytes *question)
{
  cairo_surface_t *surface;
  EdDrawing drawing;

  if (!ed_drawing_decode (question, &drawing) || drawing.page >= service->reader->paper->n_pages)
    {
      service->lost = TRUE;
      return;
    }
  surface = ed_reader_draw (service->reader, &drawing);
  if (surface == NULL)
    {
      say_number (service, ED_FRAME_REFUSED, ED_READ_DAMAGED);
      return;
    }
  say_pixels (service, surface);
  cairo_surface_destroy (surface);
}

static void
answer_read (Service *service, GBytes *question)
{
  g_autoptr (EdPageText) text = NULL;
  g_autoptr (GByteArray) body = NULL;
  EdFrameReader reader;
  guint32 page;

  ed_frame_reader_init (&reader, question);
  page = ed_frame_take_u32 (&reader);
  if (!ed_frame_reader_is_done (&reader) || page >= service->reader->paper->n_pages)
    {
      service->lost = TRUE;
      return;
    }
  text = ed_reader_text (service->reader, page);
  if (text == NULL)
    {
      say_number (service, ED_FRAME_REFUSED, ED_READ_DAMAGED);
      return;
    }
  body = g_byte_array_new ();
  ed_page_text_encode (text, body);
  say (service, ED_FRAME_TEXT, body);
}

static void
answer (Service *service, guint32 kind, GBytes *question)
{
  if (kind == ED_FRAME_OPEN && service->reader == NULL)
    answer_open (service, question);
  else if (kind == ED_FRAME_DRAW && service->reader != NULL)
    answer_draw (service, question);
  else if (kind == ED_FRAME_READ && service->reader != NULL)
    answer_read (service, question);
  else
    service->lost = TRUE;
}

/* The next question's body; NULL when there is none, or it is longer than it may be. */
static GBytes *
hear (Service *service, guint32 *kind)
{
  guint8 head[ED_FRAME_HEAD];
  gsize length;
  guint8 *body;

  if (fread (head, 1, sizeof head, service->in) != sizeof head)
    return NULL;
  ed_frame_take_head (head, kind, &length);
  if (length > (*kind == ED_FRAME_OPEN ? ED_PAPER_MAX_BYTES : SHORT_BODY))
    {
      service->lost = TRUE;
      return NULL;
    }
  body = g_malloc (MAX (length, 1));
  if (fread (body, 1, length, service->in) != length)
    {
      service->lost = TRUE;
      g_free (body);
      return NULL;
    }
  return g_bytes_new_take (body, length);
}

int
ed_serve (FILE *in, FILE *out, gboolean closed)
{
  Service service = { in, out, NULL, FALSE };

  if (!closed)
    {
      say_number (&service, ED_FRAME_REFUSED, REFUSED_NO_SANDBOX);
      return 1;
    }
  say_number (&service, ED_FRAME_READY, ED_FRAME_VERSION);
  while (!service.lost)
    {
      g_autoptr (GBytes) question = NULL;
      guint32 kind;

      question = hear (&service, &kind);
      if (question == NULL)
        break;
      answer (&service, kind, question);
    }
  g_clear_pointer (&service.reader, ed_reader_free);
  return service.lost ? 1 : 0;
}
