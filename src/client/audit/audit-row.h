/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"
#include "wire/audit.h"

#include <gtk/gtk.h>

/* An entry of the audit log: what was done, what came of it, when, by whom and where. It can be
 * activated when it is about a case. Does not change. */
#define ED_TYPE_AUDIT_ROW (ed_audit_row_get_type ())
G_DECLARE_FINAL_TYPE (EdAuditRow, ed_audit_row, ED, AUDIT_ROW, GtkListBoxRow)

/* WHO: the name of its account, or NULL. */
GtkWidget *ed_audit_row_new (const EdAuditEntry *entry, const char *who, const EdZone *zone);
/* The id of the case that it is about, or NULL. */
const char *ed_audit_row_case (EdAuditRow *self);
