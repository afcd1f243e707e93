/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/cut-text.h"

#include <adwaita.h>

static gboolean
is_cut (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget)
         && gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_NONE
         && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

static gboolean
has_cut (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (is_cut (child) || has_cut (child))
      return TRUE;
  return FALSE;
}

static gboolean
on_query (GtkWidget *window,
          int x,
          int y,
          gboolean is_by_keyboard,
          GtkTooltip *tooltip,
          gpointer data)
{
  const char *text = is_by_keyboard ? NULL : ed_cut_text_at (window, x, y);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
on_windows_changed (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      gtk_widget_set_has_tooltip (window, TRUE);
      g_signal_connect (window, "query-tooltip", G_CALLBACK (on_query), NULL);
    }
}

void
ed_cut_text_reveal (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_signal_connect (windows, "items-changed", G_CALLBACK (on_windows_changed), NULL);
  on_windows_changed (windows, 0, 0, g_list_model_get_n_items (windows));
}

/* Titles of entries lie below their field and are drawn elsewhere than they are. */
const char *
ed_cut_text_at (GtkWidget *widget, double x, double y)
{
  GtkWidget *child = gtk_widget_get_last_child (widget);

  if (is_cut (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (ADW_IS_ENTRY_ROW (widget) && has_cut (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  for (; child != NULL; child = gtk_widget_get_prev_sibling (child))
    {
      const char *text = NULL;
      double child_x, child_y;

      if (gtk_widget_get_child_visible (child)
          && gtk_widget_translate_coordinates (widget, child, x, y, &child_x, &child_y)
          && gtk_widget_contains (child, child_x, child_y))
        text = ed_cut_text_at (child, child_x, child_y);
      if (text != NULL)
        return text;
    }
  return NULL;
}
