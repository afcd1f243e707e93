/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Shows a document, a PDF or an image: pages to scroll, zoom, turn, search, select from, print and
 * save; thumbnails beside them where there is room. A damaged or hostile document is a sentence.
 *
 * It is one of: empty, waiting (for the bytes, then for the pages), the pages, or a problem.
 * Properties, read-only: "state" (string: "empty", "waiting", "problem", "pages"), "name",
 * "sentence" (strings), "n-pages" (uint), "roomy" (boolean: there is room for thumbnails), "search"
 * (EdPreviewSearch); and "show-thumbnails", "fit-width" (booleans).
 * Actions: preview.zoom-in, zoom-out, zoom (d), full-size, fit-width (boolean), rotate, search,
 * next-match, previous-match, next-page, previous-page, copy, select-page, print, save,
 * show-thumbnails (boolean).
 * Internal child for .ui files: "file_tools" (GtkBox: the buttons to print and to save), for a page
 * that has its own. */
#define ED_TYPE_PREVIEW (ed_preview_get_type ())
G_DECLARE_FINAL_TYPE (EdPreview, ed_preview, ED, PREVIEW, GtkWidget)

GtkWidget *ed_preview_new (void);

/* Shows BYTES, a file that is called NAME. */
void ed_preview_set_document (EdPreview *self, const char *name, GBytes *bytes);
/* The file called NAME is on its way. */
void ed_preview_set_waiting (EdPreview *self, const char *name);
/* SENTENCE, translated, says why the file called NAME cannot be shown. */
void ed_preview_set_problem (EdPreview *self, const char *name, const char *sentence);
void ed_preview_set_empty (EdPreview *self);
