/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What leaves, when mails are sent: into a Maildir here, so that every one can be read. */

#include <glib/gstdio.h>
#include <string.h>

#include "letters.h"
#include "office.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/mail-table.h"
#include "server/mailer.h"
#include "server/projection.h"
#include "support/fault-vfs.h"
#include "support/server-process.h"

#define HOUR (G_GINT64_CONSTANT (60) * 60 * 1000)

typedef struct
{
  House house;
  char *folder;  /* Maildir */
  char *parcels; /* parent of it */
  EdMailer *mailer;
} Desk;

static EdMailer *
make_mailer (Desk *desk)
{
  EdPostOptions post = { .maildir = desk->folder, .from = "mails@office.example" };

  return ed_mailer_new (desk->house.office->api, &post, "https://experts.example");
}

static void
set_up (Desk *desk, gconstpointer unused)
{
  house_set_up_with_case (&desk->house, NULL);
  desk->parcels = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  desk->folder = g_build_filename (desk->parcels, "mail", NULL);
  desk->mailer = make_mailer (desk);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  ed_mailer_free (desk->mailer);
  ed_remove_tree (desk->parcels);
  g_free (desk->parcels);
  g_free (desk->folder);
  house_tear_down (&desk->house, NULL);
}

/* Sends all that is due and answers what arrived since the last time. */
static GPtrArray *
receive (Desk *desk)
{
  guint sent = ed_mailer_send_due (desk->mailer);
  GPtrArray *letters = letters_list (desk->folder);

  g_assert_cmpuint (letters->len, ==, sent);
  ed_remove_tree (desk->folder);
  return letters;
}

#define assert_received(desk, expected)                    \
  G_STMT_START                                             \
  {                                                        \
    g_autoptr (GPtrArray) received_ = receive (desk);      \
    g_autofree char *said_ = letters_describe (received_); \
    g_assert_cmpstr (said_, ==, expected);                 \
  }                                                        \
  G_STMT_END

#define TO_EXPERT "Name of expert <expert@office.example>: "
#define TO_OTHER "Name of other <other@office.example>: "
#define TO_COORDINATOR "Name of coordinator <coordinator@office.example>: "
#define CLOSING "\"closing\":\"11111111-0000-4000-8000-000000000001\""

static void
deed (Desk *desk, Person *person, const char *type, const char *args)
{
  House *house = &desk->house;

  person_must (person,
               NULL,
               type,
               house->case_id,
               person == house->coordinator ? NULL : house->assignment,
               args);
}

static void
queue (Desk *desk, const EdMail *mail, Person *to)
{
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, desk->house.office->api, &error));
  g_assert_true (ed_mail_queue (&batch, mail, to->account, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
}

static void
test_assignment_is_a_number_and_a_link (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) letters = receive (desk);
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
test_life_of_a_case_arrives (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;

  assert_received (desk, TO_EXPERT "Case 1: new assignment\n");
  deed (desk, house->expert, "case.contact", NULL);
  assert_received (desk, TO_COORDINATOR "Case 1: client has been contacted\n");
  deed (desk,
        house->expert,
        "session.add",
        "{\"id\":\"22222222-0000-4000-8000-000000000001\",\"date\":\"2020-03-18\"}");
  deed (desk, house->expert, "satisfaction.score", "{\"score\":9}");
  deed (desk, house->expert, "case.close", "{" CLOSING ",\"outcome\":\"completed\"}");
  assert_received (desk, TO_COORDINATOR "Case 1: approval pending\n");
  deed (desk, house->coordinator, "case.return", "{" CLOSING ",\"note\":\"canary note\"}");
  assert_received (desk, TO_EXPERT "Case 1: returned\n");
  deed (desk, house->expert, "case.close", "{" CLOSING ",\"outcome\":\"completed\"}");
  deed (desk, house->coordinator, "case.approve", "{" CLOSING "}");
  assert_received (desk,
                   TO_COORDINATOR "Case 1: approval pending\n" TO_EXPERT "Case 1: approved\n");
  assert_received (desk, "");
}

/* Rights are asked again when it is sent: who lost the case meanwhile gets nothing. */
static void
test_reassigned_expert_gets_nothing (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;

  g_free (person_assign (house->coordinator, house->case_id, house->other));
  assert_received (desk, TO_OTHER "Case 1: new assignment\n");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE state = 'dropped'"),
                   ==,
                   1);
}

static void
run_chores (Desk *desk)
{
  EdApiJob *job = ed_api_make_chores (desk->house.office->api);
  g_auto (EdApiResponse) response = { 0 };

  ed_api_write (desk->house.office->api, &job, 1, &response, NULL);
  g_assert_cmpuint (response.status, ==, 204);
}

/* A reminder that is overtaken while it waits is not sent. */
static void
test_reminder_overtaken_is_not_sent (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;

  g_ptr_array_unref (receive (desk));
  ed_manual_clock_advance (&house->office->clock, 24 * HOUR);
  run_chores (desk);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE state = 'waiting'"),
                   ==,
                   1);
  person_sign_in (house->expert);
  deed (desk, house->expert, "case.contact", NULL);
  assert_received (desk, TO_COORDINATOR "Case 1: client has been contacted\n");
}

static void
test_reminders_say_what_and_how_long (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;
  g_autoptr (GPtrArray) letters = NULL;
  const Letter *letter;

  person_sign_in (house->expert);
  deed (desk, house->expert, "case.contact", NULL);
  deed (desk,
        house->expert,
        "session.add",
        "{\"id\":\"22222222-0000-4000-8000-000000000001\",\"date\":\"2020-03-18\"}");
  g_ptr_array_unref (receive (desk));
  ed_manual_clock_advance (&house->office->clock, 62 * 24 * HOUR);
  run_chores (desk);
  letters = receive (desk);
  g_assert_cmpuint (letters->len, ==, 1);
  letter = letters->pdata[0];
  g_assert_cmpstr (letter->subject, ==, "Case 1: 2 months since the first appointment");
  g_assert_nonnull (strstr (letter->text, "closed within 3 months"));
}

static void
test_suspended_account_gets_nothing (Desk *desk, gconstpointer unused)
{
  office_suspend (desk->house.office, desk->house.expert);
  assert_received (desk, "");
}

/* Nothing that a case says is in any mail about it, nor in its row. */
static void
test_mails_carry_no_content (Desk *desk, gconstpointer unused)
{
  static const char *const canaries[] = { "Suzuki", "XY", "06 30", "legal", "Legal", "canary" };
  House *house = &desk->house;
  g_autoptr (GPtrArray) letters = NULL;

  deed (desk, house->expert, "case.contact", NULL);
  deed (desk,
        house->expert,
        "session.add",
        "{\"id\":\"22222222-0000-4000-8000-000000000001\",\"date\":\"2020-03-18\"}");
  deed (desk, house->expert, "satisfaction.score", "{\"score\":9}");
  deed (desk, house->expert, "case.close", "{" CLOSING ",\"outcome\":\"completed\"}");
  deed (desk, house->coordinator, "case.return", "{" CLOSING ",\"note\":\"canary note\"}");
  letters = receive (desk);
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

static void
test_message_goes_with_an_exact_copy (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;
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
  assert_received (desk, TO_EXPERT "Case 1: new assignment\n");
  queue (desk, &message, house->coordinator);
  queue (desk, &copy, house->expert);
  letters = receive (desk);
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
set_language (Desk *desk, Person *person, const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdAccount) account = NULL;
  EdBatch batch;
  gint64 rev;

  g_assert_true (ed_batch_begin (&batch, desk->house.office->api, &error));
  account = ed_case_store_load_account (&batch, person->account, &rev, &error);
  g_assert_no_error (error);
  account->language = g_strdup (language);
  g_assert_true (ed_projection_write_account (&batch, account, rev + 1, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
}

static void
test_reader_s_language_is_spoken (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;

  set_language (desk, house->expert, "hu");
  set_language (desk, house->coordinator, "de");
  deed (desk, house->expert, "case.contact", NULL);
  assert_received (desk,
                   TO_COORDINATOR "Fall 1: Kontakt erfolgt\n" TO_EXPERT
                                  "1. számú eset: új megbízás\n");
}

static void
test_organisation_s_language_stands_in (Desk *desk, gconstpointer unused)
{
  EdSettings *settings = desk->house.office->api->settings;

  g_free (settings->language);
  settings->language = g_strdup ("hu");
  assert_received (desk, TO_EXPERT "1. számú eset: új megbízás\n");
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
test_secrets_are_made_when_sent (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;
  Person *invited = office_add (house->office, "invited", "expert");
  EdMail mail = { .kind = ED_MAIL_ACCOUNT_CREATED, .event = "command-1" };
  g_autoptr (GPtrArray) letters = NULL;
  const Letter *letter;

  g_ptr_array_unref (receive (desk));
  secrets_made = 0;
  secrets_wanted = TRUE;
  house->office->api->mail_secrets = NULL;
  queue (desk, &mail, invited);
  assert_received (desk, "");
  house->office->api->mail_secrets = &maker;
  assert_received (desk, "");
  ed_manual_clock_advance (&house->office->clock, HOUR);
  letters = receive (desk);
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
test_unwanted_secrets_do_not_leave (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;
  EdMail mail = { .kind = ED_MAIL_PASSWORD_RESET, .event = "reset-1" };

  g_ptr_array_unref (receive (desk));
  secrets_wanted = FALSE;
  house->office->api->mail_secrets = &maker;
  queue (desk, &mail, house->expert);
  assert_received (desk, "");
  ed_manual_clock_advance (&house->office->clock, 24 * HOUR);
  assert_received (desk, "");
}

/* --- several senders, bad disks --------------------------------------------------------------- */

static gpointer
send_due (gpointer mailer)
{
  return GUINT_TO_POINTER (ed_mailer_send_due (mailer));
}

static void
test_several_senders_send_each_once (Desk *desk, gconstpointer unused)
{
  EdMailer *mailers[4];
  GThread *threads[4];
  guint sent = 0;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *event = g_strdup_printf ("message-%u", i);
      EdMail mail = { .kind = ED_MAIL_MESSAGE, .event = event, .text = "words" };

      queue (desk, &mail, desk->house.coordinator);
    }
  for (guint i = 0; i < 4; i++)
    mailers[i] = make_mailer (desk);
  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("sender", send_due, mailers[i]);
  for (guint i = 0; i < 4; i++)
    {
      sent += GPOINTER_TO_UINT (g_thread_join (threads[i]));
      ed_mailer_free (mailers[i]);
    }
  g_assert_cmpuint (sent, ==, 51);
}

/* A claim of which nothing more is heard. */
static void
test_lost_claim_is_taken_up_again (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;
  g_autoptr (EdQueuedMail) lost = NULL;
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, house->office->api, &error));
  g_assert_true (ed_mails_claim (batch.db, batch.now, batch.now + HOUR, &lost, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  g_assert_nonnull (lost);
  assert_received (desk, "");
  ed_manual_clock_advance (&house->office->clock, HOUR);
  assert_received (desk, TO_EXPERT "Case 1: new assignment\n");
  /* The former holder has no say any more. */
  g_assert_true (ed_batch_begin (&batch, house->office->api, &error));
  g_assert_true (ed_mails_put_back (batch.db, lost, batch.now, "late", &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  assert_received (desk, "");
}

static void
test_restart_takes_up_claims_at_once (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;
  g_autoptr (EdQueuedMail) lost = NULL;
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, house->office->api, &error));
  g_assert_true (ed_mails_claim (batch.db, batch.now, batch.now + HOUR, &lost, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  g_assert_true (ed_mailer_take_over (desk->mailer));
  assert_received (desk, TO_EXPERT "Case 1: new assignment\n");
}

/* Where mails cannot be put down all of them wait, and none is lost. */
static void
test_full_maildir_keeps_mails (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;

  g_assert_true (g_file_set_contents (desk->folder, "in the way", -1, NULL));
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "no mail can be sent now: maildir");
  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 0);
  g_test_assert_expected_messages ();
  g_assert_cmpint (g_remove (desk->folder), ==, 0);
  assert_received (desk, "");
  ed_manual_clock_advance (&house->office->clock, HOUR);
  assert_received (desk, TO_EXPERT "Case 1: new assignment\n");
}

/* The disk of the database fails at each point in turn: the mail arrives at least once, under one
 * id, and is ticked off in the end. */
static void
test_failing_disk_loses_no_mail (Desk *desk, gconstpointer kind)
{
  House *house = &desk->house;
  guint points = 0;
  gboolean failed = TRUE;

  ed_mailer_free (desk->mailer);
  house->office->vfs = ED_FAULT_VFS;
  office_close (house->office);
  office_open (house->office);
  desk->mailer = make_mailer (desk);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL);
  for (guint nth = 1; failed && nth < 200; nth++)
    {
      g_autofree char *event = g_strdup_printf ("message-%u", nth);
      EdMail mail = { .kind = ED_MAIL_MESSAGE, .event = event, .text = "words" };
      g_autoptr (GPtrArray) letters = NULL;

      queue (desk, &mail, house->coordinator);
      ed_fault_vfs_arm (nth, GPOINTER_TO_INT (kind), TRUE);
      ed_mailer_send_due (desk->mailer);
      failed = ed_fault_vfs_disarm ();
      points += failed ? 1 : 0;
      /* As after a power cut, with a new process. */
      ed_mailer_free (desk->mailer);
      office_close (house->office);
      office_open (house->office);
      desk->mailer = make_mailer (desk);
      g_assert_true (ed_mailer_take_over (desk->mailer));
      ed_mailer_send_due (desk->mailer);
      letters = letters_list (desk->folder);
      g_assert_cmpuint (letters->len, ==, nth + 1);
      g_assert_cmpint (
          house_count (house, "SELECT count(*) FROM mail_outbox WHERE state <> 'sent'"),
          ==,
          0);
    }
  g_assert_cmpuint (points, >, 2);
}

#define ADD(path, test) g_test_add ("/server/mailer/" path, Desk, NULL, set_up, test, tear_down)
#define ADD_FAULT(path, kind)                  \
  g_test_add ("/server/mailer/" path,          \
              Desk,                            \
              GINT_TO_POINTER (kind),          \
              set_up,                          \
              test_failing_disk_loses_no_mail, \
              tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ed_fault_vfs_register ();
  ADD ("assignment-is-a-number-and-a-link", test_assignment_is_a_number_and_a_link);
  ADD ("life-of-a-case-arrives", test_life_of_a_case_arrives);
  ADD ("reassigned-expert-gets-nothing", test_reassigned_expert_gets_nothing);
  ADD ("reminder-overtaken-is-not-sent", test_reminder_overtaken_is_not_sent);
  ADD ("reminders-say-what-and-how-long", test_reminders_say_what_and_how_long);
  ADD ("suspended-account-gets-nothing", test_suspended_account_gets_nothing);
  ADD ("mails-carry-no-content", test_mails_carry_no_content);
  ADD ("message-goes-with-an-exact-copy", test_message_goes_with_an_exact_copy);
  ADD ("reader-s-language-is-spoken", test_reader_s_language_is_spoken);
  ADD ("organisation-s-language-stands-in", test_organisation_s_language_stands_in);
  ADD ("secrets-are-made-when-sent", test_secrets_are_made_when_sent);
  ADD ("unwanted-secrets-do-not-leave", test_unwanted_secrets_do_not_leave);
  ADD ("several-senders-send-each-once", test_several_senders_send_each_once);
  ADD ("lost-claim-is-taken-up-again", test_lost_claim_is_taken_up_again);
  ADD ("restart-takes-up-claims-at-once", test_restart_takes_up_claims_at_once);
  ADD ("full-maildir-keeps-mails", test_full_maildir_keeps_mails);
  ADD_FAULT ("failing-disk-loses-no-mail", ED_FAULT_IO);
  ADD_FAULT ("full-disk-loses-no-mail", ED_FAULT_FULL);
  return g_test_run ();
}
