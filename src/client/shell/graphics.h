/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* To be called before GTK starts. IS_SAFE: draws without the graphics card, unless the environment
 * says how to draw. Whenever it is drawn so, GTK is kept from looking for the card's driver, which
 * it would load and never use: where that is Mesa's software one, it takes 55 MiB. */
void ed_graphics_prepare (gboolean is_safe);
