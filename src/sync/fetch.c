/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents from the server (PROTOCOL 12.4), piece by piece into the store, where a fetch that
 * broke off goes on. Nobody sees a byte before the whole has the hash that the case says. */

#include "sync/call.h"

#include "store/files.h"

#define TIMEOUT_S 60
/* Answers without use, in a row, before it is given up. */
#define BROKEN 3
static gboolean
answer_error (EdPassRun *run, const EdFile *file, GQuark domain, int code, const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, sentence);

  run->broken = 0;
  ed_fetch_queue_answer (run->pass->fetches, file->id, NULL, error);
  return TRUE;
}

/* Nobody here may have it any more, or never could. */
static gboolean
meet_absence (EdPassRun *run, const EdFile *file, GError **error)
{
  return ed_store_drop_file (run->pass->store, file->id, error)
         && answer_error (run,
                          file,
                          G_IO_ERROR,
                          G_IO_ERROR_NOT_FOUND,
                          "the server has no such document");
}

/* All of it is here: is it what the case or request says? */
static gboolean
finish (EdPassRun *run, const EdFile *file, GError **error)
{
  g_autoptr (EdFile) described = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *sha256 = NULL;
  const char *target = file->case_id != NULL ? file->case_id : file->request_id;

  if (!ed_store_load_file (run->pass->store, target, file->id, &described, &content, error))
    return FALSE;
  if (content == NULL)
    return meet_absence (run, file, error);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  if (g_strcmp0 (sha256, file->sha256) != 0)
    return ed_store_drop_file (run->pass->store, file->id, error)
           && answer_error (run,
                            file,
                            ED_SYNC_ERROR,
                            ED_SYNC_ERROR_PROTOCOL,
                            "what came is not the document");
  run->broken = 0;
  ed_fetch_queue_answer (run->pass->fetches, file->id, content, NULL);
  return ed_store_trim_files (run->pass->store, ED_PASS_CACHE_BYTES, error);
}

/* Takes in what ANSWER brings from the byte HELD on. */
static gboolean
take_piece (EdPassRun *run, const EdFile *file, const EdAnswer *answer, gint64 held, GError **error)
{
  gint64 length = (gint64) g_bytes_get_size (answer->body);
  gint64 skipped = answer->status == 200 ? MIN (held, length) : 0;
  g_autoptr (GBytes) piece =
      g_bytes_new_from_bytes (answer->body, (gsize) skipped, (gsize) (length - skipped));
  g_autoptr (GError) cause = NULL;
  gint64 now = held;

  if (!ed_store_add_fetched (run->pass->store, file->id, piece, &now, &cause))
    {
      if (cause == NULL)
        return meet_absence (run, file, error);
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (run->pass->on_transfer != NULL)
    run->pass->on_transfer (file->id, now, file->length, run->pass->data);
  if (now == file->length)
    return finish (run, file, error);
  run->broken = now > held ? 0 : run->broken + 1;
  return run->broken < BROKEN
         || answer_error (run,
                          file,
                          ED_SYNC_ERROR,
                          ED_SYNC_ERROR_UNREACHABLE,
                          "the document breaks off");
}

static gboolean
fetch_piece (EdPassRun *run, const EdFile *file, gint64 held, GError **error)
{
  gsize piece = MAX (ed_call_piece (run), ED_FILE_CHUNK_BYTES);
  g_autofree char *path = g_strdup_printf ("/v1/documents/%s/content", file->id);
  g_autofree char *range = g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                                            held,
                                            MIN (held + (gint64) piece, file->length) - 1);
  g_auto (EdAnswer) answer = { 0 };
  EdCall call = { .method = "GET", .path = path, .range = range, .timeout_s = TIMEOUT_S };

  if (!ed_call_send_piece (run, &call, &answer, error))
    return FALSE;
  if (answer.status == 200 || answer.status == 206)
    return take_piece (run, file, &answer, held, error);
  if (answer.status == 404 || answer.status == 416)
    return meet_absence (run, file, error);
  return ed_call_fail (&answer, run->report, error);
}

gboolean
ed_pass_fetch (EdPassRun *run, gboolean *fetched, GError **error)
{
  g_autoptr (EdFile) file =
      run->pass->fetches != NULL ? ed_fetch_queue_first (run->pass->fetches) : NULL;
  gint64 held;

  *fetched = file != NULL;
  if (file == NULL)
    return TRUE;
  if (!ed_store_begin_fetch (run->pass->store, file, &held, error))
    return FALSE;
  return held == file->length ? finish (run, file, error) : fetch_piece (run, file, held, error);
}
