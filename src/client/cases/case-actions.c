/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-actions.h"

#include "base/clock.h"
#include "client/cases/case-deeds.h"
#include "client/shell/perform.h"

struct _EdCaseActions
{
  GObject parent_instance;
  GtkWidget *profile;
  EdDesk *desk;
  EdCaseFiles *files;
  GCancellable *cancellable;
  EdCaseItem *item;
  GSimpleActionGroup *group;
};

G_DEFINE_FINAL_TYPE (EdCaseActions, ed_case_actions, G_TYPE_OBJECT)

static const EdCaseAction *const tables[] = { ed_contact_actions,  ed_session_actions,
                                              ed_closing_actions,  ed_number_actions,
                                              ed_document_actions, ed_message_actions,
                                              ed_record_actions };

static const EdCaseAction *
find_action (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const EdCaseAction *action = tables[i]; action->name != NULL; action++)
      if (g_str_equal (action->name, name))
        return action;
  g_return_val_if_reached (NULL);
}

static void
on_activate (EdCaseActions *self, GVariant *value, GAction *action)
{
  find_action (g_action_get_name (action))->activate (self, value);
}

static void
add_action (EdCaseActions *self, const EdCaseAction *line)
{
  g_autoptr (GVariantType) type =
      line->parameter == NULL ? NULL : g_variant_type_new (line->parameter);
  g_autoptr (GSimpleAction) action =
      line->is_box ? g_simple_action_new_stateful (line->name, type, g_variant_new_boolean (FALSE))
                   : g_simple_action_new (line->name, type);

  g_simple_action_set_enabled (action, FALSE);
  g_signal_connect_object (action,
                           line->is_box ? "change-state" : "activate",
                           G_CALLBACK (on_activate),
                           self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (action));
}

/* The rules say which actions are in place; a tick box shows what the case says. */
static void
judge_action (EdCaseActions *self, const EdCaseAction *line)
{
  GSimpleAction *action =
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->group), line->name));
  g_autoptr (GPtrArray) commands = line->imagine == NULL ? NULL : line->imagine (self);
  gboolean ticked = ed_case_item_case (self->item)->satisfaction_not_possible == 1;

  g_simple_action_set_enabled (action,
                               commands == NULL || ed_case_actions_foresee (self, commands, NULL));
  if (line->is_box)
    g_simple_action_set_state (action, g_variant_new_boolean (ticked));
}

static void
ed_case_actions_dispose (GObject *object)
{
  EdCaseActions *self = ED_CASE_ACTIONS (object);

  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  g_clear_object (&self->files);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->group);
  G_OBJECT_CLASS (ed_case_actions_parent_class)->dispose (object);
}

static void
ed_case_actions_class_init (EdCaseActionsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ed_case_actions_dispose;
}

static void
ed_case_actions_init (EdCaseActions *self)
{
  self->group = g_simple_action_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const EdCaseAction *action = tables[i]; action->name != NULL; action++)
      add_action (self, action);
}

EdCaseActions *
ed_case_actions_new (GtkWidget *profile,
                     EdDesk *desk,
                     EdCaseFiles *files,
                     GCancellable *cancellable)
{
  EdCaseActions *self = g_object_new (ED_TYPE_CASE_ACTIONS, NULL);

  self->profile = profile;
  self->desk = g_object_ref (desk);
  self->files = files == NULL ? NULL : g_object_ref (files);
  self->cancellable = g_object_ref (cancellable);
  gtk_widget_insert_action_group (profile, "deed", G_ACTION_GROUP (self->group));
  return self;
}

void
ed_case_actions_set_item (EdCaseActions *self, EdCaseItem *item)
{
  g_return_if_fail (ED_IS_CASE_ACTIONS (self) && ED_IS_CASE_ITEM (item));
  g_set_object (&self->item, item);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const EdCaseAction *action = tables[i]; action->name != NULL; action++)
      judge_action (self, action);
}

GtkWidget *
ed_case_actions_profile (EdCaseActions *self)
{
  return self->profile;
}

EdDesk *
ed_case_actions_desk (EdCaseActions *self)
{
  return self->desk;
}

EdCaseFiles *
ed_case_actions_files (EdCaseActions *self)
{
  return self->files;
}

gboolean
ed_case_actions_is_over (EdCaseActions *self)
{
  return self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable);
}

GCancellable *
ed_case_actions_cancellable (EdCaseActions *self)
{
  return self->cancellable;
}

EdCaseItem *
ed_case_actions_item (EdCaseActions *self)
{
  return self->item;
}

const EdCase *
ed_case_actions_case (EdCaseActions *self)
{
  return ed_case_item_case (self->item);
}

gint64
ed_case_actions_now (EdCaseActions *self)
{
  return ed_desk_now (self->desk);
}

gint64
ed_case_actions_clock (void)
{
  return ed_clock_now (ed_clock_system ());
}

EdCommand *
ed_case_actions_command (EdCaseActions *self, EdCommandType type)
{
  return ed_case_command (type, ed_case_actions_case (self), ed_case_actions_clock ());
}

GPtrArray *
ed_case_actions_list (EdCommand *command)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);

  g_ptr_array_add (commands, command);
  return commands;
}

gboolean
ed_case_actions_foresee (EdCaseActions *self, const GPtrArray *commands, EdRefusal *refusal)
{
  return ed_case_foresee (ed_case_actions_case (self),
                          commands,
                          ed_desk_account (self->desk),
                          ed_desk_settings (self->desk),
                          ed_desk_zone (self->desk),
                          ed_desk_now (self->desk),
                          refusal);
}

void
ed_case_actions_perform (EdCaseActions *self, GPtrArray *commands, const char *done)
{
  ed_perform (self->profile, self->desk, commands, done, self->cancellable);
}

void
ed_case_actions_present (EdCaseActions *self, GtkWidget *dialog)
{
  GtkRoot *root = gtk_widget_get_root (self->profile);

  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ed_case_actions_ask (EdCaseActions *self, const EdAsk *question, EdAnswered answered)
{
  GtkWidget *dialog = ed_ask_dialog_new (NULL, question);

  g_signal_connect_object (dialog, "answered", G_CALLBACK (answered), self, G_CONNECT_SWAPPED);
  ed_case_actions_present (self, dialog);
}

void
ed_case_actions_ask_moment (EdCaseActions *self,
                            GtkWidget *dialog,
                            const char *about,
                            EdSaved saved)
{
  g_object_set_data_full (G_OBJECT (dialog), "about", g_strdup (about), g_free);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved), self, G_CONNECT_SWAPPED);
  ed_case_actions_present (self, dialog);
}
