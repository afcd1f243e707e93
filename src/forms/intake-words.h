/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

/* How tables of cases from elsewhere name things, in every language of ours at once:
 * data/texts/intake/LANGUAGE.ini, compiled in. Compared without case, accents and signs. Loaded
 * once and kept for good; used by any thread. */

/* TITLE as it is compared. Free with g_free(). */
char *ed_intake_words_plain (const char *title);
/* The field of ed_case_intake_type whose column may be called TITLE, or NULL. */
const EdField *ed_intake_words_find_field (const char *title);
/* Whether TITLE is that of the reasons in a table of what was refused. */
gboolean ed_intake_words_is_reason (const char *title);
/* The choice of FIELD that TEXT means, of a boolean 0 or 1; ED_ABSENT when it means none. */
gint64 ed_intake_words_find_choice (const EdField *field, const char *text);
/* Whether TEXT says that nothing is known, or that there is nothing; an empty one does. */
gboolean ed_intake_words_say_nothing (const char *text);
/* What LANGUAGE (as in forms/texts.h) calls FIELD of ed_case_intake_type, and what it says for its
 * NUMBER: a choice, or of a boolean 0 or 1. */
const char *ed_intake_words_label (const char *language, const EdField *field);
const char *ed_intake_words_say (const char *language, const EdField *field, gint64 number);
