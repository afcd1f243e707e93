/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What leaves, when mails are sent: to whom, in which words, and what never. */

#include <string.h>

#include "mail-room.h"
#include "put-back.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/projection.h"

#define HOUR (G_GINT64_CONSTANT (60) * 60 * 1000)
#define CLOSING "\"closing\":\"11111111-0000-4000-8000-000000000001\""

/* Guide 2.1.1 "Cases are assigned via email, but the email will not include the case details." */
static void
test_assignment_is_a_number_and_a_link (MailRoom *room, gconstpointer unused)
{
  g_autoptr (GPtrArray) letters = mail_room_receive (room);
  const Letter *letter = letters->pdata[0];

  g_assert_cmpuint (letters->len, ==, 1);
  g_assert_cmpstr (letter->subject, ==, "Case 1: new assignment");
  g_assert_cmpstr (letter->from, ==, "Segítő Kör <mails@office.example>");
  g_assert_cmpstr (letter->to, ==, "Name of expert <expert@office.example>");
  g_assert_cmpstr (letter->reply_to, ==, "");
  g_assert_cmpstr (letter->date, ==, "Wed, 18 Mar 2020 20:44:00 +0000");
  g_assert_cmpstr (letter->automatic, ==, "auto-generated");
  g_assert_true (g_str_has_suffix (letter->id, "@office.example"));
  g_assert_nonnull (strstr (letter->text, "\nhttps://experts.example/open/case/1\n"));
  g_assert_nonnull (strstr (letter->text, "Hello Name of expert,\n"));
  g_assert_null (strchr (letter->text, '{'));
  /* Lines end as they do in mails, and only so. */
  for (const char *end = strchr (letter->source, '\n'); end != NULL; end = strchr (end + 1, '\n'))
    g_assert_cmpint (end[-1], ==, '\r');
}

static void
test_life_of_a_case_arrives (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;

  mail_room_assert_received (room, TO_EXPERT "Case 1: new assignment\n");
  mail_room_do (room, house->expert, "case.contact", NULL);
  mail_room_assert_received (room, TO_COORDINATOR "Case 1: client has been contacted\n");
  mail_room_do (room,
                house->expert,
                "session.add",
                "{\"id\":\"22222222-0000-4000-8000-000000000001\",\"date\":\"2020-03-18\"}");
  mail_room_do (room, house->expert, "satisfaction.score", "{\"score\":9}");
  mail_room_do (room, house->expert, "case.close", "{" CLOSING ",\"outcome\":\"completed\"}");
  mail_room_assert_received (room, TO_COORDINATOR "Case 1: approval pending\n");
  mail_room_do (room, house->coordinator, "case.return", "{" CLOSING ",\"note\":\"canary note\"}");
  mail_room_assert_received (room, TO_EXPERT "Case 1: returned\n");
  mail_room_do (room, house->expert, "case.close", "{" CLOSING ",\"outcome\":\"completed\"}");
  mail_room_do (room, house->coordinator, "case.approve", "{" CLOSING "}");
  mail_room_assert_received (room,
                             TO_COORDINATOR "Case 1: approval pending\n" TO_EXPERT
                                            "Case 1: approved\n");
  mail_room_assert_received (room, "");
}

/* Rights are asked again when it is sent: who lost the case meanwhile gets nothing. */
static void
test_reassigned_expert_gets_nothing (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;

  g_free (person_assign (house->coordinator, house->case_id, house->other));
  mail_room_assert_received (room, TO_OTHER "Case 1: new assignment\n");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE state = 'dropped'"),
                   ==,
                   1);
}

/* A reminder that is overtaken while it waits is not sent. */
static void
test_reminder_overtaken_is_not_sent (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;

  g_ptr_array_unref (mail_room_receive (room));
  ed_manual_clock_advance (&house->office->clock, 24 * HOUR);
  office_run_chores (room->house.office);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE state = 'waiting'"),
                   ==,
                   1);
  person_sign_in (house->expert);
  mail_room_do (room, house->expert, "case.contact", NULL);
  mail_room_assert_received (room, TO_COORDINATOR "Case 1: client has been contacted\n");
}

static void
test_reminders_say_what_and_how_long (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  g_autoptr (GPtrArray) letters = NULL;
  const Letter *letter;

  person_sign_in (house->expert);
  mail_room_do (room, house->expert, "case.contact", NULL);
  mail_room_do (room,
                house->expert,
                "session.add",
                "{\"id\":\"22222222-0000-4000-8000-000000000001\",\"date\":\"2020-03-18\"}");
  g_ptr_array_unref (mail_room_receive (room));
  ed_manual_clock_advance (&house->office->clock, 62 * 24 * HOUR);
  office_run_chores (room->house.office);
  letters = mail_room_receive (room);
  g_assert_cmpuint (letters->len, ==, 1);
  letter = letters->pdata[0];
  g_assert_cmpstr (letter->subject, ==, "Case 1: 2 months since the first appointment");
  g_assert_nonnull (strstr (letter->text, "closed within 3 months"));
}

/* What is pushed anew after a restore was told when it was done. */
static void
test_restored_command_is_not_told_again (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  g_autofree char *contact = office_make_id (house->office);
  g_autofree char *envelope = person_envelope (house->expert,
                                               contact,
                                               "case.contact",
                                               house->case_id,
                                               house->assignment,
                                               NULL);
  g_autofree char *again =
      g_strconcat ("{\"was\":{\"status\":\"applied\",\"rev\":3},", envelope + 1, NULL);
  g_auto (EdApiResponse) first = { 0 };
  g_auto (EdApiResponse) response = { 0 };

  g_ptr_array_unref (mail_room_receive (room));
  ed_mailer_free (room->mailer);
  office_back_up (house->office);
  room->mailer = mail_room_make_mailer (room);
  g_assert_cmpuint (person_push_text (house->expert, envelope, &first), ==, 200);
  mail_room_assert_received (
      room,
      "Name of coordinator <coordinator@office.example>: Case 1: client has been contacted\n");
  ed_mailer_free (room->mailer);
  house_put_back (house);
  room->mailer = mail_room_make_mailer (room);
  g_assert_cmpuint (person_push_text (house->expert, again, &response), ==, 200);
  mail_room_assert_received (room, "");
  g_assert_cmpint (
      house_count (
          house,
          "SELECT count(*) FROM command WHERE type = 'case.contact' AND status = 'applied'"),
      ==,
      1);
}

/* Whoever had the address before gets no password, not even when the mail had begun. */
static MailRoom *readdressed;
static const EdMailSecretsMaker *genuine;

static gboolean
make_while_address_changes (EdApi *api,
                            EdMailKind kind,
                            const char *account,
                            EdMailSecrets *secrets,
                            GError **error)
{
  api->mail_secrets = genuine;
  person_must (readdressed->house.coordinator,
               NULL,
               "account.edit",
               account,
               NULL,
               "{\"reply_to\":{\"from\":\"expert@office.example\",\"to\":\"new@office.example\"}}");
  return genuine->make (api, kind, account, secrets, error);
}

static void
test_password_goes_to_the_new_address (MailRoom *room, gconstpointer unused)
{
  EdApi *api = room->house.office->api;
  EdMailSecretsMaker maker = { make_while_address_changes, api->mail_secrets->store };
  EdMail mail = { .kind = ED_MAIL_PASSWORD_RESET, .event = "reset-1" };
  g_autoptr (GPtrArray) letters = NULL;
  const Letter *letter;

  g_ptr_array_unref (mail_room_receive (room));
  readdressed = room;
  genuine = api->mail_secrets;
  api->mail_secrets = &maker;
  mail_room_queue (room, &mail, room->house.expert);
  letters = mail_room_receive (room);
  g_assert_cmpuint (letters->len, ==, 2);
  for (guint i = 0; i < letters->len; i++)
    {
      letter = letters->pdata[i];
      g_assert_cmpstr (letter->to,
                       ==,
                       strstr (letter->text, "\nPassword: ") != NULL
                           ? "Name of expert <new@office.example>"
                           : "Name of expert <expert@office.example>");
    }
}

static void
test_suspended_account_gets_nothing (MailRoom *room, gconstpointer unused)
{
  office_suspend (room->house.office, room->house.expert);
  mail_room_assert_received (room, "");
}

/* Nothing that a case says is in any mail about it, nor in its row. */
static void
test_mails_carry_no_content (MailRoom *room, gconstpointer unused)
{
  static const char *const canaries[] = { "Suzuki", "XY", "06 30", "legal", "Legal", "canary" };
  House *house = &room->house;
  g_autoptr (GPtrArray) letters = NULL;

  mail_room_do (room, house->expert, "case.contact", NULL);
  mail_room_do (room,
                house->expert,
                "session.add",
                "{\"id\":\"22222222-0000-4000-8000-000000000001\",\"date\":\"2020-03-18\"}");
  mail_room_do (room, house->expert, "satisfaction.score", "{\"score\":9}");
  mail_room_do (room, house->expert, "case.close", "{" CLOSING ",\"outcome\":\"completed\"}");
  mail_room_do (room, house->coordinator, "case.return", "{" CLOSING ",\"note\":\"canary note\"}");
  letters = mail_room_receive (room);
  g_assert_cmpuint (letters->len, ==, 4);
  for (guint i = 0; i < letters->len; i++)
    {
      const Letter *letter = letters->pdata[i];

      for (guint j = 0; j < G_N_ELEMENTS (canaries); j++)
        {
          g_assert_null (strstr (letter->text, canaries[j]));
          g_assert_null (strstr (letter->subject, canaries[j]));
          g_assert_null (strstr (letter->source, canaries[j]));
        }
    }
}

#define WORDS "Árvíztűrő tükörfúrógép\n\n.\n  „{number}” = x\nFrom here on"

/* Guide 4.2.5 "The operator will receive your email right away and will send their reply to the
 * email address submitted by you previously."
 * Guide 4.2.6 "The dashboard will also automatically send an email summary to this email address,
 * stating the exact copy of the message sent to the agent." */
static void
test_message_goes_with_an_exact_copy (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  EdMail message = { .kind = ED_MAIL_MESSAGE,
                     .event = "message-1",
                     .case_id = house->case_id,
                     .assignment_id = house->assignment,
                     .reply_to = house->expert->account,
                     .text = WORDS };
  EdMail copy = message;
  g_autoptr (GPtrArray) letters = NULL;
  const Letter *sent, *copied;

  copy.kind = ED_MAIL_MESSAGE_COPY;
  copy.reply_to = NULL;
  mail_room_assert_received (room, TO_EXPERT "Case 1: new assignment\n");
  mail_room_queue (room, &message, house->coordinator);
  mail_room_queue (room, &copy, house->expert);
  letters = mail_room_receive (room);
  g_assert_cmpuint (letters->len, ==, 2);
  sent = letters->pdata[0];
  copied = letters->pdata[1];
  g_assert_cmpstr (sent->to, ==, "Name of coordinator <coordinator@office.example>");
  g_assert_cmpstr (sent->reply_to, ==, "Name of expert <expert@office.example>");
  g_assert_cmpstr (sent->subject, ==, "Case 1: message from Name of expert");
  g_assert_null (sent->automatic);
  g_assert_cmpstr (copied->to, ==, "Name of expert <expert@office.example>");
  g_assert_cmpstr (copied->subject, ==, "Case 1: copy of your message");
  g_assert_nonnull (strstr (sent->text, "\n\n" WORDS "\n\n"));
  g_assert_nonnull (strstr (copied->text, "\n\n" WORDS "\n\n"));
  /* What has left is not kept. */
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE text IS NOT NULL"),
                   ==,
                   0);
}

static void
set_language (MailRoom *room, Person *person, const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAccount) account = NULL;
  EdBatch batch;
  gint64 rev;

  g_assert_true (ed_batch_begin (&batch, room->house.office->api, &error));
  account = ed_case_store_load_account (&batch, person->account, &rev, &error);
  g_assert_no_error (error);
  account->language = g_strdup (language);
  g_assert_true (ed_projection_write_account (&batch, account, rev + 1, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
}

static void
test_reader_s_language_is_spoken (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;

  set_language (room, house->expert, "hu");
  set_language (room, house->coordinator, "de");
  mail_room_do (room, house->expert, "case.contact", NULL);
  mail_room_assert_received (room,
                             TO_COORDINATOR "Fall 1: Kontakt erfolgt\n" TO_EXPERT
                                            "1. számú eset: új megbízás\n");
}

static void
test_organisation_s_language_stands_in (MailRoom *room, gconstpointer unused)
{
  EdSettings *settings = room->house.office->api->settings;

  g_free (settings->language);
  settings->language = g_strdup ("hu");
  mail_room_assert_received (room, TO_EXPERT "1. számú eset: új megbízás\n");
}

/* --- secrets --------------------------------------------------------------------------------- */

static guint secrets_made;
static gboolean secrets_wanted;

static gboolean
make_secrets (EdApi *api,
              EdMailKind kind,
              const char *account,
              EdMailSecrets *secrets,
              GError **error)
{
  secrets_made++;
  secrets->password = g_strdup_printf ("password-%u", secrets_made);
  secrets->token = g_strdup_printf ("token-%u", secrets_made);
  secrets->days = 14;
  return TRUE;
}

static gboolean
store_secrets (EdBatch *batch,
               EdMailKind kind,
               const char *account,
               const EdMailSecrets *secrets,
               gboolean *wanted,
               GError **error)
{
  *wanted = secrets_wanted;
  return TRUE;
}

static const EdMailSecretsMaker maker = { make_secrets, store_secrets };

static void
test_secrets_are_made_when_sent (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  Person *invited = office_add (house->office, "invited", "expert");
  EdMail mail = { .kind = ED_MAIL_ACCOUNT_CREATED, .event = "command-1" };
  g_autoptr (GPtrArray) letters = NULL;
  const Letter *letter;

  g_ptr_array_unref (mail_room_receive (room));
  secrets_made = 0;
  secrets_wanted = TRUE;
  house->office->api->mail_secrets = NULL;
  mail_room_queue (room, &mail, invited);
  mail_room_assert_received (room, "");
  house->office->api->mail_secrets = &maker;
  mail_room_assert_received (room, "");
  ed_manual_clock_advance (&house->office->clock, HOUR);
  letters = mail_room_receive (room);
  g_assert_cmpuint (letters->len, ==, 1);
  letter = letters->pdata[0];
  g_assert_cmpstr (letter->subject, ==, "Your account for the Experts’ Dashboard");
  g_assert_nonnull (strstr (letter->text, "\nUser name: invited\nPassword: password-1\n"));
  g_assert_nonnull (strstr (letter->text, "\nhttps://experts.example/open/account/token-1\n"));
  g_assert_nonnull (strstr (letter->text, "14 days"));
  g_assert_cmpuint (secrets_made, ==, 1);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (house_count (house,
                                  i == 0 ? "SELECT count(*) FROM mail_outbox"
                                           " WHERE text LIKE '%password-1%'"
                                         : "SELECT count(*) FROM document"
                                           " WHERE body LIKE '%password-1%'"),
                     ==,
                     0);
}

static void
test_unwanted_secrets_do_not_leave (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  EdMail mail = { .kind = ED_MAIL_PASSWORD_RESET, .event = "reset-1" };

  g_ptr_array_unref (mail_room_receive (room));
  secrets_wanted = FALSE;
  house->office->api->mail_secrets = &maker;
  mail_room_queue (room, &mail, house->expert);
  mail_room_assert_received (room, "");
  ed_manual_clock_advance (&house->office->clock, 24 * HOUR);
  mail_room_assert_received (room, "");
}

/* What follows LABEL on its line of TEXT. */
static char *
find_line (const char *text, const char *label)
{
  const char *found = strstr (text, label);

  g_assert_nonnull (found);
  found += strlen (label);
  return g_strndup (found, strcspn (found, "\n"));
}

/* The way in, by what the mail says and nothing else.
 *
 * Guide 1.1.1 "You will receive an email with information about your account created automatically
 * for you by CGP Europe."
 * Guide 1.1.4 "The email also contains your username and password for Experts' Dashboard."
 * Guide 1.1.6 "Your first login also confirms your account."
 * Guide 1.2.1 "After you have successfully logged in to the dashboard with your username and
 * password, you will receive a confirmation email about the successful activation of your account."
 */
static void
test_invitation_leads_in (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  g_autofree char *account = office_make_id (house->office);
  g_autofree char *server = NULL, *link = NULL;
  g_autofree char *user = NULL, *password = NULL, *body = NULL;
  g_autoptr (GPtrArray) letters = NULL;
  g_auto (EdApiResponse) response = { 0 };
  const Letter *letter;
  Person stranger = { .office = house->office };

  g_ptr_array_unref (mail_room_receive (room));
  person_must (house->coordinator,
               NULL,
               "account.create",
               account,
               NULL,
               "{\"user\":\"anna@office.example\",\"name\":\"Anna\",\"roles\":[\"expert\"]}");
  letters = mail_room_receive (room);
  g_assert_cmpuint (letters->len, ==, 1);
  letter = letters->pdata[0];
  g_assert_cmpstr (letter->to, ==, "Anna <anna@office.example>");
  g_assert_nonnull (strstr (letter->text, "valid for 14 days"));
  server = find_line (letter->text, "\nServer: ");
  link = g_strdup_printf ("\n%s/open/account/", server);
  g_assert_nonnull (strstr (letter->text, link));
  user = find_line (letter->text, "\nUser name: ");
  password = find_line (letter->text, "\nPassword: ");
  body = g_strdup_printf ("{\"user\":\"%s\",\"password\":\"%s\",\"device\":{\"id\":"
                          "\"44444444-0000-4000-8000-000000000001\",\"name\":\"laptop\"}}",
                          user,
                          password);
  g_assert_cmpuint (person_call (&stranger, "POST", "/v1/sessions", NULL, body, &response),
                    ==,
                    201);
  mail_room_assert_received (room, "Anna <anna@office.example>: Your account is active\n");
}

#define ADD(path, test) \
  g_test_add (path, MailRoom, NULL, mail_room_set_up, test, mail_room_tear_down)

/* Whoever turns the mails of an account elsewhere is seen at the address that it had, and be it the
 * only coordinator's own. */
static void
test_former_address_is_told (MailRoom *room, gconstpointer unused)
{
  House *house = &room->house;
  const char *moved = "{\"reply_to\":{\"from\":\"coordinator@office.example\","
                      "\"to\":\"elsewhere@x.example\"}}";

  mail_room_assert_received (room, TO_EXPERT "Case 1: new assignment\n");
  person_must (house->coordinator, NULL, "account.edit", house->coordinator->account, NULL, moved);
  mail_room_assert_received (room, TO_COORDINATOR "Your address was changed\n");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE text IS NOT NULL"),
                   ==,
                   0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/server/mailer/assignment-is-a-number-and-a-link", test_assignment_is_a_number_and_a_link);
  ADD ("/server/mailer/life-of-a-case-arrives", test_life_of_a_case_arrives);
  ADD ("/server/mailer/reassigned-expert-gets-nothing", test_reassigned_expert_gets_nothing);
  ADD ("/server/mailer/reminder-overtaken-is-not-sent", test_reminder_overtaken_is_not_sent);
  ADD ("/server/mailer/reminders-say-what-and-how-long", test_reminders_say_what_and_how_long);
  ADD ("/server/mailer/restored-command-is-not-told-again",
       test_restored_command_is_not_told_again);
  ADD ("/server/mailer/password-goes-to-the-new-address", test_password_goes_to_the_new_address);
  ADD ("/server/mailer/suspended-account-gets-nothing", test_suspended_account_gets_nothing);
  ADD ("/server/mailer/mails-carry-no-content", test_mails_carry_no_content);
  ADD ("/server/mailer/message-goes-with-an-exact-copy", test_message_goes_with_an_exact_copy);
  ADD ("/server/mailer/reader-s-language-is-spoken", test_reader_s_language_is_spoken);
  ADD ("/server/mailer/organisation-s-language-stands-in", test_organisation_s_language_stands_in);
  ADD ("/server/mailer/secrets-are-made-when-sent", test_secrets_are_made_when_sent);
  ADD ("/server/mailer/unwanted-secrets-do-not-leave", test_unwanted_secrets_do_not_leave);
  ADD ("/server/mailer/former-address-is-told", test_former_address_is_told);
  ADD ("/server/mailer/invitation-leads-in", test_invitation_leads_in);
  return g_test_run ();
}
