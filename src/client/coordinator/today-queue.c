/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/today-queue.h"

#include "client/coordinator/answer.h"

#define TICK_S 60

struct _EdTodayQueue
{
  GObject parent_instance;
  EdDesk *desk; /* NULL once stopped */
  EdOutlook *outlook;
  EdCaseList *list;
  GArray *rows; /* EdDecisionRow, all of them */
  guint counts[ED_N_DECISIONS];
  EdDecisionGroup chosen;
  gboolean running; /* a question has no answer */
  gboolean stale;   /* ask again when it is answered */
  gboolean loaded;
  guint tick;
  GCancellable *cancellable;
};

enum
{
  PROP_LOADED = 1,
  PROP_SHOWN,
  PROP_TOTAL,
  N_PROPS
};

enum
{
  FOUND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdTodayQueue, ed_today_queue, G_TYPE_OBJECT)

static EdDecisionGroup
get_group (EdTodayQueue *self, guint index)
{
  return ed_decision_group (g_array_index (self->rows, EdDecisionRow, index).kind);
}

static void
count_groups (EdTodayQueue *self)
{
  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < self->rows->len; i++)
    self->counts[get_group (self, i)]++;
}

static void
show (EdTodayQueue *self)
{
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->rows->len);

  for (guint i = 0; i < self->rows->len; i++)
    if (self->chosen == ED_N_DECISIONS || get_group (self, i) == self->chosen)
      g_array_append_val (rows, g_array_index (self->rows, EdDecisionRow, i).row);
  ed_case_list_set_rows (self->list, rows, self->outlook, ed_desk_now (self->desk));
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_signal_emit (self, signals[FOUND], 0);
}

static void ask (EdTodayQueue *self);

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  EdTodayQueue *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = ed_desk_query_decisions_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  self->running = FALSE;
  if (self->stale)
    {
      ask (self);
      return;
    }
  if (rows == NULL)
    return;
  g_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
  count_groups (self);
  g_clear_pointer (&self->outlook, ed_outlook_unref);
  self->outlook = ed_outlook_new (ed_desk_settings (self->desk));
  self->loaded = TRUE;
  if (self->chosen != ED_N_DECISIONS && self->counts[self->chosen] == 0)
    self->chosen = ED_N_DECISIONS;
  show (self);
}

static void
ask (EdTodayQueue *self)
{
  self->stale = self->running;
  if (self->running || self->desk == NULL)
    return;
  self->running = TRUE;
  ed_desk_query_decisions_async (self->desk, self->cancellable, on_answered, self);
}

static gboolean
on_tick (gpointer data)
{
  ask (data);
  return G_SOURCE_CONTINUE;
}

static void
ed_today_queue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdTodayQueue *self = ED_TODAY_QUEUE (object);

  if (id == PROP_LOADED)
    g_value_set_boolean (value, self->loaded);
  else if (id == PROP_SHOWN)
    g_value_set_uint (value, ed_case_list_count_rows (self->list));
  else
    g_value_set_uint (value, self->rows->len);
}

static void
ed_today_queue_dispose (GObject *object)
{
  ed_today_queue_stop (ED_TODAY_QUEUE (object));
  G_OBJECT_CLASS (ed_today_queue_parent_class)->dispose (object);
}

static void
ed_today_queue_finalize (GObject *object)
{
  EdTodayQueue *self = ED_TODAY_QUEUE (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->outlook, ed_outlook_unref);
  g_array_unref (self->rows);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (ed_today_queue_parent_class)->finalize (object);
}

static void
ed_today_queue_class_init (EdTodayQueueClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ed_today_queue_dispose;
  object_class->finalize = ed_today_queue_finalize;
  object_class->get_property = ed_today_queue_get_property;
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_SHOWN] = g_param_spec_uint ("shown", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FOUND] = g_signal_new ("found",
                                 ED_TYPE_TODAY_QUEUE,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
ed_today_queue_init (EdTodayQueue *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_array_new (FALSE, FALSE, sizeof (EdDecisionRow));
  self->chosen = ED_N_DECISIONS;
}

static GPtrArray *
read_rows (gpointer source, const gint64 *rows, guint n, GError **error)
{
  EdTodayQueue *self = source;

  return self->desk == NULL ? NULL : ed_desk_load_rows (self->desk, rows, n, error);
}

EdTodayQueue *
ed_today_queue_new (EdDesk *desk)
{
  EdTodayQueue *self = g_object_new (ED_TYPE_TODAY_QUEUE, NULL);

  self->desk = g_object_ref (desk);
  self->outlook = ed_outlook_new (ed_desk_settings (desk));
  self->list = ed_case_list_new (read_rows, self, self->outlook, ed_desk_now (desk));
  g_signal_connect_object (desk, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  self->tick = g_timeout_add_seconds (TICK_S, on_tick, self);
  ask (self);
  return self;
}

void
ed_today_queue_stop (EdTodayQueue *self)
{
  g_return_if_fail (ED_IS_TODAY_QUEUE (self));
  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

EdCaseList *
ed_today_queue_list (EdTodayQueue *self)
{
  g_return_val_if_fail (ED_IS_TODAY_QUEUE (self), NULL);
  return self->list;
}

void
ed_today_queue_choose (EdTodayQueue *self, EdDecisionGroup group)
{
  g_return_if_fail (ED_IS_TODAY_QUEUE (self));
  if (self->chosen == group || self->desk == NULL)
    return;
  self->chosen = group;
  show (self);
}

guint
ed_today_queue_count (EdTodayQueue *self, EdDecisionGroup group)
{
  g_return_val_if_fail (ED_IS_TODAY_QUEUE (self), 0);
  return group == ED_N_DECISIONS ? self->rows->len : self->counts[group];
}

gboolean
ed_today_queue_is_first (EdTodayQueue *self, guint position, EdDecisionGroup *group)
{
  guint first = 0;

  g_return_val_if_fail (ED_IS_TODAY_QUEUE (self), FALSE);
  for (guint i = 0; i < ED_N_DECISIONS; i++)
    {
      if (self->chosen != ED_N_DECISIONS && self->chosen != i)
        continue;
      *group = i;
      if (position == first && self->counts[i] > 0)
        return TRUE;
      first += self->counts[i];
    }
  return FALSE;
}

gboolean
ed_today_queue_is_all (EdTodayQueue *self)
{
  g_return_val_if_fail (ED_IS_TODAY_QUEUE (self), TRUE);
  return self->chosen == ED_N_DECISIONS;
}
