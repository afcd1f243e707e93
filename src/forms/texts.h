/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What the forms say in one language: data/texts/forms/LANGUAGE.ini, compiled in. Loaded once and
 * kept for good; used by any thread. Not gettext, because one process prints several languages. */
typedef struct _EdTexts EdTexts;

/* LANGUAGE is a code or a locale ("hu", "de_AT.UTF-8"); English where it is none of ours. */
const EdTexts *ed_texts_get (const char *language);
/* "en", "hu", "de"; ends with NULL. */
const char *const *ed_texts_list_languages (void);
/* The language's own code. */
const char *ed_texts_language (const EdTexts *self);

/* The text under KEY; every key asked for is there (tests compare the three files). */
const char *ed_texts_say (const EdTexts *self, const char *group, const char *key);
/* The one under KEY.WORD: the words of choices. */
const char *
ed_texts_say_word (const EdTexts *self, const char *group, const char *key, const char *word);
/* With each {name} replaced by the value that follows it: pairs of texts, then NULL. */
char *
ed_texts_fill (const EdTexts *self, const char *group, const char *key, ...) G_GNUC_NULL_TERMINATED;

/* Names in a date, each list from the first of the year or the week (Monday). */
typedef enum
{
  ED_NAMES_MONTHS,         /* "March" */
  ED_NAMES_MONTHS_BRIEF,   /* "Mar" */
  ED_NAMES_WEEKDAYS,       /* "Sunday" */
  ED_NAMES_WEEKDAYS_BRIEF, /* "Sun" */
  ED_NAMES_LAST,
} EdNames;

/* The NUMBERth of NAMES, from 1. */
const char *ed_texts_name (const EdTexts *self, EdNames names, int number);

/* A date as readers of the language write it: "22 March 2020" and "2020-03-22". */
char *ed_texts_long_date (const EdTexts *self, gint64 date);
char *ed_texts_short_date (const EdTexts *self, gint64 date);
