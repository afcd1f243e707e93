/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Audit": entries, filters, verifying, saving; and what is said without a server. */

#include "client/audit/audit-page.h"

#include "client/audit/audit-export.h"
#include "client/audit/audit-texts.h"
#include "client/fake-desk-audit.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "domain/account.h"
#include "domain/command.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#define ANNA "e0000000-0000-4000-8000-000000000001"
#define CASE "c0000000-0000-4000-8000-000000000261"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
add_entry (EdAuditAnswer *answer, gint64 id, const char *account, const char *what)
{
  EdAuditEntry *entry = ed_record_new (&ed_audit_entry_type);

  entry->id = id;
  entry->at = ED_SAMPLE_NOW - (1000 - id) * 60000;
  entry->account = g_strdup (account);
  entry->device_name = g_strdup ("Anna's laptop");
  entry->what = g_strdup (what);
  if (g_str_has_prefix (what, "case."))
    {
      entry->target = g_strdup (CASE);
      entry->number = 261;
      entry->code = g_strdup (g_str_equal (what, "case.close") ? "no_session" : "applied");
    }
  g_ptr_array_add (answer->entries, entry);
}

static void
queue (gboolean more)
{
  EdAuditAnswer *answer = ed_record_new (&ed_audit_answer_type);

  add_entry (answer, 12, ANNA, "case.close");
  add_entry (answer, 11, ANNA, "case.contact");
  add_entry (answer, 9, NULL, "sign_in_failed");
  answer->more = more;
  ed_fake_desk_queue_audit (answer);
}

static void
make_desk (Fixture *fixture)
{
  EdAccount *anna = ed_record_new (&ed_account_type);

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  anna->id = g_strdup (ANNA);
  anna->name = g_strdup ("Kiss Anna");
  anna->roles = g_strsplit ("expert", ",", -1);
  anna->state = ED_ACCOUNT_ACTIVE;
  ed_fake_desk_add_account (fixture->desk, anna);
}

static void
show (Fixture *fixture)
{
  make_desk (fixture);
  fixture->page = ed_audit_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 700, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    ed_stage_close (fixture->window);
  ed_stage_settle (); /* what is still being answered */
  g_assert_finalize_object (fixture->desk);
}

static void
test_entries_are_told (Fixture *fixture, gconstpointer data)
{
  queue (FALSE);
  show (fixture);
  ed_stage_wait_for (fixture->page, "Client has been contacted");
  g_assert_true (ed_stage_says (fixture->page, "Case 261"));
  g_assert_true (ed_stage_says (fixture->page, "Refused: No session has been registered yet."));
  g_assert_true (ed_stage_says (fixture->page, "Signing in failed"));
  g_assert_null (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Show older entries"));
  g_assert_cmpint (ed_fake_desk_last_inquiry ()->from, <, ED_SAMPLE_NOW);
  g_assert_cmpint (ed_fake_desk_last_inquiry ()->before, ==, ED_ABSENT);
}

static void
test_older_ones_follow (Fixture *fixture, gconstpointer data)
{
  queue (TRUE);
  show (fixture);
  ed_stage_wait_for (fixture->page, "Show older entries");
  queue (FALSE);
  ed_stage_click (fixture->page, "Show older entries");
  g_assert_cmpint (ed_fake_desk_last_inquiry ()->before, ==, 9);
}

static GtkDropDown *
find_choice (GtkWidget *root, guint nth)
{
  GtkWidget *wrap = gtk_widget_get_parent (ed_stage_find (root, GTK_TYPE_DROP_DOWN, NULL));
  GtkWidget *child = gtk_widget_get_first_child (wrap);

  while (nth-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return GTK_DROP_DOWN (child);
}

static void
test_filters_are_asked_for (Fixture *fixture, gconstpointer data)
{
  const EdAuditInquiry *asked;

  queue (FALSE);
  show (fixture);
  ed_stage_wait_for (fixture->page, "Client has been contacted");
  queue (FALSE);
  gtk_drop_down_set_selected (find_choice (fixture->page, 0), 1);
  asked = ed_fake_desk_last_inquiry ();
  g_assert_cmpstr (asked->account, ==, ANNA);
  queue (FALSE);
  gtk_drop_down_set_selected (find_choice (fixture->page, 1), 1);
  asked = ed_fake_desk_last_inquiry ();
  g_assert_cmpstr (asked->actions[0], ==, "sign_*");
  gtk_drop_down_set_selected (find_choice (fixture->page, 2), 4);
  g_assert_cmpint (ed_fake_desk_last_inquiry ()->from, ==, ED_ABSENT);
}

static void
test_no_server_is_said (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  ed_stage_wait_for (fixture->page, "The audit log is kept at the server");
  g_assert_true (
      ed_stage_says (fixture->page,
                     "The server cannot be reached. Check the address and your connection."));
  queue (FALSE);
  ed_stage_click (fixture->page, "Try again");
  ed_stage_wait_for (fixture->page, "Client has been contacted");
}

static void
test_verifying_is_told (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 fault;
    const char *said;
  } rows[] = {
    { ED_ABSENT, "234 entries are as they were written" },
    { ED_AUDIT_ROW_CHANGED, "The audit log has been tampered with" },
  };

  queue (FALSE);
  show (fixture);
  ed_stage_wait_for (fixture->page, "Client has been contacted");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdAuditProof *proof = ed_record_new (&ed_audit_proof_type);

      proof->rows = 234;
      proof->seals = 20;
      proof->unsealed = 0;
      proof->fault = rows[i].fault;
      proof->fault_row = rows[i].fault != ED_ABSENT ? 77 : ED_ABSENT;
      ed_fake_desk_set_proof (proof);
      ed_stage_click (fixture->page, "Verify");
      ed_stage_wait_for (fixture->page, rows[i].said);
    }
}

/* Nobody reads a seal. */
static void
test_shortening_is_told_in_words (void)
{
  static const struct
  {
    const char *what, *code, *title, *outcome;
  } rows[] = {
    { "retention.audit",
      "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
      "Audit log shortened: kept long enough",
      "What is left can still be verified" },
    { "case.take_back", NULL, "Case taken back", "" },
    { "statement.accept_for", "applied", "Statement accepted for the expert", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const EdAuditEntry entry = {
        .what = (char *) rows[i].what,
        .code = (char *) rows[i].code,
      };
      g_autofree char *title = ed_audit_title (&entry);
      g_autofree char *outcome = ed_audit_outcome (&entry);

      g_assert_cmpstr (title, ==, rows[i].title);
      g_assert_cmpstr (outcome, ==, rows[i].outcome);
    }
}

/* Who reads it sees from when on it is verified. */
static void
test_shortened_log_says_since_when (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EdAuditProof) proof = ed_record_new (&ed_audit_proof_type);
  g_autofree char *whole = NULL;
  g_autofree char *shortened = NULL;

  make_desk (fixture);
  proof->head = g_strdup ("0123456789abcdef0123456789abcdef");
  proof->sealed_at = ED_SAMPLE_NOW;
  whole = ed_audit_proof_text (proof, ed_desk_zone (fixture->desk));
  g_assert_null (strstr (whole, "Verified from"));
  proof->gone = 3;
  proof->gone_at = ed_instant_from_text ("2019-11-05T12:00:00.000Z");
  shortened = ed_audit_proof_text (proof, ed_desk_zone (fixture->desk));
  g_assert_true (g_str_has_prefix (shortened, whole));
  g_assert_nonnull (strstr (shortened, "Verified from 5 November 2019"));
}

/* Two pages of the server in one file. */
static gboolean
is_over (gpointer export)
{
  return ed_export_is_over (export);
}

static void
test_all_is_saved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "audit.csv", NULL);
  g_autoptr (EdAuditInquiry) inquiry = ed_record_new (&ed_audit_inquiry_type);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  EdAuditExport *export;

  make_desk (fixture);
  fixture->page = gtk_label_new ("page");
  fixture->window = ed_stage_show (fixture->page, 300, 300);
  g_hash_table_insert (names, (gpointer) ANNA, (gpointer) "=Kiss Anna");
  queue (TRUE);
  queue (FALSE);
  export = ed_audit_export_new (fixture->page, fixture->desk, ED_SPREADSHEET_CSV, inquiry, names);
  ed_export_begin_at (ed_audit_export_export (export), path);
  ed_stage_wait (is_over, ed_audit_export_export (export));
  g_assert_cmpint (ed_fake_desk_last_inquiry ()->before, ==, 9);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 8);
  g_assert_true (g_str_has_prefix (lines[1], "12,"));
  g_assert_nonnull (strstr (lines[1], ",'=Kiss Anna," ANNA ",Anna's laptop,Case closed,"));
  g_assert_true (g_str_has_suffix (lines[1], ",261," CASE ",no_session"));
  ed_audit_export_free (export);
  g_unlink (path);
  g_rmdir (folder);
}

/* Where a page fails, or nobody waits any more, nothing is left. */
static void
test_broken_save_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("experts-dashboard-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "audit.csv", NULL);
  g_autoptr (EdAuditInquiry) inquiry = ed_record_new (&ed_audit_inquiry_type);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  make_desk (fixture);
  fixture->page = gtk_label_new ("page");
  fixture->window = ed_stage_show (fixture->page, 300, 300);
  for (int cancelled = 0; cancelled < 2; cancelled++)
    {
      EdAuditExport *export =
          ed_audit_export_new (fixture->page, fixture->desk, ED_SPREADSHEET_XLSX, inquiry, names);

      if (!cancelled)
        queue (TRUE);
      ed_export_begin_at (ed_audit_export_export (export), path);
      if (!cancelled)
        ed_stage_wait (is_over, ed_audit_export_export (export));
      ed_audit_export_free (export);
      ed_stage_settle ();
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_every_word_has_a_kind (void)
{
  static const struct
  {
    const char *what, *kind;
  } rows[] = {
    { "sign_in", "Signing in" },
    { "sign_in_failed", "Signing in" },
    { "document.read", "Reading and exporting" },
    { "document.attach", "Documents" },
    { "case.close", "Cases" },
    { "session.add", "Sessions and contacts" },
    { "device_revoked", "Accounts and devices" },
    { "account_added", "Accounts and devices" },
    { "account_confirmed", "Signing in" },
    { "statement.pay", "Invoicing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (ed_audit_kind_of (rows[i].what)->label, ==, rows[i].kind);
  g_assert_null (ed_audit_kind_of ("nothing"));
}

/* Every command can come into the log: each has a sentence of its own, and a kind. */
static void
test_every_command_has_a_title (void)
{
  for (int type = 0; type < ED_N_COMMANDS; type++)
    {
      const EdCommandForm *form = ed_command_form ((EdCommandType) type);
      EdAuditEntry entry = { .what = (char *) form->word };
      g_autofree char *title = ed_audit_title (&entry);

      g_test_message ("%s: %s", form->word, title);
      g_assert_cmpstr (title, !=, form->word);
      g_assert_nonnull (ed_audit_kind_of (form->word));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define TEST(path, test) \
  g_test_add ("/client/audit-page/" path, Fixture, NULL, NULL, test, tear_down)
  TEST ("entries-are-told", test_entries_are_told);
  TEST ("older-ones-follow", test_older_ones_follow);
  TEST ("filters-are-asked-for", test_filters_are_asked_for);
  TEST ("no-server-is-said", test_no_server_is_said);
  TEST ("verifying-is-told", test_verifying_is_told);
  TEST ("shortened-log-says-since-when", test_shortened_log_says_since_when);
  TEST ("all-is-saved", test_all_is_saved);
  TEST ("broken-save-leaves-nothing", test_broken_save_leaves_nothing);
  g_test_add_func ("/client/audit-page/shortened-in-words", test_shortening_is_told_in_words);
  g_test_add_func ("/client/audit-page/every-word-has-a-kind", test_every_word_has_a_kind);
  g_test_add_func ("/client/audit-page/every-command-has-a-title", test_every_command_has_a_title);
  return g_test_run ();
}
