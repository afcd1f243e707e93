/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/file-picks.h"

#include "client/documents/file-chooser.h"
#include "client/documents/picked-file.h"
#include "client/widgets/answer.h"
#include "domain/case.h"
#include "sync/desk-drafts.h"

#include <glib/gi18n.h>

struct _EdFilePicks
{
  GObject parent_instance;
  gint64 kind;
  GPtrArray *picked;    /* EdPickedFile, that are being read and looked at */
  GPtrArray *files;     /* EdDraftFile: those that are good */
  GPtrArray *documents; /* EdRequestDocument, of those, in their order */
  EdDesk *desk;         /* NULL: in memory alone */
  char *draft, *object; /* with which they are kept */
  GCancellable *cancellable;
};

enum
{
  CHANGED,
  TROUBLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdFilePicks, ed_file_picks, G_TYPE_OBJECT)

static void
free_document (gpointer document)
{
  ed_record_free (&ed_request_document_type, document);
}

static void
say_trouble (EdFilePicks *self, const char *sentence)
{
  g_signal_emit (self, signals[TROUBLE], 0, sentence);
}

/* Takes FILE. */
static void
add_file (EdFilePicks *self, EdDraftFile *file)
{
  EdRequestDocument *document = ed_record_new (&ed_request_document_type);
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (file->content, &length);
  gint64 type = ed_file_type_of (bytes, length);

  document->id = g_strdup (file->id);
  document->name = g_strdup (file->name);
  document->type = type == ED_ABSENT ? NULL : g_strdup (ed_file_media_choices[type].word);
  document->size = (gint64) length;
  g_ptr_array_add (self->documents, document);
  g_ptr_array_add (self->files, file);
}

/* --- keeping ---------------------------------------------------------------------------------- */

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  EdFilePicks *self = data;
  g_autoptr (GError) error = NULL;

  if (ed_desk_keep_draft_file_finish (ED_DESK (source), result, &error)
      || ed_answer_is_cancelled (result))
    return;
  say_trouble (self, _ ("A file cannot be kept here until it is sent. Send it before you close."));
}

static void
keep (EdFilePicks *self, const EdDraftFile *file)
{
  if (self->desk != NULL)
    ed_desk_keep_draft_file_async (self->desk,
                                   self->draft,
                                   self->object,
                                   file,
                                   self->cancellable,
                                   on_kept,
                                   self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdFilePicks *self = data;
  g_autoptr (GPtrArray) files = ed_desk_load_draft_files_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result) || files == NULL || files->len == 0)
    return;
  while (files->len > 0)
    {
      EdDraftFile *file = g_ptr_array_steal_index (files, 0);

      if (ed_request_document_find (self->documents, file->id) == NULL)
        add_file (self, file);
      else
        ed_draft_file_free (file);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ed_file_picks_load (EdFilePicks *self)
{
  g_return_if_fail (ED_IS_FILE_PICKS (self));
  if (self->desk != NULL)
    ed_desk_load_draft_files_async (self->desk,
                                    self->draft,
                                    self->object,
                                    self->cancellable,
                                    on_loaded,
                                    self);
}

/* --- picking ---------------------------------------------------------------------------------- */

/* It is read no more. */
static void
drop (EdFilePicks *self, guint index)
{
  EdPickedFile *picked = self->picked->pdata[index];

  g_signal_handlers_disconnect_by_data (picked, self);
  ed_picked_file_close (picked);
  g_ptr_array_remove_index (self->picked, index);
}

/* It is good: its bytes are all that is needed. */
static void
take (EdFilePicks *self, guint index)
{
  EdPickedFile *picked = self->picked->pdata[index];
  EdDraftFile *file = g_new0 (EdDraftFile, 1);

  file->id = g_uuid_string_random ();
  file->name = g_strdup (ed_picked_file_name (picked));
  file->content = g_bytes_ref (ed_picked_file_bytes (picked));
  add_file (self, file);
  keep (self, file);
  drop (self, index);
}

/* Each is opened once to see whether anybody can read it; that runs a program, so one after the
 * other. */
static void
look (EdFilePicks *self)
{
  g_autofree char *trouble = NULL;
  gboolean waits = FALSE;

  for (guint i = 0; i < self->picked->len && !waits; i++)
    {
      EdPickedFile *picked = self->picked->pdata[i];
      EdPickedState state = ed_picked_file_state (picked);

      if (state == ED_PICKED_GOOD)
        take (self, i--);
      else if (state == ED_PICKED_BAD)
        {
          g_free (trouble);
          trouble = g_strdup (ed_picked_file_trouble (picked));
          drop (self, i--);
        }
      else if (state == ED_PICKED_READ)
        {
          ed_picked_file_check (picked);
          waits = TRUE;
        }
      else
        waits = TRUE;
    }
  g_signal_emit (self, signals[CHANGED], 0);
  if (trouble != NULL)
    say_trouble (self, trouble);
}

static void
on_chosen (gpointer owner, int kind, GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      ed_file_picks_add (owner, file);
    }
}

static void
ed_file_picks_dispose (GObject *object)
{
  EdFilePicks *self = ED_FILE_PICKS (object);

  g_cancellable_cancel (self->cancellable);
  while (self->picked->len > 0)
    drop (self, self->picked->len - 1);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_file_picks_parent_class)->dispose (object);
}

static void
ed_file_picks_finalize (GObject *object)
{
  EdFilePicks *self = ED_FILE_PICKS (object);

  g_ptr_array_unref (self->picked);
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->files);
  g_free (self->draft);
  g_free (self->object);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_file_picks_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params)
{
  return g_signal_new (name,
                       ED_TYPE_FILE_PICKS,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_params,
                       G_TYPE_STRING);
}

static void
ed_file_picks_class_init (EdFilePicksClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ed_file_picks_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_file_picks_finalize;
  signals[CHANGED] = add_signal ("changed", 0);
  signals[TROUBLE] = add_signal ("trouble", 1);
}

static void
ed_file_picks_init (EdFilePicks *self)
{
  self->picked = g_ptr_array_new_with_free_func (g_object_unref);
  self->documents = g_ptr_array_new_with_free_func (free_document);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_draft_file_free);
  self->cancellable = g_cancellable_new ();
}

EdFilePicks *
ed_file_picks_new (gint64 kind)
{
  EdFilePicks *self = g_object_new (ED_TYPE_FILE_PICKS, NULL);

  self->kind = kind;
  return self;
}

void
ed_file_picks_keep (EdFilePicks *self, EdDesk *desk, const char *draft, const char *object)
{
  g_return_if_fail (ED_IS_FILE_PICKS (self) && self->desk == NULL);
  self->desk = g_object_ref (desk);
  self->draft = g_strdup (draft);
  self->object = g_strdup (object);
}

void
ed_file_picks_choose (EdFilePicks *self, GtkWidget *from)
{
  ed_choose_files (from, ED_DOCUMENT_OTHER, on_chosen, self);
}

void
ed_file_picks_add (EdFilePicks *self, GFile *file)
{
  EdPickedFile *picked = ed_picked_file_new (file);

  g_return_if_fail (ED_IS_FILE_PICKS (self));
  g_ptr_array_add (self->picked, picked);
  g_signal_connect_object (picked, "notify::state", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
}

static void
remove_at (EdFilePicks *self, guint index)
{
  if (self->desk != NULL)
    ed_desk_drop_draft_file (self->desk, ((EdDraftFile *) self->files->pdata[index])->id);
  g_ptr_array_remove_index (self->documents, index);
  g_ptr_array_remove_index (self->files, index);
}

void
ed_file_picks_remove (EdFilePicks *self, const char *id)
{
  for (guint i = self->files->len; i > 0; i--)
    if (g_strcmp0 (((EdDraftFile *) self->files->pdata[i - 1])->id, id) == 0)
      remove_at (self, i - 1);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ed_file_picks_clear (EdFilePicks *self)
{
  while (self->picked->len > 0)
    drop (self, self->picked->len - 1);
  while (self->files->len > 0)
    remove_at (self, self->files->len - 1);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
ed_file_picks_is_reading (EdFilePicks *self)
{
  return self->picked->len > 0;
}

const GPtrArray *
ed_file_picks_documents (EdFilePicks *self)
{
  return self->documents;
}

GArray *
ed_file_picks_list (EdFilePicks *self)
{
  GArray *files = g_array_new (FALSE, TRUE, sizeof (EdNewFile));

  for (guint i = 0; i < self->files->len; i++)
    {
      const EdDraftFile *kept = self->files->pdata[i];
      EdNewFile file = { kept->id, self->kind, kept->name, kept->content };

      g_array_append_val (files, file);
    }
  return files;
}
