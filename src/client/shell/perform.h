/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/desk.h"

#include <gtk/gtk.h>

/* Does the commands of COMMANDS (EdCommand, taken with the array) on DESK, one after the other,
 * until one is refused. When all are done, a toast says DONE and offers to undo them; what is
 * refused or fails is said in a toast too. FROM is the widget that asks; nothing is said once
 * CANCELLABLE is cancelled. */
void ed_perform (GtkWidget *from,
                 EdDesk *desk,
                 GPtrArray *commands,
                 const char *done,
                 GCancellable *cancellable);

/* Takes back the commands of these ids (NULL-terminated, oldest first). What cannot be taken back
 * is said in a toast. */
void ed_perform_undo (GtkWidget *from,
                      EdDesk *desk,
                      const char *const *commands,
                      GCancellable *cancellable);
