/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/shortcuts.h"

#include "client/resources.h"
#include "client/shell/shortcut-row.h"
#include "client/widgets/template.h"
#include "domain/account.h"

struct _EdShortcuts
{
  AdwPreferencesWindow parent_instance;
  GtkWidget *cases;
  GtkWidget *coordination;
  GtkWidget *forms;
};

G_DEFINE_FINAL_TYPE (EdShortcuts, ed_shortcuts, ADW_TYPE_PREFERENCES_WINDOW)

static void
show_rows (GtkWidget *widget, GtkApplication *application)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (ED_IS_SHORTCUT_ROW (widget))
    ed_shortcut_row_show (ED_SHORTCUT_ROW (widget), application);
  else
    for (; child != NULL; child = gtk_widget_get_next_sibling (child))
      show_rows (child, application);
}

static void
ed_shortcuts_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_SHORTCUTS);
  G_OBJECT_CLASS (ed_shortcuts_parent_class)->dispose (object);
}

static void
ed_shortcuts_class_init (EdShortcutsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_SHORTCUT_ROW);
  G_OBJECT_CLASS (class)->dispose = ed_shortcuts_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/shortcuts.ui");
  gtk_widget_class_bind_template_child (widget_class, EdShortcuts, cases);
  gtk_widget_class_bind_template_child (widget_class, EdShortcuts, coordination);
  gtk_widget_class_bind_template_child (widget_class, EdShortcuts, forms);
}

static void
ed_shortcuts_init (EdShortcuts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_shortcuts_new (GtkApplication *application, guint roles)
{
  EdShortcuts *self = g_object_new (ED_TYPE_SHORTCUTS, NULL);

  gtk_widget_set_visible (self->cases, (roles & (ED_ROLE_EXPERT | ED_ROLE_COORDINATOR)) != 0);
  gtk_widget_set_visible (self->coordination, (roles & ED_ROLE_COORDINATOR) != 0);
  gtk_widget_set_visible (self->forms, (roles & ED_ROLE_EXPERT) != 0);
  show_rows (GTK_WIDGET (self), application);
  return GTK_WIDGET (self);
}
