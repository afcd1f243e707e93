/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* How a widget that is made from a template lets go of its parts: first what they are bound to,
 * then the parts. In its dispose, in this order. */

/* Takes PART, a child of a widget that is disposed of, from it. */
void ed_template_part_unparent (GtkWidget *part);
/* As gtk_widget_dispose_template(), of WIDGET made from the template of TYPE. */
void ed_template_dispose (GtkWidget *widget, GType type);
