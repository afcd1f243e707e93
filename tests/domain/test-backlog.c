/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The statements that nobody has marked as paid for long. */

#include "domain/billing.h"

static void
add_statement (GPtrArray *statements, const char *month, EdStatementState state, guint n_lines)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);

  statement->month = ed_date_from_text (month);
  statement->state = state;
  while (n_lines-- > 0)
    g_ptr_array_add (statement->lines, ed_record_new (&ed_statement_line_type));
  g_ptr_array_add (statements, statement);
}

/* Month by month, from the fourth after it on; what is empty or paid is none. */
static void
test_backlog_is_what_is_long_over (void)
{
  g_autoptr (GPtrArray) statements =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  g_autoptr (GArray) before = NULL, after = NULL;
  const EdBacklog *february;

  add_statement (statements, "2024-02-01", ED_STATEMENT_DRAFT, 1);
  add_statement (statements, "2024-01-01", ED_STATEMENT_SENT, 2);
  add_statement (statements, "2024-02-01", ED_STATEMENT_ACCEPTED, 1);
  add_statement (statements, "2024-02-01", ED_STATEMENT_ACCEPTED, 3);
  add_statement (statements, "2024-02-01", ED_STATEMENT_PAID, 1);
  add_statement (statements, "2024-02-01", ED_STATEMENT_DRAFT, 0);
  add_statement (statements, "2023-12-01", ED_STATEMENT_PAID, 1);
  add_statement (statements, "2024-03-01", ED_STATEMENT_DISPUTED, 1);
  before = ed_billing_list_backlog (statements, ed_date_from_text ("2024-05-31"));
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpint (g_array_index (before, EdBacklog, 0).month,
                   ==,
                   ed_date_from_text ("2024-01-01"));
  g_assert_cmpuint (g_array_index (before, EdBacklog, 0).n[ED_STATEMENT_SENT], ==, 1);
  after = ed_billing_list_backlog (statements, ed_date_from_text ("2024-06-01"));
  g_assert_cmpuint (after->len, ==, 2);
  february = &g_array_index (after, EdBacklog, 1);
  g_assert_cmpint (february->month, ==, ed_date_from_text ("2024-02-01"));
  g_assert_cmpuint (february->n[ED_STATEMENT_DRAFT], ==, 1);
  g_assert_cmpuint (february->n[ED_STATEMENT_SENT], ==, 0);
  g_assert_cmpuint (february->n[ED_STATEMENT_ACCEPTED], ==, 2);
  g_assert_cmpuint (february->n[ED_STATEMENT_DISPUTED], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/backlog/is-what-is-long-over", test_backlog_is_what_is_long_over);
  return g_test_run ();
}
