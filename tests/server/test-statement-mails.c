/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The mails that tell of statements: who gets them, when, and what they do not say. */

#include <string.h>

#include "domain/fee-statement.h"
#include "mail-room.h"
#include "server/api-state.h"
#include "wire/record-json.h"

#define MONTH "Statement for May 2024: "
#define NOTE "Two were held"

/* The statement's id; *REV of now. */
static char *
find_statement (House *house, gint64 *rev)
{
  g_autoptr (EdStatement) row = ed_db_query (house->office->api->writer,
                                             NULL,
                                             "SELECT body FROM document WHERE type = 'statement'",
                                             "");
  g_autoptr (EdFeeStatement) statement = NULL;

  g_assert_true (ed_statement_step (row, NULL));
  statement = ed_record_from_json (&ed_fee_statement_type,
                                   ed_statement_text (row, 0),
                                   -1,
                                   ED_WIRE_STRICT,
                                   NULL);
  *rev = statement->statement_rev;
  return g_strdup (statement->id);
}

static void
step (MailRoom *room, Person *person, const char *type)
{
  gint64 rev;
  g_autofree char *id = find_statement (&room->house, &rev);
  g_autofree char *args = NULL;

  if (strcmp (type, "statement.dispute") == 0 || strcmp (type, "statement.accept_for") == 0)
    args = g_strdup_printf ("{\"statement_rev\":%d,\"note\":\"" NOTE "\"}", (int) rev);
  else
    args = g_strdup_printf ("{\"statement_rev\":%d}", (int) rev);
  person_must (person, NULL, type, id, NULL, args);
}

/* A session of May 2024, approved, and all mails up to then delivered. */
static void
set_up (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;

  mail_room_set_up (room, NULL);
  ed_manual_clock_set (&house->office->clock, ed_instant_from_text ("2024-05-10T08:00:00.000Z"));
  person_sign_in (house->coordinator);
  person_sign_in (house->expert);
  person_must (house->coordinator,
               NULL,
               "fee.set",
               house->expert->account,
               NULL,
               "{\"type\":\"legal\",\"amount\":1500000}");
  mail_room_do (room, house->expert, "case.contact", NULL);
  mail_room_do (room,
                house->expert,
                "session.add",
                "{\"id\":\"5e000000-0000-4000-8000-000000000001\",\"date\":\"2024-05-10\"}");
  mail_room_do (room, house->expert, "satisfaction.score", "{\"score\":8}");
  mail_room_do (room,
                house->expert,
                "case.close",
                "{\"closing\":\"5e000000-0000-4000-8000-000000000002\",\"outcome\":\"completed\"}");
  mail_room_do (room,
                house->coordinator,
                "case.approve",
                "{\"closing\":\"5e000000-0000-4000-8000-000000000002\"}");
  g_ptr_array_unref (mail_room_receive (room));
}

/* Who has to do something is told, and who something was done for; not who did it. */
static void
test_everybody_is_told_their_own (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  const struct
  {
    Person *person;
    const char *type;
    const char *told;
  } rows[] = {
    { house->coordinator, "statement.send", TO_EXPERT MONTH "please check it\n" },
    { house->expert, "statement.dispute", TO_COORDINATOR MONTH "disputed\n" },
    { house->coordinator, "statement.send", TO_EXPERT MONTH "please check it\n" },
    { house->coordinator, "statement.accept_for", TO_EXPERT MONTH "accepted for you\n" },
    { house->expert, "statement.dispute", TO_COORDINATOR MONTH "disputed\n" },
    { house->coordinator, "statement.send", TO_EXPERT MONTH "please check it\n" },
    { house->expert, "statement.accept", "" },
    { house->coordinator, "statement.pay", TO_EXPERT MONTH "paid\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u %s", i, rows[i].type);
      step (room, rows[i].person, rows[i].type);
      mail_room_assert_received (room, rows[i].told);
      mail_room_assert_received (room, "");
    }
}

/* The month and, to coordinators, whose it is: no amount, no case, no words. */
static void
test_they_carry_no_content (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  g_autoptr (GPtrArray) letters = NULL;
  const char *text;

  step (room, house->coordinator, "statement.send");
  g_ptr_array_unref (mail_room_receive (room));
  step (room, house->expert, "statement.dispute");
  letters = mail_room_receive (room);
  g_assert_cmpuint (letters->len, ==, 1);
  text = ((Letter *) letters->pdata[0])->text;
  g_assert_nonnull (strstr (text, "Name of expert disputes the statement for May 2024."));
  g_assert_null (strstr (text, NOTE));
  g_assert_null (strstr (text, "15"));
  g_assert_null (strstr (text, "/open/"));
}

/* A mail that waits is not sent when what it says is no longer so. */
static void
test_what_has_gone_on_is_not_told (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;

  step (room, house->coordinator, "statement.send");
  step (room, house->expert, "statement.dispute");
  step (room, house->coordinator, "statement.send");
  step (room, house->expert, "statement.accept");
  mail_room_assert_received (room, "");
  step (room, house->coordinator, "statement.pay");
  mail_room_assert_received (room, TO_EXPERT MONTH "paid\n");
}

static void
test_suspended_are_not_told (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;

  step (room, house->coordinator, "statement.send");
  person_must (house->coordinator, NULL, "account.suspend", house->expert->account, NULL, NULL);
  mail_room_assert_received (room, "");
  step (room, house->coordinator, "statement.accept_for");
  mail_room_assert_received (room, "");
}

/* Who speaks of a restore that there was not keeps nobody from hearing what was accepted for them.
 */
static void
test_nobody_is_silenced (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  g_autofree char *command = office_make_id (house->office);
  g_autofree char *id = NULL, *args = NULL, *envelope = NULL, *forged = NULL;
  g_auto (EdApiResponse) response = { 0 };
  gint64 rev;

  step (room, house->coordinator, "statement.send");
  mail_room_assert_received (room, TO_EXPERT MONTH "please check it\n");
  id = find_statement (house, &rev);
  args = g_strdup_printf ("{\"statement_rev\":%d,\"note\":\"" NOTE "\"}", (int) rev);
  envelope = person_envelope (house->coordinator, command, "statement.accept_for", id, NULL, args);
  forged = g_strdup_printf ("{\"was\":{\"status\":\"applied\",\"rev\":%d},%s",
                            (int) rev + 1,
                            envelope + 1);
  g_assert_cmpuint (person_push_text (house->coordinator, forged, &response), ==, 200);
  mail_room_assert_received (room, TO_EXPERT MONTH "accepted for you\n");
}

/* While a demonstration or a past is written nobody is told. */
static void
test_quiet_is_kept (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;

  house->office->api->is_quiet = TRUE;
  step (room, house->coordinator, "statement.send");
  step (room, house->expert, "statement.dispute");
  house->office->api->is_quiet = FALSE;
  mail_room_assert_received (room, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                    \
  g_test_add ("/server/statement-mails/" name, \
              MailRoom,                        \
              NULL,                            \
              set_up,                          \
              function,                        \
              mail_room_tear_down)
  ADD ("everybody-is-told-their-own", test_everybody_is_told_their_own);
  ADD ("they-carry-no-content", test_they_carry_no_content);
  ADD ("what-has-gone-on-is-not-told", test_what_has_gone_on_is_not_told);
  ADD ("suspended-are-not-told", test_suspended_are_not_told);
  ADD ("nobody-is-silenced", test_nobody_is_silenced);
  ADD ("quiet-is-kept", test_quiet_is_kept);
  return g_test_run ();
}
