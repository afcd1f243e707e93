/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Importing cases: a file is read, looked at, recorded, mended and read again. */

#include "client/coordinator/import-columns.h"
#include "client/coordinator/import-dialog.h"
#include "client/coordinator/import-texts.h"
#include "client/coordinator/take-back-dialog.h"
#include "client/dialog-stage.h"
#include "client/fake-desk-take-back.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

#include <glib/gstdio.h>
#include <string.h>

/* Line 3 has no company, line 4 a strange type, line 5 a case that the desk has; line 6 is like
 * line 2. */
#define TABLE                                                     \
  "Company name;Client name;Type of problem;Recorded;Age;Phone\n" \
  "Opel;AB;Legal;2020-03-17;42;+36 30 1\n"                        \
  ";CD;Legal;2020-03-17;43;+36 30 2\n"                            \
  "Opel;EF;Astral;2020-03-17;forty;+36 30 3\n"                    \
  "Suzuki;XY;Psychological;2020-03-18;44;\n"                      \
  "opel;ab;Financial;2020-03-17;45;\n"

typedef struct
{
  EdDialogStage stage;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("ed-import-XXXXXX", NULL);
  ed_dialog_stage_set_up (&fixture->stage, NULL);
  ed_sample_cases_add (fixture->stage.desk);
}

static void
remove_folder (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_dialog_stage_tear_down (&fixture->stage, NULL);
  remove_folder (fixture);
}

static EdCaseImport *
get_import (Fixture *fixture)
{
  return ed_import_dialog_import (fixture->stage.dialog);
}

static void
wait_for_state (Fixture *fixture, EdImportState expected)
{
  guint state;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (get_import (fixture), "state", &state, NULL);
    }
  while (state != expected);
}

static void
open_text (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  ed_dialog_stage_watch (&fixture->stage,
                         ed_import_dialog_open (fixture->stage.window, fixture->stage.desk, file));
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->stage.dialog), action, NULL);
}

static EdImportItem *
get_item (Fixture *fixture, guint row)
{
  return ed_case_import_item (get_import (fixture), row);
}

static void
assert_note (Fixture *fixture, guint row, EdImportKind kind, const char *expected)
{
  g_autofree char *note = ed_import_item_note (get_item (fixture, row), FALSE);

  g_assert_cmpint (ed_import_item_kind (get_item (fixture, row)), ==, kind);
  g_assert_cmpstr (note, ==, expected);
}

static void
assert_counts (Fixture *fixture, guint cases, guint noted, guint refused, guint held)
{
  EdCaseImport *import = get_import (fixture);

  g_assert_cmpuint (ed_case_import_count (import, ED_IMPORT_CASE), ==, cases);
  g_assert_cmpuint (ed_case_import_count (import, ED_IMPORT_NOTED), ==, noted);
  g_assert_cmpuint (ed_case_import_count (import, ED_IMPORT_REFUSED), ==, refused);
  g_assert_cmpuint (ed_case_import_count (import, ED_IMPORT_HELD), ==, held);
}

static void
test_rows_are_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *title = NULL;

  open_text (fixture, "cases.csv", TABLE);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  assert_counts (fixture, 1, 2, 2, 0);
  title = ed_import_item_title (get_item (fixture, 0), FALSE);
  g_assert_cmpstr (title, ==, "Opel · AB · Legal");
  assert_note (fixture, 0, ED_IMPORT_CASE, "");
  assert_note (fixture, 1, ED_IMPORT_REFUSED, "“Company name” is needed to save the case.");
  assert_note (fixture,
               2,
               ED_IMPORT_REFUSED,
               "“Type of problem” is one of these: Psychological, Legal, Financial, Health "
               "coaching. There is “Astral”.\n"
               "“Age” is a whole number from 0 to 130, or empty. There is “forty”.");
  assert_note (fixture,
               3,
               ED_IMPORT_NOTED,
               "Possibly case 261 once more: the same client, company and day.");
  assert_note (fixture, 4, ED_IMPORT_NOTED, "The same client, company and day as in line 2.");
  g_assert_cmpuint (ed_import_item_line (get_item (fixture, 4)), ==, 6);
  g_assert_cmpuint (ed_case_import_count_included (get_import (fixture)), ==, 3);
}

/* Whether a label of WIDGET, seen or not, says WORD. */
static gboolean
mentions (GtkWidget *widget, const char *word)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), word) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (mentions (child, word))
      return TRUE;
  return FALSE;
}

/* Neither in the rows, nor in why one is refused, nor among the examples of what columns hold. */
static void
test_names_are_hidden (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  open_text (fixture, "cases.csv", TABLE);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  dialog = GTK_WIDGET (fixture->stage.dialog);
  ed_stage_wait_for (dialog, "Opel · AB · Legal");
  g_assert_true (mentions (dialog, "There is “forty”."));
  g_object_set (dialog, "private", TRUE, NULL);
  ed_stage_wait_for (dialog, "Opel · •••••• · Legal");
  g_assert_false (ed_stage_says (dialog, "Opel · AB · Legal"));
  g_assert_false (mentions (dialog, "forty"));
  g_assert_true (mentions (dialog, "or empty. There is “••••••”."));
  ed_stage_click (dialog, "Columns");
  ed_stage_wait_for (dialog, "••••••");
}

static void
test_rows_are_filtered_and_left_out (Fixture *fixture, gconstpointer data)
{
  EdCaseImport *import;

  open_text (fixture, "cases.csv", TABLE);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  import = get_import (fixture);
  ed_case_import_show (import, ED_IMPORT_REFUSED);
  g_assert_cmpuint (g_list_model_get_n_items (ed_case_import_rows (import)), ==, 2);
  ed_case_import_show (import, ED_N_IMPORT_KINDS);
  g_assert_cmpuint (g_list_model_get_n_items (ed_case_import_rows (import)), ==, 5);
  ed_case_import_include_noted (import, FALSE);
  g_assert_cmpuint (ed_case_import_count_included (import), ==, 1);
  ed_import_item_include (get_item (fixture, 1), TRUE); /* refused: it cannot be */
  ed_import_item_include (get_item (fixture, 4), TRUE);
  g_assert_cmpuint (ed_case_import_count_included (import), ==, 2);
}

static void
test_rows_are_recorded_once (Fixture *fixture, gconstpointer data)
{
  guint before = ed_fake_desk_count_commands (fixture->stage.desk);
  const EdCommand *command;
  const EdCase *intake;

  open_text (fixture, "cases.csv", TABLE);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  ed_import_item_include (get_item (fixture, 3), FALSE);
  act (fixture, "import.record");
  wait_for_state (fixture, ED_IMPORT_RECORDED);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->stage.desk), ==, before + 2);
  command = ed_fake_desk_command (fixture->stage.desk, before);
  intake = command->args;
  g_assert_cmpint (command->type, ==, ED_COMMAND_CASE_CREATE);
  g_assert_cmpstr (command->target_id, ==, ed_import_item_case_id (get_item (fixture, 0)));
  g_assert_cmpstr (intake->client_alias, ==, "AB");
  g_assert_cmpstr (intake->phone, ==, "+36 30 1");
  g_assert_cmpint (intake->age, ==, 42);
  assert_counts (fixture, 0, 1, 2, 2);

  /* The same file once more: it is noticed. */
  ed_dialog_stage_close (&fixture->stage);
  open_text (fixture, "cases.csv", NULL);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  assert_counts (fixture, 0, 1, 2, 2);
  assert_note (fixture,
               0,
               ED_IMPORT_HELD,
               "Already imported; it gets its number when it has been sent.");
  g_assert_false (ed_import_item_is_included (get_item (fixture, 0)));
}

static char *
wait_for_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *content = NULL;

  while (!g_file_get_contents (path, &content, NULL, NULL))
    g_main_context_iteration (NULL, TRUE);
  return content;
}

static void
test_refused_are_mended (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "refused.csv", NULL);
  g_autofree char *refused = NULL;
  g_autoptr (GString) mended = NULL;

  open_text (fixture, "cases.csv", TABLE);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  act (fixture, "import.record");
  wait_for_state (fixture, ED_IMPORT_RECORDED);
  ed_import_dialog_save_refused_at (fixture->stage.dialog, path);
  refused = wait_for_file (fixture, "refused.csv");
  g_assert_cmpstr (refused,
                   ==,
                   "\xef\xbb\xbfReason,Company name,Client name,Type of problem,Recorded,Age,"
                   "Phone\r\n"
                   "“Company name” is needed to save the case.,,CD,Legal,2020-03-17,43,"
                   "'+36 30 2\r\n"
                   "\"“Type of problem” is one of these: Psychological, Legal, Financial, Health "
                   "coaching. There is “Astral”.\n"
                   "“Age” is a whole number from 0 to 130, or empty. There is “forty”.\","
                   "Opel,EF,Astral,2020-03-17,forty,'+36 30 3\r\n");
  ed_dialog_stage_close (&fixture->stage);

  mended = g_string_new (refused);
  g_string_replace (mended, ",,CD", ",Opel,CD", 0);
  g_string_replace (mended, "Astral,2020", "Legal,2020", 0);
  open_text (fixture, "mended.csv", mended->str);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  assert_counts (fixture, 1, 0, 1, 0);
  g_assert_cmpstr (ed_import_item_intake (get_item (fixture, 0))->phone, ==, "+36 30 2");
}

/* What a column holds is chosen, and remembered for the next file. */
static void
test_column_is_chosen (Fixture *fixture, gconstpointer data)
{
  static const char table[] = "Betrieb,Wer,Art\nOpel,AB,Recht\n";
  const EdField *company = ed_record_type_find (&ed_case_intake_type, "company_name");
  const EdField *client = ed_record_type_find (&ed_case_intake_type, "client_alias");
  g_autofree char *notice = NULL;

  open_text (fixture, "cases.csv", table);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  assert_counts (fixture, 0, 0, 1, 0);
  g_object_get (fixture->stage.dialog, "notice", &notice, NULL);
  g_assert_cmpstr (notice,
                   ==,
                   "No column holds “Company name”: choose it under “Columns”.\n"
                   "No column holds “Client name”: choose it under “Columns”.");
  ed_case_import_choose_field (get_import (fixture), 0, company);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  ed_case_import_choose_field (get_import (fixture), 1, client);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  assert_counts (fixture, 1, 0, 0, 0);
  ed_dialog_stage_close (&fixture->stage);

  open_text (fixture, "other.csv", "Art;BETRIEB;wer\nRecht;Opel;CD\n");
  wait_for_state (fixture, ED_IMPORT_ROWS);
  assert_counts (fixture, 1, 0, 0, 0);
}

static void
test_dates_are_chosen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *notice = NULL;
  g_autofree char *after = NULL;

  open_text (fixture,
             "cases.csv",
             "Company,Client,Type,Date\nOpel,AB,Legal,03.02.20\nOpel,CD,Legal,04.02.20\n");
  wait_for_state (fixture, ED_IMPORT_ROWS);
  g_object_get (fixture->stage.dialog, "notice", &notice, NULL);
  g_assert_cmpstr (notice,
                   ==,
                   "“03.02.20” is read as Mon 3 February 2020. If that is wrong, choose another "
                   "manner of dates under “Columns”.");
  ed_case_import_choose_dates (get_import (fixture), ED_DATES_HUNGARIAN);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  g_object_get (fixture->stage.dialog, "notice", &after, NULL);
  g_assert_null (after);
  g_assert_cmpint (
      ed_import_item_intake (get_item (fixture, 0))->recorded_at,
      ==,
      ed_zone_instant (ed_desk_zone (fixture->stage.desk), ed_date_from_text ("2003-02-20"), 0));
}

static void
test_file_is_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trouble = NULL;

  open_text (fixture, "titles.csv", "Company;Client\n");
  wait_for_state (fixture, ED_IMPORT_UNREADABLE);
  g_object_get (fixture->stage.dialog, "trouble", &trouble, NULL);
  g_assert_cmpstr (trouble,
                   ==,
                   "The file needs a row of titles, and a row for each case below it.");
  ed_dialog_stage_close (&fixture->stage);
  open_text (fixture, "nowhere.csv", NULL);
  wait_for_state (fixture, ED_IMPORT_UNREADABLE);
}

/* Many rows are recorded in parts; between two of them it can be cancelled. */
static void
test_recording_is_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) table = g_string_new ("Company,Client,Type\n");
  guint before = ed_fake_desk_count_commands (fixture->stage.desk);
  guint done, total;

  for (guint i = 0; i < 350; i++)
    g_string_append_printf (table, "Opel,A%u,Legal\n", i);
  open_text (fixture, "many.csv", table->str);
  wait_for_state (fixture, ED_IMPORT_ROWS);
  act (fixture, "import.record");
  act (fixture, "import.cancel");
  wait_for_state (fixture, ED_IMPORT_RECORDED);
  g_object_get (get_import (fixture), "done", &done, "total", &total, NULL);
  g_assert_cmpuint (total, ==, 350);
  g_assert_cmpuint (done, >, 0);
  g_assert_cmpuint (done, <, total);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->stage.desk), ==, before + done);
  assert_counts (fixture, total - done, 0, 0, done);
}

/* --- taking back ------------------------------------------------------------------------------ */

static void
wait_for_take_back (EdTakeBackDialog *dialog, EdTakeBackState expected)
{
  guint state;

  for (;;)
    {
      g_object_get (ed_take_back_dialog_take_back (dialog), "state", &state, NULL);
      if (state == expected)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
import_two (Fixture *fixture)
{
  open_text (fixture, "cases.csv", "Company,Client,Type\nOpel,AB,Legal\nOpel,CD,Legal\n");
  wait_for_state (fixture, ED_IMPORT_ROWS);
  act (fixture, "import.record");
  wait_for_state (fixture, ED_IMPORT_RECORDED);
}

static EdTakeBackDialog *
find_take_back_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (ED_IS_TAKE_BACK_DIALOG (window->data))
      return window->data;
  return NULL;
}

/* Out of reach first, then one that somebody has touched stays. */
static void
test_import_is_taken_back (Fixture *fixture, gconstpointer data)
{
  EdTakeBackAnswer *answer = ed_record_new (&ed_take_back_answer_type);
  EdTakeBackDialog *dialog;
  EdTakeBack *take_back;

  import_two (fixture);
  ed_stage_wait_for (GTK_WIDGET (fixture->stage.dialog), "2 cases are recorded");
  ed_stage_click (GTK_WIDGET (fixture->stage.dialog), "Take them back…");
  dialog = find_take_back_dialog ();
  g_assert_nonnull (dialog);
  take_back = ed_take_back_dialog_take_back (dialog);
  wait_for_take_back (dialog, ED_TAKE_BACK_READY);
  ed_stage_wait_for (GTK_WIDGET (dialog), "Take back 2 cases?");
  ed_stage_click (GTK_WIDGET (dialog), "Take back");
  wait_for_take_back (dialog, ED_TAKE_BACK_FAILED);
  ed_stage_wait_for (GTK_WIDGET (dialog),
                     "The server has the cases already, and cannot be reached. Try again when you "
                     "are connected.");

  ed_take_back_keep (answer->kept,
                     ed_import_item_case_id (get_item (fixture, 1)),
                     312,
                     ED_TAKE_BACK_ASSIGNED);
  ed_fake_desk_set_taken_back (answer);
  ed_stage_click (GTK_WIDGET (dialog), "Try again");
  wait_for_take_back (dialog, ED_TAKE_BACK_DONE);
  g_assert_cmpuint (ed_take_back_done (take_back), ==, 2);
  ed_stage_wait_for (GTK_WIDGET (dialog), "1 case has been taken back");
  ed_stage_wait_for (GTK_WIDGET (dialog), "1 case stays.\nAssigned to an expert since: 312.");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_what_stays_is_told (void)
{
  g_autoptr (GPtrArray) kept =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_take_back_kept_free);
  g_autofree char *few = NULL;
  g_autofree char *many = NULL;

  ed_take_back_keep (kept, "a", 7, ED_TAKE_BACK_CHANGED);
  ed_take_back_keep (kept, "b", ED_ABSENT, ED_TAKE_BACK_UNKNOWN);
  ed_take_back_keep (kept, "c", 9, ED_TAKE_BACK_CHANGED);
  ed_take_back_keep (kept, "d", 8, ED_TAKE_BACK_FOREIGN);
  few = ed_import_kept_text (kept);
  g_assert_cmpstr (few,
                   ==,
                   "4 cases stay.\nNot on the server yet; take them back once they are: –.\n"
                   "Recorded by somebody else: 8.\nChanged since: 7, 9.");
  for (guint i = 0; i < 40; i++)
    ed_take_back_keep (kept, "e", 100 + i, ED_TAKE_BACK_ASSIGNED);
  ed_take_back_keep (kept, "f", 999, ED_TAKE_BACK_ASSIGNED);
  many = ed_import_kept_text (kept);
  g_assert_nonnull (strstr (many, "139, …."));
  g_assert_null (strstr (many, "999"));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/coordinator/import-dialog/rows-are-told", test_rows_are_told);
  ADD ("/coordinator/import-dialog/names-are-hidden", test_names_are_hidden);
  ADD ("/coordinator/import-dialog/rows-are-filtered-and-left-out",
       test_rows_are_filtered_and_left_out);
  ADD ("/coordinator/import-dialog/rows-are-recorded-once", test_rows_are_recorded_once);
  ADD ("/coordinator/import-dialog/refused-are-mended", test_refused_are_mended);
  ADD ("/coordinator/import-dialog/column-is-chosen", test_column_is_chosen);
  ADD ("/coordinator/import-dialog/dates-are-chosen", test_dates_are_chosen);
  ADD ("/coordinator/import-dialog/file-is-unreadable", test_file_is_unreadable);
  ADD ("/coordinator/import-dialog/recording-is-cancelled", test_recording_is_cancelled);
  ADD ("/coordinator/import-dialog/import-is-taken-back", test_import_is_taken_back);
  g_test_add_func ("/coordinator/import-dialog/what-stays-is-told", test_what_stays_is_told);
  return g_test_run ();
}
