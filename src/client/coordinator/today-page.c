/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/today-page.h"

#include "client/cases/case-actions.h"
#include "client/closures.h"
#include "client/coordinator/assign-many-dialog.h"
#include "client/coordinator/late-dialog.h"
#include "client/coordinator/today-queue.h"
#include "client/coordinator/today-row.h"
#include "client/coordinator/today-texts.h"
#include "client/numbers.h"
#include "client/requests/request-actions.h"
#include "client/resources.h"
#include "client/widgets/chip.h"
#include "client/widgets/focus.h"
#include "client/widgets/page.h"
#include "client/widgets/status.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Rows that fill a window of usual size, and those that the view has widgets for. */
#define STEP 10
#define LIMIT 208

struct _EdTodayPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkWidget *many; /* assigning them */
  EdWrap *chips;
  GtkListView *view;
  GtkSingleSelection *selection;
  EdDesk *desk;
  EdTodayQueue *queue;
  EdCaseActions *actions;
  EdRequestActions *request_actions;
  GPtrArray *items; /* GtkListItem that are bound, borrowed */
  char *settled;    /* id of what something was just done about */
  guint focusing;
  GCancellable *cancellable;
};

enum
{
  PROP_DESK = 1,
  PROP_QUEUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdTodayPage, ed_today_page, GTK_TYPE_WIDGET)

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

/* The filters are useless while there is nothing to filter. */
static gboolean
are_filters_useful (gpointer object, guint total)
{
  return total > 0;
}

/* --- moving about ----------------------------------------------------------------------------- */

static GObject *
get_selected (EdTodayPage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* The widget of the view that holds what is selected, or NULL while it has none. */
static GtkWidget *
find_selected (EdTodayPage *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  for (guint i = 0; i < self->items->len; i++)
    if (gtk_list_item_get_position (self->items->pdata[i]) == selected)
      return gtk_widget_get_parent (gtk_list_item_get_child (self->items->pdata[i]));
  return NULL;
}

static gboolean
focus_selected (gpointer data)
{
  EdTodayPage *self = data;
  GtkWidget *found = find_selected (self);

  self->focusing = 0;
  if (found != NULL)
    gtk_widget_grab_focus (found);
  return G_SOURCE_REMOVE;
}

static gboolean
ed_today_page_grab_focus (GtkWidget *widget)
{
  EdTodayPage *self = ED_TODAY_PAGE (widget);
  GtkWidget *found = find_selected (self);

  return gtk_widget_grab_focus (found != NULL ? found : self->page);
}

static void
move (EdTodayPage *self, int by)
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
  focus_selected (self);
}

static void
on_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (ED_TODAY_PAGE (widget), 1);
}

static void
on_previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (ED_TODAY_PAGE (widget), -1);
}

/* There is nothing to look for here but in all cases. */
static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show", "s", "all-cases");
  gtk_widget_activate_action (widget, "win.search", NULL);
}

/* --- deeds ------------------------------------------------------------------------------------ */

static void
open_item (EdTodayPage *self, GObject *item)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              ED_IS_REQUEST_ITEM (item) ? "win.open-request" : "win.open-case",
                              "s",
                              ed_today_id (item));
}

/* By the actions of its own page. */
static gboolean
act (EdTodayPage *self, GObject *item, const char *deed)
{
  gboolean is_request = ED_IS_REQUEST_ITEM (item);
  g_autofree char *action = g_strconcat (is_request ? "request." : "deed.", deed, NULL);

  if (is_request)
    ed_request_actions_set_item (self->request_actions, ED_REQUEST_ITEM (item));
  else
    ed_case_actions_set_item (self->actions, ED_CASE_ITEM (item));
  return gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

/* What the rules do not allow is explained by its page. */
static void
do_deed (EdTodayPage *self, GObject *item, const char *deed)
{
  g_free (self->settled);
  self->settled = g_strdup (ed_today_id (item));
  if (g_str_equal (deed, "late"))
    ed_late_dialog_open (GTK_WIDGET (self),
                         self->desk,
                         ED_IS_REQUEST_ITEM (item) ? ED_TARGET_REQUEST : ED_TARGET_CASE,
                         ed_today_id (item));
  else if (g_str_equal (deed, "open") || !act (self, item, deed))
    open_item (self, item);
}

static void
on_deed (EdTodayPage *self, const char *deed, EdTodayRow *row)
{
  g_autoptr (GObject) item = g_object_ref (ed_today_row_item (row));
  GtkListItem *list_item = g_object_get_data (G_OBJECT (row), "list-item");

  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (list_item));
  do_deed (self, item, deed);
}

/* The first button of what is selected. */
static void
on_settle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdTodayPage *self = ED_TODAY_PAGE (widget);
  GObject *item = get_selected (self);
  const char *deed = item == NULL ? NULL : ed_today_button_deed (item, TRUE);

  if (deed != NULL)
    do_deed (self, item, deed);
}

static void
on_assign_many (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_assign_many_dialog_open_unassigned (widget, ED_TODAY_PAGE (widget)->desk);
}

static void
on_row_activated (EdTodayPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    open_item (self, item);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Where a group begins, its name and how many there are stand above it. */
static void
set_header (EdTodayPage *self, GtkListItem *list_item)
{
  EdTodayRow *row = ED_TODAY_ROW (gtk_list_item_get_child (list_item));
  EdDecisionGroup group;
  g_autofree char *number = NULL;
  g_autofree char *header = NULL;

  if (ed_today_queue_is_first (self->queue, gtk_list_item_get_position (list_item), &group))
    {
      number = ed_number_text (ed_today_queue_count (self->queue, group));
      /* Translators: a group of cases and requests, how many they are: "To assign · 3" */
      header = g_strdup_printf (_ ("%s · %s"), _ (ed_today_group_title (group)), number);
    }
  ed_today_row_set_header (row, header);
}

static void
on_setup (EdTodayPage *self, GtkListItem *list_item)
{
  GtkWidget *row = ed_today_row_new ();

  g_object_set_data (G_OBJECT (row), "list-item", list_item);
  g_signal_connect_object (row, "deed", G_CALLBACK (on_deed), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
on_bind (EdTodayPage *self, GtkListItem *list_item)
{
  ed_today_row_set_item (ED_TODAY_ROW (gtk_list_item_get_child (list_item)),
                         gtk_list_item_get_item (list_item));
  set_header (self, list_item);
  g_ptr_array_add (self->items, list_item);
}

static void
on_unbind (EdTodayPage *self, GtkListItem *list_item)
{
  g_ptr_array_remove_fast (self->items, list_item);
  ed_today_row_set_item (ED_TODAY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
on_chip_toggled (EdTodayPage *self, GtkToggleButton *chip)
{
  GtkWidget *sibling = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  if (!gtk_toggle_button_get_active (chip))
    return;
  /* The first one is everything. */
  for (guint i = 0; sibling != NULL; i++, sibling = gtk_widget_get_next_sibling (sibling))
    if (sibling == GTK_WIDGET (chip))
      ed_today_queue_choose (self->queue, i == 0 ? ED_N_DECISIONS : i - 1);
}

/* Something was done about one: when it has left, the one behind it is next. */
static void
go_on (EdTodayPage *self)
{
  GObject *selected = get_selected (self);

  if (self->settled == NULL || selected == NULL
      || g_strcmp0 (ed_today_id (selected), self->settled) == 0)
    return;
  g_clear_pointer (&self->settled, g_free);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->focusing == 0)
    self->focusing = g_idle_add (focus_selected, self);
}

static void
on_found (EdTodayPage *self)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));
  GtkWidget *first = chip;

  for (guint i = 0; chip != NULL; i++, chip = gtk_widget_get_next_sibling (chip))
    ed_chip_set_count (ED_CHIP (chip),
                       ed_today_queue_count (self->queue, i == 0 ? ED_N_DECISIONS : i - 1));
  if (ed_today_queue_is_all (self->queue))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
  for (guint i = 0; i < self->items->len; i++)
    set_header (self, self->items->pdata[i]);
  gtk_widget_set_visible (self->many, ed_today_queue_count (self->queue, ED_DECISIONS_ASSIGN) > 1);
  go_on (self);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_today_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdTodayPage *self = ED_TODAY_PAGE (object);

  if (id == PROP_DESK)
    g_value_set_object (value, self->desk);
  else
    g_value_set_object (value, self->queue);
}

static void
ed_today_page_dispose (GObject *object)
{
  EdTodayPage *self = ED_TODAY_PAGE (object);

  g_clear_handle_id (&self->focusing, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  if (self->queue != NULL)
    ed_today_queue_stop (self->queue);
  g_clear_object (&self->actions);
  g_clear_object (&self->request_actions);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_TODAY_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->queue);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_today_page_parent_class)->dispose (object);
}

static void
ed_today_page_finalize (GObject *object)
{
  EdTodayPage *self = ED_TODAY_PAGE (object);

  g_free (self->settled);
  g_ptr_array_unref (self->items);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_today_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, ED_UI "coordinator/today-page.ui");
  gtk_widget_class_bind_template_child (class, EdTodayPage, page);
  gtk_widget_class_bind_template_child (class, EdTodayPage, many);
  gtk_widget_class_bind_template_child (class, EdTodayPage, chips);
  gtk_widget_class_bind_template_child (class, EdTodayPage, view);
  gtk_widget_class_bind_template_callback (class, choose_state);
  gtk_widget_class_bind_template_callback (class, are_filters_useful);
  gtk_widget_class_bind_template_callback (class, on_setup);
  gtk_widget_class_bind_template_callback (class, on_bind);
  gtk_widget_class_bind_template_callback (class, on_unbind);
  gtk_widget_class_bind_template_callback (class, on_row_activated);
  gtk_widget_class_bind_template_callback_full (class, "is_not", G_CALLBACK (ed_closure_not));
  gtk_widget_class_bind_template_callback_full (class,
                                                "fraction",
                                                G_CALLBACK (ed_closure_fraction));
  gtk_widget_class_bind_template_callback_full (class,
                                                "progress_text",
                                                G_CALLBACK (ed_closure_progress));
}

static void
ed_today_page_class_init (EdTodayPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_j, 0, "today.next" },
    { GDK_KEY_k, 0, "today.previous" },
    { GDK_KEY_Down, GDK_ALT_MASK, "today.next" },
    { GDK_KEY_Up, GDK_ALT_MASK, "today.previous" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "today.settle" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "today.settle" },
  };

  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_STATUS);
  g_type_ensure (ED_TYPE_WRAP);
  object_class->dispose = ed_today_page_dispose;
  object_class->finalize = ed_today_page_finalize;
  object_class->get_property = ed_today_page_get_property;
  widget_class->grab_focus = ed_today_page_grab_focus;
  widget_class->focus = ed_focus_through;
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, ED_TYPE_DESK, flags);
  properties[PROP_QUEUE] = g_param_spec_object ("queue", NULL, NULL, ED_TYPE_TODAY_QUEUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "today.next", NULL, on_next);
  gtk_widget_class_install_action (widget_class, "today.previous", NULL, on_previous);
  gtk_widget_class_install_action (widget_class, "today.settle", NULL, on_settle);
  gtk_widget_class_install_action (widget_class, "today.assign-many", NULL, on_assign_many);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         keys[i].key,
                                         keys[i].modifiers,
                                         keys[i].action,
                                         NULL);
}

static void
ed_today_page_init (EdTodayPage *self)
{
  self->items = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_chips (EdTodayPage *self)
{
  EdChip *first = NULL;

  for (guint i = 0; i <= ED_N_DECISIONS; i++)
    {
      EdDecisionGroup group = i == 0 ? ED_N_DECISIONS : i - 1;
      GtkWidget *chip = ed_chip_new (_ (ed_today_group_title (group)), first);

      first = first == NULL ? ED_CHIP (chip) : first;
      g_signal_connect_object (chip,
                               "toggled",
                               G_CALLBACK (on_chip_toggled),
                               self,
                               G_CONNECT_SWAPPED);
      ed_wrap_append (self->chips, chip);
    }
}

GtkWidget *
ed_today_page_new (EdDesk *desk)
{
  EdTodayPage *self = g_object_new (ED_TYPE_TODAY_PAGE, NULL);
  EdRowList *list;

  self->desk = g_object_ref (desk);
  self->queue = ed_today_queue_new (desk, ED_TODAY_EVERYTHING);
  self->actions = ed_case_actions_new (GTK_WIDGET (self), desk, NULL, self->cancellable);
  self->request_actions = ed_request_actions_new (GTK_WIDGET (self), desk, self->cancellable);
  add_chips (self);
  g_signal_connect_object (self->queue, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);
  list = ed_today_queue_list (self->queue);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (list)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  ed_row_list_pace (list, GTK_WIDGET (self->view), STEP, LIMIT);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return GTK_WIDGET (self);
}
