/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/keep-focus.h"

#include "client/widgets/page.h"

#define KEY "ed-keep-focus"

/* One step up from the control: PARENT had CHILD, which is the control or has it, at INDEX. */
typedef struct
{
  GtkWidget *parent; /* weak references */
  GtkWidget *child;
  guint index;
} Step;

typedef struct
{
  GtkWindow *window; /* has this */
  GtkWidget *focus;  /* weak; what had it last */
  GPtrArray *trail;  /* of Step, from the control to its page: where it was when it went */
  guint going_on;    /* source */
} Keeper;

/* --- where it was ----------------------------------------------------------------------------- */

static void
free_step (gpointer data)
{
  Step *step = data;

  g_clear_weak_pointer (&step->parent);
  g_clear_weak_pointer (&step->child);
  g_free (step);
}

static guint
find_index (GtkWidget *child)
{
  guint index = 0;

  while ((child = gtk_widget_get_prev_sibling (child)) != NULL)
    index++;
  return index;
}

/* Up to the page, or in a dialog to its window. */
static void
note_trail (Keeper *self, GtkWidget *control)
{
  g_ptr_array_set_size (self->trail, 0);
  for (GtkWidget *at = control; !ED_IS_PAGE (at) && gtk_widget_get_parent (at) != NULL;
       at = gtk_widget_get_parent (at))
    {
      Step *step = g_new0 (Step, 1);

      g_ptr_array_add (self->trail, step);
      g_set_weak_pointer (&step->parent, gtk_widget_get_parent (at));
      g_set_weak_pointer (&step->child, at);
      step->index = find_index (at);
    }
}

/* What had the focus; NULL when it is no more. */
static GtkWidget *
get_lost (Keeper *self)
{
  return self->trail->len > 0 ? ((Step *) self->trail->pdata[0])->child : NULL;
}

static GtkWidget *
get_page (Keeper *self)
{
  return self->trail->len > 0 ? ((Step *) self->trail->pdata[self->trail->len - 1])->parent : NULL;
}

/* --- what can have it ------------------------------------------------------------------------- */

static gboolean
is_usable (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget);
}

/* Text that can be selected, and what is scrolled, are nothing to go on with. */
static gboolean
is_control (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && !GTK_IS_LABEL (widget)
         && !GTK_IS_SCROLLED_WINDOW (widget)
         && (!GTK_IS_LIST_BOX_ROW (widget)
             || gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget)));
}

static gboolean
is_next_step (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action");
}

/* The first one at or below WIDGET that FITS. */
static GtkWidget *
find_in (GtkWidget *widget, gboolean (*fits) (GtkWidget *widget))
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkWidget *found = NULL;

  if (!is_usable (widget) || !gtk_widget_get_can_focus (widget) || GTK_IS_POPOVER (widget))
    return NULL;
  if (fits (widget))
    return widget;
  for (; child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_in (child, fits);
  return found;
}

/* What stands where the step's child was, or behind it. */
static GtkWidget *
get_successor (const Step *step)
{
  GtkWidget *at;

  if (step->child != NULL && gtk_widget_get_parent (step->child) == step->parent)
    return gtk_widget_get_next_sibling (step->child);
  at = gtk_widget_get_first_child (step->parent);
  for (guint i = 0; i < step->index && at != NULL; i++)
    at = gtk_widget_get_next_sibling (at);
  return at;
}

static GtkWidget *
get_predecessor (const Step *step)
{
  GtkWidget *successor = get_successor (step);
  GtkWidget *at = successor != NULL ? gtk_widget_get_prev_sibling (successor)
                                    : gtk_widget_get_last_child (step->parent);

  return at != NULL && at == step->child ? gtk_widget_get_prev_sibling (at) : at;
}

static GtkWidget *
find_beside (const Step *step)
{
  GtkWidget *found = NULL;

  for (GtkWidget *at = get_successor (step); at != NULL && found == NULL;
       at = gtk_widget_get_next_sibling (at))
    found = find_in (at, is_control);
  for (GtkWidget *at = get_predecessor (step); at != NULL && found == NULL;
       at = gtk_widget_get_prev_sibling (at))
    found = find_in (at, is_control);
  return found;
}

/* --- going on --------------------------------------------------------------------------------- */

/* In the row that follows, where a list has lost the control's own. */
static GtkWidget *
find_row (Keeper *self)
{
  for (guint i = 0; i < self->trail->len; i++)
    {
      const Step *step = self->trail->pdata[i];

      if (step->parent != NULL && GTK_IS_LIST_BOX (step->parent) && is_usable (step->parent)
          && !is_usable (step->child))
        return find_beside (step);
    }
  return NULL;
}

static GtkWidget *
find_neighbour (Keeper *self)
{
  GtkWidget *found = NULL;

  for (guint i = 0; i < self->trail->len && found == NULL; i++)
    if (is_usable (((Step *) self->trail->pdata[i])->parent))
      found = find_beside (self->trail->pdata[i]);
  return found;
}

/* A page or a dialog. What is beside the pages, the sidebar and a toast, goes with all there is. */
static gboolean
is_place (GtkWidget *widget)
{
  return ED_IS_PAGE (widget)
         || (GTK_IS_WINDOW (widget) && gtk_window_get_transient_for (GTK_WINDOW (widget)) != NULL);
}

/* Not the keeper's business: it went with its page or popover, or it was in a view. */
static gboolean
is_looked_after (Keeper *self)
{
  if (!is_usable (get_page (self)) || !is_place (get_page (self)))
    return TRUE;
  for (guint i = 0; i < self->trail->len; i++)
    {
      GtkWidget *parent = ((Step *) self->trail->pdata[i])->parent;

      if (parent != NULL
          && (GTK_IS_POPOVER (parent) ? !gtk_widget_get_mapped (parent)
                                      : GTK_IS_LIST_BASE (parent) && is_usable (parent)))
        return TRUE;
    }
  return FALSE;
}

/* Somebody has put it there: GTK itself goes to what comes first. */
static gboolean
is_chosen (GtkWidget *focus)
{
  return is_usable (focus)
         && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)
             || gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BASE) != NULL);
}

static gboolean
go_on (gpointer data)
{
  Keeper *self = data;
  GtkWidget *next = NULL;

  self->going_on = 0;
  if (!is_usable (get_lost (self)) && !is_looked_after (self)
      && !is_chosen (gtk_window_get_focus (self->window)))
    {
      next = find_row (self);
      if (next == NULL && ED_IS_PAGE (get_page (self)))
        next = find_in (get_page (self), is_next_step);
      if (next == NULL)
        next = find_neighbour (self);
    }
  if (next != NULL)
    gtk_widget_grab_focus (next);
  g_ptr_array_set_size (self->trail, 0);
  return G_SOURCE_REMOVE;
}

/* What follows is there once all that is bound to the deed has changed. */
static void
lose (Keeper *self, GtkWidget *control)
{
  if (self->going_on != 0)
    return;
  note_trail (self, control);
  self->going_on = g_idle_add (go_on, self);
}

/* --- watching --------------------------------------------------------------------------------- */

static void
on_unmap (GtkWidget *focus, Keeper *self)
{
  lose (self, focus);
}

static void
on_state (GtkWidget *focus, GtkStateFlags before, Keeper *self)
{
  if (!gtk_widget_is_sensitive (focus) && (before & GTK_STATE_FLAG_INSENSITIVE) == 0)
    lose (self, focus);
}

static void
watch (Keeper *self, GtkWidget *focus)
{
  if (self->focus != NULL)
    g_signal_handlers_disconnect_by_data (self->focus, self);
  g_set_weak_pointer (&self->focus, focus);
  if (focus == NULL)
    return;
  g_signal_connect (focus, "unmap", G_CALLBACK (on_unmap), self);
  g_signal_connect (focus, "state-flags-changed", G_CALLBACK (on_state), self);
}

/* GTK may take it away first, and then unmap what had it: whether that went is seen when all has
 * changed. */
static void
on_focus_widget (GtkWindow *window, GParamSpec *property, Keeper *self)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (self->focus != NULL && self->focus != focus)
    lose (self, self->focus);
  watch (self, focus);
}

static void
free_keeper (gpointer data)
{
  Keeper *self = data;

  watch (self, NULL);
  g_clear_handle_id (&self->going_on, g_source_remove);
  g_ptr_array_unref (self->trail);
  g_free (self);
}

void
ed_focus_keep (GtkWindow *window)
{
  Keeper *self = g_new0 (Keeper, 1);

  g_return_if_fail (GTK_IS_WINDOW (window));
  self->window = window;
  self->trail = g_ptr_array_new_with_free_func (free_step);
  g_object_set_data_full (G_OBJECT (window), KEY, self, free_keeper);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus_widget), self);
}
