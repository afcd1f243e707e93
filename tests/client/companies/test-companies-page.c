/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of companies, and what a chosen one fills into a new case. */

#include "client/companies/companies-page.h"
#include "client/companies/company-dialog.h"
#include "client/coordinator/intake-form.h"
#include "client/fake-desk.h"
#include "client/sample-cases.h"
#include "client/stage.h"

#define SUZUKI "c0000000-0000-4000-8000-000000000001"

typedef struct
{
  EdDesk *desk;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static EdCompany *
make_company (void)
{
  EdCompany *company = ed_record_new (&ed_company_type);

  company->id = g_strdup (SUZUKI);
  company->name = g_strdup ("Suzuki");
  company->sessions_available = 6;
  company->session_minutes = 45;
  company->covered = 120;
  company->languages = g_strsplit ("hu,de", ",", -1);
  return company;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = ed_fake_desk_new (ED_SAMPLE_NOW);
  ed_fake_desk_set_roles (fixture->desk, ED_ROLE_COORDINATOR);
  fixture->page = ed_companies_page_new (fixture->desk);
  fixture->window = ed_stage_show (fixture->page, 800, 700);
  ed_stage_wait_for (fixture->page, "No companies yet");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ed_stage_close (fixture->window);
  ed_stage_settle ();
  g_assert_finalize_object (fixture->desk);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ED_IS_COMPANY_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog () == NULL;
}

static void
enter (GtkWidget *dialog, const char *title, const char *text)
{
  GtkWidget *row = ed_stage_find (dialog, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
test_company_is_added (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  const EdCompany *args;

  ed_stage_click (fixture->page, "New company");
  ed_stage_wait (has_dialog, NULL);
  dialog = find_dialog ();
  ed_stage_click (dialog, "Add");
  ed_stage_wait_for (dialog, "Enter “Company name” as it can be.");
  enter (dialog, "Company name", "Suzuki");
  enter (dialog, "Number of available consultations", "6");
  enter (dialog, "Legal", "50");
  ed_stage_click (dialog, "Add");
  ed_stage_wait (has_no_dialog, NULL);
  args = ed_fake_desk_command (fixture->desk, 0)->args;
  g_assert_cmpstr (args->name, ==, "Suzuki");
  g_assert_cmpint (args->sessions_available, ==, 6);
  g_assert_cmpuint (args->fees->len, ==, 1);
  g_assert_cmpint (((EdFee *) args->fees->pdata[0])->amount, ==, 5000);
  ed_stage_wait_for (fixture->page, "Suzuki");
}

static void
test_company_is_changed_and_retired (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  const EdCommand *command;

  ed_fake_desk_add_company (fixture->desk, make_company ());
  ed_stage_wait_for (fixture->page, "6 consultations of 45 min · 120 persons · Hungarian, German");
  gtk_widget_activate_action (fixture->page, "companies.edit", "s", SUZUKI);
  ed_stage_wait (has_dialog, NULL);
  dialog = find_dialog ();
  enter (dialog, "Persons covered", "130");
  ed_stage_click (dialog, "Save");
  ed_stage_wait (has_no_dialog, NULL);
  command = ed_fake_desk_command (fixture->desk, 0);
  g_assert_cmpint (__builtin_popcountll (command->edited), ==, 1);
  g_assert_cmpint (((EdCompany *) command->to)->covered, ==, 130);
  ed_stage_settle ();
  gtk_widget_activate_action (fixture->page, "companies.edit", "s", SUZUKI);
  ed_stage_wait (has_dialog, NULL);
  ed_stage_click (find_dialog (), "Retire company");
  ed_stage_wait (has_no_dialog, NULL);
  ed_stage_wait_for (fixture->page, "Not offered for new cases any more.");
}

static gint64
read_number (EdIntakeForm *form, const char *name)
{
  return g_ascii_strtoll (gtk_editable_get_text (GTK_EDITABLE (ed_intake_form_row (form, name))),
                          NULL,
                          10);
}

/* What was entered by hand is not touched. */
static void
test_company_fills_a_case_in (void)
{
  GPtrArray *companies = g_ptr_array_new_with_free_func ((GDestroyNotify) ed_company_free);
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  GtkWidget *widget = ed_intake_form_new ();
  EdIntakeForm *form = ED_INTAKE_FORM (widget);
  GtkWindow *window = ed_stage_show (widget, 700, 700);
  GtkEditable *name = GTK_EDITABLE (ed_intake_form_row (form, "company_name"));
  GtkEditable *minutes = GTK_EDITABLE (ed_intake_form_row (form, "session_minutes"));
  gint64 otherwise = read_number (form, "sessions_available");

  g_ptr_array_add (companies, make_company ());
  ed_intake_form_set_companies (form, companies, NULL);
  gtk_editable_set_text (name, "suzuki");
  g_assert_cmpint (read_number (form, "sessions_available"), ==, 6);
  g_assert_cmpint (read_number (form, "session_minutes"), ==, 45);
  gtk_editable_set_text (minutes, "30");
  gtk_editable_set_text (name, "Another company");
  g_assert_cmpint (read_number (form, "sessions_available"), ==, otherwise);
  g_assert_cmpint (read_number (form, "session_minutes"), ==, 30);
  ed_stage_close (window);
}

#define ADD(name, function) \
  g_test_add ("/client/companies-page/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("company-is-added", test_company_is_added);
  ADD ("company-is-changed-and-retired", test_company_is_changed_and_retired);
  g_test_add_func ("/client/companies-page/fills-a-case-in", test_company_fills_a_case_in);
  return g_test_run ();
}
