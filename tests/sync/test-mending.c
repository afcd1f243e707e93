/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens that end, clocks that are wrong, devices and servers that are not what they were. */

#include "world.h"

#include "store/connection.h"
#include "sync/sign-in.h"

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
  machine_assert_fate (expert, session, "accepted");
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
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 1);
  machine_sign_in (expert);
  machine_sync (expert);
  machine_assert_fate (expert, session, "accepted");
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
  machine_assert_fate (expert, session, "accepted");
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

/* Without its battery a clock begins at 1970: what is done then is done now. */
static void
test_clock_without_battery_sends (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *contact;
  g_autoptr (EdCase) seen = NULL;

  ed_manual_clock_set (&expert->clock, WORLD_HOUR);
  machine_sync (expert);
  contact = machine_contact (expert, id);
  machine_sync (expert);
  machine_assert_fate (expert, contact, "accepted");
  seen = machine_load (expert, id);
  g_assert_cmpint (seen->contacted_at, ==, WORLD_START);
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
      g_assert_cmpuint (machine_count_sessions (expert, id), ==, 0);
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
  world_back_up (world);
  lost = machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  machine_add_session (expert, id, WORLD_TODAY + 1);
  machine_sync (expert);
  world_restore (world);
  unsent = machine_add_session (expert, id, WORLD_TODAY + 2);
  machine_sync (expert);
  machine_assert_fate (expert, kept, "accepted");
  machine_assert_fate (expert, lost, "accepted");
  machine_assert_fate (expert, unsent, "accepted");
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 3);
  fresh = machine_new (world, WORLD_EXPERT);
  machine_sync (fresh);
  machine_assert_same (expert, fresh);
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
  machine_assert_fate (second, refused, "refused conflict");
  world_back_up (world);
  machine_create_case (second);
  machine_sync (second);
  lost = machine_assign (second, id, WORLD_EXPERT);
  machine_sync (second);
  world_restore (world);
  machine_sync (second);
  g_assert_cmpuint (machine_count_cases (second), ==, 2);
  g_assert_cmpint (machine_count_waiting (second), ==, 0);
  fresh = machine_new (world, WORLD_COORDINATOR);
  machine_sync (fresh);
  machine_assert_same (second, fresh);
  machine_assert_fate (second, lost, "accepted");
}

/* --- devices that are none any more --------------------------------------------------------------
 */

static const struct
{
  const char *path, *body;
  guint status;
} device_ends[] = {
  { "/v1/commands", "{\"code\":\"device_foreign\"}", 403 },
  { "/v1/feed", "{\"code\":\"device_foreign\"}", 403 },
  { "/v1/commands", "{\"code\":\"sequence_gap\",\"params\":{\"expected\":77}}", 409 },
  { "/v1/commands", "{\"code\":\"sequence_gap\"}", 409 },
  { "/v1/commands", "{\"code\":\"sequence_forked\",\"params\":{\"expected\":5}}", 409 },
};

static void
test_device_that_ends_is_renewed (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  guint n = 0;

  machine_sync (coordinator);
  for (gsize i = 0; i < G_N_ELEMENTS (device_ends); i++)
    {
      g_autofree char *before = ed_store_device (coordinator->store, NULL);
      g_autofree char *after = NULL;

      g_test_message ("%s %s", device_ends[i].path, device_ends[i].body);
      machine_create_case (coordinator);
      ed_api_transport_set_once (coordinator->transport,
                                 device_ends[i].path,
                                 (EdFault){ .kind = ED_FAULT_GARBAGE,
                                            .status = device_ends[i].status,
                                            .body = device_ends[i].body });
      machine_fail (coordinator, ED_SYNC_ERROR_SIGN_IN);
      machine_fail (coordinator, ED_SYNC_ERROR_SIGN_IN);
      after = ed_store_device (coordinator->store, NULL);
      g_assert_cmpstr (after, !=, before);
      machine_sign_in (coordinator);
      machine_sync (coordinator);
      g_assert_cmpint (machine_count_waiting (coordinator), ==, 0);
      g_assert_cmpuint (machine_count_cases (coordinator), ==, ++n);
    }
}

static void
test_token_refused_again_asks_to_sign_in (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  static const char *const facts[] = { "token", "refresh_token" };
  static const char unknown[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  machine_sync (coordinator);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    g_assert_true (ed_store_set (coordinator->store, facts[i], unknown, NULL));
  machine_fail (coordinator, ED_SYNC_ERROR_SIGN_IN);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    g_assert_null (ed_store_get (coordinator->store, facts[i], NULL));
}

/* The server answers under another epoch, though nothing is missing: all is sent again, without
 * effect. */
static void
test_another_epoch_is_met_once (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *session = machine_add_session (expert, id, WORLD_TODAY);
  g_autoptr (Machine) fresh = NULL;

  machine_sync (expert);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (
          ed_store_set (expert->store, "epoch", "b0000000-0000-4000-8000-000000000001", NULL));
      if (i == 0)
        machine_sign_in (expert);
      else
        machine_add_session (expert, id, WORLD_TODAY + 1);
      machine_sync (expert);
      g_assert_cmpuint (expert->report.pushed, >=, 1);
      g_assert_cmpuint (expert->report.pulled, >=, 3);
      machine_sync (expert);
      g_assert_cmpuint (expert->report.pushed + expert->report.pulled, ==, 0);
    }
  machine_assert_fate (expert, session, "accepted");
  fresh = machine_new (world, WORLD_EXPERT);
  machine_sync (fresh);
  machine_assert_same (expert, fresh);
}

/* What the server has had for more than 14 days it cannot lose any more: it is dropped here. */
static void
test_safe_commands_are_dropped (void)
{
  const gint64 day = 24 * WORLD_HOUR;
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autofree char *first = g_strdup (machine_add_session (expert, id, WORLD_TODAY));
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  machine_sync (expert);
  for (int i = 0; i < 2; i++) /* to the third day, and to the thirteenth */
    {
      world_advance (world, i == 0 ? 3 * day : 10 * day);
      ed_manual_clock_advance (&expert->clock, i == 0 ? 3 * day : 10 * day);
      if (i == 0)
        second = g_strdup (machine_add_session (expert, id, WORLD_TODAY + 1));
      machine_sync (expert);
      machine_assert_fate (expert, first, "accepted");
    }
  world_advance (world, 2 * day);
  ed_manual_clock_advance (&expert->clock, 2 * day);
  machine_sync (expert);
  g_assert_false (ed_store_resend (expert->store, 1, &error));
  g_assert_no_error (error);
  machine_assert_fate (expert, second, "accepted");
  /* The younger one is held: it can be sent again, and is known. */
  g_assert_true (ed_store_resend (expert->store, 2, &error));
  machine_sync (expert);
  g_assert_cmpuint (expert->report.pushed, ==, 1);
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 2);
}

/* What was accepted from a device whose id is used up is held as the work of any other: the server
 * may lose it still. */
static void
test_renewed_device_mends_a_restore (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *lost, *later;

  world_back_up (world);
  lost = machine_contact (expert, id);
  machine_sync (expert);
  g_assert_true (ed_store_renew_device (expert->store, NULL));
  machine_sign_in (expert);
  machine_sync (expert);
  later = machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  world_restore (world);
  machine_sign_in (expert); /* the server does not know this device any more */
  machine_sync (expert);
  machine_assert_fate (expert, lost, "accepted");
  machine_assert_fate (expert, later, "accepted");
  {
    g_autoptr (EdCase) case_ = machine_load (expert, id);

    g_assert_cmpint (case_->contacted_at, !=, ED_ABSENT);
    g_assert_cmpuint (case_->sessions->len, ==, 1);
  }
}

/* Accepted, and lost with the server before the next pull: position and numbers look as before. */
static void
test_restore_is_told_by_what_is_acknowledged (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  g_autoptr (Machine) fresh = NULL;
  g_autoptr (EdCase) seen = NULL;

  world_back_up (world);
  machine_contact (expert, id);
  ed_api_transport_set (expert->transport,
                        (EdFault){ .kind = ED_FAULT_LOSE_REQUEST, .path = "/v1/feed" });
  machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
  g_assert_cmpint (machine_count_waiting (expert), ==, 0);
  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  world_restore (world);
  machine_sync (expert);
  fresh = machine_new (world, WORLD_EXPERT);
  machine_sync (fresh);
  seen = machine_load (fresh, id);
  g_assert_cmpint (seen->contacted_at, !=, ED_ABSENT);
}

/* A full pull tells no position by which the server could see that it went back; what it has lost
 * must not be taken for something to be forgotten. */
static void
test_restore_before_a_full_pull_loses_nothing (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);

  machine_sync (coordinator);
  world_back_up (world);
  machine_create_case (coordinator);
  machine_sync (coordinator);
  world_restore (world);
  ed_store_forget_cursor (coordinator->store, NULL);
  machine_sync (coordinator);
  g_assert_cmpuint (machine_count_cases (coordinator), ==, 1);
}

/* The server goes back again before the first time is mended. */
static void
test_restored_twice_gets_its_work_back (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *contact, *session;

  world_back_up (world);
  contact = machine_contact (expert, id);
  machine_sync (expert);
  session = machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  for (guint times = 0; times < 2; times++)
    {
      world_restore (world);
      machine_add_session (expert, id, WORLD_TODAY + 1 + times);
      if (times > 0)
        break;
      ed_api_transport_set (expert->transport,
                            (EdFault){ .kind = ED_FAULT_LOSE_REQUEST, .path = "/v1/feed" });
      machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
      ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
    }
  machine_sync (expert);
  machine_assert_fate (expert, contact, "accepted");
  machine_assert_fate (expert, session, "accepted");
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 3);
}

/* What is left here begins behind what the server expects: it cannot be told what it lacks but by a
 * device that begins anew, with all that is held. */
static void
test_restore_that_cannot_be_filled (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *lost;
  g_autoptr (EdStatement) delete = NULL;

  world_back_up (world);
  machine_contact (expert, id);
  machine_sync (expert);
  lost = machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  delete = ed_db_query (expert->store->db, NULL, "DELETE FROM outbox WHERE seq = 1", "");
  g_assert_true (ed_statement_run (g_steal_pointer (&delete), NULL));
  world_restore (world);
  machine_add_session (expert, id, WORLD_TODAY + 1);
  machine_fail (expert, ED_SYNC_ERROR_SIGN_IN);
  machine_sign_in (expert);
  machine_sync (expert);
  machine_assert_fate (expert, lost, "accepted");
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 2);
}

/* A restore that lost nothing of this device: the numbers that refusals had used up stay used. What
 * is done next is shown, and taken. */
static void
test_restore_leaves_later_numbers_free (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) other = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *refused, *taken, *next;

  machine_sync (other);
  machine_contact (other, id);
  refused = machine_contact (expert, id);
  machine_sync (other);
  machine_sync (expert);
  machine_assert_fate (expert, refused, "refused already_contacted");
  taken = machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);

  ed_api_transport_set_once (expert->transport,
                             "/v1/feed",
                             (EdFault){ .kind = ED_FAULT_GARBAGE,
                                        .status = 409,
                                        .content_type = "application/problem+json",
                                        .body = "{\"code\":\"feed_rewound\"}" });
  machine_sync (expert);
  machine_assert_fate (expert, taken, "accepted");
  next = machine_add_session (expert, id, WORLD_TODAY + 1);
  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_LOSE_REQUEST });
  machine_fail (expert, ED_SYNC_ERROR_UNREACHABLE);
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 2);
  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  machine_sync (expert);
  machine_assert_fate (expert, next, "accepted");
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/sync/mending/" name, function)
  ADD ("renewed-device-mends-a-restore", test_renewed_device_mends_a_restore);
  ADD ("restore-is-told-by-what-is-acknowledged", test_restore_is_told_by_what_is_acknowledged);
  ADD ("restore-before-a-full-pull-loses-nothing", test_restore_before_a_full_pull_loses_nothing);
  ADD ("restored-twice-gets-its-work-back", test_restored_twice_gets_its_work_back);
  ADD ("restore-that-cannot-be-filled", test_restore_that_cannot_be_filled);
  ADD ("restore-leaves-later-numbers-free", test_restore_leaves_later_numbers_free);
  ADD ("token-is-refreshed", test_token_is_refreshed);
  ADD ("refresh-refused-asks-to-sign-in", test_refresh_refused_asks_to_sign_in);
  ADD ("sign-out-ends-the-token", test_sign_out_ends_the_token);
  ADD ("clock-that-is-wrong-is-measured", test_clock_that_is_wrong_is_measured);
  ADD ("clock-without-battery-sends", test_clock_without_battery_sends);
  ADD ("cursor-refused-leads-to-full-pull", test_cursor_refused_leads_to_full_pull);
  ADD ("restored-server-gets-its-work-back", test_restored_server_gets_its_work_back);
  ADD ("restored-server-with-holes", test_restored_server_with_holes);
  ADD ("device-that-ends-is-renewed", test_device_that_ends_is_renewed);
  ADD ("token-refused-again-asks-to-sign-in", test_token_refused_again_asks_to_sign_in);
  ADD ("another-epoch-is-met-once", test_another_epoch_is_met_once);
  ADD ("safe-commands-are-dropped", test_safe_commands_are_dropped);
#undef ADD
  return g_test_run ();
}
