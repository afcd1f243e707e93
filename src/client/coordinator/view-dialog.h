/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-views.h"

#include <adwaita.h>

/* Asks for the name of a view: of a new one, with what it holds, or another name for one. Signal
 * "named" (string: the name; boolean: the table is to begin with it). */
#define ED_TYPE_VIEW_DIALOG (ed_view_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdViewDialog, ed_view_dialog, ED, VIEW_DIALOG, AdwMessageDialog)

/* For NOW, the table as it is; its name is offered. */
GtkWidget *ed_view_dialog_new (GtkWindow *parent, EdCaseViews *views, const EdCaseView *now);
/* For another name of the user's own number I. */
GtkWidget *ed_view_dialog_new_rename (GtkWindow *parent, EdCaseViews *views, guint i);
