/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/invoicing-page.h"

#include "client/cases/ask-dialog.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/shell/perform.h"
#include "client/statement/charges-card.h"
#include "client/statement/money-row.h"
#include "client/statement/pay-dialog.h"
#include "client/statement/statement-card.h"
#include "client/statement/statement-export.h"
#include "client/statement/statement-texts.h"
#include "client/statement/unbilled-card.h"
#include "client/statement/unpaid-card.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"
#include "domain/money.h"
#include "domain/own-money.h"
#include "sync/desk-audit.h"
#include "sync/desk-statements.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The greatest amount that is asked for, in whole units. */
#define MOST_UNITS G_GINT64_CONSTANT (10000000)

struct _EdInvoicingPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkStack *stack;
  GtkDropDown *months;
  GtkWidget *pay_many;
  GtkWidget *none;
  EdUnpaidCard *unpaid;
  GtkBox *cards;
  EdChargesCard *charges;
  GtkListBox *fees;
  EdUnbilledCard *unbilled;
  EdDesk *desk;
  GPtrArray *statements; /* EdFeeStatement; NULL until they are read */
  GPtrArray *experts;    /* EdAccount; NULL until they are read */
  GPtrArray *prospects;  /* EdCaseRow: what is not approved; NULL until it is read */
  GArray *choices;       /* gint64: the months, the latest first */
  gint64 month;          /* chosen, or ED_ABSENT */
  gboolean filling;      /* the months are being replaced */
  EdExport *export;      /* the latest, or NULL */
  char *asked;           /* what the open question is about: a statement or an account */
  gint64 asked_type;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdInvoicingPage, ed_invoicing_page, GTK_TYPE_WIDGET)

/* --- statements ------------------------------------------------------------------------------- */

static void
show_cards (EdInvoicingPage *self)
{
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < self->statements->len; i++)
    {
      const EdFeeStatement *statement = self->statements->pdata[i];

      if (statement->month != self->month)
        continue;
      gtk_box_append (self->cards, ed_statement_card_new (statement, ed_desk_account (self->desk)));
      n++;
    }
  ed_charges_card_show (self->charges, self->desk, self->month);
  gtk_widget_set_visible (self->none, n == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invoicing.save-csv", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invoicing.save-xlsx", n > 0);
}

/* --- what is not billed ----------------------------------------------------------------------- */

static void
show_unbilled (EdInvoicingPage *self)
{
  ed_unbilled_card_show (self->unbilled, self->desk, self->prospects, self->experts, self->month);
}

/* --- what is not paid ------------------------------------------------------------------------- */

static void
show_unpaid (EdInvoicingPage *self)
{
  gint64 today = ed_zone_date (ed_desk_zone (self->desk), ed_desk_now (self->desk));
  g_autoptr (GPtrArray) payable =
      ed_fee_statement_list_payable (self->statements, ed_desk_account (self->desk));

  ed_unpaid_card_show (self->unpaid, self->statements, today);
  gtk_widget_set_visible (self->pay_many, payable->len > 1);
}

/* --- months ----------------------------------------------------------------------------------- */

static void
on_month_chosen (EdInvoicingPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->months);

  if (self->filling || self->statements == NULL || selected >= self->choices->len)
    return;
  self->month = g_array_index (self->choices, gint64, selected);
  show_cards (self);
  show_unbilled (self);
}

static void
list_months (EdInvoicingPage *self)
{
  gint64 last = ED_ABSENT;

  g_array_set_size (self->choices, 0);
  for (guint i = 0; i < self->statements->len; i++)
    {
      gint64 month = ((const EdFeeStatement *) self->statements->pdata[i])->month;

      if (month != last)
        g_array_append_val (self->choices, month);
      last = month;
    }
}

static void
fill_months (EdInvoicingPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  list_months (self);
  for (guint i = 0; i < self->choices->len; i++)
    {
      gint64 month = g_array_index (self->choices, gint64, i);

      gtk_string_list_take (labels, ed_statement_month_text (month));
      if (month == self->month)
        selected = i;
    }
  self->month =
      self->choices->len > 0 ? g_array_index (self->choices, gint64, selected) : ED_ABSENT;
  self->filling = TRUE;
  gtk_drop_down_set_model (self->months, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->months, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->months), self->choices->len > 0);
}

/* --- fees ------------------------------------------------------------------------------------- */

static void
add_fee (EdInvoicingPage *self, const EdAccount *expert, gint64 type)
{
  const char *currency = ed_settings_currency (ed_desk_settings (self->desk));
  gint64 fee = ed_account_fee (expert, type);
  g_autofree char *amount =
      fee != ED_ABSENT ? ed_money_text (fee, currency) : g_strdup (_ ("no fee agreed yet"));
  GtkWidget *row =
      ed_money_row_new (expert->name, _ (ed_case_type_choices[type].label), amount, NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "invoicing.fee");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(sx)", expert->id, type);
  gtk_list_box_append (self->fees, row);
}

static void
show_fees (EdInvoicingPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fees))) != NULL)
    gtk_list_box_remove (self->fees, child);
  for (guint i = 0; i < self->experts->len; i++)
    for (gint64 type = ED_CASE_PSYCHOLOGICAL; type <= ED_CASE_HEALTH_COACHING; type++)
      if (ed_account_takes (self->experts->pdata[i], type))
        add_fee (self, self->experts->pdata[i], type);
}

/* --- reading ---------------------------------------------------------------------------------- */

static void
on_experts (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdInvoicingPage) self = data;
  g_autoptr (GPtrArray) experts = ed_desk_list_accounts_finish (ED_DESK (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable) || experts == NULL)
    return;
  g_clear_pointer (&self->experts, g_ptr_array_unref);
  self->experts = g_steal_pointer (&experts);
  show_fees (self);
  show_unbilled (self);
}

static void
on_unbilled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdInvoicingPage) self = data;
  g_autoptr (GPtrArray) rows = ed_desk_list_unbilled_finish (ED_DESK (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable) || rows == NULL)
    return;
  g_clear_pointer (&self->prospects, g_ptr_array_unref);
  self->prospects = g_steal_pointer (&rows);
  show_unbilled (self);
}

static void
on_statements (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdInvoicingPage) self = data;
  g_autoptr (GPtrArray) statements =
      ed_desk_list_statements_finish (ED_DESK (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable) || statements == NULL)
    return;
  g_clear_pointer (&self->statements, g_ptr_array_unref);
  self->statements = g_steal_pointer (&statements);
  fill_months (self);
  show_cards (self);
  show_unbilled (self);
  show_unpaid (self);
  gtk_stack_set_visible_child_name (self->stack, "book");
}

static void
load (EdInvoicingPage *self)
{
  ed_desk_list_statements_async (self->desk, self->cancellable, on_statements, g_object_ref (self));
  ed_desk_list_accounts_async (self->desk,
                               ED_ROLE_EXPERT,
                               self->cancellable,
                               on_experts,
                               g_object_ref (self));
  ed_desk_list_unbilled_async (self->desk, self->cancellable, on_unbilled, g_object_ref (self));
}

/* --- deeds ------------------------------------------------------------------------------------ */

static EdCommand *
make_command (EdInvoicingPage *self, EdCommandType type, const char *target)
{
  g_autofree char *id = g_uuid_string_random ();

  return ed_command_new (type, id, target, NULL, ed_clock_now (ed_clock_system ()));
}

/* Takes COMMAND. */
static void
perform (EdInvoicingPage *self, EdCommand *command, const char *done)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);

  g_ptr_array_add (commands, command);
  ed_perform (GTK_WIDGET (self), self->desk, commands, done, self->cancellable);
}

static EdCommand *
make_decision (EdInvoicingPage *self, EdCommandType type, const EdFeeStatement *statement)
{
  EdCommand *command = make_command (self, type, statement->id);

  ((EdArgs *) command->args)->statement_rev = statement->statement_rev;
  return command;
}

static void
decide (EdInvoicingPage *self, EdCommandType type, GVariant *parameter, const char *done)
{
  const EdFeeStatement *statement =
      ed_fee_statement_find (self->statements, g_variant_get_string (parameter, NULL));

  if (statement != NULL)
    perform (self, make_decision (self, type, statement), done);
}

static void
on_send (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (ED_INVOICING_PAGE (widget), ED_COMMAND_STATEMENT_SEND, parameter, _ ("Statement sent"));
}

static void
on_pay (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (ED_INVOICING_PAGE (widget), ED_COMMAND_STATEMENT_PAY, parameter, _ ("Statement paid"));
}

static void
on_paid (EdInvoicingPage *self, const GPtrArray *statements)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);
  g_autofree char *done =
      ed_number_in (ngettext ("%s statement paid", "%s statements paid", statements->len),
                    statements->len);

  for (guint i = 0; i < statements->len; i++)
    g_ptr_array_add (commands,
                     make_decision (self, ED_COMMAND_STATEMENT_PAY, statements->pdata[i]));
  ed_perform (GTK_WIDGET (self), self->desk, commands, done, self->cancellable);
}

static void
on_pay_many (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdInvoicingPage *self = ED_INVOICING_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GPtrArray) payable =
      ed_fee_statement_list_payable (self->statements, ed_desk_account (self->desk));
  GtkWidget *dialog;

  if (payable->len == 0)
    return;
  dialog = ed_pay_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, payable);
  g_signal_connect_object (dialog, "paid", G_CALLBACK (on_paid), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_month (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdInvoicingPage *self = ED_INVOICING_PAGE (widget);

  for (guint i = 0; i < self->choices->len; i++)
    if (g_array_index (self->choices, gint64, i) == g_variant_get_int64 (parameter))
      gtk_drop_down_set_selected (self->months, i);
}

/* Digits of the fraction that people write. */
static guint
get_digits (EdInvoicingPage *self)
{
  const char *currency = ed_settings_currency (ed_desk_settings (self->desk));

  return ed_currency_is_written_whole (currency) ? 0 : ed_currency_digits (currency);
}

static gint64
get_unit (EdInvoicingPage *self)
{
  return ed_currency_unit (ed_settings_currency (ed_desk_settings (self->desk)));
}

static void
ask (EdInvoicingPage *self, const EdAsk *question, GCallback on_answered)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = ed_ask_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, question);

  g_signal_connect_object (dialog, "answered", on_answered, self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_accept_for_answered (EdInvoicingPage *self, gint64 number, const char *text)
{
  const EdFeeStatement *statement = ed_fee_statement_find (self->statements, self->asked);
  EdCommand *command;

  if (statement == NULL)
    return;
  command = make_decision (self, ED_COMMAND_STATEMENT_ACCEPT_FOR, statement);
  ((EdArgs *) command->args)->note = g_strdup (text);
  perform (self, command, _ ("Statement accepted for the expert"));
}

static void
on_accept_for (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdInvoicingPage *self = ED_INVOICING_PAGE (widget);
  const EdFeeStatement *statement =
      ed_fee_statement_find (self->statements, g_variant_get_string (parameter, NULL));
  g_autofree char *body = statement != NULL ? ed_statement_stand_in_text (statement) : NULL;
  const EdAsk question = {
    .heading = _ ("Accept for the expert"),
    .body = body,
    .confirm = _ ("_Accept"),
    .appearance = ADW_RESPONSE_SUGGESTED,
    .text_label = _ ("Why you accept it for them"),
    .text_needed = TRUE,
  };

  g_free (self->asked);
  self->asked = g_variant_dup_string (parameter, NULL);
  ask (self, &question, G_CALLBACK (on_accept_for_answered));
}

static void
on_correct_answered (EdInvoicingPage *self, gint64 number, const char *text)
{
  EdCommand *command = make_command (self, ED_COMMAND_STATEMENT_CORRECT, self->asked);
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');
  EdArgs *args = command->args;

  args->id = g_uuid_string_random ();
  args->amount = number;
  args->note = g_utf8_strlen (line, -1) > ED_STATEMENT_NOTE_LENGTH
                   ? g_utf8_substring (line, 0, ED_STATEMENT_NOTE_LENGTH)
                   : g_strdup (line);
  perform (self, command, _ ("Statement corrected"));
}

static void
on_correct (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdInvoicingPage *self = ED_INVOICING_PAGE (widget);
  g_autofree char *label =
      g_strdup_printf (_ ("Amount (%s)"), ed_settings_currency (ed_desk_settings (self->desk)));
  const EdAsk question = {
    .heading = _ ("Correct the statement"),
    .body = _ ("A line of its own; below zero, it takes away. Please name no client here."),
    .confirm = _ ("_Add"),
    .appearance = ADW_RESPONSE_SUGGESTED,
    .number_label = label,
    .number_min = -MOST_UNITS * get_unit (self),
    .number_max = MOST_UNITS * get_unit (self),
    .number_unit = get_unit (self),
    .number_digits = get_digits (self),
    .text_label = _ ("What it is for"),
    .text_needed = TRUE,
  };

  g_free (self->asked);
  self->asked = g_variant_dup_string (parameter, NULL);
  ask (self, &question, G_CALLBACK (on_correct_answered));
}

static void
on_fee_answered (EdInvoicingPage *self, gint64 number, const char *text)
{
  EdCommand *command = make_command (self, ED_COMMAND_FEE_SET, self->asked);

  ((EdArgs *) command->args)->type = self->asked_type;
  ((EdArgs *) command->args)->amount = number;
  perform (self, command, _ ("Fee agreed"));
}

static void
on_fee (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdInvoicingPage *self = ED_INVOICING_PAGE (widget);
  g_autofree char *label = g_strdup_printf (_ ("Fee per session (%s)"),
                                            ed_settings_currency (ed_desk_settings (self->desk)));
  EdAsk question = {
    .confirm = _ ("_Save"),
    .appearance = ADW_RESPONSE_SUGGESTED,
    .number_label = label,
    .number_max = MOST_UNITS * get_unit (self),
    .number_unit = get_unit (self),
    .number_digits = get_digits (self),
  };
  const EdAccount *expert;
  gint64 fee;

  g_clear_pointer (&self->asked, g_free);
  g_variant_get (parameter, "(sx)", &self->asked, &self->asked_type);
  expert = ed_account_find (self->experts, self->asked);
  if (expert == NULL)
    return;
  fee = ed_account_fee (expert, self->asked_type);
  question.heading = expert->name;
  question.body = _ (ed_case_type_choices[self->asked_type].label);
  question.number = fee != ED_ABSENT ? fee : 0;
  ask (self, &question, G_CALLBACK (on_fee_answered));
}

static void
add_rows (EdExport *export, gpointer owner)
{
  EdInvoicingPage *self = owner;

  for (guint i = 0; i < self->statements->len; i++)
    if (((const EdFeeStatement *) self->statements->pdata[i])->month == self->month)
      ed_statement_add_rows (self->statements->pdata[i], ed_export_sheet (export));
  ed_desk_note_export (self->desk, "statements");
  ed_export_complete (export);
}

static void
end_export (EdInvoicingPage *self)
{
  if (self->export != NULL)
    ed_export_cancel (self->export);
  g_clear_object (&self->export);
}

/* The accounting's file: every line of every statement of the month. */
static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdInvoicingPage *self = ED_INVOICING_PAGE (widget);
  const char *currency = ed_settings_currency (ed_desk_settings (self->desk));
  EdSpreadsheetKind kind =
      g_str_has_suffix (name, "csv") ? ED_SPREADSHEET_CSV : ED_SPREADSHEET_XLSX;
  g_autofree char *stem = ed_statement_stem (self->month);

  end_export (self);
  self->export = ed_statement_export_new (widget, kind, stem, currency, add_rows, self);
  ed_export_begin (self->export);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_invoicing_page_dispose (GObject *object)
{
  EdInvoicingPage *self = ED_INVOICING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  self->filling = TRUE; /* lists that go say so */
  end_export (self);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_INVOICING_PAGE);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_invoicing_page_parent_class)->dispose (object);
}

static void
ed_invoicing_page_finalize (GObject *object)
{
  EdInvoicingPage *self = ED_INVOICING_PAGE (object);

  g_clear_pointer (&self->statements, g_ptr_array_unref);
  g_clear_pointer (&self->experts, g_ptr_array_unref);
  g_clear_pointer (&self->prospects, g_ptr_array_unref);
  g_array_unref (self->choices);
  g_free (self->asked);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_invoicing_page_parent_class)->finalize (object);
}

static void
ed_invoicing_page_class_init (EdInvoicingPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_CHARGES_CARD);
  g_type_ensure (ED_TYPE_UNBILLED_CARD);
  g_type_ensure (ED_TYPE_UNPAID_CARD);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_invoicing_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_invoicing_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "statement/invoicing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, months);
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, pay_many);
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, none);
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, unpaid);
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, cards);
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, charges);
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, fees);
  gtk_widget_class_bind_template_child (widget_class, EdInvoicingPage, unbilled);
  gtk_widget_class_bind_template_callback (widget_class, on_month_chosen);
  gtk_widget_class_install_action (widget_class, "invoicing.send", "s", on_send);
  gtk_widget_class_install_action (widget_class, "invoicing.accept-for", "s", on_accept_for);
  gtk_widget_class_install_action (widget_class, "invoicing.pay", "s", on_pay);
  gtk_widget_class_install_action (widget_class, "invoicing.pay-many", NULL, on_pay_many);
  gtk_widget_class_install_action (widget_class, "invoicing.month", "x", on_month);
  gtk_widget_class_install_action (widget_class, "invoicing.correct", "s", on_correct);
  gtk_widget_class_install_action (widget_class, "invoicing.fee", "(sx)", on_fee);
  gtk_widget_class_install_action (widget_class, "invoicing.save-csv", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "invoicing.save-xlsx", NULL, on_save);
}

static void
ed_invoicing_page_init (EdInvoicingPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->choices = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->month = ED_ABSENT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_invoicing_page_new (EdDesk *desk)
{
  EdInvoicingPage *self = g_object_new (ED_TYPE_INVOICING_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
