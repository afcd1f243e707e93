/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-fixture.h"

#include "domain/fold.h"
#include "domain/standing.h"
#include "store/case-list.h"

#include <string.h>
#ifdef __GLIBC__
#  include <malloc.h>
#endif

typedef struct
{
  guint n;
  EdCaseState state;
  EdCaseKind type;
  const char *company, *alias, *city, *expert;
  gboolean crisis;
  int assigned_h;  /* hours ago */
  int contacted_h; /* hours ago, 0: not contacted */
  int session;     /* days from today of the first, 0: none */
} Row;

static const Row table[] = {
  { 1,
    ED_CASE_ASSIGNED,
    ED_CASE_PSYCHOLOGICAL,
    "Suzuki",
    "XY",
    "Táplószentmárton",
    "Kovács Anna",
    FALSE,
    10 },
  { 2, ED_CASE_ASSIGNED, ED_CASE_LEGAL, "Árkád", "Ibolya", "Budapest", "Nagy Éva", FALSE, 40 },
  { 3, ED_CASE_ASSIGNED, ED_CASE_FINANCIAL, "Zeiss", "ben", "Ózd", "Ács Ida", TRUE, 1 },
  { 4,
    ED_CASE_ASSIGNED,
    ED_CASE_PSYCHOLOGICAL,
    "opel",
    "Csilla",
    "Óbuda",
    "Kovács Anna",
    FALSE,
    200,
    150 },
  { 5,
    ED_CASE_ASSIGNED,
    ED_CASE_PSYCHOLOGICAL,
    "Opel",
    "Dóra",
    "Budapest",
    "Kovács Anna",
    FALSE,
    300,
    290,
    -10 },
  { 6,
    ED_CASE_CLOSED,
    ED_CASE_HEALTH_COACHING,
    "Suzuki",
    "Ede",
    NULL,
    "Nagy Éva",
    TRUE,
    900,
    890,
    -30 },
  { 7, ED_CASE_RECORDED, ED_CASE_LEGAL, "Fiat", "Feri", "Pécs", NULL, FALSE },
  { 8, ED_CASE_DECLINED, ED_CASE_LEGAL, "Fiat", NULL, "Győr", NULL, FALSE },
  { 9,
    ED_CASE_CLOSING,
    ED_CASE_PSYCHOLOGICAL,
    "Suzuki",
    "Gita",
    "Vác",
    "Kovács Anna",
    FALSE,
    500,
    490,
    -15 },
};

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

static EdCase *
make_case (const Row *row)
{
  EdCase *case_ = desk_make_case_in (row->n, row->state);

  case_->type = row->type;
  case_->crisis_call = row->crisis ? 1 : ED_ABSENT;
  case_->recorded_at = DESK_NOW - row->n * DESK_DAY;
  replace (&case_->company_name, row->company);
  replace (&case_->client_alias, row->alias);
  replace (&case_->city, row->city);
  replace (&case_->expert_name, row->expert);
  if (row->assigned_h != 0)
    case_->assigned_at = DESK_NOW - row->assigned_h * DESK_HOUR;
  if (row->contacted_h != 0)
    case_->contacted_at = DESK_NOW - row->contacted_h * DESK_HOUR;
  for (int i = 0; row->session != 0 && i < 3; i++)
    {
      EdSession *session = ed_record_new (&ed_session_type);

      /* A deleted earlier one, the first, and one of a former assignment. */
      session->id = g_strdup (desk_session_id (10 * row->n + i));
      session->assignment_id = g_strdup (desk_assignment_id (i == 2 ? 99 : row->n));
      session->date = DESK_TODAY + row->session - (i == 0 ? 5 : i == 2 ? 50 : 0);
      session->deleted = i == 0 ? 1 : ED_ABSENT;
      g_ptr_array_add (case_->sessions, session);
    }
  if (row->state == ED_CASE_CLOSED || row->state == ED_CASE_CLOSING)
    {
      case_->closing = ed_record_new (&ed_closing_type);
      case_->closing->id = g_strdup (desk_session_id (10 * row->n + 9));
      case_->closing->outcome = ED_OUTCOME_COMPLETED;
      case_->closing->at = DESK_NOW - (row->state == ED_CASE_CLOSED ? 2 : 1) * DESK_DAY;
    }
  return case_;
}

static void
set_up (Desk *desk, gconstpointer unused)
{
  desk_set_up (desk, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    desk_put (desk, make_case (&table[i]));
  desk_catch_up (desk, 0);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  desk_close (desk);
}

static void
test_list_is_filtered (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    EdScope scope;
    gint64 type, state;
    const char *text, *expert_id;
    const char *expected;
  } cases[] = {
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, NULL, NULL, "1 2 3 4 5 6 7 8 9" },
    { ED_SCOPE_IN_PROGRESS, ED_ABSENT, ED_ABSENT, NULL, NULL, "1 2 3 4 5 7 8 9" },
    { ED_SCOPE_CLOSED, ED_ABSENT, ED_ABSENT, NULL, NULL, "6" },
    { ED_SCOPE_ALL, ED_CASE_LEGAL, ED_ABSENT, NULL, NULL, "2 7 8" },
    { ED_SCOPE_ALL, ED_CASE_PSYCHOLOGICAL, ED_ABSENT, NULL, NULL, "1 4 5 9" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_CASE_RECORDED, NULL, NULL, "7" },
    { ED_SCOPE_ALL, ED_CASE_LEGAL, ED_CASE_ASSIGNED, NULL, NULL, "2" },
    { ED_SCOPE_CLOSED, ED_ABSENT, ED_CASE_ASSIGNED, NULL, NULL, "" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, NULL, DESK_EXPERT, "1 2 3 4 5 6 9" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, NULL, DESK_COORDINATOR, "" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "suzuki", NULL, "1 6 9" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "OPEL", NULL, "4 5" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "taploszentmarton", NULL, "1" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "TÁPLÓ", NULL, "1" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "arkad", NULL, "2" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "ibolya", NULL, "2" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "eva", NULL, "2 6" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "205", NULL, "5" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "budapest opel", NULL, "5" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "  suzuki  gita ", NULL, "9" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "", NULL, "1 2 3 4 5 6 7 8 9" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "%", NULL, "" },
    { ED_SCOPE_ALL, ED_ABSENT, ED_ABSENT, "psychological", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdCaseQuery query = { cases[i].scope, ED_SORT_NUMBER,    FALSE, cases[i].type, cases[i].state,
                            cases[i].text,  cases[i].expert_id };
      g_autofree char *list = desk_list (desk, &query);

      g_assert_cmpstr (list, ==, cases[i].expected);
    }
}

/* What waits for an expert, and what is late by when. */
static void
test_list_is_narrowed_to_what_is_needed (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    gboolean unassigned;
    gint64 overdue_h; /* from now; below 0: not asked for */
    gint64 type;
    const char *expected;
  } cases[] = {
    { TRUE, -1, ED_ABSENT, "7 8" },   { TRUE, -1, ED_CASE_FINANCIAL, "" },
    { FALSE, 0, ED_ABSENT, "4" },     { FALSE, 2, ED_ABSENT, "4" },
    { FALSE, 3, ED_ABSENT, "3 4" },   { FALSE, 9, ED_ABSENT, "2 3 4" },
    { FALSE, 9, ED_CASE_LEGAL, "2" }, { TRUE, 9, ED_ABSENT, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_NUMBER);
      g_autofree char *list = NULL;

      query.unassigned = cases[i].unassigned;
      query.overdue_at = cases[i].overdue_h < 0 ? 0 : DESK_NOW + cases[i].overdue_h * DESK_HOUR;
      query.type = cases[i].type;
      list = desk_list (desk, &query);
      g_assert_cmpstr (list, ==, cases[i].expected);
    }
}

static void
test_list_is_sorted (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    EdSort sort;
    const char *rising, *falling;
  } cases[] = {
    { ED_SORT_NUMBER, "1 2 3 4 5 6 7 8 9", "9 8 7 6 5 4 3 2 1" },
    { ED_SORT_RECORDED_AT, "9 8 7 6 5 4 3 2 1", "1 2 3 4 5 6 7 8 9" },
    { ED_SORT_COMPANY, "2 7 8 4 5 1 6 9 3", "3 9 6 1 5 4 8 7 2" },
    { ED_SORT_ALIAS, "3 4 5 6 7 9 2 1 8", "1 2 9 7 6 5 4 3 8" },
    { ED_SORT_CITY, "2 5 8 4 3 7 1 9 6", "9 1 7 3 4 8 5 2 6" },
    { ED_SORT_TYPE, "1 4 5 9 2 7 8 3 6", "6 3 8 7 2 9 5 4 1" },
    { ED_SORT_EXPERT, "3 1 4 5 9 2 6 7 8", "6 2 9 5 4 1 3 8 7" },
    { ED_SORT_STATE, "7 1 2 3 4 5 8 9 6", "6 9 8 5 4 3 2 1 7" },
    { ED_SORT_ASSIGNED_AT, "6 9 5 4 2 1 3 7 8", "3 1 2 4 5 9 6 8 7" },
    { ED_SORT_CONTACTED_AT, "6 9 5 4 1 2 3 7 8", "4 5 9 6 8 7 3 2 1" },
    { ED_SORT_CLOSING_AT, "6 9 1 2 3 4 5 7 8", "9 6 8 7 5 4 3 2 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EdCaseQuery query = desk_query (ED_SCOPE_ALL, cases[i].sort);
      g_autofree char *rising = desk_list (desk, &query);
      g_autofree char *falling = NULL;

      g_assert_cmpstr (rising, ==, cases[i].rising);
      query.descending = TRUE;
      falling = desk_list (desk, &query);
      g_assert_cmpstr (falling, ==, cases[i].falling);
    }
}

#ifdef __GLIBC__
/* Small blocks that were freed and wait until somebody has to join them. */
static gsize
count_loose_bytes (void)
{
  return mallinfo2 ().fsmblks;
}

/* What a list was put in order by leaves no block of its own for each case: the thread that next
 * asked for a larger one, as likely as not the one that paints, would have to join them all. */
static void
test_sorting_leaves_no_loose_blocks (Desk *desk, gconstpointer unused)
{
  const guint n = 4000;
  EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_COMPANY);
  gsize before;

  for (guint i = 0; i < n; i++)
    {
      EdCase *case_ = ed_case_new ();

      case_->id = g_strdup_printf ("c0000000-0000-4000-8000-%012u", 1000 + i);
      case_->number = 1000 + i;
      case_->company_name = g_strdup_printf ("Company %u", i % 7);
      desk_put (desk, case_);
    }
  desk_catch_up (desk, 1);
  before = count_loose_bytes ();
  for (query.sort = ED_SORT_COMPANY; query.sort <= ED_SORT_EXPERT; query.sort++)
    {
      g_autoptr (GArray) rows = ed_store_query_cases (desk->store, &query, NULL);

      g_assert_cmpuint (rows->len, ==, n + G_N_ELEMENTS (table));
      g_assert_cmpuint (count_loose_bytes (), <, before + n);
    }
}
#endif

/* Crisis first; then contact by (2: in 8 h, 1: in 38 h), first session by (4: passed), closing by.
 */
static void
test_list_is_sorted_by_what_is_due (Desk *desk, gconstpointer unused)
{
  EdCaseQuery query = desk_query (ED_SCOPE_IN_PROGRESS, ED_SORT_DUE);
  g_autofree char *list = desk_list (desk, &query);

  g_assert_cmpstr (list, ==, "3 4 2 1 5 7 8 9");
}

/* The list computes when a case is due from a narrow row; it must be what domain/ says of the
 * whole. */
static void
test_due_is_that_of_the_whole_case (Desk *desk, gconstpointer unused)
{
  EdCaseQuery query = desk_query (ED_SCOPE_IN_PROGRESS, ED_SORT_DUE);
  g_autoptr (GArray) rows = ed_store_query_cases (desk->store, &query, NULL);
  g_autoptr (GPtrArray) cases =
      ed_store_load_rows (desk->store, (const gint64 *) (gpointer) rows->data, rows->len, NULL);
  g_autoptr (EdSettings) settings = ed_store_load_settings (desk->store, NULL);
  g_autoptr (EdZone) zone = ed_settings_make_zone (settings);
  gint64 last = G_MININT64;

  /* The first is the crisis. */
  for (guint i = 1; i < cases->len; i++)
    {
      const EdCaseRow *row = cases->pdata[i];
      gint64 due = ed_case_due (row->case_, settings, zone);

      due = due == ED_ABSENT ? G_MAXINT64 : due;
      g_assert_cmpint (due, >=, last);
      last = due;
    }
  g_assert_cmpint (last, ==, G_MAXINT64);
}

static char *
join_rows (const GArray *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", g_array_index (rows, gint64, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Rows of CASES (EdCaseRow) that PICK takes, by what domain/ says of the whole case. */
static char *
pick_whole_cases (Desk *desk, const EdCasePick *pick, GPtrArray *cases)
{
  g_autoptr (EdSettings) settings = ed_store_load_settings (desk->store, NULL);
  g_autoptr (EdZone) zone = ed_settings_make_zone (settings);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cases->len; i++)
    {
      const EdCaseRow *row = cases->pdata[i];

      if ((pick->type == ED_ABSENT || row->case_->type == pick->type)
          && (pick->state == ED_ABSENT || row->case_->state == pick->state)
          && (pick->due_at == ED_ABSENT
              || ed_case_is_due (row->case_, pick->due_at, settings, zone)))
        g_string_append_printf (text, "%" G_GINT64_FORMAT " ", row->row);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A time limit is over for cases 1 to 5 sooner or later, but not while one is returned. */
static void
test_picks_are_those_of_whole_cases (Desk *desk, gconstpointer unused)
{
  const EdCasePick picks[] = {
    { ED_ABSENT, ED_ABSENT, ED_ABSENT },
    { ED_CASE_PSYCHOLOGICAL, ED_ABSENT, ED_ABSENT },
    { ED_ABSENT, ED_CASE_CLOSING, ED_ABSENT },
    { ED_CASE_LEGAL, ED_CASE_ASSIGNED, ED_ABSENT },
    { ED_ABSENT, ED_ABSENT, DESK_NOW - 1000 * DESK_DAY },
    { ED_ABSENT, ED_ABSENT, DESK_NOW },
    { ED_ABSENT, ED_ABSENT, DESK_NOW + 15 * DESK_HOUR },
    { ED_ABSENT, ED_ABSENT, DESK_NOW + 40 * DESK_DAY },
    { ED_CASE_PSYCHOLOGICAL, ED_ABSENT, DESK_NOW + 400 * DESK_DAY },
  };
  EdCaseQuery query = desk_query (ED_SCOPE_IN_PROGRESS, ED_SORT_DUE);
  EdCase *returned = make_case (&table[1]);
  g_autoptr (GPtrArray) lists = NULL, cases = NULL;
  const GArray *all;

  returned->returned = ed_record_new (&ed_return_type);
  returned->returned->at = DESK_NOW;
  returned->returned->note = g_strdup ("When was the first session?");
  desk_put (desk, returned);
  desk_catch_up (desk, 0);
  lists = ed_store_query_lists (desk->store, &query, picks, G_N_ELEMENTS (picks), NULL);
  g_assert_cmpuint (lists->len, ==, G_N_ELEMENTS (picks));
  all = lists->pdata[0];
  cases = ed_store_load_rows (desk->store, (const gint64 *) (gpointer) all->data, all->len, NULL);
  g_assert_cmpuint (cases->len, ==, 8);
  for (guint i = 0; i < lists->len; i++)
    {
      g_autofree char *picked = join_rows (lists->pdata[i]);
      g_autofree char *expected = pick_whole_cases (desk, &picks[i], cases);

      g_assert_cmpstr (picked, ==, expected);
    }
  g_assert_cmpuint (((GArray *) lists->pdata[4])->len, ==, 0);
  g_assert_cmpuint (((GArray *) lists->pdata[7])->len, ==, 3);
}

static void
test_settings_change_what_is_due (Desk *desk, gconstpointer unused)
{
  EdCaseQuery query = desk_query (ED_SCOPE_IN_PROGRESS, ED_SORT_DUE);
  g_autofree char *list = NULL;

  desk_put_text (desk,
                 "settings",
                 DESK_ORGANISATION,
                 "{\"id\":\"" DESK_ORGANISATION "\",\"organisation\":\"Demo\",\"zone\":\"UTC\","
                 "\"contact_first_h\":24,\"contact_due_h\":5000,\"crisis_first_h\":2,"
                 "\"crisis_due_h\":4,\"session_due_days\":5,\"closing_warn_months\":2,"
                 "\"closing_due_months\":3,\"score_min\":1,\"score_max\":10}");
  desk_catch_up (desk, 0);
  list = desk_list (desk, &query);
  g_assert_cmpstr (list, ==, "3 4 5 2 1 7 8 9");
}

static void
test_counts_fit (Desk *desk, gconstpointer unused)
{
  EdCounts counts;

  g_assert_true (ed_store_count (desk->store, &counts, NULL));
  g_assert_cmpint (counts.all, ==, 9);
  g_assert_cmpint (counts.closed, ==, 1);
  g_assert_cmpint (counts.in_progress, ==, 8);
  g_assert_cmpint (counts.unassigned, ==, 2);
  g_assert_cmpint (counts.waiting, ==, 0);
  g_assert_cmpint (counts.refused, ==, 0);
}

/* What waits in the outbox is listed as it will be, once. */
static void
test_overlay_is_listed_instead (Desk *desk, gconstpointer unused)
{
  EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_NUMBER);
  EdCommand *assign;
  g_autofree char *list = NULL;
  g_autofree char *assigned = NULL;
  EdCounts counts;

  desk_put_text (desk,
                 "account",
                 DESK_EXPERT,
                 "{\"id\":\"" DESK_EXPERT "\",\"name\":\"Új Szakértő\",\"roles\":[\"expert\"],"
                 "\"state\":\"active\",\"case_types\":[\"legal\"]}");
  desk_catch_up (desk, 0);
  assign = ed_command_new (ED_COMMAND_CASE_ASSIGN,
                           desk_command_id (1),
                           desk_case_id (7),
                           NULL,
                           DESK_NOW);
  ((EdArgs *) assign->args)->expert = g_strdup (DESK_EXPERT);
  desk_do (desk, assign);
  list = desk_list (desk, &query);
  g_assert_cmpstr (list, ==, "1 2 3 4 5 6 7 8 9");
  query.text = "uj szakerto";
  assigned = desk_list (desk, &query);
  g_assert_cmpstr (assigned, ==, "7");
  g_assert_true (ed_store_count (desk->store, &counts, NULL));
  g_assert_cmpint (counts.all, ==, 9);
  g_assert_cmpint (counts.unassigned, ==, 1);
  g_assert_cmpint (counts.waiting, ==, 1);
}

static void
test_rows_that_are_gone_are_left_out (Desk *desk, gconstpointer unused)
{
  EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_NUMBER);
  g_autoptr (GArray) rows = ed_store_query_cases (desk->store, &query, NULL);
  g_autoptr (GPtrArray) cases = NULL;

  desk_del (desk, "case", desk_case_id (2));
  desk_catch_up (desk, 0);
  cases = ed_store_load_rows (desk->store, (const gint64 *) (gpointer) rows->data, 3, NULL);
  g_assert_cmpuint (cases->len, ==, 2);
  g_assert_cmpstr (((EdCaseRow *) cases->pdata[1])->case_->id, ==, desk_case_id (3));
}

static void
test_case_is_found_by_number (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdCaseRow) found = ed_store_load_case_by_number (desk->store, 204, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (found->case_->id, ==, desk_case_id (4));
  g_assert_cmpstr (found->case_->client_alias, ==, "Csilla");
  g_assert_null (ed_store_load_case_by_number (desk->store, 404, &error));
  g_assert_no_error (error);
  g_assert_null (ed_store_load_case (desk->store, desk_case_id (404), &error));
  g_assert_no_error (error);
}

static void
test_companies_are_listed_by_use (Desk *desk, gconstpointer unused)
{
  g_auto (GStrv) companies = ed_store_list_companies (desk->store, NULL);
  g_autofree char *list = g_strjoinv (" ", companies);

  g_assert_cmpstr (list, ==, "Suzuki Fiat Opel Zeiss opel Árkád");
}

static void
test_accounts_are_listed_by_role (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    guint role;
    guint n;
  } cases[] = {
    { 0, 2 },
    { ED_ROLE_EXPERT, 1 },
    { ED_ROLE_COORDINATOR, 1 },
    { ED_ROLE_EXPERT | ED_ROLE_COORDINATOR, 2 },
    { ED_ROLE_ADMINISTRATOR, 0 },
  };
  g_autoptr (EdAccount) own = ed_store_load_own_account (desk->store, NULL);

  g_assert_cmpstr (own->id, ==, DESK_COORDINATOR);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) accounts = ed_store_list_accounts (desk->store, cases[i].role, NULL);

      g_assert_cmpuint (accounts->len, ==, cases[i].n);
    }
}

static void
test_settings_are_defaults_before_the_first_sync (void)
{
  g_autoptr (EdSettings) settings = NULL;
  g_autoptr (EdAccount) own = NULL;
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_open (&desk, FALSE);
  settings = ed_store_load_settings (desk.store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (settings->contact_due_h, ==, 48);
  own = ed_store_load_own_account (desk.store, &error);
  g_assert_no_error (error);
  g_assert_null (own);
  desk_close (&desk);
}

static void
test_folding (void)
{
  static const struct
  {
    const char *text, *folded;
  } cases[] = {
    { "", "" },
    { "Suzuki 2", "suzuki 2" },
    { "Táplószentmárton", "taploszentmarton" },
    { "ŐRSÉG űr", "orseg ur" },
    { "Straße", "strasse" },
    { "Zu\xcc\x88rich", "zurich" },
    { "Ⅷ ﬁ", "viii fi" },
    { "Ελλάδα", "ελλαδα" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = ed_fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/store/" path, Desk, NULL, set_up, function, tear_down)

  ADD ("list/is-filtered", test_list_is_filtered);
  ADD ("list/is-narrowed-to-what-is-needed", test_list_is_narrowed_to_what_is_needed);
  ADD ("list/is-sorted", test_list_is_sorted);
#ifdef __GLIBC__
  ADD ("list/sorting-leaves-no-loose-blocks", test_sorting_leaves_no_loose_blocks);
#endif
  ADD ("list/is-sorted-by-what-is-due", test_list_is_sorted_by_what_is_due);
  ADD ("list/due-is-that-of-the-whole-case", test_due_is_that_of_the_whole_case);
  ADD ("list/picks-are-those-of-whole-cases", test_picks_are_those_of_whole_cases);
  ADD ("list/settings-change-what-is-due", test_settings_change_what_is_due);
  ADD ("list/counts-fit", test_counts_fit);
  ADD ("list/overlay-is-listed-instead", test_overlay_is_listed_instead);
  ADD ("list/rows-that-are-gone-are-left-out", test_rows_that_are_gone_are_left_out);
  ADD ("list/case-is-found-by-number", test_case_is_found_by_number);
  ADD ("list/companies-are-listed-by-use", test_companies_are_listed_by_use);
  ADD ("directory/accounts-are-listed-by-role", test_accounts_are_listed_by_role);
  g_test_add_func ("/store/directory/settings-are-defaults-at-first",
                   test_settings_are_defaults_before_the_first_sync);
  g_test_add_func ("/store/fold", test_folding);
  return g_test_run ();
}
