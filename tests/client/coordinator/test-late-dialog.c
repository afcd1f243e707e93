/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Late work is settled beside what the case says, and whoever entered it is told. */

#include "client/coordinator/late-dialog.h"
#include "client/coordinator/late-row.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/shell/outbox-page.h"
#include "client/stage.h"

#define FORMER "99999999-9999-4999-8999-999999999999"

typedef struct
{
  EdDesk *desk;
  GtkWindow *main;
  GtkWidget *page;
  GtkWidget *dialog; /* NULL once it is gone */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  ed_sample_cases_add (fixture->desk);
  ed_sample_late_add (fixture->desk, FORMER, ED_LATE_WAITING);
  fixture->page = gtk_label_new ("Today");
  fixture->main = ed_stage_show (fixture->page, 800, 600);
  fixture->dialog = ed_late_dialog_open (fixture->page, fixture->desk, ED_SAMPLE_CASE);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ed_stage_wait (is_gone, &fixture->dialog);
  ed_stage_close (fixture->main);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static gboolean
has_rows (gpointer data)
{
  return ed_stage_find (data, ED_TYPE_LATE_ROW, NULL) != NULL;
}

/* Both facts are there: what was entered, and what the case says now. */
static void
test_dialog_shows_both_facts (Fixture *fixture, gconstpointer data)
{
  ed_stage_wait (has_rows, fixture->dialog);
  g_assert_true (ed_stage_says (fixture->dialog, "Session on Mon 23 March 2020"));
  g_assert_true (
      ed_stage_says (fixture->dialog, "The case now: with Dr. Kovács Anna; no session registered"));
  g_assert_true (ed_stage_says (fixture->dialog, "“The client prefers appointments after five.”"));
}

typedef struct
{
  EdDesk *desk;
  guint n;
} Expected;

static gboolean
has_commands (gpointer data)
{
  const Expected *expected = data;

  return ed_fake_desk_count_commands (expected->desk) == expected->n;
}

static void
test_accepting (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;

  ed_stage_wait (has_rows, fixture->dialog);
  ed_stage_click (fixture->dialog, "Accept");
  ed_stage_wait (has_commands, &(Expected){ fixture->desk, 1 });
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_LATE_SETTLE);
  g_assert_cmpstr (command->target_id, ==, ED_SAMPLE_LATE);
  g_assert_cmpint (((EdArgs *) command->args)->accepted, ==, 1);
}

static GtkWidget *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data) && gtk_widget_get_mapped (link->data))
      return link->data;
  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_question () != NULL;
}

/* The last one that is settled closes the dialog. */
static void
test_discarding_all (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 3; i++)
    {
      ed_stage_wait (has_rows, fixture->dialog);
      ed_stage_settle ();
      ed_stage_click (fixture->dialog, "Discard…");
      ed_stage_wait (is_asked, NULL);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "confirm");
      ed_stage_wait (has_commands, &(Expected){ fixture->desk, i });
      ed_stage_settle ();
      g_assert_cmpint (((EdArgs *) ed_fake_desk_command (fixture->desk, i - 1)->args)->accepted,
                       ==,
                       0);
    }
  ed_stage_wait (is_gone, &fixture->dialog);
}

static gboolean
has_no_stub (gpointer data)
{
  return !ed_stage_says (data, "3 accepted as yours");
}

/* Nothing of what was entered is left with its author, but what became of it, until that is put
 * away. */
static void
test_author_is_told (void)
{
  EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  GtkWidget *page = ed_outbox_page_new_attention (desk);
  GtkWindow *window = ed_stage_show (page, 800, 600);

  ed_stage_wait_for (page, "Nothing needs attention");
  ed_sample_late_add (desk, ed_desk_account (desk)->id, ED_LATE_ACCEPTED);
  ed_stage_wait_for (page,
                     "Case 261 was reassigned on Tue 24 March 2020; your 3 entries were handed to "
                     "the coordinator");
  g_assert_true (ed_stage_says (page, "3 accepted as yours"));
  ed_stage_click (page, "Put away");
  ed_stage_wait (has_no_stub, page);
  ed_stage_wait_for (page, "Nothing needs attention");
  ed_stage_close (window);
  ed_stage_settle ();
  g_assert_finalize_object (desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) \
  g_test_add ("/coordinator/late-dialog/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("both-facts", test_dialog_shows_both_facts);
  ADD ("accepting", test_accepting);
  ADD ("discarding", test_discarding_all);
#undef ADD
  g_test_add_func ("/coordinator/late-dialog/author", test_author_is_told);
  return g_test_run ();
}
