/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/preview-document.h"

/* The text that is selected, within one page. Points are on the page's paper. */
typedef struct _EdPreviewSelection EdPreviewSelection;

EdPreviewSelection *ed_preview_selection_new (EdPreviewDocument *document);
void ed_preview_selection_free (EdPreviewSelection *selection);

/* Nothing is selected yet; FALSE where there is no text, or it has not been read. */
gboolean ed_preview_selection_begin (EdPreviewSelection *selection, guint page, gint32 x, gint32 y);
/* From where it began to here. */
void ed_preview_selection_extend (EdPreviewSelection *selection, gint32 x, gint32 y);
void ed_preview_selection_take_word (EdPreviewSelection *selection, guint page, gint32 x, gint32 y);
void ed_preview_selection_take_page (EdPreviewSelection *selection, guint page);
void ed_preview_selection_clear (EdPreviewSelection *selection);

/* NULL when nothing is selected. */
const char *ed_preview_selection_text (EdPreviewSelection *selection);
/* What is selected on page PAGE, an array of EdTextBox, or NULL. */
const GArray *ed_preview_selection_boxes (EdPreviewSelection *selection, guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdPreviewSelection, ed_preview_selection_free)
