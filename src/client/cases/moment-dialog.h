/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <adwaita.h>

/* When something happened, and, for a contact attempt, with which result: now at first. Only times
 * between the assignment and now can be saved. Signal "saved" (int64 instant, int64 result or
 * ED_ABSENT), after which it closes. Modal. */
#define ED_TYPE_MOMENT_DIALOG (ed_moment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdMomentDialog, ed_moment_dialog, ED, MOMENT_DIALOG, AdwWindow)

/* TITLE: translated. RESULTS: the attempt's result is asked for, RESULT (or ED_ABSENT) at first. */
GtkWidget *ed_moment_dialog_new (EdCaseItem *item,
                                 const char *title,
                                 gint64 at,
                                 gboolean results,
                                 gint64 result);
