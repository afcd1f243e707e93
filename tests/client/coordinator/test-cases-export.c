/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All cases as a file: what stands in it, what does not, and that it can be given up. */

#include "client/coordinator/cases-export.h"

#include "client/fake-desk-audit.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "domain/account.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#define MANY 350 /* more than are read at a time */

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  for (guint i = 0; i < MANY; i++)
    {
      EdCase *case_ = ed_case_new ();

      case_->id = g_uuid_string_random ();
      case_->number = 1000 + i;
      case_->state = ED_CASE_RECORDED;
      case_->recorded_at = ED_SAMPLE_NOW - i * 60000;
      case_->company_name = g_strdup (i == 0 ? "=cmd|'/c calc'!A0" : "Suzuki");
      case_->client_alias = g_strdup ("XY");
      case_->type = i % 2 == 0 ? ED_CASE_LEGAL : ED_CASE_PSYCHOLOGICAL;
      case_->phone = g_strdup ("06 30 111 1111");
      case_->problem_details = g_strdup ("A secret");
      ed_fake_desk_add_case (fixture->desk, case_);
    }
  fixture->page = gtk_label_new ("page");
  fixture->window = ed_stage_show (fixture->page, 300, 300);
  fixture->folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "cases.csv", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing was left beside it */
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
is_over (gpointer export)
{
  return ed_export_is_over (export);
}

static EdCasesExport *
begin (Fixture *fixture, EdSpreadsheetKind kind, gint64 type)
{
  const EdCaseQuery query = { .scope = ED_SCOPE_ALL,
                              .sort = ED_SORT_NUMBER,
                              .type = type,
                              .state = ED_ABSENT };
  EdCasesExport *export = ed_cases_export_new (fixture->page, fixture->desk, kind, &query);

  ed_export_begin_at (ed_cases_export_export (export), fixture->path);
  return export;
}

static void
test_all_are_saved (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 type;
    guint n;
  } rows[] = { { ED_ABSENT, MANY }, { ED_CASE_LEGAL, MANY / 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdCasesExport *export = begin (fixture, ED_SPREADSHEET_CSV, rows[i].type);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      ed_stage_wait (is_over, ed_cases_export_export (export));
      g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
      lines = g_strsplit (text, "\r\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, rows[i].n + 2);
      g_assert_cmpstr (ed_fake_desk_noted_export (), ==, "cases");
      ed_cases_export_free (export);
    }
}

static void
test_nothing_else_is_told (Fixture *fixture, gconstpointer data)
{
  EdCasesExport *export = begin (fixture, ED_SPREADSHEET_CSV, ED_ABSENT);
  g_autofree char *text = NULL;

  ed_stage_wait (is_over, ed_cases_export_export (export));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\r\n1000,Recorded,2020-03-24 "));
  g_assert_nonnull (strstr (text, ",'=cmd|'/c calc'!A0,XY,Legal,"));
  g_assert_null (strstr (text, "111 1111"));
  g_assert_null (strstr (text, "secret"));
  ed_cases_export_free (export);
}

/* Whoever goes in the middle of it leaves nothing. */
static void
test_given_up_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  EdCasesExport *export = begin (fixture, ED_SPREADSHEET_XLSX, ED_ABSENT);

  while (ed_export_sheet (ed_cases_export_export (export)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  ed_cases_export_free (export);
  ed_stage_settle ();
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static gboolean
find_dialog (gpointer data)
{
  GtkWindow **dialog = data;
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        *dialog = window;
    }
  return *dialog != NULL;
}

static gboolean
has_begun (gpointer done)
{
  return *(gboolean *) done;
}

static void
wait_for_ever (EdExport *export, gpointer done)
{
  *(gboolean *) done = TRUE;
}

/* What takes long shows how far it is, and can be cancelled there; then rows may still come. */
static void
test_dialog_cancels (Fixture *fixture, gconstpointer data)
{
  static const EdCellColumn columns[] = { { "One", ED_CELL_TEXT, 0, 0 } };
  gboolean begun = FALSE;
  const EdExportPlan plan = { "x", "x", columns, 1, wait_for_ever, &begun };
  EdExport *export = ed_export_new (fixture->page, ED_SPREADSHEET_CSV, &plan);
  GtkWindow *dialog = NULL;

  ed_export_begin_at (export, fixture->path);
  ed_stage_wait (has_begun, &begun);
  ed_stage_wait (find_dialog, &dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  ed_export_go_on (export, 10, 100);
  ed_stage_wait (is_over, export);
  ed_export_go_on (export, 20, 100);
  ed_stage_settle ();
  g_object_unref (export);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define TEST(path, test) \
  g_test_add ("/client/cases-export/" path, Fixture, NULL, set_up, test, tear_down)
  TEST ("all-are-saved", test_all_are_saved);
  TEST ("nothing-else-is-told", test_nothing_else_is_told);
  TEST ("given-up-leaves-nothing", test_given_up_leaves_nothing);
  TEST ("dialog-cancels", test_dialog_cancels);
  return g_test_run ();
}
