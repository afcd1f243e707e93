/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/erasure.h"

#include "domain/shell.h"
#include "server/api-state.h"
#include "server/audience.h"
#include "server/audit-table.h"
#include "server/case-store.h"
#include "server/command-table.h"
#include "server/document-table.h"
#include "server/due-table.h"
#include "server/erased-table.h"
#include "server/fee-statement-table.h"
#include "server/file-chunk-table.h"
#include "server/held-table.h"
#include "server/mail-table.h"
#include "server/maildir.h"
#include "server/message-table.h"
#include "server/outside.h"
#include "server/projection.h"
#include "server/request-projection.h"
#include "server/request-table.h"
#include "server/upload-table.h"
#include "server/view-file-table.h"
#include "wire/record-json.h"

#define LOG_RETRY_US (60 * G_USEC_PER_SEC)

static gboolean
pass_on (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* --- what both kinds have ----------------------------------------------------------------------
 */

static gboolean
erase_file (EdBatch *batch, const char *id, GError **error)
{
  return ed_file_chunks_delete (batch->db, id, error)
         && ed_uploads_erase (batch->db, id, batch->now, error);
}

/* IDS may be NULL: what lists them has failed. */
static gboolean
erase_files (EdBatch *batch, char **ids, GError **error)
{
  for (char **id = ids; id != NULL && *id != NULL; id++)
    if (!erase_file (batch, *id, error))
      return FALSE;
  return ids != NULL;
}

/* Those that were announced for it and belong to nothing. */
static gboolean
erase_waiting_files (EdBatch *batch, const char *target, GError **error)
{
  g_auto (GStrv) ids = ed_uploads_list_waiting_for (batch->db, target, error);

  return erase_files (batch, ids, error);
}

/* Their rows, and where mails are only written down their words. */
static gboolean
erase_mails (EdBatch *batch, const char *about, GError **error)
{
  g_autofree char *maildir = g_build_filename (batch->api->folder, "mail", NULL);
  g_auto (GStrv) ids = ed_mails_list_about (batch->db, about, error);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      ed_maildir_remove (maildir, *id);
      if (!ed_mails_delete (batch->db, *id, error))
        return FALSE;
    }
  return ids != NULL;
}

static gboolean
delete_documents (EdBatch *batch, const char *type, char **ids, GError **error)
{
  for (char **id = ids; id != NULL && *id != NULL; id++)
    if (!ed_documents_delete (batch->db, type, *id, error))
      return FALSE;
  return ids != NULL;
}

/* What commands on it said, waiting ones too. */
static gboolean
forget_commands (EdBatch *batch, const char *target, GError **error)
{
  return ed_commands_forget (batch->db, target, error) && ed_held_drop (batch->db, target, error);
}

/* --- late work ---------------------------------------------------------------------------------
 */

static gboolean
take_late_work (EdBatch *batch,
                const char *audience,
                const char *id,
                const char *why,
                GError **error)
{
  EdPosition at = ed_batch_next (batch, audience);
  gboolean changed;

  return ed_views_take (batch->db, audience, "late_work", id, why, &at, &changed, error)
         && ed_view_files_set (batch->db, audience, "late_work", id, NULL, error);
}

/* BY entered it. Its text is not asked: it may be one that no program can read. */
static gboolean
erase_late_work (EdBatch *batch, const char *id, const char *by, const char *why, GError **error)
{
  g_autofree char *own = ed_audience_of_account (by);
  g_auto (GStrv) files =
      ed_view_files_list (batch->db, ED_AUDIENCE_OF_STAFF, "late_work", id, error);

  return files != NULL && take_late_work (batch, ED_AUDIENCE_OF_STAFF, id, why, error)
         && take_late_work (batch, own, id, why, error)
         && ed_documents_delete (batch->db, "late_work", id, error)
         && forget_commands (batch, id, error) && erase_files (batch, files, error);
}

/* All that was entered late for TARGET, settled or not. */
static gboolean
erase_late_works (EdBatch *batch, const char *target, const char *why, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free); /* id, by, id, by, … */
  g_autoptr (EdStatement) row = ed_commands_read_late (batch->db, target, error);
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  while (ed_statement_step (row, &local))
    for (int i = 0; i < 2; i++)
      g_ptr_array_add (found, g_strdup (ed_statement_text (row, i)));
  if (!pass_on (local, error))
    return FALSE;
  ed_statement_done (g_steal_pointer (&row));
  for (guint i = 0; i < found->len; i += 2)
    if (!erase_late_work (batch, found->pdata[i], found->pdata[i + 1], why, error))
      return FALSE;
  return TRUE;
}

/* --- a case ------------------------------------------------------------------------------------
 */

static gboolean
keep_shell (EdBatch *batch, const EdCase *case_, GError **error)
{
  g_autofree char *id = ed_secrets_make_uuid ();
  g_autoptr (EdShell) shell = ed_shell_new (case_, id, batch->api->zone);
  gsize length;
  g_autofree char *text = ed_record_to_json (&ed_shell_type, shell, &length);

  return ed_documents_store (batch->db, "shell", id, 1, text, length, error);
}

static gboolean
erase_documents (EdBatch *batch, const EdCase *case_, GError **error)
{
  for (guint i = 0; i < case_->documents->len; i++)
    if (!erase_file (batch, ((const EdDocument *) case_->documents->pdata[i])->id, error))
      return FALSE;
  return erase_waiting_files (batch, case_->id, error);
}

static gboolean
clear_dues (EdBatch *batch, const char *id, GError **error)
{
  static const char *const kinds[] = { ED_DUE_CONTACT_DATA,     ED_DUE_REMINDER,
                                       ED_DUE_REQUEST_REMINDER, ED_DUE_REQUEST_EXPIRY,
                                       ED_DUE_RETENTION,        ED_DUE_REQUEST_RETENTION,
                                       ED_DUE_ARCHIVE };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!ed_dues_clear (batch->db, kinds[i], id, error))
      return FALSE;
  return TRUE;
}

static gboolean
erase_case (EdBatch *batch, const EdCase *case_, const char *why, GError **error)
{
  g_auto (GStrv) messages = ed_messages_list_of_case (batch->db, case_->id, error);
  EdDb *db = batch->db;

  return messages != NULL
         && ed_projection_take_case (batch, case_, (const char *const *) messages, why, error)
         && delete_documents (batch, "message", messages, error)
         && ed_messages_delete_of_case (db, case_->id, error)
         && erase_late_works (batch, case_->id, why, error) && erase_documents (batch, case_, error)
         && forget_commands (batch, case_->id, error) && erase_mails (batch, case_->id, error)
         && clear_dues (batch, case_->id, error)
         && ed_fee_statements_drop_case (db, case_->id, error)
         && ed_organisation_drop_number (db, case_->id, error)
         && ed_documents_delete (db, "case", case_->id, error);
}

/* --- a request ---------------------------------------------------------------------------------
 */

static gboolean
erase_list (EdBatch *batch, const GPtrArray *documents, GError **error)
{
  for (guint i = 0; i < documents->len; i++)
    if (!erase_file (batch, ((const EdRequestDocument *) documents->pdata[i])->id, error))
      return FALSE;
  return TRUE;
}

static gboolean
erase_request_files (EdBatch *batch, const EdRequest *request, GError **error)
{
  if (!erase_list (batch, request->documents, error)
      || (request->draft != NULL && !erase_list (batch, request->draft->documents, error)))
    return FALSE;
  for (guint i = 0; i < request->versions->len; i++)
    if (!erase_list (batch, ((EdResponseVersion *) request->versions->pdata[i])->documents, error))
      return FALSE;
  for (guint i = 0; i < request->assignments->len; i++)
    {
      const EdRequestAssignment *ended = request->assignments->pdata[i];

      if (ended->draft != NULL && !erase_list (batch, ended->draft->documents, error))
        return FALSE;
    }
  return erase_waiting_files (batch, request->id, error);
}

static gboolean
erase_request (EdBatch *batch, const EdRequest *request, const char *why, GError **error)
{
  g_auto (GStrv) messages = ed_internal_messages_list_of_request (batch->db, request->id, error);

  return messages != NULL
         && ed_projection_take_request (batch, request, (const char *const *) messages, why, error)
         && delete_documents (batch, "internal_message", messages, error)
         && erase_late_works (batch, request->id, why, error)
         && erase_request_files (batch, request, error)
         && forget_commands (batch, request->id, error) && erase_mails (batch, request->id, error)
         && clear_dues (batch, request->id, error)
         && ed_requests_drop (batch->db, request->id, error)
         && ed_documents_delete (batch->db, "request", request->id, error);
}

/* --- the whole ---------------------------------------------------------------------------------
 */

/* The log names neither client nor number: the id leads nowhere any more. */
static gboolean
write_down (EdBatch *batch, const char *what, const char *id, const EdErasure *by, GError **error)
{
  batch->api->log_holds_erased = TRUE;
  return ed_audit_add (batch->db, batch->now, by->account, by->device, what, id, by->code, error);
}

static gboolean
is_on_demand (const EdErasure *by)
{
  return g_str_equal (by->why, "erased");
}

/* FALSE also where there is nothing left to do. HOW it is noted outside. */
static gboolean
begin (EdBatch *batch, const char *type, const char *how, const char *id, GError **error)
{
  GError *local = NULL;
  gboolean known = ed_erased_has (batch->db, type, id, &local);

  return pass_on (local, error) && !known && ed_outside_note_erased (batch, how, id, error)
         && ed_erased_add (batch->db, type, id, batch->now, error);
}

gboolean
ed_erasure_of_case (EdBatch *batch, const char *id, const EdErasure *by, GError **error)
{
  g_autoptr (EdCase) case_ = NULL;
  GError *local = NULL;

  if (!begin (batch, "case", "case", id, &local))
    return pass_on (local, error);
  case_ = ed_case_store_load (batch, id, NULL, &local);
  if (!pass_on (local, error))
    return FALSE;
  return (case_ == NULL
          || (keep_shell (batch, case_, error) && erase_case (batch, case_, by->why, error)))
         && write_down (batch,
                        is_on_demand (by) ? "client.erase" : "retention.case",
                        id,
                        by,
                        error);
}

gboolean
ed_erasure_of_mistake (EdBatch *batch, const char *id, const EdErasure *by, GError **error)
{
  g_autoptr (EdCase) case_ = NULL;
  GError *local = NULL;

  if (!begin (batch, "case", ED_OUTSIDE_MISTAKE, id, &local))
    return pass_on (local, error);
  case_ = ed_case_store_load (batch, id, NULL, &local);
  if (!pass_on (local, error))
    return FALSE;
  return (case_ == NULL || erase_case (batch, case_, by->why, error))
         && write_down (batch, "case.take_back", id, by, error);
}

gboolean
ed_erasure_of_request (EdBatch *batch, const char *id, const EdErasure *by, GError **error)
{
  g_autoptr (EdRequest) request = NULL;
  GError *local = NULL;

  if (!begin (batch, "request", "request", id, &local))
    return pass_on (local, error);
  request = ed_requests_load (batch->db, id, NULL, &local);
  if (!pass_on (local, error))
    return FALSE;
  return (request == NULL || erase_request (batch, request, by->why, error))
         && write_down (batch,
                        is_on_demand (by) ? "client.erase" : "retention.request",
                        id,
                        by,
                        error);
}

gboolean
ed_erasure_of_documents (EdBatch *batch,
                         EdCase *case_,
                         gint64 rev,
                         const EdErasure *by,
                         GError **error)
{
  EdCaseBefore before;
  gboolean done;

  ed_case_before_init (&before, case_);
  done = erase_documents (batch, case_, error) && forget_commands (batch, case_->id, error);
  g_ptr_array_set_size (case_->documents, 0);
  done = done && ed_projection_write_case (batch, &before, case_, rev + 1, error)
         && write_down (batch, "retention.documents", case_->id, by, error);
  ed_case_before_clear (&before);
  return done;
}

gboolean
ed_erasure_of_messages (EdBatch *batch, const EdCase *case_, const EdErasure *by, GError **error)
{
  g_auto (GStrv) messages = ed_messages_list_of_case (batch->db, case_->id, error);

  return messages != NULL
         && ed_projection_take_messages (batch,
                                         case_,
                                         (const char *const *) messages,
                                         by->why,
                                         error)
         && delete_documents (batch, "message", messages, error)
         && ed_messages_delete_of_case (batch->db, case_->id, error)
         && forget_commands (batch, case_->id, error) && erase_mails (batch, case_->id, error)
         && write_down (batch, "retention.messages", case_->id, by, error);
}

/* --- after the fact ----------------------------------------------------------------------------
 */

static gboolean
erase_again (EdBatch *batch, const char *type, const char *id, GError **error)
{
  static const EdErasure again = { .why = "erased", .code = "restored" };

  if (g_str_equal (type, ED_OUTSIDE_MISTAKE))
    return ed_erasure_of_mistake (batch, id, &again, error);
  return g_str_equal (type, "case") ? ed_erasure_of_case (batch, id, &again, error)
                                    : ed_erasure_of_request (batch, id, &again, error);
}

static gboolean
erase_noted (EdApi *api, char **noted, GError **error)
{
  EdBatch batch;
  gboolean done = TRUE;

  if (!ed_batch_begin (&batch, api, error))
    return FALSE;
  for (char **line = noted; done && *line != NULL; line++)
    {
      g_auto (GStrv) parts = g_strsplit (*line, " ", 2);

      done = erase_again (&batch, parts[0], parts[1], error);
    }
  if (done)
    return ed_batch_finish (&batch, error);
  ed_batch_abandon (&batch);
  return FALSE;
}

gboolean
ed_erasure_catch_up (EdApi *api, GError **error)
{
  g_auto (GStrv) noted = ed_outside_list_erased (api->folder, api->writer, error);

  if (noted == NULL || (noted[0] != NULL && !erase_noted (api, noted, error)))
    return FALSE;
  api->log_holds_erased = TRUE;
  ed_erasure_finish (api);
  return TRUE;
}

void
ed_erasure_finish (EdApi *api)
{
  g_autoptr (GError) error = NULL;

  if (!api->log_holds_erased || g_get_monotonic_time () < api->log_emptied_not_before)
    return;
  if (ed_db_checkpoint (api->writer, &error))
    {
      api->log_holds_erased = FALSE;
      return;
    }
  /* A reader is in the way. */
  api->log_emptied_not_before = g_get_monotonic_time () + LOG_RETRY_US;
  if (!g_error_matches (error, ED_DB_ERROR, ED_DB_ERROR_BUSY))
    g_warning ("what was erased is still in the database's log: %s", error->message);
}
