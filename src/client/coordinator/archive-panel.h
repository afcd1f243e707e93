/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* Beneath the table while something is sought: what the archive has of it, asked for by a button,
 * for each search there is written in the audit log. One that is chosen is opened in a window of
 * its own. Nothing of it is kept here. */
#define ED_TYPE_ARCHIVE_PANEL (ed_archive_panel_get_type ())
G_DECLARE_FINAL_TYPE (EdArchivePanel, ed_archive_panel, ED, ARCHIVE_PANEL, GtkWidget)

/* Before anything else. */
void ed_archive_panel_set_desk (EdArchivePanel *self, EdDesk *desk);
/* What is sought; what was found of another text goes. NULL: nothing, the panel is not shown. */
void ed_archive_panel_set_text (EdArchivePanel *self, const char *text);
/* Asks for it. */
void ed_archive_panel_search (EdArchivePanel *self);
