/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/report-release.h"
#include "sync/desk.h"

/* Figures over cases (PROTOCOL 14). The server's alone: ED_SYNC_ERROR_UNREACHABLE at once when it
 * is out of reach. INQUIRY is copied. */
void ed_desk_report_async (EdDesk *desk,
                           const EdReportInquiry *inquiry,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
EdReport *ed_desk_report_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* Whether a report may be given away; it counts as given away then. As above. */
void ed_desk_release_report_async (EdDesk *desk,
                                   const EdReportInquiry *inquiry,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
EdReportRelease *ed_desk_release_report_finish (EdDesk *desk, GAsyncResult *result, GError **error);

/* The report that was kept last (encrypted, like all else here), to be read without a server; NULL
 * without ERROR: none was. */
void ed_desk_keep_report (EdDesk *desk, const EdReport *report);
void ed_desk_load_report_async (EdDesk *desk,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
EdReport *ed_desk_load_report_finish (EdDesk *desk, GAsyncResult *result, GError **error);
