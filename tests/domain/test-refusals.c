/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What refuses a command, and that a refusal leaves the document as it was. */

#include "domain/play.h"

#define PSY "c case.create company_name=Suzuki client_alias=XY type=psychological phone=0630;"
#define PSY_NO_PHONE "c case.create company_name=Suzuki client_alias=XY type=psychological;"
#define LEGAL "c case.create company_name=Suzuki client_alias=XY type=legal;"
#define ANNA "wait 1h; c case.assign expert=a;"
#define CONTACT "wait 1h; a case.contact;"
#define SESSION "a session.add id=1 date=2024-05-01;"
#define LOG "document treatment_log;"
#define SCORE "a satisfaction.score score=7;"
#define TICK "a satisfaction.not_possible not_possible=1;"
#define CLOSE "a case.close closing=50 outcome=completed;"
#define APPROVE "c case.approve closing=50;"
#define ATTEMPT(id, kind) "a attempt.add id=" id " kind=" kind " at=-1m result=no_answer;"
#define CALLS ATTEMPT ("21", "call") ATTEMPT ("22", "call") ATTEMPT ("23", "call")
#define TEXT ATTEMPT ("24", "text")

#define READY PSY ANNA CONTACT SESSION LOG SCORE
#define CLOSING READY CLOSE
#define CLOSED CLOSING APPROVE
#define MOVED PSY ANNA CONTACT SESSION ATTEMPT ("11", "call") "wait 1h; c case.assign expert=b;"

typedef struct
{
  const char *name;
  const char *before;
  const char *step;
  EdRefusalCode code;
  const char *field;
} Refused;

#define CREATE(args) "c case.create " args
#define MINIMAL "company_name=Suzuki client_alias=XY type=legal "

static const Refused intake[] = {
  { "company", "", CREATE ("client_alias=XY type=legal"), ED_REFUSAL_INVALID, "company_name" },
  { "alias", "", CREATE ("company_name=S type=legal"), ED_REFUSAL_INVALID, "client_alias" },
  { "type", "", CREATE ("company_name=S client_alias=XY"), ED_REFUSAL_INVALID, "type" },
  { "kind-missing",
    "",
    CREATE ("company_name=S client_alias=XY type=health_coaching"),
    ED_REFUSAL_INVALID,
    "coaching_kind" },
  { "kind-out-of-place",
    "",
    CREATE (MINIMAL "coaching_kind=life_coach"),
    ED_REFUSAL_INVALID,
    "coaching_kind" },
  { "future", "", CREATE (MINIMAL "recorded_at=+1ms"), ED_REFUSAL_INVALID, "recorded_at" },
  { "age", "", CREATE (MINIMAL "age=131"), ED_REFUSAL_INVALID, "age" },
  { "case-id", "", CREATE (MINIMAL "case=nonsense"), ED_REFUSAL_INVALID, "case" },
  { "twice", PSY, CREATE (MINIMAL), ED_REFUSAL_WRONG_STATE, NULL },
  { "by-expert", "", "a case.create " MINIMAL, ED_REFUSAL_FORBIDDEN, NULL },
  { "by-manager", "", "m case.create " MINIMAL, ED_REFUSAL_FORBIDDEN, NULL },
  { "edit-nothing-there", "", "c case.edit city=>Vác", ED_REFUSAL_NOT_FOUND, NULL },
  { "edit-another", PSY, "c case.edit case=2 city=>Vác", ED_REFUSAL_NOT_FOUND, NULL },
  { "edit-nothing", PSY, "c case.edit", ED_REFUSAL_INVALID, "args" },
  { "edit-conflict", PSY, "c case.edit phone=0620>0670", ED_REFUSAL_CONFLICT, "phone" },
  { "edit-conflict-absent", PSY, "c case.edit phone=>0670", ED_REFUSAL_CONFLICT, "phone" },
  { "edit-second-conflicts", PSY, "c case.edit city=>Vác age=3>4", ED_REFUSAL_CONFLICT, "age" },
  { "edit-away-required",
    PSY,
    "c case.edit company_name=Suzuki>",
    ED_REFUSAL_INVALID,
    "company_name" },
  { "edit-away-recorded", PSY, "c case.edit recorded_at=+0h>", ED_REFUSAL_INVALID, "recorded_at" },
  { "edit-away-limit",
    PSY,
    "c case.edit sessions_available=5>",
    ED_REFUSAL_INVALID,
    "sessions_available" },
  { "edit-away-minutes",
    PSY,
    "c case.edit session_minutes=50>",
    ED_REFUSAL_INVALID,
    "session_minutes" },
  { "edit-kind-missing",
    PSY,
    "c case.edit type=psychological>health_coaching",
    ED_REFUSAL_INVALID,
    "coaching_kind" },
  { "edit-future", PSY, "c case.edit recorded_at=+0h>+1h", ED_REFUSAL_INVALID, "recorded_at" },
  { "edit-after-assigned",
    PSY ANNA "wait 1h",
    "c case.edit recorded_at=-2h>-30m",
    ED_REFUSAL_INVALID,
    "recorded_at" },
  { "edit-after-first-assigned",
    MOVED "wait 1h",
    "c case.edit recorded_at=-4h>-90m",
    ED_REFUSAL_INVALID,
    "recorded_at" },
  { "edit-after-session",
    CREATE (MINIMAL "recorded_at=2024-04-20T08:00:00Z;") ANNA "a session.add id=1 date=2024-04-21",
    "c case.edit recorded_at=2024-04-20T08:00:00Z>2024-04-21T22:00:00Z",
    ED_REFUSAL_SESSION_BEFORE_RECORDED,
    "recorded_at" },
  { "edit-closed", CLOSED, "c case.edit city=>Vác", ED_REFUSAL_CASE_CLOSED, NULL },
  { "edit-by-expert", PSY ANNA, "a case.edit city=>Vác", ED_REFUSAL_FORBIDDEN, NULL },
  { "ask-no-more",
    PSY ANNA,
    "a sessions.ask_more number=5 why=so",
    ED_REFUSAL_LIMIT_NOT_RAISED,
    "number" },
  { "ask-no-why", PSY ANNA, "a sessions.ask_more number=6", ED_REFUSAL_REASON_REQUIRED, "why" },
  { "ask-no-number", PSY ANNA, "a sessions.ask_more why=so", ED_REFUSAL_INVALID, "number" },
  { "ask-closing", CLOSING, "a sessions.ask_more number=6 why=so", ED_REFUSAL_CASE_LOCKED, NULL },
  { "authorise-no-more",
    PSY ANNA,
    "c sessions.authorise number=5",
    ED_REFUSAL_LIMIT_NOT_RAISED,
    "number" },
  { "authorise-closed", CLOSED, "c sessions.authorise number=6", ED_REFUSAL_CASE_CLOSED, NULL },
  { "refuse-unasked", PSY ANNA, "c sessions.refuse note=no", ED_REFUSAL_WRONG_STATE, NULL },
  { "refuse-no-note",
    PSY ANNA "a sessions.ask_more number=6 why=so",
    "c sessions.refuse",
    ED_REFUSAL_REASON_REQUIRED,
    "note" },
};

static const Refused assignment[] = {
  { "unknown", PSY, "c case.assign expert=77", ED_REFUSAL_EXPERT_NOT_SUITABLE, "expert" },
  { "no-expert", PSY, "c case.assign", ED_REFUSAL_INVALID, "expert" },
  { "not-an-expert", PSY, "c case.assign expert=c", ED_REFUSAL_EXPERT_NOT_SUITABLE, "expert" },
  { "suspended", PSY, "c case.assign expert=s", ED_REFUSAL_EXPERT_NOT_SUITABLE, "expert" },
  { "other-type", PSY, "c case.assign expert=l", ED_REFUSAL_EXPERT_NOT_SUITABLE, "expert" },
  { "former-unnamed",
    PSY ANNA,
    "c case.assign expert=b assignment=",
    ED_REFUSAL_ALREADY_ASSIGNED,
    NULL },
  { "former-unnamed-same",
    PSY ANNA,
    "c case.assign expert=a assignment=",
    ED_REFUSAL_ALREADY_ASSIGNED,
    NULL },
  { "former-unknown",
    PSY ANNA,
    "c case.assign expert=b assignment=77",
    ED_REFUSAL_ALREADY_ASSIGNED,
    NULL },
  { "former-is-older",
    MOVED,
    "c case.assign expert=a assignment=former",
    ED_REFUSAL_ALREADY_ASSIGNED,
    NULL },
  { "former-before-expert",
    PSY ANNA,
    "c case.assign expert=l assignment=",
    ED_REFUSAL_ALREADY_ASSIGNED,
    NULL },
  { "none-open", PSY, "c case.assign expert=a assignment=77", ED_REFUSAL_WRONG_STATE, NULL },
  { "none-open-declined",
    PSY ANNA "a case.decline",
    "c case.assign expert=b assignment=former",
    ED_REFUSAL_WRONG_STATE,
    NULL },
  { "closing", CLOSING, "c case.assign expert=b", ED_REFUSAL_WRONG_STATE, NULL },
  { "closed", CLOSED, "c case.assign expert=b", ED_REFUSAL_WRONG_STATE, NULL },
  { "by-expert", PSY, "a case.assign expert=a", ED_REFUSAL_FORBIDDEN, NULL },
  { "contact-unassigned", PSY, "a case.contact assignment=5", ED_REFUSAL_NOT_ASSIGNED, NULL },
  { "contact-not-theirs", PSY ANNA, "b case.contact", ED_REFUSAL_NOT_ASSIGNED, NULL },
  { "contact-by-coordinator", PSY ANNA, "c case.contact", ED_REFUSAL_FORBIDDEN, NULL },
  { "contact-no-assignment",
    PSY ANNA,
    "a case.contact assignment=",
    ED_REFUSAL_NOT_ASSIGNED,
    NULL },
  { "contact-former", MOVED, "a case.contact assignment=former", ED_REFUSAL_NOT_ASSIGNED, NULL },
  { "contact-former-by-new",
    MOVED,
    "b case.contact assignment=former",
    ED_REFUSAL_NOT_ASSIGNED,
    NULL },
  { "contact-twice", PSY ANNA CONTACT, "a case.contact", ED_REFUSAL_ALREADY_CONTACTED, NULL },
  { "contact-early", PSY ANNA "wait 1h", "a case.contact at=-3600001ms", ED_REFUSAL_INVALID, "at" },
  { "contact-future", PSY ANNA, "a case.contact at=+1ms", ED_REFUSAL_INVALID, "at" },
  { "contact-closing", CLOSING, "a case.contact", ED_REFUSAL_CASE_LOCKED, NULL },
  { "contact-closed", CLOSED, "a case.contact", ED_REFUSAL_CASE_CLOSED, NULL },
  { "correct-uncontacted", PSY ANNA, "a contact.correct at=-0h", ED_REFUSAL_NOT_CONTACTED, NULL },
  { "correct-early", PSY ANNA CONTACT, "a contact.correct at=-2h", ED_REFUSAL_INVALID, "at" },
  { "correct-future", PSY ANNA CONTACT, "a contact.correct at=+1ms", ED_REFUSAL_INVALID, "at" },
  { "correct-no-time", PSY ANNA CONTACT, "a contact.correct", ED_REFUSAL_INVALID, "at" },
  { "correct-closing", CLOSING, "a contact.correct at=-1m", ED_REFUSAL_CASE_LOCKED, NULL },
  { "decline-contacted", PSY ANNA CONTACT, "a case.decline", ED_REFUSAL_ALREADY_CONTACTED, NULL },
  { "decline-with-session", PSY ANNA SESSION, "a case.decline", ED_REFUSAL_HAS_SESSIONS, NULL },
  { "decline-twice",
    PSY ANNA "a case.decline",
    "a case.decline assignment=former",
    ED_REFUSAL_NOT_ASSIGNED,
    NULL },
};

static const Refused sessions[] = {
  { "no-id", PSY ANNA, "a session.add date=2024-05-02", ED_REFUSAL_INVALID, "id" },
  { "bad-id", PSY ANNA, "a session.add id=nonsense date=2024-05-02", ED_REFUSAL_INVALID, "id" },
  { "no-date", PSY ANNA, "a session.add id=1 time=10:00", ED_REFUSAL_INVALID, "date" },
  { "no-minutes",
    PSY ANNA,
    "a session.add id=1 date=2024-05-02 minutes=0",
    ED_REFUSAL_INVALID,
    "minutes" },
  { "same-id-other-date",
    PSY ANNA SESSION,
    "a session.add id=1 date=2024-05-02",
    ED_REFUSAL_INVALID,
    "id" },
  { "same-id-other-time",
    PSY ANNA SESSION,
    "a session.add id=1 date=2024-05-01 time=10:00",
    ED_REFUSAL_INVALID,
    "id" },
  { "same-id-deleted",
    PSY ANNA SESSION "a session.delete id=1 reason=mistake",
    "a session.add id=1 date=2024-05-01",
    ED_REFUSAL_INVALID,
    "id" },
  { "same-id-former", MOVED, "b session.add id=1 date=2024-05-01", ED_REFUSAL_INVALID, "id" },
  { "before-recorded",
    PSY ANNA,
    "a session.add id=1 date=2024-04-30",
    ED_REFUSAL_SESSION_BEFORE_RECORDED,
    "date" },
  /* 23:30 in Budapest is 21:30Z of the same day; half an hour later the next day has begun there.
   */
  { "before-recorded-in-zone",
    "at 2024-05-01T22:00:00Z; " PSY ANNA,
    "a session.add id=1 date=2024-05-01",
    ED_REFUSAL_SESSION_BEFORE_RECORDED,
    "date" },
  { "not-theirs", PSY ANNA, "b session.add id=1 date=2024-05-02", ED_REFUSAL_NOT_ASSIGNED, NULL },
  { "by-coordinator", PSY ANNA, "c session.add id=1 date=2024-05-02", ED_REFUSAL_FORBIDDEN, NULL },
  { "closing", CLOSING, "a session.add id=2 date=2024-05-02", ED_REFUSAL_CASE_LOCKED, NULL },
  { "closed", CLOSED, "a session.add id=2 date=2024-05-02", ED_REFUSAL_CASE_CLOSED, NULL },
  { "edit-unknown",
    PSY ANNA SESSION,
    "a session.edit id=2 time=>10:00",
    ED_REFUSAL_NOT_FOUND,
    "id" },
  { "edit-former", MOVED, "b session.edit id=1 time=>10:00", ED_REFUSAL_NOT_FOUND, "id" },
  { "edit-deleted",
    PSY ANNA SESSION "a session.delete id=1 reason=mistake",
    "a session.edit id=1 time=>10:00",
    ED_REFUSAL_NOT_FOUND,
    "id" },
  { "edit-conflict",
    PSY ANNA SESSION,
    "a session.edit id=1 date=2024-05-04>2024-05-05",
    ED_REFUSAL_CONFLICT,
    "date" },
  { "edit-second-conflicts",
    PSY ANNA SESSION,
    "a session.edit id=1 date=2024-05-01>2024-05-05 minutes=30>40",
    ED_REFUSAL_CONFLICT,
    "minutes" },
  { "edit-before-recorded",
    PSY ANNA SESSION,
    "a session.edit id=1 date=2024-05-01>2024-04-30",
    ED_REFUSAL_SESSION_BEFORE_RECORDED,
    "date" },
  { "edit-date-away",
    PSY ANNA SESSION,
    "a session.edit id=1 date=2024-05-01>",
    ED_REFUSAL_INVALID,
    "date" },
  { "edit-nothing", PSY ANNA SESSION, "a session.edit id=1", ED_REFUSAL_INVALID, "args" },
  { "edit-closing", CLOSING, "a session.edit id=1 time=>10:00", ED_REFUSAL_CASE_LOCKED, NULL },
  { "delete-no-reason",
    PSY ANNA SESSION,
    "a session.delete id=1",
    ED_REFUSAL_REASON_REQUIRED,
    "reason" },
  { "delete-unknown",
    PSY ANNA,
    "a session.delete id=1 reason=mistake",
    ED_REFUSAL_NOT_FOUND,
    "id" },
  { "delete-former", MOVED, "b session.delete id=1 reason=mistake", ED_REFUSAL_NOT_FOUND, "id" },
  { "delete-other-reason",
    PSY ANNA SESSION "a session.delete id=1 reason=mistake",
    "a session.delete id=1 reason=late_cancel",
    ED_REFUSAL_CONFLICT,
    "reason" },
  { "delete-closing",
    CLOSING,
    "a session.delete id=1 reason=mistake",
    ED_REFUSAL_CASE_LOCKED,
    NULL },
  { "attempt-early", PSY ANNA, "a attempt.add id=9 kind=call at=-1ms", ED_REFUSAL_INVALID, "at" },
  { "attempt-future", PSY ANNA, "a attempt.add id=9 kind=call at=+1ms", ED_REFUSAL_INVALID, "at" },
  { "attempt-no-kind", PSY ANNA, "a attempt.add id=9 at=+0h", ED_REFUSAL_INVALID, "kind" },
  { "attempt-same-id",
    PSY ANNA "wait 1h;" ATTEMPT ("9", "call"),
    "a attempt.add id=9 kind=text at=-1m result=no_answer",
    ED_REFUSAL_INVALID,
    "id" },
  { "attempt-same-id-former",
    MOVED,
    "b attempt.add id=11 kind=call at=+0h",
    ED_REFUSAL_INVALID,
    "id" },
  { "attempt-closing",
    CLOSING,
    "a attempt.add id=9 kind=call at=-1m",
    ED_REFUSAL_CASE_LOCKED,
    NULL },
  { "attempt-edit-unknown",
    PSY ANNA,
    "a attempt.edit id=9 kind=call>text",
    ED_REFUSAL_NOT_FOUND,
    "id" },
  { "attempt-edit-former",
    MOVED,
    "b attempt.edit id=11 kind=call>text",
    ED_REFUSAL_NOT_FOUND,
    "id" },
  { "attempt-edit-conflict",
    PSY ANNA "wait 1h;" ATTEMPT ("9", "call"),
    "a attempt.edit id=9 kind=email>text",
    ED_REFUSAL_CONFLICT,
    "kind" },
  { "attempt-edit-future",
    PSY ANNA "wait 1h;" ATTEMPT ("9", "call"),
    "a attempt.edit id=9 at=-1m>+1m",
    ED_REFUSAL_INVALID,
    "at" },
  { "attempt-edit-deleted",
    PSY ANNA "wait 1h;" ATTEMPT ("9", "call") "a attempt.delete id=9",
    "a attempt.edit id=9 kind=call>text",
    ED_REFUSAL_NOT_FOUND,
    "id" },
  { "attempt-delete-unknown", PSY ANNA, "a attempt.delete id=9", ED_REFUSAL_NOT_FOUND, "id" },
  { "attempt-delete-former", MOVED, "b attempt.delete id=11", ED_REFUSAL_NOT_FOUND, "id" },
};

#define OWN_SESSION \
  "wait 1h; c case.assign expert=o; wait 1h; o case.contact; o session.add id=1 date=2024-05-01;"
#define OWN                                           \
  PSY OWN_SESSION LOG "o satisfaction.score score=7;" \
                      "o case.close closing=50 outcome=completed"
#define UNREACHABLE "a case.unreachable closing=50"
#define COMPLETED "a case.close closing=50 outcome=completed"
#define DROPPED_OUT "a case.close closing=50 outcome=dropped_out"

static const Refused closing[] = {
  { "score-low", PSY ANNA, "a satisfaction.score score=0", ED_REFUSAL_SCORE_OUT_OF_RANGE, "score" },
  { "score-high",
    PSY ANNA,
    "a satisfaction.score score=11",
    ED_REFUSAL_SCORE_OUT_OF_RANGE,
    "score" },
  { "score-none", PSY ANNA, "a satisfaction.score", ED_REFUSAL_INVALID, "score" },
  { "score-closing", CLOSING, "a satisfaction.score score=7", ED_REFUSAL_CASE_LOCKED, NULL },
  { "tick-beside-form",
    PSY ANNA "document satisfaction_form",
    "a satisfaction.not_possible not_possible=1",
    ED_REFUSAL_WRONG_STATE,
    NULL },
  { "tick-nothing", PSY ANNA, "a satisfaction.not_possible", ED_REFUSAL_INVALID, "not_possible" },
  { "unreachable-untried", PSY ANNA, UNREACHABLE, ED_REFUSAL_ATTEMPTS_MISSING, NULL },
  { "unreachable-no-text",
    PSY ANNA "wait 1h;" CALLS,
    UNREACHABLE,
    ED_REFUSAL_ATTEMPTS_MISSING,
    NULL },
  { "unreachable-two-calls",
    PSY ANNA "wait 1h;" CALLS TEXT "a attempt.delete id=22",
    UNREACHABLE,
    ED_REFUSAL_ATTEMPTS_MISSING,
    NULL },
  { "unreachable-reached",
    PSY ANNA "wait 1h;" CALLS TEXT "a attempt.edit id=22 result=no_answer>reached",
    UNREACHABLE,
    ED_REFUSAL_ATTEMPTS_MISSING,
    NULL },
  { "unreachable-emails-only",
    PSY ANNA "wait 1h;" ATTEMPT ("1", "email") ATTEMPT ("2", "email") ATTEMPT ("3", "email")
        ATTEMPT ("4", "email"),
    UNREACHABLE,
    ED_REFUSAL_ATTEMPTS_MISSING,
    NULL },
  { "unreachable-three-emails",
    PSY_NO_PHONE ANNA "wait 1h;" ATTEMPT ("1", "email") ATTEMPT ("2", "email")
        ATTEMPT ("3", "email"),
    UNREACHABLE,
    ED_REFUSAL_ATTEMPTS_MISSING,
    NULL },
  { "unreachable-former-tried",
    PSY ANNA "wait 1h;" CALLS TEXT "c case.assign expert=b",
    "b case.unreachable closing=50",
    ED_REFUSAL_ATTEMPTS_MISSING,
    NULL },
  { "unreachable-sessions",
    PSY ANNA "wait 1h;" CALLS TEXT SESSION,
    UNREACHABLE,
    ED_REFUSAL_HAS_SESSIONS,
    NULL },
  { "unreachable-closing", CLOSING, UNREACHABLE, ED_REFUSAL_CASE_LOCKED, NULL },
  { "close-uncontacted", PSY ANNA SESSION LOG SCORE, COMPLETED, ED_REFUSAL_NOT_CONTACTED, NULL },
  { "close-no-session", PSY ANNA CONTACT LOG SCORE, COMPLETED, ED_REFUSAL_NO_SESSION, NULL },
  { "close-deleted-session",
    PSY ANNA CONTACT SESSION LOG SCORE "a session.delete id=1 reason=cancelled",
    COMPLETED,
    ED_REFUSAL_NO_SESSION,
    NULL },
  { "close-future-session",
    READY "a session.add id=2 date=2024-05-02",
    COMPLETED,
    ED_REFUSAL_SESSION_IN_FUTURE,
    NULL },
  /* 21:59Z is still the day before in Budapest. */
  { "close-future-in-zone",
    READY "a session.add id=2 date=2024-05-02; at 2024-05-01T21:59:59Z",
    COMPLETED,
    ED_REFUSAL_SESSION_IN_FUTURE,
    NULL },
  { "close-no-log", PSY ANNA CONTACT SESSION SCORE, COMPLETED, ED_REFUSAL_DOCUMENT_MISSING, NULL },
  { "close-other-document",
    PSY ANNA CONTACT SESSION SCORE "document case_file",
    COMPLETED,
    ED_REFUSAL_DOCUMENT_MISSING,
    NULL },
  { "close-unsatisfied",
    PSY ANNA CONTACT SESSION LOG,
    COMPLETED,
    ED_REFUSAL_SATISFACTION_MISSING,
    NULL },
  { "close-legal-form-only",
    LEGAL ANNA CONTACT SESSION "document satisfaction_form",
    COMPLETED,
    ED_REFUSAL_SATISFACTION_MISSING,
    NULL },
  { "close-former-did-it-all",
    READY "c case.assign expert=b",
    "b case.close closing=50 outcome=completed",
    ED_REFUSAL_NOT_CONTACTED,
    NULL },
  { "close-dropped-out-scored", READY, DROPPED_OUT, ED_REFUSAL_SATISFACTION_MISSING, NULL },
  { "close-as-unreachable",
    READY,
    "a case.close closing=50 outcome=unreachable",
    ED_REFUSAL_INVALID,
    "outcome" },
  { "close-no-outcome", READY, "a case.close closing=50", ED_REFUSAL_INVALID, "outcome" },
  { "close-no-id", READY, "a case.close outcome=completed", ED_REFUSAL_INVALID, "closing" },
  { "close-twice", CLOSING, COMPLETED, ED_REFUSAL_CASE_LOCKED, NULL },
  { "close-closed", CLOSED, COMPLETED, ED_REFUSAL_CASE_CLOSED, NULL },
  { "withdraw-nothing", READY, "a case.withdraw closing=50", ED_REFUSAL_WRONG_STATE, NULL },
  { "withdraw-another", CLOSING, "a case.withdraw closing=51", ED_REFUSAL_WRONG_STATE, "closing" },
  { "withdraw-approved", CLOSED, "a case.withdraw closing=50", ED_REFUSAL_CASE_CLOSED, NULL },
  { "approve-nothing", READY, "c case.approve closing=50", ED_REFUSAL_WRONG_STATE, NULL },
  { "approve-another", CLOSING, "c case.approve closing=51", ED_REFUSAL_WRONG_STATE, "closing" },
  { "approve-overtaken",
    CLOSING "a case.withdraw closing=50; a case.close closing=51 outcome=completed",
    "c case.approve closing=50",
    ED_REFUSAL_WRONG_STATE,
    "closing" },
  { "approve-edited-since",
    CLOSING "c case.edit type=psychological>health_coaching coaching_kind=>life_coach",
    "c case.approve closing=50",
    ED_REFUSAL_DOCUMENT_MISSING,
    NULL },
  { "approve-twice", CLOSED, "c case.approve closing=50", ED_REFUSAL_WRONG_STATE, NULL },
  { "approve-own", OWN, "o case.approve closing=50", ED_REFUSAL_OWN_MONEY, NULL },
  { "approve-own-before",
    PSY OWN_SESSION ANNA CONTACT "a session.add id=2 date=2024-05-01;" LOG SCORE COMPLETED,
    "o case.approve closing=50",
    ED_REFUSAL_OWN_MONEY,
    NULL },
  { "approve-by-expert", CLOSING, "a case.approve closing=50", ED_REFUSAL_FORBIDDEN, NULL },
  { "return-no-note", CLOSING, "c case.return closing=50", ED_REFUSAL_REASON_REQUIRED, "note" },
  { "return-another",
    CLOSING,
    "c case.return closing=51 note=x",
    ED_REFUSAL_WRONG_STATE,
    "closing" },
  { "return-closed", CLOSED, "c case.return closing=50 note=x", ED_REFUSAL_WRONG_STATE, NULL },
  { "reopen-open", READY, "c case.reopen reason=x", ED_REFUSAL_WRONG_STATE, NULL },
  { "reopen-closing", CLOSING, "c case.reopen reason=x", ED_REFUSAL_WRONG_STATE, NULL },
  { "reopen-no-reason", CLOSED, "c case.reopen", ED_REFUSAL_REASON_REQUIRED, "reason" },
  { "reopen-by-expert", CLOSED, "a case.reopen reason=x", ED_REFUSAL_FORBIDDEN, NULL },
};

static void
test_is_refused (gconstpointer subject)
{
  const Refused *refused = subject;
  g_autoptr (Play) play = play_run (play_new ("budapest"), refused->before);
  g_autoptr (EdCase) before = ed_record_copy (&ed_case_type, play->case_);
  EdCase *same = play->case_;

  g_assert_false (play_step (play, refused->step));
  g_assert_cmpstr (ed_refusal_word (play->refusal.code), ==, ed_refusal_word (refused->code));
  g_assert_cmpstr (play->refusal.field, ==, refused->field);
  g_assert_true (play->case_ == same);
  g_assert_true (ed_record_equal (&ed_case_type, before, play->case_));
}

/* Each command and who may give it; a refusal for want of the right comes before any other. */
static void
test_roles_are_needed (void)
{
  static const struct
  {
    char who;
    EdRoles role;
  } people[] = { { 'c', ED_ROLE_COORDINATOR },
                 { 'a', ED_ROLE_EXPERT },
                 { 'm', ED_ROLE_CASE_MANAGER } };

  for (int type = 0; type < ED_N_COMMANDS; type++)
    {
      const EdCommandForm *form = ed_command_form (type);
      EdRoles one = form->needs_assignment ? ED_ROLE_EXPERT : ED_ROLE_COORDINATOR;
      guint needed = type == ED_COMMAND_MESSAGE_SEND ? ED_ROLE_EXPERT | ED_ROLE_COORDINATOR : one;

      for (guint i = 0; form->target_kind == ED_TARGET_CASE && i < G_N_ELEMENTS (people); i++)
        {
          g_autofree char *step = g_strdup_printf ("%c %s", people[i].who, form->word);
          g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA);

          play_step (play, step);
          g_assert_cmpint (play->refusal.code == ED_REFUSAL_FORBIDDEN,
                           ==,
                           (people[i].role & needed) == 0);
        }
    }
}

/* The tables above come upon every refusal that the rules of a case can give. */
static void
test_refusals_are_all_met (void)
{
  static const struct
  {
    const Refused *table;
    guint n;
  } tables[] = { { intake, G_N_ELEMENTS (intake) },
                 { assignment, G_N_ELEMENTS (assignment) },
                 { sessions, G_N_ELEMENTS (sessions) },
                 { closing, G_N_ELEMENTS (closing) } };
  gboolean is_met[ED_N_REFUSALS] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (guint j = 0; j < tables[i].n; j++)
        is_met[tables[i].table[j].code] = TRUE;
    }
  for (int code = ED_REFUSAL_FORBIDDEN; code <= ED_REFUSAL_LIMIT_NOT_RAISED; code++)
    g_assert_true (is_met[code]);
  g_assert_true (is_met[ED_REFUSAL_WRONG_STATE]);
  g_assert_true (is_met[ED_REFUSAL_OWN_MONEY]);
  g_assert_true (is_met[ED_REFUSAL_CONFLICT]);
  g_assert_true (is_met[ED_REFUSAL_INVALID]);
}

static void
add_table (const char *name, const Refused *table, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/refusals/%s/%s", name, table[i].name);

      g_test_add_data_func (path, &table[i], test_is_refused);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/refusals/roles-are-needed", test_roles_are_needed);
  g_test_add_func ("/domain/refusals/refusals-are-all-met", test_refusals_are_all_met);
  add_table ("intake", intake, G_N_ELEMENTS (intake));
  add_table ("assignment", assignment, G_N_ELEMENTS (assignment));
  add_table ("sessions", sessions, G_N_ELEMENTS (sessions));
  add_table ("closing", closing, G_N_ELEMENTS (closing));
  return g_test_run ();
}
