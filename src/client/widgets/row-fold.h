/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* What ROW offers at its end is below its words where text is large and there is no room for both
 * side by side: libadwaita would break the words between any two letters. Once, when ROW is made.
 */
void ed_row_fold (AdwActionRow *row);
/* The same for all such rows that are in WITHIN now; and the titles of its entries and groups, and
 * the words on its buttons below a header, are on several lines where there is no room for one. */
void ed_rows_fit (GtkWidget *within);
