/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* FILES (GFile) were chosen, at least one, to become documents of KIND. */
typedef void (*EdFilesChosen) (gpointer owner, int kind, GListModel *files);

/* Asks for one or several PDF, JPEG or PNG files of KIND (EdDocumentKind) with the system's own
 * dialog, before the window of FROM. CHOSEN is called with OWNER (an object, held weakly) unless
 * the dialog is left. */
void ed_choose_files (GtkWidget *from, int kind, EdFilesChosen chosen, gpointer owner);
