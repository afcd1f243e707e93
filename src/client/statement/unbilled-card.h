/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* The cases with a session held in a month that no statement has yet, and why; there only while
 * there are any. A row leads to its case. */
#define ED_TYPE_UNBILLED_CARD (ed_unbilled_card_get_type ())
G_DECLARE_FINAL_TYPE (EdUnbilledCard, ed_unbilled_card, ED, UNBILLED_CARD, GtkWidget)

/* Of PROSPECTS (EdCaseRow), by what is agreed with EXPERTS (EdAccount); either NULL: not known yet.
 * MONTH: the date of its first day, or ED_ABSENT. Nothing of it is kept. */
void ed_unbilled_card_show (EdUnbilledCard *self,
                            EdDesk *desk,
                            const GPtrArray *prospects,
                            const GPtrArray *experts,
                            gint64 month);
