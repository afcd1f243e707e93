/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may command what in which state; then the rule of the command's own noun decides. */

#include "domain/case-rules.h"

#include <string.h>

#include "base/plant.h"
#include "domain/bounds.h"
#include "domain/ruling.h"

#define IN(state) (1u << ED_CASE_##state)
#define BEFORE_CLOSING (IN (RECORDED) | IN (ASSIGNED) | IN (DECLINED))
#define BEFORE_CLOSED (BEFORE_CLOSING | IN (CLOSING))

/* What a command does to the list of events, which must not grow for ever. */
typedef enum
{
  ENDS,  /* what another command began: no more often than that, so it is never refused for it */
  GROWS, /* as often as somebody likes */
  TURNS, /* somebody else has to go on: as often as coordinators like */
} Growth;

typedef struct
{
  guint role;   /* EdRoles, any of which lets in */
  guint states; /* in which the command is in place */
  gboolean (*judge) (EdRuling *ruling);
  Growth growth;
} Rule;

static const Rule rules[ED_N_COMMANDS] = {
  [ED_COMMAND_CASE_CREATE] = { ED_ROLE_COORDINATOR, 0, ed_rule_case_create },
  [ED_COMMAND_CASE_EDIT] = { ED_ROLE_COORDINATOR, BEFORE_CLOSED, ed_rule_case_edit, GROWS },
  [ED_COMMAND_CASE_ASSIGN] = { ED_ROLE_COORDINATOR, BEFORE_CLOSING, ed_rule_case_assign, TURNS },
  [ED_COMMAND_CASE_CONTACT] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_case_contact },
  [ED_COMMAND_CONTACT_CORRECT] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_contact_correct, GROWS },
  [ED_COMMAND_CASE_DECLINE] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_case_decline },
  [ED_COMMAND_CASE_UNREACHABLE] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_case_unreachable },
  [ED_COMMAND_CASE_CLOSE] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_case_close },
  [ED_COMMAND_CASE_WITHDRAW] = { ED_ROLE_EXPERT, IN (CLOSING), ed_rule_case_withdraw, GROWS },
  [ED_COMMAND_CASE_APPROVE] = { ED_ROLE_COORDINATOR, IN (CLOSING), ed_rule_case_approve },
  [ED_COMMAND_CASE_RETURN] = { ED_ROLE_COORDINATOR, IN (CLOSING), ed_rule_case_return, TURNS },
  [ED_COMMAND_CASE_REOPEN] = { ED_ROLE_COORDINATOR, IN (CLOSED), ed_rule_case_reopen, TURNS },
  [ED_COMMAND_SESSION_ADD] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_session_add, GROWS },
  [ED_COMMAND_SESSION_EDIT] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_session_edit, GROWS },
  [ED_COMMAND_SESSION_DELETE] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_session_delete },
  [ED_COMMAND_ATTEMPT_ADD] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_attempt_add, GROWS },
  [ED_COMMAND_ATTEMPT_EDIT] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_attempt_edit, GROWS },
  [ED_COMMAND_ATTEMPT_DELETE] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_attempt_delete },
  [ED_COMMAND_SATISFACTION_SCORE] = { ED_ROLE_EXPERT,
                                      IN (ASSIGNED),
                                      ed_rule_satisfaction_score,
                                      GROWS },
  [ED_COMMAND_SATISFACTION_NOT_POSSIBLE] = { ED_ROLE_EXPERT,
                                             IN (ASSIGNED),
                                             ed_rule_satisfaction_not_possible,
                                             GROWS },
  [ED_COMMAND_SESSIONS_ASK_MORE] = { ED_ROLE_EXPERT,
                                     IN (ASSIGNED),
                                     ed_rule_sessions_ask_more,
                                     GROWS },
  [ED_COMMAND_SESSIONS_AUTHORISE] = { ED_ROLE_COORDINATOR,
                                      BEFORE_CLOSED,
                                      ed_rule_sessions_authorise,
                                      GROWS },
  [ED_COMMAND_SESSIONS_REFUSE] = { ED_ROLE_COORDINATOR, BEFORE_CLOSED, ed_rule_sessions_refuse },
  [ED_COMMAND_MESSAGE_SEND] = { ED_ROLE_EXPERT | ED_ROLE_COORDINATOR,
                                IN (ASSIGNED) | IN (CLOSING) | IN (CLOSED),
                                ed_rule_message_send },
  [ED_COMMAND_DOCUMENT_ATTACH] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_document_attach, GROWS },
  [ED_COMMAND_DOCUMENT_DETACH] = { ED_ROLE_EXPERT, IN (ASSIGNED), ed_rule_document_detach },
};

/* The roles of the account that let it in. */
static guint
get_entry (const EdRuling *ruling)
{
  return ruling->circumstances->roles & rules[ruling->command->type].role;
}

/* An expert's command needs the open assignment to be theirs and the one that they meant. */
static gboolean
is_assigned (const EdRuling *ruling)
{
  const EdCase *case_ = ruling->case_;

  return case_->assignment_id != NULL
         && g_strcmp0 (case_->expert_id, ruling->circumstances->account_id) == 0
         && (g_strcmp0 (case_->assignment_id, ruling->command->assignment_id) == 0
             || ED_PLANT (assignment_unchecked));
}

static gboolean
refuse_state (EdRuling *ruling)
{
  gint64 state = ruling->case_->state;
  EdCommandType type = ruling->command->type;
  gboolean is_expert = get_entry (ruling) == ED_ROLE_EXPERT;
  gboolean is_change = type == ED_COMMAND_CASE_EDIT || type == ED_COMMAND_SESSIONS_AUTHORISE
                       || type == ED_COMMAND_SESSIONS_REFUSE;

  if (is_expert && state == ED_CASE_CLOSING)
    return ed_ruling_refuse (ruling, ED_REFUSAL_CASE_LOCKED, NULL);
  if ((is_expert || is_change) && state == ED_CASE_CLOSED)
    return ed_ruling_refuse (ruling, ED_REFUSAL_CASE_CLOSED, NULL);
  return ed_ruling_refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);
}

static gboolean
has_room (EdRuling *ruling, Growth growth)
{
  guint maximum = growth == TURNS ? 2 * ED_CASE_EVENTS_MAX : ED_CASE_EVENTS_MAX;

  return growth == ENDS || ed_ruling_has_room (ruling, ruling->case_->events, maximum, "events");
}

static gboolean
judge (EdRuling *ruling)
{
  const EdCommand *command = ruling->command;
  const Rule *rule = &rules[command->type];
  const char *invalid;

  if (get_entry (ruling) == 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_FORBIDDEN, NULL);
  if (command->type != ED_COMMAND_CASE_CREATE)
    {
      if (ruling->case_ == NULL || g_strcmp0 (ruling->case_->id, command->target_id) != 0)
        return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_FOUND, NULL);
      if (get_entry (ruling) == ED_ROLE_EXPERT && !is_assigned (ruling))
        return ed_ruling_refuse (ruling, ED_REFUSAL_NOT_ASSIGNED, NULL);
    }
  else if (ruling->case_ != NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_WRONG_STATE, NULL);

  invalid = ed_command_find_invalid (command);
  if (invalid != NULL)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, invalid);
  if (ruling->case_ != NULL && (rule->states >> ruling->case_->state & 1) == 0)
    return refuse_state (ruling);
  return has_room (ruling, rule->growth) && rule->judge (ruling);
}

gboolean
ed_case_apply (EdCase **case_,
               const EdCommand *command,
               const EdCircumstances *circumstances,
               EdRefusal *refusal)
{
  EdRefusal unwanted;
  EdRuling ruling = {
    .case_ = *case_,
    .command = command,
    .args = command->type == ED_COMMAND_CASE_CREATE ? NULL : command->args,
    .circumstances = circumstances,
    .refusal = refusal != NULL ? refusal : &unwanted,
  };

  *ruling.refusal = (EdRefusal){ ED_REFUSAL_NONE, NULL };
  if (!judge (&ruling))
    return FALSE;
  *case_ = ruling.case_;
  return TRUE;
}

gint64
ed_clamp_at (gint64 done_at,
             gint64 offset_ms,
             gint64 beginning,
             gint64 received_at,
             gboolean *moved)
{
  gint64 at = done_at + offset_ms;
  gint64 clamped = beginning != ED_ABSENT ? MAX (at, beginning) : at;

  clamped = MIN (clamped, received_at);
  if (moved != NULL)
    *moved = clamped != at;
  return clamped;
}

gboolean
ed_case_is_late (const EdCase *case_, const EdCommand *command)
{
  if (!ed_command_form (command->type)->is_fact || command->assignment_id == NULL)
    return FALSE;
  for (guint i = 0; i < case_->assignments->len; i++)
    {
      const EdAssignment *ended = case_->assignments->pdata[i];

      if (strcmp (ended->id, command->assignment_id) == 0)
        return TRUE;
    }
  return FALSE;
}
