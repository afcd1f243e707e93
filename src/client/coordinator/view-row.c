/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/view-row.h"

#include "client/resources.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdViewRow
{
  GtkListBoxRow parent_instance;
  GtkWidget *chosen;
  GtkLabel *title;
  GtkToggleButton *star;
  GtkWidget *pencil;
  GtkWidget *bin;
  guint view;
};

enum
{
  FIRST,
  RENAME,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdViewRow, ed_view_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_star (EdViewRow *self)
{
  g_signal_emit (self, signals[FIRST], 0);
}

static void
on_rename (EdViewRow *self)
{
  g_signal_emit (self, signals[RENAME], 0);
}

static void
on_remove (EdViewRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
ed_view_row_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_VIEW_ROW);
  G_OBJECT_CLASS (ed_view_row_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       ED_TYPE_VIEW_ROW,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
ed_view_row_class_init (EdViewRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_view_row_dispose;
  signals[FIRST] = add_signal ("first");
  signals[RENAME] = add_signal ("rename");
  signals[REMOVE] = add_signal ("remove");
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "coordinator/view-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EdViewRow, chosen);
  gtk_widget_class_bind_template_child (widget_class, EdViewRow, title);
  gtk_widget_class_bind_template_child (widget_class, EdViewRow, star);
  gtk_widget_class_bind_template_child (widget_class, EdViewRow, pencil);
  gtk_widget_class_bind_template_child (widget_class, EdViewRow, bin);
  gtk_widget_class_bind_template_callback (widget_class, on_star);
  gtk_widget_class_bind_template_callback (widget_class, on_rename);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
}

static void
ed_view_row_init (EdViewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What a button that has but an icon does, for eyes and for screen readers. */
static void
name_button (gpointer button, const char *text)
{
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

GtkWidget *
ed_view_row_new (EdCaseViews *views, guint i, gboolean is_chosen)
{
  EdViewRow *self = g_object_new (ED_TYPE_VIEW_ROW, NULL);
  const EdCaseView *view = ed_case_views_get (views, i);
  gboolean is_first = ed_case_views_first (views) == i;
  const char *title = ed_case_view_title (view);
  /* Translators: name of a view of the table of cases */
  g_autofree char *rename = g_strdup_printf (_ ("Rename “%s”"), title);
  /* Translators: name of a view of the table of cases */
  g_autofree char *remove = g_strdup_printf (_ ("Delete “%s”"), title);
  /* Translators: name of a view of the table of cases */
  g_autofree char *begin = g_strdup_printf (_ ("Begin with “%s”"), title);

  self->view = i;
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_opacity (self->chosen, is_chosen ? 1 : 0);
  gtk_toggle_button_set_active (self->star, is_first);
  gtk_button_set_icon_name (GTK_BUTTON (self->star),
                            is_first ? "starred-symbolic" : "non-starred-symbolic");
  g_signal_connect_swapped (self->star, "toggled", G_CALLBACK (on_star), self);
  name_button (self->star, is_first ? _ ("The table begins with this view") : begin);
  name_button (self->pencil, rename);
  name_button (self->bin, remove);
  gtk_widget_set_visible (self->pencil, !view->is_preset);
  gtk_widget_set_visible (self->bin, !view->is_preset);
  return GTK_WIDGET (self);
}

guint
ed_view_row_view (EdViewRow *self)
{
  g_return_val_if_fail (ED_IS_VIEW_ROW (self), 0);
  return self->view;
}
