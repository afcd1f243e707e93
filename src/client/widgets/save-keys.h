/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Ctrl+S and Ctrl+Enter anywhere in FORM activate ACTION ("account.save"), also in a text of
 * several lines. */
void ed_save_keys_add (GtkWidget *form, const char *action);
