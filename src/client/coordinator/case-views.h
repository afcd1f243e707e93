/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/case-view.h"
#include "sync/desk.h"

/* The views of the table of all cases: the presets, then the user's own by name, and which of them
 * the table begins with. Kept among the account's drafts, so on this computer only, encrypted;
 * they are there before the first answer of the desk. Signals: "loaded" (once), "changed". */
#define ED_TYPE_CASE_VIEWS (ed_case_views_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseViews, ed_case_views, ED, CASE_VIEWS, GObject)

EdCaseViews *ed_case_views_new (EdDesk *desk);
/* No answers any more. */
void ed_case_views_stop (EdCaseViews *self);

guint ed_case_views_count (EdCaseViews *self);
/* Borrowed until the next change. */
const EdCaseView *ed_case_views_get (EdCaseViews *self, guint i);
/* By what is shown of it, without regard to case; G_MAXUINT where there is none. */
guint ed_case_views_find (EdCaseViews *self, const char *title);
/* The one that the table begins with. */
guint ed_case_views_first (EdCaseViews *self);
void ed_case_views_set_first (EdCaseViews *self, guint i);

/* Whether one of the user's own can have this name (with I: number I, or G_MAXUINT for a new one):
 * NULL, or why not. An own one of that name is no hindrance to a new one, which takes its place. */
const char *ed_case_views_refuse_name (EdCaseViews *self, const char *name, guint i);
/* Adds a copy of VIEW, in place of the own one of that name; where it is now. */
guint ed_case_views_save (EdCaseViews *self, const EdCaseView *view);
/* Of the user's own. */
guint ed_case_views_rename (EdCaseViews *self, guint i, const char *name);
/* Gives it back, so that this can be undone by saving it again. */
EdCaseView *ed_case_views_remove (EdCaseViews *self, guint i);
