/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/toast.h"

#include "domain/command.h"
#include "domain/refusal.h"

#include <glib/gi18n.h>

#define SHOWN "ed-toast-shown"
#define UNDO "win.undo"

static void
dismiss (GtkWidget *overlay)
{
  AdwToast *shown = g_object_get_data (G_OBJECT (overlay), SHOWN);

  if (shown != NULL)
    adw_toast_dismiss (shown);
  g_object_set_data (G_OBJECT (overlay), SHOWN, NULL);
}

static void
on_waiting (GtkWidget *overlay, GParamSpec *pspec, EdDesk *desk)
{
  AdwToast *shown = g_object_get_data (G_OBJECT (overlay), SHOWN);
  gint64 waiting;

  g_object_get (desk, "waiting", &waiting, NULL);
  if (waiting == 0 && shown != NULL && g_strcmp0 (adw_toast_get_action_name (shown), UNDO) == 0)
    dismiss (overlay);
}

void
ed_toast_watch (GtkWidget *from, EdDesk *desk)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  dismiss (overlay);
  g_signal_connect_object (desk,
                           "notify::waiting",
                           G_CALLBACK (on_waiting),
                           overlay,
                           G_CONNECT_SWAPPED);
}

void
ed_toast_show (GtkWidget *from, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    {
      g_object_unref (toast);
      return;
    }
  dismiss (overlay);
  g_object_set_data_full (G_OBJECT (overlay), SHOWN, g_object_ref (toast), g_object_unref);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

void
ed_toast (GtkWidget *from, const char *text, const char *const *commands)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (commands != NULL)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, UNDO);
      adw_toast_set_action_target_value (toast, g_variant_new_strv (commands, -1));
      adw_toast_set_timeout (toast, ED_UNDO_S);
    }
  ed_toast_show (from, toast);
}

void
ed_toast_taken (GtkWidget *from,
                const char *text,
                const GPtrArray *commands,
                const GArray *refusals)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < refusals->len; i++)
    if (g_array_index (refusals, EdRefusal, i).code == ED_REFUSAL_NONE)
      g_strv_builder_add (builder, ((const EdCommand *) commands->pdata[i])->id);
  ids = g_strv_builder_end (builder);
  ed_toast (from, text, (const char *const *) ids);
}

AdwToast *
ed_toast_new_undo (const char *text, GCallback on_undo, gpointer object)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, ED_UNDO_S);
  g_signal_connect_object (toast, "button-clicked", on_undo, object, G_CONNECT_SWAPPED);
  return toast;
}
