/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls on uploads (PROTOCOL 12.1, 12.2): what comes in is read and judged here, and written by
 * a job. */

#include <string.h>

#include "domain/account.h"
#include "server/call.h"
#include "server/file-chunk-table.h"
#include "server/job.h"
#include "server/upload-table.h"
#include "server/uploads.h"
#include "wire/upload.h"

static void
answer_bad_request (EdApiCall *call, const char *field)
{
  ed_answer_problem (call->response, 400, "bad_request", "The upload is malformed.", field);
}

/* The file that the body describes, or NULL when the answer is filled. */
static EdFile *
read_file (EdApiCall *call)
{
  const EdApiRequest *request = call->request;
  g_autoptr (GError) error = NULL;
  g_autofree char *limit = g_strdup_printf ("%d", ED_FILE_BYTES_MAX);
  g_autoptr (EdFile) file = ed_upload_from_json (request->body != NULL ? request->body : "",
                                                 (gssize) request->body_length,
                                                 &error);

  if (file == NULL && !g_error_matches (error, ED_WIRE_ERROR, ED_WIRE_ERROR_FIELD))
    answer_bad_request (call, NULL);
  else if (file == NULL && strcmp (error->message, "type") == 0)
    ed_answer_problem (call->response,
                       422,
                       "type_not_allowed",
                       "Files are PDF, JPEG or PNG.",
                       NULL);
  else if (file == NULL)
    answer_bad_request (call, error->message);
  else if (file->length > ED_FILE_BYTES_MAX)
    ed_answer_problem (call->response, 413, "too_large", "The file is too large.", limit);
  else
    return g_steal_pointer (&file);
  return NULL;
}

void
ed_api_announce_upload (EdApiCall *call)
{
  EdFile *file;

  if ((call->bearer->roles & (ED_ROLE_EXPERT | ED_ROLE_COORDINATOR | ED_ROLE_CASE_MANAGER)) == 0)
    {
      ed_answer_problem (call->response,
                         403,
                         "forbidden",
                         "Such files are others' to bring.",
                         NULL);
      return;
    }
  file = read_file (call);
  if (file != NULL)
    call->job = ed_upload_announce_job_new (call->bearer->account, file);
}

static void
answer_not_found (EdApiCall *call)
{
  ed_answer_problem (call->response, 404, "not_found", "There is no such upload.", NULL);
}

void
ed_api_ask_upload (EdApiCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdUpload) upload = ed_uploads_load (call->db, call->part, &error);
  g_autofree char *offset = NULL, *length = NULL;

  if (error != NULL)
    {
      ed_answer_failure (call->response, error);
      return;
    }
  if (upload == NULL || upload->file == NULL
      || strcmp (upload->account, call->bearer->account) != 0)
    {
      answer_not_found (call);
      return;
    }
  offset = g_strdup_printf ("%" G_GINT64_FORMAT, upload->received);
  length = g_strdup_printf ("%" G_GINT64_FORMAT, upload->file->length);
  ed_answer_empty (call->response, 204);
  ed_answer_header (call->response, "Upload-Offset", offset);
  ed_answer_header (call->response, "Upload-Length", length);
}

void
ed_api_send_piece (EdApiCall *call)
{
  const EdApiRequest *request = call->request;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint64 offset;

  if (request->upload_offset == NULL
      || !g_ascii_string_to_unsigned (request->upload_offset, 10, 0, G_MAXINT32, &offset, NULL))
    {
      answer_bad_request (call, "upload-offset");
      return;
    }
  if (request->body_length == 0)
    {
      answer_bad_request (call, NULL);
      return;
    }
  bytes = g_bytes_new (request->body, request->body_length);
  call->job = ed_upload_piece_job_new (call->bearer->account, call->part, (gint64) offset, bytes);
  if (ed_upload_piece_job_look (call->job, call->db, &error))
    return;
  ed_api_job_free (g_steal_pointer (&call->job));
  ed_error_complete (&error);
  ed_answer_failure (call->response, error);
}

/* --- giving up ------------------------------------------------------------------------------- */

typedef struct
{
  EdApiJob job;
  char *account;
  char *id;
} GiveUpJob;

static gboolean
run_give_up (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  GiveUpJob *self = (GiveUpJob *) job;
  GError *local = NULL;
  g_autoptr (EdUpload) upload = ed_uploads_load (batch->db, self->id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (upload != NULL
      && (upload->state == ED_UPLOAD_BOUND || strcmp (upload->account, self->account) != 0))
    {
      ed_answer_problem (response, 404, "not_found", "There is no such upload.", NULL);
      return TRUE;
    }
  if (upload == NULL && !ed_upload_check_quota (batch, self->account, 0, response, error))
    return FALSE;
  if (response->status != 0)
    return TRUE;
  ed_answer_empty (response, 204);
  return ed_file_chunks_delete (batch->db, self->id, error)
         && ed_uploads_give_up (batch->db, self->account, self->id, batch->now, error);
}

static void
free_give_up (EdApiJob *job)
{
  GiveUpJob *self = (GiveUpJob *) job;

  g_free (self->account);
  g_free (self->id);
  g_free (self);
}

void
ed_api_give_upload_up (EdApiCall *call)
{
  GiveUpJob *self = g_new0 (GiveUpJob, 1);

  self->job.run = run_give_up;
  self->job.free = free_give_up;
  self->account = g_strdup (call->bearer->account);
  self->id = g_strdup (call->part);
  call->job = &self->job;
}
