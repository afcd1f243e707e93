/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/reports/report-page.h"

#include "client/dates.h"
#include "client/documents/preview-save.h"
#include "client/documents/preview.h"
#include "client/export/export.h"
#include "client/reports/report-card.h"
#include "client/reports/report-files.h"
#include "client/reports/report-texts.h"
#include "client/reports/report-tile.h"
#include "client/resources.h"
#include "client/sentences.h"
#include "client/widgets/answer.h"
#include "client/widgets/attend.h"
#include "client/widgets/page.h"
#include "client/widgets/template.h"
#include "client/widgets/toast.h"
#include "client/widgets/wrap.h"
#include "sync/desk-report.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EdReportPage
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkWidget *save;
  GtkDropDown *companies, *lengths, *periods;
  GtkLabel *notice, *heading, *leave;
  GtkStack *states; /* loading, report, nothing, few, trouble */
  GtkFlowBox *tiles;
  GtkBox *cards;
  AdwStatusPage *trouble;
  EdDesk *desk;
  char **names;       /* of companies, as they are listed from the second on */
  GArray *choices;    /* EdReportPeriod */
  EdReport *report;   /* that is shown, or NULL */
  EdReport *released; /* that the server has let go last, or NULL */
  GError *failure;    /* of the last question, while what was kept is looked for */
  EdExport *export;
  void (*give_away) (EdReportPage *self); /* what waits for the server to allow it */
  gboolean filling;
  GCancellable *asking;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EdReportPage, ed_report_page, GTK_TYPE_WIDGET)

/* --- showing ---------------------------------------------------------------------------------- */

static void
clear_report (EdReportPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles))) != NULL)
    gtk_flow_box_remove (self->tiles, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  g_clear_pointer (&self->report, ed_report_free);
}

static void
enable_saving (EdReportPage *self, gboolean enabled)
{
  const char *const actions[] = { "report.print", "report.save-pdf", "report.save" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
}

static EdReportInquiry *
make_inquiry (const EdReport *report)
{
  EdReportInquiry *inquiry = ed_record_new (&ed_report_inquiry_type);

  inquiry->company_name = g_strdup (report->company_name);
  inquiry->from = report->from;
  inquiry->to = report->to;
  return inquiry;
}

/* Whether it may leave the program, as far as that is known here, and what follows from it. */
static void
show_release (EdReportPage *self, gboolean is_told)
{
  gint64 today = ed_zone_date (ed_desk_zone (self->desk), ed_desk_now (self->desk));
  g_autoptr (EdReportInquiry) inquiry = make_inquiry (self->report);
  g_autoptr (EdReportRelease) release = ed_report_release_judge (inquiry, ED_ABSENT, today);
  g_autofree char *text = ed_report_release_text (release);
  gboolean may_leave = is_told && release->trouble == ED_ABSENT;

  gtk_label_set_label (self->leave, text);
  enable_saving (self, may_leave);
  gtk_widget_set_tooltip_text (self->save,
                               release->trouble == ED_ABSENT ? _ ("Print or save the report")
                                                             : text);
}

static void
add_tile (EdReportPage *self, const EdReportFact *fact)
{
  gtk_flow_box_insert (self->tiles, ed_report_tile_new (fact), -1);
}

/* Takes REPORT. */
static void
show_report (EdReportPage *self, EdReport *report)
{
  g_autoptr (GPtrArray) facts = ed_report_facts (report);
  g_autofree char *period = ed_report_period_text (report->from, report->to);
  g_autofree char *heading = g_strdup_printf ("%s, %s", ed_report_company_text (report), period);
  gboolean is_told = report->cases != ED_ABSENT && report->cases > 0;

  clear_report (self);
  self->report = report;
  gtk_label_set_label (self->heading, heading);
  for (guint i = 0; i < facts->len; i++)
    add_tile (self, facts->pdata[i]);
  for (guint i = 0; i < report->groups->len; i++)
    gtk_box_append (self->cards, ed_report_card_new (report, report->groups->pdata[i]));
  show_release (self, is_told);
  gtk_stack_set_visible_child_name (self->states,
                                    is_told              ? "report"
                                    : report->cases == 0 ? "nothing"
                                                         : "few");
}

/* The server is out of reach: what was read last, said so, or the reason why there is nothing. */
static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  EdReportPage *self = data;
  EdReport *report;
  g_autofree char *sentence = NULL, *when = NULL, *text = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  report = ed_desk_load_report_finish (ED_DESK (source), result, NULL);
  sentence = ed_error_sentence (self->failure);
  if (report == NULL)
    {
      adw_status_page_set_description (self->trouble, sentence);
      gtk_stack_set_visible_child_name (self->states, "trouble");
      return;
    }
  when = ed_instant_text (report->made_at, ed_desk_zone (self->desk));
  /* Translators: date and time; then why there is nothing newer */
  text = g_strdup_printf (_ ("The report that you read last, of %s. %s"), when, sentence);
  gtk_label_set_label (self->notice, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), TRUE);
  show_report (self, report);
}

static void
on_report (GObject *source, GAsyncResult *result, gpointer data)
{
  EdReportPage *self = data;
  g_autoptr (GError) error = NULL;
  EdReport *report;

  if (ed_answer_is_cancelled (result))
    return;
  report = ed_desk_report_finish (ED_DESK (source), result, &error);
  if (report != NULL)
    {
      ed_desk_keep_report (self->desk, report);
      show_report (self, report);
      return;
    }
  g_clear_error (&self->failure);
  self->failure = g_steal_pointer (&error);
  ed_desk_load_report_async (self->desk, self->asking, on_kept, self);
}

static void
ask (EdReportPage *self)
{
  g_autoptr (EdReportInquiry) inquiry = ed_record_new (&ed_report_inquiry_type);
  guint company = gtk_drop_down_get_selected (self->companies);
  guint period = gtk_drop_down_get_selected (self->periods);

  if (period >= self->choices->len)
    return;
  if (company > 0 && company != GTK_INVALID_LIST_POSITION)
    inquiry->company_name = g_strdup (self->names[company - 1]);
  inquiry->from = g_array_index (self->choices, EdReportPeriod, period).from;
  inquiry->to = g_array_index (self->choices, EdReportPeriod, period).to;
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->notice), FALSE);
  enable_saving (self, FALSE);
  gtk_stack_set_visible_child_name (self->states, "loading");
  ed_desk_report_async (self->desk, inquiry, self->asking, on_report, self);
}

static void
on_chosen (EdReportPage *self)
{
  if (!self->filling)
    ask (self);
}

static void
fill_lengths (EdReportPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < ED_N_LENGTHS; i++)
    gtk_string_list_append (labels, _ (ed_report_length_choices[i].label));
  gtk_drop_down_set_model (self->lengths, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->lengths, ED_LENGTH_YEAR);
}

static void
fill_periods (EdReportPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint length = gtk_drop_down_get_selected (self->lengths);

  g_clear_pointer (&self->choices, g_array_unref);
  self->choices =
      ed_report_list_periods (MIN (length, ED_LENGTH_YEAR),
                              ed_zone_date (ed_desk_zone (self->desk), ed_desk_now (self->desk)));
  for (guint i = 0; i < self->choices->len; i++)
    {
      EdReportPeriod period = g_array_index (self->choices, EdReportPeriod, i);

      gtk_string_list_take (labels, ed_report_period_text (period.from, period.to));
    }
  gtk_drop_down_set_model (self->periods, G_LIST_MODEL (labels));
}

static void
on_length (EdReportPage *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  fill_periods (self);
  self->filling = FALSE;
  ask (self);
}

static void
on_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (ED_REPORT_PAGE (widget));
}

/* --- choices ---------------------------------------------------------------------------------- */

static void
on_companies (GObject *source, GAsyncResult *result, gpointer data)
{
  EdReportPage *self = data;
  g_autoptr (GtkStringList) labels = NULL;
  char **names;

  if (ed_answer_is_cancelled (result))
    return;
  names = ed_desk_list_companies_finish (ED_DESK (source), result, NULL);
  labels = gtk_string_list_new ((const char *const *) names);
  gtk_string_list_splice (labels, 0, 0, (const char *[]){ _ ("All companies"), NULL });
  self->filling = TRUE;
  gtk_drop_down_set_model (self->companies, G_LIST_MODEL (labels));
  self->filling = FALSE;
  g_strfreev (self->names);
  self->names = names;
  ask (self);
}

/* --- files ------------------------------------------------------------------------------------ */

/* The PDF, or NULL after saying why not. */
static GBytes *
write_pdf (EdReportPage *self)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes =
      ed_report_write_pdf (self->released, ed_desk_settings (self->desk)->organisation, &error);
  g_autofree char *sentence = error != NULL ? ed_error_sentence (error) : NULL;

  if (bytes == NULL)
    ed_toast (GTK_WIDGET (self), sentence, NULL);
  return bytes;
}

static void
save_pdf (EdReportPage *self)
{
  g_autoptr (GBytes) bytes = write_pdf (self);
  g_autofree char *stem = ed_report_stem (self->released);
  g_autofree char *file_name = g_strconcat (stem, ".pdf", NULL);

  if (bytes != NULL)
    ed_preview_save (GTK_WIDGET (self), file_name, bytes, NULL);
}

static void
print (EdReportPage *self)
{
  g_autoptr (GBytes) bytes = write_pdf (self);
  g_autofree char *stem = ed_report_stem (self->released);
  g_autofree char *file_name = g_strconcat (stem, ".pdf", NULL);
  GtkWidget *window, *box, *preview;

  if (bytes == NULL)
    return;
  window = adw_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  preview = ed_preview_new ();
  gtk_widget_set_vexpand (preview, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), preview);
  gtk_window_set_title (GTK_WINDOW (window), stem);
  adw_window_set_content (ADW_WINDOW (window), box);
  ed_preview_set_document (ED_PREVIEW (preview), file_name, bytes);
  ed_attend (GTK_WINDOW (window), GTK_WIDGET (self), 760, 860);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_tables (EdExport *export, gpointer owner)
{
  ed_report_add_tables (ED_REPORT_PAGE (owner)->released, ed_export_sheet (export));
  ed_export_complete (export);
}

static void
end_export (EdReportPage *self)
{
  if (self->export != NULL)
    ed_export_cancel (self->export);
  g_clear_object (&self->export);
}

static void
save_tables (EdReportPage *self, EdSpreadsheetKind kind)
{
  g_autofree char *stem = ed_report_stem (self->released);
  EdExportPlan plan = { .stem = stem, .ask = add_tables, .owner = self };

  end_export (self);
  self->export = ed_export_new (GTK_WIDGET (self), kind, &plan);
  ed_export_begin (self->export);
}

static void
save_csv (EdReportPage *self)
{
  save_tables (self, ED_SPREADSHEET_CSV);
}

static void
save_xlsx (EdReportPage *self)
{
  save_tables (self, ED_SPREADSHEET_XLSX);
}

static gboolean
has_same_figures (const EdReport *a, const EdReport *b)
{
  g_autoptr (EdReport) first = ed_report_figures (a);
  g_autoptr (EdReport) second = ed_report_figures (b);

  return ed_record_equal (&ed_report_type, first, second);
}

/* What goes is what is shown, and nothing that is chosen while a file is named. REPORT (taken) may
 * have gone before, and goes again as it was. */
static void
take_released (EdReportPage *self, EdReport *report)
{
  gboolean is_former, is_same;
  g_autofree char *when = NULL, *text = NULL;

  if (report == NULL)
    report = ed_record_copy (&ed_report_type, self->report);
  end_export (self);
  g_clear_pointer (&self->released, ed_report_free);
  self->released = ed_record_copy (&ed_report_type, report);
  is_former = report->made_at < self->report->made_at;
  is_same = has_same_figures (report, self->report);
  when = ed_instant_text (report->made_at, ed_desk_zone (self->desk));
  show_report (self, report);
  if (!is_former || is_same)
    return;
  /* Translators: %s is a date and time */
  text = g_strdup_printf (_ ("This report was printed or saved before and goes again with its "
                             "figures of %s: the difference to those of today could be a single "
                             "case."),
                          when);
  gtk_label_set_label (self->notice, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), TRUE);
}

/* The server keeps what was given away by all coordinators from overlapping. */
static void
on_released (GObject *source, GAsyncResult *result, gpointer data)
{
  EdReportPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdReportRelease) release = NULL;
  g_autofree char *sentence = NULL;

  if (ed_answer_is_cancelled (result))
    return;
  release = ed_desk_release_report_finish (ED_DESK (source), result, &error);
  if (release != NULL && release->trouble == ED_ABSENT)
    {
      take_released (self, g_steal_pointer (&release->report));
      self->give_away (self);
      return;
    }
  sentence = release != NULL ? ed_report_release_text (release) : ed_error_sentence (error);
  gtk_label_set_label (self->notice, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), TRUE);
  ed_toast (GTK_WIDGET (self), _ ("The report was not printed or saved"), NULL);
}

/* Another choice meanwhile takes it back. */
static void
give_away (EdReportPage *self, void (*deed) (EdReportPage *self))
{
  g_autoptr (EdReportInquiry) inquiry = make_inquiry (self->report);

  self->give_away = deed;
  gtk_widget_set_visible (GTK_WIDGET (self->notice), FALSE);
  ed_desk_release_report_async (self->desk, inquiry, self->asking, on_released, self);
}

static void
on_save_pdf (GtkWidget *widget, const char *name, GVariant *parameter)
{
  give_away (ED_REPORT_PAGE (widget), save_pdf);
}

static void
on_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  give_away (ED_REPORT_PAGE (widget), print);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gboolean is_csv = g_str_equal (g_variant_get_string (parameter, NULL), "csv");

  give_away (ED_REPORT_PAGE (widget), is_csv ? save_csv : save_xlsx);
}

/* --- object ----------------------------------------------------------------------------------- */

static void
ed_report_page_dispose (GObject *object)
{
  EdReportPage *self = ED_REPORT_PAGE (object);

  self->filling = TRUE; /* lists that go say so */
  g_cancellable_cancel (self->asking);
  g_cancellable_cancel (self->cancellable);
  end_export (self);
  g_clear_pointer (&self->page, ed_template_part_unparent);
  ed_template_dispose (GTK_WIDGET (object), ED_TYPE_REPORT_PAGE);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (ed_report_page_parent_class)->dispose (object);
}

static void
ed_report_page_finalize (GObject *object)
{
  EdReportPage *self = ED_REPORT_PAGE (object);

  g_clear_object (&self->asking);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->released, ed_report_free);
  g_clear_pointer (&self->report, ed_report_free);
  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_error (&self->failure);
  g_strfreev (self->names);
  G_OBJECT_CLASS (ed_report_page_parent_class)->finalize (object);
}

static void
ed_report_page_class_init (EdReportPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (ED_TYPE_PAGE);
  g_type_ensure (ED_TYPE_WRAP);
  G_OBJECT_CLASS (class)->dispose = ed_report_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ed_report_page_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ED_UI "reports/report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, page);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, companies);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, lengths);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, periods);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, save);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, leave);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, notice);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, heading);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, states);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, cards);
  gtk_widget_class_bind_template_child (widget_class, EdReportPage, trouble);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_length);
  gtk_widget_class_install_action (widget_class, "report.again", NULL, on_again);
  gtk_widget_class_install_action (widget_class, "report.print", NULL, on_print);
  gtk_widget_class_install_action (widget_class, "report.save-pdf", NULL, on_save_pdf);
  gtk_widget_class_install_action (widget_class, "report.save", "s", on_save);
}

static void
ed_report_page_init (EdReportPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  enable_saving (self, FALSE);
}

GtkWidget *
ed_report_page_new (EdDesk *desk)
{
  EdReportPage *self = g_object_new (ED_TYPE_REPORT_PAGE, NULL);

  self->desk = g_object_ref (desk);
  fill_lengths (self);
  fill_periods (self);
  self->filling = FALSE;
  ed_desk_list_companies_async (desk, self->cancellable, on_companies, self);
  return GTK_WIDGET (self);
}
