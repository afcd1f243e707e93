/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the store finds that needs a coordinator's decision: of cases and requests as they are
 * shown.
 */

#include "request-fixture.h"

#include "store/decisions.h"
#include "store/late-work.h"
#include "store/messages.h"
#include "wire/record-json.h"

static void
set_up (Desk *desk, gconstpointer unused)
{
  desk_set_up (desk, TRUE);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  desk_close (desk);
}

/* Assigned and, with CONTACTED_H, contacted that many hours ago. */
static EdCase *
make_assigned (guint n, gint64 assigned_h, gint64 contacted_h)
{
  EdCase *case_ = desk_make_case_in (n, ED_CASE_ASSIGNED);

  case_->recorded_at = DESK_NOW - 500 * DESK_DAY;
  case_->assigned_at = DESK_NOW - assigned_h * DESK_HOUR;
  if (contacted_h != 0)
    case_->contacted_at = DESK_NOW - contacted_h * DESK_HOUR;
  return case_;
}

static EdCase *
make_counselled (guint n, gint64 days)
{
  EdCase *case_ = make_assigned (n, 24 * days + 48, 24 * days + 24);
  EdSession *session = ed_record_new (&ed_session_type);

  session->id = g_strdup (desk_session_id (n));
  session->assignment_id = g_strdup (case_->assignment_id);
  session->date = DESK_TODAY - days;
  g_ptr_array_add (case_->sessions, session);
  return case_;
}

static EdCase *
make_closing (guint n, EdOutcome outcome, gint64 hours)
{
  EdCase *case_ = desk_make_case_in (n, ED_CASE_CLOSING);

  case_->closing = ed_record_new (&ed_closing_type);
  case_->closing->id = g_strdup (desk_command_id (900 + n));
  case_->closing->outcome = outcome;
  case_->closing->at = DESK_NOW - hours * DESK_HOUR;
  return case_;
}

static EdCase *
make_declined (guint n, gint64 hours)
{
  EdCase *case_ = desk_make_case_in (n, ED_CASE_DECLINED);

  for (gint64 i = 1; i >= 0; i--)
    {
      EdDecline *decline = ed_record_new (&ed_decline_type);

      decline->at = DESK_NOW - (hours + 100 * i) * DESK_HOUR;
      decline->by_name = g_strdup ("Nagy Éva");
      g_ptr_array_add (case_->declined, decline);
    }
  return case_;
}

static EdCase *
make_recorded (guint n, gint64 hours, gboolean crisis)
{
  EdCase *case_ = desk_make_case_in (n, ED_CASE_RECORDED);

  case_->recorded_at = DESK_NOW - hours * DESK_HOUR;
  case_->crisis_call = crisis ? 1 : ED_ABSENT;
  return case_;
}

/* The number that was given to the case or request at ROW. */
static gint64
find_number (Desk *desk, const EdDecisionRow *row, gboolean is_request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loaded =
      is_request ? ed_store_load_request_rows (desk->store, &row->row, 1, &error)
                 : ed_store_load_rows (desk->store, &row->row, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (loaded->len, ==, 1);
  return is_request ? ((EdRequestRow *) loaded->pdata[0])->request->number
                    : ((EdCaseRow *) loaded->pdata[0])->case_->number - 200;
}

/* "7:assign r3:review", by the numbers of cases and requests. */
static char *
list_decisions (Desk *desk, gint64 now)
{
  static const char *const words[] = {
    [ED_DECISION_NONE] = "none",
    [ED_DECISION_ASSIGN] = "assign",
    [ED_DECISION_ASSIGN_AGAIN] = "again",
    [ED_DECISION_CONTACT_DUE] = "48",
    [ED_DECISION_CONTACT_FIRST] = "24",
    [ED_DECISION_APPROVE] = "approve",
    [ED_DECISION_APPROVE_UNREACHABLE] = "unreachable",
    [ED_DECISION_MORE_SESSIONS] = "sessions",
    [ED_DECISION_ANSWER] = "answer",
    [ED_DECISION_SESSION_DUE] = "5d",
    [ED_DECISION_CLOSING_DUE] = "3m",
    [ED_DECISION_CLOSING_WARN] = "2m",
    [ED_DECISION_LATE_WORK] = "late",
    [ED_DECISION_REQUEST_ASSIGN] = "assign",
    [ED_DECISION_REQUEST_ASSIGN_AGAIN] = "again",
    [ED_DECISION_REQUEST_LATE_WORK] = "late",
    [ED_DECISION_REQUEST_OVERDUE] = "overdue",
    [ED_DECISION_REQUEST_DUE] = "due",
    [ED_DECISION_REQUEST_REVIEW] = "review",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = ed_store_query_decisions (desk->store, now, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const EdDecisionRow *row = &g_array_index (rows, EdDecisionRow, i);
      gboolean is_request = ed_decision_is_of_request (row->kind);

      g_string_append_printf (text,
                              "%s%s%" G_GINT64_FORMAT ":%s",
                              i == 0 ? "" : " ",
                              is_request ? "r" : "",
                              find_number (desk, row, is_request),
                              words[row->kind]);
    }
  return g_string_free (text, FALSE);
}

static void
assert_decisions (Desk *desk, const char *expected)
{
  g_autofree char *found = list_decisions (desk, DESK_NOW);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_decisions_are_in_order (Desk *desk, gconstpointer unused)
{
  EdCase *crisis = make_assigned (5, 3, 0);
  EdCase *asked = make_assigned (12, 30, 20);
  EdCase *returned = make_counselled (13, 200);

  crisis->crisis_call = 1;
  asked->sessions_asked = 8;
  returned->returned = ed_record_new (&ed_return_type);
  desk_put (desk, make_closing (1, ED_OUTCOME_UNREACHABLE, 90));
  desk_put (desk, make_closing (2, ED_OUTCOME_COMPLETED, 5));
  desk_put (desk, make_closing (3, ED_OUTCOME_COMPLETED, 50));
  desk_put (desk, make_assigned (4, 50, 0));
  desk_put (desk, crisis);
  desk_put (desk, make_assigned (6, 30, 0));
  desk_put (desk, make_declined (7, 2));
  desk_put (desk, make_recorded (8, 1, FALSE));
  desk_put (desk, make_recorded (9, 2, FALSE));
  desk_put (desk, make_recorded (10, 0, TRUE));
  desk_put (desk, make_assigned (11, 300, 200));
  desk_put (desk, asked);
  desk_put (desk, returned);
  desk_put (desk, make_counselled (14, 70));
  desk_put (desk, make_counselled (15, 100));
  /* These go their way. */
  desk_put (desk, make_assigned (16, 10, 0));
  desk_put (desk, make_assigned (17, 60, 50));
  desk_put (desk, make_counselled (18, 40));
  desk_put (desk, desk_make_case_in (19, ED_CASE_CLOSED));
  desk_catch_up (desk, 0);

  assert_decisions (desk,
                    "10:assign 9:assign 8:assign 7:again 5:24 4:48 6:24 11:5d 15:3m 14:2m"
                    " 3:approve 2:approve 1:unreachable 12:sessions");
}

/* Nothing has been done but wait. */
static void
test_decisions_come_with_time (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    gint64 hours;
    const char *expected;
  } moments[] = { { 0, "" }, { 14, "1:24" }, { 38, "1:48" } };

  desk_put (desk, make_assigned (1, 10, 0));
  desk_catch_up (desk, 0);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *found = list_decisions (desk, DESK_NOW + moments[i].hours * DESK_HOUR);

      g_assert_cmpstr (found, ==, moments[i].expected);
    }
}

/* A message waits until a coordinator has answered, on this machine or another. */
static void
test_unanswered_message_is_found (Desk *desk, gconstpointer unused)
{
  desk_put (desk, make_counselled (1, 10));
  desk_put (desk, make_counselled (2, 10));
  desk_put (desk, make_assigned (3, 50, 0));
  desk_put (desk, desk_make_case_in (4, ED_CASE_CLOSED));
  desk_put_message (desk, 1, 1, ED_AUTHOR_EXPERT, "May I?", 0);
  desk_put_message (desk, 2, 2, ED_AUTHOR_EXPERT, "And I?", 1000);
  desk_put_message (desk, 3, 2, ED_AUTHOR_COORDINATOR, "You may.", 2000);
  desk_put_message (desk, 4, 3, ED_AUTHOR_EXPERT, "Nobody answers the phone", 3000);
  desk_put_message (desk, 5, 4, ED_AUTHOR_EXPERT, "Thank you", 4000);
  desk_catch_up (desk, 0);
  assert_decisions (desk, "3:48 1:answer");

  desk_put_message (desk, 6, 1, ED_AUTHOR_COORDINATOR, "Yes", 5000);
  desk_put_message (desk, 7, 2, ED_AUTHOR_EXPERT, "When?", 6000);
  desk_catch_up (desk, 0);
  assert_decisions (desk, "3:48 2:answer");
}

/* What has been done here counts at once; taken back, the case is there again. */
static void
test_decision_leaves_with_command (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  EdCommand *approve = ed_command_new (ED_COMMAND_CASE_APPROVE,
                                       desk_command_id (1),
                                       desk_case_id (1),
                                       NULL,
                                       DESK_NOW);

  ((EdArgs *) approve->args)->closing = g_strdup (desk_command_id (901));
  desk_put (desk, make_closing (1, ED_OUTCOME_UNREACHABLE, 5));
  desk_put (desk, make_closing (2, ED_OUTCOME_UNREACHABLE, 3));
  desk_put_message (desk, 1, 2, ED_AUTHOR_EXPERT, "x", 0);
  desk_catch_up (desk, 0);
  assert_decisions (desk, "1:unreachable 2:unreachable");

  desk_do (desk, approve);
  assert_decisions (desk, "2:unreachable");
  g_assert_true (ed_store_undo (desk->store, desk_command_id (1), &error));
  g_assert_no_error (error);
  assert_decisions (desk, "1:unreachable 2:unreachable");
}

/* What the catch-up has brought but not exposed is not there. */
static void
test_staged_case_is_not_found (Desk *desk, gconstpointer unused)
{
  desk_put (desk, make_recorded (1, 1, FALSE));
  desk_put_message (desk, 1, 1, ED_AUTHOR_EXPERT, "x", 0);
  desk_stage (desk);
  assert_decisions (desk, "");
}

static guint
count_decisions (EdStore *store, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = ed_store_query_decisions (store, now, &error);

  g_assert_no_error (error);
  /* Whoever asked may do with it what they like. */
  g_array_set_size (rows, rows->len + 1);
  return rows->len - 1;
}

/* Asked again at once, the answer is the same; what another connection has written is in it. */
static void
test_decisions_asked_again (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdStore) other = desk_connect (desk);

  desk_put (desk, make_recorded (1, 1, FALSE));
  desk_catch_up (desk, 0);
  g_assert_cmpuint (count_decisions (other, DESK_NOW), ==, 1);
  g_assert_cmpuint (count_decisions (other, DESK_NOW), ==, 1);
  desk_put (desk, make_recorded (2, 1, FALSE));
  desk_catch_up (desk, 0);
  g_assert_cmpuint (count_decisions (other, DESK_NOW), ==, 2);
  desk_put (desk, make_recorded (3, 1, FALSE));
  desk_stage (desk);
  g_assert_cmpuint (count_decisions (other, DESK_NOW), ==, 2);
}

/* --- requests --------------------------------------------------------------------------------- */

static void
add_event (EdRequest *request, EdRequestEventKind what, gint64 hours)
{
  EdRequestEvent *event = ed_record_new (&ed_request_event_type);

  event->what = what;
  event->at = DESK_NOW - hours * DESK_HOUR;
  g_ptr_array_add (request->events, event);
}

/* Request N in STATE, which WHAT has brought it into that many hours ago. */
static EdRequest *
make_request (guint n, EdRequestState state, EdRequestEventKind what, gint64 hours)
{
  EdRequest *request = desk_make_request (n, state);

  add_event (request, ED_REQUEST_EVENT_SENT, hours + 10);
  if (what != ED_REQUEST_EVENT_SENT)
    add_event (request, what, hours);
  add_event (request, ED_REQUEST_EVENT_SHARED, hours - 1);
  return request;
}

static EdRequest *
make_due (guint n, gint64 days)
{
  EdRequest *request = make_request (n, ED_REQUEST_ASSIGNED, ED_REQUEST_EVENT_ASSIGNED, 1);

  request->due = DESK_TODAY + days;
  return request;
}

static void
put_late (Desk *desk, guint n, const char *case_id, const char *request_id)
{
  g_autoptr (EdLateWork) late = ed_record_new (&ed_late_work_type);
  g_autofree char *body = NULL;

  late->id = g_strdup (desk_command_id (n));
  late->state = ED_LATE_WAITING;
  late->case_id = g_strdup (case_id);
  late->request_id = g_strdup (request_id);
  late->by = g_strdup (DESK_SENDER);
  late->received_at = DESK_NOW;
  body = ed_record_to_json (&ed_late_work_type, late, NULL);
  desk_put_text (desk, "late_work", late->id, body);
}

/* Among the cases, in the groups that they share. */
static void
test_requests_are_among_them (Desk *desk, gconstpointer unused)
{
  EdRequest *urgent = make_request (3, ED_REQUEST_UNASSIGNED, ED_REQUEST_EVENT_SENT, 1);

  urgent->urgent = 1;
  desk_put_request (desk, make_request (1, ED_REQUEST_UNASSIGNED, ED_REQUEST_EVENT_SENT, 2));
  desk_put_request (desk, make_request (2, ED_REQUEST_UNASSIGNED, ED_REQUEST_EVENT_HANDED_BACK, 9));
  desk_put_request (desk, urgent);
  desk_put_request (desk, make_request (4, ED_REQUEST_UNDER_REVIEW, ED_REQUEST_EVENT_RESPONDED, 3));
  desk_put_request (desk, make_request (5, ED_REQUEST_UNDER_REVIEW, ED_REQUEST_EVENT_RESPONDED, 8));
  desk_put_request (desk, make_due (6, -1));
  desk_put_request (desk, make_due (7, ED_REQUEST_DUE_SOON_DAYS));
  /* These go their way. */
  desk_put_request (desk, make_due (8, ED_REQUEST_DUE_SOON_DAYS + 1));
  desk_put_request (desk, make_request (9, ED_REQUEST_IN_PROGRESS, ED_REQUEST_EVENT_ASSIGNED, 9));
  desk_put_request (desk, make_request (10, ED_REQUEST_COMPLETED, ED_REQUEST_EVENT_APPROVED, 9));
  desk_put_request (desk, make_request (11, ED_REQUEST_CANCELLED, ED_REQUEST_EVENT_CANCELLED, 9));
  desk_put (desk, make_recorded (1, 2, FALSE));
  desk_put (desk, make_recorded (2, 1, TRUE));
  desk_put (desk, make_closing (3, ED_OUTCOME_COMPLETED, 5));
  desk_catch_up (desk, 0);
  assert_decisions (desk,
                    "2:assign r3:assign 1:assign r1:assign r2:again r6:overdue r7:due 3:approve"
                    " r5:review r4:review");
}

/* Also of a request that asks for nothing else; settled here, it leaves at once. */
static void
test_late_work_is_found (Desk *desk, gconstpointer unused)
{
  EdCommand *settle = ed_command_new (ED_COMMAND_LATE_SETTLE,
                                      desk_command_id (50),
                                      desk_command_id (1),
                                      NULL,
                                      DESK_NOW);
  g_autoptr (EdRequestRow) row = NULL;
  g_autoptr (GPtrArray) late = NULL;

  desk_become (desk, "e0000000-0000-4000-8000-00000000000c", "coordinator");
  desk_put_request (desk, make_request (1, ED_REQUEST_COMPLETED, ED_REQUEST_EVENT_APPROVED, 9));
  desk_put_request (desk, make_request (2, ED_REQUEST_UNDER_REVIEW, ED_REQUEST_EVENT_RESPONDED, 3));
  desk_put (desk, make_assigned (1, 1, 1));
  put_late (desk, 1, NULL, desk_request_id (1));
  put_late (desk, 2, NULL, desk_request_id (2));
  put_late (desk, 3, NULL, desk_request_id (2));
  put_late (desk, 4, desk_case_id (1), NULL);
  desk_catch_up (desk, 0);
  assert_decisions (desk, "1:late r1:late r2:late");
  row = desk_load_request (desk, 2);
  g_assert_cmpuint (row->late, ==, 2);
  late = ed_store_list_late (desk->store, desk_request_id (2), NULL);
  g_assert_cmpuint (late->len, ==, 2);

  ((EdArgs *) settle->args)->accepted = 0;
  desk_do (desk, settle);
  assert_decisions (desk, "1:late r2:late");
}

/* What was done about it here counts at once. */
static void
test_request_leaves_with_command (Desk *desk, gconstpointer unused)
{
  EdRequest *request = make_request (1, ED_REQUEST_UNDER_REVIEW, ED_REQUEST_EVENT_RESPONDED, 3);
  EdResponseVersion *version = ed_record_new (&ed_response_version_type);
  EdCommand *command = desk_on_request (1, 1, ED_COMMAND_REQUEST_RETURN, FALSE);

  version->id = g_strdup (desk_command_id (40));
  version->round_id = g_strdup (desk_command_id (1001));
  version->assignment_id = g_strdup (request->assignment_id);
  version->text = g_strdup ("In May.");
  g_ptr_array_add (request->versions, version);
  desk_become (desk, "e0000000-0000-4000-8000-00000000000c", "coordinator");
  desk_put_request (desk, request);
  desk_catch_up (desk, 0);
  assert_decisions (desk, "r1:review");
  ((EdArgs *) command->args)->version = g_strdup (desk_command_id (40));
  ((EdArgs *) command->args)->note = g_strdup ("Why May?");
  desk_do (desk, command);
  assert_decisions (desk, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/store/decisions/" path, Desk, NULL, set_up, test, tear_down)
  ADD ("are-in-order", test_decisions_are_in_order);
  ADD ("come-with-time", test_decisions_come_with_time);
  ADD ("unanswered-message", test_unanswered_message_is_found);
  ADD ("leave-with-command", test_decision_leaves_with_command);
  ADD ("asked-again", test_decisions_asked_again);
  ADD ("staged", test_staged_case_is_not_found);
  ADD ("requests", test_requests_are_among_them);
  ADD ("late-work", test_late_work_is_found);
  ADD ("request-leaves", test_request_leaves_with_command);
#undef ADD
  return g_test_run ();
}
