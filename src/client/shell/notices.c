/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/notices.h"

#include "client/shell/news-teller.h"
#include "client/widgets/toast.h"

#include <glib/gi18n.h>

#define TELLER "ed-news-teller"

/* Queues behind what is shown: an "Undo" is not pushed away. */
static void
show_toast (EdWindow *window, const char *title, const char *action)
{
  GtkWidget *overlay = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  g_autofree char *markup = g_markup_escape_text (title, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, C_ ("a case", "Open"));
  adw_toast_set_detailed_action_name (toast, action);
  ed_toast_wrap (ADW_TOAST_OVERLAY (overlay));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static gboolean
is_seen (EdWindow *window)
{
#ifdef G_OS_WIN32
  return TRUE; /* GLib has no notifications there */
#else
  return gtk_window_is_active (GTK_WINDOW (window));
#endif
}

static void
on_told (EdNewsTeller *teller,
         const char *id,
         const char *title,
         const char *body,
         const char *action,
         EdWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, action);
  if (application != NULL)
    g_application_send_notification (G_APPLICATION (application), id, notification);
  if (is_seen (window))
    show_toast (window, g_str_has_prefix (action, "app.present") ? body : title, action);
}

static void
on_withdrawn (EdNewsTeller *teller, const char *id, EdWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  if (application != NULL)
    g_application_withdraw_notification (G_APPLICATION (application), id);
}

void
ed_notices_attach (EdWindow *window)
{
  EdNewsTeller *teller;

  g_return_if_fail (ED_IS_WINDOW (window));
  teller = ed_news_teller_new (window);
  g_signal_connect_object (teller, "told", G_CALLBACK (on_told), window, 0);
  g_signal_connect_object (teller, "withdrawn", G_CALLBACK (on_withdrawn), window, 0);
  g_object_set_data_full (G_OBJECT (window), TELLER, teller, g_object_unref);
}
