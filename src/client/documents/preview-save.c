/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/preview-save.h"

#include "client/documents/preview-texts.h"
#include "client/widgets/chooser.h"
#include "client/widgets/toast.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *from;
  GBytes *bytes;
} Order;

static Order *
make_order (GtkWidget *from, GBytes *bytes)
{
  Order *order = g_new (Order, 1);

  order->from = g_object_ref (from);
  order->bytes = g_bytes_ref (bytes);
  return order;
}

static void
free_order (Order *order)
{
  g_object_unref (order->from);
  g_bytes_unref (order->bytes);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, free_order)

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Order) order = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *sentence = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    sentence = g_strdup_printf (_ ("Saved as “%s”"), shown);
  else
    sentence = ed_preview_save_sentence (shown, error);
  ed_toast (order->from, sentence, NULL);
}

void
ed_preview_save_to (GtkWidget *from, GFile *file, GBytes *bytes)
{
  g_file_replace_contents_bytes_async (file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL,
                                       on_written,
                                       make_order (from, bytes));
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (Order) order = data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      ed_preview_save_to (order->from, file, order->bytes);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

void
ed_preview_save (GtkWidget *from, const char *name, GBytes *bytes, GtkFileChooserNative **asked)
{
  GtkRoot *root = gtk_widget_get_root (from);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save as…"),
                                   GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE,
                                   _ ("_Save"),
                                   _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect (chooser, "response", G_CALLBACK (on_response), make_order (from, bytes));
  ed_chooser_show (chooser);
  if (asked != NULL && gtk_native_dialog_get_visible (GTK_NATIVE_DIALOG (chooser)))
    g_set_weak_pointer (asked, chooser);
}
