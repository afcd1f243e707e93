/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* How cases are found by what somebody types: every word of it occurs in the words of the case,
 * whatever its case and accents. The same here and on the server. */

/* Adds a line with TEXT (or NULL) as it is compared. */
void ed_search_add_words (GString *words, const char *text);
/* What was typed, as it is compared; NULL: nothing, everything fits. Free with g_strfreev(). */
char **ed_search_split (const char *typed);
gboolean ed_search_fits (const char *words, char **wanted);
