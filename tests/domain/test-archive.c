/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When a closed case leaves coordinators' machines, and what keeps it there. */

#include "domain/archive.h"

#include "play.h"

/* Approved on 31 August 2024, shortly after midnight in the organisation's zone. */
#define CLOSED                                                                 \
  "at 2024-08-30T22:30:00Z; c case.create company_name=Suzuki client_alias=X " \
  "type=legal; c case.assign expert=a; a case.contact; "                       \
  "a session.add id=11 date=2024-08-31; a satisfaction.score score=9; "        \
  "a case.close closing=50 outcome=completed; c case.approve closing=50"

static void
test_archive_takes_closed_cases (void)
{
  static const struct
  {
    const char *script;
    gint64 months;
    EdCaseCompany company;
    const char *today;
    const char *on; /* NULL: absent */
    gboolean due;
  } rows[] = {
    { CLOSED, ED_ABSENT, { 0 }, "2026-08-30", "2026-08-31", FALSE },
    { CLOSED, ED_ABSENT, { 0 }, "2026-08-31", "2026-08-31", TRUE },
    { CLOSED, 3, { 0 }, "2024-11-29", "2024-11-30", FALSE },
    { CLOSED, 3, { 0 }, "2024-11-30", "2024-11-30", TRUE },
    { CLOSED, 6, { 0 }, "2025-02-28", "2025-02-28", TRUE },
    /* What nobody marks as paid does not keep it there for ever. */
    { CLOSED, ED_ABSENT, { .is_unpaid = TRUE }, "2027-08-30", "2026-08-31", FALSE },
    { CLOSED, ED_ABSENT, { .is_unpaid = TRUE }, "2027-08-31", "2026-08-31", TRUE },
    { CLOSED, ED_ABSENT, { .has_late_work = TRUE }, "2030-01-01", "2026-08-31", FALSE },
    { CLOSED, ED_ABSENT, { .messages = 9 }, "2030-01-01", "2026-08-31", TRUE },
    { CLOSED "; c case.reopen reason=more", ED_ABSENT, { 0 }, "2030-01-01", NULL, FALSE },
    { "c case.create company_name=Suzuki client_alias=X type=legal",
      ED_ABSENT,
      { 0 },
      "2030-01-01",
      NULL,
      FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Play) play = play_run (play_new ("budapest"), rows[i].script);
      const EdRetentionFrame frame = { play->settings, play->zone };
      EdRetention found;

      g_test_message ("row %u", i);
      play->settings->archive_months = rows[i].months;
      found = ed_archive_of_case (play->case_, &rows[i].company, &frame);
      g_assert_cmpint (found.on,
                       ==,
                       rows[i].on != NULL ? ed_date_from_text (rows[i].on) : ED_ABSENT);
      g_assert_cmpint (ed_retention_is_due (&found, ed_date_from_text (rows[i].today)),
                       ==,
                       rows[i].due);
    }
}

/* However long records are kept, it is two years unless the organisation says otherwise. */
static void
test_archive_has_a_usual_term (void)
{
  g_autoptr (EdSettings) settings = ed_settings_new ();

  g_assert_cmpint (ed_archive_months (settings), ==, 24);
  settings->keep_cases_months = 12;
  g_assert_cmpint (ed_archive_months (settings), ==, 24);
  settings->archive_months = 60;
  g_assert_cmpint (ed_archive_months (settings), ==, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/archive/takes-closed-cases", test_archive_takes_closed_cases);
  g_test_add_func ("/domain/archive/usual-term", test_archive_has_a_usual_term);
  return g_test_run ();
}
