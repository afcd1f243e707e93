/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a case brings whom, when, and why not yet. */

#include "domain/play.h"

#include "domain/billing.h"

#include <string.h>

#define PSY "c case.create company_name=Suzuki client_alias=XY type=psychological phone=0630 "
#define LEGAL "c case.create company_name=Suzuki client_alias=XY type=legal phone=0630 "
#define FIVE "sessions_available=5 session_minutes=50;"
#define TWO "sessions_available=2 session_minutes=50;"
#define ANNA "wait 1h; c case.assign expert=a; wait 1h; a case.contact;"
#define CLOSE                                                       \
  "wait 10d; document treatment_log; a satisfaction.score score=7;" \
  "a case.close closing=50 outcome=completed;"
#define APPROVE CLOSE "c case.approve closing=50;"
#define ONE "a session.add id=1 date=2024-05-02;"
#define FEE 1500000
#define LEGAL_FEE 2000000

static EdAccount *
make_expert (char who)
{
  EdAccount *expert = ed_record_copy (&ed_account_type, play_account (who));
  const gint64 fees[] = { [ED_CASE_PSYCHOLOGICAL] = FEE, [ED_CASE_LEGAL] = LEGAL_FEE };

  for (guint i = 0; i < G_N_ELEMENTS (fees); i++)
    {
      EdFee *fee = ed_record_new (&ed_fee_type);

      fee->type = i;
      fee->amount = fees[i];
      g_ptr_array_add (expert->fees, fee);
    }
  return expert;
}

/* --- sessions --------------------------------------------------------------------------------- */

typedef struct
{
  const char *name, *script, *sessions;
} Listed;

/* As of 2024-05-11: the letter of the expert, the number, what it counts as. */
static const Listed listed[] = {
  { "none", PSY FIVE ANNA "wait 10d", "" },
  { "held", PSY FIVE ANNA "a session.add id=1 date=2024-05-02; wait 10d", "a1held" },
  { "today-is-held", PSY FIVE ANNA "wait 10d; a session.add id=1 date=2024-05-11", "a1held" },
  { "tomorrow-is-planned",
    PSY FIVE ANNA "wait 10d; a session.add id=1 date=2024-05-12",
    "a1planned" },
  { "numbers-follow-dates",
    PSY FIVE ANNA "a session.add id=1 date=2024-05-09; a session.add id=2 date=2024-05-02;"
                  "a session.add id=3 date=2024-05-20; wait 10d",
    "a1held a2held a3planned" },
  { "over-the-limit",
    PSY TWO ANNA "a session.add id=1 date=2024-05-02; a session.add id=2 date=2024-05-03;"
                 "a session.add id=3 date=2024-05-04; wait 10d",
    "a1held a2held a3over" },
  { "limit-raised",
    PSY TWO ANNA "a session.add id=1 date=2024-05-02; a session.add id=2 date=2024-05-03;"
                 "a session.add id=3 date=2024-05-04; c sessions.authorise number=3; wait 10d",
    "a1held a2held a3held" },
  { "no-limit-known", PSY "; " ANNA "a session.add id=1 date=2024-05-02; wait 10d", "a1held" },
  { "late-cancel",
    PSY FIVE ANNA "a session.add id=1 date=2024-05-02; a session.add id=2 date=2024-05-03;"
                  "a session.delete id=2 reason=late_cancel; wait 10d",
    "a1held a-late" },
  { "other-deletions-do-not-count",
    PSY TWO ANNA "a session.add id=1 date=2024-05-02; a session.add id=2 date=2024-05-03;"
                 "a session.add id=3 date=2024-05-04; a session.delete id=1 reason=mistake;"
                 "a session.delete id=2 reason=did_not_happen; wait 10d",
    "a1held" },
  { "former-expert",
    PSY FIVE ANNA
    "a session.add id=1 date=2024-05-01; c case.assign expert=b;"
    "b session.add id=2 date=2024-05-02; b session.add id=3 date=2024-05-03; wait 10d",
    "a1held b1held b2held" },
  { "former-expert-uses-the-limit",
    PSY TWO ANNA "a session.add id=1 date=2024-05-01; c case.assign expert=b;"
                 "b session.add id=2 date=2024-05-02; b session.add id=3 date=2024-05-03; wait 10d",
    "a1held b1held b2over" },
  { "back-to-the-first",
    PSY FIVE ANNA "a session.add id=1 date=2024-05-01; c case.assign expert=b;"
                  "b session.add id=2 date=2024-05-02; c case.assign expert=a;"
                  "a session.add id=3 date=2024-05-03; wait 10d",
    "a1held b1held a1held" },
};

static char
find_letter (const char *id)
{
  for (const char *who = "ablo"; *who != '\0'; who++)
    if (g_strcmp0 (play_account (*who)->id, id) == 0)
      return *who;
  g_assert_not_reached ();
}

static char *
describe (const GPtrArray *sessions)
{
  static const char *const kinds[] = { "held", "planned", "over", "late" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sessions->len; i++)
    {
      const EdBilledSession *billed = sessions->pdata[i];

      g_string_append_printf (text, "%s%c", i > 0 ? " " : "", find_letter (billed->expert_id));
      if (billed->number == ED_ABSENT)
        g_string_append_c (text, '-');
      else
        g_string_append_printf (text, "%d", (int) billed->number);
      g_string_append (text, kinds[billed->kind]);
    }
  return g_string_free (text, FALSE);
}

static void
test_sessions_are_told_apart (gconstpointer subject)
{
  const Listed *row = subject;
  g_autoptr (Play) play = play_run (play_new ("budapest"), row->script);
  g_autoptr (GPtrArray) sessions =
      ed_billing_list_sessions (play->case_, ed_zone_date (play->zone, play->now));
  g_autofree char *text = describe (sessions);

  g_assert_cmpstr (text, ==, row->sessions);
}

/* --- lines ------------------------------------------------------------------------------------ */

typedef struct
{
  const char *name, *script;
  char expert;
  gint64 attempt_fee;
  const char *lines; /* "NUMBER/MINUTES=AMOUNT" */
} Lined;

#define TRIED                                              \
  "a attempt.add id=31 kind=call at=-0h result=no_answer;" \
  "a attempt.add id=32 kind=call at=-0h result=busy;"      \
  "a attempt.add id=33 kind=call at=-0h result=voicemail;" \
  "a attempt.add id=34 kind=text at=-0h;"                  \
  "a case.unreachable closing=50; c case.approve closing=50;"

static const Lined lined[] = {
  { "one", PSY FIVE ANNA ONE APPROVE, 'a', ED_ABSENT, "1/50=1500000" },
  { "own-minutes",
    PSY FIVE ANNA "a session.add id=1 date=2024-05-02 minutes=90;" APPROVE,
    'a',
    ED_ABSENT,
    "1/90=1500000" },
  { "by-type",
    LEGAL FIVE ANNA ONE "wait 10d; a satisfaction.score score=7;"
                        "a case.close closing=50 outcome=completed; c case.approve closing=50;",
    'a',
    ED_ABSENT,
    "1/50=2000000" },
  { "only-within-the-limit",
    PSY TWO ANNA ONE "a session.add id=2 date=2024-05-03;"
                     "a session.add id=3 date=2024-05-04;" APPROVE,
    'a',
    ED_ABSENT,
    "1/50=1500000 2/50=1500000" },
  { "late-cancel-is-unpaid",
    PSY FIVE ANNA ONE "a session.add id=2 date=2024-05-03;"
                      "a session.delete id=2 reason=late_cancel;" APPROVE,
    'a',
    ED_ABSENT,
    "1/50=1500000" },
  { "not-for-others", PSY FIVE ANNA ONE APPROVE, 'b', ED_ABSENT, "" },
  { "unreachable-brings-nothing", PSY FIVE ANNA TRIED, 'a', ED_ABSENT, "unreachable=0" },
  { "unreachable-with-fee", PSY FIVE ANNA TRIED, 'a', 300000, "unreachable=300000" },
  { "unreachable-not-for-others", PSY FIVE ANNA TRIED, 'b', 300000, "" },
  { "unreachable-former-is-paid",
    PSY FIVE "wait 1h; c case.assign expert=b; b case.contact;"
             "b session.add id=1 date=2024-05-01; c case.assign expert=a;" TRIED,
    'b',
    300000,
    "1/50=1500000" },
  { "unreachable-after-former",
    PSY FIVE "wait 1h; c case.assign expert=b; b case.contact;"
             "b session.add id=1 date=2024-05-01; c case.assign expert=a;" TRIED,
    'a',
    300000,
    "unreachable=300000" },
  { "former-expert-planned",
    PSY FIVE
    "wait 1h; c case.assign expert=b; b case.contact;"
    "b session.add id=8 date=2024-05-30; c case.assign expert=a; a case.contact;" ONE APPROVE,
    'b',
    ED_ABSENT,
    "" },
};

static char *
describe_lines (const GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const EdStatementLine *line = lines->pdata[i];

      g_string_append (text, i > 0 ? " " : "");
      if (line->kind == ED_LINE_SESSION)
        g_string_append_printf (text, "%d/%d=", (int) line->session_number, (int) line->minutes);
      else
        g_string_append_printf (text, "%s=", ed_line_kind_choices[line->kind].word);
      g_string_append_printf (text, "%" G_GINT64_FORMAT, line->amount);
    }
  return g_string_free (text, FALSE);
}

/* Whether EXPERT is among those of whom lines have to be made. */
static gboolean
is_listed (const Play *play, const EdAccount *expert)
{
  g_autoptr (GPtrArray) experts = ed_billing_list_experts (play->case_, play->zone);

  for (guint i = 0; i < experts->len; i++)
    if (g_str_equal (experts->pdata[i], expert->id))
      return TRUE;
  return FALSE;
}

static void
test_lines_are_made (gconstpointer subject)
{
  const Lined *row = subject;
  g_autoptr (Play) play = play_run (play_new ("budapest"), row->script);
  g_autoptr (EdAccount) expert = make_expert (row->expert);
  g_autoptr (GPtrArray) lines =
      ed_billing_make_lines (play->case_, expert, row->attempt_fee, play->zone);
  g_autofree char *text = describe_lines (lines);

  g_assert_cmpstr (text, ==, row->lines);
  g_assert_cmpint (is_listed (play, expert), ==, *row->lines != '\0');
  for (guint i = 0; i < lines->len; i++)
    {
      const EdStatementLine *line = lines->pdata[i];

      g_assert_null (ed_record_find_invalid (&ed_statement_line_type, line));
      g_assert_cmpstr (line->case_id, ==, play->case_->id);
      g_assert_cmpstr (line->closing, ==, play->case_->closing->id);
    }
}

/* Without an agreed fee the amount is not known, which is not the same as nothing. */
static void
test_unknown_fee_is_filled_in (void)
{
  g_autoptr (Play) play = play_run (play_new ("utc"), PSY FIVE ANNA ONE APPROVE);
  g_autoptr (EdAccount) expert = ed_record_copy (&ed_account_type, play_account ('a'));
  g_autoptr (GPtrArray) lines = ed_billing_make_lines (play->case_, expert, ED_ABSENT, play->zone);
  g_autoptr (EdFeeStatement) statement = ed_record_new (&ed_fee_statement_type);

  g_assert_cmpuint (lines->len, ==, 1);
  g_ptr_array_add (statement->lines, g_ptr_array_steal_index (lines, 0));
  g_assert_cmpuint (ed_fee_statement_count_open (statement), ==, 1);
  g_assert_cmpint (ed_fee_statement_total (statement), ==, 0);
  g_assert_false (ed_billing_fill (statement, ED_CASE_LEGAL, LEGAL_FEE));
  g_assert_false (ed_billing_fill (statement, ED_CASE_PSYCHOLOGICAL, ED_ABSENT));
  g_assert_true (ed_billing_fill (statement, ED_CASE_PSYCHOLOGICAL, FEE));
  g_assert_cmpint (ed_fee_statement_total (statement), ==, FEE);
  /* What was copied once stays. */
  g_assert_false (ed_billing_fill (statement, ED_CASE_PSYCHOLOGICAL, 1));
  g_assert_cmpint (ed_fee_statement_total (statement), ==, FEE);
}

/* --- months ----------------------------------------------------------------------------------- */

static void
test_month_is_the_organisations (void)
{
  static const struct
  {
    const char *zone, *instant, *month;
  } rows[] = {
    { "utc", "2024-05-31T23:59:59.999Z", "2024-05-01" },
    { "utc", "2024-06-01T00:00:00.000Z", "2024-06-01" },
    { "budapest", "2024-05-31T21:59:59.999Z", "2024-05-01" },
    { "budapest", "2024-05-31T22:00:00.000Z", "2024-06-01" },
    /* Winter time: one hour later. */
    { "budapest", "2024-10-31T22:59:59.999Z", "2024-10-01" },
    { "budapest", "2024-10-31T23:00:00.000Z", "2024-11-01" },
    { "budapest", "2024-12-31T23:00:00.000Z", "2025-01-01" },
    /* The clock was put forward on the last day of March. */
    { "budapest", "2024-03-31T21:59:59.999Z", "2024-03-01" },
    { "budapest", "2024-03-31T22:00:00.000Z", "2024-04-01" },
    { "budapest", "2024-02-29T22:59:59.999Z", "2024-02-01" },
    { "budapest", "2024-02-29T23:00:00.000Z", "2024-03-01" },
    { "kiritimati", "2024-05-31T09:59:59.999Z", "2024-05-01" },
    { "kiritimati", "2024-05-31T10:00:00.000Z", "2024-06-01" },
    { "baker", "2024-06-01T11:59:59.999Z", "2024-05-01" },
    { "baker", "2024-06-01T12:00:00.000Z", "2024-06-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Play) play = play_new (rows[i].zone);
      g_autofree char *month =
          ed_date_to_text (ed_billing_month (play_instant (rows[i].instant), play->zone));

      g_assert_cmpstr (month, ==, rows[i].month);
    }
}

static EdFeeStatement *
make_statement (const char *month, EdStatementState state)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);

  statement->month = ed_date_from_text (month);
  statement->state = state;
  return statement;
}

static void
test_sent_months_take_nothing (void)
{
  static const struct
  {
    const char *states; /* of May, June, July: d s a x(disputed) p, - none */
    const char *month;  /* that takes what was approved in May */
    gboolean is_new;
  } rows[] = {
    { "---", "2024-05-01", TRUE },  { "d--", "2024-05-01", FALSE }, { "s--", "2024-06-01", TRUE },
    { "a--", "2024-06-01", TRUE },  { "x--", "2024-06-01", TRUE },  { "p--", "2024-06-01", TRUE },
    { "pd-", "2024-06-01", FALSE }, { "ps-", "2024-07-01", TRUE },  { "psd", "2024-07-01", FALSE },
    { "-d-", "2024-05-01", TRUE },  { "p-d", "2024-06-01", TRUE },  { "psx", "2024-08-01", TRUE },
  };
  static const char *const months[] = { "2024-05-01", "2024-06-01", "2024-07-01" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) statements =
          g_ptr_array_new_with_free_func ((GDestroyNotify) ed_fee_statement_free);
      gint64 month = ED_ABSENT;
      EdFeeStatement *chosen;

      for (guint j = 0; j < G_N_ELEMENTS (months); j++)
        if (rows[i].states[j] != '-')
          g_ptr_array_add (
              statements,
              make_statement (months[j], strchr ("dsaxp", rows[i].states[j]) - "dsaxp"));
      chosen = ed_billing_choose (statements, ed_date_from_text ("2024-05-01"), &month);
      g_test_message ("%s", rows[i].states);
      g_assert_cmpint (chosen == NULL, ==, rows[i].is_new);
      g_assert_cmpint (chosen != NULL ? chosen->month : month,
                       ==,
                       ed_date_from_text (rows[i].month));
    }
}

/* --- re-opening ------------------------------------------------------------------------------- */

/* Lines of two cases; the first one's closing 50 is taken back. */
static void
add_lines (EdFeeStatement *statement)
{
  static const struct
  {
    guint case_id, closing;
    gint64 amount;
    EdLineKind kind;
  } rows[] = {
    { 1, 50, 100, ED_LINE_SESSION }, { 2, 51, 200, ED_LINE_SESSION },
    { 1, 50, 300, ED_LINE_SESSION }, { 1, 49, 400, ED_LINE_SESSION },
    { 1, 50, 0, ED_LINE_SESSION },   { 1, 50, 0, ED_LINE_UNREACHABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdStatementLine *line = ed_record_new (&ed_statement_line_type);

      line->case_id = g_strdup (play_id (rows[i].case_id));
      line->closing = g_strdup (play_id (rows[i].closing));
      line->amount = rows[i].amount;
      line->kind = rows[i].kind;
      line->company_fee = 900;
      g_ptr_array_add (statement->lines, line);
    }
}

static void
test_draft_loses_lines (void)
{
  g_autoptr (EdFeeStatement) statement = make_statement ("2024-05-01", ED_STATEMENT_DRAFT);
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();

  add_lines (statement);
  g_assert_true (ed_billing_take_back (statement, play_id (1), play_id (50), 7, taken));
  g_assert_cmpuint (taken->len, ==, 0);
  g_assert_cmpint (ed_fee_statement_total (statement), ==, 600);
  g_assert_false (ed_billing_take_back (statement, play_id (1), play_id (50), 7, taken));
}

static void
free_line (gpointer line)
{
  ed_record_free (&ed_statement_line_type, line);
}

static void
test_sent_statement_keeps_lines (void)
{
  for (int state = ED_STATEMENT_SENT; state <= ED_STATEMENT_PAID; state++)
    {
      g_autoptr (EdFeeStatement) statement = make_statement ("2024-05-01", state);
      g_autoptr (EdFeeStatement) next = make_statement ("2024-06-01", ED_STATEMENT_PAID);
      g_autoptr (EdFeeStatement) before = NULL;
      g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (free_line);

      add_lines (statement);
      before = ed_record_copy (&ed_fee_statement_type, statement);
      g_assert_false (ed_billing_take_back (statement, play_id (1), play_id (50), 7, taken));
      g_assert_true (ed_record_equal (&ed_fee_statement_type, before, statement));
      /* A session for which the expert gets nothing is given back to its company. */
      g_assert_cmpuint (taken->len, ==, 3);
      for (guint i = 0; i < taken->len; i++)
        g_assert_cmpint (((EdStatementLine *) taken->pdata[i])->company_fee, ==, 900);
      while (taken->len > 0)
        g_ptr_array_add (next->lines, g_ptr_array_steal_index (taken, 0));
      g_assert_cmpint (ed_fee_statement_total (next), ==, -400);
      /* What takes back is not itself taken back. */
      g_assert_false (ed_billing_take_back (next, play_id (1), play_id (50), 8, taken));
      g_assert_cmpuint (taken->len, ==, 0);
    }
}

/* --- what is still to come -------------------------------------------------------------------- */

typedef struct
{
  const char *name, *script;
  guint missing;
  gint64 amount;
} Foreseen;

static const Foreseen foreseen[] = {
  { "assigned",
    PSY FIVE "wait 1h; c case.assign expert=a",
    ED_MISSING_CONTACT | ED_MISSING_SESSION | ED_MISSING_DOCUMENT | ED_MISSING_SATISFACTION,
    0 },
  { "contacted",
    PSY FIVE ANNA "wait 10d",
    ED_MISSING_SESSION | ED_MISSING_DOCUMENT | ED_MISSING_SATISFACTION,
    0 },
  { "planned",
    PSY FIVE ANNA "a session.add id=1 date=2024-06-02",
    ED_MISSING_PLANNED | ED_MISSING_DOCUMENT | ED_MISSING_SATISFACTION,
    0 },
  { "held-and-planned",
    PSY FIVE ANNA ONE "a session.add id=2 date=2024-06-02; wait 10d",
    ED_MISSING_PLANNED | ED_MISSING_DOCUMENT | ED_MISSING_SATISFACTION,
    FEE },
  { "document-missing",
    PSY FIVE ANNA ONE "wait 10d; a satisfaction.score score=8",
    ED_MISSING_DOCUMENT,
    FEE },
  { "satisfaction-missing",
    PSY FIVE ANNA ONE "wait 10d; document treatment_log",
    ED_MISSING_SATISFACTION,
    FEE },
  { "to-be-closed",
    PSY FIVE ANNA ONE "wait 10d; document treatment_log; a satisfaction.score score=8",
    ED_MISSING_CLOSING,
    FEE },
  { "legal-needs-no-document",
    LEGAL FIVE ANNA ONE "wait 10d; a satisfaction.score score=8",
    ED_MISSING_CLOSING,
    LEGAL_FEE },
  { "awaits-approval", PSY FIVE ANNA ONE CLOSE, ED_MISSING_APPROVAL, FEE },
  { "unreachable",
    PSY FIVE ANNA "a attempt.add id=31 kind=call at=-0h result=no_answer;"
                  "a attempt.add id=32 kind=call at=-0h result=no_answer;"
                  "a attempt.add id=33 kind=call at=-0h result=no_answer;"
                  "a attempt.add id=34 kind=text at=-0h; a case.unreachable closing=50",
    ED_MISSING_APPROVAL,
    70 },
  { "no-fee",
    "c case.create company_name=S client_alias=XY type=financial;" ANNA ONE
    "wait 10d; a satisfaction.score score=8",
    ED_MISSING_CLOSING | ED_MISSING_FEE,
    0 },
};

static void
test_prospect_says_what_is_missing (gconstpointer subject)
{
  const Foreseen *row = subject;
  g_autoptr (Play) play = play_run (play_new ("budapest"), row->script);
  g_autoptr (EdAccount) expert = make_expert ('a');
  EdProspect prospect = ed_billing_foresee (play->case_, expert, 70, play->now, play->zone);

  g_assert_cmphex (prospect.missing, ==, row->missing);
  g_assert_cmpint (prospect.amount, ==, row->amount);
}

static void
add_rows (const char *name, gconstpointer table, gsize size, guint n, GTestDataFunc test)
{
  for (guint i = 0; i < n; i++)
    {
      const char *const *row = (gconstpointer) ((const char *) table + i * size);
      g_autofree char *path = g_strdup_printf ("/domain/billing/%s/%s", name, *row);

      g_test_add_data_func (path, row, test);
    }
}

#define ADD_ROWS(table, test) add_rows (#table, table, sizeof *table, G_N_ELEMENTS (table), test)

static void
test_month_of_held_sessions (void)
{
  static const struct
  {
    const char *date, *today;
    gint64 deleted;
    gboolean held;
  } rows[] = {
    { "2020-03-01", "2020-03-31", ED_ABSENT, TRUE },
    { "2020-03-31", "2020-03-31", ED_ABSENT, TRUE },
    { "2020-03-31", "2020-03-30", ED_ABSENT, FALSE }, /* lies ahead */
    { "2020-04-01", "2020-05-01", ED_ABSENT, FALSE },
    { "2020-02-29", "2020-05-01", ED_ABSENT, FALSE },
    { "2020-03-10", "2020-05-01", 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EdCase) case_ = ed_case_new ();
      EdSession *session = ed_record_new (&ed_session_type);

      session->date = ed_date_from_text (rows[i].date);
      session->deleted = rows[i].deleted;
      g_ptr_array_add (case_->sessions, session);
      g_assert_cmpint (ed_billing_was_held_in (case_,
                                               ed_date_from_text ("2020-03-01"),
                                               ed_date_from_text (rows[i].today)),
                       ==,
                       rows[i].held);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_ROWS (listed, test_sessions_are_told_apart);
  ADD_ROWS (lined, test_lines_are_made);
  ADD_ROWS (foreseen, test_prospect_says_what_is_missing);
  g_test_add_func ("/domain/billing/unknown-fee-is-filled-in", test_unknown_fee_is_filled_in);
  g_test_add_func ("/domain/billing/month-is-the-organisations", test_month_is_the_organisations);
  g_test_add_func ("/domain/billing/sent-months-take-nothing", test_sent_months_take_nothing);
  g_test_add_func ("/domain/billing/draft-loses-lines", test_draft_loses_lines);
  g_test_add_func ("/domain/billing/sent-statement-keeps-lines", test_sent_statement_keeps_lines);
  g_test_add_func ("/domain/billing/month-of-held-sessions", test_month_of_held_sessions);
  return g_test_run ();
}
