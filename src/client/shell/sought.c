/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/sought.h"

#include "client/shell/window.h"
#include "client/widgets/toast.h"
#include "sync/desk-requests.h"

#include <glib/gi18n.h>

#define SOUGHT "ed-sought"

/* Belongs to the window's data, and goes with it. */
typedef struct
{
  GtkWidget *window;
  EdDesk *desk; /* that it listens to, or NULL */
  GCancellable *cancellable;
  EdTargetKind kind;     /* a case or a request */
  gint64 number;         /* or ED_ABSENT: none is sought */
  gboolean asked;        /* the server, since it is sought */
  gint64 synced_at;      /* when it was asked */
  gboolean told_to_wait; /* said that the server is away */
} Sought;

/* SENTENCE holds one %s, for the number, which is a name and has no thousands. */
static void
say (Sought *self, const char *sentence)
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

/* What coordinators do not hold of cases is in the archive, or nowhere. */
static void
give_up (Sought *self)
{
  const EdAccount *account = ed_desk_account (self->desk);

  if (self->kind == ED_TARGET_REQUEST)
    say (self, _ ("Request %s is not among your requests."));
  else if (account != NULL && (ed_account_roles (account) & ED_ROLE_COORDINATOR) != 0)
    gtk_widget_activate_action (self->window, "win.seek-archived", "x", self->number);
  else
    say (self, _ ("Case %s is not among your cases."));
}

/* It is not held. A server that has told all it knew may have learned of it since: it is asked once
 * more. */
static void
meet_miss (Sought *self)
{
  EdConnection connection = ed_desk_connection (self->desk);

  if (connection == ED_CONNECTION_SYNCING)
    return;
  if (connection != ED_CONNECTION_UP_TO_DATE)
    {
      if (!self->told_to_wait)
        say (self,
             self->kind == ED_TARGET_REQUEST
                 ? _ ("Request %s is not on this computer. It opens when the server is reached.")
                 : _ ("Case %s is not on this computer. It opens when the server is reached."));
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
      give_up (self);
      self->number = ED_ABSENT;
    }
}

/* What was asked of the desk is still wanted. */
static gboolean
is_wanted (Sought *self, GObject *source, const GError *error)
{
  return self != NULL && ED_DESK (source) == self->desk && self->number != ED_ABSENT
         && error == NULL;
}

/* The one called ID has NUMBER. */
static void
meet (Sought *self, const char *action, const char *id, gint64 number)
{
  if (number != self->number)
    return;
  self->number = ED_ABSENT;
  gtk_widget_activate_action (self->window, action, "s", id);
}

static void
on_case (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) row = ed_desk_load_case_finish (ED_DESK (source), result, &error);
  Sought *self = g_object_get_data (G_OBJECT (window), SOUGHT);

  if (!is_wanted (self, source, error) || self->kind != ED_TARGET_CASE)
    return;
  if (row == NULL)
    meet_miss (self);
  else
    meet (self, "win.open-case", row->case_->id, row->case_->number);
}

static void
on_request (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdRequestRow) row = ed_desk_load_request_finish (ED_DESK (source), result, &error);
  Sought *self = g_object_get_data (G_OBJECT (window), SOUGHT);

  if (!is_wanted (self, source, error) || self->kind != ED_TARGET_REQUEST)
    return;
  if (row == NULL)
    meet_miss (self);
  else
    meet (self, "win.open-request", row->request->id, row->request->number);
}

static void
look (Sought *self)
{
  if (self->desk == NULL || self->number == ED_ABSENT)
    return;
  if (self->kind == ED_TARGET_REQUEST)
    ed_desk_load_request_by_number_async (self->desk,
                                          self->number,
                                          self->cancellable,
                                          on_request,
                                          g_object_ref (self->window));
  else
    ed_desk_load_case_by_number_async (self->desk,
                                       self->number,
                                       self->cancellable,
                                       on_case,
                                       g_object_ref (self->window));
}

static void
leave_desk (Sought *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
}

/* Another signs in, or nobody is signed in any more. */
static void
on_desk (Sought *self)
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
sought_free (gpointer data)
{
  Sought *self = data;

  leave_desk (self);
  g_free (self);
}

static Sought *
ensure_sought (GtkWidget *window)
{
  Sought *self = g_object_get_data (G_OBJECT (window), SOUGHT);

  if (self != NULL)
    return self;
  self = g_new0 (Sought, 1);
  self->window = window;
  self->number = ED_ABSENT;
  g_object_set_data_full (G_OBJECT (window), SOUGHT, self, sought_free);
  g_signal_connect_swapped (window, "notify::desk", G_CALLBACK (on_desk), self);
  on_desk (self);
  return self;
}

void
ed_sought_set (GtkWidget *window, EdTargetKind kind, gint64 number)
{
  Sought *self;

  g_return_if_fail (ED_IS_WINDOW (window));
  self = ensure_sought (window);
  self->kind = kind;
  self->number = number;
  self->asked = FALSE;
  self->told_to_wait = FALSE;
  if (self->desk == NULL)
    say (self,
         kind == ED_TARGET_REQUEST ? _ ("Sign in to open request %s.")
                                   : _ ("Sign in to open case %s."));
  look (self);
}
