/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Two children: side by side where there is room, one above the other where there is not.
 *
 * Properties: "start", "end" (widgets), "threshold" (int, pixels at the normal text size: narrower
 * than that times the reader's text scale is stacked, and what leaves the start child too little to
 * be read; 0: where their natural widths do not fit),
 * "spacing" (int), "share" (int, percent of the width that goes to the start child; 0: the end
 * child gets what it wants and the start child the rest), "snug" (boolean: children have the height
 * they want and are in the middle, and the start child has the width it wants; said with the
 * children's own alignment, GTK would look for the width that fits a height, which takes a text
 * that wraps some twenty layouts), "stacked" (boolean, read-only: as laid out last). */
#define ED_TYPE_FOLD (ed_fold_get_type ())
G_DECLARE_FINAL_TYPE (EdFold, ed_fold, ED, FOLD, GtkWidget)

/* Whether the children are stacked when the fold is WIDTH wide. */
gboolean ed_fold_is_stacked_at (EdFold *self, int width);
