/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Uploads while they are written: what is announced, and pieces put one behind another. */

#include "server/uploads.h"

#include <string.h>

#include "base/duration.h"
#include "base/plant.h"
#include "server/answer.h"
#include "server/api-state.h"
#include "server/case-store.h"
#include "server/erased-table.h"
#include "server/file-chunk-table.h"
#include "server/request-projection.h"
#include "server/upload-table.h"

#define LIFE_DAYS 30       /* of what is not attached */
#define LATE_DAYS 30       /* after its assignment's end (PROTOCOL 3.7) */
#define WAITING_FILES 1000 /* of an account */
#define WAITING_BYTES (G_GINT64_CONSTANT (200) * 1024 * 1024)
#define ALL_WAITING_BYTES (G_GINT64_CONSTANT (10) * 1024 * 1024 * 1024) /* of the organisation */
#define QUOTA_RETRY_S 3600
#define DROPPED_MAX 10 /* files in one transaction: each may be large */

typedef struct
{
  EdApiJob job;
  char *account;
  EdFile *file;
} AnnounceJob;

typedef struct
{
  EdApiJob job;
  char *account;
  char *id;
  gint64 offset;
  GBytes *bytes;
  char *hash; /* of the whole, where this is its last piece and there was time before; or NULL */
} PieceJob;

static gboolean
answer_not_found (EdApiResponse *response)
{
  ed_answer_problem (response, 404, "not_found", "There is no such upload.", NULL);
  return TRUE;
}

static gboolean
answer_announced (EdApiResponse *response, const char *id, gint64 received)
{
  ed_answer_json (
      response,
      201,
      g_strdup_printf ("{\"id\":\"%s\",\"offset\":%" G_GINT64_FORMAT "}", id, received));
  return TRUE;
}

/* Whether ACCOUNT has the assignment, or had it until not long ago. */
static gboolean
holds (const EdCase *case_, const char *assignment, const char *account, gint64 now)
{
  const EdAssignment *ended = ed_case_find_ended (case_, assignment);

  if (g_strcmp0 (case_->assignment_id, assignment) == 0)
    return g_strcmp0 (case_->expert_id, account) == 0;
  return ended != NULL && strcmp (ended->expert_id, account) == 0
         && (ended->to == ED_ABSENT || now <= ended->to + LATE_DAYS * ED_DAY_MS);
}

gboolean
ed_upload_check_quota (EdBatch *batch,
                       const char *account,
                       gint64 length,
                       EdApiResponse *response,
                       GError **error)
{
  gint64 files, bytes, all;
  gboolean is_full;

  if (!ed_uploads_count_waiting (batch->db, account, &files, &bytes, error)
      || !ed_uploads_sum_waiting (batch->db, &all, error))
    return FALSE;
  is_full = all + length > ALL_WAITING_BYTES;
  if (files < WAITING_FILES && bytes + length <= WAITING_BYTES && !is_full)
    return TRUE;
  ed_answer_problem (response,
                     429,
                     "upload_quota",
                     "Too much waits to be attached.",
                     is_full ? "10737418240" : "209715200");
  response->retry_after_s = QUOTA_RETRY_S;
  return TRUE;
}

/* The same of a request. */
static gboolean
holds_request (const EdRequest *request, const char *assignment, const char *account, gint64 now)
{
  const EdRequestAssignment *ended = ed_request_find_ended (request, assignment);

  if (g_strcmp0 (request->assignment_id, assignment) == 0)
    return g_strcmp0 (request->expert_id, account) == 0;
  return ended != NULL && strcmp (ended->expert_id, account) == 0
         && (ended->to == ED_ABSENT || now <= ended->to + LATE_DAYS * ED_DAY_MS);
}

/* Whether FILE is for something that was erased. */
static gboolean
is_for_erased (EdBatch *batch, const EdFile *file, gboolean *erased, GError **error)
{
  GError *local = NULL;

  *erased = file->case_id != NULL ? ed_erased_has (batch->db, "case", file->case_id, &local)
                                  : ed_erased_has (batch->db, "request", file->request_id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* Whether FILE is for something that ACCOUNT may bring files to. */
static gboolean
may_bring (EdBatch *batch, const EdFile *file, const char *account, gboolean *may, GError **error)
{
  g_autoptr (EdCase) case_ = NULL;
  g_autoptr (EdRequest) request = NULL;
  GError *local = NULL;

  if (file->case_id != NULL)
    case_ = ed_case_store_load (batch, file->case_id, NULL, &local);
  else
    request = ed_requests_load (batch->db, file->request_id, NULL, &local);
  if (file->case_id != NULL)
    *may = case_ != NULL && holds (case_, file->assignment_id, account, batch->now);
  else if (file->kind == ED_FILE_SHARED)
    *may = request == NULL || strcmp (request->sender_id, account) == 0;
  else
    *may = request != NULL
           && (file->assignment_id == NULL
               || holds_request (request, file->assignment_id, account, batch->now));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The role that brings such files. */
static guint
get_role (const EdFile *file)
{
  if (file->kind == ED_FILE_SHARED)
    return ED_ROLE_CASE_MANAGER;
  return file->assignment_id != NULL ? ED_ROLE_EXPERT : ED_ROLE_COORDINATOR;
}

/* Whether the file may be announced; the answer is filled when not. */
static gboolean
check_new (AnnounceJob *self, EdBatch *batch, EdApiResponse *response, GError **error)
{
  g_autoptr (EdAccount) account = NULL;
  GError *local = NULL;
  gboolean may;

  account = ed_case_store_load_account (batch, self->account, NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (account == NULL || (ed_account_roles (account) & get_role (self->file)) == 0)
    {
      ed_answer_problem (response, 403, "forbidden", "Such files are others' to bring.", NULL);
      return TRUE;
    }
  if (!may_bring (batch, self->file, self->account, &may, error))
    return FALSE;
  if (!may)
    {
      ed_answer_problem (response, 404, "not_found", "There is no such assignment.", NULL);
      return TRUE;
    }
  return ed_upload_check_quota (batch, self->account, self->file->length, response, error);
}

static gboolean
run_announce (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  AnnounceJob *self = (AnnounceJob *) job;
  GError *local = NULL;
  g_autoptr (EdUpload) known = ed_uploads_load (batch->db, self->file->id, &local);
  gboolean erased;

  if (local != NULL || !is_for_erased (batch, self->file, &erased, &local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (erased)
    {
      ed_answer_problem (response, 404, "erased", "What it belongs to was erased.", NULL);
      return TRUE;
    }
  if (known != NULL)
    {
      if (strcmp (known->account, self->account) == 0 && known->file != NULL
          && ed_record_equal (&ed_file_type, known->file, self->file))
        return answer_announced (response, self->file->id, known->received);
      ed_answer_problem (response,
                         422,
                         "id_reused",
                         "The id is known with another description.",
                         self->file->id);
      return TRUE;
    }
  if (!check_new (self, batch, response, error))
    return FALSE;
  if (response->status != 0)
    return TRUE;
  answer_announced (response, self->file->id, 0);
  return ed_uploads_add (batch->db, self->account, self->file, batch->now, error);
}

static void
free_announce (EdApiJob *job)
{
  AnnounceJob *self = (AnnounceJob *) job;

  g_free (self->account);
  ed_file_free (self->file);
  g_free (self);
}

EdApiJob *
ed_upload_announce_job_new (const char *account, EdFile *file)
{
  AnnounceJob *self = g_new0 (AnnounceJob, 1);

  self->job.run = run_announce;
  self->job.free = free_announce;
  self->account = g_strdup (account);
  self->file = file;
  return &self->job;
}

/* --- pieces ---------------------------------------------------------------------------------- */

static gboolean
answer_offset (EdApiResponse *response, gint64 received)
{
  g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT, received);

  ed_answer_problem (response, 409, "upload_offset", "The upload ends elsewhere.", expected);
  ed_answer_header (response, "Upload-Offset", expected);
  return TRUE;
}

static gboolean
answer_too_long (EdApiResponse *response, gint64 length)
{
  g_autofree char *limit = g_strdup_printf ("%" G_GINT64_FORMAT, length);

  ed_answer_problem (response, 413, "too_large", "The file was announced as shorter.", limit);
  return TRUE;
}

/* What is not what it was said to be leaves nothing behind. */
static gboolean
refuse_content (const EdUpload *upload, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ed_answer_problem (response,
                     422,
                     "type_not_allowed",
                     "The content is not of the type announced.",
                     NULL);
  return ed_file_chunks_delete (batch->db, upload->file->id, error)
         && ed_uploads_give_up (batch->db, upload->account, upload->file->id, batch->now, error);
}

static gboolean
refuse_hash (const EdUpload *upload, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ed_answer_problem (response,
                     422,
                     "upload_damaged",
                     "The content does not have the hash announced.",
                     NULL);
  ed_answer_header (response, "Upload-Offset", "0");
  return ed_file_chunks_delete (batch->db, upload->file->id, error)
         && ed_uploads_set_received (batch->db, upload->file->id, 0, error);
}

/* Judges the first bytes, once they are there, and the whole. The answer is filled when something
 * is wrong. FORMERLY: bytes that had been judged before. */
static gboolean
check_content (const EdUpload *upload,
               gint64 formerly,
               const char *known_hash,
               EdBatch *batch,
               EdApiResponse *response,
               GError **error)
{
  const EdFile *file = upload->file;
  gint64 decisive = MIN (ED_FILE_PROBE_BYTES, file->length);
  g_autofree char *hash = NULL;

  if (formerly < decisive && upload->received >= decisive)
    {
      guint8 probe[ED_FILE_PROBE_BYTES];
      gssize n = ed_file_chunks_read (batch->db, file->id, 0, probe, sizeof probe, error);

      if (n < 0)
        return FALSE;
      if (ed_file_type_of (probe, (gsize) n) != file->type)
        return refuse_content (upload, batch, response, error);
    }
  if (upload->received < file->length)
    return TRUE;
  hash =
      known_hash != NULL ? g_strdup (known_hash) : ed_file_chunks_hash (batch->db, file->id, error);
  if (hash == NULL)
    return FALSE;
  return strcmp (hash, file->sha256) == 0 || refuse_hash (upload, batch, response, error);
}

static gboolean
append (PieceJob *self, EdUpload *upload, EdBatch *batch, EdApiResponse *response, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (self->bytes, &length);
  g_autofree char *offset = NULL;

  upload->received += (gint64) length;
  if (!ed_file_chunks_append (batch->db, self->id, self->offset, bytes, length, error)
      || !ed_uploads_set_received (batch->db, self->id, upload->received, error)
      || !check_content (upload, self->offset, self->hash, batch, response, error))
    return FALSE;
  if (response->status != 0)
    return TRUE;
  offset = g_strdup_printf ("%" G_GINT64_FORMAT, upload->received);
  ed_answer_empty (response, 204);
  ed_answer_header (response, "Upload-Offset", offset);
  return TRUE;
}

static gboolean
run_piece (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  PieceJob *self = (PieceJob *) job;
  GError *local = NULL;
  g_autoptr (EdUpload) upload = ed_uploads_load (batch->db, self->id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (upload == NULL || upload->file == NULL || strcmp (upload->account, self->account) != 0)
    return answer_not_found (response);
  if (self->offset != upload->received || ed_upload_is_complete (upload))
    return answer_offset (response, upload->received);
  if (upload->received + (gint64) g_bytes_get_size (self->bytes) > upload->file->length)
    return answer_too_long (response, upload->file->length);
  return append (self, upload, batch, response, error);
}

static void
free_piece (EdApiJob *job)
{
  PieceJob *self = (PieceJob *) job;

  g_free (self->account);
  g_free (self->id);
  g_free (self->hash);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/* Hashes the whole, from what is stored and the piece that is not yet. Whatever fails here is found
 * out by the writer, which then hashes by itself. */
static void
hash_whole (EdApi *api, EdApiJob *job)
{
  PieceJob *self = (PieceJob *) job;
  EdDb *db = ed_readers_take (api->readers, NULL);
  g_autoptr (EdUpload) upload = db != NULL ? ed_uploads_load (db, self->id, NULL) : NULL;

  if (upload != NULL && upload->received == self->offset)
    self->hash = ed_file_chunks_hash_with (db, self->id, self->bytes, NULL);
  g_clear_pointer (&upload, ed_upload_free);
  if (db != NULL)
    ed_readers_give_back (api->readers, db);
}

gboolean
ed_upload_piece_job_look (EdApiJob *job, EdDb *db, GError **error)
{
  PieceJob *self = (PieceJob *) job;
  GError *local = NULL;
  g_autoptr (EdUpload) upload = ed_uploads_load (db, self->id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (upload != NULL && upload->file != NULL && upload->received == self->offset
      && self->offset + (gint64) g_bytes_get_size (self->bytes) == upload->file->length)
    job->prepare = hash_whole;
  return TRUE;
}

EdApiJob *
ed_upload_piece_job_new (const char *account, const char *id, gint64 offset, GBytes *piece)
{
  PieceJob *self = g_new0 (PieceJob, 1);

  self->job.run = run_piece;
  self->job.free = free_piece;
  self->account = g_strdup (account);
  self->id = g_strdup (id);
  self->offset = offset;
  self->bytes = g_bytes_ref (piece);
  return &self->job;
}

/* --- afterwards ------------------------------------------------------------------------------ */

gboolean
ed_upload_find (EdBatch *batch,
                const char *account,
                const char *id,
                EdFile **file,
                gboolean *is_missing,
                GError **error)
{
  GError *local = NULL;
  g_autoptr (EdUpload) upload = ed_uploads_load (batch->db, id, &local);

  *file = NULL;
  *is_missing = !ED_PLANT (needed_bytes_refused)
                && (upload == NULL || (upload->file != NULL && !ed_upload_is_complete (upload)));
  if (upload != NULL && strcmp (upload->account, account) == 0)
    *file = g_steal_pointer (&upload->file);
  else if (upload != NULL)
    *is_missing = FALSE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
ed_uploads_drop_expired (EdBatch *batch, GError **error)
{
  g_auto (GStrv) ids = ed_uploads_list_waiting_since (batch->db,
                                                      batch->now - LIFE_DAYS * ED_DAY_MS,
                                                      DROPPED_MAX,
                                                      error);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      if (!ed_file_chunks_delete (batch->db, *id, error)
          || !ed_uploads_delete (batch->db, *id, error))
        return FALSE;
    }
  return ids != NULL;
}
