/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The field tables of a case. Labels and their order are the guide's ("Case view"); what the
 * guide does not show has no label where no form shows it either. */

#include "domain/case.h"

#include "domain/record-table.h"

#define NAME 200
#define NOTE 4000
#define STORY 20000

const EdChoice ed_case_state_choices[] = {
  [ED_CASE_RECORDED] = { "recorded", N_ ("Recorded") },
  [ED_CASE_ASSIGNED] = { "assigned", N_ ("Assigned") },
  [ED_CASE_DECLINED] = { "declined", N_ ("Case declined") },
  [ED_CASE_CLOSING] = { "closing", N_ ("Approval pending") },
  [ED_CASE_CLOSED] = { "closed", N_ ("Closed") },
  { NULL, NULL },
};

const EdChoice ed_case_type_choices[] = {
  [ED_CASE_PSYCHOLOGICAL] = { "psychological", N_ ("Psychological") },
  [ED_CASE_LEGAL] = { "legal", N_ ("Legal") },
  [ED_CASE_FINANCIAL] = { "financial", N_ ("Financial") },
  [ED_CASE_HEALTH_COACHING] = { "health_coaching", N_ ("Health coaching") },
  { NULL, NULL },
};

const EdChoice ed_coaching_kind_choices[] = {
  { "personal_trainer", N_ ("Personal trainer") },
  { "nutritionist", N_ ("Nutritionist") },
  { "life_coach", N_ ("Life coach") },
  { NULL, NULL },
};

const EdChoice ed_channel_choices[] = {
  { "phone", N_ ("Phone") },   { "email", N_ ("E-mail") },        { "chat", N_ ("Chat") },
  { "online", N_ ("Online") }, { "in_person", N_ ("In person") }, { NULL, NULL },
};

const EdChoice ed_relation_choices[] = {
  { "employee", N_ ("Employee") },
  { "family_member", N_ ("Family Member") },
  { NULL, NULL },
};

const EdChoice ed_sex_choices[] = {
  { "male", N_ ("Male") },
  { "female", N_ ("Female") },
  { "other", N_ ("Other") },
  { NULL, NULL },
};

const EdChoice ed_consultation_mode_choices[] = {
  { "in_person", N_ ("In person") }, { "phone", N_ ("Phone") }, { "video", N_ ("Video") },
  { "email", N_ ("E-mail") },        { "chat", N_ ("Chat") },   { NULL, NULL },
};

const EdChoice ed_outcome_choices[] = {
  [ED_OUTCOME_COMPLETED] = { "completed", N_ ("Completed") },
  [ED_OUTCOME_UNREACHABLE] = { "unreachable", N_ ("Client unreachable") },
  [ED_OUTCOME_DROPPED_OUT] = { "dropped_out", N_ ("Client became unreachable") },
  { NULL, NULL },
};

const EdChoice ed_attempt_kind_choices[] = {
  [ED_ATTEMPT_CALL] = { "call", N_ ("Phone call") },
  [ED_ATTEMPT_MESSAGE] = { "text", N_ ("Text message") },
  [ED_ATTEMPT_EMAIL] = { "email", N_ ("E-mail") },
  { NULL, NULL },
};

const EdChoice ed_attempt_result_choices[] = {
  [ED_RESULT_NO_ANSWER] = { "no_answer", N_ ("No answer") },
  [ED_RESULT_VOICEMAIL] = { "voicemail", N_ ("Voicemail") },
  [ED_RESULT_BUSY] = { "busy", N_ ("Busy") },
  [ED_RESULT_WRONG_NUMBER] = { "wrong_number", N_ ("Wrong number") },
  [ED_RESULT_REACHED] = { "reached", N_ ("Reached") },
  { NULL, NULL },
};

const EdChoice ed_document_kind_choices[] = {
  [ED_DOCUMENT_TREATMENT_LOG] = { "treatment_log", N_ ("Treatment log") },
  [ED_DOCUMENT_CASE_FILE] = { "case_file", N_ ("Case file") },
  [ED_DOCUMENT_SATISFACTION_FORM] = { "satisfaction_form", N_ ("Satisfaction feedback form") },
  [ED_DOCUMENT_OTHER] = { "other", N_ ("Other document") },
  { NULL, NULL },
};

const EdChoice ed_session_reason_choices[] = {
  [ED_REASON_DID_NOT_HAPPEN] = { "did_not_happen", N_ ("It did not happen") },
  [ED_REASON_LATE_CANCEL] = { "late_cancel", N_ ("Cancelled too late") },
  [ED_REASON_CANCELLED] = { "cancelled", N_ ("Cancelled") },
  [ED_REASON_MISTAKE] = { "mistake", N_ ("Entered by mistake") },
  { NULL, NULL },
};

const EdChoice ed_decline_reason_choices[] = {
  { "no_capacity", N_ ("No capacity") },   { "conflict_of_interest", N_ ("Conflict of interest") },
  { "not_my_field", N_ ("Not my field") }, { "place_or_language", N_ ("Place or language") },
  { "other", N_ ("Other reason") },        { NULL, NULL },
};

const EdChoice ed_assignment_end_choices[] = {
  [ED_END_REASSIGNED] = { "reassigned", N_ ("Reassigned") },
  [ED_END_DECLINED] = { "declined", N_ ("Case declined") },
  { NULL, NULL },
};

const EdChoice ed_event_choices[] = {
  [ED_EVENT_RECORDED] = { "recorded", N_ ("Case recorded") },
  [ED_EVENT_EDITED] = { "edited", N_ ("Case edited") },
  [ED_EVENT_ASSIGNED] = { "assigned", N_ ("Case assigned") },
  [ED_EVENT_CONTACTED] = { "contacted", N_ ("Client has been contacted") },
  [ED_EVENT_CONTACT_CORRECTED] = { "contact_corrected", N_ ("Time of contact corrected") },
  [ED_EVENT_DECLINED] = { "declined", N_ ("Case declined") },
  [ED_EVENT_UNREACHABLE] = { "unreachable", N_ ("Client unreachable") },
  [ED_EVENT_CLOSING] = { "closing", N_ ("Case closed, approval pending") },
  [ED_EVENT_WITHDRAWN] = { "withdrawn", N_ ("Closing withdrawn") },
  [ED_EVENT_APPROVED] = { "approved", N_ ("Closing approved") },
  [ED_EVENT_RETURNED] = { "returned", N_ ("Case returned") },
  [ED_EVENT_REOPENED] = { "reopened", N_ ("Case re-opened") },
  [ED_EVENT_SESSION_ADDED] = { "session_added", N_ ("Session added") },
  [ED_EVENT_SESSION_EDITED] = { "session_edited", N_ ("Session edited") },
  [ED_EVENT_SESSION_DELETED] = { "session_deleted", N_ ("Session deleted") },
  [ED_EVENT_ATTEMPT_ADDED] = { "attempt_added", N_ ("Contact attempt added") },
  [ED_EVENT_ATTEMPT_EDITED] = { "attempt_edited", N_ ("Contact attempt edited") },
  [ED_EVENT_ATTEMPT_DELETED] = { "attempt_deleted", N_ ("Contact attempt deleted") },
  [ED_EVENT_SCORE_ENTERED] = { "score_entered", N_ ("Satisfaction score entered") },
  [ED_EVENT_NOT_POSSIBLE_TICKED] = { "not_possible_ticked",
                                     N_ ("Satisfaction feedback form not possible") },
  [ED_EVENT_SESSIONS_ASKED] = { "sessions_asked", N_ ("More sessions asked for") },
  [ED_EVENT_SESSIONS_AUTHORISED] = { "sessions_authorised", N_ ("More sessions authorised") },
  [ED_EVENT_SESSIONS_REFUSED] = { "sessions_refused", N_ ("More sessions refused") },
  [ED_EVENT_DOCUMENT_ATTACHED] = { "document_attached", N_ ("Document attached") },
  [ED_EVENT_DOCUMENT_DETACHED] = { "document_detached", N_ ("Document removed") },
  { NULL, NULL },
};

static const EdField session_fields[] = {
  ED_ID (EdSession, id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdSession, assignment_id, ED_FIELD_REQUIRED, NULL),
  ED_DATE (EdSession, date, ED_FIELD_REQUIRED, N_ ("Date of session")),
  ED_TIME (EdSession, time, 0, N_ ("Time of session")),
  ED_INTEGER (EdSession, minutes, 0, N_ ("Duration of consultation in minutes"), 1, 1440),
  ED_BOOLEAN (EdSession, deleted, 0, NULL),
  ED_CHOICE (EdSession, reason, 0, N_ ("Reason"), ed_session_reason_choices),
  ED_INSTANT (EdSession, added_at, 0, NULL),
  ED_INSTANT (EdSession, added_received_at, 0, NULL),
};

static const EdField attempt_fields[] = {
  ED_ID (EdAttempt, id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdAttempt, assignment_id, ED_FIELD_REQUIRED, NULL),
  ED_CHOICE (EdAttempt, kind, ED_FIELD_REQUIRED, N_ ("Kind"), ed_attempt_kind_choices),
  ED_INSTANT (EdAttempt, at, ED_FIELD_REQUIRED, N_ ("Time")),
  ED_CHOICE (EdAttempt, result, 0, N_ ("Result"), ed_attempt_result_choices),
  ED_INSTANT (EdAttempt, at_received_at, 0, NULL),
  ED_BOOLEAN (EdAttempt, deleted, 0, NULL),
};

static const EdField document_fields[] = {
  ED_ID (EdDocument, id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdDocument, assignment_id, ED_FIELD_REQUIRED, NULL),
  ED_CHOICE (EdDocument, kind, ED_FIELD_REQUIRED, N_ ("Kind"), ed_document_kind_choices),
  ED_TEXT (EdDocument, name, 0, N_ ("Name"), 255),
  ED_TEXT (EdDocument, type, 0, NULL, 100),
  ED_INTEGER (EdDocument, size, 0, N_ ("Size"), 0, G_MAXINT64),
  ED_TEXT (EdDocument, sha256, 0, NULL, 64),
  ED_INSTANT (EdDocument, at, 0, N_ ("Date")),
  ED_ID (EdDocument, by, 0, NULL),
};

static const EdField closing_fields[] = {
  ED_ID (EdClosing, id, ED_FIELD_REQUIRED, NULL),
  ED_CHOICE (EdClosing, outcome, ED_FIELD_REQUIRED, N_ ("Outcome"), ed_outcome_choices),
  ED_INSTANT (EdClosing, at, ED_FIELD_REQUIRED, NULL),
  ED_INSTANT (EdClosing, at_received_at, 0, NULL),
};

static const EdField approval_fields[] = {
  ED_INSTANT (EdApproval, at, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdApproval, by, 0, NULL),
};

static const EdField return_fields[] = {
  ED_INSTANT (EdReturn, at, ED_FIELD_REQUIRED, NULL),
  ED_TEXT (EdReturn, note, ED_FIELD_MULTILINE, N_ ("Note"), NOTE),
};

static const EdField assignment_fields[] = {
  ED_ID (EdAssignment, id, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdAssignment, expert_id, ED_FIELD_REQUIRED, NULL),
  ED_TEXT (EdAssignment, expert_name, 0, N_ ("Expert outsourced"), NAME),
  ED_INSTANT (EdAssignment, from, ED_FIELD_REQUIRED, NULL),
  ED_INSTANT (EdAssignment, to, 0, NULL),
  ED_CHOICE (EdAssignment, ended, 0, NULL, ed_assignment_end_choices),
  ED_INSTANT (EdAssignment, contacted_at, 0, NULL),
};

static const EdField decline_fields[] = {
  ED_INSTANT (EdDecline, at, ED_FIELD_REQUIRED, NULL),
  ED_ID (EdDecline, by, 0, NULL),
  ED_TEXT (EdDecline, by_name, 0, N_ ("Expert"), NAME),
  ED_CHOICE (EdDecline, reason, 0, N_ ("Reason"), ed_decline_reason_choices),
};

static const EdField event_fields[] = {
  ED_INSTANT (EdEvent, at, ED_FIELD_REQUIRED, NULL),
  ED_CHOICE (EdEvent, what, ED_FIELD_REQUIRED, NULL, ed_event_choices),
  ED_ID (EdEvent, by, 0, NULL),
  ED_ID (EdEvent, assignment_id, 0, NULL),
};

const EdRecordType ed_session_type = ED_RECORD_TYPE ("session", EdSession, session_fields);
const EdRecordType ed_attempt_type = ED_RECORD_TYPE ("attempt", EdAttempt, attempt_fields);
const EdRecordType ed_document_type = ED_RECORD_TYPE ("document", EdDocument, document_fields);
const EdRecordType ed_closing_type = ED_RECORD_TYPE ("closing", EdClosing, closing_fields);
const EdRecordType ed_approval_type = ED_RECORD_TYPE ("approval", EdApproval, approval_fields);
const EdRecordType ed_return_type = ED_RECORD_TYPE ("return", EdReturn, return_fields);
const EdRecordType ed_assignment_type =
    ED_RECORD_TYPE ("assignment", EdAssignment, assignment_fields);
const EdRecordType ed_decline_type = ED_RECORD_TYPE ("decline", EdDecline, decline_fields);
const EdRecordType ed_event_type = ED_RECORD_TYPE ("event", EdEvent, event_fields);

/* Fields recorded by the coordinator. The first two of the case view, its ID and the name of the
 * expert, are given by the server and by assigning. */
#define INTAKE ED_FIELD_INTAKE
#define INTAKE_FIELDS                                                                             \
  ED_INSTANT (EdCase, recorded_at, INTAKE, N_ ("The date the case was recorded")),                \
      ED_ID (EdCase, company_id, INTAKE, NULL),                                                   \
      ED_TEXT (EdCase, company_name, INTAKE | ED_FIELD_REQUIRED, N_ ("Company name"), NAME),      \
      ED_BOOLEAN (EdCase, crisis_call, INTAKE, N_ ("Was it a crisis call?")),                     \
      ED_TEXT (EdCase,                                                                            \
               client_alias,                                                                      \
               INTAKE | ED_FIELD_REQUIRED | ED_FIELD_SENSITIVE,                                   \
               N_ ("Client name"),                                                                \
               NAME),                                                                             \
      ED_TEXT (EdCase, city, INTAKE, N_ ("City of consultation"), NAME),                          \
      ED_CHOICE (EdCase, channel, INTAKE, N_ ("Place of receipt"), ed_channel_choices),           \
      ED_CHOICE (EdCase,                                                                          \
                 type,                                                                            \
                 INTAKE | ED_FIELD_REQUIRED,                                                      \
                 N_ ("Type of problem"),                                                          \
                 ed_case_type_choices),                                                           \
      ED_CHOICE (EdCase,                                                                          \
                 coaching_kind,                                                                   \
                 INTAKE,                                                                          \
                 N_ ("Kind of health coaching"),                                                  \
                 ed_coaching_kind_choices),                                                       \
      ED_INTEGER (EdCase, call_length_min, INTAKE, N_ ("Call length"), 0, 1440),                  \
      ED_CHOICE (EdCase, relation, INTAKE, N_ ("Employee / Family Member"), ed_relation_choices), \
      ED_CHOICE (EdCase, sex, INTAKE, N_ ("Male / Female"), ed_sex_choices),                      \
      ED_INTEGER (EdCase, age, INTAKE, N_ ("Age"), 0, 130),                                       \
      ED_TEXT (EdCase, heard_from, INTAKE, N_ ("Where did you hear about the program?"), NAME),   \
      ED_BOOLEAN (EdCase, backup_call, INTAKE, N_ ("Was it a backup call?")),                     \
      ED_TEXT (EdCase,                                                                            \
               problem_details,                                                                   \
               INTAKE | ED_FIELD_MULTILINE | ED_FIELD_SENSITIVE,                                  \
               N_ ("Problem details"),                                                            \
               STORY),                                                                            \
      ED_TEXT (EdCase,                                                                            \
               phone,                                                                             \
               INTAKE | ED_FIELD_SENSITIVE | ED_FIELD_CONTACT,                                    \
               N_ ("Phone number of Client"),                                                     \
               NAME),                                                                             \
      ED_TEXT (EdCase,                                                                            \
               email,                                                                             \
               INTAKE | ED_FIELD_SENSITIVE | ED_FIELD_CONTACT,                                    \
               N_ ("Email address of Client"),                                                    \
               254),                                                                              \
      ED_TEXT (EdCase,                                                                            \
               other_comment,                                                                     \
               INTAKE | ED_FIELD_MULTILINE | ED_FIELD_SENSITIVE,                                  \
               N_ ("Other comment"),                                                              \
               STORY),                                                                            \
      ED_TEXT (EdCase,                                                                            \
               chat_text,                                                                         \
               INTAKE | ED_FIELD_MULTILINE | ED_FIELD_SENSITIVE,                                  \
               N_ ("Chat or Email text"),                                                         \
               4 * STORY),                                                                        \
      ED_INTEGER (EdCase,                                                                         \
                  sessions_available,                                                             \
                  INTAKE,                                                                         \
                  N_ ("Number of available consultations"),                                       \
                  0,                                                                              \
                  1000),                                                                          \
      ED_INTEGER (EdCase,                                                                         \
                  session_minutes,                                                                \
                  INTAKE,                                                                         \
                  N_ ("Duration of consultation in minutes"),                                     \
                  1,                                                                              \
                  1440),                                                                          \
      ED_TEXT (EdCase, operator_name, INTAKE, N_ ("Operator name"), NAME),                        \
      ED_CHOICE (EdCase,                                                                          \
                 consultation_mode,                                                               \
                 INTAKE,                                                                          \
                 N_ ("Type of consultation requested"),                                           \
                 ed_consultation_mode_choices)

static const EdField intake_fields[] = { INTAKE_FIELDS };

static const EdField case_fields[] = {
  ED_ID (EdCase, id, ED_FIELD_REQUIRED, NULL),
  ED_INTEGER (EdCase, number, 0, N_ ("ID"), 1, G_MAXINT64),
  ED_CHOICE (EdCase, state, ED_FIELD_REQUIRED, N_ ("State"), ed_case_state_choices),
  INTAKE_FIELDS,
  ED_ID (EdCase, assignment_id, 0, NULL),
  ED_ID (EdCase, expert_id, 0, NULL),
  ED_TEXT (EdCase, expert_name, 0, N_ ("Expert outsourced"), NAME),
  ED_INSTANT (EdCase, assigned_at, 0, N_ ("Assigned")),
  ED_ID (EdCase, assigned_by, 0, NULL),
  ED_TEXT (EdCase, assigned_by_name, 0, N_ ("Assigned by"), NAME),
  ED_INSTANT (EdCase, contacted_at, 0, N_ ("Client has been contacted")),
  ED_INSTANT (EdCase, contacted_received_at, 0, NULL),
  ED_INTEGER (EdCase, sessions_used_before, 0, NULL, 0, G_MAXINT),
  ED_INTEGER (EdCase, satisfaction_score, 0, N_ ("Satisfaction score"), 0, 100),
  ED_BOOLEAN (EdCase,
              satisfaction_not_possible,
              0,
              N_ ("Submission of client satisfaction feedback form not possible")),
  ED_INTEGER (EdCase, sessions_asked, 0, N_ ("More sessions asked for"), 1, 1000),
  ED_TEXT (EdCase, sessions_asked_why, ED_FIELD_MULTILINE, N_ ("Reason"), NOTE),
  ED_TEXT (EdCase, sessions_refused_why, ED_FIELD_MULTILINE, N_ ("Answer"), NOTE),
  ED_RECORDS (EdCase, sessions, 0, &ed_session_type),
  ED_RECORDS (EdCase, attempts, 0, &ed_attempt_type),
  ED_RECORDS (EdCase, documents, 0, &ed_document_type),
  ED_RECORD (EdCase, closing, 0, &ed_closing_type),
  ED_RECORD (EdCase, approval, 0, &ed_approval_type),
  ED_RECORD (EdCase, returned, 0, &ed_return_type),
  ED_RECORDS (EdCase, assignments, ED_FIELD_STAFF, &ed_assignment_type),
  ED_RECORDS (EdCase, declined, ED_FIELD_STAFF, &ed_decline_type),
  ED_RECORDS (EdCase, events, 0, &ed_event_type),
};

const EdRecordType ed_case_intake_type = ED_RECORD_TYPE ("intake", EdCase, intake_fields);
const EdRecordType ed_case_type = ED_RECORD_TYPE ("case", EdCase, case_fields);
