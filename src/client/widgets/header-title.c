/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/header-title.h"

#include "client/widgets/header-fold.h"

#include <adwaita.h>

/* A header bar that is full gives its title a few pixels less than it was measured with: on that
 * little its lines break anew, and there would be more of them than it has room for. */
#define SLACK 24

/* A header bar asks for the width that fits its height, which several short lines do, too. A title
 * is as wide as on one line where there is room for that. */

static GtkSizeRequestMode
get_mode (GtkWidget *title)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget *title,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (title);
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, natural, NULL, NULL);
  *minimum = least;
  *natural += SLACK;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (child,
                        orientation,
                        for_size < 0 ? -1 : MAX (for_size - SLACK, least),
                        minimum,
                        natural,
                        NULL,
                        NULL);
}

static void
allocate (GtkWidget *title, int width, int height, int baseline)
{
  gtk_widget_size_allocate (gtk_widget_get_first_child (title),
                            &(GtkAllocation){ 0, 0, width, height },
                            -1);
}

static void
wrap_labels (GtkWidget *within)
{
  GtkWidget *child = gtk_widget_get_first_child (within);

  if (GTK_IS_LABEL (within))
    {
      gtk_label_set_wrap (GTK_LABEL (within), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (within), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (within), ED_HEADER_LINES);
      gtk_label_set_justify (GTK_LABEL (within), GTK_JUSTIFY_CENTER);
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    wrap_labels (child);
}

static void
wrap_titles (GtkWidget *within)
{
  GtkWidget *child = gtk_widget_get_first_child (within);

  if (GTK_IS_BUTTON (within) || GTK_IS_MENU_BUTTON (within))
    {
      gtk_widget_set_valign (within, GTK_ALIGN_CENTER); /* not as high as several lines */
      return;
    }
  if (GTK_IS_CENTER_BOX (within))
    ed_header_fold (GTK_CENTER_BOX (within));
  if (ADW_IS_WINDOW_TITLE (within))
    {
      wrap_labels (within);
      gtk_widget_set_layout_manager (within, gtk_custom_layout_new (get_mode, measure, allocate));
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    wrap_titles (child);
}

/* One that has nothing else shows the title of its window. */
static void
give_title (AdwHeaderBar *bar)
{
  GtkWidget *title = adw_window_title_new ("", "");
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (bar));

  if (GTK_IS_WINDOW (window))
    g_object_bind_property (window, "title", title, "title", G_BINDING_SYNC_CREATE);
  adw_header_bar_set_title_widget (bar, title);
}

void
ed_header_titles_wrap (GtkWidget *within)
{
  GtkWidget *child = gtk_widget_get_first_child (within);

  if (ADW_IS_HEADER_BAR (within))
    {
      if (adw_header_bar_get_title_widget (ADW_HEADER_BAR (within)) == NULL)
        give_title (ADW_HEADER_BAR (within));
      adw_header_bar_set_centering_policy (ADW_HEADER_BAR (within), ADW_CENTERING_POLICY_LOOSE);
      wrap_titles (within);
      return;
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    ed_header_titles_wrap (child);
}

static void
on_windows_changed (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      g_signal_connect (window, "realize", G_CALLBACK (ed_header_titles_wrap), NULL);
    }
}

void
ed_header_titles_follow (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_signal_connect (windows, "items-changed", G_CALLBACK (on_windows_changed), NULL);
  on_windows_changed (windows, 0, 0, g_list_model_get_n_items (windows));
}
