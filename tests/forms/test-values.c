/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/samples.h"
#include "wire/record-json.h"

#include <gio/gio.h>

static void
test_values_take_from_case (void)
{
  g_autoptr (EdCase) case_ = samples_case (ED_CASE_HEALTH_COACHING);
  EdCaseFile *values = ed_form_make_values (ED_FORM_CASE_FILE, case_);
  EdLoggedSession *first = values->sessions->pdata[0];
  EdLoggedSession *last = values->sessions->pdata[2];

  g_assert_cmpint (values->coaching_kind, ==, case_->coaching_kind);
  g_assert_cmpuint (values->sessions->len, ==, 3);
  g_assert_cmpint (first->date, ==, ed_date_new (2020, 3, 22));
  g_assert_cmpint (first->time, ==, 16 * 60 + 30);
  g_assert_cmpint (first->minutes, ==, 50);
  g_assert_null (first->topic);
  g_assert_cmpint (last->date, ==, ed_date_new (2020, 3, 29));
  g_assert_cmpint (last->time, ==, ED_ABSENT);
  g_assert_null (values->goals);
  ed_record_free (&ed_case_file_type, values);
}

/* What did not happen is in no log, and a session's own length comes before the case's. */
static void
test_values_pass_over_deleted (void)
{
  g_autoptr (EdCase) case_ = samples_case (ED_CASE_PSYCHOLOGICAL);
  EdTreatmentLog *values;

  ((EdSession *) case_->sessions->pdata[0])->deleted = 1;
  ((EdSession *) case_->sessions->pdata[1])->minutes = 90;
  values = ed_form_make_values (ED_FORM_TREATMENT_LOG, case_);
  g_assert_cmpuint (values->sessions->len, ==, 2);
  g_assert_cmpint (((EdLoggedSession *) values->sessions->pdata[0])->minutes, ==, 90);
  g_assert_cmpint (((EdLoggedSession *) values->sessions->pdata[1])->minutes, ==, 50);
  ed_record_free (&ed_treatment_log_type, values);
}

/* What was written stays with its session, wherever that moves. */
static void
test_values_follow_case (void)
{
  g_autoptr (EdCase) case_ = samples_case (ED_CASE_PSYCHOLOGICAL);
  EdSession *first = case_->sessions->pdata[0];
  EdTreatmentLog *log = samples_values (ED_FORM_TREATMENT_LOG, case_, "en");
  EdSession *added = ed_record_new (&ed_session_type);
  EdLoggedSession *last;

  for (guint i = 0; i < log->sessions->len; i++)
    {
      EdLoggedSession *entry = log->sessions->pdata[i];

      g_free (entry->topic);
      entry->topic = g_strdup_printf ("topic %u", i);
    }
  first->date = ed_date_new (2020, 4, 2);
  first->minutes = 30;
  added->id = g_strdup ("00000000-0000-4000-8000-000000000099");
  added->assignment_id = g_strdup (case_->assignment_id);
  added->date = ed_date_new (2020, 3, 25);
  g_ptr_array_add (case_->sessions, added);
  ed_form_follow_case (ED_FORM_TREATMENT_LOG, log, case_);
  g_assert_cmpuint (log->sessions->len, ==, 4);
  g_assert_cmpstr (((EdLoggedSession *) log->sessions->pdata[0])->topic, ==, "topic 1");
  g_assert_null (((EdLoggedSession *) log->sessions->pdata[1])->topic);
  g_assert_cmpstr (((EdLoggedSession *) log->sessions->pdata[2])->topic, ==, "topic 2");
  last = log->sessions->pdata[3];
  g_assert_cmpstr (last->topic, ==, "topic 0");
  g_assert_cmpint (last->date, ==, ed_date_new (2020, 4, 2));
  g_assert_cmpint (last->minutes, ==, 30);
  g_assert_nonnull (log->summary);
  ed_record_free (&ed_treatment_log_type, log);
}

/* A session is deleted: its notes are not lost, and where there are none nothing is left of it. */
static void
test_values_keep_what_is_written (void)
{
  g_autoptr (EdCase) case_ = samples_case (ED_CASE_PSYCHOLOGICAL);
  EdTreatmentLog *log = ed_form_make_values (ED_FORM_TREATMENT_LOG, case_);
  EdLoggedSession *written = log->sessions->pdata[1];
  EdLoggedSession *kept;

  written->agreed = g_strdup ("A walk each day");
  ((EdSession *) case_->sessions->pdata[0])->deleted = 1;
  ((EdSession *) case_->sessions->pdata[1])->deleted = 1;
  ed_form_follow_case (ED_FORM_TREATMENT_LOG, log, case_);
  g_assert_cmpuint (log->sessions->len, ==, 2);
  kept = log->sessions->pdata[0];
  g_assert_cmpstr (kept->agreed, ==, "A walk each day");
  g_assert_cmpint (kept->date, ==, ed_date_new (2020, 3, 24));
  g_clear_pointer (&kept->agreed, g_free);
  ed_form_follow_case (ED_FORM_TREATMENT_LOG, log, case_);
  g_assert_cmpuint (log->sessions->len, ==, 1);
  g_assert_cmpint (((EdLoggedSession *) log->sessions->pdata[0])->date,
                   ==,
                   ed_date_new (2020, 3, 29));
  ed_record_free (&ed_treatment_log_type, log);
}

/* The client's answers are the client's: not even a score that is known is put in. */
static void
test_values_of_client_are_empty (void)
{
  g_autoptr (EdCase) case_ = samples_case (ED_CASE_PSYCHOLOGICAL);
  gpointer empty = ed_form_make_values (ED_FORM_SATISFACTION, NULL);
  gpointer values;

  case_->satisfaction_score = 8;
  values = ed_form_make_values (ED_FORM_SATISFACTION, case_);
  g_assert_true (ed_record_equal (&ed_feedback_type, values, empty));
  ed_record_free (&ed_feedback_type, empty);
  ed_record_free (&ed_feedback_type, values);
}

/* A draft is kept as JSON. */
static void
test_values_survive_json (void)
{
  for (EdFormKind kind = ED_FORM_SATISFACTION; kind <= ED_FORM_CASE_FILE; kind++)
    {
      const EdRecordType *type = ed_form_get (kind)->values;
      g_autoptr (EdCase) case_ = samples_case (ED_CASE_HEALTH_COACHING);
      gpointer values = samples_values (kind, case_, "hu");
      g_autofree char *json = ed_record_to_json (type, values, NULL);
      g_autoptr (GError) error = NULL;
      gpointer again = ed_record_from_json (type, json, -1, ED_WIRE_STRICT, &error);

      g_assert_no_error (error);
      g_assert_true (ed_record_equal (type, values, again));
      ed_record_free (type, values);
      ed_record_free (type, again);
    }
}

static void
assert_refused (EdFormKind kind, gconstpointer values, const EdSettings *settings)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ed_form_write_pdf (kind, values, NULL, settings, "en", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_values_are_checked (void)
{
  g_autoptr (EdSettings) settings = samples_settings ();
  EdFeedback *feedback = ed_record_new (&ed_feedback_type);
  EdTreatmentLog *log = ed_record_new (&ed_treatment_log_type);
  static const gint64 off_scale[] = { 0, 11, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (off_scale); i++)
    {
      feedback->score = off_scale[i];
      assert_refused (ED_FORM_SATISFACTION, feedback, settings);
    }
  feedback->score = 10;
  feedback->liked = g_strdup ("not \xff UTF-8");
  assert_refused (ED_FORM_SATISFACTION, feedback, settings);
  log->outcome = 99;
  assert_refused (ED_FORM_TREATMENT_LOG, log, settings);
  ed_record_free (&ed_feedback_type, feedback);
  ed_record_free (&ed_treatment_log_type, log);
}

static void
test_forms_name_their_document (void)
{
  g_assert_cmpint (ed_form_get (ED_FORM_SATISFACTION)->document, ==, ED_DOCUMENT_SATISFACTION_FORM);
  g_assert_cmpint (ed_form_get (ED_FORM_TREATMENT_LOG)->document, ==, ED_DOCUMENT_TREATMENT_LOG);
  g_assert_cmpint (ed_form_get (ED_FORM_CASE_FILE)->document, ==, ED_DOCUMENT_CASE_FILE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/values/take-from-case", test_values_take_from_case);
  g_test_add_func ("/forms/values/pass-over-deleted", test_values_pass_over_deleted);
  g_test_add_func ("/forms/values/follow-case", test_values_follow_case);
  g_test_add_func ("/forms/values/keep-what-is-written", test_values_keep_what_is_written);
  g_test_add_func ("/forms/values/of-client-are-empty", test_values_of_client_are_empty);
  g_test_add_func ("/forms/values/survive-json", test_values_survive_json);
  g_test_add_func ("/forms/values/are-checked", test_values_are_checked);
  g_test_add_func ("/forms/values/name-their-document", test_forms_name_their_document);
  return g_test_run ();
}
