/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* All that one decision about a case rests on: checklist, sessions, contact attempts and messages
 * beside its documents, and the buttons to decide with. Follows the desk. Made anew for each case,
 * so that nothing of one person's is ever beside another's.
 *
 * Property "item" (EdCaseItem, read-only): the case, NULL until it is read. Signal "settled"
 * (string): something is being done about the case of that id. Actions review.first, review.second:
 * what its buttons do, by the action group "deed" (cases/case-actions.h) of a widget around it;
 * review.open: the whole case. */
#define ED_TYPE_REVIEW (ed_review_get_type ())
G_DECLARE_FINAL_TYPE (EdReview, ed_review, ED, REVIEW, GtkWidget)

GtkWidget *ed_review_new (EdDesk *desk, const char *case_id);
const char *ed_review_case (EdReview *self);
