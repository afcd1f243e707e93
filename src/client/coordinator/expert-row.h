/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/expert-choice.h"

#include <gtk/gtk.h>

/* An expert in the list of those whom a case may be given to. Property "choice" (EdExpertChoice).
 */
#define ED_TYPE_EXPERT_ROW (ed_expert_row_get_type ())
G_DECLARE_FINAL_TYPE (EdExpertRow, ed_expert_row, ED, EXPERT_ROW, GtkWidget)
