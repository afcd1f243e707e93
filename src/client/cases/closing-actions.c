/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of the counselling: satisfaction, closing, reporting a client as unreachable, and what
 * the coordinator decides. */

#include "client/cases/case-actions.h"

#include "client/cases/case-deeds.h"
#include "client/cases/reopening.h"
#include "client/sentences.h"
#include "client/widgets/toast.h"
#include "domain/standing.h"

#include <glib/gi18n.h>

/* In how many parts of the day a client should have been called. */
#define DAYPARTS 2

static EdCommand *
make_decision (EdCaseActions *self, EdCommandType type, const char *note)
{
  EdCommand *command =
      ed_case_decision_command (type, ed_case_actions_case (self), ed_case_actions_clock ());

  if (type == ED_COMMAND_CASE_RETURN)
    ((EdArgs *) command->args)->note = g_strdup (note);
  return command;
}

static EdCommand *
make_closing (EdCaseActions *self, EdOutcome outcome)
{
  return ed_case_close_command (ed_case_actions_case (self), outcome, ed_case_actions_clock ());
}

/* Every session as one that did not happen, then the report: none may be left for it. */
static GPtrArray *
make_report (EdCaseActions *self)
{
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (ed_case_actions_case (self));
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);

  for (guint i = 0; i < sessions->len; i++)
    g_ptr_array_add (commands,
                     ed_case_delete_session_command (ed_case_actions_case (self),
                                                     ((EdSession *) sessions->pdata[i])->id,
                                                     ED_REASON_DID_NOT_HAPPEN,
                                                     ed_case_actions_clock ()));
  g_ptr_array_add (commands, make_closing (self, ED_OUTCOME_UNREACHABLE));
  return commands;
}

static EdCommand *
make_score (EdCaseActions *self, gint64 score)
{
  EdCommand *command = ed_case_actions_command (self, ED_COMMAND_SATISFACTION_SCORE);

  ((EdArgs *) command->args)->score = score;
  return command;
}

/* --- satisfaction ---------------------------------------------------------------------------- */

static void
on_score_answered (EdCaseActions *self, gint64 score, const char *text)
{
  if (score != ed_case_actions_case (self)->satisfaction_score)
    ed_case_actions_perform (self,
                             ed_case_actions_list (make_score (self, score)),
                             _ ("Satisfaction score entered"));
}

static void
on_score (EdCaseActions *self, GVariant *parameter)
{
  const EdSettings *settings = ed_case_item_settings (ed_case_actions_item (self));
  g_autofree char *body = g_strdup_printf (_ ("From %d to %d; %d is the best."),
                                           (int) settings->score_min,
                                           (int) settings->score_max,
                                           (int) settings->score_max);
  const EdAsk question = {
    .heading = _ ("Satisfaction score"),
    .body = body,
    .confirm = _ ("_Save"),
    .appearance = ADW_RESPONSE_SUGGESTED,
    .scale_min = settings->score_min,
    .scale_max = settings->score_max,
    .point = ed_case_actions_case (self)->satisfaction_score,
  };

  ed_case_actions_ask (self, &question, on_score_answered);
}

/* The state itself follows the case. */
static void
on_not_possible (EdCaseActions *self, GVariant *state)
{
  gboolean ticked = g_variant_get_boolean (state);

  ed_case_actions_perform (
      self,
      ed_case_actions_list (ed_case_not_possible_command (ed_case_actions_case (self),
                                                          ticked,
                                                          ed_case_actions_clock ())),
      ticked ? _ ("Feedback form marked as not possible") : _ ("Mark taken back"));
}

/* --- closing --------------------------------------------------------------------------------- */

static void
close_as (EdCaseActions *self, EdOutcome outcome)
{
  ed_case_actions_perform (self,
                           ed_case_actions_list (make_closing (self, outcome)),
                           _ ("Case closed, approval pending"));
}

static void
on_outcome_answered (EdCaseActions *self, gint64 outcome, const char *text)
{
  close_as (self, outcome == 0 ? ED_OUTCOME_DROPPED_OUT : ED_OUTCOME_COMPLETED);
}

/* Without the client's word on it, the counselling may have ended in two ways. */
static void
on_close (EdCaseActions *self, GVariant *parameter)
{
  static const EdChoice outcomes[] = {
    { "dropped_out", N_ ("The client became unreachable") },
    { "completed", N_ ("The counselling was completed") },
    { NULL, NULL },
  };
  const EdAsk question = {
    .heading = _ ("How did the counselling end?"),
    .body = _ ("The profile is locked until the closing has been approved; you can withdraw it "
               "until then."),
    .confirm = _ ("_Close case"),
    .appearance = ADW_RESPONSE_SUGGESTED,
    .choices = outcomes,
    .choice_needed = TRUE,
  };

  if (ed_case_actions_case (self)->satisfaction_not_possible == 1)
    ed_case_actions_ask (self, &question, on_outcome_answered);
  else
    close_as (self, ED_OUTCOME_COMPLETED);
}

static void
on_withdraw (EdCaseActions *self, GVariant *parameter)
{
  ed_case_actions_perform (
      self,
      ed_case_actions_list (make_decision (self, ED_COMMAND_CASE_WITHDRAW, NULL)),
      _ ("Closing withdrawn"));
}

/* --- unreachable ----------------------------------------------------------------------------- */

/* The client came before and then did not: ticks the box, and closes where nothing else is missing.
 * What the client has said about the counselling is kept. */
static void
end_counselling (EdCaseActions *self)
{
  const EdCase *case_ = ed_case_actions_case (self);
  guint checks = ed_case_checks (case_,
                                 ed_case_actions_now (self),
                                 ed_case_item_zone (ed_case_actions_item (self)));
  gboolean rated = (checks & ED_CHECK_SATISFACTION) != 0 && case_->satisfaction_not_possible != 1;
  g_autoptr (GPtrArray) commands =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  g_autofree char *sentence = NULL;

  if ((checks & ED_CHECK_SATISFACTION) == 0)
    g_ptr_array_add (commands,
                     ed_case_not_possible_command (case_, TRUE, ed_case_actions_clock ()));
  g_ptr_array_add (commands,
                   make_closing (self, rated ? ED_OUTCOME_COMPLETED : ED_OUTCOME_DROPPED_OUT));
  if (ed_case_actions_foresee (self, commands, &refusal))
    {
      ed_case_actions_perform (self,
                               g_steal_pointer (&commands),
                               _ ("Case closed, approval pending"));
      return;
    }
  sentence = ed_refusal_sentence (refusal.code, refusal.field);
  g_ptr_array_remove_index (commands, commands->len - 1);
  if (commands->len > 0 && ed_case_actions_foresee (self, commands, NULL))
    ed_case_actions_perform (self, g_steal_pointer (&commands), sentence);
  else
    ed_toast (ed_case_actions_profile (self), sentence, NULL);
}

static void
report (EdCaseActions *self)
{
  ed_case_actions_perform (self, make_report (self), _ ("Client unreachable: case closed"));
}

static void
on_report_answered (EdCaseActions *self, gint64 value, const char *text)
{
  report (self);
}

static void
on_situation_answered (EdCaseActions *self, gint64 situation, const char *text)
{
  if (situation == 0)
    report (self);
  else
    end_counselling (self);
}

/* What goes along where the calls were all made at about the same time; "" where not. */
static const char *
find_warning (EdCaseActions *self)
{
  const EdCase *case_ = ed_case_actions_case (self);
  guint parts = ed_case_count_dayparts (case_, ed_case_item_zone (ed_case_actions_item (self)));

  if (case_->phone == NULL || parts >= DAYPARTS)
    return "";
  return _ ("\n\nAll calls were made at about the same time of day. They should be tried in at "
            "least two of morning, afternoon and evening.");
}

static void
on_unreachable (EdCaseActions *self, GVariant *parameter)
{
  static const EdChoice situations[] = {
    { "first", N_ ("The first appointment did not take place: remove it and report unreachable") },
    { "before", N_ ("The client came before: go to closing") },
    { NULL, NULL },
  };
  g_autoptr (GPtrArray) sessions = ed_case_list_sessions (ed_case_actions_case (self));
  g_autofree char *body = g_strconcat (
      sessions->len > 0 ? _ ("Sessions are registered. What happened?")
                        : _ ("The agent is told and the case is closed. No further action is "
                             "required on your part."),
      find_warning (self),
      NULL);
  const EdAsk question = {
    .heading = _ ("Client unreachable"),
    .body = body,
    .confirm = sessions->len > 0 ? _ ("_Continue") : _ ("Client _unreachable"),
    .appearance = ADW_RESPONSE_DESTRUCTIVE,
    .choices = sessions->len > 0 ? situations : NULL,
    .choice_needed = sessions->len > 0,
  };

  ed_case_actions_ask (self,
                       &question,
                       sessions->len > 0 ? on_situation_answered : on_report_answered);
}

/* --- the coordinator ------------------------------------------------------------------------- */

static void
on_approve (EdCaseActions *self, GVariant *parameter)
{
  ed_case_actions_perform (
      self,
      ed_case_actions_list (make_decision (self, ED_COMMAND_CASE_APPROVE, NULL)),
      _ ("Closing approved"));
}

static void
on_return_answered (EdCaseActions *self, gint64 value, const char *note)
{
  ed_case_actions_perform (
      self,
      ed_case_actions_list (make_decision (self, ED_COMMAND_CASE_RETURN, note)),
      _ ("Case returned"));
}

static void
on_return (EdCaseActions *self, GVariant *parameter)
{
  const EdAsk question = {
    .heading = _ ("Return the case?"),
    .body = _ ("It is open again, and the expert reads your note."),
    .confirm = _ ("_Return"),
    .appearance = ADW_RESPONSE_SUGGESTED,
    .text_label = _ ("Note to the expert"),
    .text_needed = TRUE,
  };

  ed_case_actions_ask (self, &question, on_return_answered);
}

static void
on_reopen_answered (EdCaseActions *self, gint64 value, const char *why)
{
  ed_case_actions_perform (
      self,
      ed_case_actions_list (ed_reopening_command (ed_case_actions_case (self), why)),
      _ ("Case re-opened"));
}

static void
on_reopen (EdCaseActions *self, GVariant *parameter)
{
  const EdAsk question = ed_reopening_ask ();

  ed_case_actions_ask (self, &question, on_reopen_answered);
}

/* --- what the rules are asked ---------------------------------------------------------------- */

static GPtrArray *
imagine_score (EdCaseActions *self)
{
  gint64 score = ed_case_item_settings (ed_case_actions_item (self))->score_min;

  return ed_case_actions_list (make_score (self, score));
}

static GPtrArray *
imagine_not_possible (EdCaseActions *self)
{
  const EdCase *case_ = ed_case_actions_case (self);

  return ed_case_actions_list (ed_case_not_possible_command (case_,
                                                             case_->satisfaction_not_possible != 1,
                                                             ed_case_actions_clock ()));
}

static GPtrArray *
imagine_close (EdCaseActions *self)
{
  return ed_case_actions_list (make_closing (self, ED_OUTCOME_COMPLETED));
}

static GPtrArray *
imagine_withdraw (EdCaseActions *self)
{
  return ed_case_actions_list (make_decision (self, ED_COMMAND_CASE_WITHDRAW, NULL));
}

static GPtrArray *
imagine_approve (EdCaseActions *self)
{
  return ed_case_actions_list (make_decision (self, ED_COMMAND_CASE_APPROVE, NULL));
}

static GPtrArray *
imagine_return (EdCaseActions *self)
{
  return ed_case_actions_list (make_decision (self, ED_COMMAND_CASE_RETURN, "-"));
}

static GPtrArray *
imagine_reopen (EdCaseActions *self)
{
  return ed_case_actions_list (ed_reopening_command (ed_case_actions_case (self), "-"));
}

const EdCaseAction ed_closing_actions[] = {
  { "score", NULL, FALSE, on_score, imagine_score },
  { "not-possible", NULL, TRUE, on_not_possible, imagine_not_possible },
  { "unreachable", NULL, FALSE, on_unreachable, make_report },
  { "close", NULL, FALSE, on_close, imagine_close },
  { "withdraw", NULL, FALSE, on_withdraw, imagine_withdraw },
  { "approve", NULL, FALSE, on_approve, imagine_approve },
  { "return", NULL, FALSE, on_return, imagine_return },
  { "reopen", NULL, FALSE, on_reopen, imagine_reopen },
  { NULL, NULL, FALSE, NULL, NULL },
};
