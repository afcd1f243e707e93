/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/reader.h"

#include <math.h>
#include <poppler.h>

/* A page that says no size, or a wrong one, is taken to be A4. */
#define A4_WIDTH 595.0
#define A4_HEIGHT 842.0

/* How large a page says it is, in points. */
typedef struct
{
  double width, height;
} SaidSize;

typedef struct
{
  EdReader reader;
  PopplerDocument *document;
  SaidSize *said;
} PdfReader;

/* The page as a GObject, since not every version of poppler declares how to free its own types. */
static GObject *
get_page (PdfReader *self, guint page)
{
  return (GObject *) poppler_document_get_page (self->document, (int) page);
}

/* From what the page says to the size that we say it has: 1, unless it is out of bounds. */
static void
get_factors (PdfReader *self, guint page, double *across, double *down)
{
  const EdPageSize *size = &self->reader.paper->pages[page];

  *across = size->width / (double) ED_PAPER_POINT / self->said[page].width;
  *down = size->height / (double) ED_PAPER_POINT / self->said[page].height;
}

static gboolean
draw_page (EdReader *reader, guint page_number, cairo_t *cr)
{
  PdfReader *self = (PdfReader *) reader;
  g_autoptr (GObject) page = get_page (self, page_number);
  double across, down;

  if (page == NULL)
    return FALSE;
  get_factors (self, page_number, &across, &down);
  cairo_scale (cr, across, down);
  poppler_page_render (POPPLER_PAGE (page), cr);
  return TRUE;
}

static gint32
measure (double points, double factor)
{
  double length = points * factor * ED_PAPER_POINT;

  return isfinite (length) ? (gint32) CLAMP (length, -1e9, 1e9) : 0;
}

static EdPageText *
read_page (EdReader *reader, guint page_number)
{
  PdfReader *self = (PdfReader *) reader;
  g_autoptr (GObject) page = get_page (self, page_number);
  g_autofree PopplerRectangle *boxes = NULL;
  g_autofree char *said = NULL;
  g_autofree char *valid = NULL;
  double across, down;
  EdPageText *text;
  guint n_boxes = 0;

  if (page == NULL)
    return NULL;
  said = poppler_page_get_text (POPPLER_PAGE (page));
  valid = g_utf8_make_valid (said != NULL ? said : "", -1);
  poppler_page_get_text_layout (POPPLER_PAGE (page), &boxes, &n_boxes);

  get_factors (self, page_number, &across, &down);
  text = g_new0 (EdPageText, 1);
  text->n_boxes = MIN ((guint) g_utf8_strlen (valid, -1), ED_PAPER_MAX_CHARACTERS);
  text->text = g_utf8_substring (valid, 0, text->n_boxes);
  text->boxes = g_new0 (EdTextBox, MAX (text->n_boxes, 1));
  for (guint i = 0; i < MIN (text->n_boxes, n_boxes); i++)
    {
      text->boxes[i].left = measure (boxes[i].x1, across);
      text->boxes[i].top = measure (boxes[i].y1, down);
      text->boxes[i].right = measure (boxes[i].x2, across);
      text->boxes[i].bottom = measure (boxes[i].y2, down);
    }
  return text;
}

static void
free_reader (EdReader *reader)
{
  PdfReader *self = (PdfReader *) reader;

  g_clear_object (&self->document);
  g_free (self->said);
  g_free (self);
}

static guint32
measure_side (double points)
{
  return (guint32) CLAMP (points * ED_PAPER_POINT, 1, ED_PAPER_MAX_SIDE);
}

static void
measure_pages (PdfReader *self)
{
  EdPaper *paper = self->reader.paper;

  for (guint i = 0; i < paper->n_pages; i++)
    {
      g_autoptr (GObject) page = get_page (self, i);
      double width = 0, height = 0;

      if (page != NULL)
        poppler_page_get_size (POPPLER_PAGE (page), &width, &height);
      if (!isfinite (width) || !isfinite (height) || width <= 0 || height <= 0)
        {
          width = A4_WIDTH;
          height = A4_HEIGHT;
        }
      self->said[i] = (SaidSize){ width, height };
      paper->pages[i].width = measure_side (width);
      paper->pages[i].height = measure_side (height);
    }
}

EdReadCode
ed_pdf_reader_new (GBytes *document, EdReader **reader)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) pdf = (GObject *) poppler_document_new_from_bytes (document, NULL, &error);
  PdfReader *self;
  int n_pages;

  if (pdf == NULL)
    return g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? ED_READ_PASSWORD
                                                                           : ED_READ_DAMAGED;
  n_pages = poppler_document_get_n_pages (POPPLER_DOCUMENT (pdf));
  if (n_pages <= 0)
    return ED_READ_DAMAGED;
  if (n_pages > ED_PAPER_MAX_PAGES)
    return ED_READ_TOO_LARGE;

  self = g_new0 (PdfReader, 1);
  self->reader.draw = draw_page;
  self->reader.text = read_page;
  self->reader.free = free_reader;
  self->reader.paper = g_new0 (EdPaper, 1);
  self->reader.paper->kind = ED_PAPER_PDF;
  self->reader.paper->n_pages = (guint) n_pages;
  self->reader.paper->pages = g_new (EdPageSize, n_pages);
  self->document = POPPLER_DOCUMENT (g_steal_pointer (&pdf));
  self->said = g_new (SaidSize, n_pages);
  measure_pages (self);
  *reader = &self->reader;
  return ED_READ_DONE;
}
