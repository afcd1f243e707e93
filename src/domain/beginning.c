/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases and requests are kept for so long after they were approved, answered or cancelled, and
 * erased then: a clock that was wrong must not make one older than it can be. */

#include "domain/beginning.h"

gint64
ed_receipt (gint64 at, gint64 received_at)
{
  return received_at != ED_ABSENT ? received_at : at;
}

/* --- cases ------------------------------------------------------------------------------------ */

/* Since when there was what COMMAND decides on; ED_ABSENT: it decides on nothing. */
static gint64
find_decided_of_case (const EdCase *case_, const EdCommand *command)
{
  const EdClosing *closing = case_->closing;

  if (command->type == ED_COMMAND_CASE_REOPEN && case_->approval != NULL)
    return case_->approval->at;
  if (closing == NULL
      || (command->type != ED_COMMAND_CASE_APPROVE && command->type != ED_COMMAND_CASE_RETURN))
    return ED_ABSENT;
  return ed_receipt (closing->at, closing->at_received_at);
}

gint64
ed_case_beginning (const EdCase *case_, const EdCommand *command)
{
  const EdAssignment *ended;
  gint64 decided;

  if (case_ == NULL || command->type == ED_COMMAND_CASE_CREATE)
    return ED_ABSENT;
  decided = find_decided_of_case (case_, command);
  if (decided != ED_ABSENT)
    return decided;
  ended = ed_case_find_ended (case_, command->assignment_id);
  if (ended != NULL)
    return ended->from;
  if (command->assignment_id != NULL
      && g_strcmp0 (case_->assignment_id, command->assignment_id) == 0)
    return case_->assigned_at;
  return case_->recorded_at;
}

/* --- requests --------------------------------------------------------------------------------- */

/* Since when there was what COMMAND decides on; ED_ABSENT: it decides on nothing. */
static gint64
find_decided_of_request (const EdRequest *request, const EdCommand *command)
{
  const EdResponseVersion *version = ed_request_latest_version (request);

  if (command->type == ED_COMMAND_REQUEST_ASK_AGAIN)
    return request->completed_at;
  if (version == NULL
      || (command->type != ED_COMMAND_REQUEST_APPROVE && command->type != ED_COMMAND_REQUEST_RETURN
          && command->type != ED_COMMAND_RESPONSE_ADJUST))
    return ED_ABSENT;
  return ed_receipt (version->at, version->at_received_at);
}

/* When the assignment that COMMAND names began, open or ended; ED_ABSENT: it names none. */
static gint64
find_assigned (const EdRequest *request, const EdCommand *command)
{
  const char *id = command->assignment_id;
  const EdRequestAssignment *ended = ed_request_find_ended (request, id);

  if (ended != NULL)
    return ended->from;
  return id != NULL && g_strcmp0 (request->assignment_id, id) == 0 ? request->assigned_at
                                                                   : ED_ABSENT;
}

gint64
ed_request_beginning (const EdRequest *request, const EdCommand *command)
{
  const EdRequestRound *round;
  gint64 found;

  if (request == NULL || command->type == ED_COMMAND_REQUEST_CREATE)
    return ED_ABSENT;
  found = find_decided_of_request (request, command);
  if (found == ED_ABSENT)
    found = find_assigned (request, command);
  if (found != ED_ABSENT)
    return found;
  round = ed_request_round (request);
  if (round == NULL)
    return ED_ABSENT;
  /* What was done offline since it was asked was done then; from when it was cancelled it is kept
   * for so long. */
  return command->type == ED_COMMAND_REQUEST_CANCEL ? ed_receipt (round->at, round->at_received_at)
                                                    : round->at;
}
