/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The documents of a case: what stands there, and how far each has come. */

#include "client/cases/case-item.h"
#include "client/documents/document-list.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "sample-documents.h"

#include <adwaita.h>

#define CASE "00000000-0000-4000-8000-000000000240"

typedef struct
{
  EdDesk *desk;
  EdCaseFiles *files;
  EdCaseItem *item;
  GtkWidget *list;
  GtkWindow *window;
} Fixture;

static EdCaseRow *
read_row (Fixture *fixture)
{
  EdCaseRow *row = g_new0 (EdCaseRow, 1);

  row->case_ = ed_case_copy (ed_fake_desk_find (fixture->desk, CASE));
  return row;
}

/* As a profile does it. */
static void
on_changed (Fixture *fixture)
{
  ed_case_item_update (fixture->item, read_row (fixture), NULL, ED_SAMPLE_NOW);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EdOutlook) outlook = NULL;

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_sample_cases_add (fixture->desk);
  outlook = ed_outlook_new (ed_desk_settings (fixture->desk));
  fixture->item = ed_case_item_new (read_row (fixture), outlook, ED_SAMPLE_NOW);
  fixture->files = ed_case_files_new (fixture->desk, CASE);
  fixture->list = g_object_new (ED_TYPE_DOCUMENT_LIST,
                                "item",
                                fixture->item,
                                "files",
                                fixture->files,
                                "editable",
                                TRUE,
                                NULL);
  g_signal_connect_swapped (fixture->desk, "changed", G_CALLBACK (on_changed), fixture);
  fixture->window = ed_stage_show (fixture->list, 600, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_case_files_stop (fixture->files);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->files);
  g_assert_finalize_object (fixture->item);
  g_assert_finalize_object (fixture->desk);
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer data)
{
  char **id = data;
  EdRefusal refusal;

  g_assert_true (ed_desk_attach_file_finish (ED_DESK (source), result, id, NULL, &refusal, NULL));
}

static gboolean
is_there (gpointer data)
{
  return *(char **) data != NULL;
}

/* Attaches a document and answers its id. */
static char *
attach (Fixture *fixture, EdDocumentKind kind, const char *name)
{
  const EdCase *case_ = ed_fake_desk_find (fixture->desk, CASE);
  g_autoptr (GBytes) bytes = ed_sample_image ("png", 40, 40, FALSE);
  char *id = NULL;
  const EdAttachment attachment = {
    .case_id = CASE,
    .assignment_id = case_->assignment_id,
    .kind = kind,
    .name = name,
    .content = bytes,
  };

  ed_desk_attach_file_async (fixture->desk, &attachment, NULL, on_attached, &id);
  ed_stage_wait (is_there, &id);
  ed_stage_settle ();
  return id;
}

/* Whether some visible label begins so. */
static gboolean
says_line (GtkWidget *widget, const char *line)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), line))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says_line (child, line))
      return TRUE;
  return FALSE;
}

static guint
count_rows (Fixture *fixture)
{
  GtkWidget *list = ed_stage_find (fixture->list, GTK_TYPE_LIST_BOX, NULL);
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;
  return n;
}

static void
test_empty_list_invites (Fixture *fixture, gconstpointer data)
{
  g_assert_true (ed_stage_says (fixture->list,
                                "No document has been uploaded yet. Files can be dropped here, "
                                "too."));
  g_assert_nonnull (ed_stage_find (fixture->list, GTK_TYPE_LABEL, "Upload other document"));
  g_object_set (fixture->list, "editable", FALSE, NULL);
  g_assert_true (ed_stage_says (fixture->list, "No document has been uploaded yet."));
  g_assert_null (ed_stage_find (fixture->list, GTK_TYPE_LABEL, "Upload other document"));
}

static void
test_file_is_followed_to_the_server (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = attach (fixture, ED_DOCUMENT_TREATMENT_LOG, "log.png");
  GtkWidget *row;

  ed_stage_wait_for (fixture->list, "Waits to be sent");
  g_assert_true (says_line (fixture->list, "log.png\nPNG · "));
  g_assert_true (ed_stage_says (fixture->list, "Treatment log"));
  row = ed_stage_find (fixture->list, GTK_TYPE_LIST_BOX_ROW, NULL);
  ed_fake_desk_send_file (fixture->desk, id, 10);
  g_assert_true (says_line (fixture->list, "10 bytes of"));
  g_assert_nonnull (ed_stage_find (fixture->list, GTK_TYPE_PROGRESS_BAR, NULL));
  g_assert_true (ed_stage_find (fixture->list, GTK_TYPE_LIST_BOX_ROW, NULL) == row);
  ed_fake_desk_settle_file (fixture->desk, id, ED_REFUSAL_NONE);
  ed_stage_settle ();
  g_assert_null (ed_stage_find (fixture->list, GTK_TYPE_PROGRESS_BAR, NULL));
  g_assert_false (ed_stage_says (fixture->list, "Waits to be sent"));
  g_assert_true (ed_stage_says (fixture->list, "Treatment log"));
}

static void
test_offline_file_waits_for_the_connection (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = attach (fixture, ED_DOCUMENT_OTHER, "letter.png");

  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_OFFLINE, 0, 0);
  ed_stage_wait_for (fixture->list, "Waits for the connection");
  ed_fake_desk_set_connection (fixture->desk, ED_CONNECTION_UP_TO_DATE, 0, 0);
  ed_stage_wait_for (fixture->list, "Waits to be sent");
}

static void
test_refused_file_says_why (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = attach (fixture, ED_DOCUMENT_OTHER, "film.png");

  ed_fake_desk_settle_file (fixture->desk, id, ED_REFUSAL_TOO_LARGE);
  ed_stage_wait_for (fixture->list, "Not accepted: The file is larger than 25 MB.");
  g_assert_nonnull (ed_stage_find (fixture->list, GTK_TYPE_BUTTON, "Try again"));
  g_assert_nonnull (ed_stage_find (fixture->list, GTK_TYPE_BUTTON, "Discard"));
}

static void
test_older_versions_are_folded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = attach (fixture, ED_DOCUMENT_TREATMENT_LOG, "draft.png");
  g_autofree char *second = attach (fixture, ED_DOCUMENT_TREATMENT_LOG, "better.png");
  g_autofree char *third = attach (fixture, ED_DOCUMENT_TREATMENT_LOG, "signed.png");
  g_autofree char *letter = attach (fixture, ED_DOCUMENT_OTHER, "letter.png");
  g_autofree char *another = attach (fixture, ED_DOCUMENT_OTHER, "another.png");

  ed_stage_wait_for (fixture->list, "2 older versions");
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_true (says_line (fixture->list, "signed.png"));
  g_assert_false (says_line (fixture->list, "better.png"));
  ed_stage_click (fixture->list, "2 older versions");
  g_assert_cmpuint (count_rows (fixture), ==, 5);
  g_assert_true (says_line (fixture->list, "better.png"));
  g_assert_true (says_line (fixture->list, "draft.png"));
  ed_stage_click (fixture->list, "2 older versions");
  g_assert_cmpuint (count_rows (fixture), ==, 3);
}

static void
test_private_window_hides_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = attach (fixture, ED_DOCUMENT_OTHER, "letter to Kék.png");

  ed_stage_settle ();
  g_object_set (fixture->list, "private", TRUE, NULL);
  g_assert_false (says_line (fixture->list, "letter to Kék.png"));
  g_assert_true (says_line (fixture->list, "••••••\nPNG"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/client/document-list/empty", test_empty_list_invites);
  ADD ("/client/document-list/sending", test_file_is_followed_to_the_server);
  ADD ("/client/document-list/offline", test_offline_file_waits_for_the_connection);
  ADD ("/client/document-list/refused", test_refused_file_says_why);
  ADD ("/client/document-list/versions", test_older_versions_are_folded);
  ADD ("/client/document-list/private", test_private_window_hides_names);
#undef ADD
  return g_test_run ();
}
