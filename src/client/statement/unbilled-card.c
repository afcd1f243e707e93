/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/unbilled-card.h"

#include "client/resources.h"
#include "client/statement/money-row.h"
#include "client/statement/statement-texts.h"
#include "client/widgets/template.h"
#include "sync/desk-statements.h"

struct _EdUnbilledCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (EdUnbilledCard, ed_unbilled_card, GTK_TYPE_WIDGET)

static const EdAccount *
find_expert (const GPtrArray *experts, const char *id)
{
  static const EdAccount nobody;

  for (guint i = 0; id != NULL && i < experts->len; i++)
    if (g_str_equal (((const EdAccount *) experts->pdata[i])->id, id))
      return experts->pdata[i];
  return &nobody;
}

static void
add_case (EdUnbilledCard *self, EdDesk *desk, const EdCaseRow *row, const EdAccount *expert)
{
  const EdSettings *settings = ed_desk_settings (desk);
  EdProspect prospect = ed_billing_foresee (row->case_,
                                            expert,
                                            settings->attempt_fee,
                                            ed_desk_now (desk),
                                            ed_desk_zone (desk));
  const char *name = row->case_->expert_name != NULL ? row->case_->expert_name : "";
  g_autofree char *title = ed_prospect_title (row->case_);
  g_autofree char *why = ed_prospect_note (&prospect, row->case_, row->pending);
  g_autofree char *note = g_strdup_printf ("%s · %s", name, why);
  g_autofree char *amount = ed_money_text (prospect.amount, ed_settings_currency (settings));

  gtk_list_box_append (self->list, ed_money_row_new (title, note, amount, row->case_->id));
}

void
ed_unbilled_card_show (EdUnbilledCard *self,
                       EdDesk *desk,
                       const GPtrArray *prospects,
                       const GPtrArray *experts,
                       gint64 month)
{
  gint64 today = ed_zone_date (ed_desk_zone (desk), ed_desk_now (desk));
  gboolean is_known = prospects != NULL && experts != NULL && month != ED_ABSENT;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; is_known && i < prospects->len; i++)
    {
      const EdCaseRow *row = prospects->pdata[i];

      if (ed_billing_was_held_in (row->case_, month, today))
        add_case (self, desk, row, find_expert (experts, row->case_->expert_id));
    }
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
}

static void
ed_unbilled_card_dispose (GObject *object)
{
  g_clear_pointer (&ED_UNBILLED_CARD (object)->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_UNBILLED_CARD);
  G_OBJECT_CLASS (ed_unbilled_card_parent_class)->dispose (object);
}

static void
ed_unbilled_card_class_init (EdUnbilledCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_unbilled_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "statement/unbilled-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EdUnbilledCard, box);
  gtk_widget_class_bind_template_child (widget_class, EdUnbilledCard, list);
}

static void
ed_unbilled_card_init (EdUnbilledCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
