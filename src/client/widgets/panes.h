/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Two panes of one page: side by side, half each, where there is room; else the one that is chosen.
 *
 * Properties: "start", "end" (widgets), "threshold" (int, pixels at the normal text size: narrower
 * than that times the reader's text scale shows one), "shows-end" (boolean: which one that is),
 * "roomy" (boolean, read-only: both are shown). */
#define ED_TYPE_PANES (ed_panes_get_type ())
G_DECLARE_FINAL_TYPE (EdPanes, ed_panes, ED, PANES, GtkWidget)
