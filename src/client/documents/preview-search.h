/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/preview-document.h"

/* Looks for words in all pages, one after the other, as they are read.
 *
 * Properties, read-only: "found" (uint: how many so far), "current" (uint: which of them is shown,
 * from 1; 0: none), "busy" (boolean: not all pages have been read yet). Signal "changed": what is
 * to be marked is not what it was. */
#define ED_TYPE_PREVIEW_SEARCH (ed_preview_search_get_type ())
G_DECLARE_FINAL_TYPE (EdPreviewSearch, ed_preview_search, ED, PREVIEW_SEARCH, GObject)

typedef struct
{
  guint page;
  guint number;  /* from 1 */
  GArray *boxes; /* EdTextBox */
} EdPreviewMatch;

EdPreviewSearch *ed_preview_search_new (void);
/* NULL: none. */
void ed_preview_search_set_document (EdPreviewSearch *self, EdPreviewDocument *document);
/* Begins anew; the first match at or after page FROM becomes the current one. "": ends it. */
void ed_preview_search_set_needle (EdPreviewSearch *self, const char *needle, guint from);
/* Makes the next one, or the one before, current; around the ends. */
void ed_preview_search_step (EdPreviewSearch *self, gboolean forward);

/* NULL: none. */
const EdPreviewMatch *ed_preview_search_current (EdPreviewSearch *self);
/* Those on page PAGE: *FIRST of them, and how many follow each other. */
guint ed_preview_search_on_page (EdPreviewSearch *self, guint page, const EdPreviewMatch **first);
