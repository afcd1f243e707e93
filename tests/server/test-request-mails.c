/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The mails that tell of requests: who gets them, when, and with which subject. */

#include "request-hall.h"
#include "server/api-state.h"

#define MAIL(user, subject) "Name of " user " <" user "@office.example>: " subject "\n"

static void
check_mails (Hall *hall, const char *expected)
{
  g_autofree char *said = hall_receive (hall);

  g_assert_cmpstr (said, ==, expected);
}

static void
test_everybody_is_told_their_own (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, ",\"urgent\":true");
  g_autofree char *assignment = NULL;
  g_autofree char *version = g_strdup (hall_make_id (hall));
  g_autofree char *second = g_strdup (hall_make_id (hall));
  g_autofree char *note = g_strdup_printf ("{\"version\":\"%s\",\"note\":\"No\"}", version);
  g_autofree char *approval = g_strdup_printf ("{\"version\":\"%s\"}", second);
  g_autofree char *message =
      g_strdup_printf ("{\"id\":\"%s\",\"text\":\"Hello\"}", hall_make_id (hall));

  check_mails (hall, MAIL ("judit", "Urgent: Request 1: new"));
  assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  check_mails (hall, MAIL ("anna", "Urgent: Request 1: new assignment"));
  hall_push (hall, PLAY_ASSIGNED, "response.draft", id, assignment, "{\"text\":\"A\"}", "applied");
  check_mails (hall, "");
  hall_push (hall, PLAY_ASSIGNED, "internal.send", id, assignment, message, "applied");
  check_mails (hall, MAIL ("judit", "Urgent: Request 1: new internal message"));
  hall_respond (hall, id, assignment, version);
  check_mails (hall, MAIL ("judit", "Urgent: Request 1: response to be reviewed"));
  hall_push (hall, PLAY_COORDINATOR, "request.return", id, NULL, note, "applied");
  check_mails (hall, MAIL ("anna", "Urgent: Request 1: response returned"));
  hall_respond (hall, id, assignment, second);
  hall_push (hall, PLAY_COORDINATOR, "request.approve", id, NULL, approval, "applied");
  check_mails (hall,
               MAIL ("judit", "Urgent: Request 1: response to be reviewed")
                   MAIL ("sender", "Urgent: Request 1: answered"));
  hall_push (hall, PLAY_SENDER, "request.ask_again", id, NULL, "{\"question\":\"?\"}", "applied");
  check_mails (hall,
               MAIL ("anna", "Request 1: asked again") MAIL ("judit", "Request 1: asked again"));
  hall_push (hall, PLAY_SENDER, "request.cancel", id, NULL, "{}", "applied");
  check_mails (hall, MAIL ("anna", "Request 1: cancelled") MAIL ("judit", "Request 1: cancelled"));
}

/* Rights are asked again when it is sent. */
static void
test_no_mail_to_who_lost_it (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  check_mails (hall, MAIL ("judit", "Request 1: new"));
  first = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  second = hall_assign (hall, id, PLAY_STRANGER, first);
  check_mails (hall, MAIL ("csilla", "Request 1: new assignment"));
}

static void
test_due_date_is_reminded_of (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, ",\"due\":\"2020-03-25\"");
  g_autofree char *assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  static const struct
  {
    const char *at;
    const char *mails;
  } rows[] = {
    { "2020-03-22T22:59:59.000Z", "" },
    { "2020-03-22T23:00:00.000Z",
      MAIL ("anna", "Request 1: due soon") MAIL ("judit", "Request 1: due soon") },
    { "2020-03-23T08:00:00.000Z", "" },
    { "2020-03-25T22:59:59.000Z", "" },
    { "2020-03-25T23:00:00.000Z",
      MAIL ("anna", "Request 1: overdue") MAIL ("judit", "Request 1: overdue") },
    { "2020-04-25T23:00:00.000Z", "" },
  };

  g_free (hall_receive (hall));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ed_manual_clock_set (&hall->office->clock, ed_instant_from_text (rows[i].at));
      office_run_chores (hall->office);
      g_test_message ("%s", rows[i].at);
      check_mails (hall, rows[i].mails);
    }
}

/* Who had it as an expert, and coordinates since instead, is told of it as all coordinators are:
 * not where another one has assigned it. */
static void
test_no_expert_any_more_is_not_told (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, ",\"due\":\"2020-03-25\"");
  g_autofree char *other = hall_ask (hall, "");
  g_autofree char *assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autofree char *of_other = hall_assign (hall, other, PLAY_ASSIGNED, NULL);

  person_must (hall->people[PLAY_ADMINISTRATOR],
               NULL,
               "account.edit",
               hall->people[PLAY_ASSIGNED]->account,
               NULL,
               "{\"roles\":{\"from\":[\"expert\"],\"to\":[\"coordinator\"]}}");
  g_free (hall_receive (hall));
  hall_push (hall, PLAY_SENDER, "request.cancel", other, NULL, "{}", "applied");
  check_mails (hall, MAIL ("judit", "Request 2: cancelled"));
  ed_manual_clock_set (&hall->office->clock, ed_instant_from_text ("2020-03-25T23:00:00.000Z"));
  office_run_chores (hall->office);
  check_mails (hall, MAIL ("judit", "Request 1: overdue"));
}

/* What was due before the database was put back was told then, most likely. */
static void
test_restore_reminds_of_nothing_again (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, ",\"due\":\"2020-03-25\"");
  g_autofree char *assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);

  g_free (hall_receive (hall));
  g_assert_true (ed_db_exec (hall->office->api->writer,
                             "UPDATE organisation SET restored_at = '2020-03-23T00:00:00.000Z'",
                             NULL));
  hall_reopen (hall);
  ed_manual_clock_set (&hall->office->clock, ed_instant_from_text ("2020-03-23T08:00:00.000Z"));
  office_run_chores (hall->office);
  check_mails (hall, "");
  ed_manual_clock_set (&hall->office->clock, ed_instant_from_text ("2020-03-25T23:00:00.000Z"));
  office_run_chores (hall->office);
  check_mails (hall, MAIL ("anna", "Request 1: overdue") MAIL ("judit", "Request 1: overdue"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/server/request-mails/" name, Hall, NULL, hall_set_up, function, hall_tear_down)
  ADD ("everybody-is-told-their-own", test_everybody_is_told_their_own);
  ADD ("no-mail-to-who-lost-it", test_no_mail_to_who_lost_it);
  ADD ("due-date-is-reminded-of", test_due_date_is_reminded_of);
  ADD ("no-expert-any-more-is-not-told", test_no_expert_any_more_is_not_told);
  ADD ("restore-reminds-of-nothing-again", test_restore_reminds_of_nothing_again);
  return g_test_run ();
}
