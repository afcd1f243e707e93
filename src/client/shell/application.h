/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* The running program: one window, the command line, links `experts-dashboard://case/NUMBER`. A
 * second start hands over to the first; with --data-dir or --shots each start is a program of its
 * own. */
#define ED_TYPE_APPLICATION (ed_application_get_type ())
G_DECLARE_FINAL_TYPE (EdApplication, ed_application, ED, APPLICATION, AdwApplication)

EdApplication *ed_application_new (void);
/* What went wrong after the start: 0 nothing, 1 what was asked for on the command line failed. */
int ed_application_status (EdApplication *self);
