/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/export/export.h"
#include "sync/desk.h"
#include "wire/audit.h"

/* An export of all entries that an inquiry fits, a page at a time from the server. */
typedef struct _EdAuditExport EdAuditExport;

/* INQUIRY and NAMES (account id → name) are copied. Begin with ed_export_begin(). */
EdAuditExport *ed_audit_export_new (GtkWidget *from,
                                    EdDesk *desk,
                                    EdSpreadsheetKind kind,
                                    const EdAuditInquiry *inquiry,
                                    GHashTable *names);
EdExport *ed_audit_export_export (EdAuditExport *self);
/* Cancels what is not over. */
void ed_audit_export_free (EdAuditExport *self);
