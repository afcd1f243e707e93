/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/preview.h"
#include "sync/desk-files.h"

/* A document of a case or request, fetched and shown: from this device, else from the server, tried
 * again by itself once there is a connection.
 *
 * Properties, read-only: "document-name" (string), "coming" (string: how much of it has come, or
 * NULL), "failed" (boolean: it cannot be shown now). Signal "gone": that has it no more. Action
 * document.try-again. */
#define ED_TYPE_DOCUMENT_VIEW (ed_document_view_get_type ())
G_DECLARE_FINAL_TYPE (EdDocumentView, ed_document_view, ED, DOCUMENT_VIEW, GtkWidget)

/* Shows DOCUMENT of the case or request CASE_ID, then gives the action THEN (or NULL) to the
 * preview. What is shown already stays as it is. DESK is one and the same as long as the view
 * lives. */
void ed_document_view_show (EdDocumentView *self,
                            EdDesk *desk,
                            const char *case_id,
                            const EdDocument *document,
                            const char *then);
void ed_document_view_clear (EdDocumentView *self);
/* Asks and tells nothing more: for whoever is closed before it is disposed of. */
void ed_document_view_stop (EdDocumentView *self);
/* The id of the document shown, or NULL. */
const char *ed_document_view_document (EdDocumentView *self);
