/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "forms/texts.h"

#include "base/wording.h"
#include "domain/days.h"

#define FOLDER "/org/experts_dashboard/forms"

static const struct
{
  const char *key;
  guint length;
} lists[ED_NAMES_LAST] = {
  [ED_NAMES_MONTHS] = { "months", 12 },
  [ED_NAMES_MONTHS_BRIEF] = { "months-brief", 12 },
  [ED_NAMES_WEEKDAYS] = { "weekdays", 7 },
  [ED_NAMES_WEEKDAYS_BRIEF] = { "weekdays-brief", 7 },
};

struct _EdTexts
{
  const char *language;
  EdWording *wording;
  char **names[ED_NAMES_LAST];
};

static EdTexts *
load_texts (const char *language)
{
  EdTexts *self = g_new0 (EdTexts, 1);

  self->language = language;
  self->wording = ed_wording_load (FOLDER, language);
  for (guint i = 0; i < ED_NAMES_LAST; i++)
    {
      self->names[i] = g_strsplit (ed_wording_say (self->wording, "dates", lists[i].key), ";", -1);
      g_assert (g_strv_length (self->names[i]) >= lists[i].length);
    }
  return self;
}

const EdTexts *
ed_texts_get (const char *language)
{
  static GMutex mutex;
  static EdTexts *loaded[8];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint found = ed_wording_find_language (language);

  g_assert (found < G_N_ELEMENTS (loaded));
  if (loaded[found] == NULL)
    loaded[found] = load_texts (ed_wording_list_languages ()[found]);
  return loaded[found];
}

const char *const *
ed_texts_list_languages (void)
{
  return ed_wording_list_languages ();
}

const char *
ed_texts_language (const EdTexts *self)
{
  return self->language;
}

const char *
ed_texts_say (const EdTexts *self, const char *group, const char *key)
{
  return ed_wording_say (self->wording, group, key);
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
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  const char *name;
  va_list pairs;

  va_start (pairs, key);
  while ((name = va_arg (pairs, const char *)) != NULL)
    g_hash_table_insert (values, (gpointer) name, va_arg (pairs, char *));
  va_end (pairs);
  return ed_wording_fill (self->wording, group, key, values);
}

const char *
ed_texts_name (const EdTexts *self, EdNames names, int number)
{
  g_return_val_if_fail (number >= 1 && number <= (int) lists[names].length, "");
  return self->names[names][number - 1];
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
                        ed_texts_name (self, ED_NAMES_MONTHS, month),
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
