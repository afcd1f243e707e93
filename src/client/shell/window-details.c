/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/window-details.h"

#include "client/cases/case-profile.h"
#include "client/coordinator/archive-window.h"
#include "client/documents/fill-page.h"
#include "client/documents/form-texts.h"
#include "client/requests/ask-page.h"
#include "client/requests/request-page.h"
#include "client/shell/way-back.h"
#include "client/shell/window.h"

/* A page to lay there; without FORM the profile. */
typedef struct
{
  EdWindow *window;
  char *case_id;
  char *form;
  gboolean from_profile;
  GtkWidget *(*make) (EdDesk *desk, const char *id); /* another page, of the id in case_id */
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;

  g_object_unref (order->window);
  g_free (order->case_id);
  g_free (order->form);
  g_free (order);
}

static gboolean
show (gpointer data)
{
  const Order *order = data;
  EdDesk *desk = ed_window_desk (order->window);
  EdFormKind kind;

  if (desk == NULL)
    return G_SOURCE_REMOVE;
  if (order->make != NULL)
    ed_window_show_detail (order->window, order->make (desk, order->case_id));
  else if (order->form == NULL)
    ed_window_show_detail (order->window, ed_case_profile_new (desk, order->case_id));
  else if (ed_form_find (order->form, &kind))
    ed_window_show_detail (order->window,
                           ed_fill_page_new (desk, kind, order->case_id, order->from_profile));
  return G_SOURCE_REMOVE;
}

/* What goes for it waits until the event that asked for it has been handled: see win.lock. */
static void
take_order (EdWindow *window, const char *case_id, const char *form)
{
  GtkWidget *detail = ed_window_detail (window);
  Order *order = g_new0 (Order, 1);

  order->window = g_object_ref (window);
  order->case_id = g_strdup (case_id);
  order->form = g_strdup (form);
  order->from_profile = detail != NULL && ED_IS_CASE_PROFILE (detail);
  g_idle_add_full (G_PRIORITY_DEFAULT, show, order, free_order);
}

static void
take_page (GtkWidget *widget, GVariant *id, GtkWidget *(*make) (EdDesk *desk, const char *id))
{
  Order *order = g_new0 (Order, 1);

  order->window = g_object_ref (ED_WINDOW (widget));
  order->case_id = g_variant_dup_string (id, NULL);
  order->make = make;
  g_idle_add_full (G_PRIORITY_DEFAULT, show, order, free_order);
}

static void
on_open_request (GtkWidget *widget, const char *name, GVariant *parameter)
{
  take_page (widget, parameter, ed_request_page_new);
}

static void
on_ask_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  take_page (widget, parameter, ed_ask_page_new_again);
}

static void
on_share_documents (GtkWidget *widget, const char *name, GVariant *parameter)
{
  take_page (widget, parameter, ed_ask_page_new_share);
}

static void
on_open_case (GtkWidget *widget, const char *name, GVariant *parameter)
{
  take_order (ED_WINDOW (widget), g_variant_get_string (parameter, NULL), NULL);
}

/* Where toasts are shown. */
static GtkWidget *
get_content (GtkWidget *window)
{
  return adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
}

static void
on_open_archived (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdDesk *desk = ed_window_desk (ED_WINDOW (widget));

  if (desk != NULL)
    ed_archive_window_open_id (get_content (widget), desk, g_variant_get_string (parameter, NULL));
}

static void
on_seek_archived (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdDesk *desk = ed_window_desk (ED_WINDOW (widget));

  if (desk != NULL)
    ed_archive_window_open_number (get_content (widget), desk, g_variant_get_int64 (parameter));
}

static void
on_fill_form (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *case_id, *form;

  g_variant_get (parameter, "(&s&s)", &case_id, &form);
  take_order (ED_WINDOW (widget), case_id, form);
}

/* A detail that was left, by whatever way, is let go. */
static void
on_detail_slid (AdwLeaflet *content, GParamSpec *property, AdwBin *detail)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (content)));
  GtkWidget *focus;

  if (window == NULL || adw_leaflet_get_child_transition_running (content)
      || adw_leaflet_get_visible_child (content) == GTK_WIDGET (detail))
    return;
  focus = gtk_window_get_focus (window);
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (detail)))
    gtk_window_set_focus (window, NULL);
  adw_bin_set_child (detail, NULL);
  if (!ed_way_back_go (window) && gtk_window_get_focus (window) == NULL)
    ed_window_begin_page (ED_WINDOW (window));
}

void
ed_window_details_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.open-case", "s", on_open_case);
  gtk_widget_class_install_action (class, "win.open-archived", "s", on_open_archived);
  gtk_widget_class_install_action (class, "win.seek-archived", "x", on_seek_archived);
  gtk_widget_class_install_action (class, "win.fill-form", "(ss)", on_fill_form);
  gtk_widget_class_install_action (class, "win.open-request", "s", on_open_request);
  gtk_widget_class_install_action (class, "win.ask-again", "s", on_ask_again);
  gtk_widget_class_install_action (class, "win.share-documents", "s", on_share_documents);
  gtk_widget_class_bind_template_callback (class, on_detail_slid);
}
