/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/privacy/client-archive.h"

#include "domain/late-work.h"
#include "forms/client-paper.h"
#include "forms/zip.h"
#include "sync/desk-files.h"
#include "sync/desk-privacy.h"
#include "wire/push.h"
#include "wire/record-json.h"

/* A file to be fetched. */
typedef struct
{
  const char *target; /* case or request, the export's own */
  const char *id, *name;
} Wanted;

typedef struct
{
  GBytes *json;
  EdPrivacyExport *export;
  GArray *wanted; /* Wanted */
  guint next;
  EdZip *zip;
  GStrvBuilder *missing;
  char *language; /* of the paper */
} Job;

static void
free_job (Job *job)
{
  g_clear_pointer (&job->json, g_bytes_unref);
  g_clear_pointer (&job->export, ed_privacy_export_free);
  g_array_unref (job->wanted);
  ed_zip_free (job->zip);
  g_strv_builder_unref (job->missing);
  g_free (job->language);
  g_free (job);
}

static void
want (Job *job, const char *target, const char *id, const char *name)
{
  const Wanted wanted = { target, id, name };

  g_array_append_val (job->wanted, wanted);
}

static void
list_files (Job *job)
{
  for (guint i = 0; i < job->export->cases->len; i++)
    {
      const EdCase *case_ = job->export->cases->pdata[i];

      for (guint k = 0; k < case_->documents->len; k++)
        {
          const EdDocument *document = case_->documents->pdata[k];

          want (job, case_->id, document->id, document->name);
        }
    }
  for (guint i = 0; i < job->export->requests->len; i++)
    {
      const EdRequest *request = job->export->requests->pdata[i];
      g_autoptr (GPtrArray) documents = ed_request_list_documents (request);

      for (guint k = 0; k < documents->len; k++)
        {
          const EdRequestDocument *document = documents->pdata[k];

          want (job, request->id, document->id, document->name);
        }
    }
  for (guint i = 0; i < job->export->late_work->len; i++)
    {
      const EdLateWork *late = job->export->late_work->pdata[i];

      for (guint k = 0; k < late->files->len; k++)
        {
          const EdFile *file = late->files->pdata[k];

          want (job,
                late->case_id != NULL ? late->case_id : late->request_id,
                file->id,
                file->name);
        }
    }
}

static void
add_text (EdZip *zip, const char *name, GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  ed_zip_add (zip, name, bytes);
}

static void
free_command (gpointer command)
{
  if (command != NULL)
    ed_command_free (command);
}

/* What is to be read and handed over. */
static GBytes *
write_paper (EdDesk *desk, const Job *job, char **missing, GError **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (free_command);
  const EdClientContent content = { .organisation = ed_desk_settings (desk)->organisation,
                                    .zone = ed_desk_zone (desk),
                                    .made_at = ed_desk_now (desk),
                                    .cases = job->export->cases,
                                    .messages = job->export->messages,
                                    .requests = job->export->requests,
                                    .late_work = job->export->late_work,
                                    .kept = kept,
                                    .missing = missing };

  for (guint i = 0; i < job->export->late_work->len; i++)
    {
      const EdLateWork *late = job->export->late_work->pdata[i];

      g_ptr_array_add (kept,
                       late->command != NULL ? ed_command_from_json (late->command, NULL) : NULL);
    }
  return ed_client_paper_write (&content, job->language, error);
}

static void
complete (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_auto (GStrv) missing = g_strv_builder_end (job->missing);
  GError *error = NULL;
  g_autoptr (GBytes) paper = write_paper (g_task_get_source_object (task), job, missing, &error);

  if (paper == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  ed_zip_add (job->zip, "client.pdf", paper);
  add_text (job->zip, "overview.csv", ed_client_overview (job->export, missing));
  ed_zip_add (job->zip, "client.json", job->json);
  g_task_return_pointer (task,
                         ed_zip_finish (g_steal_pointer (&job->zip)),
                         (GDestroyNotify) g_bytes_unref);
  g_object_unref (task);
}

static void fetch_next (GTask *task);

static void
on_file (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);
  const Wanted *wanted = &g_array_index (job->wanted, Wanted, job->next);
  GError *error = NULL;
  g_autoptr (GBytes) bytes =
      ed_desk_load_file_finish (ED_DESK (source), result, NULL, NULL, &error);

  if (bytes != NULL)
    {
      g_autofree char *name = g_strdup_printf ("files/%03u %s", job->next + 1, wanted->name);

      ed_zip_add (job->zip, name, bytes);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_strv_builder_add (job->missing, wanted->name);
      g_clear_error (&error);
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  job->next++;
  fetch_next (task);
}

static void
fetch_next (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  const Wanted *wanted;

  if (job->next == job->wanted->len)
    {
      complete (task);
      return;
    }
  wanted = &g_array_index (job->wanted, Wanted, job->next);
  ed_desk_load_file_async (g_task_get_source_object (task),
                           wanted->target,
                           wanted->id,
                           g_task_get_cancellable (task),
                           on_file,
                           task);
}

static void
on_export (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gsize length = 0;
  const char *text;

  job->json = ed_desk_export_client_finish (ED_DESK (source), result, &error);
  if (job->json != NULL)
    {
      text = g_bytes_get_data (job->json, &length);
      job->export = ed_record_from_json (&ed_privacy_export_type,
                                         text,
                                         (gssize) length,
                                         ED_WIRE_LENIENT,
                                         &error);
    }
  if (job->export == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  list_files (job);
  fetch_next (task);
}

void
ed_client_archive_async (EdDesk *desk,
                         const EdPrivacyOrder *order,
                         const char *language,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (desk, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, ed_client_archive_async);
  job->wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  job->zip = ed_zip_new ();
  job->language = g_strdup (language);
  job->missing = g_strv_builder_new ();
  g_task_set_task_data (task, job, (GDestroyNotify) free_job);
  ed_desk_export_client_async (desk, order, cancellable, on_export, task);
}

GBytes *
ed_client_archive_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
