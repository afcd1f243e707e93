/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Lines that a title or subtitle of a header has at most. */
#define ED_HEADER_LINES 3

/* The title in BOX, that of a header bar, is in the middle of it where there is room beside what is
 * at its ends, and otherwise in the middle of the rest: never upon them. Where text is large and
 * the rest cuts the title, or breaks one of its words, it is below them. Once, when the bar is
 * made. */
void ed_header_fold (GtkCenterBox *box);
