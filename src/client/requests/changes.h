/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What a review has changed in a text, for a label. Pure; texts are free'd by the caller. */

/* Both texts in one, as markup: what was taken out is struck through, what was added underlined, so
 * that no colour is needed to tell them apart. */
char *ed_changes_markup (const char *from, const char *to);
/* "3 changes"; NULL where the texts are the same. */
char *ed_changes_count_text (const char *from, const char *to);
