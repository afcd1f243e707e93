/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/requests/request-item.h"

struct _EdRequestItem
{
  GObject parent_instance;
  EdRequestRow *row;
  EdOutlook *outlook;
  guint roles;
  gint64 now;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdRequestItem, ed_request_item, G_TYPE_OBJECT)

static void
ed_request_item_finalize (GObject *object)
{
  EdRequestItem *self = ED_REQUEST_ITEM (object);

  g_clear_pointer (&self->row, ed_request_row_free);
  g_clear_pointer (&self->outlook, ed_outlook_unref);
  G_OBJECT_CLASS (ed_request_item_parent_class)->finalize (object);
}

static void
ed_request_item_class_init (EdRequestItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ed_request_item_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   ED_TYPE_REQUEST_ITEM,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
ed_request_item_init (EdRequestItem *self)
{
}

EdRequestItem *
ed_request_item_new (EdRequestRow *row, EdOutlook *outlook, guint roles, gint64 now)
{
  EdRequestItem *self = g_object_new (ED_TYPE_REQUEST_ITEM, NULL);

  self->row = row;
  self->outlook = ed_outlook_ref (outlook);
  self->roles = roles;
  self->now = now;
  return self;
}

void
ed_request_item_update (EdRequestItem *self, EdRequestRow *row, EdOutlook *outlook, gint64 now)
{
  g_return_if_fail (ED_IS_REQUEST_ITEM (self));
  if (row != NULL)
    {
      ed_request_row_free (self->row);
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

const EdRequest *
ed_request_item_request (EdRequestItem *self)
{
  return self->row->request;
}

gint64
ed_request_item_row (EdRequestItem *self)
{
  return self->row->row;
}

guint
ed_request_item_pending (EdRequestItem *self)
{
  return self->row->pending;
}

gboolean
ed_request_item_is_unread (EdRequestItem *self)
{
  return self->row->unread;
}

guint
ed_request_item_late (EdRequestItem *self)
{
  return self->row->late;
}

const EdZone *
ed_request_item_zone (EdRequestItem *self)
{
  return self->outlook->zone;
}

gint64
ed_request_item_now (EdRequestItem *self)
{
  return self->now;
}

/* Who has just handed a request back looks at it as its expert still. */
EdRequestAudience
ed_request_item_audience (EdRequestItem *self)
{
  EdRequestAudience audience = ED_REQUEST_FOR_EXPERT;

  ed_request_find_audience (self->row->request, self->outlook->reader, self->roles, &audience);
  return audience;
}

EdRequestRights
ed_request_item_rights (EdRequestItem *self)
{
  return ed_request_rights (self->row->request, self->outlook->reader, self->roles);
}

const char *
ed_request_item_reader (EdRequestItem *self)
{
  return self->outlook->reader;
}

static void
notify_item (GObject *widget)
{
  g_object_notify (widget, "item");
}

void
ed_request_item_hold (EdRequestItem **place, EdRequestItem *item, gpointer widget)
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
