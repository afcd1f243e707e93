/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Mails over a real connection to a mail server that takes, refuses, hangs and goes away. */

#include <gio/gio.h>
#include <string.h>

#include "house.h"
#include "letters.h"
#include "server/api-state.h"
#include "server/mail-table.h"
#include "server/mailer.h"
#include "support/certificates.h"
#include "support/server-process.h"
#include "support/smtp-process.h"

#define MINUTE G_GINT64_CONSTANT (60000)

typedef struct
{
  House house;
  char *folder; /* of the mails, certificate and key */
  char *certificate, *key, *password;
  EdPostSecurity security;
  SmtpProcess *server;
  EdMailer *mailer;
} Desk;

static void
start_server (Desk *desk, guint port)
{
  gboolean is_plain = desk->security == ED_POST_SECURITY_NONE;

  desk->server = smtp_process_start (desk->folder,
                                     port,
                                     is_plain ? NULL : desk->certificate,
                                     desk->key,
                                     desk->security == ED_POST_SECURITY_TLS);
}

static EdPostOptions
make_options (Desk *desk)
{
  EdPostOptions post = {
    .server = "127.0.0.1",
    .port = smtp_process_port (desk->server),
    .security = desk->security,
    .from = "mails@office.example",
  };

  if (desk->security != ED_POST_SECURITY_NONE)
    {
      post.user = "mails";
      post.password = "open sesame";
      post.ca_file = desk->certificate;
    }
  return post;
}

static void
replace_mailer (Desk *desk, const EdPostOptions *post)
{
  g_clear_pointer (&desk->mailer, ed_mailer_free);
  desk->mailer = ed_mailer_new (desk->house.office->api, post, "https://experts.example");
}

static void
write_file (Desk *desk, const char *name, const char *content, char **path)
{
  *path = g_build_filename (desk->folder, name, NULL);
  g_assert_true (g_file_set_contents (*path, content, -1, NULL));
}

static void
set_up (Desk *desk, gconstpointer security)
{
  g_auto (EdTestCertificate) certificate = { 0 };
  EdPostOptions post;

  house_set_up_with_case (&desk->house, NULL);
  desk->folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  desk->security = (EdPostSecurity) GPOINTER_TO_INT (security);
  ed_test_certificate_make (&certificate, "127.0.0.1", -3600, 3600);
  write_file (desk, "certificate.pem", certificate.certificate, &desk->certificate);
  write_file (desk, "key.pem", certificate.key, &desk->key);
  write_file (desk, "password", "open sesame\n", &desk->password);
  start_server (desk, 0);
  post = make_options (desk);
  replace_mailer (desk, &post);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  ed_mailer_free (desk->mailer);
  g_clear_pointer (&desk->server, smtp_process_stop);
  ed_remove_tree (desk->folder);
  g_free (desk->folder);
  g_free (desk->certificate);
  g_free (desk->key);
  g_free (desk->password);
  house_tear_down (&desk->house, NULL);
}

static Letter *
read_letter (Desk *desk, guint number)
{
  g_autofree char *name = g_strdup_printf ("%u.eml", number);
  g_autofree char *path = g_build_filename (desk->folder, name, NULL);

  return letter_read (path);
}

static char *
describe_row (Desk *desk)
{
  g_autoptr (EdStatement) row =
      ed_db_prepare (desk->house.office->api->writer,
                     "SELECT state || coalesce (': ' || code, '') FROM mail_outbox",
                     NULL);

  g_assert_true (ed_statement_step (row, NULL));
  return g_strdup (ed_statement_text (row, 0));
}

#define assert_row(desk, expected)               \
  G_STMT_START                                   \
  {                                              \
    g_autofree char *row_ = describe_row (desk); \
    g_assert_cmpstr (row_, ==, expected);        \
  }                                              \
  G_STMT_END

static void
wait_minutes (Desk *desk, gint64 minutes)
{
  ed_manual_clock_advance (&desk->house.office->clock, minutes * MINUTE);
}

static void
test_mail_is_taken (Desk *desk, gconstpointer unused)
{
  g_autoptr (Letter) letter = NULL;

  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 1);
  smtp_process_assert_says (desk->server, "mail 1");
  letter = read_letter (desk, 1);
  g_assert_true (g_str_has_prefix (letter->source,
                                   "X-From: mails@office.example\r\n"
                                   "X-To: expert@office.example\r\n"));
  g_assert_cmpstr (letter->subject, ==, "Case 1: new assignment");
  assert_row (desk, "sent");
  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 0);
}

/* Several mails go over one connection; dots and long lines arrive as they were. */
static void
test_words_arrive_unchanged (Desk *desk, gconstpointer unused)
{
  g_autofree char *line = g_strnfill (3000, 'x');
  g_autofree char *words = g_strconcat (".\n..\nő\n", line, "\n.", NULL);
  EdMail mail = { .kind = ED_MAIL_MESSAGE, .event = "1", .text = words };
  g_autoptr (Letter) letter = NULL;
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  g_assert_true (ed_batch_begin (&batch, desk->house.office->api, &error));
  g_assert_true (ed_mail_queue (&batch, &mail, desk->house.coordinator->account, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 2);
  for (guint i = 1; i <= 2; i++)
    {
      g_clear_pointer (&letter, letter_free);
      letter = read_letter (desk, i);
      if (strstr (letter->subject, "message") != NULL)
        break;
    }
  g_assert_nonnull (strstr (letter->text, words));
}

/* What ANSWER to which command does to the mail, at once and after waiting. */
typedef struct
{
  const char *answer;
  const char *row;
  gint64 minutes; /* until it is tried again; 0: never */
  const char *said;
} Refusal;

static const Refusal refusals[] = {
  { "rcpt 451", "waiting: smtp 451", 1, NULL },
  { "data 452", "waiting: smtp 452", 1, NULL },
  { "rcpt 550", "failed: smtp 550", 0, "mail * (assigned) was given up: smtp 550" },
  { "data 554", "failed: smtp 554", 0, "mail * (assigned) was given up: smtp 554" },
  { "mail 550", "waiting: sender 550", 5, "no mail can be sent now: sender 550" },
  { "rcpt 421", "waiting: smtp 421", 5, "no mail can be sent now: smtp 421" },
};

static void
test_answer_decides (gconstpointer data)
{
  const Refusal *refusal = data;
  Desk desk = { 0 };

  set_up (&desk, GINT_TO_POINTER (ED_POST_SECURITY_NONE));
  smtp_process_tell (desk.server, refusal->answer);
  if (refusal->said != NULL)
    g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, refusal->said);
  g_assert_cmpuint (ed_mailer_send_due (desk.mailer), ==, 0);
  g_test_assert_expected_messages ();
  assert_row (&desk, refusal->row);
  /* Not at once again. */
  g_assert_cmpuint (ed_mailer_send_due (desk.mailer), ==, 0);
  wait_minutes (&desk, refusal->minutes > 0 ? refusal->minutes : 10 * 24 * 60);
  if (refusal->minutes > 0)
    {
      g_assert_cmpuint (ed_mailer_send_due (desk.mailer), ==, 1);
      assert_row (&desk, "sent");
    }
  else
    {
      g_assert_cmpuint (ed_mailer_send_due (desk.mailer), ==, 0);
      assert_row (&desk, refusal->row);
      g_assert_cmpint (
          house_count (&desk.house, "SELECT count(*) FROM audit WHERE what = 'mail_failed'"),
          ==,
          1);
    }
  tear_down (&desk, NULL);
}

#define FAILED \
  "SELECT count(*) FROM view WHERE audience = 'staff' AND body LIKE '%\"mail_failed_at\":%'"

/* Staff see whose mails do not arrive, until they do, or the address is another. */
static void
test_failed_address_is_seen (Desk *desk, gconstpointer unused)
{
  House *house = &desk->house;

  smtp_process_tell (desk->server, "rcpt 550");
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*given up: smtp 550");
  ed_mailer_send_due (desk->mailer);
  g_assert_cmpint (house_count (house, FAILED), ==, 1);
  g_free (person_assign (house->coordinator, house->case_id, house->other));
  ed_mailer_send_due (desk->mailer);
  g_assert_cmpint (house_count (house, FAILED), ==, 1);
  g_free (person_assign (house->coordinator, house->case_id, house->expert));
  ed_mailer_send_due (desk->mailer);
  g_assert_cmpint (house_count (house, FAILED), ==, 0);
}

/* Refused for now again and again: seldomer and seldomer, and after five days no more. */
static void
test_waiting_ends_after_days (Desk *desk, gconstpointer unused)
{
  gint64 start = ed_clock_now (&desk->house.office->clock.parent);
  g_autofree char *row = NULL;
  guint tries = 0;

  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*given up: smtp 451");
  do
    {
      smtp_process_tell (desk->server, "rcpt 451");
      g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 0);
      tries++;
      wait_minutes (desk, 240);
      g_free (row);
      row = describe_row (desk);
    }
  while (g_str_has_prefix (row, "waiting"));
  g_test_assert_expected_messages ();
  g_assert_cmpstr (row, ==, "failed: smtp 451");
  g_assert_cmpuint (tries, >, 10);
  g_assert_cmpint (ed_clock_now (&desk->house.office->clock.parent) - start,
                   >,
                   5 * 24 * 60 * MINUTE);
}

static void
test_server_away_then_back (Desk *desk, gconstpointer unused)
{
  guint port = smtp_process_port (desk->server);

  g_clear_pointer (&desk->server, smtp_process_stop);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "no mail can be sent now: connection");
  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 0);
  g_test_assert_expected_messages ();
  wait_minutes (desk, 10);
  /* It is said once. */
  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 0);
  start_server (desk, port);
  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 0);
  wait_minutes (desk, 10);
  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 1);
  assert_row (desk, "sent");
}

/* How the connection is set up wrongly, and what is said of it. */
static void
assert_away (Desk *desk, const EdPostOptions *post, const char *why)
{
  g_autofree char *said = g_strconcat ("no mail can be sent now: ", why, NULL);
  g_autofree char *row = g_strconcat ("waiting: ", why, NULL);

  replace_mailer (desk, post);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, said);
  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 0);
  g_test_assert_expected_messages ();
  assert_row (desk, row);
}

static void
test_wrong_settings_lose_nothing (Desk *desk, gconstpointer unused)
{
  g_auto (EdTestCertificate) other = { 0 };
  g_autofree char *other_path = NULL;
  EdPostOptions right = make_options (desk);
  EdPostOptions wrong = right;

  wrong.password = "open barley";
  assert_away (desk, &wrong, "login");
  wrong = right;
  ed_test_certificate_make (&other, "127.0.0.1", -3600, 3600);
  write_file (desk, "other.pem", other.certificate, &other_path);
  wrong.ca_file = other_path;
  assert_away (desk, &wrong, "certificate");
  wrong.ca_file = NULL;
  assert_away (desk, &wrong, "certificate");
  replace_mailer (desk, &right);
  g_assert_cmpuint (ed_mailer_send_due (desk->mailer), ==, 1);
  assert_row (desk, "sent");
}

/* What should be encrypted does not go out plain. */
static void
test_plain_server_gets_nothing (Desk *desk, gconstpointer unused)
{
  EdPostOptions post = make_options (desk);

  post.security = ED_POST_SECURITY_STARTTLS;
  assert_away (desk, &post, "tls");
}

/* The thread ends in time although the other side does not answer. */
static void
test_stop_does_not_wait_for_an_answer (Desk *desk, gconstpointer unused)
{
  gint64 begin;

  smtp_process_tell (desk->server, "hold");
  ed_mailer_start (desk->mailer);
  smtp_process_assert_says (desk->server, "held 1");
  begin = g_get_monotonic_time ();
  ed_mailer_stop (desk->mailer);
  /* Not the minutes that an answer, or the farewell, may take. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 30 * G_USEC_PER_SEC);
  assert_row (desk, "waiting: stopped");
}

/* --- the program ------------------------------------------------------------------------------ */

static GSubprocess *
start_program (Desk *desk, GSubprocessFlags flags)
{
  g_autofree char *port = g_strdup_printf ("%u", smtp_process_port (desk->server));
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | flags,
                                           &error,
                                           g_getenv ("ED_SERVER"),
                                           "serve",
                                           "--data",
                                           desk->house.office->folder,
                                           "--listen",
                                           "127.0.0.1:0",
                                           "--url",
                                           "https://experts.example/",
                                           "--mail-server",
                                           "127.0.0.1",
                                           "--mail-port",
                                           port,
                                           "--mail-user",
                                           "mails",
                                           "--mail-password-file",
                                           desk->password,
                                           "--mail-ca-file",
                                           desk->certificate,
                                           "--mail-from",
                                           "mails@office.example",
                                           NULL);

  g_assert_no_error (error);
  return process;
}

static void
kill_program (GSubprocess *process)
{
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_object_unref (process);
}

/* The program takes over a case that was assigned just now by its clock, so that there is nothing
 * to remind of. */
static void
leave_to_program (Desk *desk)
{
  House *house = &desk->house;

  g_clear_pointer (&desk->mailer, ed_mailer_free);
  ed_manual_clock_set (&house->office->clock, ed_clock_now (ed_clock_system ()));
  person_sign_in (house->coordinator);
  g_free (person_assign (house->coordinator, house->case_id, house->other));
  office_close (house->office);
}

/* What the log says of a mail is its id, its kind and a code. */
static void
test_log_names_nobody (Desk *desk, gconstpointer unused)
{
  static const char *const canaries[] = { "other@", "expert@", "office", "Name of", "sesame",
                                          "Suzuki", "XY",      "Segít",  "as told" };
  g_autoptr (GDataInputStream) log = NULL;
  g_autofree char *line = NULL;
  GSubprocess *process;

  leave_to_program (desk);
  smtp_process_tell (desk->server, "rcpt 550");
  process = start_program (desk, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  log = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (log, NULL, NULL, NULL);
      g_assert_nonnull (line);
      for (guint i = 0; i < G_N_ELEMENTS (canaries); i++)
        {
          if (strstr (line, canaries[i]) != NULL)
            g_error ("the log says %s: %s", canaries[i], line);
        }
    }
  while (strstr (line, "given up: smtp 550") == NULL);
  kill_program (process);
  office_open (desk->house.office);
}

/* Killed between handing a mail over and hearing that it was taken: it comes again, as the same. */
static void
test_killed_program_sends_again (Desk *desk, gconstpointer unused)
{
  g_autoptr (Letter) before = NULL;
  g_autoptr (Letter) after = NULL;
  GSubprocess *process;

  leave_to_program (desk);
  smtp_process_tell (desk->server, "hold");
  process = start_program (desk, G_SUBPROCESS_FLAGS_NONE);
  smtp_process_assert_says (desk->server, "held 1");
  kill_program (process);
  process = start_program (desk, G_SUBPROCESS_FLAGS_NONE);
  smtp_process_assert_says (desk->server, "mail 2");
  kill_program (process);
  before = read_letter (desk, 1);
  after = read_letter (desk, 2);
  g_assert_cmpstr (before->id, ==, after->id);
  g_assert_cmpstr (before->source, ==, after->source);
  g_assert_nonnull (strstr (after->text, "\nhttps://experts.example/open/case/1\n"));
  office_open (desk->house.office);
}

/* `mail test` with the settings in a file; answers what it said. */
static int
try_settings (Desk *desk, const char *password, char **said)
{
  g_autofree char *content =
      g_strdup_printf ("[mail]\nserver=127.0.0.1\nport=%u\nuser=mails\npassword-file=%s\n"
                       "ca-file=%s\nfrom=mails@office.example\n",
                       smtp_process_port (desk->server),
                       password,
                       desk->certificate);
  g_autofree char *config = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  write_file (desk, "server.conf", content, &config);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                              &error,
                              g_getenv ("ED_SERVER"),
                              "mail",
                              "test",
                              "--to",
                              "somebody@office.example",
                              "--config",
                              config,
                              NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, said, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (process);
}

static void
test_settings_are_tried (Desk *desk, gconstpointer unused)
{
  g_autofree char *said = NULL, *failure = NULL;
  g_autoptr (Letter) letter = NULL;

  g_assert_cmpint (try_settings (desk, desk->password, &said), ==, 0);
  g_assert_cmpstr (said, ==, "127.0.0.1 has taken a test mail for somebody@office.example\n");
  smtp_process_assert_says (desk->server, "mail 1");
  letter = read_letter (desk, 1);
  g_assert_cmpstr (letter->subject, ==, "Test of the e-mail settings");
  g_assert_cmpint (try_settings (desk, desk->certificate, &failure), ==, 1);
  g_assert_cmpstr (failure,
                   ==,
                   "experts-dashboard-server: 127.0.0.1 took no mail: it does not accept the user"
                   " and password (login)\n");
}

#define PLAIN ED_POST_SECURITY_NONE
#define STARTTLS ED_POST_SECURITY_STARTTLS
#define ADD(path, security, test) \
  g_test_add ("/server/smtp/" path, Desk, GINT_TO_POINTER (security), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("mail-is-taken/plain", PLAIN, test_mail_is_taken);
  ADD ("mail-is-taken/tls", ED_POST_SECURITY_TLS, test_mail_is_taken);
  ADD ("mail-is-taken/starttls", STARTTLS, test_mail_is_taken);
  ADD ("words-arrive-unchanged", STARTTLS, test_words_arrive_unchanged);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *words = g_strdelimit (g_strdup (refusals[i].answer), " ", '-');
      g_autofree char *path = g_strconcat ("/server/smtp/answer-decides/", words, NULL);

      g_test_add_data_func (path, &refusals[i], test_answer_decides);
    }
  ADD ("failed-address-is-seen", PLAIN, test_failed_address_is_seen);
  ADD ("waiting-ends-after-days", PLAIN, test_waiting_ends_after_days);
  ADD ("server-away-then-back", PLAIN, test_server_away_then_back);
  ADD ("wrong-settings-lose-nothing", STARTTLS, test_wrong_settings_lose_nothing);
  ADD ("plain-server-gets-nothing", PLAIN, test_plain_server_gets_nothing);
  ADD ("stop-does-not-wait-for-an-answer", STARTTLS, test_stop_does_not_wait_for_an_answer);
  ADD ("log-names-nobody", STARTTLS, test_log_names_nobody);
  ADD ("killed-program-sends-again", STARTTLS, test_killed_program_sends_again);
  ADD ("settings-are-tried", STARTTLS, test_settings_are_tried);
  return g_test_run ();
}
