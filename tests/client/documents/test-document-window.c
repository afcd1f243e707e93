/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A document's window shows it, says why it cannot, and goes when the document does. */

#include "client/documents/document-window.h"
#include "client/documents/preview-save.h"
#include "client/documents/preview.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "sample-documents.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#define CASE "00000000-0000-4000-8000-000000000250" /* its treatment log is at the server */

typedef struct
{
  EdDesk *desk;
  GtkWidget *from;
  GtkWindow *main;
  GtkWidget *window;
} Fixture;

static EdDocument *
find_document (Fixture *fixture)
{
  return ed_fake_desk_find (fixture->desk, CASE)->documents->pdata[0];
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = ed_sample_pdf ();

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_sample_cases_add (fixture->desk);
  ed_fake_desk_add_file (fixture->desk, CASE, find_document (fixture)->id, bytes);
  fixture->from = gtk_label_new ("Case");
  fixture->main = ed_stage_show (fixture->from, 400, 300);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  ed_stage_wait (is_gone, &fixture->window);
  if (fixture->main != NULL)
    ed_stage_close (fixture->main);
  /* What was asked for it may still be answered. */
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static void
open_window (Fixture *fixture, const char *then)
{
  fixture->window =
      ed_document_window_new (fixture->from, fixture->desk, CASE, find_document (fixture), then);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
test_document_is_shown (Fixture *fixture, gconstpointer data)
{
  open_window (fixture, NULL);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Treatment log");
  g_assert_true (ed_stage_says (fixture->window, "treatment-log.pdf"));
  ed_stage_wait_for (fixture->window, "Page 1 of 3");
  g_assert_null (ed_stage_find (fixture->window, GTK_TYPE_BUTTON, "Try again"));
}

static void
test_offline_document_opens_with_the_connection (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_OFFLINE, 0, 0);
  open_window (fixture, NULL);
  ed_stage_wait_for (fixture->window,
                     "It is not kept on this device, and there is no connection to the server. It "
                     "opens as soon as there is one.");
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_UP_TO_DATE, 0, 0);
  ed_stage_wait_for (fixture->window, "Page 1 of 3");
}

static void
test_document_that_the_server_lost_says_so (Fixture *fixture, gconstpointer data)
{
  EdDocument *document = find_document (fixture);
  g_autofree char *id = g_strdup (document->id);

  document->id[0] = 'f';
  open_window (fixture, NULL);
  ed_stage_wait_for (fixture->window, "The server does not have this document any more.");
  document->id[0] = id[0];
  g_assert_nonnull (ed_stage_find (fixture->window, GTK_TYPE_BUTTON, "Try again"));
}

/* Something else of the desk changed: the window looks again. */
static void
change_desk (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->desk, "changed");
}

static void
test_window_closes_with_the_access (Fixture *fixture, gconstpointer data)
{
  EdCase *case_;

  open_window (fixture, NULL);
  ed_stage_wait_for (fixture->window, "Page 1 of 3");
  change_desk (fixture);
  ed_stage_settle ();
  g_assert_nonnull (fixture->window);
  case_ = (EdCase *) ed_fake_desk_find (fixture->desk, CASE);
  g_ptr_array_set_size (case_->documents, 0);
  change_desk (fixture);
  ed_stage_wait (is_gone, &fixture->window);
}

static void
test_window_closes_with_its_case (Fixture *fixture, gconstpointer data)
{
  open_window (fixture, NULL);
  ed_stage_close (g_steal_pointer (&fixture->main));
  ed_stage_wait (is_gone, &fixture->window);
}

static gboolean
has_chooser (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_visible (window))
        {
          *(GtkWidget **) data = window; /* the toplevel list's reference is enough */
          return TRUE;
        }
    }
  return FALSE;
}

static void
test_saving_asks_where_to (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = NULL;
  g_autofree char *name = NULL;

  open_window (fixture, "preview.save");
  ed_stage_wait (has_chooser, &chooser);
  name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (chooser));
  g_assert_cmpstr (name, ==, "treatment-log.pdf");
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  ed_stage_settle ();
}

/* What may be seen no more is not saved by whoever had asked for it before. */
static void
test_saving_ends_with_the_access (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = NULL;
  EdCase *case_ = (EdCase *) ed_fake_desk_find (fixture->desk, CASE);

  open_window (fixture, "preview.save");
  ed_stage_wait (has_chooser, &chooser);
  g_object_add_weak_pointer (G_OBJECT (chooser), (gpointer *) &chooser);
  g_ptr_array_set_size (case_->documents, 0);
  change_desk (fixture);
  ed_stage_wait (is_gone, &fixture->window);
  ed_stage_settle ();
  g_assert_false (chooser != NULL && gtk_widget_get_visible (chooser));
  if (chooser != NULL)
    g_object_remove_weak_pointer (G_OBJECT (chooser), (gpointer *) &chooser);
}

/* Where the window stays, as it does around what a coordinator looks through. */
static void
test_saving_ends_with_the_document (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = ed_sample_pdf ();
  GtkWidget *preview = ed_preview_new ();
  GtkWindow *window = ed_stage_show (preview, 400, 300);
  GtkWidget *chooser = NULL;

  ed_preview_set_document (ED_PREVIEW (preview), "log.pdf", bytes);
  gtk_widget_activate_action (preview, "preview.save", NULL);
  ed_stage_wait (has_chooser, &chooser);
  g_object_add_weak_pointer (G_OBJECT (chooser), (gpointer *) &chooser);
  ed_preview_set_empty (ED_PREVIEW (preview));
  ed_stage_settle ();
  g_assert_false (chooser != NULL && gtk_widget_get_visible (chooser));
  if (chooser != NULL)
    g_object_remove_weak_pointer (G_OBJECT (chooser), (gpointer *) &chooser);
  ed_stage_close (window);
}

static gboolean
is_file (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* Whoever else uses the computer has no business with it. */
static void
test_saved_document_is_the_users_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF-", 5);
  g_autofree char *folder = g_dir_make_tmp ("ed-save-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "log.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GStatBuf status;

  ed_preview_save_to (fixture->from, file, bytes);
  ed_stage_wait (is_file, path);
  ed_stage_settle ();
  g_assert_cmpint (g_stat (path, &status), ==, 0);
#ifdef G_OS_UNIX
  g_assert_cmpint (status.st_mode & 077, ==, 0);
#endif
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/client/document-window/shows", test_document_is_shown);
  ADD ("/client/document-window/offline", test_offline_document_opens_with_the_connection);
  ADD ("/client/document-window/lost", test_document_that_the_server_lost_says_so);
  ADD ("/client/document-window/access", test_window_closes_with_the_access);
  ADD ("/client/document-window/case", test_window_closes_with_its_case);
  ADD ("/client/document-window/save", test_saving_asks_where_to);
  ADD ("/client/document-window/save-withdrawn", test_saving_ends_with_the_access);
  ADD ("/client/document-window/save-cleared", test_saving_ends_with_the_document);
  ADD ("/client/document-window/private", test_saved_document_is_the_users_own);
#undef ADD
  return g_test_run ();
}
