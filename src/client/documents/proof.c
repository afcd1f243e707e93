/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/proof.h"

#include "client/documents/preview-document.h"
#include "client/documents/preview-texts.h"
#include "client/resources.h"
#include "client/widgets/template.h"

/* A form has some five pages; what is beyond these is seen when it is finished. */
#define MOST_PAGES 40
#define LEAST_WIDTH 240
#define RESIZE_MS 250

struct _EdProof
{
  GtkWidget parent_instance;
  GtkWidget *stack;
  GtkBox *pages; /* GtkPicture */
  GBytes *bytes; /* the version that is seen, or will be */
  char *sentence;
  EdPreviewDocument *next; /* being drawn, or NULL */
  GPtrArray *drawn;        /* GdkTexture: its first pages */
  GBytes *waiting;         /* the version after that, or NULL */
  int drawn_width;         /* of the widget, when that began */
  guint resizing;          /* source */
  GCancellable *cancellable;
};

enum
{
  PROP_SENTENCE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdProof, ed_proof, GTK_TYPE_WIDGET)

static void begin (EdProof *self, GBytes *bytes); /* the end of one version begins the next */

static void
set_sentence (EdProof *self, const char *sentence)
{
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    sentence != NULL ? "problem" : "pages");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENTENCE]);
}

static void
let_go (EdProof *self)
{
  if (self->next == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->next, self);
  ed_preview_document_close (self->next);
  g_clear_object (&self->next);
}

static void
end (EdProof *self)
{
  g_autoptr (GBytes) waiting = g_steal_pointer (&self->waiting);

  let_go (self);
  g_ptr_array_set_size (self->drawn, 0);
  if (waiting != NULL)
    begin (self, waiting);
}

/* The pictures are exchanged, not the widgets: what is seen stays where it is. */
static void
show_drawn (EdProof *self)
{
  GtkWidget *picture = gtk_widget_get_first_child (GTK_WIDGET (self->pages));

  for (guint i = 0; i < self->drawn->len; i++)
    {
      g_autofree char *name = ed_preview_position (NULL, i + 1, self->drawn->len);

      if (picture == NULL)
        {
          picture = gtk_picture_new ();
          gtk_widget_add_css_class (picture, "proof-page");
          gtk_box_append (self->pages, picture);
        }
      gtk_picture_set_paintable (GTK_PICTURE (picture), self->drawn->pdata[i]);
      gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
      picture = gtk_widget_get_next_sibling (picture);
    }
  while (picture != NULL)
    {
      GtkWidget *gone = picture;

      picture = gtk_widget_get_next_sibling (picture);
      gtk_box_remove (self->pages, gone);
    }
  set_sentence (self, NULL);
}

static void
fail (EdProof *self, const GError *error)
{
  g_autofree char *sentence = ed_preview_sentence (error);

  set_sentence (self, sentence);
  end (self);
}

static void draw_next_page (EdProof *self); /* each page begins the next */

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  EdProof *self = data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = ed_preview_document_draw_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || ED_PREVIEW_DOCUMENT (source) != self->next)
    {
      g_clear_object (&texture);
      return;
    }
  if (texture == NULL)
    {
      fail (self, error);
      return;
    }
  g_ptr_array_add (self->drawn, texture);
  draw_next_page (self);
}

static void
draw_next_page (EdProof *self)
{
  const EdPaper *paper = ed_preview_document_paper (self->next);
  EdDrawing drawing = { .page = self->drawn->len, .max_pixels = ED_PAPER_MAX_PIXELS };
  guint n_pages = MIN (paper->n_pages, MOST_PAGES);

  if (self->drawn->len == n_pages)
    {
      show_drawn (self);
      end (self);
      return;
    }
  drawing.scale = (double) MAX (self->drawn_width, LEAST_WIDTH)
                  * gtk_widget_get_scale_factor (GTK_WIDGET (self)) * ED_PAPER_POINT
                  / paper->pages[drawing.page].width;
  ed_preview_document_draw_async (self->next, &drawing, self->cancellable, on_drawn, self);
}

static void
on_opened (EdProof *self)
{
  draw_next_page (self);
}

static void
on_failed (EdProof *self, const GError *error)
{
  fail (self, error);
}

static void
begin (EdProof *self, GBytes *bytes)
{
  self->drawn_width = gtk_widget_get_width (GTK_WIDGET (self->pages));
  self->next = ed_preview_document_new (bytes);
  g_signal_connect_swapped (self->next, "opened", G_CALLBACK (on_opened), self);
  g_signal_connect_swapped (self->next, "failed", G_CALLBACK (on_failed), self);
}

/* --- as wide as the widget ------------------------------------------------------------------- */

static gboolean
on_resized (gpointer data)
{
  EdProof *self = data;

  self->resizing = 0;
  if (self->bytes != NULL && self->next == NULL
      && gtk_widget_get_width (GTK_WIDGET (self->pages)) != self->drawn_width)
    begin (self, self->bytes);
  return G_SOURCE_REMOVE;
}

static void
ed_proof_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EdProof *self = ED_PROOF (widget);

  gtk_widget_size_allocate (self->stack, &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (self->resizing == 0 && self->bytes != NULL
      && gtk_widget_get_width (GTK_WIDGET (self->pages)) != self->drawn_width)
    self->resizing = g_timeout_add (RESIZE_MS, on_resized, self);
}

static void
ed_proof_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  gtk_widget_measure (ED_PROOF (widget)->stack,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

/* --- object ---------------------------------------------------------------------------------- */

static void
ed_proof_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, ED_PROOF (object)->sentence);
}

static void
ed_proof_dispose (GObject *object)
{
  EdProof *self = ED_PROOF (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->resizing, g_source_remove);
  let_go (self);
  g_clear_pointer (&self->stack, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (self), ED_TYPE_PROOF);
  G_OBJECT_CLASS (ed_proof_parent_class)->dispose (object);
}

static void
ed_proof_finalize (GObject *object)
{
  EdProof *self = ED_PROOF (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->waiting, g_bytes_unref);
  g_ptr_array_unref (self->drawn);
  g_free (self->sentence);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_proof_parent_class)->finalize (object);
}

static void
ed_proof_class_init (EdProofClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = ed_proof_get_property;
  object_class->dispose = ed_proof_dispose;
  object_class->finalize = ed_proof_finalize;
  widget_class->measure = ed_proof_measure;
  widget_class->size_allocate = ed_proof_size_allocate;
  properties[PROP_SENTENCE] =
      g_param_spec_string ("sentence", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "documents/proof.ui");
  gtk_widget_class_bind_template_child (widget_class, EdProof, stack);
  gtk_widget_class_bind_template_child (widget_class, EdProof, pages);
}

static void
ed_proof_init (EdProof *self)
{
  self->drawn = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_proof_new (void)
{
  return g_object_new (ED_TYPE_PROOF, NULL);
}

void
ed_proof_set_document (EdProof *self, GBytes *bytes)
{
  g_return_if_fail (ED_IS_PROOF (self) && bytes != NULL);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_bytes_ref (bytes);
  if (self->next == NULL)
    {
      begin (self, bytes);
      return;
    }
  g_clear_pointer (&self->waiting, g_bytes_unref);
  self->waiting = g_bytes_ref (bytes);
}

void
ed_proof_set_problem (EdProof *self, const char *sentence)
{
  g_return_if_fail (ED_IS_PROOF (self));
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->waiting, g_bytes_unref);
  let_go (self);
  g_ptr_array_set_size (self->drawn, 0);
  set_sentence (self, sentence);
}

guint
ed_proof_count_pages (EdProof *self)
{
  guint n = 0;

  g_return_val_if_fail (ED_IS_PROOF (self), 0);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    n++;
  return n;
}
