/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Statements on the server: what approvals bring to whom, who sees it, and that after any history
 * the lines of a case add up to what it is worth. */

#include <string.h>

#include "domain/billing.h"
#include "house.h"
#include "server/api-state.h"
#include "wire/record-json.h"

#define FEE 1500000
#define DAY_MS G_GINT64_CONSTANT (86400000)

static char *
push (Person *person, const char *type, const char *target, const char *args)
{
  return person_push (person, NULL, type, target, NULL, args);
}

#define assert_outcome(person, type, target, args, expected)       \
  G_STMT_START                                                     \
  {                                                                \
    g_autofree char *outcome_ = push (person, type, target, args); \
    g_assert_cmpstr (outcome_, ==, expected);                      \
  }                                                                \
  G_STMT_END

static void
agree_fee (House *house, Person *expert, gint64 amount)
{
  g_autofree char *args =
      g_strdup_printf ("{\"type\":\"legal\",\"amount\":%" G_GINT64_FORMAT "}", amount);

  assert_outcome (house->coordinator, "fee.set", expert->account, args, "applied");
}

/* Every statement, by expert and month. */
static GPtrArray *
load_statements (House *house)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
  g_autoptr (EdStatement) row =
      ed_db_query (house->office->api->writer,
                   NULL,
                   "SELECT document.body FROM statement JOIN document ON document.id = statement.id"
                   " AND document.type = 'statement' ORDER BY statement.expert, statement.month",
                   "");

  while (ed_statement_step (row, NULL))
    {
      g_autoptr (GError) error = NULL;
      EdFeeStatement *statement = ed_record_from_json (&ed_fee_statement_type,
                                                       ed_statement_text (row, 0),
                                                       -1,
                                                       ED_WIRE_STRICT,
                                                       &error);

      g_assert_no_error (error);
      g_assert_null (ed_record_find_invalid (&ed_fee_statement_type, statement));
      g_ptr_array_add (list, statement);
    }
  return list;
}

static EdFeeStatement *
find_statement (GPtrArray *statements, const Person *expert, const char *month)
{
  for (guint i = 0; i < statements->len; i++)
    {
      EdFeeStatement *statement = statements->pdata[i];

      if (strcmp (statement->expert_id, expert->account) == 0
          && statement->month == ed_date_from_text (month))
        return statement;
    }
  return NULL;
}

/* Asserts "STATE LINES TOTAL" of the expert's statement of the month. */
static void
assert_statement (House *house, const Person *expert, const char *month, const char *expected)
{
  g_autoptr (GPtrArray) statements = load_statements (house);
  const EdFeeStatement *statement = find_statement (statements, expert, month);
  g_autofree char *text = NULL;

  if (statement != NULL)
    text = g_strdup_printf ("%s %u %" G_GINT64_FORMAT,
                            ed_statement_state_choices[statement->state].word,
                            statement->lines->len,
                            ed_fee_statement_total (statement));
  g_assert_cmpstr (text, ==, expected);
}

static void
step (House *house, Person *person, const char *type, const char *month)
{
  g_autoptr (GPtrArray) statements = load_statements (house);
  const EdFeeStatement *statement = find_statement (statements, house->expert, month);
  g_autofree char *args = g_strdup_printf ("{\"statement_rev\":%" G_GINT64_FORMAT "%s}",
                                           statement->statement_rev,
                                           strcmp (type, "statement.dispute") == 0
                                                   || strcmp (type, "statement.accept_for") == 0
                                               ? ",\"note\":\"Two were held\""
                                               : "");

  assert_outcome (person, type, statement->id, args, "applied");
}

static gint64
get_now (House *house)
{
  return ed_clock_now (&house->office->clock.parent);
}

static void
set_now (House *house, const char *instant)
{
  ed_manual_clock_set (&house->office->clock, ed_instant_from_text (instant));
}

/* Contact, N sessions, today and before, and the closing, whose id is answered. */
static char *
close_case (House *house, Person *expert, const char *case_id, const char *assignment, guint n)
{
  char *closing = office_make_id (house->office);
  g_autofree char *args =
      g_strdup_printf ("{\"closing\":\"%s\",\"outcome\":\"completed\"}", closing);
  g_autofree char *contacted =
      person_push (expert, NULL, "case.contact", case_id, assignment, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = office_make_id (house->office);
      g_autofree char *date = ed_date_to_text (get_now (house) / DAY_MS);
      g_autofree char *session = g_strdup_printf ("{\"id\":\"%s\",\"date\":\"%s\"}", id, date);

      person_must (expert, NULL, "session.add", case_id, assignment, session);
    }
  person_must (expert, NULL, "satisfaction.score", case_id, assignment, "{\"score\":8}");
  person_must (expert, closing, "case.close", case_id, assignment, args);
  return closing;
}

static void
approve (House *house, const char *case_id, const char *closing)
{
  g_autofree char *args = g_strdup_printf ("{\"closing\":\"%s\"}", closing);

  assert_outcome (house->coordinator, "case.approve", case_id, args, "applied");
}

static void
reopen (House *house, const char *case_id)
{
  assert_outcome (house->coordinator,
                  "case.reopen",
                  case_id,
                  "{\"reason\":\"A third one\"}",
                  "applied");
}

/* The house's case with N sessions, approved. */
static void
bill (House *house, guint n)
{
  g_autofree char *closing =
      close_case (house, house->expert, house->case_id, house->assignment, n);

  approve (house, house->case_id, closing);
}

static void
set_up (House *house, gconstpointer unused)
{
  house_set_up (house, NULL);
  set_now (house, "2024-05-10T08:00:00.000Z");
  person_sign_in (house->coordinator);
  person_sign_in (house->expert);
  person_sign_in (house->other);
  house->case_id = person_create_case (house->coordinator, "legal");
  house->assignment = person_assign (house->coordinator, house->case_id, house->expert);
}

static void
test_approval_makes_lines (House *house, gconstpointer unused)
{
  agree_fee (house, house->expert, FEE);
  assert_statement (house, house->expert, "2024-05-01", NULL);
  bill (house, 2);
  assert_statement (house, house->expert, "2024-05-01", "draft 2 3000000");
  /* What was copied stays. */
  agree_fee (house, house->expert, 1);
  assert_statement (house, house->expert, "2024-05-01", "draft 2 3000000");
}

static void
test_missing_fee_holds_back (House *house, gconstpointer unused)
{
  g_autoptr (GPtrArray) statements = NULL;

  bill (house, 2);
  assert_statement (house, house->expert, "2024-05-01", "draft 2 0");
  statements = load_statements (house);
  assert_outcome (house->coordinator,
                  "statement.send",
                  ((EdFeeStatement *) statements->pdata[0])->id,
                  "{\"statement_rev\":1}",
                  "fee_missing");
  agree_fee (house, house->expert, FEE);
  assert_statement (house, house->expert, "2024-05-01", "draft 2 3000000");
  step (house, house->coordinator, "statement.send", "2024-05-01");
}

/* Whether what PERSON pulls from the beginning holds a statement, or the word. */
static gboolean
sees (Person *person, const char *word)
{
  g_autoptr (Pull) pull = NULL;

  g_clear_pointer (&person->cursor, g_free);
  pull = person_pull (person, 500);
  for (guint i = 0; i < pull->bodies->len; i++)
    if (strstr (pull->bodies->pdata[i], word) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_nobody_else_sees_it (House *house, gconstpointer unused)
{
  Person *manager = office_add (house->office, "manager", "case_manager");
  Person *administrator = office_add (house->office, "administrator", "administrator");

  person_sign_in (manager);
  person_sign_in (administrator);
  agree_fee (house, house->expert, FEE);
  bill (house, 1);
  g_assert_true (sees (house->coordinator, "\"t\":\"statement\""));
  g_assert_true (sees (house->expert, "\"t\":\"statement\""));
  g_assert_false (sees (house->other, "\"t\":\"statement\""));
  g_assert_false (sees (manager, "\"t\":\"statement\""));
  g_assert_false (sees (administrator, "\"t\":\"statement\""));
  /* Fees: staff, administrators and their own. */
  g_assert_true (sees (house->coordinator, "\"fees\""));
  g_assert_true (sees (house->expert, "\"fees\""));
  g_assert_true (sees (administrator, "\"fees\""));
  g_assert_false (sees (house->other, "\"fees\""));
  g_assert_false (sees (manager, "\"fees\""));
}

static void
test_statement_names_no_client (House *house, gconstpointer unused)
{
  g_autoptr (EdStatement) row = NULL;

  agree_fee (house, house->expert, FEE);
  bill (house, 1);
  row = ed_db_query (house->office->api->writer,
                     NULL,
                     "SELECT body FROM view WHERE type = 'statement'",
                     "");
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (ed_statement_step (row, NULL));
      g_assert_null (strstr (ed_statement_text (row, 0), "XY"));
      g_assert_null (strstr (ed_statement_text (row, 0), "06 30"));
    }
  g_assert_false (ed_statement_step (row, NULL));
}

static void
test_nobody_else_decides (House *house, gconstpointer unused)
{
  g_autoptr (GPtrArray) statements = NULL;
  const char *id;

  agree_fee (house, house->expert, FEE);
  bill (house, 1);
  statements = load_statements (house);
  id = ((EdFeeStatement *) statements->pdata[0])->id;
  assert_outcome (house->expert, "statement.send", id, "{\"statement_rev\":1}", "forbidden");
  assert_outcome (house->coordinator, "statement.send", id, "{\"statement_rev\":1}", "applied");
  assert_outcome (house->other, "statement.accept", id, "{\"statement_rev\":2}", "not_found");
  assert_outcome (house->coordinator, "statement.accept", id, "{\"statement_rev\":2}", "forbidden");
  assert_outcome (house->expert,
                  "statement.accept",
                  id,
                  "{\"statement_rev\":1}",
                  "wrong_state:statement_rev");
  assert_outcome (house->expert, "statement.accept", id, "{}", "invalid:statement_rev");
  assert_outcome (house->expert, "statement.accept", id, "{\"statement_rev\":2}", "applied");
  assert_outcome (house->coordinator, "statement.pay", id, "{\"statement_rev\":3}", "applied");
  assert_statement (house, house->expert, "2024-05-01", "paid 1 1500000");
  assert_outcome (house->expert,
                  "fee.set",
                  house->expert->account,
                  "{\"type\":\"legal\",\"amount\":9}",
                  "forbidden");
}

/* The expert never answers: a coordinator does, and the expert reads who and why. */
static void
test_coordinator_accepts_for_the_expert (House *house, gconstpointer unused)
{
  g_autoptr (GPtrArray) statements = NULL;
  g_autoptr (Pull) pull = NULL;
  g_autofree char *name = NULL;
  const char *id;

  agree_fee (house, house->expert, FEE);
  bill (house, 1);
  statements = load_statements (house);
  id = ((EdFeeStatement *) statements->pdata[0])->id;
  step (house, house->coordinator, "statement.send", "2024-05-01");
  assert_outcome (house->expert,
                  "statement.accept_for",
                  id,
                  "{\"statement_rev\":2,\"note\":\"x\"}",
                  "forbidden");
  step (house, house->coordinator, "statement.accept_for", "2024-05-01");
  assert_statement (house, house->expert, "2024-05-01", "accepted 1 1500000");
  pull = person_pull (house->expert, 500);
  name = g_strdup_printf ("\"accepted_by\":\"%s\"", house->coordinator->account);
  g_assert_nonnull (strstr (pull_body (pull, id), name));
  g_assert_nonnull (strstr (pull_body (pull, id), "\"accepted_note\":\"Two were held\""));
  step (house, house->expert, "statement.dispute", "2024-05-01");
  step (house, house->coordinator, "statement.send", "2024-05-01");
  step (house, house->coordinator, "statement.accept_for", "2024-05-01");
  step (house, house->coordinator, "statement.pay", "2024-05-01");
  assert_statement (house, house->expert, "2024-05-01", "paid 1 1500000");
}

static void
test_after_sent_comes_the_next_month (House *house, gconstpointer unused)
{
  g_autofree char *second = person_create_case (house->coordinator, "legal");
  g_autofree char *assignment = person_assign (house->coordinator, second, house->expert);
  g_autofree char *closing = NULL;

  agree_fee (house, house->expert, FEE);
  bill (house, 1);
  step (house, house->coordinator, "statement.send", "2024-05-01");
  closing = close_case (house, house->expert, second, assignment, 1);
  approve (house, second, closing);
  assert_statement (house, house->expert, "2024-05-01", "sent 1 1500000");
  assert_statement (house, house->expert, "2024-06-01", "draft 1 1500000");
}

static void
test_reopening_takes_back (House *house, gconstpointer unused)
{
  agree_fee (house, house->expert, FEE);
  bill (house, 2);
  reopen (house, house->case_id);
  assert_statement (house, house->expert, "2024-05-01", "draft 0 0");
  bill (house, 1); /* a third one */
  assert_statement (house, house->expert, "2024-05-01", "draft 3 4500000");
  step (house, house->coordinator, "statement.send", "2024-05-01");
  step (house, house->expert, "statement.accept", "2024-05-01");
  step (house, house->coordinator, "statement.pay", "2024-05-01");
  set_now (house, "2024-08-02T08:00:00.000Z");
  person_sign_in (house->coordinator);
  person_sign_in (house->expert);
  reopen (house, house->case_id);
  assert_statement (house, house->expert, "2024-05-01", "paid 3 4500000");
  assert_statement (house, house->expert, "2024-08-01", "draft 3 -4500000");
  agree_fee (house, house->expert, 2 * FEE);
  bill (house, 0);
  assert_statement (house, house->expert, "2024-08-01", "draft 6 4500000");
}

static void
test_session_is_paid_to_its_expert (House *house, gconstpointer unused)
{
  g_autofree char *assignment = NULL;
  g_autofree char *closing = NULL;

  agree_fee (house, house->expert, FEE);
  agree_fee (house, house->other, 7);
  person_must (house->expert, NULL, "case.contact", house->case_id, house->assignment, NULL);
  person_must (house->expert,
               NULL,
               "session.add",
               house->case_id,
               house->assignment,
               "{\"id\":\"5e000000-0000-4000-8000-000000000001\",\"date\":\"2024-05-10\"}");
  assignment = person_assign (house->coordinator, house->case_id, house->other);
  closing = close_case (house, house->other, house->case_id, assignment, 2);
  approve (house, house->case_id, closing);
  assert_statement (house, house->expert, "2024-05-01", "draft 1 1500000");
  assert_statement (house, house->other, "2024-05-01", "draft 2 14");
  reopen (house, house->case_id);
  assert_statement (house, house->expert, "2024-05-01", "draft 0 0");
  assert_statement (house, house->other, "2024-05-01", "draft 0 0");
}

static void
test_disputed_is_corrected (House *house, gconstpointer unused)
{
  g_autoptr (GPtrArray) statements = NULL;

  agree_fee (house, house->expert, FEE);
  bill (house, 1);
  step (house, house->coordinator, "statement.send", "2024-05-01");
  statements = load_statements (house);
  assert_outcome (house->coordinator,
                  "statement.correct",
                  ((EdFeeStatement *) statements->pdata[0])->id,
                  "{\"id\":\"5e000000-0000-4000-8000-000000000009\",\"amount\":-5,\"note\":\"x\"}",
                  "statement_locked");
  step (house, house->expert, "statement.dispute", "2024-05-01");
  assert_outcome (house->coordinator,
                  "statement.correct",
                  ((EdFeeStatement *) statements->pdata[0])->id,
                  "{\"id\":\"5e000000-0000-4000-8000-000000000009\",\"amount\":-5,\"note\":\"x\"}",
                  "applied");
  assert_statement (house, house->expert, "2024-05-01", "disputed 2 1499995");
  step (house, house->coordinator, "statement.send", "2024-05-01");
  assert_statement (house, house->expert, "2024-05-01", "sent 2 1499995");
}

/* --- any history ------------------------------------------------------------------------------ */

#define N_CASES 4
#define AVAILABLE 5

typedef struct
{
  char *id[N_CASES], *assignment[N_CASES], *closing[N_CASES];
  gint64 worth[N_CASES]; /* as approved; 0: it is not */
  guint held[N_CASES];
  GHashTable *locked; /* id of a statement that was sent → its lines as text */
} History;

static gint64
add_up (GPtrArray *statements, const char *case_id)
{
  gint64 sum = 0;

  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *statement = statements->pdata[i];

      for (guint j = 0; j < statement->lines->len; j++)
        {
          const EdStatementLine *line = statement->lines->pdata[j];

          if (g_strcmp0 (line->case_id, case_id) == 0)
            sum += line->amount;
        }
    }
  return sum;
}

/* What stood on a statement when it was sent stands there for ever. */
static void
check_locked (History *history, GPtrArray *statements)
{
  for (guint i = 0; i < statements->len; i++)
    {
      const EdFeeStatement *statement = statements->pdata[i];
      EdFeeStatement *bare = ed_record_new (&ed_fee_statement_type);
      g_autofree char *text = NULL;
      const char *before = g_hash_table_lookup (history->locked, statement->id);

      for (guint j = 0; j < statement->lines->len; j++)
        g_ptr_array_add (bare->lines,
                         ed_record_copy (&ed_statement_line_type, statement->lines->pdata[j]));
      text = ed_record_to_json (&ed_fee_statement_type, bare, NULL);
      ed_fee_statement_free (bare);
      if (before != NULL)
        g_assert_cmpstr (text, ==, before);
      else if (statement->state != ED_STATEMENT_DRAFT)
        g_hash_table_insert (history->locked, g_strdup (statement->id), g_steal_pointer (&text));
    }
}

static void
check_history (House *house, History *history)
{
  g_autoptr (GPtrArray) statements = load_statements (house);

  for (guint i = 0; i < N_CASES; i++)
    g_assert_cmpint (add_up (statements, history->id[i]), ==, history->worth[i]);
  check_locked (history, statements);
}

/* Moves one of the statements on, if chance picks one that can be. */
static void
move_statement (House *house, GRand *dice)
{
  g_autoptr (GPtrArray) statements = load_statements (house);
  const EdFeeStatement *statement;
  g_autofree char *args = NULL;
  g_autofree char *outcome = NULL;
  static const char *const types[] = { "statement.send", "statement.accept", "", "", "" };
  const char *type;

  if (statements->len == 0)
    return;
  statement = statements->pdata[g_rand_int_range (dice, 0, (gint32) statements->len)];
  type = statement->state == ED_STATEMENT_ACCEPTED ? "statement.pay" : types[statement->state];
  if (*type == '\0')
    return;
  args = g_strdup_printf ("{\"statement_rev\":%" G_GINT64_FORMAT "}", statement->statement_rev);
  outcome = push (statement->state == ED_STATEMENT_SENT ? house->expert : house->coordinator,
                  type,
                  statement->id,
                  args);
  g_assert_true (strcmp (outcome, "applied") == 0
                 || (strcmp (outcome, "wrong_state") == 0 && statement->lines->len == 0));
}

static void
toggle_case (House *house, History *history, GRand *dice, guint i, gint64 fee)
{
  if (history->worth[i] != 0)
    {
      reopen (house, history->id[i]);
      history->worth[i] = 0;
      return;
    }
  guint n = history->held[i] == 0 ? 1 : (guint) g_rand_int_range (dice, 0, 2);

  g_free (history->closing[i]);
  history->closing[i] =
      close_case (house, house->expert, history->id[i], history->assignment[i], n);
  history->held[i] += n;
  approve (house, history->id[i], history->closing[i]);
  /* What lies beyond the available number is not paid. */
  history->worth[i] = MIN (history->held[i], AVAILABLE) * fee;
}

static void
test_lines_add_up (House *house, gconstpointer unused)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (20240510);
  History history = { 0 };
  gint64 fee = FEE;

  history.locked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  agree_fee (house, house->expert, fee);
  for (guint i = 0; i < N_CASES; i++)
    {
      history.id[i] = person_create_case (house->coordinator, "legal");
      history.assignment[i] = person_assign (house->coordinator, history.id[i], house->expert);
    }
  for (guint i = 0; i < 150; i++)
    {
      gint32 chance = g_rand_int_range (dice, 0, 10);

      if (chance < 6)
        toggle_case (house, &history, dice, (guint) g_rand_int_range (dice, 0, N_CASES), fee);
      else if (chance < 9)
        move_statement (house, dice);
      else
        agree_fee (house, house->expert, fee = g_rand_int_range (dice, 1, 9) * 1000);
      if (g_rand_int_range (dice, 0, 5) == 0)
        {
          ed_manual_clock_advance (&house->office->clock, 9 * DAY_MS);
          person_sign_in (house->coordinator);
          person_sign_in (house->expert);
        }
      check_history (house, &history);
    }
  g_assert_cmpuint (g_hash_table_size (history.locked), >, 3);
  for (guint i = 0; i < N_CASES; i++)
    {
      g_free (history.id[i]);
      g_free (history.assignment[i]);
      g_free (history.closing[i]);
    }
  g_hash_table_unref (history.locked);
}

#define TEST(name, function) \
  g_test_add ("/server/statements/" name, House, NULL, set_up, function, house_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("approval-makes-lines", test_approval_makes_lines);
  TEST ("missing-fee-holds-back", test_missing_fee_holds_back);
  TEST ("nobody-else-sees-it", test_nobody_else_sees_it);
  TEST ("statement-names-no-client", test_statement_names_no_client);
  TEST ("nobody-else-decides", test_nobody_else_decides);
  TEST ("coordinator-accepts-for-the-expert", test_coordinator_accepts_for_the_expert);
  TEST ("after-sent-comes-the-next-month", test_after_sent_comes_the_next_month);
  TEST ("reopening-takes-back", test_reopening_takes_back);
  TEST ("session-is-paid-to-its-expert", test_session_is_paid_to_its_expert);
  TEST ("disputed-is-corrected", test_disputed_is_corrected);
  TEST ("lines-add-up", test_lines_add_up);
  return g_test_run ();
}
