/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/today-queue.h"

#include "client/cases/live-list.h"
#include "client/widgets/answer.h"

struct _EdTodayQueue
{
  GObject parent_instance;
  EdLiveList *live;
  GArray *rows; /* EdDecisionRow, all of the kinds */
  guint kinds;
  guint counts[ED_N_DECISIONS];
  EdDecisionGroup chosen;
  gboolean loaded;
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
keep_kinds (EdTodayQueue *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      EdDecisionRow row = g_array_index (self->rows, EdDecisionRow, i);

      if ((self->kinds >> row.kind & 1) != 0)
        g_array_index (self->rows, EdDecisionRow, kept++) = row;
    }
  g_array_set_size (self->rows, kept);
}

static void
show (EdTodayQueue *self)
{
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->rows->len);

  for (guint i = 0; i < self->rows->len; i++)
    if (self->chosen == ED_N_DECISIONS || get_group (self, i) == self->chosen)
      g_array_append_val (rows, g_array_index (self->rows, EdDecisionRow, i).row);
  ed_live_list_show (self->live, rows);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_signal_emit (self, signals[FOUND], 0);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  EdTodayQueue *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = ed_desk_query_decisions_finish (ED_DESK (source), result, &error);

  if (ed_answer_is_cancelled (result))
    return;
  if (!ed_live_list_take (self->live) || rows == NULL)
    return;
  g_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
  keep_kinds (self);
  count_groups (self);
  self->loaded = TRUE;
  if (self->chosen != ED_N_DECISIONS && self->counts[self->chosen] == 0)
    self->chosen = ED_N_DECISIONS;
  show (self);
}

static void
ask (gpointer owner, EdDesk *desk, GCancellable *cancellable)
{
  ed_desk_query_decisions_async (desk, cancellable, on_answered, owner);
}

static void
on_minute (gpointer owner)
{
  ed_live_list_ask (ED_TODAY_QUEUE (owner)->live);
}

static const EdLiveCalls calls = { ask, on_minute };

static void
ed_today_queue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdTodayQueue *self = ED_TODAY_QUEUE (object);

  if (id == PROP_LOADED)
    g_value_set_boolean (value, self->loaded);
  else if (id == PROP_SHOWN)
    g_value_set_uint (value, ed_row_list_count_rows (ed_live_list_rows (self->live)));
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

  ed_live_list_free (self->live);
  g_array_unref (self->rows);
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
  self->rows = g_array_new (FALSE, FALSE, sizeof (EdDecisionRow));
  self->chosen = ED_N_DECISIONS;
}

EdTodayQueue *
ed_today_queue_new (EdDesk *desk, guint kinds)
{
  EdTodayQueue *self = g_object_new (ED_TYPE_TODAY_QUEUE, NULL);

  self->kinds = kinds;
  self->live = ed_live_list_new (desk, ED_LIVE_CASES | ED_LIVE_REQUESTS, &calls, self);
  ed_live_list_ask (self->live);
  return self;
}

void
ed_today_queue_stop (EdTodayQueue *self)
{
  g_return_if_fail (ED_IS_TODAY_QUEUE (self));
  ed_live_list_stop (self->live);
}

EdRowList *
ed_today_queue_list (EdTodayQueue *self)
{
  g_return_val_if_fail (ED_IS_TODAY_QUEUE (self), NULL);
  return ed_live_list_rows (self->live);
}

void
ed_today_queue_choose (EdTodayQueue *self, EdDecisionGroup group)
{
  g_return_if_fail (ED_IS_TODAY_QUEUE (self));
  if (self->chosen == group || ed_live_list_desk (self->live) == NULL)
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
