/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* The profile of one case: what to do next, sessions, history; the facts beside them. Follows the
 * desk. What can be done is in its action group "deed" (cases/case-actions.h). */
#define ED_TYPE_CASE_PROFILE (ed_case_profile_get_type ())
G_DECLARE_FINAL_TYPE (EdCaseProfile, ed_case_profile, ED, CASE_PROFILE, GtkWidget)

GtkWidget *ed_case_profile_new (EdDesk *desk, const char *case_id);
