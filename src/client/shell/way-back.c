/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/way-back.h"

#include "client/widgets/focus.h"
#include "client/widgets/page.h"
#include "client/widgets/row-list.h"

#define KEY "ed-way-back"

typedef struct
{
  GtkWidget *widget; /* weak references, this and the next */
  GtkWidget *list;   /* that it is a part of, or NULL */
  GObject *item;     /* that its row of the list shows, or NULL */
} WayBack;

static void
way_back_free (gpointer data)
{
  WayBack *self = data;

  g_clear_weak_pointer (&self->widget);
  g_clear_weak_pointer (&self->list);
  g_clear_object (&self->item);
  g_free (self);
}

/* --- rows ------------------------------------------------------------------------------------ */

/* The row of LIST that WIDGET is a part of, or NULL. */
static GtkWidget *
find_row (GtkWidget *list, GtkWidget *widget)
{
  while (widget != NULL && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

/* What ROW shows, as the first thing in it that has an item knows; a new reference, or NULL. */
static GObject *
find_item (GtkWidget *row)
{
  GObject *item = NULL;

  for (; row != NULL; row = gtk_widget_get_first_child (row))
    {
      GtkListItem *list_item = g_object_get_data (G_OBJECT (row), "list-item");
      GParamSpec *property = g_object_class_find_property (G_OBJECT_GET_CLASS (row), "item");

      if (list_item != NULL && gtk_list_item_get_item (list_item) != NULL)
        return g_object_ref (gtk_list_item_get_item (list_item));
      if (property == NULL || !g_type_is_a (property->value_type, G_TYPE_OBJECT))
        continue;
      g_object_get (row, "item", &item, NULL);
      return item;
    }
  return NULL;
}

static gboolean
shows (GtkWidget *row, GObject *wanted)
{
  g_autoptr (GObject) item = find_item (row);

  return item != NULL && item == wanted;
}

/* Where ITEM is in LIST now, or GTK_INVALID_LIST_POSITION. */
static guint
find_position (GtkWidget *list, GObject *item)
{
  g_autoptr (GListModel) selection = NULL;
  g_autoptr (GListModel) model = NULL;

  g_object_get (list, "model", &selection, NULL);
  if (selection != NULL)
    g_object_get (selection, "model", &model, NULL);
  if (model != NULL && ED_IS_ROW_LIST (model))
    return ed_row_list_find (ED_ROW_LIST (model), item);
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) present = g_list_model_get_item (model, i);

      if (present == item)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* To the row of the item, wherever it is in the list now: to the same widget, where it still is in
 * that row. The views of GTK 4.8 came back to it by themselves, later ones begin at the top. */
static gboolean
go_to_item (WayBack *self, guint position)
{
  GtkWidget *row;

  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
  if (self->widget != NULL && shows (find_row (self->list, self->widget), self->item)
      && gtk_widget_grab_focus (self->widget))
    return TRUE;
  row = gtk_widget_get_first_child (self->list);
  while (row != NULL && !shows (row, self->item))
    row = gtk_widget_get_next_sibling (row);
  return row != NULL && gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static gboolean
go_to_list (WayBack *self)
{
  guint position =
      self->item != NULL ? find_position (self->list, self->item) : GTK_INVALID_LIST_POSITION;

  if (position != GTK_INVALID_LIST_POSITION && go_to_item (self, position))
    return TRUE;
  /* The view knows which row is nearest to the one that has gone: a later GTK goes there at once,
   * 4.8 where the row itself may be chosen, else from itself on. */
  gtk_widget_grab_focus (self->list);
  return ed_focus_begin (self->list);
}

/* --- there and back -------------------------------------------------------------------------- */

void
ed_way_back_remember (GtkWindow *window, GtkWidget *pages)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *list;
  WayBack *self;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, pages))
    return;
  list = gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BASE);
  self = g_new0 (WayBack, 1);
  g_set_weak_pointer (&self->widget, focus);
  g_set_weak_pointer (&self->list, list);
  if (list != NULL)
    self->item = find_item (find_row (list, focus));
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
    is_there = go_to_list (self);
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
