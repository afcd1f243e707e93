/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "world.h"

#include "sync/sign-in.h"

#include <string.h>

static void
assert_fate (Machine *machine, const char *command_id, const char *expected)
{
  g_autofree char *fate = machine_fate (machine, command_id);

  g_assert_cmpstr (fate, ==, expected);
}

static void
assert_same (Machine *a, Machine *b)
{
  g_autofree char *shown = machine_describe (a);
  g_autofree char *wanted = machine_describe (b);

  g_assert_cmpstr (shown, ==, wanted);
}

static guint
count_sessions (Machine *machine, const char *case_id)
{
  g_autoptr (EdCase) case_ = machine_load (machine, case_id);

  return case_ != NULL ? case_->sessions->len : 0;
}

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
  assert_fate (coordinator, created, "accepted");

  machine_sync (expert);
  machine_sync (other);
  g_assert_cmpuint (machine_count_cases (expert), ==, 1);
  g_assert_cmpuint (machine_count_cases (other), ==, 0);
  contact = machine_contact (expert, id);
  machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  assert_fate (expert, contact, "accepted");

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
  g_assert_cmpuint (count_sessions (expert, id), ==, 2);

  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  machine_sync (expert);
  assert_fate (expert, contact, "accepted");
  g_assert_cmpuint (expert->report.pushed, ==, 3);
  g_assert_cmpuint (count_sessions (expert, id), ==, 2);
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
  g_assert_cmpuint (count_sessions (expert, id), ==, 230);
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
      assert_fate (expert, session, "sent");
      machine_reopen (expert);
      machine_add_session (expert, id, WORLD_TODAY + 1);
      machine_sync (expert);
      assert_fate (expert, session, "accepted");
      g_assert_cmpuint (count_sessions (expert, id), ==, 2);
      fresh = machine_new (world, WORLD_EXPERT);
      machine_sync (fresh);
      assert_same (expert, fresh);
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
  assert_fate (expert, session, "accepted");
  g_assert_cmpuint (count_sessions (expert, id), ==, 1);
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
  assert_fate (expert, session, "accepted");
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
  assert_fate (second, edit, "refused conflict");
  assert_fate (second, later, "accepted");
  g_assert_cmpuint (second->report.refused, ==, 1);
  machine_sync (first);
  assert_same (first, second);
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
  assert_same (laptop, tower);
  g_assert_cmpuint (count_sessions (laptop, id), ==, 2);
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
  assert_fate (expert, session, "kept");
  g_assert_cmpuint (machine_count_cases (expert), ==, 0);
}

/* --- bad answers ---------------------------------------------------------------------------------
 */

static void
test_page_truncated_anywhere_changes_nothing (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) fresh = NULL;
  const char *id = world_make_case (world, expert);
  g_autofree char *before = NULL;
  gsize length = 0;
  gboolean whole = FALSE;

  {
    g_autoptr (Machine) again = machine_new (world, WORLD_EXPERT);

    machine_sync (again);
    machine_contact (again, id);
    machine_sync (again);
  }
  before = machine_describe (expert);
  while (!whole)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      ed_api_transport_set_once (expert->transport,
                                 "/v1/feed",
                                 (EdFault){ .kind = ED_FAULT_TRUNCATE, .length = length++ });
      whole = machine_try (expert, &error);
      if (whole)
        break;
      g_assert_error (error, ED_SYNC_ERROR, ED_SYNC_ERROR_PROTOCOL);
      after = machine_describe (expert);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpuint (length, >, 200);
  fresh = machine_new (world, WORLD_EXPERT);
  machine_sync (fresh);
  assert_same (expert, fresh);
}

#define END "{\"k\":\"end\",\"to\":\"x\",\"more\":false,\"acked\":0,\"durable\":0}\n"
#define ID "c0000000-0000-4000-8000-000000000001"

static const struct
{
  guint status;
  const char *body;
  EdSyncError error;
} bad_pages[] = {
  { 200, "", ED_SYNC_ERROR_PROTOCOL },
  { 200, "\n", ED_SYNC_ERROR_PROTOCOL },
  { 200, "<html></html>\n", ED_SYNC_ERROR_PROTOCOL },
  { 200, "{}\n", ED_SYNC_ERROR_PROTOCOL },
  { 200, "{\"k\":\"tell\",\"t\":\"case\",\"id\":\"" ID "\"}\n" END, ED_SYNC_ERROR_PROTOCOL },
  { 200, END END, ED_SYNC_ERROR_PROTOCOL },
  { 200, END "{\"k\":\"del\",\"t\":\"case\",\"id\":\"" ID "\"}\n", ED_SYNC_ERROR_PROTOCOL },
  { 200, "{\"k\":\"del\",\"t\":\"case\",\"id\":\"" ID "\"}\n", ED_SYNC_ERROR_PROTOCOL },
  { 200,
    "{\"k\":\"put\",\"t\":\"case\",\"id\":\"" ID "\",\"rev\":1,\"d\":{]}\n" END,
    ED_SYNC_ERROR_PROTOCOL },
  { 200, "{\"k\":\"end\",\"more\":false,\"acked\":0,\"durable\":0}\n", ED_SYNC_ERROR_PROTOCOL },
  { 200,
    "{\"k\":\"end\",\"to\":\"x\",\"more\":false,\"acked\":0,\"durable\":0,\"full\":true,"
    "\"count\":0}\n",
    ED_SYNC_ERROR_PROTOCOL },
  { 204, "", ED_SYNC_ERROR_PROTOCOL },
  { 302, "", ED_SYNC_ERROR_PROTOCOL },
  { 404, "<html></html>", ED_SYNC_ERROR_PROTOCOL },
  { 400, "{\"code\":\"bad_request\"}", ED_SYNC_ERROR_PROBLEM },
  { 418, "{\"code\":\"never_heard\"}", ED_SYNC_ERROR_PROBLEM },
  { 403, "{\"code\":\"account_suspended\"}", ED_SYNC_ERROR_SUSPENDED },
  { 403, "{\"code\":\"device_revoked\"}", ED_SYNC_ERROR_SUSPENDED },
  { 409, "{\"code\":\"client_too_old\"}", ED_SYNC_ERROR_OLD },
  { 429, "{\"code\":\"rate_limited\"}", ED_SYNC_ERROR_BUSY },
  { 500, "{\"code\":\"internal_error\"}", ED_SYNC_ERROR_BUSY },
  { 502, "<html></html>", ED_SYNC_ERROR_BUSY },
  { 503, "{\"code\":\"unavailable\"}", ED_SYNC_ERROR_BUSY },
};

static void
test_page_bad_changes_nothing (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autofree char *before = machine_describe (expert);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_pages); i++)
    {
      g_autofree char *after = NULL;

      g_test_message ("%u %s", bad_pages[i].status, bad_pages[i].body);
      ed_api_transport_set_once (expert->transport,
                                 "/v1/feed",
                                 (EdFault){ .kind = ED_FAULT_GARBAGE,
                                            .status = bad_pages[i].status,
                                            .body = bad_pages[i].body });
      machine_fail (expert, bad_pages[i].error);
      after = machine_describe (expert);
      g_assert_cmpstr (after, ==, before);
    }
  machine_contact (expert, id);
  machine_sync (expert);
}

static const struct
{
  guint status;
  const char *body;
  EdSyncError error;
} bad_answers[] = {
  { 200, "", ED_SYNC_ERROR_PROTOCOL },
  { 200, "{}", ED_SYNC_ERROR_PROTOCOL },
  { 200,
    "{\"epoch\":\"" ID "\",\"results\":[],\"next_seq\":2,\"durable\":0}",
    ED_SYNC_ERROR_PROTOCOL },
  { 200,
    "{\"epoch\":\"" ID "\",\"results\":[{\"id\":\"" ID "\",\"status\":\"appl",
    ED_SYNC_ERROR_PROTOCOL },
  { 400, "{\"code\":\"bad_request\"}", ED_SYNC_ERROR_PROBLEM },
  { 400, "{\"code\":\"bad_request\",\"params\":{\"id\":\"" ID "\"}}", ED_SYNC_ERROR_PROBLEM },
  { 503, "{\"code\":\"unavailable\"}", ED_SYNC_ERROR_BUSY },
};

static void
test_push_answer_bad_keeps_the_queue (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *session = machine_add_session (expert, id, WORLD_TODAY);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_answers); i++)
    {
      g_test_message ("%u %s", bad_answers[i].status, bad_answers[i].body);
      ed_api_transport_set_once (expert->transport,
                                 "/v1/commands",
                                 (EdFault){ .kind = ED_FAULT_GARBAGE,
                                            .status = bad_answers[i].status,
                                            .body = bad_answers[i].body });
      machine_fail (expert, bad_answers[i].error);
      assert_fate (expert, session, "sent");
    }
  machine_sync (expert);
  assert_fate (expert, session, "accepted");
}

/* A command that no server takes leaves the queue, and those behind it take its number. */
static void
test_unsendable_command_leaves_the_queue (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *first = machine_add_session (expert, id, WORLD_TODAY);
  const char *second = machine_add_session (expert, id, WORLD_TODAY + 1);
  g_autofree char *body =
      g_strdup_printf ("{\"code\":\"too_large\",\"params\":{\"id\":\"%s\"}}", first);

  ed_api_transport_set_once (expert->transport,
                             "/v1/commands",
                             (EdFault){ .kind = ED_FAULT_GARBAGE, .status = 413, .body = body });
  machine_sync (expert);
  assert_fate (expert, first, "refused too_large");
  assert_fate (expert, second, "accepted");
  g_assert_cmpuint (count_sessions (expert, id), ==, 1);
}

static void
test_server_too_old_holds_the_queue_only (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *session = machine_add_session (expert, id, WORLD_TODAY);
  guint pushes;

  ed_api_transport_set_once (expert->transport,
                             "/v1/commands",
                             (EdFault){ .kind = ED_FAULT_GARBAGE,
                                        .status = 409,
                                        .body = "{\"code\":\"server_too_old\"}" });
  machine_sync (expert);
  g_assert_cmpstr (expert->report.code, ==, "server_too_old");
  pushes = ed_api_transport_count (expert->transport, "/v1/commands");
  machine_sync (expert);
  g_assert_cmpuint (ed_api_transport_count (expert->transport, "/v1/commands"), ==, pushes);
  assert_fate (expert, session, "sent");
  ed_manual_clock_advance (&expert->clock, 25 * WORLD_HOUR);
  world_advance (world, 25 * WORLD_HOUR);
  machine_sync (expert);
  assert_fate (expert, session, "accepted");
}

/* --- tokens, devices, clocks ---------------------------------------------------------------------
 */

static void
test_token_is_refreshed (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *session = machine_add_session (expert, id, WORLD_TODAY);

  world_advance (world, 2 * WORLD_HOUR);
  ed_manual_clock_advance (&expert->clock, 2 * WORLD_HOUR);
  ed_api_transport_set_once (expert->transport,
                             "/v1/sessions/refresh",
                             (EdFault){ .kind = ED_FAULT_LOSE_ANSWER });
  machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
  machine_sync (expert);
  assert_fate (expert, session, "accepted");
}

static void
test_refresh_refused_asks_to_sign_in (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *session = machine_add_session (expert, id, WORLD_TODAY);

  world_advance (world, 31 * 24 * WORLD_HOUR);
  ed_manual_clock_advance (&expert->clock, 31 * 24 * WORLD_HOUR);
  machine_fail (expert, ED_SYNC_ERROR_SIGN_IN);
  machine_fail (expert, ED_SYNC_ERROR_SIGN_IN);
  g_assert_cmpuint (count_sessions (expert, id), ==, 1);
  machine_sign_in (expert);
  machine_sync (expert);
  assert_fate (expert, session, "accepted");
}

static void
test_sign_out_ends_the_token (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *session = machine_add_session (expert, id, WORLD_TODAY);
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_sign_in_end (expert->transport, expert->store, NULL, &error));
  g_assert_no_error (error);
  machine_fail (expert, ED_SYNC_ERROR_SIGN_IN);
  machine_sign_in (expert);
  machine_sync (expert);
  assert_fate (expert, session, "accepted");
}

static void
test_clock_that_is_wrong_is_measured (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autofree char *offset = NULL;
  g_autoptr (EdCase) seen = NULL;

  ed_manual_clock_advance (&expert->clock, 3 * WORLD_HOUR);
  machine_sync (expert);
  offset = ed_store_get (expert->store, "clock_offset_ms", NULL);
  g_assert_cmpint (g_ascii_strtoll (offset, NULL, 10), ==, -3 * WORLD_HOUR);
  machine_contact (expert, id);
  machine_sync (expert);
  seen = machine_load (expert, id);
  g_assert_cmpint (seen->contacted_at, ==, WORLD_START);
}

/* The vault was copied to another machine: both are one device, until one is told. */
static void
test_forked_device_begins_anew (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) twin = machine_new (world, WORLD_EXPERT);
  static const char *const facts[] = { "device", "token", "refresh_token", "cursor" };
  const char *id = world_make_case (world, expert);
  const char *mine, *its;
  g_autofree char *device = NULL;

  machine_sync (twin);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *value = ed_store_get (expert->store, facts[i], NULL);

      g_assert_true (ed_store_set (twin->store, facts[i], value, NULL));
    }
  mine = machine_add_session (expert, id, WORLD_TODAY);
  its = machine_add_session (twin, id, WORLD_TODAY + 1);
  machine_sync (expert);
  machine_fail (twin, ED_SYNC_ERROR_SIGN_IN);
  device = ed_store_get (expert->store, "device", NULL);
  {
    g_autofree char *renewed = ed_store_device (twin->store, NULL);

    g_assert_cmpstr (renewed, !=, device);
  }
  machine_sign_in (twin);
  machine_sync (twin);
  machine_sync (expert);
  assert_fate (expert, mine, "accepted");
  assert_fate (twin, its, "accepted");
  g_assert_cmpuint (count_sessions (expert, id), ==, 2);
  assert_same (expert, twin);
}

/* --- full pulls ----------------------------------------------------------------------------------
 */

static const char *const full_pull_codes[] = { "cursor_expired", "rights_changed" };

static void
test_cursor_refused_leads_to_full_pull (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (full_pull_codes); i++)
    {
      g_autoptr (World) world = world_new ();
      g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
      const char *id = world_make_case (world, expert);
      g_autofree char *before = machine_describe (expert);
      g_autofree char *after = NULL;
      g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", full_pull_codes[i]);

      ed_api_transport_set_once (
          expert->transport,
          "/v1/feed",
          (EdFault){ .kind = ED_FAULT_GARBAGE, .status = 409, .body = body });
      machine_sync (expert);
      g_assert_cmpuint (expert->report.pulled, >=, 3);
      after = machine_describe (expert);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (count_sessions (expert, id), ==, 0);
    }
}

/* The server is put back from a backup: what it lost is sent again, what it no longer has goes. */
static void
test_restored_server_gets_its_work_back (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) fresh = NULL;
  const char *id = world_make_case (world, expert);
  const char *kept, *lost, *unsent;

  kept = machine_contact (expert, id);
  machine_sync (expert);
  world_stop (world);
  world_copy (world);
  world_start (world);
  lost = machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  machine_add_session (expert, id, WORLD_TODAY + 1);
  machine_sync (expert);
  world_stop (world);
  world_put_back (world);
  world_start (world);
  unsent = machine_add_session (expert, id, WORLD_TODAY + 2);
  machine_sync (expert);
  assert_fate (expert, kept, "accepted");
  assert_fate (expert, lost, "accepted");
  assert_fate (expert, unsent, "accepted");
  g_assert_cmpuint (count_sessions (expert, id), ==, 3);
  fresh = machine_new (world, WORLD_EXPERT);
  machine_sync (fresh);
  assert_same (expert, fresh);
}

/* The same, with nothing new to send, and a number that was used for a refused command. */
static void
test_restored_server_with_holes (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) first = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) second = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) fresh = NULL;
  const char *id, *refused, *lost;

  machine_sync (first);
  id = machine_create_case (first);
  machine_sync (first);
  machine_sync (second);
  machine_edit_city (first, id, "Szeged");
  refused = machine_edit_city (second, id, "Budapest");
  machine_sync (first);
  machine_sync (second);
  assert_fate (second, refused, "refused conflict");
  world_stop (world);
  world_copy (world);
  world_start (world);
  machine_create_case (second);
  machine_sync (second);
  lost = machine_assign (second, id, WORLD_EXPERT);
  machine_sync (second);
  world_stop (world);
  world_put_back (world);
  world_start (world);
  machine_sync (second);
  g_assert_cmpuint (machine_count_cases (second), ==, 2);
  g_assert_cmpint (machine_count_waiting (second), ==, 0);
  fresh = machine_new (world, WORLD_COORDINATOR);
  machine_sync (fresh);
  assert_same (second, fresh);
  assert_fate (second, lost, "accepted");
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
  ADD ("two-machines-of-one-account-agree", test_two_machines_of_one_account_agree);
  ADD ("reassigned-case-is-forgotten", test_reassigned_case_is_forgotten);
  ADD ("lost-receipt-is-sent-again", test_lost_receipt_is_sent_again);
  ADD ("late-work-is-kept", test_late_work_is_kept);
  ADD ("page-truncated-anywhere-changes-nothing", test_page_truncated_anywhere_changes_nothing);
  ADD ("page-bad-changes-nothing", test_page_bad_changes_nothing);
  ADD ("push-answer-bad-keeps-the-queue", test_push_answer_bad_keeps_the_queue);
  ADD ("unsendable-command-leaves-the-queue", test_unsendable_command_leaves_the_queue);
  ADD ("server-too-old-holds-the-queue-only", test_server_too_old_holds_the_queue_only);
  ADD ("token-is-refreshed", test_token_is_refreshed);
  ADD ("refresh-refused-asks-to-sign-in", test_refresh_refused_asks_to_sign_in);
  ADD ("sign-out-ends-the-token", test_sign_out_ends_the_token);
  ADD ("clock-that-is-wrong-is-measured", test_clock_that_is_wrong_is_measured);
  ADD ("forked-device-begins-anew", test_forked_device_begins_anew);
  ADD ("cursor-refused-leads-to-full-pull", test_cursor_refused_leads_to_full_pull);
  ADD ("restored-server-gets-its-work-back", test_restored_server_gets_its_work_back);
  ADD ("restored-server-with-holes", test_restored_server_with_holes);
  ADD ("wait-called-off-is-no-failure", test_wait_called_off_is_no_failure);
  ADD ("wait-ends-with-the-pass", test_wait_ends_with_the_pass);
#undef ADD
  return g_test_run ();
}
