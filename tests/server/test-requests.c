/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests on the server: what each side gets and loses, files, late work
 * (PROTOCOL 4.9, 7.6 to 7.8). Who may do what is proven in test-request-rights.c. */

#include <string.h>

#include "request-hall.h"
#include "server/api-state.h"
#include "server/schema.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

static gboolean
has (const Pull *pull, const char *kind, const char *type, const char *id, const char *why)
{
  g_autofree char *line = g_strjoin (" ", kind, type, id, why, NULL);

  return pull_has (pull, line);
}

static Pull *
pull (Hall *hall, PlayPerson who)
{
  return person_pull (hall->people[who], 500);
}

/* Everybody has read what there is. */
static void
catch_up (Hall *hall)
{
  for (int who = 0; who < PLAY_N_PEOPLE; who++)
    pull_free (pull (hall, who));
}

/* Source: article, "Collaboration: Managing as an Expert". */
static void
test_question_is_answered (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, ",\"urgent\":true,\"case_reference\":\"Case 7\"");
  g_autofree char *assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autofree char *version = g_strdup (hall_make_id (hall));
  g_autofree char *approval = g_strdup_printf ("{\"version\":\"%s\"}", version);
  g_autoptr (EdRequest) kept = NULL;
  g_autoptr (Pull) expert = NULL;
  g_autoptr (Pull) sender = NULL;
  g_autoptr (Pull) again = NULL;

  hall_respond (hall, id, assignment, version);
  hall_push (hall, PLAY_COORDINATOR, "request.approve", id, NULL, approval, "applied");
  expert = pull (hall, PLAY_ASSIGNED);
  g_assert_nonnull (strstr (pull_body (expert, id), "\"state\":\"completed\""));
  g_assert_nonnull (strstr (pull_body (expert, id), "\"number\":1,"));
  sender = pull (hall, PLAY_SENDER);
  g_assert_nonnull (strstr (pull_body (sender, id), "\"state\":\"answered\""));
  g_assert_nonnull (strstr (pull_body (sender, id), CANARY_SENT));
  hall_push (hall,
             PLAY_SENDER,
             "request.ask_again",
             id,
             NULL,
             "{\"question\":\"And then?\"}",
             "applied");
  again = pull (hall, PLAY_ASSIGNED);
  g_assert_nonnull (strstr (pull_body (again, id), "\"state\":\"assigned\""));
  g_assert_nonnull (strstr (pull_body (again, id), "And then?"));
  g_free (hall_ask (hall, ""));
  kept = hall_load (hall, id);
  g_assert_cmpint (kept->number, ==, 1);
}

/* Nobody learns from the feed how often others were at work. */
static void
test_sender_hears_of_changes_alone (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autofree char *version = g_strdup (hall_make_id (hall));
  g_autofree char *note = g_strdup_printf ("{\"version\":\"%s\",\"note\":\"No\"}", version);
  g_autofree char *message =
      g_strdup_printf ("{\"id\":\"%s\",\"text\":\"Hello\"}", hall_make_id (hall));
  g_autoptr (Pull) sender = NULL;
  g_autoptr (Pull) staff = NULL;

  catch_up (hall);
  hall_push (hall, PLAY_ASSIGNED, "response.draft", id, assignment, "{\"text\":\"H\"}", "applied");
  hall_push (hall, PLAY_ASSIGNED, "response.draft", id, assignment, "{\"text\":\"He\"}", "applied");
  hall_push (hall, PLAY_ASSIGNED, "internal.send", id, assignment, message, "applied");
  hall_respond (hall, id, assignment, version);
  hall_push (hall, PLAY_COORDINATOR, "request.return", id, NULL, note, "applied");
  sender = pull (hall, PLAY_SENDER);
  g_assert_cmpuint (sender->lines->len, ==, 0);
  staff = pull (hall, PLAY_COORDINATOR);
  g_assert_cmpuint (staff->lines->len, ==, 3); /* the request, a message, a note */
}

static void
test_reassignment_takes_everything (Hall *hall, gconstpointer unused)
{
  g_autofree char *file = g_strdup (hall_make_id (hall));
  g_autofree char *chat = g_strdup (hall_make_id (hall));
  g_autofree char *later = g_strdup (hall_make_id (hall));
  g_autofree char *message = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"Hello\"}", chat);
  g_autofree char *second = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"Hello\"}", later);
  g_autofree char *id = g_strdup (hall_make_id (hall));
  g_autofree char *args =
      g_strdup_printf ("{\"subject\":\"S\",\"question\":\"The question\",\"documents\":[\"%s\"]}",
                       file);
  g_autofree char *first = NULL;
  g_autofree char *next = NULL;
  g_autoptr (Pull) held = NULL;
  g_autoptr (Pull) lost = NULL;
  g_autoptr (Pull) given = NULL;

  hall_upload (hall, PLAY_SENDER, file, id, ED_FILE_SHARED);
  hall_push (hall, PLAY_SENDER, "request.create", id, NULL, args, "applied");
  first = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  hall_push (hall, PLAY_COORDINATOR, "internal.send", id, first, message, "applied");
  held = pull (hall, PLAY_ASSIGNED);
  g_assert_true (has (held, "put", "request", id, NULL));
  g_assert_true (has (held, "put", "document", file, NULL));
  g_assert_true (has (held, "put", "internal_message", chat, NULL));
  next = hall_assign (hall, id, PLAY_STRANGER, first);
  hall_push (hall, PLAY_STRANGER, "internal.send", id, next, second, "applied");
  lost = pull (hall, PLAY_ASSIGNED);
  g_assert_true (has (lost, "forget", "request", id, "reassigned"));
  g_assert_true (has (lost, "forget", "document", file, "reassigned"));
  g_assert_true (has (lost, "forget", "internal_message", chat, "reassigned"));
  g_assert_cmpuint (lost->lines->len, ==, 3);
  g_assert_cmpuint (hall_read (hall, PLAY_ASSIGNED, file, NULL), ==, 404);
  given = pull (hall, PLAY_STRANGER);
  g_assert_true (has (given, "put", "request", id, NULL));
  g_assert_true (has (given, "put", "document", file, NULL));
  g_assert_true (has (given, "put", "internal_message", later, NULL));
  g_assert_null (pull_body (given, chat));
}

static void
test_handing_back_is_told_apart (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autoptr (Pull) lost = NULL;
  g_autoptr (Pull) sender = NULL;

  catch_up (hall);
  hall_push (hall,
             PLAY_ASSIGNED,
             "request.hand_back",
             id,
             assignment,
             "{\"reason\":\"I am away\"}",
             "applied");
  lost = pull (hall, PLAY_ASSIGNED);
  g_assert_true (has (lost, "forget", "request", id, "declined"));
  sender = pull (hall, PLAY_SENDER);
  g_assert_nonnull (strstr (pull_body (sender, id), "\"state\":\"sent\""));
}

/* A request that an expert has, with a document shared for it until the day after tomorrow. */
typedef struct
{
  char *id, *assignment, *file;
} Shared;

static Shared
share (Hall *hall)
{
  Shared shared = { g_strdup (hall_make_id (hall)), NULL, g_strdup (hall_make_id (hall)) };
  g_autofree char *args =
      g_strdup_printf ("{\"subject\":\"S\",\"question\":\"The question\",\"documents\":[\"%s\"],"
                       "\"expires\":\"2020-03-20\"}",
                       shared.file);

  hall_upload (hall, PLAY_SENDER, shared.file, shared.id, ED_FILE_SHARED);
  hall_push (hall, PLAY_SENDER, "request.create", shared.id, NULL, args, "applied");
  shared.assignment = hall_assign (hall, shared.id, PLAY_ASSIGNED, NULL);
  g_assert_cmpuint (hall_read (hall, PLAY_ASSIGNED, shared.file, NULL), ==, 200);
  catch_up (hall);
  return shared;
}

static void
clear (Shared *shared)
{
  g_free (shared->id);
  g_free (shared->assignment);
  g_free (shared->file);
}

/* That nobody can read it any more, and that all who could are told to wipe it. */
static void
check_gone (Hall *hall, const Shared *shared, const char *why)
{
  static const PlayPerson told[] = { PLAY_COORDINATOR, PLAY_ASSIGNED };
  g_autoptr (Pull) sender = pull (hall, PLAY_SENDER);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (Pull) lost = pull (hall, told[i]);

      g_assert_true (has (lost, "forget", "document", shared->file, why));
      g_assert_nonnull (pull_body (lost, shared->id));
      g_assert_null (strstr (pull_body (lost, shared->id), shared->file));
    }
  for (int who = 0; who < PLAY_N_PEOPLE; who++)
    g_assert_cmpuint (hall_read (hall, who, shared->file, NULL), ==, 404);
  g_assert_nonnull (strstr (pull_body (sender, shared->id), why));
  g_assert_nonnull (strstr (pull_body (sender, shared->id), shared->file));
}

static void
test_revoking_takes_the_document (Hall *hall, gconstpointer unused)
{
  Shared shared = share (hall);
  g_autofree char *args = g_strdup_printf ("{\"id\":\"%s\"}", shared.file);
  g_autofree char *anew = g_strdup_printf ("{\"documents\":[\"%s\"]}", shared.file);
  g_autoptr (Pull) back = NULL;

  hall_push (hall, PLAY_SENDER, "request.revoke", shared.id, NULL, args, "applied");
  check_gone (hall, &shared, "revoked");
  hall_push (hall, PLAY_SENDER, "request.share", shared.id, NULL, anew, "applied");
  back = pull (hall, PLAY_ASSIGNED);
  g_assert_true (has (back, "put", "document", shared.file, NULL));
  g_assert_cmpuint (hall_read (hall, PLAY_ASSIGNED, shared.file, NULL), ==, 200);
  clear (&shared);
}

static void
test_sharing_expires_by_itself (Hall *hall, gconstpointer unused)
{
  Shared shared = share (hall);
  gint64 end = ed_instant_from_text ("2020-03-20T23:00:00.000Z"); /* midnight in Budapest */

  ed_manual_clock_set (&hall->office->clock, end - 1);
  office_run_chores (hall->office);
  person_sign_in (hall->people[PLAY_ASSIGNED]);
  g_assert_cmpuint (hall_read (hall, PLAY_ASSIGNED, shared.file, NULL), ==, 200);
  ed_manual_clock_set (&hall->office->clock, end);
  office_run_chores (hall->office);
  for (int who = 0; who < PLAY_N_PEOPLE; who++)
    person_sign_in (hall->people[who]);
  check_gone (hall, &shared, "expired");
  clear (&shared);
}

/* The last day ends by the organisation's zone, also when that has changed meanwhile. */
static void
test_zone_moves_the_end (Hall *hall, gconstpointer unused)
{
  Shared shared = share (hall);
  gint64 in_budapest = ed_instant_from_text ("2020-03-20T23:00:00.000Z");
  gint64 in_new_york = ed_instant_from_text ("2020-03-21T04:00:00.000Z");

  hall_push (hall,
             PLAY_ADMINISTRATOR,
             "settings.set",
             hall->office->api->organisation->id,
             NULL,
             "{\"zone\":{\"from\":\"Europe/Budapest\",\"to\":\"America/New_York\"}}",
             "applied");
  office_run_chores (hall->office);
  ed_manual_clock_set (&hall->office->clock, in_budapest);
  office_run_chores (hall->office);
  person_sign_in (hall->people[PLAY_ASSIGNED]);
  g_assert_cmpuint (hall_read (hall, PLAY_ASSIGNED, shared.file, NULL), ==, 200);
  ed_manual_clock_set (&hall->office->clock, in_new_york);
  office_run_chores (hall->office);
  person_sign_in (hall->people[PLAY_ASSIGNED]);
  g_assert_cmpuint (hall_read (hall, PLAY_ASSIGNED, shared.file, NULL), ==, 404);
  clear (&shared);
}

/* The wipe is answered for, as any other. */
static void
test_document_is_receipted (Hall *hall, gconstpointer unused)
{
  Shared shared = share (hall);
  Person *expert = hall->people[PLAY_ASSIGNED];
  g_autofree char *args = g_strdup_printf ("{\"id\":\"%s\"}", shared.file);
  g_autofree char *body = NULL;
  g_auto (EdApiResponse) response = { 0 };
  g_autoptr (EdStatement) rows = NULL;

  hall_push (hall, PLAY_SENDER, "request.revoke", shared.id, NULL, args, "applied");
  pull_free (pull (hall, PLAY_ASSIGNED));
  body = g_strdup_printf ("{\"t\":\"document\",\"id\":\"%s\",\"cursor\":\"%s\"}",
                          shared.file,
                          expert->cursor);
  g_assert_cmpuint (person_call (expert, "POST", "/v1/receipts", NULL, body, &response), ==, 204);
  rows = ed_db_query (hall->office->api->writer,
                      NULL,
                      "SELECT count(*) FROM view WHERE type = 'document' AND id = $1"
                      " AND audience <> 'staff'",
                      "t",
                      shared.file);
  g_assert_true (ed_statement_step (rows, NULL));
  g_assert_cmpint (ed_statement_int (rows, 0), ==, 0);
  clear (&shared);
}

/* --- offline --------------------------------------------------------------------------------- */

static void
test_late_responses_are_kept (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *first = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autofree char *file = g_strdup (hall_make_id (hall));
  g_autofree char *response = NULL;
  g_autoptr (EdCommand) send = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *next = hall_assign (hall, id, PLAY_STRANGER, first);
  g_autoptr (Pull) staff = NULL;
  g_autoptr (Pull) own = NULL;

  catch_up (hall);
  send = ed_command_new (ED_COMMAND_RESPONSE_SEND,
                         hall_make_id (hall),
                         id,
                         first,
                         ed_clock_now (&hall->office->clock.parent));
  ((EdArgs *) send->args)->version = g_strdup (hall_make_id (hall));
  ((EdArgs *) send->args)->text = g_strdup ("Written offline");
  ((EdArgs *) send->args)->documents = g_strsplit (file, ",", -1);
  outcome = hall_do (hall, PLAY_ASSIGNED, send, NULL);
  g_assert_cmpstr (outcome, ==, "kept");
  staff = pull (hall, PLAY_COORDINATOR);
  g_assert_true (has (staff, "put", "late_work", send->id, NULL));
  g_assert_nonnull (strstr (pull_body (staff, send->id), "Written offline"));
  g_assert_nonnull (strstr (pull_body (staff, send->id), id));
  g_assert_cmpuint (hall_read (hall, PLAY_COORDINATOR, file, NULL), ==, 200);
  g_assert_cmpuint (hall_read (hall, PLAY_SENDER, file, NULL), ==, 404);
  own = pull (hall, PLAY_ASSIGNED);
  g_assert_nonnull (strstr (pull_body (own, send->id), "\"state\":\"waiting\""));
  g_assert_null (strstr (pull_body (own, send->id), "Written offline"));
  /* Too late is too late. */
  ed_manual_clock_set (&hall->office->clock,
                       ed_clock_now (&hall->office->clock.parent) + 31 * DAY_MS);
  person_sign_in (hall->people[PLAY_ASSIGNED]);
  response = g_strdup_printf ("{\"version\":\"%s\",\"text\":\"x\"}", hall_make_id (hall));
  hall_push (hall, PLAY_ASSIGNED, "response.send", id, first, response, "not_assigned");
}

/* Pushes a response of the first expert, who has lost the request to another: its id. */
static char *
respond_late (Hall *hall, const char *id, const char *assignment, const char *file)
{
  g_autoptr (EdCommand) send = ed_command_new (ED_COMMAND_RESPONSE_SEND,
                                               hall_make_id (hall),
                                               id,
                                               assignment,
                                               ed_clock_now (&hall->office->clock.parent));
  g_autofree char *outcome = NULL;

  ((EdArgs *) send->args)->version = g_strdup (hall_make_id (hall));
  ((EdArgs *) send->args)->text = g_strdup ("Written offline");
  if (file != NULL)
    ((EdArgs *) send->args)->documents = g_strsplit (file, ",", -1);
  outcome = hall_do (hall, PLAY_ASSIGNED, send, NULL);
  g_assert_cmpstr (outcome, ==, "kept");
  return g_strdup (send->id);
}

static void
settle (Hall *hall, const char *late, const char *args, const char *expected)
{
  hall_push (hall, PLAY_COORDINATOR, "late.settle", late, NULL, args, expected);
}

/* Taken over, it is what the coordinator approves; the one who has the request never reads it. */
static void
test_late_response_is_taken_over (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *first = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autofree char *file = g_strdup (hall_make_id (hall));
  g_autofree char *next = hall_assign (hall, id, PLAY_STRANGER, first);
  g_autofree char *late = respond_late (hall, id, first, file);
  g_autoptr (Pull) staff = NULL;
  g_autoptr (Pull) own = NULL;
  g_autoptr (Pull) present = NULL;

  catch_up (hall);
  settle (hall, late, "{\"accepted\":true}", "applied");
  staff = pull (hall, PLAY_COORDINATOR);
  g_assert_nonnull (strstr (pull_body (staff, id), "Written offline"));
  g_assert_nonnull (strstr (pull_body (staff, id), "\"state\":\"under_review\""));
  g_assert_null (strstr (pull_body (staff, late), "Written offline"));
  g_assert_cmpuint (hall_read (hall, PLAY_COORDINATOR, file, NULL), ==, 200);
  own = pull (hall, PLAY_ASSIGNED);
  g_assert_nonnull (strstr (pull_body (own, late), "\"state\":\"accepted\""));
  g_assert_false (has (own, "put", "request", id, NULL));
  present = pull (hall, PLAY_STRANGER);
  g_assert_nonnull (strstr (pull_body (present, id), "\"state\":\"under_review\""));
  g_assert_null (strstr (pull_body (present, id), "Written offline"));
  g_assert_cmpuint (hall_read (hall, PLAY_STRANGER, file, NULL), ==, 404);
  settle (hall, late, "{\"accepted\":true}", "wrong_state");
}

/* Left out, it is gone with its file, but for the word to the expert. */
static void
test_late_response_is_left_out (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *first = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autofree char *file = g_strdup (hall_make_id (hall));
  g_autofree char *next = hall_assign (hall, id, PLAY_STRANGER, first);
  g_autofree char *late = respond_late (hall, id, first, file);
  g_autoptr (Pull) staff = NULL;
  g_autoptr (Pull) own = NULL;

  catch_up (hall);
  settle (hall, late, "{\"accepted\":false,\"note\":\"Another one answers\"}", "applied");
  staff = pull (hall, PLAY_COORDINATOR);
  g_assert_false (has (staff, "put", "request", id, NULL));
  g_assert_cmpuint (hall_read (hall, PLAY_COORDINATOR, file, NULL), ==, 404);
  own = pull (hall, PLAY_ASSIGNED);
  g_assert_nonnull (strstr (pull_body (own, late), "Another one answers"));
  g_assert_nonnull (strstr (pull_body (own, late), "\"state\":\"discarded\""));
}

/* Cancelled while the expert wrote: what they wrote is kept, and both sides see so. */
static void
test_draft_of_cancelled_is_kept (Hall *hall, gconstpointer unused)
{
  g_autofree char *id = hall_ask (hall, "");
  g_autofree char *assignment = hall_assign (hall, id, PLAY_ASSIGNED, NULL);
  g_autoptr (EdRequest) kept = NULL;
  g_autoptr (Pull) expert = NULL;
  g_autoptr (Pull) staff = NULL;

  hall_push (hall, PLAY_ASSIGNED, "response.draft", id, assignment, "{\"text\":\"A\"}", "applied");
  hall_push (hall, PLAY_SENDER, "request.cancel", id, NULL, "{}", "applied");
  catch_up (hall);
  hall_push (hall, PLAY_ASSIGNED, "response.draft", id, assignment, "{\"text\":\"AB\"}", "kept");
  expert = pull (hall, PLAY_ASSIGNED);
  g_assert_cmpuint (expert->lines->len, ==, 1); /* the late work */
  g_assert_nonnull (strstr (expert->bodies->pdata[0], "\"cancelled\":true"));
  staff = pull (hall, PLAY_COORDINATOR);
  g_assert_cmpuint (staff->lines->len, ==, 1);
  kept = hall_load (hall, id);
  g_assert_cmpstr (kept->draft->text, ==, "A");
}

/* Every row that names an audience, one a line. */
static char *
list_audiences (Hall *hall)
{
  GString *text = g_string_new (NULL);
  g_autoptr (EdStatement) row =
      ed_db_prepare (hall->office->api->writer,
                     "SELECT audience, type, id, 'view' FROM view"
                     " UNION ALL SELECT audience, type, id, file FROM view_file"
                     " UNION ALL SELECT audience, type, id, device FROM receipt"
                     " ORDER BY 1, 2, 3, 4",
                     NULL);

  while (ed_statement_step (row, NULL))
    g_string_append_printf (text,
                            "%s %s %s %s\n",
                            ed_statement_text (row, 0),
                            ed_statement_text (row, 1),
                            ed_statement_text (row, 2),
                            ed_statement_text (row, 3));
  return g_string_free (text, FALSE);
}

/* A database from when all that came to an account lay under the account. */
static void
test_older_audiences_name_the_role (Hall *hall, gconstpointer unused)
{
  static const char *const tables[] = { "view", "view_file", "receipt" };
  const EdMigration *migration = &ed_server_migrations[0];
  Shared shared = share (hall);
  g_autofree char *taken = hall_ask (hall, "");
  g_autofree char *first = hall_assign (hall, taken, PLAY_ASSIGNED, NULL);
  g_autofree char *note = g_strdup_printf ("{\"id\":\"%s\",\"text\":\"T\"}", hall_make_id (hall));
  g_autofree char *next = NULL;
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;

  hall_push (hall, PLAY_ASSIGNED, "internal.send", taken, first, note, "applied");
  next = hall_assign (hall, taken, PLAY_STRANGER, first);
  before = list_audiences (hall);
  g_assert_nonnull (strstr (before, "case_manager:"));
  g_assert_nonnull (strstr (before, "expert:"));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "UPDATE %s SET audience = 'account:' || substr(audience, 8) WHERE audience LIKE "
          "'expert:%%'; UPDATE %s SET audience = 'account:' || substr(audience, 14)"
          " WHERE audience LIKE 'case_manager:%%';",
          tables[i],
          tables[i]);

      g_assert_true (ed_db_exec (hall->office->api->writer, sql, NULL));
    }
  between = list_audiences (hall);
  g_assert_null (strstr (between, "expert:"));
  while (migration->number != 12)
    migration++;
  g_assert_true (ed_db_exec (hall->office->api->writer, migration->sql, NULL));
  after = list_audiences (hall);
  g_assert_cmpstr (after, ==, before);
  clear (&shared);
}

/* --- people ---------------------------------------------------------------------------------- */

static void
test_managers_know_addressable_experts (Hall *hall, gconstpointer unused)
{
  Person *coordinator = hall->people[PLAY_COORDINATOR];
  const char *expert = hall->people[PLAY_STRANGER]->account;
  g_autofree char *wish =
      g_strdup_printf ("{\"subject\":\"S\",\"question\":\"Q\",\"recipient\":\"%s\"}", expert);
  g_autoptr (Pull) before = pull (hall, PLAY_SENDER);
  g_autoptr (Pull) known = NULL;
  g_autoptr (Pull) gone = NULL;

  g_assert_null (pull_body (before, expert));
  hall_push (hall,
             PLAY_SENDER,
             "request.create",
             hall_make_id (hall),
             NULL,
             wish,
             "expert_not_suitable:recipient");
  person_must (coordinator, NULL, "account.edit", expert, NULL, "{\"addressable\":{\"to\":true}}");
  known = pull (hall, PLAY_SENDER);
  g_assert_nonnull (strstr (pull_body (known, expert), "Name of csilla"));
  g_assert_null (strstr (pull_body (known, expert), "@"));
  hall_push (hall, PLAY_SENDER, "request.create", hall_make_id (hall), NULL, wish, "applied");
  person_must (coordinator,
               NULL,
               "account.edit",
               expert,
               NULL,
               "{\"addressable\":{\"from\":true}}");
  gone = pull (hall, PLAY_SENDER);
  g_assert_true (has (gone, "del", "account", expert, NULL));
}

static void
test_coordinators_make_case_managers (Hall *hall, gconstpointer unused)
{
  person_must (hall->people[PLAY_COORDINATOR],
               NULL,
               "account.create",
               hall_make_id (hall),
               NULL,
               "{\"user\":\"new@office.example\",\"name\":\"New\",\"roles\":[\"case_manager\"]}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/server/requests/" name, Hall, NULL, hall_set_up, function, hall_tear_down)
  ADD ("question-is-answered", test_question_is_answered);
  ADD ("sender-hears-of-changes-alone", test_sender_hears_of_changes_alone);
  ADD ("reassignment-takes-everything", test_reassignment_takes_everything);
  ADD ("handing-back-is-told-apart", test_handing_back_is_told_apart);
  ADD ("revoking-takes-the-document", test_revoking_takes_the_document);
  ADD ("sharing-expires-by-itself", test_sharing_expires_by_itself);
  ADD ("zone-moves-the-end", test_zone_moves_the_end);
  ADD ("document-is-receipted", test_document_is_receipted);
  ADD ("late-responses-are-kept", test_late_responses_are_kept);
  ADD ("late-response-is-taken-over", test_late_response_is_taken_over);
  ADD ("late-response-is-left-out", test_late_response_is_left_out);
  ADD ("draft-of-cancelled-is-kept", test_draft_of_cancelled_is_kept);
  ADD ("older-audiences-name-the-role", test_older_audiences_name_the_role);
  ADD ("managers-know-addressable-experts", test_managers_know_addressable_experts);
  ADD ("coordinators-make-case-managers", test_coordinators_make_case_managers);
  return g_test_run ();
}
