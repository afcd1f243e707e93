/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/documents/case-files.h"
#include "client/requests/request-item.h"
#include "sync/desk.h"

#include <gtk/gtk.h>

/* Where a response is written. An expert's is kept as they write, on this machine at once and with
 * the server after a while, until they send it; a coordinator adjusts the one under review, and
 * what they have not saved is kept on this machine. Files are attached with what is written.
 *
 * Signal "done": it was sent, saved or left. */
#define ED_TYPE_RESPONSE_EDITOR (ed_response_editor_get_type ())
G_DECLARE_FINAL_TYPE (EdResponseEditor, ed_response_editor, ED, RESPONSE_EDITOR, GtkWidget)

/* IS_ADJUSTING: a coordinator's. ITEM as it is when writing begins; follows it. */
GtkWidget *ed_response_editor_new (EdDesk *desk,
                                   EdRequestItem *item,
                                   EdCaseFiles *files,
                                   gboolean is_adjusting);
