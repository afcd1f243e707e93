/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/report.h"

#include <gtk/gtk.h>

/* A group of a report as a chart: months as columns, all else as bars, in the theme's colours. What
 * is not told is hatched. For screen readers it is a picture with one sentence; the numbers stand
 * in the table beside it. Does not change. */
#define ED_TYPE_REPORT_CHART (ed_report_chart_get_type ())
G_DECLARE_FINAL_TYPE (EdReportChart, ed_report_chart, ED, REPORT_CHART, GtkWidget)

GtkWidget *ed_report_chart_new (const EdReport *report, const EdReportGroup *group);
