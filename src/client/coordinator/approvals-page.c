/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/approvals-page.h"

#include "client/cases/case-actions.h"
#include "client/closures.h"
#include "client/coordinator/review.h"
#include "client/coordinator/today-queue.h"
#include "client/coordinator/today-row.h"
#include "client/resources.h"
#include "client/widgets/focus.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Rows that fill a window of usual size, and those that the view has widgets for. */
#define STEP 12
#define LIMIT 208

/* Pixels at the normal text size. */
#define LIST_WIDTH 250

/* Whatever the text size: it is alone in a window of 360 pixels. */
#define LIST_MOST 350

/* Cases gone by that a question may be open about. */
#define FORMER 8

struct _EdApprovalsPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  AdwLeaflet *panes;
  GtkWidget *list_pane;
  GtkListView *view;
  AdwBin *place;    /* of the review */
  EdReview *review; /* or NULL; PLACE has it */
  GtkSingleSelection *selection;
  EdDesk *desk;
  EdTodayQueue *queue;
  EdCaseActions *actions; /* about the case that is shown */
  GQueue former;          /* of the cases before: a question about one of them may still be open */
  char *settled;          /* id of the case that something was just done about */
  GCancellable *cancellable;
};

enum
{
  PROP_DESK = 1,
  PROP_QUEUE,
  PROP_BACK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdApprovalsPage, ed_approvals_page, GTK_TYPE_WIDGET)

/* Which of the stack's children to show. */
static char *
choose_state (gpointer object, gboolean loaded, guint total, gint64 syncing)
{
  if (total > 0)
    return g_strdup ("list");
  if (syncing > 0)
    return g_strdup ("syncing");
  return g_strdup (loaded ? "none" : "loading");
}

/* --- moving about ----------------------------------------------------------------------------- */

static gboolean
is_review_alone (EdApprovalsPage *self)
{
  return self->panes != NULL && adw_leaflet_get_folded (self->panes)
         && adw_leaflet_get_visible_child (self->panes) == GTK_WIDGET (self->place);
}

static void
on_panes_changed (EdApprovalsPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACK]);
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdApprovalsPage *self = ED_APPROVALS_PAGE (widget);

  adw_leaflet_set_visible_child (self->panes, self->list_pane);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_review (EdApprovalsPage *self)
{
  adw_leaflet_set_visible_child (self->panes, GTK_WIDGET (self->place));
}

static void
on_item (EdApprovalsPage *self)
{
  g_autoptr (EdCaseItem) item = NULL;

  g_object_get (self->review, "item", &item, NULL);
  if (item != NULL)
    ed_case_actions_set_item (self->actions, item);
}

static void
on_settled (EdApprovalsPage *self, const char *case_id)
{
  g_free (self->settled);
  self->settled = g_strdup (case_id);
}

/* The case before, if any, is let go; what was asked about it can still be answered. */
static void
leave_case (EdApprovalsPage *self)
{
  if (self->actions != NULL)
    g_queue_push_tail (&self->former, g_steal_pointer (&self->actions));
  if (g_queue_get_length (&self->former) > FORMER)
    g_object_unref (g_queue_pop_head (&self->former));
  self->review = NULL;
  adw_bin_set_child (self->place, NULL);
}

static void
enter_case (EdApprovalsPage *self, const char *id)
{
  GtkWidget *review = ed_review_new (self->desk, id);

  self->actions = ed_case_actions_new (GTK_WIDGET (self), self->desk, NULL, self->cancellable);
  self->review = ED_REVIEW (review);
  g_signal_connect_object (review, "notify::item", G_CALLBACK (on_item), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->place, review);
}

static void
on_selected (EdApprovalsPage *self)
{
  EdCaseItem *item = gtk_single_selection_get_selected_item (self->selection);
  const char *id = item == NULL ? NULL : ed_case_item_case (item)->id;

  if (self->review != NULL && g_strcmp0 (ed_review_case (self->review), id) == 0)
    return;
  leave_case (self);
  if (id != NULL)
    enter_case (self, id);
  else
    adw_leaflet_set_visible_child (self->panes, self->list_pane);
}

static void
move (EdApprovalsPage *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = 0;
  else if (by > 0 ? selected + 1 < n : selected > 0)
    selected += (guint) by;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", selected);
}

static void
on_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (ED_APPROVALS_PAGE (widget), 1);
}

static void
on_previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (ED_APPROVALS_PAGE (widget), -1);
}

static void
on_first (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdApprovalsPage *self = ED_APPROVALS_PAGE (widget);

  if (self->review != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->review), "review.first", NULL);
}

static void
on_second (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdApprovalsPage *self = ED_APPROVALS_PAGE (widget);

  if (self->review != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->review), "review.second", NULL);
}

/* There is nothing to look for here but in all cases. */
static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show", "s", "all-cases");
  gtk_widget_activate_action (widget, "win.search", NULL);
}

static gboolean
ed_approvals_page_grab_focus (GtkWidget *widget)
{
  EdApprovalsPage *self = ED_APPROVALS_PAGE (widget);

  return gtk_widget_get_mapped (GTK_WIDGET (self->view)) ? ed_focus_begin (GTK_WIDGET (self->view))
                                                         : gtk_widget_grab_focus (self->page);
}

/* --- rows ------------------------------------------------------------------------------------- */

static void
on_row_pressed (EdApprovalsPage *self)
{
  show_review (self);
}

static void
on_row_activated (EdApprovalsPage *self)
{
  show_review (self);
  gtk_widget_child_focus (GTK_WIDGET (self->place), GTK_DIR_TAB_FORWARD);
}

static void
on_setup (EdApprovalsPage *self, GtkListItem *list_item)
{
  GtkWidget *row = ed_today_row_new_compact ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (on_row_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, row);
}

static void
on_bind (EdApprovalsPage *self, GtkListItem *list_item)
{
  ed_today_row_set_item (ED_TODAY_ROW (gtk_list_item_get_child (list_item)),
                         gtk_list_item_get_item (list_item));
}

static void
on_unbind (EdApprovalsPage *self, GtkListItem *list_item)
{
  ed_today_row_set_item (ED_TODAY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* What something was done about has left: on a narrow window the next one is shown in its place,
 * elsewhere the list keeps the focus. */
static void
on_found (EdApprovalsPage *self)
{
  EdCaseItem *item = gtk_single_selection_get_selected_item (self->selection);

  on_selected (self);
  if (self->settled == NULL || item == NULL
      || g_strcmp0 (ed_case_item_case (item)->id, self->settled) == 0)
    return;
  g_clear_pointer (&self->settled, g_free);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_approvals_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdApprovalsPage *self = ED_APPROVALS_PAGE (object);

  if (id == PROP_DESK)
    g_value_set_object (value, self->desk);
  else if (id == PROP_QUEUE)
    g_value_set_object (value, self->queue);
  else
    g_value_set_boolean (value, is_review_alone (self));
}

static void
ed_approvals_page_dispose (GObject *object)
{
  EdApprovalsPage *self = ED_APPROVALS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  if (self->queue != NULL)
    ed_today_queue_stop (self->queue);
  if (self->panes != NULL)
    g_signal_handlers_disconnect_by_data (self->panes, self);
  g_clear_object (&self->actions);
  g_queue_clear_full (&self->former, g_object_unref);
  self->review = NULL;
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_APPROVALS_PAGE);
  self->panes = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->queue);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_approvals_page_parent_class)->dispose (object);
}

static void
ed_approvals_page_finalize (GObject *object)
{
  g_free (ED_APPROVALS_PAGE (object)->settled);
  g_object_unref (ED_APPROVALS_PAGE (object)->cancellable);
  G_OBJECT_CLASS (ed_approvals_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, ED_UI "coordinator/approvals-page.ui");
  gtk_widget_class_bind_template_child (class, EdApprovalsPage, page);
  gtk_widget_class_bind_template_child (class, EdApprovalsPage, panes);
  gtk_widget_class_bind_template_child (class, EdApprovalsPage, list_pane);
  gtk_widget_class_bind_template_child (class, EdApprovalsPage, view);
  gtk_widget_class_bind_template_child (class, EdApprovalsPage, place);
  gtk_widget_class_bind_template_callback (class, choose_state);
  gtk_widget_class_bind_template_callback (class, on_setup);
  gtk_widget_class_bind_template_callback (class, on_bind);
  gtk_widget_class_bind_template_callback (class, on_unbind);
  gtk_widget_class_bind_template_callback (class, on_row_activated);
  gtk_widget_class_bind_template_callback_full (class,
                                                "fraction",
                                                G_CALLBACK (ed_closure_fraction));
  gtk_widget_class_bind_template_callback_full (class,
                                                "progress_text",
                                                G_CALLBACK (ed_closure_progress));
}

static void
bind_keys (GtkWidgetClass *class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_j, 0, "approvals.next" },
    { GDK_KEY_k, 0, "approvals.previous" },
    { GDK_KEY_Down, GDK_ALT_MASK, "approvals.next" },
    { GDK_KEY_Up, GDK_ALT_MASK, "approvals.previous" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "approvals.first" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "approvals.first" },
    { GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "approvals.second" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "approvals.second" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (class,
                                         keys[i].key,
                                         keys[i].modifiers,
                                         keys[i].action,
                                         NULL);
}

static void
ed_approvals_page_class_init (EdApprovalsPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_REVIEW);
  object_class->dispose = ed_approvals_page_dispose;
  object_class->finalize = ed_approvals_page_finalize;
  object_class->get_property = ed_approvals_page_get_property;
  widget_class->grab_focus = ed_approvals_page_grab_focus;
  widget_class->focus = ed_focus_through;
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, ED_TYPE_DESK, flags);
  properties[PROP_QUEUE] = g_param_spec_object ("queue", NULL, NULL, ED_TYPE_TODAY_QUEUE, flags);
  properties[PROP_BACK] = g_param_spec_boolean ("needs-back", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "approvals.next", NULL, on_next);
  gtk_widget_class_install_action (widget_class, "approvals.previous", NULL, on_previous);
  gtk_widget_class_install_action (widget_class, "approvals.first", NULL, on_first);
  gtk_widget_class_install_action (widget_class, "approvals.second", NULL, on_second);
  gtk_widget_class_install_action (widget_class, "approvals.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
  bind_keys (widget_class);
}

static void
ed_approvals_page_init (EdApprovalsPage *self)
{
  int width = MIN ((int) (LIST_WIDTH * ed_text_scale (GTK_WIDGET (self))), LIST_MOST);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_size_request (self->list_pane, width, -1);
  g_signal_connect_swapped (self->panes, "notify::folded", G_CALLBACK (on_panes_changed), self);
  g_signal_connect_swapped (self->panes,
                            "notify::visible-child",
                            G_CALLBACK (on_panes_changed),
                            self);
}

GtkWidget *
ed_approvals_page_new (EdDesk *desk)
{
  EdApprovalsPage *self = g_object_new (ED_TYPE_APPROVALS_PAGE, NULL);
  EdRowList *list;

  self->desk = g_object_ref (desk);
  self->queue = ed_today_queue_new (desk, ED_DECISION_APPROVALS);
  list = ed_today_queue_list (self->queue);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (list)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  ed_row_list_pace (list, GTK_WIDGET (self->view), STEP, LIMIT);
  g_signal_connect_swapped (self->selection,
                            "notify::selected-item",
                            G_CALLBACK (on_selected),
                            self);
  g_signal_connect_object (self->queue, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return GTK_WIDGET (self);
}
