/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/account.h"
#include "domain/case.h"
#include "domain/command.h"
#include "domain/fee-statement.h"
#include "domain/refusal.h"
#include "domain/settings.h"

#include <string.h>

#define UUID "0b6c9b1e-2f63-4c5e-9a3c-0f1d2e3c4b5a"

static const EdRecordType *const types[] = {
  &ed_case_type,           &ed_case_intake_type, &ed_session_type,  &ed_attempt_type,
  &ed_document_type,       &ed_closing_type,     &ed_approval_type, &ed_return_type,
  &ed_assignment_type,     &ed_decline_type,     &ed_event_type,    &ed_account_type,
  &ed_settings_type,       &ed_transition_type,  &ed_fee_type,      &ed_fee_statement_type,
  &ed_statement_line_type,
};

/* Gives FIELD of RECORD a valid value, nested records included, told apart by SEED. */
static void
fill_field (const EdField *field, gpointer record, guint seed)
{
  char *place = (char *) record + field->offset;
  g_autofree char *whole = g_strdup_printf ("é %s %u", field->name, seed);
  g_autofree char *text = field->maximum > 0 && g_utf8_strlen (whole, -1) > field->maximum
                              ? g_utf8_substring (whole, 0, field->maximum)
                              : g_strdup (whole);
  const char *const texts[] = { text, "second", NULL };
  gpointer element = NULL;

  if (field->element != NULL)
    {
      element = ed_record_new (field->element);
      for (guint i = 0; i < field->element->n_fields; i++)
        fill_field (&field->element->fields[i], element, seed + i);
    }
  switch (field->kind)
    {
    case ED_FIELD_TEXT:
      ed_field_set_text (field, record, text);
      break;
    case ED_FIELD_ID:
      ed_field_set_text (field, record, UUID);
      break;
    case ED_FIELD_RECORD:
      *(gpointer *) place = element;
      break;
    case ED_FIELD_RECORDS:
      g_ptr_array_add (*(GPtrArray **) place, element);
      break;
    case ED_FIELD_TEXTS:
      *(char ***) place = g_strdupv ((char **) texts);
      break;
    case ED_FIELD_INTEGER:
      ed_field_set_number (field, record, CLAMP (seed, field->minimum, field->maximum));
      break;
    default:
      ed_field_set_number (field, record, seed % 2);
      break;
    }
}

static gpointer
new_filled (const EdRecordType *type)
{
  gpointer record = ed_record_new (type);

  for (guint i = 0; i < type->n_fields; i++)
    fill_field (&type->fields[i], record, i);
  return record;
}

static void
test_new_is_empty (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      gpointer record = ed_record_new (types[t]);

      for (guint i = 0; i < types[t]->n_fields; i++)
        g_assert_true (ed_field_is_absent (&types[t]->fields[i], record));
      ed_record_free (types[t], record);
    }
}

static void
test_tables_are_sound (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      /* An edit names its fields by the bits of one word. */
      g_assert_cmpuint (types[t]->n_fields, <=, 64);
      for (guint i = 0; i < types[t]->n_fields; i++)
        {
          const EdField *field = &types[t]->fields[i];

          g_assert_true (ed_record_type_find (types[t], field->name) == field);
          g_assert_cmpuint (field->offset % sizeof (gint64), ==, 0);
          g_assert_cmpuint (field->offset + sizeof (gint64), <=, types[t]->size);
          g_assert_true ((field->kind == ED_FIELD_CHOICE) == (field->choices != NULL));
          g_assert_true ((field->kind == ED_FIELD_RECORD || field->kind == ED_FIELD_RECORDS)
                         == (field->element != NULL));
          if (field->kind == ED_FIELD_TEXT || field->kind == ED_FIELD_TEXTS)
            g_assert_cmpint (field->maximum, >, 0);
          for (guint j = 0; j < i; j++)
            g_assert_cmpuint (types[t]->fields[j].offset, !=, field->offset);
        }
    }
  g_assert_null (ed_record_type_find (&ed_case_type, "no_such_field"));
}

static void
test_copy_is_equal_and_apart (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      gpointer record = new_filled (types[t]);
      gpointer copy = ed_record_copy (types[t], record);

      g_assert_null (ed_record_find_invalid (types[t], record));
      g_assert_true (ed_record_equal (types[t], record, copy));
      for (guint i = 0; i < types[t]->n_fields; i++)
        {
          const EdField *field = &types[t]->fields[i];

          g_assert_false (ed_field_is_absent (field, copy));
          ed_field_clear (field, copy);
          g_assert_true (ed_field_is_absent (field, copy));
          g_assert_false (ed_field_is_absent (field, record));
          g_assert_false (ed_field_equal (field, record, copy));
          g_assert_false (ed_record_equal (types[t], record, copy));
          ed_field_copy (field, copy, record);
          g_assert_true (ed_record_equal (types[t], record, copy));
        }
      ed_record_free (types[t], record);
      ed_record_free (types[t], copy);
    }
}

static void
test_equal_sees_nested (void)
{
  g_autoptr (EdCase) a = new_filled (&ed_case_type);
  g_autoptr (EdCase) b = ed_case_copy (a);

  ((EdSession *) b->sessions->pdata[0])->minutes++;
  g_assert_false (ed_record_equal (&ed_case_type, a, b));
  ((EdSession *) b->sessions->pdata[0])->minutes--;
  g_free (b->closing->id);
  b->closing->id = g_strdup ("another");
  g_assert_false (ed_record_equal (&ed_case_type, a, b));
  g_assert_true (ed_record_equal (&ed_case_type, NULL, NULL));
  g_assert_false (ed_record_equal (&ed_case_type, a, NULL));
}

static void
test_absent_texts_are_one (void)
{
  const EdField *roles = ed_record_type_find (&ed_account_type, "roles");
  g_autoptr (EdAccount) a = ed_record_new (&ed_account_type);
  g_autoptr (EdAccount) b = ed_record_new (&ed_account_type);

  b->roles = g_new0 (char *, 1);
  g_assert_true (ed_field_is_absent (roles, b));
  g_assert_true (ed_field_equal (roles, a, b));
  ed_field_copy (roles, a, b);
  g_assert_null (a->roles);
}

/* One of the fields below with a text for value; valid or not. */
static void
test_texts_are_checked (void)
{
  g_autofree char *longest = g_strnfill (200, 'x');
  g_autofree char *too_long = g_strnfill (201, 'x');
  g_autofree char *wide = g_strdup ("");
  const struct
  {
    const char *field;
    const char *value;
    gboolean is_valid;
  } cases[] = {
    { "city", "Táplószentmárton", TRUE },
    { "city", "", FALSE },
    { "city", " \xc2\xa0", FALSE },
    { "city", "two\nlines", FALSE },
    { "city", "a\ttab", FALSE },
    { "city", "bell\a", FALSE },
    { "city", "not UTF-8 \xff", FALSE },
    { "city", longest, TRUE },
    { "city", too_long, FALSE },
    { "problem_details", "two\nlines\tand a tab", TRUE },
    { "problem_details", "\r\n", FALSE },
    { "problem_details", "\n\n", FALSE },
    { "company_id", UUID, TRUE },
    { "company_id", "0B6C9B1E-2F63-4C5E-9A3C-0F1D2E3C4B5A", FALSE },
    { "company_id", "0b6c9b1e-2f63-4c5e-9a3c-0f1d2e3c4b5", FALSE },
    { "company_id", "0b6c9b1e-2f63-4c5e-9a3c-0f1d2e3c4b5a0", FALSE },
    { "company_id", "0b6c9b1e02f63-4c5e-9a3c-0f1d2e3c4b5a", FALSE },
    { "company_id", "0b6c9b1e-2f63-4c5e-9a3c-0f1d2e3c4b5g", FALSE },
    { "company_id", "", FALSE },
  };

  for (guint i = 0; i < 200; i++)
    {
      char *longer = g_strconcat (wide, "ő", NULL);

      g_free (wide);
      wide = longer;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EdField *field = ed_record_type_find (&ed_case_type, cases[i].field);
      g_autoptr (EdCase) record = ed_case_new ();

      ed_field_set_text (field, record, cases[i].value);
      g_assert_cmpint (ed_field_is_valid (field, record), ==, cases[i].is_valid);
      /* Lengths are in characters, not bytes. */
      ed_field_set_text (ed_record_type_find (&ed_case_type, "city"), record, wide);
      g_assert_true (ed_field_is_valid (ed_record_type_find (&ed_case_type, "city"), record));
    }
}

static void
test_numbers_are_checked (void)
{
  const gint64 year_10000 = ed_date_new (9999, 12, 31) + 1;
  const gint64 year_1 = ed_date_new (1, 1, 1);
  const struct
  {
    const EdRecordType *type;
    const char *field;
    gint64 value;
    gboolean is_valid;
  } cases[] = {
    { &ed_case_type, "age", 0, TRUE },
    { &ed_case_type, "age", -1, FALSE },
    { &ed_case_type, "age", 130, TRUE },
    { &ed_case_type, "age", 131, FALSE },
    { &ed_case_type, "age", ED_ABSENT, TRUE },
    { &ed_case_type, "crisis_call", 1, TRUE },
    { &ed_case_type, "crisis_call", 2, FALSE },
    { &ed_case_type, "crisis_call", -1, FALSE },
    { &ed_case_type, "type", ED_CASE_HEALTH_COACHING, TRUE },
    { &ed_case_type, "type", ED_CASE_HEALTH_COACHING + 1, FALSE },
    { &ed_case_type, "type", -1, FALSE },
    { &ed_case_type, "type", ED_ABSENT, FALSE },
    { &ed_case_type, "recorded_at", 0, TRUE },
    { &ed_case_type, "recorded_at", year_10000 * 86400000 - 1, TRUE },
    { &ed_case_type, "recorded_at", year_10000 * 86400000, FALSE },
    { &ed_case_type, "recorded_at", year_1 * 86400000 - 1, FALSE },
    { &ed_session_type, "date", -1, TRUE },
    { &ed_session_type, "date", year_10000, FALSE },
    { &ed_session_type, "date", year_1 - 1, FALSE },
    { &ed_session_type, "date", ED_ABSENT, FALSE },
    { &ed_session_type, "time", 1439, TRUE },
    { &ed_session_type, "time", 1440, FALSE },
    { &ed_session_type, "time", -1, FALSE },
    { &ed_session_type, "minutes", 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EdField *field = ed_record_type_find (cases[i].type, cases[i].field);
      gpointer record = ed_record_new (cases[i].type);

      ed_field_set_number (field, record, cases[i].value);
      g_assert_cmpint (ed_field_is_valid (field, record), ==, cases[i].is_valid);
      g_assert_cmpint (ed_field_get_number (field, record), ==, cases[i].value);
      ed_record_free (cases[i].type, record);
    }
}

static void
test_first_invalid_is_found (void)
{
  g_autoptr (EdCase) record = new_filled (&ed_case_type);
  EdSession *session = record->sessions->pdata[0];

  g_assert_null (ed_record_find_invalid (&ed_case_type, record));
  session->minutes = 0;
  g_assert_cmpstr (ed_record_find_invalid (&ed_case_type, record)->name, ==, "minutes");
  session->minutes = 50;
  g_clear_pointer (&record->company_name, g_free);
  g_assert_cmpstr (ed_record_find_invalid (&ed_case_type, record)->name, ==, "company_name");
}

static void
test_array_frees_elements (void)
{
  g_autoptr (EdCase) record = ed_case_new ();

  for (guint i = 0; i < 3; i++)
    {
      g_ptr_array_add (record->sessions, new_filled (&ed_session_type));
      g_ptr_array_add (record->events, new_filled (&ed_event_type));
    }
  g_ptr_array_remove_index (record->sessions, 1);
  g_assert_cmpuint (record->sessions->len, ==, 2);
}

static void
test_words_are_found (void)
{
  g_assert_cmpint (ed_choice_find (ed_case_type_choices, "legal"), ==, ED_CASE_LEGAL);
  g_assert_cmpint (ed_choice_find (ed_case_type_choices, "Legal"), ==, ED_ABSENT);
  g_assert_cmpint (ed_choice_find (ed_attempt_kind_choices, "text"), ==, ED_ATTEMPT_MESSAGE);
  for (int code = 0; code < ED_N_REFUSALS; code++)
    g_assert_cmpint (ed_refusal_find (ed_refusal_word (code)), ==, code);
  g_assert_cmpint (ed_refusal_find ("no such word"), ==, ED_REFUSAL_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/record/new-is-empty", test_new_is_empty);
  g_test_add_func ("/domain/record/tables-are-sound", test_tables_are_sound);
  g_test_add_func ("/domain/record/copy-is-equal-and-apart", test_copy_is_equal_and_apart);
  g_test_add_func ("/domain/record/equal-sees-nested", test_equal_sees_nested);
  g_test_add_func ("/domain/record/absent-texts-are-one", test_absent_texts_are_one);
  g_test_add_func ("/domain/record/texts-are-checked", test_texts_are_checked);
  g_test_add_func ("/domain/record/numbers-are-checked", test_numbers_are_checked);
  g_test_add_func ("/domain/record/first-invalid-is-found", test_first_invalid_is_found);
  g_test_add_func ("/domain/record/array-frees-elements", test_array_frees_elements);
  g_test_add_func ("/domain/record/words-are-found", test_words_are_found);
  return g_test_run ();
}
