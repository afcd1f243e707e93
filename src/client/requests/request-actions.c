/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/request-actions.h"

#include "client/cases/ask-dialog.h"
#include "client/coordinator/assign-dialog.h"
#include "client/requests/request-deeds.h"
#include "client/shell/perform.h"

#include <glib/gi18n.h>

struct _EdRequestActions
{
  GObject parent_instance;
  GtkWidget *page; /* a weak reference */
  EdDesk *desk;
  EdRequestItem *item;
  GSimpleActionGroup *group;
  GCancellable *cancellable;
  char *document; /* that is being revoked */
};

G_DEFINE_FINAL_TYPE (EdRequestActions, ed_request_actions, G_TYPE_OBJECT)

static const EdRequest *
get_request (EdRequestActions *self)
{
  return ed_request_item_request (self->item);
}

/* Takes COMMAND. DONE: translated. */
static void
perform (EdRequestActions *self, EdCommand *command, const char *done)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);

  g_ptr_array_add (commands, command);
  if (self->page != NULL)
    ed_perform (self->page, self->desk, commands, done, self->cancellable);
  else
    g_ptr_array_unref (commands);
}

/* ANSWERED: called with this, the dialog's value and text. */
static void
ask (EdRequestActions *self, const EdAsk *question, GCallback answered)
{
  GtkRoot *root = self->page == NULL ? NULL : gtk_widget_get_root (self->page);
  GtkWidget *dialog;

  if (root == NULL)
    return;
  dialog = ed_ask_dialog_new (GTK_WINDOW (root), question);
  g_signal_connect_object (dialog, "answered", answered, self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- coordinators ----------------------------------------------------------------------------- */

static void
on_assign (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EdRequestActions *self = data;
  EdAssignDialog *dialog =
      ed_assign_dialog_open_request (self->page, self->desk, get_request (self));

  ed_assign_dialog_tell (dialog, self->page);
}

static void
on_approve_answered (EdRequestActions *self, gint64 value, const char *text)
{
  const EdResponseVersion *latest = ed_request_latest_version (get_request (self));
  EdCommand *command = ed_request_command (ED_COMMAND_REQUEST_APPROVE, get_request (self));

  ((EdArgs *) command->args)->version = g_strdup (latest == NULL ? NULL : latest->id);
  perform (self, command, _ ("Response approved"));
}

static void
on_approve (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const EdAsk question = {
    .heading = _ ("Approve response?"),
    .body = _ ("It is sent to the requester with its files, as it stands now. An approved answer "
               "cannot be changed any more."),
    .confirm = _ ("_Send it to the requester"),
    .appearance = ADW_RESPONSE_SUGGESTED,
  };

  ask (data, &question, G_CALLBACK (on_approve_answered));
}

static void
on_return_answered (EdRequestActions *self, gint64 value, const char *text)
{
  const EdResponseVersion *latest = ed_request_latest_version (get_request (self));
  EdCommand *command = ed_request_command (ED_COMMAND_REQUEST_RETURN, get_request (self));
  EdArgs *args = command->args;

  args->version = g_strdup (latest == NULL ? NULL : latest->id);
  args->note = g_strdup (text);
  perform (self, command, _ ("Returned to the expert"));
}

static void
on_return (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const EdAsk question = {
    .heading = _ ("Return the response?"),
    .body = _ ("The expert goes on writing. Your note comes into the internal chat; the requester "
               "does not see it."),
    .confirm = _ ("_Return it to the expert"),
    .text_label = _ ("What is to be changed"),
    .text_needed = TRUE,
  };

  ask (data, &question, G_CALLBACK (on_return_answered));
}

/* --- the expert ------------------------------------------------------------------------------- */

static void
on_hand_back_answered (EdRequestActions *self, gint64 value, const char *text)
{
  EdCommand *command = ed_request_command (ED_COMMAND_REQUEST_HAND_BACK, get_request (self));

  ((EdArgs *) command->args)->why = g_strdup (text);
  perform (self, command, _ ("Request handed back"));
}

static void
on_hand_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const EdAsk question = {
    .heading = _ ("Hand the request back?"),
    .body = _ ("A coordinator finds somebody else. The request leaves your list; what you have "
               "written is kept for the coordinators."),
    .confirm = _ ("_Hand it back"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
    .text_label = _ ("Reason"),
    .text_needed = TRUE,
  };

  ask (data, &question, G_CALLBACK (on_hand_back_answered));
}

/* --- the sender ------------------------------------------------------------------------------- */

static void
on_cancel_answered (EdRequestActions *self, gint64 value, const char *text)
{
  perform (self,
           ed_request_command (ED_COMMAND_REQUEST_CANCEL, get_request (self)),
           _ ("Request cancelled"));
}

static void
on_cancel (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const EdAsk question = {
    .heading = _ ("Cancel the request?"),
    .body = _ ("Whoever works on it is told. You get no answer to it any more."),
    .confirm = _ ("_Cancel it for good"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
  };

  ask (data, &question, G_CALLBACK (on_cancel_answered));
}

static void
on_revoke_answered (EdRequestActions *self, gint64 value, const char *text)
{
  EdCommand *command = ed_request_command (ED_COMMAND_REQUEST_REVOKE, get_request (self));

  ((EdArgs *) command->args)->id = g_strdup (self->document);
  perform (self, command, _ ("Document no longer shared"));
}

static void
on_revoke (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EdRequestActions *self = data;
  const EdAsk question = {
    .heading = _ ("Stop sharing the document?"),
    .body = _ ("It disappears from the computers of those who could read it."),
    .confirm = _ ("_Stop sharing it"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
  };

  g_free (self->document);
  self->document = g_variant_dup_string (parameter, NULL);
  ask (self, &question, G_CALLBACK (on_revoke_answered));
}

static void
on_ask_again (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EdRequestActions *self = data;

  gtk_widget_activate_action (self->page, "win.ask-again", "s", get_request (self)->id);
}

static void
on_share (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EdRequestActions *self = data;

  gtk_widget_activate_action (self->page, "win.share-documents", "s", get_request (self)->id);
}

/* --- object ----------------------------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { "assign", on_assign },       { "approve", on_approve }, { "return", on_return },
  { "hand-back", on_hand_back }, { "cancel", on_cancel },   { "revoke", on_revoke, "s" },
  { "ask-again", on_ask_again }, { "share", on_share },
};

static void
enable (EdRequestActions *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update (EdRequestActions *self)
{
  EdRequestRights rights = ed_request_item_rights (self->item);
  gboolean is_sender = ed_request_item_audience (self->item) == ED_REQUEST_FOR_SENDER;

  enable (self, "assign", rights.assign || rights.reassign);
  enable (self, "approve", rights.review);
  enable (self, "return", rights.review);
  enable (self, "hand-back", rights.respond);
  enable (self, "cancel", rights.cancel);
  enable (self, "share", rights.cancel);
  enable (self, "revoke", is_sender);
  enable (self, "ask-again", rights.ask_again);
}

static void
ed_request_actions_dispose (GObject *object)
{
  EdRequestActions *self = ED_REQUEST_ACTIONS (object);

  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  g_clear_object (&self->group);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->document, g_free);
  G_OBJECT_CLASS (ed_request_actions_parent_class)->dispose (object);
}

static void
ed_request_actions_class_init (EdRequestActionsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ed_request_actions_dispose;
}

static void
ed_request_actions_init (EdRequestActions *self)
{
  self->group = g_simple_action_group_new ();
}

EdRequestActions *
ed_request_actions_new (GtkWidget *page, EdDesk *desk, GCancellable *cancellable)
{
  EdRequestActions *self = g_object_new (ED_TYPE_REQUEST_ACTIONS, NULL);

  g_set_weak_pointer (&self->page, page);
  self->desk = g_object_ref (desk);
  self->cancellable = g_object_ref (cancellable);
  g_action_map_add_action_entries (G_ACTION_MAP (self->group),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    enable (self, entries[i].name, FALSE);
  gtk_widget_insert_action_group (page, "request", G_ACTION_GROUP (self->group));
  return self;
}

void
ed_request_actions_set_item (EdRequestActions *self, EdRequestItem *item)
{
  g_set_object (&self->item, item);
  update (self);
}
