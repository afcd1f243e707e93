/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was refused, done once more. */

#include "desk-fixture.h"

#include "domain/case.h"
#include "store/connection.h"
#include "store/drafts.h"

static void
set_up (Desk *desk, gconstpointer coordinator)
{
  desk_set_up (desk, coordinator != NULL);
  desk_put (desk, desk_make_case (1));
  desk_catch_up (desk, 0);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  desk_close (desk);
}

/* Command N: case 1 moves from Budapest to CITY, and its client gets AGE years. */
static EdCommand *
move (guint n, const char *city, gint64 age)
{
  EdCase *from = desk_make_case (1);
  EdCase *to = desk_make_case (1);
  EdCommand *edit =
      ed_command_new (ED_COMMAND_CASE_EDIT, desk_command_id (n), desk_case_id (1), NULL, DESK_NOW);

  g_free (to->city);
  to->city = g_strdup (city);
  ed_command_edit (edit, "city", from, to);
  to->age = age;
  ed_command_edit (edit, "age", from, to);
  ed_case_free (from);
  ed_case_free (to);
  return edit;
}

/* What the server has made of case 1 meanwhile. */
static void
put_moved (Desk *desk, const char *city, gint64 age)
{
  EdCase *case_ = desk_make_case (1);

  g_free (case_->city);
  case_->city = g_strdup (city);
  case_->age = age;
  desk_put (desk, case_);
  desk_catch_up (desk, 1);
}

static void
refuse_move (Desk *desk)
{
  desk_do (desk, move (1, "Szeged", 41));
  desk_assert_batch (desk, "1:1");
  desk_settle (desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_CONFLICT, 0);
}

/* The redo of the only refused entry, or NULL. */
static EdCommand *
find_redo (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = ed_store_list_outbox (desk->store, &error);
  const EdOutboxEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  return entry->redo != NULL ? ed_command_copy (entry->redo) : NULL;
}

static void
test_conflict_has_both_values (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdCommand) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) shown = NULL;
  EdRefusal refusal;

  refuse_move (desk);
  put_moved (desk, "Vác", 40);
  again = find_redo (desk);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->id, !=, desk_command_id (1));
  g_assert_cmpstr (((EdCase *) again->from)->city, ==, "Vác");
  g_assert_cmpstr (((EdCase *) again->to)->city, ==, "Szeged");
  g_assert_cmpint (((EdCase *) again->from)->age, ==, 40);
  g_assert_cmpint (((EdCase *) again->to)->age, ==, 41);

  g_assert_true (ed_store_redo (desk->store, desk_command_id (1), again, &refusal, &error));
  g_assert_no_error (error);
  shown = desk_load (desk, 1);
  g_assert_cmpstr (shown->case_->city, ==, "Szeged");
  /* It is done once, however often the button is pressed. */
  g_assert_false (ed_store_redo (desk->store, desk_command_id (1), again, &refusal, &error));
  g_assert_no_error (error);
  g_assert_cmpint (refusal.code, ==, ED_REFUSAL_NONE);
}

static void
test_what_is_so_already_is_left_out (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdCommand) again = NULL;
  g_autoptr (EdCommand) nothing = NULL;

  refuse_move (desk);
  put_moved (desk, "Vác", 41);
  again = find_redo (desk);
  g_assert_nonnull (again);
  g_assert_cmpuint (__builtin_popcountll (again->edited), ==, 1);
  put_moved (desk, "Szeged", 41);
  nothing = find_redo (desk);
  g_assert_null (nothing);
}

/* Whoever takes back the second try has the first one as it was, with what was entered; once it was
 * sent, nothing of that is left. */
static void
test_undone_is_refused_again (Desk *desk, gconstpointer unused)
{
  g_autoptr (EdCommand) again = NULL, once_more = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdStatement) select = NULL;
  g_autoptr (EdCaseRow) shown = NULL;
  EdRefusal refusal;

  refuse_move (desk);
  put_moved (desk, "Vác", 40);
  again = find_redo (desk);
  g_assert_true (ed_store_redo (desk->store, desk_command_id (1), again, &refusal, &error));
  g_assert_no_error (error);
  g_assert_true (ed_store_undo (desk->store, again->id, &error));
  g_assert_no_error (error);
  desk_assert_outbox (desk, "1r");
  shown = desk_load (desk, 1);
  g_assert_cmpstr (shown->case_->city, ==, "Vác");
  once_more = find_redo (desk);
  g_assert_nonnull (once_more);
  g_assert_cmpstr (((EdCase *) once_more->to)->city, ==, "Szeged");

  g_free (once_more->id);
  once_more->id = g_strdup (desk_command_id (2));
  g_assert_true (ed_store_redo (desk->store, desk_command_id (1), once_more, &refusal, &error));
  desk_assert_outbox (desk, "2w");
  desk_assert_batch (desk, "2:2");
  g_assert_false (ed_store_undo (desk->store, once_more->id, &error));
  g_assert_no_error (error);
  select = ed_db_query (desk->store->db,
                        &error,
                        "SELECT 1 FROM outbox WHERE id = $1 AND (command <> '' OR NOT seen)",
                        "t",
                        desk_command_id (1));
  g_assert_false (ed_statement_step (select, &error));
  g_assert_no_error (error);
}

/* A message that was written anew and taken back is refused as before, not a draft beside that. */
static void
test_undone_message_is_no_draft (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCommand) again = NULL;
  g_autofree char *draft = NULL;
  EdRefusal refusal;

  desk_do (desk, desk_make_message (1, 1, "Good morning"));
  desk_assert_batch (desk, "1:1");
  desk_settle (desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_ALREADY_ASSIGNED, 0);
  again = find_redo (desk);
  g_assert_nonnull (again);
  g_assert_true (ed_store_redo (desk->store, desk_command_id (1), again, &refusal, &error));
  g_assert_true (ed_store_undo (desk->store, again->id, &error));
  g_assert_no_error (error);
  draft = ed_store_load_draft (desk->store, ED_DRAFT_MESSAGE, desk_case_id (1), NULL, &error);
  g_assert_null (draft);
  g_clear_pointer (&again, ed_command_free);
  again = find_redo (desk);
  g_assert_nonnull (again);
}

/* The button is there where the rules have come to allow it, and only there. */
static void
test_rules_decide_on_another_try (Desk *desk, gconstpointer unused)
{
  EdCase *locked = desk_make_case_in (1, ED_CASE_CLOSING);
  g_autoptr (EdCommand) while_locked = NULL;
  g_autoptr (EdCommand) again = NULL;
  g_autoptr (GError) error = NULL;
  EdRefusal refusal;

  desk_do (desk, desk_add_session (1, 1, DESK_TODAY));
  desk_assert_batch (desk, "1:1");
  desk_settle (desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_CASE_LOCKED, 0);
  desk_put (desk, locked);
  desk_catch_up (desk, 1);
  while_locked = find_redo (desk);
  g_assert_null (while_locked);
  desk_put (desk, desk_make_case (1));
  desk_catch_up (desk, 1);
  again = find_redo (desk);
  g_assert_nonnull (again);
  g_assert_cmpstr (((EdArgs *) again->args)->id, ==, desk_session_id (1));
  g_assert_true (ed_store_redo (desk->store, desk_command_id (1), again, &refusal, &error));
  desk_assert_case (desk, 1, FALSE, 1, 1);
}

static void
test_what_never_passes_is_not_offered (Desk *desk, gconstpointer unused)
{
  static const EdRefusalCode codes[] = { ED_REFUSAL_INVALID,
                                         ED_REFUSAL_TYPE_NOT_ALLOWED,
                                         ED_REFUSAL_TOO_LARGE };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *batch = g_strdup_printf ("%u:%u", i + 1, i + 1);
      g_autoptr (EdCommand) again = NULL;

      desk_do (desk, desk_contact (i + 1, 1));
      desk_assert_batch (desk, batch);
      desk_settle (desk, i + 1, ED_RESULT_REJECTED, codes[i], 0);
      again = find_redo (desk);
      g_assert_null (again);
      g_assert_true (ed_store_discard (desk->store, desk_command_id (i + 1), NULL));
    }
}

/* What was written can be gone on with as a draft. */
static void
test_refused_message_is_taken_up (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = NULL;

  desk_do (desk, desk_make_message (1, 1, "Good morning"));
  desk_assert_batch (desk, "1:1");
  g_assert_false (ed_store_take_up (desk->store, desk_command_id (1), &error));
  desk_settle (desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_ALREADY_ASSIGNED, 0);
  g_assert_true (ed_store_take_up (desk->store, desk_command_id (1), &error));
  g_assert_no_error (error);
  desk_assert_outbox (desk, "");
  draft = ed_store_load_draft (desk->store, ED_DRAFT_MESSAGE, desk_case_id (1), NULL, &error);
  g_assert_cmpstr (draft, ==, "Good morning");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, coordinator, function) \
  g_test_add ("/store/redo/" path, Desk, coordinator ? "" : NULL, set_up, function, tear_down)
  ADD ("conflict-has-both-values", TRUE, test_conflict_has_both_values);
  ADD ("what-is-so-already-is-left-out", TRUE, test_what_is_so_already_is_left_out);
  ADD ("undone-is-refused-again", TRUE, test_undone_is_refused_again);
  ADD ("undone-message-is-no-draft", FALSE, test_undone_message_is_no_draft);
  ADD ("rules-decide-on-another-try", FALSE, test_rules_decide_on_another_try);
  ADD ("what-never-passes-is-not-offered", FALSE, test_what_never_passes_is_not_offered);
  ADD ("refused-message-is-taken-up", FALSE, test_refused_message_is_taken_up);
  return g_test_run ();
}
