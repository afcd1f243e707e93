/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/shown.h"

#include "domain/request-rules.h"
#include "store/overlay.h"

static EdFile *
make_file (const char *id, const char *name, const char *type, gint64 size, const char *sha256)
{
  EdFile *file = ed_record_new (&ed_file_type);

  file->id = g_strdup (id);
  file->name = g_strdup (name);
  file->type = type != NULL ? ed_choice_find (ed_file_media_choices, type) : ED_ABSENT;
  file->length = size;
  file->sha256 = g_strdup (sha256);
  return file;
}

static void
list_of_case (const EdCase *case_, GPtrArray *files)
{
  for (guint i = 0; i < case_->documents->len; i++)
    {
      const EdDocument *document = case_->documents->pdata[i];
      EdFile *file = make_file (document->id,
                                document->name,
                                document->type,
                                document->size,
                                document->sha256);

      file->case_id = g_strdup (case_->id);
      file->assignment_id = g_strdup (document->assignment_id);
      file->kind = document->kind;
      g_ptr_array_add (files, file);
    }
}

static void
list_of_request (const EdRequest *request, GPtrArray *files)
{
  g_autoptr (GPtrArray) documents = ed_request_list_documents (request);

  for (guint i = 0; i < documents->len; i++)
    {
      const EdRequestDocument *document = documents->pdata[i];
      EdFile *file = make_file (document->id,
                                document->name,
                                document->type,
                                document->size,
                                document->sha256);

      file->request_id = g_strdup (request->id);
      file->kind = ed_request_document_find (request->documents, document->id) != NULL
                       ? ED_FILE_SHARED
                       : ED_FILE_RESPONSE;
      g_ptr_array_add (files, file);
    }
}

static gboolean
is_shared_for_a_time (const EdRequest *request)
{
  for (guint i = 0; i < request->documents->len; i++)
    if (((const EdRequestDocument *) request->documents->pdata[i])->expires != ED_ABSENT)
      return TRUE;
  return FALSE;
}

gboolean
ed_shown_expire (EdStore *store, EdRequest *request, gint64 *next, GError **error)
{
  g_autoptr (EdSettings) settings = NULL;
  g_autoptr (EdZone) zone = NULL;
  gint64 now;

  if (next != NULL)
    *next = ED_ABSENT;
  if (!is_shared_for_a_time (request))
    return TRUE;
  settings = ed_store_load_settings (store, error);
  if (settings == NULL || !ed_facts_get_now (store, &now, error))
    return FALSE;
  zone = ed_settings_make_zone (settings);
  ed_request_expire (request, now, zone);
  if (next != NULL)
    *next = ed_request_next_expiry (request, zone);
  return TRUE;
}

/* Which of the two ID is; ED_N_TARGETS: neither. */
static gboolean
find_kind (EdStore *store, const char *id, gint64 *kind, GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT kind FROM overlay WHERE id = $1 AND kind IN ($2, $3)"
                   " UNION ALL SELECT CASE type WHEN 'case' THEN $2 ELSE $3 END"
                   " FROM document_key WHERE id = $1 AND type IN ('case', 'request') LIMIT 1",
                   "tii",
                   id,
                   (gint64) ED_TARGET_CASE,
                   (gint64) ED_TARGET_REQUEST);
  GError *local = NULL;

  *kind = ED_N_TARGETS;
  if (select == NULL)
    return FALSE;
  if (ed_statement_step (select, &local))
    *kind = ed_statement_int (select, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
list_files (EdStore *store, EdTargetKind kind, gpointer record, GPtrArray *files, GError **error)
{
  if (kind == ED_TARGET_CASE)
    list_of_case (record, files);
  else if (!ed_shown_expire (store, record, NULL, error))
    return FALSE;
  else
    list_of_request (record, files);
  return TRUE;
}

GPtrArray *
ed_shown_list (EdStore *store, const char *id, gboolean *held, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_file_free);
  gpointer record = NULL;
  gboolean done = TRUE;
  gint64 kind;

  if (!find_kind (store, id, &kind, error)
      || (kind != ED_N_TARGETS
          && !ed_overlay_load (store, (EdTargetKind) kind, id, &record, NULL, error)))
    return NULL;
  if (held != NULL)
    *held = record != NULL;
  if (record != NULL)
    {
      done = list_files (store, (EdTargetKind) kind, record, files, error);
      ed_record_free (ed_target ((EdTargetKind) kind)->record, record);
    }
  return done ? g_steal_pointer (&files) : NULL;
}

EdFile *
ed_shown_find (const GPtrArray *files, const char *id)
{
  for (guint i = 0; i < files->len; i++)
    if (g_strcmp0 (((const EdFile *) files->pdata[i])->id, id) == 0)
      return files->pdata[i];
  return NULL;
}
