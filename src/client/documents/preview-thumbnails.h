/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/preview-document.h"

/* The pages of a document, small, in a column. Signal "page-chosen" (uint: from 1). */
#define ED_TYPE_PREVIEW_THUMBNAILS (ed_preview_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (EdPreviewThumbnails, ed_preview_thumbnails, ED, PREVIEW_THUMBNAILS, GtkWidget)

/* An opened document, or NULL. */
void ed_preview_thumbnails_set_document (EdPreviewThumbnails *self, EdPreviewDocument *document);
/* Marks PAGE (from 1) as the one that is seen. */
void ed_preview_thumbnails_set_page (EdPreviewThumbnails *self, guint page);
