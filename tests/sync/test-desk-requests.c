/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests between desks and the real server program, while the expert's cannot reach it. */

#include "net.h"
#include "papers.h"
#include "store/connection.h"
#include "store/wipe.h"
#include "sync/desk-drafts.h"
#include "sync/desk-files.h"
#include "sync/desk-late.h"
#include "sync/desk-requests.h"
#include "sync/desk-worker.h"

#include <string.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)
#define DRAFT "Step by step."
#define RESPONSE "From two days a week on."
#define NOTE "A colleague has answered already."

typedef struct
{
  Net *net;
  EdDesk *manager, *coordinator;
  EdDesk *expert;      /* NULL while closed */
  EdManualClock clock; /* the expert's */
  char *request;
} Scene;

static EdDesk *
open_expert (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = net_make_dir (scene->net, "laptop");
  EdDeskOptions options = {
    .data_dir = folder,
    .server = scene->net->url,
    .user = NET_EXPERT,
    .password = NET_PASSWORD,
    .clock = &scene->clock.parent,
  };
  EdDesk *desk = net_open_with (&options, NULL, &error);

  g_assert_no_error (error);
  return desk;
}

static void
set_up (Scene *scene, gconstpointer unused)
{
  scene->net = net_new_for_requests ();
  ed_manual_clock_init (&scene->clock, ed_clock_now (ed_clock_system ()));
  scene->manager = net_desk (scene->net, "home", NET_MANAGER);
  scene->coordinator = net_desk (scene->net, "office", NET_COORDINATOR);
  scene->expert = open_expert (scene);
  scene->request = g_uuid_string_random ();
}

static void
tear_down (Scene *scene, gconstpointer unused)
{
  g_clear_pointer (&scene->expert, net_close);
  net_close (scene->coordinator);
  net_close (scene->manager);
  g_free (scene->request);
  net_free (scene->net);
}

static EdRequestRow *
load (Scene *scene, EdDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EdRequestRow *row;

  ed_desk_load_request_async (desk, scene->request, NULL, net_on_ready, &result);
  row = ed_desk_load_request_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return row;
}

/* On the request for whoever coordinates, or, with NULL, what who is signed in entered. */
static GPtrArray *
list_late (EdDesk *desk, const char *target)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *late;

  ed_desk_list_late_async (desk, target, NULL, net_on_ready, &result);
  late = ed_desk_list_late_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return late;
}

/* --- what is waited for ----------------------------------------------------------------------- */

typedef struct
{
  Scene *scene;
  EdRequestState state;
} Expected;

static gboolean
is_in_state (EdDesk *desk, gpointer data)
{
  const Expected *expected = data;
  g_autoptr (EdRequestRow) row = load (expected->scene, desk);

  return row != NULL && row->request->state == (gint64) expected->state;
}

static void
wait_state (Scene *scene, EdDesk *desk, EdRequestState state)
{
  net_wait_until (desk, is_in_state, &(Expected){ scene, state }, "a state");
}

static gboolean
is_lost (EdDesk *desk, gpointer scene)
{
  g_autoptr (EdRequestRow) row = load (scene, desk);

  return row == NULL;
}

static gboolean
has_late (EdDesk *desk, gpointer target)
{
  g_autoptr (GPtrArray) late = list_late (desk, target);

  return late->len > 0;
}

/* The response waits, behind the draft that may have come alone. */
static gboolean
has_late_response (EdDesk *desk, gpointer target)
{
  g_autoptr (GPtrArray) late = list_late (desk, target);
  const EdLateWork *last = late->len > 0 ? late->pdata[late->len - 1] : NULL;

  return last != NULL && strstr (last->command, RESPONSE) != NULL;
}

/* All that the expert entered has been settled. */
static gboolean
is_settled (EdDesk *desk, gpointer unused)
{
  g_autoptr (GPtrArray) late = list_late (desk, NULL);
  guint waiting = 0;

  for (guint i = 0; i < late->len; i++)
    waiting += ((EdLateWork *) late->pdata[i])->state == ED_LATE_WAITING;
  return late->len > 0 && waiting == 0;
}

static const EdLateWork *
find_late (const GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (((EdLateWork *) list->pdata[i])->id, id) == 0)
      return list->pdata[i];
  g_assert_not_reached ();
}

/* --- what is done ----------------------------------------------------------------------------- */

/* On the request as DESK shows it, naming its open assignment where it needs one. */
static EdCommand *
make (Scene *scene, EdDesk *desk, EdCommandType type)
{
  g_autoptr (EdRequestRow) row = load (scene, desk);
  g_autofree char *id = g_uuid_string_random ();
  gboolean names_it = ed_command_form (type)->needs_assignment || type == ED_COMMAND_REQUEST_ASSIGN;

  return ed_command_new (type,
                         id,
                         scene->request,
                         names_it ? row->request->assignment_id : NULL,
                         ed_clock_now (ed_desk_clock (desk)));
}

static void
do_to_it (EdDesk *desk, EdCommand *command)
{
  g_assert_cmpint (net_do (desk, command), ==, ED_REFUSAL_NONE);
}

static void
assign (Scene *scene, const char *expert_id)
{
  EdCommand *command = make (scene, scene->coordinator, ED_COMMAND_REQUEST_ASSIGN);

  ((EdArgs *) command->args)->expert = g_strdup (expert_id);
  do_to_it (scene->coordinator, command);
  net_wait_number (scene->coordinator, "waiting", 0);
}

/* Asked with CONTENT (or NULL), shared until EXPIRES; the expert has it. Answers the document. */
static char *
ask (Scene *scene, GBytes *content, gint64 expires)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_REQUEST_CREATE,
                                                  id,
                                                  scene->request,
                                                  NULL,
                                                  ed_clock_now (ed_desk_clock (scene->manager)));
  EdArgs *args = command->args;
  char *document = g_uuid_string_random ();
  const EdNewFile file = { document, ED_FILE_SHARED, "page.pdf", content };
  EdRefusal refusal = { 0 };

  args->subject = g_strdup ("Return to work");
  args->question = g_strdup ("How should she come back?");
  args->expires = expires;
  if (content != NULL)
    args->documents = g_strsplit (document, ",", -1);
  ed_desk_send_files_async (scene->manager,
                            command,
                            &file,
                            content != NULL ? 1 : 0,
                            NULL,
                            NULL,
                            net_on_ready,
                            &result);
  g_assert_true (
      ed_desk_send_files_finish (scene->manager, net_wait_result (&result), &refusal, &error));
  g_assert_no_error (error);
  wait_state (scene, scene->coordinator, ED_REQUEST_UNASSIGNED);
  assign (scene, NET_EXPERT_ID);
  wait_state (scene, scene->expert, ED_REQUEST_ASSIGNED);
  return document;
}

/* Without a server, the expert writes a draft and then sends it, and shuts the laptop. */
static void
respond_offline (Scene *scene)
{
  EdCommand *command;
  g_autofree char *version = g_uuid_string_random ();

  net_kill (scene->net);
  command = make (scene, scene->expert, ED_COMMAND_RESPONSE_DRAFT);
  ((EdArgs *) command->args)->text = g_strdup (DRAFT);
  do_to_it (scene->expert, command);
  ed_manual_clock_advance (&scene->clock, 1000);
  command = make (scene, scene->expert, ED_COMMAND_RESPONSE_SEND);
  ((EdArgs *) command->args)->version = g_strdup (version);
  ((EdArgs *) command->args)->text = g_strdup (RESPONSE);
  do_to_it (scene->expert, command);
  wait_state (scene, scene->expert, ED_REQUEST_UNDER_REVIEW);
  g_clear_pointer (&scene->expert, net_close);
  net_start (scene->net);
}

static void
settle (Scene *scene, const EdLateWork *late, gboolean accepted, const char *note)
{
  g_autofree char *id = g_uuid_string_random ();
  EdCommand *command = ed_command_new (ED_COMMAND_LATE_SETTLE,
                                       id,
                                       late->id,
                                       NULL,
                                       ed_clock_now (ed_desk_clock (scene->coordinator)));

  ((EdArgs *) command->args)->accepted = accepted;
  ((EdArgs *) command->args)->note = g_strdup (note);
  do_to_it (scene->coordinator, command);
}

/* --- meanwhile -------------------------------------------------------------------------------- */

/* Reassigned while they wrote offline: nothing is lost, and each side is told. */
static void
test_reassigned_while_writing (Scene *scene, gconstpointer unused)
{
  g_autofree char *document = ask (scene, NULL, ED_ABSENT);
  EdDesk *other = net_desk (scene->net, "other", NET_OTHER);
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) told = NULL;
  g_autoptr (EdRequestRow) present = NULL;
  g_autoptr (EdRequestRow) row = NULL;
  const EdLateWork *sent;

  respond_offline (scene);
  assign (scene, NET_OTHER_ID);
  wait_state (scene, other, ED_REQUEST_ASSIGNED);
  scene->expert = open_expert (scene);

  /* The expert: it has gone, and with whom the words are. */
  net_wait_until (scene->expert, is_lost, scene, "the loss");
  net_wait_until (scene->expert, has_late, NULL, "the stub");
  own = list_late (scene->expert, NULL);
  g_assert_cmpint (((EdLateWork *) own->pdata[0])->state, ==, ED_LATE_WAITING);
  g_assert_cmpint (((EdLateWork *) own->pdata[0])->number, ==, 1);
  g_assert_null (((EdLateWork *) own->pdata[0])->command);

  /* The coordinator: what waits, among what needs a decision. */
  net_wait_until (scene->coordinator, has_late_response, scene->request, "late work");
  waiting = list_late (scene->coordinator, scene->request);
  row = load (scene, scene->coordinator);
  g_assert_cmpuint (row->late, ==, waiting->len);
  g_assert_cmpint (row->request->state, ==, ED_REQUEST_ASSIGNED);
  present = load (scene, other);
  g_assert_cmpuint (present->request->versions->len, ==, 0);

  /* Taken over, it is the response to review, and its author reads so. */
  sent = waiting->pdata[waiting->len - 1];
  settle (scene, sent, TRUE, NULL);
  wait_state (scene, scene->coordinator, ED_REQUEST_UNDER_REVIEW);
  wait_state (scene, other, ED_REQUEST_UNDER_REVIEW);
  g_clear_pointer (&row, ed_request_row_free);
  row = load (scene, scene->coordinator);
  g_assert_cmpstr (ed_request_latest_version (row->request)->text, ==, RESPONSE);
  for (guint i = 0; i + 1 < waiting->len; i++)
    settle (scene, waiting->pdata[i], FALSE, NOTE);
  net_wait_until (scene->expert, is_settled, NULL, "the end of it");
  told = list_late (scene->expert, NULL);
  g_assert_cmpuint (told->len, ==, waiting->len);
  g_assert_cmpint (find_late (told, sent->id)->state, ==, ED_LATE_ACCEPTED);
  net_close (other);
}

/* Cancelled while they wrote: they see it with what they wrote, and so does the coordinator. */
static void
test_cancelled_while_writing (Scene *scene, gconstpointer unused)
{
  g_autofree char *document = ask (scene, NULL, ED_ABSENT);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) told = NULL;

  respond_offline (scene);
  do_to_it (scene->manager, make (scene, scene->manager, ED_COMMAND_REQUEST_CANCEL));
  net_wait_number (scene->manager, "waiting", 0);
  scene->expert = open_expert (scene);
  wait_state (scene, scene->expert, ED_REQUEST_CANCELLED);
  wait_state (scene, scene->coordinator, ED_REQUEST_CANCELLED);
  net_wait_until (scene->coordinator, has_late_response, scene->request, "late work");
  waiting = list_late (scene->coordinator, scene->request);
  g_assert_cmpint (((EdLateWork *) waiting->pdata[0])->cancelled, ==, 1);
  for (guint i = 0; i < waiting->len; i++)
    settle (scene, waiting->pdata[i], FALSE, NOTE);
  net_wait_until (scene->expert, is_settled, NULL, "the end of it");
  told = list_late (scene->expert, NULL);
  g_assert_cmpint (((EdLateWork *) told->pdata[0])->state, ==, ED_LATE_DISCARDED);
  g_assert_cmpstr (((EdLateWork *) told->pdata[0])->note, ==, NOTE);
}

/* --- documents that are shared no more ---------------------------------------------------------
 */

static GBytes *
fetch (Scene *scene, const char *document, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ed_desk_load_file_async (scene->expert, scene->request, document, NULL, net_on_ready, &result);
  return ed_desk_load_file_finish (scene->expert, net_wait_result (&result), NULL, NULL, error);
}

static void
assert_fetched (Scene *scene, const char *document, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) got = fetch (scene, document, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (got, content));
}

/* What a preview asks when something has changed. */
static gboolean
is_unlisted (EdDesk *desk, gpointer data)
{
  Scene *scene = data;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) files = NULL;

  ed_desk_list_files_async (desk, scene->request, NULL, net_on_ready, &result);
  files = ed_desk_list_files_finish (desk, net_wait_result (&result), NULL);
  return files->len == 0;
}

static gint64
count_files (EdStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdStatement) count =
      ed_db_query (store->db,
                   &error,
                   "SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM file_chunk)",
                   "");

  g_assert_true (ed_statement_step (count, &error));
  g_assert_no_error (error);
  return ed_statement_int (count, 0);
}

/* Shuts the laptop: on its disk there is not a byte of it, and nothing that still has to leave. */
static void
assert_wiped (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  EdVault *vault = NULL;
  EdStore *store;
  g_auto (GStrv) open = NULL;

  g_clear_pointer (&scene->expert, net_close);
  store = net_open_store (scene->net, "laptop", NET_EXPERT, &vault);
  g_assert_cmpint (count_files (store), ==, 0);
  open = ed_wipe_list (store, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (open), ==, 0);
  ed_store_close (store);
  ed_vault_close (vault);
}

/* Revoked while the laptop was shut. */
static void
test_revoked_document_is_wiped (Scene *scene, gconstpointer unused)
{
  g_autoptr (GBytes) content = paper_new (300 * KIB, 1);
  g_autofree char *document = ask (scene, content, ED_ABSENT);
  EdCommand *command;

  assert_fetched (scene, document, content);
  g_clear_pointer (&scene->expert, net_close);
  command = make (scene, scene->manager, ED_COMMAND_REQUEST_REVOKE);
  ((EdArgs *) command->args)->id = g_strdup (document);
  do_to_it (scene->manager, command);
  net_wait_number (scene->manager, "waiting", 0);
  scene->expert = open_expert (scene);
  net_wait_until (scene->expert, is_unlisted, scene, "the document to go");
  net_wait_connection (scene->expert, ED_CONNECTION_UP_TO_DATE);
  assert_wiped (scene);
}

static gint64
tomorrow (EdDesk *desk)
{
  return ed_zone_date (ed_desk_zone (desk), ed_desk_now (desk)) + 1;
}

static void
on_changed (EdDesk *desk, gboolean *changed)
{
  *changed = TRUE;
}

static gboolean
has_changed (EdDesk *desk, gpointer changed)
{
  return *(gboolean *) changed;
}

/* Its time is over while nobody can say so: who looks at it is told, and the bytes are gone. */
static void
test_document_expires_offline (Scene *scene, gconstpointer unused)
{
  g_autoptr (GBytes) content = paper_new (300 * KIB, 2);
  g_autofree char *document = ask (scene, content, tomorrow (scene->manager));
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  assert_fetched (scene, document, content);
  net_kill (scene->net);
  net_wait_connection (scene->expert, ED_CONNECTION_OFFLINE);
  ed_desk_sync_now (scene->expert);
  assert_fetched (scene, document, content);
  g_signal_connect (scene->expert, "changed", G_CALLBACK (on_changed), &changed);
  ed_manual_clock_advance (&scene->clock, 3 * DAY_MS);
  ed_desk_sync_now (scene->expert);
  net_wait_until (scene->expert, has_changed, &changed, "the document to go");
  g_assert_true (is_unlisted (scene->expert, scene));
  g_assert_null (fetch (scene, document, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_wiped (scene);
}

/* Its time is over while the laptop is shut: the bytes go before anything is shown. */
static void
test_document_expires_at_rest (Scene *scene, gconstpointer unused)
{
  g_autoptr (GBytes) content = paper_new (300 * KIB, 3);
  g_autofree char *document = ask (scene, content, tomorrow (scene->manager));

  assert_fetched (scene, document, content);
  net_kill (scene->net);
  g_clear_pointer (&scene->expert, net_close);
  ed_manual_clock_advance (&scene->clock, 3 * DAY_MS);
  scene->expert = open_expert (scene);
  assert_wiped (scene);
}

/* --- what is not sent yet --------------------------------------------------------------------- */

static GPtrArray *
load_picked (EdDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *files;

  ed_desk_load_draft_files_async (desk, ED_DRAFT_REQUEST, "", NULL, net_on_ready, &result);
  files = ed_desk_load_draft_files_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return files;
}

/* Files that were picked for a new request are there again after the program was killed, and gone
 * when they are removed. */
static void
test_picked_files_outlive_the_program (Scene *scene, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) victim = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GBytes) content = paper_new (2 * MIB, 7);
  g_autofree char *folder = net_make_dir (scene->net, "home");
  const EdDraftFile *file;

  net_close (scene->manager);
  victim = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                             &error,
                             g_getenv ("ED_FILE_VICTIM"),
                             scene->net->url,
                             folder,
                             NET_MANAGER,
                             NULL);
  g_assert_no_error (error);
  g_subprocess_wait (victim, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (victim));

  scene->manager = net_desk (scene->net, "home", NET_MANAGER);
  kept = load_picked (scene->manager);
  g_assert_cmpuint (kept->len, ==, 1);
  file = kept->pdata[0];
  g_assert_cmpstr (file->name, ==, "page.pdf");
  g_assert_true (g_bytes_equal (file->content, content));
  ed_desk_drop_draft_file (scene->manager, file->id);
  left = load_picked (scene->manager);
  g_assert_cmpuint (left->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) \
  g_test_add ("/sync/desk-requests/" path, Scene, NULL, set_up, test, tear_down)
  ADD ("reassigned-while-writing", test_reassigned_while_writing);
  ADD ("cancelled-while-writing", test_cancelled_while_writing);
  ADD ("revoked", test_revoked_document_is_wiped);
  ADD ("expires-offline", test_document_expires_offline);
  ADD ("expires-at-rest", test_document_expires_at_rest);
  ADD ("picked-files", test_picked_files_outlive_the_program);
#undef ADD
  return g_test_run ();
}
