/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-document.h"

#include <math.h>

/* What is kept beyond what is seen. */
#define PICTURE_BYTES ((gsize) 96 * 1024 * 1024)
#define N_THUMBNAILS 200
#define N_TEXTS 64

#define THUMBNAIL_SIDE 128

typedef struct
{
  GdkTexture *picture;
  double scale;
  guint quarter_turns;
  GError *trouble; /* of the last drawing */
  gint64 picture_used;
  GdkTexture *thumbnail;
  gboolean thumbnail_wanted;
  gint64 thumbnail_used;
  EdPageText *text;
  gboolean text_wanted;
  gint64 text_used;
} Sheet;

struct _EdPreviewDocument
{
  GObject parent_instance;
  EdRenderer *renderer; /* NULL once closed */
  EdPaper *paper;
  Sheet *sheets;
  gboolean busy; /* one question at a time, so that what is seen comes first */
  gint64 clock;  /* counts uses */
  int scale_factor;

  /* What is seen; first > last: nothing. */
  guint first;
  guint last;
  double scale;
  guint quarter_turns;
};

enum
{
  OPENED,
  FAILED,
  DRAWN,
  THUMBNAIL,
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdPreviewDocument, ed_preview_document, G_TYPE_OBJECT)

/* What travels with a question. */
typedef struct
{
  EdPreviewDocument *document;
  guint page;
  double scale;
  guint quarter_turns;
} Errand;

static void go_on (EdPreviewDocument *self); /* answers lead to the next question */

static GdkTexture *
make_texture (const EdPixels *pixels)
{
  return gdk_memory_texture_new ((int) pixels->width,
                                 (int) pixels->height,
                                 GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
                                 pixels->rows,
                                 (gsize) pixels->width * 4);
}

static gsize
texture_size (GdkTexture *texture)
{
  if (texture == NULL)
    return 0;
  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 4;
}

static gboolean
is_seen (EdPreviewDocument *self, guint page)
{
  return page >= self->first && page <= self->last;
}

static void
drop_old_pictures (EdPreviewDocument *self)
{
  for (;;)
    {
      Sheet *oldest = NULL;
      gsize size = 0;

      for (guint i = 0; i < self->paper->n_pages; i++)
        {
          Sheet *sheet = &self->sheets[i];

          size += texture_size (sheet->picture);
          if (sheet->picture != NULL && !is_seen (self, i)
              && (oldest == NULL || sheet->picture_used < oldest->picture_used))
            oldest = sheet;
        }
      if (size <= PICTURE_BYTES || oldest == NULL)
        return;
      g_clear_object (&oldest->picture);
    }
}

static void
drop_old_thumbnail (EdPreviewDocument *self)
{
  Sheet *oldest = NULL;
  guint n = 0;

  for (guint i = 0; i < self->paper->n_pages; i++)
    if (self->sheets[i].thumbnail != NULL)
      {
        n++;
        if (oldest == NULL || self->sheets[i].thumbnail_used < oldest->thumbnail_used)
          oldest = &self->sheets[i];
      }
  if (n > N_THUMBNAILS)
    g_clear_object (&oldest->thumbnail);
}

/* They lie the other way now. */
static void
drop_thumbnails (EdPreviewDocument *self)
{
  for (guint i = 0; i < self->paper->n_pages; i++)
    if (self->sheets[i].thumbnail != NULL)
      {
        g_clear_object (&self->sheets[i].thumbnail);
        g_signal_emit (self, signals[THUMBNAIL], 0, i);
      }
}

static void
drop_old_text (EdPreviewDocument *self)
{
  Sheet *oldest = NULL;
  guint n = 0;

  for (guint i = 0; i < self->paper->n_pages; i++)
    if (self->sheets[i].text != NULL)
      {
        n++;
        if (oldest == NULL || self->sheets[i].text_used < oldest->text_used)
          oldest = &self->sheets[i];
      }
  if (n > N_TEXTS)
    g_clear_pointer (&oldest->text, ed_page_text_free);
}

static Errand *
make_errand (EdPreviewDocument *self, guint page)
{
  Errand *errand = g_new (Errand, 1);

  self->busy = TRUE;
  errand->document = g_object_ref (self);
  errand->page = page;
  errand->scale = self->scale;
  errand->quarter_turns = self->quarter_turns;
  return errand;
}

static void
free_errand (Errand *errand)
{
  g_object_unref (errand->document);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, free_errand)

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  EdPreviewDocument *self = errand->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdPixels) pixels = ed_renderer_draw_finish (result, &error);
  Sheet *sheet = &self->sheets[errand->page];

  self->busy = FALSE;
  if (self->renderer == NULL)
    return;
  g_clear_error (&sheet->trouble);
  g_clear_object (&sheet->picture);
  if (pixels != NULL)
    sheet->picture = make_texture (pixels);
  else
    sheet->trouble = g_steal_pointer (&error);
  sheet->scale = errand->scale;
  sheet->quarter_turns = errand->quarter_turns;
  sheet->picture_used = ++self->clock;
  drop_old_pictures (self);
  g_signal_emit (self, signals[DRAWN], 0, errand->page);
  go_on (self);
}

static void
on_thumbnail_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  EdPreviewDocument *self = errand->document;
  g_autoptr (EdPixels) pixels = ed_renderer_draw_finish (result, NULL);
  Sheet *sheet = &self->sheets[errand->page];

  self->busy = FALSE;
  if (self->renderer == NULL)
    return;
  sheet->thumbnail_wanted = FALSE;
  if (pixels != NULL && errand->quarter_turns == self->quarter_turns)
    {
      g_clear_object (&sheet->thumbnail);
      sheet->thumbnail = make_texture (pixels);
      sheet->thumbnail_used = ++self->clock;
      drop_old_thumbnail (self);
      g_signal_emit (self, signals[THUMBNAIL], 0, errand->page);
    }
  go_on (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  EdPreviewDocument *self = errand->document;
  EdPageText *text = ed_renderer_read_finish (result, NULL);
  Sheet *sheet = &self->sheets[errand->page];

  self->busy = FALSE;
  if (text == NULL)
    {
      text = g_new0 (EdPageText, 1);
      text->text = g_strdup ("");
    }
  g_clear_pointer (&sheet->text, ed_page_text_free);
  sheet->text = text;
  sheet->text_wanted = FALSE;
  sheet->text_used = ++self->clock;
  if (self->renderer == NULL)
    return;
  drop_old_text (self);
  g_signal_emit (self, signals[READ], 0, errand->page);
  go_on (self);
}

static gboolean
needs_picture (EdPreviewDocument *self, guint page)
{
  Sheet *sheet = &self->sheets[page];

  return (sheet->picture == NULL && sheet->trouble == NULL)
         || fabs (sheet->scale - self->scale) > 1e-6 || sheet->quarter_turns != self->quarter_turns;
}

static gboolean
draw_what_is_seen (EdPreviewDocument *self)
{
  for (guint i = self->first; i <= self->last; i++)
    if (needs_picture (self, i))
      {
        const EdDrawing drawing = { i, self->scale, self->quarter_turns, ED_PAPER_MAX_PIXELS };

        ed_renderer_draw_async (self->renderer, &drawing, NULL, on_drawn, make_errand (self, i));
        return TRUE;
      }
  return FALSE;
}

/* Those wanted last are those on the screen. */
static gboolean
draw_thumbnail (EdPreviewDocument *self)
{
  gint64 latest = -1;
  guint page = 0;
  EdDrawing drawing;

  for (guint i = 0; i < self->paper->n_pages; i++)
    if (self->sheets[i].thumbnail_wanted && self->sheets[i].thumbnail_used > latest)
      {
        latest = self->sheets[i].thumbnail_used;
        page = i;
      }
  if (latest < 0)
    return FALSE;
  drawing =
      ed_drawing_for_thumbnail (self->paper, page, (guint) (THUMBNAIL_SIDE * self->scale_factor));
  drawing.quarter_turns = self->quarter_turns;
  ed_renderer_draw_async (self->renderer,
                          &drawing,
                          NULL,
                          on_thumbnail_drawn,
                          make_errand (self, page));
  return TRUE;
}

static gboolean
read_text (EdPreviewDocument *self)
{
  for (guint i = 0; i < self->paper->n_pages; i++)
    if (self->sheets[i].text_wanted)
      {
        ed_renderer_read_async (self->renderer, i, NULL, on_read, make_errand (self, i));
        return TRUE;
      }
  return FALSE;
}

static void
go_on (EdPreviewDocument *self)
{
  if (self->busy || self->renderer == NULL || self->paper == NULL)
    return;
  if (!draw_what_is_seen (self) && !read_text (self))
    draw_thumbnail (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  EdPreviewDocument *self = errand->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdPaper) paper = ed_renderer_open_finish (result, &error);

  self->busy = FALSE;
  if (self->renderer == NULL)
    return;
  if (paper == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  self->sheets = g_new0 (Sheet, paper->n_pages);
  self->paper = g_steal_pointer (&paper);
  g_signal_emit (self, signals[OPENED], 0);
  go_on (self);
}

static void
ed_preview_document_finalize (GObject *object)
{
  EdPreviewDocument *self = ED_PREVIEW_DOCUMENT (object);

  g_warn_if_fail (self->renderer == NULL);
  for (guint i = 0; self->paper != NULL && i < self->paper->n_pages; i++)
    {
      g_clear_object (&self->sheets[i].picture);
      g_clear_object (&self->sheets[i].thumbnail);
      g_clear_error (&self->sheets[i].trouble);
      g_clear_pointer (&self->sheets[i].text, ed_page_text_free);
    }
  g_free (self->sheets);
  g_clear_pointer (&self->paper, ed_paper_free);
  G_OBJECT_CLASS (ed_preview_document_parent_class)->finalize (object);
}

static guint
add_page_signal (GType type, const char *name)
{
  return g_signal_new (name,
                       type,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       G_TYPE_UINT);
}

static void
ed_preview_document_class_init (EdPreviewDocumentClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ed_preview_document_finalize;
  signals[OPENED] =
      g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed",
                                  type,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
  signals[DRAWN] = add_page_signal (type, "drawn");
  signals[THUMBNAIL] = add_page_signal (type, "thumbnail");
  signals[READ] = add_page_signal (type, "read");
}

static void
ed_preview_document_init (EdPreviewDocument *self)
{
  self->first = 1; /* nothing */
  self->scale_factor = 1;
}

EdPreviewDocument *
ed_preview_document_new (GBytes *bytes)
{
  EdPreviewDocument *self = g_object_new (ED_TYPE_PREVIEW_DOCUMENT, NULL);

  self->renderer = ed_renderer_new (NULL, bytes);
  ed_renderer_open_async (self->renderer, NULL, on_opened, make_errand (self, 0));
  return self;
}

void
ed_preview_document_close (EdPreviewDocument *self)
{
  g_return_if_fail (ED_IS_PREVIEW_DOCUMENT (self));
  g_clear_pointer (&self->renderer, ed_renderer_close);
}

const EdPaper *
ed_preview_document_paper (EdPreviewDocument *self)
{
  return self->paper;
}

void
ed_preview_document_show (EdPreviewDocument *self,
                          guint first,
                          guint last,
                          double scale,
                          guint quarter_turns)
{
  g_return_if_fail (self->paper != NULL && last < self->paper->n_pages && quarter_turns < 4);
  self->first = first;
  self->last = last;
  self->scale = scale;
  if (quarter_turns != self->quarter_turns)
    {
      self->quarter_turns = quarter_turns;
      drop_thumbnails (self);
    }
  for (guint i = first; i <= last; i++)
    self->sheets[i].picture_used = ++self->clock;
  go_on (self);
}

GdkTexture *
ed_preview_document_picture (EdPreviewDocument *self, guint page)
{
  Sheet *sheet = &self->sheets[page];

  return sheet->quarter_turns == self->quarter_turns ? sheet->picture : NULL;
}

const GError *
ed_preview_document_trouble (EdPreviewDocument *self, guint page)
{
  return self->sheets[page].trouble;
}

GdkTexture *
ed_preview_document_thumbnail (EdPreviewDocument *self, guint page, int scale_factor)
{
  Sheet *sheet = &self->sheets[page];

  self->scale_factor = scale_factor;
  sheet->thumbnail_used = ++self->clock;
  if (sheet->thumbnail == NULL && !sheet->thumbnail_wanted)
    {
      sheet->thumbnail_wanted = TRUE;
      go_on (self);
    }
  return sheet->thumbnail;
}

const EdPageText *
ed_preview_document_text (EdPreviewDocument *self, guint page)
{
  Sheet *sheet = &self->sheets[page];

  sheet->text_used = ++self->clock;
  if (sheet->text == NULL && !sheet->text_wanted)
    {
      sheet->text_wanted = TRUE;
      go_on (self);
    }
  return sheet->text;
}

static void
on_own_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (EdPixels) pixels = ed_renderer_draw_finish (result, &error);

  if (pixels != NULL)
    g_task_return_pointer (task, make_texture (pixels), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
ed_preview_document_draw_async (EdPreviewDocument *self,
                                const EdDrawing *drawing,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ed_preview_document_draw_async);
  if (self->renderer == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the document is closed");
  else
    ed_renderer_draw_async (self->renderer,
                            drawing,
                            cancellable,
                            on_own_drawn,
                            g_object_ref (task));
}

GdkTexture *
ed_preview_document_draw_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
