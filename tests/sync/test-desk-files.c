/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents and drafts as windows have them: desks, the real server program, and either of them
 * killed in the middle of a file. */

#include "net.h"
#include "papers.h"
#include "sync/desk-drafts.h"
#include "sync/desk-files.h"

#include <string.h>

/* Attaches CONTENT to the case; the document's id, or NULL and why not. */
static char *
attach (EdDesk *desk, const char *case_id, GBytes *content, EdRefusal *refusal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EdCase) case_ = net_load (desk, case_id);
  g_autoptr (GError) error = NULL;
  char *id = NULL;
  gboolean done;
  const EdAttachment attachment = {
    .case_id = case_id,
    .assignment_id = case_->assignment_id,
    .kind = ED_DOCUMENT_TREATMENT_LOG,
    .name = "log.pdf",
    .content = content,
  };

  ed_desk_attach_file_async (desk, &attachment, NULL, net_on_ready, &result);
  done = ed_desk_attach_file_finish (desk, net_wait_result (&result), &id, NULL, refusal, &error);
  g_assert_no_error (error);
  g_assert_true (done == (id != NULL));
  return id;
}

static GBytes *
load (EdDesk *desk,
      const char *case_id,
      const char *document_id,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL, *type = NULL;
  GBytes *content;

  ed_desk_load_file_async (desk, case_id, document_id, cancellable, net_on_ready, &result);
  content = ed_desk_load_file_finish (desk, net_wait_result (&result), &name, &type, error);
  if (content != NULL)
    {
      g_assert_cmpstr (name, ==, "log.pdf");
      g_assert_cmpstr (type, ==, "application/pdf");
    }
  return content;
}

static void
assert_loads (EdDesk *desk, const char *case_id, const char *document_id, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = load (desk, case_id, document_id, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (content, expected));
}

static gboolean
has_document (const EdCase *case_)
{
  return case_->documents->len == 1;
}

/* So far, so much: never less than before, never more than there is. */
typedef struct
{
  char *id;
  gint64 so_far, size;
  guint steps;
} Progress;

static void
on_progress (EdDesk *desk, const char *id, gint64 so_far, gint64 size, Progress *progress)
{
  g_assert_cmpstr (id, ==, progress->id);
  g_assert_cmpint (so_far, >=, progress->so_far);
  g_assert_cmpint (so_far, <=, size);
  progress->so_far = so_far;
  progress->size = size;
  progress->steps++;
}

static void
test_document_travels_by_itself (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autofree char *id = net_make_case (coordinator);
  g_autoptr (EdCase) there = net_wait_case (expert, id, net_case_is_there);
  g_autoptr (GBytes) content = paper_new (5 * MIB, 1);
  g_autoptr (GBytes) text = g_bytes_new_static ("no document", 11);
  g_autoptr (GError) missing = NULL;
  g_autoptr (EdCase) seen = NULL;
  Progress sent = { 0 }, fetched = { 0 };
  EdRefusal refusal = { 0 };

  g_assert_null (attach (expert, id, text, &refusal));
  g_assert_cmpint (refusal.code, ==, ED_REFUSAL_TYPE_NOT_ALLOWED);
  sent.id = attach (expert, id, content, &refusal);
  g_signal_connect (expert, "file-progress", G_CALLBACK (on_progress), &sent);
  seen = net_wait_case (coordinator, id, has_document);
  net_wait_number (expert, "waiting", 0);
  g_assert_cmpint (sent.so_far, ==, g_bytes_get_size (content));
  g_assert_cmpint (sent.size, ==, g_bytes_get_size (content));

  fetched.id = sent.id;
  g_signal_connect (coordinator, "file-progress", G_CALLBACK (on_progress), &fetched);
  assert_loads (coordinator, id, sent.id, content);
  g_assert_cmpuint (fetched.steps, >, 0);
  g_assert_null (load (coordinator, id, id, NULL, &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  net_close (coordinator);
  net_close (expert);
  g_free (sent.id);
}

/* What is here needs no server; what is not says so at once, also while the desk waits to try
 * again. */
static void
test_looking_while_the_server_is_down (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autofree char *id = net_make_case (coordinator);
  g_autoptr (EdCase) there = net_wait_case (expert, id, net_case_is_there);
  g_autoptr (EdCase) seen = NULL;
  g_autoptr (GBytes) content = paper_new (MIB, 1);
  g_autofree char *document = attach (expert, id, content, NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  seen = net_wait_case (coordinator, id, has_document);
  net_kill (net);
  net_wait_connection (coordinator, ED_CONNECTION_OFFLINE);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (coordinator, id, document, NULL, &error));
      g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
    }
  assert_loads (expert, id, document, content);
  {
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancelled);
    g_assert_null (load (coordinator, id, document, cancelled, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
  net_start (net);
  ed_desk_sync_now (coordinator);
  net_wait_connection (coordinator, ED_CONNECTION_UP_TO_DATE);
  assert_loads (coordinator, id, document, content);
  net_close (coordinator);
  net_close (expert);
}

static void
test_taken_back_before_it_was_sent (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autofree char *id = net_make_case (coordinator);
  g_autoptr (EdCase) there = net_wait_case (expert, id, net_case_is_there);
  g_autoptr (EdCase) after = NULL;
  g_autoptr (GBytes) content = paper_new (MIB, 1);
  g_autofree char *document = NULL;

  net_kill (net);
  document = attach (expert, id, content, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      ed_desk_cancel_file_async (expert, document, NULL, net_on_ready, &result);
      g_assert_true (ed_desk_cancel_file_finish (expert, net_wait_result (&result), &error)
                     == (i == 0));
      g_assert_no_error (error);
    }
  after = net_load (expert, id);
  g_assert_cmpuint (after->documents->len, ==, 0);
  net_wait_number (expert, "waiting", 0);
  net_close (coordinator);
  net_close (expert);
}

/* --- killed in the middle --------------------------------------------------------------------- */

static void
on_first_progress (EdDesk *desk, const char *id, gint64 so_far, gint64 size, gboolean *is_underway)
{
  *is_underway = *is_underway || so_far < size;
}

static void
test_server_dies_in_mid_upload (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autofree char *id = net_make_case (coordinator);
  g_autoptr (EdCase) there = net_wait_case (expert, id, net_case_is_there);
  g_autoptr (EdCase) seen = NULL;
  g_autoptr (GBytes) content = paper_new (12 * MIB, 1);
  g_autofree char *document = NULL;
  gboolean is_underway = FALSE;

  g_signal_connect (expert, "file-progress", G_CALLBACK (on_first_progress), &is_underway);
  document = attach (expert, id, content, NULL);
  for (guint round = 0; round < 2; round++)
    {
      while (!is_underway)
        g_main_context_iteration (NULL, TRUE);
      net_kill (net);
      net_wait_connection (expert, ED_CONNECTION_OFFLINE);
      is_underway = FALSE;
      net_start (net);
      ed_desk_sync_now (expert);
    }
  net_wait_number (expert, "waiting", 0);
  ed_desk_sync_now (coordinator);
  seen = net_wait_case (coordinator, id, has_document);
  assert_loads (coordinator, id, document, content);
  net_close (coordinator);
  net_close (expert);
}

static void
test_client_dies_in_mid_upload (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *coordinator = net_desk (net, "office", NET_COORDINATOR);
  EdDesk *expert = net_desk (net, "laptop", NET_EXPERT);
  g_autofree char *id = net_make_case (coordinator);
  g_autoptr (EdCase) there = net_wait_case (expert, id, net_case_is_there);
  g_autoptr (EdCase) seen = NULL;
  g_autoptr (GBytes) content = paper_new (4 * MIB + 1, 1);
  g_autofree char *dir = net_make_dir (net, "laptop");
  g_autofree char *document = NULL;
  guint deaths = 0;

  net_kill (net);
  document = attach (expert, id, content, NULL);
  net_close (expert);
  net_start (net);
  for (gboolean lives = FALSE; !lives; deaths += !lives)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) victim = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                                                         &error,
                                                         g_getenv ("ED_FILE_VICTIM"),
                                                         net->url,
                                                         dir,
                                                         NET_EXPERT,
                                                         id,
                                                         document,
                                                         deaths == 0 ? "surely" : NULL,
                                                         NULL);

      g_assert_no_error (error);
      g_subprocess_wait (victim, NULL, &error);
      g_assert_no_error (error);
      lives = g_subprocess_get_successful (victim);
      g_assert_true (lives || g_subprocess_get_if_signaled (victim));
      g_assert_cmpuint (deaths, <, 20);
    }
  g_assert_cmpuint (deaths, >, 0);
  ed_desk_sync_now (coordinator);
  seen = net_wait_case (coordinator, id, has_document);
  assert_loads (coordinator, id, document, content);
  net_close (coordinator);
}

/* --- drafts ----------------------------------------------------------------------------------- */

static char *
load_draft (EdDesk *desk, const char *kind, const char *object)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 updated_at = 0;
  char *body;

  ed_desk_load_draft_async (desk, kind, object, NULL, net_on_ready, &result);
  body = ed_desk_load_draft_finish (desk, net_wait_result (&result), &updated_at, &error);
  g_assert_no_error (error);
  g_assert_true ((body != NULL) == (updated_at != 0));
  return body;
}

/* Saved at the last moment before the desk closes. */
static void
test_draft_outlives_its_desk (void)
{
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = net_desk (net, "laptop", NET_EXPERT);
  g_autoptr (GAsyncResult) saved = NULL, discarded = NULL;
  g_autofree char *kept = NULL, *gone = NULL, *other = NULL;

  ed_desk_save_draft_async (desk, "case", "", "{\"city\":\"Pécs\"}", NULL, net_on_ready, &saved);
  ed_desk_close (desk);
  g_assert_true (ed_desk_save_draft_finish (desk, net_wait_result (&saved), NULL));
  g_clear_object (&saved);
  net_close (desk);

  desk = net_desk (net, "laptop", NET_EXPERT);
  kept = load_draft (desk, "case", "");
  g_assert_cmpstr (kept, ==, "{\"city\":\"Pécs\"}");
  other = load_draft (desk, "message", "");
  g_assert_null (other);
  ed_desk_discard_draft_async (desk, "case", "", NULL, net_on_ready, &discarded);
  g_assert_true (ed_desk_discard_draft_finish (desk, net_wait_result (&discarded), NULL));
  g_clear_object (&discarded);
  gone = load_draft (desk, "case", "");
  g_assert_null (gone);
  net_close (desk);
}

/* The desk closes before whoever sent it has heard: it is a command, and no draft. */
static void
test_sent_draft_is_gone_with_its_desk (void)
{
  const EdDraftEnd ends = { .kind = "new-case", .object = "" };
  g_autoptr (Net) net = net_new ();
  EdDesk *desk = net_desk (net, "office", NET_COORDINATOR);
  g_autoptr (GAsyncResult) saved = NULL, done = NULL;
  g_autofree char *case_id = g_uuid_string_random ();
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (EdCommand) command =
      ed_command_new (ED_COMMAND_CASE_CREATE, id, case_id, NULL, g_get_real_time () / 1000);
  EdCase *intake = command->args;
  g_autoptr (EdCase) held = NULL;
  g_autofree char *draft = NULL;
  EdRefusal refusal;

  intake->company_name = g_strdup ("Suzuki");
  intake->client_alias = g_strdup (NET_ALIAS);
  intake->type = ED_CASE_PSYCHOLOGICAL;
  intake->sessions_available = 5;
  intake->session_minutes = 50;
  net_wait_connection (desk, ED_CONNECTION_UP_TO_DATE);
  ed_desk_save_draft_async (desk, "new-case", "", "Suzuki", NULL, net_on_ready, &saved);
  ed_desk_do_written_async (desk, command, &ends, NULL, net_on_ready, &done);
  ed_desk_close (desk);
  g_assert_true (ed_desk_save_draft_finish (desk, net_wait_result (&saved), NULL));
  g_assert_true (ed_desk_do_finish (desk, net_wait_result (&done), &refusal, NULL));
  g_clear_object (&saved);
  g_clear_object (&done);
  net_close (desk);

  desk = net_desk (net, "office", NET_COORDINATOR);
  draft = load_draft (desk, "new-case", "");
  g_assert_null (draft);
  held = net_load (desk, case_id);
  g_assert_nonnull (held);
  net_close (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/sync/desk-files/" name, function)
  ADD ("document-travels-by-itself", test_document_travels_by_itself);
  ADD ("looking-while-the-server-is-down", test_looking_while_the_server_is_down);
  ADD ("taken-back-before-it-was-sent", test_taken_back_before_it_was_sent);
  ADD ("server-dies-in-mid-upload", test_server_dies_in_mid_upload);
  ADD ("client-dies-in-mid-upload", test_client_dies_in_mid_upload);
  ADD ("draft-outlives-its-desk", test_draft_outlives_its_desk);
  ADD ("sent-draft-is-gone", test_sent_draft_is_gone_with_its_desk);
#undef ADD
  return g_test_run ();
}
