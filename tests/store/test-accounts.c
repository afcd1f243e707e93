/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on accounts: shown at once, as those on cases are. */

#include "desk-fixture.h"

static void
set_up (Desk *desk, gconstpointer unused)
{
  desk_set_up (desk, TRUE);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  desk_close (desk);
}

static EdCommand *
make_command (EdCommandType type, guint n, const char *account)
{
  return ed_command_new (type, desk_command_id (n), account, NULL, DESK_NOW);
}

static EdCommand *
make_rename (guint n, const char *from, const char *to)
{
  EdCommand *command = make_command (ED_COMMAND_ACCOUNT_EDIT, n, DESK_EXPERT);
  EdAccount before = { .name = (char *) from };
  EdAccount after = { .name = (char *) to };

  ed_command_edit (command, "name", &before, &after);
  return command;
}

static void
assert_expert (Desk *desk, const char *name, EdAccountState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) experts = ed_store_list_accounts (desk->store, ED_ROLE_EXPERT, &error);
  const EdAccount *expert;

  g_assert_no_error (error);
  g_assert_cmpuint (experts->len, ==, 1);
  expert = experts->pdata[0];
  g_assert_cmpstr (expert->name, ==, name);
  g_assert_cmpint (expert->state, ==, state);
}

static void
test_command_shows_at_once (Desk *desk, gconstpointer unused)
{
  desk_do (desk, make_rename (1, "Dr. Kovács Anna", "Dr. Kiss Anna"));
  desk_do (desk, make_command (ED_COMMAND_ACCOUNT_SUSPEND, 2, DESK_EXPERT));
  assert_expert (desk, "Dr. Kiss Anna", ED_ACCOUNT_SUSPENDED);
  desk_assert_outbox (desk, "1w 2w");
  desk_reopen (desk);
  assert_expert (desk, "Dr. Kiss Anna", ED_ACCOUNT_SUSPENDED);
  g_assert_true (ed_store_undo (desk->store, desk_command_id (1), NULL));
  assert_expert (desk, "Dr. Kovács Anna", ED_ACCOUNT_SUSPENDED);
  g_assert_true (ed_store_undo (desk->store, desk_command_id (2), NULL));
  assert_expert (desk, "Dr. Kovács Anna", ED_ACCOUNT_ACTIVE);
}

static void
test_entry_names_the_account (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) entries = NULL;
  const EdOutboxEntry *entry;

  desk_do (desk, make_command (ED_COMMAND_ACCOUNT_SUSPEND, 1, DESK_EXPERT));
  entries = ed_store_list_outbox (desk->store, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpint (entry->case_number, ==, ED_ABSENT);
  g_assert_cmpstr (entry->case_title_parts, ==, "Dr. Kovács Anna");
}

static void
test_refusal_is_told (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdCommand) own = make_command (ED_COMMAND_ACCOUNT_SUSPEND, 1, DESK_COORDINATOR);
  g_autoptr (EdCommand) unknown = make_command (ED_COMMAND_ACCOUNT_SUSPEND, 2, desk_case_id (7));
  EdRefusal refusal;

  g_assert_false (ed_store_enqueue (desk->store, own, &refusal, NULL));
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "forbidden");
  g_assert_false (ed_store_enqueue (desk->store, unknown, &refusal, NULL));
  g_assert_cmpstr (ed_refusal_word (refusal.code), ==, "not_found");
}

/* Refused by the server, the account is again as the replica has it; the command stays to be seen
 * to. */
static void
test_refused_leaves_the_view (Desk *desk, gconstpointer unused)
{
  desk_do (desk, make_command (ED_COMMAND_ACCOUNT_SUSPEND, 1, DESK_EXPERT));
  desk_assert_batch (desk, "1:1");
  desk_settle (desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_FORBIDDEN, 0);
  assert_expert (desk, "Dr. Kovács Anna", ED_ACCOUNT_ACTIVE);
  desk_assert_outbox (desk, "1r");
}

/* The replica brings another name meanwhile: the command no longer fits, and stays in the queue. */
static void
test_edit_met_by_another (Desk *desk, gconstpointer unused)
{
  desk_do (desk, make_rename (1, "Dr. Kovács Anna", "Dr. Kiss Anna"));
  desk_put_text (desk,
                 "account",
                 DESK_EXPERT,
                 "{\"id\":\"" DESK_EXPERT "\",\"name\":\"Dr. Nagy Anna\",\"roles\":[\"expert\"],"
                 "\"state\":\"active\"}");
  desk_catch_up (desk, 0);
  assert_expert (desk, "Dr. Nagy Anna", ED_ACCOUNT_ACTIVE);
  desk_assert_outbox (desk, "1w?");
}

/* Accepted and come back with the feed: the overlay has done its service. */
static void
test_accepted_is_covered (Desk *desk, gconstpointer unused)
{
  desk_do (desk, make_rename (1, "Dr. Kovács Anna", "Dr. Kiss Anna"));
  desk_assert_batch (desk, "1:1");
  desk_accept (desk, 1);
  assert_expert (desk, "Dr. Kiss Anna", ED_ACCOUNT_ACTIVE);
  desk_put_text (desk,
                 "account",
                 DESK_EXPERT,
                 "{\"id\":\"" DESK_EXPERT "\",\"name\":\"Dr. Kiss Anna\",\"roles\":[\"expert\"],"
                 "\"state\":\"suspended\"}");
  desk_catch_up (desk, 1);
  assert_expert (desk, "Dr. Kiss Anna", ED_ACCOUNT_SUSPENDED);
}

/* Both kinds in one store leave each other alone. */
static void
test_kinds_do_not_meet (Desk *desk, gconstpointer unused)
{
  EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_NUMBER);
  g_autofree char *list = NULL;

  desk_put (desk, desk_make_case (1));
  desk_catch_up (desk, 0);
  desk_do (desk, make_command (ED_COMMAND_ACCOUNT_SUSPEND, 1, DESK_EXPERT));
  list = desk_list (desk, &query);
  g_assert_cmpstr (list, ==, "1");
  desk_assert_case (desk, 1, FALSE, 0, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/accounts/" path, Desk, NULL, set_up, function, tear_down)
  ADD ("command-shows-at-once", test_command_shows_at_once);
  ADD ("entry-names-the-account", test_entry_names_the_account);
  ADD ("refusal-is-told", test_refusal_is_told);
  ADD ("refused-leaves-the-view", test_refused_leaves_the_view);
  ADD ("edit-met-by-another", test_edit_met_by_another);
  ADD ("accepted-is-covered", test_accepted_is_covered);
  ADD ("kinds-do-not-meet", test_kinds_do_not_meet);
  return g_test_run ();
}
