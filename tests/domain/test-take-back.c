/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which cases whoever recorded them may take back. */

#include "domain/take-back.h"

#include "play.h"

#define RECORDED "c case.create company_name=Suzuki client_alias=XY type=legal"

static const struct
{
  const char *script; /* NULL: no case */
  char by;
  EdTakeBackVerdict verdict;
} rows[] = {
  { NULL, 'c', ED_TAKE_BACK_UNKNOWN },
  { RECORDED, 'c', ED_TAKE_BACK_MAY },
  { RECORDED "; wait 90d", 'c', ED_TAKE_BACK_MAY },
  { RECORDED, 'o', ED_TAKE_BACK_FOREIGN },
  { RECORDED, 'a', ED_TAKE_BACK_FOREIGN },
  { RECORDED "; c case.assign expert=a", 'c', ED_TAKE_BACK_ASSIGNED },
  { RECORDED "; c case.assign expert=a", 'o', ED_TAKE_BACK_FOREIGN },
  { RECORDED "; c case.assign expert=a; a case.decline", 'c', ED_TAKE_BACK_ASSIGNED },
  { RECORDED "; c case.assign expert=a; a case.contact", 'c', ED_TAKE_BACK_ASSIGNED },
  { RECORDED "; c case.edit client_alias=XY>YZ", 'c', ED_TAKE_BACK_CHANGED },
  { RECORDED "; o case.edit client_alias=XY>YZ", 'c', ED_TAKE_BACK_CHANGED },
  { RECORDED " sessions_available=3; c sessions.authorise number=5", 'c', ED_TAKE_BACK_CHANGED },
  { RECORDED "; document other", 'c', ED_TAKE_BACK_CHANGED },
};

static void
test_untouched_may_be_taken_back (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Play) play = play_new ("budapest");

      g_test_message ("row %u", i);
      if (rows[i].script != NULL)
        play_run (play, rows[i].script);
      g_assert_cmpint (ed_case_judge_take_back (play->case_, play_account (rows[i].by)->id),
                       ==,
                       rows[i].verdict);
    }
}

/* Each that stays can be told why. */
static void
test_verdicts_have_words (void)
{
  guint n = 0;

  while (ed_take_back_choices[n].word != NULL)
    n++;
  g_assert_cmpuint (n, ==, ED_TAKE_BACK_CHANGED + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/take-back/untouched-may-be-taken-back",
                   test_untouched_may_be_taken_back);
  g_test_add_func ("/domain/take-back/verdicts-have-words", test_verdicts_have_words);
  return g_test_run ();
}
