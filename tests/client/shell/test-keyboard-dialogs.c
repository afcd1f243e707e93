/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every dialog, used by keys alone: it begins inside, Tab goes round in it, Enter does what the
 * dialog is for, Escape closes it, and then the focus is where it was. */

#include "client/cases/delete-dialog.h"
#include "client/coordinator/import-dialog.h"
#include "client/coordinator/late-dialog.h"
#include "client/coordinator/remind-dialog.h"
#include "client/coordinator/take-back-dialog.h"
#include "client/documents/attach-dialog.h"
#include "client/documents/document-window.h"
#include "client/documents/preview.h"
#include "client/fake-desk-archive.h"
#include "client/fake-desk.h"
#include "client/privacy/erase-dialog.h"
#include "client/sample-cases.h"
#include "client/sample-requests.h"
#include "client/shell/account-actions.h"
#include "client/shell/preferences.h"
#include "client/stage.h"
#include "client/walk-stage.h"
#include "client/walk.h"
#include "sample-documents.h"

/* Of a server's own certificate. */
#define PIN \
  "9D:6F:17:50:C0:93:30:73:5B:7F:43:26:D9:1A:02:E5:14:F5:BE:FD:12:0C:1C:25:A0:A3:E1:36:49:CC:29:66"

/* Turns of the main loop in which a dialog opens or closes, or never does. */
#define PATIENCE 60

/* Pixels of a small screen. */
#define HEIGHT 640

#define CASE(number) "'00000000-0000-4000-8000-000000000" number "'"
#define EXPERT "33333333-3333-4333-8333-333333333331"
#define CLOSING "'" ED_SAMPLE_CLOSING "'"
#define REQUEST "'" ED_SAMPLE_REQUEST "'"

/* A dialog: of a page's deed, or opened by a function. */
typedef struct
{
  EdWalkPage page;
  void (*open) (EdWalkStage *stage);
} Dialog;

/* --- those that no page's action opens at once -------------------------------------------------
 */

static void
present (EdWalkStage *stage, GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (stage->window));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_late (EdWalkStage *stage)
{
  ed_sample_late_add (stage->desk, EXPERT, ED_LATE_WAITING);
  ed_late_dialog_open (stage->window, stage->desk, ED_TARGET_CASE, ED_SAMPLE_CASE);
}

static void
open_import (EdWalkStage *stage)
{
  static const char table[] = "Company name;Client name;Type of problem;City;Age\n"
                              "Opel;Maple;Legal;Szombathely;51\n"
                              "Audi;Willow;Astrological;Győr;forty\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("ed-XXXXXX.csv", &stream, &error);

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)),
                             table,
                             sizeof table - 1,
                             NULL,
                             NULL,
                             &error);
  g_assert_no_error (error);
  ed_import_dialog_open (stage->window, stage->desk, file);
}

static void
open_take_back (EdWalkStage *stage)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) ED_SAMPLE_CASE);
  ed_take_back_remember (stage->desk, ids);
  ed_take_back_dialog_open (stage->window, stage->desk);
}

static void
open_delete (EdWalkStage *stage)
{
  const EdCase *case_ = ed_fake_desk_find (stage->desk, "00000000-0000-4000-8000-000000000240");

  present (stage, ed_delete_dialog_new (GTK_WINDOW (stage->window), 1, case_->sessions->pdata[0]));
}

static void
open_erase (EdWalkStage *stage)
{
  g_autoptr (GPtrArray) finds = g_ptr_array_new ();
  EdPrivacyFinds *all = ed_record_new (&ed_privacy_finds_type);
  EdPrivacyFind *find = ed_record_new (&ed_privacy_find_type);

  find->id = g_strdup (ED_SAMPLE_CASE);
  find->number = 261;
  find->name = g_strdup ("XY");
  find->company_name = g_strdup ("Suzuki");
  find->is_request = find->documents = find->messages = find->mails = find->late_work = 0;
  g_ptr_array_add (all->finds, find);
  g_ptr_array_add (finds, find);
  present (stage, ed_erase_dialog_new (GTK_WINDOW (stage->window), finds));
  ed_privacy_finds_free (all);
}

static void
open_preferences (EdWalkStage *stage)
{
  present (stage, ed_preferences_new ());
}

static void
open_attach (EdWalkStage *stage)
{
  g_autoptr (EdOutlook) outlook = ed_outlook_new (ed_desk_settings (stage->desk));
  g_autoptr (GBytes) bytes = ed_sample_pdf ();
  g_autoptr (EdCaseItem) item = NULL;
  EdCaseRow *row = g_new0 (EdCaseRow, 1);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  row->case_ = ed_case_copy (ed_fake_desk_find (stage->desk, ED_SAMPLE_CASE));
  item = ed_case_item_new (row, outlook, ED_SAMPLE_NOW);
  g_ptr_array_add (files, ed_picked_file_new_for_bytes ("log.pdf", bytes));
  g_ptr_array_add (files, ed_picked_file_new_for_bytes ("letter.pdf", bytes));
  ed_attach_files (stage->window, stage->desk, item, -1, files);
}

static void
open_document (EdWalkStage *stage)
{
  g_autoptr (GBytes) bytes = ed_sample_pdf ();
  const char *id = "00000000-0000-4000-8000-000000000250";
  const EdDocument *document = ed_fake_desk_find (stage->desk, id)->documents->pdata[0];
  GtkWidget *window;

  ed_fake_desk_add_file (stage->desk, id, document->id, bytes);
  window = ed_document_window_new (stage->window, stage->desk, id, document, NULL);
  present (stage, window);
}

static void
open_archive (EdWalkStage *stage)
{
  EdArchiveAnswer *answer = ed_record_new (&ed_archive_answer_type);
  EdCase *case_ = ed_sample_case_new ();

  case_->state = ED_CASE_CLOSED;
  g_ptr_array_add (answer->cases, case_);
  answer->before = ED_ABSENT;
  ed_fake_desk_set_archive (answer);
  gtk_widget_activate_action (stage->window, "win.open-archived", "s", ED_SAMPLE_CASE);
}

static void
open_remind (EdWalkStage *stage)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();

  g_ptr_array_add (cases, (gpointer) ed_fake_desk_find (stage->desk, ED_SAMPLE_CASE));
  ed_remind_dialog_open (stage->window, stage->desk, cases);
}

/* After the first sign-in. */
static void
open_choose_password (EdWalkStage *stage)
{
  ed_fake_desk_issue_password (stage->desk);
  ed_account_actions_offer (stage->window, stage->desk, "from-the-e-mail");
}

static EdSignInPage *
find_sign_in (EdWalkStage *stage)
{
  return ed_window_sign_in_page (ED_WINDOW (stage->window));
}

static void
open_forgot (EdWalkStage *stage)
{
  ed_sign_in_page_prefill (find_sign_in (stage), "server.example", "expert@demo.example");
  gtk_widget_activate_action (GTK_WIDGET (find_sign_in (stage)), "sign-in.forgot", NULL);
}

static void
open_certificate (EdWalkStage *stage)
{
  ed_sign_in_page_prefill (find_sign_in (stage), "server.example", "expert@demo.example");
  ed_fake_desk_fail_open (
      g_error_new_literal (ED_SYNC_ERROR, ED_SYNC_ERROR_STRANGER, "own certificate " PIN));
  ed_sign_in_page_sign_in (find_sign_in (stage), "secret");
}

static const Dialog dialogs[] = {
  { { 0, "forgot-password" }, open_forgot },
  { { 0, "certificate" }, open_certificate },
  { { ED_ROLE_EXPERT, "contacted-at", NULL, "win.open-case", CASE ("261"), "deed.contact-at" } },
  { { ED_ROLE_EXPERT, "decline", NULL, "win.open-case", CASE ("261"), "deed.decline" } },
  { { ED_ROLE_EXPERT, "message", NULL, "win.open-case", CASE ("261"), "deed.message" } },
  { { ED_ROLE_EXPERT, "hand-over", NULL, "win.open-case", CASE ("240"), "deed.hand-over" } },
  { { ED_ROLE_EXPERT, "session", NULL, "win.open-case", CASE ("240"), "deed.add-session" } },
  { { ED_ROLE_EXPERT, "score", NULL, "win.open-case", CASE ("240"), "deed.score" } },
  { { ED_ROLE_EXPERT, "ask-more", NULL, "win.open-case", CASE ("240"), "deed.ask-more" } },
  { { ED_ROLE_EXPERT, "delete-session", NULL, "win.open-case", CASE ("240") }, open_delete },
  { { ED_ROLE_EXPERT, "attach", NULL, "win.open-case", CASE ("261") }, open_attach },
  { { ED_ROLE_EXPERT, "document", NULL, "win.open-case", CASE ("250") }, open_document },
  { { ED_ROLE_EXPERT, "choose-password" }, open_choose_password },
  { { ED_ROLE_EXPERT, "password", NULL, NULL, NULL, "win.password" } },
  { { ED_ROLE_EXPERT, "two-step", NULL, NULL, NULL, "win.two-step" } },
  { { ED_ROLE_EXPERT, "devices", NULL, NULL, NULL, "win.devices" } },
  { { ED_ROLE_EXPERT, "preferences" }, open_preferences },
  { { ED_ROLE_COORDINATOR, "company", "companies", NULL, NULL, "companies.new" } },
  { { ED_ROLE_COORDINATOR, "account", "experts", NULL, NULL, "experts.new" } },
  { { ED_ROLE_COORDINATOR, "suspend", "experts", NULL, NULL, "experts.suspend('" EXPERT "')" } },
  { { ED_ROLE_COORDINATOR, "edit-account", "experts", NULL, NULL, "experts.edit('" EXPERT "')" } },
  { { ED_ROLE_COORDINATOR, "assign-several", "today", NULL, NULL, "today.assign-many" } },
  { { ED_ROLE_COORDINATOR, "save-view", "all-cases", NULL, NULL, "all-cases.save-view" } },
  { { ED_ROLE_COORDINATOR, "assign", "requests", NULL, NULL, "requests.assign(" REQUEST ")" } },
  { { ED_ROLE_COORDINATOR, "reassign", NULL, "win.open-case", CASE ("261"), "deed.assign" } },
  { { ED_ROLE_COORDINATOR, "edit-case", NULL, "win.open-case", CASE ("261"), "deed.edit" } },
  { { ED_ROLE_COORDINATOR, "archive", "all-cases" }, open_archive },
  { { ED_ROLE_COORDINATOR, "remind", "all-cases" }, open_remind },
  { { ED_ROLE_COORDINATOR, "return", NULL, "win.open-case", CLOSING, "deed.return" } },
  { { ED_ROLE_COORDINATOR, "reopen", NULL, "win.open-case", CASE ("199"), "deed.reopen" } },
  { { ED_ROLE_COORDINATOR, "late", NULL, "win.open-case", CASE ("261") }, open_late },
  { { ED_ROLE_COORDINATOR, "import", "all-cases" }, open_import },
  { { ED_ROLE_COORDINATOR, "take-back", "all-cases" }, open_take_back },
  { { ED_ROLE_COORDINATOR, "erase", "privacy" }, open_erase },
};

/* --- waiting ---------------------------------------------------------------------------------- */

static gboolean
shows_pages (gpointer preview)
{
  g_autofree char *state = ed_stage_text (preview, "state");

  return g_strcmp0 (state, "pages") == 0;
}

static GtkWindow *
wait_dialog (EdWalkStage *stage)
{
  GtkWindow *dialog = NULL;
  gpointer preview;

  for (int i = 0; i < PATIENCE && dialog == NULL; i++)
    {
      ed_stage_settle ();
      dialog = ed_walk_stage_dialog (stage);
      if (dialog == NULL)
        ed_walk_wait_drawn (stage->window);
    }
  if (dialog != NULL)
    {
      ed_walk_wait_drawn (GTK_WIDGET (dialog));
      ed_walk_stage_wait_ready (GTK_WIDGET (dialog));
      preview = ed_stage_find_type (GTK_WIDGET (dialog), ED_TYPE_PREVIEW);
      if (preview != NULL)
        ed_stage_wait (shows_pages, preview);
    }
  return dialog;
}

static gboolean
closes (EdWalkStage *stage)
{
  for (int i = 0; i < PATIENCE; i++)
    {
      if (ed_walk_stage_dialog (stage) == NULL)
        return TRUE;
      ed_walk_wait_drawn (stage->window);
    }
  return FALSE;
}

/* --- judging ---------------------------------------------------------------------------------- */

static gboolean
hears (GtkWidget *widget, const char *signal)
{
  return g_signal_has_handler_pending (widget,
                                       g_signal_lookup (signal, G_OBJECT_TYPE (widget)),
                                       0,
                                       FALSE);
}

static gboolean
has_default (GtkWindow *dialog)
{
  if (ADW_IS_MESSAGE_DIALOG (dialog))
    return adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)) != NULL;
  return gtk_window_get_default_widget (dialog) != NULL;
}

/* Whether Enter in TEXT does what the dialog is for, or is the field's own. What cannot be undone
 * is pressed by itself. */
static gboolean
takes_enter (GtkWindow *dialog, GtkWidget *text)
{
  GtkWidget *row = gtk_widget_get_ancestor (text, ADW_TYPE_ENTRY_ROW);
  GtkWidget *entry = gtk_widget_get_ancestor (text, GTK_TYPE_ENTRY);
  GtkWidget *search = gtk_widget_get_ancestor (text, GTK_TYPE_SEARCH_ENTRY);

  if (gtk_widget_get_ancestor (text, GTK_TYPE_SPIN_BUTTON) != NULL || ED_IS_ERASE_DIALOG (dialog))
    return TRUE;
  if (row != NULL)
    return hears (row, "entry-activated")
           || (adw_entry_row_get_activates_default (ADW_ENTRY_ROW (row)) && has_default (dialog));
  if (entry != NULL)
    return hears (entry, "activate");
  return search != NULL && hears (search, "activate");
}

/* Complains of the fields at or below WIDGET in which Enter does nothing. */
static void
judge_fields (GtkWindow *dialog, GtkWidget *widget, GPtrArray *complaints)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_TEXT (widget) && !takes_enter (dialog, widget))
    {
      g_autofree char *where = ed_walk_describe (widget);

      g_ptr_array_add (complaints, g_strdup_printf ("%s: Enter does nothing", where));
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    judge_fields (dialog, child, complaints);
}

static gboolean
has_field (GtkWindow *dialog)
{
  return ed_stage_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT, NULL) != NULL
         || ed_stage_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW, NULL) != NULL;
}

/* A small screen has all of it, or it scrolls, and the answers of a message stay in sight. */
static void
judge_height (GtkWindow *dialog, GPtrArray *complaints)
{
  GtkWidget *child = gtk_window_get_child (dialog);
  int least;

  if (ADW_IS_MESSAGE_DIALOG (dialog))
    ed_walk_stage_judge_answers (dialog, complaints);

  gtk_widget_measure (child,
                      GTK_ORIENTATION_VERTICAL,
                      gtk_widget_get_width (child),
                      &least,
                      NULL,
                      NULL,
                      NULL);
  if (least > HEIGHT)
    g_ptr_array_add (complaints, g_strdup_printf ("it is %d pixels high", least));
}

static void
judge (EdWalkStage *stage, GtkWindow *dialog, GPtrArray *complaints)
{
  GtkWidget *focus = gtk_window_get_focus (dialog);

  if (focus == NULL || !gtk_widget_get_mapped (focus))
    g_ptr_array_add (complaints, g_strdup ("begins nowhere"));
  /* With "Cancel", Enter after what one has typed into nothing would close it. */
  else if (gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR) != NULL && has_field (dialog))
    g_ptr_array_add (complaints, g_strdup ("begins in its header"));
  judge_fields (dialog, GTK_WIDGET (dialog), complaints);
  judge_height (dialog, complaints);
  if (gtk_window_get_title (dialog) == NULL && !ADW_IS_MESSAGE_DIALOG (dialog))
    g_ptr_array_add (complaints, g_strdup ("has no title"));
}

static void
test_dialog_is_used_by_keyboard (EdWalkStage *stage, gconstpointer data)
{
  const Dialog *entry = data;
  const EdWalkPage *page = &entry->page;
  g_autoptr (GPtrArray) complaints = NULL;
  GtkWidget *before;
  GtkWindow *dialog;

  ed_walk_stage_show (stage, page);
  before = gtk_window_get_focus (GTK_WINDOW (stage->window));
  if (entry->open != NULL)
    entry->open (stage);
  else
    ed_walk_stage_do (stage, page);
  dialog = wait_dialog (stage);
  if (page->roles == 0) /* the fields have been filled in */
    before = gtk_window_get_focus (GTK_WINDOW (stage->window));
  if (dialog == NULL)
    {
      g_test_message ("%s does not open", page->name);
      g_test_fail ();
      return;
    }
  ed_walk_stage_narrow (dialog);
  ed_walk_stage_picture (GTK_WIDGET (dialog));
  complaints = ed_walk_around (dialog);
  judge (stage, dialog, complaints);
  ed_walk_stage_judge_width (dialog, complaints);
  ed_walk_stage_press (dialog, "Escape");
  if (!closes (stage))
    {
      g_ptr_array_add (complaints, g_strdup ("Escape does not close it"));
      gtk_window_destroy (dialog);
      ed_stage_settle ();
    }
  if (gtk_window_get_focus (GTK_WINDOW (stage->window)) != before)
    g_ptr_array_add (complaints, g_strdup ("the focus is elsewhere afterwards"));
  ed_walk_stage_complain (page, complaints);
}

/* --- what takes something away ---------------------------------------------------------------- */

static void
open_discard (EdWalkStage *stage)
{
  GtkWidget *late;

  open_late (stage);
  late = GTK_WIDGET (wait_dialog (stage));
  ed_stage_wait_for (late, "Discard…");
  ed_stage_click (late, "Discard…");
}

static const Dialog taking[] = {
  { { ED_ROLE_EXPERT, "decline", NULL, "win.open-case", CASE ("261"), "deed.decline" } },
  { { ED_ROLE_EXPERT, "delete-session", NULL, "win.open-case", CASE ("240") }, open_delete },
  { { ED_ROLE_COORDINATOR, "suspend", "experts", NULL, NULL, "experts.suspend('" EXPERT "')" } },
  { { ED_ROLE_COORDINATOR, "reopen", NULL, "win.open-case", CASE ("199"), "deed.reopen" } },
  { { ED_ROLE_COORDINATOR, "discard", NULL, "win.open-case", CASE ("261") }, open_discard },
  { { ED_ROLE_COORDINATOR, "take-back", "all-cases" }, open_take_back },
  { { ED_ROLE_COORDINATOR, "erase", "privacy" }, open_erase },
};

/* All that is asked for: nothing is off for want of it. */
static void
fill (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), TRUE);
  else if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "A note", -1);
  else if (ADW_IS_ENTRY_ROW (widget))
    gtk_editable_set_text (GTK_EDITABLE (widget), "261");
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    fill (child);
}

static gboolean
takes_away (GtkWidget *button)
{
  return button != NULL && GTK_IS_BUTTON (button)
         && (gtk_widget_has_css_class (button, "destructive-action")
             || gtk_widget_has_css_class (button, "destructive"));
}

static GtkWidget *
find_taking (GtkWidget *widget)
{
  GtkWidget *found = takes_away (widget) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_taking (child);
  return found;
}

static void
on_taken (gboolean *taken)
{
  *taken = TRUE;
}

static GtkWindow *
open_taking (EdWalkStage *stage, const Dialog *entry)
{
  ed_walk_stage_show (stage, &entry->page);
  if (entry->open != NULL)
    entry->open (stage);
  else
    ed_walk_stage_do (stage, &entry->page);
  return wait_dialog (stage);
}

/* Not where the dialog begins, and not by default once all is filled in. */
static void
test_enter_takes_nothing_away (EdWalkStage *stage, gconstpointer data)
{
  GtkWindow *dialog = open_taking (stage, data);
  gboolean taken = FALSE;
  GtkWidget *button;

  g_assert_nonnull (dialog);
  button = find_taking (GTK_WIDGET (dialog));
  g_assert_nonnull (button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_taken), &taken);
  fill (GTK_WIDGET (dialog));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_false (takes_away (gtk_window_get_default_widget (dialog)));
  g_assert_false (takes_away (gtk_window_get_focus (dialog)));
  g_object_ref (button);
  ed_walk_stage_press (dialog, "Return");
  for (int i = 0; i < PATIENCE / 4; i++)
    ed_walk_wait_drawn (stage->window);
  g_signal_handlers_disconnect_by_data (button, &taken);
  g_object_unref (button);
  g_assert_false (taken);
  while ((dialog = ed_walk_stage_dialog (stage)) != NULL)
    {
      gtk_window_destroy (dialog);
      ed_stage_settle ();
    }
}

/* A reason that is written is finished as a note is; elsewhere these keys do nothing. */
static void
test_written_reason_is_finished (EdWalkStage *stage, gconstpointer data)
{
  GtkWindow *dialog = open_taking (stage, data);
  GtkWidget *text = ed_stage_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW, NULL);
  guint before = ed_fake_desk_count_commands (stage->desk);

  g_assert_nonnull (text);
  gtk_widget_grab_focus (text);
  ed_walk_stage_press (dialog, "ctrl+Return");
  for (int i = 0; i < PATIENCE / 4; i++)
    ed_walk_wait_drawn (stage->window);
  g_assert_true (ed_walk_stage_dialog (stage) == dialog);
  fill (GTK_WIDGET (dialog));
  ed_walk_stage_press (dialog, "ctrl+Return");
  g_assert_true (closes (stage));
  g_assert_cmpuint (ed_fake_desk_count_commands (stage->desk), ==, before + 1);
}

static const Dialog reopening = {
  { ED_ROLE_COORDINATOR, "reopening", NULL, "win.open-case", CASE ("199"), "deed.reopen" }
};

int
main (int argc, char **argv)
{
  /* What is found by English words, and the same in any size, once. */
  gboolean is_plain = g_getenv ("ED_WALK_LANGUAGE") == NULL && g_getenv ("ED_WALK_WIDTH") == NULL
                      && g_getenv ("ED_WALK_TEXT") == NULL;

  ed_walk_stage_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (taking) && is_plain; i++)
    ed_walk_stage_add ("enter-takes-nothing",
                       taking[i].page.name,
                       &taking[i],
                       test_enter_takes_nothing_away);
  if (is_plain)
    ed_walk_stage_add ("written-reason", "reopening", &reopening, test_written_reason_is_finished);
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    ed_walk_stage_add ("keyboard-dialogs",
                       dialogs[i].page.name,
                       &dialogs[i],
                       test_dialog_is_used_by_keyboard);
  return g_test_run ();
}
