/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* What a page does, at its lower end: toasts lie above it. Property "child". */
#define ED_TYPE_BOTTOM_BAR (ed_bottom_bar_get_type ())
G_DECLARE_FINAL_TYPE (EdBottomBar, ed_bottom_bar, ED, BOTTOM_BAR, AdwBin)
