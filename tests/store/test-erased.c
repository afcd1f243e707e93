/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was erased at the server leaves no byte here, whatever was typed about it. */

#include "desk-fixture.h"
#include "store/drafts.h"

#include <string.h>

#define CANARY "Kanari-4711"

static void
set_up (Desk *desk, gconstpointer unused)
{
  desk_open (desk, TRUE);
  desk_greet (desk, FALSE);
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
write_about (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk_do (desk, desk_make_message (1, 1, "Sent: " CANARY));
  desk_do (desk, desk_make_message (2, 1, "Refused: " CANARY));
  desk_do (desk, desk_make_message (3, 1, "Accepted: " CANARY));
  desk_assert_batch (desk, "1:1 2:2 3:3");
  desk_accept (desk, 3);
  desk_settle (desk, 2, ED_RESULT_REJECTED, ED_REFUSAL_INVALID, 0);
  desk_do (desk, desk_make_message (4, 1, "Waiting: " CANARY));
  desk_do (desk, desk_contact (5, 2));
  ed_store_save_draft (desk->store, "message", desk_case_id (1), "Begun: " CANARY, &error);
  g_assert_no_error (error);
  g_assert_true (desk_disk_holds (desk, CANARY));
}

static void
finish_wipes (Desk *desk)
{
  g_auto (GStrv) receipts = NULL;

  g_assert_true (ed_store_finish_wipes (desk->store, &receipts, NULL));
}

static void
forget (Desk *desk, const char *why)
{
  g_autofree char *line =
      g_strdup_printf ("{\"k\":\"forget\",\"t\":\"case\",\"id\":\"%s\",\"why\":\"%s\"}",
                       desk_case_id (1),
                       why);
  g_autoptr (GError) error = NULL;
  EdItem item, end;

  g_assert_true (ed_item_read (line, strlen (line), &item, &error));
  g_assert_true (ed_store_begin_catch_up (desk->store, &error));
  g_assert_true (ed_store_stage (desk->store, &item, 1, &error));
  desk_make_end (desk, 0, FALSE, &end);
  g_assert_true (ed_store_expose (desk->store, &end, NULL, &error));
  g_assert_no_error (error);
  finish_wipes (desk);
}

/* Other work waits as before, and what was sent goes with its answer. */
static void
test_forgotten_for_good (Desk *desk, gconstpointer why)
{
  write_about (desk);
  forget (desk, why);
  desk_settle (desk, 1, ED_RESULT_APPLIED, ED_REFUSAL_NONE, 0);
  finish_wipes (desk);
  g_assert_false (desk_disk_holds (desk, CANARY));
  desk_assert_outbox (desk, "5w");
  desk_assert_batch (desk, "4:5");
}

static void
test_erased (Desk *desk, gconstpointer unused)
{
  test_forgotten_for_good (desk, "erased");
}

static void
test_kept_no_longer (Desk *desk, gconstpointer unused)
{
  test_forgotten_for_good (desk, "retention");
}

/* Nor what was typed to find it by, wherever it is kept. */
static void
test_views_forget_the_name (Desk *desk, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ed_store_save_draft (desk->store,
                       ED_DRAFT_CASE_VIEWS,
                       "",
                       "[('Xy and others', 'xyz XY'), ('Overdue', 'legal')]",
                       &error);
  g_assert_no_error (error);
  forget (desk, "reassigned");
  before = ed_store_load_draft (desk->store, ED_DRAFT_CASE_VIEWS, "", NULL, &error);
  g_assert_cmpstr (before, ==, "[('Xy and others', 'xyz XY'), ('Overdue', 'legal')]");
  desk_put (desk, desk_make_case (1));
  desk_catch_up (desk, 0);
  forget (desk, "erased");
  after = ed_store_load_draft (desk->store, ED_DRAFT_CASE_VIEWS, "", NULL, &error);
  g_assert_cmpstr (after, ==, "[('… and others', 'xyz …'), ('Overdue', 'legal')]");
}

/* A client may be called what columns and states are called: those stay what they are. */
static void
test_views_stay_views (Desk *desk, gconstpointer unused)
{
  EdCase *case_ = desk_make_case (1);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  g_free (case_->client_alias);
  case_->client_alias = g_strdup ("Legal client, true 120");
  desk_put (desk, case_);
  desk_catch_up (desk, 0);
  ed_store_save_draft (desk->store,
                       ED_DRAFT_CASE_VIEWS,
                       "",
                       "('A client', false, [('A client', '', 'closed', 'legal', 'legal Bosch',"
                       " 'client', true, \"[('client', true, 120)]\")])",
                       &error);
  g_assert_no_error (error);
  forget (desk, "erased");
  after = ed_store_load_draft (desk->store, ED_DRAFT_CASE_VIEWS, "", NULL, &error);
  g_assert_cmpstr (after,
                   ==,
                   "('A …', false, [('A …', '', 'closed', 'legal', '… Bosch',"
                   " 'client', true, \"[('client', true, 120)]\")])");
}

/* After a restore nothing tells of it but the answer to what is handed back. */
static void
test_answer_says_erased (Desk *desk, gconstpointer unused)
{
  write_about (desk);
  desk_settle (desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_ERASED, 0);
  desk_assert_outbox (desk, "5w");
  desk_forget (desk, desk_case_id (1));
  desk_catch_up (desk, 0);
  g_assert_false (desk_disk_holds (desk, CANARY));
}

/* Taken away for another reason, unsent work stays for a while, as ever. */
static void
test_reassigned_keeps_unsent_work (Desk *desk, gconstpointer unused)
{
  write_about (desk);
  forget (desk, "reassigned");
  g_assert_true (desk_disk_holds (desk, "Waiting: " CANARY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/store/erased/" path, Desk, NULL, set_up, function, tear_down)
  ADD ("forgotten-for-good", test_erased);
  ADD ("kept-no-longer", test_kept_no_longer);
  ADD ("views-forget-the-name", test_views_forget_the_name);
  ADD ("views-stay-views", test_views_stay_views);
  ADD ("answer-says-erased", test_answer_says_erased);
  ADD ("reassigned-keeps-unsent-work", test_reassigned_keeps_unsent_work);
  return g_test_run ();
}
