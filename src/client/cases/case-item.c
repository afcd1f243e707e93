/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-item.h"

#include "domain/own-money.h"

struct _EdCaseItem
{
  GObject parent_instance;
  EdCaseRow *row;
  EdOutlook *outlook;
  gint64 now;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdCaseItem, ed_case_item, G_TYPE_OBJECT)

static void
ed_case_item_finalize (GObject *object)
{
  EdCaseItem *self = ED_CASE_ITEM (object);

  g_clear_pointer (&self->row, ed_case_row_free);
  g_clear_pointer (&self->outlook, ed_outlook_unref);
  G_OBJECT_CLASS (ed_case_item_parent_class)->finalize (object);
}

static void
ed_case_item_class_init (EdCaseItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_case_item_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   ED_TYPE_CASE_ITEM,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
ed_case_item_init (EdCaseItem *self)
{
}

EdCaseItem *
ed_case_item_new (EdCaseRow *row, EdOutlook *outlook, gint64 now)
{
  EdCaseItem *self = g_object_new (ED_TYPE_CASE_ITEM, NULL);

  self->row = row;
  self->outlook = ed_outlook_ref (outlook);
  self->now = now;
  return self;
}

void
ed_case_item_update (EdCaseItem *self, EdCaseRow *row, EdOutlook *outlook, gint64 now)
{
  g_return_if_fail (ED_IS_CASE_ITEM (self));
  if (row != NULL)
    {
      ed_case_row_free (self->row);
      self->row = row;
    }
  if (outlook != NULL && outlook != self->outlook)
    {
      ed_outlook_unref (self->outlook);
      self->outlook = ed_outlook_ref (outlook);
    }
  self->now = now;
  g_signal_emit (self, signals[CHANGED], 0);
}

const EdCase *
ed_case_item_case (EdCaseItem *self)
{
  return self->row->case_;
}

gint64
ed_case_item_row (EdCaseItem *self)
{
  return self->row->row;
}

guint
ed_case_item_pending (EdCaseItem *self)
{
  return self->row->pending;
}

EdThreadMark
ed_case_item_mark (EdCaseItem *self)
{
  return self->row->mark;
}

guint
ed_case_item_late (EdCaseItem *self)
{
  return self->row->late;
}

const EdSettings *
ed_case_item_settings (EdCaseItem *self)
{
  return self->outlook->settings;
}

const EdZone *
ed_case_item_zone (EdCaseItem *self)
{
  return self->outlook->zone;
}

gint64
ed_case_item_now (EdCaseItem *self)
{
  return self->now;
}

gboolean
ed_case_item_is_overseen (EdCaseItem *self)
{
  g_return_val_if_fail (ED_IS_CASE_ITEM (self), FALSE);
  return self->outlook->reader != NULL
         && g_strcmp0 (self->outlook->reader, self->row->case_->expert_id) != 0;
}

gboolean
ed_case_item_is_own_money (EdCaseItem *self)
{
  g_return_val_if_fail (ED_IS_CASE_ITEM (self), FALSE);
  return ed_case_is_own_money (self->row->case_, self->outlook->judge, self->outlook->roles);
}

gint64
ed_case_item_today (EdCaseItem *self)
{
  return ed_zone_date (self->outlook->zone, self->now);
}

static void
notify_item (GObject *widget)
{
  g_object_notify (widget, "item");
}

void
ed_case_item_hold (EdCaseItem **place, EdCaseItem *item, gpointer widget)
{
  if (*place == item)
    return;
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, notify_item, widget);
  g_set_object (place, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (notify_item), widget, G_CONNECT_SWAPPED);
  notify_item (widget);
}
