/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/file-chooser.h"

#include "client/documents/document-texts.h"
#include "client/widgets/chooser.h"

#include <glib/gi18n.h>

typedef struct
{
  EdFilesChosen chosen;
  int kind;
  GWeakRef owner;
} Order;

static void
free_order (Order *order)
{
  g_weak_ref_clear (&order->owner);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, free_order)

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (Order) order = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&order->owner);
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  if (owner != NULL && files != NULL && g_list_model_get_n_items (files) > 0)
    order->chosen (owner, order->kind, files);
}

/* By ending, as some systems' dialogs know no media types; what a file is is told by its content
 * afterwards, so any other can be chosen as well. */
static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const endings[] = { "pdf", "jpg", "jpeg", "png" };
  g_autoptr (GtkFileFilter) usual = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (usual, _ ("PDF, JPEG and PNG files"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (usual, endings[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, usual);
  gtk_file_chooser_add_filter (chooser, all);
}

void
ed_choose_files (GtkWidget *from, int kind, EdFilesChosen chosen, gpointer owner)
{
  GtkRoot *root = gtk_widget_get_root (from);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (ed_document_upload_word (kind),
                                   GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN,
                                   _ ("_Choose"),
                                   _ ("_Cancel"));
  Order *order = g_new0 (Order, 1);

  order->chosen = chosen;
  order->kind = kind;
  g_weak_ref_init (&order->owner, owner);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  add_filters (GTK_FILE_CHOOSER (dialog));
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), order);
  ed_chooser_show (dialog);
}
