/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/file-picks.h"

#include "client/documents/file-chooser.h"
#include "client/documents/picked-file.h"
#include "domain/case.h"

#define ID "id"

struct _EdFilePicks
{
  GObject parent_instance;
  gint64 kind;
  GPtrArray *picked;    /* EdPickedFile; those that are good have an ID */
  GPtrArray *documents; /* EdRequestDocument, of those */
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
add_document (EdFilePicks *self, EdPickedFile *picked)
{
  EdRequestDocument *document = ed_record_new (&ed_request_document_type);
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (ed_picked_file_bytes (picked), &length);
  gint64 type = ed_file_type_of (bytes, length);

  document->id = g_uuid_string_random ();
  document->name = g_strdup (ed_picked_file_name (picked));
  document->type = type == ED_ABSENT ? NULL : g_strdup (ed_file_media_choices[type].word);
  document->size = (gint64) length;
  g_object_set_data_full (G_OBJECT (picked), ID, g_strdup (document->id), g_free);
  g_ptr_array_add (self->documents, document);
}

static void
drop (EdFilePicks *self, guint index)
{
  EdPickedFile *picked = self->picked->pdata[index];

  g_signal_handlers_disconnect_by_data (picked, self);
  ed_picked_file_close (picked);
  g_ptr_array_remove_index (self->picked, index);
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

      if (state == ED_PICKED_GOOD && g_object_get_data (G_OBJECT (picked), ID) == NULL)
        add_document (self, picked);
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
        waits = state != ED_PICKED_GOOD;
    }
  g_signal_emit (self, signals[CHANGED], 0);
  if (trouble != NULL)
    g_signal_emit (self, signals[TROUBLE], 0, trouble);
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

  while (self->picked->len > 0)
    drop (self, self->picked->len - 1);
  G_OBJECT_CLASS (ed_file_picks_parent_class)->dispose (object);
}

static void
ed_file_picks_finalize (GObject *object)
{
  EdFilePicks *self = ED_FILE_PICKS (object);

  g_ptr_array_unref (self->picked);
  g_ptr_array_unref (self->documents);
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
}

EdFilePicks *
ed_file_picks_new (gint64 kind)
{
  EdFilePicks *self = g_object_new (ED_TYPE_FILE_PICKS, NULL);

  self->kind = kind;
  return self;
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

void
ed_file_picks_remove (EdFilePicks *self, const char *id)
{
  EdRequestDocument *document = ed_request_document_find (self->documents, id);

  if (document == NULL)
    return;
  for (guint i = self->picked->len; i > 0; i--)
    if (g_strcmp0 (g_object_get_data (self->picked->pdata[i - 1], ID), id) == 0)
      drop (self, i - 1);
  g_ptr_array_remove (self->documents, document);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ed_file_picks_clear (EdFilePicks *self)
{
  while (self->picked->len > 0)
    drop (self, self->picked->len - 1);
  g_ptr_array_set_size (self->documents, 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
ed_file_picks_is_reading (EdFilePicks *self)
{
  return self->picked->len > self->documents->len;
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

  for (guint i = 0; i < self->picked->len; i++)
    {
      EdPickedFile *picked = self->picked->pdata[i];
      EdNewFile file = { g_object_get_data (G_OBJECT (picked), ID),
                         self->kind,
                         ed_picked_file_name (picked),
                         ed_picked_file_bytes (picked) };

      if (file.id != NULL)
        g_array_append_val (files, file);
    }
  return files;
}
