/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/document-window.h"

#include "client/documents/document-texts.h"
#include "client/documents/document-view.h"
#include "client/resources.h"
#include "client/widgets/attend.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"

#include <glib/gi18n.h>

#define WIDTH 820
#define HEIGHT 860

struct _EdDocumentWindow
{
  AdwWindow parent_instance;
  EdDocumentView *view;
  GtkWidget *from; /* a weak reference */
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

/* What may be seen no more is not seen any longer. */
static void
on_gone (EdDocumentWindow *self)
{
  if (self->from != NULL)
    ed_toast (self->from, _ ("The document has been withdrawn; its window was closed."), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
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
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_DOCUMENT_WINDOW);
  ED_DOCUMENT_WINDOW (object)->view = NULL;
  g_clear_weak_pointer (&ED_DOCUMENT_WINDOW (object)->from);
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
  g_signal_connect_object (self->view, "gone", G_CALLBACK (on_gone), self, G_CONNECT_SWAPPED);
}

static EdDocumentWindow *
make_window (GtkWidget *from, const char *title)
{
  EdDocumentWindow *self = g_object_new (ED_TYPE_DOCUMENT_WINDOW, NULL);

  g_set_weak_pointer (&self->from, from);
  gtk_window_set_title (GTK_WINDOW (self), title);
  ed_attend (GTK_WINDOW (self), from, WIDTH, HEIGHT);
  return self;
}

GtkWidget *
ed_document_window_new (GtkWidget *from,
                        EdDesk *desk,
                        const char *case_id,
                        const EdDocument *document,
                        const char *then)
{
  EdDocumentWindow *self = make_window (from, ed_document_kind_word (document->kind));

  ed_document_view_show (self->view, desk, case_id, document, then);
  return GTK_WIDGET (self);
}

GtkWidget *
ed_document_window_new_for_request (GtkWidget *from,
                                    EdDesk *desk,
                                    const char *request_id,
                                    const EdRequestDocument *document)
{
  EdDocumentWindow *self = make_window (from, _ ("Document"));
  const EdDocument shown = { .id = document->id, .name = document->name };

  ed_document_view_show (self->view, desk, request_id, &shown, NULL);
  return GTK_WIDGET (self);
}
