/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/row-name.h"

static void
say (GtkWidget *widget, const char *name, const char *note)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (note != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    note,
                                    -1);
}

void
ed_row_name (GtkWidget *row, const char *name, const char *note)
{
  GtkWidget *item = gtk_widget_get_parent (row);

  say (row, name, note);
  /* It may not be in its list yet. */
  if (item != NULL
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (item))
             == GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    say (item, name, note);
}
