/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "forms/form.h"

/* What the pages of the forms say; texts are free'd by the caller. */

/* The guide's name of the form, translated; static. */
const char *ed_form_name (EdFormKind kind);
/* "Case 261 (Suzuki - XY)"; IS_PRIVATE: dots for the alias. */
char *ed_form_case_text (const EdCase *case_, gboolean is_private);
/* What the form is called as a file, in LANGUAGE: "Treatment log 261.pdf". CASE_ may be NULL. */
char *ed_form_file_name (EdFormKind kind, const EdCase *case_, const char *language);
/* Why the answer to FIELD, wrong by its table, cannot be kept. */
char *ed_form_wrong_text (const EdField *field);
/* CASE_ as the reader may see it in privacy mode: a copy with dots for the alias. */
EdCase *ed_form_make_private (const EdCase *case_);

/* The languages of the forms by their own names, for a drop-down, and the place of LANGUAGE (a code
 * or a locale) in it. */
char **ed_form_language_names (void);
guint ed_form_find_language (const char *language);
/* The form whose EdForm.name is NAME; FALSE when there is none. */
gboolean ed_form_find (const char *name, EdFormKind *kind);
/* The name (EdForm.name) of the form that is a document of that kind in a case; NULL: none is. */
const char *ed_form_name_of_document (gint64 document);
