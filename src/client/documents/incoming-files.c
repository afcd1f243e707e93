/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/documents/incoming-files.h"

#include <glib/gi18n.h>

static void
add_picture (GPtrArray *files, GdkTexture *texture)
{
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (texture);

  /* Translators: the name of a picture that was pasted or dropped and has none of its own */
  g_ptr_array_add (files, ed_picked_file_new_for_bytes (_ ("picture.png"), bytes));
}

GPtrArray *
ed_incoming_files_of (const GValue *value)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSList) list = NULL;

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) && g_value_get_boxed (value) != NULL)
    list = gdk_file_list_get_files (g_value_get_boxed (value));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE) && g_value_get_object (value) != NULL)
    add_picture (files, g_value_get_object (value));
  for (GSList *link = list; link != NULL; link = link->next)
    g_ptr_array_add (files, ed_picked_file_new (link->data));
  return files->len == 0 ? NULL : g_steal_pointer (&files);
}

GtkDropTarget *
ed_incoming_files_target (void)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  return target;
}

typedef struct
{
  EdFilesPasted pasted;
  GObject *owner;
  GCancellable *cancellable;
} Order;

static void
free_order (Order *order)
{
  g_object_unref (order->owner);
  g_object_unref (order->cancellable);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, free_order)

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Order) order = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (!g_cancellable_is_cancelled (order->cancellable))
    order->pasted (order->owner, value == NULL ? NULL : ed_incoming_files_of (value));
}

void
ed_incoming_files_paste (GtkWidget *widget,
                         GCancellable *cancellable,
                         EdFilesPasted pasted,
                         gpointer owner)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  gboolean has_files =
      gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST)
      || gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                                "text/uri-list");
  Order *order = g_new (Order, 1);

  order->pasted = pasted;
  order->owner = g_object_ref (owner);
  order->cancellable = g_object_ref (cancellable);
  gdk_clipboard_read_value_async (clipboard,
                                  has_files ? GDK_TYPE_FILE_LIST : GDK_TYPE_TEXTURE,
                                  G_PRIORITY_DEFAULT,
                                  cancellable,
                                  on_read,
                                  order);
}
