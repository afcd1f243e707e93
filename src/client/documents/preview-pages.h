/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/preview-document.h"
#include "client/documents/preview-search.h"

/* The pages of a document, one below the other, for a scrolled window. Only those that are seen are
 * drawn. Text is selected with the pointer, within a page.
 *
 * Properties: "zoom" (double, 1.0 is 100 %), "fits" (boolean: as wide as the window; setting a zoom
 * ends it), "quarter-turns" (uint, clockwise); read-only: "page" (uint, from 1: the one that is
 * seen; 0: none), "selected" (boolean: there is text to copy); and those of GtkScrollable. */
#define ED_TYPE_PREVIEW_PAGES (ed_preview_pages_get_type ())
G_DECLARE_FINAL_TYPE (EdPreviewPages, ed_preview_pages, ED, PREVIEW_PAGES, GtkWidget)

/* An opened document, or NULL; SEARCH says what is marked in it. */
void ed_preview_pages_set_document (EdPreviewPages *self,
                                    EdPreviewDocument *document,
                                    EdPreviewSearch *search);

/* Where the middle of the window is stays there. */
void ed_preview_pages_set_zoom (EdPreviewPages *self, double zoom);
/* Where (X, Y) of the window is stays there. */
void ed_preview_pages_zoom_at (EdPreviewPages *self, double zoom, double x, double y);

/* PAGE from 1. */
void ed_preview_pages_go_to (EdPreviewPages *self, guint page);
/* Brings BOX of page PAGE (from 0) into view. */
void ed_preview_pages_show_box (EdPreviewPages *self, guint page, const EdTextBox *box);

void ed_preview_pages_select_page (EdPreviewPages *self);
void ed_preview_pages_copy (EdPreviewPages *self);
