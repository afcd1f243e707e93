/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/take-back.h"

/* What is not refused has no word that anybody writes. */
const EdChoice ed_take_back_choices[] = {
  [ED_TAKE_BACK_MAY] = { "may", NULL },         [ED_TAKE_BACK_UNKNOWN] = { "unknown", NULL },
  [ED_TAKE_BACK_FOREIGN] = { "foreign", NULL }, [ED_TAKE_BACK_ASSIGNED] = { "assigned", NULL },
  [ED_TAKE_BACK_CHANGED] = { "changed", NULL }, { NULL, NULL },
};

/* Everything that is done with a case is one of its events; what is looked at besides is what
 * nobody may lose if that were not so. */
static gboolean
is_as_recorded (const EdCase *case_)
{
  return case_->events->len == 1 && case_->sessions->len == 0 && case_->attempts->len == 0
         && case_->documents->len == 0 && case_->closing == NULL && case_->approval == NULL;
}

static gboolean
was_ever_assigned (const EdCase *case_)
{
  return case_->state != ED_CASE_RECORDED || case_->assignment_id != NULL
         || case_->assignments->len > 0 || case_->declined->len > 0;
}

EdTakeBackVerdict
ed_case_judge_take_back (const EdCase *case_, const char *account)
{
  const EdEvent *first;

  if (case_ == NULL)
    return ED_TAKE_BACK_UNKNOWN;
  first = case_->events->len > 0 ? case_->events->pdata[0] : NULL;
  if (first == NULL || first->what != ED_EVENT_RECORDED || g_strcmp0 (first->by, account) != 0)
    return ED_TAKE_BACK_FOREIGN;
  if (was_ever_assigned (case_))
    return ED_TAKE_BACK_ASSIGNED;
  return is_as_recorded (case_) ? ED_TAKE_BACK_MAY : ED_TAKE_BACK_CHANGED;
}
