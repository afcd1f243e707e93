/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/shell/outbox-page.h"

#include "client/documents/document-texts.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/shell/difference-box.h"
#include "client/shell/outbox-row.h"
#include "client/stage.h"
#include "sql/db.h"
#include "sync/desk-files.h"

#include <adwaita.h>
#include <string.h>

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
  guint undone;
} Fixture;

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *fixture = data;
  const char *id;

  g_variant_get_child (parameter, 0, "&s", &id);
  fixture->undone++;
  ed_desk_undo_async (fixture->desk, id, NULL, NULL, NULL);
}

static const GActionEntry actions[] = { { "undo", on_undo, "as" } };

static void
set_up (Fixture *fixture, gconstpointer with_entries)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_sample_cases_add (fixture->desk);
  if (with_entries != NULL)
    ed_sample_outbox_add (fixture->desk);
}

/* Takes PAGE. */
static void
show (Fixture *fixture, GtkWidget *page)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  fixture->page = page;
  fixture->window = ed_stage_show (page, 900, 800);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  g_assert_finalize_object (fixture->desk);
}

static void
test_outbox_says_what_became_of_everything (Fixture *fixture, gconstpointer data)
{
  static const char *const said[] = {
    "Session on Wed 25 March 2020",
    "Waiting",
    "Case 266 (Magyar Posta - Rigó) · 24 March 2020, 11:32",
    "Session deleted",
    "Sent, no answer yet",
    "Kept for the coordinator: the case is no longer assigned to you",
    "Refused: The profile is locked until the closing has been approved.",
    "Client has been contacted",
    "Accepted",
  };

  show (fixture, ed_outbox_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "Accepted");
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_test_message ("%s", said[i]);
      g_assert_true (ed_stage_says (fixture->page, said[i]));
    }
}

static void
test_attention_leaves_out_what_went_well (Fixture *fixture, gconstpointer data)
{
  show (fixture, ed_outbox_page_new_attention (fixture->desk));
  ed_stage_wait_for (fixture->page,
                     "Refused: The profile is locked until the closing has been approved.");
  g_assert_true (ed_stage_says (fixture->page, "Needs attention"));
  g_assert_false (ed_stage_says (fixture->page, "Accepted"));
  g_assert_false (ed_stage_says (fixture->page, "Waiting"));
}

static void
test_refused_entry_is_discarded (Fixture *fixture, gconstpointer data)
{
  show (fixture, ed_outbox_page_new_attention (fixture->desk));
  ed_stage_wait_for (fixture->page,
                     "Refused: The profile is locked until the closing has been approved.");
  for (guint left = 2; left > 0; left--)
    {
      ed_stage_click (fixture->page, "Discard");
      ed_stage_settle ();
    }
  ed_stage_wait_for (fixture->page, "Nothing needs attention");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 3);
}

static void
on_done (GObject *desk, GAsyncResult *result, gpointer data)
{
  EdRefusal refusal;

  g_assert_true (ed_desk_do_finish (ED_DESK (desk), result, &refusal, NULL));
}

static void
test_waiting_entry_is_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EdCommand) command =
      ed_command_new (ED_COMMAND_CASE_CONTACT,
                      "00000000-0000-4000-8000-00000000abcd",
                      ED_SAMPLE_CASE,
                      ed_fake_desk_find (fixture->desk, ED_SAMPLE_CASE)->assignment_id,
                      ED_SAMPLE_NOW);

  ed_desk_do_async (fixture->desk, command, NULL, on_done, NULL);
  show (fixture, ed_outbox_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "Waiting");
  ed_stage_click (fixture->page, "Undo");
  ed_stage_wait_for (fixture->page, "Nothing in the outbox");
  g_assert_cmpuint (fixture->undone, ==, 1);
  g_assert_cmpint (ed_fake_desk_find (fixture->desk, ED_SAMPLE_CASE)->contacted_at, ==, ED_ABSENT);
}

static void
test_attention_tells_what_stops_the_sync (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    EdConnection connection;
    const char *text; /* NULL: nothing */
  } rows[] = {
    { ED_CONNECTION_SUSPENDED,
      "Your account is suspended, or this device has been signed out for "
      "good. Ask your coordinator." },
    { ED_CONNECTION_SIGN_IN,
      "The server asks you to sign in again. What you do meanwhile is kept." },
    { ED_CONNECTION_TROUBLE, "The server answers, but not what it should." },
    { ED_CONNECTION_UP_TO_DATE, NULL },
  };

  show (fixture, ed_outbox_page_new_attention (fixture->desk));
  ed_stage_wait_for (fixture->page, "Nothing needs attention");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ed_fake_desk_set_connection (fixture->desk, rows[i].connection, 0, 0);
      if (rows[i].text != NULL)
        g_assert_true (ed_stage_says (fixture->page, rows[i].text));
      g_assert_cmpint (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Try again") != NULL,
                       ==,
                       rows[i].text != NULL);
    }
}

/* What goes wrong while the window is open is said there, each thing with its own sentence. */
static void
test_attention_says_each_trouble (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    GQuark domain;
    int code;
    const char *sentence;
  } rows[] = {
    { ED_SYNC_ERROR,
      ED_SYNC_ERROR_CERTIFICATE,
      "The server’s certificate is not one to trust, so nothing was sent to it. Ask your "
      "coordinator before you go on." },
    { ED_SYNC_ERROR,
      ED_SYNC_ERROR_PROTOCOL,
      "The server’s answer makes no sense. Is this the address of an Experts’ Dashboard "
      "server?" },
    { ED_SYNC_ERROR,
      ED_SYNC_ERROR_OLD,
      "This program and the server are of different ages. Update the program, or ask your "
      "coordinator." },
    { ED_DB_ERROR,
      ED_DB_ERROR_FULL,
      "The disk is full. Make room, then try again; nothing is lost." },
    { ED_DB_ERROR, ED_DB_ERROR_IO, "The disk cannot be written: it failed, or is read-only." },
  };

  show (fixture, ed_outbox_page_new_attention (fixture->desk));
  ed_stage_wait_for (fixture->page, "Nothing needs attention");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ed_fake_desk_set_trouble (fixture->desk,
                                g_error_new_literal (rows[i].domain, rows[i].code, "raw"));
      g_assert_true (ed_stage_says (fixture->page, rows[i].sentence));
      g_assert_nonnull (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Try again"));
    }
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_UP_TO_DATE, 0, 0);
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Try again"));
}

static void
test_private_window_names_nobody (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  show (fixture, ed_outbox_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "Accepted");
  row = ed_stage_find (fixture->page, ED_TYPE_OUTBOX_ROW, NULL);
  g_object_set (row, "private", TRUE, NULL);
  g_assert_true (ed_stage_says (row, "Case 266 · 24 March 2020, 11:32"));
}

static void
test_conflict_shows_both_values (Fixture *fixture, gconstpointer data)
{
  const EdCase *case_;
  const EdCommand *again;
  GtkWidget *row;
  g_autofree char *now = NULL;
  g_autofree char *wanted = NULL;

  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR | ED_ROLE_EXPERT);
  ed_sample_conflict_add (fixture->desk);
  show (fixture, ed_outbox_page_new_attention (fixture->desk));
  ed_stage_wait_for (fixture->page, "Yours");
  row = gtk_widget_get_ancestor (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Keep mine"),
                                 ED_TYPE_OUTBOX_ROW);
  case_ = ed_fake_desk_find (fixture->desk, ed_fake_desk_command (fixture->desk, 0)->target_id);
  now = g_strdup_printf ("%d", (int) case_->sessions_available);
  wanted = g_strdup_printf ("%d", (int) case_->sessions_available + 4);
  g_assert_true (ed_stage_says (row, "+36 1 555 0199"));
  g_assert_true (ed_stage_says (row, case_->phone));
  g_assert_true (ed_stage_says (row, now));
  g_assert_true (ed_stage_says (row, wanted));
  g_object_set (ed_stage_find (row, ED_TYPE_DIFFERENCE_BOX, NULL), "private", TRUE, NULL);
  g_assert_false (ed_stage_says (row, "+36 1 555 0199"));
  g_assert_true (ed_stage_says (row, wanted));

  ed_stage_click (row, "Keep mine");
  ed_stage_settle ();
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Keep mine"));
  again = ed_fake_desk_command (fixture->desk, 1);
  g_assert_cmpint (again->type, ==, ED_COMMAND_CASE_EDIT);
  g_assert_cmpstr (((EdCase *) again->to)->phone, ==, "+36 1 555 0199");
  g_assert_cmpstr (((EdCase *) again->from)->phone, !=, "+36 1 555 0100");
}

static void
test_failed_one_is_tried_again (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR | ED_ROLE_EXPERT);
  ed_sample_conflict_add (fixture->desk);
  show (fixture, ed_outbox_page_new_attention (fixture->desk));
  ed_stage_wait_for (fixture->page, "Keep mine");
  ed_stage_click (fixture->page, "Try again");
  ed_stage_settle ();
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Try again"));
  ed_stage_click (fixture->page, "Keep theirs");
  ed_stage_wait_for (fixture->page, "Nothing needs attention");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer data)
{
  EdRefusal refusal;

  g_assert_true (ed_desk_attach_file_finish (ED_DESK (source), result, data, NULL, &refusal, NULL));
}

/* How much of a file has been sent is said while it goes on, in the row that is there. */
static void
test_file_on_its_way_says_how_far (Fixture *fixture, gconstpointer data)
{
  const EdCase *case_ = ed_fake_desk_find (fixture->desk, ED_SAMPLE_CASE);
  char *bytes = g_malloc0 (5000000);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *id = NULL;
  g_autofree char *progress = ed_document_progress_text (2000000, 5000000);
  g_autofree char *outcome = g_strdup_printf ("%s sent", progress);
  GtkWidget *row;
  EdAttachment attachment;

  memcpy (bytes, "%PDF-1.7\n", 9);
  content = g_bytes_new_take (bytes, 5000000);
  attachment = (EdAttachment){
    .case_id = ED_SAMPLE_CASE,
    .assignment_id = case_->assignment_id,
    .kind = ED_DOCUMENT_TREATMENT_LOG,
    .name = "log.pdf",
    .content = content,
  };
  ed_desk_attach_file_async (fixture->desk, &attachment, NULL, on_attached, &id);
  show (fixture, ed_outbox_page_new (fixture->desk));
  ed_stage_wait_for (fixture->page, "Treatment log “log.pdf”");
  row = ed_stage_find (fixture->page, ED_TYPE_OUTBOX_ROW, NULL);
  g_assert_true (ed_stage_says (row, "Waiting"));
  ed_fake_desk_send_file (fixture->desk, id, 2000000);
  g_assert_true (ed_stage_says (row, outcome));
  g_object_set (row, "private", TRUE, NULL);
  g_assert_true (ed_stage_says (row, "Treatment log added"));
  g_assert_false (ed_stage_says (row, "Treatment log “log.pdf”"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    gboolean with_entries;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/client/outbox-page/says", TRUE, test_outbox_says_what_became_of_everything },
    { "/client/outbox-page/attention", TRUE, test_attention_leaves_out_what_went_well },
    { "/client/outbox-page/discard", TRUE, test_refused_entry_is_discarded },
    { "/client/outbox-page/undo", FALSE, test_waiting_entry_is_undone },
    { "/client/outbox-page/trouble", FALSE, test_attention_tells_what_stops_the_sync },
    { "/client/outbox-page/each-trouble", FALSE, test_attention_says_each_trouble },
    { "/client/outbox-page/private", TRUE, test_private_window_names_nobody },
    { "/client/outbox-page/conflict", FALSE, test_conflict_shows_both_values },
    { "/client/outbox-page/try-again", FALSE, test_failed_one_is_tried_again },
    { "/client/outbox-page/file", FALSE, test_file_on_its_way_says_how_far },
  };

  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path,
                Fixture,
                GINT_TO_POINTER (tests[i].with_entries),
                set_up,
                tests[i].test,
                tear_down);
  return g_test_run ();
}
