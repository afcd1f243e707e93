/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/form.h"

#include <gtk/gtk.h>

/* The questions of a form as rows, in the program's language, and the answers to them. What is
 * known of the case is not asked.
 *
 * Signal "edited": an answer is another now. */
#define ED_TYPE_FORM_EDITOR (ed_form_editor_get_type ())
G_DECLARE_FINAL_TYPE (EdFormEditor, ed_form_editor, ED, FORM_EDITOR, GtkWidget)

GtkWidget *ed_form_editor_new (void);

/* Asks the questions of the form KIND, answered by VALUES (taken), in the place of what it asked
 * before. TODAY is the date of the form
 * until another is entered. SETTINGS: the scale of scores. */
void ed_form_editor_open (EdFormEditor *self,
                          EdFormKind kind,
                          gpointer values,
                          const EdSettings *settings,
                          gint64 today);
/* Brings the sessions in line with CASE_. */
void ed_form_editor_follow (EdFormEditor *self, const EdCase *case_);

/* What has been entered, borrowed until the next entry; the date is absent while it is today's. */
gconstpointer ed_form_editor_values (EdFormEditor *self);
/* What the form says now, its date with it: of ed_form_get(kind)->values, to be freed. */
gpointer ed_form_editor_make_answers (EdFormEditor *self);

/* Below the score: whether to enter it for the case, too. Not offered at first. */
void ed_form_editor_offer_score (EdFormEditor *self, gboolean is_offered);
/* The score to enter for the case, or ED_ABSENT. */
gint64 ed_form_editor_score (EdFormEditor *self);

/* Brings the row that asks for FIELD into view, with the keyboard. */
void ed_form_editor_point_at (EdFormEditor *self, const EdField *field);
