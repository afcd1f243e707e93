/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A request between the machines of its three sides and a server: the way of the article, what is
 * done offline meanwhile, and documents that are shared no more. */

#include "scene.h"

#include <string.h>

#define DRAFT "Step by step."
#define RESPONSE "Step by step, from two days a week on."
#define REVIEWED "Step by step, beginning with two days a week."

static void
assert_state (Scene *scene, Machine *machine, EdRequestState state)
{
  g_autoptr (EdRequest) request = scene_load (scene, machine);

  g_assert_nonnull (request);
  g_assert_cmpstr (ed_request_state_choices[request->state].word,
                   ==,
                   ed_request_state_choices[state].word);
}

/* Queues COMMAND (taken) with CONTENT as its one file; the file's id (static buffer). */
static const char *
must_with_file (Scene *scene,
                Machine *machine,
                EdCommand *command,
                EdFileKind kind,
                GBytes *content)
{
  static char ids[4][40];
  static guint next;
  char *id = ids[next++ % G_N_ELEMENTS (ids)];
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { 0 };
  EdNewFile file = { .id = id, .kind = kind, .name = "page.pdf", .content = content };

  g_strlcpy (id, world_make_id (scene->world), sizeof ids[0]);
  ((EdArgs *) command->args)->documents = g_strsplit (id, ",", -1);
  ed_store_enqueue_files (machine->store, command, &file, 1, NULL, &refusal, &error);
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "none");
  g_assert_no_error (error);
  ed_command_free (command);
  return id;
}

static const char *
respond (Scene *scene, const char *text)
{
  EdCommand *command = scene_make (scene, scene->expert, ED_COMMAND_RESPONSE_SEND);
  EdArgs *args = command->args;

  args->version = g_strdup (world_make_id (scene->world));
  args->text = g_strdup (text);
  return scene_must (scene->expert, command);
}

static void
set_offline (Machine *machine)
{
  ed_api_transport_set (machine->transport, (EdFault){ .kind = ED_FAULT_OFFLINE });
}

static void
set_online (Machine *machine)
{
  ed_api_transport_set (machine->transport, (EdFault){ 0 });
  machine_sync (machine);
}

/* Drafted, asked about in the chat and sent offline; the file that goes with it. */
static const char *
answer_offline (Scene *scene, GBytes *attached)
{
  const char *file;
  EdCommand *command;

  set_offline (scene->expert);
  command = scene_make (scene, scene->expert, ED_COMMAND_RESPONSE_DRAFT);
  ((EdArgs *) command->args)->text = g_strdup (DRAFT);
  scene_must (scene->expert, command);
  assert_state (scene, scene->expert, ED_REQUEST_IN_PROGRESS);
  command = scene_make (scene, scene->expert, ED_COMMAND_INTERNAL_SEND);
  ((EdArgs *) command->args)->id = g_strdup (world_make_id (scene->world));
  ((EdArgs *) command->args)->text = g_strdup ("Is two days right?");
  scene_must (scene->expert, command);
  command = scene_make (scene, scene->expert, ED_COMMAND_RESPONSE_SEND);
  ((EdArgs *) command->args)->version = g_strdup (world_make_id (scene->world));
  ((EdArgs *) command->args)->text = g_strdup (RESPONSE);
  file = must_with_file (scene, scene->expert, command, ED_FILE_RESPONSE, attached);
  assert_state (scene, scene->expert, ED_REQUEST_UNDER_REVIEW);
  set_online (scene->expert);
  return file;
}

/* Reviewed with its FILE, adjusted and approved in one. */
static void
approve (Scene *scene, const char *file, GBytes *attached)
{
  g_autoptr (EdRequest) reviewed = NULL;
  EdCommand *command;

  machine_sync (scene->coordinator);
  assert_state (scene, scene->coordinator, ED_REQUEST_UNDER_REVIEW);
  machine_assert_fetch (scene->coordinator, scene->request, file, attached);
  reviewed = scene_load (scene, scene->coordinator);
  command = scene_make (scene, scene->coordinator, ED_COMMAND_REQUEST_APPROVE);
  ((EdArgs *) command->args)->version = g_strdup (ed_request_latest_version (reviewed)->id);
  ((EdArgs *) command->args)->text = g_strdup (REVIEWED);
  ((EdArgs *) command->args)->documents = g_strsplit (file, ",", -1);
  scene_must (scene->coordinator, command);
  machine_sync (scene->coordinator);
}

/* Guide A1.1 "As a member of an external service provider, you receive requests from case
 * managers."
 * Guide A2.3 "Assign expert — Assign the request to an expert on your team"
 * Guide A3.3 "View case documents — You have access to the documents shared with you for the
 * request"
 * Guide A4.4 "Optional: Attach files — Add reports or other documents"
 * Guide A5.2 "Check response — Read the response and attached files"
 * Guide A5.3 "Make adjustments — Make changes to the response if needed"
 * Guide A5.4 "Approve response — The response is sent back to the requester" */
static void
test_request_goes_its_way (Scene *scene, gconstpointer unused)
{
  g_autoptr (GBytes) shared = paper_new (400 * KIB, 1);
  g_autoptr (GBytes) attached = paper_new (20 * KIB, 2);
  g_autoptr (EdRequest) answer = NULL;
  EdCommand *command;
  const char *question_file, *answer_file;

  /* Asked without a network: the sender reads it at once. */
  set_offline (scene->manager);
  question_file =
      must_with_file (scene, scene->manager, scene_make_question (scene), ED_FILE_SHARED, shared);
  assert_state (scene, scene->manager, ED_REQUEST_SENT);
  set_online (scene->manager);
  machine_sync (scene->coordinator);
  assert_state (scene, scene->coordinator, ED_REQUEST_UNASSIGNED);
  scene_assign (scene, WORLD_EXPERT);
  machine_sync (scene->expert);
  assert_state (scene, scene->expert, ED_REQUEST_ASSIGNED);
  machine_assert_fetch (scene->expert, scene->request, question_file, shared);

  answer_file = answer_offline (scene, attached);
  machine_sync (scene->manager);
  assert_state (scene, scene->manager, ED_REQUEST_IN_WORK);
  approve (scene, answer_file, attached);
  machine_sync (scene->manager);
  answer = scene_load (scene, scene->manager);
  g_assert_cmpint (answer->state, ==, ED_REQUEST_ANSWERED);
  g_assert_cmpuint (answer->versions->len, ==, 1);
  g_assert_cmpstr (ed_request_latest_version (answer)->text, ==, REVIEWED);
  machine_assert_fetch (scene->manager, scene->request, answer_file, attached);

  /* And asked again, of the same expert. */
  command = scene_make (scene, scene->manager, ED_COMMAND_REQUEST_ASK_AGAIN);
  ((EdArgs *) command->args)->question = g_strdup ("And after that?");
  scene_must (scene->manager, command);
  assert_state (scene, scene->manager, ED_REQUEST_IN_WORK);
  machine_sync (scene->manager);
  machine_sync (scene->expert);
  assert_state (scene, scene->expert, ED_REQUEST_ASSIGNED);
}

/* Guide A6.1 "An internal chat is available for coordination between administrator and expert."
 * Guide A6.2 "This chat is visible only to the expert centre team — the requester cannot see these
 * messages." */
static void
test_chat_stays_inside (Scene *scene, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) inside = NULL;
  g_autoptr (GPtrArray) outside = NULL;
  EdCommand *command;

  scene_begin (scene);
  command = scene_make (scene, scene->coordinator, ED_COMMAND_INTERNAL_SEND);
  ((EdArgs *) command->args)->id = g_strdup (world_make_id (scene->world));
  ((EdArgs *) command->args)->text = g_strdup ("Please be careful here.");
  scene_must (scene->coordinator, command);
  machine_sync (scene->coordinator);
  machine_sync (scene->expert);
  machine_sync (scene->manager);
  inside = ed_store_list_chat (scene->expert->store, scene->request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (inside->len, ==, 1);
  outside = ed_store_list_chat (scene->manager->store, scene->request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outside->len, ==, 0);
}

/* --- what happens meanwhile ------------------------------------------------------------------- */

static void
test_reassigned_while_writing (Scene *scene, gconstpointer unused)
{
  g_autoptr (Machine) other = machine_new (scene->world, WORLD_OTHER);
  g_autofree char *sent = NULL;
  g_autoptr (EdRequest) theirs = NULL;

  scene_begin (scene);
  set_offline (scene->expert);
  sent = g_strdup (respond (scene, RESPONSE));
  scene_assign (scene, WORLD_OTHER);
  set_online (scene->expert);
  machine_assert_fate (scene->expert, sent, "handed over");
  g_assert_null (scene_load (scene, scene->expert));
  machine_sync (other);
  theirs = scene_load (scene, other);
  g_assert_cmpint (theirs->state, ==, ED_REQUEST_ASSIGNED);
  g_assert_cmpuint (theirs->versions->len, ==, 0);
}

/* The expert keeps sight of it, and of what they wrote. */
static void
test_cancelled_while_writing (Scene *scene, gconstpointer unused)
{
  g_autofree char *sent = NULL;

  scene_begin (scene);
  set_offline (scene->expert);
  sent = g_strdup (respond (scene, RESPONSE));
  scene_must (scene->manager, scene_make (scene, scene->manager, ED_COMMAND_REQUEST_CANCEL));
  machine_sync (scene->manager);
  set_online (scene->expert);
  machine_assert_fate (scene->expert, sent, "handed over");
  assert_state (scene, scene->expert, ED_REQUEST_CANCELLED);
  machine_sync (scene->coordinator);
  assert_state (scene, scene->coordinator, ED_REQUEST_CANCELLED);
}

/* Of two who decide about the same response the later one is told. */
static void
test_decided_twice (Scene *scene, gconstpointer unused)
{
  g_autoptr (Machine) second = machine_new (scene->world, WORLD_COORDINATOR);
  g_autoptr (EdRequest) seen = NULL;
  g_autofree char *approval = NULL;
  g_autofree char *id = NULL;
  EdCommand *command;

  scene_begin (scene);
  respond (scene, RESPONSE);
  machine_sync (scene->expert);
  machine_sync (scene->coordinator);
  machine_sync (second);
  seen = scene_load (scene, second);
  id = g_strdup (ed_request_latest_version (seen)->id);
  command = scene_make (scene, second, ED_COMMAND_REQUEST_APPROVE);
  ((EdArgs *) command->args)->version = g_strdup (id);
  approval = g_strdup (scene_must (second, command));
  command = scene_make (scene, scene->coordinator, ED_COMMAND_RESPONSE_ADJUST);
  ((EdArgs *) command->args)->version = g_strdup (id);
  ((EdArgs *) command->args)->text = g_strdup (REVIEWED);
  scene_must (scene->coordinator, command);
  machine_sync (scene->coordinator);
  machine_sync (second);
  machine_assert_fate (second, approval, "refused wrong_state");
  assert_state (scene, second, ED_REQUEST_UNDER_REVIEW);
}

/* --- documents that are shared no more ---------------------------------------------------------
 */

/* Shares a page that the expert and the coordinator have looked at. */
static const char *
share (Scene *scene, GBytes *content, gint64 expires)
{
  EdCommand *command;
  const char *file;

  scene_begin (scene);
  command = scene_make (scene, scene->manager, ED_COMMAND_REQUEST_SHARE);
  ((EdArgs *) command->args)->expires = expires;
  file = must_with_file (scene, scene->manager, command, ED_FILE_SHARED, content);
  machine_sync (scene->manager);
  machine_sync (scene->expert);
  machine_sync (scene->coordinator);
  machine_assert_fetch (scene->expert, scene->request, file, content);
  machine_assert_fetch (scene->coordinator, scene->request, file, content);
  g_assert_cmpint (machine_count_bytes (scene->expert), >, 0);
  return file;
}

/* That neither has a byte of it left, and that the server was told so by the expert's machine. */
static void
assert_wiped (Scene *scene, const char *file)
{
  Machine *const machines[] = { scene->expert, scene->coordinator };
  guint receipts = ed_api_transport_count (scene->expert->transport, "/v1/receipts");

  for (guint i = 0; i < G_N_ELEMENTS (machines); i++)
    {
      g_autoptr (EdRequest) request = NULL;

      machine_sync (machines[i]);
      request = scene_load (scene, machines[i]);
      g_assert_cmpuint (request->documents->len, ==, 0);
      machine_assert_paper (machines[i], scene->request, file, "none");
      g_assert_cmpint (machine_count_bytes (machines[i]), ==, 0);
    }
  g_assert_cmpuint (ed_api_transport_count (scene->expert->transport, "/v1/receipts"), >, receipts);
}

static void
test_revoked_document_is_wiped (Scene *scene, gconstpointer unused)
{
  g_autoptr (GBytes) content = paper_new (300 * KIB, 3);
  const char *file = share (scene, content, ED_ABSENT);
  EdCommand *command = scene_make (scene, scene->manager, ED_COMMAND_REQUEST_REVOKE);

  ((EdArgs *) command->args)->id = g_strdup (file);
  scene_must (scene->manager, command);
  machine_sync (scene->manager);
  assert_wiped (scene, file);
}

static void
test_expired_document_is_wiped (Scene *scene, gconstpointer unused)
{
  g_autoptr (GBytes) content = paper_new (300 * KIB, 4);
  const char *file = share (scene, content, WORLD_TODAY);
  EdApiJob *job;
  g_auto (EdApiResponse) response = { 0 };

  world_advance (scene->world, 5 * WORLD_HOUR); /* beyond midnight */
  job = ed_api_make_chores (scene->world->host.api);
  ed_api_write (scene->world->host.api, &job, 1, &response, NULL);
  assert_wiped (scene, file);
}

/* What was shared offline, until that day, was shared then, though the question and it arrive days
 * later. */
static void
test_shared_offline_was_shared (Scene *scene, gconstpointer unused)
{
  const gint64 days = 3 * 24 * WORLD_HOUR;
  g_autoptr (GBytes) content = paper_new (3 * KIB, 6);
  g_autofree char *shared = NULL;
  EdCommand *command;

  scene_must (scene->manager, scene_make_question (scene));
  command = scene_make (scene, scene->manager, ED_COMMAND_REQUEST_SHARE);
  ((EdArgs *) command->args)->expires = WORLD_TODAY;
  shared = g_strdup (command->id);
  must_with_file (scene, scene->manager, command, ED_FILE_SHARED, content);
  world_advance (scene->world, days);
  ed_manual_clock_advance (&scene->manager->clock, days);
  machine_sync (scene->manager);
  machine_assert_fate (scene->manager, shared, "accepted");
}

/* The server has lost the question, with its document, and gets both back. */
static void
lose_question (Scene *scene)
{
  g_autoptr (GBytes) content = paper_new (3 * KIB, 5);

  world_back_up (scene->world);
  must_with_file (scene, scene->manager, scene_make_question (scene), ED_FILE_SHARED, content);
  machine_sync (scene->manager);
  world_restore (scene->world);
}

/* No news after the document has gone out. */
static EdFault
lose_news (const EdCall *call, gpointer data)
{
  gboolean *is_uploaded = data;

  *is_uploaded = *is_uploaded || strcmp (call->method, "PATCH") == 0;
  return (EdFault){ .kind = *is_uploaded && g_str_has_prefix (call->path, "/v1/feed")
                                ? ED_FAULT_LOSE_REQUEST
                                : ED_FAULT_NONE };
}

/* The full pull after a restore lacks it. It is there by its command all the same, also when that
 * is answered. */
static void
test_lost_question_stays_shown (Scene *scene, gconstpointer unused)
{
  gboolean is_uploaded = FALSE;

  lose_question (scene);
  ed_api_transport_choose (scene->manager->transport, lose_news, &is_uploaded);
  machine_fail (scene->manager, ED_SYNC_ERROR_UNREACHABLE);
  g_assert_true (is_uploaded);
  g_assert_cmpint (machine_count_waiting (scene->manager), ==, 0);
  assert_state (scene, scene->manager, ED_REQUEST_SENT);
}

/* The document does not go out for weeks. */
static void
test_lost_question_outlives_weeks (Scene *scene, gconstpointer unused)
{
  static const EdFault no_upload = { .kind = ED_FAULT_OFFLINE, .path = "/v1/uploads" };
  const gint64 weeks = G_GINT64_CONSTANT (15) * 24 * WORLD_HOUR;
  EdCommand *other;

  lose_question (scene);
  ed_api_transport_set (scene->manager->transport, no_upload);
  machine_fail (scene->manager, ED_SYNC_ERROR_UNREACHABLE);
  world_advance (scene->world, weeks);
  ed_manual_clock_advance (&scene->manager->clock, weeks);
  machine_sign_in (scene->manager);
  other = scene_make_question (scene);
  g_free (other->target_id);
  other->target_id = g_strdup (world_make_id (scene->world));
  scene_must (scene->manager, other);
  machine_fail (scene->manager, ED_SYNC_ERROR_UNREACHABLE);
  ed_api_transport_set (scene->manager->transport, (EdFault){ .kind = ED_FAULT_NONE });
  machine_sync (scene->manager);
  machine_sign_in (scene->coordinator);
  machine_sync (scene->coordinator);
  assert_state (scene, scene->coordinator, ED_REQUEST_UNASSIGNED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Scene, NULL, scene_set_up, function, scene_tear_down)
  ADD ("/sync/requests/request-goes-its-way", test_request_goes_its_way);
  ADD ("/sync/requests/chat-stays-inside", test_chat_stays_inside);
  ADD ("/sync/requests/reassigned-while-writing", test_reassigned_while_writing);
  ADD ("/sync/requests/cancelled-while-writing", test_cancelled_while_writing);
  ADD ("/sync/requests/decided-twice", test_decided_twice);
  ADD ("/sync/requests/revoked-document-is-wiped", test_revoked_document_is_wiped);
  ADD ("/sync/requests/expired-document-is-wiped", test_expired_document_is_wiped);
  ADD ("/sync/requests/shared-offline-was-shared", test_shared_offline_was_shared);
  ADD ("/sync/requests/lost-question-stays-shown", test_lost_question_stays_shown);
  ADD ("/sync/requests/lost-question-outlives-weeks", test_lost_question_outlives_weeks);
  return g_test_run ();
}
