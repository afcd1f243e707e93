/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-audit.h"

#include <string.h>

#include "sync/desk-worker.h"
#include "sync/transport.h"
#include "wire/record-json.h"

/* Takes BODY; the answer is a record of TYPE. */
static void
ask (EdDesk *desk,
     gpointer tag,
     const char *path,
     char *body,
     const EdRecordType *type,
     GDestroyNotify free_result,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);
  EdErrand *errand = g_new0 (EdErrand, 1);

  g_task_set_source_tag (task, tag);
  *errand = (EdErrand){ .method = "POST",
                        .path = g_strdup (path),
                        .body = g_bytes_new_take (body, strlen (body)),
                        .read = ed_errand_read_record,
                        .free_result = free_result,
                        .data = (gpointer) type,
                        .task = task };
  ed_desk_send_errand (desk, errand);
}

void
ed_desk_search_audit_async (EdDesk *desk,
                            const EdAuditInquiry *inquiry,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ask (desk,
       ed_desk_search_audit_async,
       "/v1/audit/search",
       ed_record_to_json (&ed_audit_inquiry_type, inquiry, NULL),
       &ed_audit_answer_type,
       (GDestroyNotify) ed_audit_answer_free,
       cancellable,
       callback,
       data);
}

EdAuditAnswer *
ed_desk_search_audit_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_desk_verify_audit_async (EdDesk *desk,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ask (desk,
       ed_desk_verify_audit_async,
       "/v1/audit/verify",
       g_strdup ("{}"),
       &ed_audit_proof_type,
       (GDestroyNotify) ed_audit_proof_free,
       cancellable,
       callback,
       data);
}

EdAuditProof *
ed_desk_verify_audit_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_nothing (const EdAnswer *answer, gpointer data, GError **error)
{
  return GINT_TO_POINTER (TRUE);
}

void
ed_desk_note_export (EdDesk *desk, const char *what)
{
  EdErrand *errand = g_new0 (EdErrand, 1);
  char *body = g_strdup_printf ("{\"what\":\"%s\"}", what);

  g_return_if_fail (ED_IS_DESK (desk));

  *errand = (EdErrand){ .method = "POST",
                        .path = g_strdup ("/v1/exports"),
                        .body = g_bytes_new_take (body, strlen (body)),
                        .read = read_nothing,
                        .task = g_task_new (desk, NULL, NULL, NULL) };
  g_task_set_source_tag (errand->task, ed_desk_note_export);
  ed_desk_send_errand (desk, errand);
}
