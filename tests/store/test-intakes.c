/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases that come in numbers: which are here already, and doing many things at once. */

#include "desk-fixture.h"

#include "store/burdens.h"
#include "store/intakes.h"

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

static EdCase *
make_intake (const char *company, const char *client, gint64 recorded_at)
{
  EdCase *intake = ed_record_new (&ed_case_intake_type);

  intake->company_name = g_strdup (company);
  intake->client_alias = g_strdup (client);
  intake->type = ED_CASE_LEGAL;
  intake->recorded_at = recorded_at;
  return intake;
}

static void
free_intake (gpointer intake)
{
  ed_record_free (&ed_case_intake_type, intake);
}

/* Of three days; the first two say the same. */
static GPtrArray *
make_intakes (void)
{
  GPtrArray *intakes = g_ptr_array_new_with_free_func (free_intake);

  g_ptr_array_add (intakes, make_intake ("Suzuki", "XY", DESK_NOW - 2 * DESK_HOUR));
  g_ptr_array_add (intakes, make_intake ("Suzuki", "XY", DESK_NOW - 2 * DESK_HOUR));
  g_ptr_array_add (intakes, make_intake ("suzuki", "xy", DESK_NOW - 3 * DESK_HOUR));
  g_ptr_array_add (intakes, make_intake ("Suzuki", "XY", DESK_NOW - 2 * DESK_DAY));
  g_ptr_array_add (intakes, make_intake ("Opel", "XY", ED_ABSENT));
  return intakes;
}

static GArray *
check (EdStore *store, GPtrArray *intakes)
{
  g_autoptr (GError) error = NULL;
  GArray *checks =
      ed_store_check_intakes (store, (const EdCase *const *) intakes->pdata, intakes->len, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, intakes->len);
  return checks;
}

static const EdIntakeCheck *
get_check (GArray *checks, guint i)
{
  return &g_array_index (checks, EdIntakeCheck, i);
}

static void
test_ids_are_derived (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) intakes = make_intakes ();
  g_autoptr (GArray) first = check (desk->store, intakes);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) again = NULL;
  const EdField *id = ed_record_type_find (&ed_case_type, "id");
  Desk other;

  desk_reopen (desk);
  again = check (desk->store, intakes);
  for (guint i = 0; i < intakes->len; i++)
    {
      g_autoptr (EdCase) case_ = ed_case_new ();

      case_->id = g_strdup (get_check (first, i)->id);
      g_assert_true (ed_field_is_valid (id, case_));
      g_assert_cmpint (case_->id[14], ==, '4');
      g_assert_cmpstr (get_check (again, i)->id, ==, get_check (first, i)->id);
      g_assert_true (g_hash_table_add (ids, get_check (first, i)->id));
      g_assert_false (get_check (first, i)->is_held);
    }

  /* Whoever sees an id cannot tell what was said: elsewhere it is another one. */
  desk_set_up (&other, TRUE);
  g_array_unref (again);
  again = check (other.store, intakes);
  g_assert_cmpstr (get_check (again, 0)->id, !=, get_check (first, 0)->id);
  desk_close (&other);
}

static EdCommand *
make_create (guint n, const char *id, const EdCase *intake)
{
  EdCommand *command =
      ed_command_new (ED_COMMAND_CASE_CREATE, desk_command_id (n), id, NULL, DESK_NOW);

  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    ed_field_copy (&ed_case_intake_type.fields[i], command->args, intake);
  return command;
}

static void
test_held_are_found (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) intakes = make_intakes ();
  g_autoptr (GArray) before = check (desk->store, intakes);
  g_autoptr (GArray) after = NULL;

  desk_do (desk, make_create (1, get_check (before, 1)->id, intakes->pdata[1]));
  after = check (desk->store, intakes);
  g_assert_false (get_check (after, 0)->is_held);
  g_assert_true (get_check (after, 1)->is_held);
  g_assert_true (ed_store_undo (desk->store, desk_command_id (1), NULL));
  g_array_unref (after);
  after = check (desk->store, intakes);
  g_assert_false (get_check (after, 1)->is_held);
}

static EdTakeBackStart *
take_back (Desk *desk, const char *id)
{
  char *ids[] = { (char *) id, NULL };
  g_autoptr (GError) error = NULL;
  EdTakeBackStart *start = ed_store_take_back (desk->store, ids, &error);

  g_assert_no_error (error);
  return start;
}

/* What was not sent is undone, and may be recorded again as it was. */
static void
test_waiting_are_taken_back_here (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) intakes = make_intakes ();
  g_autoptr (GArray) before = check (desk->store, intakes);
  const char *id = get_check (before, 0)->id;
  g_autoptr (EdTakeBackStart) start = NULL;
  g_autoptr (GArray) after = NULL;
  gint64 waiting, refused;

  desk_do (desk, make_create (1, id, intakes->pdata[0]));
  start = take_back (desk, id);
  g_assert_cmpuint (g_strv_length (start->asked), ==, 0);
  g_assert_cmpuint (start->kept->len, ==, 0);
  g_assert_true (ed_store_count_outbox (desk->store, &waiting, &refused, NULL));
  g_assert_cmpint (waiting, ==, 0);
  after = check (desk->store, intakes);
  g_assert_cmpstr (get_check (after, 0)->id, ==, id);
  g_assert_false (get_check (after, 0)->is_held);
}

/* Asked for twice, what was undone the first time cannot be on its way to the server. */
static void
test_undone_are_told_from_sent (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) intakes = make_intakes ();
  g_autoptr (GArray) checks = check (desk->store, intakes);
  const char *undone = get_check (checks, 0)->id, *sent = get_check (checks, 3)->id;
  char *ids[] = { (char *) undone, (char *) sent, (char *) desk_case_id (1), NULL };
  g_autoptr (EdTakeBackStart) once = NULL;
  g_autoptr (EdTakeBackStart) start = NULL;

  desk_put (desk, desk_make_case (1));
  desk_catch_up (desk, 0);
  desk_do (desk, make_create (1, sent, intakes->pdata[3]));
  desk_assert_batch (desk, "1:1");
  desk_do (desk, make_create (2, undone, intakes->pdata[0]));
  once = take_back (desk, undone);
  start = ed_store_take_back (desk->store, ids, NULL);
  g_assert_cmpuint (start->kept->len, ==, 0);
  g_assert_cmpuint (g_strv_length (start->asked), ==, 3);
  g_assert_cmpuint (g_strv_length (start->absent), ==, 1);
  g_assert_cmpstr (start->absent[0], ==, undone);
}

/* What somebody has begun here stays, whether it was sent or not. */
static void
test_changed_here_are_kept (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) intakes = make_intakes ();
  g_autoptr (GArray) checks = check (desk->store, intakes);
  const char *id = get_check (checks, 0)->id;
  EdCommand *edit = ed_command_new (ED_COMMAND_CASE_EDIT, desk_command_id (2), id, NULL, DESK_NOW);
  g_autoptr (EdCase) to = ed_case_new ();
  g_autoptr (EdTakeBackStart) start = NULL;
  const EdTakeBackKept *kept;
  gint64 waiting, refused;

  to->city = g_strdup ("Győr");
  desk_do (desk, make_create (1, id, intakes->pdata[0]));
  ed_command_edit (edit, "city", intakes->pdata[0], to);
  desk_do (desk, edit);
  start = take_back (desk, id);
  g_assert_cmpuint (g_strv_length (start->asked), ==, 0);
  g_assert_cmpuint (start->kept->len, ==, 1);
  kept = start->kept->pdata[0];
  g_assert_cmpstr (kept->id, ==, id);
  g_assert_cmpint (kept->why, ==, ED_TAKE_BACK_CHANGED);
  g_assert_true (ed_store_count_outbox (desk->store, &waiting, &refused, NULL));
  g_assert_cmpint (waiting, ==, 2);
}

/* The server makes no case of a used-up id: the row gets another one, once the case has gone. */
static void
test_taken_back_rows_get_other_ids (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) intakes = make_intakes ();
  g_autoptr (GArray) before = check (desk->store, intakes);
  g_autoptr (GArray) held = NULL;
  g_autoptr (GArray) after = NULL;
  g_autoptr (EdTakeBackStart) start = NULL;
  EdCase *case_ = desk_make_case (1);
  const char *id = get_check (before, 0)->id;

  g_free (case_->id);
  case_->id = g_strdup (id);
  desk_put (desk, case_);
  desk_catch_up (desk, 0);
  start = take_back (desk, id);
  g_assert_cmpuint (g_strv_length (start->asked), ==, 1);
  g_assert_cmpstr (start->asked[0], ==, id);
  /* It is there still: perhaps it stays. */
  held = check (desk->store, intakes);
  g_assert_cmpstr (get_check (held, 0)->id, ==, id);
  g_assert_true (get_check (held, 0)->is_held);
  desk_forget (desk, id);
  desk_catch_up (desk, 0);
  after = check (desk->store, intakes);
  g_assert_cmpstr (get_check (after, 0)->id, ==, get_check (before, 1)->id);
  g_assert_cmpstr (get_check (after, 1)->id, !=, get_check (before, 1)->id);
  g_assert_cmpstr (get_check (after, 1)->id, !=, id);
  g_assert_cmpstr (get_check (after, 2)->id, ==, get_check (before, 2)->id);
}

static void
test_alike_are_found (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) intakes = make_intakes ();
  g_autoptr (GArray) checks = NULL;

  desk_put (desk, desk_make_case (1)); /* "XY" of Suzuki, today */
  desk_put (desk, desk_make_case (2));
  desk_catch_up (desk, 0);
  checks = check (desk->store, intakes);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (get_check (checks, i)->alike, ==, 2);
      g_assert_cmpint (get_check (checks, i)->number, ==, 202);
      g_assert_false (get_check (checks, i)->is_held);
    }
  for (guint i = 3; i < 5; i++)
    {
      g_assert_cmpuint (get_check (checks, i)->alike, ==, 0);
      g_assert_cmpint (get_check (checks, i)->number, ==, ED_ABSENT);
    }
}

/* What is refused keeps nobody else back, and leaves nothing. */
static void
test_all_are_done (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) intakes = make_intakes ();
  g_autoptr (GPtrArray) commands =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ed_command_free);
  g_autoptr (GError) error = NULL;
  EdRefusal refusals[4];

  g_ptr_array_add (commands, make_create (1, desk_case_id (1), intakes->pdata[0]));
  g_ptr_array_add (commands, make_create (2, desk_case_id (1), intakes->pdata[3]));
  g_ptr_array_add (commands, make_create (3, desk_case_id (3), intakes->pdata[4]));
  ((EdCase *) ((EdCommand *) commands->pdata[2])->args)->age = 200;
  g_ptr_array_add (commands, make_create (4, desk_case_id (4), intakes->pdata[4]));
  g_assert_true (ed_store_enqueue_all (desk->store,
                                       (const EdCommand *const *) commands->pdata,
                                       commands->len,
                                       refusals,
                                       &error));
  g_assert_no_error (error);
  g_assert_cmpint (refusals[0].code, ==, ED_REFUSAL_NONE);
  g_assert_cmpint (refusals[1].code, ==, ED_REFUSAL_WRONG_STATE);
  g_assert_cmpint (refusals[2].code, ==, ED_REFUSAL_INVALID);
  g_assert_cmpstr (refusals[2].field, ==, "age");
  g_assert_cmpint (refusals[3].code, ==, ED_REFUSAL_NONE);
  desk_assert_outbox (desk, "1w 4w");
  desk_assert_batch (desk, "1:1 2:4");
}

static void
add_decline (EdCase *case_, const char *by, gint64 at)
{
  EdDecline *decline = ed_record_new (&ed_decline_type);

  decline->by = g_strdup (by);
  decline->at = at;
  g_ptr_array_add (case_->declined, decline);
}

/* Cases in progress, and those given back of late; not what is closed or long ago. */
static void
test_burdens_are_counted (Desk *desk, gconstpointer unused)
{
  EdCase *declined = desk_make_case_in (3, ED_CASE_DECLINED);
  EdCase *long_ago = desk_make_case_in (4, ED_CASE_RECORDED);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) burdens = NULL;
  const EdBurden *burden;

  desk_put (desk, desk_make_case (1));
  desk_put (desk, desk_make_case_in (2, ED_CASE_CLOSED));
  add_decline (declined, DESK_COORDINATOR, DESK_NOW - 40 * DESK_DAY);
  add_decline (declined, DESK_EXPERT, DESK_NOW - DESK_DAY);
  desk_put (desk, declined);
  add_decline (long_ago, DESK_EXPERT, DESK_NOW - 31 * DESK_DAY);
  desk_put (desk, long_ago);
  desk_catch_up (desk, 0);
  burdens = ed_store_load_burdens (desk->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (burdens), ==, 1);
  burden = g_hash_table_lookup (burdens, DESK_EXPERT);
  g_assert_cmpint (burden->open, ==, 1);
  g_assert_cmpint (burden->declined, ==, 1);
}

#define ADD(path, test) g_test_add (path, Desk, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/intakes/ids-are-derived", test_ids_are_derived);
  ADD ("/store/intakes/held-are-found", test_held_are_found);
  ADD ("/store/intakes/waiting-are-taken-back-here", test_waiting_are_taken_back_here);
  ADD ("/store/intakes/undone-are-told-from-sent", test_undone_are_told_from_sent);
  ADD ("/store/intakes/changed-here-are-kept", test_changed_here_are_kept);
  ADD ("/store/intakes/taken-back-rows-get-other-ids", test_taken_back_rows_get_other_ids);
  ADD ("/store/intakes/alike-are-found", test_alike_are_found);
  ADD ("/store/intakes/all-are-done", test_all_are_done);
  ADD ("/store/intakes/burdens-are-counted", test_burdens_are_counted);
  return g_test_run ();
}
