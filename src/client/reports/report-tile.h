/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/reports/report-texts.h"

#include <gtk/gtk.h>

/* One figure of a report: what it is, the number, what it is of. Does not change. */
#define ED_TYPE_REPORT_TILE (ed_report_tile_get_type ())
G_DECLARE_FINAL_TYPE (EdReportTile, ed_report_tile, ED, REPORT_TILE, GtkWidget)

GtkWidget *ed_report_tile_new (const EdReportFact *fact);
