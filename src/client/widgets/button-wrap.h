/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* The words on BUTTON are on several lines where there is no room for one, in the middle, those of
 * a "link-button" at the start. As the handler of its "notify::label". */
void ed_button_wrap (GtkButton *button);
/* The same of whatever they are from now on. */
void ed_button_wrap_always (GtkButton *button);
/* They are on one line again, whatever they are from now on. */
void ed_button_unwrap (GtkButton *button);
/* As ed_button_wrap() for all answers of a message DIALOG, which libadwaita 1.4 and later cut. As
 * the handler of its "realize". */
void ed_answers_wrap (GtkWidget *dialog);
