/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

/* What a case bar and the head of a profile show, computed from the case and the moment: closures
 * for .ui files, pure. The first argument is the object that the closure is for; ITEM may be NULL
 * (nothing shown yet). Texts and arrays are free'd by the caller. */

/* Adds TEXT, or nothing for NULL, to a title as markup: what stands out, and what is dim. */
void ed_title_append (GString *markup, const char *text, gboolean strong);
/* The title in the guide's order as markup: company and alias stand out, the rest is dim; HIDDEN
 * puts dots for the alias (privacy mode). */
char *ed_case_title_markup (gpointer object, EdCaseItem *item, gboolean hidden);
/* The same in plain words, for screen readers and windows; never hidden. */
char *ed_case_title_text (gpointer object, EdCaseItem *item);
/* The same in plain words, with dots for the alias when HIDDEN. */
char *ed_case_title_words (EdCaseItem *item, gboolean hidden);
/* "Case 261", or "New case" while the server has given no number yet. */
char *ed_case_name_text (gpointer object, EdCaseItem *item);
/* The word for the type; for health coaching its kind. */
const char *ed_case_type_label (const EdCase *case_);
char *ed_case_type_icon (gpointer object, EdCaseItem *item);
char **ed_case_type_classes (gpointer object, EdCaseItem *item);

double ed_case_progress_value (gpointer object, EdCaseItem *item);
char *ed_case_progress_text (gpointer object, EdCaseItem *item); /* "1/3" */

gboolean ed_case_is_crisis (gpointer object, EdCaseItem *item);
gboolean ed_case_is_pending (gpointer object, EdCaseItem *item);
char **ed_case_bar_classes (gpointer object, EdCaseItem *item);

gboolean ed_case_has_badge (gpointer object, EdCaseItem *item);
char *ed_case_badge_text (gpointer object, EdCaseItem *item); /* "24 hours" */
char *ed_case_badge_icon (gpointer object, EdCaseItem *item);
char **ed_case_badge_classes (gpointer object, EdCaseItem *item);
/* Why there is this badge: the fact, the rule, the action that ends it. */
char *ed_case_badge_fact (gpointer object, EdCaseItem *item);
char *ed_case_badge_rule (gpointer object, EdCaseItem *item);
char *ed_case_badge_action (gpointer object, EdCaseItem *item);
