/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "sync/desk.h"

#include <adwaita.h>

/* Where a message about a case is written: "Emailing the agent", or a coordinator's to the expert.
 * What is written saves itself as a draft of the case and is there again the next time; sent, it is
 * a command like any other, with a toast to undo it. What the rules refuse stays in the field. */
#define ED_TYPE_MESSAGE_DIALOG (ed_message_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdMessageDialog, ed_message_dialog, ED, MESSAGE_DIALOG, AdwWindow)

/* FROM: a widget of the window it belongs to, where the toast appears. HANDOVER: begin as a request
 * to hand the case over. */
GtkWidget *
ed_message_dialog_new (GtkWidget *from, EdDesk *desk, const EdCase *case_, gboolean handover);
