/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/message-fit.h"

#include "client/widgets/button-wrap.h"
#include "client/widgets/in-sight.h"
#include "client/widgets/message-room.h"

/* Wider than any one letter, narrower than any dialog. */
#define LEAST 150

static GtkWidget *
find_classed (GtkWidget *widget, const char *css_class)
{
  GtkWidget *found = gtk_widget_has_css_class (widget, css_class) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_classed (child, css_class);
  return found;
}

/* The heading wraps, in the oldest libadwaita; in newer ones it is there twice: large on one line,
 * where that fits whole, or small on several. libadwaita asks for the lesser of their least widths,
 * and then measures both for it, which GTK complains of. So both get the same one; for the large it
 * takes an ellipsis, which is never seen, as it is shown only where it needs none. */
static void
fit_heading (GtkWidget *large)
{
  GtkWidget *each = large;

  if (gtk_label_get_wrap (GTK_LABEL (large)))
    return;
  gtk_label_set_ellipsize (GTK_LABEL (large), PANGO_ELLIPSIZE_END);
  for (; each != NULL; each = gtk_widget_get_next_sibling (each))
    gtk_widget_set_size_request (each, LEAST, -1);
}

void
ed_message_fit (AdwMessageDialog *dialog)
{
  GtkWidget *heading = find_classed (GTK_WIDGET (dialog), "title-2");
  GtkWidget *said = find_classed (GTK_WIDGET (dialog), "message-area");

  g_return_if_fail (GTK_IS_LABEL (heading) && said != NULL);
  fit_heading (heading);
  ed_message_room_wrap (GTK_BOX (gtk_widget_get_parent (said)), said, heading);
  g_signal_connect (dialog, "realize", G_CALLBACK (ed_answers_wrap), NULL);
  ed_in_sight_keep (GTK_WINDOW (dialog));
}
