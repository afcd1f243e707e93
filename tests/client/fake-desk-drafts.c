/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/fake-desk-insides.h"

#include "sync/desk-drafts.h"

static char *
make_key (const char *kind, const char *object)
{
  return g_strdup_printf ("%s:%s", kind, object);
}

const char *
ed_fake_desk_draft (EdDesk *desk, const char *kind, const char *object)
{
  g_autofree char *key = make_key (kind, object);

  return g_hash_table_lookup (desk->drafts, key);
}

void
ed_fake_desk_put_draft (EdDesk *desk, const char *kind, const char *object, const char *body)
{
  g_hash_table_insert (desk->drafts, make_key (kind, object), g_strdup (body));
}

void
ed_fake_desk_end_draft (EdDesk *desk, const EdDraftEnd *ends, gboolean done)
{
  g_autofree char *key = ends != NULL ? make_key (ends->kind, ends->object) : NULL;

  if (ends == NULL || !done)
    return;
  g_hash_table_remove (desk->draft_files, key);
  if (ends->left != NULL)
    ed_fake_desk_put_draft (desk, ends->kind, ends->object, ends->left);
  else
    g_hash_table_remove (desk->drafts, key);
}

void
ed_fake_desk_keep_words (EdDesk *desk, const char *command_id)
{
  for (guint i = 0; i < desk->outbox->len; i++)
    {
      const EdCommand *command = ((const EdOutboxEntry *) desk->outbox->pdata[i])->command;
      const char *kind = command->type == ED_COMMAND_MESSAGE_SEND    ? ED_DRAFT_MESSAGE
                         : command->type == ED_COMMAND_INTERNAL_SEND ? ED_DRAFT_INTERNAL
                                                                     : NULL;
      const char *present;
      g_autofree char *text = NULL;

      if (kind == NULL || g_strcmp0 (command->id, command_id) != 0)
        continue;
      present = ed_fake_desk_draft (desk, kind, command->target_id);
      text = g_strjoin (present != NULL ? "\n\n" : "",
                        present != NULL ? present : "",
                        ((const EdArgs *) command->args)->text,
                        NULL);
      ed_fake_desk_put_draft (desk, kind, command->target_id, text);
    }
}

void
ed_fake_desk_fail_drafts (EdDesk *desk, GError *error)
{
  g_clear_error (&desk->draft_error);
  desk->draft_error = error;
}

void
ed_desk_save_draft_async (EdDesk *desk,
                          const char *kind,
                          const char *object,
                          const char *body,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  gboolean is_saved = desk->draft_error == NULL;

  if (is_saved && !desk->closed)
    ed_fake_desk_put_draft (desk, kind, object, body);
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (is_saved));
}

gboolean
ed_desk_save_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  gboolean is_saved = GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));

  if (!is_saved && error != NULL)
    *error = g_error_copy (desk->draft_error);
  return is_saved;
}

void
ed_desk_load_draft_async (EdDesk *desk,
                          const char *kind,
                          const char *object,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  ed_fake_desk_answer (desk,
                       cancellable,
                       callback,
                       data,
                       g_strdup (ed_fake_desk_draft (desk, kind, object)));
}

char *
ed_desk_load_draft_finish (EdDesk *desk, GAsyncResult *result, gint64 *updated_at, GError **error)
{
  g_autofree char *body = ed_fake_desk_finish (desk, result, error);

  if (updated_at != NULL)
    *updated_at = desk->now;
  if (desk->draft_error == NULL)
    return g_steal_pointer (&body);
  g_propagate_error (error, g_error_copy (desk->draft_error));
  return NULL;
}

void
ed_desk_discard_draft_async (EdDesk *desk,
                             const char *kind,
                             const char *object,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autofree char *key = make_key (kind, object);

  if (!desk->closed)
    g_hash_table_remove (desk->drafts, key);
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (TRUE));
}

gboolean
ed_desk_discard_draft_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));
}

/* --- files ------------------------------------------------------------------------------------ */

static EdDraftFile *
copy_file (const EdDraftFile *file)
{
  EdDraftFile *copy = g_new0 (EdDraftFile, 1);

  copy->id = g_strdup (file->id);
  copy->name = g_strdup (file->name);
  copy->content = g_bytes_ref (file->content);
  return copy;
}

void
ed_draft_file_free (EdDraftFile *file)
{
  g_free (file->id);
  g_free (file->name);
  g_bytes_unref (file->content);
  g_free (file);
}

static GPtrArray *
ensure_files (EdDesk *desk, const char *kind, const char *object)
{
  g_autofree char *key = make_key (kind, object);
  GPtrArray *files = g_hash_table_lookup (desk->draft_files, key);

  if (files == NULL)
    {
      files = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_draft_file_free);
      g_hash_table_insert (desk->draft_files, g_steal_pointer (&key), files);
    }
  return files;
}

guint
ed_fake_desk_count_draft_files (EdDesk *desk, const char *kind, const char *object)
{
  return ensure_files (desk, kind, object)->len;
}

void
ed_desk_keep_draft_file_async (EdDesk *desk,
                               const char *kind,
                               const char *object,
                               const EdDraftFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_ptr_array_add (ensure_files (desk, kind, object), copy_file (file));
  ed_fake_desk_answer (desk, cancellable, callback, data, GINT_TO_POINTER (TRUE));
}

gboolean
ed_desk_keep_draft_file_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return GPOINTER_TO_INT (ed_fake_desk_finish (desk, result, error));
}

void
ed_desk_load_draft_files_async (EdDesk *desk,
                                const char *kind,
                                const char *object,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  const GPtrArray *files = ensure_files (desk, kind, object);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_draft_file_free);

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (list, copy_file (files->pdata[i]));
  ed_fake_desk_answer (desk, cancellable, callback, data, list);
}

GPtrArray *
ed_desk_load_draft_files_finish (EdDesk *desk, GAsyncResult *result, GError **error)
{
  return ed_fake_desk_finish (desk, result, error);
}

void
ed_desk_drop_draft_file (EdDesk *desk, const char *id)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, desk->draft_files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GPtrArray *files = value;

      for (guint i = files->len; i > 0; i--)
        if (g_str_equal (((EdDraftFile *) files->pdata[i - 1])->id, id))
          g_ptr_array_remove_index (files, i - 1);
    }
}
