/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/decision.h"

#include <glib-object.h>

/* What the place "Today" says of a case or a request that asks something of a coordinator: closures
 * for .ui files, pure. ITEM is an EdCaseItem, an EdRequestItem, or NULL. Texts and arrays are
 * free'd by the caller. */

/* "To assign"; untranslated. */
const char *ed_today_group_title (EdDecisionGroup group);

/* Of the case or request; ITEM is not NULL. */
const char *ed_today_id (gpointer item);
/* What it asks for, as it is now. */
EdDecisionKind ed_today_decision (gpointer item);

/* The title as markup, HIDDEN in privacy mode; in plain words, never hidden. */
char *ed_today_title_markup (gpointer object, gpointer item, gboolean hidden);
char *ed_today_title_text (gpointer object, gpointer item);
/* Why it is here and since when: "Declined by Dr. Szabó 3 hours ago". */
char *ed_today_why_text (gpointer object, gpointer item);
/* "Crisis call", "Urgent"; NULL where neither is so. */
char *ed_today_haste_text (gpointer object, gpointer item);
/* Of words that wait, where they are not what it is here for; else NULL. */
char *ed_today_mark_text (gpointer object, gpointer item);
gboolean ed_today_is_pending (gpointer object, gpointer item);

char *ed_today_icon (gpointer object, gpointer item);
char **ed_today_icon_classes (gpointer object, gpointer item);
char **ed_today_bar_classes (gpointer object, gpointer item);
/* In a word, on a pill. */
char *ed_today_pill_text (gpointer object, gpointer item);
char *ed_today_pill_icon (gpointer object, gpointer item);
char **ed_today_pill_classes (gpointer object, gpointer item);

/* What can be done about it here: the FIRST button or the second, "" where there is none; and the
 * sentence on it. */
char *ed_today_button_label (gpointer object, gpointer item, gboolean first);
char *ed_today_button_tooltip (gpointer object, gpointer item, gboolean first);
/* The deed that it does: "open", "late", "assign", or of the action group "deed" of a case
 * (cases/case-actions.h), "request" of a request (requests/request-actions.h); NULL for none. */
const char *ed_today_button_deed (gpointer item, gboolean first);
/* A button to open it, where none of the others does. */
gboolean ed_today_has_open (gpointer object, gpointer item);
char *ed_today_open_tooltip (gpointer object, gpointer item);
