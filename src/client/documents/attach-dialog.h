/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "client/documents/picked-file.h"
#include "sync/desk.h"

#include <adwaita.h>

/* The last look before files are attached to a case: each with its name, size and kind, and the
 * chosen one in a preview. "Attach" stores those that are good; what cannot be attached stays, with
 * the reason. Once all are attached it closes, and a toast offers to undo it. Modal. */
#define ED_TYPE_ATTACH_DIALOG (ed_attach_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdAttachDialog, ed_attach_dialog, ED, ATTACH_DIALOG, AdwWindow)

/* FROM: the widget that asks, in whose window it is shown and around which the toast is said. KIND:
 * EdDocumentKind, or -1: it is asked for. */
GtkWidget *ed_attach_dialog_new (GtkWidget *from, EdDesk *desk, EdCaseItem *item, int kind);
/* Takes FILE. */
void ed_attach_dialog_add (EdAttachDialog *self, EdPickedFile *file);
/* Shows one for FILES (EdPickedFile; taken). */
void ed_attach_files (GtkWidget *from, EdDesk *desk, EdCaseItem *item, int kind, GPtrArray *files);
