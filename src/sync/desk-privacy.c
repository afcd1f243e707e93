/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-privacy.h"

#include <string.h>

#include "sync/desk-worker.h"
#include "sync/transport.h"
#include "wire/record-json.h"

/* BODY is taken; READ makes the answer, of TYPE where that matters. */
static void
ask (EdDesk *desk,
     GTask *task,
     const char *path,
     char *body,
     gpointer (*read) (const EdAnswer *answer, gpointer data, GError **error),
     const EdRecordType *type,
     GDestroyNotify free_result)
{
  EdErrand *errand = g_new0 (EdErrand, 1);

  *errand = (EdErrand){ .method = "POST",
                        .path = g_strdup (path),
                        .body = g_bytes_new_take (body, strlen (body)),
                        .read = read,
                        .free_result = free_result,
                        .data = (gpointer) type,
                        .task = task };
  ed_desk_send_errand (desk, errand);
}

static GTask *
make_task (EdDesk *desk,
           gpointer tag,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  return task;
}

static gpointer
read_bytes (const EdAnswer *answer, gpointer data, GError **error)
{
  return g_bytes_ref (answer->body);
}

static gpointer
read_nothing (const EdAnswer *answer, gpointer data, GError **error)
{
  return GINT_TO_POINTER (TRUE);
}

void
ed_desk_preview_retention_async (EdDesk *desk,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ask (desk,
       make_task (desk, ed_desk_preview_retention_async, cancellable, callback, data),
       "/v1/privacy/preview",
       g_strdup ("{}"),
       ed_errand_read_record,
       &ed_privacy_preview_type,
       (GDestroyNotify) ed_privacy_preview_free);
}

EdPrivacyPreview *
ed_desk_preview_retention_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_desk_search_client_async (EdDesk *desk,
                             const EdClientInquiry *inquiry,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ask (desk,
       make_task (desk, ed_desk_search_client_async, cancellable, callback, data),
       "/v1/privacy/search",
       ed_record_to_json (&ed_client_inquiry_type, inquiry, NULL),
       ed_errand_read_record,
       &ed_privacy_finds_type,
       (GDestroyNotify) ed_privacy_finds_free);
}

EdPrivacyFinds *
ed_desk_search_client_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_desk_export_client_async (EdDesk *desk,
                             const EdPrivacyOrder *order,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ask (desk,
       make_task (desk, ed_desk_export_client_async, cancellable, callback, data),
       "/v1/privacy/export",
       ed_record_to_json (&ed_privacy_order_type, order, NULL),
       read_bytes,
       NULL,
       (GDestroyNotify) g_bytes_unref);
}

GBytes *
ed_desk_export_client_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_desk_erase_client_async (EdDesk *desk,
                            const EdPrivacyOrder *order,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ask (desk,
       make_task (desk, ed_desk_erase_client_async, cancellable, callback, data),
       "/v1/privacy/erase",
       ed_record_to_json (&ed_privacy_order_type, order, NULL),
       read_nothing,
       NULL,
       NULL);
}

gboolean
ed_desk_erase_client_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
