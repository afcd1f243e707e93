/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/chooser.h"

#include "client/widgets/traces.h"
#include "client/widgets/unseen.h"

/* In which a folder is read, in milliseconds. */
#define READING_MS 2000

static gboolean
let_go (gpointer chooser)
{
  return G_SOURCE_REMOVE;
}

/* GTK's own chooser puts what was chosen among the recent files: names of cases and clients' forms
 * in a list that every program shows. Before anybody else hears of the answer: a chooser that was
 * left has forgotten a path that was typed. */
static gboolean
on_response (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GObject *chooser = g_value_get_object (&values[0]);
  g_autoptr (GListModel) files = NULL;

  if (!GTK_IS_FILE_CHOOSER_NATIVE (chooser) || g_value_get_int (&values[1]) != GTK_RESPONSE_ACCEPT)
    return TRUE;
  files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      ed_traces_forget_recent (file);
    }
  return TRUE;
}

static void
listen_once (void)
{
  static gulong hook;

  if (hook == 0)
    hook = g_signal_add_emission_hook (g_signal_lookup ("response", GTK_TYPE_NATIVE_DIALOG),
                                       0,
                                       on_response,
                                       NULL,
                                       NULL);
}

/* Of GTK's own dialogs the one that FITS, among those of choosers; of several the last that was
 * made. NULL: none does. */
static GtkWindow *
find_dialog (gboolean (*fits) (GtkWindow *dialog, GtkWindow *parent), GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && fits (window, parent))
        found = window;
    }
  return found;
}

static gboolean
is_any (GtkWindow *dialog, GtkWindow *parent)
{
  return TRUE;
}

static gboolean
is_open_before (GtkWindow *dialog, GtkWindow *parent)
{
  return gtk_widget_get_visible (GTK_WIDGET (dialog))
         && gtk_window_get_transient_for (dialog) == parent;
}

void
ed_chooser_leave (GtkFileChooserNative *chooser)
{
  if (chooser != NULL)
    g_signal_emit_by_name (chooser, "response", GTK_RESPONSE_CANCEL);
}

/* What has been answered, and lives on for a while, is not asked again. */
static void
on_window_gone (GtkFileChooserNative *chooser)
{
  if (gtk_native_dialog_get_visible (GTK_NATIVE_DIALOG (chooser)))
    ed_chooser_leave (chooser);
}

/* GTK's own chooser, in 4.8 as in 4.18, reads its folder behind the scenes and goes on with what
 * comes back even when it is no more. So it lives, out of sight, until that has come back, however
 * soon it is left. */
void
ed_chooser_show (GtkFileChooserNative *chooser)
{
  GtkWindow *window = gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (chooser));
  GtkWindow *open = find_dialog (is_open_before, window);

  g_timeout_add_full (G_PRIORITY_DEFAULT,
                      READING_MS,
                      let_go,
                      g_object_ref (chooser),
                      g_object_unref);
  listen_once ();
  ed_unseen_prepare (GTK_WIDGET (find_dialog (is_any, NULL)));
  if (open != NULL) /* a button was pressed twice */
    {
      gtk_window_present (open);
      ed_chooser_leave (chooser);
      return;
    }
  if (window != NULL)
    g_signal_connect_object (window,
                             "destroy",
                             G_CALLBACK (on_window_gone),
                             chooser,
                             G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
