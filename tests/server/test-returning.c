/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens to commands that are handed back after a restore, in whatever order, and to what
 * must not happen twice (PROTOCOL 8). */

#include <gio/gio.h>
#include <string.h>

#include "domain/days.h"
#include "house.h"
#include "put-back.h"
#include "server/api-state.h"
#include "server/backup-table.h"
#include "server/checkup.h"
#include "server/mailer.h"
#include "support/server-process.h"
#include "support/smtp-process.h"

#define HOUR_MS G_GINT64_CONSTANT (3600000)

/* Pushes ENVELOPE; "applied", or what became of it. */
static char *
push (Person *person, const char *envelope)
{
  g_auto (EdApiResponse) response = { 0 };
  g_autofree char *said = NULL;

  if (person_push_text (person, envelope, &response) != 200)
    return response_code (&response);
  person->seq++;
  said = response_text (&response);
  return g_strdup (strstr (said, "\"status\":\"applied\"") != NULL ? "applied" : "other");
}

/* Pushes it again, as one that had been applied and made revision REV. */
static char *
hand_back (Person *person, const char *envelope, gint64 rev)
{
  g_autofree char *was =
      g_strdup_printf ("{\"was\":{\"status\":\"applied\",\"rev\":%" G_GINT64_FORMAT "},%s",
                       rev,
                       envelope + 1);

  return push (person, was);
}

/* A day's work on a case that the backup does not know: made, assigned, contacted, a session. */
#define STEPS 4
typedef struct
{
  char *case_id, *assigned;
  char *envelopes[STEPS];
  gint64 contacted_at;
} Day;

static void
day_clear (Day *day)
{
  g_free (day->case_id);
  g_free (day->assigned);
  for (guint i = 0; i < STEPS; i++)
    g_free (day->envelopes[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Day, day_clear)

#define CASE_ARGS "{\"company_name\":\"S\",\"client_alias\":\"X\",\"type\":\"legal\"}"

/* Does a step of it, and keeps what was sent. */
static void
do_step (Day *day, guint step, Person *person, const char *id, const char *type, const char *args)
{
  g_autofree char *made = office_make_id (person->office);
  g_autofree char *said = NULL;

  day->envelopes[step] = person_envelope (person,
                                          id != NULL ? id : made,
                                          type,
                                          day->case_id,
                                          step >= 2 ? day->assigned : NULL,
                                          args);
  said = push (person, day->envelopes[step]);
  g_assert_cmpstr (said, ==, "applied");
}

static void
work (House *house, Day *day)
{
  Office *office = house->office;
  g_autofree char *session_id = office_make_id (office);
  g_autofree char *expert = g_strdup_printf ("{\"expert\":\"%s\"}", house->expert->account);
  g_autofree char *session =
      g_strdup_printf ("{\"id\":\"%s\",\"date\":\"2020-06-01\"}", session_id);

  day->case_id = office_make_id (office);
  day->assigned = office_make_id (office);
  do_step (day, 0, house->coordinator, NULL, "case.create", CASE_ARGS);
  do_step (day, 1, house->coordinator, day->assigned, "case.assign", expert);
  ed_manual_clock_advance (&office->clock, HOUR_MS / 6);
  day->contacted_at = ed_clock_now (&office->clock.parent);
  do_step (day, 2, house->expert, NULL, "case.contact", NULL);
  do_step (day, 3, house->expert, NULL, "session.add", session);
}

static void
assert_handed_back (Person *person, const Day *day, guint first)
{
  for (guint step = first; step < first + 2; step++)
    {
      g_autofree char *said = hand_back (person, day->envelopes[step], step + 1);

      g_assert_cmpstr (said, ==, "applied");
    }
}

static void
hand_back_of_expert (House *house, const Day *day)
{
  assert_handed_back (house->expert, day, 2);
}

static void
hand_back_of_coordinator (House *house, const Day *day)
{
  assert_handed_back (house->coordinator, day, 0);
}

static void
begin (House *house, Day *day)
{
  office_back_up (house->office);
  work (house, day);
  house->expert->seq -= 2;
  house->coordinator->seq -= 2;
  house_put_back (house);
  ed_manual_clock_advance (&house->office->clock, HOUR_MS / 6);
}

/* The expert comes first: what they did waits, is answered as it was, and is there, as of then,
 * when the coordinator's is. */
static void
test_order_is_made_again (House *house, gconstpointer unused)
{
  g_auto (Day) day = { 0 };
  g_autoptr (Pull) pull = NULL;
  g_autofree char *at = NULL, *contacted = NULL;
  const char *body;

  begin (house, &day);
  hand_back_of_expert (house, &day);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 2);
  hand_back_of_coordinator (house, &day);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 0);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM command WHERE status <> 'applied'"),
                   ==,
                   0);
  pull = person_pull (house->expert, 500);
  body = pull_body (pull, day.case_id);
  g_assert_nonnull (body);
  at = ed_instant_to_text (day.contacted_at);
  contacted = g_strdup_printf ("\"contacted_at\":\"%s\"", at);
  g_assert_nonnull (strstr (body, contacted));
  g_assert_nonnull (strstr (body, "\"date\":\"2020-06-01\""));
  /* Nobody hears of it a second time. */
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE state = 'waiting'"),
                   ==,
                   0);
}

/* A repeat of what waits gets the same answer, and is not there twice. */
static void
test_repeat_of_what_waits (House *house, gconstpointer unused)
{
  g_auto (Day) day = { 0 };

  begin (house, &day);
  hand_back_of_expert (house, &day);
  house->expert->seq -= 2;
  hand_back_of_expert (house, &day);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 2);
}

static void
run_chores (House *house)
{
  g_auto (EdApiResponse) response = { 0 };
  EdApiJob *chores = ed_api_make_chores (house->office->api);

  ed_api_write (house->office->api, &chores, 1, &response, NULL);
  g_assert_cmpuint (response.status, ==, 204);
}

/* After three days nobody is waited for: a person looks at what is left. */
static void
test_nobody_is_waited_for_for_ever (House *house, gconstpointer unused)
{
  g_auto (Day) day = { 0 };

  begin (house, &day);
  hand_back_of_expert (house, &day);
  ed_manual_clock_advance (&house->office->clock, 71 * HOUR_MS);
  run_chores (house);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 2);
  ed_manual_clock_advance (&house->office->clock, 2 * HOUR_MS);
  run_chores (house);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 0);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM document WHERE type = 'late_work'"),
                   ==,
                   2);
}

/* The first of what waits is damaged: "cannot be read" is said of it, once. */
static void
damage_first (House *house, const char *with)
{
  g_autofree char *sql =
      g_strdup_printf ("UPDATE held_command SET envelope = '%s' WHERE was_rev = 3", with);

  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command WHERE was_rev = 3"),
                   ==,
                   1);
  g_assert_true (ed_db_exec (house->office->api->writer, sql, NULL));
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*cannot be read and was set aside*");
}

static void
assert_set_aside (House *house)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  g_test_assert_expected_messages ();
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 1);
  g_assert_true (ed_checkup_run (house->office->api->writer, faults, NULL));
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_true (g_str_has_prefix (faults->pdata[0], "a command that was handed back"));
}

/* What cannot be read holds up neither the chores nor what waited with it. */
static void
test_damaged_one_stops_no_chores (House *house, gconstpointer unused)
{
  g_auto (Day) day = { 0 };

  begin (house, &day);
  hand_back_of_expert (house, &day);
  damage_first (house, "{\"id\":");
  ed_manual_clock_advance (&house->office->clock, 73 * HOUR_MS);
  run_chores (house);
  assert_set_aside (house);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM document WHERE type = 'late_work'"),
                   ==,
                   1);
  run_chores (house);
}

/* Nor what is handed back before it. */
static void
test_damaged_one_stops_no_push (House *house, gconstpointer unused)
{
  g_auto (Day) day = { 0 };

  begin (house, &day);
  hand_back_of_expert (house, &day);
  g_assert_true (
      ed_db_exec (house->office->api->writer, "DELETE FROM held_command WHERE was_rev = 4", NULL));
  damage_first (house, "[]");
  hand_back_of_coordinator (house, &day);
  assert_set_aside (house);
}

/* A file cannot be sent for a case that is not back: the push waits. */
static void
test_file_waits_for_its_case (House *house, gconstpointer unused)
{
  g_auto (Day) day = { 0 };
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *upload = office_make_id (house->office);
  g_autofree char *args = g_strdup_printf ("{\"upload\":\"%s\",\"kind\":\"other\"}", upload);
  g_autofree char *envelope = NULL, *said = NULL;

  begin (house, &day);
  ed_manual_clock_advance (&house->office->clock, -HOUR_MS / 6);
  envelope =
      person_envelope (house->expert, id, "document.attach", day.case_id, day.assigned, args);
  said = hand_back (house->expert, envelope, 5);
  g_assert_cmpstr (said, ==, "unavailable");
}

/* Who may do nothing with cases is judged at once, whatever they say that it was. */
static void
test_outsider_holds_nothing (House *house, gconstpointer unused)
{
  Person *manager = office_add (house->office, "manager", "case_manager");
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *case_id = office_make_id (house->office);
  g_autofree char *assignment = office_make_id (house->office);
  g_autofree char *envelope = NULL, *said = NULL;
  g_auto (Day) day = { 0 };

  person_sign_in (manager);
  envelope = person_envelope (manager, id, "case.contact", case_id, assignment, NULL);
  begin (house, &day);
  said = hand_back (manager, envelope, 7);
  g_assert_cmpstr (said, ==, "other");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 0);
}

/* Nor does it keep anybody's mail back. */
static void
test_was_silences_nobody (House *house, gconstpointer unused)
{
  g_autofree char *case_id = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, case_id, house->expert);
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *message = office_make_id (house->office);
  g_autofree char *words = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"words\"}", message);
  g_autofree char *other = office_make_id (house->office);
  g_autofree char *said = NULL;
  const struct
  {
    const char *id, *type, *args, *count;
  } rows[] = {
    { other, "message.send", words, "SELECT count(*) FROM mail_outbox WHERE kind = 'message'" },
    { id, "case.decline", NULL, "SELECT count(*) FROM mail_outbox WHERE kind = 'declined'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *envelope = person_envelope (house->expert,
                                                   rows[i].id,
                                                   rows[i].type,
                                                   case_id,
                                                   assignment,
                                                   rows[i].args);

      g_free (said);
      said = hand_back (house->expert, envelope, 3);
      g_assert_cmpstr (said, ==, "applied");
      g_assert_cmpint (house_count (house, rows[i].count), ==, 1);
    }
}

/* Without a restore "was" is no way around the rules. */
static void
test_was_means_nothing_otherwise (House *house, gconstpointer unused)
{
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *case_id = office_make_id (house->office);
  g_autofree char *assignment = office_make_id (house->office);
  g_autofree char *envelope =
      person_envelope (house->expert, id, "case.contact", case_id, assignment, NULL);
  g_autofree char *said = hand_back (house->expert, envelope, 7);

  g_assert_cmpstr (said, ==, "other");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 0);
}

/* An older file that somebody put in place is noticed when the server starts: once. */
static void
test_older_file_is_noticed (House *house, gconstpointer unused)
{
  g_auto (Day) day = { 0 };
  gint64 before = house_count (house, "SELECT next_number FROM organisation");

  g_assert_true (
      ed_db_exec (house->office->api->writer,
                  "INSERT INTO mail_outbox (id, kind, event, recipient, queued_at, state,"
                  " next_at, claimed, attempts) VALUES ('m', 'assigned', 'e', 'r',"
                  " '2020-01-01T00:00:00.000Z', 'waiting', '2020-01-01T00:00:00.000Z', 0,"
                  " 0)",
                  NULL));
  begin (house, &day);
  g_assert_cmpint (house_count (house, "SELECT next_number FROM organisation"), ==, before + 1000);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE state = 'waiting'"),
                   ==,
                   0);
  office_close (house->office);
  office_open (house->office);
  g_assert_cmpint (house_count (house, "SELECT next_number FROM organisation"), ==, before + 1000);
}

/* A device that was withdrawn after the backup is not let in again. */
static void
test_withdrawn_device_stays_so (House *house, gconstpointer unused)
{
  Person *tower = person_on_other_device (house->expert);
  g_autofree char *path = g_strconcat ("/v1/devices/", tower->device, NULL);
  g_auto (EdApiResponse) response = { 0 };

  office_back_up (house->office);
  g_assert_cmpuint (person_call (house->expert, "DELETE", path, NULL, NULL, &response), ==, 204);
  house_put_back (house);
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_call (tower, "GET", "/v1/feed", NULL, NULL, &response), ==, 403);
  ed_api_response_clear (&response);
  g_assert_cmpuint (person_call (house->expert, "GET", "/v1/feed", NULL, NULL, &response), ==, 200);
}

/* With a backup set up, what it holds is durable, and nothing else is. */
static void
test_backup_makes_durable (House *house, gconstpointer unused)
{
  EdDb *db = house->office->api->writer;
  g_autoptr (GError) error = NULL;
  g_autoptr (Pull) one = NULL, two = NULL;

  g_free (person_create_case (house->coordinator, "legal"));
  g_assert_true (ed_db_begin (db, TRUE, NULL));
  ed_backups_add (db, db, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_true (ed_db_commit (db, NULL));
  g_free (person_create_case (house->coordinator, "legal"));
  one = person_pull (house->coordinator, 500);
  g_assert_cmpint (json_object_get_int_member (one->end, "durable"),
                   ==,
                   house->coordinator->seq - 2);
  ed_manual_clock_advance (&house->office->clock, 20 * 24 * HOUR_MS);
  person_sign_in (house->coordinator);
  two = person_pull (house->coordinator, 500);
  g_assert_cmpint (json_object_get_int_member (two->end, "durable"),
                   ==,
                   house->coordinator->seq - 2);
}

/* Sends what is due to a mail server; how many it took. */
static guint
send_mails (House *house, SmtpProcess *sink)
{
  EdPostOptions post = {
    .server = "127.0.0.1",
    .port = smtp_process_port (sink),
    .security = ED_POST_SECURITY_NONE,
    .from = "mails@office.example",
  };
  g_autoptr (EdMailer) mailer =
      ed_mailer_new (house->office->api, &post, "https://experts.example");

  return ed_mailer_send_due (mailer);
}

/* One mail waited when the backup was taken and left after it, another was of a day that the backup
 * does not have and that is handed back: neither leaves again. What is new is told. */
static void
test_no_mail_leaves_twice (House *house, gconstpointer unused)
{
  g_autofree char *folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  SmtpProcess *sink = smtp_process_start (folder, 0, NULL, NULL, FALSE);
  g_autofree char *case_id = person_create_case (house->coordinator, "legal");
  g_auto (Day) day = { 0 };
  guint sent;

  g_free (person_assign (house->coordinator, case_id, house->expert));
  office_back_up (house->office);
  work (house, &day);
  sent = send_mails (house, sink);
  g_assert_cmpuint (sent, >=, 2);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE state <> 'sent'"),
                   ==,
                   0);
  house->expert->seq -= 2;
  house->coordinator->seq -= 2;
  house_put_back (house);
  hand_back_of_coordinator (house, &day);
  hand_back_of_expert (house, &day);
  ed_manual_clock_advance (&house->office->clock, HOUR_MS / 2);
  g_assert_cmpuint (send_mails (house, sink), ==, 0);

  g_free (person_assign (house->coordinator, case_id, house->other));
  sent += send_mails (house, sink);
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM mail_outbox WHERE state = 'sent'"),
                   >=,
                   1);
  for (guint i = 1; i <= sent; i++)
    {
      g_autofree char *said = g_strdup_printf ("mail %u", i);

      smtp_process_assert_says (sink, said);
    }
  smtp_process_stop (sink);
  ed_remove_tree (folder);
}

/* That people signed in made revisions of their accounts, which nobody hands back: what was done to
 * an account waits for none of them. */
static void
test_account_waits_for_no_sign_in (House *house, gconstpointer unused)
{
  Person *administrator = office_add (house->office, "boss", "administrator");
  g_autofree char *id = office_make_id (house->office);
  g_autofree char *envelope = NULL, *said = NULL;
  gint64 rev;

  person_sign_in (administrator);
  office_back_up (house->office);
  for (guint i = 0; i < 3; i++)
    {
      ed_manual_clock_advance (&house->office->clock, 24 * HOUR_MS);
      person_sign_in (house->expert);
    }
  person_sign_in (administrator);
  envelope = person_envelope (administrator,
                              id,
                              "account.edit",
                              house->expert->account,
                              NULL,
                              "{\"name\":{\"from\":\"Name of expert\",\"to\":\"Expert\"}}");
  said = push (administrator, envelope);
  g_assert_cmpstr (said, ==, "applied");
  rev = house_count (house, "SELECT max(rev) FROM document WHERE body LIKE '%\"Expert\"%'");
  g_assert_cmpint (rev, >, 3);
  administrator->seq--;
  house_put_back (house);
  person_sign_in (administrator);
  g_free (said);
  said = hand_back (administrator, envelope, rev);
  g_assert_cmpstr (said, ==, "applied");
  g_assert_cmpint (house_count (house, "SELECT count(*) FROM held_command"), ==, 0);
  g_assert_cmpint (
      house_count (house, "SELECT count(*) FROM document WHERE body LIKE '%\"name\":\"Expert\"%'"),
      ==,
      1);
}

/* Of an account everybody is alerted again, so that nobody keeps an alert back by saying that it
 * was told before; a password goes out anew, as the one before opens nothing any more. */
static void
test_alerts_are_repeated (House *house, gconstpointer unused)
{
  static const char newcomer[] = "e0000000-0000-4000-8000-0000000000aa";
  static const struct
  {
    const char *type, *args;
    int sent, alerts; /* so far; the newcomer is told, and the coordinator */
  } rows[] = {
    { "account.create",
      "{\"user\":\"c@x.example\",\"name\":\"C\",\"roles\":[\"coordinator\"]}",
      1,
      2 },
    { "account.edit", "{\"reply_to\":{\"to\":\"x@x.example\"}}", 1, 4 },
    { "account.invite", NULL, 2, 6 },
  };
  Person *administrator = office_add (house->office, "boss", "administrator");
  g_autoptr (GPtrArray) envelopes = g_ptr_array_new_with_free_func (g_free);
  g_auto (Day) day = { 0 };

  person_sign_in (administrator);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = office_make_id (house->office);

      g_ptr_array_add (
          envelopes,
          person_envelope (administrator, id, rows[i].type, newcomer, NULL, rows[i].args));
      administrator->seq++;
    }
  administrator->seq -= G_N_ELEMENTS (rows);
  begin (house, &day);
  g_assert_true (ed_db_exec (house->office->api->writer, "DELETE FROM mail_outbox", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *said = hand_back (administrator, envelopes->pdata[i], i + 1);

      g_assert_cmpstr (said, ==, "applied");
      g_assert_cmpint (
          house_count (house, "SELECT count(*) FROM mail_outbox WHERE kind = 'account_created'"),
          ==,
          rows[i].sent);
      g_assert_cmpint (
          house_count (house,
                       "SELECT count(*) FROM mail_outbox WHERE kind = 'coordinator_changed'"),
          ==,
          rows[i].alerts);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/returning/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("order-is-made-again", test_order_is_made_again);
  ADD ("repeat-of-what-waits", test_repeat_of_what_waits);
  ADD ("nobody-is-waited-for-for-ever", test_nobody_is_waited_for_for_ever);
  ADD ("damaged-one-stops-no-chores", test_damaged_one_stops_no_chores);
  ADD ("damaged-one-stops-no-push", test_damaged_one_stops_no_push);
  ADD ("file-waits-for-its-case", test_file_waits_for_its_case);
  ADD ("was-silences-nobody", test_was_silences_nobody);
  ADD ("was-means-nothing-otherwise", test_was_means_nothing_otherwise);
  ADD ("outsider-holds-nothing", test_outsider_holds_nothing);
  ADD ("older-file-is-noticed", test_older_file_is_noticed);
  ADD ("withdrawn-device-stays-so", test_withdrawn_device_stays_so);
  ADD ("backup-makes-durable", test_backup_makes_durable);
  ADD ("no-mail-leaves-twice", test_no_mail_leaves_twice);
  ADD ("account-waits-for-no-sign-in", test_account_waits_for_no_sign_in);
  ADD ("alerts-are-repeated", test_alerts_are_repeated);
  return g_test_run ();
}
