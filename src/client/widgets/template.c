/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/widgets/template.h"

/* A part may outlive its widget: a window keeps what it has to move the focus out of until the next
 * frame, or for ever where there are two (_gtk_window_unset_focus_and_default()). GTK before 4.14
 * (gtkexpression.c) does not bear that where the part is bound to the widget: when the widget goes,
 * gtk_expression_watch_this_cb() ends the watch and frees its expression, and
 * gtk_object_expression_weak_ref_cb(), which g_object_weak_unref() cannot find by then, writes into
 * it. The order of the two is right only as long as no other binding has ended before.
 *
 * So there the bindings end before the widget goes. They are known to GTK alone: a list of what
 * begins with the watch. */
#define BINDINGS "gtk-expression-binds"

static void
end_bindings (GtkWidget *widget)
{
  g_autoptr (GSList) bindings = g_slist_copy (g_object_get_data (G_OBJECT (widget), BINDINGS));

  for (GSList *link = bindings; link != NULL; link = link->next)
    {
      GtkExpressionWatch *watch = *(GtkExpressionWatch **) link->data;

      if (watch != NULL)
        gtk_expression_watch_unwatch (watch);
    }
}

static void
end_all_bindings (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      end_bindings (child);
      end_all_bindings (child);
    }
}

static gboolean
bears_it (void)
{
  return gtk_check_version (4, 14, 0) == NULL;
}

void
ed_template_part_unparent (GtkWidget *part)
{
  if (!bears_it ())
    {
      end_bindings (part);
      end_all_bindings (part);
    }
  gtk_widget_unparent (part);
}

void
ed_template_dispose (GtkWidget *widget, GType type)
{
  if (!bears_it ())
    end_all_bindings (widget);
  gtk_widget_dispose_template (widget, type);
}
