/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What companies pay, on the server: fixed when a case is approved, seen by coordinators alone, and
 * never changed by what is agreed later. */

#include <string.h>

#include "domain/charges.h"
#include "privacy-story.h"
#include "server/api-state.h"
#include "server/document-table.h"
#include "server/schema.h"
#include "wire/record-json.h"

#define SUZUKI "c0000000-0000-4000-8000-000000000001"
#define OTHER "c0000000-0000-4000-8000-000000000002"

static void
add_company (House *house, const char *id, const char *name)
{
  g_autofree char *args = g_strdup_printf ("{\"name\":\"%s\"}", name);

  person_must (house->coordinator, NULL, "company.create", id, NULL, args);
}

/* What the company pays for a legal session, instead of BEFORE (or absent). */
static void
agree_fee (House *house, gint64 before, gint64 amount)
{
  g_autofree char *from =
      before != ED_ABSENT
          ? g_strdup_printf ("\"from\":[{\"type\":\"legal\",\"amount\":%" G_GINT64_FORMAT "}],",
                             before)
          : g_strdup ("");
  g_autofree char *args = g_strdup_printf (
      "{\"fees\":{%s\"to\":[{\"type\":\"legal\",\"amount\":%" G_GINT64_FORMAT "}]}}",
      from,
      amount);

  person_must (house->coordinator, NULL, "company.edit", SUZUKI, NULL, args);
}

static void
pay (House *house)
{
  house_step_statement (house, house->coordinator, "statement.send");
  house_step_statement (house, house->expert, "statement.accept");
  house_step_statement (house, house->coordinator, "statement.pay");
}

static void
reopen (House *house, const Story *story)
{
  person_must (house->coordinator,
               NULL,
               "case.reopen",
               story->case_id,
               NULL,
               "{\"reason\":\"Wrong date\"}");
}

/* The lines of all statements, as documents have them: "500", "-500" where it was taken back, "?"
 * without a fee, "-" where nobody pays. */
static void
assert_lines (House *house, const char *expected)
{
  g_autoptr (EdStatement) row =
      ed_db_query (house->office->api->writer,
                   NULL,
                   "SELECT document.body FROM statement JOIN document ON document.id = statement.id"
                   " AND document.type = 'statement' ORDER BY statement.month",
                   "");
  g_autoptr (GString) text = g_string_new (NULL);

  while (ed_statement_step (row, NULL))
    {
      g_autoptr (EdFeeStatement) statement = ed_record_from_json (&ed_fee_statement_type,
                                                                  ed_statement_text (row, 0),
                                                                  -1,
                                                                  ED_WIRE_STRICT,
                                                                  NULL);

      g_assert_nonnull (statement);
      for (guint i = 0; i < statement->lines->len; i++)
        {
          const EdStatementLine *line = statement->lines->pdata[i];

          if (text->len > 0)
            g_string_append_c (text, ' ');
          if (line->company_fee != ED_ABSENT)
            g_string_append_printf (text,
                                    "%s%" G_GINT64_FORMAT,
                                    line->taken_back == 1 ? "-" : "",
                                    line->company_fee);
          else
            g_string_append (text, ed_charges_is_waiting (line) ? "?" : "-");
        }
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* A fee is agreed, then another: what was approved in between stays as it was. */
static void
test_approval_fixes_the_fee (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };

  house_agree_pay (house, 100);
  add_company (house, SUZUKI, "suzuki ");
  agree_fee (house, ED_ABSENT, 500);
  story_tell (&story, house);
  story_close (&story, house);
  assert_lines (house, "500");
  agree_fee (house, 500, 600);
  assert_lines (house, "500");
  /* Approved again, by what is agreed then. */
  reopen (house, &story);
  assert_lines (house, "");
  story_close (&story, house);
  assert_lines (house, "600");
}

/* What was sent is given back at the fee of then; also where its expert is paid nothing. */
static void
test_taken_back_at_the_fee_of_then (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };

  house_agree_pay (house, 0);
  add_company (house, SUZUKI, "Suzuki");
  agree_fee (house, ED_ABSENT, 500);
  story_tell (&story, house);
  story_close (&story, house);
  pay (house);
  agree_fee (house, 500, 600);
  reopen (house, &story);
  assert_lines (house, "500 -500");
  story_close (&story, house);
  assert_lines (house, "500 -500 600");
}

/* The first fee that is agreed fills what had none, whatever the company was when it was approved,
 * and in whatever state the statement is; what was decided on stays the same. */
static void
test_first_fee_fills_in (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autoptr (Pull) expert = NULL, staff = NULL;
  EdDb *db = house->office->api->writer;
  g_auto (GStrv) ids = NULL;
  gint64 rev;

  house_agree_pay (house, 100);
  story_tell (&story, house);
  story_close (&story, house);
  pay (house);
  assert_lines (house, "?");
  add_company (house, OTHER, "Bosch");
  add_company (house, SUZUKI, "SUZUKI");
  assert_lines (house, "?");
  pull_free (person_pull (house->expert, 500));
  pull_free (person_pull (house->coordinator, 500));
  ids = ed_documents_list (db, "statement", NULL);
  rev = ed_documents_rev (db, "statement", ids[0], NULL);
  agree_fee (house, ED_ABSENT, 500);
  assert_lines (house, "500");
  g_assert_cmpint (ed_documents_rev (db, "statement", ids[0], NULL), ==, rev);
  agree_fee (house, 500, 600);
  assert_lines (house, "500");
  g_assert_cmpint (house_count (house, "SELECT COUNT(*) FROM charge_wait"), ==, 0);
  staff = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (staff, ids[0]), "\"company_fee\":500"));
  expert = person_pull (house->expert, 500);
  g_assert_null (pull_body (expert, ids[0]));
}

/* Neither what the company pays nor its name, in no view of the expert's. */
static void
test_expert_reads_nothing_of_it (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };
  g_autoptr (Pull) expert = NULL, staff = NULL;
  g_auto (GStrv) ids = NULL;

  house_agree_pay (house, 100);
  add_company (house, SUZUKI, "Suzuki");
  agree_fee (house, ED_ABSENT, 31337);
  story_tell (&story, house);
  story_close (&story, house);
  house_step_statement (house, house->coordinator, "statement.send");
  house_step_statement (house, house->expert, "statement.accept");
  ids = ed_documents_list (house->office->api->writer, "statement", NULL);
  expert = person_pull (house->expert, 500);
  staff = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (staff, ids[0]), "31337"));
  g_assert_nonnull (strstr (pull_body (staff, ids[0]), "Suzuki"));
  g_assert_nonnull (strstr (pull_body (expert, ids[0]), "\"amount\":100"));
  g_assert_null (strstr (pull_body (expert, ids[0]), "company"));
  g_assert_null (strstr (pull_body (expert, ids[0]), "Suzuki"));
  for (guint i = 0; i < expert->bodies->len; i++)
    g_assert_null (strstr (expert->bodies->pdata[i], "31337"));
}

/* The client goes, what the company paid stays. */
static void
test_erased_case_stays_charged (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 };

  house_agree_pay (house, 100);
  add_company (house, SUZUKI, "Suzuki");
  agree_fee (house, ED_ABSENT, 500);
  story_tell (&story, house);
  story_close (&story, house);
  g_assert_cmpuint (story_erase (&story, house->coordinator, story.number), ==, 204);
  assert_lines (house, "500");
  house_assert_no_canary (house);
}

/* Makes the database one from before what companies pay was kept, and the server come to it. */
static void
go_back (House *house)
{
  EdDb *db = house->office->api->writer;
  const EdMigration *migration = &ed_server_migrations[0];
  g_auto (GStrv) ids = ed_documents_list (db, "statement", NULL);

  for (char **id = ids; *id != NULL; id++)
    {
      gsize length;
      gint64 rev;
      g_autofree char *text = ed_documents_load (db, "statement", *id, &rev, &length, NULL);
      g_autoptr (EdFeeStatement) statement =
          ed_record_from_json (&ed_fee_statement_type, text, -1, ED_WIRE_STRICT, NULL);

      for (guint i = 0; i < statement->lines->len; i++)
        {
          EdStatementLine *line = statement->lines->pdata[i];

          g_clear_pointer (&line->company_id, g_free);
          g_clear_pointer (&line->company_name, g_free);
          line->company_fee = ED_ABSENT;
        }
      g_free (text);
      text = ed_record_to_json (&ed_fee_statement_type, statement, &length);
      g_assert_true (ed_documents_store (db, "statement", *id, rev, text, length, NULL));
    }
  /* The tables stay: a server reads them, and migrations run before it does. */
  while (strstr (migration->sql, "CREATE TABLE charge_wait") == NULL)
    migration++;
  g_assert_true (ed_db_exec (db, "DELETE FROM charge_wait", NULL));
  g_assert_true (ed_db_exec (db, strstr (migration->sql, "INSERT INTO due"), NULL));
}

/* What was approved before is charged at the fee of now, once; what was erased nobody knows. */
static void
test_older_database_is_looked_at (House *house, gconstpointer unused)
{
  g_auto (Story) story = { 0 }, other = { 0 }, erased = { 0 };
  g_autoptr (Pull) staff = NULL;
  g_auto (GStrv) ids = NULL;

  house_agree_pay (house, 100);
  add_company (house, SUZUKI, "Suzuki");
  agree_fee (house, ED_ABSENT, 500);
  story_tell (&story, house);
  story_close (&story, house);
  story_tell (&erased, house);
  story_close (&erased, house);
  g_assert_cmpuint (story_erase (&erased, house->coordinator, erased.number), ==, 204);
  pay (house);
  go_back (house);
  assert_lines (house, "- -");
  agree_fee (house, 500, 600);
  assert_lines (house, "- -");
  pull_free (person_pull (house->coordinator, 500));
  office_run_chores (house->office);
  assert_lines (house, "600 -");
  ids = ed_documents_list (house->office->api->writer, "statement", NULL);
  staff = person_pull (house->coordinator, 500);
  g_assert_nonnull (strstr (pull_body (staff, ids[0]), "\"company_fee\":600"));
  agree_fee (house, 600, 700);
  office_run_chores (house->office);
  assert_lines (house, "600 -");
  story_tell (&other, house);
  story_close (&other, house);
  assert_lines (house, "600 - 700");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/server/charges/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("approval-fixes-the-fee", test_approval_fixes_the_fee);
  ADD ("taken-back-at-the-fee-of-then", test_taken_back_at_the_fee_of_then);
  ADD ("first-fee-fills-in", test_first_fee_fills_in);
  ADD ("expert-reads-nothing-of-it", test_expert_reads_nothing_of_it);
  ADD ("erased-case-stays-charged", test_erased_case_stays_charged);
  ADD ("older-database-is-looked-at", test_older_database_is_looked_at);
  return g_test_run ();
}
