/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the replica holds of money: acknowledged by the server, but for one's own decisions. */

#include "desk-fixture.h"
#include "domain/account.h"
#include "store/connection.h"
#include "store/statements.h"
#include "wire/record-json.h"

#define MARCH "d0000000-0000-4000-8000-000000000003"
#define APRIL "d0000000-0000-4000-8000-000000000004"
#define OTHERS "d0000000-0000-4000-8000-000000000009"

static void
put_statement_in (Desk *desk,
                  const char *id,
                  const char *expert,
                  const char *month,
                  EdStatementState state)
{
  g_autoptr (EdFeeStatement) statement = ed_record_new (&ed_fee_statement_type);
  g_autofree char *body = NULL;

  statement->id = g_strdup (id);
  statement->expert_id = g_strdup (expert);
  statement->month = ed_date_from_text (month);
  statement->state = state;
  statement->statement_rev = 2;
  statement->currency = g_strdup ("EUR");
  body = ed_record_to_json (&ed_fee_statement_type, statement, NULL);
  desk_put_text (desk, "statement", id, body);
}

static void
put_statement (Desk *desk, const char *id, const char *expert, const char *month)
{
  put_statement_in (desk, id, expert, month, ED_STATEMENT_SENT);
}

static EdEarnings *
load (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  EdEarnings *earnings = ed_store_load_earnings (desk->store, &error);

  g_assert_no_error (error);
  return earnings;
}

static void
test_own_statements_are_listed (void)
{
  g_autoptr (EdEarnings) earnings = NULL;
  g_autoptr (GPtrArray) all = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_statement (&desk, MARCH, DESK_EXPERT, "2020-03-01");
  put_statement (&desk, APRIL, DESK_EXPERT, "2020-04-01");
  put_statement (&desk, OTHERS, DESK_COORDINATOR, "2020-03-01");
  desk_catch_up (&desk, 0);
  earnings = load (&desk);
  g_assert_cmpuint (earnings->statements->len, ==, 2);
  g_assert_cmpstr (((EdFeeStatement *) earnings->statements->pdata[0])->id, ==, APRIL);
  g_assert_cmpstr (((EdFeeStatement *) earnings->statements->pdata[1])->id, ==, MARCH);
  g_assert_cmpstr (earnings->account->id, ==, DESK_EXPERT);
  all = ed_store_list_statements (desk.store, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  desk_close (&desk);
}

static void
test_decision_shows_at_once (void)
{
  g_autoptr (EdCommand) command =
      ed_command_new (ED_COMMAND_STATEMENT_ACCEPT, desk_command_id (1), MARCH, NULL, DESK_NOW);
  g_autoptr (EdEarnings) earnings = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal;
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_statement (&desk, MARCH, DESK_EXPERT, "2020-03-01");
  desk_catch_up (&desk, 0);
  ((EdArgs *) command->args)->statement_rev = 1;
  g_assert_false (ed_store_enqueue (desk.store, command, &refusal, &error));
  g_assert_no_error (error);
  g_assert_cmpint (refusal.code, ==, ED_REFUSAL_WRONG_STATE);
  ((EdArgs *) command->args)->statement_rev = 2;
  g_assert_true (ed_store_enqueue (desk.store, command, &refusal, &error));
  g_assert_no_error (error);
  earnings = load (&desk);
  g_assert_cmpint (((EdFeeStatement *) earnings->statements->pdata[0])->state,
                   ==,
                   ED_STATEMENT_ACCEPTED);
  outbox = ed_store_list_outbox (desk.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpstr (((EdOutboxEntry *) outbox->pdata[0])->case_title_parts, ==, "2020-03");
  desk_close (&desk);
}

/* A session that has not reached the server brings nothing yet. */
static void
test_unsent_work_does_not_count (void)
{
  g_autoptr (EdEarnings) before = NULL;
  g_autoptr (EdEarnings) after = NULL;
  const EdCaseRow *row;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case_in (2, ED_CASE_CLOSED));
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  before = load (&desk);
  g_assert_cmpuint (before->unbilled->len, ==, 1);
  desk_do (&desk, desk_contact (1, 1));
  desk_do (&desk, desk_add_session (2, 1, DESK_TODAY));
  after = load (&desk);
  g_assert_cmpuint (after->unbilled->len, ==, 1);
  row = after->unbilled->pdata[0];
  g_assert_cmpstr (row->case_->id, ==, desk_case_id (1));
  g_assert_cmpuint (row->case_->sessions->len, ==, 0);
  g_assert_cmpuint (row->pending, ==, 2);
  desk_close (&desk);
}

static void
test_forgotten_statement_is_gone (void)
{
  g_autoptr (EdEarnings) earnings = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_statement (&desk, MARCH, DESK_EXPERT, "2020-03-01");
  desk_catch_up (&desk, 0);
  desk_forget_of (&desk, "statement", MARCH);
  desk_catch_up (&desk, 0);
  earnings = load (&desk);
  g_assert_cmpuint (earnings->statements->len, ==, 0);
  desk_close (&desk);
}

static void
assert_counts (Desk *desk, gint64 answers, gint64 disputes)
{
  EdCounts counts;
  g_autoptr (GError) error = NULL;

  ed_store_count (desk->store, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpint (counts.answers, ==, answers);
  g_assert_cmpint (counts.disputes, ==, disputes);
}

static EdCommand *
decide (guint n, EdCommandType type, const char *id)
{
  EdCommand *command = ed_command_new (type, desk_command_id (n), id, NULL, DESK_NOW);

  ((EdArgs *) command->args)->statement_rev = 2;
  if (type == ED_COMMAND_STATEMENT_DISPUTE)
    ((EdArgs *) command->args)->note = g_strdup ("Two were held");
  return command;
}

/* An expert's own that wait for an answer; the answer counts before it is sent. */
static void
test_expert_counts_what_they_answer (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  assert_counts (&desk, 0, 0);
  put_statement (&desk, MARCH, DESK_EXPERT, "2020-03-01");
  put_statement (&desk, APRIL, DESK_EXPERT, "2020-04-01");
  put_statement_in (&desk, OTHERS, DESK_EXPERT, "2020-05-01", ED_STATEMENT_DRAFT);
  desk_stage (&desk);
  assert_counts (&desk, 0, 0);
  desk_catch_up (&desk, 0);
  assert_counts (&desk, 2, 0);
  desk_do (&desk, decide (1, ED_COMMAND_STATEMENT_ACCEPT, MARCH));
  assert_counts (&desk, 1, 0);
  desk_do (&desk, decide (2, ED_COMMAND_STATEMENT_DISPUTE, APRIL));
  assert_counts (&desk, 0, 0);
  put_statement_in (&desk, OTHERS, DESK_EXPERT, "2020-05-01", ED_STATEMENT_SENT);
  desk_catch_up (&desk, 0);
  assert_counts (&desk, 1, 0);
  desk_forget_of (&desk, "statement", OTHERS);
  desk_catch_up (&desk, 0);
  assert_counts (&desk, 0, 0);
  desk_close (&desk);
}

/* A coordinator's that are disputed, until they are sent again. */
static void
test_coordinator_counts_disputes (void)
{
  Desk desk;

  desk_set_up (&desk, TRUE);
  put_statement_in (&desk, MARCH, DESK_EXPERT, "2020-03-01", ED_STATEMENT_DISPUTED);
  put_statement (&desk, APRIL, DESK_EXPERT, "2020-04-01");
  put_statement_in (&desk, OTHERS, DESK_EXPERT, "2020-05-01", ED_STATEMENT_ACCEPTED);
  desk_catch_up (&desk, 0);
  assert_counts (&desk, 0, 1);
  put_statement_in (&desk, MARCH, DESK_EXPERT, "2020-03-01", ED_STATEMENT_SENT);
  desk_catch_up (&desk, 0);
  assert_counts (&desk, 0, 0);
  desk_close (&desk);
}

/* What cannot be read hides no other. */
static void
test_damaged_statement_is_not_counted (void)
{
  g_autoptr (EdStatement) damage = NULL;
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_statement (&desk, MARCH, DESK_EXPERT, "2020-03-01");
  put_statement (&desk, APRIL, DESK_EXPERT, "2020-04-01");
  desk_catch_up (&desk, 0);
  damage = ed_db_query (desk.store->db,
                        &error,
                        "UPDATE document SET body = substr (body, 1, 40) WHERE id = $1",
                        "t",
                        MARCH);
  ed_statement_run (damage, &error);
  g_clear_pointer (&damage, ed_statement_done);
  g_assert_no_error (error);
  assert_counts (&desk, 1, 0);
  desk_close (&desk);
}

static void
put_company (Desk *desk, const char *name, gint64 amount)
{
  g_autoptr (EdCompany) company = ed_record_new (&ed_company_type);
  EdFee *fee = ed_record_new (&ed_fee_type);
  g_autofree char *body = NULL;

  company->id = g_strdup (OTHERS);
  company->name = g_strdup (name);
  fee->type = ED_CASE_LEGAL;
  fee->amount = amount;
  g_ptr_array_add (company->fees, fee);
  body = ed_record_to_json (&ed_company_type, company, NULL);
  desk_put_text (desk, "company", OTHERS, body);
}

static void
put_month (Desk *desk)
{
  g_autoptr (EdFeeStatement) statement = ed_record_new (&ed_fee_statement_type);
  g_autofree char *body = NULL;

  statement->id = g_strdup (MARCH);
  statement->expert_id = g_strdup (DESK_EXPERT);
  statement->month = ed_date_from_text ("2020-03-01");
  statement->state = ED_STATEMENT_SENT;
  statement->statement_rev = 1;
  statement->currency = g_strdup ("EUR");
  for (guint i = 1; i <= 2; i++)
    {
      EdStatementLine *line = ed_record_new (&ed_statement_line_type);

      line->kind = ED_LINE_SESSION;
      line->case_id = g_strdup (desk_case_id (i));
      line->type = ED_CASE_LEGAL;
      line->at = DESK_NOW;
      line->company_id = g_strdup (OTHERS);
      line->company_name = g_strdup ("Suzuki Motor");
      line->company_fee = i == 1 ? 600 : ED_ABSENT;
      g_ptr_array_add (statement->lines, line);
    }
  body = ed_record_to_json (&ed_fee_statement_type, statement, NULL);
  desk_put_text (desk, "statement", MARCH, body);
}

static void
assert_charges (Desk *desk, guint n, gint64 total, gint64 without_fee)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) charges =
      ed_store_list_charges (desk->store, ed_date_from_text ("2020-03-01"), &error);
  gint64 missing;

  g_assert_no_error (error);
  g_assert_cmpuint (charges->len, ==, n);
  g_assert_cmpint (ed_charges_total (charges, &missing), ==, total);
  g_assert_cmpint (missing, ==, without_fee);
}

static EdCommand *
rename_company (const char *from_name, const char *to_name)
{
  EdCommand *edit =
      ed_command_new (ED_COMMAND_COMPANY_EDIT, desk_command_id (1), OTHERS, NULL, DESK_NOW);
  g_autoptr (EdCompany) from = ed_record_new (&ed_company_type);
  g_autoptr (EdCompany) to = ed_record_new (&ed_company_type);

  from->name = g_strdup (from_name);
  to->name = g_strdup (to_name);
  ed_command_edit (edit, "name", from, to);
  return edit;
}

/* They stand on the statements, whatever is held of their cases, and whatever is agreed now; the
 * company's name is the last that the server knows. */
static void
test_charges_are_what_the_server_said (void)
{
  g_autoptr (EdCommand) edit = rename_company ("Suzuki", "Bosch");
  g_autoptr (GPtrArray) charges = NULL;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal;
  Desk desk;

  desk_set_up (&desk, TRUE);
  put_company (&desk, "Suzuki", 700);
  put_month (&desk);
  desk_catch_up (&desk, 0);
  assert_charges (&desk, 2, 600, 1);
  g_assert_true (ed_store_enqueue (desk.store, edit, &refusal, &error));
  g_assert_no_error (error);
  charges = ed_store_list_charges (desk.store, ed_date_from_text ("2020-03-01"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((EdCharge *) charges->pdata[0])->company_name, ==, "Suzuki");
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/statements/own-statements-are-listed", test_own_statements_are_listed);
  g_test_add_func ("/store/statements/decision-shows-at-once", test_decision_shows_at_once);
  g_test_add_func ("/store/statements/unsent-work-does-not-count", test_unsent_work_does_not_count);
  g_test_add_func ("/store/statements/charges-are-the-servers",
                   test_charges_are_what_the_server_said);
  g_test_add_func ("/store/statements/forgotten-statement-is-gone",
                   test_forgotten_statement_is_gone);
  g_test_add_func ("/store/statements/expert-counts-what-they-answer",
                   test_expert_counts_what_they_answer);
  g_test_add_func ("/store/statements/coordinator-counts-disputes",
                   test_coordinator_counts_disputes);
  g_test_add_func ("/store/statements/damaged-one-is-not-counted",
                   test_damaged_statement_is_not_counted);
  return g_test_run ();
}
