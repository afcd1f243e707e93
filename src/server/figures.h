/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/report.h"
#include "server/call.h"

/* What INQUIRY asks for, of all that DB holds; NULL with ERROR. From any thread. */
EdReport *ed_figures_make (EdApi *api, EdDb *db, const EdReportInquiry *inquiry, GError **error);
