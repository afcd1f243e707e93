/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* A contact attempt with the buttons that edit and delete it (deed.edit-attempt,
 * deed.delete-attempt, s: its id). Immutable. */
#define ED_TYPE_ATTEMPT_ROW (ed_attempt_row_get_type ())
G_DECLARE_FINAL_TYPE (EdAttemptRow, ed_attempt_row, ED, ATTEMPT_ROW, GtkListBoxRow)

GtkWidget *ed_attempt_row_new (EdCaseItem *item, const EdAttempt *attempt, gboolean editable);
