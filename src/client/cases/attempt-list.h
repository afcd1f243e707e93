/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* The card "Contact attempts" of a profile: those of the open assignment by time, the buttons that
 * add one, and "Client unreachable" with what it still needs. Invisible where there is nothing to
 * show or add. Properties "item" (EdCaseItem), "editable" (boolean), "rights" (uint, EdRights). */
#define ED_TYPE_ATTEMPT_LIST (ed_attempt_list_get_type ())
G_DECLARE_FINAL_TYPE (EdAttemptList, ed_attempt_list, ED, ATTEMPT_LIST, GtkWidget)
