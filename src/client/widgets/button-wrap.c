/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/button-wrap.h"

void
ed_button_wrap (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);
  gboolean is_link = gtk_widget_has_css_class (GTK_WIDGET (button), "link-button");

  if (!GTK_IS_LABEL (label))
    return;
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), is_link ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), is_link ? 0 : 0.5);
}
