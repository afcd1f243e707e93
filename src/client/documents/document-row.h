/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/document-entry.h"

#include <gtk/gtk.h>

/* A line of a case's documents. Its buttons give the deeds open-document, save-document,
 * print-document, remove-document, cancel-document, retry-document and discard-document (s: the
 * document's id). Signal "versions-toggled". */
#define ED_TYPE_DOCUMENT_ROW (ed_document_row_get_type ())
G_DECLARE_FINAL_TYPE (EdDocumentRow, ed_document_row, ED, DOCUMENT_ROW, GtkListBoxRow)

GtkWidget *ed_document_row_new (EdDocumentEntry *entry);
EdDocumentEntry *ed_document_row_entry (EdDocumentRow *self);
