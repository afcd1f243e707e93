/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/auto-lock.h"

#include "client/numbers.h"
#include "client/shell/remembered.h"
#include "client/widgets/toast.h"

#include <glib/gi18n.h>

#define AUTO_LOCK "ed-auto-lock"
#define KEY "auto-lock-minutes"
#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define CHECK_MS (20 * 1000) /* a sleeping machine's timers sleep too */

/* Belongs to the window's data, and goes with it. */
typedef struct
{
  EdWindow *window;
  const EdClock *clock;
  gint64 touched_at;
  double x, y; /* of the pointer, when it last moved */
  guint timer;
} AutoLock;

static int
get_minutes (void)
{
  return ed_remembered_has (KEY) ? g_settings_get_int (ed_remembered (), KEY) : 0;
}

/* --- input ----------------------------------------------------------------------------------- */

/* A pointer that rests is said to move when something else moves beneath it. */
static gboolean
has_moved (AutoLock *self, GdkEvent *event)
{
  double x, y;

  if (!gdk_event_get_position (event, &x, &y) || (x == self->x && y == self->y))
    return FALSE;
  self->x = x;
  self->y = y;
  return TRUE;
}

static gboolean
on_event (GtkEventController *controller, GdkEvent *event, gpointer window)
{
  AutoLock *self = g_object_get_data (window, AUTO_LOCK);
  GdkEventType type = gdk_event_get_event_type (event);

  if (self == NULL)
    return GDK_EVENT_PROPAGATE;
  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_SCROLL
      || type == GDK_TOUCH_BEGIN || (type == GDK_MOTION_NOTIFY && has_moved (self, event)))
    self->touched_at = ed_clock_now (self->clock);
  return GDK_EVENT_PROPAGATE;
}

static void
watch (AutoLock *self, GtkWidget *toplevel)
{
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (toplevel), AUTO_LOCK "-watched") != NULL)
    return;
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event), self->window, 0);
  gtk_widget_add_controller (toplevel, controller);
  g_object_set_data (G_OBJECT (toplevel), AUTO_LOCK "-watched", controller);
}

static void
on_toplevels (GListModel *toplevels, guint position, guint removed, guint added, gpointer data)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      watch (data, toplevel);
    }
}

/* --- locking --------------------------------------------------------------------------------- */

static void
lock (AutoLock *self)
{
  int minutes = get_minutes ();
  g_autofree char *text =
      ed_number_in (ngettext ("Locked after %s minute without input. Drafts are kept.",
                              "Locked after %s minutes without input. Drafts are kept.",
                              (gulong) minutes),
                    minutes);

  ed_window_lock (self->window);
  ed_toast (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->window)), text, NULL);
}

static gboolean
on_time (gpointer data)
{
  AutoLock *self = data;
  gint64 now = ed_clock_now (self->clock);
  gint64 minutes = get_minutes ();

  self->touched_at = MIN (self->touched_at, now);
  if (minutes > 0 && ed_window_desk (self->window) != NULL
      && now - self->touched_at >= minutes * MINUTE_MS)
    lock (self);
  return G_SOURCE_CONTINUE;
}

/* The clock runs only while it is wanted and somebody is signed in. */
static void
update (AutoLock *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (get_minutes () == 0 || ed_window_desk (self->window) == NULL)
    return;
  self->timer = g_timeout_add (CHECK_MS, on_time, self);
}

static void
on_desk (AutoLock *self)
{
  self->touched_at = ed_clock_now (self->clock);
  update (self);
}

static gboolean
check (gpointer data)
{
  AutoLock *self = g_object_get_data (data, AUTO_LOCK);

  if (self != NULL)
    on_time (self);
  return G_SOURCE_REMOVE;
}

static void
on_minutes (AutoLock *self)
{
  update (self);
  g_idle_add_full (G_PRIORITY_DEFAULT, check, g_object_ref (self->window), g_object_unref);
}

static void
auto_lock_free (gpointer data)
{
  AutoLock *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (gtk_window_get_toplevels (), self);
  if (ed_remembered () != NULL)
    g_signal_handlers_disconnect_by_data (ed_remembered (), self);
  g_free (self);
}

void
ed_auto_lock_attach (EdWindow *window, const EdClock *clock)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  AutoLock *self;

  g_return_if_fail (ED_IS_WINDOW (window) && clock != NULL);
  self = g_new0 (AutoLock, 1);
  self->window = window;
  self->clock = clock;
  g_object_set_data_full (G_OBJECT (window), AUTO_LOCK, self, auto_lock_free);
  g_signal_connect (toplevels, "items-changed", G_CALLBACK (on_toplevels), self);
  on_toplevels (toplevels, 0, 0, g_list_model_get_n_items (toplevels), self);
  g_signal_connect_swapped (window, "notify::desk", G_CALLBACK (on_desk), self);
  if (ed_remembered_has (KEY))
    g_signal_connect_swapped (ed_remembered (), "changed::" KEY, G_CALLBACK (on_minutes), self);
  on_desk (self);
}
