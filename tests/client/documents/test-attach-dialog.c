/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The last look before files are attached: nothing goes without its kind, nothing is lost. */

#include "client/documents/attach-dialog.h"
#include "client/documents/picked-row.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "sample-documents.h"

typedef struct
{
  EdDesk *desk;
  GtkWidget *from;
  GtkWindow *window;
  EdCaseItem *item;
  GtkWidget *dialog;
} Fixture;

/* DATA: number of the case. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012d", GPOINTER_TO_INT (data));
  EdCaseRow *row = g_new0 (EdCaseRow, 1);
  g_autoptr (EdOutlook) outlook = NULL;
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_sample_cases_add (fixture->desk);
  fixture->from = gtk_label_new ("Case");
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->from);
  fixture->window = ed_stage_show (overlay, 800, 600);
  row->case_ = ed_case_copy (ed_fake_desk_find (fixture->desk, id));
  outlook = ed_outlook_new (ed_desk_settings (fixture->desk));
  fixture->item = ed_case_item_new (row, outlook, ED_SAMPLE_NOW);
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
  ed_stage_close (fixture->window);
  g_assert_finalize_object (fixture->item);
  g_assert_finalize_object (fixture->desk);
}

static void
open_dialog (Fixture *fixture, int kind)
{
  fixture->dialog = ed_attach_dialog_new (fixture->from, fixture->desk, fixture->item, kind);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

/* Takes BYTES. */
static void
add (Fixture *fixture, const char *name, GBytes *bytes)
{
  g_autoptr (GBytes) taken = bytes;

  ed_attach_dialog_add (ED_ATTACH_DIALOG (fixture->dialog),
                        ed_picked_file_new_for_bytes (name, bytes));
}

static GtkWidget *
find_attach (Fixture *fixture)
{
  return ed_stage_find (fixture->dialog, GTK_TYPE_BUTTON, "Attach");
}

static gboolean
can_attach (gpointer data)
{
  return gtk_widget_is_sensitive (find_attach (data));
}

static void
attach (Fixture *fixture)
{
  ed_stage_wait (can_attach, fixture);
  ed_stage_click (fixture->dialog, "Attach");
}

static const EdCase *
find_case (Fixture *fixture)
{
  return ed_fake_desk_find (fixture->desk, ed_case_item_case (fixture->item)->id);
}

static void
test_file_is_attached (Fixture *fixture, gconstpointer data)
{
  const EdDocument *document;

  open_dialog (fixture, ED_DOCUMENT_TREATMENT_LOG);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->dialog)), ==, "Upload treatment log");
  add (fixture, "log.pdf", ed_sample_pdf ());
  ed_stage_wait_for (fixture->dialog, "Page 1 of 3");
  g_assert_true (ed_stage_says (fixture->dialog, "log.pdf"));
  attach (fixture);
  ed_stage_wait (is_gone, &fixture->dialog);
  document = find_case (fixture)->documents->pdata[0];
  g_assert_cmpint (document->kind, ==, ED_DOCUMENT_TREATMENT_LOG);
  g_assert_cmpstr (document->name, ==, "log.pdf");
  ed_stage_wait_for (GTK_WIDGET (fixture->window), "Treatment log added");
  g_assert_nonnull (ed_stage_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Undo"));
}

/* "Cancel" is the first button, and would throw away what was chosen. */
static void
test_enter_attaches (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  fixture->dialog =
      ed_attach_dialog_new (fixture->from, fixture->desk, fixture->item, ED_DOCUMENT_TREATMENT_LOG);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  dialog = GTK_WINDOW (fixture->dialog);
  add (fixture, "log.pdf", ed_sample_pdf ());
  gtk_window_present (dialog);
  ed_stage_wait_for (fixture->dialog, "Page 1 of 3");
  ed_stage_wait (can_attach, fixture);
  g_assert_true (gtk_window_get_focus (dialog) == find_attach (fixture));
  g_signal_emit_by_name (dialog, "activate-focus");
  ed_stage_wait (is_gone, &fixture->dialog);
  g_assert_cmpuint (find_case (fixture)->documents->len, ==, 1);
}

static void
test_wrong_file_has_the_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  fixture->dialog =
      ed_attach_dialog_new (fixture->from, fixture->desk, fixture->item, ED_DOCUMENT_OTHER);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  add (fixture, "film.pdf", g_bytes_new_static ("RIFF....AVI ", 12));
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  ed_stage_wait_for (fixture->dialog, "It cannot be attached.");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));
  g_assert_true (focus != NULL && ED_IS_PICKED_ROW (focus));
}

static void
choose (Fixture *fixture, guint nth)
{
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (ed_stage_find (fixture->dialog, GTK_TYPE_DROP_DOWN, NULL)),
      nth);
}

static void
test_kind_is_asked_for (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, -1);
  add (fixture, "scan.png", ed_sample_image ("png", 60, 80, FALSE));
  ed_stage_wait_for (fixture->dialog, "Say what it is, then it can be attached.");
  g_assert_false (can_attach (fixture));
  choose (fixture, 2); /* after "What is it?" and the treatment log */
  attach (fixture);
  ed_stage_wait (is_gone, &fixture->dialog);
  g_assert_cmpint (((EdDocument *) find_case (fixture)->documents->pdata[0])->kind,
                   ==,
                   ED_DOCUMENT_SATISFACTION_FORM);
}

static void
test_what_can_be_but_one_thing_is_not_asked (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, -1);
  add (fixture, "contract.pdf", ed_sample_pdf ());
  attach (fixture);
  ed_stage_wait (is_gone, &fixture->dialog);
  g_assert_cmpint (((EdDocument *) find_case (fixture)->documents->pdata[0])->kind,
                   ==,
                   ED_DOCUMENT_OTHER);
}

static void
test_bad_file_stays_with_its_reason (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, ED_DOCUMENT_OTHER);
  add (fixture, "first.pdf", ed_sample_pdf ());
  add (fixture, "film.pdf", g_bytes_new_static ("RIFF....AVI ", 12));
  add (fixture, "second.png", ed_sample_image ("png", 10, 10, FALSE));
  ed_stage_wait_for (fixture->dialog, "1 file cannot be attached and is left out.");
  attach (fixture);
  ed_stage_wait_for (fixture->dialog, "It cannot be attached.");
  g_assert_true (ed_stage_says (fixture->dialog, "film.pdf"));
  g_assert_false (ed_stage_says (fixture->dialog, "first.pdf"));
  g_assert_false (can_attach (fixture));
  g_assert_cmpuint (find_case (fixture)->documents->len, ==, 2);
  ed_stage_wait_for (GTK_WIDGET (fixture->window), "2 files added");
  gtk_widget_activate_action (fixture->dialog, "window.close", NULL);
  ed_stage_wait (is_gone, &fixture->dialog);
}

static void
test_refused_file_can_be_tried_again (Fixture *fixture, gconstpointer data)
{
  EdCase *case_ = (EdCase *) find_case (fixture);

  open_dialog (fixture, ED_DOCUMENT_OTHER);
  add (fixture, "letter.pdf", ed_sample_pdf ());
  ed_stage_wait (can_attach, fixture);
  case_->state = ED_CASE_CLOSING;
  attach (fixture);
  ed_stage_wait_for (fixture->dialog, "The profile is locked until the closing has been approved.");
  g_assert_true (ed_stage_says (fixture->dialog, "letter.pdf"));
  g_assert_cmpuint (case_->documents->len, ==, 0);
  case_->state = ED_CASE_ASSIGNED;
  attach (fixture);
  ed_stage_wait (is_gone, &fixture->dialog);
  g_assert_cmpuint (find_case (fixture)->documents->len, ==, 1);
}

static void
test_offline_says_that_it_waits (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_OFFLINE, 0, 0);
  open_dialog (fixture, ED_DOCUMENT_OTHER);
  add (fixture, "letter.pdf", ed_sample_pdf ());
  ed_stage_wait_for (fixture->dialog,
                     "Offline: kept here, encrypted, and sent when there is a connection.");
  attach (fixture);
  ed_stage_wait (is_gone, &fixture->dialog);
  g_assert_cmpuint (find_case (fixture)->documents->len, ==, 1);
}

static void
test_cancelled_dialog_attaches_nothing (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, ED_DOCUMENT_OTHER);
  add (fixture, "letter.pdf", ed_sample_pdf ());
  ed_stage_click (fixture->dialog, "Cancel");
  ed_stage_wait (is_gone, &fixture->dialog);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

static void
test_left_out_file_is_not_attached (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  open_dialog (fixture, ED_DOCUMENT_OTHER);
  add (fixture, "first.png", ed_sample_image ("png", 10, 10, FALSE));
  add (fixture, "second.png", ed_sample_image ("png", 12, 12, FALSE));
  row = gtk_widget_get_ancestor (ed_stage_find (fixture->dialog, GTK_TYPE_LABEL, "first.png"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (row, "removed");
  attach (fixture);
  ed_stage_wait (is_gone, &fixture->dialog);
  g_assert_cmpuint (find_case (fixture)->documents->len, ==, 1);
  g_assert_cmpstr (((EdDocument *) find_case (fixture)->documents->pdata[0])->name,
                   ==,
                   "second.png");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, number, test) \
  g_test_add (path, Fixture, GINT_TO_POINTER (number), set_up, test, tear_down)
  ADD ("/client/attach-dialog/attached", 240, test_file_is_attached);
  ADD ("/client/attach-dialog/enter", 240, test_enter_attaches);
  ADD ("/client/attach-dialog/wrong", 240, test_wrong_file_has_the_focus);
  ADD ("/client/attach-dialog/kind", 240, test_kind_is_asked_for);
  ADD ("/client/attach-dialog/one-kind", 221, test_what_can_be_but_one_thing_is_not_asked);
  ADD ("/client/attach-dialog/bad", 240, test_bad_file_stays_with_its_reason);
  ADD ("/client/attach-dialog/refused", 240, test_refused_file_can_be_tried_again);
  ADD ("/client/attach-dialog/offline", 240, test_offline_says_that_it_waits);
  ADD ("/client/attach-dialog/cancelled", 240, test_cancelled_dialog_attaches_nothing);
  ADD ("/client/attach-dialog/left-out", 240, test_left_out_file_is_not_attached);
#undef ADD
  return g_test_run ();
}
