/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/window.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/shell/above.h"
#include "client/shell/account-actions.h"
#include "client/shell/connection-bar.h"
#include "client/shell/farewell.h"
#include "client/shell/perform.h"
#include "client/shell/place.h"
#include "client/shell/remembered.h"
#include "client/shell/sidebar-row.h"
#include "client/shell/sought.h"
#include "client/shell/tally.h"
#include "client/shell/way-back.h"
#include "client/shell/window-details.h"
#include "client/shell/window-size.h"
#include "client/widgets/focus.h"
#include "client/widgets/in-sight.h"
#include "client/widgets/keep-focus.h"
#include "client/widgets/page.h"
#include "client/widgets/tab-stop.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/traces.h"

#include <glib/gi18n.h>

struct _EdWindow
{
  AdwApplicationWindow parent_instance;
  GtkStack *doors;       /* sign-in, inside */
  EdSignInPage *sign_in; /* NULL until somebody needs it */
  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  GtkListBox *places;
  AdwLeaflet *content; /* pages, and one detail above them */
  GtkStack *pages;
  AdwBin *detail;
  EdDesk *desk;
  guint roles; /* whose places are there */
  EdTally *tally;
  GCancellable *cancellable; /* of this desk; new for each */
  gboolean private, inside;  /* the latter: the door is open */
  char *first_place;         /* shown after signing in; NULL: the first */
};

enum
{
  PROP_DESK = 1,
  PROP_FOLDED,
  PROP_PRIVATE,
  PROP_INSIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdWindow, ed_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- the doors ------------------------------------------------------------------------------- */

static void
show_inside (EdWindow *self, gboolean inside)
{
  gtk_stack_set_visible_child_name (self->doors, inside ? "inside" : "sign-in");
  if (self->inside == inside)
    return;
  self->inside = inside;
  if (inside && ed_window_detail (self) == NULL)
    ed_window_begin_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSIDE]);
}

static void
on_opened (EdWindow *self, EdDesk *desk)
{
  ed_window_enter (self, g_object_ref (desk));
  ed_account_actions_offer (GTK_WIDGET (self), desk, ed_sign_in_page_password (self->sign_in));
}

/* Made when needed: not where somebody is inside from the beginning. */
static EdSignInPage *
ensure_sign_in (EdWindow *self)
{
  if (self->sign_in != NULL)
    return self->sign_in;
  self->sign_in = g_object_new (ED_TYPE_SIGN_IN_PAGE, NULL);
  g_signal_connect_object (self->sign_in,
                           "opened",
                           G_CALLBACK (on_opened),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->doors, GTK_WIDGET (self->sign_in), "sign-in");
  if (self->desk == NULL)
    gtk_stack_set_visible_child_name (self->doors, "sign-in");
  ed_sign_in_page_prefill (self->sign_in, NULL, NULL);
  return self->sign_in;
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdWindow) self = data;
  g_autoptr (GError) error = NULL;
  EdCounts counts;

  gboolean done = ed_desk_count_finish (ED_DESK (source), result, &counts, &error);

  if (ED_DESK (source) != self->desk)
    return;
  if (done)
    ed_tally_set (self->tally, &counts);
  /* What the first page has asked for was asked before, and is there. */
  show_inside (self, TRUE);
}

/* --- places ---------------------------------------------------------------------------------- */

static GtkListBoxRow *
find_place (EdWindow *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)) != NULL; i++)
    if (g_strcmp0 (ed_sidebar_row_place (ED_SIDEBAR_ROW (row))->name, name) == 0)
      return row;
  return NULL;
}

/* What two roles have in common is there once. */
static void
add_places (EdWindow *self, const EdPlace *places)
{
  for (; places->name != NULL; places++)
    if (find_place (self, places->name) == NULL)
      gtk_list_box_append (self->places, ed_sidebar_row_new (places, self->tally));
}

static void
clear_places (EdWindow *self)
{
  GtkWidget *child;

  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  ed_way_back_forget (GTK_WINDOW (self));
  adw_bin_set_child (self->detail, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
  while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->places, 0))) != NULL)
    gtk_list_box_remove (self->places, child);
}

static void
on_place_selected (EdWindow *self, GtkListBoxRow *row)
{
  const EdPlace *place;

  if (row == NULL || self->desk == NULL)
    return;
  place = ed_sidebar_row_place (ED_SIDEBAR_ROW (row));
  /* Selected: so is a row that the focus only comes to. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), place->name) == 0)
    return;
  if (gtk_stack_get_child_by_name (self->pages, place->name) == NULL)
    gtk_stack_add_named (self->pages, place->make (self->desk), place->name);
  gtk_stack_set_visible_child_name (self->pages, place->name);
  adw_leaflet_set_visible_child (self->content, GTK_WIDGET (self->pages));
}

static void
on_place_activated (EdWindow *self, GtkListBoxRow *row)
{
  ed_way_back_forget (GTK_WINDOW (self));
  on_place_selected (self, row);
  adw_leaflet_set_visible_child (self->content, GTK_WIDGET (self->pages));
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
  ed_window_begin_page (self);
}

static void
fill_places (EdWindow *self)
{
  self->roles = ed_account_roles (ed_desk_account (self->desk));
  if (self->roles & ED_ROLE_EXPERT)
    add_places (self, ed_expert_places);
  if (self->roles & ED_ROLE_CASE_MANAGER)
    add_places (self, ed_case_manager_places);
  if (self->roles & ED_ROLE_COORDINATOR)
    add_places (self, ed_coordinator_places);
  else if (self->roles & ED_ROLE_ADMINISTRATOR)
    add_places (self, ed_administrator_places);
  add_places (self, ed_common_places);
  if (self->first_place == NULL || !ed_window_show (self, self->first_place))
    gtk_list_box_select_row (self->places, gtk_list_box_get_row_at_index (self->places, 0));
}

/* Of a role that was lost nothing stays to be seen; for one that was given nobody is disturbed. */
static void
on_desk_changed (EdWindow *self)
{
  if ((self->roles & ~ed_account_roles (ed_desk_account (self->desk))) != 0)
    {
      ed_above_close (GTK_WINDOW (self));
      clear_places (self);
      fill_places (self);
    }
  ed_desk_count_async (self->desk, self->cancellable, on_counted, g_object_ref (self));
}

/* --- actions --------------------------------------------------------------------------------- */

static void
on_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_window_show (ED_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* Alt+1 … Alt+9: the places in their order. */
static void
on_show_nth (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdWindow *self = ED_WINDOW (widget);
  GtkListBoxRow *row =
      gtk_list_box_get_row_at_index (self->places, g_variant_get_int32 (parameter));

  if (row != NULL)
    ed_window_show (self, ed_sidebar_row_place (ED_SIDEBAR_ROW (row))->name);
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdWindow *self = ED_WINDOW (widget);

  if (!adw_leaflet_navigate (self->content, ADW_NAVIGATION_DIRECTION_BACK))
    adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
on_sidebar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdWindow *self = ED_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->sidebar);
  gtk_widget_child_focus (GTK_WIDGET (self->places), GTK_DIR_TAB_FORWARD);
}

static void
on_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdWindow *self = ED_WINDOW (widget);
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->desk == NULL || page == NULL)
    return;
  if (focus != NULL && gtk_widget_activate_action (focus, "preview.search", NULL))
    return;
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
  adw_leaflet_set_visible_child (self->content, GTK_WIDGET (self->pages));
  gtk_widget_activate_action (page, "page.search", NULL);
}

static void
on_sync (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (ED_WINDOW (widget)->desk != NULL)
    ed_desk_sync_now (ED_WINDOW (widget)->desk);
}

/* What destroys widgets waits until the event that asked for it has been handled: widgets on its
 * way are held until then, and would outlive what they are bound to. */
static gboolean
lock_idly (gpointer data)
{
  ed_window_lock (data);
  return G_SOURCE_REMOVE;
}

static void
on_lock (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, lock_idly, g_object_ref (widget), g_object_unref);
}

static gboolean
ed_window_close_request (GtkWindow *window)
{
  if (ed_farewell_begin (window, ED_WINDOW (window)->desk))
    return GDK_EVENT_STOP;
  ed_window_size_remember (window);
  gtk_window_set_focus (window, NULL);
  ed_farewell_end (window);
  return GDK_EVENT_STOP;
}

static void
on_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdWindow *self = ED_WINDOW (widget);
  g_autofree const char **commands = g_variant_get_strv (parameter, NULL);

  if (self->desk != NULL)
    ed_perform_undo (GTK_WIDGET (self->leaflet), self->desk, commands, self->cancellable);
}

static void
on_folded (EdWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

/* --- object ---------------------------------------------------------------------------------- */

static void
leave (EdWindow *self)
{
  g_autoptr (EdDesk) desk = g_steal_pointer (&self->desk);

  if (desk == NULL)
    return;
  ed_traces_clear_clipboard (GTK_WIDGET (self));
  g_signal_handlers_disconnect_by_data (desk, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear_places (self);
  ed_toast_end (GTK_WIDGET (self->leaflet));
  ed_account_actions_update (GTK_WIDGET (self), NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESK]);
  ed_desk_close (desk);
}

static void
ed_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdWindow *self = ED_WINDOW (object);

  if (id == PROP_DESK)
    g_value_set_object (value, self->desk);
  else if (id == PROP_FOLDED)
    g_value_set_boolean (value, self->leaflet != NULL && adw_leaflet_get_folded (self->leaflet));
  else if (id == PROP_INSIDE)
    g_value_set_boolean (value, self->inside);
  else
    g_value_set_boolean (value, self->private);
}

static void
ed_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdWindow *self = ED_WINDOW (object);

  g_return_if_fail (id == PROP_PRIVATE);
  if (self->private == g_value_get_boolean (value))
    return;
  self->private = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
ed_window_dispose (GObject *object)
{
  EdWindow *self = ED_WINDOW (object);

  leave (self);
  g_clear_object (&self->tally);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_WINDOW);
  G_OBJECT_CLASS (ed_window_parent_class)->dispose (object);
}

static void
ed_window_finalize (GObject *object)
{
  g_free (ED_WINDOW (object)->first_place);
  G_OBJECT_CLASS (ed_window_parent_class)->finalize (object);
}

static void
ed_window_map (GtkWidget *widget)
{
  EdWindow *self = ED_WINDOW (widget);

  if (self->desk == NULL)
    ensure_sign_in (self);
  GTK_WIDGET_CLASS (ed_window_parent_class)->map (widget);
}

static void
install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.show", "s", on_show);
  gtk_widget_class_install_action (class, "win.show-nth", "i", on_show_nth);
  ed_window_details_install (class);
  gtk_widget_class_install_action (class, "win.back", NULL, on_back);
  gtk_widget_class_install_action (class, "win.sidebar", NULL, on_sidebar);
  gtk_widget_class_install_action (class, "win.search", NULL, on_search);
  gtk_widget_class_install_action (class, "win.sync", NULL, on_sync);
  gtk_widget_class_install_action (class, "win.lock", NULL, on_lock);
  gtk_widget_class_install_action (class, "win.undo", "as", on_undo);
  gtk_widget_class_install_property_action (class, "win.privacy", "private");
  ed_account_actions_install (class);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Escape, 0, "win.back", NULL);
}

static void
ed_window_class_init (EdWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_CONNECTION_BAR);
  g_type_ensure (ED_TYPE_TAB_STOP);
  object_class->dispose = ed_window_dispose;
  object_class->finalize = ed_window_finalize;
  widget_class->map = ed_window_map;
  GTK_WINDOW_CLASS (class)->close_request = ed_window_close_request;
  object_class->get_property = ed_window_get_property;
  object_class->set_property = ed_window_set_property;
  properties[PROP_DESK] = g_param_spec_object ("desk",
                                               NULL,
                                               NULL,
                                               ED_TYPE_DESK,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIVATE] =
      g_param_spec_boolean ("private",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_INSIDE] =
      g_param_spec_boolean ("inside", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/window.ui");
  gtk_widget_class_bind_template_child (widget_class, EdWindow, doors);
  gtk_widget_class_bind_template_child (widget_class, EdWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, EdWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, EdWindow, places);
  gtk_widget_class_bind_template_child (widget_class, EdWindow, content);
  gtk_widget_class_bind_template_child (widget_class, EdWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, EdWindow, detail);
  gtk_widget_class_bind_template_callback (widget_class, on_place_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_place_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "account_name",
                                                G_CALLBACK (ed_closure_account_name));
  install_actions (widget_class);
}

static void
ed_window_init (EdWindow *self)
{
  self->tally = ed_tally_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->places, ed_sidebar_row_update_header, NULL, NULL);
  ed_focus_unselect (GTK_WINDOW (self));
  ed_focus_keep (GTK_WINDOW (self));
  ed_in_sight_keep (GTK_WINDOW (self));
  if (ed_remembered_has ("privacy-mode"))
    g_settings_bind (ed_remembered (), "privacy-mode", self, "private", G_SETTINGS_BIND_DEFAULT);
}

GtkWidget *
ed_window_new (GtkApplication *application)
{
  GtkWidget *window = g_object_new (ED_TYPE_WINDOW, "application", application, NULL);

  ed_window_size_recall (GTK_WINDOW (window));
  return window;
}

EdSignInPage *
ed_window_sign_in_page (EdWindow *self)
{
  g_return_val_if_fail (ED_IS_WINDOW (self), NULL);
  return ensure_sign_in (self);
}

EdDesk *
ed_window_desk (EdWindow *self)
{
  g_return_val_if_fail (ED_IS_WINDOW (self), NULL);
  return self->desk;
}

void
ed_window_enter (EdWindow *self, EdDesk *desk)
{
  g_return_if_fail (ED_IS_WINDOW (self) && self->desk == NULL);
  self->desk = desk;
  ed_toast_watch (GTK_WIDGET (self->leaflet), desk);
  ed_account_actions_update (GTK_WIDGET (self), desk);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESK]);
  fill_places (self);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
  on_desk_changed (self);
}

void
ed_window_leave (EdWindow *self)
{
  g_return_if_fail (ED_IS_WINDOW (self));
  leave (self);
}

void
ed_window_lock (EdWindow *self)
{
  g_return_if_fail (ED_IS_WINDOW (self));
  ed_above_close (GTK_WINDOW (self));
  ensure_sign_in (self);
  show_inside (self, FALSE);
  leave (self);
  ed_sign_in_page_prefill (self->sign_in, NULL, NULL);
}

void
ed_window_set_first_place (EdWindow *self, const char *name)
{
  g_return_if_fail (ED_IS_WINDOW (self));
  g_free (self->first_place);
  self->first_place = g_strdup (name);
}

gboolean
ed_window_show (EdWindow *self, const char *name)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (ED_IS_WINDOW (self), FALSE);
  row = find_place (self, name);
  if (row == NULL)
    return FALSE;
  gtk_list_box_select_row (self->places, row);
  on_place_activated (self, row);
  return TRUE;
}

void
ed_window_begin_page (EdWindow *self)
{
  g_return_if_fail (ED_IS_WINDOW (self));
  ed_way_in (gtk_stack_get_visible_child (self->pages),
             GTK_WIDGET (gtk_list_box_get_selected_row (self->places)));
}

char **
ed_window_list_places (EdWindow *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GtkListBoxRow *row;

  g_return_val_if_fail (ED_IS_WINDOW (self), NULL);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)) != NULL; i++)
    g_strv_builder_add (names, ed_sidebar_row_place (ED_SIDEBAR_ROW (row))->name);
  return g_strv_builder_end (names);
}

void
ed_window_show_detail (EdWindow *self, GtkWidget *page)
{
  g_return_if_fail (ED_IS_WINDOW (self) && GTK_IS_WIDGET (page));
  ed_way_back_remember (GTK_WINDOW (self), GTK_WIDGET (self->pages));
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  adw_bin_set_child (self->detail, page);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
  adw_leaflet_set_visible_child (self->content, GTK_WIDGET (self->detail));
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

GtkWidget *
ed_window_detail (EdWindow *self)
{
  g_return_val_if_fail (ED_IS_WINDOW (self), NULL);
  return adw_leaflet_get_visible_child (self->content) == GTK_WIDGET (self->detail)
             ? adw_bin_get_child (self->detail)
             : NULL;
}

void
ed_window_open_number (EdWindow *self, gint64 number)
{
  g_return_if_fail (ED_IS_WINDOW (self));
  ed_sought_set (GTK_WIDGET (self), ED_TARGET_CASE, number);
}

void
ed_window_open_request_number (EdWindow *self, gint64 number)
{
  g_return_if_fail (ED_IS_WINDOW (self));
  ed_sought_set (GTK_WIDGET (self), ED_TARGET_REQUEST, number);
}
