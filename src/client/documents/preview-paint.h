/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/preview-layout.h"
#include "client/documents/preview-search.h"
#include "client/documents/preview-selection.h"

/* How a page looks: paper, picture, what was found, what is selected. */
typedef struct
{
  GtkWidget *widget; /* whose text style is used */
  EdPreviewLayout *layout;
  EdPreviewDocument *document;
  EdPreviewSearch *search;
  EdPreviewSelection *selection;
} EdPreviewScene;

/* Page PAGE, at its place in the layout. */
void ed_preview_paint_page (const EdPreviewScene *scene, GtkSnapshot *snapshot, guint page);
