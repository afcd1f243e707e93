/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/request.h"
#include "sync/desk-files.h"

#include <adwaita.h>

/* A document of a case or request in a window of its own: fetched where it is not held, or the
 * reason why it cannot be. It closes by itself when the reader may no longer see the document, with
 * a sentence around the widget that asked for it, and with that widget. */
#define ED_TYPE_DOCUMENT_WINDOW (ed_document_window_get_type ())
G_DECLARE_FINAL_TYPE (EdDocumentWindow, ed_document_window, ED, DOCUMENT_WINDOW, AdwWindow)

/* FROM: the widget that asks. THEN: an action of the preview ("preview.print") that follows as soon
 * as it can, or NULL. */
GtkWidget *ed_document_window_new (GtkWidget *from,
                                   EdDesk *desk,
                                   const char *case_id,
                                   const EdDocument *document,
                                   const char *then);
GtkWidget *ed_document_window_new_for_request (GtkWidget *from,
                                               EdDesk *desk,
                                               const char *request_id,
                                               const EdRequestDocument *document);
