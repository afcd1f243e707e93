/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* Binds the keys of a preview to its actions. */
void ed_preview_keys_bind (GtkWidgetClass *class);
