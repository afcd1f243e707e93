/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* The page "Audit": who did and saw what, by person, action, period and case; the log's seals
 * verified; what is shown saved. All of it from the server. */
#define ED_TYPE_AUDIT_PAGE (ed_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (EdAuditPage, ed_audit_page, ED, AUDIT_PAGE, GtkWidget)

GtkWidget *ed_audit_page_new (EdDesk *desk);
