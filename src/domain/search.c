/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain/search.h"

#include "domain/fold.h"

#include <string.h>

void
ed_search_add_words (GString *words, const char *text)
{
  g_autofree char *folded = text != NULL ? ed_fold (text) : NULL;

  if (folded != NULL)
    g_string_append (words, g_strdelimit (folded, "\n", ' '));
  g_string_append_c (words, '\n');
}

char **
ed_search_split (const char *typed)
{
  g_autofree char *folded = typed != NULL ? ed_fold (typed) : NULL;

  return folded != NULL ? g_strsplit_set (folded, " \t\n", -1) : NULL;
}

gboolean
ed_search_fits (const char *words, char **wanted)
{
  for (guint i = 0; wanted != NULL && wanted[i] != NULL; i++)
    if (strstr (words, wanted[i]) == NULL)
      return FALSE;
  return TRUE;
}
