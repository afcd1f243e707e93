/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A coordinator's page of the experts' statements. */

#include "client/statement/invoicing-page.h"

#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"
#include "domain/account.h"
#include "domain/company.h"

#include <adwaita.h>

#define NBSP "\xc2\xa0"
#define STATEMENT "d0000000-0000-4000-8000-000000000001"
#define EXPERT "e0000000-0000-4000-8000-000000000001"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static EdFeeStatement *
make_statement (EdStatementState state, gint64 amount)
{
  EdFeeStatement *statement = ed_record_new (&ed_fee_statement_type);
  EdStatementLine *line = ed_record_new (&ed_statement_line_type);

  statement->id = g_strdup (STATEMENT);
  statement->expert_id = g_strdup (EXPERT);
  statement->expert_name = g_strdup ("Horváth Péter");
  statement->month = ed_date_from_text ("2020-03-01");
  statement->state = state;
  statement->statement_rev = 4;
  statement->currency = g_strdup ("EUR");
  line->kind = ED_LINE_SESSION;
  line->number = 261;
  line->session_number = 1;
  line->date = ed_date_from_text ("2020-03-02");
  line->amount = amount;
  line->at = 0;
  g_ptr_array_add (statement->lines, line);
  return statement;
}

static void
show (Fixture *fixture, EdStatementState state, gint64 amount)
{
  EdAccount *expert = ed_record_new (&ed_account_type);

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  expert->id = g_strdup (EXPERT);
  expert->name = g_strdup ("Horváth Péter");
  expert->roles = g_strsplit ("expert", ",", -1);
  expert->case_types = g_strsplit ("legal", ",", -1);
  expert->state = ED_ACCOUNT_ACTIVE;
  ed_fake_desk_add_account (fixture->desk, expert);
  ed_fake_desk_add_statement (fixture->desk, make_statement (state, amount));
  fixture->page = ed_invoicing_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 700, 800);
  ed_stage_wait_for (fixture->page, "Case 261, session 1");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle (); /* what is still being answered */
  g_assert_finalize_object (fixture->desk);
}

/* A statement with three sessions of a company with a fee and one of another. */
static void
test_companies_are_charged (Fixture *fixture, gconstpointer data)
{
  EdFeeStatement *statement = make_statement (ED_STATEMENT_DRAFT, 2000);

  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  for (guint i = 0; i < 4; i++)
    {
      EdStatementLine *line = ed_record_new (&ed_statement_line_type);

      line->kind = ED_LINE_SESSION;
      line->case_id = g_strdup (ED_SAMPLE_CASE);
      line->type = ED_CASE_PSYCHOLOGICAL;
      line->company_name = g_strdup (i < 3 ? "Suzuki" : "Bosch");
      line->company_fee = i < 3 ? 9050 : ED_ABSENT;
      line->at = 0;
      g_ptr_array_add (statement->lines, line);
    }
  ed_fake_desk_add_statement (fixture->desk, statement);
  fixture->page = ed_invoicing_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 700, 800);
  ed_stage_wait_for (fixture->page, "What companies pay");
  g_assert_true (ed_stage_says (fixture->page, "Suzuki"));
  g_assert_true (ed_stage_says (fixture->page, "Psychological · 3 sessions × 90.50" NBSP "EUR"));
  g_assert_true (ed_stage_says (fixture->page, "271.50" NBSP "EUR"));
  g_assert_true (ed_stage_says (fixture->page, "Psychological · 1 session"));
  g_assert_true (ed_stage_says (fixture->page, "1 session has no fee and is not in the sum."));
}

static gboolean
offers (Fixture *fixture, const char *label)
{
  return ed_stage_find (fixture->page, GTK_TYPE_BUTTON, label) != NULL;
}

static void
test_draft_is_sent (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;

  show (fixture, ED_STATEMENT_DRAFT, 4050);
  g_assert_true (ed_stage_says (fixture->page, "40.50" NBSP "EUR"));
  g_assert_true (offers (fixture, "Correction…"));
  g_assert_false (offers (fixture, "Mark as paid"));
  ed_stage_click (fixture->page, "Send");
  ed_stage_wait_for (fixture->page, "The expert has not answered yet.");
  g_assert_false (offers (fixture, "Send"));
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_STATEMENT_SEND);
  g_assert_cmpint (((const EdArgs *) command->args)->statement_rev, ==, 4);
}

static GtkWidget *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (ADW_IS_MESSAGE_DIALOG (window->data))
      return window->data;
  return NULL;
}

/* For an expert who never answers; it says who did it and why. */
static void
test_sent_is_accepted_for_the_expert (Fixture *fixture, gconstpointer data)
{
  const EdCommand *command;
  const EdArgs *args;
  GtkWidget *dialog;

  show (fixture, ED_STATEMENT_SENT, 4050);
  g_assert_false (offers (fixture, "Mark as paid"));
  ed_stage_click (fixture->page, "Accept for the expert…");
  dialog = find_question ();
  g_assert_nonnull (dialog);
  g_assert_true (g_str_has_prefix (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                                   "Horváth Péter · March 2020 · 40.50\xc2\xa0"
                                   "EUR\n\n"));
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (ed_stage_find (dialog, GTK_TYPE_TEXT_VIEW, NULL))),
      "By telephone.",
      -1);
  ed_stage_click (dialog, "_Accept");
  ed_stage_wait_for (fixture->page, "Accepted");
  command = ed_fake_desk_command (fixture->desk, 0);
  args = command->args;
  g_assert_cmpint (command->type, ==, ED_COMMAND_STATEMENT_ACCEPT_FOR);
  g_assert_cmpint (args->statement_rev, ==, 4);
  g_assert_cmpstr (args->note, ==, "By telephone.");
  g_assert_true (offers (fixture, "Mark as paid"));
  g_assert_false (offers (fixture, "Accept for the expert…"));
}

static void
test_accepted_is_paid (Fixture *fixture, gconstpointer data)
{
  show (fixture, ED_STATEMENT_ACCEPTED, 4050);
  g_assert_false (offers (fixture, "Send"));
  g_assert_false (offers (fixture, "Correction…"));
  ed_stage_click (fixture->page, "Mark as paid");
  ed_stage_wait_for (fixture->page, "Paid");
  /* By the device's clock: the sync adds the offset. */
  g_assert_cmpint (ed_fake_desk_command (fixture->desk, 0)->done_at,
                   !=,
                   ed_desk_now (fixture->desk));
}

/* Who coordinates and is an expert leaves their own statement to others, and is told so. */
static void
test_own_is_left_to_others (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    EdStatementState state;
    gboolean sends;
  } rows[] = { { ED_STATEMENT_DRAFT, TRUE },
               { ED_STATEMENT_SENT, FALSE },
               { ED_STATEMENT_ACCEPTED, FALSE } };
  static const char *const others[] = { "Correction…", "Accept for the expert…", "Mark as paid" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      EdFeeStatement *statement = make_statement (rows[i].state, 4050);

      fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
      ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR | ED_ROLE_EXPERT);
      g_free (statement->expert_id);
      statement->expert_id = g_strdup (ed_desk_account (fixture->desk)->id);
      ed_fake_desk_add_statement (fixture->desk, statement);
      fixture->page = ed_invoicing_page_new (fixture->desk);
      fixture->window = ed_stage_show (fixture->page, 700, 800);
      ed_stage_wait_for (fixture->page,
                         "The statement is your own: another coordinator corrects, accepts and "
                         "pays it.");
      g_assert_cmpint (offers (fixture, "Send"), ==, rows[i].sends);
      for (guint j = 0; j < G_N_ELEMENTS (others); j++)
        g_assert_false (offers (fixture, others[j]));
      if (i + 1 < G_N_ELEMENTS (rows))
        tear_down (fixture, NULL);
    }
}

static void
test_missing_fee_is_said (Fixture *fixture, gconstpointer data)
{
  show (fixture, ED_STATEMENT_DRAFT, ED_ABSENT);
  g_assert_false (offers (fixture, "Send"));
  g_assert_true (
      ed_stage_says (fixture->page, "It can be sent once a fee is agreed for each line."));
  ed_stage_wait_for (fixture->page, "no fee agreed yet");
  ed_stage_wait_for (fixture->page, "Fees per session");
}

/* The dialog above the page, once it is there. */
static gboolean
find_dialog (gpointer data)
{
  GtkWidget **dialog = data;
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        *dialog = window;
    }
  return *dialog != NULL;
}

static gboolean
has_command (gpointer desk)
{
  return ed_fake_desk_count_commands (desk) > 0;
}

static void
test_fee_is_agreed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  const EdCommand *command;

  show (fixture, ED_STATEMENT_DRAFT, 100);
  ed_stage_wait_for (fixture->page, "no fee agreed yet");
  gtk_widget_activate_action (fixture->page, "invoicing.fee", "(sx)", EXPERT, (gint64) 1);
  ed_stage_wait (find_dialog, &dialog);
  g_assert_true (ed_stage_says (dialog, "Horváth Péter"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ed_stage_find (dialog, GTK_TYPE_SPIN_BUTTON, NULL)),
                             45.25);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "confirm");
  ed_stage_wait (has_command, fixture->desk);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (command->type, ==, ED_COMMAND_FEE_SET);
  g_assert_cmpstr (command->target_id, ==, EXPERT);
  g_assert_cmpint (((const EdArgs *) command->args)->type, ==, ED_CASE_LEGAL);
  g_assert_cmpint (((const EdArgs *) command->args)->amount, ==, 4525);
}

/* Whether FIELD is wide enough for what stands in it. */
static gboolean
shows_all (gpointer field)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (field)));
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (text, gtk_editable_get_text (GTK_EDITABLE (field)));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return gtk_widget_get_width (text) >= width;
}

static void
test_large_fee_is_seen (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL, *field;

  show (fixture, ED_STATEMENT_DRAFT, 100);
  ed_stage_wait_for (fixture->page, "no fee agreed yet");
  gtk_widget_activate_action (fixture->page, "invoicing.fee", "(sx)", EXPERT, (gint64) 1);
  ed_stage_wait (find_dialog, &dialog);
  field = ed_stage_find (dialog, GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (field), 12500);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field)), ==, "12500.00");
  ed_stage_wait (shows_all, field);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
}

/* What was held in the month and stands on no statement, with the reason; other months' not. */
static void
test_unbilled_says_why (Fixture *fixture, gconstpointer data)
{
  static const char *const dates[] = { "2020-03-05", "2020-02-05" };

  show (fixture, ED_STATEMENT_DRAFT, 4050);
  g_assert_false (ed_stage_says (fixture->page, "Held in this month and not billed yet"));
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      EdCase *case_ = ed_case_new ();
      EdSession *session = ed_record_new (&ed_session_type);

      case_->id = g_uuid_string_random ();
      case_->number = 300 + i;
      case_->type = ED_CASE_LEGAL;
      case_->state = ED_CASE_ASSIGNED;
      case_->assignment_id = g_uuid_string_random ();
      case_->expert_id = g_strdup (EXPERT);
      case_->expert_name = g_strdup ("Horváth Péter");
      case_->contacted_at = 0;
      session->id = g_uuid_string_random ();
      session->assignment_id = g_strdup (case_->assignment_id);
      session->date = ed_date_from_text (dates[i]);
      g_ptr_array_add (case_->sessions, session);
      ed_fake_desk_add_case (fixture->desk, case_);
    }
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_wait_for (fixture->page, "Held in this month and not billed yet");
  g_assert_true (ed_stage_says (fixture->page, "Case 300 · Legal"));
  g_assert_true (ed_stage_says (fixture->page,
                                "Horváth Péter · 1 session held. Not billed because the "
                                "satisfaction feedback is missing, no fee is agreed for this type "
                                "of case."));
  g_assert_false (ed_stage_says (fixture->page, "Case 301 · Legal"));
}

/* One more, accepted, of another expert and MONTH. */
static void
add_accepted (Fixture *fixture, const char *id, const char *month, gint64 amount)
{
  EdFeeStatement *statement = make_statement (ED_STATEMENT_ACCEPTED, amount);

  g_free (statement->id);
  g_free (statement->expert_name);
  statement->id = g_strdup (id);
  statement->expert_name = g_strdup ("Nagy Éva");
  statement->month = ed_date_from_text (month);
  ed_fake_desk_add_statement (fixture->desk, statement);
}

static gboolean
has_two_commands (gpointer desk)
{
  return ed_fake_desk_count_commands (desk) == 2;
}

/* Of all months, less those that are unticked; each by the revision that is shown. */
static void
test_several_are_paid (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL, *check;
  static const char *const ids[] = { "5a000000-0000-4000-8000-000000000011", STATEMENT };

  show (fixture, ED_STATEMENT_ACCEPTED, 4050);
  g_assert_false (offers (fixture, "Mark as paid…"));
  add_accepted (fixture, ids[0], "2020-02-01", 1000);
  add_accepted (fixture, "5a000000-0000-4000-8000-000000000012", "2019-06-01", 2000);
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_wait_for (fixture->page, "Mark as paid…");
  ed_stage_click (fixture->page, "Mark as paid…");
  ed_stage_wait (find_dialog, &dialog);
  g_assert_true (ed_stage_says (dialog, "3 statements · 70.50" NBSP "EUR"));
  g_assert_true (ed_stage_says (dialog, "June 2019 · 20.00" NBSP "EUR"));
  check = ed_stage_find (dialog, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_true (ed_stage_says (dialog, "2 statements · 50.50" NBSP "EUR"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "pay");
  ed_stage_wait (has_two_commands, fixture->desk);
  for (guint i = 0; i < 2; i++)
    {
      const EdCommand *command = ed_fake_desk_command (fixture->desk, i);

      g_assert_cmpint (command->type, ==, ED_COMMAND_STATEMENT_PAY);
      g_assert_cmpstr (command->target_id, ==, ids[i]);
      g_assert_cmpint (((const EdArgs *) command->args)->statement_rev, ==, 4);
    }
}

/* Months that are long over are named, and lead to their statements. */
static void
test_backlog_leads_to_its_month (Fixture *fixture, gconstpointer data)
{
  show (fixture, ED_STATEMENT_DRAFT, 4050);
  g_assert_false (ed_stage_says (fixture->page, "Long over and not marked as paid"));
  add_accepted (fixture, "5a000000-0000-4000-8000-000000000011", "2019-06-01", 1000);
  g_signal_emit_by_name (fixture->desk, "changed");
  ed_stage_wait_for (fixture->page, "Long over and not marked as paid");
  g_assert_true (ed_stage_says (fixture->page, "1 accepted"));
  g_assert_false (ed_stage_says (fixture->page, "Nagy Éva"));
  gtk_widget_activate_action (fixture->page,
                              "invoicing.month",
                              "x",
                              (gint64) ed_date_from_text ("2019-06-01"));
  ed_stage_wait_for (fixture->page, "Nagy Éva");
  g_assert_true (offers (fixture, "Mark as paid"));
}

#define TEST(name, function) \
  g_test_add ("/client/invoicing-page/" name, Fixture, NULL, NULL, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  TEST ("draft-is-sent", test_draft_is_sent);
  TEST ("sent-is-accepted-for-the-expert", test_sent_is_accepted_for_the_expert);
  TEST ("accepted-is-paid", test_accepted_is_paid);
  TEST ("own-is-left-to-others", test_own_is_left_to_others);
  TEST ("several-are-paid", test_several_are_paid);
  TEST ("backlog-leads-to-its-month", test_backlog_leads_to_its_month);
  TEST ("missing-fee-is-said", test_missing_fee_is_said);
  TEST ("fee-is-agreed", test_fee_is_agreed);
  TEST ("large-fee-is-seen", test_large_fee_is_seen);
  TEST ("unbilled-says-why", test_unbilled_says_why);
  TEST ("companies-are-charged", test_companies_are_charged);
  return g_test_run ();
}
