/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "client/shell/sign-in-page.h"

#include <adwaita.h>

/* The one window: the sign-in page, then the sidebar with its pages for the roles of whoever signed
 * in (client/shell/place.h). It owns the desk and closes it when locked or closed.
 *
 * Property "private" (boolean): privacy mode, names and contacts are dots.
 * Actions for pages: win.show (s: a place's name), win.open-case (s: case id), win.fill-form (ss:
 * case id, EdForm.name), win.back, win.search (for a preview that has the focus, else for the
 * visible page's "page.search"), win.undo (as: command ids). Properties, read-only: "folded"
 * (boolean), too narrow for sidebar and page side by side; "inside" (boolean), what somebody signed
 * in to is shown. */
#define ED_TYPE_WINDOW (ed_window_get_type ())
G_DECLARE_FINAL_TYPE (EdWindow, ed_window, ED, WINDOW, AdwApplicationWindow)

GtkWidget *ed_window_new (GtkApplication *application);
EdSignInPage *ed_window_sign_in_page (EdWindow *self);
/* NULL when nobody is signed in. */
EdDesk *ed_window_desk (EdWindow *self);
/* Opens the inside for DESK (taken: the window closes it): it is shown as soon as it has counts and
 * the first page what it asked for, not empty. */
void ed_window_enter (EdWindow *self, EdDesk *desk);
/* Closes the desk, where there is one: its threads end here, not with the window's last reference,
 * which a call under way may hold until the program ends. */
void ed_window_leave (EdWindow *self);
/* Closes what lies above the window, then the desk, and shows the sign-in page. */
void ed_window_lock (EdWindow *self);
/* The place to show first after signing in; the sidebar's first by default. */
void ed_window_set_first_place (EdWindow *self, const char *name);
/* Shows the place called NAME; FALSE when this window has none of that name. */
gboolean ed_window_show (EdWindow *self, const char *name);
/* Puts the focus where the visible page begins; while that is still being asked for, on its entry
 * of the sidebar. */
void ed_window_begin_page (EdWindow *self);
/* Names of this window's places, in the sidebar's order. Free with g_strfreev(). */
char **ed_window_list_places (EdWindow *self);
/* Lays PAGE (an EdPage with "detail") over the places, until "Back to list". */
void ed_window_show_detail (EdWindow *self, GtkWidget *page);
/* The page that lies there and is seen, or NULL. */
GtkWidget *ed_window_detail (EdWindow *self);
/* Opens the profile of the case with that running NUMBER, now or as soon as the case is here. */
void ed_window_open_number (EdWindow *self, gint64 number);
void ed_window_open_request_number (EdWindow *self, gint64 number);
