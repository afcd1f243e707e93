/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "client/documents/case-files.h"

/* One line of a case's documents: a document, on its way to the server or there, or a file that the
 * server has refused.
 *
 * Properties, read-only: "title", "detail", "status", "icon" (strings; NULL: none), "tone" (string:
 * CSS class of the status), "fraction" (double: how much is sent), "moving" (boolean: a progress
 * bar is shown), "older" (boolean: a newer version stands above it), "versions" (string: "2 older
 * versions", NULL: none), "expanded" (boolean: they are shown), "can-cancel", "can-discard",
 * "can-open" (booleans). */
#define ED_TYPE_DOCUMENT_ENTRY (ed_document_entry_get_type ())
G_DECLARE_FINAL_TYPE (EdDocumentEntry, ed_document_entry, ED, DOCUMENT_ENTRY, GObject)

/* How a line stands in its list. */
typedef struct
{
  gboolean editable; /* the reader may remove it */
  gboolean private;  /* its name is hidden */
  gboolean older;
  guint n_older; /* versions behind it */
  gboolean expanded;
} EdDocumentPlace;

EdDocumentEntry *ed_document_entry_new (EdCaseItem *item,
                                        const EdDocument *document,
                                        EdCaseFiles *files,
                                        const EdDocumentPlace *place);
EdDocumentEntry *
ed_document_entry_new_refused (const EdFileProgress *progress, const EdDocumentPlace *place);

const char *ed_document_entry_id (EdDocumentEntry *self);
gint64 ed_document_entry_kind (EdDocumentEntry *self);
gboolean ed_document_entry_can_remove (EdDocumentEntry *self);
/* Whether both lines say the same, however much is sent. */
gboolean ed_document_entry_equal (EdDocumentEntry *a, EdDocumentEntry *b);
/* SO_FAR bytes are sent. */
void ed_document_entry_set_sent (EdDocumentEntry *self, gint64 so_far);
