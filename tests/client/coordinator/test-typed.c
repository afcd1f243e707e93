/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/coordinator/choice-row.h"
#include "client/coordinator/intake-texts.h"
#include "client/coordinator/suggestions.h"
#include "client/coordinator/typed.h"
#include "domain/case.h"

#include <string.h>

static void
test_typed_text (void)
{
  static const struct
  {
    const char *typed;
    gboolean is_required;
    const char *text;
  } cases[] = {
    { "Suzuki", FALSE, "Suzuki" },
    { "  Magyar Posta \t", FALSE, "Magyar Posta" },
    { "", FALSE, NULL },
    { " \n ", FALSE, NULL },
    { "", TRUE, NULL },
    { "unknown", FALSE, NULL },
    { "Unknown ", FALSE, NULL },
    { "NONE", FALSE, NULL },
    { "-", FALSE, NULL },
    { "–", FALSE, NULL },
    { "none", TRUE, "none" },
    { "none of it", FALSE, "none of it" },
    { "two\nlines", FALSE, "two\nlines" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = ed_typed_text (cases[i].typed, cases[i].is_required);

      g_test_message ("'%s'", cases[i].typed);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_typed_integer (void)
{
  static const struct
  {
    const char *typed;
    gboolean is_readable;
    gint64 value;
  } cases[] = {
    { "40", TRUE, 40 },
    { " 0 ", TRUE, 0 },
    { "-3", TRUE, -3 },
    { "131", TRUE, 131 },
    { "", TRUE, ED_ABSENT },
    { "unknown", TRUE, ED_ABSENT },
    { "-", TRUE, ED_ABSENT },
    { "forty", FALSE, ED_ABSENT },
    { "4 0", FALSE, ED_ABSENT },
    { "4.5", FALSE, ED_ABSENT },
    { "0x10", FALSE, ED_ABSENT },
    { "9223372036854775808", FALSE, ED_ABSENT },
    { "-9223372036854775808", FALSE, ED_ABSENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = 7;

      g_test_message ("'%s'", cases[i].typed);
      g_assert_cmpint (ed_typed_integer (cases[i].typed, &value), ==, cases[i].is_readable);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_choice_finds_letter (void)
{
  static const char *const words[] = { "Unknown", "Phone",     "E-mail", "Chat",
                                       "Online",  "In person", NULL };
  static const char *const accented[] = { "Ismeretlen", "Üzenet", "ülésen", NULL };
  static const struct
  {
    const char *const *words;
    guint from;
    const char *letter;
    guint found;
  } cases[] = {
    { words, 0, "p", 1 },    { words, 0, "P", 1 },    { words, 1, "p", 1 },
    { words, 5, "e", 2 },    { words, 3, "x", 3 },    { words, 2, "u", 0 },
    { accented, 0, "ü", 1 }, { accented, 1, "Ü", 2 }, { accented, 2, "ü", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (
        ed_choice_find_letter (cases[i].words, cases[i].from, g_utf8_get_char (cases[i].letter)),
        ==,
        cases[i].found);
}

static void
test_suggestion_fits (void)
{
  static const struct
  {
    const char *word;
    const char *typed;
    gboolean fits;
  } cases[] = {
    { "Suzuki", "su", TRUE },          { "Magyar Posta", "posta", TRUE },
    { "Magyar Posta", "ma p", TRUE },  { "Richter Gedeon", "gedeon", TRUE },
    { "Péti Nitrogén", "peti", TRUE }, { "Suzuki", "zuki", FALSE },
    { "Audi", "bosch", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s ← %s", cases[i].word, cases[i].typed);
      g_assert_cmpint (ed_suggestion_fits (cases[i].word, cases[i].typed), ==, cases[i].fits);
    }
}

/* A sentence names the field by its label, or says what to do about it. */
static void
test_texts_name_the_field (void)
{
  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];
      EdCase *intake;
      g_autofree char *trouble = NULL;
      g_autofree char *refused = NULL;

      if (field->label == NULL)
        continue;
      intake = ed_record_new (&ed_case_intake_type);
      trouble = ed_intake_trouble_text (field, intake, TRUE);
      g_assert_cmpint (trouble != NULL, ==, (field->flags & ED_FIELD_REQUIRED) != 0);
      if (trouble != NULL)
        g_assert_nonnull (strstr (trouble, field->label));
      refused = ed_intake_refused_text (field);
      g_assert_cmpint (strlen (refused), >, 10);
      ed_record_free (&ed_case_intake_type, intake);
    }
}

static void
test_texts_say_why (void)
{
  g_autofree char *long_text = g_strnfill (201, 'x');
  const struct
  {
    const char *field;
    const char *text;
    gint64 number;
    gboolean is_readable;
    const char *sentence;
  } cases[] = {
    { "company_name", NULL, 0, TRUE, "“Company name” is needed to save the case." },
    { "company_name",
      long_text,
      0,
      TRUE,
      "“Company name” can have 200 characters at most; this has 201." },
    { "city",
      "a\001b",
      0,
      TRUE,
      "“City of consultation” has characters that cannot be kept, like a line break." },
    { "age", NULL, 131, TRUE, "“Age” is a whole number from 0 to 130, or empty." },
    { "age", NULL, ED_ABSENT, FALSE, "“Age” is a whole number from 0 to 130, or empty." },
    { "age", NULL, 130, TRUE, NULL },
    { "recorded_at",
      NULL,
      ED_ABSENT,
      FALSE,
      "This is no date and time. Write them like 2020-03-18 and 20:44." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EdField *field = ed_record_type_find (&ed_case_intake_type, cases[i].field);
      EdCase *intake = ed_record_new (&ed_case_intake_type);
      g_autofree char *sentence = NULL;

      if (field->kind == ED_FIELD_TEXT)
        ed_field_set_text (field, intake, cases[i].text);
      else
        ed_field_set_number (field, intake, cases[i].number);
      sentence = ed_intake_trouble_text (field, intake, cases[i].is_readable);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
      ed_record_free (&ed_case_intake_type, intake);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordinator/typed/text", test_typed_text);
  g_test_add_func ("/coordinator/typed/integer", test_typed_integer);
  g_test_add_func ("/coordinator/choice/finds-letter", test_choice_finds_letter);
  g_test_add_func ("/coordinator/suggestion/fits", test_suggestion_fits);
  g_test_add_func ("/coordinator/intake-texts/name-the-field", test_texts_name_the_field);
  g_test_add_func ("/coordinator/intake-texts/say-why", test_texts_say_why);
  return g_test_run ();
}
