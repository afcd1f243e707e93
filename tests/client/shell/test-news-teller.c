/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/news-teller.h"

#include <string.h>

#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-requests.h"
#include "client/shell/news-texts.h"
#include "client/shell/remembered.h"
#include "client/shell/sidebar-row.h"
#include "client/stage.h"

#define HOUR_MS G_GINT64_CONSTANT (3600000)
#define CASE_A "00000000-0000-4000-8000-00000000a001"
#define MARCH G_GINT64_CONSTANT (18322) /* 1 March 2020 */
#define CASE_B "00000000-0000-4000-8000-00000000b001"

typedef struct
{
  GtkWidget *window;
  EdDesk *desk;
  EdNewsTeller *teller;
  GString *heard; /* a line for each: "+TITLE -> ACTION", "-ID" */
  guint asked;    /* how often the desk had been asked */
} Fixture;

static void
on_told (EdNewsTeller *teller,
         const char *id,
         const char *title,
         const char *body,
         const char *action,
         Fixture *fixture)
{
  g_assert_cmpstr (body, !=, "");
  g_string_append_printf (fixture->heard, "+%s -> %s\n", title, action);
  if (g_str_equal (id, "summary"))
    g_string_append_printf (fixture->heard, "  %s\n", body);
}

static void
on_withdrawn (EdNewsTeller *teller, const char *id, Fixture *fixture)
{
  g_string_append_printf (fixture->heard, "-%.*s\n", (int) strcspn (id, ":"), id);
}

/* A case that was assigned AGO ms ago. */
static EdCase *
make_case (const char *id, gint64 number, gint64 ago)
{
  EdCase *case_ = ed_sample_case_new ();

  g_free (case_->id);
  case_->id = g_strdup (id);
  g_free (case_->assignment_id);
  case_->assignment_id = g_strdup (id);
  case_->number = number;
  case_->assigned_at = ED_SAMPLE_NOW - ago;
  g_ptr_array_set_size (case_->events, 0);
  return case_;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  for (const char *const *key = (const char *const[]){ "notifications", "quiet-hours", NULL };
       *key != NULL;
       key++)
    g_settings_reset (ed_remembered (), *key);
  fixture->heard = g_string_new (NULL);
  fixture->window = ed_window_new (NULL);
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_EXPERT);
  fixture->teller = ed_news_teller_new (ED_WINDOW (fixture->window));
  g_signal_connect (fixture->teller, "told", G_CALLBACK (on_told), fixture);
  g_signal_connect (fixture->teller, "withdrawn", G_CALLBACK (on_withdrawn), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ed_stage_settle ();
  g_assert_finalize_object (fixture->teller);
  if (fixture->desk != NULL)
    g_assert_finalize_object (fixture->desk);
  g_string_free (fixture->heard, TRUE);
}

static gboolean
is_asked_again (gpointer data)
{
  Fixture *fixture = data;

  return ed_fake_desk_asked_for_news (fixture->desk) > fixture->asked;
}

/* Waits for the next look, and takes what was heard meanwhile. */
static char *
hear (Fixture *fixture)
{
  g_autofree char *heard = NULL;

  ed_stage_wait (is_asked_again, fixture);
  ed_stage_settle ();
  fixture->asked = ed_fake_desk_asked_for_news (fixture->desk);
  heard = g_strdup (fixture->heard->str);
  g_string_truncate (fixture->heard, 0);
  return g_steal_pointer (&heard);
}

static void
assert_heard (Fixture *fixture, const char *expected)
{
  g_autofree char *heard = hear (fixture);

  g_assert_cmpstr (heard, ==, expected);
}

static void
change (Fixture *fixture)
{
  fixture->asked = ed_fake_desk_asked_for_news (fixture->desk);
  g_signal_emit_by_name (fixture->desk, "changed");
}

static void
enter (Fixture *fixture)
{
  ed_window_enter (ED_WINDOW (fixture->window), g_object_ref (fixture->desk));
}

static void
add (Fixture *fixture, EdCase *case_)
{
  ed_fake_desk_add_case (fixture->desk, case_);
  change (fixture);
}

/* A machine that is new to the account says once how things stand. */
static void
test_first_is_one_summary (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_add_case (fixture->desk, make_case (CASE_A, 261, HOUR_MS));
  ed_fake_desk_add_case (fixture->desk, make_case (CASE_B, 262, 25 * HOUR_MS));
  enter (fixture);
  assert_heard (fixture,
                "+What is new -> app.present\n"
                "  1 new assignment, 1 time limit near or over\n");
  change (fixture);
  assert_heard (fixture, "");
}

static void
test_each_is_told_once_and_taken_back (Fixture *fixture, gconstpointer data)
{
  enter (fixture);
  assert_heard (fixture, "");
  add (fixture, make_case (CASE_A, 261, HOUR_MS));
  assert_heard (fixture, "+Case 261: new assignment -> app.open-case(int64 261)\n");
  change (fixture);
  assert_heard (fixture, "");
  ed_fake_desk_set_now (fixture->desk, ED_SAMPLE_NOW + 23 * HOUR_MS);
  change (fixture);
  assert_heard (fixture,
                "-assigned\n"
                "+Case 261: 24 hours have passed -> app.open-case(int64 261)\n");
  change (fixture);
  assert_heard (fixture, "");
}

/* Nothing changes but the clock: the teller looks by itself. */
static void
test_clock_alone_brings_news (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_add_case (fixture->desk, make_case (CASE_A, 261, 24 * HOUR_MS - 100));
  enter (fixture);
  assert_heard (fixture, "+Case 261: new assignment -> app.open-case(int64 261)\n");
  ed_fake_desk_set_now (fixture->desk, ED_SAMPLE_NOW + 100);
  assert_heard (fixture,
                "-assigned\n"
                "+Case 261: 24 hours have passed -> app.open-case(int64 261)\n");
}

static void
test_summary_goes_with_its_last_reason (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_add_case (fixture->desk, make_case (CASE_A, 261, HOUR_MS));
  ed_fake_desk_add_case (fixture->desk, make_case (CASE_B, 262, HOUR_MS));
  enter (fixture);
  g_free (hear (fixture));
  ((EdCase *) ed_fake_desk_find (fixture->desk, CASE_A))->contacted_at = ED_SAMPLE_NOW;
  change (fixture);
  assert_heard (fixture, "");
  ((EdCase *) ed_fake_desk_find (fixture->desk, CASE_B))->contacted_at = ED_SAMPLE_NOW;
  change (fixture);
  assert_heard (fixture, "-summary\n");
}

static void
set_quiet (gboolean on)
{
  g_settings_set_int (ed_remembered (), "quiet-from", 0);
  g_settings_set_int (ed_remembered (), "quiet-to", 0);
  g_settings_set_int (ed_remembered (), "quiet-days", 127);
  g_settings_set_boolean (ed_remembered (), "quiet-hours", on);
}

/* What came in quiet hours, and still holds, is one notice afterwards. */
static void
test_quiet_hours_are_kept (Fixture *fixture, gconstpointer data)
{
  enter (fixture);
  assert_heard (fixture, "");
  fixture->asked = ed_fake_desk_asked_for_news (fixture->desk);
  set_quiet (TRUE);
  assert_heard (fixture, "");
  add (fixture, make_case (CASE_A, 261, HOUR_MS));
  assert_heard (fixture, "");
  add (fixture, make_case (CASE_B, 262, HOUR_MS));
  assert_heard (fixture, "");
  fixture->asked = ed_fake_desk_asked_for_news (fixture->desk);
  set_quiet (FALSE);
  assert_heard (fixture, "+What is new -> app.present\n  2 new assignments\n");
}

static void
test_switched_off_says_nothing (Fixture *fixture, gconstpointer data)
{
  enter (fixture);
  assert_heard (fixture, "");
  fixture->asked = ed_fake_desk_asked_for_news (fixture->desk);
  g_settings_set_boolean (ed_remembered (), "notifications", FALSE);
  assert_heard (fixture, "");
  add (fixture, make_case (CASE_A, 261, HOUR_MS));
  assert_heard (fixture, "");
  fixture->asked = ed_fake_desk_asked_for_news (fixture->desk);
  g_settings_set_boolean (ed_remembered (), "notifications", TRUE);
  assert_heard (fixture, "");
}

/* Who has locked the program is told nothing of what lies behind the lock: nobody holds the desk.
 */
static void
test_locking_lets_the_desk_go (Fixture *fixture, gconstpointer data)
{
  EdDesk *desk = fixture->desk;

  enter (fixture);
  assert_heard (fixture, "");
  change (fixture);
  ed_window_lock (ED_WINDOW (fixture->window));
  ed_stage_settle ();
  fixture->desk = NULL;
  g_assert_finalize_object (desk);
}

/* --- words ----------------------------------------------------------------------------------- */

#define LIMIT(kind, count)         \
  {                                \
    kind, ED_TONE_RED, count, 0, 0 \
  }

/* Neither title nor text can hold a name: they know the case by its number only. */
static void
test_words (void)
{
  static const struct
  {
    EdNewsKind kind;
    gint64 number;
    EdBadge badge;
    const char *title;
    gboolean urgent;
  } rows[] = {
    { ED_NEWS_ASSIGNED, 261, { 0 }, "Case 261: new assignment" },
    { ED_NEWS_LIMIT, 261, LIMIT (ED_BADGE_CONTACT_FIRST, 24), "Case 261: 24 hours have passed" },
    { ED_NEWS_LIMIT, 12345, LIMIT (ED_BADGE_CONTACT_DUE, 1), "Case 12345: 1 hour has passed" },
    { ED_NEWS_LIMIT, 261, LIMIT (ED_BADGE_SESSION_DUE, 5), "Case 261: 5 days have passed" },
    { ED_NEWS_LIMIT, 261, LIMIT (ED_BADGE_CLOSING_WARN, 2), "Case 261: 2 months have passed" },
    { ED_NEWS_LIMIT, 261, LIMIT (ED_BADGE_CLOSING_DUE, 3), "Case 261: 3 months have passed" },
    { ED_NEWS_RETURNED, 261, { 0 }, "Case 261: returned by the coordinator" },
    { ED_NEWS_APPROVED, 261, { 0 }, "Case 261: closing approved" },
    { ED_NEWS_ANSWERED, 261, { 0 }, "Case 261: new message" },
    { ED_NEWS_REFUSED, 261, { 0 }, "Case 261: an action was refused" },
    { ED_NEWS_REQUEST_NEW, 12, { 0 }, "Request 12, urgent: new, nobody has it yet", TRUE },
    { ED_NEWS_REQUEST_ASSIGNED, 12, { 0 }, "Request 12: new assignment" },
    { ED_NEWS_REQUEST_ASSIGNED, 12, { 0 }, "Request 12, urgent: new assignment", TRUE },
    { ED_NEWS_REQUEST_RETURNED, 12, { 0 }, "Request 12: returned by the coordinator" },
    { ED_NEWS_REQUEST_LOST, 12, { 0 }, "Request 12: given to somebody else" },
    { ED_NEWS_REQUEST_CANCELLED, 12, { 0 }, "Request 12: cancelled by its sender" },
    { ED_NEWS_REQUEST_ANSWERED, 12, { 0 }, "Request 12: answered" },
    { ED_NEWS_REFUSED, ED_ABSENT, { 0 }, "An action was refused" },
    { ED_NEWS_STATEMENT_SENT, ED_ABSENT, { 0 }, "Statement for March 2020: ready for your answer" },
    { ED_NEWS_STATEMENT_ACCEPTED, ED_ABSENT, { 0 }, "Statement for March 2020: accepted for you" },
    { ED_NEWS_STATEMENT_DISPUTED,
      ED_ABSENT,
      { 0 },
      "Statement for March 2020: disputed by its expert" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdNews news = { NULL, rows[i].kind, rows[i].number, rows[i].badge, rows[i].urgent, MARCH };
      g_autofree char *title = ed_news_title (&news);
      g_autofree char *body = ed_news_body (&news);

      g_assert_cmpstr (title, ==, rows[i].title);
      g_assert_cmpstr (body, !=, "");
    }
}

/* Requests are told of like cases, and open by their number. */
static void
test_requests_are_told (Fixture *fixture, gconstpointer data)
{
  EdRequest *request = ed_sample_request_new (ED_SAMPLE_REQUEST, ED_REQUEST_UNASSIGNED);

  request->urgent = 1;
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  enter (fixture);
  assert_heard (fixture, "");
  ed_fake_desk_add_request (fixture->desk, request);
  change (fixture);
  assert_heard (fixture,
                "+Request 12, urgent: new, nobody has it yet -> app.open-request(int64 12)\n");
}

static void
add_statement (Fixture *fixture, const char *expert, EdStatementState state)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);

  statement->id = g_strdup (CASE_A);
  statement->expert_id = g_strdup (expert);
  statement->month = MARCH;
  statement->state = state;
  statement->currency = g_strdup ("EUR");
  statement->sent_at = ED_SAMPLE_NOW;
  fixture->asked = ed_fake_desk_asked_for_news (fixture->desk);
  ed_fake_desk_add_statement (fixture->desk, statement);
}

/* --- beside the entry that leads there -------------------------------------------------------- */

typedef struct
{
  Fixture *fixture;
  const char *place, *why;
} Counted;

static gboolean
is_counted (gpointer data)
{
  const Counted *counted = data;
  GtkWidget *row = ed_stage_find_type (counted->fixture->window, ED_TYPE_SIDEBAR_ROW);
  gint64 count = 0;

  while (row != NULL
         && !(ED_IS_SIDEBAR_ROW (row)
              && g_str_equal (ed_sidebar_row_place (ED_SIDEBAR_ROW (row))->name, counted->place)))
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    g_object_get (row, "count", &count, NULL);
  return count == 1 && g_strcmp0 (gtk_widget_get_tooltip_text (row), counted->why) == 0;
}

/* One, and it says what it counts. */
static void
wait_counted (Fixture *fixture, const char *place, const char *why)
{
  Counted counted = { fixture, place, why };

  ed_stage_wait (is_counted, &counted);
}

/* Who is to answer is led to where they do. */
static void
test_statement_is_told_to_its_expert (Fixture *fixture, gconstpointer data)
{
  enter (fixture);
  assert_heard (fixture, "");
  add_statement (fixture, ed_desk_account (fixture->desk)->id, ED_STATEMENT_SENT);
  assert_heard (fixture,
                "+Statement for March 2020: ready for your answer"
                " -> app.show-place::statement\n");
  wait_counted (fixture,
                "statement",
                "1 statement was sent to you: accept it, or say what is wrong with it");
}

static void
test_dispute_is_told_to_a_coordinator (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  enter (fixture);
  assert_heard (fixture, "");
  add_statement (fixture, CASE_B, ED_STATEMENT_DISPUTED);
  assert_heard (fixture,
                "+Statement for March 2020: disputed by its expert"
                " -> app.show-place::invoicing\n");
  wait_counted (fixture,
                "invoicing",
                "1 statement is disputed by its expert: correct it, or send it again");
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) \
  g_test_add ("/client/news-teller/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("first", test_first_is_one_summary);
  ADD ("once", test_each_is_told_once_and_taken_back);
  ADD ("clock", test_clock_alone_brings_news);
  ADD ("summary-goes", test_summary_goes_with_its_last_reason);
  ADD ("quiet-hours", test_quiet_hours_are_kept);
  ADD ("switched-off", test_switched_off_says_nothing);
  ADD ("locked", test_locking_lets_the_desk_go);
  ADD ("requests", test_requests_are_told);
  ADD ("statement", test_statement_is_told_to_its_expert);
  ADD ("dispute", test_dispute_is_told_to_a_coordinator);
#undef ADD
  g_test_add_func ("/client/news-teller/words", test_words);
  return g_test_run ();
}
