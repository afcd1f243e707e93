/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/outlook.h"
#include "store/store.h"

#include <glib-object.h>

/* A case as lists and profiles hold it: the row as it is stored, what it is judged by, and now.
 * Keeps its identity while its content is replaced; signal "changed" after each replacement. */
#define ED_TYPE_CASE_ITEM (ed_case_item_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseItem, ed_case_item, ED, CASE_ITEM, GObject)

/* Takes ROW. */
EdCaseItem *ed_case_item_new (EdCaseRow *row, EdOutlook *outlook, gint64 now);
/* Takes ROW; NULL keeps the present one. OUTLOOK NULL keeps the present one. */
void ed_case_item_update (EdCaseItem *self, EdCaseRow *row, EdOutlook *outlook, gint64 now);

const EdCase *ed_case_item_case (EdCaseItem *self);
gint64 ed_case_item_row (EdCaseItem *self);
guint ed_case_item_pending (EdCaseItem *self);
EdThreadMark ed_case_item_mark (EdCaseItem *self);
/* How much late work waits on it for the reader. */
guint ed_case_item_late (EdCaseItem *self);
const EdSettings *ed_case_item_settings (EdCaseItem *self);
const EdZone *ed_case_item_zone (EdCaseItem *self);
gint64 ed_case_item_now (EdCaseItem *self);
/* Whether who looks at it is somebody else than the case's expert. */
gboolean ed_case_item_is_overseen (EdCaseItem *self);
/* Whether who looks at it may not approve its closing, as they are paid for it. */
gboolean ed_case_item_is_own_money (EdCaseItem *self);
/* Today in the organisation's zone. */
gint64 ed_case_item_today (EdCaseItem *self);

/* For a widget with a property "item": puts ITEM (may be NULL) into *PLACE, the field behind it,
 * and notifies the property now and after every change of the item, so that what a .ui file
 * computes from it is computed again. */
void ed_case_item_hold (EdCaseItem **place, EdCaseItem *item, gpointer widget);
