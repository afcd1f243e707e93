/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/reports/report-card.h"

#include "client/reports/report-chart.h"
#include "client/reports/report-texts.h"
#include "client/resources.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"

#include <adwaita.h>

struct _EdReportCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *title, *note, *hidden;
  AdwBin *chart;
  GtkGrid *table;
};

G_DEFINE_FINAL_TYPE (EdReportCard, ed_report_card, GTK_TYPE_WIDGET)

static void
ed_report_card_dispose (GObject *object)
{
  g_clear_pointer (&ED_REPORT_CARD (object)->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_REPORT_CARD);
  G_OBJECT_CLASS (ed_report_card_parent_class)->dispose (object);
}

static void
ed_report_card_class_init (EdReportCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  G_OBJECT_CLASS (class)->dispose = ed_report_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "reports/report-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EdReportCard, box);
  gtk_widget_class_bind_template_child (widget_class, EdReportCard, title);
  gtk_widget_class_bind_template_child (widget_class, EdReportCard, note);
  gtk_widget_class_bind_template_child (widget_class, EdReportCard, hidden);
  gtk_widget_class_bind_template_child (widget_class, EdReportCard, chart);
  gtk_widget_class_bind_template_child (widget_class, EdReportCard, table);
}

static void
ed_report_card_init (EdReportCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_text (EdReportCard *self, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), column == 0);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, column == 0);
  if (column > 0)
    gtk_widget_add_css_class (label, "numeric");
  if (column == 2)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (self->table, label, column, row, 1, 1);
}

static void
fill_table (EdReportCard *self, const EdReport *report, const EdReportGroup *group)
{
  for (guint i = 0; i < group->cells->len; i++)
    {
      const EdReportCell *cell = group->cells->pdata[i];
      g_autofree char *name = ed_report_key_text (report, (EdReportKind) group->kind, cell->key);
      g_autofree char *count = ed_report_count_text (cell->count);
      g_autofree char *share = ed_report_share_text (cell->count, report->cases);

      add_text (self, name, 0, (int) i);
      add_text (self, count, 1, (int) i);
      add_text (self, share, 2, (int) i);
    }
}

GtkWidget *
ed_report_card_new (const EdReport *report, const EdReportGroup *group)
{
  EdReportCard *self = g_object_new (ED_TYPE_REPORT_CARD, NULL);
  EdReportKind kind = (EdReportKind) group->kind;
  g_autofree char *note = ed_report_group_note (report, kind);

  gtk_label_set_label (self->title, ed_report_group_title (kind));
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_label_set_label (self->hidden, ed_report_hidden_text ());
  gtk_widget_set_visible (GTK_WIDGET (self->hidden), ed_report_group_hides (group));
  adw_bin_set_child (self->chart, ed_report_chart_new (report, group));
  fill_table (self, report, group);
  return GTK_WIDGET (self);
}
