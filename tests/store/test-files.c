/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents in the store: attached, on their way to the server, fetched, and gone. */

#include "file-fixture.h"

#include "store/connection.h"

#include <string.h>

#define LENGTH (2 * CHUNK + 1000)

static void
set_up (Desk *desk)
{
  desk_set_up (desk, FALSE);
  desk_put (desk, desk_make_case (1));
  desk_put (desk, desk_make_case (2));
  desk_catch_up (desk, 0);
}

static gint64
count (Desk *desk, const char *sql)
{
  g_autoptr (EdStatement) select = ed_db_prepare (desk->store->db, sql, NULL);

  g_assert_true (ed_statement_step (select, NULL));
  return ed_statement_int (select, 0);
}

static void
assert_bytes_here (Desk *desk, gboolean expected)
{
  g_assert_cmpint (count (desk, "SELECT count(*) > 0 FROM file_chunk"), ==, expected);
  g_assert_cmpint (count (desk, "SELECT count(*) > 0 FROM file"), ==, expected);
}

/* The uploads that the server is to forget, by number, and forgets them. */
static void
assert_withdrawn (Desk *desk, const char *expected)
{
  g_auto (GStrv) ids = ed_store_list_withdrawn (desk->store, NULL);
  g_autofree char *list = NULL;

  g_assert_nonnull (ids);
  list = g_strjoinv (" ", ids);
  g_assert_cmpstr (list, ==, expected);
  for (guint i = 0; ids[i] != NULL; i++)
    g_assert_true (ed_store_withdrawal_done (desk->store, ids[i], NULL));
}

/* --- attaching -------------------------------------------------------------------------------- */

static void
test_attached_is_shown_at_once (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autoptr (EdCaseRow) row = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const EdDocument *document;
  const EdOutboxEntry *entry;

  set_up (&desk);
  desk_attach (&desk, 1, 1, content);
  desk_reopen (&desk);
  row = desk_load (&desk, 1);
  g_assert_cmpuint (row->case_->documents->len, ==, 1);
  document = row->case_->documents->pdata[0];
  g_assert_cmpstr (document->id, ==, desk_document_id (1));
  g_assert_cmpstr (document->name, ==, "log 1.pdf");
  g_assert_cmpstr (document->type, ==, "application/pdf");
  g_assert_cmpint (document->size, ==, LENGTH);
  g_assert_cmpstr (document->sha256, ==, sha256);
  desk_assert_files (&desk, 1, "1w0");
  desk_assert_content (&desk, 1, 1, content);
  desk_note_upload (&desk, 1, CHUNK);
  desk_assert_files (&desk, 1, "1s262144");
  entries = ed_store_list_outbox (desk.store, NULL);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->file_name, ==, "log 1.pdf");
  g_assert_cmpint (entry->file_sent, ==, CHUNK);
  g_assert_cmpint (entry->file_size, ==, LENGTH);
  desk_close (&desk);
}

static const struct
{
  const char *bytes;
  gsize length; /* 0: of the text */
  const char *name;
  EdRefusalCode code;
} contents[] = {
  { "", 0, "empty.pdf", ED_REFUSAL_TYPE_NOT_ALLOWED },
  { "MZ is a program", 0, "log.pdf", ED_REFUSAL_TYPE_NOT_ALLOWED },
  { "%PDF-", ED_FILE_BYTES_MAX + 1, "log.pdf", ED_REFUSAL_TOO_LARGE },
  { "%PDF-1.4 is one", 0, "log.txt", ED_REFUSAL_NONE },
  { "%PDF-", ED_FILE_BYTES_MAX, "log.pdf", ED_REFUSAL_NONE },
  { "\xff\xd8\xff\xe0 a photograph", 0, "../../evil\xe2\x80\xaegpj.exe", ED_REFUSAL_NONE },
};

static void
test_contents_are_judged (void)
{
  Desk desk;

  set_up (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      gsize length = MAX (contents[i].length, strlen (contents[i].bytes));
      char *bytes = g_malloc0 (length + 1);
      g_autoptr (GBytes) content = NULL;
      g_autoptr (EdCommand) command = desk_attach_command (i + 1, 1);
      g_autoptr (GError) error = NULL;
      EdRefusal refusal;
      gboolean ok;

      memcpy (bytes, contents[i].bytes, strlen (contents[i].bytes));
      content = g_bytes_new_take (bytes, length);
      ok = ed_store_attach (desk.store, command, contents[i].name, content, NULL, &refusal, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (ed_refusal_word (refusal.code), ==, ed_refusal_word (contents[i].code));
      g_assert_true (ok == (refusal.code == ED_REFUSAL_NONE));
    }
  g_assert_cmpint (count (&desk, "SELECT count(*) FROM file"), ==, 3);
  g_assert_cmpint (count (&desk, "SELECT count(*) FROM file WHERE instr (name, '/') > 0"), ==, 0);
  desk_assert_outbox (&desk, "4w 5w 6w");
  desk_close (&desk);
}

/* What the rules refuse leaves nothing behind. */
static void
test_refused_here_stores_nothing (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);
  g_autoptr (EdCommand) command = desk_attach_command (1, 1);
  EdRefusal refusal;

  set_up (&desk);
  ((EdArgs *) command->args)->kind = ED_DOCUMENT_CASE_FILE; /* for coaching only */
  g_assert_false (ed_store_attach (desk.store, command, "log.pdf", content, NULL, &refusal, NULL));
  g_assert_cmpint (refusal.code, ==, ED_REFUSAL_TYPE_NOT_ALLOWED);
  assert_bytes_here (&desk, FALSE);
  desk_assert_outbox (&desk, "");

  /* An attach of something that is not here. */
  ((EdArgs *) command->args)->kind = ED_DOCUMENT_TREATMENT_LOG;
  g_assert_false (ed_store_enqueue (desk.store, command, &refusal, NULL));
  g_assert_cmpint (refusal.code, ==, ED_REFUSAL_UPLOAD_UNKNOWN);
  desk_close (&desk);
}

/* --- on the way ------------------------------------------------------------------------------- */

static void
test_commands_wait_for_files_of_their_case (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);

  set_up (&desk);
  desk_do (&desk, desk_contact (1, 1));
  desk_attach (&desk, 2, 1, content);
  desk_do (&desk, desk_add_session (3, 1, DESK_TODAY));
  desk_do (&desk, desk_contact (4, 2));
  desk_attach (&desk, 5, 2, content);
  desk_assert_batch (&desk, "1:1 2:4");
  desk_accept (&desk, 1);
  desk_accept (&desk, 4);
  desk_assert_upload (&desk, "2:0");
  desk_note_upload (&desk, 2, CHUNK);
  desk_assert_upload (&desk, "2:262144");
  desk_assert_batch (&desk, "");
  desk_note_upload (&desk, 2, LENGTH);
  desk_assert_upload (&desk, "5:0");
  desk_assert_files (&desk, 1, "2S");
  desk_assert_batch (&desk, "3:2 4:3");
  desk_accept (&desk, 2);
  desk_assert_files (&desk, 1, "2h");
  desk_note_upload (&desk, 5, LENGTH);
  desk_assert_batch (&desk, "4:3 5:5");
  desk_assert_upload (&desk, "");
  desk_close (&desk);
}

static void
test_pieces_are_read_from_anywhere (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);
  const struct
  {
    gsize offset, length;
  } pieces[] = {
    { 0, LENGTH },        { 0, 1 },         { CHUNK, CHUNK },   { CHUNK - 1, 2 },
    { CHUNK + 5, CHUNK }, { 1, 3 * CHUNK }, { LENGTH - 1, 10 }, { 2 * CHUNK, CHUNK },
  };

  set_up (&desk);
  desk_attach (&desk, 1, 1, content);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      gsize length = MIN (pieces[i].length, LENGTH - pieces[i].offset);
      g_autoptr (GBytes) expected = g_bytes_new_from_bytes (content, pieces[i].offset, length);
      g_autoptr (GBytes) piece = ed_store_read_upload (desk.store,
                                                       desk_document_id (1),
                                                       (gint64) pieces[i].offset,
                                                       (gint64) pieces[i].length,
                                                       NULL);

      g_assert_true (g_bytes_equal (piece, expected));
    }
  g_assert_null (ed_store_read_upload (desk.store, desk_document_id (1), LENGTH, 1, NULL));
  g_assert_null (ed_store_read_upload (desk.store, desk_document_id (9), 0, 1, NULL));
  desk_close (&desk);
}

static void
test_taken_back_leaves_nothing (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);

  set_up (&desk);
  desk_attach (&desk, 1, 1, content);
  g_assert_true (ed_store_cancel_file (desk.store, desk_document_id (1), NULL));
  assert_bytes_here (&desk, FALSE);
  desk_assert_outbox (&desk, "");
  desk_assert_files (&desk, 1, "");
  assert_withdrawn (&desk, "");
  g_assert_false (ed_store_cancel_file (desk.store, desk_document_id (1), NULL));

  /* One that the server has heard of, by undoing its command. */
  desk_attach (&desk, 2, 1, content);
  desk_note_upload (&desk, 2, LENGTH);
  g_assert_true (ed_store_undo (desk.store, desk_command_id (2), NULL));
  assert_bytes_here (&desk, FALSE);
  assert_withdrawn (&desk, desk_document_id (2));
  assert_withdrawn (&desk, "");

  /* Sent is sent. */
  desk_attach (&desk, 3, 1, content);
  desk_note_upload (&desk, 3, LENGTH);
  desk_assert_batch (&desk, "1:3");
  g_assert_false (ed_store_cancel_file (desk.store, desk_document_id (3), NULL));
  desk_accept (&desk, 3);
  g_assert_false (ed_store_cancel_file (desk.store, desk_document_id (3), NULL));
  desk_assert_content (&desk, 1, 3, content);
  desk_close (&desk);
}

static void
test_refused_keeps_its_bytes_until_seen (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);
  g_autoptr (EdCommand) again = desk_attach_command (9, 1);
  EdArgs *args = again->args;
  EdRefusal refusal;

  set_up (&desk);
  /* The file by itself, before its command is sent; what waits behind it goes on. */
  desk_attach (&desk, 1, 1, content);
  desk_do (&desk, desk_contact (2, 1));
  desk_note_upload (&desk, 1, CHUNK);
  g_assert_true (
      ed_store_refuse_upload (desk.store, desk_document_id (1), ED_REFUSAL_TYPE_NOT_ALLOWED, NULL));
  desk_assert_outbox (&desk, "1r 2w");
  desk_assert_files (&desk, 1, "1r262144");
  desk_assert_content (&desk, 1, 1, content);
  desk_assert_upload (&desk, "");
  desk_assert_batch (&desk, "1:2");
  g_assert_true (ed_store_discard (desk.store, desk_command_id (1), NULL));
  assert_bytes_here (&desk, FALSE);
  assert_withdrawn (&desk, desk_document_id (1));
  desk_assert_outbox (&desk, "2s");

  /* The command; the same bytes are tried again by another. */
  desk_attach (&desk, 3, 1, content);
  desk_note_upload (&desk, 3, LENGTH);
  desk_assert_batch (&desk, "1:2 2:3");
  desk_accept (&desk, 2);
  desk_settle (&desk, 3, ED_RESULT_REJECTED, ED_REFUSAL_CASE_LOCKED, 0);
  desk_assert_files (&desk, 1, "3r");
  g_free (args->upload);
  args->upload = g_strdup (desk_document_id (3));
  g_assert_true (ed_store_enqueue (desk.store, again, &refusal, NULL));
  g_assert_true (ed_store_discard (desk.store, desk_command_id (3), NULL));
  desk_assert_content (&desk, 1, 3, content);
  desk_assert_batch (&desk, "3:9");
  desk_close (&desk);
}

/* The server has lost the bytes: what was sent from there on waits again, and others go first. */
static void
test_lost_upload_is_sent_again (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);

  set_up (&desk);
  desk_do (&desk, desk_contact (1, 1));
  desk_attach (&desk, 2, 1, content);
  desk_do (&desk, desk_add_session (3, 1, DESK_TODAY));
  desk_do (&desk, desk_contact (4, 2));
  desk_note_upload (&desk, 2, LENGTH);
  desk_assert_batch (&desk, "1:1 2:2 3:3 4:4");
  desk_accept (&desk, 1);
  g_assert_true (ed_store_await_upload (desk.store, desk_document_id (2), NULL));
  desk_assert_outbox (&desk, "1a 2w 3w 4w");
  desk_assert_batch (&desk, "2:4");
  desk_assert_upload (&desk, "2:0");
  desk_assert_case (&desk, 1, TRUE, 1, 2);
  desk_note_upload (&desk, 2, LENGTH);
  desk_assert_batch (&desk, "2:4 3:2 4:3");
  g_assert_false (ed_store_await_upload (desk.store, desk_document_id (9), NULL));
  desk_assert_outbox (&desk, "1a 2s 3s 4s");
  desk_close (&desk);
}

/* After a restore what had been accepted is pushed again, and its bytes are still here for it; it
 * cannot be taken back as if it had never been. */
static void
test_restored_server_gets_the_bytes_again (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);
  g_autoptr (GPtrArray) batch = NULL;

  set_up (&desk);
  desk_attach (&desk, 1, 1, content);
  desk_note_upload (&desk, 1, LENGTH);
  desk_assert_batch (&desk, "1:1");
  desk_accept (&desk, 1);
  desk_put_attached (&desk, 1, 1, content);
  desk_catch_up (&desk, 1);
  g_assert_true (ed_store_resend (desk.store, 1, NULL));
  g_assert_true (ed_store_await_upload (desk.store, desk_document_id (1), NULL));
  g_assert_false (ed_store_cancel_file (desk.store, desk_document_id (1), NULL));
  desk_assert_content (&desk, 1, 1, content);
  desk_note_upload (&desk, 1, LENGTH);
  batch = ed_store_take_batch (desk.store, 10, 1024 * 1024, NULL);
  g_assert_cmpuint (batch->len, ==, 1);
  g_assert_nonnull (strstr (batch->pdata[0], "\"was\":"));
  desk_close (&desk);
}

/* --- from the server -------------------------------------------------------------------------- */

static void
test_fetched_is_kept_and_goes_on (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (content, 0, CHUNK + CHUNK / 2);
  g_autoptr (EdFile) file = NULL;
  g_autoptr (GBytes) held = NULL;
  gint64 at = -1;

  desk_set_up (&desk, FALSE);
  desk_put_attached (&desk, 1, 7, content);
  desk_catch_up (&desk, 0);
  desk_assert_files (&desk, 1, "7a");
  g_assert_true (
      ed_store_load_file (desk.store, desk_case_id (1), desk_document_id (7), &file, &held, NULL));
  g_assert_null (held);
  g_assert_true (ed_store_begin_fetch (desk.store, file, &at, NULL));
  g_assert_cmpint (at, ==, 0);
  g_assert_true (ed_store_add_fetched (desk.store, file->id, half, &at, NULL));
  g_assert_cmpint (at, ==, CHUNK);
  desk_reopen (&desk);
  desk_assert_files (&desk, 1, "7a");
  desk_assert_content (&desk, 1, 7, NULL);
  g_assert_true (ed_store_begin_fetch (desk.store, file, &at, NULL));
  g_assert_cmpint (at, ==, CHUNK);
  {
    g_autoptr (GBytes) rest = g_bytes_new_from_bytes (content, CHUNK, LENGTH - CHUNK);

    g_assert_true (ed_store_add_fetched (desk.store, file->id, rest, &at, NULL));
  }
  g_assert_cmpint (at, ==, LENGTH);
  desk_assert_files (&desk, 1, "7h");
  desk_assert_content (&desk, 1, 7, content);
  desk_assert_content (&desk, 2, 7, NULL);

  /* Forgotten in the middle of a fetch. */
  g_assert_true (ed_store_drop_file (desk.store, file->id, NULL));
  g_assert_false (ed_store_add_fetched (desk.store, file->id, half, &at, NULL));
  assert_bytes_here (&desk, FALSE);
  desk_close (&desk);
}

/* Accepted and in a verified backup, fetched, waiting, refused, accepted a moment ago: only the
 * first two may go, the longest unseen first. */
static void
test_limit_spares_what_is_needed (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (CHUNK, NULL);

  set_up (&desk);
  desk_attach (&desk, 1, 1, content);
  desk_note_upload (&desk, 1, CHUNK);
  desk_assert_batch (&desk, "1:1");
  desk_settle (&desk, 1, ED_RESULT_APPLIED, ED_REFUSAL_NONE, 1);
  desk_put_attached (&desk, 1, 1, content);
  desk_put_attached (&desk, 2, 2, content);
  desk_catch_up (&desk, 1);
  ed_manual_clock_advance (&desk.clock, 1000);
  desk_fetch (&desk, 2, 2, content);
  for (guint n = 3; n <= 5; n++)
    desk_attach (&desk, n, 2, content);
  g_assert_true (
      ed_store_refuse_upload (desk.store, desk_document_id (3), ED_REFUSAL_INVALID, NULL));
  desk_note_upload (&desk, 4, CHUNK);
  desk_assert_batch (&desk, "2:4");
  desk_accept (&desk, 4);
  g_assert_true (ed_store_set (desk.store, "durable", "1", NULL));

  g_assert_true (ed_store_trim_files (desk.store, 2 * CHUNK, NULL));
  desk_assert_files (&desk, 1, "1h");
  g_assert_true (ed_store_trim_files (desk.store, CHUNK, NULL));
  desk_assert_files (&desk, 1, "1a");
  desk_assert_files (&desk, 2, "2h 4h 5w0 3r0");
  ed_manual_clock_advance (&desk.clock, 1000);
  desk_fetch (&desk, 1, 1, content);
  ed_manual_clock_advance (&desk.clock, 1000);
  desk_assert_content (&desk, 2, 2, content); /* looked at last */
  g_assert_true (ed_store_trim_files (desk.store, CHUNK, NULL));
  desk_assert_files (&desk, 1, "1a");
  g_assert_true (ed_store_trim_files (desk.store, 0, NULL));
  desk_assert_files (&desk, 2, "2a 4h 5w0 3r0");
  desk_close (&desk);
}

/* --- gone ------------------------------------------------------------------------------------- */

static void
test_forgotten_case_takes_its_files_along (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);

  set_up (&desk);
  desk_put_attached (&desk, 1, 7, content);
  desk_catch_up (&desk, 0);
  desk_fetch (&desk, 1, 7, content);
  desk_attach (&desk, 1, 1, content);
  desk_attach (&desk, 2, 1, content);
  g_assert_true (
      ed_store_refuse_upload (desk.store, desk_document_id (2), ED_REFUSAL_INVALID, NULL));
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  desk_assert_files (&desk, 1, "");
  /* What had happened is said to the server, unseen here, and kept for a restore, and then gone. */
  g_assert_cmpint (count (&desk, "SELECT count(*) FROM file"), ==, 1);
  desk_assert_content (&desk, 1, 1, NULL);
  desk_assert_upload (&desk, "1:0");
  desk_note_upload (&desk, 1, LENGTH);
  desk_assert_batch (&desk, "1:1");
  desk_settle (&desk, 1, ED_RESULT_KEPT, ED_REFUSAL_NONE, 0);
  assert_bytes_here (&desk, TRUE);
  ed_manual_clock_advance (&desk.clock, 15 * DESK_DAY);
  desk_catch_up (&desk, 0);
  assert_bytes_here (&desk, FALSE);
  desk_close (&desk);
}

static void
test_orphan_goes_after_a_while (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);

  set_up (&desk);
  desk_attach (&desk, 1, 1, content);
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  ed_manual_clock_advance (&desk.clock, 15 * DESK_DAY);
  desk_put (&desk, desk_make_case (2));
  desk_catch_up (&desk, 0);
  assert_bytes_here (&desk, FALSE);
  desk_assert_upload (&desk, "");
  desk_close (&desk);
}

static void
test_detached_or_forgotten_document_goes (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, NULL);

  desk_set_up (&desk, FALSE);
  for (guint round = 0; round < 3; round++)
    {
      desk_put_attached (&desk, 1, 7, content);
      desk_catch_up (&desk, 0);
      desk_fetch (&desk, 1, 7, content);
      assert_bytes_here (&desk, TRUE);
      if (round == 0)
        desk_put (&desk, desk_make_case (1)); /* without it */
      else if (round == 1)
        desk_del (&desk, "case", desk_case_id (1));
      else
        desk_forget_of (&desk, "document", desk_document_id (7));
      desk_catch_up (&desk, 0);
      assert_bytes_here (&desk, FALSE);
    }
  desk_close (&desk);
}

/* Not encrypted, so that the file can be read: content and name are in it, and afterwards in no
 * byte of it. */
static void
test_gone_is_gone_from_the_disk (void)
{
  static const char canary[] = "canary-in-a-document";
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, canary);

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  for (guint way = 0; way < 4; way++)
    {
      desk_put (&desk, desk_make_case (1));
      desk_catch_up (&desk, 0);
      desk_attach (&desk, 1 + way, 1, content);
      g_assert_true (desk_disk_holds (&desk, canary));
      g_assert_true (desk_disk_holds (&desk, "log "));
      if (way == 0)
        g_assert_true (ed_store_cancel_file (desk.store, desk_document_id (1), NULL));
      else if (way == 1)
        g_assert_true (ed_store_undo (desk.store, desk_command_id (2), NULL));
      else
        {
          desk_note_upload (&desk, 1 + way, LENGTH);
          g_free (desk_take (&desk, 10, 1024 * 1024));
          desk_accept (&desk, 1 + way);
          if (way == 2)
            desk_forget (&desk, desk_case_id (1));
          else
            desk_put (&desk, desk_make_case (1));
          desk_catch_up (&desk, 99);
        }
      {
        g_auto (GStrv) receipts = NULL;

        g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
        g_assert_cmpuint (g_strv_length (receipts), ==, way == 2);
        if (way == 2)
          g_assert_true (ed_store_receipt_sent (desk.store, receipts[0], NULL));
      }
      g_assert_false (desk_disk_holds (&desk, canary));
    }
  desk_close (&desk);
}

/* As users have it: neither what is in a document nor what it is called can be read. */
static void
test_file_tells_nothing (void)
{
  Desk desk;
  g_autoptr (GBytes) content = desk_make_pdf (LENGTH, "canary-in-a-document");

  set_up (&desk);
  desk_attach (&desk, 1, 1, content);
  g_assert_false (desk_disk_holds (&desk, "canary"));
  g_assert_false (desk_disk_holds (&desk, "log 1"));
  g_assert_false (desk_disk_holds (&desk, "%PDF"));
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add_func ("/store/files/" name, function)
  ADD ("attached-is-shown-at-once", test_attached_is_shown_at_once);
  ADD ("contents-are-judged", test_contents_are_judged);
  ADD ("refused-here-stores-nothing", test_refused_here_stores_nothing);
  ADD ("commands-wait-for-files-of-their-case", test_commands_wait_for_files_of_their_case);
  ADD ("pieces-are-read-from-anywhere", test_pieces_are_read_from_anywhere);
  ADD ("taken-back-leaves-nothing", test_taken_back_leaves_nothing);
  ADD ("refused-keeps-its-bytes-until-seen", test_refused_keeps_its_bytes_until_seen);
  ADD ("lost-upload-is-sent-again", test_lost_upload_is_sent_again);
  ADD ("restored-server-gets-the-bytes-again", test_restored_server_gets_the_bytes_again);
  ADD ("fetched-is-kept-and-goes-on", test_fetched_is_kept_and_goes_on);
  ADD ("limit-spares-what-is-needed", test_limit_spares_what_is_needed);
  ADD ("forgotten-case-takes-its-files-along", test_forgotten_case_takes_its_files_along);
  ADD ("orphan-goes-after-a-while", test_orphan_goes_after_a_while);
  ADD ("detached-or-forgotten-document-goes", test_detached_or_forgotten_document_goes);
  ADD ("gone-is-gone-from-the-disk", test_gone_is_gone_from_the_disk);
  ADD ("file-tells-nothing", test_file_tells_nothing);
#undef ADD
  return g_test_run ();
}
