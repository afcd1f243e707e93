/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* The words that fit what is being typed, below the entry, which keeps the keyboard: the entry's
 * row moves the selection and takes the word.
 *
 * Signal: "taken" (string) when a word was clicked. */
#define ED_TYPE_SUGGESTIONS (ed_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (EdSuggestions, ed_suggestions, ED, SUGGESTIONS, GtkPopover)

GtkWidget *ed_suggestions_new (void);
/* Copies WORDS. */
void ed_suggestions_set_words (EdSuggestions *self, const char *const *words);
/* Opens with the words that fit TYPED; closes when none does, or it is the word itself. */
void ed_suggestions_offer (EdSuggestions *self, const char *typed);
void ed_suggestions_close (EdSuggestions *self);
/* Moves the selection BY places; TRUE. */
gboolean ed_suggestions_move (EdSuggestions *self, int by);
/* The selected word, or NULL. Free with g_free(). */
char *ed_suggestions_selected (EdSuggestions *self);

/* Whether some word of WORD begins with TYPED, without regard to case and accents. */
gboolean ed_suggestion_fits (const char *word, const char *typed);
