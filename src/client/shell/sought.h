/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/command.h"

#include <gtk/gtk.h>

/* The case or request that a link or a notification names, until its page can be opened: across
 * signing in and the first sync. A window seeks one at a time, the last one asked for. Says so when
 * it has to wait, and when it is not among those of whoever is signed in. */

/* WINDOW (an EdWindow) seeks the one of KIND with the running NUMBER from now on. */
void ed_sought_set (GtkWidget *window, EdTargetKind kind, gint64 number);
