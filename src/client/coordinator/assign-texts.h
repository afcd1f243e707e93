/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/request.h"
#include "domain/settings.h"

/* What the choice of an expert says. Pure; texts are free'd by the caller. */

/* What assigning this case will mean: that it ends somebody's assignment, that somebody declined
 * it; NULL where there is nothing to say. */
char *ed_assign_notice_text (const EdCase *case_, const EdSettings *settings, const EdZone *zone);
/* The same of a request; NULL where it takes it from nobody. */
char *ed_assign_request_notice_text (const EdRequest *request, const EdZone *zone);
