/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* What the desktop would remember of this program's work, and is not to. */

/* Takes back what this program has put into the clipboard, and what was selected in it; what others
 * have put there stays. WIDGET: any on the display. */
void ed_traces_clear_clipboard (GtkWidget *widget);
/* FILE does not join the recent files because this program has met it: it is taken out, now and
 * when it comes in within the next seconds. Where another program has met it too, it stays. */
void ed_traces_forget_recent (GFile *file);
