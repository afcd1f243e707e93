/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/days.h"
#include "domain/record.h"

/* One counselling case, whole: the aggregate that the server keeps, and, with fields left out, the
 * view that each audience gets (domain/project.h). Facts only; what follows from them is computed
 * (domain/standing.h). */

typedef enum
{
  ED_CASE_RECORDED, /* nobody has it */
  ED_CASE_ASSIGNED, /* an expert works on it */
  ED_CASE_DECLINED, /* given back before contact */
  ED_CASE_CLOSING,  /* closed by the expert, approval pending */
  ED_CASE_CLOSED,
} EdCaseState;

typedef enum
{
  ED_CASE_PSYCHOLOGICAL,
  ED_CASE_LEGAL,
  ED_CASE_FINANCIAL,
  ED_CASE_HEALTH_COACHING,
} EdCaseKind;

/* Indices of ed_document_kind_choices, ed_session_reason_choices, ed_attempt_result_choices. */
typedef enum
{
  ED_DOCUMENT_TREATMENT_LOG,
  ED_DOCUMENT_CASE_FILE,
  ED_DOCUMENT_SATISFACTION_FORM,
  ED_DOCUMENT_OTHER,
} EdDocumentKind;

typedef enum
{
  ED_REASON_DID_NOT_HAPPEN,
  ED_REASON_LATE_CANCEL,
  ED_REASON_CANCELLED,
  ED_REASON_MISTAKE,
} EdSessionReason;

typedef enum
{
  ED_RESULT_NO_ANSWER,
  ED_RESULT_VOICEMAIL,
  ED_RESULT_BUSY,
  ED_RESULT_WRONG_NUMBER,
  ED_RESULT_REACHED,
} EdAttemptResult;

typedef enum
{
  ED_END_REASSIGNED,
  ED_END_DECLINED
} EdAssignmentEnd;

typedef enum
{
  ED_EVENT_RECORDED,
  ED_EVENT_EDITED,
  ED_EVENT_ASSIGNED,
  ED_EVENT_CONTACTED,
  ED_EVENT_CONTACT_CORRECTED,
  ED_EVENT_DECLINED,
  ED_EVENT_UNREACHABLE,
  ED_EVENT_CLOSING,
  ED_EVENT_WITHDRAWN,
  ED_EVENT_APPROVED,
  ED_EVENT_RETURNED,
  ED_EVENT_REOPENED,
  ED_EVENT_SESSION_ADDED,
  ED_EVENT_SESSION_EDITED,
  ED_EVENT_SESSION_DELETED,
  ED_EVENT_ATTEMPT_ADDED,
  ED_EVENT_ATTEMPT_EDITED,
  ED_EVENT_ATTEMPT_DELETED,
  ED_EVENT_SCORE_ENTERED,
  ED_EVENT_NOT_POSSIBLE_TICKED,
  ED_EVENT_SESSIONS_ASKED,
  ED_EVENT_SESSIONS_AUTHORISED,
  ED_EVENT_SESSIONS_REFUSED,
  ED_EVENT_DOCUMENT_ATTACHED,
  ED_EVENT_DOCUMENT_DETACHED,
} EdEventKind;

typedef enum
{
  ED_OUTCOME_COMPLETED,
  ED_OUTCOME_UNREACHABLE,
  ED_OUTCOME_DROPPED_OUT
} EdOutcome;

typedef enum
{
  ED_ATTEMPT_CALL,
  ED_ATTEMPT_MESSAGE,
  ED_ATTEMPT_EMAIL
} EdAttemptKind;

/* A counselling appointment, planned or held. Numbered by date, never by order of entry. */
typedef struct
{
  char *id;
  char *assignment_id;
  gint64 date;
  gint64 time;    /* or absent */
  gint64 minutes; /* or absent: the case's session_minutes */
  gint64 deleted; /* boolean: kept as a fact, counts nowhere */
  gint64 reason;  /* of deleting: ed_session_reason_choices */
  gint64 added_at, added_received_at;
} EdSession;

typedef struct
{
  char *id;
  char *assignment_id;
  gint64 kind; /* EdAttemptKind */
  gint64 at;
  gint64 result; /* ed_attempt_result_choices */
  gint64 at_received_at;
  gint64 deleted;
} EdAttempt;

typedef struct
{
  char *id;
  char *assignment_id;
  gint64 kind; /* ed_document_kind_choices */
  char *name;
  char *type; /* media type, told by content */
  gint64 size;
  char *sha256;
  gint64 at;
  char *by;
} EdDocument;

typedef struct
{
  char *id; /* the closing command's */
  gint64 outcome;
  gint64 at, at_received_at;
} EdClosing;

typedef struct
{
  gint64 at;
  char *by;
} EdApproval;

typedef struct
{
  gint64 at;
  char *note;
} EdReturn;

/* An assignment that has ended. The open one is flat in the case. */
typedef struct
{
  char *id;
  char *expert_id, *expert_name;
  gint64 from, to;
  gint64 ended; /* ed_assignment_end_choices */
  gint64 contacted_at;
} EdAssignment;

typedef struct
{
  gint64 at;
  char *by, *by_name;
  gint64 reason; /* ed_decline_reason_choices, or absent */
} EdDecline;

typedef struct
{
  gint64 at;
  gint64 what; /* ed_event_choices */
  char *by;
  char *assignment_id; /* or absent */
} EdEvent;

typedef struct
{
  char *id;
  gint64 number; /* running number, given by the server; absent until then */
  gint64 state;  /* EdCaseState */
  /* Intake */
  gint64 recorded_at;
  char *company_id, *company_name;
  gint64 crisis_call;
  char *client_alias;
  char *city;
  gint64 channel; /* place of receipt */
  gint64 type;    /* EdCaseKind */
  gint64 coaching_kind;
  gint64 call_length_min;
  gint64 relation; /* employee or family member */
  gint64 sex;
  gint64 age;
  char *heard_from;
  gint64 backup_call;
  char *problem_details;
  char *phone, *email;
  char *other_comment, *chat_text;
  gint64 sessions_available;
  gint64 session_minutes;
  char *operator_name;
  gint64 consultation_mode; /* type of consultation requested */
  /* The open assignment; its id is the id of the command that made it */
  char *assignment_id;
  char *expert_id, *expert_name;
  gint64 assigned_at;
  char *assigned_by, *assigned_by_name;
  gint64 contacted_at, contacted_received_at;
  gint64 sessions_used_before; /* by earlier assignments; in the expert's view */
  gint64 satisfaction_score;
  gint64 satisfaction_not_possible;
  gint64 sessions_asked; /* number the expert asked for, or absent */
  char *sessions_asked_why;
  char *sessions_refused_why; /* the coordinator's answer to the last time they asked */
  GPtrArray *sessions;        /* EdSession, all assignments */
  GPtrArray *attempts;        /* EdAttempt */
  GPtrArray *documents;       /* EdDocument */
  EdClosing *closing;
  EdApproval *approval;
  EdReturn *returned;
  GPtrArray *assignments; /* EdAssignment, ended ones; staff */
  GPtrArray *declined;    /* EdDecline; staff */
  GPtrArray *events;      /* EdEvent */
} EdCase;

/* What the coordinator records: those fields of EdCase alone, same struct. Arguments of case.create
 * and what case.edit may edit. */
extern const EdRecordType ed_case_intake_type;
extern const EdRecordType ed_case_type, ed_session_type, ed_attempt_type, ed_document_type;
extern const EdRecordType ed_closing_type, ed_approval_type, ed_return_type;
extern const EdRecordType ed_assignment_type, ed_decline_type, ed_event_type;

extern const EdChoice ed_case_state_choices[], ed_case_type_choices[], ed_coaching_kind_choices[];
extern const EdChoice ed_channel_choices[], ed_relation_choices[], ed_sex_choices[];
extern const EdChoice ed_consultation_mode_choices[], ed_outcome_choices[];
extern const EdChoice ed_attempt_kind_choices[], ed_attempt_result_choices[];
extern const EdChoice ed_document_kind_choices[], ed_session_reason_choices[];
extern const EdChoice ed_decline_reason_choices[], ed_assignment_end_choices[];
extern const EdChoice ed_event_choices[];

EdCase *ed_case_new (void);
void ed_case_free (EdCase *self);
EdCase *ed_case_copy (const EdCase *self);

EdSession *ed_case_find_session (const EdCase *self, const char *id);
/* The sessions of the open assignment that are not deleted, by (date, time, id): session 1 is the
 * first. Borrowed elements; free the array with g_ptr_array_unref(). */
GPtrArray *ed_case_list_sessions (const EdCase *self);
/* The same of any assignment. */
GPtrArray *ed_case_list_sessions_of (const EdCase *self, const char *assignment_id);
/* Session 1, or NULL. */
const EdSession *ed_case_first_session (const EdCase *self);
/* Sessions used of the available number: not deleted, of every assignment, planned ones too. */
guint ed_case_count_used (const EdCase *self);
/* Whether SESSION is beyond the available number: its rank by (date, time, id) among all used ones.
 */
gboolean ed_case_session_is_over (const EdCase *self, const EdSession *session);
/* The kind of document that this type of case needs before closing (ed_document_kind_choices
 * index), or ED_ABSENT for legal and financial cases. Source: guide, "Uploading treatment log /
 * case file". */
gint64 ed_case_needed_document (const EdCase *self);
/* Whether a case of this type takes documents of KIND: its needed one, the satisfaction form where
 * there is one, and others. */
gboolean ed_case_takes_document (const EdCase *self, EdDocumentKind kind);
EdDocument *ed_case_find_document (const EdCase *self, const char *id);
/* The documents of KIND of the open assignment, the newest first: that one counts, those behind it
 * are its older versions (of other documents each counts). Borrowed elements; free the array with
 * g_ptr_array_unref(). */
GPtrArray *ed_case_list_documents (const EdCase *self, EdDocumentKind kind);
/* Whether there is a satisfaction form for the type; legal and financial have a score only. */
gboolean ed_case_has_satisfaction_form (const EdCase *self);
/* The assignment that ended with that ID, of SELF's, or NULL. */
EdAssignment *ed_case_find_ended (const EdCase *self, const char *id);

gboolean ed_case_is_open (const EdCase *self); /* recorded, assigned or declined */

/* "2020-03-18 - Suzuki - Dr. Kovács - Psychological - Táplószentmárton - XY": date recorded in
 * ZONE, company, expert, type (health coaching: its kind), city, alias; absent parts are left out.
 * The type's word is passed through TRANSLATE (gettext or NULL). Free with g_free(). */
char *ed_case_make_title (const EdCase *self,
                          const EdZone *zone,
                          const char *(*translate) (const char *label));

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EdCase, ed_case_free)
