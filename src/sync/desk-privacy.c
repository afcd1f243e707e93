/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-privacy.h"

#include "sync/desk-worker.h"
#include "sync/transport.h"
#include "wire/record-json.h"

static gpointer
read_bytes (const EdAnswer *answer, gpointer data, GError **error)
{
  return g_bytes_ref (answer->body);
}

void
ed_desk_preview_retention_async (EdDesk *desk,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_preview_retention_async,
                "/v1/privacy/preview",
                g_strdup ("{}"),
                ed_errand_read_record,
                &ed_privacy_preview_type,
                (GDestroyNotify) ed_privacy_preview_free,
                cancellable,
                callback,
                data);
}

EdPrivacyPreview *
ed_desk_preview_retention_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

void
ed_desk_search_client_async (EdDesk *desk,
                             const EdClientInquiry *inquiry,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_search_client_async,
                "/v1/privacy/search",
                ed_record_to_json (&ed_client_inquiry_type, inquiry, NULL),
                ed_errand_read_record,
                &ed_privacy_finds_type,
                (GDestroyNotify) ed_privacy_finds_free,
                cancellable,
                callback,
                data);
}

EdPrivacyFinds *
ed_desk_search_client_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

void
ed_desk_export_client_async (EdDesk *desk,
                             const EdPrivacyOrder *order,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_export_client_async,
                "/v1/privacy/export",
                ed_record_to_json (&ed_privacy_order_type, order, NULL),
                read_bytes,
                NULL,
                (GDestroyNotify) g_bytes_unref,
                cancellable,
                callback,
                data);
}

GBytes *
ed_desk_export_client_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

void
ed_desk_erase_client_async (EdDesk *desk,
                            const EdPrivacyOrder *order,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_erase_client_async,
                "/v1/privacy/erase",
                ed_record_to_json (&ed_privacy_order_type, order, NULL),
                ed_desk_read_nothing,
                NULL,
                NULL,
                cancellable,
                callback,
                data);
}

gboolean
ed_desk_erase_client_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
