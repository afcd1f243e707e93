/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* What display tests share: a window to put a widget in, looking for a widget by what it shows, and
 * waiting for something to become true. Warnings are fatal, as always under g_test_init(). */

/* Presents WIDGET (floating) in a window WIDTH wide and waits until it is drawn. Destroy the window
 * with ed_stage_close(). */
GtkWindow *ed_stage_show (GtkWidget *widget, int width, int height);
/* Destroys WINDOW and asserts that *WIDGET, the child it was made for, is finalized with it. */
void ed_stage_close (GtkWindow *window);

/* Runs the main loop until CONDITION holds; the test's time limit ends what never comes. */
void ed_stage_wait (gboolean (*condition) (gpointer data), gpointer data);
/* Runs the main loop until nothing is left to do at once. */
void ed_stage_settle (void);

/* The first visible widget below ROOT of type TYPE (0: any) whose label or text is TEXT (NULL:
 * any); NULL when there is none. */
GtkWidget *ed_stage_find (GtkWidget *root, GType type, const char *text);
/* The first of TYPE, ROOT or below it, visible or not; NULL when there is none. */
gpointer ed_stage_find_type (GtkWidget *root, GType type);
/* Whether a visible label below ROOT says TEXT. */
gboolean ed_stage_says (GtkWidget *root, const char *text);
/* Waits until a visible label below ROOT says TEXT. */
void ed_stage_wait_for (GtkWidget *root, const char *text);
/* Clicks the button below ROOT that says LABEL; it must be there and sensitive. */
void ed_stage_click (GtkWidget *root, const char *label);
/* What OBJECT's PROPERTY says, or NULL; free with g_free(). */
char *ed_stage_text (gpointer object, const char *property);
