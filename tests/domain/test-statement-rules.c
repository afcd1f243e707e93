/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what with a statement in which state. */

#include "domain/statement-rules.h"

#include "domain/account-rules.h"
#include "domain/case.h"
#include "domain/own-money.h"

#define ID "a0000000-0000-4000-8000-000000000001"
#define EXPERT "a0000000-0000-4000-8000-000000000002"
#define OTHER "a0000000-0000-4000-8000-000000000003"
#define COMMAND "a0000000-0000-4000-8000-000000000004"
#define LINE "a0000000-0000-4000-8000-000000000005"
#define LINE2 "a0000000-0000-4000-8000-000000000006"
#define AT G_GINT64_CONSTANT (1584605702100)
#define REV 3

static EdFeeStatement *
make_statement (EdStatementState state)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);
  EdStatementLine *line = ed_record_new (&ed_statement_line_type);

  statement->id = g_strdup (ID);
  statement->expert_id = g_strdup (EXPERT);
  statement->month = 0;
  statement->state = state;
  statement->statement_rev = REV;
  statement->currency = g_strdup ("EUR");
  line->id = g_strdup (LINE);
  line->kind = ED_LINE_CORRECTION;
  line->amount = 100;
  line->at = AT;
  g_ptr_array_add (statement->lines, line);
  if (state == ED_STATEMENT_DISPUTED)
    statement->dispute = g_strdup ("Two were held");
  return statement;
}

static EdCommand *
make_command (EdCommandType type)
{
  EdCommand *command = ed_command_new (type, COMMAND, ID, NULL, AT);
  EdArgs *args = command->args;

  args->statement_rev = REV;
  if (type == ED_COMMAND_STATEMENT_CORRECT)
    {
      args->id = g_strdup (LINE2);
      args->amount = -50;
    }
  if (type == ED_COMMAND_STATEMENT_CORRECT || type == ED_COMMAND_STATEMENT_DISPUTE
      || type == ED_COMMAND_STATEMENT_ACCEPT_FOR)
    args->note = g_strdup ("As said");
  return command;
}

/* Takes COMMAND. A refusal changes nothing, anything else counts one up. */
static void
assert_judged (EdFeeStatement *statement,
               EdCommand *command,
               const EdStatementCircumstances *circumstances,
               EdRefusalCode code,
               const char *field)
{
  g_autoptr (EdFeeStatement) before =
      statement != NULL ? ed_record_copy (&ed_fee_statement_type, statement) : NULL;
  EdRefusal refusal;
  gboolean applied = ed_fee_statement_apply (statement, command, circumstances, &refusal);

  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, ed_refusal_word (code));
  g_assert_cmpstr (refusal.field, ==, field);
  g_assert_cmpint (applied, ==, code == ED_REFUSAL_NONE);
  if (!applied && before != NULL)
    g_assert_true (ed_record_equal (&ed_fee_statement_type, before, statement));
  if (applied)
    {
      g_assert_cmpint (statement->statement_rev, ==, before->statement_rev + 1);
      g_assert_null (ed_record_find_invalid (&ed_fee_statement_type, statement));
    }
  ed_command_free (command);
}

static const EdStatementCircumstances staff = { OTHER, "Cora", ED_ROLE_COORDINATOR, AT + 1 };
static const EdStatementCircumstances own = { EXPERT, "Anna", ED_ROLE_EXPERT, AT + 1 };

/* What follows on what; -1: refused. Columns: draft, sent, accepted, disputed, paid. */
static const struct
{
  EdCommandType type;
  int next[5];
  EdRefusalCode code;
} steps[] = {
  { ED_COMMAND_STATEMENT_SEND,
    { ED_STATEMENT_SENT, -1, -1, ED_STATEMENT_SENT, -1 },
    ED_REFUSAL_WRONG_STATE },
  { ED_COMMAND_STATEMENT_ACCEPT,
    { -1, ED_STATEMENT_ACCEPTED, -1, -1, -1 },
    ED_REFUSAL_WRONG_STATE },
  { ED_COMMAND_STATEMENT_ACCEPT_FOR,
    { -1, ED_STATEMENT_ACCEPTED, -1, -1, -1 },
    ED_REFUSAL_WRONG_STATE },
  { ED_COMMAND_STATEMENT_DISPUTE,
    { -1, ED_STATEMENT_DISPUTED, -1, -1, -1 },
    ED_REFUSAL_WRONG_STATE },
  { ED_COMMAND_STATEMENT_PAY, { -1, -1, ED_STATEMENT_PAID, -1, -1 }, ED_REFUSAL_WRONG_STATE },
  { ED_COMMAND_STATEMENT_CORRECT,
    { ED_STATEMENT_DRAFT, -1, -1, ED_STATEMENT_DISPUTED, -1 },
    ED_REFUSAL_STATEMENT_LOCKED },
};

static gboolean
is_expert_step (EdCommandType type)
{
  return type == ED_COMMAND_STATEMENT_ACCEPT || type == ED_COMMAND_STATEMENT_DISPUTE;
}

static void
test_states_follow_each_other (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (int state = ED_STATEMENT_DRAFT; state <= ED_STATEMENT_PAID; state++)
      {
        g_autoptr (EdFeeStatement) statement = make_statement (state);
        gboolean is_refused = steps[i].next[state] < 0;

        g_test_message ("%s in %s",
                        ed_command_form (steps[i].type)->word,
                        ed_statement_state_choices[state].word);
        assert_judged (statement,
                       make_command (steps[i].type),
                       is_expert_step (steps[i].type) ? &own : &staff,
                       is_refused ? steps[i].code : ED_REFUSAL_NONE,
                       NULL);
        if (!is_refused)
          g_assert_cmpint (statement->state, ==, steps[i].next[state]);
      }
}

static void
test_others_may_not (void)
{
  static const EdStatementCircumstances others[] = {
    { OTHER, "X", 0, AT },
    { OTHER, "X", ED_ROLE_EXPERT, AT },
    { EXPERT, "X", ED_ROLE_CASE_MANAGER, AT },
    { OTHER, "X", ED_ROLE_ADMINISTRATOR, AT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (EdFeeStatement) statement = make_statement (ED_STATEMENT_SENT);
      gboolean is_experts = is_expert_step (steps[i].type);

      for (guint j = 0; j < G_N_ELEMENTS (others); j++)
        assert_judged (statement,
                       make_command (steps[i].type),
                       &others[j],
                       ED_REFUSAL_FORBIDDEN,
                       NULL);
      assert_judged (statement,
                     make_command (steps[i].type),
                     is_experts ? &staff : &own,
                     ED_REFUSAL_FORBIDDEN,
                     NULL);
      assert_judged (NULL,
                     make_command (steps[i].type),
                     is_experts ? &own : &staff,
                     ED_REFUSAL_NOT_FOUND,
                     NULL);
    }
}

/* What a coordinator is paid as an expert another one decides on, whatever its state; but an
 * administrator is not stuck. */
static void
test_nobody_decides_on_their_own (void)
{
  static const EdStatementCircumstances both = { EXPERT,
                                                 "Anna",
                                                 ED_ROLE_EXPERT | ED_ROLE_COORDINATOR,
                                                 AT + 1 };
  static const EdStatementCircumstances boss = { EXPERT,
                                                 "Anna",
                                                 ED_ROLE_EXPERT | ED_ROLE_COORDINATOR
                                                     | ED_ROLE_ADMINISTRATOR,
                                                 AT + 1 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (int state = ED_STATEMENT_DRAFT; state <= ED_STATEMENT_PAID; state++)
      {
        g_autoptr (EdFeeStatement) statement = make_statement (state);
        g_autoptr (EdFeeStatement) same = make_statement (state);
        EdRefusalCode code = steps[i].next[state] < 0 ? steps[i].code : ED_REFUSAL_NONE;
        gboolean is_theirs =
            is_expert_step (steps[i].type) || steps[i].type == ED_COMMAND_STATEMENT_SEND;

        assert_judged (statement,
                       make_command (steps[i].type),
                       &both,
                       is_theirs ? code : ED_REFUSAL_OWN_MONEY,
                       NULL);
        assert_judged (same, make_command (steps[i].type), &boss, code, NULL);
      }
}

static void
test_own_is_not_payable (void)
{
  static const char *const roles[] = { "coordinator,expert", "coordinator,expert,administrator" };
  g_autoptr (GPtrArray) statements =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);

  for (int state = ED_STATEMENT_DRAFT; state <= ED_STATEMENT_PAID; state++)
    g_ptr_array_add (statements, make_statement (state));
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (EdAccount) account = ed_record_new (&ed_account_type);
      g_autoptr (GPtrArray) payable = NULL;

      account->id = g_strdup (EXPERT);
      account->roles = g_strsplit (roles[i], ",", -1);
      payable = ed_fee_statement_list_payable (statements, account);
      g_assert_cmpuint (payable->len, ==, i);
      g_free (account->id);
      account->id = g_strdup (OTHER);
      g_ptr_array_unref (payable);
      payable = ed_fee_statement_list_payable (statements, account);
      g_assert_cmpuint (payable->len, ==, 1);
      g_assert_true (payable->pdata[0] == statements->pdata[ED_STATEMENT_ACCEPTED]);
    }
}

static void
test_decision_names_what_was_seen (void)
{
  static const struct
  {
    EdCommandType type;
    EdStatementState state;
  } rows[] = { { ED_COMMAND_STATEMENT_SEND, ED_STATEMENT_DRAFT },
               { ED_COMMAND_STATEMENT_ACCEPT, ED_STATEMENT_SENT },
               { ED_COMMAND_STATEMENT_ACCEPT_FOR, ED_STATEMENT_SENT },
               { ED_COMMAND_STATEMENT_DISPUTE, ED_STATEMENT_SENT },
               { ED_COMMAND_STATEMENT_PAY, ED_STATEMENT_ACCEPTED } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int rev = REV - 1; rev <= REV + 1; rev += 2)
      {
        g_autoptr (EdFeeStatement) statement = make_statement (rows[i].state);
        EdCommand *command = make_command (rows[i].type);

        ((EdArgs *) command->args)->statement_rev = rev;
        assert_judged (statement,
                       command,
                       is_expert_step (rows[i].type) ? &own : &staff,
                       ED_REFUSAL_WRONG_STATE,
                       "statement_rev");
      }
}

static void
test_what_is_not_known_is_not_sent (void)
{
  g_autoptr (EdFeeStatement) statement = make_statement (ED_STATEMENT_DRAFT);
  EdStatementLine *line = statement->lines->pdata[0];

  line->amount = ED_ABSENT;
  assert_judged (statement,
                 make_command (ED_COMMAND_STATEMENT_SEND),
                 &staff,
                 ED_REFUSAL_FEE_MISSING,
                 NULL);
  g_ptr_array_set_size (statement->lines, 0);
  assert_judged (statement,
                 make_command (ED_COMMAND_STATEMENT_SEND),
                 &staff,
                 ED_REFUSAL_WRONG_STATE,
                 NULL);
}

/* Who did it and why is told, until it is disputed; once it is paid nothing changes any more. */
static void
test_expert_may_dispute_what_was_accepted_for_them (void)
{
  g_autoptr (EdFeeStatement) statement = make_statement (ED_STATEMENT_SENT);
  EdCommand *silent = make_command (ED_COMMAND_STATEMENT_ACCEPT_FOR);
  EdCommand *dispute = make_command (ED_COMMAND_STATEMENT_DISPUTE);
  EdCommand *late = make_command (ED_COMMAND_STATEMENT_DISPUTE);

  g_clear_pointer (&((EdArgs *) silent->args)->note, g_free);
  assert_judged (statement, silent, &staff, ED_REFUSAL_REASON_REQUIRED, "note");
  assert_judged (statement,
                 make_command (ED_COMMAND_STATEMENT_ACCEPT_FOR),
                 &staff,
                 ED_REFUSAL_NONE,
                 NULL);
  g_assert_cmpint (statement->accepted_at, ==, AT + 1);
  g_assert_cmpstr (statement->accepted_by, ==, OTHER);
  g_assert_cmpstr (statement->accepted_by_name, ==, "Cora");
  g_assert_cmpstr (statement->accepted_note, ==, "As said");
  ((EdArgs *) dispute->args)->statement_rev = REV + 1;
  assert_judged (statement, dispute, &own, ED_REFUSAL_NONE, NULL);
  g_assert_cmpint (statement->state, ==, ED_STATEMENT_DISPUTED);
  g_assert_null (statement->accepted_by);
  g_assert_null (statement->accepted_by_name);
  g_assert_null (statement->accepted_note);

  statement->state = ED_STATEMENT_PAID;
  statement->accepted_by = g_strdup (OTHER);
  ((EdArgs *) late->args)->statement_rev = REV + 2;
  assert_judged (statement, late, &own, ED_REFUSAL_WRONG_STATE, NULL);
}

static void
test_dispute_says_why (void)
{
  g_autoptr (EdFeeStatement) statement = make_statement (ED_STATEMENT_SENT);
  EdCommand *silent = make_command (ED_COMMAND_STATEMENT_DISPUTE);
  EdCommand *again = make_command (ED_COMMAND_STATEMENT_SEND);

  g_clear_pointer (&((EdArgs *) silent->args)->note, g_free);
  assert_judged (statement, silent, &own, ED_REFUSAL_REASON_REQUIRED, "note");
  assert_judged (statement,
                 make_command (ED_COMMAND_STATEMENT_DISPUTE),
                 &own,
                 ED_REFUSAL_NONE,
                 NULL);
  g_assert_cmpstr (statement->dispute, ==, "As said");
  g_assert_cmpint (statement->disputed_at, ==, AT + 1);
  ((EdArgs *) again->args)->statement_rev = REV + 1;
  assert_judged (statement, again, &staff, ED_REFUSAL_NONE, NULL);
  g_assert_null (statement->dispute);
}

static void
test_correction_is_a_line (void)
{
  static const struct
  {
    const char *note, *id;
    gint64 amount;
    EdRefusalCode code;
    const char *field;
  } rows[] = {
    { NULL, LINE2, -50, ED_REFUSAL_REASON_REQUIRED, "note" },
    { "Why", LINE2, 0, ED_REFUSAL_INVALID, "amount" },
    { "Why", LINE2, ED_ABSENT, ED_REFUSAL_INVALID, "amount" },
    { "Why", LINE2, ED_AMOUNT_MAX + 1, ED_REFUSAL_INVALID, "amount" },
    { "Why", LINE2, -ED_AMOUNT_MAX - 1, ED_REFUSAL_INVALID, "amount" },
    { "Why", LINE, 50, ED_REFUSAL_INVALID, "id" },
    { "Why", NULL, 50, ED_REFUSAL_INVALID, "id" },
    { "Why", LINE2, -ED_AMOUNT_MAX, ED_REFUSAL_NONE, NULL },
    { "Why", LINE2, 1, ED_REFUSAL_NONE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdFeeStatement) statement = make_statement (ED_STATEMENT_DRAFT);
      EdCommand *command = make_command (ED_COMMAND_STATEMENT_CORRECT);
      EdArgs *args = command->args;

      g_free (args->note);
      g_free (args->id);
      args->note = g_strdup (rows[i].note);
      args->id = g_strdup (rows[i].id);
      args->amount = rows[i].amount;
      assert_judged (statement, command, &staff, rows[i].code, rows[i].field);
      if (rows[i].code == ED_REFUSAL_NONE)
        g_assert_cmpint (ed_fee_statement_total (statement), ==, 100 + rows[i].amount);
    }
}

/* --- fees ------------------------------------------------------------------------------------- */

static gboolean
set_fee (EdAccount **account, guint roles, EdCaseKind type, gint64 amount, EdRefusal *refusal)
{
  g_autoptr (EdCommand) command = ed_command_new (ED_COMMAND_FEE_SET, COMMAND, EXPERT, NULL, AT);
  const EdAccountCircumstances circumstances = { .account_id = OTHER, .roles = roles, .at = AT };
  EdArgs *args = command->args;

  args->type = type;
  args->amount = amount;
  return ed_account_apply (account, command, &circumstances, refusal);
}

static EdAccount *
make_account (const char *roles)
{
  EdAccount *account = ed_record_new (&ed_account_type);

  account->id = g_strdup (EXPERT);
  account->name = g_strdup ("Anna");
  account->roles = g_strsplit (roles, ",", -1);
  account->state = ED_ACCOUNT_ACTIVE;
  return account;
}

static void
test_fee_is_agreed_by_type (void)
{
  g_autoptr (EdAccount) account = make_account ("expert");
  EdRefusal refusal;

  g_assert_cmpint (ed_account_fee (account, ED_CASE_LEGAL), ==, ED_ABSENT);
  g_assert_true (set_fee (&account, ED_ROLE_COORDINATOR, ED_CASE_LEGAL, 200, &refusal));
  g_assert_true (set_fee (&account, ED_ROLE_COORDINATOR, ED_CASE_PSYCHOLOGICAL, 100, &refusal));
  g_assert_true (set_fee (&account, ED_ROLE_ADMINISTRATOR, ED_CASE_LEGAL, 0, &refusal));
  g_assert_cmpint (ed_account_fee (account, ED_CASE_LEGAL), ==, 0);
  g_assert_cmpint (ed_account_fee (account, ED_CASE_PSYCHOLOGICAL), ==, 100);
  g_assert_cmpint (ed_account_fee (account, ED_CASE_FINANCIAL), ==, ED_ABSENT);
  g_assert_cmpuint (account->fees->len, ==, 2);
  g_assert_true (set_fee (&account, ED_ROLE_COORDINATOR, ED_CASE_LEGAL, ED_ABSENT, &refusal));
  g_assert_cmpint (ed_account_fee (account, ED_CASE_LEGAL), ==, ED_ABSENT);
  g_assert_null (ed_record_find_invalid (&ed_account_type, account));
}

static void
test_fee_is_not_for_everybody (void)
{
  static const struct
  {
    const char *account;
    guint roles;
    EdCaseKind type;
    gint64 amount;
    EdRefusalCode code;
  } rows[] = {
    { "expert", ED_ROLE_EXPERT, ED_CASE_LEGAL, 1, ED_REFUSAL_FORBIDDEN },
    { "expert", ED_ROLE_CASE_MANAGER, ED_CASE_LEGAL, 1, ED_REFUSAL_FORBIDDEN },
    { "expert,coordinator", ED_ROLE_COORDINATOR, ED_CASE_LEGAL, 1, ED_REFUSAL_FORBIDDEN },
    { "case_manager", ED_ROLE_COORDINATOR, ED_CASE_LEGAL, 1, ED_REFUSAL_WRONG_STATE },
    { "expert", ED_ROLE_COORDINATOR, ED_CASE_LEGAL, -1, ED_REFUSAL_INVALID },
    { "expert", ED_ROLE_COORDINATOR, 17, 1, ED_REFUSAL_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdAccount) account = make_account (rows[i].account);
      EdRefusal refusal;

      g_assert_false (set_fee (&account, rows[i].roles, rows[i].type, rows[i].amount, &refusal));
      g_assert_cmpstr (ed_refusal_word (refusal.code), ==, ed_refusal_word (rows[i].code));
      g_assert_cmpuint (account->fees->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/statement-rules/states-follow-each-other",
                   test_states_follow_each_other);
  g_test_add_func ("/domain/statement-rules/others-may-not", test_others_may_not);
  g_test_add_func ("/domain/statement-rules/nobody-decides-on-their-own",
                   test_nobody_decides_on_their_own);
  g_test_add_func ("/domain/statement-rules/own-is-not-payable", test_own_is_not_payable);
  g_test_add_func ("/domain/statement-rules/decision-names-what-was-seen",
                   test_decision_names_what_was_seen);
  g_test_add_func ("/domain/statement-rules/what-is-not-known-is-not-sent",
                   test_what_is_not_known_is_not_sent);
  g_test_add_func ("/domain/statement-rules/expert-may-dispute-what-was-accepted-for-them",
                   test_expert_may_dispute_what_was_accepted_for_them);
  g_test_add_func ("/domain/statement-rules/dispute-says-why", test_dispute_says_why);
  g_test_add_func ("/domain/statement-rules/correction-is-a-line", test_correction_is_a_line);
  g_test_add_func ("/domain/statement-rules/fee-is-agreed-by-type", test_fee_is_agreed_by_type);
  g_test_add_func ("/domain/statement-rules/fee-is-not-for-everybody",
                   test_fee_is_not_for_everybody);
  return g_test_run ();
}
