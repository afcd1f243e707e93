/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents between machines and a server in this process: the straight way, what happens between
 * two pieces, and several devices. */

#include "papers.h"

#include <string.h>

/* --- the straight way ------------------------------------------------------------------------- */

static void
test_document_travels_both_ways (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) other = machine_new (world, WORLD_OTHER);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (3 * MIB + 12345, 1);
  g_autoptr (GError) error = NULL;
  const char *command;
  const char *document = machine_attach (expert, id, content, &command);

  machine_assert_paper (expert, id, document, "waiting");
  machine_sync (expert);
  machine_assert_fate (expert, command, "accepted");
  machine_assert_paper (expert, id, document, "held");
  machine_sync (coordinator);
  machine_assert_paper (coordinator, id, document, "away");
  machine_assert_fetch (coordinator, id, document, content);
  machine_assert_paper (coordinator, id, document, "held");

  /* From here, without the server; and an expert who has nothing to do with it sees nothing. */
  ed_api_transport_set (coordinator->transport, (EdFault){ .kind = ED_FAULT_OFFLINE });
  machine_assert_fetch (coordinator, id, document, content);
  machine_sync (other);
  g_assert_cmpuint (machine_count_cases (other), ==, 0);
}

/* Small files and a coordinator's look: no more calls than needed. */
static void
test_document_costs_few_calls (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (100 * KIB, 1);

  machine_attach (expert, id, content, NULL);
  machine_sync (expert);
  g_assert_cmpuint (ed_api_transport_count (expert->transport, "/v1/uploads"), ==, 2);
  machine_sync (expert);
  g_assert_cmpuint (ed_api_transport_count (expert->transport, "/v1/uploads"), ==, 2);
}

/* A closing waits for the treatment log that it needs, and both arrive in one pass. */
static void
test_closing_waits_for_its_files (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_late_case (world, expert);
  g_autoptr (GBytes) content = paper_new (2 * MIB, 1);
  g_autoptr (EdCase) case_ = machine_load (expert, id);
  EdCommand *score = ed_command_new (ED_COMMAND_SATISFACTION_SCORE,
                                     world_make_id (world),
                                     id,
                                     case_->assignment_id,
                                     WORLD_START);
  g_autofree char *close_id = g_strdup (world_make_id (world));
  EdCommand *close =
      ed_command_new (ED_COMMAND_CASE_CLOSE, close_id, id, case_->assignment_id, WORLD_START);
  const char *attach;

  machine_attach (expert, id, content, &attach);
  ((EdArgs *) score->args)->score = 9;
  g_assert_cmpint (machine_do (expert, score), ==, ED_REFUSAL_NONE);
  ((EdArgs *) close->args)->closing = g_strdup (close_id);
  ((EdArgs *) close->args)->outcome = ED_OUTCOME_COMPLETED;
  g_assert_cmpint (machine_do (expert, close), ==, ED_REFUSAL_NONE);

  ed_api_transport_set (expert->transport,
                        (EdFault){ .kind = ED_FAULT_OFFLINE, .path = "/v1/uploads/" });
  machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
  machine_assert_fate (expert, attach, "waiting");
  machine_assert_fate (expert, close_id, "waiting");
  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  machine_sync (expert);
  machine_assert_fate (expert, attach, "accepted");
  machine_assert_fate (expert, close_id, "accepted");
}

/* --- in the middle of it ---------------------------------------------------------------------- */

/* What happens before the Nth piece of an upload. */
typedef struct
{
  Machine *machine;
  guint pieces, nth;
  void (*happen) (gpointer data);
  gpointer data;
  EdFault fault; /* of that piece */
  gint64 begin;  /* where the first piece began */
} Midway;

static EdFault
choose_midway (const EdCall *call, gpointer data)
{
  Midway *midway = data;

  if (strcmp (call->method, "PATCH") != 0)
    return (EdFault){ .kind = ED_FAULT_NONE };
  if (++midway->pieces == 1)
    midway->begin = g_ascii_strtoll (call->upload_offset, NULL, 10);
  if (midway->pieces != midway->nth)
    return (EdFault){ .kind = ED_FAULT_NONE };
  if (midway->happen != NULL)
    midway->happen (midway->data);
  return midway->fault;
}

typedef struct
{
  Machine *expert, *coordinator;
  const char *big, *other;
  const char *contact, *document;
} Scene;

static void
add_work (gpointer data)
{
  Scene *scene = data;

  scene->contact = machine_contact (scene->expert, scene->other);
  machine_edit_city (scene->coordinator, scene->other, "Pécs");
  machine_sync (scene->coordinator);
}

/* One piece later: the other case's command is at the server, and its news are here. */
static EdFault
choose_watched (const EdCall *call, gpointer data)
{
  Midway *midway = data;
  EdFault fault = choose_midway (call, midway);
  Scene *scene = midway->data;

  if (strcmp (call->method, "PATCH") == 0 && midway->pieces == midway->nth + 1)
    {
      g_autoptr (EdCase) case_ = machine_load (scene->expert, scene->other);

      machine_assert_fate (scene->expert, scene->contact, "accepted");
      g_assert_cmpstr (case_->city, ==, "Pécs");
      machine_assert_paper (scene->expert, scene->big, scene->document, "sending");
    }
  return fault;
}

static void
test_big_file_keeps_nobody_waiting (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  Scene scene = { .expert = expert, .coordinator = coordinator };
  Midway midway = { .nth = 2, .happen = add_work, .data = &scene };
  g_autoptr (GBytes) content = paper_new (6 * MIB, 1);

  scene.big = world_make_case (world, expert);
  scene.other = world_make_case (world, expert);
  machine_sync (coordinator);
  scene.document = machine_attach (expert, scene.big, content, NULL);
  ed_api_transport_choose (expert->transport, choose_watched, &midway);
  machine_sync (expert);
  g_assert_cmpuint (midway.pieces, >, 3);
  machine_assert_paper (expert, scene.big, scene.document, "held");
}

/* A machine that dies between two pieces goes on where the server is: behind the piece that had
 * arrived, or again with the one that had not. */
static void
test_upload_goes_on_after_a_crash (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (5 * MIB, 1);
  const char *document = machine_attach (expert, id, content, NULL);
  gint64 begin = 0;

  for (guint round = 0; round < 4; round++)
    {
      gboolean arrives = round % 2 == 0;
      Midway midway = { .nth = 1,
                        .fault = { .kind =
                                       arrives ? ED_FAULT_LOSE_ANSWER : ED_FAULT_LOSE_REQUEST } };

      ed_api_transport_choose (expert->transport, choose_midway, &midway);
      machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
      g_assert_cmpint (midway.begin, ==, begin);
      begin += arrives ? (gint64) expert->pass.piece : 0;
      machine_reopen (expert);
    }
  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  machine_assert_paper (expert, id, document, "sending");
  machine_sync (expert);
  machine_assert_paper (expert, id, document, "held");
  machine_sync (coordinator);
  machine_assert_fetch (coordinator, id, document, content);
}

static void
take_back (gpointer data)
{
  Scene *scene = data;

  g_assert_true (ed_store_cancel_file (scene->expert->store, scene->document, NULL));
}

static void
test_taken_back_in_mid_upload (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  Scene scene = { .expert = expert };
  Midway midway = { .nth = 2, .happen = take_back, .data = &scene };
  g_autoptr (GBytes) content = paper_new (4 * MIB, 1);
  g_autofree char *path = NULL;

  scene.big = world_make_case (world, expert);
  scene.document = machine_attach (expert, scene.big, content, NULL);
  ed_api_transport_choose (expert->transport, choose_midway, &midway);
  machine_sync (expert);
  g_assert_cmpuint (midway.pieces, ==, 2);
  g_assert_cmpint (machine_count_waiting (expert), ==, 0);
  g_assert_cmpint (machine_count_bytes (expert), ==, 0);
  machine_assert_paper (expert, scene.big, scene.document, "none");

  /* The server has nothing of it either: the id is given up for good. */
  {
    g_auto (GStrv) withdrawn = ed_store_list_withdrawn (expert->store, NULL);

    g_assert_cmpuint (g_strv_length (withdrawn), ==, 0);
  }
}

static void
reassign (gpointer data)
{
  Scene *scene = data;

  machine_assign (scene->coordinator, scene->big, WORLD_OTHER);
  machine_sync (scene->coordinator);
}

/* The case goes to somebody else in mid-upload: it is hidden at once, the document reaches the
 * coordinator as late work, and leaves with its words when these are given up. */
static void
test_forgotten_in_mid_upload (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) other = machine_new (world, WORLD_OTHER);
  Scene scene = { .expert = expert, .coordinator = coordinator };
  Midway midway = { .nth = 2, .happen = reassign, .data = &scene };
  g_autoptr (GBytes) content = paper_new (4 * MIB, 1);
  const char *command;
  EdCommand *settle;

  scene.big = world_make_case (world, expert);
  machine_sync (coordinator);
  scene.document = machine_attach (expert, scene.big, content, &command);
  ed_api_transport_choose (expert->transport, choose_midway, &midway);
  machine_sync (expert);
  g_assert_cmpuint (machine_count_cases (expert), ==, 0);
  machine_assert_fate (expert, command, "handed over");
  g_assert_cmpint (machine_count_bytes (expert), ==, 4 * MIB);
  world_advance (world, 15 * 24 * WORLD_HOUR);
  ed_manual_clock_advance (&expert->clock, 15 * 24 * WORLD_HOUR);
  machine_sync (expert);
  g_assert_cmpint (machine_count_bytes (expert), ==, 0);

  /* Who settles it may look at it first; then its bytes are nowhere else but at the server. */
  machine_sync (coordinator);
  machine_assert_fetch (coordinator, scene.big, scene.document, content);
  g_assert_cmpint (machine_count_bytes (coordinator), >, 0);
  settle =
      ed_command_new (ED_COMMAND_LATE_SETTLE, world_make_id (world), command, NULL, WORLD_START);
  ((EdArgs *) settle->args)->accepted = 0;
  machine_do (coordinator, settle);
  machine_sync (coordinator);
  g_assert_cmpint (machine_count_bytes (coordinator), ==, 0);

  /* The next expert sees nothing of it. */
  machine_sync (other);
  g_assert_cmpuint (machine_count_cases (other), ==, 1);
  machine_assert_paper (other, scene.big, scene.document, "none");
}

static const struct
{
  const char *code;
  guint status;
  EdSyncError error;
} stops[] = {
  { "device_revoked", 403, ED_SYNC_ERROR_SUSPENDED },
  { "account_suspended", 403, ED_SYNC_ERROR_SUSPENDED },
  { "unavailable", 503, ED_SYNC_ERROR_BUSY },
  { "rate_limited", 429, ED_SYNC_ERROR_BUSY },
  { "internal_error", 500, ED_SYNC_ERROR_BUSY },
};

/* Stopped in mid-upload, whoever is to blame: nothing is lost. */
static void
test_stopped_in_mid_upload (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (GBytes) content = paper_new (6 * MIB, 1);
  const char *document = machine_attach (expert, id, content, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", stops[i].code);
      Midway midway = {
        .nth = 2,
        .fault = { .kind = ED_FAULT_GARBAGE, .status = stops[i].status, .body = body },
      };

      ed_api_transport_choose (expert->transport, choose_midway, &midway);
      machine_fail (expert, stops[i].error);
      machine_assert_paper (expert, id, document, "sending");
      g_assert_cmpint (machine_count_bytes (expert), ==, g_bytes_get_size (content));
    }
  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  machine_sync (expert);
  machine_sync (coordinator);
  machine_assert_fetch (coordinator, id, document, content);
}

/* --- several machines ------------------------------------------------------------------------- */

static void
test_two_devices_share_documents (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) laptop = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) desktop = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, laptop);
  g_autoptr (GBytes) first = paper_new (700 * KIB, 1);
  g_autoptr (GBytes) second = paper_new (900 * KIB, 2);
  g_autoptr (EdCase) case_ = NULL;
  const char *one, *two;
  EdCommand *detach;

  machine_sync (desktop);
  one = machine_attach (laptop, id, first, NULL);
  two = machine_attach (desktop, id, second, NULL);
  machine_sync (laptop);
  machine_sync (desktop);
  machine_sync (laptop);
  machine_assert_same (laptop, desktop);
  machine_assert_fetch (laptop, id, two, second);
  machine_assert_fetch (desktop, id, one, first);

  /* The one takes a document off: the other one's copy goes too. */
  case_ = machine_load (desktop, id);
  detach = ed_command_new (ED_COMMAND_DOCUMENT_DETACH,
                           world_make_id (world),
                           id,
                           case_->assignment_id,
                           WORLD_START);
  ((EdArgs *) detach->args)->id = g_strdup (two);
  g_assert_cmpint (machine_do (desktop, detach), ==, ED_REFUSAL_NONE);
  machine_sync (desktop);
  machine_sync (laptop);
  g_assert_cmpint (machine_count_bytes (laptop), ==, g_bytes_get_size (first));
  g_assert_cmpint (machine_count_bytes (desktop), ==, g_bytes_get_size (first));
}

/* A document that is not the reader's any more: nothing is shown, nothing is kept. */
static void
test_lost_right_ends_a_fetch (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) laptop = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) desktop = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, laptop);
  g_autoptr (GBytes) content = paper_new (700 * KIB, 1);
  const char *document = machine_attach (laptop, id, content, NULL);
  g_autoptr (GError) error = NULL;

  machine_sync (laptop);
  machine_sync (desktop);
  machine_sync (coordinator);
  machine_assert_paper (desktop, id, document, "away");
  machine_assign (coordinator, id, WORLD_OTHER);
  machine_sync (coordinator);
  g_assert_null (machine_fetch (desktop, id, document, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (machine_count_bytes (desktop), ==, 0);
  machine_sync (laptop);
  g_assert_cmpint (machine_count_bytes (laptop), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/sync/files/" name, function)
  ADD ("document-travels-both-ways", test_document_travels_both_ways);
  ADD ("document-costs-few-calls", test_document_costs_few_calls);
  ADD ("closing-waits-for-its-files", test_closing_waits_for_its_files);
  ADD ("big-file-keeps-nobody-waiting", test_big_file_keeps_nobody_waiting);
  ADD ("upload-goes-on-after-a-crash", test_upload_goes_on_after_a_crash);
  ADD ("taken-back-in-mid-upload", test_taken_back_in_mid_upload);
  ADD ("forgotten-in-mid-upload", test_forgotten_in_mid_upload);
  ADD ("stopped-in-mid-upload", test_stopped_in_mid_upload);
  ADD ("two-devices-share-documents", test_two_devices_share_documents);
  ADD ("lost-right-ends-a-fetch", test_lost_right_ends_a_fetch);
#undef ADD
  return g_test_run ();
}
