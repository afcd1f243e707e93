/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/sidebar-row.h"

#include "client/closures.h"
#include "client/resources.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdSidebarRow
{
  GtkListBoxRow parent_instance;
  const EdPlace *place;
  gint64 count;
};

enum
{
  PROP_TITLE = 1,
  PROP_ICON_NAME,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EdSidebarRow, ed_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
ed_sidebar_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EdSidebarRow *self = ED_SIDEBAR_ROW (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, self->place == NULL ? NULL : _ (self->place->title));
  else if (id == PROP_ICON_NAME)
    g_value_set_string (value, self->place == NULL ? NULL : self->place->icon);
  else
    g_value_set_int64 (value, self->count);
}

/* What the number means, to those who rest on the entry and those who hear it. */
static void
tell_why (EdSidebarRow *self)
{
  g_autofree char *why = ed_tally_why (self->place->count, self->count);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), why);
  if (why != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    why,
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
ed_sidebar_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EdSidebarRow *self = ED_SIDEBAR_ROW (object);

  g_return_if_fail (id == PROP_COUNT);
  if (self->count == g_value_get_int64 (value))
    return;
  self->count = g_value_get_int64 (value);
  tell_why (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
ed_sidebar_row_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_SIDEBAR_ROW);
  G_OBJECT_CLASS (ed_sidebar_row_parent_class)->dispose (object);
}

static void
ed_sidebar_row_class_init (EdSidebarRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = ed_sidebar_row_dispose;
  object_class->get_property = ed_sidebar_row_get_property;
  object_class->set_property = ed_sidebar_row_set_property;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name",
                                                    NULL,
                                                    NULL,
                                                    NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] =
      g_param_spec_int64 ("count",
                          NULL,
                          NULL,
                          0,
                          G_MAXINT64,
                          0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "shell/sidebar-row.ui");
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "format_count",
                                                G_CALLBACK (ed_closure_count));
  gtk_widget_class_bind_template_callback_full (widget_class,
                                                "is_positive",
                                                G_CALLBACK (ed_closure_is_positive));
}

static void
ed_sidebar_row_init (EdSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_sidebar_row_new (const EdPlace *place, EdTally *tally)
{
  EdSidebarRow *self = g_object_new (ED_TYPE_SIDEBAR_ROW, NULL);

  self->place = place;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (place->title),
                                  -1);
  if (place->count != NULL)
    g_object_bind_property (tally, place->count, self, "count", G_BINDING_SYNC_CREATE);
  return GTK_WIDGET (self);
}

const EdPlace *
ed_sidebar_row_place (EdSidebarRow *self)
{
  g_return_val_if_fail (ED_IS_SIDEBAR_ROW (self), NULL);
  return self->place;
}

void
ed_sidebar_row_update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *section = ed_sidebar_row_place (ED_SIDEBAR_ROW (row))->section;
  const char *section_before =
      before == NULL ? NULL : ed_sidebar_row_place (ED_SIDEBAR_ROW (before))->section;
  GtkWidget *label;

  if (section == NULL || g_strcmp0 (section, section_before) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (_ (section));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "sidebar-heading");
  gtk_list_box_row_set_header (row, label);
}
