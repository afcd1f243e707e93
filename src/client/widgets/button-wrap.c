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

void
ed_button_wrap_always (GtkButton *button)
{
  g_signal_handlers_disconnect_by_func (button, ed_button_wrap, NULL);
  g_signal_connect (button, "notify::label", G_CALLBACK (ed_button_wrap), NULL);
  ed_button_wrap (button);
}

void
ed_button_unwrap (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  g_signal_handlers_disconnect_by_func (button, ed_button_wrap, NULL);
  if (GTK_IS_LABEL (label))
    gtk_label_set_wrap (GTK_LABEL (label), FALSE);
}

void
ed_answers_wrap (GtkWidget *dialog)
{
  GtkWidget *label = GTK_IS_BUTTON (dialog) ? gtk_button_get_child (GTK_BUTTON (dialog)) : NULL;
  GtkWidget *child = gtk_widget_get_first_child (dialog);

  if (GTK_IS_LABEL (label) && gtk_label_get_ellipsize (GTK_LABEL (label)) != PANGO_ELLIPSIZE_NONE)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      ed_button_wrap (GTK_BUTTON (dialog));
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    ed_answers_wrap (child);
}
