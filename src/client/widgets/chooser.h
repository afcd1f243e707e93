/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Shows CHOOSER before its window, which waits for the answer, and with which it goes. It is the
 * caller's to destroy and to let go of. What is chosen does not join the desktop's recent files. */
void ed_chooser_show (GtkFileChooserNative *chooser);

/* Answers for the person that nothing was chosen, as there is nothing to choose for any more.
 * CHOOSER may be NULL. */
void ed_chooser_leave (GtkFileChooserNative *chooser);
