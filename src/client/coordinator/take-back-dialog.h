/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/coordinator/take-back.h"

#include <adwaita.h>

/* Asks whether the last import of this machine is to be taken back, does it, and says what stays
 * and why. */
#define ED_TYPE_TAKE_BACK_DIALOG (ed_take_back_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EdTakeBackDialog, ed_take_back_dialog, ED, TAKE_BACK_DIALOG, AdwWindow)

/* Above the window that FROM is in; owned by GTK. */
EdTakeBackDialog *ed_take_back_dialog_open (GtkWidget *from, EdDesk *desk);
EdTakeBack *ed_take_back_dialog_take_back (EdTakeBackDialog *self); /* borrowed */
