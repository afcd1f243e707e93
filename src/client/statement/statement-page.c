/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/statement/statement-page.h"

#include "client/cases/ask-dialog.h"
#include "client/dates.h"
#include "client/documents/preview-save.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/shell/perform.h"
#include "client/statement/money-row.h"
#include "client/statement/statement-export.h"
#include "client/statement/statement-texts.h"
#include "client/widgets/fold.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"
#include "forms/statement-paper.h"
#include "sync/desk-statements.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _EdStatementPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkStack *stack;
  GtkDropDown *months;
  GtkLabel *state, *total, *meaning, *dispute, *basis;
  GtkWidget *decisions, *accept;
  GtkListBox *lines;
  GtkWidget *prospects_card;
  GtkLabel *prospects_total;
  GtkListBox *prospects;
  EdDesk *desk;
  EdEarnings *earnings; /* NULL until they are read */
  GArray *choices;      /* gint64: the months, the latest first */
  gint64 month;         /* chosen; ED_ABSENT: the latest that asks for something */
  gboolean filling;     /* the months are being replaced */
  EdExport *export;     /* the latest, or NULL */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdStatementPage, ed_statement_page, GTK_TYPE_WIDGET)

/* --- what is shown ---------------------------------------------------------------------------- */

static EdFeeStatement *
find_statement (EdStatementPage *self, gint64 month)
{
  for (guint i = 0; self->earnings != NULL && i < self->earnings->statements->len; i++)
    {
      EdFeeStatement *statement = self->earnings->statements->pdata[i];

      if (statement->month == month)
        return statement;
    }
  return NULL;
}

static void
clear_rows (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
show_lines (EdStatementPage *self, const EdFeeStatement *statement)
{
  clear_rows (self->lines);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), statement != NULL && statement->lines->len > 0);
  for (guint i = 0; statement != NULL && i < statement->lines->len; i++)
    {
      const EdStatementLine *line = statement->lines->pdata[i];
      g_autofree char *title = ed_statement_line_title (line);
      g_autofree char *note = ed_statement_line_note (line);
      g_autofree char *amount = ed_statement_line_amount (line, statement->currency);

      gtk_list_box_append (self->lines, ed_money_row_new (title, note, amount, line->case_id));
    }
}

static void
show_statement (EdStatementPage *self)
{
  const EdFeeStatement *statement = find_statement (self, self->month);
  const char *currency = ed_settings_currency (ed_desk_settings (self->desk));
  g_autofree char *meaning = ed_statement_state_text (statement);
  g_autofree char *total =
      ed_money_text (statement != NULL ? ed_fee_statement_total (statement) : 0,
                     statement != NULL ? statement->currency : currency);
  gboolean is_sent = statement != NULL && statement->state == ED_STATEMENT_SENT;
  gboolean can_dispute = statement != NULL && ed_fee_statement_can_be_disputed (statement);

  gtk_label_set_label (self->meaning, meaning);
  gtk_label_set_label (self->total, total);
  gtk_widget_set_visible (GTK_WIDGET (self->state), statement != NULL);
  gtk_widget_set_visible (self->decisions, can_dispute);
  gtk_widget_set_visible (self->accept, is_sent);
  gtk_widget_set_visible (GTK_WIDGET (self->dispute),
                          statement != NULL && statement->dispute != NULL);
  if (statement != NULL)
    {
      gtk_label_set_label (self->state, _ (ed_statement_state_choices[statement->state].label));
      gtk_label_set_label (self->dispute, statement->dispute != NULL ? statement->dispute : "");
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statement.accept", is_sent);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statement.dispute", can_dispute);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statement.save-csv", statement != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statement.save-xlsx", statement != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statement.save-pdf", statement != NULL);
  show_lines (self, statement);
}

/* Adds a row for the case; what it would bring. */
static gint64
show_prospect (EdStatementPage *self, const EdCaseRow *row)
{
  const EdSettings *settings = ed_desk_settings (self->desk);
  const EdProspect prospect = ed_billing_foresee (row->case_,
                                                  self->earnings->account,
                                                  settings->attempt_fee,
                                                  ed_desk_now (self->desk),
                                                  ed_desk_zone (self->desk));
  g_autofree char *title = ed_prospect_title (row->case_);
  g_autofree char *note = ed_prospect_note (&prospect, row->case_, row->pending);
  g_autofree char *amount = ed_money_text (prospect.amount, ed_settings_currency (settings));

  gtk_list_box_append (self->prospects, ed_money_row_new (title, note, amount, row->case_->id));
  return prospect.amount;
}

static void
show_prospects (EdStatementPage *self)
{
  GPtrArray *rows = self->earnings->unbilled;
  const char *currency = ed_settings_currency (ed_desk_settings (self->desk));
  g_autofree char *total = NULL;
  gint64 sum = 0;

  clear_rows (self->prospects);
  for (guint i = 0; i < rows->len; i++)
    sum += show_prospect (self, rows->pdata[i]);
  total = ed_money_text (sum, currency);
  gtk_label_set_label (self->prospects_total, total);
  gtk_widget_set_visible (self->prospects_card, rows->len > 0);
}

/* Money is only what the server has said. */
static void
show_basis (EdStatementPage *self)
{
  gint64 synced_at = ED_ABSENT;
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  g_object_get (self->desk, "synced-at", &synced_at, NULL);
  if (ed_desk_connection (self->desk) != ED_CONNECTION_OFFLINE || synced_at == ED_ABSENT)
    {
      gtk_label_set_label (self->basis,
                           _ ("Only what the server has confirmed counts here; what waits in your "
                              "outbox does not yet."));
      return;
    }
  when = ed_instant_text (synced_at, ed_desk_zone (self->desk));
  text = g_strdup_printf (_ ("You are offline. This is what the server had confirmed on %s; what "
                             "waits in your outbox does not count yet."),
                          when);
  gtk_label_set_label (self->basis, text);
}

/* --- months ----------------------------------------------------------------------------------- */

/* The one that waits for an answer, or else the latest. */
static gint64
choose_month (EdStatementPage *self)
{
  for (guint i = 0; i < self->earnings->statements->len; i++)
    {
      const EdFeeStatement *statement = self->earnings->statements->pdata[i];

      if (statement->state == ED_STATEMENT_SENT)
        return statement->month;
    }
  return g_array_index (self->choices, gint64, 0);
}

/* This month, and those that have a statement. */
static void
list_months (EdStatementPage *self)
{
  gint64 present = ed_billing_month (ed_desk_now (self->desk), ed_desk_zone (self->desk));
  GPtrArray *statements = self->earnings->statements;
  gboolean is_listed = FALSE;

  g_array_set_size (self->choices, 0);
  for (guint i = 0; i < statements->len; i++)
    {
      gint64 month = ((EdFeeStatement *) statements->pdata[i])->month;

      if (!is_listed && month < present)
        g_array_append_val (self->choices, present);
      is_listed = is_listed || month <= present;
      g_array_append_val (self->choices, month);
    }
  if (!is_listed)
    g_array_append_val (self->choices, present);
}

static void
fill_months (EdStatementPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  list_months (self);
  if (self->month == ED_ABSENT)
    self->month = choose_month (self);
  for (guint i = 0; i < self->choices->len; i++)
    {
      gint64 month = g_array_index (self->choices, gint64, i);

      gtk_string_list_take (labels, ed_statement_month_text (month));
      if (month == self->month)
        selected = i;
    }
  self->month = g_array_index (self->choices, gint64, selected);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->months, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->months, selected);
  self->filling = FALSE;
}

static void
on_month_chosen (EdStatementPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->months);

  if (self->filling || self->earnings == NULL || selected >= self->choices->len)
    return;
  self->month = g_array_index (self->choices, gint64, selected);
  show_statement (self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EdStatementPage) self = data;
  g_autoptr (EdEarnings) earnings = ed_desk_load_earnings_finish (ED_DESK (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable) || earnings == NULL
      || earnings->account == NULL)
    return;
  g_clear_pointer (&self->earnings, ed_earnings_free);
  self->earnings = g_steal_pointer (&earnings);
  fill_months (self);
  show_statement (self);
  show_prospects (self);
  show_basis (self);
  gtk_stack_set_visible_child_name (
      self->stack,
      self->earnings->statements->len + self->earnings->unbilled->len > 0 ? "book" : "empty");
}

static void
load (EdStatementPage *self)
{
  ed_desk_load_earnings_async (self->desk, self->cancellable, on_loaded, g_object_ref (self));
}

/* --- decisions -------------------------------------------------------------------------------- */

static void
perform (EdStatementPage *self, EdCommandType type, const char *note, const char *done)
{
  const EdFeeStatement *statement = find_statement (self, self->month);
  g_autofree char *id = g_uuid_string_random ();
  GPtrArray *commands;
  EdCommand *command;

  if (statement == NULL)
    return;
  command = ed_command_new (type, id, statement->id, NULL, ed_clock_now (ed_clock_system ()));
  ((EdArgs *) command->args)->statement_rev = statement->statement_rev;
  ((EdArgs *) command->args)->note = g_strdup (note);
  commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);
  g_ptr_array_add (commands, command);
  ed_perform (GTK_WIDGET (self), self->desk, commands, done, self->cancellable);
}

static void
on_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  perform (ED_STATEMENT_PAGE (widget), ED_COMMAND_STATEMENT_ACCEPT, NULL, _ ("Statement accepted"));
}

static void
on_dispute_answered (EdStatementPage *self, gint64 number, const char *text)
{
  perform (self, ED_COMMAND_STATEMENT_DISPUTE, text, _ ("Statement disputed"));
}

static void
on_dispute (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const EdAsk question = {
    .heading = _ ("Dispute the statement"),
    .body = _ ("Your coordinator corrects it, or answers, and sends it again. Please name no "
               "client here; the case number is enough."),
    .confirm = _ ("_Dispute"),
    .appearance = ADW_RESPONSE_SUGGESTED,
    .text_label = _ ("What is wrong"),
    .text_needed = TRUE,
  };
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog =
      ed_ask_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &question);

  g_signal_connect_object (dialog,
                           "answered",
                           G_CALLBACK (on_dispute_answered),
                           widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- files ------------------------------------------------------------------------------------ */

static void
add_rows (EdExport *export, gpointer owner)
{
  EdStatementPage *self = owner;
  const EdFeeStatement *statement = find_statement (self, self->month);

  if (statement != NULL)
    ed_statement_add_rows (statement, ed_export_sheet (export));
  ed_export_complete (export);
}

static void
end_export (EdStatementPage *self)
{
  if (self->export != NULL)
    ed_export_cancel (self->export);
  g_clear_object (&self->export);
}

static void
save (EdStatementPage *self, EdSpreadsheetKind kind)
{
  const EdFeeStatement *statement = find_statement (self, self->month);
  g_autofree char *stem = ed_statement_stem (statement->month);

  end_export (self);
  self->export =
      ed_statement_export_new (GTK_WIDGET (self), kind, stem, statement->currency, add_rows, self);
  ed_export_begin (self->export);
}

static void
on_save_csv (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (ED_STATEMENT_PAGE (widget), ED_SPREADSHEET_CSV);
}

static void
on_save_xlsx (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (ED_STATEMENT_PAGE (widget), ED_SPREADSHEET_XLSX);
}

static void
on_save_pdf (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EdStatementPage *self = ED_STATEMENT_PAGE (widget);
  const EdFeeStatement *statement = find_statement (self, self->month);
  g_autofree char *file_name = ed_statement_file_name (statement, "pdf");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ed_statement_write_pdf (statement,
                                                     ed_desk_settings (self->desk)->organisation,
                                                     g_get_language_names ()[0],
                                                     &error);
  g_autofree char *sentence = error != NULL ? ed_error_sentence (error) : NULL;

  if (bytes != NULL)
    ed_preview_save (widget, file_name, bytes, NULL);
  else
    ed_toast (widget, sentence, NULL);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_statement_page_dispose (GObject *object)
{
  EdStatementPage *self = ED_STATEMENT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  self->filling = TRUE; /* lists that go say so */
  end_export (self);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_STATEMENT_PAGE);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_statement_page_parent_class)->dispose (object);
}

static void
ed_statement_page_finalize (GObject *object)
{
  EdStatementPage *self = ED_STATEMENT_PAGE (object);

  g_clear_pointer (&self->earnings, ed_earnings_free);
  g_array_unref (self->choices);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ed_statement_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, EdStatementPage, page);
  gtk_widget_class_bind_template_child (class, EdStatementPage, stack);
  gtk_widget_class_bind_template_child (class, EdStatementPage, months);
  gtk_widget_class_bind_template_child (class, EdStatementPage, state);
  gtk_widget_class_bind_template_child (class, EdStatementPage, total);
  gtk_widget_class_bind_template_child (class, EdStatementPage, meaning);
  gtk_widget_class_bind_template_child (class, EdStatementPage, dispute);
  gtk_widget_class_bind_template_child (class, EdStatementPage, decisions);
  gtk_widget_class_bind_template_child (class, EdStatementPage, accept);
  gtk_widget_class_bind_template_child (class, EdStatementPage, lines);
  gtk_widget_class_bind_template_child (class, EdStatementPage, prospects_card);
  gtk_widget_class_bind_template_child (class, EdStatementPage, prospects_total);
  gtk_widget_class_bind_template_child (class, EdStatementPage, prospects);
  gtk_widget_class_bind_template_child (class, EdStatementPage, basis);
  gtk_widget_class_bind_template_callback (class, on_month_chosen);
}

static void
ed_statement_page_class_init (EdStatementPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_FOLD);
  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_statement_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_statement_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "statement/statement-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "statement.accept", NULL, on_accept);
  gtk_widget_class_install_action (widget_class, "statement.dispute", NULL, on_dispute);
  gtk_widget_class_install_action (widget_class, "statement.save-csv", NULL, on_save_csv);
  gtk_widget_class_install_action (widget_class, "statement.save-xlsx", NULL, on_save_xlsx);
  gtk_widget_class_install_action (widget_class, "statement.save-pdf", NULL, on_save_pdf);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_s,
                                       GDK_CONTROL_MASK,
                                       "statement.save-pdf",
                                       NULL);
}

static void
ed_statement_page_init (EdStatementPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->choices = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->month = ED_ABSENT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ed_statement_page_new (EdDesk *desk)
{
  EdStatementPage *self = g_object_new (ED_TYPE_STATEMENT_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk,
                           "notify::connection",
                           G_CALLBACK (show_basis),
                           self,
                           G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
