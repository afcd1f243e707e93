/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of cases from elsewhere: which column holds what, what each row becomes, and what is wrong
 * with those that become nothing. */

#include "forms/intake-table.h"

#include <string.h>

#include "base/wording.h"
#include "forms/intake-words.h"

#define NOW "2020-04-01T10:00:00.000Z"

static void
test_titles_are_known (void)
{
  static const struct
  {
    const char *title;
    const char *field; /* NULL: none */
  } cases[] = {
    { "Company name", "company_name" },
    { "  COMPANY   NAME ", "company_name" },
    { "company_name", "company_name" },
    { "Cég neve", "company_name" },
    { "ceg neve", "company_name" },
    { "Name der Firma", "company_name" },
    { "Kliens neve", "client_alias" },
    { "Name", "client_alias" },
    { "Was it a crisis call?", "crisis_call" },
    { "Krízishívás volt?", "crisis_call" },
    { "Art des Problems", "type" },
    { "A probléma típusa", "type" },
    { "Mitarbeiter:in / Familienmitglied", "relation" },
    { "Nem", "sex" },
    { "Recorded", "recorded_at" },
    { "Datum der Fallerfassung", "recorded_at" },
    { "Telefon", "phone" },
    { "company_id", NULL },
    { "Favourite colour", NULL },
    { "Reason", NULL },
    { "", NULL },
    { "???", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EdField *field = ed_intake_words_find_field (cases[i].title);

      g_test_message ("%s", cases[i].title);
      g_assert_cmpstr (field != NULL ? field->name : NULL, ==, cases[i].field);
    }
  g_assert_true (ed_intake_words_is_reason ("Reason"));
  g_assert_true (ed_intake_words_is_reason ("Indoklás"));
  g_assert_true (ed_intake_words_is_reason ("grund"));
  g_assert_false (ed_intake_words_is_reason ("Age"));
}

/* No label of one field, in any language, is found for another. */
static void
test_labels_are_unambiguous (void)
{
  for (const char *const *language = ed_wording_list_languages (); *language != NULL; language++)
    {
      g_autoptr (EdWording) wording = ed_wording_load ("/org/experts_dashboard/intake", *language);

      for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
        {
          const EdField *field = &ed_case_intake_type.fields[i];
          g_auto (GStrv) titles = NULL;

          if (field->label == NULL)
            continue;
          titles = g_strsplit (ed_wording_say (wording, "columns", field->name), ";", -1);
          for (char **title = titles; *title != NULL; title++)
            g_assert_true (ed_intake_words_find_field (*title) == field);
          g_assert_true (ed_intake_words_find_field (field->label) == field);
        }
    }
}

static void
test_words_are_known (void)
{
  static const struct
  {
    const char *field, *text;
    const char *word; /* NULL: none */
  } cases[] = {
    { "type", "Legal", "legal" },
    { "type", "jogi", "legal" },
    { "type", "RECHT", "legal" },
    { "type", "health_coaching", "health_coaching" },
    { "type", "Egészségcoaching", "health_coaching" },
    { "sex", "nő", "female" },
    { "sex", "W", "female" },
    { "sex", "m", "male" },
    { "channel", "E-Mail", "email" },
    { "channel", "Személyesen", "in_person" },
    { "consultation_mode", "Videó", "video" },
    { "type", "Astrological", NULL },
    { "sex", "Legal", NULL },
  };
  const EdField *crisis = ed_record_type_find (&ed_case_intake_type, "crisis_call");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EdField *field = ed_record_type_find (&ed_case_intake_type, cases[i].field);
      gint64 found = ed_intake_words_find_choice (field, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found != ED_ABSENT ? field->choices[found].word : NULL, ==, cases[i].word);
    }
  g_assert_cmpint (ed_intake_words_find_choice (crisis, "igen"), ==, 1);
  g_assert_cmpint (ed_intake_words_find_choice (crisis, "Nein"), ==, 0);
  g_assert_cmpint (ed_intake_words_find_choice (crisis, "nem"), ==, 0);
  g_assert_cmpint (ed_intake_words_find_choice (crisis, "1"), ==, 1);
  g_assert_cmpint (ed_intake_words_find_choice (crisis, "perhaps"), ==, ED_ABSENT);
}

static void
test_nothing_is_known (void)
{
  static const char *const nothing[] = { "",      " ",         "-",    "–",
                                         "---",   "unknown",   "NONE", "ismeretlen",
                                         "nincs", "unbekannt", "n/a" };
  static const char *const something[] = { "0", "?", "+", "-1", "none at all", "(unknown)", "X" };

  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    g_assert_true (ed_intake_words_say_nothing (nothing[i]));
  for (guint i = 0; i < G_N_ELEMENTS (something); i++)
    g_assert_false (ed_intake_words_say_nothing (something[i]));
}

/* --- rows ------------------------------------------------------------------------------------- */

static GArray *
read_table (const char *text)
{
  g_autoptr (EdCsvTable) table = ed_csv_table_new (text, ';', NULL);
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  g_autofree const EdField **fields = g_new0 (const EdField *, ED_CSV_COLUMNS_MAX);
  EdIntakePlan plan = { .fields = fields, .now = ed_instant_from_text (NOW), .zone = zone };

  g_assert_nonnull (table);
  ed_intake_table_match (table, fields);
  return ed_intake_table_read (table, &plan, NULL);
}

static const EdIntakeRow *
get_row (GArray *rows, guint i)
{
  return &g_array_index (rows, EdIntakeRow, i);
}

static gboolean
is_unreadable (const EdIntakeRow *row, const char *name)
{
  const EdField *field = ed_record_type_find (&ed_case_intake_type, name);

  return (row->unreadable >> (field - ed_case_intake_type.fields) & 1) != 0;
}

static void
test_row_becomes_case (void)
{
  g_autoptr (GArray) rows =
      read_table ("Company name;Client name;Typ;Type of problem;Recorded;Age;Crisis call;Phone;"
                  "Problem details;City;Company\n"
                  " Suzuki ;XY;x;Jogi;2020-03-18 19:44;42;igen;'+36 30 123;\"one\r\ntwo\";"
                  "ismeretlen;Opel\n");
  const EdIntakeRow *row = get_row (rows, 0);
  const EdCase *intake = row->intake;

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_false (ed_intake_row_is_refused (row));
  g_assert_cmpstr (intake->company_name, ==, "Suzuki");
  g_assert_cmpstr (intake->client_alias, ==, "XY");
  g_assert_cmpint (intake->type, ==, ED_CASE_LEGAL);
  g_assert_cmpint (intake->recorded_at, ==, ed_instant_from_text ("2020-03-18T19:44:00Z"));
  g_assert_cmpint (intake->age, ==, 42);
  g_assert_cmpint (intake->crisis_call, ==, 1);
  g_assert_cmpstr (intake->phone, ==, "+36 30 123");
  g_assert_cmpstr (intake->problem_details, ==, "one\ntwo");
  g_assert_null (intake->city);
  g_assert_cmpint (intake->sessions_available, ==, ED_ABSENT);
  g_assert_cmpint (row->like, ==, ED_ABSENT);
}

static void
test_row_is_refused (void)
{
  static const struct
  {
    const char *row;
    const char *unreadable; /* field, or NULL */
    EdRefusalCode code;
    const char *field; /* of the refusal */
  } cases[] = {
    { "Suzuki;XY;Legal;42;2020-03-18;", NULL, ED_REFUSAL_NONE, NULL },
    { ";XY;Legal;42;2020-03-18;", NULL, ED_REFUSAL_INVALID, "company_name" },
    { "Suzuki;;Legal;42;2020-03-18;", NULL, ED_REFUSAL_INVALID, "client_alias" },
    { "Suzuki;none;Legal;;;", NULL, ED_REFUSAL_NONE, NULL },
    { "Suzuki;XY;;42;2020-03-18;", NULL, ED_REFUSAL_INVALID, "type" },
    { "Suzuki;XY;Astral;42;2020-03-18;", "type", ED_REFUSAL_INVALID, "type" },
    { "Suzuki;XY;Legal;forty;2020-03-18;", "age", ED_REFUSAL_NONE, NULL },
    { "Suzuki;XY;Legal;131;2020-03-18;", NULL, ED_REFUSAL_INVALID, "age" },
    { "Suzuki;XY;Legal;42;18/03/2020;", "recorded_at", ED_REFUSAL_NONE, NULL },
    { "Suzuki;XY;Legal;42;2020-04-02;", NULL, ED_REFUSAL_INVALID, "recorded_at" },
    { "Suzuki;XY;Coaching;42;2020-03-18;", NULL, ED_REFUSAL_INVALID, "coaching_kind" },
    { "Suzuki;XY;Coaching;42;2020-03-18;Trainer", NULL, ED_REFUSAL_NONE, NULL },
    { "Suzuki;XY;Legal;42;2020-03-18;Trainer", NULL, ED_REFUSAL_INVALID, "coaching_kind" },
    { "\"Suzuki\nMotors\";XY;Legal;;;", NULL, ED_REFUSAL_INVALID, "company_name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strconcat ("Company;Client;Type;Age;Date;Kind of coaching\n", cases[i].row, NULL);
      g_autoptr (GArray) rows = read_table (text);
      const EdIntakeRow *row = get_row (rows, 0);

      g_test_message ("%s", cases[i].row);
      g_assert_cmpint (row->refusal.code, ==, cases[i].code);
      g_assert_cmpstr (row->refusal.field, ==, cases[i].field);
      if (cases[i].unreadable == NULL)
        g_assert_cmpuint (row->unreadable, ==, 0);
      else
        g_assert_true (is_unreadable (row, cases[i].unreadable));
      g_assert_cmpint (ed_intake_row_is_refused (row),
                       ==,
                       cases[i].unreadable != NULL || cases[i].code != ED_REFUSAL_NONE);
    }
}

/* What may stand in the wrong column is not taken for anybody's case. */
static void
test_row_is_out_of_shape (void)
{
  g_autoptr (GArray) rows = read_table ("Company;Client;Type\n"
                                        "Suzuki;XY;Legal;moved\n"
                                        "Suzuki;XY;Legal;;;\n"
                                        "Suzuki;XY;\"Legal\nSuzuki;ZZ;Legal\n");

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_true (get_row (rows, 0)->has_more);
  g_assert_true (ed_intake_row_is_refused (get_row (rows, 0)));
  g_assert_false (ed_intake_row_is_refused (get_row (rows, 1)));
  g_assert_true (get_row (rows, 2)->is_open);
  g_assert_true (ed_intake_row_is_refused (get_row (rows, 2)));
}

static void
test_row_is_like_another (void)
{
  g_autoptr (GArray) rows = read_table ("Company;Client;Type;Date\n"
                                        "Suzuki;XY;Legal;2020-03-18\n"
                                        "Suzuki;ZZ;Legal;2020-03-18\n"
                                        "SUZUKI;xy;Financial;2020-03-18 12:00\n"
                                        "Suzuki;XY;Legal;2020-03-19\n"
                                        "Suzuki;AB;;2020-03-18\n"
                                        "Suzuki;AB;Legal;2020-03-18\n");
  static const gint64 like[] = { ED_ABSENT, ED_ABSENT, 0, ED_ABSENT, ED_ABSENT, ED_ABSENT };

  for (guint i = 0; i < G_N_ELEMENTS (like); i++)
    g_assert_cmpint (get_row (rows, i)->like, ==, like[i]);
}

static void
test_reading_is_cancelled (void)
{
  g_autoptr (EdCsvTable) table = ed_csv_table_new ("Company\nSuzuki\n", ';', NULL);
  g_autoptr (EdZone) zone = ed_zone_new_utc ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const EdField *fields[] = { NULL };
  const EdIntakePlan plan = { .fields = fields, .now = 0, .zone = zone };

  g_cancellable_cancel (cancellable);
  g_assert_null (ed_intake_table_read (table, &plan, cancellable));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/intake-table/titles-are-known", test_titles_are_known);
  g_test_add_func ("/forms/intake-table/labels-are-unambiguous", test_labels_are_unambiguous);
  g_test_add_func ("/forms/intake-table/words-are-known", test_words_are_known);
  g_test_add_func ("/forms/intake-table/nothing-is-known", test_nothing_is_known);
  g_test_add_func ("/forms/intake-table/row-becomes-case", test_row_becomes_case);
  g_test_add_func ("/forms/intake-table/row-is-refused", test_row_is_refused);
  g_test_add_func ("/forms/intake-table/row-is-out-of-shape", test_row_is_out_of_shape);
  g_test_add_func ("/forms/intake-table/row-is-like-another", test_row_is_like_another);
  g_test_add_func ("/forms/intake-table/reading-is-cancelled", test_reading_is_cancelled);
  return g_test_run ();
}
