/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* What is in it, a list, is one stop of the Tab key: arrows go about in there, Tab leaves. Without
 * it Tab goes through all rows of a list box, and where one is always chosen, chooses each. */
#define ED_TYPE_TAB_STOP (ed_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (EdTabStop, ed_tab_stop, ED, TAB_STOP, AdwBin)
