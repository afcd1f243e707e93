/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"
#include "domain/settings.h"
#include "forms/form-values.h"

/* The printed forms: A4 documents (PDF) in the language chosen, empty, with what is known of a
 * case, or filled in. Everything here is pure and may be called in any thread; a document takes
 * some ten milliseconds.
 *
 * In the corner of each page is a QR code: "experts-dashboard:form/1/NAME/CASE-NUMBER", without the
 * last part where no case is meant. Of a case a form shows its number, company, type, expert,
 * alias and the sessions' dates, and the client's form only number, type and expert. */

typedef enum
{
  ED_FORM_SATISFACTION,
  ED_FORM_TREATMENT_LOG,
  ED_FORM_CASE_FILE,
} EdFormKind;

typedef struct
{
  const char *name;           /* "treatment-log": in the code, in file names, in the texts */
  guint version;              /* rises when what is asked changes */
  const EdRecordType *values; /* what is filled in (forms/form-values.h) */
  EdDocumentKind document;    /* what the finished form is in a case */
} EdForm;

const EdForm *ed_form_get (EdFormKind kind);

/* "en", "hu", "de", ended by NULL, and what speakers call it: "Magyar". Wherever a LANGUAGE is
 * asked for, a locale's name will do, and what we have not is English. */
const char *const *ed_form_list_languages (void);
const char *ed_form_language_name (const char *language);

/* The form's title, the label of one of its fields, and the words of one of a field's choices. A
 * field of a session has its column's label. */
const char *ed_form_title (EdFormKind kind, const char *language);
const char *ed_form_label (EdFormKind kind, const EdField *field, const char *language);
const char *
ed_form_choice (EdFormKind kind, const EdField *field, gint64 choice, const char *language);

/* New values (of ed_form_get(kind)->values) holding what CASE_ knows: its sessions, the kind of
 * coaching; empty where CASE_ is NULL. Free with ed_record_free(). */
gpointer ed_form_make_values (EdFormKind kind, const EdCase *case_);
/* Brings VALUES in line with what has happened in CASE_ since: its sessions, and nothing that
 * anybody has written. */
void ed_form_follow_case (EdFormKind kind, gpointer values, const EdCase *case_);

/* The document. VALUES NULL: to be filled in by hand, with what the case knows; CASE_ NULL: for no
 * case in particular. Fails with G_IO_ERROR_INVALID_DATA where VALUES are wrong by their table or a
 * score is off the settings' scale, and when memory runs out. */
GBytes *ed_form_write_pdf (EdFormKind kind,
                           gconstpointer values,
                           const EdCase *case_,
                           const EdSettings *settings,
                           const char *language,
                           GError **error);
