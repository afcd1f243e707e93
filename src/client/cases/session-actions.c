/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The case's sessions: adding, editing and deleting them. Who registers a session with a client who
 * is not marked as contacted is asked to do that too. */

#include "client/cases/case-actions.h"

#include "client/cases/case-deeds.h"
#include "client/cases/delete-dialog.h"
#include "client/cases/session-dialog.h"
#include "client/dates.h"
#include "client/widgets/message-fit.h"

#include <glib/gi18n.h>

/* Takes COMMAND. */
static void
add_session (EdCaseActions *self, EdCommand *command, gboolean with_contact)
{
  g_autofree char *date = ed_date_text (((EdArgs *) command->args)->date);
  g_autofree char *done = g_strdup_printf (_ ("Session on %s added"), date);
  GPtrArray *commands = ed_case_actions_list (command);

  if (with_contact)
    g_ptr_array_insert (
        commands,
        0,
        ed_case_contact_command (ed_case_actions_case (self), ed_case_actions_clock ()));
  ed_case_actions_perform (self, commands, done);
}

static void
on_contact_answered (GtkWidget *dialog, const char *response, EdCaseActions *self)
{
  if (g_strcmp0 (response, "cancel") != 0)
    add_session (self,
                 g_object_steal_data (G_OBJECT (dialog), "command"),
                 g_strcmp0 (response, "contacted") == 0);
}

/* Takes COMMAND, which the dialog holds until it is answered. */
static void
ask_contact (EdCaseActions *self, EdCommand *command)
{
  GtkWidget *widget = adw_message_dialog_new (NULL,
                                              _ ("Mark the client as contacted too?"),
                                              _ ("The session is saved either way. The client "
                                                 "counts as contacted from now on."));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  ed_message_fit (dialog);
  g_object_set_data_full (G_OBJECT (dialog), "command", command, (GDestroyNotify) ed_command_free);
  adw_message_dialog_add_responses (dialog,
                                    "cancel",
                                    _ ("_Cancel"),
                                    "session",
                                    _ ("Only the _session"),
                                    "contacted",
                                    _ ("_Mark as contacted"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "contacted", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "contacted");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_contact_answered), self, 0);
  ed_case_actions_present (self, widget);
}

static void
on_session_added (EdCaseActions *self, gint64 date, gint64 time, gint64 minutes)
{
  const EdCase *case_ = ed_case_actions_case (self);
  EdCommand *command =
      ed_case_add_session_command (case_, date, time, minutes, ed_case_actions_clock ());

  if (case_->contacted_at == ED_ABSENT)
    ask_contact (self, command);
  else
    add_session (self, command, FALSE);
}

static void
on_add_session (EdCaseActions *self, GVariant *parameter)
{
  GtkWidget *dialog = ed_session_dialog_new (ed_case_actions_item (self), NULL);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_session_added), self, G_CONNECT_SWAPPED);
  ed_case_actions_present (self, dialog);
}

static void
on_session_edited (GtkWidget *dialog, gint64 date, gint64 time, gint64 minutes, EdCaseActions *self)
{
  const EdCase *case_ = ed_case_actions_case (self);
  const EdSession *session =
      ed_case_find_session (case_, g_object_get_data (G_OBJECT (dialog), "session"));
  EdSession next;
  EdCommand *command;

  if (session == NULL)
    return;
  next = *session;
  next.date = date;
  next.time = time;
  next.minutes = minutes;
  command = ed_case_edit_session_command (case_, session, &next, ed_case_actions_clock ());
  if (command != NULL)
    ed_case_actions_perform (self, ed_case_actions_list (command), _ ("Session edited"));
}

static void
on_edit_session (EdCaseActions *self, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);
  const EdSession *session = ed_case_find_session (ed_case_actions_case (self), id);
  GtkWidget *dialog;

  if (session == NULL)
    return;
  dialog = ed_session_dialog_new (ed_case_actions_item (self), session);
  g_object_set_data_full (G_OBJECT (dialog), "session", g_strdup (id), g_free);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_session_edited), self, 0);
  ed_case_actions_present (self, dialog);
}

static void
on_delete_confirmed (GtkWidget *dialog, guint reason, EdCaseActions *self)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "session");

  ed_case_actions_perform (
      self,
      ed_case_actions_list (ed_case_delete_session_command (ed_case_actions_case (self),
                                                            id,
                                                            (EdSessionReason) reason,
                                                            ed_case_actions_clock ())),
      _ ("Session deleted"));
}

static void
on_delete_session (EdCaseActions *self, GVariant *parameter)
{
  const EdCase *case_ = ed_case_actions_case (self);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (case_);
  EdSession *session = ed_case_find_session (case_, id);
  GtkWidget *dialog;
  guint index;

  if (session == NULL || !g_ptr_array_find (sessions, session, &index))
    return;
  dialog = ed_delete_dialog_new (NULL, index + 1, session);
  g_object_set_data_full (G_OBJECT (dialog), "session", g_strdup (id), g_free);
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_delete_confirmed), self, 0);
  ed_case_actions_present (self, dialog);
}

static GPtrArray *
imagine_session (EdCaseActions *self)
{
  return ed_case_actions_list (
      ed_case_add_session_command (ed_case_actions_case (self),
                                   ed_case_item_today (ed_case_actions_item (self)),
                                   ED_ABSENT,
                                   ED_ABSENT,
                                   ed_case_actions_clock ()));
}

const EdCaseAction ed_session_actions[] = {
  { "add-session", NULL, FALSE, on_add_session, imagine_session },
  { "edit-session", "s", FALSE, on_edit_session, imagine_session },
  { "delete-session", "s", FALSE, on_delete_session, imagine_session },
  { NULL, NULL, FALSE, NULL, NULL },
};
