/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/intake-words.h"

#include <string.h>

#include "base/wording.h"
#include "domain/fold.h"

#define FOLDER "/org/experts_dashboard/intake"

/* Number of the column of reasons, beside the indices of fields. */
#define REASON 1000

char *
ed_intake_words_plain (const char *title)
{
  g_autofree char *folded = ed_fold (title);
  GString *plain = g_string_sized_new (strlen (folded));

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (plain, g_utf8_get_char (at));
  return g_string_free (plain, FALSE);
}

/* --- loading ---------------------------------------------------------------------------------- */

/* What all languages say, "KIND/PLAIN" to a number; what two of them have is the first one's. */
static void
add_words (GHashTable *words, const char *said, const char *kind, gint64 number)
{
  g_auto (GStrv) synonyms = g_strsplit (said, ";", -1);

  for (char **synonym = synonyms; *synonym != NULL; synonym++)
    {
      g_autofree char *plain = ed_intake_words_plain (*synonym);
      char *key = g_strconcat (kind, "/", plain, NULL);

      if (*plain == '\0' || g_hash_table_contains (words, key))
        g_free (key);
      else
        g_hash_table_insert (words, key, GINT_TO_POINTER ((int) number));
    }
}

static void
add_choices (GHashTable *words, const EdWording *wording, const EdField *field)
{
  for (gint64 i = 0; field->kind == ED_FIELD_CHOICE && field->choices[i].word != NULL; i++)
    {
      g_autofree char *key = g_strconcat (field->name, ".", field->choices[i].word, NULL);

      add_words (words, field->choices[i].word, field->name, i);
      add_words (words, ed_wording_say (wording, "words", key), field->name, i);
    }
}

static void
add_language (GHashTable *words, const char *language)
{
  g_autoptr (EdWording) wording = ed_wording_load (FOLDER, language);

  for (guint i = 0; i < ed_case_intake_type.n_fields; i++)
    {
      const EdField *field = &ed_case_intake_type.fields[i];

      if (field->label == NULL)
        continue; /* for programs */
      add_words (words, field->name, "column", i);
      add_words (words, ed_wording_say (wording, "columns", field->name), "column", i);
      add_choices (words, wording, field);
    }
  add_words (words, ed_wording_say (wording, "columns", "reason"), "column", REASON);
  add_words (words, ed_wording_say (wording, "answers", "yes"), "answer", 1);
  add_words (words, ed_wording_say (wording, "answers", "no"), "answer", 0);
  add_words (words, ed_wording_say (wording, "answers", "nothing"), "nothing", 1);
}

static GHashTable *
load_words (void)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const char *const *language = ed_wording_list_languages (); *language != NULL; language++)
    add_language (words, *language);
  return words;
}

static gint64
find (const char *kind, const char *text)
{
  static GHashTable *words;
  static gsize loaded;
  g_autofree char *plain = ed_intake_words_plain (text);
  g_autofree char *key = g_strconcat (kind, "/", plain, NULL);
  gpointer number;

  if (g_once_init_enter (&loaded))
    {
      words = load_words ();
      g_once_init_leave (&loaded, 1);
    }
  return g_hash_table_lookup_extended (words, key, NULL, &number) ? GPOINTER_TO_INT (number)
                                                                  : ED_ABSENT;
}

/* --- finding ---------------------------------------------------------------------------------- */

const EdField *
ed_intake_words_find_field (const char *title)
{
  gint64 found = find ("column", title);

  return found != ED_ABSENT && found != REASON ? &ed_case_intake_type.fields[found] : NULL;
}

gboolean
ed_intake_words_is_reason (const char *title)
{
  return find ("column", title) == REASON;
}

gint64
ed_intake_words_find_choice (const EdField *field, const char *text)
{
  return find (field->kind == ED_FIELD_BOOLEAN ? "answer" : field->name, text);
}

/* Dashes alone say nothing, too; a phone number is more than its signs. */
gboolean
ed_intake_words_say_nothing (const char *text)
{
  for (; *text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text));
       text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text))
        && g_unichar_type (g_utf8_get_char (text)) != G_UNICODE_DASH_PUNCTUATION)
      return FALSE;
  return *text == '\0' || find ("nothing", text) != ED_ABSENT;
}

/* --- saying ----------------------------------------------------------------------------------- */

/* The first of what LANGUAGE has under KEY, which is what the program itself says. */
static const char *
say_first (const char *language, const char *group, const char *key)
{
  static GMutex mutex;
  static GHashTable *said; /* "LANGUAGE/GROUP/KEY" */
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint found = ed_wording_find_language (language);
  const char *code = ed_wording_list_languages ()[found];
  char *full = g_strjoin ("/", code, group, key, NULL);
  char *text;

  if (said == NULL)
    said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  text = g_hash_table_lookup (said, full);
  if (text == NULL)
    {
      g_autoptr (EdWording) wording = ed_wording_load (FOLDER, code);
      const char *all = ed_wording_say (wording, group, key);

      text = g_strndup (all, strcspn (all, ";"));
      g_hash_table_insert (said, g_steal_pointer (&full), text);
    }
  g_free (full);
  return text;
}

const char *
ed_intake_words_label (const char *language, const EdField *field)
{
  return say_first (language, "columns", field->name);
}

const char *
ed_intake_words_say (const char *language, const EdField *field, gint64 number)
{
  g_autofree char *key = NULL;

  if (field->kind == ED_FIELD_BOOLEAN)
    return say_first (language, "answers", number == 1 ? "yes" : "no");
  key = g_strconcat (field->name, ".", field->choices[number].word, NULL);
  return say_first (language, "words", key);
}
