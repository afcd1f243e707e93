/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A statement on paper, read back. */

#include "forms/reading.h"
#include "forms/statement-paper.h"

#include "domain/case.h"

static void
add_line (EdFeeStatement *statement, EdLineKind kind, gint64 n, gint64 amount)
{
  EdStatementLine *line = ed_record_new (&ed_statement_line_type);

  line->kind = kind;
  line->amount = amount;
  line->at = 0;
  if (kind == ED_LINE_CORRECTION)
    line->note = g_strdup ("Útiköltség");
  else
    {
      line->number = 4000 + n;
      line->type = ED_CASE_LEGAL;
      line->date = ed_date_from_text ("2020-03-02");
      line->session_number = n;
      line->minutes = 50;
    }
  g_ptr_array_add (statement->lines, line);
}

static EdFeeStatement *
make_statement (void)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);

  statement->expert_name = g_strdup ("Dr. Kovács Anna");
  statement->month = ed_date_from_text ("2020-03-01");
  statement->state = ED_STATEMENT_SENT;
  statement->currency = g_strdup ("EUR");
  return statement;
}

static Reading *
read_statement (const EdFeeStatement *statement, const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = ed_statement_write_pdf (statement, "Segítő Kör", language, &error);
  Reading *reading;

  g_assert_no_error (error);
  reading = reading_new (pdf);
  reading_assert_a4 (reading);
  reading_assert_laid_out (reading);
  reading_assert_fonts_embedded (reading);
  return reading;
}

static void
test_lines_are_on_paper (void)
{
  static const struct
  {
    const char *language, *said[8];
  } rows[] = {
    { "en",
      { "Statement",
        "Dr. Kovács Anna",
        "Session 1 · Legal",
        "1,234.50",
        "Correction: Útiköltség",
        "−5.00",
        "Amount (EUR)",
        "1,229.50" } },
    { "hu", { "Elszámolás", "1 234,50", "Összesen", "Elküldve" } },
    { "de", { "Abrechnung", "1.234,50", "Summe", "Gesendet" } },
  };
  g_autoptr (EdFeeStatement) statement = make_statement ();

  add_line (statement, ED_LINE_SESSION, 1, 123450);
  add_line (statement, ED_LINE_CORRECTION, 0, -500);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Reading) reading = read_statement (statement, rows[i].language);

      g_assert_cmpuint (reading->n_pages, ==, 1);
      for (guint j = 0; j < G_N_ELEMENTS (rows[i].said) && rows[i].said[j] != NULL; j++)
        reading_assert_says (reading, rows[i].said[j]);
    }
}

static void
test_many_lines_flow_over_pages (void)
{
  g_autoptr (EdFeeStatement) statement = make_statement ();
  g_autoptr (Reading) reading = NULL;

  for (guint i = 1; i <= 120; i++)
    add_line (statement, ED_LINE_SESSION, i, 1000);
  reading = read_statement (statement, "en");
  g_assert_cmpuint (reading->n_pages, >, 2);
  reading_assert_says (reading, "4001");
  reading_assert_says (reading, "4120");
  reading_assert_says (reading, "1,200.00");
}

static void
test_unknown_fee_is_said (void)
{
  g_autoptr (EdFeeStatement) statement = make_statement ();
  g_autoptr (Reading) reading = NULL;

  add_line (statement, ED_LINE_SESSION, 1, ED_ABSENT);
  reading = read_statement (statement, "en");
  reading_assert_says (reading, "no fee yet");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/forms/statement/lines-are-on-paper", test_lines_are_on_paper);
  g_test_add_func ("/forms/statement/many-lines-flow-over-pages", test_many_lines_flow_over_pages);
  g_test_add_func ("/forms/statement/unknown-fee-is-said", test_unknown_fee_is_said);
  return g_test_run ();
}
