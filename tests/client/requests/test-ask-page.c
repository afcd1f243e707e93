/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a case manager asks: what is entered and picked is kept until it is sent. */

#include "client/fake-desk.h"
#include "client/requests/ask-page.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "sync/desk-drafts.h"

#include <adwaita.h>
#include <string.h>

#define FILE_ID "d0000000-0000-4000-8000-000000000001"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_CASE_MANAGER);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static void
show (Fixture *fixture, GtkWidget *page)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->page = page;
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  fixture->window = ed_stage_show (overlay, 1160, 900);
}

static const EdCommand *
last_command (Fixture *fixture)
{
  return ed_fake_desk_command (fixture->desk, ed_fake_desk_count_commands (fixture->desk) - 1);
}

/* What is not sent is there again, and what is sent is the whole question. */
static void
test_case_manager_asks (Fixture *fixture, gconstpointer data)
{
  const EdArgs *args;
  GtkWidget *view;

  show (fixture, ed_ask_page_new (fixture->desk));
  ed_stage_settle ();
  g_assert_false (gtk_widget_is_sensitive (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Send")));
  gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (fixture->page, ADW_TYPE_ENTRY_ROW, NULL)),
                         "Return to work");
  view = ed_stage_find (fixture->page, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "When?", -1);
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_nonnull (ed_fake_desk_draft (fixture->desk, ED_DRAFT_REQUEST, ""));
  show (fixture, ed_ask_page_new (fixture->desk));
  while (!gtk_widget_is_sensitive (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Send")))
    g_main_context_iteration (NULL, TRUE);
  ed_stage_click (fixture->page, "Send");
  while (ed_fake_desk_count_commands (fixture->desk) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (last_command (fixture)->type, ==, ED_COMMAND_REQUEST_CREATE);
  args = last_command (fixture)->args;
  g_assert_cmpstr (args->subject, ==, "Return to work");
  g_assert_cmpstr (args->question, ==, "When?");
  g_assert_null (args->recipient);
  ed_stage_settle ();
  g_assert_null (ed_fake_desk_draft (fixture->desk, ED_DRAFT_REQUEST, ""));
}

/* What was picked is there again in a window that is opened later, goes out with the question, and
 * is kept no more then. */
static void
test_picked_files_outlive_the_window (Fixture *fixture, gconstpointer data)
{
  static const char pdf[] = "%PDF-1.4\n%%EOF\n";
  g_autoptr (GBytes) content = g_bytes_new_static (pdf, strlen (pdf));
  const EdDraftFile file = { (char *) FILE_ID, (char *) "certificate.pdf", content };
  const EdCommand *command;
  const EdArgs *args;

  ed_desk_keep_draft_file_async (fixture->desk, ED_DRAFT_REQUEST, "", &file, NULL, NULL, NULL);
  show (fixture, ed_ask_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "certificate.pdf");
  gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (fixture->page, ADW_TYPE_ENTRY_ROW, NULL)),
                         "Return to work");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (
                                ed_stage_find (fixture->page, GTK_TYPE_TEXT_VIEW, NULL))),
                            "When?",
                            -1);
  ed_stage_click (fixture->page, "Send");
  while (ed_fake_desk_count_commands (fixture->desk) == 0)
    g_main_context_iteration (NULL, TRUE);
  command = last_command (fixture);
  args = command->args;
  g_assert_cmpint (command->type, ==, ED_COMMAND_REQUEST_CREATE);
  g_assert_cmpuint (g_strv_length (args->documents), ==, 1);
  g_assert_cmpstr (args->documents[0], ==, FILE_ID);
  ed_stage_settle ();
  g_assert_cmpuint (ed_fake_desk_count_draft_files (fixture->desk, ED_DRAFT_REQUEST, ""), ==, 0);
}

/* What is sent has been kept, but for its last word. */
static void
ask_and_send (Fixture *fixture)
{
  GtkWidget *view;

  show (fixture, ed_ask_page_new (fixture->desk));
  ed_stage_settle ();
  view = ed_stage_find (fixture->page, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (fixture->page, ADW_TYPE_ENTRY_ROW, NULL)),
                         "Return to work");
  while (ed_fake_desk_draft (fixture->desk, ED_DRAFT_REQUEST, "") == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "When?", -1);
  ed_stage_click (fixture->page, "Send");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
}

/* The desk is locked before the page has heard that it is sent, or only the window closed. */
static void
test_sent_draft_is_gone (Fixture *fixture, gconstpointer data)
{
  ask_and_send (fixture);
  ed_desk_close (fixture->desk);
  ed_stage_settle ();
  g_assert_null (ed_fake_desk_draft (fixture->desk, ED_DRAFT_REQUEST, ""));
}

static void
test_sent_draft_does_not_come_back (Fixture *fixture, gconstpointer data)
{
  ask_and_send (fixture);
  ed_stage_close (fixture->window);
  ed_desk_close (fixture->desk);
  ed_stage_settle ();
  g_assert_null (ed_fake_desk_draft (fixture->desk, ED_DRAFT_REQUEST, ""));
  show (fixture, ed_ask_page_new (fixture->desk));
}

static gboolean
says_both (gpointer page)
{
  GtkWidget *view = ed_stage_find (page, GTK_TYPE_TEXT_VIEW, NULL);
  g_autofree char *text = ed_stage_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text");

  return g_str_equal (text, "When?\n\nAnd where?");
}

/* While another page is shown, what was sent before is taken back: it stands behind the draft. */
static void
test_taken_back_is_behind_the_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  GtkWidget *view;

  show (fixture, ed_ask_page_new (fixture->desk));
  ed_stage_settle ();
  view = ed_stage_find (fixture->page, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (ed_stage_find (fixture->page, ADW_TYPE_ENTRY_ROW, NULL)),
                         "Return to work");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "When?", -1);
  gtk_widget_set_visible (fixture->page, FALSE);
  ed_stage_settle ();
  g_string_assign (joined, ed_fake_desk_draft (fixture->desk, ED_DRAFT_REQUEST, ""));
  g_assert_cmpuint (g_string_replace (joined, "When?", "When?\\n\\nAnd where?", 0), ==, 1);
  ed_desk_save_draft_async (fixture->desk, ED_DRAFT_REQUEST, "", joined->str, NULL, NULL, NULL);
  ed_stage_settle ();
  gtk_widget_set_visible (fixture->page, TRUE);
  ed_stage_wait (says_both, fixture->page);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) \
  g_test_add ("/requests/ask-page/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("asks", test_case_manager_asks);
  ADD ("picked-files", test_picked_files_outlive_the_window);
  ADD ("sent-draft", test_sent_draft_is_gone);
  ADD ("sent-draft-comes-back", test_sent_draft_does_not_come_back);
  ADD ("taken-back", test_taken_back_is_behind_the_draft);
#undef ADD
  return g_test_run ();
}
