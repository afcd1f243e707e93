/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A response that came after its expert had lost the request: a coordinator may take it over. */

#include "domain/late-work.h"

#include "domain/beginning.h"

/* Whether it was written to the question that is open now. */
static gboolean
is_to_the_point (const EdRequest *request, const EdRequestAssignment *ended)
{
  const EdRequestRound *round = ed_request_round (request);
  gint64 asked = round == NULL ? ED_ABSENT : ed_receipt (round->at, round->at_received_at);

  return asked != ED_ABSENT && asked <= ended->to;
}

gboolean
ed_request_can_take_late (const EdRequest *request, const EdCommand *kept)
{
  const EdRequestAssignment *ended = ed_request_find_ended (request, kept->assignment_id);

  switch (request->state)
    {
    case ED_REQUEST_ASSIGNED:
    case ED_REQUEST_IN_PROGRESS:
    case ED_REQUEST_UNDER_REVIEW:
      return g_strcmp0 (request->assignment_id, kept->assignment_id) == 0
             || (ended != NULL && is_to_the_point (request, ended));
    default:
      return FALSE;
    }
}

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static EdResponseDraft *
copy_draft (const EdResponseDraft *draft)
{
  return draft == NULL ? NULL : ed_record_copy (&ed_response_draft_type, draft);
}

static void
put_draft (EdResponseDraft **place, const EdResponseDraft *draft)
{
  ed_record_free (&ed_response_draft_type, *place);
  *place = copy_draft (draft);
}

/* REQUEST as its expert of ENDED had it. */
static EdRequest *
go_back (const EdRequest *request, const EdRequestAssignment *ended)
{
  EdRequest *then = ed_request_copy (request);

  then->state = ED_REQUEST_IN_PROGRESS;
  replace (&then->assignment_id, ended->id);
  replace (&then->expert_id, ended->expert_id);
  replace (&then->expert_name, ended->expert_name);
  then->assigned_at = ended->from;
  put_draft (&then->draft, ended->draft);
  return then;
}

/* What was written is the request's, whoever has it now. */
static void
take_words (EdRequest *request, EdRequest *then, EdRequestAssignment *ended)
{
  gboolean is_sent = then->state == ED_REQUEST_UNDER_REVIEW;

  put_draft (ended != NULL ? &ended->draft : &request->draft, then->draft);
  g_ptr_array_unref (request->versions);
  request->versions = g_ptr_array_ref (then->versions);
  g_ptr_array_unref (request->events);
  request->events = g_ptr_array_ref (then->events);
  if (!is_sent)
    return;
  request->state = ED_REQUEST_UNDER_REVIEW;
  ed_record_free (&ed_request_return_type, request->returned);
  request->returned = NULL;
}

gboolean
ed_request_accept_late (EdRequest *request,
                        const EdCommand *kept,
                        const EdRequestCircumstances *circumstances,
                        EdRefusal *refusal)
{
  EdRequestAssignment *ended = ed_request_find_ended (request, kept->assignment_id);
  EdRequest *then;
  gboolean accepted;

  *refusal = (EdRefusal){ ED_REFUSAL_WRONG_STATE, NULL };
  if (!ed_request_can_take_late (request, kept))
    return FALSE;
  then = ended != NULL ? go_back (request, ended) : ed_request_copy (request);
  accepted = ed_request_apply (&then, kept, circumstances, refusal);
  if (accepted)
    take_words (request, then, ended);
  ed_request_free (then);
  return accepted;
}
