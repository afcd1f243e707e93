/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "client/dates.h"

#include "client/numbers.h"
#include "domain/record.h"
#include "forms/texts.h"

#include <glib/gi18n.h>
#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* The language of the translation that is in use: what its header says. English has none. */
static const EdTexts *
find_spoken (void)
{
  static const char nothing[] = ""; /* the header is the translation of it */
  static const char field[] = "\nLanguage: ";
  const char *found = strstr (gettext (nothing), field);
  g_autofree char *language = NULL;

  if (found == NULL)
    return ed_texts_get ("en");
  found += strlen (field);
  language = g_strndup (found, strcspn (found, "\n"));
  return ed_texts_get (language);
}

/* The name that LETTER asks for, as in strftime; NULL where it asks for none. */
static const char *
find_name (const EdTexts *texts, char letter, gint64 date)
{
  int year, month, day;

  ed_date_split (date, &year, &month, &day);
  switch (letter)
    {
    case 'B':
      return ed_texts_name (texts, ED_NAMES_MONTHS, month);
    case 'b':
      return ed_texts_name (texts, ED_NAMES_MONTHS_BRIEF, month);
    case 'A':
      return ed_texts_name (texts, ED_NAMES_WEEKDAYS, ed_date_weekday (date));
    case 'a':
      return ed_texts_name (texts, ED_NAMES_WEEKDAYS_BRIEF, ed_date_weekday (date));
    default:
      return NULL;
    }
}

char *
ed_date_in_format (gint64 date, const char *format)
{
  const EdTexts *texts = find_spoken ();
  g_autoptr (GString) named = g_string_new (NULL);
  g_autoptr (GDateTime) moment = NULL;
  int year, month, day;

  for (const char *at = format; *at != '\0'; at++)
    {
      gsize sign = g_str_has_prefix (at, "%O") ? 2 : 1;
      const char *name = *at == '%' ? find_name (texts, at[sign], date) : NULL;

      if (name != NULL)
        {
          g_string_append (named, name);
          at += sign;
          continue;
        }
      g_string_append_c (named, *at);
      if (*at == '%' && at[1] == '%')
        g_string_append_c (named, *++at);
    }
  ed_date_split (date, &year, &month, &day);
  moment = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return g_date_time_format (moment, named->str);
}

char *
ed_date_text (gint64 date)
{
  /* Translators: a date with its weekday, g_date_time_format(): "Sun 22 March 2020" */
  return ed_date_in_format (date, _ ("%a %-d %B %Y"));
}

char *
ed_date_relative_text (gint64 date, gint64 today)
{
  gint64 days = date - today;
  gulong n = (gulong) ABS (days);

  if (days == 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("tomorrow"));
  if (days == -1)
    return g_strdup (_ ("yesterday"));
  if (n < 14)
    return ed_number_in (days < 0 ? ngettext ("%s day ago", "%s days ago", n)
                                  : ngettext ("in %s day", "in %s days", n),
                         n);
  if (n < 60)
    return ed_number_in (days < 0 ? ngettext ("%s week ago", "%s weeks ago", n / 7)
                                  : ngettext ("in %s week", "in %s weeks", n / 7),
                         n / 7);
  if (n < 730)
    return ed_number_in (days < 0 ? ngettext ("%s month ago", "%s months ago", n / 30)
                                  : ngettext ("in %s month", "in %s months", n / 30),
                         n / 30);
  return ed_number_in (days < 0 ? ngettext ("%s year ago", "%s years ago", n / 365)
                                : ngettext ("in %s year", "in %s years", n / 365),
                       n / 365);
}

char *
ed_date_full_text (gint64 date, gint64 today)
{
  g_autofree char *absolute = ed_date_text (date);
  g_autofree char *relative = ed_date_relative_text (date, today);

  /* Translators: a date and how far it is: "Sun 22 March 2020, in 3 days" */
  return g_strdup_printf (_ ("%s, %s"), absolute, relative);
}

char *
ed_instant_text (gint64 instant, const EdZone *zone)
{
  /* Translators: a date without its weekday, g_date_time_format(): "18 March 2020" */
  g_autofree char *date = ed_date_in_format (ed_zone_date (zone, instant), _ ("%-d %B %Y"));
  g_autofree char *time = ed_time_to_text (ed_zone_minutes (zone, instant));

  /* Translators: date and time of day: "18 March 2020, 20:44" */
  return g_strdup_printf (_ ("%s, %s"), date, time);
}

char *
ed_duration_text (gint64 ms)
{
  gint64 length = ABS (ms);
  gulong n;

  if (length < HOUR)
    {
      n = (gulong) MAX (1, length / MINUTE);
      return ed_number_in (ngettext ("%s minute", "%s minutes", n), n);
    }
  if (length < 2 * DAY)
    {
      n = (gulong) (length / HOUR);
      return ed_number_in (ngettext ("%s hour", "%s hours", n), n);
    }
  n = (gulong) (length / DAY);
  return ed_number_in (ngettext ("%s day", "%s days", n), n);
}

/* Up to three numbers divided by anything but letters and digits; how many there are, 0 when the
 * text has letters, empty places or more. */
static guint
read_numbers (const char *text, int numbers[3])
{
  guint64 number;
  guint n = 0;

  while (*text != '\0')
    {
      if (!g_ascii_isdigit (*text))
        {
          if (strchr (" .-/,", *text) == NULL)
            return 0;
          text++;
          continue;
        }
      if (n == 3)
        return 0;
      number =
          g_ascii_strtoull (text, (char **) &text, 10); /* not within MIN, which evaluates twice */
      numbers[n] = (int) MIN (number, 100000);
      n++;
    }
  return n;
}

/* Whether TEXT has a word of three letters or more, as names of months are, and no digit beside a
 * letter. */
static gboolean
has_word (const char *text)
{
  guint letters = 0;
  gboolean after_digit = FALSE, found = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      gboolean digit = g_unichar_isdigit (c), letter = g_unichar_isalpha (c);

      if ((digit && letters > 0) || (letter && after_digit))
        return FALSE;
      letters = letter ? letters + 1 : 0;
      after_digit = digit;
      found = found || letters >= 3;
    }
  return found;
}

/* Which of NAMES begins with WORD, both without regard to case; 0 for none. */
static int
find_named (const EdTexts *texts, EdNames names, int n_names, const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);

  for (int i = 1; i <= n_names; i++)
    {
      g_autofree char *name = g_utf8_casefold (ed_texts_name (texts, names, i), -1);

      if (g_str_has_prefix (name, folded))
        return i;
    }
  return 0;
}

/* A day, the name of a month in the language of the words around, or three letters or more of it,
 * and a year of four digits or none, in any order; a weekday is not looked at. */
static gint64
read_named_date (const char *text, gint64 today)
{
  const EdTexts *texts = find_spoken ();
  g_auto (GStrv) words = g_strsplit_set (text, " .,/-", -1);
  int year = 0, month = 0, day = 0, number, this_year, unused;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);
      int *told = &month;

      if (length == 0)
        continue;
      number =
          g_utf8_strlen (words[i], -1) < 3 ? 0 : find_named (texts, ED_NAMES_MONTHS, 12, words[i]);
      if (g_ascii_isdigit (*words[i]) && length <= 4)
        {
          number = (int) g_ascii_strtoull (words[i], NULL, 10);
          told = length == 4 ? &year : &day;
        }
      else if (number == 0 && find_named (texts, ED_NAMES_WEEKDAYS, 7, words[i]) != 0)
        continue;
      if (number == 0 || *told != 0)
        return ED_ABSENT;
      *told = number;
    }
  ed_date_split (today, &this_year, &unused, &unused);
  return month == 0 || day == 0 ? ED_ABSENT
                                : ed_date_new (year == 0 ? this_year : year, month, day);
}

static gint64
read_worded_date (const char *text, gint64 today)
{
  gint64 named;
  GDate date;

  if (!has_word (text) || strpbrk (text, "0123456789") == NULL)
    return ED_ABSENT;
  named = read_named_date (text, today);
  if (named != ED_ABSENT)
    return named;
  g_date_clear (&date, 1);
  g_date_set_parse (&date, text);
  if (!g_date_valid (&date))
    return ED_ABSENT;
  return ed_date_new (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

gint64
ed_date_from_typed (const char *text, gint64 today)
{
  g_autofree char *typed = g_strstrip (g_strdup (text));
  int numbers[3];
  int year, month, day;
  guint n = read_numbers (typed, numbers);

  ed_date_split (today, &year, &month, &day);
  if (*typed == '\0')
    return ED_ABSENT;
  if (n == 3 && numbers[0] > 31)
    return ed_date_new (numbers[0], numbers[1], numbers[2]);
  if (n == 3 && numbers[2] > 31)
    return ed_date_new (numbers[2], numbers[1], numbers[0]);
  if (n == 3)
    return ed_date_new (2000 + numbers[2], numbers[1], numbers[0]);
  if (n == 2)
    return ed_date_new (year, numbers[1], numbers[0]);
  return n == 0 ? read_worded_date (typed, today) : ED_ABSENT;
}

/* Whether TEXT ends in "am" or "pm"; cut off. 'a', 'p' or 0. */
static char
cut_half_day (char *text)
{
  gsize length = strlen (text);
  char half;

  if (length < 3 || g_ascii_tolower (text[length - 1]) != 'm')
    return 0;
  half = g_ascii_tolower (text[length - 2]);
  if (half != 'a' && half != 'p')
    return 0;
  text[length - 2] = '\0';
  g_strchomp (text);
  return half;
}

char *
ed_date_wrong_text (gint64 today)
{
  g_autofree char *example = ed_date_to_text (today);

  /* Translators: %s is a date such as "2020-03-22" */
  return g_strdup_printf (_ ("This is not a date, such as %s."), example);
}

gint64
ed_time_from_typed (const char *text)
{
  g_autofree char *typed = g_strstrip (g_strdup (text));
  char half = cut_half_day (typed);
  gsize length = strlen (typed);
  int hours, minutes = 0;
  char *end;

  if (length == 0 || length > 5 || !g_ascii_isdigit (typed[0]))
    return ED_ABSENT;
  hours = (int) g_ascii_strtoull (typed, &end, 10);
  if (*end == '\0' && length >= 3)
    {
      minutes = hours % 100;
      hours /= 100;
    }
  else if ((*end == ':' || *end == '.') && strlen (end) == 3 && g_ascii_isdigit (end[1])
           && g_ascii_isdigit (end[2]))
    minutes = (int) g_ascii_strtoull (end + 1, NULL, 10);
  else if (*end != '\0')
    return ED_ABSENT;
  if (half != 0 && (hours < 1 || hours > 12))
    return ED_ABSENT;
  if (half != 0)
    hours = hours % 12 + (half == 'p' ? 12 : 0);
  return hours > 23 || minutes > 59 ? ED_ABSENT : hours * 60 + minutes;
}
