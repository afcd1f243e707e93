/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every applied command leaves its event, and the case in its state. */

#include "domain/play.h"

#define PSY "c case.create company_name=Suzuki client_alias=XY type=psychological phone=0630;"
#define ANNA "wait 1h; c case.assign expert=a;"
#define CONTACT "wait 1h; a case.contact;"
#define SESSION "a session.add id=1 date=2024-05-01;"
#define READY PSY ANNA CONTACT SESSION "document treatment_log; a satisfaction.score score=7;"
#define CLOSING READY "a case.close closing=50 outcome=completed;"
#define CLOSED CLOSING "c case.approve closing=50;"
#define ATTEMPT(id, kind) "a attempt.add id=" id " kind=" kind " at=-1m result=no_answer;"
#define TRIED \
  ATTEMPT ("21", "call") ATTEMPT ("22", "call") ATTEMPT ("23", "call") ATTEMPT ("24", "text")

static const EdEvent *
get_last_event (const Play *play)
{
  return play->case_->events->pdata[play->case_->events->len - 1];
}

typedef struct
{
  const char *before;
  const char *step;
  EdEventKind event;
  EdCaseState state;
} Applied;

static const Applied applied[] = {
  { "",
    "c case.create company_name=S client_alias=XY type=legal",
    ED_EVENT_RECORDED,
    ED_CASE_RECORDED },
  { PSY, "c case.edit city=>Vác", ED_EVENT_EDITED, ED_CASE_RECORDED },
  { CLOSING, "c case.edit city=>Vác", ED_EVENT_EDITED, ED_CASE_CLOSING },
  { PSY, "c case.assign expert=a", ED_EVENT_ASSIGNED, ED_CASE_ASSIGNED },
  { PSY, "c case.assign expert=b", ED_EVENT_ASSIGNED, ED_CASE_ASSIGNED }, /* only invited yet */
  { PSY ANNA, "c case.assign expert=b", ED_EVENT_ASSIGNED, ED_CASE_ASSIGNED },
  { PSY ANNA, "c case.assign expert=a", ED_EVENT_ASSIGNED, ED_CASE_ASSIGNED }, /* anew */
  { PSY ANNA "a case.decline", "c case.assign expert=a", ED_EVENT_ASSIGNED, ED_CASE_ASSIGNED },
  { PSY ANNA, "a case.contact", ED_EVENT_CONTACTED, ED_CASE_ASSIGNED },
  { PSY ANNA CONTACT, "a contact.correct at=-30m", ED_EVENT_CONTACT_CORRECTED, ED_CASE_ASSIGNED },
  { PSY ANNA, "a case.decline reason=no_capacity", ED_EVENT_DECLINED, ED_CASE_DECLINED },
  { PSY ANNA SESSION "a session.delete id=1 reason=mistake",
    "a case.decline",
    ED_EVENT_DECLINED,
    ED_CASE_DECLINED },
  { PSY ANNA "wait 1h;" TRIED,
    "a case.unreachable closing=50",
    ED_EVENT_UNREACHABLE,
    ED_CASE_CLOSING },
  { PSY ANNA "wait 1h; a case.contact;" TRIED,
    "a case.unreachable closing=50",
    ED_EVENT_UNREACHABLE,
    ED_CASE_CLOSING },
  { PSY ANNA "wait 1h;" TRIED SESSION "a session.delete id=1 reason=did_not_happen",
    "a case.unreachable closing=50",
    ED_EVENT_UNREACHABLE,
    ED_CASE_CLOSING },
  { PSY "c case.edit phone=0630>;" ANNA "wait 1h;" ATTEMPT ("1", "email") ATTEMPT ("2", "email")
        ATTEMPT ("3", "email") ATTEMPT ("4", "email"),
    "a case.unreachable closing=50",
    ED_EVENT_UNREACHABLE,
    ED_CASE_CLOSING },
  { READY, "a case.close closing=50 outcome=completed", ED_EVENT_CLOSING, ED_CASE_CLOSING },
  { READY "a satisfaction.not_possible not_possible=1",
    "a case.close closing=50 outcome=dropped_out",
    ED_EVENT_CLOSING,
    ED_CASE_CLOSING },
  /* A session of today is held, whatever its hour. */
  { READY "a session.add id=2 date=2024-05-01 time=23:00",
    "a case.close closing=50 outcome=completed",
    ED_EVENT_CLOSING,
    ED_CASE_CLOSING },
  { CLOSING, "a case.withdraw closing=50", ED_EVENT_WITHDRAWN, ED_CASE_ASSIGNED },
  { CLOSING, "c case.approve closing=50", ED_EVENT_APPROVED, ED_CASE_CLOSED },
  { CLOSING, "o case.approve closing=50", ED_EVENT_APPROVED, ED_CASE_CLOSED },
  { PSY ANNA "wait 1h;" TRIED "a case.unreachable closing=50",
    "c case.approve closing=50",
    ED_EVENT_APPROVED,
    ED_CASE_CLOSED },
  { CLOSING, "c case.return closing=50 note=x", ED_EVENT_RETURNED, ED_CASE_ASSIGNED },
  { CLOSED, "c case.reopen reason=x", ED_EVENT_REOPENED, ED_CASE_ASSIGNED },
  { PSY ANNA, "a session.add id=1 date=2024-05-01", ED_EVENT_SESSION_ADDED, ED_CASE_ASSIGNED },
  { PSY ANNA, "a session.add id=1 date=2025-05-01", ED_EVENT_SESSION_ADDED, ED_CASE_ASSIGNED },
  { PSY ANNA SESSION,
    "a session.edit id=1 time=>10:00",
    ED_EVENT_SESSION_EDITED,
    ED_CASE_ASSIGNED },
  { PSY ANNA SESSION,
    "a session.delete id=1 reason=mistake",
    ED_EVENT_SESSION_DELETED,
    ED_CASE_ASSIGNED },
  { PSY ANNA SESSION "a session.delete id=1 reason=mistake",
    "a session.delete id=1 reason=mistake",
    ED_EVENT_SESSION_DELETED,
    ED_CASE_ASSIGNED },
  { PSY ANNA, "a attempt.add id=1 kind=text at=+0h", ED_EVENT_ATTEMPT_ADDED, ED_CASE_ASSIGNED },
  { PSY ANNA "wait 1h;" TRIED,
    "a attempt.edit id=21 result=no_answer>busy",
    ED_EVENT_ATTEMPT_EDITED,
    ED_CASE_ASSIGNED },
  { PSY ANNA "wait 1h;" TRIED,
    "a attempt.delete id=21",
    ED_EVENT_ATTEMPT_DELETED,
    ED_CASE_ASSIGNED },
  { PSY ANNA, "a satisfaction.score score=1", ED_EVENT_SCORE_ENTERED, ED_CASE_ASSIGNED },
  { PSY ANNA, "a satisfaction.score score=10", ED_EVENT_SCORE_ENTERED, ED_CASE_ASSIGNED },
  { PSY ANNA,
    "a satisfaction.not_possible not_possible=1",
    ED_EVENT_NOT_POSSIBLE_TICKED,
    ED_CASE_ASSIGNED },
  { PSY ANNA "document satisfaction_form",
    "a satisfaction.not_possible not_possible=0",
    ED_EVENT_NOT_POSSIBLE_TICKED,
    ED_CASE_ASSIGNED },
  { PSY ANNA, "a sessions.ask_more number=6 why=so", ED_EVENT_SESSIONS_ASKED, ED_CASE_ASSIGNED },
  { PSY ANNA, "c sessions.authorise number=6", ED_EVENT_SESSIONS_AUTHORISED, ED_CASE_ASSIGNED },
  { PSY ANNA "a sessions.ask_more number=6 why=so",
    "c sessions.refuse note=no",
    ED_EVENT_SESSIONS_REFUSED,
    ED_CASE_ASSIGNED },
  { PSY ANNA,
    "a document.attach upload=31 kind=satisfaction_form",
    ED_EVENT_DOCUMENT_ATTACHED,
    ED_CASE_ASSIGNED },
  { PSY ANNA "a document.attach upload=31 kind=treatment_log;",
    "a document.detach id=31",
    ED_EVENT_DOCUMENT_DETACHED,
    ED_CASE_ASSIGNED },
  { PSY ANNA, "o case.edit city=>Vác", ED_EVENT_EDITED, ED_CASE_ASSIGNED },
  { PSY "c case.assign expert=o", "o case.contact", ED_EVENT_CONTACTED, ED_CASE_ASSIGNED },
};

static void
test_applied_leaves_event (gconstpointer subject)
{
  const Applied *row = subject;
  g_autoptr (Play) play = play_run (play_new ("budapest"), row->before);
  guint n_before = play->case_ != NULL ? play->case_->events->len : 0;
  g_autofree char *assignment = g_strdup (play->case_ != NULL ? play->case_->assignment_id : NULL);
  const EdEvent *event;

  play_run (play, row->step);
  g_assert_cmpuint (play->case_->events->len, ==, n_before + 1);
  event = get_last_event (play);
  g_assert_cmpstr (ed_event_choices[event->what].word, ==, ed_event_choices[row->event].word);
  g_assert_cmpint (event->at, ==, play->now);
  g_assert_cmpstr (event->by, ==, play_account (row->step[0])->id);
  if (row->event == ED_EVENT_ASSIGNED)
    g_assert_cmpstr (event->assignment_id, ==, play_id (1000 + play->n_commands));
  else
    g_assert_cmpstr (event->assignment_id, ==, assignment);
  g_assert_cmpint (play->case_->state, ==, row->state);
  g_assert_null (ed_record_find_invalid (&ed_case_type, play->case_));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (applied); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/domain/events/%u-%s", i, ed_event_choices[applied[i].event].word);

      g_test_add_data_func (path, &applied[i], test_applied_leaves_event);
    }
  return g_test_run ();
}
