/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/reading.h"
#include "forms/samples.h"

#include <string.h>

#define N_KINDS 3

typedef enum
{
  EMPTY,
  FOR_CASE,
  FILLED,
  N_STATES,
} State;

static EdCase *
make_case (EdFormKind kind)
{
  return samples_case (kind == ED_FORM_CASE_FILE ? ED_CASE_HEALTH_COACHING : ED_CASE_PSYCHOLOGICAL);
}

static Reading *
read_form (EdFormKind kind, State state, const char *language)
{
  g_autoptr (EdSettings) settings = samples_settings ();
  g_autoptr (EdCase) case_ = make_case (kind);
  gpointer values = samples_values (kind, case_, language);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = ed_form_write_pdf (kind,
                                              state == FILLED ? values : NULL,
                                              state == EMPTY ? NULL : case_,
                                              settings,
                                              language,
                                              &error);

  g_assert_no_error (error);
  ed_record_free (ed_form_get (kind)->values, values);
  return reading_new (pdf);
}

static void
check_foot (Reading *reading, const char *language)
{
  for (guint i = 0; i < reading->n_pages; i++)
    {
      g_autofree char *foot = g_strdup_printf (strcmp (language, "hu") == 0   ? "%u/%u. oldal"
                                               : strcmp (language, "de") == 0 ? "Seite %u von %u"
                                                                              : "Page %u of %u",
                                               i + 1,
                                               reading->n_pages);

      g_assert_nonnull (strstr (reading->pages[i], foot));
      g_assert_nonnull (strstr (reading->pages[i], "Hét Híd EAP"));
    }
}

static void
check_form (EdFormKind kind, State state, const char *language)
{
  static const guint pages[N_KINDS][N_STATES] = { { 1, 1, 1 }, { 2, 2, 2 }, { 3, 3, 2 } };
  g_autoptr (Reading) reading = read_form (kind, state, language);
  g_autofree char *code = g_strconcat ("experts-dashboard:form/1/",
                                       ed_form_get (kind)->name,
                                       state == EMPTY ? NULL : "/261",
                                       NULL);

  g_test_message ("%s, %s, state %d", ed_form_get (kind)->name, language, state);
  g_assert_cmpuint (reading->n_pages, ==, pages[kind][state]);
  reading_assert_a4 (reading);
  reading_assert_laid_out (reading);
  reading_assert_fonts_embedded (reading);
  reading_assert_says (reading, ed_form_title (kind, language));
  check_foot (reading, language);
  for (guint i = 0; i < reading->n_pages; i++)
    reading_assert_code (reading, i, code);
}

static void
test_form_in_every_state (void)
{
  const char *const *languages = ed_form_list_languages ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      for (EdFormKind kind = ED_FORM_SATISFACTION; kind <= ED_FORM_CASE_FILE; kind++)
        {
          for (State state = EMPTY; state < N_STATES; state++)
            check_form (kind, state, languages[i]);
        }
    }
}

static void
test_form_speaks_language (void)
{
  static const struct
  {
    EdFormKind kind;
    State state;
    const char *language;
    const char *texts[6];
  } cases[] = {
    { ED_FORM_SATISFACTION,
      EMPTY,
      "en",
      { "Satisfaction Feedback form", "10 = completely satisfied", "What could we do better?" } },
    { ED_FORM_SATISFACTION,
      EMPTY,
      "hu",
      { "Elégedettségi kérdőív", "1 = egyáltalán nem vagyok elégedett", "Min javíthatnánk?" } },
    { ED_FORM_SATISFACTION,
      EMPTY,
      "de",
      { "Zufriedenheitsbogen", "voll und ganz", "Würden Sie das Programm" } },
    { ED_FORM_TREATMENT_LOG,
      FOR_CASE,
      "en",
      { "Treatment log", "Psychological", "2020-03-22", "16:30 · 50 min", "2020-03-29" } },
    { ED_FORM_TREATMENT_LOG,
      FOR_CASE,
      "hu",
      { "Kezelési napló", "Pszichológiai", "2020. 03. 22.", "09:00 · 50 perc" } },
    { ED_FORM_TREATMENT_LOG,
      FILLED,
      "de",
      { "Behandlungsprotokoll", "22.03.2020", "3. April 2020", "× Teilweise erreicht" } },
    { ED_FORM_CASE_FILE,
      FOR_CASE,
      "en",
      { "Case file", "Health coaching – nutritionist", "× Nutritionist" } },
    { ED_FORM_CASE_FILE, FILLED, "hu", { "Esetnapló", "× Dietetikus", "2020. április 3." } },
    { ED_FORM_CASE_FILE, FILLED, "de", { "Fallakte", "Gesundheitscoaching – Ernährung" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reading) reading = read_form (cases[i].kind, cases[i].state, cases[i].language);

      for (guint j = 0; cases[i].texts[j] != NULL; j++)
        reading_assert_says (reading, cases[i].texts[j]);
    }
}

/* Experts' forms name the client by alias; of the rest of the case nothing is on any form. */
static void
test_form_tells_no_more_than_needed (void)
{
  static const char *const never[] = { "06 30",
                                       "oszirozsa@example.org",
                                       "Táplószentmárton",
                                       "Other family problems" };

  for (EdFormKind kind = ED_FORM_SATISFACTION; kind <= ED_FORM_CASE_FILE; kind++)
    {
      for (State state = FOR_CASE; state < N_STATES; state++)
        {
          g_autoptr (Reading) reading = read_form (kind, state, "en");

          reading_assert_says (reading, "261");
          reading_assert_says (reading, "dr. Tűzkő Árvácska");
          for (guint i = 0; i < G_N_ELEMENTS (never); i++)
            reading_assert_silent (reading, never[i]);
          if (kind == ED_FORM_SATISFACTION)
            {
              reading_assert_silent (reading, "Őszirózsa");
              reading_assert_silent (reading, "Suzuki");
              continue;
            }
          reading_assert_says (reading, "Őszirózsa");
          reading_assert_says (reading, "Suzuki");
        }
    }
}

/* Of the boxes from 1 to 10, the chosen one's number is white on dark, as no other text is. */
static void
test_form_marks_score (void)
{
  g_autoptr (Reading) reading = read_form (ED_FORM_SATISFACTION, FILLED, "en");
  PopplerPage *page = poppler_document_get_page (reading->document, 0);
  g_autofree char *text = poppler_page_get_text (page);
  GList *attributes = poppler_page_get_text_attributes (page);
  g_autoptr (GString) white = g_string_new (NULL);

  for (GList *l = attributes; l != NULL; l = l->next)
    {
      PopplerTextAttributes *part = l->data;

      if (part->color.red == 0xffff && part->color.green == 0xffff && part->color.blue == 0xffff)
        g_string_append_len (white,
                             g_utf8_offset_to_pointer (text, part->start_index),
                             part->end_index - part->start_index + 1);
    }
  g_strstrip (white->str);
  g_assert_cmpstr (white->str, ==, "9");
  poppler_page_free_text_attributes (attributes);
  g_object_unref (page);
}

static void
test_form_scale_follows_settings (void)
{
  static const struct
  {
    gint64 least, best;
    const char *says[3], *silent;
  } cases[] = {
    { 1, 5, { "1 2 3 4 5", "1 = not satisfied at all", "5 = completely satisfied" }, "6" },
    { 0, 10, { "0 1 2 3 4 5 6", "0 = not satisfied at all", "10 = completely" }, "11" },
    { 0, 20, { "11 12 13 14", "0 = not satisfied at all", "20 = completely" }, "21" },
    { 0, 100, { "write a number from 0 to 100", "0 = not", "100 = completely" }, "57" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EdSettings) settings = ed_settings_new ();
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (Reading) reading = NULL;

      settings->score_min = cases[i].least;
      settings->score_max = cases[i].best;
      pdf = ed_form_write_pdf (ED_FORM_SATISFACTION, NULL, NULL, settings, "en", NULL);
      reading = reading_new (pdf);
      reading_assert_laid_out (reading);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].says); j++)
        reading_assert_says (reading, cases[i].says[j]);
      reading_assert_silent (reading, cases[i].silent);
    }
}

/* An organisation or a case that is hardly known yet gives a form all the same. */
static void
test_form_of_bare_case (void)
{
  g_autoptr (EdSettings) settings = ed_settings_new ();
  g_autoptr (EdCase) case_ = ed_case_new ();

  for (EdFormKind kind = ED_FORM_SATISFACTION; kind <= ED_FORM_CASE_FILE; kind++)
    {
      g_autoptr (GBytes) pdf = ed_form_write_pdf (kind, NULL, case_, settings, "de", NULL);
      g_autoptr (Reading) reading = reading_new (pdf);
      g_autofree char *code =
          g_strconcat ("experts-dashboard:form/1/", ed_form_get (kind)->name, NULL);

      reading_assert_laid_out (reading);
      reading_assert_code (reading, 0, code);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/form/in-every-state", test_form_in_every_state);
  g_test_add_func ("/forms/form/speaks-language", test_form_speaks_language);
  g_test_add_func ("/forms/form/tells-no-more-than-needed", test_form_tells_no_more_than_needed);
  g_test_add_func ("/forms/form/marks-score", test_form_marks_score);
  g_test_add_func ("/forms/form/scale-follows-settings", test_form_scale_follows_settings);
  g_test_add_func ("/forms/form/of-bare-case", test_form_of_bare_case);
  return g_test_run ();
}
