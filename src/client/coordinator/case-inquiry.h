/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/live-list.h"
#include "client/coordinator/case-view.h"
#include "sync/desk.h"

/* What the table of all cases shows: those that fit filter and text, sorted by a column. One
 * question to the desk at a time; asks again when something there has changed, and judges the cases
 * anew every minute.
 *
 * Properties (read-only, notify): "loaded" (boolean: the first answer has come), "shown" (uint: how
 * many fit), "narrowed" (boolean: not everything is asked for). */
#define ED_TYPE_CASE_INQUIRY (ed_case_inquiry_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseInquiry, ed_case_inquiry, ED, CASE_INQUIRY, GObject)

EdCaseInquiry *ed_case_inquiry_new (EdDesk *desk);
/* Stops asking; to be called by the page that made it. */
void ed_case_inquiry_stop (EdCaseInquiry *self);
EdRowList *ed_case_inquiry_list (EdCaseInquiry *self);
void ed_case_inquiry_set_text (EdCaseInquiry *self, const char *text);
void ed_case_inquiry_set_filter (EdCaseInquiry *self, const EdCaseFilter *filter);
void ed_case_inquiry_set_sort (EdCaseInquiry *self, EdSort sort, gboolean descending);
/* What is asked for now; borrowed until something of it changes. */
const EdCaseQuery *ed_case_inquiry_query (EdCaseInquiry *self);
