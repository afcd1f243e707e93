/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of requests: shared with a question, attached to a response, gone with their sharing. */

#include "file-fixture.h"
#include "request-fixture.h"

#include "store/drafts.h"

static void
assert_files (Desk *desk, guint n_request, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files =
      ed_store_list_files (desk->store, desk_request_id (n_request), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    {
      const EdFileProgress *file = files->pdata[i];

      g_string_append_printf (text,
                              "%s%d%c",
                              i > 0 ? " " : "",
                              atoi (file->document_id + strlen ("d0000000-0000-4000-8000-")),
                              "wsSrha"[file->state]);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Whether the bytes of document N can be looked at here. */
static gboolean
has_content (Desk *desk, guint n_request, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdFile) file = NULL;
  g_autoptr (GBytes) content = NULL;

  g_assert_true (ed_store_load_file (desk->store,
                                     desk_request_id (n_request),
                                     desk_document_id (n),
                                     &file,
                                     &content,
                                     &error));
  g_assert_no_error (error);
  return content != NULL;
}

static void
add_document (EdCommand *command, guint n)
{
  EdArgs *args = command->args;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (args->documents != NULL)
    g_strv_builder_addv (ids, (const char **) args->documents);
  g_strv_builder_add (ids, desk_document_id (n));
  g_strfreev (args->documents);
  args->documents = g_strv_builder_end (ids);
}

/* Queues COMMAND (taken), which brings the documents FIRST to LAST. */
static EdRefusalCode
send_files (Desk *desk, EdCommand *command, gint64 kind, guint first, guint last, GBytes *content)
{
  g_autoptr (EdCommand) taken = command;
  g_autoptr (GError) error = NULL;
  EdNewFile files[4];
  EdRefusal refusal;

  for (guint n = first; n <= last; n++)
    {
      files[n - first] = (EdNewFile){ desk_document_id (n), kind, "plan.pdf", content };
      add_document (command, n);
    }
  g_assert_true (
      ed_store_enqueue_files (desk->store, command, files, last - first + 1, NULL, &refusal, &error)
      == (refusal.code == ED_REFUSAL_NONE));
  g_assert_no_error (error);
  return refusal.code;
}

static EdCommand *
make_create (void)
{
  EdCommand *create = desk_on_request (1, 9, ED_COMMAND_REQUEST_CREATE, FALSE);
  EdArgs *args = create->args;

  args->subject = g_strdup ("Return to work");
  args->question = g_strdup ("When?");
  return create;
}

/* A request waits for all its files. */
static void
test_request_waits_for_its_files (void)
{
  g_autoptr (GBytes) pdf = desk_make_pdf (1000, NULL);
  g_autoptr (GPtrArray) outbox = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_become (&desk, DESK_SENDER, "case_manager");
  g_assert_cmpint (send_files (&desk, make_create (), ED_FILE_SHARED, 1, 2, pdf),
                   ==,
                   ED_REFUSAL_NONE);
  assert_files (&desk, 9, "1w 2w");
  g_assert_true (has_content (&desk, 9, 2));
  outbox = ed_store_list_outbox (desk.store, NULL);
  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpint (((EdOutboxEntry *) outbox->pdata[0])->file_size, ==, 2000);
  desk_assert_batch (&desk, "");
  desk_assert_upload (&desk, "1:0");
  desk_note_upload (&desk, 1, 1000);
  desk_assert_batch (&desk, "");
  desk_note_upload (&desk, 2, 1000);
  desk_assert_batch (&desk, "1:1");
  assert_files (&desk, 9, "1S 2S");
  desk_close (&desk);
}

/* The server has no such document: it has not been sent there yet. */
static void
test_waiting_file_is_not_dropped (void)
{
  g_autoptr (GBytes) pdf = desk_make_pdf (1000, NULL);
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_become (&desk, DESK_SENDER, "case_manager");
  g_assert_cmpint (send_files (&desk, make_create (), ED_FILE_SHARED, 1, 1, pdf),
                   ==,
                   ED_REFUSAL_NONE);
  g_assert_true (ed_store_drop_file (desk.store, desk_document_id (1), NULL));
  assert_files (&desk, 9, "1w");
  g_assert_true (has_content (&desk, 9, 1));
  desk_close (&desk);
}

/* All or nothing: with a file that is none, nothing is stored. */
static void
test_bad_file_stores_nothing (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("hello, hello, hello", 19);
  g_autoptr (GBytes) pdf = desk_make_pdf (1000, "canary-pdf");
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  desk_become (&desk, DESK_SENDER, "case_manager");
  g_assert_cmpint (send_files (&desk, make_create (), ED_FILE_SHARED, 1, 1, text),
                   ==,
                   ED_REFUSAL_TYPE_NOT_ALLOWED);
  g_assert_cmpint (
      send_files (&desk,
                  desk_on_request (1, 9, ED_COMMAND_REQUEST_CREATE, FALSE), /* says nothing */
                  ED_FILE_SHARED,
                  1,
                  1,
                  pdf),
      ==,
      ED_REFUSAL_INVALID);
  g_assert_null (desk_load_request (&desk, 9));
  desk_assert_outbox (&desk, "");
  g_assert_false (desk_disk_holds (&desk, "canary-pdf"));
  desk_close (&desk);
}

/* Draft after draft names its files; what the last one does not name goes from the disk. */
static void
test_files_follow_the_draft (void)
{
  g_autoptr (GBytes) first = desk_make_pdf (1000, "canary-first");
  g_autoptr (GBytes) second = desk_make_pdf (1000, "canary-second");
  EdCommand *draft;
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (1, ED_REQUEST_ASSIGNED));
  desk_catch_up (&desk, 0);
  draft = desk_on_request (1, 1, ED_COMMAND_RESPONSE_DRAFT, TRUE);
  g_assert_cmpint (send_files (&desk, draft, ED_FILE_RESPONSE, 1, 1, first), ==, ED_REFUSAL_NONE);
  draft = desk_on_request (2, 1, ED_COMMAND_RESPONSE_DRAFT, TRUE);
  add_document (draft, 1);
  g_assert_cmpint (send_files (&desk, draft, ED_FILE_RESPONSE, 2, 2, second), ==, ED_REFUSAL_NONE);
  assert_files (&desk, 1, "1w 2w");
  desk_assert_outbox (&desk, "2w");
  draft = desk_on_request (3, 1, ED_COMMAND_RESPONSE_DRAFT, TRUE);
  add_document (draft, 2);
  desk_do (&desk, draft);
  assert_files (&desk, 1, "2w");
  desk_catch_up (&desk, 0);
  g_assert_false (desk_disk_holds (&desk, "canary-first"));
  g_assert_true (has_content (&desk, 1, 2));
  desk_note_upload (&desk, 2, 1000);
  desk_assert_batch (&desk, "1:3");
  /* The response names it again, and need not wait for it again. */
  draft = desk_on_request (4, 1, ED_COMMAND_RESPONSE_SEND, TRUE);
  ((EdArgs *) draft->args)->version = g_strdup (desk_session_id (1));
  ((EdArgs *) draft->args)->text = g_strdup ("Here");
  add_document (draft, 2);
  desk_do (&desk, draft);
  desk_accept (&desk, 3);
  desk_assert_batch (&desk, "2:4");
  g_assert_true (has_content (&desk, 1, 2));
  desk_close (&desk);
}

/* A response that is taken back leaves the files to the draft that has them. */
static void
test_undone_response_leaves_files (void)
{
  g_autoptr (GBytes) pdf = desk_make_pdf (1000, NULL);
  EdCommand *command;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (1, ED_REQUEST_ASSIGNED));
  desk_catch_up (&desk, 0);
  command = desk_on_request (1, 1, ED_COMMAND_RESPONSE_DRAFT, TRUE);
  g_assert_cmpint (send_files (&desk, command, ED_FILE_RESPONSE, 1, 1, pdf), ==, ED_REFUSAL_NONE);
  command = desk_on_request (2, 1, ED_COMMAND_RESPONSE_SEND, TRUE);
  ((EdArgs *) command->args)->version = g_strdup (desk_session_id (1));
  ((EdArgs *) command->args)->text = g_strdup ("Here");
  add_document (command, 1);
  desk_do (&desk, command);
  g_assert_true (ed_store_undo (desk.store, desk_command_id (2), NULL));
  desk_assert_outbox (&desk, "1w");
  assert_files (&desk, 1, "1w");
  g_assert_true (has_content (&desk, 1, 1));
  desk_assert_upload (&desk, "1:0");
  desk_close (&desk);
}

static void
put_shared (Desk *desk, GBytes *content, gint64 expires)
{
  EdRequest *request = desk_make_request (1, ED_REQUEST_ASSIGNED);

  if (content != NULL)
    desk_share (request, 1, content)->expires = expires;
  desk_put_request (desk, request);
  desk_catch_up (desk, 0);
}

static void
fetch (Desk *desk, GBytes *content)
{
  g_autoptr (EdFile) file = NULL;
  g_autoptr (GBytes) held = NULL;
  gint64 length;

  g_assert_true (ed_store_load_file (desk->store,
                                     desk_request_id (1),
                                     desk_document_id (1),
                                     &file,
                                     &held,
                                     NULL));
  g_assert_nonnull (file);
  g_assert_null (held);
  g_assert_true (ed_store_begin_fetch (desk->store, file, &length, NULL));
  g_assert_true (ed_store_add_fetched (desk->store, file->id, content, &length, NULL));
}

/* A document that is shared no more leaves the disk, and takes nothing else along. */
static void
test_revoked_document_is_wiped (void)
{
  g_autoptr (GBytes) pdf = desk_make_pdf (1000, "canary-shared");
  g_autoptr (EdRequestRow) left = NULL;
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  put_shared (&desk, pdf, ED_ABSENT);
  assert_files (&desk, 1, "1a");
  fetch (&desk, pdf);
  assert_files (&desk, 1, "1h");
  g_assert_true (has_content (&desk, 1, 1));
  g_assert_true (desk_disk_holds (&desk, "canary-shared"));
  put_shared (&desk, NULL, ED_ABSENT);
  assert_files (&desk, 1, "");
  g_assert_false (has_content (&desk, 1, 1));
  g_assert_false (desk_disk_holds (&desk, "canary-shared"));
  left = desk_load_request (&desk, 1);
  g_assert_nonnull (left);
  desk_close (&desk);
}

/* Its last day over, it opens no more, even on a machine that nobody could tell. */
static void
test_expired_document_does_not_open (void)
{
  g_autoptr (GBytes) pdf = desk_make_pdf (1000, NULL);
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_shared (&desk, pdf, DESK_TODAY + 1);
  fetch (&desk, pdf);
  ed_manual_clock_advance (&desk.clock, DESK_DAY);
  g_assert_true (has_content (&desk, 1, 1));
  ed_manual_clock_advance (&desk.clock, DESK_DAY);
  g_assert_false (has_content (&desk, 1, 1));
  assert_files (&desk, 1, "");
  desk_close (&desk);
}

/* And without a word from a server its bytes leave the disk. */
static void
test_expired_document_is_wiped (void)
{
  g_autoptr (GBytes) pdf = desk_make_pdf (1000, "canary-for-a-time");
  g_auto (GStrv) receipts = NULL;
  g_autoptr (GError) error = NULL;
  gboolean any;
  gint64 next;
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  put_shared (&desk, pdf, DESK_TODAY + 1);
  fetch (&desk, pdf);
  g_assert_true (ed_store_expire_files (desk.store, &any, &next, &error));
  g_assert_false (any);
  g_assert_cmpint (next, >, DESK_NOW + DESK_DAY);
  g_assert_cmpint (next, <=, DESK_NOW + 2 * DESK_DAY);
  ed_manual_clock_set (&desk.clock, next);
  g_assert_true (ed_store_expire_files (desk.store, &any, &next, &error));
  g_assert_no_error (error);
  g_assert_true (any);
  g_assert_cmpint (next, ==, ED_ABSENT);
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, &error));
  g_assert_false (desk_disk_holds (&desk, "canary-for-a-time"));
  desk_close (&desk);
}

/* --- drafts ----------------------------------------------------------------------------------- */

static void
keep_file (Desk *desk, const char *kind, const char *object, guint n, GBytes *content)
{
  g_autofree char *name = g_strdup_printf ("page %u.pdf", n);
  const EdDraftFile file = { (char *) desk_document_id (n), name, content };
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_store_keep_draft_file (desk->store, kind, object, &file, &error));
  g_assert_no_error (error);
}

/* "page 1.pdf page 2.pdf", of the draft. */
static void
assert_kept (Desk *desk, const char *kind, const char *object, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = ed_store_load_draft_files (desk->store, kind, object, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < files->len; i++)
    g_string_append_printf (names,
                            "%s%s",
                            i > 0 ? " " : "",
                            ((EdDraftFile *) files->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, expected);
}

/* What was picked is there again when the store is opened anew, and leaves the disk with the draft.
 */
static void
test_picked_files_stay_with_the_draft (void)
{
  g_autoptr (GBytes) first = desk_make_pdf (1000, "canary-picked");
  g_autoptr (GBytes) second = desk_make_pdf (50, NULL);
  g_autoptr (GPtrArray) files = NULL;
  g_auto (GStrv) receipts = NULL;
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  keep_file (&desk, ED_DRAFT_REQUEST, "", 1, first);
  keep_file (&desk, ED_DRAFT_REQUEST, "", 2, second);
  /* Of something that is not held, nothing is kept. */
  keep_file (&desk, ED_DRAFT_AGAIN, desk_request_id (1), 3, second);
  desk_reopen (&desk);
  assert_kept (&desk, ED_DRAFT_REQUEST, "", "page 1.pdf page 2.pdf");
  assert_kept (&desk, ED_DRAFT_AGAIN, desk_request_id (1), "");
  files = ed_store_load_draft_files (desk.store, ED_DRAFT_REQUEST, "", NULL);
  g_assert_true (g_bytes_equal (((EdDraftFile *) files->pdata[0])->content, first));

  g_assert_true (ed_store_drop_draft_file (desk.store, desk_document_id (2), NULL));
  assert_kept (&desk, ED_DRAFT_REQUEST, "", "page 1.pdf");
  g_assert_true (desk_disk_holds (&desk, "canary-picked"));
  g_assert_true (ed_store_discard_draft (desk.store, ED_DRAFT_REQUEST, "", NULL));
  assert_kept (&desk, ED_DRAFT_REQUEST, "", "");
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_false (desk_disk_holds (&desk, "canary-picked"));
  desk_close (&desk);
}

/* Taken back before it is sent, a question is being written again, with its documents. */
static void
test_undone_question_leaves_files (void)
{
  g_autoptr (GBytes) pdf = desk_make_pdf (1000, NULL);
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *body = NULL;
  EdCommand *command;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_become (&desk, DESK_SENDER, "case_manager");
  command = desk_on_request (1, 1, ED_COMMAND_REQUEST_CREATE, FALSE);
  ((EdArgs *) command->args)->subject = g_strdup ("Return to work");
  ((EdArgs *) command->args)->question = g_strdup ("When?");
  g_assert_cmpint (send_files (&desk, command, ED_FILE_SHARED, 1, 1, pdf), ==, ED_REFUSAL_NONE);
  g_assert_true (ed_store_undo (desk.store, desk_command_id (1), NULL));
  body = ed_store_load_draft (desk.store, ED_DRAFT_REQUEST, "", NULL, NULL);
  g_assert_nonnull (strstr (body, "When?"));
  files = ed_store_load_draft_files (desk.store, ED_DRAFT_REQUEST, "", NULL);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_true (g_bytes_equal (((EdDraftFile *) files->pdata[0])->content, pdf));
  g_assert_cmpstr (((EdDraftFile *) files->pdata[0])->id, !=, desk_document_id (1));
  desk_close (&desk);
}

/* Another question likewise, with the request that it is about. */
static void
test_undone_question_stays_with_its_request (void)
{
  g_autofree char *body = NULL;
  EdCommand *command;
  EdRequest *request;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_become (&desk, DESK_SENDER, "case_manager");
  request = desk_make_request (1, ED_REQUEST_ANSWERED);
  desk_put_request (&desk, request);
  desk_catch_up (&desk, 0);
  command = desk_on_request (1, 1, ED_COMMAND_REQUEST_ASK_AGAIN, FALSE);
  ((EdArgs *) command->args)->question = g_strdup ("And full time?");
  desk_do (&desk, command);
  g_assert_true (ed_store_undo (desk.store, desk_command_id (1), NULL));
  body = ed_store_load_draft (desk.store, ED_DRAFT_AGAIN, desk_request_id (1), NULL, NULL);
  g_assert_nonnull (body);
  g_assert_nonnull (strstr (body, "And full time?"));
  desk_close (&desk);
}

/* A request that is forgotten takes what was picked for it along. */
static void
test_forgotten_request_takes_its_drafts_files (void)
{
  g_autoptr (GBytes) pdf = desk_make_pdf (1000, NULL);
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_request (&desk, desk_make_request (1, ED_REQUEST_COMPLETED));
  desk_catch_up (&desk, 0);
  keep_file (&desk, ED_DRAFT_AGAIN, desk_request_id (1), 1, pdf);
  assert_kept (&desk, ED_DRAFT_AGAIN, desk_request_id (1), "page 1.pdf");
  desk_forget_of (&desk, "request", desk_request_id (1));
  desk_catch_up (&desk, 0);
  assert_kept (&desk, ED_DRAFT_AGAIN, desk_request_id (1), "");
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add_func ("/store/request-files/" path, test)
  ADD ("request-waits-for-its-files", test_request_waits_for_its_files);
  ADD ("waiting-file-is-not-dropped", test_waiting_file_is_not_dropped);
  ADD ("bad-file-stores-nothing", test_bad_file_stores_nothing);
  ADD ("files-follow-the-draft", test_files_follow_the_draft);
  ADD ("undone-response-leaves-files", test_undone_response_leaves_files);
  ADD ("revoked-document-is-wiped", test_revoked_document_is_wiped);
  ADD ("expired-document-does-not-open", test_expired_document_does_not_open);
  ADD ("expired-document-is-wiped", test_expired_document_is_wiped);
  ADD ("picked-files-stay", test_picked_files_stay_with_the_draft);
  ADD ("undone-question-leaves-files", test_undone_question_leaves_files);
  ADD ("undone-question-stays", test_undone_question_stays_with_its_request);
  ADD ("picked-files-are-forgotten", test_forgotten_request_takes_its_drafts_files);
#undef ADD
  return g_test_run ();
}
