/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is forgotten leaves no byte on the disk. */

#include "desk-fixture.h"
#include "sql/engine.h"
#include "store/connection.h"
#include "support/fault-vfs.h"

#include <string.h>

#define CANARY "Zitronenfalter-Kanarienvogel"
/* Enough for pages of the file to be divided and joined. */
#define CASES 120
#define ROUNDS 6
#define PAGE 10
#define MIDST 200 /* of the writes that a large file takes */

static void
put_canary (Desk *desk, guint n)
{
  EdCase *case_ = desk_make_case (n);
  g_autofree char *words = g_strnfill (3000, 'x');

  case_->problem_details = g_strconcat (CANARY, words, NULL);
  desk_put (desk, case_);
}

/* Forgets the case N; its wipe is still to be done. */
static void
forget (Desk *desk, guint n)
{
  EdItem end;

  desk_forget (desk, desk_case_id (n));
  g_assert_true (ed_store_begin_catch_up (desk->store, NULL));
  desk_stage (desk);
  desk_make_end (desk, 0, FALSE, &end);
  g_assert_true (ed_store_expose (desk->store, &end, NULL, NULL));
  g_ptr_array_set_size (desk->page, 0);
}

static void
finish_wipes (Desk *desk)
{
  g_auto (GStrv) receipts = NULL;
  g_autoptr (GError) error = NULL;

  ed_store_finish_wipes (desk->store, &receipts, &error);
  g_assert_no_error (error);
  g_assert_nonnull (receipts);
}

static void
assert_shown (Desk *desk, const char *expected)
{
  EdCaseQuery query = desk_query (ED_SCOPE_ALL, ED_SORT_NUMBER);
  g_autofree char *list = desk_list (desk, &query);

  g_assert_cmpstr (list, ==, expected);
}

/* Not encrypted, so that the file can be read: no byte of a forgotten case is left in it. */
static void
test_forgotten_leaves_the_disk (void)
{
  g_auto (GStrv) receipts = NULL;
  g_auto (GStrv) forgotten = NULL;
  Desk desk;
  EdItem end;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  put_canary (&desk, 1);
  desk_put (&desk, desk_make_case (2));
  desk_catch_up (&desk, 0);
  desk_do (&desk, desk_contact (1, 1));
  g_assert_true (desk_disk_holds (&desk, CANARY));

  desk_forget (&desk, desk_case_id (1));
  desk_stage (&desk);
  desk_make_end (&desk, 0, FALSE, &end);
  g_assert_true (ed_store_expose (desk.store, &end, &forgotten, NULL));
  g_assert_cmpuint (g_strv_length (forgotten), ==, 1);
  assert_shown (&desk, "2");
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_false (desk_disk_holds (&desk, CANARY));
  g_assert_cmpstr (receipts[0], ==, forgotten[0]);

  g_assert_true (ed_store_receipt_sent (desk.store, receipts[0], NULL));
  g_clear_pointer (&receipts, g_strfreev);
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_cmpuint (g_strv_length (receipts), ==, 0);
  desk_close (&desk);
}

/* What nobody sends any more, a fortnight after its case went, is not left in the file either. */
static void
test_given_up_work_leaves_the_disk (void)
{
  g_auto (GStrv) receipts = NULL;
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_put (&desk, desk_make_case (2));
  desk_catch_up (&desk, 0);
  desk_do (&desk, desk_contact (1, 1));
  desk_do (&desk, desk_make_message (2, 1, CANARY));
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_clear_pointer (&receipts, g_strfreev);
  g_assert_true (desk_disk_holds (&desk, CANARY));

  ed_manual_clock_advance (&desk.clock, 15 * DESK_DAY);
  desk_put (&desk, desk_make_case (2));
  desk_catch_up (&desk, 0);
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_false (desk_disk_holds (&desk, CANARY));
  desk_close (&desk);
}

/* A case that was staged, and taken from this account before it was ever shown: no forget tells of
 * it, since the server does not know that it came here. */
static void
test_dropped_staging_leaves_the_disk (void)
{
  g_auto (GStrv) receipts = NULL;
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  put_canary (&desk, 1);
  desk_stage (&desk);
  g_ptr_array_set_size (desk.page, 0);
  g_assert_true (desk_disk_holds (&desk, CANARY));

  desk_put (&desk, desk_make_case (2));
  desk_catch_up (&desk, 0);
  assert_shown (&desk, "2");
  g_assert_false (desk_disk_holds (&desk, CANARY));
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_cmpuint (g_strv_length (receipts), ==, 0);
  desk_close (&desk);
}

/* The words of all cases are written over and over; every third says the CANARY. */
static void
write_over_and_over (Desk *desk, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint round = 0; round < ROUNDS; round++)
    {
      gboolean whole = g_rand_int_range (rand, 0, 3) == 0;

      for (guint n = 1; n <= CASES; n++)
        {
          g_autofree char *words = g_strnfill ((gsize) g_rand_int_range (rand, 0, 100), 'x');
          EdCase *case_;

          if (!whole && g_rand_int_range (rand, 0, 4) > 0)
            continue;
          case_ = desk_make_case (n);
          case_->problem_details = g_strconcat (n % 3 == 1 ? CANARY : "Bananenfalter", words, NULL);
          desk_put (desk, case_);
        }
      if (whole)
        desk_pull_all (desk, 0);
      else
        desk_catch_up (desk, 0);
    }
}

/* Rows that have moved from page to page leave copies in the middle of pages, in one history of
 * twenty or so. */
static void
test_moved_rows_leave_the_disk (void)
{
  for (guint32 seed = 1; seed <= 60; seed++)
    {
      g_auto (GStrv) receipts = NULL;
      Desk desk;

      desk_open (&desk, TRUE);
      desk_greet (&desk, FALSE);
      write_over_and_over (&desk, seed);
      g_assert_true (desk_disk_holds (&desk, CANARY));
      for (guint n = 1; n <= CASES; n += 3)
        desk_forget (&desk, desk_case_id (n));
      desk_catch_up (&desk, 0);
      g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
      g_assert_false (desk_disk_holds (&desk, CANARY));
      g_assert_true (desk_disk_holds (&desk, "Bananenfalter"));
      desk_close (&desk);
    }
}

/* A page of a catch-up with more than what comes after it. */
static void
stage_page (Desk *desk)
{
  EdItem items[PAGE];

  for (guint i = 0; i < PAGE; i++)
    put_canary (desk, 1 + i);
  for (guint i = 0; i < PAGE; i++)
    {
      const char *line = desk->page->pdata[i];

      g_assert_true (ed_item_read (line, strlen (line), &items[i], NULL));
    }
  ed_store_stage (desk->store, items, PAGE, NULL);
  g_ptr_array_set_size (desk->page, 0);
}

/* Where a machine fails over a page of a catch-up, or its disk does, the log has a part of the page
 * that the database knows nothing of. */
static void
test_failed_staging_leaves_the_disk (gconstpointer killed)
{
  gboolean failed = TRUE, was_left = FALSE;

  for (guint nth = 1; failed; nth++)
    {
      Desk desk;

      desk_open (&desk, TRUE);
      desk_greet (&desk, FALSE);
      g_assert_true (ed_store_begin_catch_up (desk.store, NULL));
      ed_fault_vfs_arm (nth, ED_FAULT_IO, killed != NULL);
      stage_page (&desk);
      failed = ed_fault_vfs_disarm ();
      was_left = was_left || (failed && desk_disk_holds (&desk, CANARY));
      if (killed != NULL)
        desk_reopen (&desk);

      desk_put (&desk, desk_make_case (PAGE + 1));
      desk_catch_up (&desk, 0);
      g_assert_false (desk_disk_holds (&desk, CANARY));
      desk_close (&desk);
    }
  g_assert_true (was_left);
}

/* Without room for a second one the file is written anew when there is room; nobody waits for it.
 */
static void
test_full_disk_puts_rewriting_off (void)
{
  gboolean was_put_off = FALSE, failed = TRUE;

  for (guint nth = 1; failed; nth++)
    {
      g_auto (GStrv) receipts = NULL;
      g_auto (GStrv) later = NULL;
      g_autofree char *since = NULL;
      Desk desk;
      gboolean done;

      desk_open (&desk, TRUE);
      desk_greet (&desk, FALSE);
      put_canary (&desk, 1);
      desk_catch_up (&desk, 0);
      forget (&desk, 1);
      ed_fault_vfs_arm (nth, ED_FAULT_FULL, FALSE);
      done = ed_store_finish_wipes (desk.store, &receipts, NULL);
      failed = ed_fault_vfs_disarm ();
      since = ed_store_get (desk.store, "rewrite_since", NULL);
      was_put_off = was_put_off || (done && since != NULL);
      if (done)
        g_assert_cmpuint (g_strv_length (receipts), ==, 1);
      g_assert_true (ed_store_finish_wipes (desk.store, &later, NULL));
      g_clear_pointer (&since, g_free);
      since = ed_store_get (desk.store, "rewrite_since", NULL);
      g_assert_null (since);
      g_assert_false (desk_disk_holds (&desk, CANARY));
      desk_close (&desk);
    }
  g_assert_true (was_put_off);
}

/* Makes the file a large one. */
static void
grow (Desk *desk)
{
  g_assert_true (ed_db_exec (desk->store->db,
                             "CREATE TABLE bulk (bytes);"
                             "INSERT INTO bulk VALUES (zeroblob (65 << 20))",
                             NULL));
}

/* A desk with a large file, in which something has been wiped. */
static void
open_large_after_wipe (Desk *desk)
{
  desk_open (desk, TRUE);
  desk_greet (desk, FALSE);
  put_canary (desk, 1);
  desk_catch_up (desk, 0);
  grow (desk);
  forget (desk, 1);
  finish_wipes (desk);
}

/* A large file is not written anew each time, but when it is opened days later. */
static void
test_large_file_is_rewritten_later (void)
{
  g_autofree char *since = NULL;
  Desk desk;

  open_large_after_wipe (&desk);
  since = ed_store_get (desk.store, "rewrite_since", NULL);
  g_assert_nonnull (since);
  desk_reopen (&desk);
  g_clear_pointer (&since, g_free);
  since = ed_store_get (desk.store, "rewrite_since", NULL);
  g_assert_nonnull (since);
  ed_manual_clock_advance (&desk.clock, 8 * DESK_DAY);
  desk_reopen (&desk);
  g_clear_pointer (&since, g_free);
  since = ed_store_get (desk.store, "rewrite_since", NULL);
  g_assert_null (since);
  g_assert_false (desk_disk_holds (&desk, CANARY));
  desk_close (&desk);
}

/* A disk that fails in the midst of it, or is full, keeps nobody from their work: it is tried
 * again.
 */
static void
test_failed_rewriting_lets_the_desk_open (gconstpointer full)
{
  g_autofree char *since = NULL;
  Desk desk;

  open_large_after_wipe (&desk);
  ed_manual_clock_advance (&desk.clock, 8 * DESK_DAY);
  ed_fault_vfs_arm (MIDST, full != NULL ? ED_FAULT_FULL : ED_FAULT_IO, full != NULL);
  desk_reopen (&desk);
  g_assert_true (ed_fault_vfs_disarm ());
  assert_shown (&desk, "");
  since = ed_store_get (desk.store, "rewrite_since", NULL);
  g_assert_nonnull (since);

  desk_reopen (&desk);
  g_clear_pointer (&since, g_free);
  since = ed_store_get (desk.store, "rewrite_since", NULL);
  g_assert_null (since);
  g_assert_false (desk_disk_holds (&desk, CANARY));
  desk_close (&desk);
}

/* A reader within a transaction keeps the log from being emptied. */
static void
hold_snapshot (EdStore *reader)
{
  g_autofree char *value = NULL;

  g_assert_true (ed_store_begin (reader, FALSE, NULL));
  g_assert_true (ed_facts_get_text (reader, "cursor", &value, NULL));
}

static void
test_nothing_is_exposed_before_a_wipe_is_done (void)
{
  g_auto (GStrv) receipts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EdStore) reader = NULL;
  Desk desk;
  EdItem end;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  reader = desk_connect (&desk);
  desk_forget (&desk, desk_case_id (1));
  desk_stage (&desk);
  desk_make_end (&desk, 0, FALSE, &end);
  hold_snapshot (reader);
  g_assert_true (ed_store_expose (desk.store, &end, NULL, NULL));
  g_assert_false (ed_store_finish_wipes (desk.store, &receipts, &error));
  g_assert_no_error (error);
  g_assert_null (receipts);
  g_assert_false (ed_store_expose (desk.store, &end, NULL, &error));
  g_assert_error (error, ED_DB_ERROR, ED_DB_ERROR_BUSY);

  g_assert_true (ed_store_end (reader, TRUE, NULL));
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_cmpuint (g_strv_length (receipts), ==, 1);
  desk_close (&desk);
}

/* A checkpoint after which another connection forgets a case, before its caller goes on. */
static Desk *crowded;
static EdStore *other;
static const EdEngine *genuine;

static gboolean
checkpoint_and_forget (EdDb *db, GError **error)
{
  gboolean done = genuine->checkpoint (db, error);
  EdStore *own = crowded->store;

  db->engine = genuine;
  crowded->store = other;
  forget (crowded, 1);
  crowded->store = own;
  return done;
}

static void
test_forgotten_during_a_wipe_is_wiped (void)
{
  g_auto (GStrv) receipts = NULL;
  g_autoptr (GError) error = NULL;
  EdEngine engine;
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  put_canary (&desk, 1);
  desk_put (&desk, desk_make_case (2));
  desk_catch_up (&desk, 0);
  other = desk_connect (&desk);
  forget (&desk, 2);
  crowded = &desk;
  genuine = desk.store->db->engine;
  engine = *genuine;
  engine.checkpoint = checkpoint_and_forget;
  desk.store->db->engine = &engine;

  ed_store_finish_wipes (desk.store, &receipts, &error);
  g_assert_no_error (error);
  g_clear_pointer (&receipts, g_strfreev);
  g_assert_true (desk.store->db->engine == genuine);
  g_assert_true (ed_store_finish_wipes (desk.store, &receipts, NULL));
  g_assert_cmpuint (g_strv_length (receipts), ==, 2);
  g_assert_false (desk_disk_holds (&desk, CANARY));
  ed_store_close (other);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/wipe/forgotten-leaves-the-disk", test_forgotten_leaves_the_disk);
  g_test_add_func ("/store/wipe/given-up-work-leaves-the-disk", test_given_up_work_leaves_the_disk);
  g_test_add_func ("/store/wipe/moved-rows-leave-the-disk", test_moved_rows_leave_the_disk);
  g_test_add_func ("/store/wipe/full-disk-puts-rewriting-off", test_full_disk_puts_rewriting_off);
  g_test_add_func ("/store/wipe/large-file-is-rewritten-later", test_large_file_is_rewritten_later);
  g_test_add_data_func ("/store/wipe/failed-rewriting-lets-the-desk-open",
                        NULL,
                        test_failed_rewriting_lets_the_desk_open);
  g_test_add_data_func ("/store/wipe/full-rewriting-lets-the-desk-open",
                        "full",
                        test_failed_rewriting_lets_the_desk_open);
  g_test_add_data_func ("/store/wipe/failed-staging-leaves-the-disk",
                        NULL,
                        test_failed_staging_leaves_the_disk);
  g_test_add_data_func ("/store/wipe/killed-staging-leaves-the-disk",
                        "killed",
                        test_failed_staging_leaves_the_disk);
  g_test_add_func ("/store/wipe/dropped-staging-leaves-the-disk",
                   test_dropped_staging_leaves_the_disk);
  g_test_add_func ("/store/wipe/nothing-is-exposed-before-it-is-done",
                   test_nothing_is_exposed_before_a_wipe_is_done);
  g_test_add_func ("/store/wipe/forgotten-meanwhile-is-wiped",
                   test_forgotten_during_a_wipe_is_wiped);
  return g_test_run ();
}
