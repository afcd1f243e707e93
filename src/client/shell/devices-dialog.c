/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/devices-dialog.h"

#include "client/cases/ask-dialog.h"
#include "client/dates.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/row-fold.h"
#include "client/widgets/template.h"
#include "client/widgets/text-scale.h"
#include "sync/desk-account.h"

#include <glib/gi18n.h>

struct _EdDevicesDialog
{
  AdwWindow parent_instance;
  GtkStack *states; /* loading, list, trouble */
  GtkListBox *list;
  AdwStatusPage *status;
  EdDesk *desk;
  char *account; /* id; NULL: the reader's own */
  char *asked;   /* id of the device that a question is about */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdDevicesDialog, ed_devices_dialog, ADW_TYPE_WINDOW)

static void load (EdDevicesDialog *self);

/* --- the list -------------------------------------------------------------------------------- */

/* "Last seen yesterday", "Revoked 3 days ago". */
static char *
tell_story (EdDevicesDialog *self, const EdListedDevice *device)
{
  const EdZone *zone = ed_desk_zone (self->desk);
  gint64 today = ed_zone_date (zone, ed_desk_now (self->desk));
  gboolean is_revoked = device->revoked_at != ED_ABSENT;
  gint64 seen = device->last_seen_at != ED_ABSENT ? device->last_seen_at : device->created_at;
  gint64 moment = is_revoked ? device->revoked_at : seen;
  g_autofree char *when = NULL;

  if (moment == ED_ABSENT)
    return g_strdup ("");
  when = ed_date_relative_text (ed_zone_date (zone, moment), today);
  /* Translators: %s is "yesterday", "3 days ago" */
  return g_strdup_printf (is_revoked ? _ ("Revoked %s") : _ ("Last seen %s"), when);
}

static void
on_revoked (GObject *source, GAsyncResult *result, gpointer data)
{
  EdDevicesDialog *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ed_desk_revoke_device_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (done)
    {
      load (self);
      return;
    }
  {
    g_autofree char *sentence = ed_error_sentence (error);

    adw_status_page_set_description (self->status, sentence);
    gtk_stack_set_visible_child_name (self->states, "trouble");
  }
}

static void
on_revoke_answered (EdDevicesDialog *self)
{
  gtk_stack_set_visible_child_name (self->states, "loading");
  ed_desk_revoke_device_async (self->desk, self->asked, self->cancellable, on_revoked, self);
}

static void
on_revoke (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdDevicesDialog *self = ED_DEVICES_DIALOG (widget);
  EdAsk question = {
    .heading = _ ("Revoke this device?"),
    .body = _ ("The program on it is signed out for good, and what it keeps of cases can no longer "
               "be opened. For a lost or stolen computer this is right; it cannot be undone."),
    .confirm = _ ("_Revoke"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
  };
  GtkWidget *dialog = ed_ask_dialog_new (GTK_WINDOW (self), &question);

  g_free (self->asked);
  self->asked = g_strdup (g_variant_get_string (parameter, NULL));
  g_signal_connect_object (dialog,
                           "answered",
                           G_CALLBACK (on_revoke_answered),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What stands at the end of a row: which one it is, or what can be done about it. */
static GtkWidget *
make_suffix (const EdListedDevice *device)
{
  g_autofree char *label = NULL;
  GtkWidget *widget;

  if (device->revoked_at != ED_ABSENT)
    return NULL;
  if (device->current == TRUE)
    {
      widget = gtk_label_new (_ ("This device"));
      gtk_widget_add_css_class (widget, "badge-pill");
      gtk_widget_add_css_class (widget, "accent");
      gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
      return widget;
    }
  widget = gtk_button_new_with_label (_ ("Revoke"));
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (widget), "s", device->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), "devices.revoke");
  /* Translators: %s is a computer's name */
  label = g_strdup_printf (_ ("Revoke %s"), device->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  return widget;
}

static void
add_row (EdDevicesDialog *self, const EdListedDevice *device)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *suffix = make_suffix (device);
  GtkWidget *icon = gtk_image_new_from_icon_name ("computer-symbolic");
  g_autofree char *story = tell_story (self, device);
  g_autofree char *name = g_markup_escape_text (device->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), story);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (suffix != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  if (device->revoked_at != ED_ABSENT)
    gtk_widget_add_css_class (row, "dim-label");
  ed_row_fold (ADW_ACTION_ROW (row));
  gtk_list_box_append (self->list, row);
}

static void
show_list (EdDevicesDialog *self, const EdDeviceList *list)
{
  GtkWidget *child;

  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < list->devices->len; i++)
    add_row (self, list->devices->pdata[i]);
  gtk_stack_set_visible_child_name (self->states, list->devices->len > 0 ? "list" : "empty");
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdDevicesDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdDeviceList) list = ed_desk_list_devices_finish (ED_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  if (list != NULL)
    {
      show_list (self, list);
      return;
    }
  sentence = ed_error_sentence (error);
  adw_status_page_set_description (self->status, sentence);
  gtk_stack_set_visible_child_name (self->states, "trouble");
}

static void
load (EdDevicesDialog *self)
{
  gtk_stack_set_visible_child_name (self->states, "loading");
  ed_desk_list_devices_async (self->desk, self->account, self->cancellable, on_loaded, self);
}

static void
on_retry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (ED_DEVICES_DIALOG (widget));
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_devices_dialog_dispose (GObject *object)
{
  EdDevicesDialog *self = ED_DEVICES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_DEVICES_DIALOG);
  G_OBJECT_CLASS (ed_devices_dialog_parent_class)->dispose (object);
}

static void
ed_devices_dialog_finalize (GObject *object)
{
  EdDevicesDialog *self = ED_DEVICES_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->account);
  g_free (self->asked);
  G_OBJECT_CLASS (ed_devices_dialog_parent_class)->finalize (object);
}

static void
ed_devices_dialog_class_init (EdDevicesDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_devices_dialog_dispose;
  object_class->finalize = ed_devices_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/devices-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDevicesDialog, states);
  gtk_widget_class_bind_template_child (widget_class, EdDevicesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, EdDevicesDialog, status);
  gtk_widget_class_install_action (widget_class, "devices.revoke", "s", on_revoke);
  gtk_widget_class_install_action (widget_class, "devices.retry", NULL, on_retry);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ed_devices_dialog_init (EdDevicesDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_devices_dialog_new (EdDesk *desk, const EdAccount *account)
{
  EdDevicesDialog *self = g_object_new (ED_TYPE_DEVICES_DIALOG, NULL);
  g_autofree char *title = NULL;

  self->desk = g_object_ref (desk);
  self->account = account != NULL ? g_strdup (account->id) : NULL;
  /* Translators: %s is a person's name */
  title = account != NULL ? g_strdup_printf (_ ("Devices of %s"), account->name)
                          : g_strdup (_ ("Your devices"));
  gtk_window_set_title (GTK_WINDOW (self), title);
  ed_text_scale_window (GTK_WINDOW (self), 460, 420);
  load (self);
  return GTK_WIDGET (self);
}
