/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A closed case leaves a coordinator's machine for the archive, and comes back to be worked on. */

#include "server/api-state.h"
#include "store/statements.h"
#include "sync/desk-archive.h"
#include "wire/record-json.h"
#include "world-desk.h"

#include <string.h>

typedef struct
{
  World *world;
  Machine *coordinator, *expert;
  char *id;
} Scene;

static EdCommand *
make (Machine *machine, EdCommandType type, const char *target)
{
  g_autoptr (EdCase) case_ = machine_load (machine, target);
  gboolean names_it = ed_command_form (type)->needs_assignment && case_ != NULL;

  return ed_command_new (type,
                         world_make_id (machine->world),
                         target,
                         names_it ? case_->assignment_id : NULL,
                         ed_clock_now (&machine->clock.parent));
}

static void
must (Machine *machine, EdCommand *command)
{
  g_assert_cmpstr (ed_refusal_word (machine_do (machine, command)),
                   ==,
                   ed_refusal_word (ED_REFUSAL_NONE));
}

static void
run_chores (World *world)
{
  EdApiJob *job = ed_api_make_chores (world->host.api);
  g_auto (EdApiResponse) response = { 0 };

  ed_api_write (world->host.api, &job, 1, &response, NULL);
  g_assert_cmpuint (response.status, ==, 204);
}

/* The client cannot be reached, and the case is approved so. */
static void
close_case (Scene *scene)
{
  EdCommand *report, *approve;
  g_autoptr (EdCase) closing = NULL;

  for (guint i = 0; i < 4; i++)
    {
      EdCommand *attempt = make (scene->expert, ED_COMMAND_ATTEMPT_ADD, scene->id);
      EdArgs *args = attempt->args;

      args->id = g_strdup (world_make_id (scene->world));
      args->kind = ED_ATTEMPT_EMAIL;
      args->at = ed_clock_now (&scene->expert->clock.parent);
      args->result = ED_RESULT_NO_ANSWER;
      must (scene->expert, attempt);
    }
  report = make (scene->expert, ED_COMMAND_CASE_UNREACHABLE, scene->id);
  ((EdArgs *) report->args)->closing = g_strdup (report->id);
  must (scene->expert, report);
  machine_sync (scene->expert);
  machine_sync (scene->coordinator);
  closing = machine_load (scene->coordinator, scene->id);
  approve = make (scene->coordinator, ED_COMMAND_CASE_APPROVE, scene->id);
  ((EdArgs *) approve->args)->closing = g_strdup (closing->closing->id);
  must (scene->coordinator, approve);
  machine_sync (scene->coordinator);
}

static void
settle (Machine *machine, EdCommandType type)
{
  g_autoptr (GPtrArray) statements = NULL;
  const EdFeeStatement *statement;
  EdCommand *command;

  machine_sync (machine);
  statements = ed_store_list_statements (machine->store, NULL);
  g_assert_cmpuint (statements->len, ==, 1);
  statement = statements->pdata[0];
  command = make (machine, type, statement->id);
  ((EdArgs *) command->args)->statement_rev = statement->statement_rev;
  must (machine, command);
  machine_sync (machine);
}

/* So much later everybody signs in anew. */
static void
pass_time (Scene *scene, guint months)
{
  gint64 by_ms = months * 31 * 24 * WORLD_HOUR;

  world_advance (scene->world, by_ms);
  ed_manual_clock_advance (&scene->coordinator->clock, by_ms);
  ed_manual_clock_advance (&scene->expert->clock, by_ms);
  machine_sign_in (scene->coordinator);
  machine_sign_in (scene->expert);
  run_chores (scene->world);
}

static void
set_up (Scene *scene, gconstpointer unused)
{
  scene->world = world_new ();
  scene->coordinator = machine_new (scene->world, WORLD_COORDINATOR);
  scene->expert = machine_new (scene->world, WORLD_EXPERT);
  machine_sync (scene->coordinator);
  scene->id = g_strdup (machine_create_case (scene->coordinator));
  machine_assign (scene->coordinator, scene->id, WORLD_EXPERT);
  machine_sync (scene->coordinator);
  machine_sync (scene->expert);
  close_case (scene);
  settle (scene->coordinator, ED_COMMAND_STATEMENT_SEND);
  settle (scene->expert, ED_COMMAND_STATEMENT_ACCEPT);
  settle (scene->coordinator, ED_COMMAND_STATEMENT_PAY);
}

static void
tear_down (Scene *scene, gconstpointer unused)
{
  machine_free (scene->coordinator);
  machine_free (scene->expert);
  world_free (scene->world);
  g_free (scene->id);
}

static gboolean
holds (Machine *machine, const char *id)
{
  g_autoptr (EdCase) case_ = machine_load (machine, id);

  return case_ != NULL;
}

static EdCommand *
make_reopening (Machine *machine, const char *id)
{
  EdCommand *command = make (machine, ED_COMMAND_CASE_REOPEN, id);

  ((EdArgs *) command->args)->why = g_strdup ("A third session");
  return command;
}

/* What the server's archive shows of it. */
static EdCase *
fetch (Scene *scene)
{
  EdDb *db = scene->world->host.api->writer;
  g_autoptr (EdStatement) row =
      ed_db_query (db,
                   NULL,
                   "SELECT body FROM document WHERE type = 'case' AND id = $1",
                   "t",
                   scene->id);

  g_assert_true (ed_statement_step (row, NULL));
  return ed_record_from_json (&ed_case_type, ed_statement_text (row, 0), -1, ED_WIRE_LENIENT, NULL);
}

/* Coordinators' machines forget it, their new ones never hear of it; its expert keeps it. */
static void
test_leaves_the_machine (Scene *scene, gconstpointer unused)
{
  Machine *fresh;

  pass_time (scene, 23);
  machine_sync (scene->coordinator);
  g_assert_true (holds (scene->coordinator, scene->id));
  pass_time (scene, 2);
  machine_sync (scene->coordinator);
  machine_sync (scene->expert);
  g_assert_false (holds (scene->coordinator, scene->id));
  g_assert_cmpuint (machine_count_cases (scene->coordinator), ==, 0);
  g_assert_true (holds (scene->expert, scene->id));
  fresh = machine_new (scene->world, WORLD_COORDINATOR);
  machine_sync (fresh);
  g_assert_false (holds (fresh, scene->id));
  machine_free (fresh);
}

/* Nobody is told that something has come or gone: it is no news that old work is old. */
static void
test_asks_nothing_of_anybody (Scene *scene, gconstpointer unused)
{
  EdCounts counts;

  pass_time (scene, 25);
  machine_sync (scene->coordinator);
  g_assert_true (ed_store_count (scene->coordinator->store, &counts, NULL));
  g_assert_cmpint (counts.all, ==, 0);
  g_assert_cmpint (counts.refused, ==, 0);
  g_assert_cmpint (counts.waiting, ==, 0);
}

/* From what the archive shows: it waits in the outbox under its number, whatever is pulled
 * meanwhile, and with the answer the case is here again, open. */
static void
test_comes_back_to_be_worked_on (Scene *scene, gconstpointer unused)
{
  g_autoptr (EdCase) archived = NULL;
  g_autoptr (EdCase) back = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (EdCommand) command = NULL;
  const EdOutboxEntry *entry;
  EdRefusal refusal;

  pass_time (scene, 25);
  machine_sync (scene->coordinator);
  archived = fetch (scene);
  command = make_reopening (scene->coordinator, scene->id);
  g_assert_true (
      ed_store_enqueue_archived (scene->coordinator->store, archived, command, &refusal, NULL));
  machine_reopen (scene->coordinator);
  ed_store_hold (scene->coordinator->store, WORLD_HOUR);
  machine_sync (scene->coordinator);
  machine_assert_fate (scene->coordinator, command->id, "waiting");
  g_assert_false (holds (scene->coordinator, scene->id));
  entries = ed_store_list_outbox (scene->coordinator->store, NULL);
  entry = entries->pdata[entries->len - 1];
  g_assert_cmpstr (entry->command->id, ==, command->id);
  g_assert_cmpint (entry->case_number, ==, archived->number);
  g_assert_false (entry->may_be_refused);
  ed_store_hold (scene->coordinator->store, 0);
  machine_sync (scene->coordinator);
  machine_sync (scene->coordinator);
  machine_assert_fate (scene->coordinator, command->id, "accepted");
  back = machine_load (scene->coordinator, scene->id);
  g_assert_nonnull (back);
  g_assert_cmpint (back->state, ==, ED_CASE_ASSIGNED);
  machine_sync (scene->expert);
  g_clear_pointer (&back, ed_case_free);
  back = machine_load (scene->expert, scene->id);
  g_assert_cmpint (back->state, ==, ED_CASE_ASSIGNED);
}

/* It can be taken back before it is sent, and the rules here refuse what they refuse everywhere. */
static void
test_can_be_undone (Scene *scene, gconstpointer unused)
{
  g_autoptr (EdCase) archived = NULL;
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (EdCommand) again = NULL;
  EdRefusal refusal;

  pass_time (scene, 25);
  machine_sync (scene->coordinator);
  archived = fetch (scene);
  command = make_reopening (scene->coordinator, scene->id);
  g_assert_true (
      ed_store_enqueue_archived (scene->coordinator->store, archived, command, &refusal, NULL));
  g_assert_true (ed_store_undo (scene->coordinator->store, command->id, NULL));
  machine_sync (scene->coordinator);
  g_assert_false (holds (scene->coordinator, scene->id));
  again = make_reopening (scene->coordinator, scene->id);
  archived->state = ED_CASE_ASSIGNED;
  g_assert_false (
      ed_store_enqueue_archived (scene->coordinator->store, archived, again, &refusal, NULL));
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "wrong_state");
  g_assert_cmpint (machine_count_waiting (scene->coordinator), ==, 0);
}

/* Re-opened offline while the server archives it: the forget takes it away, the work arrives. */
static void
test_reopened_meanwhile (Scene *scene, gconstpointer unused)
{
  EdCommand *command;
  g_autoptr (EdCase) back = NULL;

  machine_sync (scene->coordinator);
  command = make_reopening (scene->coordinator, scene->id);
  must (scene->coordinator, command);
  pass_time (scene, 25);
  machine_sync (scene->coordinator);
  machine_sync (scene->coordinator);
  back = machine_load (scene->coordinator, scene->id);
  g_assert_nonnull (back);
  g_assert_cmpint (back->state, ==, ED_CASE_ASSIGNED);
}

/* --- by a desk -------------------------------------------------------------------------------- */

static EdArchiveAnswer *
search (EdDesk *desk, const char *text, const char *id, GError **error)
{
  g_autoptr (EdArchiveInquiry) inquiry = ed_record_new (&ed_archive_inquiry_type);
  g_autoptr (GAsyncResult) result = NULL;

  inquiry->text = g_strdup (text);
  inquiry->id = g_strdup (id);
  ed_desk_search_archive_async (desk, inquiry, NULL, net_on_ready, &result);
  return ed_desk_search_archive_finish (desk, net_wait_result (&result), error);
}

static void
assert_search_fails (EdDesk *desk, EdSyncError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdArchiveAnswer) answer = search (desk, "XY", NULL, &error);

  g_assert_null (answer);
  g_assert_error (error, ED_SYNC_ERROR, (gint) code);
}

static EdRefusalCode
do_archived (EdDesk *desk, const EdCase *archived, const EdCommand *command)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { ED_REFUSAL_NONE, NULL };
  gboolean done;

  ed_desk_do_archived_async (desk, archived, command, NULL, net_on_ready, &result);
  done = ed_desk_do_archived_finish (desk, net_wait_result (&result), &refusal, &error);
  g_assert_no_error (error);
  g_assert_cmpint (done, ==, refusal.code == ED_REFUSAL_NONE);
  return refusal.code;
}

/* Found by the server, and worked on from what it showed, with and without it. */
static void
test_desk_finds_and_reopens (Scene *scene, gconstpointer unused)
{
  EdTransport *transport;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdArchiveAnswer) by_text = NULL, by_id = NULL, none = NULL;
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (EdCase) back = NULL;
  EdDesk *desk;

  pass_time (scene, 25);
  transport = ed_api_transport_new (&scene->world->host);
  desk = world_desk (scene->world, WORLD_COORDINATOR, transport);
  by_text = search (desk, "suzuki", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (by_text->cases->len, ==, 1);
  g_assert_cmpstr (((EdCase *) by_text->cases->pdata[0])->id, ==, scene->id);
  none = search (desk, "nobody of that name", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->cases->len, ==, 0);
  by_id = search (desk, NULL, scene->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (by_id->cases->len, ==, 1);

  ed_api_transport_set (transport, (EdFault){ .kind = ED_FAULT_OFFLINE });
  command = make_reopening (scene->coordinator, scene->id);
  g_assert_cmpint ((gint) do_archived (desk, by_id->cases->pdata[0], command),
                   ==,
                   (gint) ED_REFUSAL_NONE);
  net_wait_number (desk, "waiting", 1);
  ed_api_transport_set (transport, (EdFault){ .kind = ED_FAULT_NONE });
  ed_desk_sync_now (desk);
  back = net_wait_case (desk, scene->id, net_case_is_there);
  g_assert_cmpint (back->state, ==, ED_CASE_ASSIGNED);
  net_close (desk);
}

/* What the rules do not allow is not queued. */
static void
test_desk_is_refused (Scene *scene, gconstpointer unused)
{
  g_autoptr (EdCommand) command = NULL;
  g_autoptr (EdCase) open = NULL;
  EdDesk *desk, *expert;

  pass_time (scene, 25);
  desk = world_desk (scene->world, WORLD_COORDINATOR, ed_api_transport_new (&scene->world->host));
  command = make_reopening (scene->coordinator, scene->id);
  open = fetch (scene);
  open->state = ED_CASE_ASSIGNED;
  g_assert_cmpint ((gint) do_archived (desk, open, command), ==, (gint) ED_REFUSAL_WRONG_STATE);
  net_wait_number (desk, "waiting", 0);
  net_close (desk);
  expert = world_desk (scene->world, WORLD_EXPERT, ed_api_transport_new (&scene->world->host));
  assert_search_fails (expert, ED_SYNC_ERROR_PROBLEM);
  net_close (expert);
}

/* Nothing that another server says in its place is taken for an answer; the desk goes on. */
static void
test_desk_is_told_nonsense (Scene *scene, gconstpointer unused)
{
  static const struct
  {
    guint status;
    const char *body;
    EdSyncError code;
  } rows[] = {
    { 200, "<html>Welcome</html>", ED_SYNC_ERROR_PROTOCOL },
    { 200, "{\"cases\":{}}", ED_SYNC_ERROR_PROTOCOL },
    { 200, "{\"cases\":\"none\"}", ED_SYNC_ERROR_PROTOCOL },
    { 200, "{\"cases\":[[]]}", ED_SYNC_ERROR_PROTOCOL },
    { 200, "{\"cases\":[],\"cases\":[]}", ED_SYNC_ERROR_PROTOCOL },
    { 200, "", ED_SYNC_ERROR_PROTOCOL },
    { 200, "[]", ED_SYNC_ERROR_PROTOCOL },
    { 200, "{\"cases\":[", ED_SYNC_ERROR_PROTOCOL },
    { 404, "not here", ED_SYNC_ERROR_PROTOCOL },
    { 503, "", ED_SYNC_ERROR_BUSY },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdArchiveAnswer) answer = NULL;
  EdTransport *transport = ed_api_transport_new (&scene->world->host);
  EdDesk *desk = world_desk (scene->world, WORLD_COORDINATOR, transport);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u %s", rows[i].status, rows[i].body);
      ed_api_transport_set_once (
          transport,
          "/v1/cases/search",
          (EdFault){ .kind = ED_FAULT_GARBAGE, .status = rows[i].status, .body = rows[i].body });
      assert_search_fails (desk, rows[i].code);
    }
  answer = search (desk, "XY", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  ed_api_transport_set (transport, (EdFault){ .kind = ED_FAULT_OFFLINE });
  assert_search_fails (desk, ED_SYNC_ERROR_UNREACHABLE);
  net_wait_connection (desk, ED_CONNECTION_OFFLINE);
  assert_search_fails (desk, ED_SYNC_ERROR_UNREACHABLE);
  net_close (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/sync/archive/" path, Scene, NULL, set_up, function, tear_down)
  ADD ("leaves-the-machine", test_leaves_the_machine);
  ADD ("asks-nothing", test_asks_nothing_of_anybody);
  ADD ("comes-back", test_comes_back_to_be_worked_on);
  ADD ("can-be-undone", test_can_be_undone);
  ADD ("reopened-meanwhile", test_reopened_meanwhile);
  ADD ("desk-finds-and-reopens", test_desk_finds_and_reopens);
  ADD ("desk-is-refused", test_desk_is_refused);
  ADD ("desk-is-told-nonsense", test_desk_is_told_nonsense);
  return g_test_run ();
}
