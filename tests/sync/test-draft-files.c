/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of a draft, that the response names too: after a restore, and as late work. */

#include "scene.h"
#include "store/late-work.h"

#include <string.h>

#define RESPONSE "From two days a week on."
#define PAGE "f0000000-0000-4000-8000-000000000001" /* the file */

static GBytes *
make_page (void)
{
  return paper_new (600 * KIB, 1);
}

/* Asked and assigned; the expert has it. */
static void
set_up (Scene *scene, gconstpointer unused)
{
  scene_set_up (scene, NULL);
  scene_begin (scene);
}

/* --- what is done ----------------------------------------------------------------------------- */

/* Writes the draft with its file, which is not sent yet. */
static void
draft (Scene *scene)
{
  g_autoptr (EdCommand) command = scene_make (scene, scene->expert, ED_COMMAND_RESPONSE_DRAFT);
  g_autoptr (GBytes) page = make_page ();
  const EdNewFile file = { PAGE, ED_FILE_RESPONSE, "page.pdf", page };
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { 0 };

  ((EdArgs *) command->args)->text = g_strdup ("Step by step.");
  ((EdArgs *) command->args)->documents = g_strsplit (PAGE, ",", -1);
  g_assert_true (
      ed_store_enqueue_files (scene->expert->store, command, &file, 1, &refusal, &error));
  g_assert_no_error (error);
}

static void
draft_without (Scene *scene, Machine *machine)
{
  EdCommand *command = scene_make (scene, machine, ED_COMMAND_RESPONSE_DRAFT);

  ((EdArgs *) command->args)->text = g_strdup ("All at once.");
  scene_must (machine, command);
}

/* The response, with the draft's file or without; its id (taken). */
static char *
respond (Scene *scene, gboolean with_file)
{
  EdCommand *command = scene_make (scene, scene->expert, ED_COMMAND_RESPONSE_SEND);
  EdArgs *args = command->args;
  char *id = g_strdup (command->id);

  args->version = g_strdup (world_make_id (scene->world));
  args->text = g_strdup (RESPONSE);
  if (with_file)
    args->documents = g_strsplit (PAGE, ",", -1);
  scene_must (scene->expert, command);
  return id;
}

/* The bytes reach the server, and the draft does not. */
static void
upload_alone (Scene *scene)
{
  ed_api_transport_set (scene->expert->transport,
                        (EdFault){ .kind = ED_FAULT_LOSE_REQUEST, .path = "/v1/commands" });
  machine_fail (scene->expert, ED_SYNC_ERROR_UNREACHABLE);
  ed_api_transport_set (scene->expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  g_assert_cmpint (machine_count_waiting (scene->expert), ==, 1);
}

typedef enum
{
  BEFORE_UPLOAD,
  AFTER_UPLOAD,
  AFTER_DRAFT,
} Backup;

/* Draft and response, each taken by the server, which then goes back. */
static char *
lose_response (Scene *scene, Backup backup, gboolean with_file)
{
  char *sent;

  if (backup == BEFORE_UPLOAD)
    world_back_up (scene->world);
  draft (scene);
  if (backup == AFTER_UPLOAD)
    {
      upload_alone (scene);
      world_back_up (scene->world);
    }
  machine_sync (scene->expert);
  if (backup == AFTER_DRAFT)
    world_back_up (scene->world);
  sent = respond (scene, with_file);
  machine_sync (scene->expert);
  machine_assert_fate (scene->expert, sent, "accepted");
  world_restore (scene->world);
  return sent;
}

/* --- what is expected ------------------------------------------------------------------------- */

static void
assert_fetch (Scene *scene, Machine *machine)
{
  g_autoptr (GBytes) page = make_page ();

  machine_assert_fetch (machine, scene->request, PAGE, page);
}

/* A machine that has nothing yet reads the response with its file from the server. */
static void
assert_answered (Scene *scene)
{
  g_autoptr (Machine) fresh = machine_new (scene->world, WORLD_COORDINATOR);
  g_autoptr (EdRequest) request = NULL;
  const EdResponseVersion *version;

  machine_sync (fresh);
  request = scene_load (scene, fresh);
  g_assert_cmpint (request->state, ==, ED_REQUEST_UNDER_REVIEW);
  version = ed_request_latest_version (request);
  g_assert_cmpstr (version->text, ==, RESPONSE);
  g_assert_nonnull (ed_request_document_find (version->documents, PAGE));
  assert_fetch (scene, fresh);
}

/* What waits on the request; unref. */
static GPtrArray *
list_late (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *late;

  machine_sync (scene->coordinator);
  late = ed_store_list_late (scene->coordinator->store, scene->request, &error);
  g_assert_no_error (error);
  return late;
}

static void
settle (Scene *scene, const char *late, gboolean accepted)
{
  EdCommand *command = ed_command_new (ED_COMMAND_LATE_SETTLE,
                                       world_make_id (scene->world),
                                       late,
                                       NULL,
                                       ed_clock_now (&scene->coordinator->clock.parent));
  g_autofree char *id = g_strdup (command->id);

  ((EdArgs *) command->args)->accepted = accepted;
  scene_must (scene->coordinator, command);
  machine_sync (scene->coordinator);
  machine_assert_fate (scene->coordinator, id, "accepted");
}

/* The late work is settled, taken over where ACCEPTED; the response SENT is taken over last. */
static void
take_over (Scene *scene, const char *sent, gboolean accepted)
{
  g_autoptr (GPtrArray) waiting = list_late (scene);
  gboolean found = FALSE;

  for (guint i = 0; i < waiting->len; i++)
    {
      const EdLateWork *late = waiting->pdata[i];

      assert_fetch (scene, scene->coordinator);
      if (strcmp (late->id, sent) == 0)
        found = TRUE;
      else
        settle (scene, late->id, accepted);
    }
  g_assert_true (found);
  settle (scene, sent, TRUE);
  assert_answered (scene);
}

/* --- after a restore -------------------------------------------------------------------------- */

static void
test_restored (Scene *scene, gconstpointer backup)
{
  g_autofree char *sent = lose_response (scene, GPOINTER_TO_UINT (backup), TRUE);

  machine_sync (scene->expert);
  machine_assert_fate (scene->expert, sent, "accepted");
  assert_answered (scene);
}

/* Somebody else has it by the time that the expert's machine comes back. */
static void
test_restored_and_reassigned (Scene *scene, gconstpointer backup)
{
  g_autofree char *sent = lose_response (scene, GPOINTER_TO_UINT (backup), TRUE);

  scene_assign (scene, WORLD_OTHER);
  machine_sync (scene->expert);
  machine_assert_fate (scene->expert, sent, "handed over");
  take_over (scene, sent, FALSE);
}

/* A response without the file took the draft's place: nothing holds the bytes any more. */
static void
test_restored_without (Scene *scene, gconstpointer backup)
{
  g_autofree char *sent = lose_response (scene, GPOINTER_TO_UINT (backup), FALSE);
  g_autoptr (Machine) fresh = NULL;
  g_autoptr (EdRequest) request = NULL;

  g_assert_cmpint (machine_count_bytes (scene->expert), ==, 0);
  machine_sync (scene->expert);
  machine_assert_fate (scene->expert, sent, "accepted");
  fresh = machine_new (scene->world, WORLD_COORDINATOR);
  machine_sync (fresh);
  request = scene_load (scene, fresh);
  g_assert_cmpstr (ed_request_latest_version (request)->text, ==, RESPONSE);
  machine_assert_paper (fresh, scene->request, PAGE, "none");
}

/* --- late work -------------------------------------------------------------------------------- */

/* Draft and response come when another one has it. */
static void
test_reassigned_while_writing (Scene *scene, gconstpointer unused)
{
  g_autofree char *sent = NULL;

  draft (scene);
  sent = respond (scene, TRUE);
  scene_assign (scene, WORLD_OTHER);
  machine_sync (scene->expert);
  machine_assert_fate (scene->expert, sent, "handed over");
  take_over (scene, sent, FALSE);
}

/* The draft alone was written down. */
static void
test_draft_comes_late (Scene *scene, gconstpointer unused)
{
  g_autoptr (GPtrArray) waiting = NULL;
  const EdLateWork *late;

  draft (scene);
  scene_assign (scene, WORLD_OTHER);
  machine_sync (scene->expert);
  waiting = list_late (scene);
  g_assert_cmpuint (waiting->len, ==, 1);
  late = waiting->pdata[0];
  g_assert_cmpuint (late->files->len, ==, 1);
  g_assert_cmpstr (((const EdFile *) late->files->pdata[0])->id, ==, PAGE);
  assert_fetch (scene, scene->coordinator);
}

/* The server has the draft when the response comes late, and so does another draft that leaves the
 * file out, of the same expert's second machine: taken over first, it does not take the file along.
 */
static void
test_other_draft_is_taken_over_first (Scene *scene, gconstpointer unused)
{
  g_autoptr (Machine) second = machine_new (scene->world, WORLD_EXPERT);
  g_autofree char *sent = NULL;

  draft (scene);
  machine_sync (scene->expert);
  machine_sync (second);
  sent = respond (scene, TRUE);
  draft_without (scene, second);
  scene_assign (scene, WORLD_OTHER);
  machine_sync (scene->expert);
  machine_sync (second);
  take_over (scene, sent, TRUE);
}

/* Of the late response the file goes back to the draft that was left behind, and stays with it. */
static void
test_discarded_leaves_the_draft (Scene *scene, gconstpointer unused)
{
  const gint64 weeks = G_GINT64_CONSTANT (31) * 24 * WORLD_HOUR;
  g_autofree char *sent = NULL;
  g_autoptr (Machine) fresh = NULL;
  EdApiJob *job;
  g_auto (EdApiResponse) response = { 0 };

  draft (scene);
  machine_sync (scene->expert);
  sent = respond (scene, TRUE);
  scene_assign (scene, WORLD_OTHER);
  machine_sync (scene->expert);
  machine_sync (scene->coordinator);
  settle (scene, sent, FALSE);
  world_advance (scene->world, weeks);
  job = ed_api_make_chores (scene->world->host.api);
  ed_api_write (scene->world->host.api, &job, 1, &response, NULL);
  fresh = machine_new (scene->world, WORLD_COORDINATOR);
  machine_sync (fresh);
  assert_fetch (scene, fresh);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test, data)            \
  g_test_add ("/sync/draft-files/" path, \
              Scene,                     \
              GUINT_TO_POINTER (data),   \
              set_up,                    \
              test,                      \
              scene_tear_down)
  ADD ("restored-before-upload", test_restored, BEFORE_UPLOAD);
  ADD ("restored-after-upload", test_restored, AFTER_UPLOAD);
  ADD ("restored-after-draft", test_restored, AFTER_DRAFT);
  ADD ("reassigned-before-upload", test_restored_and_reassigned, BEFORE_UPLOAD);
  ADD ("reassigned-after-upload", test_restored_and_reassigned, AFTER_UPLOAD);
  ADD ("reassigned-after-draft", test_restored_and_reassigned, AFTER_DRAFT);
  ADD ("without-before-upload", test_restored_without, BEFORE_UPLOAD);
  ADD ("without-after-draft", test_restored_without, AFTER_DRAFT);
  ADD ("reassigned-while-writing", test_reassigned_while_writing, 0);
  ADD ("draft-comes-late", test_draft_comes_late, 0);
  ADD ("other-draft-is-taken-over-first", test_other_draft_is_taken_over_first, 0);
  ADD ("discarded-leaves-the-draft", test_discarded_leaves_the_draft, 0);
#undef ADD
  return g_test_run ();
}
