/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* How much one document gathers at most, so that everybody can read it (wire/json-text.h says how
 * long a text is read): far above what there is in reality. What is deleted or has ended counts.
 * What would add to it is refused then, what ends something never is (PROTOCOL 9.1). */

#define ED_CASE_SESSIONS_MAX 2000 /* twice what can be available */
#define ED_CASE_ATTEMPTS_MAX 500
#define ED_CASE_DOCUMENTS_MAX 500
#define ED_CASE_ASSIGNMENTS_MAX 500
/* Until then things are added and changed; until twice as many events the case is given to others,
 * returned and re-opened. */
#define ED_CASE_EVENTS_MAX 5000

/* By ed_record_weigh(). Until then a request is asked, shared and answered; until twice as much it
 * is given to others. */
#define ED_REQUEST_WEIGHT_MAX (3 * 1024 * 1024)

/* A draft with so many lines takes no more: what comes then stands on the next month's. */
#define ED_STATEMENT_LINES_MAX 2000
