/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing to the agent, or as a coordinator to the expert, and asking to hand the case over. */

#include "client/cases/case-actions.h"
#include "client/cases/message-dialog.h"

static void
open_dialog (EdCaseActions *self, gboolean handover)
{
  GtkWidget *dialog = ed_message_dialog_new (ed_case_actions_profile (self),
                                             ed_case_actions_desk (self),
                                             ed_case_actions_case (self),
                                             handover);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_message (EdCaseActions *self, GVariant *parameter)
{
  open_dialog (self, FALSE);
}

static void
on_hand_over (EdCaseActions *self, GVariant *parameter)
{
  open_dialog (self, TRUE);
}

/* --- what the rules are asked ---------------------------------------------------------------- */

static EdCommand *
make_message (EdCaseActions *self)
{
  EdCommand *command = ed_case_actions_command (self, ED_COMMAND_MESSAGE_SEND);
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->text = g_strdup ("-");
  return command;
}

static GPtrArray *
imagine_message (EdCaseActions *self)
{
  return ed_case_actions_list (make_message (self));
}

static GPtrArray *
imagine_hand_over (EdCaseActions *self)
{
  EdCommand *command = make_message (self);

  ((EdArgs *) command->args)->handover = 1;
  return ed_case_actions_list (command);
}

const EdCaseAction ed_message_actions[] = {
  { "message", NULL, FALSE, on_message, imagine_message },
  { "hand-over", NULL, FALSE, on_hand_over, imagine_hand_over },
  { NULL, NULL, FALSE, NULL, NULL },
};
