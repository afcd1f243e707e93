/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Handing a request to an expert, their response, its review, and the chat of those two. */

#include "domain/request-ruling.h"

#include "base/plant.h"

#include <string.h>

void
ed_request_end_assignment (EdRequest *request, EdRequestEnd ended, gint64 to)
{
  static const char *const of_assignment[] = {
    "assignment_id", "expert_id",        "expert_name", "assigned_at",
    "assigned_by",   "assigned_by_name", "returned",
  };
  EdRequestAssignment *assignment;

  if (request->assignment_id == NULL)
    return;
  assignment = ed_record_new (&ed_request_assignment_type);
  assignment->id = g_strdup (request->assignment_id);
  assignment->expert_id = g_strdup (request->expert_id);
  assignment->expert_name = g_strdup (request->expert_name);
  assignment->from = request->assigned_at;
  assignment->to = to;
  assignment->ended = ended;
  assignment->draft = g_steal_pointer (&request->draft);
  g_ptr_array_add (request->assignments, assignment);
  for (guint i = 0; i < G_N_ELEMENTS (of_assignment); i++)
    ed_field_clear (ed_record_type_find (&ed_request_type, of_assignment[i]), request);
}

/* Who takes a request from an expert names the assignment that they mean to end, so that of two
 * coordinators the later one does not overrun the earlier. */
static gboolean
check_former (EdRequestRuling *ruling)
{
  const char *open = ruling->request->assignment_id;

  if (g_strcmp0 (open, ruling->command->assignment_id) == 0)
    return TRUE;
  return ed_request_refuse (ruling,
                            open != NULL ? ED_REFUSAL_ALREADY_ASSIGNED : ED_REFUSAL_WRONG_STATE,
                            NULL);
}

gboolean
ed_rule_request_assign (EdRequestRuling *ruling)
{
  const EdRequestCircumstances *circumstances = ruling->circumstances;
  const EdAccount *expert = circumstances->expert;
  EdRequest *request = ruling->request;

  if (!check_former (ruling))
    return FALSE;
  if (expert == NULL || g_strcmp0 (expert->id, ruling->args->expert) != 0
      || !ed_request_takes_expert (request, expert))
    return ed_request_refuse (ruling, ED_REFUSAL_EXPERT_NOT_SUITABLE, "expert");
  ed_request_end_assignment (request, ED_REQUEST_END_REASSIGNED, circumstances->received_at);
  request->state = ED_REQUEST_ASSIGNED;
  request->assignment_id = g_strdup (ruling->command->id);
  request->expert_id = g_strdup (expert->id);
  request->expert_name = g_strdup (expert->name);
  request->assigned_at = circumstances->received_at;
  request->assigned_by = g_strdup (circumstances->account_id);
  request->assigned_by_name = g_strdup (circumstances->account_name);
  return ed_request_record (ruling, ED_REQUEST_EVENT_ASSIGNED, FALSE);
}

gboolean
ed_rule_request_hand_back (EdRequestRuling *ruling)
{
  EdRequest *request = ruling->request;
  EdRequestAssignment *ended;

  if (ruling->args->why == NULL)
    return ed_request_refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "reason");
  ed_request_record (ruling, ED_REQUEST_EVENT_HANDED_BACK, FALSE);
  ed_request_end_assignment (request,
                             ED_REQUEST_END_HANDED_BACK,
                             ruling->circumstances->received_at);
  ended = request->assignments->pdata[request->assignments->len - 1];
  ended->reason = g_strdup (ruling->args->why);
  request->state = ED_REQUEST_UNASSIGNED;
  return TRUE;
}

/* A coordinator names the assignment that they write to, so that no word to one expert reaches the
 * next; the expert's own was looked at before. */
gboolean
ed_rule_internal_send (EdRequestRuling *ruling)
{
  return g_strcmp0 (ruling->request->assignment_id, ruling->command->assignment_id) == 0
         || ed_request_refuse (ruling, ED_REFUSAL_ALREADY_ASSIGNED, NULL);
}

/* The documents of a response: new files, or what the expert had in a draft or version before. */
static GPtrArray *
take_own_documents (EdRequestRuling *ruling)
{
  const EdRequest *request = ruling->request;
  g_autoptr (GPtrArray) held = g_ptr_array_new ();

  if (request->draft != NULL)
    g_ptr_array_add (held, request->draft->documents);
  for (guint i = 0; i < request->versions->len; i++)
    {
      const EdResponseVersion *version = request->versions->pdata[i];

      if (g_strcmp0 (version->assignment_id, request->assignment_id) == 0)
        g_ptr_array_add (held, version->documents);
    }
  g_ptr_array_add (held, NULL);
  return ed_request_take_documents (ruling,
                                    (const GPtrArray *const *) held->pdata,
                                    ED_FILE_RESPONSE);
}

gboolean
ed_rule_response_draft (EdRequestRuling *ruling)
{
  EdRequest *request = ruling->request;
  g_autoptr (GPtrArray) documents = take_own_documents (ruling);
  gboolean is_first = request->draft == NULL && request->state == ED_REQUEST_ASSIGNED;
  EdResponseDraft *draft;

  if (documents == NULL)
    return FALSE;
  draft = ed_record_new (&ed_response_draft_type);
  draft->text = g_strdup (ruling->args->text);
  draft->at = ruling->circumstances->at;
  draft->at_received_at = ruling->circumstances->received_at;
  g_clear_pointer (&draft->documents, g_ptr_array_unref);
  draft->documents = g_steal_pointer (&documents);
  ed_record_free (&ed_response_draft_type, request->draft);
  request->draft = draft;
  request->state = ED_REQUEST_IN_PROGRESS;
  return !is_first || ed_request_record (ruling, ED_REQUEST_EVENT_STARTED, FALSE);
}

static EdResponseVersion *
add_version (EdRequestRuling *ruling, const char *id, EdVersionKind kind, GPtrArray *documents)
{
  EdResponseVersion *version = ed_record_new (&ed_response_version_type);

  version->id = g_strdup (id);
  version->round_id = g_strdup (ed_request_round (ruling->request)->id);
  version->assignment_id = g_strdup (ruling->request->assignment_id);
  version->kind = kind;
  version->text = g_strdup (ruling->args->text);
  version->by = g_strdup (ruling->circumstances->account_id);
  version->by_name = g_strdup (ruling->circumstances->account_name);
  version->at = ruling->circumstances->at;
  version->at_received_at = ruling->circumstances->received_at;
  g_clear_pointer (&version->documents, g_ptr_array_unref);
  version->documents = g_ptr_array_ref (documents);
  g_ptr_array_add (ruling->request->versions, version);
  return version;
}

gboolean
ed_rule_response_send (EdRequestRuling *ruling)
{
  EdRequest *request = ruling->request;
  g_autoptr (GPtrArray) documents = NULL;

  if (ed_request_find_version (request, ruling->args->version) != NULL)
    return ed_request_refuse (ruling, ED_REFUSAL_INVALID, "version");
  documents = take_own_documents (ruling);
  if (documents == NULL)
    return FALSE;
  add_version (ruling, ruling->args->version, ED_VERSION_SENT, documents);
  ed_field_clear (ed_record_type_find (&ed_request_type, "draft"), request);
  ed_field_clear (ed_record_type_find (&ed_request_type, "returned"), request);
  request->state = ED_REQUEST_UNDER_REVIEW;
  return ed_request_record (ruling, ED_REQUEST_EVENT_RESPONDED, FALSE);
}

/* The version that the command decides on, if that is still the latest. */
static EdResponseVersion *
find_reviewed (EdRequestRuling *ruling)
{
  EdResponseVersion *version = ed_request_latest_version (ruling->request);

  if (version != NULL && g_strcmp0 (version->id, ruling->args->version) == 0)
    return version;
  ed_request_refuse (ruling, ED_REFUSAL_WRONG_STATE, "version");
  return NULL;
}

/* The version under review as the args would have it: a new one; NULL when refused. */
static EdResponseVersion *
adjust (EdRequestRuling *ruling, const EdResponseVersion *reviewed)
{
  const GPtrArray *held[] = { reviewed->documents, NULL };
  g_autoptr (GPtrArray) documents = ed_request_take_documents (ruling, held, ED_FILE_RESPONSE);
  EdResponseVersion *adjusted;

  if (documents == NULL)
    return NULL;
  adjusted = add_version (ruling, ruling->command->id, ED_VERSION_ADJUSTED, documents);
  ed_request_record (ruling, ED_REQUEST_EVENT_ADJUSTED, FALSE);
  return adjusted;
}

gboolean
ed_rule_response_adjust (EdRequestRuling *ruling)
{
  const EdResponseVersion *reviewed = find_reviewed (ruling);

  return reviewed != NULL && adjust (ruling, reviewed) != NULL;
}

/* With a text the response is adjusted first; files alone say nothing. */
gboolean
ed_rule_request_approve (EdRequestRuling *ruling)
{
  const EdRequestCircumstances *circumstances = ruling->circumstances;
  EdResponseVersion *version = find_reviewed (ruling);
  EdRequestRound *round = ed_request_round (ruling->request);

  if (version == NULL)
    return FALSE;
  if (ruling->args->text == NULL && ruling->args->documents != NULL)
    return ed_request_refuse (ruling, ED_REFUSAL_INVALID, "text");
  if (ruling->args->text != NULL)
    version = ed_request_has_room (ruling, 1) ? adjust (ruling, version) : NULL;
  if (version == NULL)
    return FALSE;
  if (ED_PLANT (approval_changes_the_text))
    {
      const EdResponseVersion *first = ruling->request->versions->pdata[0];
      char *text = g_strdup (first->text);

      g_free (version->text);
      version->text = text;
    }
  version->approved_at = circumstances->at;
  version->approved_by = g_strdup (circumstances->account_id);
  round->answer = g_strdup (version->id);
  round->answered_at = circumstances->at;
  ruling->request->completed_at = circumstances->at;
  ruling->request->state = ED_REQUEST_COMPLETED;
  return ed_request_record (ruling, ED_REQUEST_EVENT_APPROVED, FALSE);
}

gboolean
ed_rule_request_return (EdRequestRuling *ruling)
{
  EdRequestReturn *returned;

  if (ruling->args->note == NULL)
    return ed_request_refuse (ruling, ED_REFUSAL_REASON_REQUIRED, "note");
  if (find_reviewed (ruling) == NULL)
    return FALSE;
  returned = ed_record_new (&ed_request_return_type);
  returned->at = ruling->circumstances->at;
  returned->by = g_strdup (ruling->circumstances->account_id);
  returned->by_name = g_strdup (ruling->circumstances->account_name);
  returned->version = g_strdup (ruling->args->version);
  returned->note = g_strdup (ruling->args->note);
  ed_record_free (&ed_request_return_type, ruling->request->returned);
  ruling->request->returned = returned;
  ruling->request->state = ED_REQUEST_IN_PROGRESS;
  return ed_request_record (ruling, ED_REQUEST_EVENT_RETURNED, FALSE);
}
