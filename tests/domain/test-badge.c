/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The badge at its boundaries, and that its changes are announced. */

#include "domain/play.h"

#include "domain/standing.h"

#define CREATE "c case.create company_name=Suzuki client_alias=XY phone=0630 type="
#define PSY CREATE "psychological;"
#define CRISIS CREATE "psychological crisis_call=1;"
#define ANNA "c case.assign expert=a;"
#define CONTACT "a case.contact;"
#define LOG "document treatment_log;"
#define SCORE "a satisfaction.score score=7;"
#define CLOSE "a case.close closing=50 outcome=completed;"
#define ATTEMPT(id, kind) "a attempt.add id=" id " kind=" kind " at=-0h result=no_answer;"
#define TRIED \
  ATTEMPT ("21", "call") ATTEMPT ("22", "call") ATTEMPT ("23", "call") ATTEMPT ("24", "text")
#define READY PSY ANNA CONTACT "a session.add id=1 date=2024-05-01;" LOG SCORE

/* The year's ends: recorded, assigned and contacted in November 2023. */
#define BUDAPEST_2023 "at 2023-11-20T08:00:00Z;" PSY ANNA CONTACT
#define SPRING "at 2024-03-28T12:00:00Z;" PSY ANNA
#define AUTUMN "at 2024-10-24T12:00:00Z;" PSY ANNA

typedef struct
{
  const char *zone;
  const char *script;
  const char *now;
  EdBadgeKind kind;
  EdTone tone;
  gint64 count;
  const char *since; /* or NULL for absent */
  const char *fact;
} BadgeRow;

#define NO_BADGE ED_BADGE_NONE, ED_TONE_NONE, ED_ABSENT, NULL, NULL

static const BadgeRow badges[] = {
  { "budapest", PSY, "2024-06-01T08:00:00Z", NO_BADGE },

  /* Hours since the assignment, to the millisecond. */
  { "budapest", PSY ANNA, "2024-05-01T08:00:00Z", NO_BADGE },
  { "budapest", PSY ANNA, "2024-05-02T07:59:59.999Z", NO_BADGE },
  { "budapest",
    PSY ANNA,
    "2024-05-02T08:00:00Z",
    ED_BADGE_CONTACT_FIRST,
    ED_TONE_RED,
    24,
    "2024-05-02T08:00:00Z",
    "2024-05-01T08:00:00Z" },
  { "budapest",
    PSY ANNA,
    "2024-05-03T07:59:59.999Z",
    ED_BADGE_CONTACT_FIRST,
    ED_TONE_RED,
    24,
    "2024-05-02T08:00:00Z",
    "2024-05-01T08:00:00Z" },
  { "budapest",
    PSY ANNA,
    "2024-05-03T08:00:00Z",
    ED_BADGE_CONTACT_DUE,
    ED_TONE_RED,
    48,
    "2024-05-03T08:00:00Z",
    "2024-05-01T08:00:00Z" },
  { "budapest",
    PSY ANNA,
    "2025-05-03T08:00:00Z",
    ED_BADGE_CONTACT_DUE,
    ED_TONE_RED,
    48,
    "2024-05-03T08:00:00Z",
    "2024-05-01T08:00:00Z" },
  { "budapest", CRISIS ANNA, "2024-05-01T09:59:59.999Z", NO_BADGE },
  { "budapest",
    CRISIS ANNA,
    "2024-05-01T10:00:00Z",
    ED_BADGE_CONTACT_FIRST,
    ED_TONE_RED,
    2,
    "2024-05-01T10:00:00Z",
    "2024-05-01T08:00:00Z" },
  { "budapest",
    CRISIS ANNA,
    "2024-05-01T11:59:59.999Z",
    ED_BADGE_CONTACT_FIRST,
    ED_TONE_RED,
    2,
    "2024-05-01T10:00:00Z",
    "2024-05-01T08:00:00Z" },
  { "budapest",
    CRISIS ANNA,
    "2024-05-01T12:00:00Z",
    ED_BADGE_CONTACT_DUE,
    ED_TONE_RED,
    4,
    "2024-05-01T12:00:00Z",
    "2024-05-01T08:00:00Z" },
  /* Across a change of the clocks they stay hours. */
  { "budapest", "at 2024-03-30T12:00:00Z;" PSY ANNA, "2024-03-31T11:59:59.999Z", NO_BADGE },
  { "budapest",
    "at 2024-03-30T12:00:00Z;" PSY ANNA,
    "2024-03-31T12:00:00Z",
    ED_BADGE_CONTACT_FIRST,
    ED_TONE_RED,
    24,
    "2024-03-31T12:00:00Z",
    "2024-03-30T12:00:00Z" },
  { "budapest", "at 2024-10-26T12:00:00Z;" PSY ANNA, "2024-10-27T11:59:59.999Z", NO_BADGE },
  { "budapest",
    "at 2024-10-26T12:00:00Z;" PSY ANNA,
    "2024-10-27T12:00:00Z",
    ED_BADGE_CONTACT_FIRST,
    ED_TONE_RED,
    24,
    "2024-10-27T12:00:00Z",
    "2024-10-26T12:00:00Z" },
  /* A new assignment begins anew; contact ends them. */
  { "budapest", PSY ANNA "wait 47h; c case.assign expert=b", "2024-05-03T08:00:00Z", NO_BADGE },
  { "budapest",
    PSY ANNA "wait 47h; c case.assign expert=b",
    "2024-05-04T07:00:00Z",
    ED_BADGE_CONTACT_FIRST,
    ED_TONE_RED,
    24,
    "2024-05-04T07:00:00Z",
    "2024-05-03T07:00:00Z" },
  { "budapest", PSY ANNA "wait 47h;" CONTACT, "2024-05-03T08:00:00Z", NO_BADGE },

  /* Five days after the day of contact, at the beginning of the day in the zone. */
  { "budapest", PSY ANNA CONTACT, "2024-05-05T21:59:59.999Z", NO_BADGE },
  { "budapest",
    PSY ANNA CONTACT,
    "2024-05-05T22:00:00Z",
    ED_BADGE_SESSION_DUE,
    ED_TONE_RED,
    5,
    "2024-05-05T22:00:00Z",
    "2024-05-01T08:00:00Z" },
  { "budapest",
    PSY ANNA "at 2024-05-01T21:59:59.999Z;" CONTACT,
    "2024-05-05T22:00:00Z",
    ED_BADGE_SESSION_DUE,
    ED_TONE_RED,
    5,
    "2024-05-05T22:00:00Z",
    "2024-05-01T21:59:59.999Z" },
  { "budapest", PSY ANNA "at 2024-05-01T22:00:00Z;" CONTACT, "2024-05-06T21:59:59.999Z", NO_BADGE },
  { "budapest",
    PSY ANNA "at 2024-05-01T22:00:00Z;" CONTACT,
    "2024-05-06T22:00:00Z",
    ED_BADGE_SESSION_DUE,
    ED_TONE_RED,
    5,
    "2024-05-06T22:00:00Z",
    "2024-05-01T22:00:00Z" },
  { "budapest", SPRING CONTACT, "2024-04-01T21:59:59.999Z", NO_BADGE },
  { "budapest",
    SPRING CONTACT,
    "2024-04-01T22:00:00Z",
    ED_BADGE_SESSION_DUE,
    ED_TONE_RED,
    5,
    "2024-04-01T22:00:00Z",
    "2024-03-28T12:00:00Z" },
  { "budapest", AUTUMN CONTACT, "2024-10-28T22:59:59.999Z", NO_BADGE },
  { "budapest",
    AUTUMN CONTACT,
    "2024-10-28T23:00:00Z",
    ED_BADGE_SESSION_DUE,
    ED_TONE_RED,
    5,
    "2024-10-28T23:00:00Z",
    "2024-10-24T12:00:00Z" },
  { "kiritimati",
    PSY ANNA "at 2024-05-01T09:59:59Z;" CONTACT,
    "2024-05-05T09:59:59.999Z",
    NO_BADGE },
  { "kiritimati",
    PSY ANNA "at 2024-05-01T09:59:59Z;" CONTACT,
    "2024-05-05T10:00:00Z",
    ED_BADGE_SESSION_DUE,
    ED_TONE_RED,
    5,
    "2024-05-05T10:00:00Z",
    "2024-05-01T09:59:59Z" },
  { "kiritimati",
    PSY ANNA "at 2024-05-01T10:00:00Z;" CONTACT,
    "2024-05-06T09:59:59.999Z",
    NO_BADGE },
  { "baker", PSY ANNA "at 2024-05-01T11:59:59Z;" CONTACT, "2024-05-05T11:59:59.999Z", NO_BADGE },
  { "baker",
    PSY ANNA "at 2024-05-01T11:59:59Z;" CONTACT,
    "2024-05-05T12:00:00Z",
    ED_BADGE_SESSION_DUE,
    ED_TONE_RED,
    5,
    "2024-05-05T12:00:00Z",
    "2024-05-01T11:59:59Z" },
  /* A planned session is one; deleted ones are none, nor are those of a former assignment. */
  { "utc",
    PSY ANNA CONTACT "a session.add id=1 date=2024-06-30",
    "2024-05-06T00:00:00Z",
    NO_BADGE },
  { "utc",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-02;"
                     "a session.delete id=1 reason=did_not_happen",
    "2024-05-06T00:00:00Z",
    ED_BADGE_SESSION_DUE,
    ED_TONE_RED,
    5,
    "2024-05-06T00:00:00Z",
    "2024-05-01T08:00:00Z" },
  { "utc",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-02; wait 1h; c case.assign expert=b;"
                     "b case.contact",
    "2024-05-06T00:00:00Z",
    ED_BADGE_SESSION_DUE,
    ED_TONE_RED,
    5,
    "2024-05-06T00:00:00Z",
    "2024-05-01T09:00:00Z" },

  /* Two and three calendar months after the earliest session. */
  { "budapest",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-03",
    "2024-07-02T21:59:59.999Z",
    NO_BADGE },
  { "budapest",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-03",
    "2024-07-02T22:00:00Z",
    ED_BADGE_CLOSING_WARN,
    ED_TONE_ORANGE,
    2,
    "2024-07-02T22:00:00Z",
    "2024-05-02T22:00:00Z" },
  { "budapest",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-03 time=10:00",
    "2024-08-02T21:59:59.999Z",
    ED_BADGE_CLOSING_WARN,
    ED_TONE_ORANGE,
    2,
    "2024-07-02T22:00:00Z",
    "2024-05-03T08:00:00Z" },
  { "budapest",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-03",
    "2024-08-02T22:00:00Z",
    ED_BADGE_CLOSING_DUE,
    ED_TONE_RED,
    3,
    "2024-08-02T22:00:00Z",
    "2024-05-02T22:00:00Z" },
  { "budapest",
    BUDAPEST_2023 "a session.add id=1 date=2023-12-31",
    "2024-02-28T22:59:59.999Z",
    NO_BADGE },
  { "budapest",
    BUDAPEST_2023 "a session.add id=1 date=2023-12-31",
    "2024-02-28T23:00:00Z",
    ED_BADGE_CLOSING_WARN,
    ED_TONE_ORANGE,
    2,
    "2024-02-28T23:00:00Z",
    "2023-12-30T23:00:00Z" },
  { "budapest",
    AUTUMN CONTACT "a session.add id=1 date=2024-12-31",
    "2025-02-27T23:00:00Z",
    ED_BADGE_CLOSING_WARN,
    ED_TONE_ORANGE,
    2,
    "2025-02-27T23:00:00Z",
    "2024-12-30T23:00:00Z" },
  { "budapest",
    AUTUMN CONTACT "a session.add id=1 date=2024-12-31",
    "2025-03-30T21:59:59.999Z",
    ED_BADGE_CLOSING_WARN,
    ED_TONE_ORANGE,
    2,
    "2025-02-27T23:00:00Z",
    "2024-12-30T23:00:00Z" },
  { "budapest",
    AUTUMN CONTACT "a session.add id=1 date=2024-12-31",
    "2025-03-30T22:00:00Z",
    ED_BADGE_CLOSING_DUE,
    ED_TONE_RED,
    3,
    "2025-03-30T22:00:00Z",
    "2024-12-30T23:00:00Z" },
  { "budapest",
    AUTUMN CONTACT "a session.add id=1 date=2024-11-30",
    "2025-02-27T23:00:00Z",
    ED_BADGE_CLOSING_DUE,
    ED_TONE_RED,
    3,
    "2025-02-27T23:00:00Z",
    "2024-11-29T23:00:00Z" },
  { "budapest",
    BUDAPEST_2023 "a session.add id=1 date=2024-01-31",
    "2024-03-30T23:00:00Z",
    ED_BADGE_CLOSING_WARN,
    ED_TONE_ORANGE,
    2,
    "2024-03-30T23:00:00Z",
    "2024-01-30T23:00:00Z" },
  { "budapest",
    AUTUMN CONTACT "a session.add id=1 date=2024-10-25",
    "2024-12-24T22:59:59.999Z",
    NO_BADGE },
  { "kiritimati",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-03",
    "2024-07-02T10:00:00Z",
    ED_BADGE_CLOSING_WARN,
    ED_TONE_ORANGE,
    2,
    "2024-07-02T10:00:00Z",
    "2024-05-02T10:00:00Z" },
  { "baker",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-03",
    "2024-07-03T11:59:59.999Z",
    NO_BADGE },
  { "baker",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-03",
    "2024-07-03T12:00:00Z",
    ED_BADGE_CLOSING_WARN,
    ED_TONE_ORANGE,
    2,
    "2024-07-03T12:00:00Z",
    "2024-05-03T12:00:00Z" },
  /* The earliest counts, in whatever order they were entered; a deleted one does not. */
  { "utc",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-20; a session.add id=2 date=2024-05-10;"
                     "a session.add id=3 date=2024-05-30",
    "2024-07-10T00:00:00Z",
    ED_BADGE_CLOSING_WARN,
    ED_TONE_ORANGE,
    2,
    "2024-07-10T00:00:00Z",
    "2024-05-10T00:00:00Z" },
  { "utc",
    PSY ANNA CONTACT "a session.add id=1 date=2024-05-20; a session.add id=2 date=2024-05-10;"
                     "a session.delete id=2 reason=mistake",
    "2024-07-19T23:59:59.999Z",
    NO_BADGE },
  /* What is more pressing hides the months. */
  { "utc",
    PSY ANNA "a session.add id=1 date=2024-05-03",
    "2024-09-01T00:00:00Z",
    ED_BADGE_CONTACT_DUE,
    ED_TONE_RED,
    48,
    "2024-05-03T08:00:00Z",
    "2024-05-01T08:00:00Z" },
  { "utc",
    PSY ANNA "a session.add id=1 date=2024-05-03",
    "2024-05-02T09:00:00Z",
    ED_BADGE_CONTACT_FIRST,
    ED_TONE_RED,
    24,
    "2024-05-02T08:00:00Z",
    "2024-05-01T08:00:00Z" },

  /* What people did. */
  { "utc",
    PSY ANNA "wait 1h; a case.decline",
    "2024-09-01T00:00:00Z",
    ED_BADGE_DECLINED,
    ED_TONE_ORANGE,
    ED_ABSENT,
    "2024-05-01T09:00:00Z",
    "2024-05-01T09:00:00Z" },
  { "utc",
    PSY ANNA "a case.decline; c case.assign expert=b; wait 1h; b case.decline",
    "2024-05-01T10:00:00Z",
    ED_BADGE_DECLINED,
    ED_TONE_ORANGE,
    ED_ABSENT,
    "2024-05-01T09:00:00Z",
    "2024-05-01T09:00:00Z" },
  { "utc", PSY ANNA "a case.decline; c case.assign expert=b", "2024-05-01T10:00:00Z", NO_BADGE },
  { "utc",
    PSY ANNA TRIED "wait 1h; a case.unreachable closing=50",
    "2024-09-01T00:00:00Z",
    ED_BADGE_UNREACHABLE,
    ED_TONE_RED,
    ED_ABSENT,
    "2024-05-01T09:00:00Z",
    "2024-05-01T09:00:00Z" },
  { "utc",
    READY "wait 1h;" CLOSE,
    "2024-09-01T00:00:00Z",
    ED_BADGE_APPROVAL_PENDING,
    ED_TONE_GREEN,
    ED_ABSENT,
    "2024-05-01T09:00:00Z",
    "2024-05-01T09:00:00Z" },
  { "utc",
    READY "a satisfaction.not_possible not_possible=1; wait 1h;"
          "a case.close closing=50 outcome=dropped_out",
    "2024-09-01T00:00:00Z",
    ED_BADGE_APPROVAL_PENDING,
    ED_TONE_GREEN,
    ED_ABSENT,
    "2024-05-01T09:00:00Z",
    "2024-05-01T09:00:00Z" },
  { "utc", READY CLOSE "a case.withdraw closing=50", "2024-05-01T10:00:00Z", NO_BADGE },
  { "utc",
    READY CLOSE "wait 1h; c case.return closing=50 note=x",
    "2024-09-01T00:00:00Z",
    ED_BADGE_RETURNED,
    ED_TONE_ORANGE,
    ED_ABSENT,
    "2024-05-01T09:00:00Z",
    "2024-05-01T09:00:00Z" },
  { "utc",
    READY CLOSE "c case.return closing=50 note=x; wait 2h;"
                "a case.close closing=51 outcome=completed",
    "2024-09-01T00:00:00Z",
    ED_BADGE_APPROVAL_PENDING,
    ED_TONE_GREEN,
    ED_ABSENT,
    "2024-05-01T10:00:00Z",
    "2024-05-01T10:00:00Z" },
  { "utc", READY CLOSE "c case.approve closing=50", "2024-09-01T00:00:00Z", NO_BADGE },
  { "utc",
    PSY ANNA TRIED "a case.unreachable closing=50; c case.approve closing=50",
    "2024-09-01T00:00:00Z",
    NO_BADGE },
  { "utc",
    READY CLOSE "c case.approve closing=50; wait 1h; c case.reopen reason=x",
    "2024-09-01T00:00:00Z",
    ED_BADGE_RETURNED,
    ED_TONE_ORANGE,
    ED_ABSENT,
    "2024-05-01T09:00:00Z",
    "2024-05-01T09:00:00Z" },
};

static gint64
read_instant (const char *text)
{
  return text != NULL ? play_instant (text) : ED_ABSENT;
}

static void
test_badge (gconstpointer subject)
{
  const BadgeRow *row = subject;
  g_autoptr (Play) play = play_run (play_new (row->zone), row->script);
  EdBadge badge = ed_case_badge (play->case_, play_instant (row->now), play->settings, play->zone);

  g_assert_cmpint (badge.kind, ==, row->kind);
  g_assert_cmpint (badge.tone, ==, row->tone);
  g_assert_cmpint (badge.count, ==, row->count);
  g_assert_cmpint (badge.since, ==, read_instant (row->since));
  g_assert_cmpint (badge.fact, ==, read_instant (row->fact));
  /* What has a number in its text is a time limit. */
  g_assert_cmpint (
      ed_case_is_due (play->case_, play_instant (row->now), play->settings, play->zone),
      ==,
      row->count != ED_ABSENT);
}

static void
test_badge_follows_settings (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY ANNA CONTACT);
  EdBadge badge;

  play->settings->session_due_days = 7;
  badge = ed_case_badge (play->case_,
                         play_instant ("2024-05-07T23:59:59Z"),
                         play->settings,
                         play->zone);
  g_assert_cmpint (badge.kind, ==, ED_BADGE_NONE);
  badge = ed_case_badge (play->case_,
                         play_instant ("2024-05-08T00:00:00Z"),
                         play->settings,
                         play->zone);
  g_assert_cmpint (badge.kind, ==, ED_BADGE_SESSION_DUE);
  g_assert_cmpint (badge.count, ==, 7);
}

/* A limit beyond the last year of the calendar never comes. */
static void
test_badge_ends_with_calendar (void)
{
  g_autoptr (Play) play =
      play_run (play_new ("utc"), PSY ANNA CONTACT "a session.add id=1 date=9999-12-01");
  gint64 last = play_instant ("9999-12-31T23:59:59.999Z");

  g_assert_cmpint (ed_case_badge (play->case_, last, play->settings, play->zone).kind,
                   ==,
                   ED_BADGE_NONE);
  g_assert_cmpint (ed_case_next_change (play->case_, play->now, play->settings, play->zone),
                   ==,
                   ED_ABSENT);
  g_assert_cmpint (ed_case_due (play->case_, play->settings, play->zone), ==, ED_ABSENT);
}

/* Scripts whose badge comes and goes with time alone, and some where it does not. */
static const char *const lives[] = {
  PSY,
  PSY ANNA,
  CRISIS ANNA,
  PSY ANNA CONTACT,
  SPRING,
  SPRING CONTACT,
  AUTUMN CONTACT,
  AUTUMN CONTACT "a session.add id=1 date=2024-12-31",
  BUDAPEST_2023 "a session.add id=1 date=2023-12-31",
  PSY ANNA "a session.add id=1 date=2024-05-03",
  CRISIS ANNA "a session.add id=1 date=2024-06-03 time=12:30",
  READY,
  READY CLOSE,
  READY CLOSE "c case.return closing=50 note=x",
  READY CLOSE "c case.approve closing=50",
  PSY ANNA "a case.decline",
  PSY ANNA CONTACT "wait 40h; c case.assign expert=b",
};

static gboolean
is_same_badge (EdBadge a, EdBadge b)
{
  return a.kind == b.kind && a.tone == b.tone && a.count == b.count && a.since == b.since
         && a.fact == b.fact;
}

/* Steps through half a year: wherever the badge differs from the step before, the change was
 * announced, for that very millisecond; what is announced happens. */
static void
check_changes (const Play *play)
{
  const gint64 step = 41 * 60000 + 1;
  gint64 end = play->now + 180 * G_GINT64_CONSTANT (86400000);
  EdBadge badge = ed_case_badge (play->case_, play->now, play->settings, play->zone);

  for (gint64 now = play->now; now < end; now += step)
    {
      gint64 next = ed_case_next_change (play->case_, now, play->settings, play->zone);
      EdBadge later = ed_case_badge (play->case_, now + step, play->settings, play->zone);

      g_assert_true (next == ED_ABSENT || next > now);
      g_assert_cmpint (!is_same_badge (badge, later), ==, next != ED_ABSENT && next <= now + step);
      if (next != ED_ABSENT)
        {
          EdBadge before = ed_case_badge (play->case_, next - 1, play->settings, play->zone);
          EdBadge at = ed_case_badge (play->case_, next, play->settings, play->zone);

          g_assert_true (is_same_badge (before, badge));
          g_assert_false (is_same_badge (at, badge));
          g_assert_cmpint (at.since, ==, next);
        }
      badge = later;
    }
}

static void
test_changes_are_announced (void)
{
  static const char *const zones[] = { "budapest", "utc", "kiritimati", "baker" };

  for (guint i = 0; i < G_N_ELEMENTS (lives); i++)
    {
      g_autoptr (Play) play = play_run (play_new (zones[i % G_N_ELEMENTS (zones)]), lives[i]);

      check_changes (play);
      /* Limits in any order among themselves. */
      play->settings->contact_first_h = 60;
      play->settings->closing_due_months = 1;
      check_changes (play);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (badges); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/badge/row/%u", i);

      g_test_add_data_func (path, &badges[i], test_badge);
    }
  g_test_add_func ("/domain/badge/follows-settings", test_badge_follows_settings);
  g_test_add_func ("/domain/badge/ends-with-calendar", test_badge_ends_with_calendar);
  g_test_add_func ("/domain/badge/changes-are-announced", test_changes_are_announced);
  return g_test_run ();
}
