/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-profile.h"

#include "client/cases/attempt-list.h"
#include "client/cases/badge-button.h"
#include "client/cases/case-actions.h"
#include "client/cases/case-item.h"
#include "client/cases/case-texts.h"
#include "client/cases/checklist-card.h"
#include "client/cases/deed-row.h"
#include "client/cases/deed-texts.h"
#include "client/cases/fact-list.h"
#include "client/cases/history.h"
#include "client/cases/mail-notice.h"
#include "client/cases/message-texts.h"
#include "client/cases/message-thread.h"
#include "client/cases/profile-texts.h"
#include "client/cases/session-list.h"
#include "client/closures.h"
#include "client/documents/document-list.h"
#include "client/documents/drop-zone.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/callback.h"
#include "client/widgets/focus.h"
#include "client/widgets/fold.h"
#include "client/widgets/follow.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdCaseProfile
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkActionable *archive; /* to look for it there, where it is not held */
  EdMailNotice *mail_notice;
  EdSessionList *sessions;
  EdMessageThread *messages;
  EdCaseActions *actions;
  EdCaseFiles *files;
  EdDesk *desk;
  char *case_id;
  EdCaseItem *item; /* NULL until it is read */
  char *trouble;    /* why it is not shown, or NULL */
  gboolean mine;    /* the reader is its expert */
  gboolean editable;
  guint rights; /* EdRights */
  gboolean private;
  guint tick;
  GCancellable *cancellable;
};

enum
{
  PROP_ITEM = 1,
  PROP_TROUBLE,
  PROP_MINE,
  PROP_EDITABLE,
  PROP_RIGHTS,
  PROP_FILES,
  PROP_PRIVATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdCaseProfile, ed_case_profile, GTK_TYPE_WIDGET)

/* --- reading --------------------------------------------------------------------------------- */

static void
set_trouble (EdCaseProfile *self, const char *sentence)
{
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

/* Who reads decides what can be done. */
static void
judge_rights (EdCaseProfile *self)
{
  const EdCase *case_ = ed_case_item_case (self->item);
  const EdAccount *account = ed_desk_account (self->desk);

  self->mine = (ed_account_roles (account) & ED_ROLE_EXPERT) != 0
               && g_strcmp0 (case_->expert_id, account->id) == 0;
  self->editable = self->mine && case_->state == ED_CASE_ASSIGNED;
  self->rights = self->mine ? ED_RIGHT_EXPERT : 0;
  if ((ed_account_roles (account) & ED_ROLE_COORDINATOR) != 0)
    self->rights |= ED_RIGHT_COORDINATOR;
  ed_case_actions_set_item (self->actions, self->item);
  ed_mail_notice_set_expert (self->mail_notice,
                             self->desk,
                             (self->rights & ED_RIGHT_COORDINATOR) != 0 ? case_->expert_id : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MINE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RIGHTS]);
}

static gboolean
is_coordinator (EdCaseProfile *self)
{
  return (ed_account_roles (ed_desk_account (self->desk)) & ED_ROLE_COORDINATOR) != 0;
}

static char *
say_missing (EdCaseProfile *self)
{
  guint roles = ed_account_roles (ed_desk_account (self->desk));

  if ((roles & (ED_ROLE_EXPERT | ED_ROLE_COORDINATOR)) == 0)
    return g_strdup (_ ("Cases are the experts’ and the coordinators’: nobody else sees them."));
  return g_strdup (is_coordinator (self)
                       ? _ ("This computer does not hold it. Some time after it was closed a case "
                            "goes to the archive of the server.")
                       : _ ("It is no longer among your cases: it was declined, "
                            "assigned to another expert, or removed."));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdCaseProfile) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = ed_desk_load_case_finish (ED_DESK (source), result, &error);
  g_autoptr (EdOutlook) outlook = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (row == NULL)
    {
      g_autofree char *sentence = error != NULL ? ed_error_sentence (error) : say_missing (self);

      gtk_widget_set_visible (GTK_WIDGET (self->archive), error == NULL && is_coordinator (self));
      set_trouble (self, sentence);
      return;
    }
  set_trouble (self, NULL);
  outlook = ed_outlook_new_for (ed_desk_settings (self->desk), ed_desk_account (self->desk)->id);
  ed_outlook_set_judge (outlook, ed_desk_account (self->desk));
  if (self->item == NULL)
    {
      self->item = ed_case_item_new (g_steal_pointer (&row), outlook, ed_desk_now (self->desk));
      judge_rights (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
      ed_focus_enter (GTK_WIDGET (self), self->page);
      return;
    }
  ed_case_item_update (self->item, g_steal_pointer (&row), outlook, ed_desk_now (self->desk));
  judge_rights (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/* The ids of the case's sessions that wait for the server. */
static GHashTable *
list_pending (EdCaseProfile *self, GPtrArray *entries)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const EdOutboxEntry *entry = entries->pdata[i];
      EdCommandType type = entry->command->type;

      if ((entry->state == ED_OUTBOX_WAITING || entry->state == ED_OUTBOX_SENT)
          && (type == ED_COMMAND_SESSION_ADD || type == ED_COMMAND_SESSION_EDIT)
          && g_strcmp0 (entry->command->target_id, self->case_id) == 0)
        g_hash_table_add (ids, g_strdup (((EdArgs *) entry->command->args)->id));
    }
  return ids;
}

static void
on_outbox_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdCaseProfile) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = ed_desk_list_outbox_finish (ED_DESK (source), result, &error);
  g_autoptr (GHashTable) ids = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || entries == NULL)
    return;
  ids = list_pending (self, entries);
  ed_session_list_set_pending (self->sessions, ids);
}

static void
on_desk_changed (EdCaseProfile *self)
{
  ed_desk_load_case_async (self->desk,
                           self->case_id,
                           self->cancellable,
                           on_loaded,
                           g_object_ref (self));
  ed_desk_list_outbox_async (self->desk, self->cancellable, on_outbox_listed, g_object_ref (self));
}

static gboolean
on_tick (gpointer data)
{
  EdCaseProfile *self = data;

  if (self->item != NULL)
    {
      ed_case_item_update (self->item, NULL, NULL, ed_desk_now (self->desk));
      ed_case_actions_set_item (self->actions, self->item);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
    }
  return G_SOURCE_CONTINUE;
}

static void
on_dropped (EdCaseProfile *self, GPtrArray *files)
{
  if (ed_case_actions_can_attach (self->actions))
    ed_case_actions_attach (self->actions, g_ptr_array_ref (files));
}

static void
on_messages (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ed_message_thread_reveal (ED_CASE_PROFILE (widget)->messages);
}

/* --- object ---------------------------------------------------------------------------------- */

static char *
choose_state (gpointer object, EdCaseItem *item, const char *trouble)
{
  if (trouble != NULL)
    return g_strdup ("gone");
  return g_strdup (item == NULL ? "loading" : "case");
}

static void
ed_case_profile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdCaseProfile *self = ED_CASE_PROFILE (object);

  switch (id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_MINE:
      g_value_set_boolean (value, self->mine);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_RIGHTS:
      g_value_set_uint (value, self->rights);
      break;
    case PROP_FILES:
      g_value_set_object (value, self->files);
      break;
    case PROP_PRIVATE:
      g_value_set_boolean (value, self->private);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ed_case_profile_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_return_if_fail (id == PROP_PRIVATE);
  ED_CASE_PROFILE (object)->private = g_value_get_boolean (value);
}

static void
ed_case_profile_dispose (GObject *object)
{
  EdCaseProfile *self = ED_CASE_PROFILE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_CASE_PROFILE);
  g_clear_object (&self->actions);
  if (self->files != NULL)
    ed_case_files_stop (self->files);
  g_clear_object (&self->files);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_case_profile_parent_class)->dispose (object);
}

static void
ed_case_profile_finalize (GObject *object)
{
  EdCaseProfile *self = ED_CASE_PROFILE (object);

  g_free (self->case_id);
  g_free (self->trouble);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_case_profile_parent_class)->finalize (object);
}

static gboolean
is_of_coordinator (gpointer object, guint rights)
{
  return (rights & ED_RIGHT_COORDINATOR) != 0;
}

static const EdCallback closures[] = {
  { "case_name", G_CALLBACK (ed_case_name_text) },
  { "type_icon", G_CALLBACK (ed_case_type_icon) },
  { "type_classes", G_CALLBACK (ed_case_type_classes) },
  { "title_markup", G_CALLBACK (ed_case_title_markup) },
  { "progress_value", G_CALLBACK (ed_case_progress_value) },
  { "progress_text", G_CALLBACK (ed_case_progress_text) },
  { "is_crisis", G_CALLBACK (ed_case_is_crisis) },
  { "has_mark", G_CALLBACK (ed_case_has_mark) },
  { "mark_text", G_CALLBACK (ed_case_mark_text) },
  { "deeds_about_number", G_CALLBACK (ed_deeds_about_number) },
  { "is_of_coordinator", G_CALLBACK (is_of_coordinator) },
  { "choose_state", G_CALLBACK (choose_state) },
};

static void
ensure_types (void)
{
  g_type_ensure (ED_TYPE_ATTEMPT_LIST);
  g_type_ensure (ED_TYPE_BADGE_BUTTON);
  g_type_ensure (ED_TYPE_CHECKLIST_CARD);
  g_type_ensure (ED_TYPE_DEED_ROW);
  g_type_ensure (ED_TYPE_DOCUMENT_LIST);
  g_type_ensure (ED_TYPE_DROP_ZONE);
  g_type_ensure (ED_TYPE_FACT_LIST);
  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_HISTORY);
  g_type_ensure (ED_TYPE_MAIL_NOTICE);
  g_type_ensure (ED_TYPE_MESSAGE_THREAD);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_SESSION_LIST);
  g_type_ensure (ED_TYPE_WRAP);
}

static void
install_properties (GObjectClass *class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, ED_TYPE_CASE_ITEM, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_MINE] = g_param_spec_boolean ("mine", NULL, NULL, FALSE, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);
  properties[PROP_RIGHTS] = g_param_spec_uint ("rights", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FILES] = g_param_spec_object ("files", NULL, NULL, ED_TYPE_CASE_FILES, flags);
  properties[PROP_PRIVATE] = g_param_spec_boolean ("private",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
ed_case_profile_class_init (EdCaseProfileClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  ensure_types ();
  object_class->dispose = ed_case_profile_dispose;
  object_class->finalize = ed_case_profile_finalize;
  object_class->get_property = ed_case_profile_get_property;
  object_class->set_property = ed_case_profile_set_property;
  install_properties (object_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "cases/case-profile.ui");
  gtk_widget_class_bind_template_child (widget_class, EdCaseProfile, page);
  gtk_widget_class_bind_template_child (widget_class, EdCaseProfile, archive);
  gtk_widget_class_bind_template_child (widget_class, EdCaseProfile, mail_notice);
  gtk_widget_class_bind_template_child (widget_class, EdCaseProfile, sessions);
  gtk_widget_class_bind_template_callback (widget_class, on_dropped);
  gtk_widget_class_bind_template_child (widget_class, EdCaseProfile, messages);
  ed_callbacks_bind (widget_class, closures, G_N_ELEMENTS (closures));
  gtk_widget_class_install_action (widget_class, "case.messages", NULL, on_messages);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_k,
                                       GDK_CONTROL_MASK,
                                       "deed.contact",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_N,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "deed.add-session",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_v,
                                       GDK_CONTROL_MASK,
                                       "deed.paste-file",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_e,
                                       GDK_CONTROL_MASK,
                                       "deed.message",
                                       NULL);
}

static void
ed_case_profile_init (EdCaseProfile *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_follow_window (GTK_WIDGET (self), "private");
}

GtkWidget *
ed_case_profile_new (EdDesk *desk, const char *case_id)
{
  EdCaseProfile *self = g_object_new (ED_TYPE_CASE_PROFILE, NULL);

  self->desk = g_object_ref (desk);
  self->case_id = g_strdup (case_id);
  gtk_actionable_set_action_target (self->archive, "s", case_id);
  self->files = ed_case_files_new (desk, case_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILES]);
  self->actions = ed_case_actions_new (GTK_WIDGET (self), desk, self->files, self->cancellable);
  ed_message_thread_set_desk (self->messages, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  self->tick = g_timeout_add_seconds (60, on_tick, self);
  on_desk_changed (self);
  return GTK_WIDGET (self);
}
