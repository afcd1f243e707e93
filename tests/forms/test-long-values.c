/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts far longer than a form expects: nothing is lost, nothing leaves the page. */

#include "forms/reading.h"
#include "forms/samples.h"

#include <string.h>

#define N_LINES 200

static char *
write_lines (const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1; i <= N_LINES; i++)
    g_string_append_printf (text, "%s%s%u: árvíztűrő fúrógép", i > 1 ? "\n" : "", name, i);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Each of the lines is there, after the one before it. */
static void
assert_all_lines (Reading *reading, const char *name)
{
  const char *found = reading->text;

  for (guint i = 1; i <= N_LINES; i++)
    {
      g_autofree char *start = g_strdup_printf ("%s%u:", name, i);

      found = strstr (found, start);
      if (found == NULL)
        g_error ("%s is lost or out of order", start);
    }
}

static Reading *
read_values (EdFormKind kind, gconstpointer values, const EdCase *case_)
{
  g_autoptr (EdSettings) settings = samples_settings ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = ed_form_write_pdf (kind, values, case_, settings, "hu", &error);

  g_assert_no_error (error);
  return reading_new (pdf);
}

static void
test_long_stories_flow_over_pages (void)
{
  g_autoptr (EdCase) case_ = samples_case (ED_CASE_HEALTH_COACHING);
  EdCaseFile *values = ed_form_make_values (ED_FORM_CASE_FILE, case_);
  g_autoptr (Reading) reading = NULL;

  values->goals = write_lines ("cél");
  values->recommendation = write_lines ("javaslat");
  reading = read_values (ED_FORM_CASE_FILE, values, case_);
  g_assert_cmpuint (reading->n_pages, >=, 8);
  reading_assert_laid_out (reading);
  assert_all_lines (reading, "cél");
  assert_all_lines (reading, "javaslat");
  g_assert_nonnull (strstr (reading->pages[reading->n_pages - 1], "A szakértő aláírása"));
  ed_record_free (&ed_case_file_type, values);
}

static void
test_long_session_flows_over_pages (void)
{
  g_autoptr (EdCase) case_ = samples_case (ED_CASE_PSYCHOLOGICAL);
  EdTreatmentLog *values = samples_values (ED_FORM_TREATMENT_LOG, case_, "hu");
  EdLoggedSession *session = values->sessions->pdata[1];
  g_autoptr (Reading) reading = NULL;

  g_free (session->notes);
  session->notes = write_lines ("jegyzet");
  reading = read_values (ED_FORM_TREATMENT_LOG, values, case_);
  reading_assert_laid_out (reading);
  assert_all_lines (reading, "jegyzet");
  /* Each page that the row goes on to has the table's head, and says which session it is. */
  g_assert_nonnull (strstr (reading->pages[2], "Beavatkozás, jegyzetek"));
  g_assert_nonnull (strstr (reading->pages[2], "2 (folytatás)"));
  ed_record_free (&ed_treatment_log_type, values);
}

static void
test_many_sessions_flow_over_pages (void)
{
  g_autoptr (EdCase) case_ = samples_case (ED_CASE_PSYCHOLOGICAL);
  EdTreatmentLog *values = ed_record_new (&ed_treatment_log_type);
  g_autoptr (Reading) reading = NULL;

  for (guint i = 1; i <= 60; i++)
    {
      EdLoggedSession *session = ed_record_new (&ed_logged_session_type);

      session->date = ed_date_new (2020, 1, 1) + i;
      session->topic = g_strdup_printf ("téma%u.", i);
      g_ptr_array_add (values->sessions, session);
    }
  reading = read_values (ED_FORM_TREATMENT_LOG, values, case_);
  reading_assert_laid_out (reading);
  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *topic = g_strdup_printf ("téma%u.", i);

      reading_assert_says (reading, topic);
    }
  ed_record_free (&ed_treatment_log_type, values);
}

/* Names at their greatest length, words that have no place to break. */
static void
test_wide_values_stay_on_page (void)
{
  g_autoptr (EdCase) case_ = samples_case (ED_CASE_PSYCHOLOGICAL);
  g_autoptr (EdSettings) settings = ed_settings_new ();

  g_clear_pointer (&case_->client_alias, g_free);
  g_clear_pointer (&case_->company_name, g_free);
  g_clear_pointer (&case_->expert_name, g_free);
  case_->number = G_GINT64_CONSTANT (123456789012);
  case_->client_alias = g_strnfill (200, 'W');
  case_->company_name = g_strnfill (200, 'W');
  case_->expert_name = g_strnfill (200, 'W');
  settings->organisation = g_strnfill (200, 'W');
  for (EdFormKind kind = ED_FORM_SATISFACTION; kind <= ED_FORM_CASE_FILE; kind++)
    {
      gpointer values = samples_values (kind, case_, "en");
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (Reading) reading = NULL;

      if (kind == ED_FORM_SATISFACTION)
        ((EdFeedback *) values)->improve = g_strnfill (3000, 'W');
      if (kind == ED_FORM_TREATMENT_LOG)
        {
          EdTreatmentLog *log = values;
          EdLoggedSession *session = log->sessions->pdata[0];

          g_free (session->topic);
          session->topic = g_strnfill (3000, 'W');
        }
      pdf = ed_form_write_pdf (kind, values, case_, settings, "de", NULL);
      reading = reading_new (pdf);
      reading_assert_laid_out (reading);
      ed_record_free (ed_form_get (kind)->values, values);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/long-values/stories", test_long_stories_flow_over_pages);
  g_test_add_func ("/forms/long-values/session", test_long_session_flows_over_pages);
  g_test_add_func ("/forms/long-values/sessions", test_many_sessions_flow_over_pages);
  g_test_add_func ("/forms/long-values/wide", test_wide_values_stay_on_page);
  return g_test_run ();
}
