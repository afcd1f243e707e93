/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/report-release.h"

/* What the server of a fake desk says of the next report; taken. Without one it is out of reach. */
void ed_fake_desk_set_report (EdReport *report);
/* What was asked last; borrowed. */
const EdReportInquiry *ed_fake_desk_last_report_inquiry (void);
/* What it says of giving one away; taken. Without one it is out of reach. And what was asked last.
 */
void ed_fake_desk_set_release (EdReportRelease *answer);
const EdReportInquiry *ed_fake_desk_last_release_inquiry (void);
