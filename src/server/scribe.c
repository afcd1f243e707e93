/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "server/scribe.h"

#include "server/job.h"
#include "server/line.h"

/* Where the writer is alone, the more wait the more go together: each waits for the disk once.
 * Beside others long transactions meet. */
#define BATCH_MAX 128
#define BATCH_MAX_SHARED 32
#define SLOW_MAX 100
#define SLOW_THREADS 2
#define CHORES_US (60 * G_USEC_PER_SEC)
#define SEAL_US G_USEC_PER_SEC

typedef struct
{
  EdApiJob *job;
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
  EdLine *line;       /* of orders */
  gint64 next_chores; /* monotonic, µs; the thread's own */
  gint64 next_seal;   /* of what was written meanwhile; G_MAXINT64: nothing was */
  GMutex mutex;       /* of what follows */
  gboolean stopped;
  guint jobs, transactions;
};

/* Whose turn it is: a device's; NULL: nobody's. */
static const char *
find_owner (const EdApiJob *job)
{
  return job->bearer != NULL ? job->bearer->device : NULL;
}

static Order *
new_order (EdApiJob *job, gpointer asker)
{
  Order *order = g_new0 (Order, 1);

  order->job = job;
  order->asker = asker;
  return order;
}

static guint
find_most (EdApi *api)
{
  return ed_api_is_shared (api) ? BATCH_MAX_SHARED : BATCH_MAX;
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

/* Who is next, the scribe's own order among them when it is due. */
static guint
wait_for_orders (EdScribe *self, Order **orders, guint most)
{
  gint64 due = MIN (self->next_chores, self->next_seal);
  guint n = 0;

  if (g_get_monotonic_time () >= due)
    {
      orders[n++] = make_own_order (self);
      due = 0;
    }
  return n + ed_line_take (self->line, (gpointer *) orders + n, most - n, due);
}

static gpointer
write_orders (gpointer data)
{
  EdScribe *self = data;
  guint most = find_most (self->api);

  while (!ed_line_has_ended (self->line))
    {
      Order *orders[BATCH_MAX];
      guint n = wait_for_orders (self, orders, most);
      gint64 begun = g_get_monotonic_time ();

      if (n == 0)
        continue;
      write_batch (self, orders, n);
      ed_line_served (self->line, g_get_monotonic_time () - begun);
    }
  return NULL;
}

static void
prepare (gpointer data, gpointer user_data)
{
  EdScribe *self = user_data;
  Order *order = data;

  ed_api_job_prepare (self->api, order->job);
  ed_line_insist (self->line, order, order->job->weight, find_owner (order->job));
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
  self->line = ed_line_new (find_most (api));
  self->slow = g_thread_pool_new (prepare, self, SLOW_THREADS, FALSE, NULL);
  self->thread = g_thread_new ("scribe", write_orders, self);
  return self;
}

static gboolean
take (EdScribe *self, EdApiJob *job, gpointer asker)
{
  Order *order;

  if (self->stopped)
    return FALSE;
  if (ed_api_job_is_slow (job))
    return g_thread_pool_unprocessed (self->slow) < SLOW_MAX
           && g_thread_pool_push (self->slow, new_order (job, asker), NULL);
  order = new_order (job, asker);
  if (job->insists)
    ed_line_insist (self->line, order, job->weight, find_owner (job));
  else if (!ed_line_join (self->line, order, job->weight, find_owner (job)))
    {
      g_free (order);
      return FALSE;
    }
  return TRUE;
}

gboolean
ed_scribe_submit (EdScribe *self, EdApiJob *job, gpointer asker)
{
  gboolean taken;

  g_mutex_lock (&self->mutex);
  taken = take (self, job, asker);
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
  ed_line_end (self->line);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
ed_scribe_free (EdScribe *self)
{
  if (self == NULL)
    return;
  ed_scribe_stop (self);
  ed_line_free (self->line);
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
  return ed_line_length (self->line);
}
