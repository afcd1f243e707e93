/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/bar-drop.h"

#include "client/cases/case-bar.h"
#include "client/documents/incoming-files.h"

typedef struct
{
  const EdBarDrop *drop;
  gpointer owner;
  GtkWidget *bar; /* weak: the one that stands out */
} Target;

static void
stand_out (Target *target, GtkWidget *bar)
{
  if (target->bar == bar)
    return;
  if (target->bar != NULL)
    gtk_widget_remove_css_class (target->bar, "drop-here");
  g_set_weak_pointer (&target->bar, bar);
  if (bar != NULL)
    gtk_widget_add_css_class (bar, "drop-here");
}

static void
free_target (Target *target, GClosure *closure)
{
  g_clear_weak_pointer (&target->bar);
  g_free (target);
}

/* The bar at a point of the view that takes files; its case in ITEM (borrowed). */
static GtkWidget *
find_bar (GtkEventController *controller, Target *target, double x, double y, EdCaseItem **item)
{
  GtkWidget *view = gtk_event_controller_get_widget (controller);
  GtkWidget *there = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkWidget *bar = there == NULL ? NULL : gtk_widget_get_ancestor (there, ED_TYPE_CASE_BAR);
  g_autoptr (EdCaseItem) shown = NULL;

  if (bar == NULL)
    return NULL;
  g_object_get (bar, "item", &shown, NULL);
  if (shown == NULL || !target->drop->takes (target->owner, shown))
    return NULL;
  *item = shown; /* the bar's own reference is enough */
  return bar;
}

static GdkDragAction
on_motion (GtkDropTarget *controller, double x, double y, Target *target)
{
  EdCaseItem *item;
  GtkWidget *bar = find_bar (GTK_EVENT_CONTROLLER (controller), target, x, y, &item);

  stand_out (target, bar);
  return bar == NULL ? 0 : GDK_ACTION_COPY;
}

static void
on_leave (GtkDropTarget *controller, Target *target)
{
  stand_out (target, NULL);
}

static gboolean
on_drop (GtkDropTarget *controller, const GValue *value, double x, double y, Target *target)
{
  EdCaseItem *item;
  GtkWidget *bar = find_bar (GTK_EVENT_CONTROLLER (controller), target, x, y, &item);
  GPtrArray *files = bar == NULL ? NULL : ed_incoming_files_of (value);

  stand_out (target, NULL);
  if (files == NULL)
    return FALSE;
  target->drop->dropped (target->owner, item, files);
  return TRUE;
}

void
ed_bar_drop_add (GtkWidget *view, const EdBarDrop *drop, gpointer owner)
{
  GtkDropTarget *controller = ed_incoming_files_target ();
  Target *target = g_new0 (Target, 1);

  target->drop = drop;
  target->owner = owner;
  g_signal_connect_data (controller,
                         "motion",
                         G_CALLBACK (on_motion),
                         target,
                         (GClosureNotify) free_target,
                         0);
  g_signal_connect (controller, "leave", G_CALLBACK (on_leave), target);
  g_signal_connect (controller, "drop", G_CALLBACK (on_drop), target);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (controller));
}
