/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/desk-report.h"

#include "sync/desk-drafts.h"
#include "sync/desk-worker.h"
#include "wire/record-json.h"

/* The kind of draft that the last report is kept as; it is about no case. */
#define KIND "report"

void
ed_desk_report_async (EdDesk *desk,
                      const EdReportInquiry *inquiry,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_report_async,
                "/v1/reports/summary",
                ed_record_to_json (&ed_report_inquiry_type, inquiry, NULL),
                ed_errand_read_record,
                &ed_report_type,
                (GDestroyNotify) ed_report_free,
                cancellable,
                callback,
                data);
}

EdReport *
ed_desk_report_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

void
ed_desk_release_report_async (EdDesk *desk,
                              const EdReportInquiry *inquiry,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_return_if_fail (ED_IS_DESK (desk));

  ed_desk_post (desk,
                ed_desk_release_report_async,
                "/v1/reports/release",
                ed_record_to_json (&ed_report_inquiry_type, inquiry, NULL),
                ed_errand_read_record,
                &ed_report_release_type,
                (GDestroyNotify) ed_report_release_free,
                cancellable,
                callback,
                data);
}

EdReportRelease *
ed_desk_release_report_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_desk_finish_answer (desk, result, error);
}

/* Not to have it offline is no failure of what is shown now. */
static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  ed_desk_save_draft_finish (ED_DESK (source), result, NULL);
}

void
ed_desk_keep_report (EdDesk *desk, const EdReport *report)
{
  g_autofree char *body = ed_record_to_json (&ed_report_type, report, NULL);

  ed_desk_save_draft_async (desk, KIND, "", body, NULL, on_kept, NULL);
}

void
ed_desk_load_report_async (EdDesk *desk,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  ed_desk_load_draft_async (desk, KIND, "", cancellable, callback, data);
}

EdReport *
ed_desk_load_report_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_autofree char *body = ed_desk_load_draft_finish (desk, result, NULL, error);

  return body != NULL ? ed_record_from_json (&ed_report_type, body, -1, ED_WIRE_LENIENT, NULL)
                      : NULL;
}
