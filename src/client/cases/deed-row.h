/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* One of EdDeed: the sentence and its button; invisible where it is not offered. Properties "item"
 * (EdCaseItem), "deed" (uint), "rights" (uint, EdRights). The button gives the profile's action. */
#define ED_TYPE_DEED_ROW (ed_deed_row_get_type ())
G_DECLARE_FINAL_TYPE (EdDeedRow, ed_deed_row, ED, DEED_ROW, GtkWidget)
