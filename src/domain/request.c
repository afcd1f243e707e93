/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/request.h"

#include <string.h>

#include "domain/record-table.h"

#define NAME 200
#define NOTE 4000
#define REQUIRED ED_FIELD_REQUIRED

const EdChoice ed_request_state_choices[] = {
  [ED_REQUEST_UNASSIGNED] = { "unassigned", N_ ("Unassigned") },
  [ED_REQUEST_ASSIGNED] = { "assigned", N_ ("Assigned") },
  [ED_REQUEST_IN_PROGRESS] = { "in_progress", N_ ("In progress") },
  [ED_REQUEST_UNDER_REVIEW] = { "under_review", N_ ("Under review") },
  [ED_REQUEST_COMPLETED] = { "completed", N_ ("Completed") },
  [ED_REQUEST_CANCELLED] = { "cancelled", N_ ("Cancelled") },
  [ED_REQUEST_SENT] = { "sent", N_ ("Sent") },
  [ED_REQUEST_IN_WORK] = { "in_work", N_ ("In work") },
  [ED_REQUEST_ANSWERED] = { "answered", N_ ("Answered") },
  { NULL, NULL },
};

const EdChoice ed_request_status_choices[] = {
  [ED_REQUEST_STATUS_OPEN] = { "open", N_ ("Open") },
  [ED_REQUEST_STATUS_IN_PROGRESS] = { "in_progress", N_ ("In progress") },
  [ED_REQUEST_STATUS_UNDER_REVIEW] = { "under_review", N_ ("Under review") },
  [ED_REQUEST_STATUS_COMPLETED] = { "completed", N_ ("Completed") },
  { NULL, NULL },
};

const EdChoice ed_version_kind_choices[] = {
  [ED_VERSION_SENT] = { "sent", N_ ("Response sent") },
  [ED_VERSION_ADJUSTED] = { "adjusted", N_ ("Response adjusted") },
  { NULL, NULL },
};

const EdChoice ed_sharing_end_choices[] = {
  [ED_SHARING_REVOKED] = { "revoked", N_ ("No longer shared") },
  [ED_SHARING_EXPIRED] = { "expired", N_ ("Sharing expired") },
  { NULL, NULL },
};

const EdChoice ed_request_end_choices[] = {
  [ED_REQUEST_END_REASSIGNED] = { "reassigned", N_ ("Reassigned") },
  [ED_REQUEST_END_HANDED_BACK] = { "handed_back", N_ ("Handed back") },
  { NULL, NULL },
};

const EdChoice ed_request_event_choices[] = {
  [ED_REQUEST_EVENT_SENT] = { "sent", N_ ("Request sent") },
  [ED_REQUEST_EVENT_ASKED_AGAIN] = { "asked_again", N_ ("Asked again") },
  [ED_REQUEST_EVENT_SHARED] = { "shared", N_ ("Document shared") },
  [ED_REQUEST_EVENT_REVOKED] = { "revoked", N_ ("Document no longer shared") },
  [ED_REQUEST_EVENT_EXPIRED] = { "expired", N_ ("Sharing of a document expired") },
  [ED_REQUEST_EVENT_CANCELLED] = { "cancelled", N_ ("Request cancelled") },
  [ED_REQUEST_EVENT_ASSIGNED] = { "assigned", N_ ("Expert assigned") },
  [ED_REQUEST_EVENT_HANDED_BACK] = { "handed_back", N_ ("Handed back") },
  [ED_REQUEST_EVENT_STARTED] = { "started", N_ ("Response begun") },
  [ED_REQUEST_EVENT_RESPONDED] = { "responded", N_ ("Response sent for review") },
  [ED_REQUEST_EVENT_ADJUSTED] = { "adjusted", N_ ("Response adjusted") },
  [ED_REQUEST_EVENT_RETURNED] = { "returned", N_ ("Response returned") },
  [ED_REQUEST_EVENT_APPROVED] = { "approved", N_ ("Response approved") },
  { NULL, NULL },
};

static const EdField document_fields[] = {
  ED_ID (EdRequestDocument, id, REQUIRED, NULL),
  ED_TEXT (EdRequestDocument, name, REQUIRED | ED_FIELD_SENSITIVE, N_ ("Name"), 255),
  ED_TEXT (EdRequestDocument, type, REQUIRED, NULL, 100),
  ED_INTEGER (EdRequestDocument, size, REQUIRED, N_ ("Size"), 0, G_MAXINT64),
  ED_TEXT (EdRequestDocument, sha256, REQUIRED, NULL, 64),
  ED_INSTANT (EdRequestDocument, at, 0, NULL),
  ED_ID (EdRequestDocument, by, 0, NULL),
  ED_DATE (EdRequestDocument, expires, 0, N_ ("Shared until")),
  ED_CHOICE (EdRequestDocument, ended, 0, NULL, ed_sharing_end_choices),
  ED_INSTANT (EdRequestDocument, ended_at, 0, NULL),
};

static const EdField round_fields[] = {
  ED_ID (EdRequestRound, id, REQUIRED, NULL),
  ED_TEXT (EdRequestRound,
           question,
           REQUIRED | ED_FIELD_MULTILINE | ED_FIELD_SENSITIVE,
           N_ ("Question"),
           ED_QUESTION_LENGTH),
  ED_INSTANT (EdRequestRound, at, REQUIRED, NULL),
  ED_INSTANT (EdRequestRound, at_received_at, 0, NULL),
  ED_ID (EdRequestRound, answer, 0, NULL),
  ED_INSTANT (EdRequestRound, answered_at, 0, N_ ("Answered")),
};

static const EdField draft_fields[] = {
  ED_TEXT (EdResponseDraft,
           text,
           ED_FIELD_MULTILINE | ED_FIELD_SENSITIVE,
           N_ ("Response"),
           ED_RESPONSE_LENGTH),
  ED_RECORDS (EdResponseDraft, documents, 0, &ed_request_document_type),
  ED_INSTANT (EdResponseDraft, at, REQUIRED, NULL),
  ED_INSTANT (EdResponseDraft, at_received_at, 0, NULL),
};

static const EdField version_fields[] = {
  ED_ID (EdResponseVersion, id, REQUIRED, NULL),
  ED_ID (EdResponseVersion, round_id, REQUIRED, NULL),
  ED_ID (EdResponseVersion, assignment_id, 0, NULL),
  ED_CHOICE (EdResponseVersion, kind, 0, NULL, ed_version_kind_choices),
  ED_TEXT (EdResponseVersion,
           text,
           REQUIRED | ED_FIELD_MULTILINE | ED_FIELD_SENSITIVE,
           N_ ("Response"),
           ED_RESPONSE_LENGTH),
  ED_RECORDS (EdResponseVersion, documents, 0, &ed_request_document_type),
  ED_ID (EdResponseVersion, by, 0, NULL),
  ED_TEXT (EdResponseVersion, by_name, 0, NULL, NAME),
  ED_INSTANT (EdResponseVersion, at, 0, NULL),
  ED_INSTANT (EdResponseVersion, at_received_at, 0, NULL),
  ED_INSTANT (EdResponseVersion, approved_at, 0, N_ ("Approved")),
  ED_ID (EdResponseVersion, approved_by, 0, NULL),
};

static const EdField return_fields[] = {
  ED_INSTANT (EdRequestReturn, at, REQUIRED, NULL),
  ED_ID (EdRequestReturn, by, 0, NULL),
  ED_TEXT (EdRequestReturn, by_name, 0, NULL, NAME),
  ED_ID (EdRequestReturn, version, REQUIRED, NULL),
  ED_TEXT (EdRequestReturn, note, ED_FIELD_MULTILINE | ED_FIELD_SENSITIVE, N_ ("Note"), NOTE),
};

static const EdField assignment_fields[] = {
  ED_ID (EdRequestAssignment, id, REQUIRED, NULL),
  ED_ID (EdRequestAssignment, expert_id, REQUIRED, NULL),
  ED_TEXT (EdRequestAssignment, expert_name, 0, N_ ("Expert"), NAME),
  ED_INSTANT (EdRequestAssignment, from, 0, NULL),
  ED_INSTANT (EdRequestAssignment, to, 0, NULL),
  ED_CHOICE (EdRequestAssignment, ended, 0, NULL, ed_request_end_choices),
  ED_TEXT (EdRequestAssignment, reason, ED_FIELD_MULTILINE, N_ ("Reason"), NOTE),
  ED_RECORD (EdRequestAssignment, draft, 0, &ed_response_draft_type),
};

static const EdField event_fields[] = {
  ED_INSTANT (EdRequestEvent, at, REQUIRED, NULL),
  ED_CHOICE (EdRequestEvent, what, REQUIRED, NULL, ed_request_event_choices),
  ED_ID (EdRequestEvent, by, 0, NULL),
  ED_ID (EdRequestEvent, assignment_id, 0, NULL),
};

static const EdField request_fields[] = {
  ED_ID (EdRequest, id, REQUIRED, NULL),
  ED_INTEGER (EdRequest, number, 0, N_ ("Request"), 1, G_MAXINT64),
  ED_CHOICE (EdRequest, state, REQUIRED, N_ ("Status"), ed_request_state_choices),
  ED_TEXT (EdRequest, subject, REQUIRED | ED_FIELD_SENSITIVE, N_ ("Subject"), NAME),
  ED_TEXT (EdRequest, case_reference, ED_FIELD_SENSITIVE, N_ ("Case"), NAME),
  ED_BOOLEAN (EdRequest, urgent, 0, N_ ("Urgent")),
  ED_DATE (EdRequest, due, 0, N_ ("Due")),
  ED_ID (EdRequest, recipient_id, 0, N_ ("Recipient")),
  ED_TEXT (EdRequest, recipient_name, 0, N_ ("Recipient"), NAME),
  ED_ID (EdRequest, sender_id, REQUIRED, N_ ("Sender")),
  ED_TEXT (EdRequest, sender_name, 0, N_ ("Sender"), NAME),
  ED_INSTANT (EdRequest, sent_at, REQUIRED, N_ ("Sent")),
  ED_INSTANT (EdRequest, sent_received_at, 0, NULL),
  ED_ID (EdRequest, assignment_id, 0, NULL),
  ED_ID (EdRequest, expert_id, 0, NULL),
  ED_TEXT (EdRequest, expert_name, 0, N_ ("Expert"), NAME),
  ED_INSTANT (EdRequest, assigned_at, 0, N_ ("Assigned")),
  ED_ID (EdRequest, assigned_by, 0, NULL),
  ED_TEXT (EdRequest, assigned_by_name, 0, N_ ("Assigned by"), NAME),
  ED_INSTANT (EdRequest, cancelled_at, 0, N_ ("Cancelled")),
  ED_INSTANT (EdRequest, completed_at, 0, N_ ("Completed")),
  ED_RECORDS (EdRequest, rounds, 0, &ed_request_round_type),
  ED_RECORDS (EdRequest, documents, 0, &ed_request_document_type),
  ED_RECORD (EdRequest, draft, 0, &ed_response_draft_type),
  ED_RECORDS (EdRequest, versions, 0, &ed_response_version_type),
  ED_RECORD (EdRequest, returned, 0, &ed_request_return_type),
  ED_RECORDS (EdRequest, assignments, ED_FIELD_STAFF, &ed_request_assignment_type),
  ED_RECORDS (EdRequest, events, 0, &ed_request_event_type),
};

const EdRecordType ed_request_document_type =
    ED_RECORD_TYPE ("request_document", EdRequestDocument, document_fields);
const EdRecordType ed_request_round_type = ED_RECORD_TYPE ("round", EdRequestRound, round_fields);
const EdRecordType ed_response_draft_type = ED_RECORD_TYPE ("draft", EdResponseDraft, draft_fields);
const EdRecordType ed_response_version_type =
    ED_RECORD_TYPE ("version", EdResponseVersion, version_fields);
const EdRecordType ed_request_return_type =
    ED_RECORD_TYPE ("request_return", EdRequestReturn, return_fields);
const EdRecordType ed_request_assignment_type =
    ED_RECORD_TYPE ("request_assignment", EdRequestAssignment, assignment_fields);
const EdRecordType ed_request_event_type =
    ED_RECORD_TYPE ("request_event", EdRequestEvent, event_fields);
const EdRecordType ed_request_type = ED_RECORD_TYPE ("request", EdRequest, request_fields);

EdRequest *
ed_request_new (void)
{
  return ed_record_new (&ed_request_type);
}

void
ed_request_free (EdRequest *self)
{
  ed_record_free (&ed_request_type, self);
}

EdRequest *
ed_request_copy (const EdRequest *self)
{
  return ed_record_copy (&ed_request_type, self);
}

EdRequestState
ed_request_state_for_sender (EdRequestState state)
{
  switch (state)
    {
    case ED_REQUEST_UNASSIGNED:
      return ED_REQUEST_SENT;
    case ED_REQUEST_ASSIGNED:
    case ED_REQUEST_IN_PROGRESS:
    case ED_REQUEST_UNDER_REVIEW:
      return ED_REQUEST_IN_WORK;
    case ED_REQUEST_COMPLETED:
      return ED_REQUEST_ANSWERED;
    case ED_REQUEST_CANCELLED:
    case ED_REQUEST_SENT:
    case ED_REQUEST_IN_WORK:
    case ED_REQUEST_ANSWERED:
      return state;
    }
  g_return_val_if_reached (ED_REQUEST_SENT);
}

EdRequestStatus
ed_request_status (EdRequestState state)
{
  switch (state)
    {
    case ED_REQUEST_UNASSIGNED:
    case ED_REQUEST_ASSIGNED:
    case ED_REQUEST_SENT:
      return ED_REQUEST_STATUS_OPEN;
    case ED_REQUEST_IN_PROGRESS:
    case ED_REQUEST_IN_WORK:
      return ED_REQUEST_STATUS_IN_PROGRESS;
    case ED_REQUEST_UNDER_REVIEW:
      return ED_REQUEST_STATUS_UNDER_REVIEW;
    case ED_REQUEST_COMPLETED:
    case ED_REQUEST_CANCELLED:
    case ED_REQUEST_ANSWERED:
      return ED_REQUEST_STATUS_COMPLETED;
    }
  g_return_val_if_reached (ED_REQUEST_STATUS_OPEN);
}

gboolean
ed_request_event_is_turn (EdRequestEventKind what)
{
  switch (what)
    {
    case ED_REQUEST_EVENT_SENT:
    case ED_REQUEST_EVENT_ASKED_AGAIN:
    case ED_REQUEST_EVENT_CANCELLED:
    case ED_REQUEST_EVENT_ASSIGNED:
    case ED_REQUEST_EVENT_HANDED_BACK:
    case ED_REQUEST_EVENT_RESPONDED:
    case ED_REQUEST_EVENT_RETURNED:
    case ED_REQUEST_EVENT_APPROVED:
      return TRUE;
    case ED_REQUEST_EVENT_SHARED:
    case ED_REQUEST_EVENT_REVOKED:
    case ED_REQUEST_EVENT_EXPIRED:
    case ED_REQUEST_EVENT_STARTED:
    case ED_REQUEST_EVENT_ADJUSTED:
    default:
      return FALSE;
    }
}

gboolean
ed_request_is_open (const EdRequest *self)
{
  return ed_request_status (self->state) != ED_REQUEST_STATUS_COMPLETED;
}

EdRequestRound *
ed_request_round (const EdRequest *self)
{
  return self->rounds->len > 0 ? self->rounds->pdata[self->rounds->len - 1] : NULL;
}

EdResponseVersion *
ed_request_latest_version (const EdRequest *self)
{
  const EdRequestRound *round = ed_request_round (self);

  for (guint i = self->versions->len; round != NULL && i > 0; i--)
    {
      EdResponseVersion *version = self->versions->pdata[i - 1];

      if (g_strcmp0 (version->round_id, round->id) == 0)
        return version;
    }
  return NULL;
}

EdResponseVersion *
ed_request_find_version (const EdRequest *self, const char *id)
{
  for (guint i = 0; i < self->versions->len; i++)
    {
      EdResponseVersion *version = self->versions->pdata[i];

      if (g_strcmp0 (version->id, id) == 0)
        return version;
    }
  return NULL;
}

EdRequestDocument *
ed_request_document_find (const GPtrArray *documents, const char *id)
{
  for (guint i = 0; i < documents->len; i++)
    {
      EdRequestDocument *document = documents->pdata[i];

      if (g_strcmp0 (document->id, id) == 0)
        return document;
    }
  return NULL;
}

static void
add_documents (GPtrArray *list, const GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      EdRequestDocument *document = documents->pdata[i];

      if (document->ended == ED_ABSENT && ed_request_document_find (list, document->id) == NULL)
        g_ptr_array_add (list, document);
    }
}

EdRequestAssignment *
ed_request_find_ended (const EdRequest *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->assignments->len; i++)
    {
      EdRequestAssignment *ended = self->assignments->pdata[i];

      if (strcmp (ended->id, id) == 0)
        return ended;
    }
  return NULL;
}

GPtrArray *
ed_request_list_documents (const EdRequest *self)
{
  GPtrArray *list = g_ptr_array_new ();

  add_documents (list, self->documents);
  for (guint i = 0; i < self->versions->len; i++)
    add_documents (list, ((EdResponseVersion *) self->versions->pdata[i])->documents);
  for (guint i = 0; i < self->assignments->len; i++)
    {
      const EdRequestAssignment *ended = self->assignments->pdata[i];

      if (ended->draft != NULL)
        add_documents (list, ended->draft->documents);
    }
  if (self->draft != NULL)
    add_documents (list, self->draft->documents);
  return list;
}
