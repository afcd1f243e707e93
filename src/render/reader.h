/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "render/paper.h"

#include <cairo.h>

/* What can be done with one opened document, within the rendering program. What it reads is
 * hostile: memory and time are bounded by the process around it, not here. */
typedef struct _EdReader EdReader;

typedef enum
{
  ED_READ_DONE = 0,
  ED_READ_DAMAGED = 1,
  ED_READ_PASSWORD = 2,
  ED_READ_TOO_LARGE = 3,
} EdReadCode;

struct _EdReader
{
  EdPaper *paper;
  /* Draws page PAGE at one unit per point, from the top left corner. */
  gboolean (*draw) (EdReader *reader, guint page, cairo_t *cr);
  /* What page PAGE says; NULL when it is broken. */
  EdPageText *(*text) (EdReader *reader, guint page);
  void (*free) (EdReader *reader);
};

EdReadCode ed_pdf_reader_new (GBytes *document, EdReader **reader);
EdReadCode ed_image_reader_new (GBytes *document, EdPaperKind kind, EdReader **reader);
EdReadCode ed_reader_new (GBytes *document, EdReader **reader);
void ed_reader_free (EdReader *reader);

/* Loads what the libraries load by themselves at their first use (modules, lists of fonts), so that
 * they need not when no file can be opened any more. */
void ed_reader_warm_up (void);

/* The page in an image surface of cairo's; NULL when it cannot be drawn. */
cairo_surface_t *ed_reader_draw (EdReader *reader, const EdDrawing *drawing);
EdPageText *ed_reader_text (EdReader *reader, guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdReader, ed_reader_free)
