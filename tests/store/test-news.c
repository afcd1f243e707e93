/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* That each piece of news is told once on a device, and taken back when it holds no longer. */

#include "store/news.h"

#include "desk-fixture.h"
#include "store/messages.h"

#include <string.h>

/* The bulletin as "fresh+ … gone-", in order; "!" in front: nothing was ever told. */
static char *
take (Desk *desk, EdTelling telling)
{
  static const char *const words[] = { "assigned", "limit",    "returned",
                                       "approved", "answered", "refused" };
  g_autoptr (GError) error = NULL;
  g_autoptr (EdBulletin) bulletin = ed_store_take_news (desk->store, telling, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_nonnull (bulletin);
  g_string_append (text, bulletin->is_first ? "! " : "");
  for (guint i = 0; i < bulletin->fresh->len; i++)
    {
      const EdNews *news = bulletin->fresh->pdata[i];

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT "+ ", words[news->kind], news->number);
    }
  for (guint i = 0; i < bulletin->gone->len; i++)
    {
      const char *key = bulletin->gone->pdata[i];

      g_string_append_printf (text, "%.*s- ", (int) strcspn (key, ":"), key);
    }
  return g_strchomp (g_string_free (text, FALSE));
}

static void
assert_news (Desk *desk, EdTelling telling, const char *expected)
{
  g_autofree char *found = take (desk, telling);

  g_assert_cmpstr (found, ==, expected);
}

/* Two cases synced and told of. */
static void
set_up (Desk *desk)
{
  desk_set_up (desk, FALSE);
  desk_put (desk, desk_make_case (1));
  desk_put (desk, desk_make_case (2));
  desk_catch_up (desk, 0);
  assert_news (desk, ED_TELL_NOW, "! assigned201+ assigned202+");
}

static void
test_nothing_before_the_first_sync (void)
{
  Desk desk;

  desk_open (&desk, FALSE);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_put (&desk, desk_make_case (1));
  desk_stage (&desk);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
test_each_is_told_once (void)
{
  Desk desk;

  set_up (&desk);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_reopen (&desk);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_put (&desk, desk_make_case (3));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "assigned203+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

/* No server, only the clock. */
static void
test_limits_come_by_the_clock (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EdBulletin) bulletin = NULL;
  Desk desk;

  set_up (&desk);
  bulletin = ed_store_take_news (desk.store, ED_TELL_NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bulletin->next, ==, DESK_NOW + 23 * DESK_HOUR);
  ed_manual_clock_advance (&desk.clock, 23 * DESK_HOUR - 1);
  assert_news (&desk, ED_TELL_NOW, "");
  ed_manual_clock_advance (&desk.clock, 1);
  assert_news (&desk, ED_TELL_NOW, "limit201+ limit202+ assigned- assigned-");
  ed_manual_clock_advance (&desk.clock, DESK_DAY);
  assert_news (&desk, ED_TELL_NOW, "limit201+ limit202+ limit- limit-");
  desk_close (&desk);
}

/* What the user does, also offline, ends the reason at once. */
static void
test_what_is_settled_is_taken_back (void)
{
  Desk desk;

  set_up (&desk);
  desk_do (&desk, desk_contact (1, 1));
  assert_news (&desk, ED_TELL_NOW, "assigned-");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
test_a_forgotten_case_leaves_nothing (void)
{
  g_autofree char *told = NULL;
  Desk desk;

  set_up (&desk);
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "assigned-");
  told = ed_store_get (desk.store, "told", NULL);
  g_assert_nonnull (told);
  g_assert_null (strstr (told, desk_assignment_id (1)));
  g_assert_null (strstr (told, desk_case_id (1)));
  g_assert_nonnull (strstr (told, desk_assignment_id (2)));
  desk_close (&desk);
}

static void
test_quiet_hours_keep_it_new (void)
{
  Desk desk;

  set_up (&desk);
  desk_put (&desk, desk_make_case (3));
  desk_put (&desk, desk_make_case (4));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_LATER, "assigned203+ assigned204+");
  desk_do (&desk, desk_contact (1, 4));
  assert_news (&desk, ED_TELL_LATER, "assigned203+");
  assert_news (&desk, ED_TELL_NOW, "assigned203+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
test_first_waits_for_the_end_of_quiet_hours (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_LATER, "! assigned201+");
  assert_news (&desk, ED_TELL_NOW, "! assigned201+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

/* Who is never told is not told of the past when they change their mind. */
static void
test_passed_over_is_not_told_later (void)
{
  Desk desk;

  set_up (&desk);
  desk_put (&desk, desk_make_case (3));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NEVER, "assigned203+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
approve (Desk *desk, guint n)
{
  EdCase *approved = desk_make_case_in (n, ED_CASE_CLOSED);

  if (approved->approval == NULL)
    approved->approval = ed_record_new (&ed_approval_type);
  approved->approval->at = ed_clock_now (&desk->clock.parent);
  desk_put (desk, approved);
  desk_catch_up (desk, 0);
}

static void
test_approval_is_noticed (void)
{
  Desk desk;

  set_up (&desk);
  desk_put (&desk, desk_make_case_in (3, ED_CASE_CLOSING));
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "");
  approve (&desk, 3);
  assert_news (&desk, ED_TELL_LATER, "approved203+");
  desk_reopen (&desk);
  assert_news (&desk, ED_TELL_NOW, "approved203+");
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

/* A case that was closed before this device knew it is none. */
static void
test_old_approvals_are_no_news (void)
{
  Desk desk;

  set_up (&desk);
  approve (&desk, 3);
  assert_news (&desk, ED_TELL_NOW, "");
  desk_close (&desk);
}

static void
test_refusal_is_told_until_it_is_seen_to (void)
{
  g_autoptr (GError) error = NULL;
  Desk desk;

  set_up (&desk);
  desk_do (&desk, desk_contact (1, 1));
  assert_news (&desk, ED_TELL_NOW, "assigned-");
  g_free (desk_take (&desk, 10, 100000));
  desk_settle (&desk, 1, ED_RESULT_REJECTED, ED_REFUSAL_WRONG_STATE, 0);
  assert_news (&desk, ED_TELL_NOW, "assigned201+ refused201+");
  assert_news (&desk, ED_TELL_NOW, "");
  g_assert_true (ed_store_discard (desk.store, desk_command_id (1), &error));
  g_assert_no_error (error);
  assert_news (&desk, ED_TELL_NOW, "refused-");
  desk_close (&desk);
}

static void
test_answer_is_told_until_it_is_read (void)
{
  g_autoptr (GError) error = NULL;
  Desk desk;

  set_up (&desk);
  desk_put_message (&desk, 1, 1, ED_AUTHOR_COORDINATOR, "Call her again", 1);
  desk_catch_up (&desk, 0);
  assert_news (&desk, ED_TELL_NOW, "answered201+");
  assert_news (&desk, ED_TELL_NOW, "");
  g_assert_true (
      ed_store_read_messages (desk.store, desk_case_id (1), DESK_NOW + DESK_HOUR, &error));
  assert_news (&desk, ED_TELL_NOW, "answered-");
  desk_close (&desk);
}

/* What is remembered names nobody. */
static void
test_only_ids_are_remembered (void)
{
  g_autofree char *told = NULL;
  Desk desk;

  set_up (&desk);
  told = ed_store_get (desk.store, "told", NULL);
  g_assert_nonnull (strstr (told, desk_assignment_id (1)));
  g_assert_null (strstr (told, "Suzuki"));
  g_assert_null (strstr (told, "Budapest"));
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/store/news/" path, test)
  ADD ("before-the-first-sync", test_nothing_before_the_first_sync);
  ADD ("once", test_each_is_told_once);
  ADD ("by-the-clock", test_limits_come_by_the_clock);
  ADD ("settled", test_what_is_settled_is_taken_back);
  ADD ("forgotten", test_a_forgotten_case_leaves_nothing);
  ADD ("quiet-hours", test_quiet_hours_keep_it_new);
  ADD ("first-in-quiet-hours", test_first_waits_for_the_end_of_quiet_hours);
  ADD ("passed-over", test_passed_over_is_not_told_later);
  ADD ("approval", test_approval_is_noticed);
  ADD ("old-approvals", test_old_approvals_are_no_news);
  ADD ("refusal", test_refusal_is_told_until_it_is_seen_to);
  ADD ("answer", test_answer_is_told_until_it_is_read);
  ADD ("only-ids", test_only_ids_are_remembered);
#undef ADD
  return g_test_run ();
}
