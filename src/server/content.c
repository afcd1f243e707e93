/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of documents (PROTOCOL 12.4): for whom a view lists them, as long as one does. */

#include <string.h>

#include "server/api-state.h"
#include "server/audience.h"
#include "server/audit-table.h"
#include "server/call.h"
#include "server/file-chunk-table.h"
#include "server/job.h"
#include "server/upload-table.h"
#include "server/view-file-table.h"

/* From FIRST, LENGTH bytes. */
typedef struct
{
  gint64 first;
  gint64 length;
} Span;

typedef struct
{
  EdApiJob job;
  EdApi *api;
  char *account;
  char *device;
  char *id;
  char *range; /* the header, or NULL */
  char **audiences;
} ContentJob;

/* Bytes of a file for one reader: each piece is read, and the right to it looked up, when it is
 * due. */
typedef struct
{
  EdApiSource source;
  EdApi *api;
  EdBearer *bearer;
  char *id;
  char **audiences;
  gint64 first;
} FileSource;

/* Whether the reader may have more of it at this moment. */
static gboolean
may_read_on (const FileSource *self, EdDb *db, GError **error)
{
  g_auto (EdApiResponse) refusal = { 0 };

  return ed_bearer_check_again (self->bearer, db, &refusal, error) && refusal.status == 0
         && ed_view_files_has (db, (const char *const *) self->audiences, self->id, error);
}

static gssize
read_source (EdApiSource *source, gint64 offset, guint8 *buffer, gsize max)
{
  FileSource *self = (FileSource *) source;
  g_autoptr (GError) error = NULL;
  EdDb *db = ed_readers_take (self->api->readers, &error);
  gssize n = -1;

  if (db == NULL)
    return -1;
  max = MIN (max, (gsize) (self->source.length - offset));
  if (may_read_on (self, db, &error))
    n = ed_file_chunks_read (db, self->id, self->first + offset, buffer, max, &error);
  ed_readers_give_back (self->api->readers, db);
  return n > 0 ? n : -1;
}

static void
free_source (EdApiSource *source)
{
  FileSource *self = (FileSource *) source;

  ed_bearer_free (self->bearer);
  g_free (self->id);
  g_strfreev (self->audiences);
  g_free (self);
}

static EdApiSource *
new_source (ContentJob *job, const Span *span)
{
  FileSource *self = g_new0 (FileSource, 1);

  self->source.length = span->length;
  self->source.read = read_source;
  self->source.free = free_source;
  self->api = job->api;
  self->bearer = ed_bearer_copy (job->job.bearer);
  self->id = g_strdup (job->id);
  self->audiences = g_strdupv (job->audiences);
  self->first = span->first;
  return &self->source;
}

/* The digits at *AT, moved behind them. FALSE where there are none or too many. */
static gboolean
read_digits (const char **at, gint64 *value)
{
  gsize n = strspn (*at, "0123456789");

  if (n == 0 || n > 15)
    return FALSE;
  *value = g_ascii_strtoll (*at, NULL, 10);
  *at += n;
  return TRUE;
}

/* Whether HEADER asks for one range in a form that is known; if so, SPAN is the part of it that a
 * file of LENGTH bytes has, with a length of 0 where that is none. */
static gboolean
read_range (const char *header, gint64 length, Span *span)
{
  gint64 first = 0, last = 0;
  gboolean has_first, has_last;
  const char *at;

  if (header == NULL || g_ascii_strncasecmp (header, "bytes=", 6) != 0)
    return FALSE;
  at = header + 6;
  has_first = read_digits (&at, &first);
  if (*at++ != '-')
    return FALSE;
  has_last = read_digits (&at, &last);
  if (*at != '\0' || !(has_first || has_last) || (has_first && has_last && last < first))
    return FALSE;
  if (!has_first)
    *span = (Span){ MAX (length - last, 0), MIN (last, length) };
  else if (first >= length)
    *span = (Span){ 0, 0 };
  else
    *span = (Span){ first, (has_last ? MIN (last, length - 1) : length - 1) - first + 1 };
  return TRUE;
}

static void
fill (ContentJob *self, const EdFile *file, EdApiResponse *response)
{
  Span span = { 0, file->length };
  gboolean is_part = read_range (self->range, file->length, &span);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", file->sha256);
  g_autofree char *of_all = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, file->length);
  g_autofree char *of_part =
      g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                       span.first,
                       span.first + span.length - 1,
                       file->length);

  if (span.length == 0)
    {
      ed_answer_problem (response,
                         416,
                         "range_not_satisfiable",
                         "The document has no such bytes.",
                         NULL);
      ed_answer_header (response, "Content-Range", of_all);
      return;
    }
  ed_answer_empty (response, is_part ? 206 : 200);
  response->content_type = ed_file_media_choices[file->type].word;
  response->source = new_source (self, &span);
  ed_answer_header (response, "Accept-Ranges", "bytes");
  ed_answer_header (response, "Content-Disposition", "attachment");
  ed_answer_header (response, "ETag", etag);
  if (is_part)
    ed_answer_header (response, "Content-Range", of_part);
}

static void
answer_not_found (EdApiResponse *response)
{
  ed_answer_problem (response, 404, "not_found", "There is no such document.", NULL);
}

static gboolean
run_content (EdApiJob *job, EdBatch *batch, EdApiResponse *response, GError **error)
{
  ContentJob *self = (ContentJob *) job;
  GError *local = NULL;
  g_autoptr (EdUpload) upload = NULL;
  gboolean is_listed =
      ed_view_files_has (batch->db, (const char *const *) self->audiences, self->id, &local);

  if (is_listed)
    upload = ed_uploads_load (batch->db, self->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (upload == NULL || !ed_upload_is_complete (upload))
    {
      answer_not_found (response);
      return TRUE;
    }
  fill (self, upload->file, response);
  return ed_audit_add (batch->db,
                       batch->now,
                       self->account,
                       self->device,
                       "document.read",
                       self->id,
                       NULL,
                       error);
}

static void
free_content (EdApiJob *job)
{
  ContentJob *self = (ContentJob *) job;

  g_free (self->account);
  g_free (self->device);
  g_free (self->id);
  g_free (self->range);
  g_strfreev (self->audiences);
  g_free (self);
}

/* Whoever may not read it learns so without anything being written; who may is judged once more
 * where it is written down. */
void
ed_api_content (EdApiCall *call)
{
  g_auto (GStrv) audiences = ed_audiences_of (call->bearer->account, (guint) call->bearer->roles);
  g_autoptr (GError) error = NULL;
  ContentJob *self;

  if (!ed_view_files_has (call->db, (const char *const *) audiences, call->part, &error))
    {
      if (error != NULL)
        ed_answer_failure (call->response, error);
      else
        answer_not_found (call->response);
      return;
    }
  self = g_new0 (ContentJob, 1);
  self->job.run = run_content;
  self->job.free = free_content;
  self->api = call->api;
  self->account = g_strdup (call->bearer->account);
  self->device = g_strdup (call->bearer->device);
  self->id = g_strdup (call->part);
  self->range = g_strdup (call->request->range);
  self->audiences = g_steal_pointer (&audiences);
  call->job = &self->job;
}
