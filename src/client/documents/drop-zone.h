/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Takes files that are dropped on its child, and says so while they are above it.
 *
 * Properties: "child" (widget), "accepting" (boolean), "dropping" (boolean, read-only: files are
 * above it). Signal "dropped" (GPtrArray of EdPickedFile). */
#define ED_TYPE_DROP_ZONE (ed_drop_zone_get_type ())
G_DECLARE_FINAL_TYPE (EdDropZone, ed_drop_zone, ED, DROP_ZONE, GtkWidget)
