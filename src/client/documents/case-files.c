/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/case-files.h"

struct _EdCaseFiles
{
  GObject parent_instance;
  EdDesk *desk;
  char *case_id;
  GPtrArray *files; /* EdFileProgress */
  GCancellable *cancellable;
};

enum
{
  PROP_UNSENT = 1,
  PROP_OFFLINE,
  N_PROPS
};
enum
{
  CHANGED,
  PROGRESS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdCaseFiles, ed_case_files, G_TYPE_OBJECT)

gboolean
ed_file_progress_is_unsent (const EdFileProgress *progress)
{
  return progress->state == ED_FILE_WAITING || progress->state == ED_FILE_SENDING
         || progress->state == ED_FILE_SENT;
}

static guint
count_unsent (EdCaseFiles *self)
{
  guint n = 0;

  for (guint i = 0; i < self->files->len; i++)
    n += ed_file_progress_is_unsent (self->files->pdata[i]);
  return n;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdCaseFiles) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = ed_desk_list_files_finish (ED_DESK (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable) || files == NULL)
    return;
  g_ptr_array_unref (self->files);
  self->files = g_steal_pointer (&files);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSENT]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_desk_changed (EdCaseFiles *self)
{
  ed_desk_list_files_async (self->desk,
                            self->case_id,
                            self->cancellable,
                            on_listed,
                            g_object_ref (self));
}

static void
on_connection (EdCaseFiles *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFLINE]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_progress (EdCaseFiles *self, const char *id, gint64 so_far, gint64 size)
{
  g_signal_emit (self, signals[PROGRESS], 0, id, so_far, size);
}

static void
ed_case_files_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdCaseFiles *self = ED_CASE_FILES (object);

  if (id == PROP_UNSENT)
    g_value_set_uint (value, count_unsent (self));
  else
    g_value_set_boolean (value, ed_case_files_is_offline (self));
}

static void
ed_case_files_dispose (GObject *object)
{
  ed_case_files_stop (ED_CASE_FILES (object));
  G_OBJECT_CLASS (ed_case_files_parent_class)->dispose (object);
}

static void
ed_case_files_finalize (GObject *object)
{
  EdCaseFiles *self = ED_CASE_FILES (object);

  g_free (self->case_id);
  g_ptr_array_unref (self->files);
  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_case_files_parent_class)->finalize (object);
}

static void
ed_case_files_class_init (EdCaseFilesClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ed_case_files_get_property;
  object_class->dispose = ed_case_files_dispose;
  object_class->finalize = ed_case_files_finalize;
  properties[PROP_UNSENT] = g_param_spec_uint ("unsent", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed",
                                   ED_TYPE_CASE_FILES,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  signals[PROGRESS] = g_signal_new ("progress",
                                    ED_TYPE_CASE_FILES,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    3,
                                    G_TYPE_STRING,
                                    G_TYPE_INT64,
                                    G_TYPE_INT64);
}

static void
ed_case_files_init (EdCaseFiles *self)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_file_progress_free);
  self->cancellable = g_cancellable_new ();
}

EdCaseFiles *
ed_case_files_new (EdDesk *desk, const char *case_id)
{
  EdCaseFiles *self = g_object_new (ED_TYPE_CASE_FILES, NULL);

  self->desk = g_object_ref (desk);
  self->case_id = g_strdup (case_id);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk,
                           "notify::connection",
                           G_CALLBACK (on_connection),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk,
                           "file-progress",
                           G_CALLBACK (on_progress),
                           self,
                           G_CONNECT_SWAPPED);
  on_desk_changed (self);
  return self;
}

void
ed_case_files_stop (EdCaseFiles *self)
{
  g_cancellable_cancel (self->cancellable);
}

const GPtrArray *
ed_case_files_list (EdCaseFiles *self)
{
  return self->files;
}

const EdFileProgress *
ed_case_files_find (EdCaseFiles *self, const char *id)
{
  for (guint i = 0; i < self->files->len; i++)
    if (g_strcmp0 (((EdFileProgress *) self->files->pdata[i])->document_id, id) == 0)
      return self->files->pdata[i];
  return NULL;
}

gboolean
ed_case_files_is_offline (EdCaseFiles *self)
{
  EdConnection connection = ed_desk_connection (self->desk);

  return connection != ED_CONNECTION_SYNCING && connection != ED_CONNECTION_UP_TO_DATE;
}
