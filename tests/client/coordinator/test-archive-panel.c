/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the archive has of a search, beneath the table: each state of it, and a case to be read. */

#include "client/cases/ask-dialog.h"
#include "client/coordinator/archive-panel.h"
#include "client/coordinator/archive-window.h"
#include "client/fake-desk-archive.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

#include <adwaita.h>

typedef struct
{
  GtkWindow *window;
  EdArchivePanel *panel;
  EdDesk *desk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  fixture->panel = g_object_new (ED_TYPE_ARCHIVE_PANEL, NULL);
  ed_archive_panel_set_desk (fixture->panel, fixture->desk);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("table"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->panel));
  fixture->window = ed_stage_show (box, 700, 500);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_archive (NULL);
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static EdArchiveAnswer *
make_answer (guint n, gint64 before)
{
  EdArchiveAnswer *answer = ed_record_new (&ed_archive_answer_type);

  for (guint i = 0; i < n; i++)
    {
      EdCase *case_ = ed_sample_case_new ();

      case_->number = 90 - i;
      case_->state = ED_CASE_CLOSED;
      g_ptr_array_add (answer->cases, case_);
    }
  answer->before = before;
  return answer;
}

static void
say (Fixture *fixture, const char *text)
{
  ed_stage_wait_for (GTK_WIDGET (fixture->panel), text);
}

/* It is there while something is sought, and asks nothing by itself. */
static void
test_panel_waits (Fixture *fixture, gconstpointer data)
{
  const EdArchiveInquiry *before = ed_fake_desk_last_archive_inquiry ();

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->panel)));
  ed_archive_panel_set_text (fixture->panel, "suzuki");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->panel)));
  ed_stage_settle ();
  g_assert_true (ed_fake_desk_last_archive_inquiry () == before);
  ed_archive_panel_set_text (fixture->panel, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->panel)));
}

/* Page by page; another text begins anew. */
static void
test_panel_shows_what_was_found (Fixture *fixture, gconstpointer data)
{
  ed_archive_panel_set_text (fixture->panel, "suzuki");
  ed_fake_desk_set_archive (make_answer (2, 70));
  ed_stage_click (GTK_WIDGET (fixture->panel), "Search the archive");
  say (fixture, "There may be older ones.");
  g_assert_true (ed_stage_says (GTK_WIDGET (fixture->panel), "Case 90"));
  g_assert_cmpstr (ed_fake_desk_last_archive_inquiry ()->text, ==, "suzuki");
  g_assert_cmpint (ed_fake_desk_last_archive_inquiry ()->before, ==, ED_ABSENT);
  ed_fake_desk_set_archive (make_answer (1, ED_ABSENT));
  ed_stage_click (GTK_WIDGET (fixture->panel), "Look further back");
  say (fixture, "That is all there is in the archive.");
  g_assert_cmpint (ed_fake_desk_last_archive_inquiry ()->before, ==, 70);
  g_assert_true (ed_stage_says (GTK_WIDGET (fixture->panel), "Case 89"));
  ed_archive_panel_set_text (fixture->panel, "opel");
  g_assert_false (ed_stage_says (GTK_WIDGET (fixture->panel), "Case 89"));
  g_assert_nonnull (ed_stage_find (GTK_WIDGET (fixture->panel), GTK_TYPE_BUTTON, NULL));
}

static void
test_panel_says_why_nothing_is_shown (Fixture *fixture, gconstpointer data)
{
  ed_archive_panel_set_text (fixture->panel, "suzuki");
  ed_stage_click (GTK_WIDGET (fixture->panel), "Search the archive");
  say (fixture, "The archive is on the server, which cannot be reached now.");
  ed_fake_desk_set_archive (make_answer (0, ED_ABSENT));
  ed_stage_click (GTK_WIDGET (fixture->panel), "Try again");
  say (fixture, "Nothing in the archive fits the search.");
}

static GtkWidget *
wait_for_window_of (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (;;)
    {
      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

          if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
            return window;
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

/* One case is asked for by its id, in full; without a server the window says so and can ask again.
 */
static void
test_panel_opens_a_case (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;
  GtkWidget *window;

  ed_archive_panel_set_text (fixture->panel, "suzuki");
  ed_fake_desk_set_archive (make_answer (1, ED_ABSENT));
  ed_archive_panel_search (fixture->panel);
  say (fixture, "That is all there is in the archive.");
  list = ed_stage_find (GTK_WIDGET (fixture->panel), GTK_TYPE_LIST_BOX, NULL);
  g_signal_emit_by_name (list,
                         "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  window = wait_for_window_of (ED_TYPE_ARCHIVE_WINDOW);
  ed_stage_wait_for (window, "The case cannot be shown now");
  g_assert_true (
      ed_stage_says (window, "The archive is on the server, which cannot be reached now."));
  g_assert_false (ed_stage_says (window, "Re-open"));
  ed_fake_desk_set_archive (make_answer (1, ED_ABSENT));
  ed_stage_click (window, "Try again");
  ed_stage_wait_for (window, "Táplószentmárton");
  g_assert_cmpstr (ed_fake_desk_last_archive_inquiry ()->id, ==, ED_SAMPLE_CASE);
  g_assert_null (ed_fake_desk_last_archive_inquiry ()->text);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The rules are asked about what was fetched; with the command the window has done its work. */
static void
test_window_reopens_a_case (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window, *dialog;
  const EdCommand *command;

  ed_fake_desk_set_archive (make_answer (1, ED_ABSENT));
  window = ed_archive_window_open_id (GTK_WIDGET (fixture->panel), fixture->desk, ED_SAMPLE_CASE);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  ed_stage_wait_for (window, "Táplószentmárton");
  ed_stage_click (window, "Re-open");
  dialog = wait_for_window_of (ED_TYPE_ASK_DIALOG);
  ed_stage_wait_for (dialog, "Re-open the case?");
  g_signal_emit_by_name (dialog, "answered", (gint64) ED_ABSENT, "A third session");
  gtk_window_destroy (GTK_WINDOW (dialog));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_CASE_REOPEN);
  g_assert_cmpstr (command->target_id, ==, ED_SAMPLE_CASE);
  g_assert_cmpstr (((const EdArgs *) command->args)->why, ==, "A third session");
}

/* Where it is read and scrolled, not at "Re-open". */
static void
test_window_begins_with_the_case (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window, *focus;

  ed_fake_desk_set_archive (make_answer (1, ED_ABSENT));
  window = ed_archive_window_open_id (GTK_WIDGET (fixture->panel), fixture->desk, ED_SAMPLE_CASE);
  ed_stage_wait_for (window, "Táplószentmárton");
  ed_stage_settle ();
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (focus);
  g_assert_null (gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is no longer closed is only to be read. */
static void
test_window_reopens_what_is_closed (Fixture *fixture, gconstpointer data)
{
  EdArchiveAnswer *answer = make_answer (1, ED_ABSENT);
  GtkWidget *window;

  ((EdCase *) answer->cases->pdata[0])->state = ED_CASE_ASSIGNED;
  ed_fake_desk_set_archive (answer);
  window = ed_archive_window_open_id (GTK_WIDGET (fixture->panel), fixture->desk, ED_SAMPLE_CASE);
  ed_stage_wait_for (window, "Táplószentmárton");
  g_assert_false (ed_stage_says (window, "Re-open"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A link names a number: the archive is asked for that one, and the window says where there is
 * none. */
static void
test_window_seeks_a_number (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  ed_fake_desk_set_archive (make_answer (1, ED_ABSENT));
  window = ed_archive_window_open_number (GTK_WIDGET (fixture->panel), fixture->desk, 45);
  g_assert_cmpstr (ed_fake_desk_last_archive_inquiry ()->text, ==, "45");
  g_assert_cmpint (ed_fake_desk_last_archive_inquiry ()->before, ==, 46);
  ed_stage_wait_for (window, "There is no such case in the archive. It may have been erased.");
  gtk_window_destroy (GTK_WINDOW (window));
  ed_fake_desk_set_archive (make_answer (1, ED_ABSENT));
  window = ed_archive_window_open_number (GTK_WIDGET (fixture->panel), fixture->desk, 90);
  while (ed_fake_desk_last_archive_inquiry ()->id == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (ed_fake_desk_last_archive_inquiry ()->id, ==, ED_SAMPLE_CASE);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/coordinator/archive-panel/waits", test_panel_waits);
  ADD ("/coordinator/archive-panel/found", test_panel_shows_what_was_found);
  ADD ("/coordinator/archive-panel/nothing", test_panel_says_why_nothing_is_shown);
  ADD ("/coordinator/archive-panel/opened", test_panel_opens_a_case);
  ADD ("/coordinator/archive-panel/reopened", test_window_reopens_a_case);
  ADD ("/coordinator/archive-panel/begins", test_window_begins_with_the_case);
  ADD ("/coordinator/archive-panel/only-closed", test_window_reopens_what_is_closed);
  ADD ("/coordinator/archive-panel/number", test_window_seeks_a_number);
  return g_test_run ();
}
