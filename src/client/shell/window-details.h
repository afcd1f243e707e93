/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* What is laid over the places of an EdWindow: installs win.open-case (s: case id) and
 * win.fill-form (ss: case id, EdForm.name) on its class. */
void ed_window_details_install (GtkWidgetClass *class);
