/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/way-back.h"

#include "client/widgets/focus.h"
#include "client/widgets/page.h"

#define KEY "ed-way-back"

typedef struct
{
  GtkWidget *widget; /* weak references */
  GtkWidget *list;   /* that it is a part of, or NULL: a view remembers its row by itself */
} WayBack;

static void
way_back_free (gpointer data)
{
  WayBack *self = data;

  g_clear_weak_pointer (&self->widget);
  g_clear_weak_pointer (&self->list);
  g_free (self);
}

void
ed_way_back_remember (GtkWindow *window, GtkWidget *pages)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  WayBack *self;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, pages))
    return;
  self = g_new0 (WayBack, 1);
  g_set_weak_pointer (&self->widget, focus);
  g_set_weak_pointer (&self->list, gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BASE));
  g_object_set_data_full (G_OBJECT (window), KEY, self, way_back_free);
}

void
ed_way_back_forget (GtkWindow *window)
{
  g_object_set_data (G_OBJECT (window), KEY, NULL);
}

gboolean
ed_way_back_go (GtkWindow *window)
{
  WayBack *self = g_object_get_data (G_OBJECT (window), KEY);
  gboolean is_there = FALSE;

  if (self == NULL)
    return FALSE;
  if (self->list != NULL && gtk_widget_get_mapped (self->list))
    is_there = ed_focus_begin (self->list);
  else if (self->widget != NULL && gtk_widget_get_mapped (self->widget))
    is_there = gtk_widget_grab_focus (self->widget);
  ed_way_back_forget (window);
  return is_there;
}

void
ed_way_in (GtkWidget *page, GtkWidget *entry)
{
  GtkWidget *frame = page != NULL ? gtk_widget_get_first_child (page) : NULL;

  if (page == NULL || gtk_widget_grab_focus (page)
      || (ED_IS_PAGE (frame) && gtk_widget_grab_focus (frame)))
    return;
  if (entry != NULL && gtk_widget_get_mapped (entry))
    gtk_widget_grab_focus (entry);
}
