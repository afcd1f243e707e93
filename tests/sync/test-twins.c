/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A vault that was copied, or put back from a copy; a server that was, twice. */

#include "world.h"

#include <string.h>

/* The vault was copied to another machine: both are one device, until one is told. */
static void
make_twin (Machine *twin, Machine *of)
{
  static const char *const facts[] = { "device", "token", "refresh_token", "cursor" };

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *value = ed_store_get (of->store, facts[i], NULL);

      g_assert_true (ed_store_set (twin->store, facts[i], value, NULL));
    }
}

static void
assert_renewed (Machine *twin, Machine *of)
{
  g_autofree char *device = ed_store_get (of->store, "device", NULL);
  g_autofree char *renewed = ed_store_device (twin->store, NULL);

  g_assert_cmpstr (renewed, !=, device);
}

static void
test_forked_device_begins_anew (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) twin = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);
  const char *mine, *its;

  machine_sync (twin);
  make_twin (twin, expert);
  mine = machine_add_session (expert, id, WORLD_TODAY);
  its = machine_add_session (twin, id, WORLD_TODAY + 1);
  machine_sync (expert);
  machine_fail (twin, ED_SYNC_ERROR_SIGN_IN);
  assert_renewed (twin, expert);
  machine_sign_in (twin);
  machine_sync (twin);
  machine_sync (expert);
  machine_assert_fate (expert, mine, "accepted");
  machine_assert_fate (twin, its, "accepted");
  g_assert_cmpuint (machine_count_sessions (expert, id), ==, 2);
  machine_assert_same (expert, twin);
}

/* A copy that sees that its numbers were given elsewhere gives none of them. */
static void
test_twin_begins_anew_before_it_sends (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) twin = machine_new (world, WORLD_EXPERT);
  const char *id = world_make_case (world, expert);

  machine_sync (twin);
  make_twin (twin, expert);
  machine_add_session (expert, id, WORLD_TODAY);
  machine_sync (expert);
  machine_fail (twin, ED_SYNC_ERROR_SIGN_IN);
  assert_renewed (twin, expert);
  machine_sign_in (twin);
  machine_sync (twin);
  machine_assert_same (expert, twin);
}

/* Loses the first page of a full pull, once. */
static EdFault
lose_full_pull (const EdCall *call, gpointer data)
{
  gboolean *is_lost = data;

  if (*is_lost || strcmp (call->path, "/v1/feed?limit=500") != 0)
    return (EdFault){ .kind = ED_FAULT_NONE };
  *is_lost = TRUE;
  return (EdFault){ .kind = ED_FAULT_LOSE_REQUEST };
}

/* What is sent again after a refused command has a smaller number than the server knows it by; all
 * the same it is missed when the server goes back once more. */
static void
test_restored_twice_with_holes (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) first = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (Machine) second = machine_new (world, WORLD_COORDINATOR);
  g_autoptr (EdCase) seen = NULL;
  gboolean is_lost = FALSE;
  const char *id;

  machine_sync (first);
  id = machine_create_case (first);
  machine_sync (first);
  machine_sync (second);
  machine_edit_city (first, id, "Szeged");
  machine_edit_city (second, id, "Budapest");
  machine_sync (first);
  machine_sync (second);
  world_back_up (world);
  machine_create_case (first);
  machine_sync (first);
  machine_sync (second);
  world_restore (world);
  machine_assign (second, id, WORLD_EXPERT);
  ed_api_transport_choose (second->transport, lose_full_pull, &is_lost);
  machine_fail (second, ED_SYNC_ERROR_UNREACHABLE);
  g_assert_true (is_lost);
  world_restore (world);
  machine_sync (second);
  machine_sync (first);
  seen = machine_load (first, id);
  g_assert_cmpint (seen->state, ==, ED_CASE_ASSIGNED);
}

/* What the server has answered to the former device, and told nobody, is lost with it when it goes
 * back: no number tells the new one. */
static void
test_renewed_device_sends_what_is_no_news (void)
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
  ed_api_transport_set (expert->transport, (EdFault){ .kind = ED_FAULT_NONE });
  g_assert_cmpint (machine_count_waiting (expert), ==, 0);
  g_assert_true (ed_store_renew_device (expert->store, NULL));
  world_restore (world);
  machine_sign_in (expert);
  machine_sync (expert);
  fresh = machine_new (world, WORLD_EXPERT);
  machine_sync (fresh);
  seen = machine_load (fresh, id);
  g_assert_cmpint (seen->contacted_at, !=, ED_ABSENT);
}

/* A copy of the machine's vault beside it. */
static char *
put_aside (Machine *machine)
{
  g_autofree char *bytes = NULL;
  char *copy = g_strconcat (machine->path, ".copy", NULL);
  gsize length = 0;

  ed_store_close (machine->store);
  g_assert_true (g_file_get_contents (machine->path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length, NULL));
  machine_open (machine);
  return copy;
}

static void
put_back (Machine *machine, const char *copy)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  ed_store_close (machine->store);
  g_assert_true (g_file_get_contents (copy, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (machine->path, bytes, (gssize) length, NULL));
  machine_open (machine);
}

/* What a machine had wiped comes back with a copy of its vault, and goes with the next pass: no
 * forget tells of it any more, as the server has the receipt. */
static void
test_copy_loses_what_was_wiped (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (Machine) expert = machine_new (world, WORLD_EXPERT);
  g_autoptr (Machine) coordinator = machine_new (world, WORLD_COORDINATOR);
  g_autofree char *lost = g_strdup (world_make_case (world, expert));
  g_autofree char *kept = g_strdup (world_make_case (world, expert));
  g_autofree char *copy = put_aside (expert);
  g_autoptr (EdCase) seen = NULL;

  machine_sync (coordinator);
  machine_assign (coordinator, lost, WORLD_OTHER);
  machine_sync (coordinator);
  machine_sync (expert);
  g_assert_cmpuint (machine_count_cases (expert), ==, 1);
  put_back (expert, copy);
  g_assert_cmpuint (machine_count_cases (expert), ==, 2);
  machine_sync (expert);
  g_assert_cmpuint (machine_count_cases (expert), ==, 1);
  seen = machine_load (expert, kept);
  g_assert_nonnull (seen);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/twins/forked-device-begins-anew", test_forked_device_begins_anew);
  g_test_add_func ("/sync/twins/begins-anew-before-it-sends",
                   test_twin_begins_anew_before_it_sends);
  g_test_add_func ("/sync/twins/renewed-device-sends-what-is-no-news",
                   test_renewed_device_sends_what_is_no_news);
  g_test_add_func ("/sync/twins/copy-loses-what-was-wiped", test_copy_loses_what_was_wiped);
  g_test_add_func ("/sync/twins/restored-twice-with-holes", test_restored_twice_with_holes);
  return g_test_run ();
}
