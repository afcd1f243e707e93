/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/statement-card.h"

#include "client/resources.h"
#include "client/sentences.h"
#include "client/statement/money-row.h"
#include "client/statement/statement-texts.h"
#include "client/widgets/button-wrap.h"
#include "client/widgets/fold.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"
#include "domain/own-money.h"

#include <glib/gi18n.h>

struct _EdStatementCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *expert, *state, *total, *dispute, *trouble;
  GtkListBox *lines;
  GtkWidget *deeds, *send, *accept_for, *pay, *correct;
};

G_DEFINE_FINAL_TYPE (EdStatementCard, ed_statement_card, GTK_TYPE_WIDGET)

static void
ed_statement_card_dispose (GObject *object)
{
  g_clear_pointer (&ED_STATEMENT_CARD (object)->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_STATEMENT_CARD);
  G_OBJECT_CLASS (ed_statement_card_parent_class)->dispose (object);
}

static void
ed_statement_card_class_init (EdStatementCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_statement_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "statement/statement-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, box);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, expert);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, state);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, total);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, dispute);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, trouble);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, lines);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, send);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, accept_for);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, pay);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, correct);
  gtk_widget_class_bind_template_child (widget_class, EdStatementCard, deeds);
}

static void
ed_statement_card_init (EdStatementCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_button_wrap (GTK_BUTTON (self->accept_for));
}

/* Who accepted it for the expert, and why; NULL: the expert did, or nobody has yet. */
static char *
describe_stand_in (const EdFeeStatement *statement)
{
  if (statement->accepted_by == NULL)
    return NULL;
  /* Translators: the name of a coordinator, and why they did it */
  return g_strdup_printf (_ ("%1$s has accepted it for the expert: “%2$s”"),
                          statement->accepted_by_name != NULL ? statement->accepted_by_name : "–",
                          statement->accepted_note);
}

/* What keeps the statement from going on, or whose turn it is; "" for nothing to say. */
static const char *
describe_trouble (const EdFeeStatement *statement)
{
  switch (statement->state)
    {
    case ED_STATEMENT_SENT:
      return _ ("The expert has not answered yet.");
    case ED_STATEMENT_ACCEPTED:
      return _ ("The expert has accepted it: it can be paid.");
    case ED_STATEMENT_DISPUTED:
      return _ ("The expert disputes it: add a correction, or send it again as it is.");
    case ED_STATEMENT_PAID:
      return "";
    default:
      return ed_fee_statement_count_open (statement) > 0
                 ? _ ("It can be sent once a fee is agreed for each line.")
                 : "";
    }
}

/* The same, to one who may not decide on it. */
static char *
describe_own (const EdFeeStatement *statement)
{
  return statement->state == ED_STATEMENT_PAID
             ? NULL
             : ed_deed_refusal_sentence (ED_COMMAND_STATEMENT_PAY, ED_REFUSAL_OWN_MONEY, NULL);
}

static void
show_deeds (EdStatementCard *self, const EdFeeStatement *statement, gboolean own)
{
  gboolean is_open =
      statement->state == ED_STATEMENT_DRAFT || statement->state == ED_STATEMENT_DISPUTED;
  gboolean can_send =
      is_open && statement->lines->len > 0 && ed_fee_statement_count_open (statement) == 0;
  GtkWidget *const deeds[] = { self->send, self->accept_for, self->pay, self->correct };

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (deeds[i]), "s", statement->id);
  gtk_widget_set_visible (self->send, can_send);
  gtk_widget_set_visible (self->accept_for, !own && statement->state == ED_STATEMENT_SENT);
  gtk_widget_set_visible (self->pay, !own && statement->state == ED_STATEMENT_ACCEPTED);
  gtk_widget_set_visible (self->correct, !own && is_open);
  gtk_widget_set_visible (self->deeds, can_send || (!own && statement->state != ED_STATEMENT_PAID));
}

GtkWidget *
ed_statement_card_new (const EdFeeStatement *statement, const EdAccount *account)
{
  EdStatementCard *self = g_object_new (ED_TYPE_STATEMENT_CARD, NULL);
  gboolean own = ed_fee_statement_is_own_money (statement, account->id, ed_account_roles (account));
  g_autofree char *stand_in = own ? describe_own (statement) : describe_stand_in (statement);
  const char *trouble = stand_in != NULL ? stand_in : describe_trouble (statement);
  const char *name = statement->expert_name != NULL ? statement->expert_name : "";
  g_autofree char *total = ed_money_text (ed_fee_statement_total (statement), statement->currency);

  gtk_label_set_label (self->expert, name);
  gtk_label_set_label (self->state, _ (ed_statement_state_choices[statement->state].label));
  gtk_label_set_label (self->total, total);
  gtk_label_set_label (self->trouble, trouble);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), *trouble != '\0');
  gtk_label_set_label (self->dispute, statement->dispute != NULL ? statement->dispute : "");
  gtk_widget_set_visible (GTK_WIDGET (self->dispute), statement->dispute != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lines),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  show_deeds (self, statement, own);
  for (guint i = 0; i < statement->lines->len; i++)
    {
      const EdStatementLine *line = statement->lines->pdata[i];
      g_autofree char *title = ed_statement_line_title (line);
      g_autofree char *note = ed_statement_line_note (line);
      g_autofree char *amount = ed_statement_line_amount (line, statement->currency);

      gtk_list_box_append (self->lines, ed_money_row_new (title, note, amount, line->case_id));
    }
  return GTK_WIDGET (self);
}
