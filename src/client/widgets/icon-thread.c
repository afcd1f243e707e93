/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/icon-thread.h"

#include <gtk/gtk.h>

/* GTK (4.8.3, gtkicontheme.c) loads the icons of images ahead in threads (load_icon_thread()),
 * which let go of the icon that was used longest ago (icon_ensure_texture__locked(),
 * icon_cache_mark_used_if_cached()). Where that is the last reference, the thread finalizes it:
 * from when its count is 0 until gtk_icon_paintable_finalize() has the lock of the cache, the table
 * of the cache, which owns none, still has it. icon_cache_lookup() of the thread that shows windows
 * then takes it from there, gets NULL from g_object_ref() and reads from it.
 *
 * So no thread but that one has a last reference: to be disposed of elsewhere is to be handed over.
 */

static GThread *thread;
static void (*dispose_icon) (GObject *icon);

static gboolean
on_handed_over (gpointer icon)
{
  g_object_unref (icon);
  return G_SOURCE_REMOVE;
}

static void
hand_over (GObject *icon)
{
  if (g_thread_self () == thread)
    dispose_icon (icon);
  else
    g_idle_add (on_handed_over, g_object_ref (icon));
}

void
ed_icon_thread_keep (void)
{
  GObjectClass *icons;

  if (thread != NULL)
    return;
  thread = g_thread_self ();
  icons = g_type_class_ref (GTK_TYPE_ICON_PAINTABLE); /* for good */
  dispose_icon = icons->dispose;
  icons->dispose = hand_over;
}
