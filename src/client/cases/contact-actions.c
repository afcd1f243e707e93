/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The contact with the client: when it was made, what was tried, and handing the case back. */

#include "client/cases/case-actions.h"

#include "client/cases/case-deeds.h"

#include <glib/gi18n.h>

static EdCommand *
make_moment (EdCaseActions *self, EdCommandType type, gint64 at)
{
  EdCommand *command = ed_case_actions_command (self, type);

  ((EdArgs *) command->args)->at = at;
  return command;
}

static void
on_contact (EdCaseActions *self, GVariant *parameter)
{
  ed_case_actions_perform (
      self,
      ed_case_actions_list (
          ed_case_contact_command (ed_case_actions_case (self), ed_case_actions_clock ())),
      _ ("Client has been contacted"));
}

static void
on_contact_saved (EdCaseActions *self, gint64 at, gint64 result, GtkWidget *dialog)
{
  ed_case_actions_perform (self,
                           ed_case_actions_list (make_moment (self, ED_COMMAND_CASE_CONTACT, at)),
                           _ ("Client has been contacted"));
}

static void
on_contact_at (EdCaseActions *self, GVariant *parameter)
{
  ed_case_actions_ask_moment (self,
                              ed_moment_dialog_new (ed_case_actions_item (self),
                                                    _ ("Client has been contacted"),
                                                    ed_case_actions_now (self),
                                                    FALSE,
                                                    ED_ABSENT),
                              NULL,
                              on_contact_saved);
}

static void
on_correction_saved (EdCaseActions *self, gint64 at, gint64 result, GtkWidget *dialog)
{
  if (at != ed_case_actions_case (self)->contacted_at)
    ed_case_actions_perform (
        self,
        ed_case_actions_list (make_moment (self, ED_COMMAND_CONTACT_CORRECT, at)),
        _ ("Time of contact corrected"));
}

static void
on_correct_contact (EdCaseActions *self, GVariant *parameter)
{
  ed_case_actions_ask_moment (self,
                              ed_moment_dialog_new (ed_case_actions_item (self),
                                                    _ ("Time of contact"),
                                                    ed_case_actions_case (self)->contacted_at,
                                                    FALSE,
                                                    ED_ABSENT),
                              NULL,
                              on_correction_saved);
}

static void
on_decline_answered (EdCaseActions *self, gint64 reason, const char *text)
{
  EdCommand *command = ed_case_actions_command (self, ED_COMMAND_CASE_DECLINE);

  ((EdArgs *) command->args)->reason = reason;
  ed_case_actions_perform (self, ed_case_actions_list (command), _ ("Case declined"));
}

static void
on_decline (EdCaseActions *self, GVariant *parameter)
{
  const EdAsk question = {
    .heading = _ ("Decline this case?"),
    .body = _ ("The agent is told at once and assigns it to another expert. It leaves your list as "
               "soon as the server has it. A reason helps, but need not be given."),
    .confirm = _ ("_Decline case"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
    .choices = ed_decline_reason_choices,
  };

  ed_case_actions_ask (self, &question, on_decline_answered);
}

/* --- attempts -------------------------------------------------------------------------------- */

static void
on_attempt_saved (EdCaseActions *self, gint64 at, gint64 result, GtkWidget *dialog)
{
  const char *about = g_object_get_data (G_OBJECT (dialog), "about");

  ed_case_actions_perform (self,
                           ed_case_actions_list (ed_case_add_attempt_command (
                               ed_case_actions_case (self),
                               (EdAttemptKind) g_ascii_strtoll (about, NULL, 10),
                               at,
                               result,
                               ed_case_actions_clock ())),
                           _ ("Contact attempt added"));
}

static void
on_add_attempt (EdCaseActions *self, GVariant *parameter)
{
  int kind = CLAMP (g_variant_get_int32 (parameter), ED_ATTEMPT_CALL, ED_ATTEMPT_EMAIL);
  g_autofree char *about = g_strdup_printf ("%d", kind);

  ed_case_actions_ask_moment (self,
                              ed_moment_dialog_new (ed_case_actions_item (self),
                                                    _ (ed_attempt_kind_choices[kind].label),
                                                    ed_case_actions_now (self),
                                                    TRUE,
                                                    ED_RESULT_NO_ANSWER),
                              about,
                              on_attempt_saved);
}

static const EdAttempt *
find_attempt (EdCaseActions *self, const char *id)
{
  const GPtrArray *attempts = ed_case_actions_case (self)->attempts;

  for (guint i = 0; i < attempts->len; i++)
    if (g_strcmp0 (((EdAttempt *) attempts->pdata[i])->id, id) == 0)
      return attempts->pdata[i];
  return NULL;
}

static void
on_attempt_edited (EdCaseActions *self, gint64 at, gint64 result, GtkWidget *dialog)
{
  const EdAttempt *attempt = find_attempt (self, g_object_get_data (G_OBJECT (dialog), "about"));
  EdCommand *command = NULL;

  if (attempt != NULL)
    command = ed_case_edit_attempt_command (ed_case_actions_case (self),
                                            attempt,
                                            at,
                                            result,
                                            ed_case_actions_clock ());
  if (command != NULL)
    ed_case_actions_perform (self, ed_case_actions_list (command), _ ("Contact attempt edited"));
}

static void
on_edit_attempt (EdCaseActions *self, GVariant *parameter)
{
  const EdAttempt *attempt = find_attempt (self, g_variant_get_string (parameter, NULL));

  if (attempt == NULL)
    return;
  ed_case_actions_ask_moment (
      self,
      ed_moment_dialog_new (ed_case_actions_item (self),
                            _ (ed_attempt_kind_choices[attempt->kind].label),
                            attempt->at,
                            TRUE,
                            attempt->result),
      attempt->id,
      on_attempt_edited);
}

static void
on_delete_attempt (EdCaseActions *self, GVariant *parameter)
{
  ed_case_actions_perform (
      self,
      ed_case_actions_list (ed_case_delete_attempt_command (ed_case_actions_case (self),
                                                            g_variant_get_string (parameter, NULL),
                                                            ed_case_actions_clock ())),
      _ ("Contact attempt deleted"));
}

/* --- what the rules are asked ---------------------------------------------------------------- */

static GPtrArray *
imagine_contact (EdCaseActions *self)
{
  return ed_case_actions_list (
      make_moment (self, ED_COMMAND_CASE_CONTACT, ed_case_actions_now (self)));
}

static GPtrArray *
imagine_correction (EdCaseActions *self)
{
  return ed_case_actions_list (
      make_moment (self, ED_COMMAND_CONTACT_CORRECT, ed_case_actions_now (self)));
}

static GPtrArray *
imagine_decline (EdCaseActions *self)
{
  return ed_case_actions_list (ed_case_actions_command (self, ED_COMMAND_CASE_DECLINE));
}

static GPtrArray *
imagine_attempt (EdCaseActions *self)
{
  return ed_case_actions_list (ed_case_add_attempt_command (ed_case_actions_case (self),
                                                            ED_ATTEMPT_CALL,
                                                            ed_case_actions_now (self),
                                                            ED_ABSENT,
                                                            ed_case_actions_clock ()));
}

const EdCaseAction ed_contact_actions[] = {
  { "contact", NULL, FALSE, on_contact, imagine_contact },
  { "contact-at", NULL, FALSE, on_contact_at, imagine_contact },
  { "correct-contact", NULL, FALSE, on_correct_contact, imagine_correction },
  { "decline", NULL, FALSE, on_decline, imagine_decline },
  { "add-attempt", "i", FALSE, on_add_attempt, imagine_attempt },
  { "edit-attempt", "s", FALSE, on_edit_attempt, imagine_attempt },
  { "delete-attempt", "s", FALSE, on_delete_attempt, imagine_attempt },
  { NULL, NULL, FALSE, NULL, NULL },
};
