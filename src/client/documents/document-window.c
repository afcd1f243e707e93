/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/document-window.h"

#include "client/documents/document-texts.h"
#include "client/documents/document-view.h"
#include "client/resources.h"
#include "client/widgets/attend.h"

#define WIDTH 820
#define HEIGHT 860

struct _EdDocumentWindow
{
  AdwWindow parent_instance;
  EdDocumentView *view;
};

G_DEFINE_FINAL_TYPE (EdDocumentWindow, ed_document_window, ADW_TYPE_WINDOW)

static char *
choose_subtitle (gpointer object, const char *name, const char *coming)
{
  return g_strdup (coming != NULL ? coming : name);
}

/* The button stands beside the view, not within it. */
static void
on_try_again (EdDocumentWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "document.try-again", NULL);
}

/* Closed: calls still under way may keep us for a while. */
static void
ed_document_window_unrealize (GtkWidget *widget)
{
  if (ED_DOCUMENT_WINDOW (widget)->view != NULL)
    ed_document_view_stop (ED_DOCUMENT_WINDOW (widget)->view);
  GTK_WIDGET_CLASS (ed_document_window_parent_class)->unrealize (widget);
}

static void
ed_document_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ED_TYPE_DOCUMENT_WINDOW);
  ED_DOCUMENT_WINDOW (object)->view = NULL;
  G_OBJECT_CLASS (ed_document_window_parent_class)->dispose (object);
}

static void
ed_document_window_class_init (EdDocumentWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_DOCUMENT_VIEW);
  G_OBJECT_CLASS (class)->dispose = ed_document_window_dispose;
  widget_class->unrealize = ed_document_window_unrealize;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/document-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EdDocumentWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, choose_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);
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
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->view,
                           "gone",
                           G_CALLBACK (gtk_window_destroy),
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

  gtk_window_set_title (GTK_WINDOW (self), ed_document_kind_word (document->kind));
  ed_attend (GTK_WINDOW (self), from, WIDTH, HEIGHT);
  ed_document_view_show (self->view, desk, case_id, document, then);
  return GTK_WIDGET (self);
}
