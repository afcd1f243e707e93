/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/scribe.h"

/* Where the writer is alone, the more wait the more go together: each waits for the disk once.
 * Beside others long transactions meet. */
#define BATCH_MAX 128
#define BATCH_MAX_SHARED 32
#define WAITING_MAX 1000
#define SLOW_MAX 100
#define SLOW_THREADS 2
#define CHORES_US (60 * G_USEC_PER_SEC)
#define SEAL_US G_USEC_PER_SEC

typedef struct
{
  EdApiJob *job; /* NULL: the end */
  gpointer asker;
  gboolean is_seal; /* of the audit log */
} Order;

struct _EdScribe
{
  EdApi *api;
  EdScribeDone done;
  void (*news) (const char *const *audiences, gpointer data);
  gpointer data;
  GThread *thread;
  GThreadPool *slow;
  GAsyncQueue *orders;
  gint64 next_chores; /* monotonic, µs; the thread's own */
  gint64 next_seal;   /* of what was written meanwhile; G_MAXINT64: nothing was */
  GMutex mutex;       /* of what follows */
  gboolean stopped;
  guint jobs, transactions;
};

static Order *
new_order (EdApiJob *job, gpointer asker)
{
  Order *order = g_new0 (Order, 1);

  order->job = job;
  order->asker = asker;
  return order;
}

/* What was written is sealed a second later, and what one seal does not hold after another. */
static void
plan_seal (EdScribe *self, const Order *order, guint status)
{
  if ((!order->is_seal || status == ED_API_SEAL_MORE) && self->next_seal == G_MAXINT64)
    self->next_seal = g_get_monotonic_time () + SEAL_US;
}

static void
write_batch (EdScribe *self, Order **orders, guint n)
{
  EdApiJob *jobs[BATCH_MAX];
  EdApiResponse responses[BATCH_MAX];
  g_auto (GStrv) audiences = NULL;

  for (guint i = 0; i < n; i++)
    jobs[i] = orders[i]->job;
  ed_api_write (self->api, jobs, n, responses, &audiences);
  g_mutex_lock (&self->mutex);
  self->transactions++;
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < n; i++)
    {
      plan_seal (self, orders[i], responses[i].status);
      if (orders[i]->asker != NULL)
        self->done (orders[i]->asker, &responses[i]);
      else
        ed_api_response_clear (&responses[i]);
      g_free (orders[i]);
    }
  if (audiences != NULL && audiences[0] != NULL)
    self->news ((const char *const *) audiences, self->data);
}

/* What the clock brings: once a minute its chores, a second after others wrote the seal. */
static Order *
make_own_order (EdScribe *self)
{
  Order *order;

  if (g_get_monotonic_time () >= self->next_chores)
    {
      self->next_chores = g_get_monotonic_time () + CHORES_US;
      return new_order (ed_api_make_chores (self->api), NULL);
    }
  self->next_seal = G_MAXINT64;
  order = new_order (ed_api_make_seal (self->api), NULL);
  order->is_seal = TRUE;
  return order;
}

/* The next order; sometimes it is the scribe's own. */
static Order *
wait_for_order (EdScribe *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 due = MIN (self->next_chores, self->next_seal);
  Order *next = NULL;

  if (now < due)
    next = g_async_queue_timeout_pop (self->orders, (guint64) (due - now));
  return next != NULL ? next : make_own_order (self);
}

static gpointer
write_orders (gpointer data)
{
  EdScribe *self = data;
  guint most = ed_api_is_shared (self->api) ? BATCH_MAX_SHARED : BATCH_MAX;
  gboolean ended = FALSE;

  while (!ended)
    {
      Order *orders[BATCH_MAX];
      Order *next = wait_for_order (self);
      guint n = 0;

      while (next != NULL && next->job != NULL)
        {
          orders[n++] = next;
          next = n < most ? g_async_queue_try_pop (self->orders) : NULL;
        }
      ended = next != NULL;
      g_free (next);
      if (n > 0)
        write_batch (self, orders, n);
    }
  return NULL;
}

static void
prepare (gpointer data, gpointer user_data)
{
  EdScribe *self = user_data;
  Order *order = data;

  ed_api_job_prepare (self->api, order->job);
  g_async_queue_push (self->orders, order);
}

EdScribe *
ed_scribe_new (EdApi *api,
               EdScribeDone done,
               void (*news) (const char *const *audiences, gpointer data),
               gpointer data)
{
  EdScribe *self = g_new0 (EdScribe, 1);

  self->api = api;
  self->done = done;
  self->news = news;
  self->data = data;
  self->next_seal = G_MAXINT64;
  g_mutex_init (&self->mutex);
  self->orders = g_async_queue_new ();
  self->slow = g_thread_pool_new (prepare, self, SLOW_THREADS, FALSE, NULL);
  self->thread = g_thread_new ("scribe", write_orders, self);
  return self;
}

gboolean
ed_scribe_submit (EdScribe *self, EdApiJob *job, gpointer asker)
{
  gboolean slow = ed_api_job_is_slow (job);
  gboolean taken;

  g_mutex_lock (&self->mutex);
  taken = !self->stopped && g_async_queue_length (self->orders) < WAITING_MAX
          && (!slow || g_thread_pool_unprocessed (self->slow) < SLOW_MAX);
  if (taken && slow)
    g_thread_pool_push (self->slow, new_order (job, asker), NULL);
  else if (taken)
    g_async_queue_push (self->orders, new_order (job, asker));
  self->jobs += taken ? 1 : 0;
  g_mutex_unlock (&self->mutex);
  if (!taken)
    ed_api_job_free (job);
  return taken;
}

void
ed_scribe_stop (EdScribe *self)
{
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_mutex_unlock (&self->mutex);
  if (self->thread == NULL)
    return;
  g_thread_pool_free (g_steal_pointer (&self->slow), FALSE, TRUE);
  g_async_queue_push (self->orders, new_order (NULL, NULL));
  g_thread_join (g_steal_pointer (&self->thread));
}

void
ed_scribe_free (EdScribe *self)
{
  if (self == NULL)
    return;
  ed_scribe_stop (self);
  g_async_queue_unref (self->orders);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
ed_scribe_count (EdScribe *self, guint *jobs, guint *transactions)
{
  g_mutex_lock (&self->mutex);
  *transactions = self->transactions;
  *jobs = self->jobs;
  g_mutex_unlock (&self->mutex);
}

guint
ed_scribe_count_waiting (EdScribe *self)
{
  return (guint) MAX (g_async_queue_length (self->orders), 0);
}
