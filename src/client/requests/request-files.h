/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/case-files.h"
#include "domain/request.h"

#include <gtk/gtk.h>

/* Documents of a request, one a line: what each is, how far it has come on its way, and what can be
 * done with it. Actions that it asks the widgets around it for, each with the document's id:
 * "request.preview", and "request.revoke" or "request.remove" where the lines offer that. */
#define ED_TYPE_REQUEST_FILES (ed_request_files_get_type ())
G_DECLARE_FINAL_TYPE (EdRequestFiles, ed_request_files, ED, REQUEST_FILES, GtkWidget)

typedef enum
{
  ED_REQUEST_FILES_READ,
  ED_REQUEST_FILES_REVOKE, /* the sender's own, shared */
  ED_REQUEST_FILES_REMOVE, /* of what is being written */
} EdRequestFilesUse;

/* FILES (may be NULL) says how far each has come. */
GtkWidget *ed_request_files_new (EdCaseFiles *files, EdRequestFilesUse use);
/* Shows DOCUMENTS (EdRequestDocument, copied); hidden without any. */
void ed_request_files_set (EdRequestFiles *self, const GPtrArray *documents, gboolean hidden);
