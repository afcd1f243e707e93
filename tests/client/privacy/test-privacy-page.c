/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Privacy": what is due and the switch, finding, exporting and erasing a person, what was
 * done; and what is said without a server. */

#include "client/privacy/privacy-page.h"

#include "client/fake-desk-audit.h"
#include "client/fake-desk-insides.h"
#include "client/fake-desk-privacy.h"
#include "client/fake-desk.h"
#include "client/privacy/client-archive.h"
#include "client/privacy/erase-dialog.h"
#include "client/privacy/privacy-texts.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "domain/account.h"
#include "domain/command.h"

#include <adwaita.h>
#include <string.h>

#define CASE "c0000000-0000-4000-8000-000000000261"
#define OTHER "c0000000-0000-4000-8000-000000000262"
#define REQUEST "d0000000-0000-4000-8000-000000000007"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
  int height; /* of the window */
} Fixture;

static void
add_kind (EdPrivacyPreview *preview, EdRetentionKind kind, gint64 due, gint64 open)
{
  EdPrivacyKind *sum = ed_record_new (&ed_privacy_kind_type);

  sum->kind = kind;
  sum->months = 120;
  sum->due = due;
  sum->open = open;
  sum->unpaid = kind == ED_RETENTION_CASES ? 1 : 0;
  sum->late_work = sum->later = 0;
  g_ptr_array_add (preview->kinds, sum);
}

static void
queue_preview (void)
{
  EdPrivacyPreview *preview = ed_record_new (&ed_privacy_preview_type);

  preview->today = ED_SAMPLE_NOW / 86400000;
  add_kind (preview, ED_RETENTION_CASES, 3, 2);
  add_kind (preview, ED_RETENTION_MESSAGES, 0, 0);
  ed_fake_desk_set_preview (preview);
}

static void
add_find (EdPrivacyFinds *finds, const char *id, gint64 number, gboolean is_request)
{
  EdPrivacyFind *find = ed_record_new (&ed_privacy_find_type);

  find->id = g_strdup (id);
  find->number = number;
  find->is_request = is_request;
  find->name = g_strdup (is_request ? "Leave of <Kanári>" : "Kanári & Eva");
  find->company_name = g_strdup ("Suzuki");
  find->date = 18339;
  find->is_open = !is_request;
  find->by_name = TRUE;
  find->documents = 2;
  find->messages = 1;
  find->mails = find->late_work = 0;
  g_ptr_array_add (finds->finds, find);
}

static void
queue_finds (void)
{
  EdPrivacyFinds *finds = ed_record_new (&ed_privacy_finds_type);

  add_find (finds, REQUEST, 7, TRUE);
  add_find (finds, CASE, 261, FALSE);
  add_find (finds, OTHER, 262, FALSE);
  ed_fake_desk_set_finds (finds);
}

static void
queue_done (void)
{
  EdAuditAnswer *answer = ed_record_new (&ed_audit_answer_type);
  EdAuditEntry *entry = ed_record_new (&ed_audit_entry_type);

  entry->id = 12;
  entry->at = ED_SAMPLE_NOW;
  entry->what = g_strdup ("client.erase");
  entry->code = g_strdup ("asked");
  g_ptr_array_add (answer->entries, entry);
  ed_fake_desk_queue_audit (answer);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->height = 900;
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, GPOINTER_TO_UINT (data));
  g_free (fixture->desk->settings->id);
  fixture->desk->settings->id = g_strdup ("99999999-9999-4999-8999-999999999999");
}

static void
show (Fixture *fixture)
{
  fixture->page = ed_privacy_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 700, fixture->height);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

/* --- what is due ------------------------------------------------------------------------------ */

static void
test_due_is_told (Fixture *fixture, gconstpointer data)
{
  queue_preview ();
  queue_done ();
  show (fixture);
  ed_stage_wait_for (fixture->page, "3 due");
  g_assert_true (ed_stage_says (fixture->page, "Case records"));
  g_assert_true (
      ed_stage_says (fixture->page, "Kept for 120 months · 2 are open · 1 waits for payment"));
  ed_stage_wait_for (fixture->page, "Client erased");
  /* What waits for payment says how it goes on, and leads there. */
  g_assert_true (ed_stage_says (fixture->page, "What waits for payment"));
  g_assert_nonnull (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, "Invoicing"));
}

static GtkSwitch *
find_switch (Fixture *fixture)
{
  return GTK_SWITCH (ed_stage_find (fixture->page, GTK_TYPE_SWITCH, NULL));
}

static gboolean
has_dialog (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (ADW_IS_MESSAGE_DIALOG (at->data))
      return TRUE;
  return FALSE;
}

static AdwMessageDialog *
wait_for_dialog (void)
{
  g_autoptr (GList) windows = NULL;

  ed_stage_wait (has_dialog, NULL);
  windows = gtk_window_list_toplevels ();
  for (GList *at = windows; at != NULL; at = at->next)
    if (ADW_IS_MESSAGE_DIALOG (at->data))
      return at->data;
  return NULL;
}

static void
respond (const char *response)
{
  AdwMessageDialog *dialog = wait_for_dialog ();

  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  ed_stage_settle ();
}

/* Nothing is switched on by chance. */
static void
test_switch_asks_first (Fixture *fixture, gconstpointer data)
{
  queue_preview ();
  show (fixture);
  ed_stage_wait_for (fixture->page, "3 due");
  gtk_switch_set_active (find_switch (fixture), TRUE);
  respond ("cancel");
  g_assert_false (gtk_switch_get_active (find_switch (fixture)));
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
  gtk_switch_set_active (find_switch (fixture), TRUE);
  respond ("on");
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 1);
  g_assert_cmpint (ed_fake_desk_command (fixture->desk, 0)->type, ==, ED_COMMAND_SETTINGS_SET);
}

static void
test_coordinators_do_not_switch (Fixture *fixture, gconstpointer data)
{
  queue_preview ();
  show (fixture);
  ed_stage_wait_for (fixture->page, "3 due");
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_switch (fixture))));
  g_assert_true (ed_stage_says (fixture->page, "An administrator can switch it on or off."));
}

static void
test_administrators_find_nobody (Fixture *fixture, gconstpointer data)
{
  queue_preview ();
  show (fixture);
  ed_stage_wait_for (fixture->page, "3 due");
  g_assert_false (ed_stage_says (fixture->page, "Find a person"));
}

static void
test_without_server_it_is_said (Fixture *fixture, gconstpointer data)
{
  show (fixture);
  ed_stage_wait_for (fixture->page, "Try again");
  queue_preview ();
  ed_stage_click (fixture->page, "Try again");
  ed_stage_wait_for (fixture->page, "3 due");
}

/* --- finding ---------------------------------------------------------------------------------- */

static void
type (Fixture *fixture, const char *title, const char *text)
{
  GtkWidget *label = ed_stage_find (fixture->page, GTK_TYPE_LABEL, title);

  g_assert_nonnull (label);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (label, ADW_TYPE_ENTRY_ROW)), text);
}

static void
find (Fixture *fixture)
{
  queue_preview ();
  show (fixture);
  queue_finds ();
  type (fixture, "Client name", " kanari ");
  ed_stage_click (fixture->page, "Search");
  ed_stage_wait_for (fixture->page, "Case 261");
}

static GtkWidget *
find_check (Fixture *fixture, const char *title)
{
  GtkWidget *label = ed_stage_find (fixture->page, GTK_TYPE_LABEL, title);

  return ed_stage_find (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW),
                        GTK_TYPE_CHECK_BUTTON,
                        NULL);
}

static void
pick (Fixture *fixture, const char *title)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (fixture, title)), TRUE);
}

static gboolean
is_sensitive (Fixture *fixture, const char *label)
{
  return gtk_widget_is_sensitive (ed_stage_find (fixture->page, GTK_TYPE_BUTTON, label));
}

static void
test_person_is_found (Fixture *fixture, gconstpointer data)
{
  find (fixture);
  g_assert_cmpstr (ed_fake_desk_last_client ()->name, ==, "kanari");
  g_assert_null (ed_fake_desk_last_client ()->phone);
  g_assert_true (ed_stage_says (fixture->page, "Request 7"));
  g_assert_false (is_sensitive (fixture, "Export…"));
  g_assert_false (is_sensitive (fixture, "Erase…"));
  pick (fixture, "Case 261");
  g_assert_true (is_sensitive (fixture, "Export…"));
  g_assert_true (is_sensitive (fixture, "Erase…"));
}

static gboolean
is_in_sight (gpointer data)
{
  GtkWidget *button = ed_stage_find (data, GTK_TYPE_BUTTON, "Erase…");
  GtkWidget *port = gtk_widget_get_ancestor (button, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (button, port, &bounds) && bounds.size.height > 0
         && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (port);
}

/* Also where the page is longer than its window: nobody has to look for the answer. */
static void
test_answer_comes_into_sight (Fixture *fixture, gconstpointer data)
{
  fixture->height = 480;
  find (fixture);
  ed_stage_wait (is_in_sight, fixture->page);
}

/* --- erasing ---------------------------------------------------------------------------------- */

static gboolean
may_erase (AdwMessageDialog *dialog)
{
  return adw_message_dialog_get_response_enabled (dialog, "erase");
}

static void
choose_reason (AdwMessageDialog *dialog, const char *title)
{
  GtkWidget *label = ed_stage_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, title);
  GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (ed_stage_find (row, GTK_TYPE_CHECK_BUTTON, NULL)),
                               TRUE);
}

static void
type_number (AdwMessageDialog *dialog, const char *text)
{
  GtkWidget *label = ed_stage_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "Number of “Case 261”");

  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (label, ADW_TYPE_ENTRY_ROW)), text);
}

/* Only with a reason, and the number of the case that is typed. */
static void
test_erasing_takes_a_second_look (Fixture *fixture, gconstpointer data)
{
  AdwMessageDialog *dialog;
  const EdPrivacyOrder *order;

  find (fixture);
  pick (fixture, "Request 7");
  pick (fixture, "Case 261");
  ed_stage_click (fixture->page, "Erase…");
  dialog = wait_for_dialog ();
  g_assert_false (may_erase (dialog));
  type_number (dialog, "261");
  g_assert_false (may_erase (dialog));
  choose_reason (dialog, "The client asks for it");
  g_assert_true (may_erase (dialog));
  type_number (dialog, "262");
  g_assert_false (may_erase (dialog));
  type_number (dialog, " 261 ");
  g_assert_true (may_erase (dialog));
  ed_fake_desk_set_erasing (TRUE);
  queue_preview ();
  queue_done ();
  respond ("erase");
  order = ed_fake_desk_last_order ();
  g_assert_cmpstr (order->cases[0], ==, CASE);
  g_assert_null (order->cases[1]);
  g_assert_cmpstr (order->requests[0], ==, REQUEST);
  g_assert_cmpint (order->number, ==, 261);
  g_assert_cmpint (order->reason, ==, ED_ERASURE_ASKED);
  g_assert_cmpuint (ed_fake_desk_asked_to_sync (fixture->desk), ==, 1);
  ed_stage_wait_for (fixture->page, "Client erased");
}

static void
test_cancelled_erasing_does_nothing (Fixture *fixture, gconstpointer data)
{
  find (fixture);
  pick (fixture, "Case 261");
  ed_stage_click (fixture->page, "Erase…");
  respond ("cancel");
  g_assert_cmpuint (ed_fake_desk_asked_to_sync (fixture->desk), ==, 0);
  g_assert_true (is_sensitive (fixture, "Erase…"));
}

/* --- the archive ------------------------------------------------------------------------------ */

static const char client[] =
    "{\"cases\":[{\"id\":\"" CASE "\",\"number\":261,\"client_alias\":\"Kanári\","
    "\"phone\":\"06 30 111 1111\",\"company_name\":\"=Suzuki\",\"type\":\"legal\","
    "\"documents\":[{\"id\":\"" OTHER "\",\"name\":\"log.pdf\"}]}],"
    "\"late_work\":[{\"id\":\"" REQUEST "\",\"case_id\":\"" CASE "\",\"state\":\"waiting\","
    "\"files\":[{\"id\":\"" REQUEST "\",\"name\":\"late.pdf\"}]}],"
    "\"messages\":[{\"id\":\"" OTHER "\",\"by_name\":\"Anna\",\"text\":\"About her\"}]}";

typedef struct
{
  GBytes *archive;
  gboolean done;
} Archive;

static void
on_archive (GObject *source, GAsyncResult *result, gpointer data)
{
  Archive *self = data;
  g_autoptr (GError) error = NULL;

  self->archive = ed_client_archive_finish (ED_DESK (source), result, &error);
  g_assert_no_error (error);
  self->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Archive *) data)->done;
}

static gboolean
holds (const Archive *self, const char *text)
{
  gsize length, n = strlen (text);
  const char *bytes = g_bytes_get_data (self->archive, &length);

  for (gsize i = 0; i + n <= length; i++)
    if (memcmp (bytes + i, text, n) == 0)
      return TRUE;
  return FALSE;
}

/* What is not there any more is said, and keeps nothing else back. */
static void
test_archive_holds_all (Fixture *fixture, gconstpointer data)
{
  char *cases[] = { (char *) CASE, NULL };
  const EdPrivacyOrder order = { cases, NULL, ED_ABSENT, ED_ABSENT };
  Archive archive = { 0 };

  ed_fake_desk_set_client (client);
  ed_client_archive_async (fixture->desk, &order, "hu", NULL, on_archive, &archive);
  ed_stage_wait (is_done, &archive);
  g_assert_true (holds (&archive, "client.json"));
  g_assert_true (holds (&archive, "client.pdf"));
  g_assert_true (holds (&archive, "overview.csv"));
  g_assert_true (holds (&archive, "Case 261,Client name,Kanári"));
  g_assert_true (holds (&archive, "'=Suzuki"));
  g_assert_true (holds (&archive, "Anna,Message,About her"));
  g_assert_true (holds (&archive, "log.pdf"));
  g_assert_true (holds (&archive, "late.pdf"));
  g_assert_true (holds (&archive, "File that is not there any more"));
  g_bytes_unref (archive.archive);
}

#define ADD(path, roles, function)          \
  g_test_add ("/client/privacy-page/" path, \
              Fixture,                      \
              GUINT_TO_POINTER (roles),     \
              set_up,                       \
              function,                     \
              tear_down)
#define BOTH (ED_ROLE_COORDINATOR | ED_ROLE_ADMINISTRATOR)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("due-is-told", BOTH, test_due_is_told);
  ADD ("switch-asks-first", BOTH, test_switch_asks_first);
  ADD ("coordinators-do-not-switch", ED_ROLE_COORDINATOR, test_coordinators_do_not_switch);
  ADD ("administrators-find-nobody", ED_ROLE_ADMINISTRATOR, test_administrators_find_nobody);
  ADD ("without-server", BOTH, test_without_server_it_is_said);
  ADD ("person-is-found", ED_ROLE_COORDINATOR, test_person_is_found);
  ADD ("answer-in-sight", ED_ROLE_COORDINATOR, test_answer_comes_into_sight);
  ADD ("second-look", ED_ROLE_COORDINATOR, test_erasing_takes_a_second_look);
  ADD ("cancelled-erasing", ED_ROLE_COORDINATOR, test_cancelled_erasing_does_nothing);
  ADD ("archive", ED_ROLE_COORDINATOR, test_archive_holds_all);
  return g_test_run ();
}
