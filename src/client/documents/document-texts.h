/* SPDX-FileCopyrightText: The Experts' Dashboard developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain/case.h"

/* What is said of documents and of files that are to become some. Pure; texts are free'd by the
 * caller, words are static and translated. */

/* "Treatment log", "Other document" */
const char *ed_document_kind_word (gint64 kind);
/* The button: "Upload treatment log". Source: guide, "Closing a case". */
const char *ed_document_upload_word (gint64 kind);
/* TYPE, a media type: "PDF"; "" for one that is not taken. */
const char *ed_document_type_word (const char *type);
/* Of its row. */
const char *ed_document_icon (const char *type);

/* "1.2 MB" */
char *ed_document_size_text (gint64 size);
/* "PDF · 1.2 MB" */
char *ed_document_content_text (const char *type, gint64 size);
/* "1.2 MB of 2.0 MB" */
char *ed_document_progress_text (gint64 sent, gint64 size);
char *ed_document_too_large_text (gint64 size);
/* What was done: "Treatment log added"; "3 files added" for several. */
char *ed_document_added_text (gint64 kind, guint n);
