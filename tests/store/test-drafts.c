/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "file-fixture.h"
#include "store/drafts.h"

static void
save (Desk *desk, const char *kind, const char *object, const char *body)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ed_store_save_draft (desk->store, kind, object, body, &error));
  g_assert_no_error (error);
}

static void
assert_draft (Desk *desk, const char *kind, const char *object, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = ed_store_load_draft (desk->store, kind, object, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (body, ==, expected);
}

static void
test_draft_is_kept_until_discarded (void)
{
  Desk desk;
  gint64 updated_at = 0;
  g_autofree char *body = NULL;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  assert_draft (&desk, "message", desk_case_id (1), NULL);
  save (&desk, "message", desk_case_id (1), "Dear");
  ed_manual_clock_advance (&desk.clock, 1000);
  save (&desk, "message", desk_case_id (1), "Dear Judit");
  save (&desk, "treatment_log", desk_case_id (1), "{}");
  save (&desk, "case", "", "{\"city\":\"Pécs\"}");
  desk_reopen (&desk);
  body = ed_store_load_draft (desk.store, "message", desk_case_id (1), &updated_at, NULL);
  g_assert_cmpstr (body, ==, "Dear Judit");
  g_assert_cmpint (updated_at, ==, DESK_NOW + 1000);
  assert_draft (&desk, "message", desk_case_id (2), NULL);

  g_assert_true (ed_store_discard_draft (desk.store, "message", desk_case_id (1), NULL));
  g_assert_true (ed_store_discard_draft (desk.store, "message", desk_case_id (1), NULL));
  assert_draft (&desk, "message", desk_case_id (1), NULL);
  assert_draft (&desk, "treatment_log", desk_case_id (1), "{}");
  assert_draft (&desk, "case", "", "{\"city\":\"Pécs\"}");
  desk_close (&desk);
}

/* What is sent is no draft any more, and what is refused still is. */
static void
test_draft_ends_with_its_command (void)
{
  const EdDraftEnd ends = { .kind = ED_DRAFT_MESSAGE, .object = desk_case_id (1) };
  const EdDraftEnd leaves = { .kind = "case", .object = "", .left = "the other" };
  g_autoptr (EdCommand) message = desk_make_message (8, 1, "Soon");
  g_autoptr (EdCommand) contact = desk_contact (9, 1);
  g_autoptr (EdCommand) twice = desk_contact (10, 1);
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);
  const EdDraftFile file = { (char *) desk_document_id (1), (char *) "page.pdf", content };
  g_autoptr (GPtrArray) files = NULL;
  EdRefusal refusal;
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  save (&desk, ED_DRAFT_MESSAGE, desk_case_id (1), "Soon");
  save (&desk, "treatment_log", desk_case_id (1), "{}");
  save (&desk, "case", "", "this, and the other");
  g_assert_true (
      ed_store_keep_draft_file (desk.store, ED_DRAFT_MESSAGE, desk_case_id (1), &file, NULL));
  g_assert_true (ed_store_enqueue_written (desk.store, message, &ends, &refusal, NULL));
  assert_draft (&desk, ED_DRAFT_MESSAGE, desk_case_id (1), NULL);
  files = ed_store_load_draft_files (desk.store, ED_DRAFT_MESSAGE, desk_case_id (1), NULL);
  g_assert_cmpuint (files->len, ==, 0);
  assert_draft (&desk, "treatment_log", desk_case_id (1), "{}");
  g_assert_true (ed_store_enqueue_written (desk.store, contact, &leaves, &refusal, NULL));
  assert_draft (&desk, "case", "", "the other");

  save (&desk, ED_DRAFT_MESSAGE, desk_case_id (1), "Later");
  g_assert_false (ed_store_enqueue_written (desk.store, twice, &ends, &refusal, NULL));
  g_assert_cmpint (refusal.code, !=, ED_REFUSAL_NONE);
  assert_draft (&desk, ED_DRAFT_MESSAGE, desk_case_id (1), "Later");
  desk_close (&desk);
}

/* What is taken back is a draft in the step in which it goes; what has been sent stays. */
static void
test_draft_begins_as_its_file_goes (void)
{
  g_autoptr (GBytes) content = desk_make_pdf (5000, NULL);
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  desk_attach (&desk, 1, 1, content);
  g_assert_true (ed_store_cancel_written (desk.store,
                                          desk_document_id (1),
                                          "treatment_log",
                                          desk_case_id (1),
                                          "{\"summary\":\"Sleeps\"}",
                                          NULL));
  desk_assert_outbox (&desk, "");
  assert_draft (&desk, "treatment_log", desk_case_id (1), "{\"summary\":\"Sleeps\"}");
  g_assert_true (ed_store_discard_draft (desk.store, "treatment_log", desk_case_id (1), NULL));

  desk_attach (&desk, 2, 1, content);
  desk_note_upload (&desk, 2, (gint64) g_bytes_get_size (content));
  desk_assert_batch (&desk, "1:2");
  g_assert_false (ed_store_cancel_written (desk.store,
                                           desk_document_id (2),
                                           "treatment_log",
                                           desk_case_id (1),
                                           "{}",
                                           NULL));
  assert_draft (&desk, "treatment_log", desk_case_id (1), NULL);
  desk_close (&desk);
}

static void
test_draft_goes_with_its_case (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_put (&desk, desk_make_case (2));
  desk_catch_up (&desk, 0);
  for (guint n = 1; n <= 2; n++)
    save (&desk, "message", desk_case_id (n), "Dear");
  save (&desk, "case", "", "new");
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  assert_draft (&desk, "message", desk_case_id (1), NULL);
  assert_draft (&desk, "message", desk_case_id (2), "Dear");

  /* And with one that a full pull no longer brings. */
  desk_greet (&desk, FALSE);
  desk_pull_all (&desk, 0);
  assert_draft (&desk, "message", desk_case_id (2), NULL);
  assert_draft (&desk, "case", "", "new");
  desk_close (&desk);
}

/* A page that has not heard yet saves once more: nothing of the case comes back. */
static void
test_draft_of_forgotten_case_is_not_saved (void)
{
  Desk desk;

  desk_set_up (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  save (&desk, "message", desk_case_id (1), "Dear");
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  save (&desk, "message", desk_case_id (1), "Dear Judit");
  assert_draft (&desk, "message", desk_case_id (1), NULL);
  desk_close (&desk);
}

/* Not encrypted, so that the file can be read. */
static void
test_forgotten_draft_leaves_the_disk (void)
{
  static const char canary[] = "canary-in-a-draft";
  Desk desk;

  desk_open (&desk, TRUE);
  desk_greet (&desk, FALSE);
  desk_put (&desk, desk_make_case (1));
  desk_catch_up (&desk, 0);
  save (&desk, "message", desk_case_id (1), canary);
  g_assert_true (desk_disk_holds (&desk, canary));
  desk_forget (&desk, desk_case_id (1));
  desk_catch_up (&desk, 0);
  g_assert_false (desk_disk_holds (&desk, canary));
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add_func ("/store/drafts/" name, function)
  ADD ("is-kept-until-discarded", test_draft_is_kept_until_discarded);
  ADD ("ends-with-its-command", test_draft_ends_with_its_command);
  ADD ("begins-as-its-file-goes", test_draft_begins_as_its_file_goes);
  ADD ("goes-with-its-case", test_draft_goes_with_its_case);
  ADD ("of-forgotten-case-is-not-saved", test_draft_of_forgotten_case_is_not_saved);
  ADD ("forgotten-one-leaves-the-disk", test_forgotten_draft_leaves_the_disk);
#undef ADD
  return g_test_run ();
}
