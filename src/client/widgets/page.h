/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* The frame of every page: header bar with title, the button back to the list or the sidebar where
 * one is needed, what the page packs there (child types "start" and "end" in a .ui file), and the
 * content (the plain child). What is done with all of it (child type "deed") is at the header's end
 * too, or in a bar of its own below the content where the page is narrow.
 *
 * Properties: "title", "subtitle" (strings), "detail" (boolean: the page lies above another one and
 * has "Back to list"), "own-back" (boolean: it packs a button back of its own), "folded" (boolean:
 * no sidebar beside it; the page follows the window), "narrow" (boolean, read-only: there is no
 * room for words in the header's buttons). What it packs for when it is not narrow never keeps the
 * window from becoming so. */
#define ED_TYPE_PAGE (ed_page_get_type ())
G_DECLARE_FINAL_TYPE (EdPage, ed_page, ED, PAGE, GtkWidget)

GtkWidget *ed_page_new (const char *title, GtkWidget *child);
