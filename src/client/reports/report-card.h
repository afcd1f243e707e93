/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/report.h"

#include <gtk/gtk.h>

/* A group of a report: chart, and the table with its numbers and shares beside it. Does not change.
 */
#define ED_TYPE_REPORT_CARD (ed_report_card_get_type ())
G_DECLARE_FINAL_TYPE (EdReportCard, ed_report_card, ED, REPORT_CARD, GtkWidget)

GtkWidget *ed_report_card_new (const EdReport *report, const EdReportGroup *group);
