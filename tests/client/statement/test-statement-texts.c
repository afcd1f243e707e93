/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a statement's page and its table say. */

#include "client/statement/statement-texts.h"

#include "client/statement/statement-export.h"

#include <glib/gstdio.h>

#include <string.h>

#define NBSP "\xc2\xa0"

static EdStatementLine *
make_line (EdLineKind kind, gint64 amount)
{
  EdStatementLine *line = ed_record_new (&ed_statement_line_type);

  line->kind = kind;
  line->amount = amount;
  if (kind == ED_LINE_CORRECTION)
    return line;
  line->number = 261;
  line->type = ED_CASE_LEGAL;
  line->date = ed_date_from_text ("2020-03-22");
  if (kind == ED_LINE_SESSION)
    {
      line->session_number = 2;
      line->minutes = 50;
    }
  return line;
}

static void
free_line (gpointer line)
{
  ed_record_free (&ed_statement_line_type, line);
}

static void
test_lines_are_named (void)
{
  static const struct
  {
    EdLineKind kind;
    const char *note;
    gboolean taken_back;
    const char *title, *said;
  } rows[] = {
    { ED_LINE_SESSION, NULL, FALSE, "Case 261, session 2", "Sun 22 March 2020 · 50 min · Legal" },
    { ED_LINE_SESSION,
      NULL,
      TRUE,
      "Case 261, session 2",
      "Taken back: the case was re-opened · Sun 22 March 2020 · 50 min · Legal" },
    { ED_LINE_UNREACHABLE,
      NULL,
      FALSE,
      "Case 261, client unreachable",
      "Sun 22 March 2020 · Legal" },
    { ED_LINE_CORRECTION, "Travel", FALSE, "Correction", "Travel" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdStatementLine *line = make_line (rows[i].kind, 100);
      g_autofree char *title = NULL;
      g_autofree char *note = NULL;

      line->note = g_strdup (rows[i].note);
      line->taken_back = rows[i].taken_back ? 1 : ED_ABSENT;
      title = ed_statement_line_title (line);
      note = ed_statement_line_note (line);
      g_assert_cmpstr (title, ==, rows[i].title);
      g_assert_cmpstr (note, ==, rows[i].said);
      free_line (line);
    }
}

static void
test_amounts_are_money (void)
{
  EdStatementLine *line = make_line (ED_LINE_SESSION, -1500);
  g_autofree char *money = ed_statement_line_amount (line, "EUR");
  g_autofree char *open = NULL;

  g_assert_cmpstr (money, ==, "−15.00" NBSP "EUR");
  line->amount = ED_ABSENT;
  open = ed_statement_line_amount (line, "EUR");
  g_assert_cmpstr (open, ==, "no fee agreed yet");
  free_line (line);
}

static void
test_months_are_named (void)
{
  g_autofree char *march = ed_statement_month_text (ed_date_from_text ("2020-03-01"));
  g_autofree char *december = ed_statement_month_text (ed_date_from_text ("1969-12-01"));

  g_assert_cmpstr (march, ==, "March 2020");
  g_assert_cmpstr (december, ==, "December 1969");
}

static void
test_prospect_says_why_not (void)
{
  static const struct
  {
    EdProspect prospect;
    gint64 type;
    guint pending;
    const char *note;
  } rows[] = {
    { { 0, 0, 0, 0, 0, ED_MISSING_CONTACT | ED_MISSING_SESSION },
      ED_CASE_LEGAL,
      0,
      "Not billed because the client has not been contacted, no session is registered." },
    { { 2, 1, 0, 0, 0, ED_MISSING_PLANNED | ED_MISSING_DOCUMENT },
      ED_CASE_PSYCHOLOGICAL,
      0,
      "2 sessions held, 1 planned. Not billed because a session still lies ahead, the treatment "
      "log is missing." },
    { { 1, 0, 1, 1, 0, ED_MISSING_DOCUMENT },
      ED_CASE_HEALTH_COACHING,
      1,
      "1 session held, 1 over the limit, not paid, 1 cancelled late, not paid. Not billed because "
      "the case file is missing. 1 action not sent yet is not counted." },
    { { 1, 0, 0, 0, 0, ED_MISSING_APPROVAL | ED_MISSING_FEE },
      ED_CASE_LEGAL,
      2,
      "1 session held. Not billed because the closing awaits approval, no fee is agreed for this "
      "type of case. 2 actions not sent yet are not counted." },
    { { 1, 0, 0, 0, 0, ED_MISSING_SATISFACTION },
      ED_CASE_LEGAL,
      0,
      "1 session held. Not billed because the satisfaction feedback is missing." },
    { { 1, 0, 0, 0, 0, ED_MISSING_CLOSING },
      ED_CASE_LEGAL,
      0,
      "1 session held. Not billed because the case is not closed yet." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const EdCase case_ = { .type = rows[i].type };
      g_autofree char *note = ed_prospect_note (&rows[i].prospect, &case_, rows[i].pending);

      g_assert_cmpstr (note, ==, rows[i].note);
    }
}

static void
test_every_state_is_explained (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EdFeeStatement) statement = ed_record_new (&ed_fee_statement_type);

  g_assert_true (g_hash_table_add (seen, ed_statement_state_text (NULL)));
  for (int state = ED_STATEMENT_DRAFT; state <= ED_STATEMENT_PAID; state++)
    {
      statement->state = state;
      g_assert_true (g_hash_table_add (seen, ed_statement_state_text (statement)));
    }
}

static void
test_stand_in_is_named (void)
{
  g_autoptr (EdFeeStatement) statement = ed_record_new (&ed_fee_statement_type);
  g_autofree char *text = NULL;

  statement->state = ED_STATEMENT_ACCEPTED;
  statement->accepted_by = g_strdup ("somebody");
  statement->accepted_by_name = g_strdup ("Cora Nagy");
  statement->accepted_note = g_strdup ("By telephone on 3 May.");
  text = ed_statement_state_text (statement);
  g_assert_cmpstr (text,
                   ==,
                   "Cora Nagy has accepted this statement for you: “By telephone on 3 May.” It "
                   "will be paid as it stands, unless you dispute it before.");
}

static void
add_statement (EdExport *export, gpointer statement)
{
  ed_statement_add_rows (statement, ed_export_sheet (export));
  ed_export_complete (export);
}

/* A spreadsheet takes no text for a formula, and no comma for a column. */
static void
test_csv_is_safe (void)
{
  g_autoptr (EdFeeStatement) statement = ed_record_new (&ed_fee_statement_type);
  EdStatementLine *evil = make_line (ED_LINE_CORRECTION, -150);
  g_autofree char *folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "statement.csv", NULL);
  g_autofree char *csv = NULL, *name = NULL;
  EdExport *export;

  statement->month = ed_date_from_text ("2020-03-01");
  statement->state = ED_STATEMENT_PAID;
  statement->expert_name = g_strdup ("Dr. \"Kovács\", Anna");
  statement->currency = g_strdup ("EUR");
  evil->note = g_strdup ("=HYPERLINK(1)");
  g_ptr_array_add (statement->lines, make_line (ED_LINE_SESSION, 123456));
  g_ptr_array_add (statement->lines, evil);
  export = ed_statement_export_new (NULL, ED_SPREADSHEET_CSV, "x", "EUR", add_statement, statement);
  ed_export_begin_at (export, path);
  while (!ed_export_is_over (export))
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (export);
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  g_assert_cmpstr (csv,
                   ==,
                   "\xef\xbb\xbf"
                   "Month,Expert,State,Case,Kind,Session,Date,Minutes,Type of "
                   "problem,Amount,Currency,Note\r\n"
                   "2020-03,\"Dr. \"\"Kovács\"\", Anna\",paid,261,session,2,2020-03-22,50,legal,"
                   "1234.56,EUR,\r\n"
                   "2020-03,\"Dr. \"\"Kovács\"\", Anna\",paid,,correction,,,,,-1.50,EUR,"
                   "'=HYPERLINK(1)\r\n");
  name = ed_statement_stem (statement->month);
  g_assert_cmpstr (name, ==, "Statement 2020-03");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/statement-texts/lines-are-named", test_lines_are_named);
  g_test_add_func ("/client/statement-texts/amounts-are-money", test_amounts_are_money);
  g_test_add_func ("/client/statement-texts/months-are-named", test_months_are_named);
  g_test_add_func ("/client/statement-texts/prospect-says-why-not", test_prospect_says_why_not);
  g_test_add_func ("/statement/texts/stand-in-is-named", test_stand_in_is_named);
  g_test_add_func ("/client/statement-texts/every-state-is-explained",
                   test_every_state_is_explained);
  g_test_add_func ("/client/statement-texts/csv-is-safe", test_csv_is_safe);
  return g_test_run ();
}
