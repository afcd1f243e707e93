/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sync/desk.h"

/* How long "Undo" is offered, and what was done is not sent. */
#define ED_UNDO_S 6

/* Shows TOAST (taken) in the toast overlay around FROM, in place of the one that shows: what has
 * just been done is what can be undone. Where there is no overlay, nothing happens. */
void ed_toast_show (GtkWidget *from, AdwToast *toast);
/* From now on toasts in OVERLAY are on several lines where there is no room for one; those that are
 * shown with ed_toast_show() are anyway. */
void ed_toast_wrap (AdwToastOverlay *overlay);
/* From now on toasts around BAR, which is at the lower end of a page, lie above it as it has been
 * laid out last; and not any more, as it is going. */
void ed_toast_spare (GtkWidget *bar);
void ed_toast_cover (GtkWidget *bar);
/* Takes away the toast that shows around FROM: what it names is for others no more. */
void ed_toast_end (GtkWidget *from);
/* Takes away the toast that shows there: what it said holds no more. From now on one that offers to
 * undo goes once nothing of DESK waits: all of it has been sent. */
void ed_toast_watch (GtkWidget *from, EdDesk *desk);
/* Says TEXT in the toast overlay around FROM; where there is none, nothing happens. COMMANDS
 * (NULL-terminated ids, oldest first, or NULL): a button "Undo" takes them back by win.undo. */
void ed_toast (GtkWidget *from, const char *text, const char *const *commands);
/* The same for those of COMMANDS (EdCommand) that were taken: whose place in REFUSALS (EdRefusal)
 * says nothing. */
void ed_toast_taken (GtkWidget *from,
                     const char *text,
                     const GPtrArray *commands,
                     const GArray *refusals);
/* A toast, to be shown, that says TEXT and whose button "Undo" calls ON_UNDO (OBJECT, the toast)
 * while OBJECT lives. */
AdwToast *ed_toast_new_undo (const char *text, GCallback on_undo, gpointer object);
