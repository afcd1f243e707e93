/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/account-actions.h"

#include "client/shell/devices-dialog.h"
#include "client/shell/password-dialog.h"
#include "client/shell/two-step-dialog.h"
#include "client/widgets/toast.h"
#include "sync/desk-account.h"
#include "sync/desk-totp.h"

static void
on_changed (GtkWindow *window, const char *sentence)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  ed_toast (focus != NULL ? focus : gtk_window_get_child (window), sentence, NULL);
}

static void
show_dialog (GtkWidget *window, GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_password_dialog (GtkWidget *window, EdDesk *desk, const char *issued)
{
  GtkWidget *dialog = ed_password_dialog_new (desk, issued);

  g_signal_connect_object (dialog, "changed", G_CALLBACK (on_changed), window, G_CONNECT_SWAPPED);
  show_dialog (window, dialog);
}

static EdDesk *
get_desk (GtkWidget *window)
{
  EdDesk *desk = NULL;

  g_object_get (window, "desk", &desk, NULL);
  return desk;
}

static void
on_password (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (EdDesk) desk = get_desk (widget);

  if (desk != NULL)
    show_password_dialog (widget, desk, NULL);
}

static void
on_devices (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (EdDesk) desk = get_desk (widget);

  if (desk != NULL)
    show_dialog (widget, ed_devices_dialog_new (desk, NULL));
}

static void
on_two_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (EdDesk) desk = get_desk (widget);

  if (desk != NULL)
    show_dialog (widget, ed_two_step_dialog_new (desk));
}

void
ed_account_actions_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.password", NULL, on_password);
  gtk_widget_class_install_action (class, "win.devices", NULL, on_devices);
  gtk_widget_class_install_action (class, "win.two-step", NULL, on_two_step);
}

void
ed_account_actions_update (GtkWidget *window, EdDesk *desk)
{
  gtk_widget_action_set_enabled (window, "win.password", desk != NULL);
  gtk_widget_action_set_enabled (window, "win.devices", desk != NULL);
  gtk_widget_action_set_enabled (window, "win.two-step", desk != NULL);
}

void
ed_account_actions_offer (GtkWidget *window, EdDesk *desk, const char *password)
{
  if (ed_desk_totp_is_required (desk))
    show_dialog (window, ed_two_step_dialog_new (desk));
  else if (password != NULL && ed_desk_password_is_issued (desk))
    show_password_dialog (window, desk, password);
}
