/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-fixture.h"

#include <string.h>

static void
set_up (Desk *desk, gconstpointer unused)
{
  desk_set_up (desk, FALSE);
  desk_put (desk, desk_make_case (1));
  desk_put (desk, desk_make_case (2));
  desk_catch_up (desk, 0);
}

static void
tear_down (Desk *desk, gconstpointer unused)
{
  desk_close (desk);
}

static void
test_refused_by_any_server_gives_its_number_away (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 4; i++)
    desk_do (desk, desk_add_session (i, 1, DESK_TODAY + i));
  g_free (desk_take (desk, 3, 1024 * 1024));
  desk_accept (desk, 1);
  g_assert_true (ed_store_refuse (desk->store, desk_command_id (2), ED_REFUSAL_INVALID, &error));
  desk_assert_outbox (desk, "1a 2r 3s 4w");
  desk_assert_case (desk, 1, FALSE, 3, 2);
  desk_assert_batch (desk, "2:3 3:4");
  g_assert_false (ed_store_refuse (desk->store, desk_command_id (2), ED_REFUSAL_INVALID, &error));
  g_assert_no_error (error);
  g_assert_true (ed_store_discard (desk->store, desk_command_id (2), NULL));
  desk_assert_outbox (desk, "1a 3s 4s");
}

static void
accept_three (Desk *desk)
{
  for (guint i = 1; i <= 4; i++)
    desk_do (desk, desk_add_session (i, 1, DESK_TODAY + i));
  g_free (desk_take (desk, 3, 1024 * 1024));
  for (guint i = 1; i <= 3; i++)
    desk_accept (desk, i);
}

static void
test_restored_server_gets_the_lost_again (Desk *desk, gconstpointer unused)
{
  g_autoptr (GPtrArray) batch = NULL;
  g_autoptr (GError) error = NULL;

  accept_three (desk);
  desk_put (desk, desk_make_case (2));
  desk_catch_up (desk, 3);
  desk_assert_case (desk, 1, FALSE, 1, 1);
  g_assert_true (ed_store_resend (desk->store, 2, &error));
  desk_assert_outbox (desk, "1a 2s 3s 4w");
  /* Its effect is shown again, for the replica may lose it. */
  desk_assert_case (desk, 1, FALSE, 3, 3);
  batch = ed_store_take_batch (desk->store, 100, 1024 * 1024, &error);
  g_assert_cmpuint (batch->len, ==, 3);
  g_assert_true (
      g_str_has_suffix (batch->pdata[0], ",\"was\":{\"status\":\"applied\",\"rev\":3}}"));
  g_assert_null (strstr (batch->pdata[2], "\"was\""));
  desk_assert_batch (desk, "2:2 3:3 4:4");
  g_assert_false (ed_store_resend (desk->store, 9, &error));
  g_assert_no_error (error);
}

static void
test_restored_server_gets_all_that_is_held (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_store_resend (desk->store, 0, &error));
  desk_assert_batch (desk, "");
  accept_three (desk);
  g_assert_true (ed_store_resend (desk->store, 0, &error));
  desk_assert_batch (desk, "1:1 2:2 3:3 4:4");
}

/* A refused command is not pushed again, so its number goes to the next: there may be no gap. */
static void
test_resending_leaves_no_gap (Desk *desk, gconstpointer unused)
{
  static const gboolean discarded[] = { FALSE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (discarded); i++)
    {
      Desk other;

      set_up (&other, NULL);
      for (guint n = 1; n <= 3; n++)
        desk_do (&other, desk_add_session (n, 1, DESK_TODAY + n));
      desk_assert_batch (&other, "1:1 2:2 3:3");
      desk_accept (&other, 1);
      desk_settle (&other, 2, ED_RESULT_REJECTED, ED_REFUSAL_WRONG_STATE, 0);
      desk_settle (&other, 3, ED_RESULT_KEPT, ED_REFUSAL_NONE, 0);
      if (discarded[i])
        g_assert_true (ed_store_discard (other.store, desk_command_id (2), NULL));
      g_assert_true (ed_store_resend (other.store, discarded[i] ? 2 : 1, NULL));
      desk_assert_batch (&other, discarded[i] ? "2:3" : "1:1 2:3");
      desk_do (&other, desk_contact (4, 1));
      desk_assert_batch (&other, discarded[i] ? "2:3 3:4" : "1:1 2:3 3:4");
      desk_close (&other);
    }
}

/* The server expects a number that is not held: what it has not answered moves up or down to it. */
static void
test_unanswered_take_the_number_expected (Desk *desk, gconstpointer unused)
{
  accept_three (desk);
  desk_do (desk, desk_contact (5, 2));
  desk_assert_batch (desk, "4:4 5:5");
  g_assert_true (ed_store_renumber (desk->store, 9, NULL));
  desk_assert_batch (desk, "9:4 10:5");
  g_assert_true (ed_store_renumber (desk->store, 2, NULL));
  desk_do (desk, desk_add_session (6, 2, DESK_TODAY));
  desk_assert_batch (desk, "2:4 3:5 4:6");
  desk_assert_outbox (desk, "1a 2a 3a 4s 5s 6s");
}

static void
test_new_device_counts_from_one (Desk *desk, gconstpointer unused)
{
  g_autofree char *device = ed_store_device (desk->store, NULL);
  g_autofree char *renewed = NULL;

  for (guint i = 1; i <= 5; i++)
    desk_do (desk, desk_add_session (i, i < 3 ? 1 : 2, DESK_TODAY + i));
  g_free (desk_take (desk, 4, 1024 * 1024));
  desk_accept (desk, 1);
  desk_accept (desk, 2);
  desk_put_contacted (desk, 1, 1);
  desk_catch_up (desk, 1);
  desk_assert_case (desk, 1, TRUE, 2, 0);

  g_assert_true (ed_store_renew_device (desk->store, NULL));
  renewed = ed_store_device (desk->store, NULL);
  g_assert_cmpstr (renewed, !=, device);
  g_assert_true (g_uuid_string_is_valid (renewed));
  /* What was accepted and not yet pulled is still shown, and sent again. */
  desk_assert_case (desk, 1, TRUE, 2, 1);
  desk_assert_batch (desk, "1:2 2:3 3:4 4:5");
  desk_catch_up (desk, 0);
  desk_assert_case (desk, 1, TRUE, 2, 1);
  desk_assert_case (desk, 2, FALSE, 3, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/store/push/" path, Desk, NULL, set_up, function, tear_down)

  ADD ("refused-by-any-server-gives-its-number-away",
       test_refused_by_any_server_gives_its_number_away);
  ADD ("restored-server-gets-the-lost-again", test_restored_server_gets_the_lost_again);
  ADD ("restored-server-gets-all-that-is-held", test_restored_server_gets_all_that_is_held);
  ADD ("resending-leaves-no-gap", test_resending_leaves_no_gap);
  ADD ("unanswered-take-the-number-expected", test_unanswered_take_the_number_expected);
  ADD ("new-device-counts-from-one", test_new_device_counts_from_one);
  return g_test_run ();
}
