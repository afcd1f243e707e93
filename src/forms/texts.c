/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/texts.h"

#include "domain/days.h"

#include <gio/gio.h>
#include <string.h>

struct _EdTexts
{
  const char *language;
  GHashTable *texts; /* "group/key" to text */
  char **months;
};

static const char *const languages[] = { "en", "hu", "de", NULL };

static GHashTable *
read_texts (GKeyFile *file)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, *group, NULL, NULL);

      for (char **key = keys; *key != NULL; key++)
        g_hash_table_insert (texts,
                             g_strconcat (*group, "/", *key, NULL),
                             g_key_file_get_string (file, *group, *key, NULL));
    }
  return texts;
}

static EdTexts *
load_texts (const char *language)
{
  g_autofree char *path = g_strdup_printf ("/org/experts_dashboard/forms/%s.ini", language);
  g_autoptr (GBytes) content = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  EdTexts *self = g_new0 (EdTexts, 1);

  g_assert (content != NULL);
  g_key_file_load_from_bytes (file, content, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  self->language = language;
  self->texts = read_texts (file);
  self->months = g_key_file_get_string_list (file, "dates", "months", NULL, NULL);
  g_assert (self->months != NULL && g_strv_length (self->months) == 12);
  return self;
}

const EdTexts *
ed_texts_get (const char *language)
{
  static GMutex mutex;
  static EdTexts *loaded[G_N_ELEMENTS (languages) - 1];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint found = 0;

  for (guint i = 0; language != NULL && languages[i] != NULL; i++)
    {
      if (g_str_has_prefix (language, languages[i]) && !g_ascii_isalpha (language[2]))
        found = i;
    }
  if (loaded[found] == NULL)
    loaded[found] = load_texts (languages[found]);
  return loaded[found];
}

const char *const *
ed_texts_list_languages (void)
{
  return languages;
}

const char *
ed_texts_language (const EdTexts *self)
{
  return self->language;
}

const char *
ed_texts_say (const EdTexts *self, const char *group, const char *key)
{
  g_autofree char *place = g_strconcat (group, "/", key, NULL);
  const char *text = g_hash_table_lookup (self->texts, place);

  if (text == NULL)
    g_error ("the forms' texts in '%s' have no '%s'", self->language, place);
  return text;
}

const char *
ed_texts_say_word (const EdTexts *self, const char *group, const char *key, const char *word)
{
  g_autofree char *full = g_strconcat (key, ".", word, NULL);

  return ed_texts_say (self, group, full);
}

char *
ed_texts_fill (const EdTexts *self, const char *group, const char *key, ...)
{
  const char *rest = ed_texts_say (self, group, key);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *name, *open;
  va_list pairs;

  va_start (pairs, key);
  while ((name = va_arg (pairs, const char *)) != NULL)
    g_hash_table_insert (values, (gpointer) name, va_arg (pairs, char *));
  va_end (pairs);
  /* From the front to the end, so that a value with braces in it stays what it is. */
  while ((open = strchr (rest, '{')) != NULL && strchr (open, '}') != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *word = g_strndup (open + 1, (gsize) (close - open - 1));
      const char *value = g_hash_table_lookup (values, word);

      g_assert (value != NULL);
      g_string_append_len (filled, rest, open - rest);
      g_string_append (filled, value);
      rest = close + 1;
    }
  g_string_append (filled, rest);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static char *
write_date (const EdTexts *self, const char *key, gboolean is_padded, gint64 date)
{
  g_autofree char *day_text = NULL;
  g_autofree char *month_text = NULL;
  g_autofree char *year_text = NULL;
  int year, month, day;

  ed_date_split (date, &year, &month, &day);
  day_text = is_padded ? g_strdup_printf ("%02d", day) : g_strdup_printf ("%d", day);
  month_text = g_strdup_printf ("%02d", month);
  year_text = g_strdup_printf ("%d", year);
  return ed_texts_fill (self,
                        "dates",
                        key,
                        "day",
                        day_text,
                        "month",
                        month_text,
                        "month-name",
                        self->months[month - 1],
                        "year",
                        year_text,
                        NULL);
}

char *
ed_texts_long_date (const EdTexts *self, gint64 date)
{
  return write_date (self, "long", FALSE, date);
}

char *
ed_texts_short_date (const EdTexts *self, gint64 date)
{
  return write_date (self, "short", TRUE, date);
}
