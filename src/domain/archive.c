/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/archive.h"

#define USUAL_MONTHS 24

gint64
ed_archive_months (const EdSettings *settings)
{
  return settings->archive_months != ED_ABSENT ? settings->archive_months : USUAL_MONTHS;
}

EdRetention
ed_archive_of_case (const EdCase *case_,
                    const EdCaseCompany *company,
                    const EdRetentionFrame *frame)
{
  EdRetention found = ed_retention_of_case (ED_RETENTION_CASES, case_, company, frame);

  if (found.on != ED_ABSENT)
    found.on = ed_date_add_months (ed_zone_date (frame->zone, case_->approval->at),
                                   (int) ed_archive_months (frame->settings));
  return found;
}
