/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-print.h"

#include "client/widgets/toast.h"

#include <glib/gi18n.h>

/* Dots to the inch that a page is drawn with; what is larger than the rendering program draws comes
 * with fewer. */
#define DOTS 300.0

typedef struct
{
  EdPreviewDocument *document;
  GCancellable *cancellable;
} Job;

typedef struct
{
  GtkPrintOperation *operation;
  GtkPrintContext *context;
} Sheet;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->document);
  g_cancellable_cancel (job->cancellable);
  g_object_unref (job->cancellable);
  g_free (job);
}

static void
free_sheet (Sheet *sheet)
{
  g_object_unref (sheet->operation);
  g_object_unref (sheet->context);
  g_free (sheet);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, free_sheet)

static void
paint (GtkPrintContext *context, GdkTexture *texture)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  double paper_width = gtk_print_context_get_width (context);
  double paper_height = gtk_print_context_get_height (context);
  double scale = MIN (paper_width / width, paper_height / height);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      gdk_texture_download (texture,
                            cairo_image_surface_get_data (surface),
                            (gsize) cairo_image_surface_get_stride (surface));
      cairo_surface_mark_dirty (surface);
      cairo_translate (cr, (paper_width - width * scale) / 2, (paper_height - height * scale) / 2);
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
    }
  cairo_surface_destroy (surface);
}

/* Rather than an empty sheet, which would look like an empty page. */
static void
write_trouble (GtkPrintContext *context)
{
  g_autoptr (PangoLayout) text = gtk_print_context_create_pango_layout (context);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  pango_layout_set_text (text, _ ("This page cannot be shown."), -1);
  pango_cairo_show_layout (cr, text);
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sheet) sheet = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = ed_preview_document_draw_finish (result, &error);

  if (texture != NULL)
    paint (sheet->context, texture);
  else if (error->domain == ED_RENDER_ERROR)
    write_trouble (sheet->context);
  else
    gtk_print_operation_cancel (sheet->operation);
  gtk_print_operation_draw_page_finish (sheet->operation);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  Job *job = data;
  const EdPaper *paper = ed_preview_document_paper (job->document);
  const EdPageSize *size = &paper->pages[page];
  gboolean lying = size->width > size->height;
  gboolean paper_lies =
      gtk_print_context_get_width (context) > gtk_print_context_get_height (context);
  EdDrawing drawing = { (guint) page, DOTS / 72, lying != paper_lies, ED_PAPER_MAX_PIXELS };
  Sheet *sheet = g_new (Sheet, 1);

  sheet->operation = g_object_ref (operation);
  sheet->context = g_object_ref (context);
  gtk_print_operation_set_defer_drawing (operation);
  ed_preview_document_draw_async (job->document, &drawing, job->cancellable, on_drawn, sheet);
}

GtkPrintOperation *
ed_preview_print_new (EdPreviewDocument *document, const char *name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *job = g_new (Job, 1);

  job->document = g_object_ref (document);
  job->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (operation), "job", job, free_job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), job);
  gtk_print_operation_set_n_pages (operation, (int) ed_preview_document_paper (document)->n_pages);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  return operation;
}

void
ed_preview_print (GtkWidget *from, EdPreviewDocument *document, const char *name)
{
  g_autoptr (GtkPrintOperation) operation = ed_preview_print_new (document, name);
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window, &error)
      != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  sentence = g_strdup_printf (_ ("It could not be printed: %s"), error->message);
  ed_toast (from, sentence, NULL);
}
