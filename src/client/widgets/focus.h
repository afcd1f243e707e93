/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* The focus of a widget that passes it on: its class has a grab_focus that goes to something
 * inside. GTK calls that also for Tab, which then skips what comes before it, and for Shift+Tab at
 * the first thing inside, which so never leaves (GTK 4.8). Such a class sets this as its focus:
 * Tab goes through the children in their order and out. */
gboolean ed_focus_through (GtkWidget *widget, GtkDirectionType direction);
/* To the first thing in WIDGET, unless the focus is in there already; FALSE: nothing takes it. */
gboolean ed_focus_begin (GtkWidget *widget);
/* For the class of what is in the row of a view: the arrows, Home and End, which give the focus to
 * rows, lead to the first thing inside. GTK before 4.12 would leave it where it was, unseen. */
void ed_focus_row_class (GtkWidgetClass *class);
/* Text of a label that GTK selected because Tab came to it is not selected any more once the focus
 * has gone elsewhere in WINDOW: dim words on the grey of a selection are hard to read. */
void ed_focus_unselect (GtkWindow *window);
/* A dialog that is shown begins with its first field, not with "Cancel" in its header. */
void ed_focus_below_header (GtkWindow *dialog);
/* What a page or window is about has just come: the focus, which was in its header while there was
 * nothing else, goes to the first thing in CONTENT that is neither a text, which would be
 * selected, nor the next step, which Enter would take; where all is text, to the first of it. */
void ed_focus_enter (GtkWidget *page, GtkWidget *content);
/* When POPOVER is closed, the focus is where it was before, unless it has left what POPOVER hangs
 * on. */
void ed_focus_return (GtkPopover *popover);
