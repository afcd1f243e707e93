/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-fixture.h"
#include "store/connection.h"

#include <string.h>

static void
assert_shown (Desk *desk, const char *expected)
{
  EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_NUMBER);
  g_autofree char *list = desk_list (desk, &query);

  g_assert_cmpstr (list, ==, expected);
}

static void
assert_fact (Desk *desk, const char *name, const char *expected)
{
  g_autofree char *value = ed_store_get (desk->store, name, NULL);

  g_assert_cmpstr (value, ==, expected);
}

static void
put_city (Desk *desk, guint n, const char *city)
{
  EdCase *case_ = desk_make_case (n);

  g_free (case_->city);
  case_->city = g_strdup (city);
  desk_put (desk, case_);
}

static void
assert_city (Desk *desk, guint n, const char *expected)
{
  g_autoptr (EdCaseRow) row = desk_load (desk, n);

  g_assert_cmpstr (row != NULL ? row->case_->city : NULL, ==, expected);
}

static void
test_facts_are_kept (void)
{
  Desk desk;
  g_autofree char *device = NULL;

  desk_open (&desk, FALSE);
  assert_fact (&desk, "token", NULL);
  g_assert_true (ed_store_set (desk.store, "token", "q1Zs", NULL));
  g_assert_true (ed_store_set (desk.store, "token", "Jk0w", NULL));
  device = ed_store_device (desk.store, NULL);
  g_assert_true (g_uuid_string_is_valid (device));
  desk_reopen (&desk);
  assert_fact (&desk, "token", "Jk0w");
  assert_fact (&desk, "device", device);
  g_assert_true (ed_store_set (desk.store, "token", NULL, NULL));
  assert_fact (&desk, "token", NULL);
  desk_close (&desk);
}

static void
test_staged_is_unseen_until_exposed (void)
{
  Desk desk;
  EdItem end;

  desk_set_up (&desk, FALSE);
  put_city (&desk, 1, "Győr");
  desk_catch_up (&desk, 0);
  assert_fact (&desk, "cursor", "cursor-2");

  put_city (&desk, 1, "Pécs");
  put_city (&desk, 2, "Eger");
  put_city (&desk, 3, "Vác");
  desk_stage (&desk);
  assert_shown (&desk, "1");
  assert_city (&desk, 1, "Győr");
  assert_city (&desk, 2, NULL);
  desk_reopen (&desk);
  assert_shown (&desk, "1");

  desk_make_end (&desk, 0, FALSE, &end);
  g_assert_true (ed_store_expose (desk.store, &end, NULL, NULL));
  assert_shown (&desk, "1 2 3");
  assert_city (&desk, 1, "Pécs");
  assert_fact (&desk, "cursor", "cursor-3");
  desk_close (&desk);
}

static void
test_beginning_drops_what_was_staged (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_city (&desk, 1, "Győr");
  desk_catch_up (&desk, 0);
  put_city (&desk, 1, "Pécs");
  put_city (&desk, 2, "Eger");
  desk_forget (&desk, desk_case_id (1));
  desk_stage (&desk);
  g_ptr_array_set_size (desk.page, 0);

  put_city (&desk, 3, "Vác");
  desk_catch_up (&desk, 0);
  assert_shown (&desk, "1 3");
  assert_city (&desk, 1, "Győr");
  desk_close (&desk);
}

/* What one catch-up brings on one case, and what is left of it. */
static void
test_later_item_wins (void)
{
  static const struct
  {
    const char *items; /* P put Pécs, V put Vác, d del, f forget */
    const char *city;
    gboolean receipt;
  } cases[] = {
    { "P", "Pécs" },        { "PV", "Vác" },        { "PPV", "Vác" },       { "d", NULL },
    { "f", NULL, TRUE },    { "Pd", NULL },         { "dP", "Pécs" },       { "Pf", NULL, TRUE },
    { "fP", "Pécs", TRUE }, { "fPV", "Vác", TRUE }, { "PfV", "Vác", TRUE }, { "fPd", NULL, TRUE },
    { "Pff", NULL, TRUE },
  };

  for (int held = 0; held < 2; held++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_auto (GStrv) receipts = NULL;
        Desk desk;

        desk_set_up (&desk, FALSE);
        if (held)
          put_city (&desk, 1, "Győr");
        put_city (&desk, 2, "Eger");
        desk_catch_up (&desk, 0);
        for (const char *item = cases[i].items; *item != '\0'; item++)
          if (*item == 'd')
            desk_del (&desk, "case", desk_case_id (1));
          else if (*item == 'f')
            desk_forget (&desk, desk_case_id (1));
          else
            put_city (&desk, 1, *item == 'P' ? "Pécs" : "Vác");
        desk_catch_up (&desk, 0);
        assert_city (&desk, 1, cases[i].city);
        assert_shown (&desk, cases[i].city != NULL ? "1 2" : "2");
        g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
        g_assert_cmpuint (g_strv_length (receipts), ==, cases[i].receipt);
        desk_close (&desk);
      }
}

static void
test_unknown_types_are_counted_and_skipped (void)
{
  static const char id[] = "b0000000-0000-4000-8000-000000000001";
  g_auto (GStrv) receipts = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put_text (&desk, "request", id, "{\"subject\":\"x\"}");
  put_city (&desk, 1, "Győr");
  desk_pull_all (&desk, 0);
  assert_shown (&desk, "1");
  g_clear_pointer (&receipts, g_strfreev);
  desk_close (&desk);
}

static void
test_full_pull_replaces_all (void)
{
  g_autoptr (GPtrArray) accounts = NULL;
  g_auto (GStrv) receipts = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_city (&desk, 1, "Győr");
  put_city (&desk, 2, "Eger");
  desk_catch_up (&desk, 0);
  g_assert_true (ed_store_forget_cursor (desk.store, NULL));
  assert_fact (&desk, "cursor", NULL);
  assert_shown (&desk, "1 2");

  put_city (&desk, 2, "Pécs");
  put_city (&desk, 3, "Vác");
  desk_put_text (&desk,
                 "account",
                 DESK_EXPERT,
                 "{\"id\":\"" DESK_EXPERT "\",\"name\":\"Anna\",\"roles\":[\"expert\"]}");
  desk_pull_all (&desk, 0);
  assert_shown (&desk, "2 3");
  assert_city (&desk, 2, "Pécs");
  accounts = ed_store_list_accounts (desk.store, 0, NULL);
  g_assert_cmpuint (accounts->len, ==, 1);

  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_cmpuint (g_strv_length (receipts), ==, 3);
  g_assert_cmpstr (receipts[0], ==, "account:" DESK_COORDINATOR);
  g_assert_true (g_str_has_prefix (receipts[1], "case:"));
  g_assert_true (g_str_has_suffix (receipts[1], desk_case_id (1)));
  g_assert_cmpstr (receipts[2], ==, "settings:" DESK_ORGANISATION);
  desk_close (&desk);
}

static void
test_full_pull_of_other_count_changes_nothing (void)
{
  g_autoptr (GError) error = NULL;
  Desk desk;
  EdItem end;

  desk_set_up (&desk, FALSE);
  put_city (&desk, 1, "Győr");
  desk_catch_up (&desk, 0);
  put_city (&desk, 2, "Eger");
  desk_stage (&desk);
  desk_make_end (&desk, 0, TRUE, &end);
  end.count = 2;
  g_assert_false (ed_store_expose (desk.store, &end, NULL, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED);
  assert_shown (&desk, "1");
  assert_fact (&desk, "cursor", "cursor-2");
  desk_close (&desk);
}

/* A new row must never take the number of one that is gone: it would be seen before its time. */
static void
test_staged_stays_unseen_after_last_was_deleted (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  put_city (&desk, 1, "Győr");
  put_city (&desk, 2, "Eger");
  desk_catch_up (&desk, 0);
  desk_del (&desk, "case", desk_case_id (2));
  desk_del (&desk, "case", desk_case_id (1));
  desk_catch_up (&desk, 0);
  assert_shown (&desk, "");
  put_city (&desk, 3, "Vác");
  desk_stage (&desk);
  assert_shown (&desk, "");
  desk_close (&desk);
}

static void
test_broken_document_is_refused (void)
{
  static const char *const bodies[] = { "{\"id\":", "[]", "nothing" };
  Desk desk;

  desk_set_up (&desk, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      EdItem item = { .kind = ED_ITEM_PUT, .type = "case", .rev = 1 };

      g_strlcpy (item.id, desk_case_id (1), sizeof item.id);
      item.body = bodies[i];
      item.body_length = strlen (bodies[i]);
      g_assert_false (ed_store_stage (desk.store, &item, 1, &error));
      g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_FAILED);
    }
  put_city (&desk, 2, "Eger");
  desk_catch_up (&desk, 0);
  assert_shown (&desk, "2");
  desk_close (&desk);
}

static void
test_readers_see_whole_catch_ups (void)
{
  g_autoptr (EdStore) reader = NULL;
  Desk desk;

  desk_set_up (&desk, FALSE);
  reader = desk_connect (&desk);
  put_city (&desk, 1, "Győr");
  put_city (&desk, 2, "Eger");
  put_city (&desk, 3, "Vác");
  desk_catch_up (&desk, 0);
  g_clear_pointer (&desk.store, ed_store_close);
  desk.store = g_steal_pointer (&reader);
  assert_shown (&desk, "1 2 3");
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/facts/are-kept", test_facts_are_kept);
  g_test_add_func ("/store/replica/staged-is-unseen-until-exposed",
                   test_staged_is_unseen_until_exposed);
  g_test_add_func ("/store/replica/beginning-drops-what-was-staged",
                   test_beginning_drops_what_was_staged);
  g_test_add_func ("/store/replica/later-item-wins", test_later_item_wins);
  g_test_add_func ("/store/replica/unknown-types-are-counted-and-skipped",
                   test_unknown_types_are_counted_and_skipped);
  g_test_add_func ("/store/replica/full-pull-replaces-all", test_full_pull_replaces_all);
  g_test_add_func ("/store/replica/full-pull-of-other-count-changes-nothing",
                   test_full_pull_of_other_count_changes_nothing);
  g_test_add_func ("/store/replica/staged-stays-unseen-after-last-was-deleted",
                   test_staged_stays_unseen_after_last_was_deleted);
  g_test_add_func ("/store/replica/broken-document-is-refused", test_broken_document_is_refused);
  g_test_add_func ("/store/replica/readers-see-whole-catch-ups", test_readers_see_whole_catch_ups);
  return g_test_run ();
}
