/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/report-release.h"

#include "domain/record-table.h"

static const int months[ED_N_LENGTHS] = { 1, 3, 6, 12 };

const EdChoice ed_report_length_choices[] = {
  [ED_LENGTH_MONTH] = { "month", N_ ("Month") },
  [ED_LENGTH_QUARTER] = { "quarter", N_ ("Quarter") },
  [ED_LENGTH_HALF_YEAR] = { "half_year", N_ ("Half-year") },
  [ED_LENGTH_YEAR] = { "year", N_ ("Year") },
  { NULL, NULL },
};

const EdChoice ed_release_trouble_choices[] = {
  [ED_RELEASE_NOT_WHOLE] = { "not_whole", NULL },
  [ED_RELEASE_NOT_OVER] = { "not_over", NULL },
  [ED_RELEASE_ALL_COMPANIES] = { "all_companies", NULL },
  [ED_RELEASE_OTHER_LENGTH] = { "other_length", NULL },
  [ED_RELEASE_CHANGED] = { "changed", NULL },
  { NULL, NULL },
};

static const EdField release_fields[] = {
  ED_CHOICE (EdReportRelease, trouble, 0, NULL, ed_release_trouble_choices),
  ED_CHOICE (EdReportRelease, length, 0, NULL, ed_report_length_choices),
  ED_RECORD (EdReportRelease, report, 0, &ed_report_type),
};

const EdRecordType ed_report_release_type =
    ED_RECORD_TYPE ("report_release", EdReportRelease, release_fields);

void
ed_report_release_free (EdReportRelease *self)
{
  ed_record_free (&ed_report_release_type, self);
}

EdReport *
ed_report_figures (const EdReport *report)
{
  EdReport *figures = ed_record_copy (&ed_report_type, report);

  g_clear_pointer (&figures->company_name, g_free);
  figures->made_at = 0;
  figures->covered = ED_ABSENT;
  return figures;
}

int
ed_report_length_months (EdReportLength length)
{
  return months[length];
}

gint64
ed_report_length_of (gint64 from, gint64 to)
{
  int year, month, day;

  ed_date_split (from, &year, &month, &day);
  for (gint64 length = 0; day == 1 && length < ED_N_LENGTHS; length++)
    if ((month - 1) % months[length] == 0 && ed_date_add_months (from, months[length]) == to + 1)
      return length;
  return ED_ABSENT;
}

EdReportRelease *
ed_report_release_judge (const EdReportInquiry *inquiry, gint64 taken, gint64 today)
{
  EdReportRelease *release = ed_record_new (&ed_report_release_type);
  gint64 length = ed_report_length_of (inquiry->from, inquiry->to);

  release->length = taken;
  if (inquiry->company_name == NULL)
    release->trouble = ED_RELEASE_ALL_COMPANIES;
  else if (length == ED_ABSENT)
    release->trouble = ED_RELEASE_NOT_WHOLE;
  else if (inquiry->to >= today)
    release->trouble = ED_RELEASE_NOT_OVER;
  else if (taken != ED_ABSENT && taken != length)
    release->trouble = ED_RELEASE_OTHER_LENGTH;
  else
    release->length = length;
  return release;
}
