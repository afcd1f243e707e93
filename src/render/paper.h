/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What is known of a document once it has been opened, and what its pages look like and say. Plain
 * values, made from the rendering program's answers; nothing in them is trusted before the decoding
 * functions have checked it against the length of its frame.
 *
 * Lengths on paper are in hundredths of a point (1/7200 inch), from the top left corner of the page
 * as the document wants it shown. */

#define ED_PAPER_POINT 100

/* Above these a document is too large to be shown. */
#define ED_PAPER_MAX_BYTES ((gsize) 32 * 1024 * 1024)
#define ED_PAPER_MAX_PAGES 10000
#define ED_PAPER_MAX_IMAGE_PIXELS ((gint64) 64 * 1024 * 1024)
/* The longest side of a page: larger ones are said to be this long. */
#define ED_PAPER_MAX_SIDE (20000 * ED_PAPER_POINT)
/* A page is drawn with at most so many pixels, and read up to so many characters. */
#define ED_PAPER_MAX_PIXELS (16 * 1024 * 1024)
#define ED_PAPER_MAX_CHARACTERS 500000

typedef enum
{
  ED_PAPER_PDF = 1,
  ED_PAPER_JPEG = 2,
  ED_PAPER_PNG = 3,
} EdPaperKind;

typedef struct
{
  guint32 width;
  guint32 height;
} EdPageSize;

typedef struct
{
  EdPaperKind kind;
  guint n_pages;
  EdPageSize *pages;
} EdPaper;

/* Rows of WIDTH × 4 bytes, blue, green, red, alpha, premultiplied, without gaps. */
typedef struct
{
  guint width;
  guint height;
  GBytes *rows;
} EdPixels;

typedef struct
{
  gint32 left, top, right, bottom;
} EdTextBox;

/* TEXT has N_BOXES characters, each with its box (empty for line ends). */
typedef struct
{
  char *text;
  guint n_boxes;
  EdTextBox *boxes;
} EdPageText;

/* A page at SCALE pixels per point, turned clockwise by quarters; less where it would otherwise
 * have more than MAX_PIXELS (at most ED_PAPER_MAX_PIXELS). */
typedef struct
{
  guint page;
  double scale;
  guint quarter_turns;
  guint max_pixels;
} EdDrawing;

/* Where the kind shows in the first bytes of a document; FALSE for anything else. */
gboolean ed_paper_kind_from_content (GBytes *document, EdPaperKind *kind);

void ed_paper_free (EdPaper *paper);
void ed_pixels_free (EdPixels *pixels);
void ed_page_text_free (EdPageText *text);

/* Bodies of frames to and fro; decoding answers NULL or FALSE for what makes no sense. */
void ed_paper_encode (const EdPaper *paper, GByteArray *body);
EdPaper *ed_paper_decode (GBytes *body);
EdPixels *ed_pixels_decode (GBytes *body, guint max_pixels);
void ed_page_text_encode (const EdPageText *text, GByteArray *body);
EdPageText *ed_page_text_decode (GBytes *body);
void ed_drawing_encode (const EdDrawing *drawing, GByteArray *body);
gboolean ed_drawing_decode (GBytes *body, EdDrawing *drawing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPaper, ed_paper_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPixels, ed_pixels_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPageText, ed_page_text_free)
