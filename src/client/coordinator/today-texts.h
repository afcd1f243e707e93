/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"
#include "domain/decision.h"

/* What the place "Today" says of a case that asks something of a coordinator: closures for .ui
 * files, pure. ITEM may be NULL. Texts and arrays are free'd by the caller. */

/* "To assign"; untranslated. */
const char *ed_today_group_title (EdDecisionGroup group);

/* What the case asks for, as it is now. */
EdDecisionKind ed_today_decision (EdCaseItem *item);

/* Why it is here and since when: "Declined by Dr. Szabó 3 hours ago". */
char *ed_today_why_text (gpointer object, EdCaseItem *item);
/* In a word, on a pill. */
char *ed_today_pill_text (gpointer object, EdCaseItem *item);
char *ed_today_pill_icon (gpointer object, EdCaseItem *item);
char **ed_today_pill_classes (gpointer object, EdCaseItem *item);

/* What can be done about it here: the FIRST button or the second, "" where there is none; and the
 * sentence on it. */
char *ed_today_button_label (gpointer object, EdCaseItem *item, gboolean first);
char *ed_today_button_tooltip (gpointer object, EdCaseItem *item, gboolean first);
/* The deed that it does: "assign", "late", or of the action group "deed" (cases/case-actions.h);
 * NULL for none. */
const char *ed_today_button_deed (EdCaseItem *item, gboolean first);
