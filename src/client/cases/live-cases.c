/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/live-cases.h"

#define MINUTE_S 60

struct _EdLiveCases
{
  const EdLiveCalls *calls;
  gpointer owner;
  EdDesk *desk; /* NULL once stopped */
  EdOutlook *outlook;
  EdCaseList *list;
  gboolean running; /* a question has no answer */
  gboolean stale;   /* ask again when it is answered */
  guint tick;
  GCancellable *cancellable;
};

static GPtrArray *
read_rows (gpointer source, const gint64 *rows, guint n, GError **error)
{
  EdLiveCases *self = source;

  return self->desk == NULL ? NULL : ed_desk_load_rows (self->desk, rows, n, error);
}

static gboolean
on_minute (gpointer data)
{
  EdLiveCases *self = data;

  self->calls->minute (self->owner);
  return G_SOURCE_CONTINUE;
}

EdLiveCases *
ed_live_cases_new (EdDesk *desk, const EdLiveCalls *calls, gpointer owner)
{
  EdLiveCases *self = g_new0 (EdLiveCases, 1);

  self->calls = calls;
  self->owner = owner;
  self->desk = g_object_ref (desk);
  self->outlook = ed_outlook_new (ed_desk_settings (desk));
  self->list = ed_case_list_new (read_rows, self, self->outlook, ed_desk_now (desk));
  self->cancellable = g_cancellable_new ();
  self->tick = g_timeout_add_seconds (MINUTE_S, on_minute, self);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (ed_live_cases_ask), self);
  return self;
}

void
ed_live_cases_stop (EdLiveCases *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

void
ed_live_cases_free (EdLiveCases *self)
{
  ed_live_cases_stop (self);
  g_clear_object (&self->list);
  ed_outlook_unref (self->outlook);
  g_object_unref (self->cancellable);
  g_free (self);
}

void
ed_live_cases_ask (EdLiveCases *self)
{
  self->stale = self->running;
  if (self->running || self->desk == NULL)
    return;
  self->running = TRUE;
  self->calls->ask (self->owner, self->desk, self->cancellable);
}

gboolean
ed_live_cases_take (EdLiveCases *self)
{
  self->running = FALSE;
  if (self->stale)
    {
      ed_live_cases_ask (self);
      return FALSE;
    }
  ed_outlook_unref (self->outlook);
  self->outlook = ed_outlook_new (ed_desk_settings (self->desk));
  return TRUE;
}

void
ed_live_cases_show (EdLiveCases *self, const GArray *rows)
{
  ed_case_list_set_rows (self->list, rows, self->outlook, ed_desk_now (self->desk));
}

void
ed_live_cases_set_now (EdLiveCases *self)
{
  ed_case_list_set_now (self->list, ed_desk_now (self->desk));
}

EdDesk *
ed_live_cases_desk (EdLiveCases *self)
{
  return self->desk;
}

EdCaseList *
ed_live_cases_list (EdLiveCases *self)
{
  return self->list;
}
