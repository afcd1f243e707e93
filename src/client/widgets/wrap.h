/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Children in lines, as words in a paragraph: each at its natural width, a new line where the next
 * one does not fit; in a line, lower ones are in the middle. The words of one that alone is wider
 * than there is room are on several lines. Property "spacing" (int, between
 * children and between lines). Children are added in a .ui file or with ed_wrap_append(). */
#define ED_TYPE_WRAP (ed_wrap_get_type ())
G_DECLARE_FINAL_TYPE (EdWrap, ed_wrap, ED, WRAP, GtkWidget)

void ed_wrap_append (EdWrap *self, GtkWidget *child);
