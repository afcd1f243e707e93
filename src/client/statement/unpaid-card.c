/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/unpaid-card.h"

#include "client/resources.h"
#include "client/statement/statement-texts.h"
#include "client/widgets/entry-title.h"
#include "client/widgets/template.h"

#include <adwaita.h>

struct _EdUnpaidCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (EdUnpaidCard, ed_unpaid_card, GTK_TYPE_WIDGET)

static void
add_month (EdUnpaidCard *self, const EdBacklog *backlog)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *month = ed_statement_month_text (backlog->month);
  g_autofree char *note = ed_statement_backlog_text (backlog);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), month);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "invoicing.month");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", backlog->month);
  gtk_list_box_append (self->list, row);
}

void
ed_unpaid_card_show (EdUnpaidCard *self, const GPtrArray *statements, gint64 today)
{
  g_autoptr (GArray) months = ed_billing_list_backlog (statements, today);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < months->len; i++)
    add_month (self, &g_array_index (months, EdBacklog, i));
  gtk_widget_set_visible (GTK_WIDGET (self), months->len > 0);
}

static void
ed_unpaid_card_dispose (GObject *object)
{
  g_clear_pointer (&ED_UNPAID_CARD (object)->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_UNPAID_CARD);
  G_OBJECT_CLASS (ed_unpaid_card_parent_class)->dispose (object);
}

static void
ed_unpaid_card_class_init (EdUnpaidCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_unpaid_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "statement/unpaid-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EdUnpaidCard, box);
  gtk_widget_class_bind_template_child (widget_class, EdUnpaidCard, list);
}

static void
ed_unpaid_card_init (EdUnpaidCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_group_titles_wrap (self->box);
}
