/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/document-view.h"

#include "client/documents/document-texts.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "sync/desk-late.h"

#include <glib/gi18n.h>

struct _EdDocumentView
{
  GtkWidget parent_instance;
  EdPreview *preview;
  EdDesk *desk; /* NULL until something is shown */
  char *case_id, *id, *name;
  char *then;
  char *coming;          /* how much of it has come, or NULL */
  gboolean out_of_reach; /* the connection was missing: tried again with it */
  gboolean failed;
  GCancellable *cancellable; /* of this document; new for each */
};

enum
{
  PROP_NAME = 1,
  PROP_COMING,
  PROP_FAILED,
  N_PROPS
};

enum
{
  GONE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdDocumentView, ed_document_view, GTK_TYPE_WIDGET)

/* Takes TEXT. */
static void
set_coming (EdDocumentView *self, char *text)
{
  g_free (self->coming);
  self->coming = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMING]);
}

static void
set_failed (EdDocumentView *self, gboolean failed)
{
  self->failed = failed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED]);
}

static void
show_trouble (EdDocumentView *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  self->out_of_reach = g_error_matches (error, ED_SYNC_ERROR, ED_SYNC_ERROR_UNREACHABLE);
  if (self->out_of_reach)
    sentence = g_strdup (_ ("It is not kept on this device, and there is no connection to the "
                            "server. It opens as soon as there is one."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    sentence = g_strdup (_ ("The server does not have this document any more."));
  else
    sentence = ed_error_sentence (error);
  ed_preview_set_problem (self->preview, self->name, sentence);
  set_failed (self, TRUE);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  EdDocumentView *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      ed_desk_load_file_finish (ED_DESK (source), result, NULL, NULL, &error);

  if (ed_answer_is_cancelled (result))
    return;
  set_coming (self, NULL);
  if (bytes == NULL)
    show_trouble (self, error);
  else
    ed_preview_set_document (self->preview, self->name, bytes);
}

static void
load (EdDocumentView *self)
{
  self->out_of_reach = FALSE;
  set_failed (self, FALSE);
  ed_preview_set_waiting (self->preview, self->name);
  ed_desk_load_file_async (self->desk, self->case_id, self->id, self->cancellable, on_loaded, self);
}

static void
on_try_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (ED_DOCUMENT_VIEW (widget)->id != NULL)
    load (ED_DOCUMENT_VIEW (widget));
}

static void
on_connection (EdDocumentView *self)
{
  EdConnection connection = ed_desk_connection (self->desk);

  if (self->out_of_reach && self->id != NULL
      && (connection == ED_CONNECTION_SYNCING || connection == ED_CONNECTION_UP_TO_DATE))
    load (self);
}

static void
on_progress (EdDocumentView *self, const char *id, gint64 so_far, gint64 size)
{
  g_autofree char *state = NULL;

  g_object_get (self->preview, "state", &state, NULL);
  if (g_strcmp0 (id, self->id) == 0 && g_str_equal (state, "waiting") && so_far < size)
    set_coming (self, ed_document_progress_text (so_far, size));
}

/* What was asked for beside looking at it. Saving needs but the bytes, printing the pages. */
static void
on_preview_state (EdDocumentView *self)
{
  g_autofree char *state = NULL;
  g_autofree char *then = NULL;

  g_object_get (self->preview, "state", &state, NULL);
  if (self->then == NULL || g_str_equal (state, "waiting") || g_str_equal (state, "empty")
      || self->failed)
    return;
  then = g_steal_pointer (&self->then);
  gtk_widget_activate_action (GTK_WIDGET (self->preview), then, NULL);
}

static gboolean
is_listed (const GPtrArray *files, const char *id)
{
  for (guint i = 0; i < files->len; i++)
    if (g_strcmp0 (((const EdFileProgress *) files->pdata[i])->document_id, id) == 0)
      return TRUE;
  return FALSE;
}

/* What waits to be settled may be looked at, too. */
static void
on_late_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdDocumentView *self = data;
  g_autoptr (GPtrArray) late = ed_desk_list_late_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result) || late == NULL)
    return;
  for (guint i = 0; i < late->len; i++)
    {
      const GPtrArray *files = ((const EdLateWork *) late->pdata[i])->files;

      for (guint k = 0; k < files->len; k++)
        if (g_strcmp0 (((const EdFile *) files->pdata[k])->id, self->id) == 0)
          return;
    }
  g_signal_emit (self, signals[GONE], 0);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdDocumentView *self = data;
  g_autoptr (GPtrArray) files = ed_desk_list_files_finish (ED_DESK (source), result, NULL);

  if (ed_answer_is_cancelled (result) || files == NULL)
    return;
  if (!is_listed (files, self->id))
    ed_desk_list_late_async (self->desk, self->case_id, self->cancellable, on_late_listed, self);
}

static void
on_desk_changed (EdDocumentView *self)
{
  if (self->id != NULL && !g_cancellable_is_cancelled (self->cancellable))
    ed_desk_list_files_async (self->desk, self->case_id, self->cancellable, on_listed, self);
}

static void
forget (EdDocumentView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->then, g_free);
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_document_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdDocumentView *self = ED_DOCUMENT_VIEW (object);

  if (id == PROP_FAILED)
    g_value_set_boolean (value, self->failed);
  else
    g_value_set_string (value, id == PROP_NAME ? self->name : self->coming);
}

static void
ed_document_view_dispose (GObject *object)
{
  EdDocumentView *self = ED_DOCUMENT_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_data (self->preview, self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  if (self->preview != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->preview));
  self->preview = NULL;
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_document_view_parent_class)->dispose (object);
}

static void
ed_document_view_finalize (GObject *object)
{
  EdDocumentView *self = ED_DOCUMENT_VIEW (object);

  forget (self);
  g_free (self->coming);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_document_view_parent_class)->finalize (object);
}

static void
ed_document_view_class_init (EdDocumentViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_document_view_dispose;
  object_class->finalize = ed_document_view_finalize;
  object_class->get_property = ed_document_view_get_property;
  properties[PROP_NAME] = g_param_spec_string ("document-name", NULL, NULL, NULL, flags);
  properties[PROP_COMING] = g_param_spec_string ("coming", NULL, NULL, NULL, flags);
  properties[PROP_FAILED] = g_param_spec_boolean ("failed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[GONE] = g_signal_new ("gone",
                                ED_TYPE_DOCUMENT_VIEW,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "document.try-again", NULL, on_try_again);
}

static void
ed_document_view_init (EdDocumentView *self)
{
  self->cancellable = g_cancellable_new ();
  self->preview = ED_PREVIEW (ed_preview_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->preview), GTK_WIDGET (self));
  g_signal_connect_swapped (self->preview, "notify::state", G_CALLBACK (on_preview_state), self);
}

static void
follow_desk (EdDocumentView *self)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } followed[] = { { "changed", G_CALLBACK (on_desk_changed) },
                   { "notify::connection", G_CALLBACK (on_connection) },
                   { "file-progress", G_CALLBACK (on_progress) } };

  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (self->desk,
                             followed[i].signal,
                             followed[i].callback,
                             self,
                             G_CONNECT_SWAPPED);
}

void
ed_document_view_show (EdDocumentView *self,
                       EdDesk *desk,
                       const char *case_id,
                       const EdDocument *document,
                       const char *then)
{
  g_return_if_fail (ED_IS_DOCUMENT_VIEW (self) && (self->desk == NULL || self->desk == desk));
  if (g_strcmp0 (self->id, document->id) == 0 && then == NULL)
    return;
  if (self->desk == NULL)
    {
      self->desk = g_object_ref (desk);
      follow_desk (self);
    }
  forget (self);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->case_id = g_strdup (case_id);
  self->id = g_strdup (document->id);
  self->name = g_strdup (document->name != NULL ? document->name : "");
  self->then = g_strdup (then);
  set_coming (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  load (self);
}

void
ed_document_view_clear (EdDocumentView *self)
{
  g_return_if_fail (ED_IS_DOCUMENT_VIEW (self));
  forget (self);
  set_coming (self, NULL);
  set_failed (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  ed_preview_set_empty (self->preview);
}

void
ed_document_view_stop (EdDocumentView *self)
{
  g_return_if_fail (ED_IS_DOCUMENT_VIEW (self));
  g_cancellable_cancel (self->cancellable);
}

const char *
ed_document_view_document (EdDocumentView *self)
{
  g_return_val_if_fail (ED_IS_DOCUMENT_VIEW (self), NULL);
  return self->id;
}
