/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* To be called before GTK starts. IS_SAFE: draws without the graphics card, unless the environment
 * says how to draw. Whenever it is drawn so, GTK is kept from looking for the card's driver, which
 * it would load and never use: where that is Mesa's software one, it takes 55 MiB. */
void ed_graphics_prepare (gboolean is_safe);

/* Starts GTK, as the application would, with libadwaita's empty theme in place of its own: that is
 * a tenth of what it takes until there is a window, for a style sheet that libadwaita sets aside at
 * once. A theme that the environment names stays. Before other threads and before the application
 * runs; where there is no display, the application says so later. */
void ed_graphics_start (void);
