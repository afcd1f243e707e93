/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What companies are charged for the sessions on the experts' statements. */

#include "domain/account.h"
#include "domain/charges.h"

typedef struct
{
  GPtrArray *statements, *companies;
} Book;

static void
open_book (Book *book, gconstpointer unused)
{
  book->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  book->companies = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
}

static void
close_book (Book *book, gconstpointer unused)
{
  g_ptr_array_unref (book->statements);
  g_ptr_array_unref (book->companies);
}

static void
agree (EdCompany *company, gint64 type, gint64 amount)
{
  EdFee *fee = ed_record_new (&ed_fee_type);

  g_ptr_array_set_size (company->fees, 0);
  fee->type = type;
  fee->amount = amount;
  g_ptr_array_add (company->fees, fee);
}

static EdCompany *
add_company (Book *book, const char *name, gint64 type, gint64 amount)
{
  EdCompany *company = ed_record_new (&ed_company_type);

  company->id = g_strconcat ("id of ", name, NULL);
  company->name = g_strdup (name);
  agree (company, type, amount);
  g_ptr_array_add (book->companies, company);
  return company;
}

static EdFeeStatement *
add_statement (Book *book, const char *month)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);

  statement->month = ed_date_from_text (month);
  g_ptr_array_add (book->statements, statement);
  return statement;
}

static EdStatementLine *
add_line (EdFeeStatement *statement, gint64 type, EdLineKind kind)
{
  EdStatementLine *line = ed_record_new (&ed_statement_line_type);

  line->kind = kind;
  line->case_id = g_strdup ("1");
  line->type = type;
  line->amount = 1;
  g_ptr_array_add (statement->lines, line);
  return line;
}

/* A session of a case of COMPANY (its name, as it is written in the case), approved now. */
static EdStatementLine *
approve (Book *book, EdFeeStatement *statement, gint64 type, const char *company)
{
  EdStatementLine *line = add_line (statement, type, ED_LINE_SESSION);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (EdCase) case_ = ed_case_new ();

  case_->company_name = g_strdup (company);
  case_->type = type;
  g_ptr_array_add (lines, line);
  ed_charges_settle (lines, case_, ed_company_of_case (book->companies, case_));
  return line;
}

/* "Bosch psychological 2 × 500; ? legal 1": what is charged for March 2020. */
static void
assert_charges (Book *book, const char *expected, gint64 total, gint64 without_fee)
{
  g_autoptr (GPtrArray) charges =
      ed_charges_list (book->statements, ed_date_from_text ("2020-03-01"), book->companies);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 missing;

  for (guint i = 0; i < charges->len; i++)
    {
      const EdCharge *charge = charges->pdata[i];

      g_string_append_printf (text,
                              "%s%s %s %" G_GINT64_FORMAT,
                              i > 0 ? "; " : "",
                              charge->company_name != NULL ? charge->company_name : "?",
                              ed_case_type_choices[charge->type].word,
                              charge->sessions);
      if (charge->fee != ED_ABSENT)
        g_string_append_printf (text, " x %" G_GINT64_FORMAT, charge->fee);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpint (ed_charges_total (charges, &missing), ==, total);
  g_assert_cmpint (missing, ==, without_fee);
}

/* By company and type, at the company's fee, whatever the expert is paid; other months, corrections
 * and clients who were not reached are no charge. */
static void
test_sessions_are_charged (Book *book, gconstpointer unused)
{
  EdFeeStatement *march, *other;

  add_company (book, "Suzuki", ED_CASE_LEGAL, 700);
  add_company (book, "Bosch", ED_CASE_PSYCHOLOGICAL, 500);
  march = add_statement (book, "2020-03-01");
  other = add_statement (book, "2020-03-01");
  approve (book, march, ED_CASE_PSYCHOLOGICAL, " BOSCH");
  approve (book, march, ED_CASE_LEGAL, "Suzuki");
  approve (book, march, ED_CASE_PSYCHOLOGICAL, "Suzuki");
  add_line (march, ED_CASE_LEGAL, ED_LINE_UNREACHABLE);
  add_line (march, ED_ABSENT, ED_LINE_CORRECTION);
  approve (book, other, ED_CASE_PSYCHOLOGICAL, "Bosch");
  approve (book, other, ED_CASE_LEGAL, "Audi");
  approve (book, add_statement (book, "2020-04-01"), ED_CASE_PSYCHOLOGICAL, "Bosch");
  assert_charges (book,
                  "Audi legal 1; Bosch psychological 2 x 500; Suzuki psychological 1;"
                  " Suzuki legal 1 x 700",
                  1700,
                  2);
}

/* Only sessions have somebody who pays for them. */
static void
test_only_sessions_are_settled (Book *book, gconstpointer unused)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (EdCase) case_ = ed_case_new ();
  EdStatementLine *line =
      add_line (add_statement (book, "2020-03-01"), ED_CASE_LEGAL, ED_LINE_UNREACHABLE);

  case_->company_name = g_strdup ("Bosch");
  case_->type = ED_CASE_LEGAL;
  g_ptr_array_add (lines, line);
  ed_charges_settle (lines, case_, add_company (book, "Bosch", ED_CASE_LEGAL, 500));
  g_assert_null (line->company_name);
  g_assert_cmpint (line->company_fee, ==, ED_ABSENT);
  g_assert_false (ed_charges_is_waiting (line));
}

/* What was approved stays at the fee of then, under the company's name of now. */
static void
test_another_fee_is_for_what_comes (Book *book, gconstpointer unused)
{
  EdFeeStatement *march = add_statement (book, "2020-03-01");
  EdCompany *bosch = add_company (book, "Bosch", ED_CASE_LEGAL, 500);

  approve (book, march, ED_CASE_LEGAL, "Bosch");
  agree (bosch, ED_CASE_LEGAL, 600);
  g_assert_false (ed_charges_fill (march, bosch));
  assert_charges (book, "Bosch legal 1 x 500", 500, 0);
  approve (book, march, ED_CASE_LEGAL, "Bosch");
  assert_charges (book, "Bosch legal 1 x 500; Bosch legal 1 x 600", 1100, 0);
  g_free (bosch->name);
  bosch->name = g_strdup ("Robert Bosch");
  assert_charges (book, "Robert Bosch legal 1 x 500; Robert Bosch legal 1 x 600", 1100, 0);
  g_ptr_array_set_size (bosch->fees, 0);
  assert_charges (book, "Robert Bosch legal 1 x 500; Robert Bosch legal 1 x 600", 1100, 0);
}

/* The first fee that is agreed counts for what had none, of that company and type alone. */
static void
test_first_fee_is_filled_in (Book *book, gconstpointer unused)
{
  EdFeeStatement *march = add_statement (book, "2020-03-01");
  EdCompany *suzuki = add_company (book, "Suzuki", ED_CASE_LEGAL, 700), *bosch;

  approve (book, march, ED_CASE_LEGAL, "bosch ");
  approve (book, march, ED_CASE_FINANCIAL, "Bosch");
  approve (book, march, ED_CASE_PSYCHOLOGICAL, "Suzuki");
  assert_charges (book, "bosch  legal 1; Bosch financial 1; Suzuki psychological 1", 0, 3);
  g_assert_false (ed_charges_fill (march, suzuki));
  /* By its name: it was not known yet. */
  bosch = add_company (book, "Bosch", ED_CASE_LEGAL, 500);
  bosch->retired = 1;
  g_assert_false (ed_charges_fill (march, bosch));
  bosch->retired = 0;
  g_assert_true (ed_charges_fill (march, bosch));
  assert_charges (book, "Bosch legal 1 x 500; Bosch financial 1; Suzuki psychological 1", 500, 2);
  /* By what it is, whatever it is called, and retired too. */
  agree (suzuki, ED_CASE_PSYCHOLOGICAL, 0);
  suzuki->retired = 1;
  g_free (suzuki->name);
  suzuki->name = g_strdup ("Suzuki Motor");
  g_assert_true (ed_charges_fill (march, suzuki));
  agree (suzuki, ED_CASE_PSYCHOLOGICAL, 900);
  g_assert_false (ed_charges_fill (march, suzuki));
  assert_charges (book,
                  "Bosch legal 1 x 500; Bosch financial 1; Suzuki Motor psychological 1 x 0",
                  500,
                  1);
}

/* What was taken back is taken off; a case that had gone before this was kept is counted and not
 * charged. */
static void
test_what_was_taken_back_is_taken_off (Book *book, gconstpointer unused)
{
  EdFeeStatement *march = add_statement (book, "2020-03-01");

  add_company (book, "Bosch", ED_CASE_LEGAL, 500);
  approve (book, march, ED_CASE_LEGAL, "Bosch");
  approve (book, march, ED_CASE_LEGAL, "Bosch")->taken_back = 1;
  approve (book, march, ED_CASE_LEGAL, "Bosch")->taken_back = 1;
  add_line (march, ED_CASE_LEGAL, ED_LINE_SESSION);
  assert_charges (book, "Bosch legal -1 x 500; ? legal 1", -500, 1);
}

static void
test_nothing_is_charged_for_nothing (Book *book, gconstpointer unused)
{
  assert_charges (book, "", 0, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/domain/charges/" path, Book, NULL, open_book, function, close_book)
  ADD ("sessions-are-charged", test_sessions_are_charged);
  ADD ("only-sessions-are-settled", test_only_sessions_are_settled);
  ADD ("another-fee-is-for-what-comes", test_another_fee_is_for_what_comes);
  ADD ("first-fee-is-filled-in", test_first_fee_is_filled_in);
  ADD ("taken-back-is-taken-off", test_what_was_taken_back_is_taken_off);
  ADD ("nothing-for-nothing", test_nothing_is_charged_for_nothing);
  return g_test_run ();
}
