/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/callback.h"

void
ed_callbacks_bind (GtkWidgetClass *class, const EdCallback *callbacks, guint n)
{
  for (guint i = 0; i < n; i++)
    gtk_widget_class_bind_template_callback_full (class, callbacks[i].name, callbacks[i].function);
}
