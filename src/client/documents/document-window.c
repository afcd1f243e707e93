/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/document-window.h"

#include "client/documents/document-texts.h"
#include "client/documents/preview.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/attend.h"

#include <glib/gi18n.h>

#define WIDTH 820
#define HEIGHT 860

struct _EdDocumentWindow
{
  AdwWindow parent_instance;
  EdPreview *preview;
  EdDesk *desk;
  char *case_id, *id, *name;
  char *then;
  char *coming;          /* how much of it has come, or NULL */
  gboolean out_of_reach; /* the connection was missing: tried again with it */
  gboolean failed;
  GCancellable *cancellable;
};

enum
{
  PROP_NAME = 1,
  PROP_COMING,
  PROP_FAILED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdDocumentWindow, ed_document_window, ADW_TYPE_WINDOW)

/* Takes TEXT. */
static void
set_coming (EdDocumentWindow *self, char *text)
{
  g_free (self->coming);
  self->coming = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMING]);
}

static void
set_failed (EdDocumentWindow *self, gboolean failed)
{
  self->failed = failed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED]);
}

static void
show_trouble (EdDocumentWindow *self, const GError *error)
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
  g_autoptr (EdDocumentWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      ed_desk_load_file_finish (ED_DESK (source), result, NULL, NULL, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_coming (self, NULL);
  if (bytes == NULL)
    show_trouble (self, error);
  else
    ed_preview_set_document (self->preview, self->name, bytes);
}

static void
load (EdDocumentWindow *self)
{
  self->out_of_reach = FALSE;
  set_failed (self, FALSE);
  ed_preview_set_waiting (self->preview, self->name);
  ed_desk_load_file_async (self->desk,
                           self->case_id,
                           self->id,
                           self->cancellable,
                           on_loaded,
                           g_object_ref (self));
}

static void
on_try_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (ED_DOCUMENT_WINDOW (widget));
}

static void
on_connection (EdDocumentWindow *self)
{
  EdConnection connection = ed_desk_connection (self->desk);

  if (self->out_of_reach
      && (connection == ED_CONNECTION_SYNCING || connection == ED_CONNECTION_UP_TO_DATE))
    load (self);
}

static void
on_progress (EdDocumentWindow *self, const char *id, gint64 so_far, gint64 size)
{
  g_autofree char *state = NULL;

  g_object_get (self->preview, "state", &state, NULL);
  if (g_strcmp0 (id, self->id) == 0 && g_str_equal (state, "waiting") && so_far < size)
    set_coming (self, ed_document_progress_text (so_far, size));
}

/* What was asked for beside looking at it. Saving needs but the bytes, printing the pages. */
static void
on_preview_state (EdDocumentWindow *self)
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

static void
on_case_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdDocumentWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = ed_desk_load_case_finish (ED_DESK (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable) || error != NULL)
    return;
  if (row == NULL || ed_case_find_document (row->case_, self->id) == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_desk_changed (EdDocumentWindow *self)
{
  ed_desk_load_case_async (self->desk,
                           self->case_id,
                           self->cancellable,
                           on_case_read,
                           g_object_ref (self));
}

/* --- object ---------------------------------------------------------------------------------- */

static char *
choose_subtitle (gpointer object, const char *name, const char *coming)
{
  return g_strdup (coming != NULL ? coming : name);
}

static void
ed_document_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdDocumentWindow *self = ED_DOCUMENT_WINDOW (object);

  if (id == PROP_FAILED)
    g_value_set_boolean (value, self->failed);
  else
    g_value_set_string (value, id == PROP_NAME ? self->name : self->coming);
}

/* Closed: calls still under way may keep us for a while. */
static void
ed_document_window_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (ED_DOCUMENT_WINDOW (widget)->cancellable);
  GTK_WIDGET_CLASS (ed_document_window_parent_class)->unrealize (widget);
}

static void
ed_document_window_dispose (GObject *object)
{
  EdDocumentWindow *self = ED_DOCUMENT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_data (self->preview, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ED_TYPE_DOCUMENT_WINDOW);
  self->preview = NULL;
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_document_window_parent_class)->dispose (object);
}

static void
ed_document_window_finalize (GObject *object)
{
  EdDocumentWindow *self = ED_DOCUMENT_WINDOW (object);

  g_free (self->case_id);
  g_free (self->id);
  g_free (self->name);
  g_free (self->then);
  g_free (self->coming);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_document_window_parent_class)->finalize (object);
}

static void
ed_document_window_class_init (EdDocumentWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ED_TYPE_PREVIEW);
  object_class->dispose = ed_document_window_dispose;
  widget_class->unrealize = ed_document_window_unrealize;
  object_class->finalize = ed_document_window_finalize;
  object_class->get_property = ed_document_window_get_property;
  properties[PROP_NAME] = g_param_spec_string ("file-name", NULL, NULL, NULL, flags);
  properties[PROP_COMING] = g_param_spec_string ("coming", NULL, NULL, NULL, flags);
  properties[PROP_FAILED] = g_param_spec_boolean ("failed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/document-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDocumentWindow, preview);
  gtk_widget_class_bind_template_callback (widget_class, choose_subtitle);
  gtk_widget_class_install_action (widget_class, "document.try-again", NULL, on_try_again);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_w,
                                       GDK_CONTROL_MASK,
                                       "window.close",
                                       NULL);
}

static void
ed_document_window_init (EdDocumentWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->preview, "notify::state", G_CALLBACK (on_preview_state), self);
}

static void
follow_desk (EdDocumentWindow *self)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } signals[] = { { "changed", G_CALLBACK (on_desk_changed) },
                  { "notify::connection", G_CALLBACK (on_connection) },
                  { "file-progress", G_CALLBACK (on_progress) } };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->desk,
                             signals[i].signal,
                             signals[i].callback,
                             self,
                             G_CONNECT_SWAPPED);
}

GtkWidget *
ed_document_window_new (GtkWidget *from,
                        EdDesk *desk,
                        const char *case_id,
                        const EdDocument *document,
                        const char *then)
{
  EdDocumentWindow *self = g_object_new (ED_TYPE_DOCUMENT_WINDOW, NULL);

  self->desk = g_object_ref (desk);
  self->case_id = g_strdup (case_id);
  self->id = g_strdup (document->id);
  self->name = g_strdup (document->name != NULL ? document->name : "");
  self->then = g_strdup (then);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  gtk_window_set_title (GTK_WINDOW (self), ed_document_kind_word (document->kind));
  ed_attend (GTK_WINDOW (self), from, WIDTH, HEIGHT);
  follow_desk (self);
  load (self);
  return GTK_WIDGET (self);
}
