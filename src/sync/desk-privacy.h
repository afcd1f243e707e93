/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"
#include "wire/privacy.h"

/* Privacy (PROTOCOL 15): the server's alone, so ED_SYNC_ERROR_UNREACHABLE at once when it is out of
 * reach. What is asked for is copied. */

/* What would be erased today. */
void ed_desk_preview_retention_async (EdDesk *desk,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
EdPrivacyPreview *
ed_desk_preview_retention_finish (EdDesk *desk, GAsyncResult *result, GError **error);

void ed_desk_search_client_async (EdDesk *desk,
                                  const EdClientInquiry *inquiry,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
EdPrivacyFinds *ed_desk_search_client_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* All that the server has of them, as JSON, without the bytes of files. */
void ed_desk_export_client_async (EdDesk *desk,
                                  const EdPrivacyOrder *order,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GBytes *ed_desk_export_client_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* Erases them for good. */
void ed_desk_erase_client_async (EdDesk *desk,
                                 const EdPrivacyOrder *order,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
gboolean ed_desk_erase_client_finish (EdDesk *desk, GAsyncResult *result, GError **error);
