/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/live-list.h"

#include "client/cases/case-item.h"
#include "client/requests/request-item.h"
#include "sync/desk-requests.h"

#define MINUTE_S 60

struct _EdLiveList
{
  const EdLiveCalls *calls;
  gpointer owner;
  EdDesk *desk; /* NULL once stopped */
  EdLiveKinds kinds;
  EdOutlook *outlook, *own_outlook; /* of cases; of requests, as the reader sees them */
  guint roles;                      /* the reader's */
  gint64 now;
  EdRowList *rows;
  gboolean running; /* a question has no answer */
  gboolean stale;   /* ask again when it is answered */
  guint tick;
  GCancellable *cancellable;
};

/* --- rows ------------------------------------------------------------------------------------- */

/* One of the two. */
typedef struct
{
  gint64 row;
  EdCaseRow *case_;
  EdRequestRow *request;
} Stored;

static void
free_stored (gpointer data)
{
  Stored *stored = data;

  ed_case_row_free (stored->case_);
  ed_request_row_free (stored->request);
  g_free (stored);
}

/* The first of ROWS if it is the one numbered ROW. */
static gpointer
steal_row (GPtrArray *rows, gint64 row)
{
  if (rows == NULL || rows->len == 0 || *(gint64 *) rows->pdata[0] != row)
    return NULL;
  return g_ptr_array_steal_index (rows, 0);
}

/* What is asked for is loaded, and there is no ERROR. */
static gboolean
load (EdLiveList *self,
      const gint64 *rows,
      guint n,
      GPtrArray **cases,
      GPtrArray **requests,
      GError **error)
{
  if (self->desk == NULL)
    return FALSE;
  if ((self->kinds & ED_LIVE_CASES) != 0)
    *cases = ed_desk_load_rows (self->desk, rows, n, error);
  if ((self->kinds & ED_LIVE_CASES) != 0 && *cases == NULL)
    return FALSE;
  if ((self->kinds & ED_LIVE_REQUESTS) != 0)
    *requests = ed_desk_load_request_rows (self->desk, rows, n, error);
  return (self->kinds & ED_LIVE_REQUESTS) == 0 || *requests != NULL;
}

static GPtrArray *
read_rows (gpointer source, const gint64 *rows, guint n, GError **error)
{
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  GPtrArray *read;

  if (!load (source, rows, n, &cases, &requests, error))
    return NULL;
  read = g_ptr_array_new_with_free_func (free_stored);
  for (guint i = 0; i < n; i++)
    {
      Stored found = { rows[i], steal_row (cases, rows[i]), steal_row (requests, rows[i]) };

      if (found.case_ != NULL || found.request != NULL)
        g_ptr_array_add (read, g_memdup2 (&found, sizeof found));
    }
  return read;
}

static GObject *
show_case (EdLiveList *self, GObject *item, EdCaseRow *row)
{
  if (item == NULL)
    return G_OBJECT (ed_case_item_new (row, self->outlook, self->now));
  ed_case_item_update (ED_CASE_ITEM (item), row, row == NULL ? NULL : self->outlook, self->now);
  return item;
}

static GObject *
show_request (EdLiveList *self, GObject *item, EdRequestRow *row)
{
  if (item == NULL)
    return G_OBJECT (ed_request_item_new (row, self->own_outlook, self->roles, self->now));
  ed_request_item_update (ED_REQUEST_ITEM (item),
                          row,
                          row == NULL ? NULL : self->own_outlook,
                          self->now);
  return item;
}

static GObject *
show_row (gpointer source, GObject *item, gpointer data)
{
  g_autofree Stored *stored = data;

  if (stored == NULL)
    return ED_IS_CASE_ITEM (item) ? show_case (source, item, NULL)
                                  : show_request (source, item, NULL);
  return stored->case_ != NULL ? show_case (source, item, stored->case_)
                               : show_request (source, item, stored->request);
}

static GObject *
show_none (gpointer source, gint64 number)
{
  EdLiveList *self = source;
  EdRequestRow *request;
  EdCaseRow *row;

  if ((self->kinds & ED_LIVE_CASES) == 0)
    {
      request = g_new0 (EdRequestRow, 1);
      request->row = number;
      request->request = ed_request_new ();
      request->request->state = ED_REQUEST_COMPLETED;
      return show_request (self, NULL, request);
    }
  row = g_new0 (EdCaseRow, 1);
  row->row = number;
  row->case_ = ed_case_new ();
  return show_case (self, NULL, row);
}

static const EdRowCalls row_calls = { read_rows, show_row, show_none };

/* --- questions -------------------------------------------------------------------------------- */

static gboolean
on_minute (gpointer data)
{
  EdLiveList *self = data;

  self->calls->minute (self->owner);
  return G_SOURCE_CONTINUE;
}

static void
clear_outlooks (EdLiveList *self)
{
  g_clear_pointer (&self->outlook, ed_outlook_unref);
  g_clear_pointer (&self->own_outlook, ed_outlook_unref);
}

/* What things are judged by, as the desk has it now. */
static void
look (EdLiveList *self)
{
  const EdAccount *account = ed_desk_account (self->desk);

  clear_outlooks (self);
  self->outlook = ed_outlook_new (ed_desk_settings (self->desk));
  ed_outlook_set_judge (self->outlook, account);
  self->own_outlook = ed_outlook_new_for (ed_desk_settings (self->desk), account->id);
  self->roles = ed_account_roles (account);
  self->now = ed_desk_now (self->desk);
}

EdLiveList *
ed_live_list_new (EdDesk *desk, EdLiveKinds kinds, const EdLiveCalls *calls, gpointer owner)
{
  EdLiveList *self = g_new0 (EdLiveList, 1);

  self->calls = calls;
  self->owner = owner;
  self->kinds = kinds;
  self->desk = g_object_ref (desk);
  look (self);
  self->rows = ed_row_list_new (&row_calls, self);
  self->cancellable = g_cancellable_new ();
  self->tick = g_timeout_add_seconds (MINUTE_S, on_minute, self);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (ed_live_list_ask), self);
  return self;
}

void
ed_live_list_stop (EdLiveList *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

void
ed_live_list_free (EdLiveList *self)
{
  ed_live_list_stop (self);
  g_clear_object (&self->rows);
  clear_outlooks (self);
  g_object_unref (self->cancellable);
  g_free (self);
}

void
ed_live_list_ask (EdLiveList *self)
{
  self->stale = self->running;
  if (self->running || self->desk == NULL)
    return;
  self->running = TRUE;
  self->calls->ask (self->owner, self->desk, self->cancellable);
}

gboolean
ed_live_list_take (EdLiveList *self)
{
  self->running = FALSE;
  if (self->stale)
    {
      ed_live_list_ask (self);
      return FALSE;
    }
  look (self);
  return TRUE;
}

void
ed_live_list_show (EdLiveList *self, const GArray *rows)
{
  self->now = ed_desk_now (self->desk);
  ed_row_list_set_rows (self->rows, rows);
}

void
ed_live_list_judge (EdLiveList *self)
{
  self->now = ed_desk_now (self->desk);
  ed_row_list_judge (self->rows);
}

EdDesk *
ed_live_list_desk (EdLiveList *self)
{
  return self->desk;
}

EdRowList *
ed_live_list_rows (EdLiveList *self)
{
  return self->rows;
}
