/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may write in the thread of an assignment, and when. A message leaves the case as it is: what
 * is written is a document of its own (domain/message.h). */

#include "domain/ruling.h"

#include "domain/message.h"

/* The expert writes as long as the case is not closed, and asks to hand it over while they work on
 * it. Source: guide, "Emailing the agent". */
static gboolean
judge_expert (EdRuling *ruling)
{
  if (ruling->case_->state == ED_CASE_CLOSED)
    return ed_ruling_refuse (ruling, ED_REFUSAL_CASE_CLOSED, NULL);
  if (ruling->args->handover == 1 && ruling->case_->state == ED_CASE_CLOSING)
    return ed_ruling_refuse (ruling, ED_REFUSAL_CASE_LOCKED, NULL);
  return TRUE;
}

/* A coordinator names the assignment that they answer, so that no answer to one expert reaches the
 * next. */
static gboolean
judge_coordinator (EdRuling *ruling)
{
  if (g_strcmp0 (ruling->case_->assignment_id, ruling->command->assignment_id) != 0)
    return ed_ruling_refuse (ruling, ED_REFUSAL_ALREADY_ASSIGNED, NULL);
  if (ruling->args->handover == 1)
    return ed_ruling_refuse (ruling, ED_REFUSAL_INVALID, "handover");
  return TRUE;
}

gboolean
ed_rule_message_send (EdRuling *ruling)
{
  if (ed_message_author (ruling->case_, ruling->circumstances) == ED_AUTHOR_EXPERT
      && g_strcmp0 (ruling->case_->assignment_id, ruling->command->assignment_id) == 0)
    return judge_expert (ruling);
  return judge_coordinator (ruling);
}
