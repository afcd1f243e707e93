/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Reports", and the report as a file. */

#include "client/dates.h"
#include "client/numbers.h"
#include "client/reports/report-page.h"

#include "client/fake-desk-report.h"
#include "client/fake-desk.h"
#include "client/reports/report-chart.h"
#include "client/reports/report-files.h"
#include "client/reports/report-texts.h"
#include "client/sample-cases.h"
#include "client/sample-office.h"
#include "client/stage.h"
#include "domain/account.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#define DASH "\xe2\x80\x93"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static EdReport *
make_report (guint n)
{
  return ed_sample_report_new (n, "=Burn-out");
}

static void
show (Fixture *fixture)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  fixture->page = ed_report_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 900, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle (); /* what is still being answered */
  g_assert_finalize_object (fixture->desk);
}

/* In order: later ones find the report that the first one leaves behind. */
static void
test_no_server_is_said (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  ed_stage_wait_for (fixture->page, "Reports are made by the server");
  ed_fake_desk_set_report (make_report (60));
  ed_stage_click (fixture->page, "Try again");
  ed_stage_wait_for (fixture->page, "Cases by month");
}

static void
test_report_is_shown (Fixture *fixture, gconstpointer data)
{
  g_autofree char *covered =
      ed_number_in ("cases for every 100 persons; %s persons are covered", 1200);

  ed_fake_desk_set_report (make_report (60));
  show (fixture);
  ed_stage_wait_for (fixture->page, "Cases by month");
  g_assert_true (ed_stage_says (fixture->page, "All companies, 2020"));
  g_assert_true (ed_stage_says (fixture->page, "60"));
  g_assert_true (ed_stage_says (fixture->page, "5.0"));
  g_assert_true (ed_stage_says (fixture->page, covered));
  g_assert_true (ed_stage_says (fixture->page, "Burn-out") == FALSE);
  g_assert_true (ed_stage_says (fixture->page, "=Burn-out"));
  g_assert_true (ed_stage_says (fixture->page, DASH));
  g_assert_true (ed_stage_says (fixture->page, ed_report_hidden_text ()));
  g_assert_nonnull (ed_stage_find (fixture->page, ED_TYPE_REPORT_CHART, NULL));
  g_assert_cmpint (ed_fake_desk_last_report_inquiry ()->from, ==, ed_date_from_text ("2020-01-01"));
  g_assert_cmpint (ed_fake_desk_last_report_inquiry ()->to, ==, ed_date_from_text ("2020-12-31"));
  g_assert_null (ed_fake_desk_last_report_inquiry ()->company_name);
}

static void
test_last_report_is_kept (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  ed_stage_wait_for (fixture->page, "Cases by month");
  g_assert_true (ed_stage_says (fixture->page, "All companies, 2020"));
  g_assert_false (ed_stage_says (fixture->page, "Reports are made by the server"));
}

static void
test_few_and_none_are_said (Fixture *fixture, gconstpointer data)
{
  GtkWidget *lengths;

  ed_fake_desk_set_report (make_report (4));
  show (fixture);
  ed_stage_wait_for (fixture->page, "Too few cases to tell");
  lengths = gtk_widget_get_next_sibling (ed_stage_find (fixture->page, GTK_TYPE_DROP_DOWN, NULL));
  ed_fake_desk_set_report (make_report (0));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (lengths), ED_LENGTH_QUARTER);
  ed_stage_wait_for (fixture->page, "No cases in this period");
  g_assert_cmpint (ed_fake_desk_last_report_inquiry ()->from, ==, ed_date_from_text ("2020-01-01"));
  g_assert_cmpint (ed_fake_desk_last_report_inquiry ()->to, ==, ed_date_from_text ("2020-03-31"));
}

static void
try_to_save (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->page, "report.save-pdf", NULL);
  ed_stage_settle ();
}

static EdReport *
make_report_of (const char *company, const char *from, const char *to)
{
  EdReport *report = make_report (60);

  report->company_name = g_strdup (company);
  report->from = ed_date_from_text (from);
  report->to = ed_date_from_text (to);
  return report;
}

static EdReportRelease *
make_release (gint64 trouble, gint64 length)
{
  EdReportRelease *release = ed_record_new (&ed_report_release_type);

  release->trouble = trouble;
  release->length = length;
  return release;
}

/* What may only be looked at says why, and asks nobody. */
static void
test_some_are_to_look_at (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_report (make_report_of (NULL, "2019-01-01", "2019-12-31"));
  show (fixture);
  ed_stage_wait_for (fixture->page,
                     "To look at only: less the reports of the other companies it would tell of a "
                     "single one. Choose a company to print or save its report.");
  try_to_save (fixture);
  ed_fake_desk_set_report (make_report_of ("Suzuki", "2020-01-01", "2020-12-31"));
  gtk_widget_activate_action (fixture->page, "report.again", NULL);
  ed_stage_wait_for (fixture->page,
                     "To look at only while the period is not over: the difference to a later "
                     "report could be a single case.");
  try_to_save (fixture);
  g_assert_null (ed_fake_desk_last_release_inquiry ());
}

/* The server is asked before anything leaves, and what it says is said. */
static void
test_others_are_asked_for (Fixture *fixture, gconstpointer data)
{
  ed_fake_desk_set_report (make_report_of ("Suzuki", "2019-01-01", "2019-12-31"));
  show (fixture);
  ed_stage_wait_for (fixture->page, "Cases by month");
  ed_fake_desk_set_release (make_release (ED_RELEASE_OTHER_LENGTH, ED_LENGTH_QUARTER));
  try_to_save (fixture);
  ed_stage_wait_for (fixture->page,
                     "Reports of another length have been printed or saved of this company and "
                     "year: Quarter. The difference to one of them could be a single case, so only "
                     "that length can be printed or saved.");
  g_assert_cmpstr (ed_fake_desk_last_release_inquiry ()->company_name, ==, "Suzuki");
  g_assert_cmpint (ed_fake_desk_last_release_inquiry ()->to, ==, ed_date_from_text ("2019-12-31"));
}

/* What opened beside the window of FIXTURE. */
static void
close_others (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (window != fixture->window)
        gtk_window_destroy (window);
    }
}

/* It went before: what goes is what went, and that is shown. */
static void
test_what_goes_is_what_went (Fixture *fixture, gconstpointer data)
{
  EdReport *former = make_report (50);
  EdReportRelease *release = make_release (ED_ABSENT, ED_LENGTH_YEAR);
  g_autofree char *when = NULL;
  g_autofree char *notice = NULL;

  ed_fake_desk_set_report (make_report_of ("Suzuki", "2019-01-01", "2019-12-31"));
  show (fixture);
  ed_stage_wait_for (fixture->page, "Cases by month");
  g_assert_true (ed_stage_says (fixture->page, "60"));
  former->company_name = g_strdup ("Suzuki");
  former->from = ed_date_from_text ("2019-01-01");
  former->to = ed_date_from_text ("2019-12-31");
  former->made_at -= 86400000;
  release->report = former;
  when = ed_instant_text (former->made_at, ed_desk_zone (fixture->desk));
  notice = g_strdup_printf ("This report was printed or saved before and goes again with its "
                            "figures of %s: the difference to those of today could be a single "
                            "case.",
                            when);
  ed_fake_desk_set_release (release);
  gtk_widget_activate_action (fixture->page, "report.print", NULL);
  ed_stage_wait_for (fixture->page, notice);
  g_assert_true (ed_stage_says (fixture->page, "50"));
  g_assert_false (ed_stage_says (fixture->page, "60"));
  close_others (fixture);
}

/* The window in which a file is named, once it is there. */
static gboolean
find_chooser (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        {
          *(GtkWindow **) data = window;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Whatever is shown while the file is named: what goes is what the server let go. */
static void
test_saved_is_what_was_released (Fixture *fixture, gconstpointer data)
{
  EdReportRelease *release = make_release (ED_ABSENT, ED_LENGTH_YEAR);
  g_autofree char *folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autofree char *text = NULL;
  GtkWidget *chooser = NULL;

  ed_fake_desk_set_report (make_report_of ("Suzuki", "2019-01-01", "2019-12-31"));
  show (fixture);
  if (gtk_check_version (4, 10, 0) == NULL)
    {
      g_test_skip ("the chooser of this GTK fails by itself when it is given a folder");
      g_rmdir (folder);
      ed_report_release_free (release);
      return;
    }
  ed_stage_wait_for (fixture->page, "Cases by month");
  release->report = make_report_of ("Suzuki", "2019-01-01", "2019-12-31");
  ed_fake_desk_set_release (release);
  gtk_widget_activate_action (fixture->page, "report.save", "s", "csv");
  ed_stage_wait (find_chooser, &chooser);
  ed_fake_desk_set_report (make_report (30));
  gtk_widget_activate_action (fixture->page, "report.again", NULL);
  ed_stage_wait_for (fixture->page, "All companies, 2020");
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), file, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "report.csv");
  /* Its folder is read behind the scenes; pressed before, the button does nothing. */
  while (find_chooser (&chooser))
    {
      ed_stage_settle ();
      gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
      g_main_context_iteration (NULL, FALSE);
    }
  ed_stage_wait (is_there, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Suzuki"));
  g_assert_nonnull (strstr (text, "\r\nPsychological,40,\r\n"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_periods_are_whole (void)
{
  static const struct
  {
    const char *from, *to, *text;
  } rows[] = {
    { "2020-01-01", "2020-12-31", "2020" },
    { "2020-01-01", "2020-03-31", "1st quarter of 2020" },
    { "2020-10-01", "2020-12-31", "4th quarter of 2020" },
    { "2020-01-01", "2020-06-30", "1st half of 2020" },
    { "2020-07-01", "2020-12-31", "2nd half of 2020" },
    { "2020-02-01", "2020-02-29", "February 2020" },
    { "2020-02-01", "2020-04-30", "Sat 1 February 2020 " DASH " Thu 30 April 2020" },
  };
  static const struct
  {
    EdReportLength length;
    guint n;
    const char *first, *second;
  } lists[] = {
    { ED_LENGTH_MONTH, 24, "2020-05-01", "2020-04-01" },
    { ED_LENGTH_QUARTER, 12, "2020-04-01", "2020-01-01" },
    { ED_LENGTH_HALF_YEAR, 8, "2020-01-01", "2019-07-01" },
    { ED_LENGTH_YEAR, 5, "2020-01-01", "2019-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
          ed_report_period_text (ed_date_from_text (rows[i].from), ed_date_from_text (rows[i].to));

      g_assert_cmpstr (text, ==, rows[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GArray) periods =
          ed_report_list_periods (lists[i].length, ed_date_from_text ("2020-05-02"));
      const EdReportPeriod *listed = (const EdReportPeriod *) periods->data;

      g_assert_cmpuint (periods->len, ==, lists[i].n);
      g_assert_cmpint (listed[0].from, ==, ed_date_from_text (lists[i].first));
      g_assert_cmpint (listed[1].from, ==, ed_date_from_text (lists[i].second));
      g_assert_cmpint (listed[1].to + 1, ==, listed[0].from);
      g_assert_cmpint (ed_report_length_of (listed[0].from, listed[0].to), ==, lists[i].length);
    }
}

static void
test_shares_are_rounded (void)
{
  static const struct
  {
    gint64 count, total;
    const char *text;
  } rows[] = {
    { 1, 3, "33%" },  { 2, 3, "67%" }, { 0, 3, "0%" },       { 1, 2, "50%" },
    { 5, 5, "100%" }, { 3, 0, "" },    { ED_ABSENT, 3, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = ed_report_share_text (rows[i].count, rows[i].total);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* What is not told on the screen stands in no file either, and no text is a formula. */
static void
test_spreadsheet_tells_no_more (void)
{
  g_autoptr (EdReport) report = make_report (60);
  g_autofree char *folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  EdSpreadsheet *sheet = ed_spreadsheet_new (ED_SPREADSHEET_CSV, path, &error);

  g_assert_no_error (error);
  ed_report_add_tables (report, sheet);
  g_assert_true (ed_spreadsheet_close (sheet, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\r\nPsychological,40,\r\n"));
  g_assert_nonnull (strstr (text, "\r\n'=Burn-out,15,\r\n"));
  g_assert_nonnull (strstr (text, "\r\nOther,,"));
  g_assert_null (strstr (text, "\r\nOther,3,"));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_paper_is_written (void)
{
  g_autoptr (EdReport) report = make_report (60);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = ed_report_write_pdf (report, "Organisation", &error);
  g_autofree char *stem = ed_report_stem (report);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (pdf, NULL), "%PDF-"));
  g_assert_cmpstr (stem, ==, "Report All companies 2020");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define TEST(path, test) \
  g_test_add ("/client/report-page/" path, Fixture, NULL, NULL, test, tear_down)
  TEST ("no-server-is-said", test_no_server_is_said);
  TEST ("report-is-shown", test_report_is_shown);
  TEST ("last-report-is-kept", test_last_report_is_kept);
  TEST ("few-and-none-are-said", test_few_and_none_are_said);
  TEST ("some-are-to-look-at", test_some_are_to_look_at);
  TEST ("others-are-asked-for", test_others_are_asked_for);
  TEST ("what-goes-is-what-went", test_what_goes_is_what_went);
  TEST ("saved-is-what-was-released", test_saved_is_what_was_released);
  g_test_add_func ("/client/report-page/periods-are-whole", test_periods_are_whole);
  g_test_add_func ("/client/report-page/shares-are-rounded", test_shares_are_rounded);
  g_test_add_func ("/client/report-page/spreadsheet-tells-no-more", test_spreadsheet_tells_no_more);
  g_test_add_func ("/client/report-page/paper-is-written", test_paper_is_written);
  return g_test_run ();
}
