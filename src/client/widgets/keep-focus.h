/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* From now on the focus of WINDOW goes on where the control that has it goes away or is switched
 * off, because what it was for has been done. To the first that there is of
 *
 * - the row that takes the place of its own, where a list has lost that one, or the last row,
 * - the next step of the page, which is its button of the class "suggested-action",
 * - what comes after it on the page, or else before it.
 *
 * Not where somebody has put the focus into a field or a view in the meantime, nor where the page
 * has gone with it, nor beside the pages. A view of many rows (GtkListView, GtkColumnView) looks
 * after them by itself. */
void ed_focus_keep (GtkWindow *window);
