/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/sought-case.h"

#include "client/shell/window.h"
#include "client/widgets/toast.h"

#include <glib/gi18n.h>

#define SOUGHT "ed-sought-case"

/* Belongs to the window's data, and goes with it. */
typedef struct
{
  GtkWidget *window;
  EdDesk *desk; /* that it listens to, or NULL */
  GCancellable *cancellable;
  gint64 number;         /* or ED_ABSENT: none is sought */
  gboolean asked;        /* the server, since the case is sought */
  gint64 synced_at;      /* when it was asked */
  gboolean told_to_wait; /* said that the server is away */
} SoughtCase;

/* SENTENCE holds one %s, for the number, which is a name and has no thousands. */
static void
say (SoughtCase *self, const char *sentence)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, self->number);
  g_autoptr (GString) text = g_string_new (sentence);

  g_string_replace (text, "%s", number, 1);
  ed_toast (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self->window)),
            text->str,
            NULL);
}

static gint64
get_synced_at (EdDesk *desk)
{
  gint64 at;

  g_object_get (desk, "synced-at", &at, NULL);
  return at;
}

/* It is not held. A server that has told all it knew may have learned of it since: it is asked once
 * more. */
static void
meet_miss (SoughtCase *self)
{
  EdConnection connection = ed_desk_connection (self->desk);

  if (connection == ED_CONNECTION_SYNCING)
    return;
  if (connection != ED_CONNECTION_UP_TO_DATE)
    {
      if (!self->told_to_wait)
        say (self, _ ("Case %s is not on this computer. It opens when the server is reached."));
      self->told_to_wait = TRUE;
      return;
    }
  if (!self->asked)
    {
      self->asked = TRUE;
      self->synced_at = get_synced_at (self->desk);
      ed_desk_sync_now (self->desk);
    }
  else if (get_synced_at (self->desk) != self->synced_at)
    {
      say (self, _ ("Case %s is not among your cases."));
      self->number = ED_ABSENT;
    }
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = ed_desk_load_case_finish (ED_DESK (source), result, &error);
  SoughtCase *self = g_object_get_data (G_OBJECT (window), SOUGHT);

  if (self == NULL || ED_DESK (source) != self->desk || self->number == ED_ABSENT || error != NULL)
    return;
  if (row == NULL)
    meet_miss (self);
  else if (row->case_->number == self->number)
    {
      self->number = ED_ABSENT;
      gtk_widget_activate_action (window, "win.open-case", "s", row->case_->id);
    }
}

static void
look (SoughtCase *self)
{
  if (self->desk != NULL && self->number != ED_ABSENT)
    ed_desk_load_case_by_number_async (self->desk,
                                       self->number,
                                       self->cancellable,
                                       on_found,
                                       g_object_ref (self->window));
}

static void
leave_desk (SoughtCase *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
}

/* Another signs in, or nobody is signed in any more. */
static void
on_desk (SoughtCase *self)
{
  EdDesk *desk = ed_window_desk (ED_WINDOW (self->window));

  leave_desk (self);
  self->asked = FALSE;
  self->told_to_wait = FALSE;
  if (desk == NULL)
    return;
  self->desk = g_object_ref (desk);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (look), self);
  g_signal_connect_swapped (desk, "notify::connection", G_CALLBACK (look), self);
  g_signal_connect_swapped (desk, "notify::synced-at", G_CALLBACK (look), self);
  look (self);
}

static void
sought_case_free (gpointer data)
{
  SoughtCase *self = data;

  leave_desk (self);
  g_free (self);
}

static SoughtCase *
ensure_sought_case (GtkWidget *window)
{
  SoughtCase *self = g_object_get_data (G_OBJECT (window), SOUGHT);

  if (self != NULL)
    return self;
  self = g_new0 (SoughtCase, 1);
  self->window = window;
  self->number = ED_ABSENT;
  g_object_set_data_full (G_OBJECT (window), SOUGHT, self, sought_case_free);
  g_signal_connect_swapped (window, "notify::desk", G_CALLBACK (on_desk), self);
  on_desk (self);
  return self;
}

void
ed_sought_case_set (GtkWidget *window, gint64 number)
{
  SoughtCase *self;

  g_return_if_fail (ED_IS_WINDOW (window));
  self = ensure_sought_case (window);
  self->number = number;
  self->asked = FALSE;
  self->told_to_wait = FALSE;
  if (self->desk == NULL)
    say (self, _ ("Sign in to open case %s."));
  look (self);
}
