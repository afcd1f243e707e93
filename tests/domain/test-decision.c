/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a case or a request asks of a coordinator. */

#include "domain/play.h"
#include "domain/request-play.h"

#include "domain/decision.h"

#define CREATE "c case.create company_name=Suzuki client_alias=XY phone=0630 type="
#define PSY CREATE "psychological;"
#define CRISIS CREATE "psychological crisis_call=1;"
#define FEW CREATE "psychological sessions_available=1;"
#define ANNA "c case.assign expert=a;"
#define CONTACT "a case.contact;"
#define SESSION "a session.add id=1 date=2024-05-01;"
#define LOG "document treatment_log;"
#define SCORE "a satisfaction.score score=7;"
#define CLOSE "wait 1h; a case.close closing=50 outcome=completed;"
#define ASK "wait 1h; a sessions.ask_more number=8 why=Grief;"
#define ATTEMPT(id, kind) "a attempt.add id=" id " kind=" kind " at=-0h result=no_answer;"
#define TRIED \
  ATTEMPT ("21", "call") ATTEMPT ("22", "call") ATTEMPT ("23", "call") ATTEMPT ("24", "text")
#define READY PSY ANNA CONTACT SESSION LOG SCORE

typedef struct
{
  const char *script;
  EdThreadMark mark;
  const char *now;
  EdDecisionKind kind;
  const char *since; /* NULL: absent */
} Row;

/* Everything begins on 1 May at 08:00 UTC, 10:00 there. */
static const Row rows[] = {
  /* Nobody has it. */
  { PSY, ED_THREAD_QUIET, "2024-05-01T08:00:00Z", ED_DECISION_ASSIGN, "2024-05-01T08:00:00Z" },
  { CRISIS, ED_THREAD_QUIET, "2024-06-01T08:00:00Z", ED_DECISION_ASSIGN, "2024-05-01T08:00:00Z" },
  { PSY ANNA "wait 2h; a case.decline;",
    ED_THREAD_QUIET,
    "2024-05-01T11:00:00Z",
    ED_DECISION_ASSIGN_AGAIN,
    "2024-05-01T10:00:00Z" },
  /* Of two refusals the last one. */
  { PSY ANNA "wait 2h; a case.decline;" ANNA "wait 3h; a case.decline;",
    ED_THREAD_QUIET,
    "2024-05-01T14:00:00Z",
    ED_DECISION_ASSIGN_AGAIN,
    "2024-05-01T13:00:00Z" },
  { PSY ANNA "wait 2h; a case.decline;" ANNA,
    ED_THREAD_QUIET,
    "2024-05-01T14:00:00Z",
    ED_DECISION_NONE,
    NULL },

  /* Contact overdue. */
  { PSY ANNA, ED_THREAD_QUIET, "2024-05-02T07:59:59.999Z", ED_DECISION_NONE, NULL },
  { PSY ANNA,
    ED_THREAD_QUIET,
    "2024-05-02T08:00:00Z",
    ED_DECISION_CONTACT_FIRST,
    "2024-05-02T08:00:00Z" },
  { PSY ANNA,
    ED_THREAD_QUIET,
    "2024-05-03T08:00:00Z",
    ED_DECISION_CONTACT_DUE,
    "2024-05-03T08:00:00Z" },
  { CRISIS ANNA,
    ED_THREAD_QUIET,
    "2024-05-01T10:00:00Z",
    ED_DECISION_CONTACT_FIRST,
    "2024-05-01T10:00:00Z" },
  { CRISIS ANNA,
    ED_THREAD_QUIET,
    "2024-05-01T12:00:00Z",
    ED_DECISION_CONTACT_DUE,
    "2024-05-01T12:00:00Z" },

  /* The other limits: five days, two and three months, from the days' beginnings there. */
  { PSY ANNA CONTACT, ED_THREAD_QUIET, "2024-05-05T21:59:59.999Z", ED_DECISION_NONE, NULL },
  { PSY ANNA CONTACT,
    ED_THREAD_QUIET,
    "2024-05-05T22:00:00Z",
    ED_DECISION_SESSION_DUE,
    "2024-05-05T22:00:00Z" },
  { PSY ANNA CONTACT SESSION, ED_THREAD_QUIET, "2024-06-30T21:59:59.999Z", ED_DECISION_NONE, NULL },
  { PSY ANNA CONTACT SESSION,
    ED_THREAD_QUIET,
    "2024-06-30T22:00:00Z",
    ED_DECISION_CLOSING_WARN,
    "2024-06-30T22:00:00Z" },
  { PSY ANNA CONTACT SESSION,
    ED_THREAD_QUIET,
    "2024-07-31T22:00:00Z",
    ED_DECISION_CLOSING_DUE,
    "2024-07-31T22:00:00Z" },

  /* Closed by the expert. */
  { READY, ED_THREAD_QUIET, "2024-05-02T08:00:00Z", ED_DECISION_NONE, NULL },
  { READY CLOSE,
    ED_THREAD_QUIET,
    "2024-05-02T08:00:00Z",
    ED_DECISION_APPROVE,
    "2024-05-01T09:00:00Z" },
  { PSY ANNA TRIED "a case.unreachable closing=50;",
    ED_THREAD_QUIET,
    "2024-05-05T08:00:00Z",
    ED_DECISION_APPROVE_UNREACHABLE,
    "2024-05-01T08:00:00Z" },
  { READY CLOSE "c case.approve closing=50;",
    ED_THREAD_UNANSWERED,
    "2025-05-02T08:00:00Z",
    ED_DECISION_NONE,
    NULL },
  { READY CLOSE "a case.withdraw closing=50;",
    ED_THREAD_QUIET,
    "2024-05-02T08:00:00Z",
    ED_DECISION_NONE,
    NULL },
  /* The expert has the note; the time is theirs. */
  { READY CLOSE "c case.return closing=50 note=Log;",
    ED_THREAD_QUIET,
    "2024-12-02T08:00:00Z",
    ED_DECISION_NONE,
    NULL },

  /* The expert asks for something. */
  { FEW ANNA CONTACT SESSION ASK,
    ED_THREAD_QUIET,
    "2024-05-01T10:00:00Z",
    ED_DECISION_MORE_SESSIONS,
    "2024-05-01T09:00:00Z" },
  { FEW ANNA CONTACT SESSION ASK "c sessions.authorise number=8;",
    ED_THREAD_QUIET,
    "2024-05-01T10:00:00Z",
    ED_DECISION_NONE,
    NULL },
  { FEW ANNA CONTACT SESSION ASK "c sessions.refuse note=No;",
    ED_THREAD_QUIET,
    "2024-05-01T10:00:00Z",
    ED_DECISION_NONE,
    NULL },
  { PSY ANNA CONTACT, ED_THREAD_UNANSWERED, "2024-05-01T10:00:00Z", ED_DECISION_ANSWER, NULL },
  { PSY ANNA CONTACT, ED_THREAD_UNREAD, "2024-05-01T10:00:00Z", ED_DECISION_NONE, NULL },
  { READY CLOSE "c case.return closing=50 note=Log;",
    ED_THREAD_UNANSWERED,
    "2024-05-02T08:00:00Z",
    ED_DECISION_ANSWER,
    NULL },

  /* Which goes first. */
  { PSY ANNA,
    ED_THREAD_UNANSWERED,
    "2024-05-03T08:00:00Z",
    ED_DECISION_CONTACT_DUE,
    "2024-05-03T08:00:00Z" },
  { PSY ANNA CONTACT, ED_THREAD_UNANSWERED, "2024-05-15T10:00:00Z", ED_DECISION_ANSWER, NULL },
  { FEW ANNA CONTACT SESSION ASK,
    ED_THREAD_UNANSWERED,
    "2024-09-01T10:00:00Z",
    ED_DECISION_MORE_SESSIONS,
    "2024-05-01T09:00:00Z" },
  { READY CLOSE,
    ED_THREAD_UNANSWERED,
    "2024-05-02T08:00:00Z",
    ED_DECISION_APPROVE,
    "2024-05-01T09:00:00Z" },
};

static void
test_decision_follows_case (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (Play) play = play_run (play_new ("budapest"), row->script);
  EdDecision decision = ed_case_decision (play->case_,
                                          row->mark,
                                          play_instant (row->now),
                                          play->settings,
                                          play->zone);

  g_assert_cmpint (decision.kind, ==, row->kind);
  g_assert_cmpint (decision.since, ==, row->since == NULL ? ED_ABSENT : play_instant (row->since));
}

/* What a limit is found over in, is within reach; of the days around its beginning, too. */
static void
test_decision_reach_covers_limits (void)
{
  static const char *const scripts[] = { PSY ANNA,
                                         CRISIS ANNA,
                                         PSY ANNA CONTACT,
                                         PSY ANNA CONTACT SESSION };
  static const char *const zones[] = { "budapest", "utc", "kiritimati", "baker" };

  for (guint i = 0; i < G_N_ELEMENTS (scripts) * G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (Play) play =
          play_run (play_new (zones[i % G_N_ELEMENTS (zones)]), scripts[i / G_N_ELEMENTS (zones)]);
      const EdCase *case_ = play->case_;
      const EdSession *first = case_->sessions->len > 0 ? case_->sessions->pdata[0] : NULL;
      guint found = 0;

      for (gint64 hour = 0; hour < 24 * 100; hour++)
        {
          gint64 now = play->now + hour * 3600000;
          EdDecisionReach reach = ed_decision_reach (now, play->settings, play->zone);

          if (ed_case_decision (case_, ED_THREAD_QUIET, now, play->settings, play->zone).kind
              == ED_DECISION_NONE)
            continue;
          found++;
          if (case_->contacted_at == ED_ABSENT)
            g_assert_cmpint (case_->assigned_at, <=, reach.assigned_at);
          else if (first == NULL)
            g_assert_cmpint (case_->contacted_at, <=, reach.contacted_at);
          else
            g_assert_cmpint (first->date, <=, reach.first_session);
        }
      g_assert_cmpuint (found, >, 0);
    }
}

/* Nothing in the order of groups is left to chance. */
static void
test_decisions_have_groups (void)
{
  guint kinds[ED_N_DECISIONS] = { 0 };
  guint of_requests = 0;

  for (int kind = ED_DECISION_ASSIGN; kind <= ED_DECISION_CLOSING_WARN; kind++)
    {
      kinds[ed_decision_group ((EdDecisionKind) kind)]++;
      of_requests += ed_decision_is_of_request ((EdDecisionKind) kind);
    }
  g_assert_cmpuint (kinds[ED_DECISIONS_ASSIGN], ==, 4);
  g_assert_cmpuint (kinds[ED_DECISIONS_LATE], ==, 7);
  g_assert_cmpuint (kinds[ED_DECISIONS_APPROVE], ==, 3);
  g_assert_cmpuint (kinds[ED_DECISIONS_ANSWER], ==, 4);
  g_assert_cmpuint (of_requests, ==, 6);
}

/* Late work is settled before what it may change; a case that nobody has is assigned first. */
static void
test_late_work_goes_first (void)
{
  static const struct
  {
    EdDecisionKind kind;
    guint n;
    EdDecisionKind with_late;
  } lines[] = {
    { ED_DECISION_NONE, 0, ED_DECISION_NONE },
    { ED_DECISION_NONE, 1, ED_DECISION_LATE_WORK },
    { ED_DECISION_APPROVE, 2, ED_DECISION_LATE_WORK },
    { ED_DECISION_CONTACT_DUE, 1, ED_DECISION_LATE_WORK },
    { ED_DECISION_APPROVE, 0, ED_DECISION_APPROVE },
    { ED_DECISION_ASSIGN, 1, ED_DECISION_ASSIGN },
    { ED_DECISION_ASSIGN_AGAIN, 1, ED_DECISION_ASSIGN_AGAIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      EdDecision decision = { lines[i].kind, ED_ABSENT };

      g_assert_cmpint (ed_decision_with_late (decision, lines[i].n).kind, ==, lines[i].with_late);
    }
}

/* --- requests --------------------------------------------------------------------------------- */

#define SENT_AT "2024-05-01T08:00:00Z"

typedef struct
{
  EdRequestState state; /* a story that begins at SENT_AT, and takes a minute for each step */
  const char *due;      /* or NULL */
  guint late;           /* responses that wait */
  const char *now;
  EdDecisionKind kind;
  EdRequestEventKind since; /* the last event of it; ignored where there is none */
} RequestRow;

#define NO_EVENT ((EdRequestEventKind) ED_ABSENT)

static const RequestRow request_rows[] = {
  /* The story of "unassigned" has a hand-back at its end. */
  { ED_REQUEST_UNASSIGNED,
    NULL,
    0,
    "2024-05-02T08:00:00Z",
    ED_DECISION_REQUEST_ASSIGN_AGAIN,
    ED_REQUEST_EVENT_HANDED_BACK },
  { ED_REQUEST_UNASSIGNED,
    "2024-04-01",
    2,
    "2024-05-02T08:00:00Z",
    ED_DECISION_REQUEST_ASSIGN_AGAIN,
    ED_REQUEST_EVENT_HANDED_BACK },
  { ED_REQUEST_ASSIGNED, NULL, 0, "2024-09-02T08:00:00Z", ED_DECISION_NONE, NO_EVENT },
  { ED_REQUEST_IN_PROGRESS, NULL, 0, "2024-09-02T08:00:00Z", ED_DECISION_NONE, NO_EVENT },
  { ED_REQUEST_UNDER_REVIEW,
    NULL,
    0,
    "2024-05-02T08:00:00Z",
    ED_DECISION_REQUEST_REVIEW,
    ED_REQUEST_EVENT_RESPONDED },
  { ED_REQUEST_UNDER_REVIEW,
    "2024-04-01",
    0,
    "2024-05-02T08:00:00Z",
    ED_DECISION_REQUEST_REVIEW,
    ED_REQUEST_EVENT_RESPONDED },
  { ED_REQUEST_COMPLETED, "2024-04-01", 0, "2024-09-02T08:00:00Z", ED_DECISION_NONE, NO_EVENT },
  { ED_REQUEST_CANCELLED, "2024-04-01", 0, "2024-09-02T08:00:00Z", ED_DECISION_NONE, NO_EVENT },

  /* The day it is due, in Budapest: two days before, on it, after it. */
  { ED_REQUEST_ASSIGNED, "2024-05-05", 0, "2024-05-02T21:59:59.999Z", ED_DECISION_NONE, NO_EVENT },
  { ED_REQUEST_ASSIGNED,
    "2024-05-05",
    0,
    "2024-05-02T22:00:00Z",
    ED_DECISION_REQUEST_DUE,
    NO_EVENT },
  { ED_REQUEST_IN_PROGRESS,
    "2024-05-05",
    0,
    "2024-05-05T21:59:59.999Z",
    ED_DECISION_REQUEST_DUE,
    NO_EVENT },
  { ED_REQUEST_IN_PROGRESS,
    "2024-05-05",
    0,
    "2024-05-05T22:00:00Z",
    ED_DECISION_REQUEST_OVERDUE,
    NO_EVENT },

  /* A late response goes before what it may change, and comes even when all is over. */
  { ED_REQUEST_ASSIGNED,
    "2024-04-01",
    1,
    "2024-05-02T08:00:00Z",
    ED_DECISION_REQUEST_LATE_WORK,
    NO_EVENT },
  { ED_REQUEST_UNDER_REVIEW,
    NULL,
    1,
    "2024-05-02T08:00:00Z",
    ED_DECISION_REQUEST_LATE_WORK,
    NO_EVENT },
  { ED_REQUEST_COMPLETED,
    NULL,
    1,
    "2024-05-02T08:00:00Z",
    ED_DECISION_REQUEST_LATE_WORK,
    NO_EVENT },
  { ED_REQUEST_CANCELLED,
    NULL,
    1,
    "2024-05-02T08:00:00Z",
    ED_DECISION_REQUEST_LATE_WORK,
    NO_EVENT },
};

static gint64
find_event (const EdRequest *request, EdRequestEventKind what)
{
  for (guint i = request->events->len; i > 0; i--)
    if (((EdRequestEvent *) request->events->pdata[i - 1])->what == (gint64) what)
      return ((EdRequestEvent *) request->events->pdata[i - 1])->at;
  g_assert_not_reached ();
}

static void
test_decision_follows_request (gconstpointer data)
{
  const RequestRow *row = data;
  g_autoptr (Play) play = play_new ("budapest");
  g_autoptr (EdRequest) request = play_request (row->state, play_instant (SENT_AT));
  EdRequestStanding standing;
  EdDecision decision;

  request->due = row->due == NULL ? ED_ABSENT : ed_date_from_text (row->due);
  standing = ed_request_standing (request);
  decision = ed_request_decision (&standing, row->late, play_instant (row->now), play->zone);
  g_assert_cmpint (decision.kind, ==, row->kind);
  g_assert_cmpint (decision.haste, ==, ED_HASTE_NONE);
  if (row->since != NO_EVENT)
    g_assert_cmpint (decision.since, ==, find_event (request, row->since));
  request->urgent = 1;
  standing = ed_request_standing (request);
  decision = ed_request_decision (&standing, row->late, play_instant (row->now), play->zone);
  g_assert_cmpint (decision.kind, ==, row->kind);
  g_assert_cmpint (decision.haste, ==, ED_HASTE_URGENT);
}

/* One that nobody has had yet, and one that is asked again. */
static void
test_new_request_waits_since_it_was_asked (void)
{
  g_autoptr (Play) play = play_new ("budapest");
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_UNASSIGNED, play_instant (SENT_AT));
  EdRequestStanding standing;
  EdDecision decision;

  while (request->events->len > 1)
    g_ptr_array_remove_index (request->events, request->events->len - 1);
  for (guint i = 0; i < 2; i++)
    {
      standing = ed_request_standing (request);
      decision = ed_request_decision (&standing, 0, play_instant (SENT_AT), play->zone);
      g_assert_cmpint (decision.kind, ==, ED_DECISION_REQUEST_ASSIGN);
      g_assert_cmpint (decision.since, ==, play_instant (SENT_AT) + 600000 * i);
      ((EdRequestEvent *) request->events->pdata[0])->what = ED_REQUEST_EVENT_ASKED_AGAIN;
      ((EdRequestEvent *) request->events->pdata[0])->at += 600000;
    }
}

/* What a limit is found of, is within reach. */
static void
test_decision_reach_covers_due_days (void)
{
  static const char *const zones[] = { "budapest", "utc", "kiritimati", "baker" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (Play) play = play_new (zones[i]);
      EdRequestStanding standing = { .state = ED_REQUEST_ASSIGNED,
                                     .due = ed_date_from_text ("2024-05-20"),
                                     .turn = ED_ABSENT,
                                     .turn_at = ED_ABSENT };
      guint found = 0;

      for (gint64 hour = 0; hour < 24 * 30; hour++)
        {
          gint64 now = play->now + hour * 3600000;

          if (ed_request_decision (&standing, 0, now, play->zone).kind == ED_DECISION_NONE)
            continue;
          found++;
          g_assert_cmpint (standing.due,
                           <=,
                           ed_decision_reach (now, play->settings, play->zone).request_due);
        }
      g_assert_cmpuint (found, >, 0);
    }
}

/* Each stands before the next: by group, haste, kind, and since when. */
static void
test_decisions_have_an_order (void)
{
  static const EdDecision order[] = {
    { ED_DECISION_ASSIGN, 9, ED_HASTE_CRISIS },
    { ED_DECISION_ASSIGN_AGAIN, 5, ED_HASTE_CRISIS },
    { ED_DECISION_REQUEST_ASSIGN, 1, ED_HASTE_URGENT },
    { ED_DECISION_REQUEST_ASSIGN_AGAIN, 1, ED_HASTE_URGENT },
    { ED_DECISION_ASSIGN, 1, ED_HASTE_NONE },
    { ED_DECISION_ASSIGN, 2, ED_HASTE_NONE },
    { ED_DECISION_ASSIGN, ED_ABSENT, ED_HASTE_NONE },
    { ED_DECISION_REQUEST_ASSIGN, 1, ED_HASTE_NONE },
    { ED_DECISION_CONTACT_FIRST, 1, ED_HASTE_CRISIS },
    { ED_DECISION_REQUEST_DUE, 1, ED_HASTE_URGENT },
    { ED_DECISION_CONTACT_DUE, 1, ED_HASTE_NONE },
    { ED_DECISION_REQUEST_OVERDUE, 1, ED_HASTE_NONE },
    { ED_DECISION_REQUEST_DUE, 0, ED_HASTE_NONE },
    { ED_DECISION_SESSION_DUE, 0, ED_HASTE_NONE },
    { ED_DECISION_REQUEST_REVIEW, 7, ED_HASTE_URGENT },
    { ED_DECISION_APPROVE, 8, ED_HASTE_NONE },
    { ED_DECISION_APPROVE_UNREACHABLE, 1, ED_HASTE_NONE },
    { ED_DECISION_REQUEST_REVIEW, 1, ED_HASTE_NONE },
    { ED_DECISION_LATE_WORK, ED_ABSENT, ED_HASTE_NONE },
    { ED_DECISION_REQUEST_LATE_WORK, ED_ABSENT, ED_HASTE_NONE },
    { ED_DECISION_MORE_SESSIONS, 1, ED_HASTE_NONE },
    { ED_DECISION_ANSWER, ED_ABSENT, ED_HASTE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < G_N_ELEMENTS (order); j++)
      {
        int compared = ed_decision_compare (&order[i], &order[j]);

        g_assert_cmpint ((compared > 0) - (compared < 0), ==, (i > j) - (i < j));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/decision/follows-case/%u", i);

      g_test_add_data_func (path, &rows[i], test_decision_follows_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (request_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/decision/follows-request/%u", i);

      g_test_add_data_func (path, &request_rows[i], test_decision_follows_request);
    }
  g_test_add_func ("/domain/decision/new-request", test_new_request_waits_since_it_was_asked);
  g_test_add_func ("/domain/decision/reach-covers-due", test_decision_reach_covers_due_days);
  g_test_add_func ("/domain/decision/order", test_decisions_have_an_order);
  g_test_add_func ("/domain/decision/reach-covers-limits", test_decision_reach_covers_limits);
  g_test_add_func ("/domain/decision/groups", test_decisions_have_groups);
  g_test_add_func ("/domain/decision/late-work", test_late_work_goes_first);
  return g_test_run ();
}
