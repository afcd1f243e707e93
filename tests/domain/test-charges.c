/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What companies are charged for the sessions on the experts' statements. */

#include "domain/account.h"
#include "domain/charges.h"

typedef struct
{
  GPtrArray *statements, *companies;
  GHashTable *cases;
} Book;

static void
open_book (Book *book, gconstpointer unused)
{
  book->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  book->companies = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
  book->cases =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) ed_case_free);
}

static void
close_book (Book *book, gconstpointer unused)
{
  g_ptr_array_unref (book->statements);
  g_ptr_array_unref (book->companies);
  g_hash_table_unref (book->cases);
}

static void
add_company (Book *book, const char *name, gint64 type, gint64 amount)
{
  EdCompany *company = ed_record_new (&ed_company_type);
  EdFee *fee = ed_record_new (&ed_fee_type);

  company->id = g_strdup (name);
  company->name = g_strdup (name);
  fee->type = type;
  fee->amount = amount;
  g_ptr_array_add (company->fees, fee);
  g_ptr_array_add (book->companies, company);
}

static void
add_case (Book *book, const char *id, const char *company)
{
  EdCase *case_ = ed_case_new ();

  case_->id = g_strdup (id);
  case_->company_name = g_strdup (company);
  g_hash_table_insert (book->cases, case_->id, case_);
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
add_line (EdFeeStatement *statement, const char *case_id, gint64 type, EdLineKind kind)
{
  EdStatementLine *line = ed_record_new (&ed_statement_line_type);

  line->kind = kind;
  line->case_id = g_strdup (case_id);
  line->type = type;
  line->amount = 1;
  g_ptr_array_add (statement->lines, line);
  return line;
}

/* "Bosch psychological 2 × 500; ? legal 1": what is charged for March 2020. */
static void
assert_charges (Book *book, const char *expected, gint64 total, gint64 without_fee)
{
  g_autoptr (GPtrArray) charges = ed_charges_list (book->statements,
                                                   ed_date_from_text ("2020-03-01"),
                                                   book->cases,
                                                   book->companies);
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
  add_case (book, "1", " BOSCH");
  add_case (book, "2", "Suzuki");
  add_case (book, "3", "Audi");
  march = add_statement (book, "2020-03-01");
  other = add_statement (book, "2020-03-01");
  add_line (march, "1", ED_CASE_PSYCHOLOGICAL, ED_LINE_SESSION);
  add_line (march, "2", ED_CASE_LEGAL, ED_LINE_SESSION);
  add_line (march, "2", ED_CASE_PSYCHOLOGICAL, ED_LINE_SESSION);
  add_line (march, "2", ED_CASE_LEGAL, ED_LINE_UNREACHABLE);
  add_line (march, NULL, ED_ABSENT, ED_LINE_CORRECTION);
  add_line (other, "1", ED_CASE_PSYCHOLOGICAL, ED_LINE_SESSION);
  add_line (other, "3", ED_CASE_LEGAL, ED_LINE_SESSION);
  add_line (add_statement (book, "2020-04-01"), "1", ED_CASE_PSYCHOLOGICAL, ED_LINE_SESSION);
  assert_charges (book,
                  "Audi legal 1; Bosch psychological 2 x 500; Suzuki psychological 1;"
                  " Suzuki legal 1 x 700",
                  1700,
                  2);
}

/* What was taken back is taken off; a case that is here no more is counted and not charged. */
static void
test_what_was_taken_back_is_taken_off (Book *book, gconstpointer unused)
{
  EdFeeStatement *march = add_statement (book, "2020-03-01");

  add_company (book, "Bosch", ED_CASE_LEGAL, 500);
  add_case (book, "1", "Bosch");
  add_line (march, "1", ED_CASE_LEGAL, ED_LINE_SESSION);
  add_line (march, "1", ED_CASE_LEGAL, ED_LINE_SESSION)->taken_back = 1;
  add_line (march, "1", ED_CASE_LEGAL, ED_LINE_SESSION)->taken_back = 1;
  add_line (march, "9", ED_CASE_LEGAL, ED_LINE_SESSION);
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
  ADD ("taken-back-is-taken-off", test_what_was_taken_back_is_taken_off);
  ADD ("nothing-for-nothing", test_nothing_is_charged_for_nothing);
  return g_test_run ();
}
