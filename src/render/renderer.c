/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/renderer.h"

#include "base/platform.h"
#include "base/worker.h"
#include "render/child.h"

#include <math.h>

#define PROGRAM_NAME "experts-dashboard-render" ED_PROGRAM_SUFFIX
#define PATIENCE_MS 20000

/* Longest bodies of answers, from the numbers of render/paper.h. */
#define LONGEST_PAPER ((gsize) 8 + 8 * ED_PAPER_MAX_PAGES)
#define LONGEST_TEXT ((gsize) 4 + (16 + 6) * ED_PAPER_MAX_CHARACTERS)

struct _EdRenderer
{
  char *program;
  GBytes *document;
  gint64 patience_ms;
  EdWorker *worker; /* made at the first asynchronous question */

  /* The asking thread's. */
  EdChild *child;
  guint n_answers; /* that the child has given after it opened the document */
  guint n_pages;   /* 0: not yet opened */

  /* Cancelled when the renderer closes: whatever is asked then ends. */
  GCancellable *closing;
};

typedef struct
{
  EdFrameKind kind;
  GBytes *body;
  EdFrameKind answer;
  gsize longest;
} Question;

typedef struct
{
  EdRenderer *renderer;
  EdDrawing drawing; /* only its page for a text */
} Order;

/* Beside this program (where it is installed, and on Windows), in the build folder's room, or in
 * the folder of programs that nobody starts by hand. */
static const char *const places[] = { ".", "../render", "../libexec", ED_LIBEXEC_DIR };

char *
ed_renderer_find_program (void)
{
  const char *told = g_getenv ("ED_RENDER");
  g_autofree char *here = ed_platform_program_folder ();

  if (told != NULL && *told != '\0')
    return g_strdup (told);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = NULL;

      if (g_path_is_absolute (places[i]))
        path = g_build_filename (places[i], PROGRAM_NAME, NULL);
      else if (here != NULL)
        path = g_build_filename (here, places[i], PROGRAM_NAME, NULL);
      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return NULL;
}

EdRenderer *
ed_renderer_new (const char *program, GBytes *document)
{
  EdRenderer *renderer = g_new0 (EdRenderer, 1);

  renderer->program = program != NULL ? g_strdup (program) : ed_renderer_find_program ();
  renderer->document = g_bytes_ref (document);
  renderer->patience_ms = PATIENCE_MS;
  renderer->closing = g_cancellable_new ();
  return renderer;
}

void
ed_renderer_set_patience (EdRenderer *renderer, gint64 patience_ms)
{
  renderer->patience_ms = patience_ms;
}

void
ed_renderer_close (EdRenderer *renderer)
{
  if (renderer == NULL)
    return;
  g_cancellable_cancel (renderer->closing);
  g_clear_pointer (&renderer->worker, ed_worker_close);
  g_clear_pointer (&renderer->child, ed_child_free);
  g_clear_object (&renderer->closing);
  g_clear_pointer (&renderer->document, g_bytes_unref);
  g_free (renderer->program);
  g_free (renderer);
}

static void
take_nonsense (EdRenderer *renderer, GError **error)
{
  ed_child_end (renderer->child);
  g_set_error_literal (error,
                       ED_RENDER_ERROR,
                       ED_RENDER_ERROR_CRASHED,
                       "the rendering program's answer makes no sense");
}

static GBytes *
put_question (EdRenderer *renderer,
              const Question *question,
              GCancellable *cancellable,
              GError **error)
{
  return ed_child_ask (renderer->child,
                       question->kind,
                       question->body,
                       question->answer,
                       question->longest,
                       renderer->patience_ms,
                       cancellable,
                       error);
}

/* A running child that has the document open; *PAPER, if wanted, is what it said of it. */
static gboolean
open_document (EdRenderer *renderer, EdPaper **paper, GCancellable *cancellable, GError **error)
{
  const Question question = { ED_FRAME_OPEN, renderer->document, ED_FRAME_PAPER, LONGEST_PAPER };
  g_autoptr (GBytes) body = NULL;
  g_autoptr (EdPaper) said = NULL;

  g_clear_pointer (&renderer->child, ed_child_free);
  renderer->n_answers = 0;
  if (renderer->program == NULL)
    {
      g_set_error_literal (error,
                           ED_RENDER_ERROR,
                           ED_RENDER_ERROR_UNAVAILABLE,
                           "the rendering program is not there");
      return FALSE;
    }
  if (g_bytes_get_size (renderer->document) > ED_PAPER_MAX_BYTES)
    {
      g_set_error_literal (error, ED_RENDER_ERROR, ED_RENDER_ERROR_TOO_LARGE, "too many bytes");
      return FALSE;
    }
  renderer->child = ed_child_start (renderer->program, renderer->patience_ms, cancellable, error);
  if (renderer->child == NULL)
    return FALSE;
  body = put_question (renderer, &question, cancellable, error);
  if (body == NULL)
    return FALSE;
  said = ed_paper_decode (body);
  if (said == NULL || (renderer->n_pages != 0 && renderer->n_pages != said->n_pages))
    {
      take_nonsense (renderer, error);
      return FALSE;
    }
  renderer->n_pages = said->n_pages;
  if (paper != NULL)
    *paper = g_steal_pointer (&said);
  return TRUE;
}

static gboolean
crashed_after_work (EdRenderer *renderer, GError *error)
{
  return renderer->n_answers > 0
         && g_error_matches (error, ED_RENDER_ERROR, ED_RENDER_ERROR_CRASHED);
}

/* A program that has answered before and ends now may have come to the end of its time or memory:
 * it gets a second try, afresh. */
static GBytes *
ask (EdRenderer *renderer, const Question *question, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  GBytes *body = NULL;

  if (renderer->child != NULL && ed_child_is_alive (renderer->child))
    {
      body = put_question (renderer, question, cancellable, &local);
      if (body == NULL && crashed_after_work (renderer, local))
        g_clear_error (&local);
      else if (body == NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
    }
  if (body == NULL && open_document (renderer, NULL, cancellable, error))
    body = put_question (renderer, question, cancellable, error);
  if (body != NULL)
    renderer->n_answers++;
  return body;
}

/* Ends with CANCELLABLE, and when the renderer closes. */
typedef struct
{
  GCancellable *both;
  GCancellable *cancellable;
  GCancellable *closing;
  gulong on_cancelled;
  gulong on_closing;
} Ending;

static void
on_either (GCancellable *cancellable, gpointer both)
{
  g_cancellable_cancel (both);
}

static void
ending_init (Ending *ending, EdRenderer *renderer, GCancellable *cancellable)
{
  ending->both = g_cancellable_new ();
  ending->cancellable = cancellable;
  ending->closing = renderer->closing;
  ending->on_closing =
      g_cancellable_connect (ending->closing, G_CALLBACK (on_either), ending->both, NULL);
  ending->on_cancelled =
      cancellable != NULL
          ? g_cancellable_connect (cancellable, G_CALLBACK (on_either), ending->both, NULL)
          : 0;
}

static void
ending_clear (Ending *ending)
{
  g_cancellable_disconnect (ending->closing, ending->on_closing);
  if (ending->cancellable != NULL)
    g_cancellable_disconnect (ending->cancellable, ending->on_cancelled);
  g_object_unref (ending->both);
}

EdPaper *
ed_renderer_open (EdRenderer *renderer, GCancellable *cancellable, GError **error)
{
  EdPaper *paper = NULL;
  Ending ending;

  ending_init (&ending, renderer, cancellable);
  open_document (renderer, &paper, ending.both, error);
  ending_clear (&ending);
  return paper;
}

static GBytes *
ask_page (EdRenderer *renderer,
          guint page,
          const Question *question,
          GCancellable *cancellable,
          GError **error)
{
  GBytes *body = NULL;
  Ending ending;

  ending_init (&ending, renderer, cancellable);
  if (renderer->n_pages == 0 && !open_document (renderer, NULL, ending.both, error))
    body = NULL;
  else if (page >= renderer->n_pages)
    g_set_error (error, ED_RENDER_ERROR, ED_RENDER_ERROR_DAMAGED, "there is no page %u", page);
  else
    body = ask (renderer, question, ending.both, error);
  ending_clear (&ending);
  return body;
}

EdPixels *
ed_renderer_draw (EdRenderer *renderer,
                  const EdDrawing *drawing,
                  GCancellable *cancellable,
                  GError **error)
{
  guint max_pixels = CLAMP (drawing->max_pixels, 1, ED_PAPER_MAX_PIXELS);
  g_autoptr (GByteArray) numbers = g_byte_array_new ();
  g_autoptr (GBytes) asked = NULL;
  g_autoptr (GBytes) body = NULL;
  EdPixels *pixels;

  ed_drawing_encode (drawing, numbers);
  asked = g_byte_array_free_to_bytes (g_steal_pointer (&numbers));
  body = ask_page (renderer,
                   drawing->page,
                   &(Question){ ED_FRAME_DRAW, asked, ED_FRAME_PIXELS, 8 + (gsize) max_pixels * 4 },
                   cancellable,
                   error);
  if (body == NULL)
    return NULL;
  pixels = ed_pixels_decode (body, max_pixels);
  if (pixels == NULL)
    take_nonsense (renderer, error);
  return pixels;
}

EdPageText *
ed_renderer_read (EdRenderer *renderer, guint page, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) numbers = g_byte_array_new ();
  g_autoptr (GBytes) asked = NULL;
  g_autoptr (GBytes) body = NULL;
  EdPageText *text;

  ed_frame_put_u32 (numbers, page);
  asked = g_byte_array_free_to_bytes (g_steal_pointer (&numbers));
  body = ask_page (renderer,
                   page,
                   &(Question){ ED_FRAME_READ, asked, ED_FRAME_TEXT, LONGEST_TEXT },
                   cancellable,
                   error);
  if (body == NULL)
    return NULL;
  text = ed_page_text_decode (body);
  if (text == NULL)
    take_nonsense (renderer, error);
  return text;
}

static void
give_order (EdRenderer *renderer,
            const EdDrawing *drawing,
            GTaskThreadFunc run,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Order *order = g_new0 (Order, 1);

  order->renderer = renderer;
  if (drawing != NULL)
    order->drawing = *drawing;
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, order, g_free);
  if (renderer->worker == NULL)
    renderer->worker = ed_worker_new ();
  ed_worker_push (renderer->worker, task, run);
}

static void
return_answer (GTask *task, gpointer answer, GDestroyNotify free_answer, GError *error)
{
  if (answer != NULL)
    g_task_return_pointer (task, answer, free_answer);
  else
    g_task_return_error (task, error);
}

static void
run_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  EdPaper *paper = ed_renderer_open (order->renderer, cancellable, &error);

  return_answer (task, paper, (GDestroyNotify) ed_paper_free, error);
}

static void
run_draw (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  EdPixels *pixels = ed_renderer_draw (order->renderer, &order->drawing, cancellable, &error);

  return_answer (task, pixels, (GDestroyNotify) ed_pixels_free, error);
}

static void
run_read (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  EdPageText *text = ed_renderer_read (order->renderer, order->drawing.page, cancellable, &error);

  return_answer (task, text, (GDestroyNotify) ed_page_text_free, error);
}

void
ed_renderer_open_async (EdRenderer *renderer,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  give_order (renderer, NULL, run_open, cancellable, callback, user_data);
}

EdPaper *
ed_renderer_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, run_open), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_renderer_draw_async (EdRenderer *renderer,
                        const EdDrawing *drawing,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  give_order (renderer, drawing, run_draw, cancellable, callback, user_data);
}

EdPixels *
ed_renderer_draw_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, run_draw), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ed_renderer_read_async (EdRenderer *renderer,
                        guint page,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  const EdDrawing drawing = { .page = page };

  give_order (renderer, &drawing, run_read, cancellable, callback, user_data);
}

EdPageText *
ed_renderer_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, run_read), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

EdDrawing
ed_drawing_for_thumbnail (const EdPaper *paper, guint page, guint side)
{
  const EdPageSize *size = &paper->pages[page];
  double longest = MAX (size->width, size->height) / (double) ED_PAPER_POINT;

  return (EdDrawing){ page, side / longest, 0, side * side };
}
