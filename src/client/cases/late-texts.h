/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/late-work.h"

/* What is said of late work: pure. Texts are free'd by the caller. KEPT is the command that LATE
 * holds. */

/* What was entered: "Session on Sun 22 March 2020". */
char *ed_late_deed_text (const EdLateWork *late, const EdCommand *kept);
/* The words or the reason that came with it; NULL where there are none. */
char *ed_late_words_text (const EdCommand *kept);
/* Who entered it, when, and why it is late. */
char *ed_late_origin_text (const EdLateWork *late, const EdZone *zone);
/* What the case says of the same thing now. */
char *ed_late_present_text (const EdLateWork *late,
                            const EdCommand *kept,
                            const EdCase *case_,
                            const EdZone *zone);

/* Why a late response cannot be taken over into REQUEST; NULL: it can. Static. */
const char *ed_late_why_not_text (const EdCommand *kept, const EdRequest *request);
/* What REQUEST has for a response now: *TITLE, *TEXT and the names of its *FILES, or NULL. */
void ed_late_present_response (const EdRequest *request, char **title, char **text, char **files);

/* For whoever entered LATE (EdLateWork of one assignment): "Case 261 was reassigned on 20 March
 * 2020; your 2 entries were handed to the coordinator". */
char *ed_late_stub_text (const GPtrArray *late, const EdZone *zone);
/* What became of them: "1 accepted, 1 discarded: note". */
char *ed_late_fate_text (const GPtrArray *late);
/* Whether all of them are settled. */
gboolean ed_late_is_settled (const GPtrArray *late);
