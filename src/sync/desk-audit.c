/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-audit.h"

#include "sync/desk-worker.h"
#include "sync/transport.h"
#include "wire/record-json.h"

void
ed_desk_search_audit_async (EdDesk *desk,
                            const EdAuditInquiry *inquiry,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_search_audit_async,
                "/v1/audit/search",
                ed_record_to_json (&ed_audit_inquiry_type, inquiry, NULL),
                ed_errand_read_record,
                &ed_audit_answer_type,
                (GDestroyNotify) ed_audit_answer_free,
                cancellable,
                callback,
                data);
}

EdAuditAnswer *
ed_desk_search_audit_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

void
ed_desk_verify_audit_async (EdDesk *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_verify_audit_async,
                "/v1/audit/verify",
                g_strdup ("{}"),
                ed_errand_read_record,
                &ed_audit_proof_type,
                (GDestroyNotify) ed_audit_proof_free,
                cancellable,
                callback,
                data);
}

EdAuditProof *
ed_desk_verify_audit_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

void
ed_desk_note_export (EdDesk *desk, const char *what)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_note_export,
                "/v1/exports",
                g_strdup_printf ("{\"what\":\"%s\"}", what),
                ed_desk_read_nothing,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL);
}
