/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/cases/case-item.h"
#include "client/coordinator/today-page.h"
#include "client/coordinator/today-queue.h"
#include "client/coordinator/today-row.h"
#include "client/coordinator/today-texts.h"
#include "client/fake-desk.h"
#include "client/requests/request-item.h"
#include "client/sample-cases.h"
#include "client/sample-requests.h"
#include "client/stage.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *page;
  EdDesk *desk;
} Fixture;

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  fixture->page = ed_today_page_new (fixture->desk);
}

static void
present (Fixture *fixture)
{
  fixture->window = GTK_WIDGET (ed_stage_show (fixture->page, 1100, 900));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_empty (fixture, data);
  ed_sample_cases_add (fixture->desk);
  g_signal_emit_by_name (fixture->desk, "changed");
  present (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->desk);
}

static EdTodayQueue *
get_queue (Fixture *fixture)
{
  g_autoptr (EdTodayQueue) queue = NULL;

  g_object_get (fixture->page, "queue", &queue, NULL);
  return queue; /* the page has it */
}

static GtkSingleSelection *
get_selection (Fixture *fixture)
{
  GtkWidget *view = ed_stage_find (fixture->page, GTK_TYPE_LIST_VIEW, NULL);

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static gboolean
has_rows (gpointer data)
{
  return ed_stage_find (((Fixture *) data)->page, ED_TYPE_TODAY_ROW, NULL) != NULL;
}

static EdCaseItem *
get_selected (Fixture *fixture)
{
  return gtk_single_selection_get_selected_item (get_selection (fixture));
}

static void
choose (Fixture *fixture, EdDecisionGroup group)
{
  ed_stage_wait (has_rows, fixture);
  ed_today_queue_choose (get_queue (fixture), group);
  ed_stage_settle ();
}

/* Each group has its name and number above it, and everything is in one. */
static void
test_page_shows_groups (Fixture *fixture, gconstpointer data)
{
  guint total = 0;

  ed_stage_wait (has_rows, fixture);
  for (guint group = 0; group < ED_N_DECISIONS; group++)
    {
      guint n = ed_today_queue_count (get_queue (fixture), group);
      g_autofree char *header = g_strdup_printf ("%s · %u", ed_today_group_title (group), n);

      total += n;
      if (n == 0)
        continue;
      choose (fixture, group);
      g_assert_true (ed_stage_says (fixture->page, header));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture))), ==, n);
    }
  g_assert_cmpuint (total, >, 0);
  g_assert_cmpuint (ed_today_queue_count (get_queue (fixture), ED_N_DECISIONS), ==, total);
}

typedef struct
{
  Fixture *fixture;
  guint rows;
} Expected;

static gboolean
has_number (gpointer data)
{
  const Expected *expected = data;

  return ed_today_queue_count (get_queue (expected->fixture), ED_N_DECISIONS) == expected->rows;
}

/* What is settled leaves, and the one behind it is selected. */
static void
test_settled_case_leaves (Fixture *fixture, gconstpointer data)
{
  Expected expected = { fixture, 0 };
  g_autofree char *first = NULL;
  const EdCommand *command;

  choose (fixture, ED_DECISIONS_APPROVE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture))), >, 1);
  expected.rows = ed_today_queue_count (get_queue (fixture), ED_N_DECISIONS) - 1;
  first = g_strdup (ed_case_item_case (get_selected (fixture))->id);
  ed_stage_click (fixture->page, "Approve");
  ed_stage_wait (has_number, &expected);
  ed_stage_settle ();

  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_CASE_APPROVE);
  g_assert_cmpstr (command->target_id, ==, first);
  g_assert_cmpstr (ed_case_item_case (get_selected (fixture))->id, !=, first);
}

static void
test_next_and_previous (Fixture *fixture, gconstpointer data)
{
  ed_stage_wait (has_rows, fixture);
  ed_stage_settle ();
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 0);
  gtk_widget_activate_action (fixture->page, "today.next", NULL);
  gtk_widget_activate_action (fixture->page, "today.next", NULL);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 2);
  gtk_widget_activate_action (fixture->page, "today.previous", NULL);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 1);
  gtk_widget_activate_action (fixture->page, "today.previous", NULL);
  gtk_widget_activate_action (fixture->page, "today.previous", NULL);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==, 0);
}

static void
test_nothing_to_decide (Fixture *fixture, gconstpointer data)
{
  present (fixture);
  ed_stage_wait_for (fixture->page, "Nothing needs a decision");
}

/* While the first cases come, nobody is told that there is nothing to do. */
static void
test_first_sync (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_SYNCING, 100, 5000);
  present (fixture);
  ed_stage_wait_for (fixture->page, "Getting your cases");
  g_assert_false (ed_stage_says (fixture->page, "Nothing needs a decision"));
}

/* --- requests --------------------------------------------------------------------------------- */

static void
set_up_requests (Fixture *fixture, gconstpointer data)
{
  set_up_empty (fixture, data);
  ed_sample_requests_add (fixture->desk);
  present (fixture);
}

/* Every decision that a request asks for, in its words, with the button to settle it. */
static void
test_requests_ask_for_decisions (Fixture *fixture, gconstpointer data)
{
  static const char *const says[] = {
    "Urgent",
    "Unassigned",
    "Asked 2 hours ago; nobody has it yet",
    "Assign…",
    "Handed back",
    "Handed back by Dr. Szabó Péter 1 hour ago: I know the employee",
    "Overdue",
    "Due in 2 days",
    "Reassign…",
    "Under review",
    "Response by Dr. Kovács Anna 1 hour ago",
    "Review",
    "Return…",
    "Late work",
    "1 response came after the request had changed hands",
    "Settle…",
  };

  ed_stage_wait (has_rows, fixture);
  ed_stage_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (says); i++)
    if (!ed_stage_says (fixture->page, says[i]))
      g_error ("“%s” is not there", says[i]);
  g_assert_cmpuint (ed_today_queue_count (get_queue (fixture), ED_DECISIONS_ASSIGN), ==, 2);
  g_assert_cmpuint (ed_today_queue_count (get_queue (fixture), ED_DECISIONS_LATE), ==, 2);
  g_assert_cmpuint (ed_today_queue_count (get_queue (fixture), ED_DECISIONS_APPROVE), ==, 1);
  g_assert_cmpuint (ed_today_queue_count (get_queue (fixture), ED_DECISIONS_ANSWER), ==, 1);
}

static GtkWidget *
find_other_window (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (link->data != fixture->window && gtk_widget_get_mapped (link->data))
      return link->data;
  return NULL;
}

static gboolean
has_other_window (gpointer data)
{
  return find_other_window (data) != NULL;
}

static void
type_text (GtkWidget *dialog, const char *text)
{
  GtkWidget *view = ed_stage_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* Done in place: returned from the row, it has left, and what is next is selected. */
static void
test_response_is_returned_in_place (Fixture *fixture, gconstpointer data)
{
  Expected expected = { fixture, 5 };
  const EdCommand *command;
  GtkWidget *question;

  choose (fixture, ED_DECISIONS_APPROVE);
  ed_stage_click (fixture->page, "Return…");
  ed_stage_wait (has_other_window, fixture);
  question = find_other_window (fixture);
  type_text (question, "Say which half days.");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "confirm");
  ed_stage_wait (has_number, &expected);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_REQUEST_RETURN);
  g_assert_true (ed_today_queue_is_all (get_queue (fixture)));
}

/* Each row's first button by the keyboard: here, the dialogs to assign and to settle. */
static void
test_requests_are_settled_by_keyboard (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    EdDecisionGroup group;
    const char *type;
  } lines[] = {
    { ED_DECISIONS_ASSIGN, "EdAssignDialog" },
    { ED_DECISIONS_LATE, "EdAssignDialog" },
    { ED_DECISIONS_ANSWER, "EdLateDialog" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *dialog;

      choose (fixture, lines[i].group);
      g_assert_true (
          ED_IS_REQUEST_ITEM (gtk_single_selection_get_selected_item (get_selection (fixture))));
      gtk_widget_activate_action (fixture->page, "today.settle", NULL);
      ed_stage_wait (has_other_window, fixture);
      dialog = find_other_window (fixture);
      g_assert_cmpstr (G_OBJECT_TYPE_NAME (dialog), ==, lines[i].type);
      gtk_window_destroy (GTK_WINDOW (dialog));
      ed_stage_settle ();
    }
}

/* Also with the button that is there only where there is much to assign. */
static void
test_page_fits_a_narrow_window (Fixture *fixture, gconstpointer data)
{
  int minimum;

  ed_stage_wait (has_rows, fixture);
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, set_up, test) \
  g_test_add ("/coordinator/today-page/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("groups", set_up, test_page_shows_groups);
  ADD ("settled", set_up, test_settled_case_leaves);
  ADD ("next-and-previous", set_up, test_next_and_previous);
  ADD ("fits-narrow", set_up, test_page_fits_a_narrow_window);
  ADD ("nothing", set_up_empty, test_nothing_to_decide);
  ADD ("first-sync", set_up_empty, test_first_sync);
  ADD ("requests", set_up_requests, test_requests_ask_for_decisions);
  ADD ("return-in-place", set_up_requests, test_response_is_returned_in_place);
  ADD ("requests-by-keyboard", set_up_requests, test_requests_are_settled_by_keyboard);
#undef ADD
  return g_test_run ();
}
