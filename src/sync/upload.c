/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files to the server (PROTOCOL 12): announced, sent piece by piece, and given up where the user
 * has taken them back. Announcing repeats, and tells how much the server has: it comes first in
 * each pass, and after each answer that leaves that in doubt. */

#include "sync/call.h"

#include "store/files.h"
#include "wire/upload.h"

#define TIMEOUT_S 60
#define DOUBTS 3
#define DAMAGES 3
#define QUOTA_MS (60 * G_GINT64_CONSTANT (1000)) /* at least, until announced again */

/* --- pieces ----------------------------------------------------------------------------------- */

#define LEAST_PIECE ((gsize) ED_FILE_CHUNK_BYTES / 4)
#define FIRST_PIECE ((gsize) ED_FILE_CHUNK_BYTES)
#define GREATEST_PIECE ((gsize) 1024 * 1024) /* PROTOCOL 12.2 */
/* A piece that takes less could be larger; one that takes more is not sure to arrive within the
 * server's time for a request. */
#define QUICK_US (2 * G_USEC_PER_SEC)
#define SLOW_US (8 * G_USEC_PER_SEC)

gsize
ed_call_piece (const EdPassRun *run)
{
  return run->pass->piece != 0 ? run->pass->piece : FIRST_PIECE;
}

gboolean
ed_call_send_piece (EdPassRun *run, EdCall *call, EdAnswer *answer, GError **error)
{
  gint64 begin = g_get_monotonic_time ();
  gboolean done = ed_call_send (run, call, answer, NULL, error);
  gint64 took = g_get_monotonic_time () - begin;
  gsize piece = ed_call_piece (run);

  if (done && took < QUICK_US)
    piece = MIN (piece * 2, GREATEST_PIECE);
  else if (took > SLOW_US)
    piece = MAX (piece / 2, LEAST_PIECE);
  run->pass->piece = piece;
  return done;
}

/* --- answers ---------------------------------------------------------------------------------- */

/* What the server has of it is no longer certain. */
static gboolean
doubt (EdPassRun *run, const EdAnswer *answer, GError **error)
{
  g_clear_pointer (&run->upload, g_free);
  return ++run->doubts <= DOUBTS || ed_call_fail (answer, run->report, error);
}

static gboolean
note (EdPassRun *run, const EdFile *file, gint64 sent, GError **error)
{
  if (!ed_store_note_upload (run->pass->store, file->id, sent, error)
      || (sent == file->length
          && !ed_store_trim_files (run->pass->store, ED_PASS_CACHE_BYTES, error)))
    return FALSE;
  if (run->pass->on_transfer != NULL)
    run->pass->on_transfer (file->id, MIN (sent, file->length), file->length, run->pass->data);
  return TRUE;
}

static gboolean
refuse (EdPassRun *run, const EdFile *file, EdRefusalCode code, GError **error)
{
  if (!ed_store_refuse_upload (run->pass->store, file->id, code, error))
    return FALSE;
  run->report->refused++;
  if (run->pass->on_changed != NULL)
    run->pass->on_changed (run->pass->data);
  return TRUE;
}

/* The bytes that arrived were not those that left; perhaps they are next time. */
static gboolean
meet_damage (EdPassRun *run, const EdFile *file, GError **error)
{
  gint64 times;

  if (!ed_store_note_damage (run->pass->store, file->id, &times, error))
    return FALSE;
  return times < DAMAGES || refuse (run, file, ED_REFUSAL_TYPE_NOT_ALLOWED, error);
}

static gboolean
meet_quota (EdPassRun *run, const EdAnswer *answer, gboolean *sent)
{
  run->pass->upload_after =
      ed_clock_now (run->pass->clock) + MAX (answer->retry_after_s * 1000, QUOTA_MS);
  *sent = FALSE;
  return TRUE;
}

/* ANSWER is a problem. IS_NEW: to announcing it. */
static gboolean
meet_problem (EdPassRun *run,
              const EdFile *file,
              const EdAnswer *answer,
              gboolean is_new,
              gboolean *sent,
              GError **error)
{
  static const struct
  {
    const char *code;
    EdRefusalCode refusal;
  } refusals[] = {
    { "bad_request", ED_REFUSAL_INVALID },
    { "forbidden", ED_REFUSAL_FORBIDDEN },
    { "id_reused", ED_REFUSAL_UPLOAD_UNKNOWN },
    { "not_found", ED_REFUSAL_NOT_FOUND },
    { "too_large", ED_REFUSAL_TOO_LARGE },
    { "type_not_allowed", ED_REFUSAL_TYPE_NOT_ALLOWED },
    { "erased", ED_REFUSAL_ERASED },
  };
  g_autoptr (EdProblem) problem = ed_call_problem (answer, run->report);
  const char *code = problem != NULL ? problem->code : "";

  if (strcmp (code, "upload_offset") == 0)
    return answer->upload_offset >= 0 && ++run->doubts <= DOUBTS
               ? note (run, file, answer->upload_offset, error)
               : doubt (run, answer, error);
  if (strcmp (code, "upload_damaged") == 0)
    return meet_damage (run, file, error);
  if (strcmp (code, "upload_quota") == 0)
    return meet_quota (run, answer, sent);
  if (strcmp (code, "not_found") == 0 && !is_new)
    return doubt (run, answer, error);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (strcmp (code, refusals[i].code) == 0)
      return refuse (run, file, refusals[i].refusal, error);
  return ed_call_fail (answer, run->report, error);
}

/* --- calls ------------------------------------------------------------------------------------ */

static gboolean
announce (EdPassRun *run, const EdUpload *upload, gboolean *sent, GError **error)
{
  g_autofree char *text = ed_upload_to_json (upload->file);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_auto (EdAnswer) answer = { 0 };
  EdCall call = { .method = "POST", .path = "/v1/uploads", .body = body, .timeout_s = TIMEOUT_S };
  gsize length = 0;
  const char *told;
  gint64 offset;

  if ((!upload->begun && !ed_store_begin_upload (run->pass->store, upload->file->id, error))
      || !ed_call_send (run, &call, &answer, NULL, error))
    return FALSE;
  if (answer.status != 201)
    return meet_problem (run, upload->file, &answer, TRUE, sent, error);
  told = g_bytes_get_data (answer.body, &length);
  offset = ed_upload_answer_read (told, (gssize) length);
  if (offset < 0)
    {
      g_set_error_literal (error,
                           ED_SYNC_ERROR,
                           ED_SYNC_ERROR_PROTOCOL,
                           "the server's answer to a file makes no sense");
      return FALSE;
    }
  g_free (run->upload);
  run->upload = g_strdup (upload->file->id);
  return note (run, upload->file, offset, error);
}

static gboolean
send_piece (EdPassRun *run, const EdUpload *upload, gboolean *sent, GError **error)
{
  const EdFile *file = upload->file;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) body = ed_store_read_upload (run->pass->store,
                                                  file->id,
                                                  upload->sent,
                                                  (gint64) ed_call_piece (run),
                                                  &cause);
  g_autofree char *path = g_strconcat ("/v1/uploads/", file->id, NULL);
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, upload->sent);
  g_auto (EdAnswer) answer = { 0 };
  EdCall call = { .method = "PATCH",
                  .path = path,
                  .body = body,
                  .content_type = "application/octet-stream",
                  .upload_offset = offset,
                  .timeout_s = TIMEOUT_S };

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (body == NULL)
    return TRUE; /* taken back this moment */
  if (!ed_call_send_piece (run, &call, &answer, error))
    return FALSE;
  if (answer.status != 204)
    return meet_problem (run, file, &answer, FALSE, sent, error);
  if (answer.upload_offset <= upload->sent)
    return doubt (run, &answer, error);
  run->doubts = 0;
  return note (run, file, answer.upload_offset, error);
}

/* *DONE: the server has forgotten it, or has it in a case by now. */
static gboolean
withdraw (EdPassRun *run, const char *id, gboolean *done, GError **error)
{
  g_autofree char *path = g_strconcat ("/v1/uploads/", id, NULL);
  g_auto (EdAnswer) answer = { 0 };
  EdCall call = { .method = "DELETE", .path = path, .timeout_s = TIMEOUT_S };

  if (!ed_call_send (run, &call, &answer, NULL, error))
    return FALSE;
  *done = answer.status == 204 || answer.status == 404;
  if (answer.status == 429)
    return meet_quota (run, &answer, done);
  return *done ? ed_store_withdrawal_done (run->pass->store, id, error)
               : ed_call_fail (&answer, run->report, error);
}

static gboolean
may_upload (const EdPassRun *run)
{
  return run->pass->upload_after <= ed_clock_now (run->pass->clock);
}

gboolean
ed_pass_files_are_due (EdPassRun *run, gboolean *due, GError **error)
{
  g_auto (EdUpload) upload = { 0 };
  g_autoptr (EdFile) wanted =
      run->pass->fetches != NULL ? ed_fetch_queue_first (run->pass->fetches) : NULL;
  g_auto (GStrv) withdrawn = ed_store_list_withdrawn (run->pass->store, error);

  if (withdrawn == NULL || !ed_store_next_upload (run->pass->store, &upload, error))
    return FALSE;
  *due = wanted != NULL || ((withdrawn[0] != NULL || upload.file != NULL) && may_upload (run));
  return TRUE;
}

gboolean
ed_pass_upload (EdPassRun *run, gboolean *sent, GError **error)
{
  g_auto (EdUpload) upload = { 0 };
  g_auto (GStrv) withdrawn = NULL;

  *sent = FALSE;
  if (!may_upload (run))
    return TRUE;
  withdrawn = ed_store_list_withdrawn (run->pass->store, error);
  if (withdrawn == NULL)
    return FALSE;
  if (withdrawn[0] != NULL)
    return withdraw (run, withdrawn[0], sent, error);
  if (!ed_store_next_upload (run->pass->store, &upload, error))
    return FALSE;
  if (upload.file == NULL)
    return TRUE;
  *sent = TRUE;
  return g_strcmp0 (run->upload, upload.file->id) == 0 ? send_piece (run, &upload, sent, error)
                                                       : announce (run, &upload, sent, error);
}
