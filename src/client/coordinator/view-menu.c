/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/view-menu.h"

#include "client/coordinator/view-row.h"
#include "client/resources.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdViewMenu
{
  GtkPopover parent_instance;
  GtkListBox *list;
  EdCaseViews *views;
  guint chosen;
  guint filling; /* rows are going to be made anew */
};

enum
{
  CHOSEN,
  RENAME,
  REMOVE,
  SAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdViewMenu, ed_view_menu, GTK_TYPE_POPOVER)

static void
close_and_emit (EdViewMenu *self, guint signal, EdViewRow *row)
{
  guint view = ed_view_row_view (row);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[signal], 0, view);
}

static void
on_row_activated (EdViewMenu *self, EdViewRow *row)
{
  close_and_emit (self, CHOSEN, row);
}

static void
on_rename (EdViewMenu *self, EdViewRow *row)
{
  close_and_emit (self, RENAME, row);
}

static void
on_remove (EdViewMenu *self, EdViewRow *row)
{
  close_and_emit (self, REMOVE, row);
}

static void fill_later (EdViewMenu *self);

/* There is always one: the star of the present one stays. */
static void
on_first (EdViewMenu *self, EdViewRow *row)
{
  ed_case_views_set_first (self->views, ed_view_row_view (row));
  fill_later (self);
}

static void
on_save (EdViewMenu *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SAVE], 0);
}

/* Presets, then the user's own. */
static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer views)
{
  gboolean begins = before != NULL
                    && ed_case_views_get (views, ed_view_row_view (ED_VIEW_ROW (before)))->is_preset
                    && !ed_case_views_get (views, ed_view_row_view (ED_VIEW_ROW (row)))->is_preset;

  gtk_list_box_row_set_header (row, begins ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL) : NULL);
}

static void
add_row (EdViewMenu *self, guint i)
{
  GtkWidget *row = ed_view_row_new (self->views, i, i == self->chosen);

  g_signal_connect_object (row, "first", G_CALLBACK (on_first), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "rename", G_CALLBACK (on_rename), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

/* The focus stays in its row. */
static gboolean
fill (gpointer data)
{
  EdViewMenu *self = data;
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  int at = focus == NULL ? -1 : gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus));
  GtkListBoxRow *row;

  self->filling = 0;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < ed_case_views_count (self->views); i++)
    add_row (self, i);
  row = at < 0 ? NULL : gtk_list_box_get_row_at_index (self->list, at);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return G_SOURCE_REMOVE;
}

/* Not while a row is at work. */
static void
fill_later (EdViewMenu *self)
{
  if (self->filling == 0)
    self->filling = g_idle_add (fill, self);
}

static void
on_show (EdViewMenu *self)
{
  if (self->filling == 0)
    return;
  g_clear_handle_id (&self->filling, g_source_remove);
  fill (self);
}

static void
ed_view_menu_dispose (GObject *object)
{
  EdViewMenu *self = ED_VIEW_MENU (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_VIEW_MENU);
  g_clear_object (&self->views);
  G_OBJECT_CLASS (ed_view_menu_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       ED_TYPE_VIEW_MENU,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       G_TYPE_UINT);
}

static void
ed_view_menu_class_init (EdViewMenuClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_view_menu_dispose;
  signals[CHOSEN] = add_signal ("chosen");
  signals[RENAME] = add_signal ("rename");
  signals[REMOVE] = add_signal ("remove");
  signals[SAVE] = g_signal_new ("save",
                                ED_TYPE_VIEW_MENU,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/view-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, EdViewMenu, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
ed_view_menu_init (EdViewMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chosen = G_MAXUINT;
}

void
ed_view_menu_set_views (EdViewMenu *self, EdCaseViews *views)
{
  g_return_if_fail (ED_IS_VIEW_MENU (self) && self->views == NULL);
  self->views = g_object_ref (views);
  gtk_list_box_set_header_func (self->list, set_header, views, NULL);
  g_signal_connect_object (views, "changed", G_CALLBACK (fill_later), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "show", G_CALLBACK (on_show), NULL);
  fill (self);
}

void
ed_view_menu_set_chosen (EdViewMenu *self, guint chosen)
{
  g_return_if_fail (ED_IS_VIEW_MENU (self));
  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  fill_later (self);
}
