/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "render/page-text.h"
#include "render/renderer.h"

#include <gtk/gtk.h>

/* A document that windows draw from: pictures and texts of its pages, made one at a time by the
 * rendering program, what is seen first; a bounded amount of them is kept. Asking for what is not
 * there yet answers NULL and fetches it.
 *
 * Signals: "opened"; "failed" (GError: it cannot be shown); "drawn", "thumbnail", "read" (uint: of
 * that page there is now something else, or it is known to be broken). */
#define ED_TYPE_PREVIEW_DOCUMENT (ed_preview_document_get_type ())
G_DECLARE_FINAL_TYPE (EdPreviewDocument, ed_preview_document, ED, PREVIEW_DOCUMENT, GObject)

/* Begins to open BYTES. */
EdPreviewDocument *ed_preview_document_new (GBytes *bytes);
/* Ends the rendering program; nothing more comes. Whoever made the document says so. */
void ed_preview_document_close (EdPreviewDocument *self);

/* NULL until opened. */
const EdPaper *ed_preview_document_paper (EdPreviewDocument *self);

/* What is seen now: pages FIRST to LAST, at SCALE device pixels per point. */
void ed_preview_document_show (EdPreviewDocument *self,
                               guint first,
                               guint last,
                               double scale,
                               guint quarter_turns);

/* The latest picture of a page; while it is being drawn, one at another scale, or NULL. */
GdkTexture *ed_preview_document_picture (EdPreviewDocument *self, guint page);
/* Why there is no picture of it, or NULL. */
const GError *ed_preview_document_trouble (EdPreviewDocument *self, guint page);
/* 128 device pixels times SCALE_FACTOR on the longer side. */
GdkTexture *ed_preview_document_thumbnail (EdPreviewDocument *self, guint page, int scale_factor);
/* What the page says; nothing for one that cannot be read. */
const EdPageText *ed_preview_document_text (EdPreviewDocument *self, guint page);

/* For a picture of one's own, to print. */
void ed_preview_document_draw_async (EdPreviewDocument *self,
                                     const EdDrawing *drawing,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GdkTexture *ed_preview_document_draw_finish (GAsyncResult *result, GError **error);
