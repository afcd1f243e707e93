/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/heading.h"

/* Wider than any one letter, narrower than any dialog. */
#define LEAST 150

static GtkWidget *
find_large (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "title-2"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_large (child);
  return found;
}

/* The heading wraps, in the oldest libadwaita; in newer ones it is there twice: large on one line,
 * where that fits whole, or small on several. libadwaita asks for the lesser of their least widths,
 * and then measures both for it, which GTK complains of. So both get the same one; for the large it
 * takes an ellipsis, which is never seen, as it is shown only where it needs none. */
void
ed_heading_fit (AdwMessageDialog *dialog)
{
  GtkWidget *large = find_large (GTK_WIDGET (dialog));
  GtkWidget *each = large;

  if (large == NULL || gtk_label_get_wrap (GTK_LABEL (large)))
    return;
  gtk_label_set_ellipsize (GTK_LABEL (large), PANGO_ELLIPSIZE_END);
  for (; each != NULL; each = gtk_widget_get_next_sibling (each))
    gtk_widget_set_size_request (each, LEAST, -1);
}
