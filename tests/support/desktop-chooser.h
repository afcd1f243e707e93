/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/desktop-driver.h"

/* In the file chooser called TITLE, once it is there: names the file PATH and presses BUTTON, until
 * the chooser goes. Nothing is taken for granted that the chooser may lose while it reads a
 * folder: what stands in its entry is read again before the button is pressed. */
void
ed_driver_choose_file (EdDriver *driver, const char *title, const char *path, const char *button);
/* In the window called TITLE presses NAME until another window has the keyboard: a press is lost
 * upon what a toast lies on, and upon a button that is made insensitive and sensitive again while
 * GTK still shows it pressed. */
void ed_driver_press_for_window (EdDriver *driver, const char *title, const char *name);
