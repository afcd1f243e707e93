/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Progress in thirds: three segments, the first of them filled with the accent colour. One widget
 * that draws them, because a table shows hundreds. */
#define ED_TYPE_THIRDS (ed_thirds_get_type ())
G_DECLARE_FINAL_TYPE (EdThirds, ed_thirds, ED, THIRDS, GtkWidget)

GtkWidget *ed_thirds_new (void);
/* How many are filled, 0 to 3. */
void ed_thirds_set_filled (EdThirds *self, guint filled);
guint ed_thirds_filled (EdThirds *self);
