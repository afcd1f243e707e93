/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/entry-title.h"

#define APART 4 /* pixels between several lines and the edges of the row */

/* The place of title and text adds up their heights and lays them out well, for any width; only it
 * says that its height is always the same, so that it is never asked for that of its width. This
 * layout asks, and leaves everything else to the place itself. */

static GtkSizeRequestMode
get_mode (GtkWidget *place)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget *place,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GTK_WIDGET_GET_CLASS (place)->measure (place,
                                         orientation,
                                         for_size,
                                         minimum,
                                         natural,
                                         minimum_baseline,
                                         natural_baseline);
}

static void
allocate (GtkWidget *place, int width, int height, int baseline)
{
  GTK_WIDGET_GET_CLASS (place)->size_allocate (place, width, height, baseline);
}

static void
wrap (GtkLabel *label)
{
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_WORD);
}

void
ed_entry_title_wrap (AdwEntryRow *row)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  GtkWidget *place = gtk_widget_get_parent (text);

  g_return_if_fail (place != NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (place); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child)) /* there are two: one for a row that is empty */
      wrap (GTK_LABEL (child));
  gtk_widget_set_margin_top (place, APART);
  gtk_widget_set_margin_bottom (place, APART);
  if (gtk_widget_get_layout_manager (place) == NULL)
    gtk_widget_set_layout_manager (place, gtk_custom_layout_new (get_mode, measure, allocate));
}

void
ed_group_titles_wrap (GtkWidget *within)
{
  GtkWidget *child = gtk_widget_get_first_child (within);

  if (GTK_IS_LABEL (within) && gtk_widget_has_css_class (within, "heading"))
    wrap (GTK_LABEL (within));
  for (; child != NULL && !GTK_IS_LIST_BOX (within); child = gtk_widget_get_next_sibling (child))
    ed_group_titles_wrap (child);
}
