/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* A function under the name by which a .ui file calls it, for tables of many: the usual macro takes
 * one at a time, and only under the function's own name. */
typedef struct
{
  const char *name;
  GCallback function;
} EdCallback;

/* Binds the N callbacks to the template of CLASS; in class_init, after the template is set. */
void ed_callbacks_bind (GtkWidgetClass *class, const EdCallback *callbacks, guint n);
