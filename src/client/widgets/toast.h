/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* Says TEXT in the toast overlay around FROM; where there is none, nothing happens. COMMANDS
 * (NULL-terminated ids, oldest first, or NULL): a button "Undo" takes them back by win.undo. */
void ed_toast (GtkWidget *from, const char *text, const char *const *commands);
