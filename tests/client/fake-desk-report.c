/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-report.h"

#include "client/fake-desk-insides.h"
#include "sync/desk-report.h"

static EdReport *next, *kept;
static EdReportInquiry *last, *released;
static EdReportRelease *release;

void
ed_fake_desk_set_report (EdReport *report)
{
  g_clear_pointer (&next, ed_report_free);
  next = report;
}

const EdReportInquiry *
ed_fake_desk_last_report_inquiry (void)
{
  return last;
}

void
ed_desk_report_async (EdDesk *desk,
                      const EdReportInquiry *inquiry,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_clear_pointer (&last, ed_report_inquiry_free);
  last = ed_record_copy (&ed_report_inquiry_type, inquiry);
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, g_steal_pointer (&next));
}

EdReport *
ed_desk_report_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_keep_report (EdDesk *desk, const EdReport *report)
{
  g_clear_pointer (&kept, ed_report_free);
  kept = ed_record_copy (&ed_report_type, report);
}

void
ed_desk_load_report_async (EdDesk *desk,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  ed_fake_desk_answer (desk,
                       cancellable,
                       callback,
                       data,
                       kept != NULL ? ed_record_copy (&ed_report_type, kept) : NULL);
}

EdReport *
ed_desk_load_report_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_fake_desk_set_release (EdReportRelease *answer)
{
  g_clear_pointer (&release, ed_report_release_free);
  release = answer;
}

const EdReportInquiry *
ed_fake_desk_last_release_inquiry (void)
{
  return released;
}

void
ed_desk_release_report_async (EdDesk *desk,
                              const EdReportInquiry *inquiry,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_clear_pointer (&released, ed_report_inquiry_free);
  released = ed_record_copy (&ed_report_inquiry_type, inquiry);
  ed_fake_desk_answer_or_fail (desk, cancellable, callback, data, g_steal_pointer (&release));
}

EdReportRelease *
ed_desk_release_report_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}
