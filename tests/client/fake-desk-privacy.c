/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-privacy.h"

#include <string.h>

#include "client/fake-desk-insides.h"
#include "sync/desk-privacy.h"

static EdPrivacyPreview *preview;
static EdPrivacyFinds *finds;
static GBytes *client;
static gboolean erasing;
static EdClientInquiry *last_client;
static EdPrivacyOrder *last_order;

void
ed_fake_desk_set_preview (EdPrivacyPreview *next)
{
  g_clear_pointer (&preview, ed_privacy_preview_free);
  preview = next;
}

void
ed_fake_desk_set_finds (EdPrivacyFinds *next)
{
  g_clear_pointer (&finds, ed_privacy_finds_free);
  finds = next;
}

void
ed_fake_desk_set_client (const char *json)
{
  g_clear_pointer (&client, g_bytes_unref);
  client = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;
}

void
ed_fake_desk_set_erasing (gboolean succeeds)
{
  erasing = succeeds;
}

const EdClientInquiry *
ed_fake_desk_last_client (void)
{
  return last_client;
}

const EdPrivacyOrder *
ed_fake_desk_last_order (void)
{
  return last_order;
}

void
ed_desk_preview_retention_async (EdDesk *desk,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, g_steal_pointer (&preview));
}

EdPrivacyPreview *
ed_desk_preview_retention_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_search_client_async (EdDesk *desk,
                             const EdClientInquiry *inquiry,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_clear_pointer (&last_client, ed_client_inquiry_free);
  last_client = ed_record_copy (&ed_client_inquiry_type, inquiry);
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, g_steal_pointer (&finds));
}

EdPrivacyFinds *
ed_desk_search_client_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

static void
note_order (const EdPrivacyOrder *order)
{
  g_clear_pointer (&last_order, ed_privacy_order_free);
  last_order = ed_record_copy (&ed_privacy_order_type, order);
}

void
ed_desk_export_client_async (EdDesk *desk,
                             const EdPrivacyOrder *order,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  note_order (order);
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, g_steal_pointer (&client));
}

GBytes *
ed_desk_export_client_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_erase_client_async (EdDesk *desk,
                            const EdPrivacyOrder *order,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  note_order (order);
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, GINT_TO_POINTER (erasing));
  erasing = FALSE;
}

gboolean
ed_desk_erase_client_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error) != NULL;
}
