/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of a draft, that the response names too: after a restore, and as late work. */

#include "scene.h"
#include "store/late-work.h"

#include <string.h>

#define DAY (24 * WORLD_HOUR)
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

/* Writes the draft with its file, which is not sent yet; its id (taken). */
static char *
draft_it (Scene *scene)
{
  g_autoptr (EdCommand) command = scene_make (scene, scene->expert, ED_COMMAND_RESPONSE_DRAFT);
  g_autoptr (GBytes) page = make_page ();
  const EdNewFile file = { PAGE, ED_FILE_RESPONSE, "page.pdf", page };
  g_autoptr (GError) error = NULL;
  EdRefusal refusal = { 0 };

  ((EdArgs *) command->args)->text = g_strdup ("Step by step.");
  ((EdArgs *) command->args)->documents = g_strsplit (PAGE, ",", -1);
  g_assert_true (
      ed_store_enqueue_files (scene->expert->store, command, &file, 1, NULL, &refusal, &error));
  g_assert_no_error (error);
  return g_strdup (command->id);
}

static void
draft (Scene *scene)
{
  g_free (draft_it (scene));
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

static void
advance (Scene *scene, gint64 by_ms)
{
  world_advance (scene->world, by_ms);
  ed_manual_clock_advance (&scene->expert->clock, by_ms);
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

/* The expert's machine hands back what it has, signing in where it must. */
static void
hand_back (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  while (!machine_try (scene->expert, &error)
         && g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_SIGN_IN))
    {
      g_clear_error (&error);
      machine_sign_in (scene->expert);
    }
  g_assert_no_error (error);
}

/* The server goes back behind the draft, which is safe in a later backup, so that the machine has
 * let it go: the response alone is handed back, and what it names. */
static void
test_older_backup (Scene *scene, gconstpointer unused)
{
  g_autofree char *drafted = NULL, *sent = NULL;

  world_back_up (scene->world);
  drafted = draft_it (scene);
  machine_sync (scene->expert);
  advance (scene, 10 * DAY);
  sent = respond (scene, TRUE);
  machine_sync (scene->expert);
  advance (scene, 6 * DAY);
  machine_sync (scene->expert);
  machine_assert_fate (scene->expert, drafted, "none");
  g_assert_true (ed_store_trim_files (scene->expert->store, 0, NULL));
  machine_assert_fate (scene->expert, sent, "accepted");
  world_restore (scene->world);
  hand_back (scene);
  machine_assert_fate (scene->expert, sent, "accepted");
  assert_answered (scene);
}

/* The draft is lost for good with the computer on which it was written: the one that responded has
 * the file, too, since its user had looked at it there. */
static void
test_machine_is_lost (Scene *scene, gconstpointer unused)
{
  Machine *lost = scene->expert;
  g_autofree char *sent = NULL;

  world_back_up (scene->world);
  draft (scene);
  machine_sync (lost);
  scene->expert = machine_new (scene->world, WORLD_EXPERT);
  machine_sync (scene->expert);
  assert_fetch (scene, scene->expert);
  sent = respond (scene, TRUE);
  machine_sync (scene->expert);
  machine_assert_fate (scene->expert, sent, "accepted");
  machine_free (lost);
  world_restore (scene->world);
  hand_back (scene);
  machine_assert_fate (scene->expert, sent, "accepted");
  assert_answered (scene);
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
  const gint64 weeks = 31 * DAY;
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

/* --- late work and a restore ------------------------------------------------------------------ */

static void
cancel (Scene *scene)
{
  scene_must (scene->manager, scene_make (scene, scene->manager, ED_COMMAND_REQUEST_CANCEL));
  machine_sync (scene->manager);
}

/* What was drafted is there, with its file. */
static void
assert_waits (Scene *scene)
{
  g_autoptr (GPtrArray) waiting = list_late (scene);
  const EdLateWork *late;

  g_assert_cmpuint (waiting->len, ==, 1);
  late = waiting->pdata[0];
  g_assert_cmpuint (late->files->len, ==, 1);
  g_assert_cmpstr (((const EdFile *) late->files->pdata[0])->id, ==, PAGE);
  assert_fetch (scene, scene->coordinator);
}

/* The expert has the request again, or still, when their draft is kept with its file: the file is
 * on their machine as long as a server that went back may need it. */
static void
test_kept_and_restored (Scene *scene, gconstpointer cancelled)
{
  g_autofree char *late = draft_it (scene);

  if (cancelled)
    cancel (scene);
  else
    {
      scene_assign (scene, WORLD_OTHER);
      scene_assign (scene, WORLD_EXPERT);
    }
  world_back_up (scene->world);
  machine_sync (scene->expert);
  machine_assert_fate (scene->expert, late, "handed over");
  machine_sync (scene->expert);
  world_restore (scene->world);
  machine_sync (scene->expert);
  assert_waits (scene);
}

/* Its bytes are on the machine for 14 days from now, and no longer. */
static void
assert_leaves_in_time (Scene *scene)
{
  advance (scene, 13 * DAY);
  machine_sync (scene->expert);
  g_assert_cmpint (machine_count_bytes (scene->expert), ==, 600 * KIB);
  advance (scene, 3 * DAY);
  machine_sync (scene->expert);
  g_assert_cmpint (machine_count_bytes (scene->expert), ==, 0);
}

/* It leaves the machine when a backup has it. */
static void
test_kept_until_it_is_safe (Scene *scene, gconstpointer unused)
{
  draft (scene);
  cancel (scene);
  machine_sync (scene->expert);
  g_assert_cmpint (machine_count_bytes (scene->expert), ==, 600 * KIB);
  assert_leaves_in_time (scene);
}

/* A request that is taken away takes nothing of it along: its words and its file stay, unseen, for
 * a server that goes back, and leave after 14 days. */
static void
test_kept_and_taken_away (Scene *scene, gconstpointer back)
{
  draft (scene);
  scene_assign (scene, WORLD_OTHER);
  if (back)
    scene_assign (scene, WORLD_EXPERT);
  world_back_up (scene->world);
  machine_sync (scene->expert);
  if (back)
    scene_assign (scene, WORLD_OTHER);
  machine_sync (scene->expert);
  g_assert_cmpint (machine_count_bytes (scene->expert), ==, 600 * KIB);
  world_restore (scene->world);
  machine_sync (scene->expert);
  assert_waits (scene);
}

static void
test_taken_away_leaves (Scene *scene, gconstpointer unused)
{
  draft (scene);
  scene_assign (scene, WORLD_OTHER);
  machine_sync (scene->expert);
  assert_leaves_in_time (scene);
}

/* What was not late leaves at once. */
static void
test_accepted_leaves_with_the_request (Scene *scene, gconstpointer unused)
{
  draft (scene);
  machine_sync (scene->expert);
  g_assert_cmpint (machine_count_bytes (scene->expert), ==, 600 * KIB);
  scene_assign (scene, WORLD_OTHER);
  machine_sync (scene->expert);
  g_assert_cmpint (machine_count_bytes (scene->expert), ==, 0);
}

/* Accepted with the draft, and named by a response that comes late: that one needs it. */
static void
test_drafted_and_late (Scene *scene, gconstpointer unused)
{
  g_autofree char *sent = NULL;

  world_back_up (scene->world);
  draft (scene);
  machine_sync (scene->expert);
  sent = respond (scene, TRUE);
  scene_assign (scene, WORLD_OTHER);
  machine_sync (scene->expert);
  machine_assert_fate (scene->expert, sent, "handed over");
  world_restore (scene->world);
  machine_sync (scene->coordinator);
  hand_back (scene);
  assert_waits (scene);
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
  ADD ("older-backup", test_older_backup, 0);
  ADD ("machine-is-lost", test_machine_is_lost, 0);
  ADD ("reassigned-while-writing", test_reassigned_while_writing, 0);
  ADD ("draft-comes-late", test_draft_comes_late, 0);
  ADD ("other-draft-is-taken-over-first", test_other_draft_is_taken_over_first, 0);
  ADD ("discarded-leaves-the-draft", test_discarded_leaves_the_draft, 0);
  ADD ("kept-and-restored", test_kept_and_restored, FALSE);
  ADD ("kept-of-cancelled-and-restored", test_kept_and_restored, TRUE);
  ADD ("kept-until-it-is-safe", test_kept_until_it_is_safe, 0);
  ADD ("kept-and-taken-away", test_kept_and_taken_away, FALSE);
  ADD ("kept-back-and-taken-away", test_kept_and_taken_away, TRUE);
  ADD ("taken-away-leaves", test_taken_away_leaves, 0);
  ADD ("accepted-leaves-with-the-request", test_accepted_leaves_with_the_request, 0);
  ADD ("drafted-and-late", test_drafted_and_late, 0);
#undef ADD
  return g_test_run ();
}
