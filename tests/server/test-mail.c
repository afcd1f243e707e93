/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which mails are queued for whom, when something happens. */

#include "house.h"
#include "server/api-state.h"
#include "server/mail-table.h"

#define assert_mails(house, expected)                   \
  G_STMT_START                                          \
  {                                                     \
    g_autofree char *taken_ = house_take_mails (house); \
    g_assert_cmpstr (taken_, ==, expected);             \
  }                                                     \
  G_STMT_END

static void
deed (House *house, Person *person, const char *type, const char *args)
{
  person_must (person,
               NULL,
               type,
               house->case_id,
               person == house->coordinator ? NULL : house->assignment,
               args);
}

#define CLOSING "\"closing\":\"11111111-0000-4000-8000-000000000001\""

static void
test_life_of_a_case_is_told (House *house, gconstpointer unused)
{
  assert_mails (house, "assigned to expert");
  deed (house, house->expert, "case.contact", NULL);
  assert_mails (house, "contacted to coordinator");
  deed (house,
        house->expert,
        "session.add",
        "{\"id\":\"22222222-0000-4000-8000-000000000001\",\"date\":\"2020-03-18\"}");
  deed (house, house->expert, "satisfaction.score", "{\"score\":9}");
  assert_mails (house, "");
  deed (house, house->expert, "case.close", "{" CLOSING ",\"outcome\":\"completed\"}");
  assert_mails (house, "closed to coordinator");
  deed (house, house->coordinator, "case.return", "{" CLOSING ",\"note\":\"why?\"}");
  assert_mails (house, "returned to expert");
  deed (house, house->expert, "case.close", "{" CLOSING ",\"outcome\":\"completed\"}");
  assert_mails (house, "closed to coordinator");
  deed (house, house->coordinator, "case.approve", "{" CLOSING "}");
  assert_mails (house, "approved to expert");
  deed (house, house->coordinator, "case.reopen", "{\"reason\":\"once more\"}");
  assert_mails (house, "returned to expert");
}

static void
test_decline_is_told_and_assigned_again (House *house, gconstpointer unused)
{
  g_free (house_take_mails (house));
  deed (house, house->expert, "case.decline", NULL);
  assert_mails (house, "declined to coordinator");
  g_free (person_assign (house->coordinator, house->case_id, house->other));
  assert_mails (house, "assigned to other");
  g_free (person_assign (house->coordinator, house->case_id, house->expert));
  assert_mails (house, "assigned to expert");
}

/* Who assigned it has left: all who coordinate now are told. */
static void
test_every_coordinator_stands_in (House *house, gconstpointer unused)
{
  Person *second = office_add (house->office, "second", "coordinator");
  Person *third = office_add (house->office, "third", "coordinator,expert");

  g_free (house_take_mails (house));
  office_suspend (house->office, house->coordinator);
  deed (house, house->expert, "case.contact", NULL);
  assert_mails (house, "contacted to second, contacted to third");
  g_assert_nonnull (second);
  g_assert_nonnull (third);
}

/* Who did it is not among them. */
static void
test_nobody_hears_of_themselves (House *house, gconstpointer unused)
{
  Person *third = office_add (house->office, "third", "coordinator,expert");
  g_autofree char *assignment = person_assign (house->coordinator, house->case_id, third);

  person_sign_in (third);
  office_suspend (house->office, house->coordinator);
  g_free (house_take_mails (house));
  person_must (third, NULL, "case.contact", house->case_id, assignment, NULL);
  assert_mails (house, "");
}

static void
test_same_mail_is_queued_once (House *house, gconstpointer unused)
{
  EdMail mail = { .kind = ED_MAIL_MESSAGE,
                  .event = "message-1",
                  .case_id = house->case_id,
                  .text = "words" };
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  g_free (house_take_mails (house));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (ed_batch_begin (&batch, house->office->api, &error));
      g_assert_true (
          ed_mail_queue_to_coordinator (&batch, &mail, house->coordinator->account, &error));
      g_assert_true (ed_batch_finish (&batch, &error));
    }
  assert_mails (house, "message to coordinator");
}

static gboolean
is_queued (House *house, const EdMail *mail, Person *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *taken = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, house->office->api, &error));
  g_assert_true (ed_mail_queue (&batch, mail, to->account, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  taken = house_take_mails (house);
  return taken[0] != '\0';
}

static void
test_only_who_may_know_is_told (House *house, gconstpointer unused)
{
  EdMail copy = { .kind = ED_MAIL_MESSAGE_COPY,
                  .event = "message-1",
                  .case_id = house->case_id,
                  .assignment_id = house->assignment,
                  .text = "words" };
  EdMail message = copy;
  EdMail active = { .kind = ED_MAIL_ACCOUNT_ACTIVATED, .event = "sign-in-1" };

  message.kind = ED_MAIL_MESSAGE;
  g_free (house_take_mails (house));
  g_assert_false (is_queued (house, &copy, house->other));
  g_assert_false (is_queued (house, &copy, house->coordinator));
  g_assert_false (is_queued (house, &message, house->expert));
  g_assert_true (is_queued (house, &copy, house->expert));
  g_assert_true (is_queued (house, &active, house->expert));
  copy.event = "message-2";
  g_free (person_assign (house->coordinator, house->case_id, house->other));
  g_free (house_take_mails (house));
  g_assert_false (is_queued (house, &copy, house->expert));
}

static void
test_every_kind_has_a_word (void)
{
  for (EdMailKind kind = 0; kind < ED_N_MAILS; kind++)
    {
      g_assert_nonnull (ed_mail_word (kind));
      g_assert_cmpint (ed_mail_find (ed_mail_word (kind)), ==, kind);
    }
  g_assert_cmpint (ed_mail_find ("anything"), ==, ED_N_MAILS);
}

#define ADD(path, test) \
  g_test_add ("/server/mail/" path, House, NULL, house_set_up_with_case, test, house_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("life-of-a-case-is-told", test_life_of_a_case_is_told);
  ADD ("decline-is-told-and-assigned-again", test_decline_is_told_and_assigned_again);
  ADD ("every-coordinator-stands-in", test_every_coordinator_stands_in);
  ADD ("nobody-hears-of-themselves", test_nobody_hears_of_themselves);
  ADD ("same-mail-is-queued-once", test_same_mail_is_queued_once);
  ADD ("only-who-may-know-is-told", test_only_who_may_know_is_told);
  g_test_add_func ("/server/mail/every-kind-has-a-word", test_every_kind_has_a_word);
  return g_test_run ();
}
