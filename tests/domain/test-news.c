/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an expert is told, and when; and the hours in which they are not. */

#include "domain/play.h"
#include "domain/request-play.h"

#include "domain/news.h"

#define CREATE "c case.create company_name=Suzuki client_alias=XY phone=0630 type="
#define PSY CREATE "psychological;"
#define CRISIS CREATE "psychological crisis_call=1;"
#define ANNA "c case.assign expert=a;"
#define CONTACT "a case.contact;"
#define READY                                                                    \
  PSY ANNA CONTACT "a session.add id=1 date=2024-05-01; document treatment_log;" \
                   "a satisfaction.score score=7;"
#define CLOSE "a case.close closing=50 outcome=completed;"

typedef struct
{
  const char *script;
  const char *now;
  const char *expected; /* words, as write_news() writes them */
  char reader;          /* 0: a */
  EdThreadMark mark;
} NewsRow;

/* Assigned on Wednesday, 1 May 2024 at 10:00 in Budapest. */
static const NewsRow rows[] = {
  { PSY, "2024-05-01T08:00:00Z", "" },
  { PSY ANNA, "2024-05-01T08:00:00Z", "assigned" },
  { PSY ANNA, "2024-05-02T07:59:59.999Z", "assigned" },
  { PSY ANNA, "2024-05-02T08:00:00Z", "24" },
  { PSY ANNA, "2024-05-03T08:00:00Z", "48" },
  { CRISIS ANNA, "2024-05-01T09:59:59.999Z", "assigned" },
  { CRISIS ANNA, "2024-05-01T10:00:00Z", "2" },
  { CRISIS ANNA, "2024-05-01T12:00:00Z", "4" },
  /* Nobody else's, and nothing of one's own making. */
  { PSY ANNA, "2024-05-03T08:00:00Z", "", 'b' },
  { PSY ANNA, "2024-05-03T08:00:00Z", "", 'c' },
  { PSY "o case.assign expert=o", "2024-05-01T08:00:00Z", "", 'o' },
  { PSY "o case.assign expert=o", "2024-05-02T08:00:00Z", "24", 'o' },
  { PSY ANNA CONTACT, "2024-05-01T08:00:00Z", "" },
  /* Contacted on Wednesday: the five days are over when Monday begins. */
  { PSY ANNA CONTACT, "2024-05-05T21:59:59.999Z", "" },
  { PSY ANNA CONTACT, "2024-05-05T22:00:00Z", "5" },
  { PSY ANNA CONTACT "wait 6d; a attempt.add id=2 kind=call at=-0h result=no_answer",
    "2024-05-07T09:00:00Z",
    "" },
  { PSY ANNA CONTACT "wait 4d; a attempt.add id=2 kind=call at=-0h result=no_answer",
    "2024-05-07T09:00:00Z",
    "5" },
  /* Six days late, as the expert has just said. */
  { PSY ANNA "a case.contact received=+144h", "2024-05-07T08:00:00Z", "" },
  { PSY ANNA CONTACT "a session.add id=1 date=2024-05-03", "2024-07-02T21:59:59.999Z", "" },
  { PSY ANNA CONTACT "a session.add id=1 date=2024-05-03", "2024-07-02T22:00:00Z", "2" },
  { PSY ANNA CONTACT "a session.add id=1 date=2024-05-03", "2024-08-02T22:00:00Z", "3" },
  /* Registered when it was long past: they know. */
  { PSY ANNA CONTACT "wait 80d; a session.add id=1 date=2024-05-03", "2024-07-20T08:00:00Z", "" },
  /* The clocks go forward on 31 March: hours stay hours, days begin at midnight. */
  { "at 2024-03-30T12:00:00Z;" PSY ANNA, "2024-03-31T11:59:59.999Z", "assigned" },
  { "at 2024-03-30T12:00:00Z;" PSY ANNA, "2024-03-31T12:00:00Z", "24" },
  { "at 2024-03-28T12:00:00Z;" PSY ANNA CONTACT, "2024-04-01T21:59:59.999Z", "" },
  { "at 2024-03-28T12:00:00Z;" PSY ANNA CONTACT, "2024-04-01T22:00:00Z", "5" },
  { READY CLOSE, "2024-09-01T08:00:00Z", "" },
  { READY CLOSE "wait 1h; c case.return closing=50 note=x", "2024-09-01T08:00:00Z", "returned" },
  { READY CLOSE "wait 1h; c case.return closing=50 note=x; wait 1h;" CLOSE,
    "2024-05-01T11:00:00Z",
    "" },
  { PSY ANNA CONTACT, "2024-05-01T08:00:00Z", "answered", 0, ED_THREAD_UNREAD },
  { PSY ANNA CONTACT, "2024-05-01T08:00:00Z", "", 0, ED_THREAD_UNANSWERED },
  { READY CLOSE, "2024-05-01T08:00:00Z", "answered", 0, ED_THREAD_UNREAD },
  { PSY ANNA, "2024-05-02T08:00:00Z", "24 answered", 0, ED_THREAD_UNREAD },
  { PSY ANNA "a case.decline", "2024-05-04T08:00:00Z", "" },
};

static char *
write_news (const GPtrArray *list)
{
  static const char *const words[] = {
    [ED_NEWS_ASSIGNED] = "assigned",           [ED_NEWS_LIMIT] = "limit",
    [ED_NEWS_RETURNED] = "returned",           [ED_NEWS_APPROVED] = "approved",
    [ED_NEWS_ANSWERED] = "answered",           [ED_NEWS_REQUEST_NEW] = "new",
    [ED_NEWS_REQUEST_ASSIGNED] = "assigned",   [ED_NEWS_REQUEST_RETURNED] = "returned",
    [ED_NEWS_REQUEST_LOST] = "lost",           [ED_NEWS_REQUEST_CANCELLED] = "cancelled",
    [ED_NEWS_REQUEST_ANSWERED] = "answered",   [ED_NEWS_REFUSED] = "refused",
    [ED_NEWS_STATEMENT_SENT] = "sent",         [ED_NEWS_STATEMENT_ACCEPTED] = "accepted",
    [ED_NEWS_STATEMENT_DISPUTED] = "disputed",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const EdNews *news = list->pdata[i];

      g_assert_nonnull (news->key);
      g_string_append (text, i > 0 ? " " : "");
      if (news->kind == ED_NEWS_LIMIT)
        g_string_append_printf (text, "%" G_GINT64_FORMAT, news->badge.count);
      else
        g_string_append (text, words[news->kind]);
    }
  return g_string_free (text, FALSE);
}

static char *
find_news (Play *play, const NewsRow *row)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_news_free);

  ed_case_list_news (play->case_,
                     row->mark,
                     play_account (row->reader == 0 ? 'a' : row->reader)->id,
                     play_instant (row->now),
                     play->settings,
                     play->zone,
                     list);
  return write_news (list);
}

static void
test_news_of_a_case (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("budapest"), rows[i].script);
      g_autofree char *found = find_news (play, &rows[i]);

      g_test_message ("%s at %s", rows[i].script, rows[i].now);
      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

/* --- requests --------------------------------------------------------------------------------- */

#define SENT_AT G_GINT64_CONSTANT (1714550400000)
#define DAY_MS G_GINT64_CONSTANT (86400000)

/* What each side is told of a request in each state of its story, and whether it waits for the end
 * of it. The story of "unassigned" ends with a hand-back. */
static const struct
{
  EdRequestState state;
  PlayPerson reader;
  const char *expected;
  gboolean awaited;
  const char *end; /* what has become of it */
} request_rows[] = {
  { ED_REQUEST_UNASSIGNED, PLAY_COORDINATOR, "", FALSE, "" },
  { ED_REQUEST_UNASSIGNED, PLAY_SENDER, "", TRUE, "" },
  { ED_REQUEST_UNASSIGNED, PLAY_FORMER, "", FALSE, "" },
  { ED_REQUEST_ASSIGNED, PLAY_ASSIGNED, "assigned", TRUE, "" },
  { ED_REQUEST_ASSIGNED, PLAY_COORDINATOR, "", FALSE, "" },
  { ED_REQUEST_ASSIGNED, PLAY_STRANGER, "", FALSE, "" },
  { ED_REQUEST_IN_PROGRESS, PLAY_ASSIGNED, "", TRUE, "" },
  { ED_REQUEST_UNDER_REVIEW, PLAY_ASSIGNED, "", TRUE, "" },
  { ED_REQUEST_UNDER_REVIEW, PLAY_COORDINATOR, "", FALSE, "" },
  { ED_REQUEST_COMPLETED, PLAY_ASSIGNED, "", FALSE, "" },
  { ED_REQUEST_COMPLETED, PLAY_SENDER, "", FALSE, "answered" },
  { ED_REQUEST_CANCELLED, PLAY_ASSIGNED, "", FALSE, "cancelled" },
  { ED_REQUEST_CANCELLED, PLAY_SENDER, "", FALSE, "" },
  { ED_REQUEST_CANCELLED, PLAY_COORDINATOR, "", FALSE, "" },
};

static GPtrArray *
list_request_news (const EdRequest *request, PlayPerson reader)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_news_free);

  ed_request_list_news (request, play_person_id (reader), play_person_roles (reader), list);
  return list;
}

static char *
write_end (const EdRequest *request, PlayPerson reader, gint64 now)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_news_free);
  EdNews *end = ed_request_find_end (request, play_person_id (reader), now);

  if (end != NULL)
    g_ptr_array_add (list, end);
  return write_news (list);
}

static void
test_news_of_a_request (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (request_rows); i++)
    {
      PlayPerson reader = request_rows[i].reader;
      g_autoptr (EdRequest) request = play_request (request_rows[i].state, SENT_AT);
      g_autoptr (GPtrArray) list = list_request_news (request, reader);
      g_autofree char *found = write_news (list);
      g_autofree char *end = write_end (request, reader, SENT_AT + 14 * DAY_MS);
      g_autofree char *late = write_end (request, reader, SENT_AT + 15 * DAY_MS);

      g_test_message ("row %u", i);
      g_assert_cmpstr (found, ==, request_rows[i].expected);
      g_assert_cmpint (
          ed_request_is_awaited (request, play_person_id (reader), play_person_roles (reader)),
          ==,
          request_rows[i].awaited);
      g_assert_cmpstr (end, ==, request_rows[i].end);
      g_assert_cmpstr (late, ==, "");
    }
}

/* A question that nobody has had is told to coordinators, each new one once more; not to who asked
 * it. */
static void
test_news_of_a_new_request (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_UNASSIGNED, SENT_AT);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) own = NULL;

  g_ptr_array_set_size (request->events, 1);
  request->urgent = 1;
  first = list_request_news (request, PLAY_COORDINATOR);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpint (((EdNews *) first->pdata[0])->kind, ==, ED_NEWS_REQUEST_NEW);
  g_assert_true (((EdNews *) first->pdata[0])->urgent);
  g_free (ed_request_round (request)->id);
  ed_request_round (request)->id = g_strdup ("another");
  second = list_request_news (request, PLAY_COORDINATOR);
  g_assert_cmpstr (((EdNews *) second->pdata[0])->key, !=, ((EdNews *) first->pdata[0])->key);
  g_free (request->sender_id);
  request->sender_id = g_strdup (play_person_id (PLAY_COORDINATOR));
  own = list_request_news (request, PLAY_COORDINATOR);
  g_assert_cmpuint (own->len, ==, 0);
}

/* A return is told until the expert has sent again; one by themself is none. */
static void
test_news_of_a_returned_response (void)
{
  g_autoptr (EdRequest) request = play_request (ED_REQUEST_UNDER_REVIEW, SENT_AT);
  g_autoptr (EdCommand) command = play_request_command (ED_COMMAND_REQUEST_RETURN,
                                                        PLAY_COORDINATOR,
                                                        request,
                                                        "10000000",
                                                        "20000000-0000-4000-8000-000000000001",
                                                        SENT_AT + DAY_MS);
  g_autoptr (GPtrArray) told = NULL;
  g_autoptr (GPtrArray) own = NULL;
  EdRefusal refusal;

  g_assert_true (play_request_apply (&request, PLAY_COORDINATOR, command, &refusal));
  told = list_request_news (request, PLAY_ASSIGNED);
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_cmpint (((EdNews *) told->pdata[0])->kind, ==, ED_NEWS_REQUEST_RETURNED);
  g_free (request->returned->by);
  request->returned->by = g_strdup (play_person_id (PLAY_ASSIGNED));
  own = list_request_news (request, PLAY_ASSIGNED);
  g_assert_cmpuint (own->len, ==, 0);
}

/* --- statements ------------------------------------------------------------------------------- */

#define EXPERTS ED_ROLE_EXPERT
#define STAFF ED_ROLE_COORDINATOR
#define STATEMENT_ID "a0000000-0000-4000-8000-000000000001"
#define STAFF_ID "a0000000-0000-4000-8000-0000000000c0"

/* What is asked of whom: 'e' its expert, 'c' the coordinator who accepted it, 'o' another. */
static const struct
{
  EdStatementState state;
  gboolean was_accepted_for; /* by 'c' */
  char reader;
  guint roles;
  const char *news;
  gboolean answer, correction;
} statement_rows[] = {
  { ED_STATEMENT_DRAFT, FALSE, 'e', EXPERTS, "" },
  { ED_STATEMENT_DRAFT, FALSE, 'c', STAFF, "" },
  { ED_STATEMENT_SENT, FALSE, 'e', EXPERTS, "sent", TRUE },
  { ED_STATEMENT_SENT, FALSE, 'e', EXPERTS | STAFF, "sent", TRUE },
  { ED_STATEMENT_SENT, FALSE, 'e', STAFF, "" },
  { ED_STATEMENT_SENT, FALSE, 'o', EXPERTS, "" },
  { ED_STATEMENT_SENT, FALSE, 'c', STAFF, "" },
  { ED_STATEMENT_ACCEPTED, FALSE, 'e', EXPERTS, "" },
  { ED_STATEMENT_ACCEPTED, FALSE, 'c', STAFF, "" },
  { ED_STATEMENT_ACCEPTED, TRUE, 'e', EXPERTS, "accepted" },
  { ED_STATEMENT_ACCEPTED, TRUE, 'c', EXPERTS | STAFF, "" },
  { ED_STATEMENT_DISPUTED, FALSE, 'e', EXPERTS, "" },
  { ED_STATEMENT_DISPUTED, FALSE, 'o', EXPERTS, "" },
  { ED_STATEMENT_DISPUTED, FALSE, 'c', STAFF, "disputed", FALSE, TRUE },
  { ED_STATEMENT_DISPUTED, FALSE, 'o', EXPERTS | STAFF, "disputed", FALSE, TRUE },
  { ED_STATEMENT_DISPUTED, FALSE, 'e', EXPERTS | STAFF, "", FALSE, TRUE },
  { ED_STATEMENT_PAID, TRUE, 'e', EXPERTS, "" },
};

static const char *
find_reader (char reader)
{
  if (reader == 'e')
    return play_account ('a')->id;
  return reader == 'c' ? STAFF_ID : play_account ('b')->id;
}

static EdFeeStatement *
make_statement (EdStatementState state, gboolean was_accepted_for)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);

  statement->id = g_strdup (STATEMENT_ID);
  statement->expert_id = g_strdup (find_reader ('e'));
  statement->state = state;
  statement->month = ed_date_from_text ("2024-05-01");
  statement->sent_at = SENT_AT;
  statement->accepted_by = was_accepted_for ? g_strdup (STAFF_ID) : NULL;
  return statement;
}

static void
test_news_of_a_statement (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (statement_rows); i++)
    {
      const char *reader = find_reader (statement_rows[i].reader);
      guint roles = statement_rows[i].roles;
      g_autoptr (EdFeeStatement) statement =
          make_statement (statement_rows[i].state, statement_rows[i].was_accepted_for);
      g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_news_free);
      g_autofree char *found = NULL;

      ed_fee_statement_list_news (statement, reader, roles, list);
      found = write_news (list);
      g_test_message ("row %u", i);
      g_assert_cmpstr (found, ==, statement_rows[i].news);
      g_assert_cmpint (ed_fee_statement_awaits_answer (statement, reader, roles),
                       ==,
                       statement_rows[i].answer);
      g_assert_cmpint (ed_fee_statement_awaits_correction (statement, roles),
                       ==,
                       statement_rows[i].correction);
      for (guint j = 0; j < list->len; j++)
        g_assert_cmpint (((EdNews *) list->pdata[j])->month, ==, statement->month);
    }
}

/* What was disputed and comes again is news again. */
static void
test_statement_sent_again_is_news_again (void)
{
  g_autoptr (EdFeeStatement) statement = make_statement (ED_STATEMENT_SENT, FALSE);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_news_free);

  ed_fee_statement_list_news (statement, statement->expert_id, EXPERTS, list);
  statement->sent_at += DAY_MS;
  ed_fee_statement_list_news (statement, statement->expert_id, EXPERTS, list);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((EdNews *) list->pdata[0])->key, !=, ((EdNews *) list->pdata[1])->key);
}

static gboolean
is_approval_news (Play *play, char reader, const char *now)
{
  g_autoptr (EdNews) news =
      ed_case_find_approval (play->case_, play_account (reader)->id, play_instant (now));

  return news != NULL && news->kind == ED_NEWS_APPROVED;
}

static void
test_approval_is_news_for_two_weeks (void)
{
  g_autoptr (Play) play = play_run (play_new ("budapest"), READY CLOSE);

  g_assert_false (is_approval_news (play, 'a', "2024-05-01T08:00:00Z"));
  play_run (play, "wait 1h; c case.approve closing=50");
  g_assert_true (is_approval_news (play, 'a', "2024-05-01T09:00:00Z"));
  g_assert_true (is_approval_news (play, 'a', "2024-05-15T09:00:00Z"));
  g_assert_false (is_approval_news (play, 'a', "2024-05-15T09:00:00.001Z"));
  g_assert_false (is_approval_news (play, 'c', "2024-05-01T09:00:00Z"));
}

/* --- quiet hours ----------------------------------------------------------------------------- */

#define EVERY_DAY 0x7f
#define WORKDAYS 0x1f
#define SUNDAY 0x40
#define AT(h, m) ((h) *60 + (m))

typedef struct
{
  EdQuietHours hours;
  const char *now;
  const char *end; /* NULL: not quiet */
} QuietRow;

/* In Budapest, two hours ahead in summer. 1 May 2024 is a Wednesday. */
static const QuietRow quiet_rows[] = {
  { { FALSE, AT (22, 0), AT (7, 0), EVERY_DAY }, "2024-05-01T21:00:00Z", NULL },
  { { TRUE, AT (22, 0), AT (7, 0), EVERY_DAY }, "2024-05-01T19:59:59.999Z", NULL },
  { { TRUE, AT (22, 0), AT (7, 0), EVERY_DAY }, "2024-05-01T20:00:00Z", "2024-05-02T05:00:00Z" },
  { { TRUE, AT (22, 0), AT (7, 0), EVERY_DAY },
    "2024-05-02T04:59:59.999Z",
    "2024-05-02T05:00:00Z" },
  { { TRUE, AT (22, 0), AT (7, 0), EVERY_DAY }, "2024-05-02T05:00:00Z", NULL },
  { { TRUE, AT (12, 0), AT (13, 30), EVERY_DAY }, "2024-05-01T10:00:00Z", "2024-05-01T11:30:00Z" },
  { { TRUE, AT (12, 0), AT (13, 30), EVERY_DAY }, "2024-05-01T11:30:00Z", NULL },
  /* The day is that on which they begin: Friday's last into Saturday, Sunday's do not exist. */
  { { TRUE, AT (22, 0), AT (7, 0), WORKDAYS }, "2024-05-04T04:00:00Z", "2024-05-04T05:00:00Z" },
  { { TRUE, AT (22, 0), AT (7, 0), WORKDAYS }, "2024-05-04T21:00:00Z", NULL },
  { { TRUE, AT (22, 0), AT (7, 0), WORKDAYS }, "2024-05-06T04:00:00Z", NULL },
  { { TRUE, AT (22, 0), AT (7, 0), 0 }, "2024-05-01T21:00:00Z", NULL },
  /* Whole days; one after the other. */
  { { TRUE, 0, 0, SUNDAY }, "2024-05-05T10:00:00Z", "2024-05-05T22:00:00Z" },
  { { TRUE, 0, 0, SUNDAY }, "2024-05-06T10:00:00Z", NULL },
  { { TRUE, 0, 0, SUNDAY | 0x20 }, "2024-05-04T10:00:00Z", "2024-05-05T22:00:00Z" },
  /* The nights in which the clocks change are an hour shorter and longer. */
  { { TRUE, AT (22, 0), AT (7, 0), EVERY_DAY }, "2024-03-30T21:00:00Z", "2024-03-31T05:00:00Z" },
  { { TRUE, AT (22, 0), AT (7, 0), EVERY_DAY }, "2024-10-26T20:00:00Z", "2024-10-27T06:00:00Z" },
};

static void
test_quiet_hours_end (void)
{
  g_autoptr (Play) play = play_new ("budapest");

  for (guint i = 0; i < G_N_ELEMENTS (quiet_rows); i++)
    {
      const QuietRow *row = &quiet_rows[i];
      gint64 end = ed_quiet_hours_end (&row->hours, play_instant (row->now), play->zone);

      g_test_message ("row %u: %s", i, row->now);
      g_assert_cmpint (end, ==, row->end == NULL ? ED_ABSENT : play_instant (row->end));
    }
}

/* With no hour left over, the end is found all the same. */
static void
test_quiet_for_ever_ends (void)
{
  g_autoptr (Play) play = play_new ("budapest");
  const EdQuietHours hours = { TRUE, 0, 0, EVERY_DAY };
  gint64 now = play_instant ("2024-05-01T08:00:00Z");

  g_assert_cmpint (ed_quiet_hours_end (&hours, now, play->zone), >, now);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/news/of-a-case", test_news_of_a_case);
  g_test_add_func ("/domain/news/approval", test_approval_is_news_for_two_weeks);
  g_test_add_func ("/domain/news/quiet-hours", test_quiet_hours_end);
  g_test_add_func ("/domain/news/quiet-for-ever", test_quiet_for_ever_ends);
  g_test_add_func ("/domain/news/of-a-request", test_news_of_a_request);
  g_test_add_func ("/domain/news/of-a-new-request", test_news_of_a_new_request);
  g_test_add_func ("/domain/news/of-a-returned-response", test_news_of_a_returned_response);
  g_test_add_func ("/domain/news/of-a-statement", test_news_of_a_statement);
  g_test_add_func ("/domain/news/statement-sent-again", test_statement_sent_again_is_news_again);
  return g_test_run ();
}
