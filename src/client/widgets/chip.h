/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* A choice in a row of filters: a word and how many it would show. Property "count" (uint); hidden
 * when it would show nothing, but for the chosen one. Made as members of one toggle group. */
#define ED_TYPE_CHIP (ed_chip_get_type ())
G_DECLARE_FINAL_TYPE (EdChip, ed_chip, ED, CHIP, GtkToggleButton)

/* TITLE: translated. GROUP: another chip, or NULL for the first. */
GtkWidget *ed_chip_new (const char *title, EdChip *group);
void ed_chip_set_count (EdChip *self, guint count);
