/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/charges-card.h"

#include "client/export/export.h"
#include "client/numbers.h"
#include "client/resources.h"
#include "client/statement/money-row.h"
#include "client/statement/statement-texts.h"
#include "client/widgets/answer.h"
#include "client/widgets/template.h"
#include "client/widgets/wrap.h"
#include "domain/money.h"
#include "sync/desk-audit.h"
#include "sync/desk-statements.h"

#include <glib/gi18n.h>

struct _EdChargesCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkListBox *list;
  GtkLabel *total, *missing;
  EdDesk *desk;
  gint64 month;
  GPtrArray *charges; /* EdCharge that are shown, or NULL */
  EdExport *export;
  GCancellable *cancellable; /* of the question that is open */
};

G_DEFINE_FINAL_TYPE (EdChargesCard, ed_charges_card, GTK_TYPE_WIDGET)

static const char *
get_currency (EdChargesCard *self)
{
  return ed_settings_currency (ed_desk_settings (self->desk));
}

static const char *
name_company (const EdCharge *charge)
{
  return charge->company_name != NULL ? charge->company_name
                                      : _ ("Cases that are not here any more");
}

static char *
count_sessions (gint64 n)
{
  return ed_number_in (ngettext ("%s session", "%s sessions", (gulong) ABS (n)), n);
}

/* --- showing ---------------------------------------------------------------------------------- */

static void
add_row (EdChargesCard *self, const EdCharge *charge)
{
  const char *type = _ (ed_case_type_choices[charge->type].label);
  g_autofree char *sessions = count_sessions (charge->sessions);
  g_autofree char *fee =
      charge->fee != ED_ABSENT ? ed_money_text (charge->fee, get_currency (self)) : NULL;
  const char *unknown =
      charge->company_name != NULL ? _ ("no fee agreed yet") : _ ("company not known");
  g_autofree char *amount = fee != NULL
                                ? ed_money_text (ed_charge_amount (charge), get_currency (self))
                                : g_strdup (unknown);
  g_autofree char *note = fee != NULL ? g_strdup_printf ("%s · %s × %s", type, sessions, fee)
                                      : g_strdup_printf ("%s · %s", type, sessions);

  gtk_list_box_append (self->list, ed_money_row_new (name_company (charge), note, amount, NULL));
}

static void
show_total (EdChargesCard *self)
{
  gint64 without_fee;
  gint64 total = ed_charges_total (self->charges, &without_fee);
  g_autofree char *amount = ed_money_text (total, get_currency (self));
  g_autofree char *missing = ed_number_in (ngettext ("%s session has no fee and is not in the sum.",
                                                     "%s sessions have no fee and are not in the "
                                                     "sum.",
                                                     (gulong) ABS (without_fee)),
                                           without_fee);

  gtk_label_set_label (self->total, amount);
  gtk_label_set_label (self->missing, missing);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), without_fee != 0);
}

static void
show_charges (EdChargesCard *self)
{
  GtkWidget *child;
  gboolean is_there = self->charges != NULL && self->charges->len > 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  gtk_widget_set_visible (GTK_WIDGET (self), is_there);
  if (!is_there)
    return;
  for (guint i = 0; i < self->charges->len; i++)
    add_row (self, self->charges->pdata[i]);
  show_total (self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  EdChargesCard *self = data;

  if (ed_answer_is_cancelled (result))
    return;
  g_clear_pointer (&self->charges, g_ptr_array_unref);
  self->charges = ed_desk_list_charges_finish (ED_DESK (source), result, NULL);
  show_charges (self);
}

static void
stop (EdChargesCard *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
ed_charges_card_show (EdChargesCard *self, EdDesk *desk, gint64 month)
{
  g_return_if_fail (ED_IS_CHARGES_CARD (self));

  stop (self);
  g_set_object (&self->desk, desk);
  self->month = month;
  if (month == ED_ABSENT)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->cancellable = g_cancellable_new ();
  ed_desk_list_charges_async (desk, month, self->cancellable, on_listed, self);
}

/* --- saving ----------------------------------------------------------------------------------- */

static void
add_cells (EdChargesCard *self, const EdCharge *charge, EdSpreadsheet *sheet)
{
  g_autofree char *month = ed_date_to_text (self->month);

  month[sizeof "2020-03" - 1] = '\0';
  ed_spreadsheet_add_text (sheet, month);
  ed_spreadsheet_add_text (sheet, name_company (charge));
  ed_spreadsheet_add_text (sheet, ed_case_type_choices[charge->type].word);
  ed_spreadsheet_add_number (sheet, charge->sessions);
  ed_spreadsheet_add_number (sheet, charge->fee);
  ed_spreadsheet_add_number (sheet, ed_charge_amount (charge));
  ed_spreadsheet_add_text (sheet, get_currency (self));
}

static void
add_rows (EdExport *export, gpointer owner)
{
  EdChargesCard *self = owner;

  for (guint i = 0; self->charges != NULL && i < self->charges->len; i++)
    add_cells (self, self->charges->pdata[i], ed_export_sheet (export));
  ed_desk_note_export (self->desk, "statements");
  ed_export_complete (export);
}

static void
end_export (EdChargesCard *self)
{
  if (self->export != NULL)
    ed_export_cancel (self->export);
  g_clear_object (&self->export);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdChargesCard *self = ED_CHARGES_CARD (widget);
  gboolean is_csv = g_str_equal (g_variant_get_string (parameter, NULL), "csv");
  guint digits = ed_currency_digits (get_currency (self));
  g_autofree char *month = ed_statement_month_text (self->month);
  g_autofree char *stem = g_strdup_printf ("%s %s", _ ("Companies"), month);
  const EdCellColumn columns[] = {
    { _ ("Month"), ED_CELL_TEXT, 10, 0 },
    { _ ("Company name"), ED_CELL_TEXT, 30, 0 },
    { _ ("Type of problem"), ED_CELL_TEXT, 18, 0 },
    { _ ("Sessions"), ED_CELL_NUMBER, 10, 0 },
    { _ ("Fee per session"), ED_CELL_AMOUNT, 16, digits },
    { _ ("Amount"), ED_CELL_AMOUNT, 14, digits },
    { _ ("Currency"), ED_CELL_TEXT, 10, 0 },
  };
  const EdExportPlan plan = { .stem = stem,
                              .table = _ ("Companies"),
                              .columns = columns,
                              .n = G_N_ELEMENTS (columns),
                              .ask = add_rows,
                              .owner = self };

  end_export (self);
  self->export = ed_export_new (widget, is_csv ? ED_SPREADSHEET_CSV : ED_SPREADSHEET_XLSX, &plan);
  ed_export_begin (self->export);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_charges_card_dispose (GObject *object)
{
  EdChargesCard *self = ED_CHARGES_CARD (object);

  stop (self);
  end_export (self);
  g_clear_pointer (&self->box, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_CHARGES_CARD);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_charges_card_parent_class)->dispose (object);
}

static void
ed_charges_card_finalize (GObject *object)
{
  g_clear_pointer (&ED_CHARGES_CARD (object)->charges, g_ptr_array_unref);
  G_OBJECT_CLASS (ed_charges_card_parent_class)->finalize (object);
}

static void
ed_charges_card_class_init (EdChargesCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_charges_card_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_charges_card_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "statement/charges-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EdChargesCard, box);
  gtk_widget_class_bind_template_child (widget_class, EdChargesCard, list);
  gtk_widget_class_bind_template_child (widget_class, EdChargesCard, total);
  gtk_widget_class_bind_template_child (widget_class, EdChargesCard, missing);
  gtk_widget_class_install_action (widget_class, "charges.save", "s", on_save);
}

static void
ed_charges_card_init (EdChargesCard *self)
{
  self->month = ED_ABSENT;
  gtk_widget_init_template (GTK_WIDGET (self));
}
