/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/pay-dialog.h"

#include "client/numbers.h"
#include "client/resources.h"
#include "client/statement/statement-texts.h"
#include "client/widgets/message-fit.h"
#include "client/widgets/reason.h"
#include "client/widgets/template.h"

#include <glib/gi18n.h>

struct _EdPayDialog
{
  AdwMessageDialog parent_instance;
  GtkListBox *list;
  GtkLabel *total;
  GPtrArray *statements; /* EdFeeStatement */
  GPtrArray *checks;     /* GtkCheckButton of each, borrowed */
};

enum
{
  PAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EdPayDialog, ed_pay_dialog, ADW_TYPE_MESSAGE_DIALOG)

/* Borrowed from the dialog's own. */
static GPtrArray *
list_ticked (EdPayDialog *self)
{
  GPtrArray *ticked = g_ptr_array_new ();

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_ptr_array_add (ticked, self->statements->pdata[i]);
  return ticked;
}

/* "3 statements, 45,000 HUF". */
static void
show_total (EdPayDialog *self)
{
  g_autoptr (GPtrArray) ticked = list_ticked (self);
  g_autofree char *count =
      ed_number_in (ngettext ("%s statement", "%s statements", ticked->len), ticked->len);
  g_autofree char *text = ed_statement_sum_text (ticked);
  g_autofree char *label =
      *text != '\0' ? g_strdup_printf ("%s · %s", count, text) : g_strdup (count);

  gtk_label_set_label (self->total, label);
  ed_reason_set_response (ADW_MESSAGE_DIALOG (self),
                          "pay",
                          ticked->len == 0 ? _ ("Tick a statement first") : NULL);
}

static void
on_response (EdPayDialog *self, const char *response)
{
  g_autoptr (GPtrArray) ticked = list_ticked (self);

  if (g_strcmp0 (response, "pay") == 0 && ticked->len > 0)
    g_signal_emit (self, signals[PAID], 0, ticked);
}

static void
add_row (EdPayDialog *self, const EdFeeStatement *statement)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  const char *name = statement->expert_name != NULL ? statement->expert_name : "";
  g_autofree char *month = ed_statement_month_text (statement->month);
  g_autofree char *amount = ed_money_text (ed_fee_statement_total (statement), statement->currency);
  g_autofree char *note = g_strdup_printf ("%s · %s", month, amount);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (show_total), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->checks, check);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->list, row);
}

static void
ed_pay_dialog_dispose (GObject *object)
{
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_PAY_DIALOG);
  G_OBJECT_CLASS (ed_pay_dialog_parent_class)->dispose (object);
}

static void
ed_pay_dialog_finalize (GObject *object)
{
  g_clear_pointer (&ED_PAY_DIALOG (object)->statements, g_ptr_array_unref);
  g_ptr_array_unref (ED_PAY_DIALOG (object)->checks);
  G_OBJECT_CLASS (ed_pay_dialog_parent_class)->finalize (object);
}

static void
ed_pay_dialog_class_init (EdPayDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ed_pay_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_pay_dialog_finalize;
  signals[PAID] = g_signal_new ("paid",
                                ED_TYPE_PAY_DIALOG,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_PTR_ARRAY);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "statement/pay-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EdPayDialog, list);
  gtk_widget_class_bind_template_child (widget_class, EdPayDialog, total);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
}

static void
ed_pay_dialog_init (EdPayDialog *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ed_message_fit (ADW_MESSAGE_DIALOG (self));
}

GtkWidget *
ed_pay_dialog_new (GtkWindow *parent, const GPtrArray *statements)
{
  EdPayDialog *self = g_object_new (ED_TYPE_PAY_DIALOG, "transient-for", parent, NULL);

  self->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  for (guint i = 0; i < statements->len; i++)
    {
      g_ptr_array_add (self->statements,
                       ed_record_copy (&ed_fee_statement_type, statements->pdata[i]));
      add_row (self, self->statements->pdata[i]);
    }
  show_total (self);
  return GTK_WIDGET (self);
}
