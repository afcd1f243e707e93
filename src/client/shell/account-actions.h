/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* What people do about their own account, as actions of a window whose property "desk" says who is
 * signed in: "win.password", "win.devices", "win.two-step". In class_init. */
void ed_account_actions_install (GtkWidgetClass *class);

/* Whether the window can do them: somebody is signed in. */
void ed_account_actions_update (GtkWidget *window, EdDesk *desk);

/* After a sign-in on DESK with PASSWORD: where that is still the one from the e-mail, asks whether
 * it is to stay. */
void ed_account_actions_offer (GtkWidget *window, EdDesk *desk, const char *password);
