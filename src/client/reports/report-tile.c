/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/reports/report-tile.h"

#include "client/resources.h"
#include "client/widgets/template.h"

struct _EdReportTile
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *title, *value, *note;
};

G_DEFINE_FINAL_TYPE (EdReportTile, ed_report_tile, GTK_TYPE_WIDGET)

static void
ed_report_tile_dispose (GObject *object)
{
  g_clear_pointer (&ED_REPORT_TILE (object)->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_REPORT_TILE);
  G_OBJECT_CLASS (ed_report_tile_parent_class)->dispose (object);
}

static void
ed_report_tile_class_init (EdReportTileClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_report_tile_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "reports/report-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, EdReportTile, box);
  gtk_widget_class_bind_template_child (widget_class, EdReportTile, title);
  gtk_widget_class_bind_template_child (widget_class, EdReportTile, value);
  gtk_widget_class_bind_template_child (widget_class, EdReportTile, note);
}

static void
ed_report_tile_init (EdReportTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_report_tile_new (const EdReportFact *fact)
{
  EdReportTile *self = g_object_new (ED_TYPE_REPORT_TILE, NULL);

  gtk_label_set_label (self->title, fact->title);
  gtk_label_set_label (self->value, fact->value);
  gtk_label_set_label (self->note, fact->note != NULL ? fact->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), fact->note != NULL);
  return GTK_WIDGET (self);
}
