/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "net.h"

#include "support/certificates.h"
#include "sync/desk-take-back.h"

#include <string.h>

/* --- work ----------------------------------------------------------------------------------------
 */

/* News arrive at the desk that waits for them, without being asked for. */
static void
test_news_come_by_themselves (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autofree char *id = NULL;
  g_autofree char *contact = NULL;
  g_autoptr (EdCase) seen = NULL;
  g_autoptr (EdCase) back = NULL;

  net_wait_connection (expert, ED_CONNECTION_UP_TO_DATE);
  id = net_make_case (coordinator);
  seen = net_wait_case (expert, id, net_case_is_there);
  g_assert_cmpint (seen->number, !=, ED_ABSENT);
  contact = net_contact (expert, id);
  back = net_wait_case (coordinator, id, net_case_is_contacted);
  net_wait_number (expert, "waiting", 0);
  g_assert_cmpint (net_state (expert, contact), ==, ED_OUTBOX_ACCEPTED);
  net_close (coordinator);
  net_close (expert);
}

static void
test_work_while_the_server_is_down (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autofree char *id = net_make_case (coordinator);
  g_autofree char *contact = NULL, *session = NULL;
  g_autoptr (EdCase) there = net_wait_case (expert, id, net_case_is_there);
  g_autoptr (EdCase) seen = NULL;

  net_kill (net);
  net_wait_connection (expert, ED_CONNECTION_OFFLINE);
  contact = net_contact (expert, id);
  session = net_add_session (expert, id);
  net_wait_number (expert, "waiting", 2);
  net_start (net);
  ed_desk_sync_now (expert);
  net_wait_number (expert, "waiting", 0);
  g_assert_cmpint (net_state (expert, contact), ==, ED_OUTBOX_ACCEPTED);
  g_assert_cmpint (net_state (expert, session), ==, ED_OUTBOX_ACCEPTED);
  seen = net_wait_case (coordinator, id, net_case_has_session);
  g_assert_true (net_case_is_contacted (seen));
  g_assert_cmpuint (seen->sessions->len, ==, 1);
  net_close (coordinator);
  net_close (expert);
}

/* The same, with the program closed and opened again before the server is back. */
static void
test_work_survives_the_program (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autofree char *id = net_make_case (coordinator);
  g_autofree char *contact = NULL, *session = NULL;
  g_autoptr (EdCase) there = net_wait_case (expert, id, net_case_is_there);
  g_autoptr (EdCase) seen = NULL;

  net_close (coordinator);
  net_kill (net);
  contact = net_contact (expert, id);
  net_close (expert);
  expert = net_desk (net, "laptop", NET_EXPERT);
  net_wait_number (expert, "waiting", 1);
  session = net_add_session (expert, id);
  net_close (expert);
  net_start (net);
  expert = net_desk (net, "laptop", NET_EXPERT);
  net_wait_number (expert, "waiting", 0);
  g_assert_cmpint (net_state (expert, contact), ==, ED_OUTBOX_ACCEPTED);
  g_assert_cmpint (net_state (expert, session), ==, ED_OUTBOX_ACCEPTED);
  net_close (expert);
  coordinator = net_desk (net, "office", NET_COORDINATOR);
  seen = net_wait_case (coordinator, id, net_case_has_session);
  g_assert_true (net_case_is_contacted (seen));
  g_assert_cmpuint (seen->sessions->len, ==, 1);
  net_close (coordinator);
}

static void
test_rules_refuse_at_once (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  EdCommand *command = ed_command_new (ED_COMMAND_CASE_APPROVE,
                                       "a0000000-0000-4000-8000-000000000001",
                                       "a0000000-0000-4000-8000-000000000002",
                                       NULL,
                                       0);

  ((EdArgs *) command->args)->closing = g_strdup ("a0000000-0000-4000-8000-000000000003");
  g_assert_cmpint ((gint) net_do (expert, command), ==, (gint) ED_REFUSAL_FORBIDDEN);
  net_wait_number (expert, "waiting", 0);
  net_close (expert);
}

static gboolean
undo (EdDesk *desk, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  ed_desk_undo_async (desk, id, NULL, net_on_ready, &result);
  done = ed_desk_undo_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return done;
}

static void
test_undo_until_sent (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  g_autofree char *first = NULL, *second = NULL;
  g_autofree char *first_case = NULL, *second_case = NULL;

  net_wait_connection (coordinator, ED_CONNECTION_UP_TO_DATE);
  net_kill (net);
  net_wait_connection (coordinator, ED_CONNECTION_OFFLINE);
  net_close (coordinator);
  coordinator = net_desk (net, "office", NET_COORDINATOR);
  first = net_create_case (coordinator, &first_case);
  g_assert_true (undo (coordinator, first) || net_state (coordinator, first) == ED_OUTBOX_SENT);
  net_start (net);
  ed_desk_sync_now (coordinator);
  net_wait_connection (coordinator, ED_CONNECTION_UP_TO_DATE);
  second = net_create_case (coordinator, &second_case);
  net_wait_number (coordinator, "waiting", 0);
  g_assert_false (undo (coordinator, second));
  net_close (coordinator);
}

/* Answers hold the desk: they go before it. */
static void
ask_for_case (EdDesk *coordinator, const char *id)
{
  const EdCaseQuery query = { .scope = ED_SCOPE_ALL,
                              .sort = ED_SORT_NUMBER,
                              .type = ED_ABSENT,
                              .state = ED_ABSENT,
                              .text = "suzu" };
  g_autoptr (GAsyncResult) cases = NULL;
  g_autoptr (GAsyncResult) by_number = NULL;
  g_autoptr (GAsyncResult) accounts = NULL;
  g_autoptr (GAsyncResult) companies = NULL;
  g_autoptr (GAsyncResult) count = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GPtrArray) experts = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (EdCaseRow) row = NULL;
  EdCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  ed_desk_query_cases_async (coordinator, &query, NULL, net_on_ready, &cases);
  ed_desk_list_accounts_async (coordinator, ED_ROLE_EXPERT, NULL, net_on_ready, &accounts);
  ed_desk_list_companies_async (coordinator, NULL, net_on_ready, &companies);
  ed_desk_count_async (coordinator, NULL, net_on_ready, &count);
  rows = ed_desk_query_cases_finish (coordinator, net_wait_result (&cases), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  loaded = ed_desk_load_rows (coordinator, &g_array_index (rows, gint64, 0), 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loaded->len, ==, 1);
  row = g_ptr_array_steal_index (loaded, 0);
  g_assert_cmpstr (row->case_->id, ==, id);
  ed_desk_load_case_by_number_async (coordinator,
                                     row->case_->number,
                                     NULL,
                                     net_on_ready,
                                     &by_number);
  g_clear_pointer (&row, ed_case_row_free);
  row = ed_desk_load_case_finish (coordinator, net_wait_result (&by_number), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (row->case_->id, ==, id);
  experts = ed_desk_list_accounts_finish (coordinator, net_wait_result (&accounts), &error);
  g_assert_cmpuint (experts->len, ==, 1);
  names = ed_desk_list_companies_finish (coordinator, net_wait_result (&companies), &error);
  g_assert_cmpstr (names[0], ==, "Suzuki");
  g_assert_true (ed_desk_count_finish (coordinator, net_wait_result (&count), &counts, &error));
  g_assert_cmpint (counts.all, ==, 1);
}

static void
test_questions_are_answered (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  g_autofree char *id = net_make_case (coordinator);

  /* Its row is another when it has come back from the server. */
  net_wait_connection (coordinator, ED_CONNECTION_UP_TO_DATE);
  ask_for_case (coordinator, id);
  net_close (coordinator);
}

/* A desk that holds back for HOLD_MS what is done. */
static EdDesk *
open_holding (Net *net, guint hold_ms)
{
  g_autofree char *data_dir = net_make_dir (net, "office");
  EdDeskOptions options = { .data_dir = data_dir,
                            .server = net->url,
                            .user = NET_COORDINATOR,
                            .password = NET_PASSWORD,
                            .hold_ms = hold_ms };
  g_autoptr (GError) error = NULL;
  EdDesk *desk = net_open_with (&options, NULL, &error);

  g_assert_no_error (error);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  return desk;
}

/* Whatever passes meanwhile, it can be undone; asked to sync, it is sent. */
static void
test_deed_is_held_back (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = open_holding (net, 3600000);
  EdDesk *other = net_desk (net, "home", NET_COORDINATOR);
  g_autofree char *id = NULL, *second_id = NULL, *elsewhere = NULL;
  g_autofree char *created = net_create_case (desk, &id);
  g_autofree char *second = NULL, *third = NULL;

  third = net_create_case (other, &elsewhere);
  g_clear_pointer (&third, g_free);
  ed_case_free (net_wait_case (desk, elsewhere, net_case_is_there));
  g_assert_cmpint (net_state (desk, created), ==, ED_OUTBOX_WAITING);
  g_assert_true (undo (desk, created));
  net_wait_number (desk, "waiting", 0);

  second = net_create_case (desk, &second_id);
  ed_desk_sync_now (desk);
  net_wait_number (desk, "waiting", 0);
  g_assert_cmpint (net_state (desk, second), ==, ED_OUTBOX_ACCEPTED);
  net_close (other);
  net_close (desk);
}

static void
test_held_deed_is_sent_by_itself (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = open_holding (net, 50);
  g_autofree char *id = NULL;
  g_autofree char *created = net_create_case (desk, &id);

  net_wait_number (desk, "waiting", 0);
  g_assert_cmpint (net_state (desk, created), ==, ED_OUTBOX_ACCEPTED);
  net_close (desk);
}

/* The server of NET, in place of the one that runs, with a certificate that is good now and that is
 * written to CERTIFICATE_FILE. */
static GSubprocess *
serve_https (Net *net, const char *certificate_file)
{
  g_auto (EdTestCertificate) certificate = { 0 };
  g_autofree char *key_file = g_build_filename (net->folder, "key.pem", NULL);
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", net->port);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *https;

  ed_server_process_stop (g_steal_pointer (&net->process));
  ed_test_certificate_make (&certificate, "127.0.0.1", -3600, 3600);
  g_assert_true (g_file_set_contents (certificate_file, certificate.certificate, -1, NULL));
  g_assert_true (g_file_set_contents (key_file, certificate.key, -1, NULL));
  https = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                            &error,
                            g_getenv ("ED_SERVER_PROGRAM"),
                            "serve",
                            "--data",
                            net->server_dir,
                            "--listen",
                            listen,
                            "--certificate",
                            certificate_file,
                            "--key",
                            key_file,
                            net->database != NULL ? "--database" : NULL,
                            net->database,
                            NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (https));
  line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_true (g_str_has_prefix (line, "listening on https://"));
  return https;
}

/* --- states --------------------------------------------------------------------------------------
 */

static void
test_certificate_that_is_wrong_is_told (void)
{
  g_autoptr (Net) net = net_new ();
  g_autofree char *dir = net_make_dir (net, "laptop");
  g_autofree char *server = g_strdup_printf ("https://127.0.0.1:%u", net->port);
  g_autofree char *certificate_file = g_build_filename (net->folder, "certificate.pem", NULL);
  EdDeskOptions options = { .data_dir = dir,
                            .server = server,
                            .user = NET_EXPERT,
                            .password = NET_PASSWORD };
  g_autoptr (GSubprocess) https = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GError) error = NULL;
  EdDesk *desk;

  https = serve_https (net, certificate_file);
  /* Unknown here: refused. Trusted: opens. Known, but no longer trusted: offline, and says why. */
  g_assert_null (net_open_with (&options, NULL, &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_STRANGER);
  g_clear_error (&error);
  options.ca_file = certificate_file;
  desk = net_open_with (&options, NULL, &error);
  g_assert_no_error (error);
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  net_close (desk);
  options.ca_file = NULL;
  desk = net_open_with (&options, NULL, &error);
  g_assert_no_error (error);
  net_wait_connection (desk, ED_CONNECTION_TROUBLE);
  g_object_get (desk, "trouble", &trouble, NULL);
  g_assert_nonnull (strstr (trouble->message, "certificate"));
  net_close (desk);
  g_subprocess_send_signal (https, 15);
  g_assert_true (g_subprocess_wait_check (https, NULL, NULL));
}

/* The server answers what stays of IDS; free with ed_take_back_answer_free(). */
static EdTakeBackAnswer *
ask_take_back (EdDesk *desk, char **ids)
{
  const EdTakeBackOrder order = { ids };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EdTakeBackAnswer *answer;

  ed_desk_ask_take_back_async (desk, &order, NULL, net_on_ready, &result);
  answer = ed_desk_ask_take_back_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return answer;
}

static gboolean
is_gone (EdDesk *desk, gpointer id)
{
  g_autoptr (EdCase) case_ = net_load (desk, id);

  return case_ == NULL;
}

/* One that an expert has stays; the other leaves all machines. */
static void
test_cases_are_taken_back (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *colleague = net_desk (net, "home", NET_COORDINATOR);
  g_autofree char *assigned = net_make_case (coordinator);
  g_autofree char *untouched = NULL;
  g_autofree char *created = net_create_case (coordinator, &untouched);
  char *ids[] = { assigned, untouched, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EdTakeBackStart) start = NULL;
  g_autoptr (EdTakeBackAnswer) answer = NULL;
  const EdTakeBackKept *kept;

  ed_desk_sync_now (coordinator);
  net_wait_number (coordinator, "waiting", 0);
  ed_case_free (net_wait_case (colleague, untouched, net_case_is_there));
  ed_desk_take_back_async (coordinator, ids, NULL, net_on_ready, &result);
  start = ed_desk_take_back_finish (coordinator, net_wait_result (&result), NULL);
  g_assert_cmpuint (g_strv_length (start->asked), ==, 2);
  answer = ask_take_back (coordinator, start->asked);
  g_assert_cmpuint (answer->kept->len, ==, 1);
  kept = answer->kept->pdata[0];
  g_assert_cmpstr (kept->id, ==, assigned);
  g_assert_cmpint (kept->why, ==, ED_TAKE_BACK_ASSIGNED);
  net_wait_until (coordinator, is_gone, untouched, "the case goes");
  net_wait_until (colleague, is_gone, untouched, "the case goes there too");
  ed_case_free (net_wait_case (coordinator, assigned, net_case_is_there));
  g_clear_object (&result);
  net_close (coordinator);
  net_close (colleague);
}

/* Out of reach between two calls: what has gone stays gone, what has not is there, and both can be
 * asked for once more. */
static void
test_half_is_taken_back (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  g_autofree char *first = NULL, *second = NULL;
  g_autofree char *created = net_create_case (coordinator, &first);
  g_autofree char *created_then = net_create_case (coordinator, &second);
  char *half[] = { first, NULL }, *other_half[] = { second, NULL },
       *all[] = { first, second, NULL };
  const EdTakeBackOrder order = { other_half };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdTakeBackAnswer) answer = NULL, again = NULL;

  ed_desk_sync_now (coordinator);
  net_wait_number (coordinator, "waiting", 0);
  answer = ask_take_back (coordinator, half);
  net_wait_until (coordinator, is_gone, first, "the case goes");
  net_kill (net);
  ed_desk_ask_take_back_async (coordinator, &order, NULL, net_on_ready, &result);
  g_assert_null (ed_desk_ask_take_back_finish (coordinator, net_wait_result (&result), &error));
  g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
  ed_case_free (net_wait_case (coordinator, second, net_case_is_there));

  net_start (net);
  ed_desk_sync_now (coordinator);
  net_wait_connection (coordinator, ED_CONNECTION_UP_TO_DATE);
  again = ask_take_back (coordinator, all);
  g_assert_cmpuint (again->kept->len, ==, 0);
  net_wait_until (coordinator, is_gone, second, "the other case goes");
  g_clear_object (&result);
  net_close (coordinator);
}

/* The tokens are gone while the program runs: it asks for the password, and keeps what waits. */
static void
test_sign_in_is_asked_for (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  g_autofree char *id = NULL, *created = NULL;
  EdVault *vault;
  EdStore *store;

  net_wait_connection (coordinator, ED_CONNECTION_UP_TO_DATE);
  net_close (coordinator);
  store = net_open_store (net, "office", NET_COORDINATOR, &vault);
  g_assert_true (ed_store_set (store, "token", NULL, NULL));
  g_assert_true (ed_store_set (store, "refresh_token", "unknown", NULL));
  ed_store_close (store);
  ed_vault_close (vault);

  net_kill (net);
  coordinator = net_desk (net, "office", NET_COORDINATOR);
  created = net_create_case (coordinator, &id);
  net_start (net);
  ed_desk_sync_now (coordinator);
  net_wait_connection (coordinator, ED_CONNECTION_SIGN_IN);
  net_wait_number (coordinator, "waiting", 1);
  net_close (coordinator);
  coordinator = net_desk (net, "office", NET_COORDINATOR);
  net_wait_number (coordinator, "waiting", 0);
  g_assert_cmpint (net_state (coordinator, created), ==, ED_OUTBOX_ACCEPTED);
  net_close (coordinator);
}

static void
on_notify (EdDesk *desk, GParamSpec *property, GThread **thread)
{
  g_assert_true (g_thread_self () == *thread);
}

static void
test_notifies_in_the_main_thread (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  GThread *thread = g_thread_self ();
  g_autofree char *id = NULL;

  g_signal_connect (coordinator, "notify", G_CALLBACK (on_notify), &thread);
  id = net_make_case (coordinator);
  net_kill (net);
  net_wait_connection (coordinator, ED_CONNECTION_OFFLINE);
  g_signal_handlers_disconnect_by_data (coordinator, &thread);
  net_close (coordinator);
}

static void
close_it (EdDesk *desk, gboolean *closed)
{
  ed_desk_close (desk);
  *closed = TRUE;
}

/* A window may close its desk from within the signal, and ask it something afterwards. */
static void
test_close_answers_nothing_more (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean closed = FALSE;
  g_autofree char *id = NULL, *created = NULL;
  const gint64 row = 1;

  g_signal_connect (coordinator, "changed", G_CALLBACK (close_it), &closed);
  created = net_create_case (coordinator, &id);
  while (!closed)
    g_main_context_iteration (NULL, TRUE);
  ed_desk_count_async (coordinator, NULL, net_on_ready, &result);
  g_assert_false (ed_desk_count_finish (coordinator, net_wait_result (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (ed_desk_load_rows (coordinator, &row, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_cmpstr (ed_desk_account (coordinator)->user, ==, NET_COORDINATOR);
  ed_desk_sync_now (coordinator);
  g_clear_object (&result);
  net_close (coordinator);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/sync/desk/" name, function)
  ADD ("news-come-by-themselves", test_news_come_by_themselves);
  ADD ("work-while-the-server-is-down", test_work_while_the_server_is_down);
  ADD ("work-survives-the-program", test_work_survives_the_program);
  ADD ("rules-refuse-at-once", test_rules_refuse_at_once);
  ADD ("undo-until-sent", test_undo_until_sent);
  ADD ("held-back", test_deed_is_held_back);
  ADD ("held-and-sent", test_held_deed_is_sent_by_itself);
  ADD ("questions-are-answered", test_questions_are_answered);
  ADD ("certificate-that-is-wrong-is-told", test_certificate_that_is_wrong_is_told);
  ADD ("cases-are-taken-back", test_cases_are_taken_back);
  ADD ("half-is-taken-back", test_half_is_taken_back);
  ADD ("sign-in-is-asked-for", test_sign_in_is_asked_for);
  ADD ("notifies-in-the-main-thread", test_notifies_in_the_main_thread);
  ADD ("close-answers-nothing-more", test_close_answers_nothing_more);
#undef ADD
  return g_test_run ();
}
