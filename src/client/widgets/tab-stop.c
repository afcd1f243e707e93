/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/tab-stop.h"

struct _EdTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (EdTabStop, ed_tab_stop, ADW_TYPE_BIN)

static gboolean
ed_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if ((direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD) && focus != NULL
      && gtk_widget_is_ancestor (focus, widget))
    return FALSE;
  return GTK_WIDGET_CLASS (ed_tab_stop_parent_class)->focus (widget, direction);
}

static void
ed_tab_stop_class_init (EdTabStopClass *class)
{
  GTK_WIDGET_CLASS (class)->focus = ed_tab_stop_focus;
}

static void
ed_tab_stop_init (EdTabStop *self)
{
}
