/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/late-work.h"

#include <gtk/gtk.h>

/* A late fact beside what the case says now, or a late response beside the present one, and the
 * buttons to settle it. Signals: "accepted",
 * "discarded". */
#define ED_TYPE_LATE_ROW (ed_late_row_get_type ())
G_DECLARE_FINAL_TYPE (EdLateRow, ed_late_row, ED, LATE_ROW, GtkListBoxRow)

/* NULL when what LATE holds cannot be read. */
GtkWidget *ed_late_row_new (const EdLateWork *late, const EdCase *case_, const EdZone *zone);
GtkWidget *
ed_late_row_new_for_request (const EdLateWork *late, const EdRequest *request, const EdZone *zone);
const char *ed_late_row_id (EdLateRow *self);
