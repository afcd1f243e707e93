/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"
#include "wire/audit.h"

/* The audit log (PROTOCOL 13): the server's alone, so ED_SYNC_ERROR_UNREACHABLE at once when it is
 * out of reach. */

/* INQUIRY is copied. */
void ed_desk_search_audit_async (EdDesk *desk,
                                 const EdAuditInquiry *inquiry,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
EdAuditAnswer *ed_desk_search_audit_finish (EdDesk *desk, GAsyncResult *result, GError **error);
void ed_desk_verify_audit_async (EdDesk *desk,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
EdAuditProof *ed_desk_verify_audit_finish (EdDesk *desk, GAsyncResult *result, GError **error);
/* Tells the server that WHAT ("cases") was saved as a file here; it is written in the log. Nobody
 * waits for it, and without a server nothing comes of it. */
void ed_desk_note_export (EdDesk *desk, const char *what);
