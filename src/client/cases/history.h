/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* What happened to a case: who, what, when, the latest first. Properties "item" (EdCaseItem),
 * "since-assignment" (boolean: only what belongs to the open assignment). */
#define ED_TYPE_HISTORY (ed_history_get_type ())
G_DECLARE_FINAL_TYPE (EdHistory, ed_history, ED, HISTORY, GtkWidget)
