/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the window on the sample cases and writes a picture of it: what one looks at while
 * designing.
 *
 *   tests/support/with-display build/tests/client/preview OUT.png [PAGE]
 *
 * or, to look at it by hand, with --stay;
 * with --tab N, the focus where the Nth Tab leads, or the first one to a TYPE with --tab-to TYPE;
 * with --activate ACTION, "companies.new" or "experts.suspend('33…')", for a dialog, and once more
 * for what is done in it, and --stretch to see it in the whole height;
 * with --requests (one for each decision that they ask for; with --late a response to one of them),
 * with --import FILE (a table of cases), --imported (300 were: all-cases.take-back asks, and
 * take-back.begin is answered for 200);
 * with --money (statements "44444444-0000-4000-8000-00000000000N", N from 1, and what companies
 * pay for them),
 * with --report (a company's of last year),
 * with --archived (the server's archive has a case: win.open-archived('11…') shows it),
 * with --late (three entries, and for a coordinator their dialog),
 * with --documents (case 240 has some; a coordinator's closings have theirs), --attach FILE (about
 * to be attached); with --width, --height, --dark, --scale PERCENT; PAGE as in
 * win.show, "sign-in", "case:261" or "form:treatment-log:240", with --draft FILE of what was
 * entered there. ED_LOCALE says where translations are, ADW_DEBUG_HIGH_CONTRAST=1 is what it says.
 * Without PAGE it is the sign-in page, with --role the role's first one.
 */

#include "client/coordinator/import-dialog.h"
#include "client/coordinator/late-dialog.h"
#include "client/coordinator/take-back.h"
#include "client/documents/attach-dialog.h"
#include "client/fake-desk-archive.h"
#include "client/fake-desk-report.h"
#include "client/fake-desk-take-back.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/sample-messages.h"
#include "client/sample-requests.h"
#include "client/shell/picture.h"
#include "client/shell/preferences.h"
#include "client/shell/window.h"
#include "client/widgets/header-title.h"
#include "client/widgets/icon-thread.h"
#include "client/widgets/text-scale.h"
#include "sample-documents.h"
#include "sync/desk-drafts.h"
#include "sync/desk-files.h"

#include <glib/gi18n.h>

/* Pictures that are tried before what was asked for counts as opening no dialog. */
#define PATIENCE 5

static int width = 1160, height = 780, scale = 100;
static gboolean dark, stay, stretch, outbox, documents, messages, late, requests, archived, report,
    money, imported;
static int tabs;
static char *roles, *draft, *import, *tab_to;
static char **arguments, **attached, **activate;

static const GOptionEntry entries[] = {
  { "width", 0, 0, G_OPTION_ARG_INT, &width, NULL, NULL },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, NULL, NULL },
  { "scale", 0, 0, G_OPTION_ARG_INT, &scale, NULL, NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, NULL, NULL },
  { "outbox", 0, 0, G_OPTION_ARG_NONE, &outbox, NULL, NULL },
  { "messages", 0, 0, G_OPTION_ARG_NONE, &messages, NULL, NULL },
  { "late", 0, 0, G_OPTION_ARG_NONE, &late, NULL, NULL },
  { "requests", 0, 0, G_OPTION_ARG_NONE, &requests, NULL, NULL },
  { "archived", 0, 0, G_OPTION_ARG_NONE, &archived, NULL, NULL },
  { "money", 0, 0, G_OPTION_ARG_NONE, &money, NULL, NULL },
  { "report", 0, 0, G_OPTION_ARG_NONE, &report, NULL, NULL },
  { "tab", 0, 0, G_OPTION_ARG_INT, &tabs, NULL, NULL },
  { "tab-to", 0, 0, G_OPTION_ARG_STRING, &tab_to, NULL, NULL },
  { "stay", 0, 0, G_OPTION_ARG_NONE, &stay, NULL, NULL },
  { "stretch", 0, 0, G_OPTION_ARG_NONE, &stretch, NULL, NULL },
  { "documents", 0, 0, G_OPTION_ARG_NONE, &documents, NULL, NULL },
  { "attach", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &attached, NULL, NULL },
  { "activate", 0, 0, G_OPTION_ARG_STRING_ARRAY, &activate, NULL, NULL },
  { "import", 0, 0, G_OPTION_ARG_FILENAME, &import, NULL, NULL },
  { "imported", 0, 0, G_OPTION_ARG_NONE, &imported, NULL, NULL },
  { "draft", 0, 0, G_OPTION_ARG_FILENAME, &draft, NULL, NULL },
  { "role", 0, 0, G_OPTION_ARG_STRING, &roles, NULL, NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments, NULL, NULL },
  { NULL },
};

/* The topmost window: a dialog where one is open. */
static GtkWidget *
find_window (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_mapped (window) && (found == NULL || !ED_IS_WINDOW (window)))
        found = window;
    }
  return found;
}

/* Seen as by somebody who has come there by keys. */
static gboolean
on_tab (gpointer data)
{
  GtkWindow *window = GTK_WINDOW (find_window ());
  int most = tab_to != NULL ? 200 : tabs;

  gtk_window_set_focus_visible (window, TRUE);
  for (int i = 0; i < most; i++)
    {
      GtkWidget *focus;

      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (window);
      for (; tab_to != NULL && focus != NULL; focus = gtk_widget_get_parent (focus))
        if (g_str_equal (G_OBJECT_TYPE_NAME (focus), tab_to))
          return G_SOURCE_REMOVE;
    }
  return G_SOURCE_REMOVE;
}

/* On a busy machine a dialog comes late, and so does its first frame. */
static gboolean
on_drawn (gpointer data)
{
  static int tries;
  g_autoptr (GError) error = NULL;

  if (activate != NULL && ED_IS_WINDOW (find_window ()) && tries++ < PATIENCE)
    return G_SOURCE_CONTINUE;
  if (!ed_picture_save (find_window (), arguments[0], &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY) && tries++ < 10 * PATIENCE)
        return G_SOURCE_CONTINUE;
      g_printerr ("%s\n", error->message);
    }
  g_application_quit (data);
  return G_SOURCE_REMOVE;
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRefusal refusal;

  ed_desk_attach_file_finish (ED_DESK (source), result, NULL, NULL, &refusal, NULL);
}

static void
attach (EdDesk *desk, const char *case_id, EdDocumentKind kind, const char *name)
{
  g_autoptr (GBytes) bytes = ed_sample_pdf ();
  const EdAttachment attachment = {
    .case_id = case_id,
    .assignment_id = ed_fake_desk_find (desk, case_id)->assignment_id,
    .kind = kind,
    .name = name,
    .content = bytes,
  };

  ed_desk_attach_file_async (desk, &attachment, NULL, on_attached, NULL);
}

/* A document of each state. */
static void
add_documents (EdDesk *desk)
{
  const char *id = "00000000-0000-4000-8000-000000000240";

  attach (desk, id, ED_DOCUMENT_TREATMENT_LOG, "log-draft.pdf");
  attach (desk, id, ED_DOCUMENT_TREATMENT_LOG, "treatment-log-signed.pdf");
  attach (desk, id, ED_DOCUMENT_SATISFACTION_FORM, "feedback form, scan.pdf");
  attach (desk, id, ED_DOCUMENT_OTHER, "letter from the general practitioner.pdf");
  attach (desk, id, ED_DOCUMENT_SATISFACTION_FORM, "holiday film.pdf");
  ed_fake_desk_settle_file (desk, ed_fake_desk_file (desk, 0), ED_REFUSAL_NONE);
  ed_fake_desk_settle_file (desk, ed_fake_desk_file (desk, 1), ED_REFUSAL_NONE);
  ed_fake_desk_send_file (desk, ed_fake_desk_file (desk, 2), 4000);
  ed_fake_desk_settle_file (desk, ed_fake_desk_file (desk, 4), ED_REFUSAL_TOO_LARGE);
}

/* What an administrator sees beside experts. */
static void
add_office (EdDesk *desk)
{
  static const char *const names[] = { "Nagy Éva", "Kiss Béla" };
  static const char *const roles_of[] = { "coordinator", "coordinator,administrator" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      EdAccount *account = ed_record_new (&ed_account_type);

      account->id = g_uuid_string_random ();
      account->name = g_strdup (names[i]);
      account->user = g_strdup_printf ("coordinator%u@demo.example", i + 1);
      account->roles = g_strsplit (roles_of[i], ",", -1);
      account->state = ED_ACCOUNT_ACTIVE;
      account->seen_on = ed_zone_date (ed_desk_zone (desk), ED_SAMPLE_NOW);
      account->totp_since = i == 0 ? ED_ABSENT : ED_SAMPLE_NOW;
      account->mail_failed_at = i == 0 ? ED_SAMPLE_NOW : ED_ABSENT;
      ed_fake_desk_add_account (desk, account);
    }
}

static void
add_statement (EdDesk *desk, const char *expert, gint64 month, EdStatementState state)
{
  static int made;
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);

  statement->id = g_strdup_printf ("44444444-0000-4000-8000-%012d", ++made);
  statement->expert_id = g_uuid_string_random ();
  statement->expert_name = g_strdup (expert);
  statement->month = month;
  statement->state = state;
  statement->statement_rev = 2;
  statement->currency = g_strdup (ed_settings_currency (ed_desk_settings (desk)));
  for (gint64 number = 255; number < 262; number += 2)
    {
      EdStatementLine *line = ed_record_new (&ed_statement_line_type);

      line->kind = ED_LINE_SESSION;
      line->number = number;
      line->case_id =
          g_strdup_printf ("00000000-0000-4000-8000-000000000%" G_GINT64_FORMAT, number);
      line->type = number == 255 ? ED_CASE_LEGAL : ED_CASE_PSYCHOLOGICAL;
      line->company_name = g_strdup ("Suzuki");
      line->company_fee = number == 255 ? ED_ABSENT : 2200000;
      line->session_number = 1;
      line->date = month + 11;
      line->amount = 1500000;
      line->at = ED_SAMPLE_NOW;
      g_ptr_array_add (statement->lines, line);
    }
  ed_fake_desk_add_statement (desk, statement);
}

/* The latest month first, as a desk lists them. */
static void
add_money (EdDesk *desk)
{
  gint64 march = ed_date_new (2020, 3, 1), summer = ed_date_new (2019, 7, 1);

  add_statement (desk, "Dr. Szabó Péter", summer, ED_STATEMENT_SENT);
  add_statement (desk, "Dr. Kovács Anna", summer, ED_STATEMENT_ACCEPTED);
  add_statement (desk, "Dr. Szabó Péter", march, ED_STATEMENT_ACCEPTED);
  add_statement (desk, "Dr. Kovács Anna", march, ED_STATEMENT_SENT);
}

/* 60 cases of 2019 by the domain's own counting. */
static void
make_report (void)
{
  const EdReportInquiry inquiry = { (char *) "Suzuki",
                                    ed_date_new (2019, 1, 1),
                                    ed_date_new (2019, 12, 31) };
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  const EdReportFrame frame = { .inquiry = &inquiry,
                                .zone = zone,
                                .contact_due_h = 48,
                                .score_min = 1,
                                .score_max = 10,
                                .covered = 1200,
                                .now = ED_SAMPLE_NOW };
  g_autoptr (EdReportTally) tally = ed_report_tally_new (&frame);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (EdCase) case_ = ed_sample_case_new ();

      case_->recorded_at = ed_zone_instant (zone, inquiry.from + 6 * i, 600);
      case_->assigned_at = case_->recorded_at;
      case_->contacted_at = case_->recorded_at + (gint64) i * 3600000;
      case_->type = i % 7 == 0 ? ED_CASE_LEGAL : i % 29 == 0 ? ED_CASE_FINANCIAL : case_->type;
      case_->age = 20 + i % 40;
      case_->satisfaction_score = i % 2 == 0 ? 9 : ED_ABSENT;
      ed_report_tally_add (tally, case_);
    }
  ed_fake_desk_set_report (ed_report_tally_finish (tally));
}

static void
add_imported (EdDesk *desk)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  EdTakeBackAnswer *answer = ed_record_new (&ed_take_back_answer_type);

  for (guint i = 0; i < 300; i++)
    g_ptr_array_add (ids, g_uuid_string_random ());
  ed_take_back_remember (desk, ids);
  for (guint i = 0; i < 30; i++)
    ed_take_back_keep (answer->kept, ids->pdata[i], 300 + i, ED_TAKE_BACK_ASSIGNED + i % 2);
  ed_fake_desk_set_taken_back (answer);
}

static void
fill_archive (void)
{
  EdArchiveAnswer *answer = ed_record_new (&ed_archive_answer_type);
  EdCase *case_ = ed_sample_case_new ();

  case_->state = ED_CASE_CLOSED;
  g_ptr_array_add (answer->cases, case_);
  answer->before = ED_ABSENT;
  ed_fake_desk_set_archive (answer);
}

/* Those that the sample cases were closed with. */
static void
add_closing_documents (EdDesk *desk)
{
  g_autoptr (GBytes) bytes = ed_sample_pdf ();

  for (int number = 200; number < 300; number++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-000000000%d", number);
      const EdCase *case_ = ed_fake_desk_find (desk, id);

      for (guint i = 0; case_ != NULL && i < case_->documents->len; i++)
        ed_fake_desk_add_file (desk, id, ((EdDocument *) case_->documents->pdata[i])->id, bytes);
    }
}

static void
attach_files (GtkWidget *window)
{
  EdDesk *desk = ed_window_desk (ED_WINDOW (window));
  EdCase *case_ = ed_case_copy (ed_fake_desk_find (desk, ED_SAMPLE_CASE));
  EdCaseRow *row = g_new0 (EdCaseRow, 1);
  g_autoptr (EdOutlook) outlook = ed_outlook_new (ed_desk_settings (desk));
  g_autoptr (EdCaseItem) item = NULL;
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  row->case_ = case_;
  item = ed_case_item_new (row, outlook, ED_SAMPLE_NOW);
  for (char **path = attached; *path != NULL; path++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (*path);

      g_ptr_array_add (files, ed_picked_file_new (file));
    }
  ed_attach_files (window, desk, item, -1, files);
}

/* Activates ACTION, "companies.new" or "experts.suspend('…')", of WIDGET or of what is in it. */
static gboolean
activate_in (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child) && activate_in (child, name, target))
      return TRUE;
  return gtk_widget_activate_action_variant (widget, name, target);
}

/* As the application does. */
static void
show_preferences (GtkWindow *window)
{
  GtkWindow *preferences = GTK_WINDOW (ed_preferences_new ());

  gtk_window_set_transient_for (preferences, window);
  gtk_window_present (preferences);
}

static void
activate_deed (GtkWidget *window, GtkWidget *focus, const char *deed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_action_parse_detailed_name (deed, &name, &target, &error))
    g_printerr ("%s\n", error->message);
  else if (g_str_equal (name, "app.preferences"))
    show_preferences (GTK_WINDOW (window));
  else if (focus == NULL || !gtk_widget_activate_action_variant (focus, name, target))
    activate_in (window, name, target);
}

/* No wider and no higher than what is looked at: as a small screen would have it. */
static gboolean
on_dialog (gpointer data)
{
  GtkWidget *window = find_window ();
  int wide, high;

  if (window == NULL || ED_IS_WINDOW (window))
    return G_SOURCE_REMOVE;
  gtk_window_get_default_size (GTK_WINDOW (window), &wide, &high);
  gtk_window_set_default_size (GTK_WINDOW (window),
                               MIN (wide, width),
                               stretch ? height : MIN (high, height));
  return G_SOURCE_REMOVE;
}

/* In the dialog that the one before has opened. */
static gboolean
on_next_deed (gpointer data)
{
  activate_deed (find_window (), NULL, data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_opened (gpointer data)
{
  GtkWidget *window = GTK_WIDGET (gtk_application_get_active_window (data));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  EdDesk *desk = ed_window_desk (ED_WINDOW (window)); /* NULL on the sign-in page */

  if (desk != NULL && late && g_strcmp0 (roles, "coordinator") == 0 && activate == NULL)
    ed_late_dialog_open (focus == NULL ? window : focus,
                         desk,
                         requests ? ED_TARGET_REQUEST : ED_TARGET_CASE,
                         requests ? "b0000000-0000-4000-8000-000000000006" : ED_SAMPLE_CASE);
  if (desk != NULL && import != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (import);

      ed_import_dialog_open (window, desk, file);
    }
  if (activate != NULL)
    activate_deed (window, focus, activate[0]);
  g_timeout_add (300, on_dialog, NULL);
  for (int i = 1; activate != NULL && activate[i] != NULL; i++)
    g_timeout_add (i * 400, on_next_deed, activate[i]);
  if (desk != NULL && attached != NULL)
    attach_files (window);
  if (tabs > 0 || tab_to != NULL)
    g_timeout_add (500, on_tab, NULL);
  if (!stay)
    g_timeout_add (attached != NULL || (activate != NULL && activate[1] != NULL) ? 2500 : 700,
                   on_drawn,
                   data);
  return G_SOURCE_REMOVE;
}

static void
keep_draft (EdDesk *desk, const char *kind, const char *object)
{
  g_autofree char *body = NULL;

  if (draft != NULL && g_file_get_contents (draft, &body, NULL, NULL))
    ed_desk_save_draft_async (desk, kind, object, body, NULL, NULL, NULL);
}

/* "treatment-log:240" */
static void
open_form (GtkWidget *window, EdDesk *desk, const char *form_and_number)
{
  g_auto (GStrv) parts = g_strsplit (form_and_number, ":", 2);
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-000000000%s", parts[1]);

  keep_draft (desk, parts[0], id);
  gtk_widget_activate_action (window, "win.fill-form", "(ss)", id, parts[0]);
}

static void
show_page (GtkWidget *window, EdDesk *desk, const char *page)
{
  if (g_str_has_prefix (page, "case:"))
    ed_window_open_number (ED_WINDOW (window), g_ascii_strtoll (page + 5, NULL, 10));
  else if (g_str_has_prefix (page, "request:"))
    gtk_widget_activate_action (window, "win.open-request", "s", page + 8);
  else if (g_str_has_prefix (page, "form:"))
    open_form (window, desk, page + 5);
  else
    ed_window_show (ED_WINDOW (window), page);
}

/* What the options ask for. */
static EdDesk *
make_desk (void)
{
  EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  gboolean of_coordinator = g_strcmp0 (roles, "coordinator") == 0;

  if (of_coordinator)
    ed_fake_desk_set_roles (desk, ED_ROLE_COORDINATOR);
  if (g_strcmp0 (roles, "case_manager") == 0)
    ed_fake_desk_set_roles (desk, ED_ROLE_CASE_MANAGER);
  if (g_strcmp0 (roles, "administrator") == 0)
    {
      ed_fake_desk_set_roles (desk, ED_ROLE_ADMINISTRATOR);
      add_office (desk);
    }
  else
    ed_sample_cases_add (desk);
  ed_sample_experts_add (desk);
  if (outbox)
    {
      ed_sample_outbox_add (desk);
      ed_sample_conflict_add (desk);
    }
  if (documents && of_coordinator)
    ed_sample_closings_add (desk);
  if (documents && of_coordinator)
    add_closing_documents (desk);
  else if (documents)
    add_documents (desk);
  if (messages)
    {
      ed_sample_messages_add (desk, "00000000-0000-4000-8000-000000000266");
      ed_sample_messages_add_hard (desk, "00000000-0000-4000-8000-000000000255");
    }
  if (money)
    add_money (desk);
  if (report)
    make_report ();
  if (archived)
    fill_archive ();
  if (imported)
    add_imported (desk);
  if (requests)
    ed_sample_requests_add (desk);
  if (late && !requests)
    ed_sample_late_add (desk,
                        of_coordinator ? "99999999-9999-4999-8999-999999999999"
                                       : ed_desk_account (desk)->id,
                        of_coordinator ? ED_LATE_WAITING : ED_LATE_ACCEPTED);
  return desk;
}

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = ed_window_new (application);
  const char *page = arguments[1];

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi",
                1024 * 96 * scale / 100,
                "gtk-enable-animations",
                FALSE,
                NULL);
  ed_text_scale_follow (gdk_display_get_default ());
  ed_header_titles_follow ();
  ed_icon_thread_keep ();
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (page != NULL ? !g_str_equal (page, "sign-in") : roles != NULL)
    {
      EdDesk *desk = make_desk ();

      keep_draft (desk, "new-case", "");
      ed_window_enter (ED_WINDOW (window), desk);
      if (page != NULL)
        show_page (window, desk, page);
    }
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (activate != NULL ? 1500 : 700, on_opened, application);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (AdwApplication) application = NULL;

  if (g_getenv ("ED_LOCALE") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ED_LOCALE"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || arguments == NULL)
    return 2;
  application = adw_application_new (ED_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
