/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Progress, the conditions of closing and what is due. */

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
#define READY PSY ANNA CONTACT "a session.add id=1 date=2024-05-01;" LOG SCORE

static gint64
read_instant (const char *text)
{
  return text != NULL ? play_instant (text) : ED_ABSENT;
}

static const struct
{
  const char *script;
  const char *due; /* NULL: nothing is awaited */
} dues[] = {
  { PSY, NULL },
  { PSY ANNA, "2024-05-03T08:00:00Z" },
  { CRISIS ANNA, "2024-05-01T12:00:00Z" },
  { PSY ANNA "a session.add id=1 date=2024-05-02", "2024-05-03T08:00:00Z" },
  { PSY ANNA CONTACT, "2024-05-05T22:00:00Z" },
  { PSY ANNA CONTACT "a session.add id=1 date=2024-05-03", "2024-08-02T22:00:00Z" },
  { PSY ANNA "a case.decline", NULL },
  { READY CLOSE, NULL },
  { READY CLOSE "c case.return closing=50 note=x", "2024-07-31T22:00:00Z" },
  { READY CLOSE "c case.approve closing=50", NULL },
};

static void
test_due (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("budapest"), dues[i].script);

      g_assert_cmpint (ed_case_due (play->case_, play->settings, play->zone),
                       ==,
                       read_instant (dues[i].due));
    }
}

#define C ED_CHECK_CONTACTED
#define S ED_CHECK_SESSION
#define D ED_CHECK_DOCUMENT
#define F ED_CHECK_SATISFACTION
#define TYPE(type) CREATE type ";" ANNA
#define COACHING TYPE ("health_coaching coaching_kind=nutritionist")
#define HELD "a session.add id=1 date=2024-05-01;"
#define PLANNED "a session.add id=2 date=2024-05-02;"
#define TICK "a satisfaction.not_possible not_possible=1;"

static const struct
{
  const char *script;
  guint progress;
  guint checks;
} standings[] = {
  { CREATE "psychological;", 0, 0 },
  { TYPE ("psychological"), 0, 0 },
  { TYPE ("psychological") CONTACT, 1, C },
  { TYPE ("psychological") CONTACT HELD, 2, C | S },
  { TYPE ("psychological") CONTACT PLANNED, 2, C },
  { TYPE ("psychological") CONTACT HELD PLANNED, 2, C },
  { TYPE ("psychological") CONTACT HELD "a session.delete id=1 reason=mistake", 1, C },
  { TYPE ("psychological") CONTACT HELD LOG, 2, C | S | D },
  { TYPE ("psychological") CONTACT HELD SCORE, 2, C | S | F },
  { TYPE ("psychological") CONTACT HELD LOG SCORE, 3, C | S | D | F },
  { TYPE ("psychological") CONTACT HELD LOG TICK, 3, C | S | D | F },
  { TYPE ("psychological") CONTACT HELD LOG "document satisfaction_form", 3, C | S | D | F },
  { TYPE ("psychological") CONTACT HELD "document case_file;" SCORE, 2, C | S | F },
  { TYPE ("psychological") CONTACT HELD "document other;" SCORE, 2, C | S | F },
  { TYPE ("psychological") CONTACT PLANNED LOG SCORE, 3, C | D | F },
  /* Only leading steps count. */
  { TYPE ("psychological") HELD LOG SCORE, 0, S | D | F },
  { TYPE ("psychological") CONTACT LOG SCORE, 1, C | D | F },
  { COACHING CONTACT HELD LOG SCORE, 2, C | S | F },
  { COACHING CONTACT HELD "document case_file;" SCORE, 3, C | S | D | F },
  { COACHING CONTACT HELD "document case_file; document satisfaction_form", 3, C | S | D | F },
  { TYPE ("legal") CONTACT HELD, 2, C | S | D },
  { TYPE ("legal") CONTACT HELD "document satisfaction_form", 2, C | S | D },
  { TYPE ("legal") CONTACT HELD SCORE, 3, C | S | D | F },
  { TYPE ("financial") CONTACT HELD TICK, 3, C | S | D | F },
  { TYPE ("financial"), 0, D },
  /* Another assignment's work is not this one's. */
  { TYPE ("psychological") CONTACT HELD LOG SCORE "c case.assign expert=b", 0, 0 },
  { TYPE ("psychological") CONTACT HELD LOG SCORE "c case.assign expert=b; b case.contact", 1, C },
  { TYPE ("legal") "a case.decline", 0, 0 },
};

static void
test_progress_and_checks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (standings); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("budapest"), standings[i].script);

      g_assert_cmpuint (ed_case_progress (play->case_, play->now, play->zone),
                        ==,
                        standings[i].progress);
      g_assert_cmpuint (ed_case_checks (play->case_, play->now, play->zone),
                        ==,
                        standings[i].checks);
    }
}

/* "Close case" is accepted exactly where the checklist is complete.
 * Guide 5.3.5 "Only cases with a 3/3 status bar may be closed, approved and invoiced." */
static void
test_checks_agree_with_closing (void)
{
  for (guint i = 1; i < G_N_ELEMENTS (standings); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("budapest"), standings[i].script);

      if (play->case_->assignment_id == NULL)
        continue;
      play_step (play,
                 g_strcmp0 (play->case_->expert_id, play_account ('a')->id) == 0
                     ? "a case.close closing=50 outcome=completed"
                     : "b case.close closing=50 outcome=completed");
      g_assert_cmpint (play->case_->state == ED_CASE_CLOSING,
                       ==,
                       standings[i].checks == ED_CHECK_ALL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/standing/due", test_due);
  g_test_add_func ("/domain/standing/progress-and-checks", test_progress_and_checks);
  g_test_add_func ("/domain/standing/checks-agree-with-closing", test_checks_agree_with_closing);
  return g_test_run ();
}
