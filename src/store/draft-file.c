/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that belong to a draft: whole, each in a row, as nothing is sent of them before a command
 * brings them. They leave the disk by the journal, like all files. */

#include "store/draft-file.h"

#include "store/drafts.h"
#include "store/file.h"
#include "store/wipe.h"

void
ed_draft_file_free (EdDraftFile *file)
{
  if (file == NULL)
    return;
  g_free (file->id);
  g_free (file->name);
  g_clear_pointer (&file->content, g_bytes_unref);
  g_free (file);
}

static gboolean
propagate (GError **error, GError *local)
{
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
keep (EdStore *store, const char *kind, const char *object, const EdDraftFile *file, GError **error)
{
  gsize length = 0;
  gconstpointer bytes = g_bytes_get_data (file->content, &length);
  EdStatement *insert =
      ed_db_query (store->db,
                   error,
                   "INSERT INTO draft_file (kind, object, id, name, content)"
                   " SELECT $1, $2, $3, $4, $5" ED_DRAFT_WHERE_HELD " ON CONFLICT (id) DO NOTHING",
                   "tttt",
                   kind,
                   object,
                   file->id,
                   file->name);

  if (insert == NULL)
    return FALSE;
  ed_statement_bind_blob (insert, 5, length > 0 ? bytes : "", length);
  return ed_statement_run (insert, error);
}

gboolean
ed_store_keep_draft_file (EdStore *store,
                          const char *kind,
                          const char *object,
                          const EdDraftFile *file,
                          GError **error)
{
  g_return_val_if_fail (file->id != NULL && file->name != NULL && file->content != NULL, FALSE);

  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, keep (store, kind, object, file, error), error);
}

GPtrArray *
ed_store_load_draft_files (EdStore *store, const char *kind, const char *object, GError **error)
{
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_draft_file_free);
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT id, name, content FROM draft_file WHERE kind = $1 AND object = $2"
                   " ORDER BY row",
                   "tt",
                   kind,
                   object);
  GError *local = NULL;

  if (select == NULL)
    return NULL;
  while (ed_statement_step (select, &local))
    {
      EdDraftFile *file = g_new0 (EdDraftFile, 1);
      gsize length = 0;
      gconstpointer bytes = ed_statement_blob (select, 2, &length);

      file->id = g_strdup (ed_statement_text (select, 0));
      file->name = g_strdup (ed_statement_text (select, 1));
      file->content = g_bytes_new (bytes, length);
      g_ptr_array_add (files, file);
    }
  return propagate (error, local) ? g_steal_pointer (&files) : NULL;
}

/* --- removing --------------------------------------------------------------------------------- */

static gboolean
drop (EdStore *store, const char *id, GError **error)
{
  if (!ed_statement_run (
          ed_db_query (store->db, error, "DELETE FROM draft_file WHERE id = $1", "t", id),
          error))
    return FALSE;
  return ed_db_changes (store->db) == 0 || ed_wipe_add (store, ED_WIPE_FILE, id, error);
}

gboolean
ed_store_drop_draft_file (EdStore *store, const char *id, GError **error)
{
  return ed_store_begin (store, TRUE, error)
         && ed_store_end (store, drop (store, id, error), error);
}

/* Drops those whose ids SELECT (taken) yields. */
static gboolean
drop_all (EdStore *store, EdStatement *taken, GError **error)
{
  g_autoptr (EdStatement) select = taken;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (ed_statement_step (select, &local))
    g_ptr_array_add (ids, g_strdup (ed_statement_text (select, 0)));
  for (guint i = 0; local == NULL && i < ids->len; i++)
    drop (store, ids->pdata[i], &local);
  return propagate (error, local);
}

gboolean
ed_draft_files_discard (EdStore *store, const char *kind, const char *object, GError **error)
{
  return drop_all (store,
                   ed_db_query (store->db,
                                error,
                                "SELECT id FROM draft_file WHERE kind = $1 AND object = $2",
                                "tt",
                                kind,
                                object),
                   error);
}

gboolean
ed_draft_files_forget (EdStore *store, const char *object, GError **error)
{
  return drop_all (
      store,
      ed_db_query (store->db, error, "SELECT id FROM draft_file WHERE object = $1", "t", object),
      error);
}

/* --- taken back ------------------------------------------------------------------------------- */

/* The file at ROW of SELECT: a copy with an id of its own, as the server may know the old one. */
static gboolean
copy (EdStore *store, const char *kind, const char *object, EdStatement *row, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GBytes) content =
      ed_file_read (store, ed_statement_int (row, 0), 0, ed_statement_int (row, 2), error);
  const EdDraftFile file = { id, (char *) ed_statement_text (row, 1), content };

  return content != NULL && keep (store, kind, object, &file, error);
}

gboolean
ed_draft_files_take_back (EdStore *store,
                          const char *command,
                          const char *kind,
                          const char *object,
                          GError **error)
{
  g_autoptr (EdStatement) select =
      ed_db_query (store->db,
                   error,
                   "SELECT row, name, length FROM file WHERE command = $1 AND held = length"
                   " ORDER BY row",
                   "t",
                   command);
  GError *local = NULL;

  if (select == NULL)
    return FALSE;
  while (local == NULL && ed_statement_step (select, &local))
    copy (store, kind, object, select, &local);
  return propagate (error, local);
}
