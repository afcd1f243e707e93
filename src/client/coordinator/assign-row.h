/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/assign-item.h"

#include <gtk/gtk.h>

/* A case that is to be assigned with others: who gets it and why, or why nobody does, and whether
 * it is. Property "item" (EdAssignItem). */
#define ED_TYPE_ASSIGN_ROW (ed_assign_row_get_type ())
G_DECLARE_FINAL_TYPE (EdAssignRow, ed_assign_row, ED, ASSIGN_ROW, GtkWidget)
