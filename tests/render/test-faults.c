/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the rendering program does wrong is an error of the call, in time, and of nothing else.
 */

#include "render/renderer.h"
#include "sample-documents.h"
#include "support/server-process.h"

#include <string.h>

/* For what must answer, and for what never does. */
#define PATIENT_MS 60000
#define IMPATIENT_MS 50

static const char *program;
static char *rogue;        /* as started */
static char *rogue_folder; /* a link to the program, and the file that says its vice */
static const char *own_program;
static const EdDrawing small = { 0, 1.0, 0, 10000 };

typedef enum
{
  OPEN,
  DRAW,
  READ,
  NOTHING,
} Step;

static GError *
try_step (EdRenderer *renderer, Step step, GCancellable *cancellable)
{
  g_autoptr (EdPaper) paper = NULL;
  g_autoptr (EdPixels) pixels = NULL;
  g_autoptr (EdPageText) text = NULL;
  GError *error = NULL;

  if (step == OPEN)
    paper = ed_renderer_open (renderer, cancellable, &error);
  else if (step == DRAW)
    pixels = ed_renderer_draw (renderer, &small, cancellable, &error);
  else
    text = ed_renderer_read (renderer, 0, cancellable, &error);
  g_assert_true ((paper != NULL || pixels != NULL || text != NULL) == (error == NULL));
  return error;
}

static void
set_vice (const char *vice)
{
  g_autofree char *path = g_build_filename (rogue_folder, "vice", NULL);

  g_assert_true (g_file_set_contents (path, vice, -1, NULL));
}

static EdRenderer *
make_rogue (const char *vice)
{
  g_autoptr (GBytes) document = g_bytes_new_static ("%PDF-1.4", 8);
  EdRenderer *renderer;

  set_vice (vice);
  renderer = ed_renderer_new (rogue, document);
  ed_renderer_set_patience (renderer, PATIENT_MS);
  return renderer;
}

static void
test_each_vice_is_an_error (void)
{
  static const struct
  {
    const char *vice;
    Step step; /* the first that fails */
    int code;
  } cases[] = {
    { "none", NOTHING, 0 },
    { "ends-at-once", OPEN, ED_RENDER_ERROR_CRASHED },
    { "silent", OPEN, ED_RENDER_ERROR_TIMEOUT },
    { "flood", OPEN, ED_RENDER_ERROR_CRASHED },
    { "other-version", OPEN, ED_RENDER_ERROR_UNAVAILABLE },
    { "wrong-first-word", OPEN, ED_RENDER_ERROR_CRASHED },
    { "deaf", OPEN, ED_RENDER_ERROR_TIMEOUT },
    { "no-pages", OPEN, ED_RENDER_ERROR_CRASHED },
    { "ends-at-open", OPEN, ED_RENDER_ERROR_CRASHED },
    { "endless-paper", OPEN, ED_RENDER_ERROR_CRASHED },
    { "ends-at-page", DRAW, ED_RENDER_ERROR_CRASHED },
    { "crashes-at-page", DRAW, ED_RENDER_ERROR_CRASHED },
    { "hangs-at-page", DRAW, ED_RENDER_ERROR_TIMEOUT },
    { "floods-at-page", DRAW, ED_RENDER_ERROR_CRASHED },
    { "unknown-refusal", DRAW, ED_RENDER_ERROR_CRASHED },
    { "more-pixels", DRAW, ED_RENDER_ERROR_CRASHED },
    { "rows-missing", DRAW, ED_RENDER_ERROR_CRASHED },
    { "overflow", DRAW, ED_RENDER_ERROR_CRASHED },
    { "other-answer", DRAW, ED_RENDER_ERROR_CRASHED },
    { "broken-off", DRAW, ED_RENDER_ERROR_TIMEOUT },
    { "no-utf8", READ, ED_RENDER_ERROR_CRASHED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EdRenderer) renderer = make_rogue (cases[i].vice);

      for (Step step = OPEN; step < NOTHING && step <= cases[i].step; step++)
        {
          g_autoptr (GError) error = NULL;

          if (step == cases[i].step && cases[i].code == ED_RENDER_ERROR_TIMEOUT)
            ed_renderer_set_patience (renderer, IMPATIENT_MS);
          error = try_step (renderer, step, NULL);
          g_test_message ("%s, step %d", cases[i].vice, step);
          if (step < cases[i].step)
            g_assert_no_error (error);
          else
            g_assert_error (error, ED_RENDER_ERROR, cases[i].code);
        }
    }
}

/* A document larger than a pipe holds, to a program that does not read. */
static void
test_deaf_program_is_given_up (void)
{
  g_autoptr (GBytes) document = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
  g_autoptr (EdRenderer) renderer = NULL;
  g_autoptr (GError) error = NULL;

  set_vice ("deaf");
  renderer = ed_renderer_new (rogue, document);
  ed_renderer_set_patience (renderer, IMPATIENT_MS);
  error = try_step (renderer, OPEN, NULL);
  g_assert_error (error, ED_RENDER_ERROR, ED_RENDER_ERROR_TIMEOUT);
}

static void
test_missing_program_is_said (void)
{
  static const char *const missing[] = { "/nowhere/experts-dashboard-render", "/" };
  g_autoptr (GBytes) document = ed_sample_pdf ();

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autoptr (EdRenderer) renderer = ed_renderer_new (missing[i], document);
      g_autoptr (GError) error = try_step (renderer, OPEN, NULL);

      g_assert_error (error, ED_RENDER_ERROR, ED_RENDER_ERROR_UNAVAILABLE);
    }
}

/* Beside the program that looks for it, or in a folder beside that one; this program, copied,
 * looks. */
static void
test_program_is_found (void)
{
  static const char *const places[] = { "bin", "render", "libexec" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *top = g_dir_make_tmp ("ed-find-XXXXXX", NULL);
      g_autofree char *bin = g_build_filename (top, "bin", NULL);
      g_autofree char *seeker = g_build_filename (bin, "seeker", NULL);
      g_autofree char *place = g_build_filename (top, places[i], NULL);
      g_autofree char *sought = g_build_filename (place, "experts-dashboard-render", NULL);
      g_autofree char *argument = g_strdup_printf ("--find=%s", sought);
      g_autoptr (GFile) from = g_file_new_for_path (own_program);
      g_autoptr (GFile) to = g_file_new_for_path (seeker);
      g_autoptr (GFile) made = g_file_new_for_path (sought);
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (GError) error = NULL;

      g_mkdir_with_parents (bin, 0700);
      g_mkdir_with_parents (place, 0700);
      g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_file_copy (from, made, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, seeker, argument, NULL);
      g_assert_no_error (error);
      g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
      ed_remove_tree (top);
    }
}

static void
test_environment_says_where_the_program_is (void)
{
  g_autofree char *told = ed_renderer_find_program ();

  g_assert_cmpstr (told, ==, program);
}

/* As the copy: 0 if it finds what it should. */
static int
find (const char *expected)
{
  g_autofree char *found = NULL;
  g_autoptr (GFile) found_file = NULL;
  g_autoptr (GFile) expected_file = g_file_new_for_path (expected);

  g_unsetenv ("ED_RENDER");
  found = ed_renderer_find_program ();
  if (found == NULL)
    return 1;
  found_file = g_file_new_for_path (found);
  return g_file_equal (found_file, expected_file) ? 0 : 1;
}

/* The same renderer goes on with another process: at the next question, or, if the process had
 * answered before, at once. */
static void
test_ended_program_is_started_again (void)
{
  g_autoptr (EdRenderer) renderer = make_rogue ("ends-at-page");
  g_autoptr (EdRenderer) tiring = NULL;
  g_autoptr (GError) error = try_step (renderer, DRAW, NULL);

  g_assert_error (error, ED_RENDER_ERROR, ED_RENDER_ERROR_CRASHED);
  set_vice ("none");
  g_assert_no_error (try_step (renderer, DRAW, NULL));

  tiring = make_rogue ("tires");
  for (guint i = 0; i < 3; i++)
    g_assert_no_error (try_step (tiring, DRAW, NULL));
}

typedef struct
{
  GMainLoop *loop;
  guint left;
  GError *errors[4];
} Answers;

static void
take_answer (Answers *answers, GError *error)
{
  answers->errors[--answers->left] = error;
  if (answers->left == 0)
    g_main_loop_quit (answers->loop);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (EdPaper) paper = ed_renderer_open_finish (result, &error);

  take_answer (data, error);
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (EdPixels) pixels = ed_renderer_draw_finish (result, &error);

  take_answer (data, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (EdPageText) text = ed_renderer_read_finish (result, &error);

  take_answer (data, error);
}

static void
answers_init (Answers *answers, guint n)
{
  memset (answers, 0, sizeof *answers);
  answers->loop = g_main_loop_new (NULL, FALSE);
  answers->left = n;
}

static void
test_asynchronous_questions_are_answered (void)
{
  g_autoptr (GBytes) document = ed_sample_pdf ();
  g_autoptr (EdRenderer) renderer = ed_renderer_new (program, document);
  Answers answers;

  answers_init (&answers, 3);
  ed_renderer_open_async (renderer, NULL, on_opened, &answers);
  ed_renderer_draw_async (renderer, &small, NULL, on_drawn, &answers);
  ed_renderer_read_async (renderer, 0, NULL, on_read, &answers);
  g_main_loop_run (answers.loop);
  for (guint i = 0; i < 3; i++)
    g_assert_no_error (answers.errors[i]);
  g_main_loop_unref (answers.loop);
}

/* Both what is being answered and what waits end; closing does not wait for the hanging program. */
static void
test_closing_cancels (void)
{
  EdRenderer *renderer = make_rogue ("hangs-at-page");
  Answers answers;

  answers_init (&answers, 3);
  ed_renderer_draw_async (renderer, &small, NULL, on_drawn, &answers);
  ed_renderer_read_async (renderer, 0, NULL, on_read, &answers);
  ed_renderer_draw_async (renderer, &small, NULL, on_drawn, &answers);
  ed_renderer_close (renderer);
  g_main_loop_run (answers.loop);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_error (answers.errors[i], G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&answers.errors[i]);
    }
  g_main_loop_unref (answers.loop);
}

static gpointer
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancelling_ends_the_question (void)
{
  g_autoptr (EdRenderer) renderer = make_rogue ("hangs-at-page");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  g_assert_no_error (try_step (renderer, OPEN, NULL));
  thread = g_thread_new ("cancel", cancel, cancellable);
  error = try_step (renderer, DRAW, cancellable);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  set_vice ("none");
  g_assert_no_error (try_step (renderer, DRAW, NULL));
}

static void
make_rogue_folder (void)
{
  g_autoptr (GFile) link = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (g_getenv ("ED_ROGUE"));
  rogue_folder = g_dir_make_tmp ("ed-rogue-XXXXXX", NULL);
  rogue = g_build_filename (rogue_folder, "rogue", NULL);
  link = g_file_new_for_path (rogue);
  g_file_make_symbolic_link (link, g_getenv ("ED_ROGUE"), NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  int code;

  if (argc == 2 && g_str_has_prefix (argv[1], "--find="))
    return find (argv[1] + strlen ("--find="));
  own_program = argv[0];
  g_test_init (&argc, &argv, NULL);
  program = g_strdup (g_getenv ("ED_RENDER"));
  g_assert_nonnull (program);
  make_rogue_folder ();
  g_test_add_func ("/render/faults/each-vice-is-an-error", test_each_vice_is_an_error);
  g_test_add_func ("/render/faults/deaf-program-is-given-up", test_deaf_program_is_given_up);
  g_test_add_func ("/render/faults/missing-program-is-said", test_missing_program_is_said);
  g_test_add_func ("/render/faults/program-is-found", test_program_is_found);
  g_test_add_func ("/render/faults/environment-says-where-the-program-is",
                   test_environment_says_where_the_program_is);
  g_test_add_func ("/render/faults/ended-program-is-started-again",
                   test_ended_program_is_started_again);
  g_test_add_func ("/render/faults/asynchronous-questions-are-answered",
                   test_asynchronous_questions_are_answered);
  g_test_add_func ("/render/faults/closing-cancels", test_closing_cancels);
  g_test_add_func ("/render/faults/cancelling-ends-the-question",
                   test_cancelling_ends_the_question);
  code = g_test_run ();
  ed_remove_tree (rogue_folder);
  return code;
}
