/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk-late.h"

#include <gtk/gtk.h>

/* For an expert: what is left here of entries that came after a hand-over, without their content:
 * how many the coordinator has, and what became of them. Follows the desk. Property "count" (uint,
 * read-only): hand-overs shown. Hidden without any. */
#define ED_TYPE_LATE_STUBS (ed_late_stubs_get_type ())
G_DECLARE_FINAL_TYPE (EdLateStubs, ed_late_stubs, ED, LATE_STUBS, GtkWidget)

void ed_late_stubs_set_desk (EdLateStubs *self, EdDesk *desk);
