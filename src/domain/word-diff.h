/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What somebody has changed in a text, word by word: for people to read, so whole words change
 * rather than letters, and what was taken out stands before what came instead. */

typedef enum
{
  ED_WORDS_KEPT,
  ED_WORDS_REMOVED,
  ED_WORDS_ADDED,
} EdWordsKind;

/* A stretch of one of the two texts, whose memory it is. */
typedef struct
{
  EdWordsKind kind;
  const char *text; /* not terminated */
  gsize length;     /* bytes, more than 0 */
} EdWords;

/* From the text FROM to the text TO, both UTF-8 and not NULL: elements EdWords, unref the array.
 * What is kept and what is removed make up FROM, what is kept and what is added make up TO, byte by
 * byte; no two neighbours are of one kind.
 *
 * Memory goes with the number of words, whatever changed; so does the time, as changes beyond a
 * limit make one large change of the stretch that they are in. */
GArray *ed_word_diff (const char *from, const char *to);
