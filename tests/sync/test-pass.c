/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/decisions.h"
#include "store/late-work.h"
#include "world.h"

#include <string.h>

/* --- the straight way ----------------------------------------------------------------------------
 */

static void
test_pass_travels_both_ways (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) other = machine_new (world, WORLD_OTHER);
  g_autoptr (EdCase) seen = NULL;
  const char *id, *created, *contact;

  machine_sync (coordinator);
  machine_sync (expert);
  machine_sync (other);
  id = machine_create_case (coordinator);
  g_assert_cmpint (machine_count_waiting (coordinator), ==, 1);
  machine_sync (coordinator);
  g_assert_cmpuint (coordinator->report.pushed, ==, 1);
  g_assert_cmpint (machine_count_waiting (coordinator), ==, 0);
  created = machine_assign (coordinator, id, WORLD_EXPERT);
  machine_sync (coordinator);
  machine_assert_fate (coordinator, created, "accepted");

  machine_sync (expert);
  machine_sync (other);
  g_assert_cmpuint (machine_count_cases (expert), ==, 1);
  g_assert_cmpuint (machine_count_cases (other), ==, 0);
  contact = machine_contact (expert, id);
  machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  machine_assert_fate (expert, contact, "accepted");

  machine_sync (coordinator);
  seen = machine_load (coordinator, id);
  g_assert_cmpint (seen->contacted_at, !=, ED_ABSENT);
  g_assert_cmpuint (seen->sessions->len, ==, 1);
  g_assert_cmpint (seen->number, !=, ED_ABSENT);
}

static void
test_pass_is_quiet_when_nothing_is_new (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  guint changes;

  machine_sync (expert);
  changes = expert->changes;
  machine_sync (expert);
  g_assert_cmpuint (expert->report.pulled, ==, 0);
  g_assert_cmpuint (expert->changes, ==, changes);
}

static void
test_pass_keeps_work_while_offline (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *contact;

  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_OFFLINE });
  contact = machine_contact (expert, id);
  machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
  machine_add_session (expert, id, WORLD_TODAY);
  machine_add_session (expert, id, WORLD_TODAY + 7);
  machine_reopen (expert);
  machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
  g_assert_cmpint (machine_count_waiting (expert), ==, 3);
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 2);

  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  machine_sync (expert);
  machine_assert_fate (expert, contact, "accepted");
  g_assert_cmpuint (expert->report.pushed, ==, 3);
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 2);
}

static void
test_pass_sends_many_in_batches (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  guint pushes = ed_api_transport_count (expert->transport, "/v1/commands");

  for (guint i = 0; i < 230; i++)
    machine_add_session (expert, id, WORLD_TODAY + i);
  machine_sync (expert);
  g_assert_cmpuint (expert->report.pushed, ==, 230);
  g_assert_cmpuint (ed_api_transport_count (expert->transport, "/v1/commands") - pushes, ==, 3);
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 230);
}

/* --- what gets lost ------------------------------------------------------------------------------
 */

static const EdFaultKind losses[] = { ED_FAULT_LOSE_REQUEST, ED_FAULT_LOSE_ANSWER };

static void
test_push_lost_has_one_effect (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_autoptr (World) world = world_new ();
      g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
      g_autoptr (Machine) fresh = NULL;
      const char *id = world_make_case (world, expert);
      const char *session = machine_add_session (expert, id, WORLD_TODAY);

      ed_api_transport_set_once (expert->transport, "/v1/commands", (EdFault){ .kind = losses[i] });
      machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
      machine_assert_fate (expert, session, "sent");
      machine_reopen (expert);
      machine_add_session (expert, id, WORLD_TODAY + 1);
      machine_sync (expert);
      machine_assert_fate (expert, session, "accepted");
      g_assert_cmpuint (machine_count_sessions (expert, id), ==, 2);
      fresh = machine_new (world, WORLD_EXPERT);
      machine_sync (fresh);
      machine_assert_same (expert, fresh);
    }
}

static void
test_push_doubled_has_one_effect (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *session;

  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_DOUBLE });
  session = machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  machine_assert_fate (expert, session, "accepted");
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 1);
}

static void
test_undo_works_until_sent (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *contact = machine_contact (expert, id);
  const char *session;
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_store_undo (expert->store, contact, &error));
  machine_sync (expert);
  g_assert_cmpuint (expert->report.pushed, ==, 0);
  session = machine_add_session (expert, id, WORLD_TODAY);
  ed_api_transport_set_once (expert->transport,
                             "/v1/commands",
                             (EdFault){ .kind = ED_FAULT_LOSE_REQUEST });
  machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
  g_assert_false (ed_store_undo (expert->store, session, &error));
  g_assert_no_error (error);
  machine_sync (expert);
  machine_assert_fate (expert, session, "accepted");
}

static void
test_refused_stays_with_its_reason (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) first = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) second = machine_new (world, WORLD_COORDINATOR);
  const char *id, *edit, *later;

  machine_sync (first);
  id = machine_create_case (first);
  machine_sync (first);
  machine_sync (second);
  machine_edit_city (first, id, "Szeged");
  edit = machine_edit_city (second, id, "Budapest");
  later = machine_create_case (second);
  later = machine_assign (second, id, WORLD_EXPERT);
  machine_sync (first);
  machine_sync (second);
  machine_assert_fate (second, edit, "refused conflict");
  machine_assert_fate (second, later, "accepted");
  g_assert_cmpuint (second->report.refused, ==, 1);
  machine_sync (first);
  machine_assert_same (first, second);
}

/* Two coordinators change the same thing: the later one sees both values, and what they then decide
 * is what everybody has. */
static void
test_conflict_is_decided_by_hand (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) first = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) second = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdCaseRow) shown = NULL;
  const EdCommand *again = NULL;
  EdRefusal refusal;
  const char *id, *edit;

  machine_sync (first);
  id = machine_create_case (first);
  machine_sync (first);
  machine_sync (second);
  machine_edit_city (first, id, "Szeged");
  edit = machine_edit_city (second, id, "Budapest");
  machine_sync (first);
  machine_sync (second);
  machine_assert_fate (second, edit, "refused conflict");
  entries = ed_store_list_outbox (second->store, &error);
  for (guint i = 0; i < entries->len; i++)
    {
      const EdOutboxEntry *entry = entries->pdata[i];

      if (strcmp (entry->command->id, edit) == 0)
        again = entry->redo;
    }
  g_assert_nonnull (again);
  g_assert_cmpstr (((EdCase *) again->from)->city, ==, "Szeged");
  g_assert_cmpstr (((EdCase *) again->to)->city, ==, "Budapest");
  g_assert_true (ed_store_redo (second->store, edit, again, &refusal, &error));
  machine_sync (second);
  machine_assert_fate (second, again->id, "accepted");
  machine_sync (first);
  machine_assert_same (first, second);
  shown = ed_store_load_case (first->store, id, &error);
  g_assert_cmpstr (shown->case_->city, ==, "Budapest");
}

/* --- several machines, and rights ----------------------------------------------------------------
 */

static void
test_two_machines_of_one_account_agree (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) laptop = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) tower = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, laptop);

  machine_sync (tower);
  machine_contact (laptop, id);
  machine_add_session (tower, id, WORLD_TODAY);
  machine_add_session (tower, id, WORLD_TODAY + 3);
  machine_sync (tower);
  machine_sync (laptop);
  machine_sync (tower);
  machine_assert_same (laptop, tower);
  g_assert_cmpuint (machine_count_sessions (laptop, id), ==, 2);
}

static void
test_reassigned_case_is_forgotten (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  const char *id = world_make_case (world, expert);
  g_autoptr (EdCase) seen = NULL;
  EdCommand *decline;
  guint receipts = ed_api_transport_count (expert->transport, "/v1/receipts");

  seen = machine_load (expert, id);
  decline = ed_command_new (ED_COMMAND_CASE_DECLINE,
                            world_make_id (world),
                            id,
                            seen->assignment_id,
                            WORLD_START);
  g_assert_cmpint ((gint) machine_do (expert, decline), ==, (gint) ED_REFUSAL_NONE);
  machine_sync (expert);
  g_assert_cmpuint (machine_count_cases (expert), ==, 0);
  g_assert_cmpuint (ed_api_transport_count (expert->transport, "/v1/receipts"), >, receipts);
  receipts = ed_api_transport_count (expert->transport, "/v1/receipts");
  machine_sync (expert);
  g_assert_cmpuint (ed_api_transport_count (expert->transport, "/v1/receipts"), ==, receipts);
  machine_sync (coordinator);
  g_assert_cmpuint (machine_count_cases (coordinator), ==, 1);
}

static void
test_lost_receipt_is_sent_again (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (EdCase) seen = machine_load (expert, id);
  guint receipts;

  machine_do (expert,
              ed_command_new (ED_COMMAND_CASE_DECLINE,
                              world_make_id (world),
                              id,
                              seen->assignment_id,
                              WORLD_START));
  ed_api_transport_set_once (expert->transport,
                             "/v1/receipts",
                             (EdFault){ .kind = ED_FAULT_LOSE_REQUEST });
  machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
  g_assert_cmpuint (machine_count_cases (expert), ==, 0);
  receipts = ed_api_transport_count (expert->transport, "/v1/receipts");
  machine_reopen (expert);
  machine_sync (expert);
  g_assert_cmpuint (ed_api_transport_count (expert->transport, "/v1/receipts"), ==, receipts + 1);
}

/* The case went to another expert while a session waited here: the work is kept for the
 * coordinator. */
static void
test_late_work_is_kept (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) again = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  const char *id = world_make_case (world, expert);
  g_autoptr (EdCase) seen = machine_load (expert, id);
  const char *session = machine_add_session (expert, id, WORLD_TODAY);

  machine_sync (again);
  machine_do (again,
              ed_command_new (ED_COMMAND_CASE_DECLINE,
                              world_make_id (world),
                              id,
                              seen->assignment_id,
                              WORLD_START));
  machine_sync (again);
  machine_sync (coordinator);
  machine_assign (coordinator, id, WORLD_OTHER);
  machine_sync (coordinator);
  machine_sync (expert);
  machine_assert_fate (expert, session, "handed over");
  g_assert_cmpuint (machine_count_cases (expert), ==, 0);
}

static gint64
count_attention (Machine *machine)
{
  g_autoptr (GError) error = NULL;
  EdCounts counts = { 0 };

  ed_store_count (machine->store, &counts, &error);
  g_assert_no_error (error);
  return counts.refused;
}

static EdLateState
find_late_state (Machine *machine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = ed_store_list_own_late (machine->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (own->len, ==, 1);
  return ((EdLateWork *) own->pdata[0])->state;
}

static guint
count_waiting_late (Machine *machine, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) late = ed_store_list_late (machine->store, case_id, &error);

  g_assert_no_error (error);
  return late->len;
}

/* A coordinator accepts what came too late: it leaves their list at once, and the expert is told
 * until they put it away. */
static void
test_late_work_is_settled (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  const char *id = world_make_case (world, expert);
  g_autoptr (EdCase) seen = machine_load (expert, id);
  g_autoptr (EdCase) after = NULL;
  const char *session = machine_add_session (expert, id, WORLD_TODAY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) decisions = NULL;
  EdCommand *settle;

  machine_sync (coordinator);
  machine_assign (coordinator, id, WORLD_OTHER);
  machine_sync (coordinator);
  machine_sync (expert);
  g_assert_cmpint (count_attention (expert), ==, 1);
  g_assert_cmpint (find_late_state (expert), ==, ED_LATE_WAITING);

  machine_sync (coordinator);
  g_assert_cmpuint (count_waiting_late (coordinator, id), ==, 1);
  decisions = ed_store_query_decisions (coordinator->store, WORLD_START, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (decisions->len, ==, 1);
  g_assert_cmpint (g_array_index (decisions, EdDecisionRow, 0).kind, ==, ED_DECISION_LATE_WORK);
  settle =
      ed_command_new (ED_COMMAND_LATE_SETTLE, world_make_id (world), session, NULL, WORLD_START);
  ((EdArgs *) settle->args)->accepted = 1;
  machine_do (coordinator, settle);
  g_assert_cmpuint (count_waiting_late (coordinator, id), ==, 0);
  machine_sync (coordinator);
  g_assert_cmpuint (count_waiting_late (coordinator, id), ==, 0);
  after = machine_load (coordinator, id);
  g_assert_cmpuint (after->sessions->len, ==, 1);
  g_assert_cmpstr (((EdSession *) after->sessions->pdata[0])->assignment_id,
                   ==,
                   seen->assignment_id);

  machine_sync (expert);
  g_assert_cmpint (find_late_state (expert), ==, ED_LATE_ACCEPTED);
  ed_store_put_late_away (expert->store, seen->assignment_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_attention (expert), ==, 0);
}

/* --- waiting -------------------------------------------------------------------------------------
 */

/* The machine's user does something, or leaves, while the pull hangs at the server. */
typedef struct
{
  GCancellable *waiting;
  GCancellable *all; /* or NULL: only the wait is called off */
} CallOff;

static EdFault
call_off (const EdCall *call, gpointer data)
{
  CallOff *how = data;

  if (strstr (call->path, "wait=") != NULL)
    {
      if (how->all != NULL)
        g_cancellable_cancel (how->all);
      g_cancellable_cancel (how->waiting);
    }
  return (EdFault){ .kind = ED_FAULT_NONE };
}

static gboolean
run_waiting (Machine *machine, CallOff *how, GError **error)
{
  machine->pass.waiting = how->waiting;
  ed_api_transport_choose (machine->transport, call_off, how);
  return ed_pass_run (&machine->pass, 25, &machine->report, how->all, error);
}

static void
test_wait_called_off_is_no_failure (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (GCancellable) waiting = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  CallOff how = { waiting, NULL };

  machine_sync (expert);
  g_assert_true (run_waiting (expert, &how, &error));
  g_assert_no_error (error);
}

static void
test_wait_ends_with_the_pass (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (GCancellable) waiting = g_cancellable_new ();
  g_autoptr (GCancellable) all = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  CallOff how = { waiting, all };

  machine_sync (expert);
  g_assert_false (run_waiting (expert, &how, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/sync/pass/" name, function)
  ADD ("travels-both-ways", test_pass_travels_both_ways);
  ADD ("is-quiet-when-nothing-is-new", test_pass_is_quiet_when_nothing_is_new);
  ADD ("keeps-work-while-offline", test_pass_keeps_work_while_offline);
  ADD ("sends-many-in-batches", test_pass_sends_many_in_batches);
  ADD ("push-lost-has-one-effect", test_push_lost_has_one_effect);
  ADD ("push-doubled-has-one-effect", test_push_doubled_has_one_effect);
  ADD ("undo-works-until-sent", test_undo_works_until_sent);
  ADD ("refused-stays-with-its-reason", test_refused_stays_with_its_reason);
  ADD ("conflict-is-decided-by-hand", test_conflict_is_decided_by_hand);
  ADD ("two-machines-of-one-account-agree", test_two_machines_of_one_account_agree);
  ADD ("reassigned-case-is-forgotten", test_reassigned_case_is_forgotten);
  ADD ("lost-receipt-is-sent-again", test_lost_receipt_is_sent_again);
  ADD ("late-work-is-kept", test_late_work_is_kept);
  ADD ("late-work-is-settled", test_late_work_is_settled);
  ADD ("wait-called-off-is-no-failure", test_wait_called_off_is_no_failure);
  ADD ("wait-ends-with-the-pass", test_wait_ends_with_the_pass);
#undef ADD
  return g_test_run ();
}
