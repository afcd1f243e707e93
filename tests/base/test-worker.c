/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/worker.h"

typedef struct
{
  GString *order; /* written by the worker's thread alone, read when it is closed */
  GThread *thread;
  guint answered;
  GMainLoop *loop;
} Story;

static void
note (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Story *story = g_object_get_data (G_OBJECT (task), "story");

  g_assert_true (g_thread_self () != story->thread);
  g_string_append (story->order, data);
  g_task_return_boolean (task, TRUE);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Story *story = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_thread_self () == story->thread);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  story->answered++;
  if (story->answered == 3)
    g_main_loop_quit (story->loop);
}

static void
push (EdWorker *worker, Story *story, const char *text, GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_answer, story);

  g_task_set_task_data (task, (gpointer) text, NULL);
  g_object_set_data (G_OBJECT (task), "story", story);
  ed_worker_push (worker, task, note);
}

static void
test_worker_does_jobs_in_order (void)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Story story = { order, g_thread_self (), 0, loop };
  EdWorker *worker = ed_worker_new ();

  g_cancellable_cancel (cancelled);
  push (worker, &story, "one ", NULL);
  push (worker, &story, "never ", cancelled);
  push (worker, &story, "two", NULL);
  g_main_loop_run (loop);
  ed_worker_close (worker);
  g_assert_cmpstr (order->str, ==, "one two");
}

static void
test_worker_finishes_before_it_closes (void)
{
  g_autoptr (GString) order = g_string_new (NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Story story = { order, g_thread_self (), 0, loop };
  EdWorker *worker = ed_worker_new ();

  for (guint i = 0; i < 3; i++)
    push (worker, &story, "x", NULL);
  ed_worker_close (worker);
  g_assert_cmpstr (order->str, ==, "xxx");
  g_main_loop_run (loop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/worker/does-jobs-in-order", test_worker_does_jobs_in_order);
  g_test_add_func ("/base/worker/finishes-before-it-closes", test_worker_finishes_before_it_closes);
  return g_test_run ();
}
