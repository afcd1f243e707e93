/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/farewell.h"

#include "client/shell/window.h"
#include "client/widgets/unseen.h"

#define PATIENCE_MS 4000
#define TAKEN "ed-farewell"

/* Belongs to the window's data, and goes with it. */
typedef struct
{
  GtkWindow *window;
  EdDesk *desk;
  gulong waits;
  guint patience;
} Farewell;

static void
farewell_free (gpointer data)
{
  Farewell *self = data;

  g_signal_handler_disconnect (self->desk, self->waits);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_object_unref (self->desk);
  g_free (self);
}

static gint64
count_waiting (EdDesk *desk)
{
  gint64 waiting;

  g_object_get (desk, "waiting", &waiting, NULL);
  return waiting;
}

/* Frees SELF; the mark stays. */
static void
leave (Farewell *self)
{
  GtkWindow *window = self->window;

  g_object_set_data (G_OBJECT (window), TAKEN, window);
  gtk_window_close (window);
}

static gboolean
on_patience_gone (gpointer data)
{
  Farewell *self = data;

  self->patience = 0;
  leave (self);
  return G_SOURCE_REMOVE;
}

static void
on_waiting (Farewell *self)
{
  if (count_waiting (self->desk) == 0)
    leave (self);
}

gboolean
ed_farewell_begin (GtkWindow *window, EdDesk *desk)
{
  EdConnection connection;
  Farewell *self;

  if (desk == NULL || g_object_get_data (G_OBJECT (window), TAKEN) != NULL
      || count_waiting (desk) == 0)
    return FALSE;
  connection = ed_desk_connection (desk);
  if (connection != ED_CONNECTION_UP_TO_DATE && connection != ED_CONNECTION_SYNCING)
    return FALSE;
  self = g_new0 (Farewell, 1);
  self->window = window;
  self->desk = g_object_ref (desk);
  self->waits = g_signal_connect_swapped (desk, "notify::waiting", G_CALLBACK (on_waiting), self);
  self->patience = g_timeout_add (PATIENCE_MS, on_patience_gone, self);
  g_object_set_data_full (G_OBJECT (window), TAKEN, self, farewell_free);
  /* A field that is made insensitive with the focus in it misses the focus leaving it. */
  gtk_window_set_focus (window, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (window), FALSE);
  ed_desk_sync_now (desk);
  return TRUE;
}

static gboolean
destroy_idly (gpointer data)
{
  ed_window_leave (data);
  gtk_window_destroy (data);
  return G_SOURCE_REMOVE;
}

void
ed_farewell_end (GtkWindow *window)
{
  ed_unseen_prepare (GTK_WIDGET (window));
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  g_idle_add_full (G_PRIORITY_DEFAULT, destroy_idly, g_object_ref (window), g_object_unref);
}
