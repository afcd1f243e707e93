/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/traces.h"

/* How long a file that was chosen is looked out for. */
#define LOOKOUT_MS 5000

void
ed_traces_clear_clipboard (GtkWidget *widget)
{
  GdkClipboard *clipboards[] = { gtk_widget_get_clipboard (widget),
                                 gtk_widget_get_primary_clipboard (widget) };

  for (guint i = 0; i < G_N_ELEMENTS (clipboards); i++)
    {
      if (gdk_clipboard_is_local (clipboards[i]))
        gdk_clipboard_set_content (clipboards[i], NULL);
    }
}

/* Whether nobody but this program has opened or saved it. */
static gboolean
is_ours_alone (GtkRecentInfo *entry)
{
  gsize n = 0;
  g_auto (GStrv) programs = gtk_recent_info_get_applications (entry, &n);

  return n == 1 && g_strcmp0 (programs[0], g_get_application_name ()) == 0;
}

static void
forget (const char *uri)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  GtkRecentInfo *entry = gtk_recent_manager_lookup_item (manager, uri, NULL);

  if (entry == NULL)
    return;
  if (is_ours_alone (entry))
    gtk_recent_manager_remove_item (manager, uri, NULL);
  gtk_recent_info_unref (entry);
}

/* A file that is looked out for. */
typedef struct
{
  char *uri;
  gulong changed;
} Lookout;

static void
on_changed (GtkRecentManager *manager, gpointer data)
{
  forget (((Lookout *) data)->uri);
}

static gboolean
on_time_over (gpointer data)
{
  Lookout *self = data;

  g_signal_handler_disconnect (gtk_recent_manager_get_default (), self->changed);
  g_free (self->uri);
  g_free (self);
  return G_SOURCE_REMOVE;
}

/* GTK asks the file what it is before it notes it, so that it comes in later. */
void
ed_traces_forget_recent (GFile *file)
{
  Lookout *self = g_new0 (Lookout, 1);

  self->uri = g_file_get_uri (file);
  forget (self->uri);
  self->changed = g_signal_connect (gtk_recent_manager_get_default (),
                                    "changed",
                                    G_CALLBACK (on_changed),
                                    self);
  g_timeout_add (LOOKOUT_MS, on_time_over, self);
}
