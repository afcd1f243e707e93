/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may write in the thread of an assignment, what becomes of it, and what needs an answer. */

#include "domain/play.h"

#include "domain/message.h"

#define PSY "c case.create company_name=Suzuki client_alias=XY type=psychological phone=0630;"
#define ANNA "wait 1h; c case.assign expert=a;"
#define READY                                                                                     \
  PSY ANNA "wait 1h; a case.contact; a session.add id=1 date=2024-05-01; document treatment_log;" \
           "a satisfaction.score score=7;"
#define CLOSING READY "a case.close closing=50 outcome=completed;"
#define CLOSED CLOSING "c case.approve closing=50;"
#define MOVED PSY ANNA "wait 1h; c case.assign expert=b;"

typedef struct
{
  const char *name;
  const char *before;
  const char *step;
  EdRefusalCode code; /* ED_REFUSAL_NONE: taken */
  const char *field;
} Said;

static const Said said[] = {
  { "expert", PSY ANNA, "a message.send id=7 text=Hello", ED_REFUSAL_NONE, NULL },
  { "expert-closing", CLOSING, "a message.send id=7 text=Hello", ED_REFUSAL_NONE, NULL },
  { "expert-closed", CLOSED, "a message.send id=7 text=Hello", ED_REFUSAL_CASE_CLOSED, NULL },
  { "another-expert", PSY ANNA, "b message.send id=7 text=Hello", ED_REFUSAL_NOT_ASSIGNED, NULL },
  { "former-expert",
    MOVED,
    "a message.send id=7 text=Hello assignment=former",
    ED_REFUSAL_NOT_ASSIGNED,
    NULL },
  { "former-expert-new-thread",
    MOVED,
    "a message.send id=7 text=Hello",
    ED_REFUSAL_NOT_ASSIGNED,
    NULL },
  { "new-expert-former-thread",
    MOVED,
    "b message.send id=7 text=Hello assignment=former",
    ED_REFUSAL_NOT_ASSIGNED,
    NULL },
  { "declined",
    PSY ANNA "a case.decline",
    "a message.send id=7 text=Hello assignment=former",
    ED_REFUSAL_NOT_ASSIGNED,
    NULL },
  { "manager", PSY ANNA, "m message.send id=7 text=Hello", ED_REFUSAL_FORBIDDEN, NULL },
  { "coordinator", PSY ANNA, "c message.send id=7 text=Hello", ED_REFUSAL_NONE, NULL },
  { "coordinator-closing", CLOSING, "c message.send id=7 text=Hello", ED_REFUSAL_NONE, NULL },
  { "coordinator-closed", CLOSED, "c message.send id=7 text=Hello", ED_REFUSAL_NONE, NULL },
  { "coordinator-former-thread",
    MOVED,
    "c message.send id=7 text=Hello assignment=former",
    ED_REFUSAL_ALREADY_ASSIGNED,
    NULL },
  { "coordinator-unassigned",
    PSY,
    "c message.send id=7 text=Hello assignment=1002",
    ED_REFUSAL_WRONG_STATE,
    NULL },
  { "coordinator-declined",
    PSY ANNA "a case.decline",
    "c message.send id=7 text=Hello assignment=former",
    ED_REFUSAL_WRONG_STATE,
    NULL },
  { "both-in-one",
    PSY "wait 1h; c case.assign expert=o;",
    "o message.send id=7 text=Hello",
    ED_REFUSAL_NONE,
    NULL },
  { "both-closed",
    "c case.create company_name=S client_alias=XY type=legal; wait 1h; c case.assign expert=o;"
    "o case.contact; o session.add id=1 date=2024-05-01; o satisfaction.score score=7;"
    "o case.close closing=50 outcome=completed; c case.approve closing=50;",
    "o message.send id=7 text=Hello",
    ED_REFUSAL_CASE_CLOSED,
    NULL },
  { "no-assignment",
    PSY ANNA,
    "c message.send id=7 text=Hello assignment=",
    ED_REFUSAL_INVALID,
    "assignment" },
  { "no-id", PSY ANNA, "a message.send text=Hello", ED_REFUSAL_INVALID, "id" },
  { "no-text", PSY ANNA, "a message.send id=7", ED_REFUSAL_INVALID, "text" },
  { "blank", PSY ANNA, "a message.send id=7 text=_\n_", ED_REFUSAL_INVALID, "text" },
  { "nothing-there",
    "",
    "c message.send id=7 text=Hello assignment=1",
    ED_REFUSAL_NOT_FOUND,
    NULL },
  { "handover", PSY ANNA, "a message.send id=7 text=Hello handover=1", ED_REFUSAL_NONE, NULL },
  { "handover-closing",
    CLOSING,
    "a message.send id=7 text=Hello handover=1",
    ED_REFUSAL_CASE_LOCKED,
    NULL },
  { "handover-by-coordinator",
    PSY ANNA,
    "c message.send id=7 text=Hello handover=1",
    ED_REFUSAL_INVALID,
    "handover" },
};

static void
test_is_said (gconstpointer data)
{
  const Said *line = data;
  g_autoptr (Play) play = play_run (play_new ("budapest"), line->before);
  g_autoptr (EdCase) before = ed_record_copy (&ed_case_type, play->case_);

  g_assert_cmpint (play_step (play, line->step), ==, line->code == ED_REFUSAL_NONE);
  g_assert_cmpstr (ed_refusal_word (play->refusal.code), ==, ed_refusal_word (line->code));
  g_assert_cmpstr (play->refusal.field, ==, line->field);
  /* Whatever is said, the case stays as it was. */
  g_assert_true (before == play->case_ || ed_record_equal (&ed_case_type, before, play->case_));
}

/* A text of N characters of three bytes each. */
static gboolean
is_taken (glong n)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA);
  g_autoptr (GString) step = g_string_new ("a message.send id=7 text=");

  for (glong i = 0; i < n; i++)
    g_string_append (step, "\u20ac");
  return play_step (play, step->str);
}

static void
test_length_is_bounded (void)
{
  g_assert_true (is_taken (20000));
  g_assert_false (is_taken (20001));
}

/* The message that STEP makes of PLAY's case. */
static EdMessage *
say (Play *play, const char *step)
{
  EdCircumstances circumstances;
  g_autoptr (EdCommand) command = play_read (play, step, &circumstances);

  g_assert_true (ed_case_apply (&play->case_, command, &circumstances, NULL));
  return ed_message_new (play->case_, command, &circumstances);
}

static void
test_message_holds_what_was_said (void)
{
  g_autoptr (Play) play = play_run (play_new ("budapest"), PSY ANNA);
  g_autoptr (EdMessage) asked =
      say (play, "a message.send id=7 text=Two\nlines handover=1 received=+1h");
  g_autoptr (EdMessage) answered = say (play, "c message.send id=8 text=Fine handover=0");

  g_assert_null (ed_record_find_invalid (&ed_message_type, asked));
  g_assert_cmpstr (asked->id, ==, play_id (7));
  g_assert_cmpstr (asked->case_id, ==, play_id (1));
  g_assert_cmpstr (asked->assignment_id, ==, play->case_->assignment_id);
  g_assert_cmpint (asked->author, ==, ED_AUTHOR_EXPERT);
  g_assert_cmpstr (asked->by, ==, play_account ('a')->id);
  g_assert_cmpstr (asked->by_name, ==, "Dr. Anna");
  g_assert_cmpint (asked->at, ==, play->now);
  g_assert_cmpint (asked->at_received_at, ==, play->now + 3600000);
  g_assert_cmpstr (asked->text, ==, "Two\nlines");
  g_assert_cmpint (asked->handover, ==, 1);

  g_assert_null (ed_record_find_invalid (&ed_message_type, answered));
  g_assert_cmpint (answered->author, ==, ED_AUTHOR_COORDINATOR);
  g_assert_cmpint (answered->handover, ==, ED_ABSENT);
}

static void
test_holder_writes_as_expert (void)
{
  g_autoptr (Play) own = play_run (play_new ("utc"), PSY "c case.assign expert=o;");
  g_autoptr (Play) others = play_run (play_new ("utc"), PSY ANNA);
  g_autoptr (EdMessage) as_expert = say (own, "o message.send id=7 text=Hello");
  g_autoptr (EdMessage) as_coordinator = say (others, "o message.send id=7 text=Hello");

  g_assert_cmpint (as_expert->author, ==, ED_AUTHOR_EXPERT);
  g_assert_cmpint (as_coordinator->author, ==, ED_AUTHOR_COORDINATOR);
}

static void
test_last_word_tells_what_needs_an_answer (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), READY);
  g_autoptr (EdMessage) asked = say (play, "a message.send id=7 text=May_I?");
  g_autoptr (EdMessage) answered = say (play, "c message.send id=8 text=Yes");

  g_assert_false (ed_message_needs_answer (play->case_, NULL));
  g_assert_true (ed_message_needs_answer (play->case_, asked));
  g_assert_false (ed_message_needs_answer (play->case_, answered));
  play_run (play, "a case.close closing=50 outcome=completed");
  g_assert_true (ed_message_needs_answer (play->case_, asked));
  play_run (play, "c case.approve closing=50");
  g_assert_false (ed_message_needs_answer (play->case_, asked));
  play_run (play, "c case.reopen reason=so");
  g_assert_true (ed_message_needs_answer (play->case_, asked));
  play_run (play, "c case.assign expert=b");
  g_assert_false (ed_message_needs_answer (play->case_, asked));
}

static void
test_mark_tells_reader_what_to_do (void)
{
  static const struct
  {
    EdAuthor author;
    char who;
    gint64 read_at;
    EdThreadMark mark;
  } rows[] = {
    { ED_AUTHOR_EXPERT, 'c', ED_ABSENT, ED_THREAD_UNANSWERED },
    { ED_AUTHOR_EXPERT, 'c', 100, ED_THREAD_UNANSWERED },
    { ED_AUTHOR_COORDINATOR, 'c', ED_ABSENT, ED_THREAD_QUIET },
    { ED_AUTHOR_EXPERT, 'a', ED_ABSENT, ED_THREAD_QUIET },
    { ED_AUTHOR_COORDINATOR, 'a', ED_ABSENT, ED_THREAD_UNREAD },
    { ED_AUTHOR_COORDINATOR, 'a', 99, ED_THREAD_UNREAD },
    { ED_AUTHOR_COORDINATOR, 'a', 100, ED_THREAD_QUIET },
  };
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *who = play_account (rows[i].who)->id;
      EdMessage last = { .author = rows[i].author,
                         .assignment_id = play->case_->assignment_id,
                         .at_received_at = 100 };

      g_assert_cmpint (ed_message_mark (play->case_, &last, rows[i].read_at, who),
                       ==,
                       rows[i].mark);
      g_assert_cmpint (ed_message_mark (play->case_, NULL, rows[i].read_at, who),
                       ==,
                       ED_THREAD_QUIET);
      last.assignment_id = (char *) play_id (77);
      g_assert_cmpint (ed_message_mark (play->case_, &last, rows[i].read_at, who),
                       ==,
                       ED_THREAD_QUIET);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/messages/%s", said[i].name);

      g_test_add_data_func (path, &said[i], test_is_said);
    }
  g_test_add_func ("/domain/messages/length-is-bounded", test_length_is_bounded);
  g_test_add_func ("/domain/messages/message-holds-what-was-said",
                   test_message_holds_what_was_said);
  g_test_add_func ("/domain/messages/holder-writes-as-expert", test_holder_writes_as_expert);
  g_test_add_func ("/domain/messages/last-word-tells-what-needs-an-answer",
                   test_last_word_tells_what_needs_an_answer);
  g_test_add_func ("/domain/messages/mark-tells-reader-what-to-do",
                   test_mark_tells_reader_what_to_do);
  return g_test_run ();
}
