/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Scale of text with which headers have to save pixels. */
#define ED_TEXT_LARGE 1.5

/* The reader's text size where WIDGET is shown: 1.0 is normal (96 dpi), 2.0 twice as large. Widths
 * that must fit text are multiplied by it. */
double ed_text_scale (GtkWidget *widget);
/* WINDOW is WIDTH x HEIGHT at first, in pixels at the normal text size, but no larger than fits on
 * the smallest monitor. HEIGHT may be -1: what is in it decides. */
void ed_text_scale_window (GtkWindow *window, int width, int height);
/* From now on icons on DISPLAY are as large as the text that they stand beside, and headers save
 * pixels where it is large. Once per process. */
void ed_text_scale_follow (GdkDisplay *display);
