/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/cases/case-item.h"

#include <gtk/gtk.h>

/* The badge of a profile: a pill that, clicked, explains itself: the fact, the rule, the action
 * that ends it, and what has happened since the assignment. Property "item" (EdCaseItem). */
#define ED_TYPE_BADGE_BUTTON (ed_badge_button_get_type ())
G_DECLARE_FINAL_TYPE (EdBadgeButton, ed_badge_button, ED, BADGE_BUTTON, GtkWidget)
