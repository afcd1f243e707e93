/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of experts: who is there, and what is done with their accounts. */

#include "client/cases/ask-dialog.h"
#include "client/coordinator/account-dialog.h"
#include "client/coordinator/experts-page.h"
#include "client/fake-desk-insides.h"
#include "client/sample-cases.h"
#include "client/sample-experts.h"
#include "client/stage.h"
#include "client/widgets/chip.h"

#define SZABO "33333333-3333-4333-8333-333333333331"
#define NAGY "33333333-3333-4333-8333-333333333334"
#define HORVATH "33333333-3333-4333-8333-333333333335"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, GPOINTER_TO_UINT (data));
  ed_sample_cases_add (fixture->desk);
  ed_sample_experts_add (fixture->desk);
  fixture->page = ed_experts_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 900, 700);
  ed_stage_wait_for (fixture->page, "Dr. Szabó Péter");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

/* The open dialog of TYPE, or NULL. */
static GtkWidget *
find_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_account_dialog (gpointer data)
{
  return find_dialog (ED_TYPE_ACCOUNT_DIALOG) != NULL;
}

static gboolean
has_no_account_dialog (gpointer data)
{
  return !has_account_dialog (NULL);
}

static gboolean
has_command (gpointer data)
{
  return ed_fake_desk_count_commands (data) > 0;
}

static const EdCommand *
wait_for_command (Fixture *fixture)
{
  ed_stage_wait (has_command, fixture->desk);
  return ed_fake_desk_command (fixture->desk, 0);
}

static void
enter (GtkWidget *dialog, const char *title, const char *text)
{
  GtkWidget *row = ed_stage_find (dialog, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
test_list_tells_of_each (Fixture *fixture, gconstpointer data)
{
  g_assert_true (ed_stage_says (fixture->page, "Győr · Legal, Financial · Hungarian"));
  g_assert_true (ed_stage_says (fixture->page, "Invited"));
  g_assert_true (ed_stage_says (fixture->page, "Suspended"));
  ed_stage_wait_for (fixture->page, "0 open cases · invited 3 days ago");
  g_assert_true (ed_stage_says (fixture->page, "0 open cases · last seen yesterday"));
}

static void
test_search_finds_by_what_is_shown (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry;

  gtk_widget_activate_action (fixture->page, "page.search", NULL);
  ed_stage_settle ();
  entry = ed_stage_find (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "gyor");
  while (ed_stage_says (fixture->page, "Dr. Szabó Péter"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ed_stage_says (fixture->page, "Dr. Tóth Béla"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody at all");
  ed_stage_wait_for (fixture->page, "Nobody found");
}

static void
test_new_expert_is_invited (Fixture *fixture, gconstpointer data)
{
  const EdAccount *args;
  const EdCommand *command;
  GtkWidget *dialog;

  ed_stage_click (fixture->page, "New expert");
  ed_stage_wait (has_account_dialog, NULL);
  dialog = find_dialog (ED_TYPE_ACCOUNT_DIALOG);
  ed_stage_click (dialog, "Send invitation");
  g_assert_true (ed_stage_says (dialog, "Enter the name."));
  enter (dialog, "Name", "Dr. Új Éva");
  ed_stage_click (dialog, "Send invitation");
  g_assert_true (ed_stage_says (dialog, "Enter the e-mail address: it is also the user name."));
  enter (dialog, "E-mail address (user name)", "eva");
  ed_stage_click (dialog, "Send invitation");
  g_assert_true (ed_stage_says (dialog, "The invitation needs an e-mail address."));
  enter (dialog, "E-mail address (user name)", "eva@demo.example");
  enter (dialog, "Cities", "Vác, Eger,, Vác");
  enter (dialog, "Languages", "hungarian; xx");
  ed_stage_click (dialog, "Send invitation");
  command = wait_for_command (fixture);
  g_assert_cmpint (command->type, ==, ED_COMMAND_ACCOUNT_CREATE);
  args = command->args;
  g_assert_cmpstr (args->name, ==, "Dr. Új Éva");
  g_assert_cmpstr (args->roles[0], ==, "expert");
  g_assert_null (args->roles[1]);
  g_assert_null (args->case_types);
  g_assert_cmpstr (args->cities[0], ==, "Vác");
  g_assert_cmpstr (args->cities[1], ==, "Eger");
  g_assert_null (args->cities[2]);
  g_assert_cmpstr (args->languages[0], ==, "hu");
  g_assert_cmpstr (args->languages[1], ==, "xx");
  g_assert_null (args->language);
  ed_stage_wait (has_no_account_dialog, NULL);
  ed_stage_wait_for (fixture->page, "Dr. Új Éva");
}

static void
test_refusal_keeps_what_was_entered (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  ed_stage_click (fixture->page, "New expert");
  ed_stage_wait (has_account_dialog, NULL);
  dialog = find_dialog (ED_TYPE_ACCOUNT_DIALOG);
  enter (dialog, "Name", "Twin");
  enter (dialog, "E-mail address (user name)", "expert2@demo.example");
  ed_stage_click (dialog, "Send invitation");
  ed_stage_wait_for (dialog, "Somebody else has this user name.");
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (ed_stage_find (dialog, ADW_TYPE_ENTRY_ROW, "Name"))),
      ==,
      "Twin");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_edit_says_only_what_differs (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;
  GtkWidget *dialog;

  gtk_widget_activate_action (fixture->page, "experts.edit", "s", SZABO);
  ed_stage_wait (has_account_dialog, NULL);
  dialog = find_dialog (ED_TYPE_ACCOUNT_DIALOG);
  enter (dialog, "Cities", "Pécs");
  ed_stage_click (dialog, "Save");
  command = wait_for_command (fixture);
  g_assert_cmpint (command->type, ==, ED_COMMAND_ACCOUNT_EDIT);
  g_assert_cmpuint (command->edited,
                    ==,
                    1u << (ed_record_type_find (&ed_account_entry_type, "cities")
                           - ed_account_entry_type.fields));
  ed_stage_wait (has_no_account_dialog, NULL);
}

static void
test_absence_is_entered (Fixture *fixture, gconstpointer data)
{
  const EdAccount *to;
  GtkWidget *dialog;

  gtk_widget_activate_action (fixture->page, "experts.edit", "s", SZABO);
  ed_stage_wait (has_account_dialog, NULL);
  dialog = find_dialog (ED_TYPE_ACCOUNT_DIALOG);
  enter (dialog, "Away from", "2020-04-10");
  enter (dialog, "Away until", "2020-04-01");
  ed_stage_click (dialog, "Save");
  ed_stage_wait_for (dialog, "The value of “Away until” is not allowed.");
  enter (dialog, "Away until", "2020-04-20");
  ed_stage_click (dialog, "Save");
  to = wait_for_command (fixture)->to;
  g_assert_cmpint (to->absent_from, ==, ed_date_new (2020, 4, 10));
  g_assert_cmpint (to->absent_to, ==, ed_date_new (2020, 4, 20));
  ed_stage_wait (has_no_account_dialog, NULL);
}

static void
test_nothing_changed_is_no_command (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (fixture->page, "experts.edit", "s", SZABO);
  ed_stage_wait (has_account_dialog, NULL);
  ed_stage_click (find_dialog (ED_TYPE_ACCOUNT_DIALOG), "Save");
  ed_stage_wait (has_no_account_dialog, NULL);
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
}

static void
answer_question (const char *response)
{
  GtkWidget *dialog = find_dialog (ED_TYPE_ASK_DIALOG);

  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_suspending_is_asked (Fixture *fixture, gconstpointer data)
{
  ed_stage_wait_for (fixture->page, "0 open cases · last seen yesterday");
  gtk_widget_activate_action (fixture->page, "experts.suspend", "s", SZABO);
  ed_stage_settle ();
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
  g_assert_cmpstr (
      adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog (ED_TYPE_ASK_DIALOG))),
      ==,
      "They are signed out everywhere and get no more cases.");
  answer_question ("confirm");
  g_assert_cmpint (wait_for_command (fixture)->type, ==, ED_COMMAND_ACCOUNT_SUSPEND);
}

static void
test_two_step_reset_is_asked (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < fixture->desk->accounts->len; i++)
    {
      EdAccount *account = fixture->desk->accounts->pdata[i];

      if (g_str_equal (account->id, SZABO))
        account->totp_since = ED_SAMPLE_NOW;
    }
  gtk_widget_activate_action (fixture->page, "experts.reset-totp", "s", SZABO);
  ed_stage_settle ();
  g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, 0);
  answer_question ("confirm");
  g_assert_cmpint (wait_for_command (fixture)->type, ==, ED_COMMAND_ACCOUNT_RESET_TOTP);
}

static void
test_resuming_and_inviting_are_done (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *action, *id;
    EdCommandType type;
  } rows[] = { { "experts.resume", HORVATH, ED_COMMAND_ACCOUNT_RESUME },
               { "experts.invite", NAGY, ED_COMMAND_ACCOUNT_INVITE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const EdCommand *command;

      gtk_widget_activate_action (fixture->page, rows[i].action, "s", rows[i].id);
      ed_stage_settle ();
      g_assert_cmpuint (ed_fake_desk_count_commands (fixture->desk), ==, i + 1);
      command = ed_fake_desk_command (fixture->desk, i);
      g_assert_cmpint (command->type, ==, rows[i].type);
      g_assert_cmpstr (command->target_id, ==, rows[i].id);
    }
}

/* A coordinator may make experts and case managers; an administrator all. */
static void
test_roles_offered_are_the_readers (Fixture *fixture, gconstpointer data)
{
  gboolean is_administrator = (GPOINTER_TO_UINT (data) & ED_ROLE_ADMINISTRATOR) != 0;
  GtkWidget *dialog;

  ed_stage_click (fixture->page, "New expert");
  ed_stage_wait (has_account_dialog, NULL);
  dialog = find_dialog (ED_TYPE_ACCOUNT_DIALOG);
  g_assert_true (ed_stage_says (dialog, "Case manager"));
  g_assert_cmpint (ed_stage_says (dialog, "Coordinator"), ==, is_administrator);
  g_assert_cmpint (ed_stage_says (dialog, "Administrator"), ==, is_administrator);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* --- case managers ---------------------------------------------------------------------------- */

#define WINTER "33333333-3333-4333-8333-333333333377"

static gboolean
is_alone (gpointer data)
{
  return !ed_stage_says (((Fixture *) data)->page, "Dr. Szabó Péter");
}

static void
add_case_manager (Fixture *fixture)
{
  EdAccount *account = ed_record_new (&ed_account_type);

  account->id = g_strdup (WINTER);
  account->user = g_strdup ("winter@demo.example");
  account->name = g_strdup ("Claudia Winter");
  account->roles = g_strsplit ("case_manager", ",", -1);
  account->state = ED_ACCOUNT_ACTIVE;
  ed_fake_desk_add_account (fixture->desk, account);
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_wait_for (fixture->page, "Claudia Winter");
}

static void
choose_group (Fixture *fixture, const char *title)
{
  GtkWidget *chip = ed_stage_find (fixture->page, ED_TYPE_CHIP, NULL);

  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    {
      g_autofree char *found = NULL;

      g_object_get (chip, "title", &found, NULL);
      if (g_str_equal (found, title))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
    }
}

/* Beside the experts, and apart from them by a filter. */
static void
test_case_managers_are_listed (Fixture *fixture, gconstpointer data)
{
  add_case_manager (fixture);
  g_assert_true (ed_stage_says (fixture->page, "Dr. Szabó Péter"));
  choose_group (fixture, "Case managers");
  ed_stage_wait (is_alone, fixture);
  g_assert_true (ed_stage_says (fixture->page, "Claudia Winter"));
  gtk_widget_activate_action (fixture->page, "experts.suspend", "s", WINTER);
  ed_stage_settle ();
  g_assert_cmpstr (
      adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog (ED_TYPE_ASK_DIALOG))),
      ==,
      "They are signed out everywhere. Requests that they have sent go on.");
  answer_question ("confirm");
  g_assert_cmpint (wait_for_command (fixture)->type, ==, ED_COMMAND_ACCOUNT_SUSPEND);
}

/* What concerns experts alone is not asked of them. */
static void
test_new_case_manager_is_invited (Fixture *fixture, gconstpointer data)
{
  const EdAccount *args;
  GtkWidget *dialog;

  gtk_widget_activate_action (fixture->page, "experts.new-of-role", "s", "case_manager");
  ed_stage_wait (has_account_dialog, NULL);
  dialog = find_dialog (ED_TYPE_ACCOUNT_DIALOG);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "New case manager");
  g_assert_false (ed_stage_says (dialog, "Types of problem"));
  g_assert_false (ed_stage_says (dialog, "Absence"));
  enter (dialog, "Name", "Claudia Winter");
  enter (dialog, "E-mail address (user name)", "winter@demo.example");
  ed_stage_click (dialog, "Send invitation");
  args = wait_for_command (fixture)->args;
  g_assert_cmpstr (args->roles[0], ==, "case_manager");
  g_assert_null (args->roles[1]);
  g_assert_null (args->case_types);
  ed_stage_wait (has_no_account_dialog, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, roles, function)                      \
  g_test_add ("/client/coordinator/experts-page/" path, \
              Fixture,                                  \
              GUINT_TO_POINTER (roles),                 \
              set_up,                                   \
              function,                                 \
              tear_down)
  ADD ("list-tells-of-each", ED_ROLE_COORDINATOR, test_list_tells_of_each);
  ADD ("search-finds-by-what-is-shown", ED_ROLE_COORDINATOR, test_search_finds_by_what_is_shown);
  ADD ("new-expert-is-invited", ED_ROLE_COORDINATOR, test_new_expert_is_invited);
  ADD ("refusal-keeps-what-was-entered", ED_ROLE_COORDINATOR, test_refusal_keeps_what_was_entered);
  ADD ("edit-says-only-what-differs", ED_ROLE_COORDINATOR, test_edit_says_only_what_differs);
  ADD ("absence-is-entered", ED_ROLE_COORDINATOR, test_absence_is_entered);
  ADD ("nothing-changed-is-no-command", ED_ROLE_COORDINATOR, test_nothing_changed_is_no_command);
  ADD ("suspending-is-asked", ED_ROLE_COORDINATOR, test_suspending_is_asked);
  ADD ("two-step-reset-is-asked", ED_ROLE_COORDINATOR, test_two_step_reset_is_asked);
  ADD ("resuming-and-inviting-are-done", ED_ROLE_COORDINATOR, test_resuming_and_inviting_are_done);
  ADD ("roles-of-a-coordinator", ED_ROLE_COORDINATOR, test_roles_offered_are_the_readers);
  ADD ("case-managers-are-listed", ED_ROLE_COORDINATOR, test_case_managers_are_listed);
  ADD ("new-case-manager-is-invited", ED_ROLE_COORDINATOR, test_new_case_manager_is_invited);
  ADD ("roles-of-an-administrator", ED_ROLE_ADMINISTRATOR, test_roles_offered_are_the_readers);
  return g_test_run ();
}
