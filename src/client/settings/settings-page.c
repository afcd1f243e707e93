/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/settings/settings-page.h"

#include "base/clock.h"
#include "client/closures.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/settings/setting-form.h"
#include "client/widgets/answer.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "domain/account.h"

#include <glib/gi18n.h>

struct _EdSettingsPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  EdSettingForm *form;
  EdDesk *desk;
  EdCommand *command; /* the last one given; no answer yet */
  char *trouble;      /* why it was not saved, where no row says it */
  gboolean may_change;
  GCancellable *cancellable;
};

enum
{
  PROP_TROUBLE = 1,
  PROP_MAY_CHANGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdSettingsPage, ed_settings_page, GTK_TYPE_WIDGET)

static void
set_trouble (EdSettingsPage *self, const char *sentence)
{
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static void
update_actions (EdSettingsPage *self)
{
  gboolean can_save = self->may_change && ed_setting_form_is_edited (self->form);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "settings.save", can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "settings.discard", can_save);
}

static void
on_edited (EdSettingsPage *self)
{
  if (self->desk == NULL)
    return;
  set_trouble (self, NULL);
  update_actions (self);
}

static void
on_desk_changed (EdSettingsPage *self)
{
  guint roles = ed_account_roles (ed_desk_account (self->desk));

  self->may_change = (roles & ED_ROLE_ADMINISTRATOR) != 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAY_CHANGE]);
  ed_setting_form_set_read_only (self->form, !self->may_change);
  ed_setting_form_show (self->form, ed_desk_settings (self->desk));
  update_actions (self);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  EdSettingsPage *self = data;
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done = ed_desk_do_finish (ED_DESK (source), result, &refusal, &error);

  if (ed_answer_is_cancelled (result))
    return;
  command = g_steal_pointer (&self->command);
  if (done)
    {
      const char *commands[] = { command->id, NULL };

      ed_setting_form_settle (self->form);
      ed_toast (GTK_WIDGET (self), _ ("Settings saved."), commands);
      return;
    }
  if (error == NULL
      && ed_setting_form_show_refusal (self->form, &refusal, ed_desk_settings (self->desk)))
    return;
  sentence =
      error != NULL ? ed_error_sentence (error) : ed_refusal_sentence (refusal.code, refusal.field);
  set_trouble (self, sentence);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdSettingsPage *self = ED_SETTINGS_PAGE (widget);
  g_autofree char *id = g_uuid_string_random ();

  if (self->command != NULL)
    return;
  self->command = ed_setting_form_make_command (self->form, id, ed_clock_now (ed_clock_system ()));
  if (self->command == NULL)
    return;
  set_trouble (self, NULL);
  ed_desk_do_async (self->desk, self->command, self->cancellable, on_saved, self);
}

static void
on_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdSettingsPage *self = ED_SETTINGS_PAGE (widget);

  ed_setting_form_discard (self->form);
  ed_setting_form_show (self->form, ed_desk_settings (self->desk));
  set_trouble (self, NULL);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_settings_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdSettingsPage *self = ED_SETTINGS_PAGE (object);

  if (id == PROP_TROUBLE)
    g_value_set_string (value, self->trouble);
  else
    g_value_set_boolean (value, self->may_change);
}

static void
ed_settings_page_dispose (GObject *object)
{
  EdSettingsPage *self = ED_SETTINGS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  g_clear_object (&self->desk);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_SETTINGS_PAGE);
  G_OBJECT_CLASS (ed_settings_page_parent_class)->dispose (object);
}

static void
ed_settings_page_finalize (GObject *object)
{
  EdSettingsPage *self = ED_SETTINGS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->command, ed_command_free);
  g_free (self->trouble);
  G_OBJECT_CLASS (ed_settings_page_parent_class)->finalize (object);
}

static void
ed_settings_page_class_init (EdSettingsPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_SETTING_FORM);
  object_class->get_property = ed_settings_page_get_property;
  object_class->dispose = ed_settings_page_dispose;
  object_class->finalize = ed_settings_page_finalize;
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_MAY_CHANGE] = g_param_spec_boolean ("may-change", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "settings/settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdSettingsPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdSettingsPage, form);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_not",
                                                G_CALLBACK (ed_closure_not));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "has_text",
                                                G_CALLBACK (ed_closure_has_text));
  gtk_widget_class_install_action (widget_class, "settings.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "settings.discard", NULL, on_discard);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_s,
                                       GDK_CONTROL_MASK,
                                       "settings.save",
                                       NULL);
}

static void
ed_settings_page_init (EdSettingsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_settings_page_new (EdDesk *desk)
{
  EdSettingsPage *self = g_object_new (ED_TYPE_SETTINGS_PAGE, NULL);

  ed_setting_form_build (self->form,
                         ed_setting_groups,
                         ed_n_setting_groups,
                         ed_desk_settings (desk),
                         ed_zone_date (ed_desk_zone (desk), ed_desk_now (desk)));
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  on_desk_changed (self);
  return GTK_WIDGET (self);
}
