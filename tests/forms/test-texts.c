/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/form.h"
#include "forms/texts.h"
#include "support/wordings.h"

#include <gio/gio.h>
#include <string.h>

static void
test_texts_are_alike (void)
{
  ed_texts_get ("en");
  wordings_assert_alike ("/org/experts_dashboard/forms");
  wordings_assert_alike ("/org/experts_dashboard/intake");
}

static void
test_texts_find_language (void)
{
  static const char *const cases[][2] = {
    { "hu", "Magyar" },     { "hu_HU.UTF-8", "Magyar" }, { "de_AT", "Deutsch" },
    { "de-CH", "Deutsch" }, { "en", "English" },         { "fr", "English" },
    { "C", "English" },     { "", "English" },           { NULL, "English" },
    { "den", "English" },   { "h", "English" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (ed_form_language_name (cases[i][0]), ==, cases[i][1]);
}

static void
test_texts_fill (void)
{
  const EdTexts *texts = ed_texts_get ("en");
  g_autofree char *page =
      ed_texts_fill (texts, "sheet", "page", "pages", "{page}", "page", "2", NULL);

  /* A value with braces in it is not filled in turn. */
  g_assert_cmpstr (page, ==, "Page 2 of {page}");
}

static void
test_texts_write_dates (void)
{
  static const struct
  {
    const char *language, *date, *long_date, *short_date;
  } cases[] = {
    { "en", "2020-03-02", "2 March 2020", "2020-03-02" },
    { "hu", "2020-03-02", "2020. március 2.", "2020. 03. 02." },
    { "de", "2020-03-02", "2. März 2020", "02.03.2020" },
    { "hu", "1999-12-31", "1999. december 31.", "1999. 12. 31." },
    { "de", "2001-01-10", "10. Januar 2001", "10.01.2001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EdTexts *texts = ed_texts_get (cases[i].language);
      gint64 date = ed_date_from_text (cases[i].date);
      g_autofree char *long_date = ed_texts_long_date (texts, date);
      g_autofree char *short_date = ed_texts_short_date (texts, date);

      g_assert_cmpstr (long_date, ==, cases[i].long_date);
      g_assert_cmpstr (short_date, ==, cases[i].short_date);
    }
}

/* Whoever lays out a native form from the table finds words for all of it. */
static void
check_labels (EdFormKind kind, const EdRecordType *type, const char *language)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const EdField *field = &type->fields[i];

      if (field->kind == ED_FIELD_ID)
        continue; /* nobody is asked for it */
      g_assert_cmpstr (ed_form_label (kind, field, language), !=, "");
      if (field->kind == ED_FIELD_RECORDS)
        check_labels (kind, field->element, language);
      for (guint j = 0; field->kind == ED_FIELD_CHOICE && field->choices[j].word != NULL; j++)
        g_assert_cmpstr (ed_form_choice (kind, field, j, language), !=, "");
    }
}

static void
test_texts_label_fields (void)
{
  const char *const *languages = ed_form_list_languages ();
  const EdField *topic = ed_record_type_find (&ed_logged_session_type, "topic");
  const EdField *outcome = ed_record_type_find (&ed_treatment_log_type, "outcome");

  for (guint i = 0; languages[i] != NULL; i++)
    {
      for (EdFormKind kind = ED_FORM_SATISFACTION; kind <= ED_FORM_CASE_FILE; kind++)
        check_labels (kind, ed_form_get (kind)->values, languages[i]);
    }
  g_assert_cmpstr (ed_form_label (ED_FORM_TREATMENT_LOG, topic, "de"), ==, "Thema");
  g_assert_cmpstr (ed_form_choice (ED_FORM_TREATMENT_LOG, outcome, 0, "en"), ==, "Goals reached");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/texts/are-alike", test_texts_are_alike);
  g_test_add_func ("/forms/texts/find-language", test_texts_find_language);
  g_test_add_func ("/forms/texts/fill", test_texts_fill);
  g_test_add_func ("/forms/texts/write-dates", test_texts_write_dates);
  g_test_add_func ("/forms/texts/label-fields", test_texts_label_fields);
  return g_test_run ();
}
