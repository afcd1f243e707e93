/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "domain/standing.h"

/* What a profile says beyond the bar's words (cases/case-texts.h): closures for .ui files, pure.
 * ITEM may be NULL. Texts and arrays are free'd by the caller. */

/* "Next: contact the client"; what stands at the head of the checklist. */
char *ed_profile_next_text (gpointer object, EdCaseItem *item);
/* "Missing before this can be invoiced: treatment log, satisfaction"; NULL when nothing is. */
char *ed_profile_missing_text (gpointer object, EdCaseItem *item);
/* Why nothing can be changed here; NULL when it can. MINE: the case is the reader's own. */
char *ed_profile_locked_text (gpointer object, EdCaseItem *item, gboolean mine);
/* What a closing waits for, where UNSENT files are still on their way; NULL where it waits for
 * nothing. */
char *ed_profile_files_text (gpointer object,
                             EdCaseItem *item,
                             gboolean mine,
                             guint unsent,
                             gboolean offline);

/* One line of the checklist; CHECK is one of EdChecks. */
gboolean ed_check_is_needed (gpointer object, EdCaseItem *item, guint check);
gboolean ed_check_is_done (gpointer object, EdCaseItem *item, guint check);
char *ed_check_title (gpointer object, EdCaseItem *item, guint check);
char *ed_check_detail (gpointer object, EdCaseItem *item, guint check);
/* The button that fulfils it, "" where there is none yet, and its action. */
char *ed_check_button (gpointer object, EdCaseItem *item, guint check);
char *ed_check_action (gpointer object, EdCaseItem *item, guint check);
/* A second button beneath, "" where there is none, and its action. */
char *ed_check_other_button (gpointer object, EdCaseItem *item, guint check);
char *ed_check_other_action (gpointer object, EdCaseItem *item, guint check);
/* The button to fill in its form here, "" where there is none, and its action. */
char *ed_check_fill_button (gpointer object, EdCaseItem *item, guint check);
char *ed_check_fill_action (gpointer object, EdCaseItem *item, guint check);
/* Whether it is the next one to do. */
gboolean ed_check_is_next (gpointer object, EdCaseItem *item, guint check);

/* "2 of 5 used, 3 left", "6 of 5 used, 1 over the limit". */
char *ed_profile_sessions_text (gpointer object, EdCaseItem *item);
/* "Date and time of session 1: <b>2020-03-22</b> 16:00" as markup. */
char *ed_session_markup (guint number, const EdSession *session);
/* "50 minutes · Sun 22 March 2020, in 3 days". MINUTES: the case's own. */
char *ed_session_detail (const EdSession *session, gint64 minutes, gint64 today);
