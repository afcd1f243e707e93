/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/case-files.h"

#include <gtk/gtk.h>

/* The documents of a case, the newest of each kind with its older versions folded beneath, and how
 * far each has come. A line that is activated gives deed.open-document (s).
 *
 * Properties: "item" (EdCaseItem), "files" (EdCaseFiles), "editable" (boolean: files can be added
 * and removed), "private" (boolean: names of files are hidden). */
#define ED_TYPE_DOCUMENT_LIST (ed_document_list_get_type ())
G_DECLARE_FINAL_TYPE (EdDocumentList, ed_document_list, ED, DOCUMENT_LIST, GtkWidget)
