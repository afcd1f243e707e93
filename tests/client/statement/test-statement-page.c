/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The expert's page of a month's money. */

#include "client/statement/statement-page.h"

#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "client/statement/money-row.h"
#include "domain/billing.h"

#include <adwaita.h>

#define NBSP "\xc2\xa0"
#define STATEMENT "d0000000-0000-4000-8000-000000000001"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static EdFeeStatement *
make_statement (EdDesk *desk, EdStatementState state)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);

  statement->id = g_strdup (STATEMENT);
  statement->expert_id = g_strdup (ed_desk_account (desk)->id);
  statement->month = ed_billing_month (ed_desk_now (desk), ed_desk_zone (desk));
  statement->state = state;
  statement->statement_rev = 4;
  statement->currency = g_strdup ("EUR");
  for (guint i = 1; i <= 2; i++)
    {
      EdStatementLine *line = ed_record_new (&ed_statement_line_type);

      line->kind = ED_LINE_SESSION;
      line->number = 261;
      line->session_number = i;
      line->date = ed_date_from_text ("2020-03-02");
      line->amount = 4050;
      line->at = 0;
      g_ptr_array_add (statement->lines, line);
    }
  return statement;
}

static void
show (Fixture *fixture, EdDesk *desk, int width)
{
  fixture->desk = desk;
  fixture->page = ed_statement_page_new (desk);
  fixture->window = ed_stage_show (fixture->page, width, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  g_assert_finalize_object (fixture->desk);
}

static void
test_nothing_yet (Fixture *fixture, gconstpointer data)
{
  show (fixture, ed_fake_desk_new (ED_SAMPLE_NOW), 900);
  ed_stage_wait_for (fixture->page, "Nothing to invoice yet");
}

static void
test_confirmed_stands_apart (Fixture *fixture, gconstpointer data)
{
  EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);

  ed_sample_cases_add (desk);
  ed_fake_desk_agree_fee (desk, ED_CASE_PSYCHOLOGICAL, 1000);
  ed_fake_desk_add_statement (desk, make_statement (desk, ED_STATEMENT_DRAFT));
  show (fixture, desk, 900);
  ed_stage_wait_for (fixture->page, "Case 261, session 2");
  g_assert_true (ed_stage_says (fixture->page, "Confirmed"));
  g_assert_true (ed_stage_says (fixture->page, "81.00" NBSP "EUR"));
  g_assert_true (ed_stage_says (fixture->page, "Not confirmed yet"));
  g_assert_true (ed_stage_says (fixture->page, "Draft"));
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Accept"));
}

static void
test_sent_is_accepted (Fixture *fixture, gconstpointer data)
{
  EdDesk *desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  const EdCommand *command;

  ed_fake_desk_add_statement (desk, make_statement (desk, ED_STATEMENT_SENT));
  show (fixture, desk, 360);
  ed_stage_wait_for (fixture->page, "Case 261, session 1");
  ed_stage_click (fixture->page, "Accept");
  ed_stage_wait_for (fixture->page, "Accepted");
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Accept"));
  g_assert_cmpuint (ed_fake_desk_count_commands (desk), ==, 1);
  command = ed_fake_desk_command (desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_STATEMENT_ACCEPT);
  g_assert_cmpstr (command->target_id, ==, STATEMENT);
  g_assert_cmpint (((const EdArgs *) command->args)->statement_rev, ==, 4);
  /* By the device's clock: the sync adds the offset. */
  g_assert_cmpint (command->done_at, !=, ed_desk_now (desk));
}

#define TEST(name, function) \
  g_test_add ("/client/statement-page/" name, Fixture, NULL, NULL, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  TEST ("nothing-yet", test_nothing_yet);
  TEST ("confirmed-stands-apart", test_confirmed_stands_apart);
  TEST ("sent-is-accepted", test_sent_is_accepted);
  return g_test_run ();
}
