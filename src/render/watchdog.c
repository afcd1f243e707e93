/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "render/watchdog.h"

struct _EdWatchdog
{
  GSubprocess *process;
  GCancellable *streams;
  GCancellable *cancellable;
  gulong on_cancelled;
  GThread *thread;
  gint64 due; /* monotonic, µs */
  GMutex lock;
  GCond changed;
  gboolean stopped;     /* by lock */
  EdWatchResult result; /* by lock */
};

/* Called with the lock held. */
static void
end_process (EdWatchdog *watchdog, EdWatchResult why)
{
  if (watchdog->stopped || watchdog->result != ED_WATCH_QUIET)
    return;
  watchdog->result = why;
  g_subprocess_force_exit (watchdog->process);
  g_cancellable_cancel (watchdog->streams);
}

static gpointer
watch (gpointer data)
{
  EdWatchdog *watchdog = data;
  gboolean in_time = TRUE;

  g_mutex_lock (&watchdog->lock);
  while (in_time && !watchdog->stopped && watchdog->result == ED_WATCH_QUIET)
    in_time = g_cond_wait_until (&watchdog->changed, &watchdog->lock, watchdog->due);
  if (!in_time)
    end_process (watchdog, ED_WATCH_EXPIRED);
  g_mutex_unlock (&watchdog->lock);
  return NULL;
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  EdWatchdog *watchdog = data;

  g_mutex_lock (&watchdog->lock);
  end_process (watchdog, ED_WATCH_CANCELLED);
  g_cond_signal (&watchdog->changed);
  g_mutex_unlock (&watchdog->lock);
}

EdWatchdog *
ed_watchdog_new (GSubprocess *process, gint64 patience_ms, GCancellable *cancellable)
{
  EdWatchdog *watchdog = g_new0 (EdWatchdog, 1);

  watchdog->process = g_object_ref (process);
  watchdog->streams = g_cancellable_new ();
  watchdog->due = g_get_monotonic_time () + patience_ms * 1000;
  g_mutex_init (&watchdog->lock);
  g_cond_init (&watchdog->changed);
  watchdog->thread = g_thread_new ("render-watchdog", watch, watchdog);
  if (cancellable != NULL)
    {
      watchdog->cancellable = g_object_ref (cancellable);
      watchdog->on_cancelled =
          g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), watchdog, NULL);
    }
  return watchdog;
}

GCancellable *
ed_watchdog_cancellable (EdWatchdog *watchdog)
{
  return watchdog->streams;
}

EdWatchResult
ed_watchdog_stop (EdWatchdog *watchdog)
{
  EdWatchResult result;

  if (watchdog->cancellable != NULL)
    g_cancellable_disconnect (watchdog->cancellable, watchdog->on_cancelled);
  g_mutex_lock (&watchdog->lock);
  watchdog->stopped = TRUE;
  g_cond_signal (&watchdog->changed);
  g_mutex_unlock (&watchdog->lock);
  g_thread_join (watchdog->thread);

  result = watchdog->result;
  g_clear_object (&watchdog->cancellable);
  g_clear_object (&watchdog->streams);
  g_clear_object (&watchdog->process);
  g_mutex_clear (&watchdog->lock);
  g_cond_clear (&watchdog->changed);
  g_free (watchdog);
  return result;
}
