/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the office does beside cases, by desks: statements, companies, and many cases at once. With
 * the server, refused by it, without it, and when something else answers in its place. */

#include "world-desk.h"

#include "server/batch.h"
#include "server/projection.h"
#include "sync/desk-companies.h"
#include "sync/desk-intakes.h"
#include "sync/desk-statements.h"

#include <string.h>

#define MARCH "d0000000-0000-4000-8000-000000000003"

/* Two desks on one server. */
typedef struct
{
  World *world;
  EdTransport *line; /* the coordinator's */
  EdTransport *expert_line;
  EdDesk *coordinator, *expert;
} Office;

static void
set_up (Office *office, gconstpointer unused)
{
  office->world = world_new ();
  office->line = ed_api_transport_new (&office->world->host);
  office->expert_line = ed_api_transport_new (&office->world->host);
  office->coordinator = world_desk (office->world, WORLD_COORDINATOR, office->line);
  office->expert = world_desk (office->world, WORLD_EXPERT, office->expert_line);
}

static void
tear_down (Office *office, gconstpointer unused)
{
  net_close (office->coordinator);
  net_close (office->expert);
  world_free (office->world);
}

static void
cut (EdTransport *line)
{
  ed_api_transport_set (line, (EdFault){ .kind = ED_FAULT_OFFLINE });
}

static void
join (EdTransport *line, EdDesk *desk)
{
  ed_api_transport_set (line, (EdFault){ .kind = ED_FAULT_NONE });
  ed_desk_sync_now (desk);
}

static EdCommand *
make (Office *office, EdCommandType type, const char *target)
{
  return ed_command_new (type,
                         world_make_id (office->world),
                         target,
                         NULL,
                         ed_clock_now (&office->world->clock.parent));
}

static void
must (EdDesk *desk, EdCommand *command)
{
  g_assert_cmpstr (ed_refusal_word (net_do (desk, command)), ==, ed_refusal_word (ED_REFUSAL_NONE));
}

/* --- statements ------------------------------------------------------------------------------- */

/* The server has the statement of March in STATE. */
static void
put_statement (Office *office, EdStatementState state, gint64 rev)
{
  g_autoptr (EdFeeStatement) statement = ed_record_new (&ed_fee_statement_type);
  EdStatementLine *line = ed_record_new (&ed_statement_line_type);
  g_autoptr (GError) error = NULL;
  EdBatch batch;

  statement->id = g_strdup (MARCH);
  statement->expert_id = g_strdup (world_account (WORLD_EXPERT));
  statement->month = ed_date_from_text ("2020-03-01");
  statement->state = state;
  statement->statement_rev = rev;
  statement->currency = g_strdup ("EUR");
  line->id = g_strdup (MARCH);
  line->kind = ED_LINE_CORRECTION;
  line->amount = 4050;
  line->at = WORLD_START;
  line->note = g_strdup ("As agreed");
  g_ptr_array_add (statement->lines, line);
  g_assert_true (ed_batch_begin (&batch, office->world->host.api, &error));
  g_assert_true (ed_projection_write_statement (&batch, statement, &error));
  g_assert_true (ed_batch_finish (&batch, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_statements (EdDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  ed_desk_list_statements_async (desk, NULL, net_on_ready, &result);
  list = ed_desk_list_statements_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return list;
}

/* GPOINTER_TO_INT (DATA): the state. */
static gboolean
shows_statement (EdDesk *desk, gpointer data)
{
  g_autoptr (GPtrArray) list = list_statements (desk);

  return list->len == 1
         && ((EdFeeStatement *) list->pdata[0])->state == (gint64) GPOINTER_TO_INT (data);
}

static void
wait_statement (EdDesk *desk, EdStatementState state)
{
  ed_desk_sync_now (desk);
  net_wait_until (desk, shows_statement, GINT_TO_POINTER (state), "a statement");
}

static void
assert_earned (EdDesk *desk, guint statements, gint64 total)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdEarnings) earnings = NULL;

  ed_desk_load_earnings_async (desk, NULL, net_on_ready, &result);
  earnings = ed_desk_load_earnings_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (earnings->statements->len, ==, statements);
  if (statements > 0)
    g_assert_cmpint (ed_fee_statement_total (earnings->statements->pdata[0]), ==, total);
}

static void
assert_asked (EdDesk *desk, gint64 answers, gint64 disputes)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EdCounts counts;

  ed_desk_count_async (desk, NULL, net_on_ready, &result);
  g_assert_true (ed_desk_count_finish (desk, net_wait_result (&result), &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (counts.answers, ==, answers);
  g_assert_cmpint (counts.disputes, ==, disputes);
}

static EdCommand *
decide (Office *office, EdCommandType type, gint64 rev)
{
  EdCommand *command = make (office, type, MARCH);
  EdArgs *args = command->args;

  args->statement_rev = rev;
  if (type != ED_COMMAND_STATEMENT_ACCEPT && type != ED_COMMAND_STATEMENT_SEND)
    args->note = g_strdup ("Two were held");
  return command;
}

/* Disputed without the server, which hears of it later; the coordinator sends it again. */
static void
test_statement_goes_to_and_fro (Office *office, gconstpointer unused)
{
  assert_earned (office->expert, 0, 0);
  put_statement (office, ED_STATEMENT_SENT, 2);
  wait_statement (office->expert, ED_STATEMENT_SENT);
  assert_earned (office->expert, 1, 4050);
  assert_asked (office->expert, 1, 0);
  wait_statement (office->coordinator, ED_STATEMENT_SENT);
  assert_asked (office->coordinator, 0, 0);

  cut (office->expert_line);
  must (office->expert, decide (office, ED_COMMAND_STATEMENT_DISPUTE, 2));
  assert_asked (office->expert, 0, 0);
  net_wait_number (office->expert, "waiting", 1);
  join (office->expert_line, office->expert);
  net_wait_number (office->expert, "waiting", 0);
  wait_statement (office->coordinator, ED_STATEMENT_DISPUTED);
  assert_asked (office->coordinator, 0, 1);

  must (office->coordinator, decide (office, ED_COMMAND_STATEMENT_SEND, 3));
  assert_asked (office->coordinator, 0, 0);
  net_wait_number (office->coordinator, "waiting", 0);
  wait_statement (office->expert, ED_STATEMENT_SENT);
  assert_asked (office->expert, 1, 0);
}

/* What is no longer as it was is refused: here where it is known, else by the server. */
static void
test_statement_that_changed_is_refused (Office *office, gconstpointer unused)
{
  put_statement (office, ED_STATEMENT_SENT, 2);
  wait_statement (office->expert, ED_STATEMENT_SENT);
  wait_statement (office->coordinator, ED_STATEMENT_SENT);
  g_assert_cmpint ((gint) net_do (office->expert, decide (office, ED_COMMAND_STATEMENT_ACCEPT, 1)),
                   ==,
                   (gint) ED_REFUSAL_WRONG_STATE);
  cut (office->expert_line);
  must (office->expert, decide (office, ED_COMMAND_STATEMENT_ACCEPT, 2));
  must (office->coordinator, decide (office, ED_COMMAND_STATEMENT_ACCEPT_FOR, 2));
  net_wait_number (office->coordinator, "waiting", 0);
  join (office->expert_line, office->expert);
  net_wait_number (office->expert, "refused", 1);
  wait_statement (office->expert, ED_STATEMENT_ACCEPTED);
  assert_asked (office->expert, 0, 0);
}

static const char *const nonsense[] = {
  "<html>Welcome</html>",
  "",
  "{\"k\":\"put\",\"t\":\"statement\",\"id\":\"" MARCH "\",\"rev\":9,\"d\":7}\n",
  "{\"k\":\"del\",\"t\":\"statement\",\"id\":\"" MARCH "\"}\n",
};

/* A page that is none takes nothing away and brings nothing. */
static void
test_nonsense_changes_no_statement (Office *office, gconstpointer unused)
{
  put_statement (office, ED_STATEMENT_SENT, 2);
  wait_statement (office->expert, ED_STATEMENT_SENT);
  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_test_message ("%s", nonsense[i]);
      ed_api_transport_set (office->expert_line,
                            (EdFault){ .kind = ED_FAULT_GARBAGE,
                                       .path = "/v1/feed",
                                       .status = 200,
                                       .content_type = "application/x-ndjson",
                                       .body = nonsense[i] });
      ed_desk_sync_now (office->expert);
      net_wait_connection (office->expert, ED_CONNECTION_TROUBLE);
      g_assert_true (shows_statement (office->expert, GINT_TO_POINTER (ED_STATEMENT_SENT)));
      assert_asked (office->expert, 1, 0);
      join (office->expert_line, office->expert);
      net_wait_connection (office->expert, ED_CONNECTION_UP_TO_DATE);
    }
}

static GPtrArray *
list_charges (EdDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  ed_desk_list_charges_async (desk, ed_date_from_text ("2020-03-01"), NULL, net_on_ready, &result);
  list = ed_desk_list_charges_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return list;
}

static GPtrArray *
list_unbilled (EdDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  ed_desk_list_unbilled_async (desk, NULL, net_on_ready, &result);
  list = ed_desk_list_unbilled_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return list;
}

/* --- companies -------------------------------------------------------------------------------- */

static GPtrArray *
list_companies (EdDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  ed_desk_load_companies_async (desk, NULL, net_on_ready, &result);
  list = ed_desk_load_companies_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  return list;
}

static EdCommand *
make_company (Office *office, const char *name)
{
  EdCommand *command = make (office, ED_COMMAND_COMPANY_CREATE, world_make_id (office->world));

  ((EdCompany *) command->args)->name = g_strdup (name);
  return command;
}

static gboolean
shows_company (EdDesk *desk, gpointer name)
{
  g_autoptr (GPtrArray) list = list_companies (desk);

  return ed_company_find (list, name) != NULL;
}

/* Entered without the server; experts have none. Of a name that another coordinator gave meanwhile
 * the server refuses the second. */
static void
test_companies_are_entered (Office *office, gconstpointer unused)
{
  Machine *other = machine_new (office->world, WORLD_COORDINATOR);
  g_autoptr (GPtrArray) of_expert = NULL;

  machine_sync (other);
  cut (office->line);
  must (office->coordinator, make_company (office, "Bosch"));
  must (office->coordinator, make_company (office, "Audi"));
  g_assert_true (shows_company (office->coordinator, (gpointer) "bosch"));
  g_assert_cmpint ((gint) machine_do (other, make_company (office, "BOSCH")),
                   ==,
                   (gint) ED_REFUSAL_NONE);
  machine_sync (other);
  join (office->line, office->coordinator);
  net_wait_number (office->coordinator, "waiting", 0);
  net_wait_number (office->coordinator, "refused", 1);
  net_wait_until (office->coordinator, shows_company, (gpointer) "BOSCH", "the other's company");
  g_assert_true (shows_company (office->coordinator, (gpointer) "Audi"));
  g_assert_cmpint ((gint) net_do (office->coordinator, make_company (office, "audi")),
                   !=,
                   (gint) ED_REFUSAL_NONE);
  g_assert_cmpint ((gint) net_do (office->expert, make_company (office, "Opel")),
                   ==,
                   (gint) ED_REFUSAL_FORBIDDEN);
  of_expert = list_companies (office->expert);
  g_assert_cmpuint (of_expert->len, ==, 0);
  machine_free (other);
}

/* --- many cases at once ----------------------------------------------------------------------- */

static EdCase *
make_intake (const char *company)
{
  EdCase *intake = ed_record_new (&ed_case_intake_type);

  intake->company_name = g_strdup (company);
  intake->client_alias = g_strdup ("XY");
  intake->type = ED_CASE_PSYCHOLOGICAL;
  intake->recorded_at = WORLD_START;
  return intake;
}

static void
free_intake (EdCase *intake)
{
  ed_record_free (&ed_case_intake_type, intake);
}

static GArray *
check (EdDesk *desk, GPtrArray *intakes)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *checks;

  ed_desk_check_intakes_async (desk, intakes, NULL, net_on_ready, &result);
  checks = ed_desk_check_intakes_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, intakes->len);
  return checks;
}

static GArray *
do_all (EdDesk *desk, GPtrArray *commands)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *refusals;

  ed_desk_do_all_async (desk, commands, NULL, net_on_ready, &result);
  refusals = ed_desk_do_all_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refusals->len, ==, commands->len);
  return refusals;
}

/* A command that records INTAKE as the case ID. */
static EdCommand *
record (Office *office, const EdCase *intake, const char *id)
{
  EdCommand *command = make (office, ED_COMMAND_CASE_CREATE, id);
  EdCase *args = command->args;

  args->company_name = g_strdup (intake->company_name);
  args->client_alias = g_strdup (intake->client_alias);
  args->type = intake->type;
  args->recorded_at = intake->recorded_at;
  return command;
}

static gint64
count_burden (EdDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) burdens = NULL;
  const EdBurden *burden;

  ed_desk_load_burdens_async (desk, NULL, net_on_ready, &result);
  burdens = ed_desk_load_burdens_finish (desk, net_wait_result (&result), &error);
  g_assert_no_error (error);
  burden = g_hash_table_lookup (burdens, world_account (WORLD_EXPERT));
  return burden != NULL ? burden->open : 0;
}

/* Two are new, one that may not be is passed over; without the server, then with it. */
static void
test_many_cases_are_imported (Office *office, gconstpointer unused)
{
  g_autoptr (GPtrArray) intakes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_intake);
  g_autoptr (GPtrArray) commands =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);
  g_autoptr (GArray) first = NULL, refusals = NULL, second = NULL;
  g_autoptr (GPtrArray) unbilled = NULL, charges = NULL;
  EdCommand *assign;

  g_ptr_array_add (intakes, make_intake ("Suzuki"));
  g_ptr_array_add (intakes, make_intake ("Bosch"));
  first = check (office->coordinator, intakes);
  g_assert_false (g_array_index (first, EdIntakeCheck, 0).is_held);
  cut (office->line);
  for (guint i = 0; i < intakes->len; i++)
    g_ptr_array_add (
        commands,
        record (office, intakes->pdata[i], g_array_index (first, EdIntakeCheck, i).id));
  g_ptr_array_add (commands, make (office, ED_COMMAND_CASE_REOPEN, world_make_id (office->world)));
  refusals = do_all (office->coordinator, commands);
  g_assert_cmpint ((gint) g_array_index (refusals, EdRefusal, 0).code, ==, (gint) ED_REFUSAL_NONE);
  g_assert_cmpint ((gint) g_array_index (refusals, EdRefusal, 1).code, ==, (gint) ED_REFUSAL_NONE);
  g_assert_cmpint ((gint) g_array_index (refusals, EdRefusal, 2).code,
                   ==,
                   (gint) ED_REFUSAL_NOT_FOUND);
  net_wait_number (office->coordinator, "waiting", 2);
  second = check (office->coordinator, intakes);
  g_assert_true (g_array_index (second, EdIntakeCheck, 0).is_held);
  g_assert_true (g_array_index (second, EdIntakeCheck, 1).is_held);

  join (office->line, office->coordinator);
  net_wait_number (office->coordinator, "waiting", 0);
  g_assert_cmpint (count_burden (office->coordinator), ==, 0);
  assign = make (office, ED_COMMAND_CASE_ASSIGN, g_array_index (first, EdIntakeCheck, 0).id);
  ((EdArgs *) assign->args)->expert = g_strdup (world_account (WORLD_EXPERT));
  must (office->coordinator, assign);
  g_assert_cmpint (count_burden (office->coordinator), ==, 1);
  net_wait_number (office->coordinator, "waiting", 0);
  ed_case_free (net_wait_case (office->expert,
                               g_array_index (first, EdIntakeCheck, 0).id,
                               net_case_is_there));
  unbilled = list_unbilled (office->coordinator);
  g_assert_cmpuint (unbilled->len, ==, 1);
  charges = list_charges (office->coordinator);
  g_assert_cmpuint (charges->len, ==, 0);
}

/* Somebody else answers a push: nothing is taken for done, and all of it is sent again. */
static void
test_nonsense_loses_no_import (Office *office, gconstpointer unused)
{
  static const char *const bodies[] = {
    "<html>Welcome</html>",
    "{\"results\":7}",
    "{\"epoch\":\"x\",\"results\":[{\"id\":\"x\",\"status\":\"applied\"}],\"next_seq\":9,"
    "\"durable\":9}",
  };
  EdCase *intake = make_intake ("Suzuki");

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GPtrArray) commands =
          g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);
      g_autoptr (GArray) refusals = NULL;
      g_autofree char *id = g_strdup (world_make_id (office->world));

      g_test_message ("%s", bodies[i]);
      ed_api_transport_set (office->line,
                            (EdFault){ .kind = ED_FAULT_GARBAGE,
                                       .path = "/v1/commands",
                                       .status = 200,
                                       .content_type = "application/json",
                                       .body = bodies[i] });
      g_ptr_array_add (commands, record (office, intake, id));
      refusals = do_all (office->coordinator, commands);
      net_wait_connection (office->coordinator, ED_CONNECTION_TROUBLE);
      net_wait_number (office->coordinator, "waiting", 1);
      join (office->line, office->coordinator);
      net_wait_number (office->coordinator, "waiting", 0);
      net_wait_number (office->coordinator, "refused", 0);
    }
  free_intake (intake);
}

/* Whoever waits when a desk is closed is answered. */
static void
test_closed_desk_answers (Office *office, gconstpointer unused)
{
  g_autoptr (GAsyncResult) statements = NULL, companies = NULL, burdens = NULL;
  EdDesk *desk = office->expert;
  g_autoptr (GPtrArray) list = NULL, companies_list = NULL;
  g_autoptr (GHashTable) table = NULL;
  g_autoptr (GError) first = NULL, second = NULL, third = NULL;

  ed_desk_list_statements_async (desk, NULL, net_on_ready, &statements);
  ed_desk_load_companies_async (desk, NULL, net_on_ready, &companies);
  ed_desk_load_burdens_async (desk, NULL, net_on_ready, &burdens);
  ed_desk_close (desk);
  list = ed_desk_list_statements_finish (desk, net_wait_result (&statements), &first);
  companies_list = ed_desk_load_companies_finish (desk, net_wait_result (&companies), &second);
  table = ed_desk_load_burdens_finish (desk, net_wait_result (&burdens), &third);
  g_assert_true ((list != NULL) != (first != NULL));
  g_assert_true ((companies_list != NULL) != (second != NULL));
  g_assert_true ((table != NULL) != (third != NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/sync/desk-office/" path, Office, NULL, set_up, function, tear_down)
  ADD ("statement-goes-to-and-fro", test_statement_goes_to_and_fro);
  ADD ("changed-statement-is-refused", test_statement_that_changed_is_refused);
  ADD ("nonsense-changes-no-statement", test_nonsense_changes_no_statement);
  ADD ("companies-are-entered", test_companies_are_entered);
  ADD ("many-cases-are-imported", test_many_cases_are_imported);
  ADD ("nonsense-loses-no-import", test_nonsense_loses_no_import);
  ADD ("closed-desk-answers", test_closed_desk_answers);
  return g_test_run ();
}
