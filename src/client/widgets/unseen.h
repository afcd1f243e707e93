/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* For a WINDOW that lives on, out of sight, when it goes: a screen reader that counts the windows
 * meanwhile would end the program. Call it before it goes. */
void ed_unseen_prepare (GtkWidget *window);
