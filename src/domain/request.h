/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"
#include "domain/record.h"

/* One request of a case manager to the expert centre, whole: the aggregate that the server keeps,
 * and, with things left out, the view that each audience gets (domain/request-view.h). Facts only.
 *
 * Its life: unassigned → assigned → in progress (a draft was saved, or the response was returned) →
 * under review → completed; "ask again" begins another round with the same expert; the sender may
 * cancel until the answer is approved. Source: article "Managing as an Expert". */

typedef enum
{
  ED_REQUEST_UNASSIGNED,
  ED_REQUEST_ASSIGNED,
  ED_REQUEST_IN_PROGRESS,
  ED_REQUEST_UNDER_REVIEW,
  ED_REQUEST_COMPLETED,
  ED_REQUEST_CANCELLED, /* the sender's view says this too */
  /* What the sender's view says instead of the others. */
  ED_REQUEST_SENT,
  ED_REQUEST_IN_WORK,
  ED_REQUEST_ANSWERED,
} EdRequestState;

/* What the overview filters by. */
typedef enum
{
  ED_REQUEST_STATUS_OPEN, /* unassigned, assigned */
  ED_REQUEST_STATUS_IN_PROGRESS,
  ED_REQUEST_STATUS_UNDER_REVIEW,
  ED_REQUEST_STATUS_COMPLETED, /* cancelled ones too */
} EdRequestStatus;

typedef enum
{
  ED_VERSION_SENT,     /* as the expert sent it */
  ED_VERSION_ADJUSTED, /* by a coordinator, during review */
} EdVersionKind;

typedef enum
{
  ED_SHARING_REVOKED,
  ED_SHARING_EXPIRED,
} EdSharingEnd;

typedef enum
{
  ED_REQUEST_END_REASSIGNED,
  ED_REQUEST_END_HANDED_BACK,
} EdRequestEnd;

typedef enum
{
  ED_REQUEST_EVENT_SENT,
  ED_REQUEST_EVENT_ASKED_AGAIN,
  ED_REQUEST_EVENT_SHARED,
  ED_REQUEST_EVENT_REVOKED,
  ED_REQUEST_EVENT_EXPIRED,
  ED_REQUEST_EVENT_CANCELLED,
  ED_REQUEST_EVENT_ASSIGNED,
  ED_REQUEST_EVENT_HANDED_BACK,
  ED_REQUEST_EVENT_STARTED, /* the first draft of a round */
  ED_REQUEST_EVENT_RESPONDED,
  ED_REQUEST_EVENT_ADJUSTED,
  ED_REQUEST_EVENT_RETURNED,
  ED_REQUEST_EVENT_APPROVED,
} EdRequestEventKind;

/* A file that the sender shared, or one of a response. Its id is the upload's. */
typedef struct
{
  char *id;
  char *name;
  char *type; /* media type, told by content */
  gint64 size;
  char *sha256;
  gint64 at;
  char *by;
  gint64 expires; /* shared: the last day on which it may be read, or absent */
  gint64 ended;   /* EdSharingEnd: it may be read no more; only the sender still sees its name */
  gint64 ended_at;
} EdRequestDocument;

/* A question and, once approved, which version answers it. */
typedef struct
{
  char *id; /* of the command that asked */
  char *question;
  gint64 at, at_received_at;
  char *answer; /* id of the approved version */
  gint64 answered_at;
} EdRequestRound;

/* What the expert has written and not sent: theirs alone as long as they hold the request. */
typedef struct
{
  char *text;           /* or absent; never in a coordinator's view of the open assignment */
  GPtrArray *documents; /* EdRequestDocument */
  gint64 at, at_received_at;
} EdResponseDraft;

/* A response as it was sent or adjusted; never changed, approval aside. The last one of a round is
 * the one under review. The sender's view holds approved ones only, without who wrote them. */
typedef struct
{
  char *id; /* given by response.send; else that of the command that adjusted */
  char *round_id, *assignment_id;
  gint64 kind; /* EdVersionKind */
  char *text;
  GPtrArray *documents; /* EdRequestDocument */
  char *by, *by_name;
  gint64 at, at_received_at;
  gint64 approved_at;
  char *approved_by;
} EdResponseVersion;

/* The latest return, until the expert sends again or the request changes hands. */
typedef struct
{
  gint64 at;
  char *by, *by_name;
  char *version; /* that it is about */
  char *note;    /* also a message of the internal chat, whose id is the command's */
} EdRequestReturn;

/* An assignment that has ended. The open one is flat in the request. */
typedef struct
{
  char *id;
  char *expert_id, *expert_name;
  gint64 from, to;
  gint64 ended;           /* EdRequestEnd */
  char *reason;           /* of handing back */
  EdResponseDraft *draft; /* what was not sent when it ended, or NULL */
} EdRequestAssignment;

typedef struct
{
  gint64 at;
  gint64 what; /* EdRequestEventKind */
  char *by;
  char *assignment_id; /* or absent: everybody who holds the request sees it */
} EdRequestEvent;

typedef struct
{
  char *id;
  gint64 number; /* running number of requests, given by the server; absent until then */
  gint64 state;  /* EdRequestState */
  char *subject, *case_reference;
  gint64 urgent;                       /* boolean */
  gint64 due;                          /* date */
  char *recipient_id, *recipient_name; /* the expert wished for; absent: the expert centre */
  char *sender_id, *sender_name;
  gint64 sent_at, sent_received_at;
  /* The open assignment; its id is the id of the command that made it. It stays open when the
   * request is completed or cancelled. */
  char *assignment_id;
  char *expert_id, *expert_name;
  gint64 assigned_at;
  char *assigned_by, *assigned_by_name;
  gint64 cancelled_at;
  gint64 completed_at;    /* the latest approval; absent while a round is open */
  GPtrArray *rounds;      /* EdRequestRound, the present one last; never empty */
  GPtrArray *documents;   /* EdRequestDocument, shared by the sender */
  EdResponseDraft *draft; /* of the open assignment, or NULL */
  GPtrArray *versions;    /* EdResponseVersion, in order of entry */
  EdRequestReturn *returned;
  GPtrArray *assignments; /* EdRequestAssignment, ended ones; staff */
  GPtrArray *events;      /* EdRequestEvent */
} EdRequest;

#define ED_QUESTION_LENGTH 20000
#define ED_RESPONSE_LENGTH 60000
/* The greatest number of files that one command brings. */
#define ED_REQUEST_FILES_MAX 50

extern const EdRecordType ed_request_type, ed_request_document_type, ed_request_round_type;
extern const EdRecordType ed_response_draft_type, ed_response_version_type;
extern const EdRecordType ed_request_return_type, ed_request_assignment_type;
extern const EdRecordType ed_request_event_type;
extern const EdChoice ed_request_state_choices[], ed_request_status_choices[];
extern const EdChoice ed_version_kind_choices[], ed_sharing_end_choices[];
extern const EdChoice ed_request_end_choices[], ed_request_event_choices[];

EdRequest *ed_request_new (void);
void ed_request_free (EdRequest *self);
EdRequest *ed_request_copy (const EdRequest *self);

/* STATE (EdRequestState) as the sender reads it: sent, in work, answered, cancelled. */
EdRequestState ed_request_state_for_sender (EdRequestState state);
EdRequestStatus ed_request_status (EdRequestState state);
/* Whether an event of this kind makes it another's turn to act: whoever has to, has to since then.
 */
gboolean ed_request_event_is_turn (EdRequestEventKind what);
/* Whether somebody has still to do something: neither completed (answered) nor cancelled. */
gboolean ed_request_is_open (const EdRequest *self);

/* The present round; NULL only in a record that is being made. */
EdRequestRound *ed_request_round (const EdRequest *self);
/* The last version of the present round: under review, or its answer; NULL when nothing was sent
 * in it, or the reader sees nothing of it. */
EdResponseVersion *ed_request_latest_version (const EdRequest *self);
EdResponseVersion *ed_request_find_version (const EdRequest *self, const char *id);
/* Among DOCUMENTS, or NULL. */
EdRequestDocument *ed_request_document_find (const GPtrArray *documents, const char *id);
/* The assignment that ended with that ID, of SELF's, or NULL. */
EdRequestAssignment *ed_request_find_ended (const EdRequest *self, const char *id);

/* The documents that this record lets its reader open: shared and not ended, and those of drafts
 * and versions in it. Borrowed elements, each id once; g_ptr_array_unref(). */
GPtrArray *ed_request_list_documents (const EdRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdRequest, ed_request_free)
