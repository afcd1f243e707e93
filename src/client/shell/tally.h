/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/store.h"

#include <glib-object.h>

/* The counts beside the sidebar's entries, for binding: int64 properties "in-progress", "closed",
 * "all", "requests", "answers", "disputes", "unassigned", "decisions", "approvals", "waiting",
 * "refused". Belongs to the window. */
#define ED_TYPE_TALLY (ed_tally_get_type ())
G_DECLARE_FINAL_TYPE (EdTally, ed_tally, ED, TALLY, GObject)

EdTally *ed_tally_new (void);
void ed_tally_set (EdTally *self, const EdCounts *counts);

/* Why N stands beside the entry that shows COUNT, a property's name: "2 statements wait for your
 * answer". NULL where N is 0. Free with g_free(). */
char *ed_tally_why (const char *count, gint64 n);
