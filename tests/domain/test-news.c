/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an expert is told, and when; and the hours in which they are not. */

#include "domain/play.h"

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
  static const char *const words[] = { "assigned", "limit",    "returned",
                                       "approved", "answered", "refused" };
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
  return g_test_run ();
}
