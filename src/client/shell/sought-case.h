/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* The case that a link or a notification names, until its profile can be opened: across signing in
 * and the first sync. A window seeks one case at a time, the last one asked for. Says so when it
 * has to wait, and when the case is not among those of whoever is signed in. */

/* WINDOW (an EdWindow) seeks the case with the running NUMBER from now on. */
void ed_sought_case_set (GtkWidget *window, gint64 number);
