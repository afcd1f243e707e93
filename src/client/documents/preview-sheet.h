/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/preview-document.h"

/* A page in the list of thumbnails. Properties, read-only: "label" (string: its number),
 * "thumbnail" (GdkPaintable: made when it is first asked for). */
#define ED_TYPE_PREVIEW_SHEET (ed_preview_sheet_get_type ())
G_DECLARE_FINAL_TYPE (EdPreviewSheet, ed_preview_sheet, ED, PREVIEW_SHEET, GObject)

/* PAGE from 0. */
EdPreviewSheet *ed_preview_sheet_new (EdPreviewDocument *document, guint page, int scale_factor);
/* There is another picture of it. */
void ed_preview_sheet_say_drawn (EdPreviewSheet *self);
