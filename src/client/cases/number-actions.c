/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many sessions there may be: the expert asks, the coordinator answers. */

#include "client/cases/case-actions.h"

#include "client/cases/case-deeds.h"

#include <glib/gi18n.h>

/* The next number that would be more. */
static gint64
find_more (EdCaseActions *self)
{
  gint64 available = ed_case_actions_case (self)->sessions_available;

  return available == ED_ABSENT ? 1 : available + 1;
}

static EdCommand *
make_asking (EdCaseActions *self, gint64 number, const char *why)
{
  EdCommand *command = ed_case_actions_command (self, ED_COMMAND_SESSIONS_ASK_MORE);

  ((EdArgs *) command->args)->number = number;
  ((EdArgs *) command->args)->why = g_strdup (why);
  return command;
}

static EdCommand *
make_authorising (EdCaseActions *self, gint64 number)
{
  EdCommand *command = ed_case_actions_command (self, ED_COMMAND_SESSIONS_AUTHORISE);

  ((EdArgs *) command->args)->number = number;
  return command;
}

static EdCommand *
make_refusal (EdCaseActions *self, const char *note)
{
  EdCommand *command = ed_case_actions_command (self, ED_COMMAND_SESSIONS_REFUSE);

  ((EdArgs *) command->args)->note = g_strdup (note);
  return command;
}

static void
on_more_answered (EdCaseActions *self, gint64 number, const char *why)
{
  ed_case_actions_perform (self,
                           ed_case_actions_list (make_asking (self, number, why)),
                           _ ("More sessions asked for"));
}

static void
on_ask_more (EdCaseActions *self, GVariant *parameter)
{
  const EdAsk question = {
    .heading = _ ("Ask for more sessions"),
    .body = _ ("The coordinator decides. Sessions beyond the available number are saved, but not "
               "payable until then."),
    .confirm = _ ("_Ask"),
    .appearance = ADW_RESPONSE_SUGGESTED,
    .number_label = _ ("Sessions in all"),
    .number = find_more (self),
    .number_min = find_more (self),
    .number_max = 1000,
    .text_label = _ ("Why they are needed"),
    .text_needed = TRUE,
  };

  ed_case_actions_ask (self, &question, on_more_answered);
}

static void
on_authorise_answered (EdCaseActions *self, gint64 number, const char *text)
{
  ed_case_actions_perform (self,
                           ed_case_actions_list (make_authorising (self, number)),
                           _ ("More sessions authorised"));
}

static void
on_authorise (EdCaseActions *self, GVariant *parameter)
{
  const EdAsk question = {
    .heading = _ ("Authorise more sessions"),
    .confirm = _ ("_Authorise"),
    .appearance = ADW_RESPONSE_SUGGESTED,
    .number_label = _ ("Sessions in all"),
    .number = ed_case_actions_case (self)->sessions_asked,
    .number_min = find_more (self),
    .number_max = 1000,
  };

  ed_case_actions_ask (self, &question, on_authorise_answered);
}

static void
on_refuse_answered (EdCaseActions *self, gint64 value, const char *note)
{
  ed_case_actions_perform (self,
                           ed_case_actions_list (make_refusal (self, note)),
                           _ ("More sessions refused"));
}

static void
on_refuse (EdCaseActions *self, GVariant *parameter)
{
  const EdAsk question = {
    .heading = _ ("Refuse more sessions?"),
    .confirm = _ ("_Refuse"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
    .text_label = _ ("Note to the expert"),
    .text_needed = TRUE,
  };

  ed_case_actions_ask (self, &question, on_refuse_answered);
}

/* --- what the rules are asked ---------------------------------------------------------------- */

static GPtrArray *
imagine_asking (EdCaseActions *self)
{
  return ed_case_actions_list (make_asking (self, find_more (self), "-"));
}

static GPtrArray *
imagine_authorising (EdCaseActions *self)
{
  return ed_case_actions_list (make_authorising (self, find_more (self)));
}

static GPtrArray *
imagine_refusal (EdCaseActions *self)
{
  return ed_case_actions_list (make_refusal (self, "-"));
}

const EdCaseAction ed_number_actions[] = {
  { "ask-more", NULL, FALSE, on_ask_more, imagine_asking },
  { "authorise", NULL, FALSE, on_authorise, imagine_authorising },
  { "refuse", NULL, FALSE, on_refuse, imagine_refusal },
  { NULL, NULL, FALSE, NULL, NULL },
};
