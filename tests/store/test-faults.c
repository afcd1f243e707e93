/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every write path of the store at every fault point: the n-th call to the disk fails, once or for
 * good, for n = 1, 2, 3 … until none is left. Afterwards every table holds what it held before, or
 * what it holds after an undisturbed run; and what it held before when a single failure was told.
 */

#include "file-fixture.h"
#include "store/connection.h"
#include "store/drafts.h"
#include "store/messages.h"
#include "support/fault-vfs.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *name;
  void (*prepare) (Desk *desk);
  gboolean (*run) (Desk *desk, GError **error);
} Path;

/* --- the paths -------------------------------------------------------------------------------- */

static void
prepare_cases (Desk *desk)
{
  desk_put (desk, desk_make_case (1));
  desk_put (desk, desk_make_case (2));
  desk_put_message (desk, 5, 1, ED_AUTHOR_COORDINATOR, "Well?", 5);
  desk_put_message (desk, 7, 2, ED_AUTHOR_COORDINATOR, "Well?", 5);
  desk_catch_up (desk, 0);
}

/* Commands 1 and 2 sent, 3 waiting, all on case 1; 4 waiting on case 2. */
static void
prepare_outbox (Desk *desk)
{
  prepare_cases (desk);
  desk_do (desk, desk_contact (1, 1));
  desk_do (desk, desk_add_session (2, 1, DESK_TODAY));
  g_free (desk_take (desk, 100, 1024 * 1024));
  desk_do (desk, desk_add_session (3, 1, DESK_TODAY + 1));
  desk_do (desk, desk_contact (4, 2));
}

static void
prepare_accepted (Desk *desk)
{
  prepare_outbox (desk);
  desk_accept (desk, 1);
  desk_settle (desk, 2, ED_RESULT_REJECTED, ED_REFUSAL_WRONG_STATE, 0);
}

static void
prepare_staged (Desk *desk)
{
  prepare_accepted (desk);
  desk_put_contacted (desk, 1, 2);
  desk_forget (desk, desk_case_id (2));
  desk_forget_of (desk, "message", desk_message_id (5));
  desk_put_message (desk, 6, 1, ED_AUTHOR_COORDINATOR, "And?", 6);
  desk_put (desk, desk_make_case (3));
  desk_del (desk, "account", DESK_COORDINATOR);
  desk_stage (desk);
}

static void
prepare_wipe (Desk *desk)
{
  EdItem end;

  prepare_staged (desk);
  desk_make_end (desk, 1, FALSE, &end);
  g_assert_true (ed_store_expose (desk->store, &end, NULL, NULL));
}

static void
prepare_message (Desk *desk)
{
  prepare_cases (desk);
  desk_do (desk, desk_make_message (8, 1, "Soon"));
}

static void
prepare_draft (Desk *desk)
{
  prepare_cases (desk);
  g_assert_true (ed_store_save_draft (desk->store, "message", desk_case_id (1), "Dear", NULL));
}

static gboolean
save_draft (Desk *desk, GError **error)
{
  return ed_store_save_draft (desk->store, "message", desk_case_id (1), "Dear Judit", error);
}

static gboolean
read_messages (Desk *desk, GError **error)
{
  return ed_store_read_messages (desk->store, desk_case_id (1), DESK_NOW + 5, error);
}

static gboolean
take_back_message (Desk *desk, GError **error)
{
  return ed_store_undo (desk->store, desk_command_id (8), error);
}

static gboolean
send_message (Desk *desk, GError **error)
{
  const EdDraftEnd ends = { .kind = "message", .object = desk_case_id (1) };
  g_autoptr (EdCommand) command = desk_make_message (8, 1, "Soon");
  EdRefusal refusal;

  return ed_store_enqueue_written (desk->store, command, &ends, &refusal, error);
}

static gboolean
discard_draft (Desk *desk, GError **error)
{
  return ed_store_discard_draft (desk->store, "message", desk_case_id (1), error);
}

#define SMALL 20000 /* a few pages: each is a fault point */

/* Document 1 waits and is known to the server, 2 is sent, 3 refused, 4 fetched. */
static void
prepare_files (Desk *desk)
{
  g_autoptr (GBytes) content = desk_make_pdf (SMALL, NULL);

  desk_put (desk, desk_make_case (1));
  desk_put_attached (desk, 2, 4, content);
  desk_catch_up (desk, 0);
  desk_attach (desk, 3, 1, content);
  g_assert_true (
      ed_store_refuse_upload (desk->store, desk_document_id (3), ED_REFUSAL_INVALID, NULL));
  desk_attach (desk, 2, 1, content);
  desk_note_upload (desk, 2, SMALL);
  g_free (desk_take (desk, 100, 1024 * 1024));
  desk_attach (desk, 1, 1, content);
  desk_note_upload (desk, 1, 5);
  desk_fetch (desk, 2, 4, content);
}

/* The first chunk of document 4. */
static void
prepare_half (Desk *desk)
{
  g_autoptr (GBytes) content = desk_make_pdf (CHUNK + SMALL, NULL);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (content, 0, CHUNK);
  g_autoptr (EdFile) file = NULL;
  g_autoptr (GBytes) held = NULL;
  gint64 at = 0;

  desk_put_attached (desk, 2, 4, content);
  desk_catch_up (desk, 0);
  g_assert_true (
      ed_store_load_file (desk->store, desk_case_id (2), desk_document_id (4), &file, &held, NULL));
  g_assert_true (ed_store_begin_fetch (desk->store, file, &at, NULL));
  g_assert_true (ed_store_add_fetched (desk->store, file->id, half, &at, NULL));
}

static gboolean
attach (Desk *desk, GError **error)
{
  g_autoptr (EdCommand) command = desk_attach_command (8, 1);
  g_autoptr (GBytes) content = desk_make_pdf (SMALL, NULL);
  EdRefusal refusal;

  return ed_store_attach (desk->store, command, "log.pdf", content, NULL, &refusal, error);
}

static gboolean
cancel_waiting (Desk *desk, GError **error)
{
  return ed_store_cancel_file (desk->store, desk_document_id (1), error);
}

static gboolean
cancel_written (Desk *desk, GError **error)
{
  return ed_store_cancel_written (desk->store, desk_document_id (1), "log", "", "{}", error);
}

static gboolean
cancel_refused (Desk *desk, GError **error)
{
  return ed_store_cancel_file (desk->store, desk_document_id (3), error);
}

static gboolean
note_upload (Desk *desk, GError **error)
{
  return ed_store_note_upload (desk->store, desk_document_id (1), 5000, error);
}

static gboolean
refuse_upload (Desk *desk, GError **error)
{
  return ed_store_refuse_upload (desk->store,
                                 desk_document_id (1),
                                 ED_REFUSAL_TYPE_NOT_ALLOWED,
                                 error);
}

static gboolean
note_damage (Desk *desk, GError **error)
{
  gint64 times;

  return ed_store_note_damage (desk->store, desk_document_id (1), &times, error);
}

static gboolean
await_upload (Desk *desk, GError **error)
{
  return ed_store_await_upload (desk->store, desk_document_id (2), error);
}

static gboolean
add_fetched (Desk *desk, GError **error)
{
  g_autoptr (GBytes) content = desk_make_pdf (CHUNK + SMALL, NULL);
  g_autoptr (GBytes) rest = g_bytes_new_from_bytes (content, CHUNK, SMALL);
  gint64 at = CHUNK;

  return ed_store_add_fetched (desk->store, desk_document_id (4), rest, &at, error);
}

static gboolean
trim_files (Desk *desk, GError **error)
{
  return ed_store_trim_files (desk->store, 0, error);
}

static void
prepare_forgotten_files (Desk *desk)
{
  prepare_files (desk);
  desk_forget (desk, desk_case_id (1));
  desk_put (desk, desk_make_case (2)); /* without the document */
  desk_stage (desk);
}

static gboolean
set_fact (Desk *desk, GError **error)
{
  return ed_store_set (desk->store, "token", "q1Zs", error);
}

static gboolean
make_device (Desk *desk, GError **error)
{
  g_autofree char *device = ed_store_device (desk->store, error);

  return device != NULL;
}

static gboolean
begin_catch_up (Desk *desk, GError **error)
{
  return ed_store_begin_catch_up (desk->store, error);
}

static gboolean
stage (Desk *desk, GError **error)
{
  static const char body[] = "{\"id\":\"c\",\"state\":\"recorded\",\"company_name\":\"Fiat\"}";
  EdItem items[3] = {
    { .kind = ED_ITEM_PUT, .type = "case", .rev = 2, .body = body, .body_length = strlen (body) },
    { .kind = ED_ITEM_PUT, .type = "case", .rev = 1, .body = body, .body_length = strlen (body) },
    { .kind = ED_ITEM_FORGET, .type = "case", .why = "reassigned" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_strlcpy (items[i].id, desk_case_id (i == 1 ? 9 : i + 1), sizeof items[i].id);
  return ed_store_stage (desk->store, items, G_N_ELEMENTS (items), error);
}

static gboolean
expose (Desk *desk, gboolean full, GError **error)
{
  EdItem end;

  desk_make_end (desk, 1, full, &end);
  end.count = 6;
  return ed_store_expose (desk->store, &end, NULL, error);
}

static gboolean
expose_changes (Desk *desk, GError **error)
{
  return expose (desk, FALSE, error);
}

static gboolean
expose_all (Desk *desk, GError **error)
{
  return expose (desk, TRUE, error);
}

static gboolean
forget_cursor (Desk *desk, GError **error)
{
  return ed_store_forget_cursor (desk->store, error);
}

static gboolean
finish_wipes (Desk *desk, GError **error)
{
  g_auto (GStrv) receipts = NULL;

  return ed_store_finish_wipes (desk->store, &receipts, error);
}

static gboolean
enqueue (Desk *desk, GError **error)
{
  g_autoptr (EdCommand) command = desk_add_session (8, 2, DESK_TODAY);
  EdRefusal refusal;

  return ed_store_enqueue (desk->store, command, &refusal, error);
}

static gboolean
undo (Desk *desk, GError **error)
{
  return ed_store_undo (desk->store, desk_command_id (3), error);
}

static gboolean
discard (Desk *desk, GError **error)
{
  return ed_store_discard (desk->store, desk_command_id (2), error);
}

static gboolean
take_batch (Desk *desk, GError **error)
{
  g_autoptr (GPtrArray) batch = ed_store_take_batch (desk->store, 100, 1024 * 1024, error);

  return batch != NULL;
}

static gboolean
settle (Desk *desk, GError **error)
{
  EdResult applied = { .status = ED_RESULT_APPLIED, .rev = 3, .number = ED_ABSENT };
  EdResult rejected = { .status = ED_RESULT_REJECTED,
                        .number = ED_ABSENT,
                        .code = ED_REFUSAL_WRONG_STATE };
  EdPushAnswer answer = { .results = g_ptr_array_new () };
  gboolean done;

  applied.id = (char *) desk_command_id (1);
  rejected.id = (char *) desk_command_id (2);
  g_ptr_array_add (answer.results, &applied);
  g_ptr_array_add (answer.results, &rejected);
  done = ed_store_settle (desk->store, &answer, error);
  g_ptr_array_unref (answer.results);
  return done;
}

static gboolean
refuse (Desk *desk, GError **error)
{
  return ed_store_refuse (desk->store, desk_command_id (1), ED_REFUSAL_INVALID, error);
}

static gboolean
resend (Desk *desk, GError **error)
{
  return ed_store_resend (desk->store, 1, error);
}

static gboolean
renumber (Desk *desk, GError **error)
{
  return ed_store_renumber (desk->store, 5, error);
}

static gboolean
renew_device (Desk *desk, GError **error)
{
  return ed_store_renew_device (desk->store, error);
}

static const Path paths[] = {
  { "attach", prepare_files, attach },
  { "cancel-waiting-file", prepare_files, cancel_waiting },
  { "cancel-written-file", prepare_files, cancel_written },
  { "cancel-refused-file", prepare_files, cancel_refused },
  { "note-upload", prepare_files, note_upload },
  { "refuse-upload", prepare_files, refuse_upload },
  { "note-damage", prepare_files, note_damage },
  { "await-upload", prepare_files, await_upload },
  { "add-fetched", prepare_half, add_fetched },
  { "trim-files", prepare_files, trim_files },
  { "expose-forgotten-files", prepare_forgotten_files, expose_changes },
  { "set", prepare_cases, set_fact },
  { "device", prepare_cases, make_device },
  { "save-draft", prepare_draft, save_draft },
  { "discard-draft", prepare_draft, discard_draft },
  { "read-messages", prepare_cases, read_messages },
  { "send-message", prepare_draft, send_message },
  { "take-back-message", prepare_message, take_back_message },
  { "begin-catch-up", prepare_staged, begin_catch_up },
  { "stage", prepare_staged, stage },
  { "expose", prepare_staged, expose_changes },
  { "expose-all", prepare_staged, expose_all },
  { "forget-cursor", prepare_cases, forget_cursor },
  { "finish-wipes", prepare_wipe, finish_wipes },
  { "enqueue", prepare_outbox, enqueue },
  { "undo", prepare_outbox, undo },
  { "discard", prepare_accepted, discard },
  { "take-batch", prepare_outbox, take_batch },
  { "settle", prepare_outbox, settle },
  { "refuse", prepare_outbox, refuse },
  { "resend", prepare_accepted, resend },
  { "renumber", prepare_outbox, renumber },
  { "renew-device", prepare_accepted, renew_device },
};

/* --- what the tables hold --------------------------------------------------------------------- */

static void
list_column (Desk *desk, GPtrArray *names, const char *sql)
{
  g_autoptr (EdStatement) select = ed_db_prepare (desk->store->db, sql, NULL);

  while (ed_statement_step (select, NULL))
    g_ptr_array_add (names, g_strdup (ed_statement_text (select, 0)));
}

static void
dump_table (Desk *desk, const char *table, GString *dump)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *info =
      g_strdup_printf ("SELECT 'quote(' || name || ')' FROM pragma_table_info('%s')", table);
  g_autofree char *list = NULL;
  g_autofree char *select = NULL;

  list_column (desk, columns, info);
  g_ptr_array_add (columns, NULL);
  list = g_strjoinv (" || ',' || ", (char **) columns->pdata);
  /* What is made at random shows by its row; what a failure notes for the next attempt is its own.
   */
  if (g_str_equal (table, "fact"))
    select = g_strdup ("SELECT name || CASE name WHEN 'device' THEN '' ELSE value END FROM fact"
                       " WHERE name NOT IN ('staging', 'rewrite_since') ORDER BY 1");
  else
    select = g_strdup_printf ("SELECT %s FROM %s ORDER BY 1", list, table);
  list_column (desk, rows, select);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (dump, "%s: %s\n", table, (const char *) rows->pdata[i]);
}

static char *
dump_store (Desk *desk)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) whole = g_ptr_array_new_with_free_func (g_free);
  GString *dump = g_string_new (NULL);

  list_column (desk, whole, "PRAGMA integrity_check");
  g_assert_cmpstr (whole->pdata[0], ==, "ok");
  list_column (desk,
               tables,
               "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
               " ORDER BY name");
  g_assert_cmpuint (tables->len, >, 5);
  for (guint i = 0; i < tables->len; i++)
    dump_table (desk, tables->pdata[i], dump);
  return g_string_free (dump, FALSE);
}

/* --- trying ----------------------------------------------------------------------------------- */

typedef struct
{
  const Path *path;
  Desk desk;
  char *template;
  gsize length;
  char *before, *after;
} Trial;

static void
restore_template (Trial *trial)
{
  static const char *const suffixes[] = { "-wal", "-shm" };

  g_clear_pointer (&trial->desk.store, ed_store_close);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (trial->desk.path, suffixes[i], NULL);

      g_remove (path);
    }
  g_assert_true (g_file_set_contents_full (trial->desk.path,
                                           trial->template,
                                           (gssize) trial->length,
                                           G_FILE_SET_CONTENTS_NONE,
                                           0600,
                                           NULL));
}

/* TRUE when the fault came. */
static gboolean
try_once (Trial *trial, guint nth, EdFaultKind kind, gboolean lasts)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL;
  guint cursor = trial->desk.cursor;
  gboolean done, failed;

  restore_template (trial);
  trial->desk.store = desk_connect (&trial->desk);
  ed_fault_vfs_arm (nth, kind, lasts);
  done = trial->path->run (&trial->desk, &error);
  g_clear_pointer (&trial->desk.store, ed_store_close);
  failed = ed_fault_vfs_disarm ();
  trial->desk.cursor = cursor;

  g_assert_true (done == (error == NULL));
  g_assert_true (done || failed);
  if (!done)
    g_assert_true (g_error_matches (error, ED_DB_ERROR, ED_DB_ERROR_IO)
                   || g_error_matches (error, ED_DB_ERROR, ED_DB_ERROR_FULL));
  trial->desk.store = desk_connect (&trial->desk);
  state = dump_store (&trial->desk);
  if (done)
    g_assert_cmpstr (state, ==, trial->after);
  else if (!lasts || !g_str_equal (state, trial->after))
    g_assert_cmpstr (state, ==, trial->before);
  return failed;
}

static void
run_undisturbed (Trial *trial)
{
  g_autoptr (GError) error = NULL;
  guint cursor = trial->desk.cursor;

  restore_template (trial);
  trial->desk.store = desk_connect (&trial->desk);
  trial->before = dump_store (&trial->desk);
  g_assert_true (trial->path->run (&trial->desk, &error));
  g_assert_no_error (error);
  trial->after = dump_store (&trial->desk);
  g_assert_cmpstr (trial->before, !=, trial->after);
  trial->desk.cursor = cursor;
}

static void
test_path_is_clean_at_every_fault (gconstpointer data)
{
  Trial trial = { .path = data };

  desk_set_up (&trial.desk, FALSE);
  trial.path->prepare (&trial.desk);
  g_clear_pointer (&trial.desk.store, ed_store_close);
  g_assert_true (g_file_get_contents (trial.desk.path, &trial.template, &trial.length, NULL));
  run_undisturbed (&trial);
  for (int variant = 0; variant < 4; variant++)
    {
      guint nth = 1;

      while (try_once (&trial, nth, variant % 2 == 0 ? ED_FAULT_IO : ED_FAULT_FULL, variant >= 2))
        nth++;
      g_assert_cmpuint (nth, >, 3);
      g_test_message ("%s: %u fault points", trial.path->name, nth - 1);
    }
  desk_close (&trial.desk);
  g_free (trial.template);
  g_free (trial.before);
  g_free (trial.after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ed_fault_vfs_register ();

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = g_strconcat ("/store/faults/", paths[i].name, NULL);

      g_test_add_data_func (path, &paths[i], test_path_is_clean_at_every_fault);
    }
  return g_test_run ();
}
