/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What applied commands do. */

#include "domain/play.h"

#define PSY "c case.create company_name=Suzuki client_alias=XY type=psychological phone=0630;"
#define ANNA "wait 1h; c case.assign expert=a;"
#define CONTACT "wait 1h; a case.contact;"
#define SESSION "a session.add id=1 date=2024-05-01;"
#define READY PSY ANNA CONTACT SESSION "document treatment_log; a satisfaction.score score=7;"
#define CLOSING READY "a case.close closing=50 outcome=completed;"
#define CLOSED CLOSING "c case.approve closing=50;"

static gint64
get_number (const Play *play, const char *field)
{
  return ed_field_get_number (ed_record_type_find (&ed_case_type, field), play->case_);
}

static const char *
get_text (const Play *play, const char *field)
{
  return ed_field_get_text (ed_record_type_find (&ed_case_type, field), play->case_);
}

/* The example of the guide's "Case view". */
static void
test_create_takes_intake (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("budapest"),
                "c case.create company_name=Suzuki crisis_call=0 client_alias=XY "
                "city=Táplószentmárton channel=online type=psychological call_length_min=0 "
                "relation=employee sex=male age= heard_from=Unknown backup_call=0 "
                "problem_details=Other_family_problems phone=06_30_111_1111 email=none "
                "other_comment=NONE chat_text=none sessions_available=6 session_minutes=30 "
                "operator_name=XY consultation_mode=email recorded_at=2020-03-18T19:44:00Z");

  g_assert_cmpstr (play->case_->id, ==, play_id (1));
  g_assert_cmpint (get_number (play, "number"), ==, 261);
  g_assert_cmpint (get_number (play, "recorded_at"), ==, play_instant ("2020-03-18T19:44:00Z"));
  g_assert_cmpint (get_number (play, "sessions_available"), ==, 6);
  g_assert_cmpint (get_number (play, "session_minutes"), ==, 30);
  g_assert_cmpint (get_number (play, "crisis_call"), ==, 0);
  g_assert_cmpstr (get_text (play, "phone"), ==, "06 30 111 1111");
  g_assert_cmpstr (get_text (play, "problem_details"), ==, "Other family problems");
  /* 'unknown' and 'none' are how the guide writes that there is nothing. */
  g_assert_null (get_text (play, "heard_from"));
  g_assert_null (get_text (play, "email"));
  g_assert_null (get_text (play, "other_comment"));
  g_assert_null (get_text (play, "chat_text"));
  g_assert_null (get_text (play, "assignment_id"));
  g_assert_cmpint (get_number (play, "age"), ==, ED_ABSENT);
}

static void
test_create_fills_in (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY);

  g_assert_cmpint (get_number (play, "recorded_at"), ==, play->now);
  g_assert_cmpint (get_number (play, "sessions_available"), ==, 5);
  g_assert_cmpint (get_number (play, "session_minutes"), ==, 50);
}

/* The alias alone may be the word: it is a name there. */
static void
test_create_keeps_names (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("utc"),
                "c case.create company_name=None client_alias=Unknown type=legal");

  g_assert_cmpstr (get_text (play, "company_name"), ==, "None");
  g_assert_cmpstr (get_text (play, "client_alias"), ==, "Unknown");
}

static void
test_edit_is_by_field (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY);

  play_run (play, "c case.edit city=>Vác phone=0630>0670");
  g_assert_cmpstr (get_text (play, "city"), ==, "Vác");
  /* Another editor saw the old phone: theirs is the same wish, so it is granted. */
  play_run (play, "c case.edit phone=0630>0670");
  g_assert_cmpstr (get_text (play, "phone"), ==, "0670");
  play_run (play, "c case.edit phone=0670>unknown");
  g_assert_null (get_text (play, "phone"));
  play_run (play, "c case.edit phone=0670>none");
  g_assert_null (get_text (play, "phone"));
  g_assert_cmpstr (get_text (play, "client_alias"), ==, "XY");
  play_run (play, "c case.edit type=psychological>health_coaching coaching_kind=>nutritionist");
  g_assert_cmpint (get_number (play, "type"), ==, ED_CASE_HEALTH_COACHING);
  play_run (play, "wait 1h; c case.edit recorded_at=-1h>-2h");
  g_assert_cmpint (get_number (play, "recorded_at"), ==, play_instant ("2024-05-01T07:00:00Z"));
}

static void
test_recording_moves_to_assignment (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"),
                                    "c case.create company_name=S client_alias=XY type=legal "
                                    "recorded_at=2024-04-28T08:00:00Z; c case.assign expert=a;"
                                    "a session.add id=1 date=2024-04-29;"
                                    "a session.delete id=1 reason=mistake; wait 1h");

  /* A deleted session is not before anything, and assigning may follow at once. */
  play_run (play, "c case.edit recorded_at=2024-04-28T08:00:00Z>2024-05-01T08:00:00Z");
  g_assert_cmpint (get_number (play, "recorded_at"), ==, get_number (play, "assigned_at"));
}

static void
test_assign_names_expert (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY "wait 1h");

  play_run (play, "c case.assign expert=a received=+3h");
  g_assert_cmpstr (get_text (play, "assignment_id"), ==, play_id (1002));
  g_assert_cmpstr (get_text (play, "expert_id"), ==, play_account ('a')->id);
  g_assert_cmpstr (get_text (play, "expert_name"), ==, "Dr. Anna");
  g_assert_cmpstr (get_text (play, "assigned_by"), ==, play_account ('c')->id);
  g_assert_cmpstr (get_text (play, "assigned_by_name"), ==, "Coordinator");
  /* Assigned without a connection: the 48 hours begin when the server knows. */
  g_assert_cmpint (get_number (play, "assigned_at"), ==, play->now + 3 * 3600000);
}

static void
test_assign_asks_for_type (void)
{
  static const struct
  {
    const char *type;
    gboolean is_suitable;
  } cases[] = { { "legal", TRUE },
                { "financial", TRUE },
                { "psychological", FALSE },
                { "health_coaching coaching_kind=life_coach", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Play) play = play_new ("utc");
      g_autofree char *create =
          g_strdup_printf ("c case.create company_name=S client_alias=XY type=%s", cases[i].type);

      play_run (play, create);
      g_assert_cmpint (play_step (play, "c case.assign expert=l"), ==, cases[i].is_suitable);
    }
}

static void
test_reassign_begins_anew (void)
{
  static const char *const of_former[] = {
    "contacted_at",
    "contacted_received_at",
    "satisfaction_score",
    "satisfaction_not_possible",
    "sessions_asked",
    "sessions_asked_why",
    "closing",
    "approval",
    "returned",
    "sessions_refused_why",
  };
  g_autoptr (Play) play = play_run (play_new ("utc"), CLOSING);
  const EdAssignment *former;

  play_run (play,
            "c case.return closing=50 note=x; a sessions.ask_more number=9 why=y; wait 1h;"
            "c case.assign expert=b");
  for (guint i = 0; i < G_N_ELEMENTS (of_former); i++)
    g_assert_true (
        ed_field_is_absent (ed_record_type_find (&ed_case_type, of_former[i]), play->case_));
  g_assert_cmpint (get_number (play, "assigned_at"), ==, play->now);
  g_assert_cmpstr (get_text (play, "expert_name"), ==, "Béla");
  g_assert_cmpuint (play->case_->sessions->len, ==, 1);
  g_assert_cmpuint (play->case_->documents->len, ==, 1);

  g_assert_cmpuint (play->case_->assignments->len, ==, 1);
  former = play->case_->assignments->pdata[0];
  g_assert_cmpstr (former->id, ==, play_id (1002));
  g_assert_cmpstr (former->expert_id, ==, play_account ('a')->id);
  g_assert_cmpstr (former->expert_name, ==, "Dr. Anna");
  g_assert_cmpint (former->from, ==, play_instant ("2024-05-01T09:00:00Z"));
  g_assert_cmpint (former->to, ==, play->now);
  g_assert_cmpint (former->contacted_at, ==, play_instant ("2024-05-01T10:00:00Z"));
  g_assert_cmpint (former->ended, ==, ED_END_REASSIGNED);
}

static void
test_contact_keeps_both_times (void)
{
  static const struct
  {
    const char *step;
    const char *at;
    const char *received_at;
  } cases[] = {
    { "a case.contact", "2024-05-01T12:00:00Z", "2024-05-01T12:00:00Z" },
    { "a case.contact at=-1h received=+2h", "2024-05-01T11:00:00Z", "2024-05-01T14:00:00Z" },
    { "a case.contact at=2024-05-01T09:00:00Z", "2024-05-01T09:00:00Z", "2024-05-01T12:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA "wait 3h");

      play_run (play, cases[i].step);
      g_assert_cmpint (get_number (play, "contacted_at"), ==, play_instant (cases[i].at));
      g_assert_cmpint (get_number (play, "contacted_received_at"),
                       ==,
                       play_instant (cases[i].received_at));
    }
}

static void
test_contact_is_corrected (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA CONTACT "wait 2h");

  play_run (play, "a contact.correct at=-150m");
  g_assert_cmpint (get_number (play, "contacted_at"), ==, play_instant ("2024-05-01T09:30:00Z"));
  g_assert_cmpint (get_number (play, "contacted_received_at"), ==, play->now);
}

/* A desk whose clock is behind: what it says of now is not before the assignment. */
static void
test_contact_is_not_before_assignment (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA "wait -10m; a case.contact");

  g_assert_cmpint (get_number (play, "contacted_at"), ==, play_instant ("2024-05-01T09:00:00Z"));
}

/* What is not edited is not judged anew, though it might be refused today. */
static void
test_edit_leaves_the_rest_alone (void)
{
  g_autoptr (Play) play = play_run (play_new ("baker"),
                                    PSY ANNA "wait 2h; a session.add id=1 date=2024-04-30;"
                                             "a attempt.add id=2 kind=call at=-1m; wait -1h");
  g_autoptr (Play) elsewhere = play_new ("kiritimati");
  EdZone *zone = play->zone;

  play->zone = elsewhere->zone;
  g_assert_true (play_step (play, "a session.edit id=1 minutes=>40"));
  g_assert_true (play_step (play, "a attempt.edit id=2 result=>busy"));
  play->zone = zone;
}

static void
test_decline_gives_back (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("utc"), PSY ANNA "wait 1h; a case.decline reason=not_my_field");
  const EdDecline *decline = play->case_->declined->pdata[0];
  const EdAssignment *ended = play->case_->assignments->pdata[0];

  g_assert_null (get_text (play, "assignment_id"));
  g_assert_null (get_text (play, "expert_id"));
  g_assert_null (get_text (play, "expert_name"));
  g_assert_cmpint (get_number (play, "assigned_at"), ==, ED_ABSENT);
  g_assert_cmpint (decline->at, ==, play->now);
  g_assert_cmpstr (decline->by, ==, play_account ('a')->id);
  g_assert_cmpstr (decline->by_name, ==, "Dr. Anna");
  g_assert_cmpstr (ed_decline_reason_choices[decline->reason].word, ==, "not_my_field");
  g_assert_cmpint (ended->ended, ==, ED_END_DECLINED);
  g_assert_cmpint (ended->to, ==, play->now);
}

static void
test_session_is_kept (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA);
  const EdSession *session;

  play_run (play, "a session.add id=1 date=2024-05-03 time=10:30 minutes=40 received=+1h");
  session = ed_case_find_session (play->case_, play_id (1));
  g_assert_cmpstr (session->assignment_id, ==, get_text (play, "assignment_id"));
  g_assert_cmpint (session->date, ==, ed_date_new (2024, 5, 3));
  g_assert_cmpint (session->time, ==, 630);
  g_assert_cmpint (session->minutes, ==, 40);
  g_assert_cmpint (session->added_at, ==, play->now);
  g_assert_cmpint (session->added_received_at, ==, play->now + 3600000);

  play_run (play, "a session.edit id=1 date=2024-05-03>2024-05-04 time=10:30>");
  g_assert_cmpint (session->date, ==, ed_date_new (2024, 5, 4));
  g_assert_cmpint (session->time, ==, ED_ABSENT);
  /* The same edit from another desk: what it wants is there already. */
  play_run (play, "a session.edit id=1 date=2024-05-03>2024-05-04");

  play_run (play, "a session.delete id=1 reason=late_cancel");
  g_assert_cmpuint (play->case_->sessions->len, ==, 1);
  g_assert_cmpint (session->deleted, ==, 1);
  g_assert_cmpint (session->reason, ==, ED_REASON_LATE_CANCEL);
}

static void
test_repeated_add_changes_nothing (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("utc"),
                PSY ANNA "wait 1h;" SESSION "a attempt.add id=2 kind=call at=-1m");
  g_autoptr (EdCase) before = ed_case_copy (play->case_);

  play_run (play, SESSION "a attempt.add id=2 kind=call at=-1m");
  g_assert_true (ed_record_equal (&ed_case_type, before, play->case_));
}

/* Sessions of the day of recording are in order even before its hour. */
static void
test_session_dates_follow_zone (void)
{
  static const struct
  {
    const char *zone;
    const char *recorded; /* also now */
    const char *first_date;
  } cases[] = {
    { "budapest", "2024-05-01T21:59:59Z", "2024-05-01" },
    { "budapest", "2024-05-01T22:00:00Z", "2024-05-02" },
    { "kiritimati", "2024-05-01T09:59:59Z", "2024-05-01" },
    { "kiritimati", "2024-05-01T10:00:00Z", "2024-05-02" },
    { "baker", "2024-05-01T11:59:59Z", "2024-04-30" },
    { "baker", "2024-05-01T12:00:00Z", "2024-05-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *at = g_strdup_printf ("at %s;" PSY ANNA, cases[i].recorded);
      g_autoptr (Play) play = play_run (play_new (cases[i].zone), at);
      gint64 first = ed_date_from_text (cases[i].first_date);
      g_autofree char *day_before = ed_date_to_text (first - 1);
      g_autofree char *early = g_strdup_printf ("a session.add id=1 date=%s", day_before);
      g_autofree char *fine = g_strdup_printf ("a session.add id=1 date=%s", cases[i].first_date);

      g_assert_false (play_step (play, early));
      g_assert_true (play_step (play, fine));
    }
}

static void
test_sessions_beyond_limit_are_kept (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("utc"), PSY ANNA "c case.edit sessions_available=5>1");

  play_run (play, "a session.add id=3 date=2024-05-03; a session.add id=2 date=2024-05-02");
  g_assert_cmpuint (ed_case_count_used (play->case_), ==, 2);
  g_assert_false (
      ed_case_session_is_over (play->case_, ed_case_find_session (play->case_, play_id (2))));
  g_assert_true (
      ed_case_session_is_over (play->case_, ed_case_find_session (play->case_, play_id (3))));
}

static void
test_attempt_is_kept (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA "wait 2h");
  const EdAttempt *attempt;

  play_run (play, "a attempt.add id=1 kind=call at=-1h result=voicemail received=+1h");
  attempt = play->case_->attempts->pdata[0];
  g_assert_cmpint (attempt->kind, ==, ED_ATTEMPT_CALL);
  g_assert_cmpint (attempt->result, ==, ED_RESULT_VOICEMAIL);
  g_assert_cmpint (attempt->at, ==, play_instant ("2024-05-01T10:00:00Z"));
  g_assert_cmpint (attempt->at_received_at, ==, play_instant ("2024-05-01T12:00:00Z"));
  play_run (play, "a attempt.edit id=1 kind=call>text result=voicemail> at=-1h>-30m");
  g_assert_cmpint (attempt->kind, ==, ED_ATTEMPT_MESSAGE);
  g_assert_cmpint (attempt->result, ==, ED_ABSENT);
  g_assert_cmpint (attempt->at, ==, play_instant ("2024-05-01T10:30:00Z"));
  play_run (play, "a attempt.delete id=1");
  g_assert_cmpint (attempt->deleted, ==, 1);
}

static void
test_score_and_box_exclude_each_other (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA);

  play_run (play, "a satisfaction.not_possible not_possible=1");
  g_assert_cmpint (get_number (play, "satisfaction_not_possible"), ==, 1);
  play_run (play, "a satisfaction.score score=4");
  g_assert_cmpint (get_number (play, "satisfaction_not_possible"), ==, ED_ABSENT);
  g_assert_cmpint (get_number (play, "satisfaction_score"), ==, 4);
  play_run (play, "a satisfaction.not_possible not_possible=1");
  g_assert_cmpint (get_number (play, "satisfaction_score"), ==, ED_ABSENT);
  play_run (play, "a satisfaction.not_possible not_possible=0");
  /* Legal cases have no form, so one among the documents says nothing. */
  play_run (play,
            "c case.edit type=psychological>legal; document satisfaction_form;"
            "a satisfaction.not_possible not_possible=1;"
            "a satisfaction.not_possible not_possible=0");
  g_assert_cmpint (get_number (play, "satisfaction_not_possible"), ==, ED_ABSENT);
}

static void
test_score_follows_scale (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA);

  play->settings->score_min = 0;
  play->settings->score_max = 5;
  g_assert_true (play_step (play, "a satisfaction.score score=0"));
  g_assert_true (play_step (play, "a satisfaction.score score=5"));
  g_assert_false (play_step (play, "a satisfaction.score score=6"));
}

static void
test_sessions_are_asked_for (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("utc"), PSY ANNA "a sessions.ask_more number=8 why=more_to_say");

  g_assert_cmpint (get_number (play, "sessions_asked"), ==, 8);
  g_assert_cmpstr (get_text (play, "sessions_asked_why"), ==, "more to say");
  play_run (play, "c sessions.refuse note=not_now");
  g_assert_cmpint (get_number (play, "sessions_asked"), ==, ED_ABSENT);
  g_assert_null (get_text (play, "sessions_asked_why"));
  g_assert_cmpstr (get_text (play, "sessions_refused_why"), ==, "not now");
  g_assert_cmpint (get_number (play, "sessions_available"), ==, 5);

  play_run (play, "a sessions.ask_more number=7 why=please");
  g_assert_null (get_text (play, "sessions_refused_why"));
  play_run (play, "c sessions.authorise number=6");
  g_assert_cmpint (get_number (play, "sessions_available"), ==, 6);
  g_assert_cmpint (get_number (play, "sessions_asked"), ==, ED_ABSENT);
}

static void
test_closing_goes_and_comes (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), READY);

  play_run (play, "a case.close closing=50 outcome=completed received=+1h");
  g_assert_cmpstr (play->case_->closing->id, ==, play_id (50));
  g_assert_cmpint (play->case_->closing->outcome, ==, ED_OUTCOME_COMPLETED);
  g_assert_cmpint (play->case_->closing->at, ==, play->now);
  g_assert_cmpint (play->case_->closing->at_received_at, ==, play->now + 3600000);

  play_run (play, "c case.return closing=50 note=please_look_again");
  g_assert_null (play->case_->closing);
  g_assert_cmpstr (play->case_->returned->note, ==, "please look again");
  g_assert_cmpint (play->case_->returned->at, ==, play->now);

  /* Withdrawing brings back the state before, what was returned included. */
  play_run (play, "a case.close closing=51 outcome=completed; a case.withdraw closing=51");
  g_assert_null (play->case_->closing);
  g_assert_nonnull (play->case_->returned);

  play_run (play, "a case.close closing=52 outcome=completed; wait 1h; c case.approve closing=52");
  g_assert_cmpint (play->case_->approval->at, ==, play->now);
  g_assert_cmpstr (play->case_->approval->by, ==, play_account ('c')->id);
  g_assert_null (play->case_->returned);
  g_assert_cmpstr (play->case_->closing->id, ==, play_id (52));

  play_run (play, "c case.reopen reason=one_more");
  g_assert_null (play->case_->approval);
  g_assert_null (play->case_->closing);
  g_assert_cmpstr (play->case_->returned->note, ==, "one more");
  g_assert_cmpstr (get_text (play, "expert_id"), ==, play_account ('a')->id);
}

static void
test_clamp_keeps_between (void)
{
  static const struct
  {
    gint64 done_at, offset, beginning, received_at, at;
    gboolean is_moved;
  } cases[] = {
    { 100, 0, 50, 200, 100, FALSE },      { 100, 10, 50, 200, 110, FALSE },
    { 100, -10, 50, 200, 90, FALSE },     { 40, 0, 50, 200, 50, TRUE },
    { 100, -60, 50, 200, 50, TRUE },      { 50, 0, 50, 200, 50, FALSE },
    { 200, 0, 50, 200, 200, FALSE },      { 201, 0, 50, 200, 200, TRUE },
    { 40, 0, ED_ABSENT, 200, 40, FALSE }, { 300, 0, ED_ABSENT, 200, 200, TRUE },
    { 100, 0, 300, 200, 200, TRUE }, /* receipt wins */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_moved = !cases[i].is_moved;

      g_assert_cmpint (ed_clamp_at (cases[i].done_at,
                                    cases[i].offset,
                                    cases[i].beginning,
                                    cases[i].received_at,
                                    &is_moved),
                       ==,
                       cases[i].at);
      g_assert_cmpint (is_moved, ==, cases[i].is_moved);
      g_assert_cmpint (ed_clamp_at (cases[i].done_at,
                                    cases[i].offset,
                                    cases[i].beginning,
                                    cases[i].received_at,
                                    NULL),
                       ==,
                       cases[i].at);
    }
}

static void
test_late_facts_name_ended_assignment (void)
{
  static const struct
  {
    const char *step;
    gboolean is_late;
  } cases[] = {
    { "a case.contact assignment=former", TRUE },
    { "a session.add id=9 date=2024-05-02 assignment=former", TRUE },
    { "a session.edit id=1 time=>10:00 assignment=former", TRUE },
    { "a attempt.delete id=9 assignment=former", TRUE },
    { "a satisfaction.score score=3 assignment=former", TRUE },
    { "a case.close closing=50 outcome=completed assignment=former", FALSE },
    { "a case.decline assignment=former", FALSE },
    { "a contact.correct at=-1h assignment=former", FALSE },
    { "a sessions.ask_more number=9 why=x assignment=former", FALSE },
    { "a case.contact", FALSE },               /* the open one */
    { "a case.contact assignment=77", FALSE }, /* none that ever was */
    { "a case.contact assignment=", FALSE },
    { "c case.edit city=>Vác", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Play) play =
          play_run (play_new ("utc"), PSY ANNA SESSION "wait 1h; c case.assign expert=b");
      g_autoptr (EdCommand) command = NULL;
      EdCircumstances circumstances;

      command = play_read (play, cases[i].step, &circumstances);
      g_assert_cmpint (ed_case_is_late (play->case_, command), ==, cases[i].is_late);
    }
}

static void
test_refusal_may_be_unwanted (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY);
  g_autoptr (EdCommand) command = NULL;
  EdCircumstances circumstances;

  command = play_read (play, "m case.edit city=>Vác", &circumstances);
  g_assert_false (ed_case_apply (&play->case_, command, &circumstances, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/rules/create-takes-intake", test_create_takes_intake);
  g_test_add_func ("/domain/rules/create-fills-in", test_create_fills_in);
  g_test_add_func ("/domain/rules/create-keeps-names", test_create_keeps_names);
  g_test_add_func ("/domain/rules/edit-is-by-field", test_edit_is_by_field);
  g_test_add_func ("/domain/rules/assign-names-expert", test_assign_names_expert);
  g_test_add_func ("/domain/rules/assign-asks-for-type", test_assign_asks_for_type);
  g_test_add_func ("/domain/rules/reassign-begins-anew", test_reassign_begins_anew);
  g_test_add_func ("/domain/rules/contact-keeps-both-times", test_contact_keeps_both_times);
  g_test_add_func ("/domain/rules/contact-is-corrected", test_contact_is_corrected);
  g_test_add_func ("/domain/rules/contact-is-not-before-assignment",
                   test_contact_is_not_before_assignment);
  g_test_add_func ("/domain/rules/edit-leaves-the-rest-alone", test_edit_leaves_the_rest_alone);
  g_test_add_func ("/domain/rules/recording-moves-to-assignment",
                   test_recording_moves_to_assignment);
  g_test_add_func ("/domain/rules/decline-gives-back", test_decline_gives_back);
  g_test_add_func ("/domain/rules/session-is-kept", test_session_is_kept);
  g_test_add_func ("/domain/rules/repeated-add-changes-nothing", test_repeated_add_changes_nothing);
  g_test_add_func ("/domain/rules/session-dates-follow-zone", test_session_dates_follow_zone);
  g_test_add_func ("/domain/rules/sessions-beyond-limit-are-kept",
                   test_sessions_beyond_limit_are_kept);
  g_test_add_func ("/domain/rules/attempt-is-kept", test_attempt_is_kept);
  g_test_add_func ("/domain/rules/score-and-box-exclude-each-other",
                   test_score_and_box_exclude_each_other);
  g_test_add_func ("/domain/rules/score-follows-scale", test_score_follows_scale);
  g_test_add_func ("/domain/rules/sessions-are-asked-for", test_sessions_are_asked_for);
  g_test_add_func ("/domain/rules/closing-goes-and-comes", test_closing_goes_and_comes);
  g_test_add_func ("/domain/rules/clamp-keeps-between", test_clamp_keeps_between);
  g_test_add_func ("/domain/rules/late-facts-name-ended-assignment",
                   test_late_facts_name_ended_assignment);
  g_test_add_func ("/domain/rules/refusal-may-be-unwanted", test_refusal_may_be_unwanted);
  return g_test_run ();
}
